import numpy as np
import pandas as pd
import pytest

from wijkmonitor.analysis import comparable

THEMES = {"old": "age", "older": "age", "income": "income"}


def facts():
    return pd.DataFrame(
        {"old": [1.0, 2, 3, 4], "older": [1.0, 2, 3, 4], "income": [4.0, 4, 2, 2]}, index=["A", "B", "C", "D"]
    )


def test_distances_by_hand():
    """Age: steps of 1 / sd(1..4) = 1 / 1.118 = 0.894, both columns alike; income: 0 or 2 / 1 = 2; themes count the same."""
    far = comparable.distances(facts(), THEMES, "A")
    assert far.to_dict() == pytest.approx({"B": 0.4472, "C": (1.7889 + 2) / 2, "D": (2.6833 + 2) / 2}, abs=1e-4)
    assert comparable.nearest(facts(), THEMES, "A", 2) == ["B", "C"]


def test_a_theme_with_more_characteristics_weighs_no_more():
    one = comparable.distances(facts()[["old", "income"]], THEMES, "A")
    pd.testing.assert_series_equal(one, comparable.distances(facts(), THEMES, "A"))


def test_units_do_not_matter():
    other = facts().assign(income=lambda f: f["income"] * 1000 + 7)
    pd.testing.assert_series_equal(comparable.distances(other, THEMES, "B"), comparable.distances(facts(), THEMES, "B"))


def test_what_is_unknown_is_left_out_and_too_little_is_nothing():
    half = facts()
    half.loc["B", "income"] = np.nan
    known = comparable.distances(half, THEMES, "A")["B"]
    assert known == pytest.approx(0.8944, abs=1e-4), "half of the themes is enough"
    unknown = facts()
    unknown.loc["B"] = np.nan
    assert comparable.nearest(unknown, THEMES, "A", 3) == ["C", "D"]
    assert comparable.nearest(unknown, THEMES, "B", 3) == []
    third = facts().assign(owner=[1.0, 2, 3, 4])
    third.loc["B", ["old", "older", "income"]] = np.nan
    assert "B" not in comparable.nearest(third, THEMES | {"owner": "housing"}, "A", 3), (
        "one theme of three is too little"
    )


def test_what_is_the_same_everywhere_tells_nothing():
    same = facts().assign(flat=1.0)
    pd.testing.assert_series_equal(
        comparable.distances(same, THEMES | {"flat": "x"}, "A"), comparable.distances(facts(), THEMES, "A")
    )
    assert comparable.nearest(same[["flat"]], {"flat": "x"}, "A", 3) == []
    assert comparable.nearest(facts()[[]], {}, "A", 3) == []


def test_equally_near_areas_come_by_code():
    twins = pd.DataFrame({"old": [2.0, 1, 3, 1]}, index=["M", "Z", "A", "K"])
    assert comparable.nearest(twins, THEMES, "M", 3) == ["A", "K", "Z"]


def test_the_reason_is_told_in_standard_deviations():
    told = comparable.explained(facts(), "A", ["B", "C"])
    assert told.loc["old"].to_dict() == pytest.approx({"here": 1, "there": 2.5, "gap": -1.5 / np.std([1, 2, 3, 4])})
    assert comparable.explained(facts(), "A", [])["gap"].isna().all()


def test_an_unknown_area_is_refused():
    with pytest.raises(KeyError):
        comparable.distances(facts(), THEMES, "Q")
