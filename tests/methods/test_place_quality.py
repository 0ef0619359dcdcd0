import math

import pandas as pd
import pytest

from wijkmonitor.methods import place_quality

NONE = math.nan
PLACES = pd.DataFrame(
    [
        ("a", "staff", 4, 4, 4, 4, NONE),
        ("a", "resident", 2, 2, 2, NONE, 10.0),  # 50
        ("b", "resident", 1, NONE, NONE, 3, 20.0),  # two answers: no score
        ("c", "non_visitor", 0, 0, 0, 4, 30.0),  # 25
    ],
    columns=["place_id", "rater", *place_quality.CRITERIA, "x_rd"],
)


def test_scores_by_hand():
    found = place_quality.place_scores(PLACES)
    assert found["quality"].to_dict() == pytest.approx({"a": 75, "b": NONE, "c": 25}, nan_ok=True)
    assert found["quality_staff"].to_dict() == pytest.approx({"a": 100, "b": NONE, "c": NONE}, nan_ok=True)
    assert found["quality_resident"].to_dict() == pytest.approx({"a": 50, "b": NONE, "c": NONE}, nan_ok=True)


def test_without_raters():
    assert place_quality.place_scores(PLACES.drop(columns="rater"))["quality"]["a"] == 75


def test_one_row_per_place_prefers_the_row_with_a_position():
    rows = place_quality.one_row_per_place(PLACES)
    assert rows["place_id"].tolist() == ["a", "b", "c"]
    assert rows["x_rd"].tolist() == [10, 20, 30]


def test_the_gap_between_staff_and_residents_is_a_paired_t_interval():
    staff, residents = [80.0, 70, 90, 60, 75, 85, 65, 95, 70, 80], [70.0, 65, 85, 65, 60, 80, 60, 80, 70, 75]
    scores = pd.DataFrame({"quality_staff": [*staff, 50, NONE], "quality_resident": [*residents, NONE, 10]})
    gap, low, high, pairs = place_quality.staff_resident_gap(scores)
    # By hand: differences 10 5 5 -5 15 5 5 15 0 5, mean 6, standard deviation 6.1464; t(9) = 2.2622.
    assert (gap, pairs) == (6, 10)
    assert (low, high) == pytest.approx((6 - 4.3970, 6 + 4.3970), abs=5e-4)
    few = place_quality.staff_resident_gap(scores.iloc[1:])
    assert math.isnan(few[0])
    assert few[3] == 9
