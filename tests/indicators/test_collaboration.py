"""Collaboration counted by hand in the town of tests/town.py: see ``town.ties`` for who names whom."""

import dataclasses

import numpy as np
import pandas as pd
import pytest

from tests.town import CODE
from wijkmonitor.cube import make
from wijkmonitor.edition import Dataset
from wijkmonitor.indicators import REGISTRY, collaboration
from wijkmonitor.methods.survey import STATISTICS
from wijkmonitor.municipality import read_municipality
from wijkmonitor.sources import read_edition

NOORD, OOST = "WK004201", "WK004202"
# Pairs: o1o3= o2o3 o1o5= o2o5 o3o6= o5o6= o3o5 in Noord, o4o7= o1o7 in Oost (= both name each other); o1-o4 are formal.
BY_HAND = {
    "ties_crossing": {CODE: 6 / 9, NOORD: 4 / 7, OOST: 2 / 2},
    "ties_answered": {CODE: 3 / 6, NOORD: 2 / 4, OOST: 1 / 2},
    "partners_per_organisation": {CODE: 18 / 8, NOORD: (4 + 4 + 2) / 3, OOST: (1 + 2 + 0) / 3},
    "ei_index": {CODE: (6 - 3) / 9, NOORD: (4 - 3) / 7, OOST: 1},
    "ties_fragile": {CODE: 4 / 9, NOORD: 4 / 7, OOST: 2 / 2},
    "ties_superficial": {CODE: 0.31, NOORD: None, OOST: None},  # 4 of 13
    "ties_disagree": {CODE: 0.21, NOORD: None, OOST: None},  # 3 of 14
    "ties_no_goal": {CODE: 0.23, NOORD: None, OOST: None},  # 3 of 13
}
COUNTS = {"ties_crossing": 9, "ties_answered": 6, "ties_superficial": 13, "ties_disagree": 14, "ties_no_goal": 13}


@pytest.fixture(scope="module")
def edition(town):
    municipality = read_municipality(town)
    return read_edition(municipality, municipality.editions[0]).edition


@pytest.mark.parametrize("key", BY_HAND)
def test_counted_by_hand(edition, key):
    found = REGISTRY[key].compute(edition).set_index("area")
    for area, value in BY_HAND[key].items():
        assert found.at[area, "value"] == pytest.approx(np.nan if value is None else value, nan_ok=True), area
    assert found.loc[found.index.str.startswith("BU"), "value"].isna().all()
    assert not found["sure"].any(), "nine ties are few"


@pytest.mark.parametrize(("key", "count"), COUNTS.items())
def test_rests_on_as_many_ties(edition, key, count):
    assert REGISTRY[key].compute(edition).set_index("area").at[CODE, "n"] == count


def test_chance_travels_with_the_index(edition):
    told = pd.DataFrame(collaboration.ei_index(edition).attrs[STATISTICS]).set_index(["area", "statistic"])
    chance = told.loc[(CODE, "ei_by_chance")]
    assert chance["value"] == pytest.approx(1 / 7), "four formal and three informal ones have a tie"
    assert -1 <= chance["low"] < chance["value"] < chance["high"] <= 1
    assert 0.3 < told.loc[(CODE, "ei_p"), "value"] <= 1
    wijken = [told.loc[(area, "ei_p"), "value"] for area in (NOORD, OOST)]
    assert min(wijken) >= 0.05


def test_why_there_is_no_figure(town_snapshot):
    rows = town_snapshot.pick("ties_no_goal", "2025", "wijk").set_index("area")
    assert rows.at[OOST, "reason"] == "too_few"
    assert rows.at[NOORD, "reason"] == "suppressed", "with it Oost would follow from the whole"
    whole = town_snapshot.pick("ties_no_goal", "2025", "gemeente").iloc[0]
    assert (whole["value"], whole["verdict"], whole["kind"]) == (0.23, "with_care", "register")


def test_statistics_are_published(town_snapshot):
    told = town_snapshot.statistics[town_snapshot.statistics["indicator"] == "ei_index"]
    assert set(told["statistic"]) == {"ei_by_chance", "ei_p"}
    assert set(told["area"]) == {CODE, NOORD, OOST}


def test_an_organisation_alone_breaks_nothing(edition):
    for table in (edition.get(Dataset.TIES).iloc[:1], edition.get(Dataset.TIES).iloc[:0]):
        few = dataclasses.replace(edition, tables=edition.tables | {Dataset.TIES: table})
        rows = pd.concat([REGISTRY[key].compute(few) for key in BY_HAND])
        assert rows["value"].dropna().between(-1, 1).all()
        assert rows["value"].notna().any() == bool(len(table))


def test_ties_without_a_wijk_count_for_the_whole_only(edition):
    ties = edition.get(Dataset.TIES).assign(wijk_code=None)
    nowhere = dataclasses.replace(edition, tables=edition.tables | {Dataset.TIES: ties})
    found = collaboration.crossing(nowhere).set_index("area")["value"]
    assert found[CODE] == pytest.approx(6 / 9)
    assert found[[NOORD, OOST]].isna().all()


def test_a_question_that_was_not_asked_has_no_figure(edition):
    ties = edition.get(Dataset.TIES).assign(knows_well=np.nan)
    silent = dataclasses.replace(edition, tables=edition.tables | {Dataset.TIES: ties})
    table = make([silent], lambda _done, _said: None).tables["estimates"]
    mine = table[table["indicator"] == "ties_superficial"]
    assert mine["value"].isna().all()
    assert set(mine.loc[mine["level"] == "gemeente", "reason"]) <= {"too_few", "not_measured"}
