"""Meeting places with mistakes in them: told once each, and what can stay stays."""

from __future__ import annotations

from pathlib import Path

from tests.sources.village import SOUTH, WEST, assert_told, only, read_village
from wijkmonitor.edition import Dataset
from wijkmonitor.fault import errors
from wijkmonitor.methods import place_quality
from wijkmonitor.registers import places as published

HEADER = "place_id,name,type,x_rd,y_rd,rater,opening_hours,low_threshold,playful\n"
IN = f"{WEST + 500},{SOUTH + 500}"


def _read(folder: Path, rows: str):
    return read_village(folder, {"meeting_places": ("plekken.csv", HEADER + rows, "")})


def test_hours_that_cannot_be_read_are_told_once_and_the_place_stays(tmp_path: Path) -> None:
    rows = (
        f"P1,A,cafe,{IN},staff,ma-vr 9-17 uur,,\nP2,B,cafe,{IN},staff,ma-vr 9-17 uur,,\nP3,C,cafe,{IN},staff,24/7,,\n"
    )
    rows += f"P4,D,cafe,{IN},staff,op afspraak,,\nP5,E,cafe,{IN},staff,,,\n"
    read = _read(tmp_path, rows)
    first, second = read.faults
    assert (first.severity, first.row, first.column, first.rows) == ("warning", 2, "opening_hours", 2)
    assert_told(first, "plekken.csv", "ma-vr 9-17 uur", "Mo-Fr 09:00-17:00", "Mo Tu We Th Fr Sa Su")
    assert (second.found, second.row) == ("op afspraak", 5)
    table = published.places([read.edition]).set_index("place_id")
    assert table["hours_evening"].isna().tolist() == [True, True, False, True, True]
    assert table.loc["P1", "opening_hours"] == "ma-vr 9-17 uur"


def test_in_the_sea_and_beyond_the_border(tmp_path: Path) -> None:
    sea = _read(tmp_path / "zee", "P1,A,cafe,-20000,450000,staff,,,\n")
    assert sea.edition is None
    assert_told(only(errors(sea.faults)), "x_rd", "the Netherlands")
    beyond = _read(tmp_path / "grens", f"P1,A,cafe,{WEST - 5000},{SOUTH},staff,,,\nP2,B,cafe,{IN},staff,,,\n")
    assert not beyond.faults
    lost = only(beyond.unlocated)
    assert (lost["id"], lost["name"], lost["row"]) == ("P1", "A", 2)
    assert lost["reason"]("en") == "lies outside the municipality"


def test_the_same_place_and_rater_twice(tmp_path: Path) -> None:
    read = _read(tmp_path, f"P1,A,cafe,{IN},staff,,1,\nP1,A,cafe,{IN},staff,,3,\n")
    fault = only(errors(read.faults))
    assert fault.row == 3
    assert "P1" in str(fault("en"))


def test_optional_marks_are_read_and_never_scored(tmp_path: Path) -> None:
    read = _read(tmp_path, f"P1,A,cafe,{IN},staff,,4,2\n")
    table = read.edition.tables[Dataset.MEETING_PLACES]
    assert set(place_quality.OPTIONAL) <= set(table)
    assert table["playful"].tolist() == [2]
    assert place_quality.rating_scores(table).isna().all(), "one of the four is too few, the optional ones do not help"
    wrong = only(errors(_read(tmp_path / "w", f"P1,A,cafe,{IN},staff,,4,7\n").faults))
    assert (wrong.column, wrong.found) == ("playful", "7")
