from __future__ import annotations

import json
from pathlib import Path

import openpyxl

from tests.sources.village import CODES, assert_told, middle, only, read_village

SURVEY = "respondent_id,buurt_code,weight\n"


def test_separators_are_recognised(tmp_path: Path) -> None:
    for number, separator in enumerate(";,\t|"):
        content = f"area_code,name,population\n{CODES[0]},Noord,12\n{CODES[1]},Zuid,13\n".replace(",", separator)
        read = read_village(tmp_path / str(number), {"key_figures": ("k.csv", content, "")})
        assert read.edition is not None
        assert read.edition.population[CODES[1]] == 13


def test_a_statline_export_with_padding_and_footer(tmp_path: Path) -> None:
    content = (
        '\ufeff"Naam";"Regio/Codering  (code)";"Bevolking/Aantal inwoners (aantal)"\r\n'
        f'"Noord";"{CODES[0]}  ";"     120"\r\n"Zuid";"{CODES[1]}  ";"       ."\r\n"Bron: CBS";"";""\r\n'
    )
    more = 'columns = { area_code = "Regio/Codering (code)", name = "Naam", population = "Bevolking/Aantal inwoners (aantal)" }'
    read = read_village(tmp_path, {"key_figures": ("k.csv", content, more)})
    assert read.edition is not None, read.faults[0]("en")
    assert read.loaded[1]["rows"] == 2
    assert read.edition.population[CODES[0]] == 120
    assert read.edition.population.isna()[CODES[1]]


def test_excel_sheet_with_numbers_and_dates(tmp_path: Path) -> None:
    import datetime as dt

    book = openpyxl.Workbook()
    book.active.title = "toelichting"
    sheet = book.create_sheet("register")
    sheet.append(["initiative_id", "name", "status", "start", "buurt_code", "volunteers"])
    sheet.append([7, "Soep", "active", dt.datetime(2024, 3, 1), CODES[0], 2.5])
    book.save(tmp_path / "x.xlsx")
    content = (tmp_path / "x.xlsx").read_bytes()
    read = read_village(tmp_path / "a", {"initiatives": ("i.xlsx", content, 'sheet = "register"')})
    assert read.edition is not None, read.faults[0]("en")
    row = read.edition.initiatives.iloc[0]  # type: ignore[union-attr]
    assert (row["initiative_id"], row["start"].isoformat()[:10], row["volunteers"]) == ("7", "2024-03-01", 2.5)
    wrong = read_village(tmp_path / "b", {"initiatives": ("i.xlsx", content, 'sheet = "blad1"')})
    assert_told(only(wrong.faults), "blad1", "toelichting, register")
    broken = read_village(tmp_path / "c", {"initiatives": ("i.xlsx", b"no workbook", "")})
    assert_told(only(broken.faults), "an Excel file", "without a password")


def test_where_values_only_mapped_constants_and_what_is_left_out(tmp_path: Path) -> None:
    content = (
        "id,naam,soort,gemeente,buurt_code\n"
        f"1,A,boekerij,ja,{CODES[0]}\n2,B,hotel,ja,{CODES[0]}\n3,C,boekerij,nee,{CODES[0]}\n4,D,kroeg,ja,{CODES[1]}\n"
    )
    more = """columns = { place_id = "id", name = "naam", type = "soort" }
values = { type = { boekerij = "library", kroeg = "cafe" } }
only_mapped = ["type"]
constants = { rater = "staff" }
where = { gemeente = ["ja"] }"""
    read = read_village(tmp_path, {"meeting_places": ("p.csv", content, more)})
    assert read.edition is not None, read.faults[0]("en")
    places = read.edition.meeting_places
    assert places is not None
    assert places[["place_id", "type", "rater"]].to_numpy().tolist() == [
        ["1", "library", "staff"],
        ["4", "cafe", "staff"],
    ]
    assert (read.loaded[1]["rows"], read.loaded[1]["left_out"]) == (2, 2)


def test_reversed_scale_and_own_missing_codes(tmp_path: Path) -> None:
    content = (
        f"respondent_id,buurt_code,weight,feels_at_home\nR1,{CODES[0]},1,1\nR2,{CODES[0]},1,2\nR3,{CODES[0]},1,88\n"
    )
    more = 'missing = ["88"]\nreversed_scale = ["feels_at_home"]'
    read = read_village(tmp_path, {"survey": ("s.csv", content, more)})
    assert read.edition is not None, read.faults[0]("en")
    answers = read.edition.survey["feels_at_home"]  # type: ignore[index]
    assert answers.dropna().tolist() == [5.0, 4.0]
    assert answers.isna().sum() == 1


def test_names_in_the_toml_that_do_not_exist(tmp_path: Path) -> None:
    more = 'columns = { respondent_id = "nummer", wieght = "weight" }'
    read = read_village(tmp_path, {"survey": ("s.csv", f"nummers,buurt_code,weight\n1,{CODES[0]},1\n", more)})
    assert_told(only(read.faults, found="wieght"), "municipality.toml", "Did you mean weight?")
    assert_told(only(read.faults, column="respondent_id"), "nummers, buurt_code, weight", "Did you mean nummers?")


def test_json_records_and_overpass_and_points(tmp_path: Path) -> None:
    x, y = middle(CODES[0])
    records = [{"slug": "a", "name": "A", "where": [x, y], "tags": {"kind": "park"}}]
    more = 'columns = { place_id = "slug", x_rd = "where.0", y_rd = "where.1", type = "tags.kind" }\nrecords = "data.items"'
    read = read_village(tmp_path / "a", {"meeting_places": ("p.json", json.dumps({"data": {"items": records}}), more)})
    assert read.edition is not None, read.faults[0]("en")
    assert read.edition.meeting_places["buurt"].tolist() == [CODES[0]]  # type: ignore[index]
    wrong = read_village(tmp_path / "b", {"meeting_places": ("p.json", json.dumps({"data": {"items": records}}), "")})
    assert_told(only(wrong.faults), "a list of records", 'records = "elements"')


def test_overpass_elements_have_a_point_each_and_count_once(tmp_path: Path) -> None:
    from wijkmonitor import areas
    from wijkmonitor.sources.coordinates import pyproj

    to_degrees = pyproj.Transformer.from_crs(areas.RD, areas.WGS84, always_xy=True)
    corners = [
        to_degrees.transform(middle(CODES[2])[0] + dx, middle(CODES[2])[1] + dy)
        for dx, dy in ((0, 0), (9, 0), (9, 9), (0, 0))
    ]
    lon, lat = to_degrees.transform(*middle(CODES[1]))
    tags = {"leisure": "park", "name": "Park"}
    way = {"type": "way", "id": 2, "tags": tags, "geometry": [{"lon": a, "lat": b} for a, b in corners]}
    elements = [
        {"type": "node", "id": 1, "tags": tags, "lat": lat, "lon": lon},
        way,
        {"type": "relation", "id": 2, "tags": tags, "members": [{"geometry": way["geometry"]}]},
        {
            "type": "relation",
            "id": 3,
            "tags": tags,
            "bounds": {"minlat": lat, "maxlat": lat, "minlon": lon, "maxlon": lon},
        },
        way,
    ]
    more = 'columns = { place_id = "id", name = "tags.name", type = "tags.leisure" }'
    read = read_village(tmp_path, {"meeting_places": ("p.json", json.dumps({"elements": elements}), more)})
    assert read.edition is not None, read.faults[0]("en")
    places = read.edition.meeting_places
    assert places is not None
    assert places["place_id"].tolist() == ["node/1", "way/2", "relation/2", "relation/3"]
    assert places["buurt"].tolist() == [CODES[1], CODES[2], CODES[2], CODES[1]]
    assert_told(only(read.faults, severity="warning", rows=1), "way/2", "once")


def test_rd_numbers_in_geojson_that_says_nothing_of_its_crs(tmp_path: Path) -> None:
    x, y = middle(CODES[0])
    feature = {
        "type": "Feature",
        "properties": {"place_id": "1", "name": "A", "type": "park"},
        "geometry": {"type": "Point", "coordinates": [x, y]},
    }
    content = json.dumps({"type": "FeatureCollection", "features": [feature]})
    fault = only(read_village(tmp_path, {"meeting_places": ("p.geojson", content, "")}).faults)
    assert (fault.row, fault.column) == (1, "lon, lat")
    assert_told(fault, 'crs = "EPSG:28992"')
    read = read_village(tmp_path, {"meeting_places": ("p.geojson", content, 'crs = "EPSG:28992"')})
    assert read.edition is not None
    assert read.edition.meeting_places["buurt"].tolist() == [CODES[0]]  # type: ignore[index]
