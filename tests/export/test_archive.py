"""A snapshot to keep: complete, described, the same bytes for the same content, and sound by the standard it follows."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from datetime import date

import frictionless
import pandas as pd
import pytest

from wijkmonitor.estimate import COLUMNS as KEPT
from wijkmonitor.export import addresses, archive, dictionary_frame, indicators_frame
from wijkmonitor.export.archive import RESPONSE_FIELDS
from wijkmonitor.export.frame import FIELDS, WORDS
from wijkmonitor.manifest import MANIFEST
from wijkmonitor.responses import Response

HEADERS = {
    "cijfers.csv": "snapshot,municipality,edition,vintage,level,area,name,indicator,title,unit,group,value,low,high,n_band,n_eff,"
    "shrinkage,kind,instrument,verdict,reason,difference,change,change_low,change_high,changed",
    "kolommen.csv": "column,type,meaning_nl,meaning_en,unit_nl,unit_en,codes_nl,codes_en",
    "indicatoren.csv": "indicator,title_nl,title_en,theme,definition_nl,definition_en,unit,unit_nl,unit_en,kind,better,"
    "instrument,instrument_nl,instrument_en,source_nl,source_en,caveats_nl,caveats_en",
    "weerwoord.csv": "number,snapshot,edition,area,indicator,role,words,received,reason",
}
"""The promise to everybody who reads these files by the place of a column: it is only ever added to, at the end."""

SAID = (
    Response(
        1, "abc", "2025", "WK004201", "strong_ties", "resident", '=1+1; "wij"\nhelpen elkaar', date(2025, 3, 1), "klopt"
    ),
    Response(
        2, "abc", "1999", "WK004201", "", "professional", "van een editie die er niet in zit", date(2024, 3, 1), ""
    ),
)


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        assert packed.testzip() is None
        return {name: packed.read(name) for name in packed.namelist()}


def table(data: bytes, delimiter: str = ",") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=delimiter))


@pytest.fixture(scope="module")
def files(town_snapshot):
    return unpacked(archive(town_snapshot, "nl", SAID))


@pytest.mark.parametrize("name", HEADERS)
def test_the_columns_stand_where_they_stood(files, name):
    assert files[name].split(b"\r\n")[0].decode() == HEADERS[name]
    assert files[f"excel/{name}"].split(b"\r\n")[0].decode("utf-8-sig") == HEADERS[name].replace(",", ";")


def test_every_estimate_is_in_it_once(files, town_snapshot):
    for name, delimiter in (("cijfers.csv", ","), ("excel/cijfers.csv", ";")):
        rows = table(files[name], delimiter)
        assert len(rows) == len(town_snapshot.estimates)
        told = sorted((row["indicator"], row["edition"], row["area"], row["group"]) for row in rows)
        assert told == sorted(map(tuple, town_snapshot.estimates[["indicator", "edition", "area", "group"]].values))
        assert {row["snapshot"] for row in rows} == {town_snapshot.id}


def test_equal_content_gives_equal_bytes(town_snapshot):
    assert archive(town_snapshot, "nl", SAID) == archive(town_snapshot, "nl", SAID)
    assert archive(town_snapshot, "nl") != archive(town_snapshot, "en")


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_it_is_a_valid_data_package(town_snapshot, tmp_path, lang):
    for name, data in unpacked(archive(town_snapshot, lang, SAID)).items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    report = frictionless.Package(str(tmp_path / MANIFEST)).validate()
    assert report.valid, report.flatten(["name", "type", "message"])


def test_the_addresses_are_a_valid_data_package(town_snapshot, tmp_path):
    package = json.loads(addresses.file(town_snapshot, MANIFEST, ()))
    for name in (MANIFEST, *(one["path"] for one in package["resources"])):
        (tmp_path / name).write_bytes(addresses.file(town_snapshot, name, ()))
    report = frictionless.Package(str(tmp_path / MANIFEST)).validate()
    assert report.valid, report.flatten(["name", "type", "message"])


def test_registers_are_those_of_the_snapshot_byte_for_byte(files, town_snapshot):
    stated = {one["path"]: one["hash"] for one in town_snapshot.package["resources"]}
    for name in ("places.csv", "initiatives.csv", "organisations.csv", "areas.geojson"):
        assert f"sha256:{hashlib.sha256(files[name]).hexdigest()}" == stated[name]


def test_everything_in_it_is_described_and_nothing_else(files):
    described = {one["path"] for one in json.loads(files[MANIFEST])["resources"]}
    assert described == set(files) - {MANIFEST, "LEESMIJ.txt"}
    assert not {"provenance.json", "templates.json"} & set(files)


def test_responses_to_its_editions_travel_along(files):
    rows = table(files["weerwoord.csv"])
    assert [row["role"] for row in rows] == [SAID[0].role]  # a code, as in every open file
    assert [row["number"] for row in rows] == ["1"]
    assert rows[0]["words"] == SAID[0].words
    assert table(files["excel/weerwoord.csv"], ";")[0]["words"] == "'" + SAID[0].words
    assert "weerwoord.csv: wat bewoners en beroepskrachten over de cijfers zeggen (1)" in files["LEESMIJ.txt"].decode(
        "utf-8-sig"
    )


def test_the_letter_tells_sources_licences_and_the_id(files, town_snapshot):
    said = files["LEESMIJ.txt"].decode("utf-8-sig")
    for words in (
        town_snapshot.id,
        "Rekenstad",
        "CC0-1.0",
        "Verzonnen (enquete.csv)",
        "1 januari 2025",
        "mag je zeggen",
    ):
        assert words in said
    assert "\n" not in said.replace("\r\n", "")
    assert max(map(len, said.splitlines())) <= 120
    english = unpacked(archive(town_snapshot, "en"))
    assert "Invented (enquete.csv)" in english["README.txt"].decode("utf-8-sig")
    assert "figures.csv" in english


def test_the_dictionary_explains_every_column_and_every_code_used(town_snapshot):
    told = dictionary_frame(town_snapshot).set_index("column")
    assert told.index.tolist() == [one.name for one in FIELDS]
    assert (told[["meaning_nl", "meaning_en", "type"]] != "").all(axis=None)
    for column in ("level", "group", "n_band", "kind", "instrument", "verdict", "reason", "difference", "changed"):
        codes = {part.split(" = ")[0] for part in told.at[column, "codes_nl"].split(" | ")}
        used = set(town_snapshot.estimates[column]) - {""}
        assert used <= codes, column
    for column in WORDS:
        assert told.at[column, "codes_nl"] != told.at[column, "codes_en"]


def test_the_dictionary_of_indicators_has_one_row_for_each(town_snapshot):
    told = indicators_frame(town_snapshot)
    assert told["indicator"].tolist() == list(town_snapshot.indicators)
    filled = ["title_nl", "title_en", "definition_nl", "unit_nl", "source_nl", "source_en"]
    assert (told[filled] != "").all(axis=None)


def test_every_figure_of_a_snapshot_is_exported():
    assert set(KEPT) <= {one.name for one in FIELDS}
    assert [one.name for one in RESPONSE_FIELDS] == HEADERS["weerwoord.csv"].split(",")


def test_an_area_called_na_keeps_its_name(town_snapshot):
    from wijkmonitor.export import export_frame, to_csv

    rows = town_snapshot.pick("strong_ties", "2025", "wijk")
    frame = export_frame(town_snapshot, rows, "nl").assign(name=["NA", "null"])
    for dialect, delimiter in (("open_data", ","), ("excel_nl", ";")):
        assert [row["name"] for row in table(to_csv(frame, dialect), delimiter)] == ["NA", "null"]
    read = pd.read_csv(io.BytesIO(to_csv(frame, "open_data")), keep_default_na=False)
    assert read["name"].tolist() == ["NA", "null"]
