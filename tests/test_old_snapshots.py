"""Snapshots made by earlier versions of the program: still read, still the same figures (tests/snapshots)."""

import json
import shutil
from pathlib import Path

import pytest

from tests.figures.test_snapshot_changes import row
from wijkmonitor import manifest, snapshot
from wijkmonitor.figures import snapshot_changes, snapshot_words
from wijkmonitor.manifest import FORMAT_VERSION, SnapshotDamaged, verify

FORMAT_1 = Path(__file__).parent / "snapshots" / "format_1" / "d56d69337913"


@pytest.fixture
def copy(tmp_path):
    return shutil.copytree(FORMAT_1, tmp_path / FORMAT_1.name)


@pytest.mark.parametrize(
    "folder", sorted((Path(__file__).parent / "snapshots").glob("format_*/*")), ids=lambda f: f.name
)
def test_every_stored_snapshot_is_whole_and_loads(folder):
    opened = snapshot.load(folder)
    assert opened.id == folder.name
    assert opened.package["wijkmonitor"]["format_version"] <= FORMAT_VERSION
    assert sum(one.stat().st_size for one in folder.rglob("*") if one.is_file()) < 300_000


@pytest.mark.parametrize(
    ("indicator", "area", "value", "low", "high", "verdict"),
    [
        ("strong_ties", "BU00420101", 0.75, 0.63, 0.84, "may_be_said"),
        ("initiative_density", "GM0042", 0.75, 0.1547, 2.1918, "may_be_said"),
        ("initiative_density", "BU00420102", 1.0, 0.0253, 5.5716, "with_care"),
    ],
)
def test_the_figures_are_what_they_were(indicator, area, value, low, high, verdict):
    opened = snapshot.load(FORMAT_1)
    level = "gemeente" if area.startswith("GM") else "buurt"
    told = opened.pick(indicator, "2025", level).set_index("area").loc[area]
    assert (told["value"], told["low"], told["high"], told["verdict"]) == (value, low, high, verdict)
    assert len(opened.estimates) == 811
    assert len(opened.indicators) == 41


def test_what_an_old_snapshot_does_not_have_yet_is_empty():
    opened = snapshot.load(FORMAT_1)
    assert opened.organisations.empty
    assert opened.approaches() == {}
    assert opened.estimates["change"].isna().all()


def test_an_old_snapshot_is_compared_with_a_new_one(town_snapshot):
    found = snapshot_changes.compare(snapshot.load(FORMAT_1), town_snapshot)
    assert row(found, "strong_ties", "BU00420101")["state"] == "same"
    assert not found.differing.empty
    assert "nan" not in snapshot_words.listed(found, "nl").lower()


def test_one_of_a_newer_format_says_so(copy):
    path = copy / manifest.MANIFEST
    package = json.loads(path.read_text(encoding="utf-8"))
    package["wijkmonitor"]["format_version"] = FORMAT_VERSION + 1
    path.write_text(json.dumps(package), encoding="utf-8")
    with pytest.raises(SnapshotDamaged, match="newer version"):
        verify(copy)


@pytest.mark.parametrize("damage", ["estimates.csv", "maps", manifest.MANIFEST])
def test_a_damaged_one_names_the_file(copy, damage):
    path = copy / damage
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(SnapshotDamaged, match=damage):
        snapshot.load(copy)
