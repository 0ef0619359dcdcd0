"""When places are open in words, and which figure belongs to a choice."""

import dataclasses

import pandas as pd
import pytest

from wijkmonitor.figures import place_hours
from wijkmonitor.snapshot import Snapshot

PLACES = pd.DataFrame(
    [("yes", "no", "yes"), ("no", "no", "no"), ("", "", ""), ("yes", "yes", "yes")],
    columns=["open_weekday", "open_evening", "open_weekend"],
)


def test_the_parts_of_the_day_in_words():
    assert place_hours.open_when(PLACES, "nl").tolist() == [
        "overdag en weekend",
        "minder dan 3 uur per week",
        "onbekend",
        "overdag, avond en weekend",
    ]
    assert place_hours.open_when(PLACES.iloc[:0], "en").empty


def test_only_what_is_open_then():
    assert place_hours.open_in(PLACES, "evening").index.tolist() == [3]
    assert len(place_hours.open_in(PLACES, "")) == 4
    assert place_hours.left_out(PLACES, "evening", "nl").startswith("Van 1 plek")
    assert place_hours.left_out(pd.concat([PLACES, PLACES]), "evening", "nl").startswith("Van 2 plekken")
    assert place_hours.left_out(PLACES, "", "nl") == ""


@pytest.mark.parametrize(
    ("lens", "daypart", "group"),
    [
        ("all", "", "all"),
        ("lens:75plus", "", "lens:75plus"),
        ("all", "evening", "daypart:evening"),
        ("lens:75plus", "evening", "lens:75plus"),
        ("age:75+", "", "all"),
    ],
)
def test_the_figure_of_a_choice(town_snapshot: Snapshot, lens, daypart, group):
    reach = town_snapshot.indicators["reach_800"]
    assert place_hours.figure_group(reach, lens, daypart) == group
    assert place_hours.figure_group(dataclasses.replace(reach, groups=()), lens, daypart) == "all"


def test_what_the_map_is_about_is_told_when_the_list_is_about_something_else():
    assert "65 jaar en ouder" in place_hours.map_is_of("lens:65plus", "evening", "nl")
    assert place_hours.map_is_of("all", "evening", "nl") == ""
    assert place_hours.map_is_of("lens:65plus", "", "nl") == ""
