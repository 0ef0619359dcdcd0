"""Bad lists of organisations and ties are told with file, row, column and remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sources.village import assert_told, only, read_village
from wijkmonitor.fault import errors

ORGANISATIONS = "organisation_id,name,kind,wijk_code\nO1,A,formal,WK059901\nO2,B,informal,\n"
TIES = "from,to,wijk_code,year,knows_well,disagreement,shared_goal\n"


def _faults(folder: Path, ties: str, organisations: str | None = ORGANISATIONS):
    datasets = {"ties": ("t.csv", TIES + ties, "")}
    if organisations is not None:
        datasets["organisations"] = ("o.csv", organisations, "")
    return read_village(folder, datasets).faults


def test_sound_lists_give_no_fault(tmp_path: Path) -> None:
    read = read_village(
        tmp_path,
        {
            "organisations": ("o.csv", ORGANISATIONS, ""),
            "ties": ("t.csv", f"{TIES}O1,O2,WK059901,2024,3,,yes\nO2,O1,,2024,,1,no\n", ""),
        },
    )
    assert read.faults == []
    assert read.edition is not None


def test_an_organisation_tied_to_itself(tmp_path: Path) -> None:
    fault = only(_faults(tmp_path, "O1,O2,WK059901,2024,3,1,yes\nO2,O2,WK059901,2024,3,1,yes\n"))
    assert (fault.file, fault.row, fault.column, fault.found, fault.severity) == ("t.csv", 3, "to", "O2", "error")
    assert_told(fault, "two different organisations", "with whom this organisation works")


def test_an_unknown_organisation_at_either_end(tmp_path: Path) -> None:
    faults = _faults(tmp_path, "O9,O2,WK059901,2024,3,1,yes\nO1,O8,WK059901,2024,3,1,yes\n")
    assert [(fault.row, fault.column, fault.found) for fault in faults] == [(2, "from", "O9"), (3, "to", "O8")]
    assert_told(faults[0], "organisation_id of the organisations file")


def test_ties_without_a_list_of_organisations_are_a_warning(tmp_path: Path) -> None:
    read = read_village(tmp_path, {"ties": ("t.csv", f"{TIES}O1,O2,WK059901,2024,3,1,yes\n", "")})
    fault = only(read.faults)
    assert (fault.file, fault.severity) == ("t.csv", "warning")
    assert_told(fault, "a file with organisations", "municipality.toml")
    assert read.edition is not None


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    organisations = "organisation_id,name,kind,wijk_code\nO1,A,formal,WK059999\nO1,B,half,\n"
    faults = errors(_faults(tmp_path, "O1,O1,WK059901,2024,7,1,yes\nO1,O3,WK059988,2024,3,1,maybe\n", organisations))
    assert {(fault.file, fault.column) for fault in faults} == {
        ("o.csv", "organisation_id"),
        ("o.csv", "kind"),
        ("o.csv", "wijk_code"),
        ("t.csv", "to"),
        ("t.csv", "knows_well"),
        ("t.csv", "wijk_code"),
        ("t.csv", "shared_goal"),
    }


@pytest.mark.parametrize("wijk", ["WK059901", ""])
def test_the_same_named_tie_twice_in_a_year(tmp_path: Path, wijk: str) -> None:
    row = f"O1,O2,{wijk},2024,3,1,yes\n"
    fault = only(errors(_faults(tmp_path, row + row)))
    assert fault.file == "t.csv"
    assert fault.row == 3
