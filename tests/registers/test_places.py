"""Meeting places as a snapshot lists them: scores by rater, the optional marks, and when they are open."""

import math

import pandas as pd

from tests.indicators import strip_town
from wijkmonitor.columns import TABLES
from wijkmonitor.edition import Dataset, Edition
from wijkmonitor.registers import POINTS, places

AREAS = strip_town.areas_of(wijken=1, buurten=1, residents=1000)
BUURT = AREAS.index[AREAS["level"] == "buurt"][0]
X, Y = AREAS.loc[BUURT].geometry.centroid.coords[0]


def listed(**more: object) -> pd.DataFrame:
    four = {"low_threshold": 4.0, "free_entry": 4.0, "comfortable": 4.0, "known_and_new": 4.0}
    rows = [
        {"place_id": "a", "rater": "staff", **four, "playful": 3.0},
        {"place_id": "a", "rater": "non_visitor", **dict.fromkeys(four, 1.0), "playful": 2.0},
        {"place_id": "b", "rater": "resident", **four},
    ]
    base = {"name": "", "type": "cafe", "x_rd": X, "y_rd": Y, "buurt": BUURT, "wijk": AREAS.loc[BUURT, "parent"]}
    table = pd.DataFrame([base | row | more for row in rows]).assign(last_checked=pd.NaT)
    edition = Edition("2025", strip_town.DATE, 2025, AREAS, {Dataset.MEETING_PLACES: table})
    return places.places([edition]).set_index("place_id")


def test_scores_by_rater_and_optional_marks():
    table = listed()
    assert table.loc["a", ["quality", "quality_staff", "quality_non_visitor"]].tolist() == [62.5, 100, 25]
    assert math.isnan(table.loc["a", "quality_resident"])
    assert table.loc["a", "playful"] == 2.5
    assert math.isnan(table.loc["b", "playful"])


def test_open_when():
    table = listed(opening_hours="Mo-Fr 09:00-17:00; We 19:00-21:00")
    assert table.loc["a", "hours_weekday"] == 32, "on Wednesday the later rule takes the place of the first"
    assert table.loc["a", ["open_weekday", "open_evening", "open_weekend"]].tolist() == ["yes", "no", "no"]
    unknown = listed()
    assert unknown.loc["a", ["open_weekday", "open_evening", "open_weekend"]].tolist() == ["", "", ""]


def test_every_column_of_a_point_is_in_the_table():
    columns = {field.name for field in TABLES["places"]}
    assert set(POINTS["places"].values()) <= columns
