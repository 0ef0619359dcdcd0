"""Candidate sites with mistakes in them: each told once, and what can be placed is published."""

from __future__ import annotations

from pathlib import Path

from tests.sources.village import CODES, SOUTH, WEST, assert_told, only, read_village
from wijkmonitor.columns import TABLES
from wijkmonitor.fault import errors
from wijkmonitor.registers import candidate_sites

HEADER = "site_id,name,kind,x_rd,y_rd,pc6,buurt_code,source\n"
IN = f"{WEST + 500},{SOUTH + 500}"


def _read(folder: Path, rows: str, header: str = HEADER):
    return read_village(folder, {"candidate_sites": ("plekken.csv", header + rows, "")})


def test_published_where_they_are(tmp_path: Path) -> None:
    read = _read(tmp_path, f"K1,School,school,{IN},,,gemeente\nK2,Winkel,empty_shop,,,,{CODES[3]},\n")
    assert not read.faults
    table = candidate_sites.candidate_sites([read.edition])
    assert list(table) == [field.name for field in TABLES["candidate_sites"]]
    assert table["buurt"].tolist() == [CODES[0], CODES[3]]
    assert table[["lat", "lon"]].notna().all(axis=None), "known by its buurt only: a point inside it"
    assert table["kind"].tolist() == ["school", "empty_shop"]


def test_every_mistake_is_told_at_once(tmp_path: Path) -> None:
    rows = f"K1,A,kasteel,{IN},,,\nK1,B,school,{IN},,,\nK2,C,school,52.1,5.1,,,\nK3,D,school,{IN},,BU05990999,\n"
    read = _read(tmp_path, rows)
    assert read.edition is None
    faults = {(fault.row, fault.column) for fault in errors(read.faults)}
    assert {(2, "kind"), (3, "site_id"), (4, "x_rd, y_rd"), (5, "buurt_code")} <= faults
    castle = next(fault for fault in read.faults if fault.column == "kind")
    assert_told(castle, "plekken.csv", "kasteel", "empty_shop", "church_hall")


def test_a_missing_column_and_a_site_elsewhere(tmp_path: Path) -> None:
    without = _read(tmp_path / "a", f"K1,A,{IN},,,\n", "site_id,name,x_rd,y_rd,pc6,buurt_code,source\n")
    assert_told(only(errors(without.faults)), "plekken.csv", "kind")
    beyond = _read(tmp_path / "b", f"K1,A,school,{WEST - 5000},{SOUTH},,,\nK2,B,school,{IN},,,\n")
    assert not beyond.faults
    lost = only(beyond.unlocated)
    assert (lost["dataset"], lost["id"], lost["name"], lost["row"]) == ("candidate_sites", "K1", "A", 2)
