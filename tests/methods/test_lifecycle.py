import datetime as dt

import pandas as pd
import pytest

from wijkmonitor.groups import STATE
from wijkmonitor.methods import lifecycle

DAY = dt.date(2025, 1, 1)
RUNNING = {"start": "2020-01-01", "end": None, "status": "active", "last_confirmed": "2024-06-01"}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, "active"),
        ({"last_confirmed": "2024-01-01"}, "active"),  # exactly 12 months ago
        ({"last_confirmed": "2023-12-31"}, "unconfirmed"),
        ({"last_confirmed": None}, "unconfirmed"),
        ({"last_confirmed": "2025-03-01"}, "active"),  # confirmed since: it was alive on the day
        ({"start": None}, "active"),
        ({"start": "2025-01-01"}, "active"),
        ({"start": "2025-01-02"}, "planned"),
        ({"end": "2024-12-31"}, "ended"),
        ({"end": "2025-01-01"}, "active"),  # its last day
        ({"status": "ended"}, "ended"),
        ({"status": "ended", "start": "2025-06-01"}, "ended"),
        ({"status": "paused"}, "paused"),
        ({"status": "paused", "end": "2024-01-01"}, "ended"),
    ],
)
def test_state(change: dict[str, str | None], expected: str):
    table = pd.DataFrame([RUNNING | change])
    assert lifecycle.state(table, DAY).tolist() == [expected]
    assert expected in STATE.categories


def test_dates_may_be_dates():
    table = pd.DataFrame([RUNNING])
    for column in ("start", "end", "last_confirmed"):
        table[column] = pd.to_datetime(table[column])
    assert lifecycle.state(table, DAY).tolist() == ["active"]
    assert lifecycle.state(table.drop(columns=["end", "last_confirmed"]), DAY).tolist() == ["unconfirmed"]
    assert len(lifecycle.active(table, DAY)) == 1


def test_an_empty_register():
    assert lifecycle.state(pd.DataFrame(columns=list(RUNNING)), DAY).empty
