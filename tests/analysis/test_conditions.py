"""Met, not met, not certain or not known: what the figures say of one condition."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkmonitor.analysis.conditions import Condition, State, states
from wijkmonitor.estimate import Difference, Verdict
from wijkmonitor.text import Text, same

NOTHING = {
    "value": math.nan,
    "low": math.nan,
    "high": math.nan,
    "verdict": "may_not_be_said",
    "difference": "",
    "instrument": "",
}
WHOLE = pd.Series(NOTHING | {"value": 0.30, "low": 0.28, "high": 0.32, "verdict": "may_be_said"})
COUNTED = pd.Series(NOTHING | {"value": 0.30, "verdict": "may_be_said"})


def state(condition: Condition, whole: pd.Series = WHOLE, asked: str = "", **row) -> str:
    rows = pd.DataFrame([NOTHING | {"verdict": Verdict.SAID.value} | row], index=["BU1"])
    return states(condition, rows, whole, asked)["BU1"]


def against(above: bool) -> Condition:
    return Condition(same("w"), "i", above)


def threshold(above: bool) -> Condition:
    return Condition(same("w"), "i", above, 0.5)


@pytest.mark.parametrize(
    ("difference", "above", "expected"),
    [
        ("higher", True, "met"),
        ("higher", False, "not_met"),
        ("lower", True, "not_met"),
        ("lower", False, "met"),
        ("not_demonstrable", True, "unsure"),
        ("not_demonstrable", False, "unsure"),
    ],
)
@pytest.mark.parametrize("verdict", ["may_be_said", "with_care"])
def test_against_the_municipality_the_published_test_speaks(difference, above, expected, verdict):
    # Values far apart: it is the test that speaks, not the distance.
    row = {"value": 0.9, "low": 0.8, "high": 0.95, "difference": difference, "verdict": verdict}
    assert state(against(above), **row) == expected


@pytest.mark.parametrize(("value", "expected"), [(0.31, "met"), (0.29, "not_met"), (0.30, "unsure")])
def test_a_count_without_a_margin_is_compared_as_it_is(value, expected):
    assert state(against(True), COUNTED, value=value) == expected


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [(0.33, 0.5, "met"), (0.31, 0.5, "unsure"), (0.1, 0.27, "not_met"), (0.1, 0.29, "unsure")],
)
def test_untested_intervals_must_lie_apart(low, high, expected):
    assert state(against(True), value=(low + high) / 2, low=low, high=high) == expected


@pytest.mark.parametrize(
    ("low", "high", "above", "expected"),
    [
        (0.5, 0.7, True, "met"),
        (0.5, 0.7, False, "not_met"),
        (0.49, 0.7, True, "unsure"),
        (0.3, 0.49, True, "not_met"),
        (0.3, 0.49, False, "met"),
        (0.3, 0.5, False, "unsure"),
    ],
)
def test_an_interval_that_holds_the_threshold_is_not_certain(low, high, above, expected):
    assert state(threshold(above), value=(low + high) / 2, low=low, high=high) == expected


def test_at_the_threshold_itself_above_is_met():
    assert state(threshold(True), value=0.5) == "met"
    assert state(threshold(False), value=0.5) == "not_met"


@pytest.mark.parametrize("condition", [against(True), threshold(True)])
def test_what_may_not_be_said_is_not_known(condition):
    assert state(condition, verdict="may_not_be_said", difference="higher") == "unknown"


@pytest.mark.parametrize("condition", [against(True), threshold(True)])
def test_a_model_estimate_is_never_certain(condition):
    assert state(condition, value=0.9, low=0.88, high=0.92, verdict="model_only") == "unsure"


def test_without_a_figure_of_the_municipality_nothing_is_known():
    assert state(against(True), pd.Series(NOTHING), value=0.9) == "unknown"


def test_against_a_modelled_municipality_nothing_is_certain():
    modelled = pd.Series(dict(WHOLE) | {"verdict": "model_only"})
    assert state(against(True), modelled, value=0.9, low=0.88, high=0.92) == "unsure"


def test_a_threshold_is_meant_for_one_questionnaire():
    row = {"value": 0.9, "low": 0.8, "high": 0.95, "instrument": "other2018", "difference": "higher"}
    assert state(threshold(True), asked="own2021", **row) == "unsure"
    assert state(against(True), asked="own2021", **row) == "met"


def test_a_condition_as_a_snapshot_describes_it():
    words = {"nl": "a", "en": "b"}
    assert Condition.from_description(words) == Condition(words=Text("a", "b"))
    told = Condition.from_description({**words, "indicator": "x", "is": "below", "than": 0.5})
    assert (told.indicator, told.above, told.than) == ("x", False, 0.5)
    assert Condition.from_description({**words, "indicator": "x", "is": "above", "than": "municipality"}).than is None


@given(
    st.sampled_from([one.value for one in Verdict]),
    st.sampled_from([one.value for one in Difference]),
    st.tuples(*[st.floats(0, 1)] * 3).map(sorted),
    st.booleans(),
)
def test_above_and_below_are_each_others_opposite(verdict, difference, figure, to_whole):
    low, value, high = figure
    row = {"value": value, "low": low, "high": high, "verdict": verdict, "difference": difference}
    pair = {state(against(side) if to_whole else threshold(side), **row) for side in (True, False)}
    assert pair in ({State.MET, State.NOT_MET}, {State.UNSURE}, {State.UNKNOWN})
