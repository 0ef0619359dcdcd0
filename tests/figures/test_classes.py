"""Class breaks: the same as mapclassify's, stable over editions, and never contradicting the value on screen."""

from __future__ import annotations

import warnings

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.figures.sample import an_indicator
from wijkmonitor.figures.classes import Classes, breaks, classes_for
from wijkmonitor.indicator import Unit

warnings.filterwarnings("ignore", message="Numba not installed")


def squares_within(values: np.ndarray, starts: tuple[float, ...]) -> float:
    place = np.searchsorted(starts, values, side="right")
    return sum(((values[place == p] - values[place == p].mean()) ** 2).sum() for p in np.unique(place))


@pytest.mark.parametrize("seed", range(5))
def test_as_good_as_mapclassify(seed):
    from mapclassify import FisherJenks

    values = np.random.default_rng(seed).gamma(2, 3, 90).round(2)
    peer = FisherJenks(values, 5)
    ours = breaks(pd.Series(values))
    theirs = tuple(min(values[peer.yb == c]) for c in range(5))
    assert len(ours) == 5
    assert squares_within(values, ours) <= squares_within(values, theirs) + 1e-9


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([], ()),
        ([np.nan, np.nan], ()),
        ([0.4, 0.4, np.nan], (0.4,)),
        ([0.2, 0.7, 0.7], (0.2, 0.7)),
        ([1, 2, 3, 4], (1, 2, 3, 4)),
    ],
)
def test_few_values_give_few_classes(values, expected):
    assert breaks(pd.Series(values, dtype=float)) == expected


@settings(max_examples=60, deadline=None)
@given(st.lists(st.floats(0, 1, allow_nan=False), min_size=1, max_size=60))
def test_every_value_falls_in_the_range_that_its_label_names(values):
    indicator, series = an_indicator(), pd.Series(values)
    classes = Classes(indicator, breaks(series.round(2)))
    for value, place in zip(series.round(2), classes.of(series), strict=True):
        assert classes.starts[place] <= value + 1e-9
        assert place + 1 == len(classes) or value < classes.starts[place + 1]


def test_more_values_than_are_compared_one_by_one():
    values = pd.Series(np.random.default_rng(1).random(5000))
    found = breaks(values)
    assert len(found) == 5
    assert found[0] == values.min()


def test_a_value_shown_as_the_break_is_in_the_class_from_that_break():
    classes = Classes(an_indicator(), (0.2, 0.4, 0.6))
    assert classes.of(pd.Series([0.396, 0.394, np.nan, 0.6])).tolist() == [1, 0, -1, 2]


def test_labels_in_both_languages():
    classes = Classes(an_indicator(Unit.PER_1000, decimals=1), (0.0, 1.5, 1000.0))
    assert classes.labels("nl") == ["lager dan 1,5", "1,5 tot 1.000,0", "1.000,0 of hoger"]
    assert classes.labels("en") == ["below 1.5", "1.5 to 1,000.0", "1,000.0 or higher"]
    assert Classes(an_indicator(), (0.4,)).labels("nl") == ["overal 40%"]
    assert Classes(an_indicator(), ()).labels("nl") == []


def test_editions_share_their_classes_but_other_dimensions_do_not():
    rows = (
        [("2023", "all", v) for v in (0.1, 0.2)] + [("2025", "all", v) for v in (0.3, 0.4)] + [("2025", "age:75+", 0.9)]
    )
    table = pd.DataFrame(rows, columns=["edition", "group", "value"]).assign(
        indicator="ties", level="wijk", instrument="q1"
    )
    assert classes_for(table, an_indicator(), "wijk").starts == (0.1, 0.2, 0.3, 0.4)
    assert classes_for(table, an_indicator(), "wijk", "age:65+").starts == (0.9,)
    assert classes_for(table, an_indicator(), "buurt").starts == ()


def test_nothing_is_higher_than_everybody():
    share = an_indicator(unit=Unit.SHARE)
    assert Classes(share, (0.5, 0.8, 1.0)).labels("nl") == ["lager dan 80%", "80% tot 100%", "100%"]
    assert Classes(share, (0.5, 0.8)).labels("nl") == ["lager dan 80%", "80% of hoger"]


def test_each_instrument_has_classes_of_its_own():
    rows = [("2021", "q0", v) for v in (0.1, 0.9)] + [(e, "q1", v) for e in ("2023", "2025") for v in (0.3, 0.4)]
    table = pd.DataFrame(rows, columns=["edition", "instrument", "value"])
    table = table.assign(indicator="ties", level="wijk", group="all")
    assert classes_for(table, an_indicator(), "wijk").starts == (0.3, 0.4), "the indicator's own instrument"
    other = classes_for(table, an_indicator(), "wijk", instrument="q0")
    assert (other.starts, other.instrument) == ((0.1, 0.9), "q0")
    assert classes_for(table, an_indicator(), "wijk", instrument="q9").starts == ()
