"""The story of a town with few files, as real ones are: no empty slide, nothing said of what was not measured."""

import dataclasses

import pandas as pd
import pytest

from tests.report.test_story import HAVEN, NOORD
from wijkmonitor.figures import capacity
from wijkmonitor.report.slide import ChartBody, TableBody, WordsBody
from wijkmonitor.report.story import OWN, Choice, tell
from wijkmonitor.text import LANGS

WIJK = "WK004201"
TOWN = "GM0042"


def with_only(snapshot, keys):
    """The snapshot with the figures of ``keys`` alone."""
    table = snapshot.estimates
    return dataclasses.replace(snapshot, estimates=table[table["indicator"].isin(keys)].reset_index(drop=True))


def renamed(snapshot, code, name):
    areas = snapshot.areas.copy()
    areas["name"] = areas["name"].mask(areas["code"] == code, name)
    return dataclasses.replace(snapshot, areas=areas)


def emptied(snapshot, code):
    areas = snapshot.areas.copy()
    areas["population"] = areas["population"].mask(areas["code"] == code, 0)
    return dataclasses.replace(snapshot, areas=areas)


def slides_of(snapshot, **choice):
    return {one.key: one for one in tell(snapshot, Choice(**choice)).slides}


def test_a_wijk_whose_name_says_so_is_not_called_wijk_twice(town_snapshot):
    named = renamed(town_snapshot, WIJK, "Wijk 02 Belgisch Park")
    assert slides_of(named, story=OWN, areas=(WIJK,))[f"gebied-{WIJK}"].topic.startswith("Wijk 02 Belgisch Park")
    other = renamed(town_snapshot, WIJK, "Wijkerpark")
    assert slides_of(other, story=OWN, areas=(WIJK,))[f"gebied-{WIJK}"].topic.startswith("Wijk Wijkerpark")


@pytest.mark.parametrize("lang", LANGS)
def test_an_area_without_residents_says_so(town_snapshot, lang):
    said = slides_of(emptied(town_snapshot, HAVEN), story=OWN, areas=(HAVEN,), lang=lang)[f"gebied-{HAVEN}"].sentence
    assert said.startswith("In Haven wonen (bijna) geen mensen" if lang == "nl" else "(Almost) nobody lives in Haven")


def test_an_area_of_which_only_the_residents_are_known_tells_who_they_are(town_snapshot):
    bare = with_only(town_snapshot, ["residents", "share_65_plus"])
    slide = slides_of(bare, story=OWN, areas=(NOORD,))[f"gebied-{NOORD}"]
    assert "niet gemeten" in slide.sentence
    assert "geen enkel cijfer" not in slide.sentence
    assert isinstance(slide.body, TableBody)
    assert slide.body.rows


def test_the_municipality_is_not_held_against_itself(town_snapshot):
    body = slides_of(town_snapshot, story=OWN, areas=(TOWN,))[f"gebied-{TOWN}"].body
    assert isinstance(body, TableBody)
    assert all(cell for row in body.rows for cell in (*row, *body.header))


def with_pillars(snapshot, *keys):
    """The snapshot with these parts of capacity alone, with the figures of its scale."""
    table = snapshot.estimates[snapshot.estimates["indicator"] == "capacity_scale"]
    parts = [table.assign(indicator=key) for key in keys]
    return dataclasses.replace(snapshot, estimates=pd.concat(parts, ignore_index=True))


def test_one_part_of_capacity_has_nothing_beside_it(town_snapshot):
    told = slides_of(with_pillars(town_snapshot, "pillar_around"), story="doenvermogen", level="buurt")
    assert not [key for key in told if key.startswith("onderdelen")]


def test_capacity_is_not_said_to_be_made_of_the_parts_that_were_measured(town_snapshot):
    some, every = capacity.pillars(town_snapshot.indicators)[:2], capacity.pillars(town_snapshot.indicators)
    assert len(every) > len(some)
    for keys, begin in ((some, "Van doenvermogen is gemeten"), (every, "Doenvermogen bestaat uit")):
        told = slides_of(with_pillars(town_snapshot, *keys), story="doenvermogen", level="buurt")
        assert next(one.sentence for key, one in told.items() if key.startswith("onderdelen")).startswith(begin)


def test_a_number_of_people_is_not_drawn_against_all_of_them(town_snapshot):
    told = slides_of(town_snapshot, story=OWN, topics=("residents", "strong_ties"), level="buurt")
    drawn = {key: one.body for key, one in told.items() if isinstance(one.body, ChartBody)}
    assert drawn["residents-grafiek"].municipal is None
    assert drawn["strong-ties-grafiek"].municipal is not None


def test_no_slide_is_empty(town_snapshot):
    bare = with_only(town_snapshot, ["residents", "share_65_plus"])
    for slide in tell(bare, Choice(areas=(NOORD, HAVEN, WIJK, TOWN))).slides:
        if isinstance(slide.body, WordsBody):
            assert slide.body.lines, slide.key
