import json

import frictionless
import numpy as np
import pandas as pd
import pytest

from wijkmonitor import snapshot
from wijkmonitor.columns import TABLES
from wijkmonitor.estimate import COLUMNS
from wijkmonitor.manifest import SnapshotDamaged

ABOUT = {
    "municipality": {
        "key": "rekenstad",
        "code": "GM0042",
        "name": "Rekenstad",
        "fictional": True,
        "background_map": False,
    },
    "editions": [{"name": "2025", "date": "2025-01-01", "vintage": 2025}],
    "program": {"version": "1", "fingerprint": "x"},
    "source_files": {"a.csv": "00"},
    "licenses": [{"name": "CC0-1.0", "title": "CC0-1.0"}],
    "sources": [{"title": "Verzonnen", "path": "a.csv"}],
}


def estimates(**changed) -> pd.DataFrame:
    row = {
        "indicator": "strong_ties",
        "area": "GM0042",
        "level": "gemeente",
        "vintage": 2025,
        "edition": "2025",
        "group": "all",
        "value": 0.5,
        "low": 0.4,
        "high": 0.6,
        "n_band": "100+",
        "n_eff": 100.0,
        "kind": "observed",
        "instrument": "",
        "verdict": "may_be_said",
        "reason": "",
        "difference": "",
        "changed": "",
    }
    return pd.DataFrame([row | changed], columns=list(COLUMNS))


def content(table: pd.DataFrame | None = None) -> snapshot.Content:
    tables = {name: pd.DataFrame(columns=[f.name for f in fields]) for name, fields in TABLES.items()}
    tables["estimates"] = estimates() if table is None else table
    area = {
        "code": "GM0042",
        "name": "Réken;stad",
        "level": "gemeente",
        "parent": "",
        "vintage": 2025,
        "population": None,
    }
    geojson = {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": area, "geometry": None}]}
    files = {"areas.geojson": geojson, "indicators.json": [], "provenance.json": {"editions": []}}
    return snapshot.Content(tables=tables, json_files=files, about=ABOUT)


def test_what_is_saved_is_what_is_loaded(tmp_path):
    identity = snapshot.save(content(), tmp_path)
    opened = snapshot.load(tmp_path)
    assert opened.id == identity
    assert opened.municipality["name"] == "Rekenstad"
    pd.testing.assert_frame_equal(opened.estimates, estimates().astype({"vintage": "float64"}), check_dtype=False)
    assert opened.areas["name"].tolist() == ["Réken;stad"]
    assert len(opened.pick("strong_ties", "2025", "gemeente")) == 1
    assert opened.pick("strong_ties", "1999", "gemeente").empty


def test_the_same_input_gives_the_same_bytes(tmp_path):
    first, second = tmp_path / "a", tmp_path / "b"
    first.mkdir()
    second.mkdir()
    assert snapshot.save(content(), first) == snapshot.save(content(), second)
    for file in first.rglob("*.*"):
        assert file.read_bytes() == (second / file.relative_to(first)).read_bytes()


def test_other_content_gets_another_id(tmp_path):
    first, second = tmp_path / "a", tmp_path / "b"
    first.mkdir()
    second.mkdir()
    assert snapshot.save(content(), first) != snapshot.save(content(estimates(value=0.51)), second)


@pytest.mark.parametrize("name", ["estimates.csv", "places.csv", "areas.geojson", "provenance.json"])
def test_a_changed_byte_is_refused_with_the_file_named(tmp_path, name):
    snapshot.save(content(), tmp_path)
    data = bytearray((tmp_path / name).read_bytes())
    data[len(data) // 2] ^= 1
    (tmp_path / name).write_bytes(bytes(data))
    with pytest.raises(SnapshotDamaged, match=name):
        snapshot.load(tmp_path)


def test_a_missing_file_is_refused_with_the_file_named(tmp_path):
    snapshot.save(content(), tmp_path)
    (tmp_path / "initiatives.csv").unlink()
    with pytest.raises(SnapshotDamaged, match=r"initiatives\.csv"):
        snapshot.load(tmp_path)


@pytest.mark.parametrize(
    "change",
    [
        lambda package: package["wijkmonitor"]["municipality"].update(name="Elders"),
        lambda package: package["resources"].pop(),
        lambda package: package.update(id="0" * 12),
    ],
)
def test_a_changed_manifest_is_refused(tmp_path, change):
    snapshot.save(content(), tmp_path)
    manifest = tmp_path / snapshot.MANIFEST
    package = json.loads(manifest.read_text(encoding="utf-8"))
    change(package)
    manifest.write_text(json.dumps(package), encoding="utf-8")
    with pytest.raises(SnapshotDamaged, match=snapshot.MANIFEST):
        snapshot.load(tmp_path)


def test_a_newer_format_is_refused_in_words(tmp_path, monkeypatch):
    monkeypatch.setattr(snapshot, "FORMAT_VERSION", 99)
    snapshot.save(content(), tmp_path)
    monkeypatch.undo()
    with pytest.raises(SnapshotDamaged, match="newer version"):
        snapshot.load(tmp_path)


@pytest.mark.parametrize(
    "broken",
    [
        estimates(value=np.nan, low=np.nan, high=np.nan),
        estimates(reason="too_few"),
        estimates(low=0.55),
        pd.concat([estimates(), estimates()]),
        estimates().drop(columns="verdict"),
    ],
    ids=["missing without reason", "reason with value", "outside interval", "twice", "no verdict"],
)
def test_estimates_that_break_an_invariant_are_not_saved(tmp_path, broken):
    with pytest.raises(ValueError, match=r"."):
        snapshot.save(content(broken), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_the_manifest_is_a_valid_data_package(tmp_path):
    snapshot.save(content(), tmp_path)
    report = frictionless.Package(str(tmp_path / snapshot.MANIFEST)).validate()
    assert report.valid, report.flatten(["type", "message"])
