"""Marks of approaches: met, not met, not known."""

import pandas as pd
import pytest

from wijkmonitor import groups
from wijkmonitor.approach_marks import MARKS, MarkState, approaches, of_approach
from wijkmonitor.methods import approach_checks


def state(check: str, **cells: object) -> str:
    row = {"initiative_id": "i1", "approach": MARKS[check].approach} | cells
    found = approach_checks.checks(pd.DataFrame([row])).set_index("check")["state"]
    return found[check]


@pytest.mark.parametrize(
    ("check", "cells", "expected"),
    [
        ("buurtcirkel_size", {"participants": 8}, "not_met"),
        ("buurtcirkel_size", {"participants": 9}, "met"),
        ("buurtcirkel_size", {"participants": 12}, "met"),
        ("buurtcirkel_size", {"participants": 13}, "not_met"),
        ("buurtcirkel_size", {"participants": None}, "unknown"),
        ("buurtcirkel_volunteer", {"volunteer": "yes"}, "met"),
        ("buurtcirkel_coach", {"coach": "no"}, "not_met"),
        ("buurtcirkel_temporary", {"temporary": None}, "unknown"),
        ("bruis_complex", {"housing_complex": "Flat Noord"}, "met"),
        ("bruis_complex", {"housing_complex": " "}, "unknown"),
        ("bruis_clubs", {"clubs": 1}, "met"),
        ("bruis_clubs", {"clubs": 0}, "not_met"),
        ("abcd_3", {"abcd_3": 1}, "met"),
        ("abcd_3", {"abcd_3": 0}, "not_met"),
        ("abcd_6", {"abcd_6": None}, "unknown"),
        ("wijkeconomie_paid", {"paid_hours_week": 0.5}, "met"),
        ("wijkeconomie_paid", {"paid_hours_week": 0}, "not_met"),
        ("wijkeconomie_profit", {"profit_share_to_wijk": 0.05}, "met"),
        ("wijkeconomie_profit", {}, "unknown"),
    ],
)
def test_a_mark(check, cells, expected):
    assert state(check, **cells) == expected


def test_only_the_marks_of_its_own_approach():
    table = pd.DataFrame(
        [
            {"initiative_id": "a", "approach": "abcd", "participants": 10},
            {"initiative_id": "b", "approach": "none", "participants": 10},
            {"initiative_id": "c", "approach": None, "participants": 10},
        ]
    )
    found = approach_checks.checks(table)
    assert set(found["initiative_id"]) == {"a"}
    assert set(found["check"]) == {mark.key for mark in of_approach("abcd")}
    assert set(found["state"]) == {MarkState.UNKNOWN.value}


def test_a_register_without_approaches_has_no_marks():
    assert approach_checks.checks(pd.DataFrame({"initiative_id": ["a"]})).empty


def test_every_mark_belongs_to_an_approach_and_says_itself_in_both_languages():
    assert set(approaches()) <= set(groups.APPROACH.categories)
    assert len(of_approach("abcd")) == 6
    for mark in MARKS.values():
        assert mark.about.nl != mark.about.en
        assert "{" not in mark.about.nl + mark.about.en
