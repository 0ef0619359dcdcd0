"""Confirmed within twelve months of a day, and how long overdue."""

import datetime as dt

import pandas as pd
import pytest

from wijkmonitor.analysis import freshness

DAY = dt.date(2025, 1, 1)


@pytest.mark.parametrize(
    ("last", "confirmed", "overdue"),
    [
        ("2024-01-01", True, None),  # exactly twelve months ago
        ("2023-12-31", False, 0),
        ("2023-12-01", False, 1),
        ("2023-11-02", False, 1),
        ("2022-01-01", False, 24),
        ("2025-03-01", True, None),  # confirmed since
        ("", False, None),
    ],
)
def test_one(last, confirmed, overdue):
    said = pd.Series([last])
    assert freshness.confirmed(said, DAY).tolist() == [confirmed]
    months = freshness.months_overdue(said, DAY)
    assert (None if months.isna().all() else int(months[0])) == overdue


def test_the_last_day_of_a_month():
    # Confirmed on 29 February 2024: due on 28 February 2025, so two whole months late on 30 April.
    said = pd.Series(["2024-02-29"])
    assert freshness.months_overdue(said, dt.date(2025, 4, 30)).tolist() == [2]
