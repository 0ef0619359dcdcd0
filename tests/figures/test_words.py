"""Values, intervals and changes as sentences."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from tests.figures.sample import an_indicator
from wijkmonitor.figures import words
from wijkmonitor.figures.rows import COLUMNS, shown
from wijkmonitor.indicator import Unit


def a_row(value, half, **changes):
    told = {"value": value, "low": value - half, "high": value + half, "verdict": "may_be_said", "kind": "observed"}
    return pd.Series(told | {"instrument": "q1", "edition": "2023"} | changes)


@pytest.mark.parametrize(
    ("unit", "value", "decimals", "expected"),
    [
        (Unit.SHARE, 0.57, 0, "57% van de bewoners"),
        (Unit.PER_1000, 2.14, 1, "2,1 per 1.000 inwoners"),
        (Unit.SCALE_10, 6.3, 1, "6,3 (score van 0 tot 10)"),
        (Unit.COUNT, 1200, 0, "1.200"),
        (Unit.SHARE, np.nan, 0, "geen cijfer"),
    ],
)
def test_amounts(unit, value, decimals, expected):
    assert words.amount(value, an_indicator(unit, decimals=decimals), "nl") == expected


def test_interval_in_words():
    assert words.interval(0.4, 0.55, an_indicator(), "nl") == "waarschijnlijk tussen 40% en 55%"
    assert words.interval(np.nan, np.nan, an_indicator(), "nl") == ""


@pytest.mark.parametrize(
    ("now", "before", "start"),
    [
        (a_row(0.60, 0.05), a_row(0.40, 0.05), "hoger dan in 2023 (toen 40%)"),
        (a_row(0.40, 0.05), a_row(0.60, 0.05), "lager dan"),
        (a_row(0.46, 0.05), a_row(0.40, 0.05), "niet aantoonbaar anders"),
        (a_row(0.60, 0.05, instrument="q2"), a_row(0.40, 0.05), ""),
        (a_row(0.60, 0.05, verdict="model_only", kind="modelled"), a_row(0.40, 0.05, kind="modelled"), ""),
        (a_row(0.60, 0.05, verdict="may_not_be_said"), a_row(0.40, 0.05), ""),
        (a_row(np.nan, 0.05), a_row(0.40, 0.05), ""),
    ],
)
def test_a_change_is_told_only_when_it_may_be(now, before, start):
    told = words.change(now, before, an_indicator(), "nl")
    assert told.startswith(start)
    assert bool(told) == bool(start)


def test_every_area_of_the_level_has_a_row(town_snapshot):
    indicator = next(iter(town_snapshot.indicators))
    rows = shown(town_snapshot, indicator, "2025", "buurt")
    assert rows.columns.tolist() == list(COLUMNS)
    assert rows["code"].tolist() == ["BU00420202", "BU00420101", "BU00420201", "BU00420102"]  # Haven, Noord, Oost, Zuid
    assert (rows["value"].isna() == rows["reason"].ne("")).all()
    nothing = shown(town_snapshot, indicator, "2025", "buurt", "age:nobody")
    assert set(nothing["reason"]) == {"not_measured"}
