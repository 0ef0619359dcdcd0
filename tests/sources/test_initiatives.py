"""What can be wrong in the register of initiatives, beyond what holds for every file."""

from __future__ import annotations

from pathlib import Path

from tests.sources.village import assert_told, only, read_village
from wijkmonitor.fault import Fault, errors

HEAD = "initiative_id,name,start,end,status,last_confirmed,approach,meeting_place_id,organisation_id,bridges\n"
SOUND = "I1,Eettafel,2020-01-01,,active,2024-06-01,abcd,P1,O1,age;origin\n"
PLACES = ("places.csv", "place_id,name,type\nP1,De Brug,buurthuis\n", "")
ORGANISATIONS = ("organisations.csv", "organisation_id,name,kind\nO1,Welzijn,formal\n", "")


def faults(folder: Path, rows: str, **beside: tuple[str, str, str]) -> tuple[list[Fault], bool]:
    """The faults of a register and whether the edition can be built."""
    read = read_village(folder, {"initiatives": ("register.csv", HEAD + rows, ""), **beside})
    # None of these rows has a place on the map, which is told elsewhere and is no part of these tests.
    return [one for one in read.faults if one.column not in (None, "buurt_code")], read.edition is not None


def test_a_sound_row(tmp_path: Path) -> None:
    found, built = faults(tmp_path, SOUND, meeting_places=PLACES, organisations=ORGANISATIONS)
    assert found == []
    assert built


def test_ends_before_it_starts(tmp_path: Path) -> None:
    fault = only(errors(faults(tmp_path, "I1,Eettafel,2020-01-01,2019-12-31,ended,,,,,\n")[0]))
    assert (fault.row, fault.column, fault.found) == (2, "end", "2019-12-31 < 2020-01-01")
    assert_told(fault, "an end on or after the start")


def test_many_approaches_in_one_cell(tmp_path: Path) -> None:
    many = ";".join(["abcd", "bruis", "buurtcirkel"] * 10)
    fault = only(errors(faults(tmp_path, f"I1,Eettafel,2020-01-01,,active,,{many},,,\n")[0]))
    assert (fault.row, fault.column) == (2, "approach")
    assert len(str(fault.found)) == 80
    assert str(fault.found).endswith("…")
    assert_told(fault, "One approach per row")
    assert "Eén aanpak per rij" in fault("nl")


def test_an_unknown_place_or_organisation_is_a_warning(tmp_path: Path) -> None:
    rows = (
        SOUND + "I2,Soep,2020-01-01,,active,2024-06-01,none,P9,O1,\nI3,Koor,2020-01-01,,active,2024-06-01,none,,O9,\n"
    )
    found, built = faults(tmp_path, rows, meeting_places=PLACES, organisations=ORGANISATIONS)
    assert built
    place, organisation = (only(found, column=column) for column in ("meeting_place_id", "organisation_id"))
    assert (place.row, place.found, place.severity) == (3, "P9", "warning")
    assert (organisation.row, organisation.found, organisation.severity) == (4, "O9", "warning")
    assert_told(place, "the link is not shown")


def test_without_the_other_list_nothing_is_said_of_it(tmp_path: Path) -> None:
    found, built = faults(tmp_path, SOUND)
    assert found == []
    assert built


def test_confirmed_after_the_reference_day_is_one_warning(tmp_path: Path) -> None:
    rows = "I1,Eettafel,2020-01-01,,active,2025-02-03,,,,\nI2,Soep,2020-01-01,,active,2052-06-01,,,,\n"
    found, built = faults(tmp_path, rows + "I3,Koor,2020-01-01,,active,2025-01-01,,,,\n")
    assert built
    fault = only(found)
    assert (fault.row, fault.rows, fault.column, fault.severity) == (2, 2, "last_confirmed", "warning")
    assert_told(fault, "2025-02-03 … 2052-06-01", "up to the reference day 2025-01-01", "mistyped")


def test_duplicate_numbers(tmp_path: Path) -> None:
    fault = only(errors(faults(tmp_path, SOUND + SOUND)[0]))
    assert (fault.row, fault.column, fault.found) == (3, "initiative_id", "I1")


def test_bridging_something_and_nothing(tmp_path: Path) -> None:
    rows = "I1,Eettafel,2020-01-01,,active,2024-06-01,,,,age; none\nI2,Soep,2020-01-01,,active,2024-06-01,,,,none\n"
    fault = only(errors(faults(tmp_path, rows)[0]))
    assert (fault.row, fault.column, fault.found) == (2, "bridges", "age; none")
    assert_told(fault, "Remove none")


def test_bridging_what_nobody_asks(tmp_path: Path) -> None:
    fault = only(errors(faults(tmp_path, "I1,Eettafel,2020-01-01,,active,2024-06-01,,,,gender\n")[0]))
    assert_told(fault, "one or more of age, education, origin, income, none")
