"""How the sample was drawn, as the survey file tells it: strata, clusters and the residents of a stratum."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sources.village import CODES, assert_told, only, read_village

HEADER = "respondent_id,buurt_code,weight,stratum,cluster,stratum_population\n"


def _read(folder: Path, *rows: str):
    lines = "".join(f"R{number},{CODES[0]},1,{row}\n" for number, row in enumerate(rows, start=1))
    return read_village(folder, {"survey": ("file.csv", HEADER + lines, "")})


def test_a_sound_design_is_read(tmp_path: Path) -> None:
    read = _read(tmp_path, "A,x,300", "A,x,300", "B,y,50", "B,,50")
    assert not read.faults
    assert read.edition is not None
    assert read.edition.survey is not None
    assert read.edition.survey["stratum_population"].tolist() == [300, 300, 50, 50]
    assert read.edition.survey["cluster"].isna().tolist() == [False, False, False, True]


def test_a_cluster_in_two_strata(tmp_path: Path) -> None:
    fault = only(_read(tmp_path, "A,x,", "B,x,", "B,x,", "B,y,").faults)
    assert (fault.row, fault.column, fault.found, fault.severity) == (3, "cluster", "x: A, B", "error")
    assert_told(fault, "each cluster in one stratum", "a name of its own")


def test_two_numbers_of_residents_for_one_stratum(tmp_path: Path) -> None:
    fault = only(_read(tmp_path, "A,,300", "A,,310", "A,,").faults)
    assert (fault.row, fault.column, fault.found) == (3, "stratum_population", "A: 300, 310")
    assert_told(fault, "one number of residents per stratum")


def test_fewer_residents_than_respondents(tmp_path: Path) -> None:
    fault = only(_read(tmp_path, "A,,2", "A,,2", "A,,2", "B,,1").faults)
    assert (fault.row, fault.column, fault.found) == (2, "stratum_population", "A: 2 < 3")
    assert_told(fault, "at least as many residents as respondents", "whole stratum")


@pytest.mark.parametrize("cell", ["0", "-5", "veel"])
def test_residents_of_a_stratum_are_a_number_above_zero(tmp_path: Path, cell: str) -> None:
    fault = only(_read(tmp_path, f"A,,{cell}").faults)
    assert (fault.row, fault.column, fault.found) == (2, "stratum_population", cell)
    assert_told(fault, "a number above 0")
