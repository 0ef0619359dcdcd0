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
