"""A conversion table with mistakes in it: each told once, and what it does not name is told too."""

from __future__ import annotations

from pathlib import Path

from tests.sources.village import CODES, assert_told, geojson, only, read_village, square, squares, write_village
from wijkmonitor.build import check
from wijkmonitor.edition import Dataset
from wijkmonitor.fault import errors

OLD = "BU05990901"


def _read(folder: Path, rows: str, header: str = "old_code,new_code,share\n"):
    return read_village(folder, {"recoding": ("omzetten.csv", header + rows, "")})


def test_a_sound_table(tmp_path: Path) -> None:
    read = _read(tmp_path, f"{OLD},{CODES[0]},0.25\n{OLD},{CODES[1]},0.75\nBU05990902,{CODES[2]},\n")
    assert not read.faults
    assert read.edition is not None
    table = read.edition.tables[Dataset.RECODING]
    assert table["share"].fillna(-1).tolist() == [0.25, 0.75, -1]


def test_every_mistake_is_told_at_once(tmp_path: Path) -> None:
    rows = [
        f"{OLD},{CODES[0]},0.5",
        f"BU05990902,{CODES[0]},0.6",
        f"BU05990902,{CODES[1]},0.6",
        f"BU05990903,{CODES[0]},0.5",
        f"BU05990903,{CODES[1]},",
        "BU05990904,BU05999999,",
        f"WK059909,{CODES[2]},",
        f"BU05990905,{CODES[2]},",
        f"BU05990905,{CODES[2]},",
        f"BU05990906,{CODES[2]},2",
    ]
    read = _read(tmp_path, "\n".join(rows) + "\n")
    assert read.edition is None
    told = {(fault.row, fault.column) for fault in errors(read.faults)}
    assert {
        (2, "share"),
        (3, "share"),
        (5, "share"),
        (7, "new_code"),
        (8, "old_code"),
        (10, "old_code"),
        (11, "share"),
    } <= told
    assert_told(only(read.faults, row=3, column="share"), "BU05990902: 1.2", "make 1 together")
    assert_told(only(read.faults, row=8), "same level as new_code")
    assert_told(only(read.faults, row=10), "each pair of old and new once")


def test_a_missing_column(tmp_path: Path) -> None:
    read = _read(tmp_path, f"{OLD},{CODES[0]}\n", "oud,new_code\n")
    assert_told(only(errors(read.faults)), "omzetten.csv", "old_code")


def _two_editions(folder: Path, table: str) -> Path:
    """The village of 2020 had three buurten under other codes; the table is beside the edition of 2025."""
    write_village(folder, {"recoding": ("omzetten.csv", table, "")})
    before = {OLD: square(CODES[0]), "BU05990902": square(CODES[1])} | {CODES[2]: squares()[CODES[2]]}
    (folder / "oud.geojson").write_text(geojson(before), encoding="utf-8")
    toml = folder / "municipality.toml"
    more = '\n[editions.2020]\ndate = 2020-01-01\nvintage = 2020\n[editions.2020.boundaries]\nfile = "oud.geojson"\n'
    toml.write_text(toml.read_text(encoding="utf-8") + more, encoding="utf-8")
    return folder


def test_what_the_table_does_not_name_is_told(tmp_path: Path) -> None:
    folder = _two_editions(tmp_path, f"old_code,new_code\n{OLD},{CODES[0]}\nBU05990999,{CODES[1]}\n")
    faults = check(folder)
    assert not errors(faults)
    assert_told(only(faults, found="1 / 3: BU05990902"), "every area of edition 2020", "on the map")
    assert_told(only(faults, found="1 / 2: BU05990999"), "an earlier edition", "do not count")
