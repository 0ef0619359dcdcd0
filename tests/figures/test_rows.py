"""The edition before: the one that the change compares with, and never another."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pandas as pd
import pytest

from tests.figures.sample import an_indicator
from wijkmonitor.estimate import COLUMNS
from wijkmonitor.figures import rows
from wijkmonitor.figures.rows import before


class Pretended(SimpleNamespace):
    """The part of a snapshot that rows are read from; hashable, as a snapshot is."""

    __hash__ = object.__hash__

    def pick(self, indicator, edition, level, group="all"):
        table = self.estimates
        return table[
            (table["indicator"] == indicator)
            & (table["edition"] == edition)
            & (table["level"] == level)
            & (table["group"] == group)
        ]

    def find(self, indicator, edition, area, group="all"):
        table = self.estimates
        mine = table["indicator"].eq(indicator) & table["edition"].eq(edition)
        found = table[mine & table["area"].eq(area) & table["group"].eq(group)]
        return found.iloc[0] if len(found) else None

    def areas_of(self, vintage, level=None):
        areas = self.areas[self.areas["vintage"] == vintage].set_index("code")
        return areas if level is None else areas[areas["level"] == level]


def a_snapshot(editions, instrument=None):
    table = pd.DataFrame(
        [
            {"indicator": "ties", "area": "BU1", "level": "buurt", "edition": name, "group": "all", "value": 0.5,
             "kind": "observed", "instrument": (instrument or {}).get(name, "q1"), "verdict": "may_be_said",
             "reason": "", "difference": "", "changed": "", "n_band": "50-99"}
            for name in editions
        ]
    ).reindex(columns=list(COLUMNS))  # fmt: skip
    areas = [
        {"code": code, "name": code, "level": "buurt", "vintage": vintage}
        for vintage, codes in ((2021, ["BU1"]), (2023, ["BU1"]), (2025, ["BU1", "BU2"]))
        for code in codes
    ]
    return Pretended(
        estimates=table,
        areas=pd.DataFrame(areas),
        editions=tuple({"name": str(year), "vintage": year} for year in (2021, 2023, 2025)),
        indicators={"ties": an_indicator()},
    )


def test_the_edition_before_is_the_last_one_that_has_the_indicator():
    assert before(a_snapshot(["2021", "2023", "2025"]), "ties", "2025", "BU1")["edition"] == "2023"
    skipped = before(a_snapshot(["2021", "2025"]), "ties", "2025", "BU1")
    assert (skipped["edition"], skipped["value"]) == ("2021", 0.5)


def test_without_an_earlier_figure_or_area_there_is_nothing_before():
    assert before(a_snapshot(["2021", "2025"]), "ties", "2021", "BU1") is None
    assert before(a_snapshot(["2025"]), "ties", "2025", "BU1") is None
    assert before(a_snapshot(["2023", "2025"]), "ties", "2025", "BU2") is None, "BU2 is new"
    with pytest.raises(KeyError):
        before(a_snapshot(["2025"]), "ties", "2019", "BU1")


def test_an_area_without_an_estimate_has_the_instrument_of_the_others():
    shown = rows.shown(a_snapshot(["2025"], {"2025": "q2"}), "ties", "2025", "buurt")
    assert shown["instrument"].tolist() == ["q2", "q2"]
    assert shown["reason"].tolist() == ["", "not_measured"]
    assert shown["changed"].tolist() == ["", ""]


AGES = ("age",)
"""The background of the tests below; ``an_indicator`` has none."""


def split_snapshot(whole, *, asked=True, shown_by=AGES):
    """BU1 to BU5; ``whole``: per area what everybody's row holds; in BU1 people of 75 and older have a figure when ``asked``."""
    row = {"indicator": "ties", "level": "buurt", "edition": "2025", "kind": "observed", "instrument": "q1", "reason": "",
           "verdict": "may_be_said", "group": "all", "n_band": "", "difference": "", "changed": ""}  # fmt: skip
    told = [row | {"area": code} | known for code, known in whole.items()]
    told += [row | {"area": "BU1", "group": "age:75+", "value": 0.6, "n_band": "10-24"}] if asked else []
    areas = [{"code": f"BU{place}", "name": f"BU{place}", "level": "buurt", "vintage": 2025} for place in range(1, 6)]
    return Pretended(
        estimates=pd.DataFrame(told).reindex(columns=list(COLUMNS)),
        areas=pd.DataFrame(areas),
        editions=({"name": "2025", "vintage": 2025},),
        indicators={"ties": replace(an_indicator(), groups=shown_by)},
    )


EVERYBODY = {
    "BU1": {"value": 0.5, "n_band": "50-99"},
    "BU2": {"value": 0.4, "kind": "modelled", "verdict": "model_only"},
    "BU3": {"reason": "too_few", "verdict": "may_not_be_said", "n_band": "10-24"},
    "BU4": {"reason": "no_residents", "verdict": "may_not_be_said", "kind": "register"},
}


def test_a_closed_filter_is_withheld_where_everybody_was_measured():
    snapshot = split_snapshot(EVERYBODY)
    told = rows.shown(snapshot, "ties", "2025", "buurt", "age:75+")
    assert told["reason"].tolist() == ["", "suppressed", "suppressed", "no_residents", "not_measured"]
    assert told["verdict"].tolist() == ["may_be_said", *["may_not_be_said"] * 4]
    assert told["kind"].eq("observed").all(), "nothing is said of how everybody's figure came about"
    alone = [rows.one(snapshot, "ties", "2025", code, "age:75+") for code in told["code"]]
    assert [one["reason"] for one in alone] == told["reason"].tolist()
    everybody = rows.shown(snapshot, "ties", "2025", "buurt")
    assert everybody["reason"].tolist() == ["", "", "too_few", "no_residents", "not_measured"]


@pytest.mark.parametrize("not_split", [{"asked": False}, {"shown_by": ("education",)}], ids=["not asked", "not shown"])
def test_a_background_that_is_not_known_was_not_measured(not_split):
    snapshot = split_snapshot(EVERYBODY, **not_split)
    told = rows.shown(snapshot, "ties", "2025", "buurt", "age:18-34")
    assert told["reason"].eq("not_measured").all()
    assert rows.one(snapshot, "ties", "2025", "BU1", "age:18-34")["reason"] == "not_measured"


def test_capitals_do_not_come_first(town_snapshot):
    areas = town_snapshot.areas.copy()
    areas["name"] = areas["name"].replace({"Noord": "AMC", "Zuid": "Aalsmeerweg"})
    named = replace(town_snapshot, areas=areas)
    shown = rows.shown(named, "residents", "2025", "buurt")["name"].tolist()
    assert shown == sorted(shown, key=str.casefold)
    assert shown.index("Aalsmeerweg") < shown.index("AMC")
