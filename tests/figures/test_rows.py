"""The edition before: the one that the change compares with, and never another."""

from __future__ import annotations

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
