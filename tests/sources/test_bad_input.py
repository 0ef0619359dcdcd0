"""Every kind of bad input is told with file, row, column, what was found, what is expected and the remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sources.village import CODES, assert_told, only, read_village
from wijkmonitor.fault import errors
from wijkmonitor.text import Text

NOTHING = Text(nl="niets ingevuld", en="nothing filled in")
SURVEY = "respondent_id,buurt_code,weight,feels_at_home\n"
PLACES = "place_id,name,type,lat,lon,x_rd,y_rd\n"


def _faults(folder: Path, dataset: str, content: str | bytes, more: str = "", name: str = "file.csv"):
    return read_village(folder, {dataset: (name, content, more)}).faults


def test_missing_column_names_the_columns_and_the_likely_one(tmp_path: Path) -> None:
    faults = _faults(tmp_path, "survey", f"respondent_id,buurt_code,wieght\nR1,{CODES[0]},1\n")
    fault = only(faults, column="weight")
    assert (fault.file, fault.row) == ("file.csv", 1)
    assert_told(fault, "respondent_id, buurt_code, wieght", 'weight = "wieght"')


def test_unknown_area_code(tmp_path: Path) -> None:
    faults = _faults(tmp_path, "survey", f"{SURVEY}R1,{CODES[0]},1,4\nR2,BU05999999,1,4\nR3,BU05999999,1,4\n")
    fault = only(faults)
    assert (fault.row, fault.column, fault.found, fault.rows) == (3, "buurt_code", "BU05999999", 2)
    assert_told(fault, "a CBS area code", "another year or municipality")


@pytest.mark.parametrize(
    ("found", "meant"),
    [("5990101", "BU05990101"), ("05990101", "BU05990101"), ("599", "GM0599"), ("59901", "WK059901")],
)
def test_lost_leading_zero_gets_the_likely_code(tmp_path: Path, found: str, meant: str) -> None:
    faults = _faults(tmp_path, "key_figures", f"area_code,population\n{CODES[1]},100\n{found},250\n")
    fault = only(errors(faults))
    assert (fault.row, fault.column, fault.found) == (3, "area_code", found)
    assert_told(fault, f"Probably {meant}")


def test_codes_of_another_year_are_a_warning_with_their_number(tmp_path: Path) -> None:
    rows = "".join(f"{code},100\n" for code in (*CODES, "BU05990301", "BU05990302", "BU03440101", "NL01"))
    read = read_village(tmp_path, {"key_figures": ("file.csv", "area_code,population\n" + rows, "")})
    fault = only(read.faults)
    assert (fault.severity, fault.row, fault.rows) == ("warning", 6, 2)
    assert_told(fault, "BU05990301, BU05990302", "another year")
    assert read.loaded[1]["left_out"] == 4
    assert read.edition is not None
    assert read.edition.population["GM0599"] == 400


def test_duplicate_ids(tmp_path: Path) -> None:
    faults = _faults(tmp_path, "survey", f"{SURVEY}R1,{CODES[0]},1,4\nR2,{CODES[0]},1,4\nR1,{CODES[0]},1,4\n")
    fault = only(faults)
    assert (fault.row, fault.column, fault.found) == (4, "respondent_id", "R1")
    assert_told(fault, "each respondent_id once", "Also in row 2")


@pytest.mark.parametrize(("weight", "found"), [("0", "0"), ("-0.5", "-0.5"), ("", NOTHING), ("heavy", "heavy")])
def test_weight_zero_negative_or_absent(tmp_path: Path, weight: str, found: str) -> None:
    faults = _faults(tmp_path, "survey", f"{SURVEY}R1,{CODES[0]},1,4\nR2,{CODES[0]},{weight},4\n")
    fault = only(faults)
    assert (fault.row, fault.column, fault.found) == (3, "weight", found)
    assert_told(fault, "a number above 0")


def test_answers_outside_the_scale_and_no_answer(tmp_path: Path) -> None:
    answers = "".join(f"R{n},{CODES[0]},1,{answer}\n" for n, answer in enumerate(("4", "99", "", "7", "7", "2.5")))
    read = read_village(tmp_path, {"survey": ("file.csv", SURVEY + answers, "")})
    assert_told(only(read.faults, found="7", row=5, rows=2, column="feels_at_home"), "from 1 to 5, or 99 or empty")
    assert_told(only(read.faults, found="2.5", row=7), "a whole number")
    assert len(read.faults) == 2


@pytest.mark.parametrize("cell", ["-99999999", ".", "       .", '"       ."', "", "NULL", "-99997"])
def test_missing_codes_are_missing_and_not_numbers(tmp_path: Path, cell: str) -> None:
    content = f"area_code,population,households\n{CODES[0]},100,{cell}\n"
    read = read_village(tmp_path, {"key_figures": ("file.csv", content, "")})
    assert not errors(read.faults)
    assert read.edition is not None
    assert read.edition.key_figures is not None
    assert read.edition.key_figures["households"].isna().all()


def test_na_is_a_code_and_no_missing_value(tmp_path: Path) -> None:
    faults = _faults(tmp_path, "key_figures", f"area_code,population\n{CODES[0]},1\nNA,2\n")
    assert only(errors(faults)).found == "NA"


def test_mixed_decimals_in_one_file(tmp_path: Path) -> None:
    header = "area_code;population;owner_occupied_pct;property_value_eur_1000;income_per_inhabitant_eur_1000\n"
    content = header + f"{CODES[0]};1.234.567;41,8;416.0;29,1\n{CODES[1]};931;50;1.234,5;30.25\n"
    read = read_village(tmp_path, {"key_figures": ("file.csv", content, "")})
    assert not errors(read.faults), read.faults[0]("en")
    assert read.edition is not None
    figures = read.edition.key_figures
    assert figures is not None
    assert figures["population"].tolist() == [1234567.0, 931.0]
    assert figures["owner_occupied_pct"].tolist() == [41.8, 50.0]
    assert figures["property_value_eur_1000"].tolist() == [416.0, 1234.5]
    assert figures["income_per_inhabitant_eur_1000"].tolist() == [29.1, 30.25]


def test_a_thousands_mark_in_a_count_points_at_the_setting(tmp_path: Path) -> None:
    content = f"area_code;population\n{CODES[0]};1.234\n"
    fault = only(errors(_faults(tmp_path, "key_figures", content)))
    assert (fault.row, fault.column, fault.found) == (2, "population", "1.234")
    assert_told(fault, 'decimal = ","')
    assert not errors(_faults(tmp_path, "key_figures", content, 'decimal = ","'))


def test_coordinates_destroyed_by_a_spreadsheet(tmp_path: Path) -> None:
    fault = only(_faults(tmp_path, "meeting_places", PLACES + "P1,A,park,52.468.987,5.1,,\n"), column="lat")
    assert fault.row == 2
    assert_told(fault, "52.468.987", "Export again")


@pytest.mark.parametrize(
    ("row", "column", "remedy"),
    [
        ("4.9,52.3,,", "lon, lat", "swapped"),
        ("450500,150500,,", "lon, lat", "map them to x_rd and y_rd"),
        (",,450500,150500", "x_rd, y_rd", "swapped"),
        (",,5.1,52.0", "x_rd, y_rd", "map them to lat and lon"),
        ("0,0,,", "lon, lat", "Correct the coordinates"),
        ("52.1,,,", "lon, lat", "both coordinates"),
    ],
)
def test_wrong_coordinates(tmp_path: Path, row: str, column: str, remedy: str) -> None:
    fault = only(_faults(tmp_path, "meeting_places", f"{PLACES}P1,A,park,,,150500,450500\nP2,B,park,{row}\n"))
    assert (fault.row, fault.column) == (3, column)
    assert_told(fault, "the Netherlands", remedy)


def test_dates_that_are_not_iso_and_ends_before_the_start(tmp_path: Path) -> None:
    header = "initiative_id,name,status,buurt_code,start,end\n"
    content = f"{header}I1,A,active,{CODES[0]},01-03-2024,\nI2,B,ended,{CODES[0]},2024-02-01,2023-01-01\n"
    faults = _faults(tmp_path, "initiatives", content)
    assert_told(only(faults, row=2, column="start", found="01-03-2024"), "2024-03-01")
    assert_told(only(faults, row=3, column="end"), "2023-01-01 < 2024-02-01", "on or after the start")


def test_words_outside_the_list_get_the_line_to_add(tmp_path: Path) -> None:
    content = f"initiative_id,name,status,buurt_code\nI1,A,actief,{CODES[0]}\n"
    fault = only(_faults(tmp_path, "initiatives", content))
    assert_told(fault, "one of active, paused, ended", 'values = { status = { "actief" = "active" } }')
    assert not _faults(tmp_path, "initiatives", content, 'values = { status = { actief = "active" } }')


def test_empty_file_and_header_only(tmp_path: Path) -> None:
    assert_told(only(_faults(tmp_path / "a", "survey", b"")), "0 bytes")
    assert_told(only(_faults(tmp_path / "b", "survey", SURVEY)), "rows below the header")


@pytest.mark.parametrize("filler", [b"\x00", b"0"])
def test_a_large_file_of_zeros_is_refused_without_reading_it(tmp_path: Path, filler: bytes, monkeypatch) -> None:
    from tests.sources.village import write_village
    from wijkmonitor.municipality import read_municipality
    from wijkmonitor.sources import read_edition

    folder = write_village(tmp_path, {"survey": ("zeros.csv", b"x", "")})
    with (folder / "zeros.csv").open("wb") as file:
        if filler == b"\x00":
            file.truncate(200_000_000)
        else:
            for _ in range(200):
                file.write(filler * 1_000_000)
    read_bytes = Path.read_bytes

    def careful(path: Path) -> bytes:
        assert path.stat().st_size < 1_000_000, "read whole into memory"
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", careful)
    municipality = read_municipality(folder)
    fault = only(read_edition(municipality, municipality.editions[0]).faults)
    assert_told(fault, "zeros.csv", "200000000 bytes", "export it again")


def test_rows_with_too_many_cells_are_named(tmp_path: Path) -> None:
    content = f"initiative_id,name,status,buurt_code\nI1,Soep, brood en zo,active,{CODES[0]}\nI2,B,active,{CODES[0]}\n"
    fault = only(_faults(tmp_path, "initiatives", content))
    assert fault.row == 2
    assert_told(fault, "at most 4 cells", "between quotation marks")


def test_html_in_a_name_is_kept_as_text(tmp_path: Path) -> None:
    name = "<script>alert('x')</script> & <b>Tuin</b>"
    content = f'initiative_id,name,status,buurt_code\nI1,"{name}",active,{CODES[0]}\n'
    read = read_village(tmp_path, {"initiatives": ("file.csv", content, "")})
    assert read.edition is not None
    assert read.edition.initiatives is not None
    assert read.edition.initiatives["name"].tolist() == [name]


def test_many_different_faults_are_counted_after_twenty(tmp_path: Path) -> None:
    rows = "".join(f"R{n},{CODES[0]},1,{n + 100}\n" for n in range(50))
    faults = _faults(tmp_path, "survey", SURVEY + rows)
    assert len(faults) == 21
    assert_told(only(faults, found="…"), "There are 30 more values")


def test_all_files_are_read_before_anything_is_told(tmp_path: Path) -> None:
    read = read_village(
        tmp_path,
        {
            "survey": ("s.csv", f"{SURVEY}R1,{CODES[0]},0,4\n", ""),
            "key_figures": ("k.csv", f"area_code,population\n{CODES[0]},-5\n", ""),
            "meeting_places": ("p.csv", "place_id,name\nP1,A\n", ""),
        },
        boundaries='{"type": "FeatureCollection", "features": []}',
    )
    assert {fault.file for fault in read.faults} == {"s.csv", "k.csv", "p.csv", "buurten.geojson"}
    assert read.edition is None


def test_ties_name_known_organisations(tmp_path: Path) -> None:
    read = read_village(
        tmp_path,
        {
            "organisations": ("o.csv", "organisation_id,name,kind\nO1,A,formal\n", ""),
            "ties": ("t.csv", "from,to,year\nO1,O2,2024\n", ""),
        },
    )
    fault = only(read.faults)
    assert (fault.file, fault.row, fault.column, fault.found) == ("t.csv", 2, "to", "O2")
    assert_told(fault, "organisation_id of the organisations file")


@pytest.mark.parametrize(
    "boundaries",
    [
        '{"type": "FeatureCollection", "features": [1]}',
        '{"type": "FeatureCollection", "features": [{"properties": {"code": "BU05990101"}, "geometry": null}]}',
        '{"arcs": [], "objects": {"a": {"type": "Polygon", "arcs": [[5]], "properties": {"code": "BU05990101"}}}}',
        "[]",
        "no map",
    ],
)
def test_a_malformed_map_is_a_fault_and_no_crash(tmp_path: Path, boundaries: str) -> None:
    read = read_village(tmp_path, boundaries=boundaries)
    assert read.edition is None
    assert errors(read.faults)
    assert str(tmp_path) not in read.faults[0]("en")


def test_a_malformed_point_is_a_row_without_a_place(tmp_path: Path) -> None:
    properties = '{"place_id": 1, "name": "A", "type": "park"}'
    feature = f'{{"type": "Feature", "geometry": {{"type": "Foo"}}, "properties": {properties}}}'
    content = f'{{"type": "FeatureCollection", "features": [{feature}]}}'
    read = read_village(tmp_path, {"meeting_places": ("p.geojson", content, "")})
    assert not errors(read.faults)
    assert [one["id"] for one in read.unlocated] == ["1"]
