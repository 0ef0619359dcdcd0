"""Mistakes in the municipality scan and in the list of promises: one clear fault each, all at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sources.village import assert_told, only, read_village

SCAN = "point,judge,wijk_code,score,sd,n,hard_figure,hard_figure_unit\n"
GOOD = "contact,officials,,3.5,0.8,64,,\n"
PROMISES = "promise_id,point,wijk_code,what,promised_on,due,done_on,dropped\n"


def _scan(folder: Path, rows: str):
    return read_village(folder, {"municipality_scan": ("scan.csv", SCAN + rows, "")})


def _promises(folder: Path, rows: str):
    return read_village(folder, {"promises": ("toezeggingen.csv", PROMISES + rows, "")})


def test_a_sound_scan_and_sound_promises(tmp_path: Path) -> None:
    assert _scan(tmp_path / "a", GOOD + "contact,residents,WK059901,2.5,,30,,\n").faults == []
    good = "T1,contact,,Elke week een spreekuur,2024-01-01,2024-06-01,2024-05-01,nee\n"
    assert _promises(tmp_path / "b", good + "T2,fun,WK059902,Een feest,2024-01-01,,,\n").faults == []


@pytest.mark.parametrize(
    ("row", "column", "found", "words"),
    [
        ("kontakt,officials,,3.5,0.8,64,,\n", "point", "kontakt", "one of contact"),
        ("contact,mayor,,3.5,0.8,64,,\n", "judge", "mayor", "one of residents"),
        ("contact,officials,,5.5,,64,,\n", "score", "5.5", "from 1 to 5"),
        ("contact,officials,,3.5,-1,64,,\n", "sd", "-1", "0 or more"),
        ("contact,officials,,3.5,2.5,64,,\n", "sd", "2.5", "a spread that this mean can have"),
        ("contact,residents,WK059999,2.5,1,30,,\n", "wijk_code", "WK059999", "a CBS area code"),
        ("contact,residents,BU05990101,2.5,1,30,,\n", "wijk_code", "BU05990101", "a CBS area code"),
        ("contact,officials,,3.5,0.8,64.5,,\n", "n", "64.5", "whole"),
    ],
)  # fmt: skip
def test_a_mistake_in_the_scan(tmp_path: Path, row: str, column: str, found: str, words: str) -> None:
    fault = only(_scan(tmp_path, "simple,officials,,3.5,0.8,64,,\n" + row).faults)
    assert (fault.file, fault.row, fault.column, fault.found) == ("scan.csv", 3, column, found)
    assert fault.severity == "error"
    assert_told(fault, words)


def test_a_hard_figure_needs_its_unit_and_is_told_once(tmp_path: Path) -> None:
    fault = only(_scan(tmp_path / "a", "contact,officials,,3.5,0.8,64,21,\n").faults)
    assert (fault.row, fault.column) == (2, "hard_figure_unit")
    rows = "contact,officials,,3.5,0.8,64,21,dagen\ncontact,residents,,2.5,1,90,24,dagen\n"
    fault = only(_scan(tmp_path / "b", rows).faults)
    assert (fault.row, fault.column, fault.found) == (3, "hard_figure", "24")
    assert_told(fault, "one hard figure per point and area")


def test_a_whole_smaller_than_its_wijken_is_a_warning(tmp_path: Path) -> None:
    rows = (
        "contact,residents,,2.5,1,50,,\ncontact,residents,WK059901,2.5,1,40,,\ncontact,residents,WK059902,2.5,1,30,,\n"
    )
    read = _scan(tmp_path, rows)
    fault = only(read.faults)
    assert (fault.severity, fault.row, fault.column, fault.found) == ("warning", 2, "n", "50")
    assert read.edition is not None


def test_the_same_judgement_twice(tmp_path: Path) -> None:
    assert only(_scan(tmp_path, GOOD + GOOD).faults).row == 3


@pytest.mark.parametrize(
    ("row", "column", "found", "words"),
    [
        ("T2,contact,,Iets,2024-02-01,2024-01-01,,\n", "due", "2024-01-01 < 2024-02-01", "on or after promised_on"),
        ("T2,contact,,Iets,2024-02-01,2024-03-01,2024-01-15,\n", "done_on", "2024-01-15 < 2024-02-01", "on or after"),
        ("T2,contact,WK059999,Iets,2024-02-01,,,\n", "wijk_code", "WK059999", "a CBS area code"),
        ("T2,kontakt,,Iets,2024-02-01,,,\n", "point", "kontakt", "one of contact"),
        ("T2,contact,,Iets,2024-02-01,,2024-03-01,yes\n", "done_on", "2024-03-01", "no done_on for a dropped promise"),
        ("T2,contact,,Iets,binnenkort,,,\n", "promised_on", "binnenkort", "a date such as"),
        ("T1,contact,,Iets,2024-02-01,,,\n", "promise_id", "T1", "once"),
    ],
)
def test_a_mistake_in_the_promises(tmp_path: Path, row: str, column: str, found: str, words: str) -> None:
    faults = _promises(tmp_path, "T1,contact,,Elke week een spreekuur,2024-01-01,2024-06-01,,\n" + row).faults
    fault = only(faults, column=column)
    assert (fault.file, fault.row, fault.found) == ("toezeggingen.csv", 3, found)
    assert_told(fault, words)


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    rows = "T1,contact,,Iets,2024-02-01,2024-01-01,2024-01-15,\nT2,kontakt,WK059999,Iets,2024-02-01,,,\n"
    assert {(f.row, f.column) for f in _promises(tmp_path, rows).faults} == {
        (2, "due"), (2, "done_on"), (3, "point"), (3, "wijk_code"),
    }  # fmt: skip
