"""Meeting places: what the sentence counts, how criteria are averaged, and how the list reads."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest

from tests.figures.sample import HOSTILE, sample_rows
from wijkmonitor.figures import place_hours, place_ratings, places
from wijkmonitor.groups import PLACE_TYPE
from wijkmonitor.snapshot import Snapshot


def a_place(**given: object) -> dict[str, object]:
    usual = {
        "edition": "2025", "place_id": "P1", "name": "Het Honk", "type": "buurthuis", "buurt": "BU1", "wijk": "WK1",
        "lat": 52.0, "lon": 5.0, "low_threshold": 4.0, "free_entry": 2.0, "comfortable": np.nan, "known_and_new": 3.0,
        "quality": 75.0, "quality_staff": 80.0, "quality_resident": 70.0, "opening_hours": "Mo-Th 09:00-17:00; PH off",
        "quality_non_visitor": np.nan, "open_weekday": "yes", "open_evening": "no", "open_weekend": "",
        "capacity_persons": np.nan, "address": "", "source": "", "last_checked": "",
    }  # fmt: skip
    return usual | given


def some_places(*rows: dict[str, object]) -> pd.DataFrame:
    return pd.DataFrame([a_place(**row) for row in rows])


TWO = some_places(
    {}, {"place_id": "P2", "name": "De Boekerij", "type": "library", "low_threshold": 1.0, "quality": np.nan}
)
NAMES = pd.Series({"BU1": "Noord", "WK1": "Noordwijk"})


def test_the_sentence_counts_the_areas_below_half():
    said = places.who_can_walk(sample_rows(), 400, "buurt", "nl")
    assert said.startswith("In 2 van de 3 buurten is een ontmoetingsplek voor minder dan de helft")
    assert "(400 meter)" in said
    assert "indicatief" in said
    assert "2 buurten" in said


def test_when_at_least_half_can_walk_everywhere_that_is_what_is_said():
    rows = sample_rows().assign(value=0.6, verdict="may_be_said")
    assert places.who_can_walk(rows, 800, "wijk", "nl") == (
        "In alle 5 wijken kan ten minste de helft van de bewoners naar een ontmoetingsplek lopen (800 meter)."
    )
    assert places.who_can_walk(rows.iloc[:1], 800, "wijk", "nl").startswith("Ten minste de helft")
    assert "met een cijfer" in places.who_can_walk(sample_rows().iloc[2:], 800, "wijk", "nl")


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_without_any_figure_nothing_is_said(lang):
    assert places.who_can_walk(sample_rows().iloc[3:], 400, "buurt", lang) == ""


def test_one_kind_of_place():
    assert places.of_kind(TWO, "library")["place_id"].tolist() == ["P2"]
    assert len(places.of_kind(TWO, "")) == 2
    assert list(places.kinds_in(TWO)) == ["buurthuis", "library"]
    assert places.list_title("library", "Noord")("nl") == "De plekken in Noord: bibliotheek"
    assert places.list_title("", "Noord")("nl") == "De plekken in Noord"


def test_criteria_are_averaged_over_the_places_that_were_rated():
    means = places.criteria(TWO).set_index("criterion")
    assert means.at["low_threshold", "mean"] == 2.5
    assert means["n"].to_dict() == {"low_threshold": 2, "free_entry": 2, "comfortable": 0, "known_and_new": 2}
    assert places.criteria_words(places.criteria(TWO), "nl")[0] == "2,5 van 4 (2 plekken beoordeeld)"
    assert "prettig om te zijn: –" in places.criteria_alt(places.criteria(TWO), "nl")


def test_a_mean_over_few_places_is_an_open_dot_and_no_rating_is_no_dot():
    few = places.criteria_chart(places.criteria(TWO), "nl", "light")
    assert [trace.marker.symbol for trace in few.data] == ["circle-open"] * 3
    many = places.criteria_chart(places.criteria(pd.concat([TWO, TWO])), "nl", "light")
    assert {trace.marker.symbol for trace in many.data} == {"circle"}
    assert not places.criteria_chart(places.criteria(TWO.iloc[:0]), "nl", "light").data


def test_staff_and_residents_are_compared_on_the_same_places_only():
    one = some_places({}, {"quality_resident": np.nan, "quality_staff": 0.0})
    said = place_ratings.staff_and_residents(one, "nl")
    assert "80 van 100" in said
    assert "70 van 100" in said
    assert "indicatief" in said
    three = some_places({}, {"quality_staff": 50.0}, {"quality_staff": 50.0})
    many = some_places(*[{} for _ in range(10)])
    assert "Bij de 3 plekken" in place_ratings.staff_and_residents(three, "nl")
    assert "gemiddeld 60 van 100" in place_ratings.staff_and_residents(three, "nl")
    assert "indicatief" in place_ratings.staff_and_residents(three, "nl")
    assert "indicatief" not in place_ratings.staff_and_residents(many, "nl")
    assert place_ratings.staff_and_residents(one.iloc[1:], "nl") == ""


def test_opening_hours_keep_what_was_written_except_dutch_days():
    assert place_hours.opening_hours("Mo-Th 09:00-17:00; PH off", "nl") == "ma-do 09:00-17:00; feestdagen gesloten"
    assert place_hours.opening_hours("Mo-Th 09:00-17:00; PH off", "en") == "Mo-Th 09:00-17:00; PH off"
    assert place_hours.opening_hours("Apr-Oct: sunrise-sunset", "nl") == "apr-okt: zonsopkomst-zonsondergang"
    assert place_hours.opening_hours("24/7", "nl") == "24/7"
    assert place_hours.opening_hours("Moeder weet het", "nl") == "Moeder weet het"


def test_the_list_gives_the_address_or_else_the_smallest_area():
    told = places.address_list(
        some_places(
            {"name": "a", "address": "Dorpsstraat 1"},
            {"name": "b"},
            {"name": "c", "buurt": ""},
            {"name": HOSTILE, "buurt": "", "wijk": "", "quality": np.nan},
        ),
        NAMES,
        "nl",
    ).set_index("name")
    assert told["where"].to_dict() == {
        "a": "Dorpsstraat 1",
        "b": "Noord",
        "c": "Noordwijk",
        HOSTILE: "ligging onbekend",
    }
    assert told.at["a", "type"] == "buurthuis"
    assert told.at["a", "quality"] == 75
    assert told["quality"].isna().sum() == 1
    nameless = some_places({"name": "", "place_id": "way/7"}, {"name": "het Honk"}, {"name": "Anders"})
    assert places.address_list(nameless, NAMES, "nl")["name"].tolist() == ["Anders", "het Honk", "way/7"]
    assert list(places.address_list(TWO.iloc[:0], NAMES, "nl")) == list(places.LIST)


def test_the_map_knows_the_kind_of_every_place(town_snapshot: Snapshot):
    points = json.loads((town_snapshot.path / "maps" / "places-2025.geojson").read_text(encoding="utf-8"))["features"]
    assert points
    assert all(point["properties"][PLACE_TYPE.key] in PLACE_TYPE.categories for point in points)
    assert len(places.for_download(town_snapshot.places)) == len(town_snapshot.places)
