import json

import pandas as pd
import pytest

from wijkmonitor.attack import published, unsafe_files
from wijkmonitor.columns import TABLES


def table(name: str, *rows: dict) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=[field.name for field in TABLES[name]])


@pytest.fixture
def folder(tmp_path):
    """A snapshot with one survey indicator, one register and one composite."""
    described = [
        {"key": "ties", "needs": ["survey"], "inputs": [], "floors": {"n": 5}},
        {"key": "places", "needs": ["meeting_places"], "inputs": []},
        {"key": "index", "needs": ["survey"], "inputs": ["ties"]},
    ]
    (tmp_path / "indicators.json").write_text(json.dumps(described))
    feature = {
        "properties": {"code": "BU1", "name": "A", "level": "buurt", "parent": "", "vintage": 1, "population": 4}
    }
    (tmp_path / "areas.geojson").write_text(json.dumps({"features": [feature]}))
    own = {"edition": "2025", "vintage": 2025, "group": "all", "value": 0.5, "kind": "observed"}
    estimates = table(
        "estimates",
        own | {"indicator": "ties", "area": "BU1"},
        own | {"indicator": "ties", "area": "BU2", "value": None},
        own | {"indicator": "ties", "area": "BU3", "kind": "modelled"},
        own | {"indicator": "ties", "area": "BU1", "group": "age:75+"},
        own | {"indicator": "places", "area": "BU1"},
        own | {"indicator": "index", "area": "BU1"},
        own | {"indicator": "nowhere_defined", "area": "BU1"},
    )
    estimates.to_csv(tmp_path / "estimates.csv", index=False)
    model = {"indicator": "ties", "edition": "2025", "vintage": 2025, "value": 0.4}
    models = table("models", model | {"area": "BU4", "basis": "area"}, model | {"area": "BU5", "basis": "synthetic"})
    models.to_csv(tmp_path / "models.csv", index=False)
    return tmp_path


def test_statements_about_respondents_are_read(folder):
    found = published(folder)
    assert set(zip(found["indicator"], found["area"], found["group"], found["file"], strict=True)) == {
        ("ties", "BU1", "all", "estimates.csv"),
        ("ties", "BU1", "age:75+", "estimates.csv"),
        ("nowhere_defined", "BU1", "all", "estimates.csv"),
        ("ties", "BU4", "all", "models.csv"),
    }
    assert set(found["snapshot"]) == {folder.name}


def test_judgements_that_rest_on_the_survey_are_statements_about_its_respondents(folder):
    own = {"edition": "2025", "vintage": 2025, "area": "BU1", "point": "simple", "judge": "residents", "score": 2.5}
    rows = table(
        "scan",
        own | {"basis": "survey"},
        own | {"basis": "scan", "area": "BU2"},
        own | {"basis": "survey", "score": None},
    )
    rows.to_csv(folder / "scan.csv", index=False)
    found = published(folder)
    mine = found[found["file"] == "scan.csv"]
    assert mine[["indicator", "area", "group"]].to_numpy().tolist() == [["municipality_simple", "BU1", "all"]]


def test_a_sound_snapshot_has_no_unsafe_files(folder):
    assert unsafe_files(folder) == []


def test_an_exact_small_number_in_a_map_is_found(folder):
    (folder / "maps").mkdir()
    feature = {"type": "Feature", "properties": {"code": "BU1", "name": "A", "n": 4}}
    (folder / "maps" / "areas-2025-buurt.geojson").write_text(json.dumps({"features": [feature]}))
    [found] = unsafe_files(folder)
    assert "maps/areas-2025-buurt.geojson" in found.how.en
    assert "exact number" in found.about.en


@pytest.mark.parametrize("name", ["provenance.json", "datapackage.json"])
def test_an_exact_small_number_anywhere_in_a_report_is_found(folder, name):
    (folder / name).write_text(json.dumps({"editions": [{"deep": {"Respondents": 7}}, {"respondents": 5000}]}))
    assert len(unsafe_files(folder)) == 1


@pytest.mark.parametrize("name", ["answers.csv", "notes.txt", "maps/other-2025.geojson", "more/deep.json"])
def test_an_unknown_file_cannot_be_judged(folder, name):
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text("a\n1\n")
    [found] = unsafe_files(folder)
    assert "cannot be judged" in found.about.en


def test_an_unknown_column_or_property_cannot_be_judged(folder):
    pd.read_csv(folder / "models.csv").assign(n_exact=200).to_csv(folder / "models.csv", index=False)
    (folder / "areas.geojson").write_text(json.dumps({"features": [{"properties": {"code": "BU1", "mood": "happy"}}]}))
    assert len(unsafe_files(folder)) == 2
