"""The whole audit on the demo's three editions: figures that leave the building, files on disk, earlier snapshots."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from wijkmonitor import catalogue
from wijkmonitor.attack import audit, remember
from wijkmonitor.columns import TABLES
from wijkmonitor.disclosure import closed
from wijkmonitor.edition import Dataset, Edition
from wijkmonitor.estimate import ALL, K
from wijkmonitor.groups import RESIDENT_DIMENSIONS
from wijkmonitor.manifest import MANIFEST
from wijkmonitor.methods.survey import ANSWERED, shares
from wijkmonitor.municipality import read_municipality
from wijkmonitor.sources.reading import read_edition

DEMO = Path(__file__).resolve().parents[2] / "data" / "voorbeeldstad"
ITEMS = ("tie_help", "active_last_year")
SHA = {"2021": ["a"], "2023": ["b"], "2025": ["c"]}


@pytest.fixture(scope="module")
def editions() -> list[Edition]:
    municipality = read_municipality(DEMO)
    read = [read_edition(municipality, one).edition for one in municipality.editions]
    return [one for one in read if one is not None]


@pytest.fixture(scope="module")
def raw(editions) -> dict[tuple[str, str], pd.DataFrame]:
    return {
        (edition.name, item): shares(edition, edition.survey[item], RESIDENT_DIMENSIONS)
        for edition in editions
        for item in ITEMS
    }


def answered(raw) -> dict[tuple[str, str], np.ndarray]:
    return {key: frame.attrs[ANSWERED] for key, frame in raw.items()}


def write(folder: Path, raw, editions, protect: bool = True, files: tuple[str, ...] = ("a", "b", "c")) -> Path:
    """A snapshot folder with what the protection (or only a threshold) leaves open."""
    folder.mkdir(parents=True)
    parts = []
    for (name, item), frame in raw.items():
        around = next(one.areas["parent"].astype("str") for one in editions if one.name == name)
        shown = (closed(frame, around) == "") if protect else frame["n"] >= K
        labels = {"indicator": item, "edition": name, "vintage": int(name), "kind": "observed"}
        part = frame.loc[shown, ["area", "group", "value"]].assign(**labels)
        part.attrs.clear()  # pandas compares attributes when it puts frames together
        parts.append(part)
    table = pd.concat(parts).reindex(columns=[field.name for field in TABLES["estimates"]])
    table.to_csv(folder / "estimates.csv", index=False)
    described = [{"key": item, "needs": [Dataset.SURVEY.value], "inputs": []} for item in ITEMS]
    (folder / "indicators.json").write_text(json.dumps(described))
    (folder / MANIFEST).write_text(json.dumps({"wijkmonitor": {"source_files": dict(enumerate(files))}}))
    return folder


def test_the_demo_leaks_nothing(tmp_path, raw, editions):
    draft = write(tmp_path / "draft", raw, editions)
    assert audit(tmp_path, draft, "new", editions, answered(raw), SHA) == []


def test_a_threshold_alone_is_refused(tmp_path, raw, editions):
    draft = write(tmp_path / "draft", raw, editions, protect=False)
    found = audit(tmp_path, draft, "new", editions, answered(raw), SHA)
    assert {one.edition for one in found} == {"2021", "2023", "2025"}
    assert {one.snapshots for one in found} == {("new",)}


def test_an_earlier_snapshot_is_judged_by_its_record(tmp_path, raw, editions):
    snapshots = catalogue.snapshots_folder(tmp_path)
    write(snapshots / "earlier", raw, editions, files=("other",))
    draft = write(tmp_path / "draft", raw, editions)
    unknown = audit(tmp_path, draft, "new", editions, answered(raw), SHA)
    assert {one.snapshots for one in unknown} == {("earlier",)}, "made from another file, and no record of it"
    record = remember(tmp_path, "earlier", editions, answered(raw))
    assert record is not None
    assert catalogue.snapshot_ids(tmp_path) == ["earlier"], "the records are no snapshot"
    assert audit(tmp_path, draft, "new", editions, answered(raw), SHA) == []


def test_an_earlier_snapshot_of_the_same_files_needs_no_record(tmp_path, raw, editions):
    write(catalogue.snapshots_folder(tmp_path) / "earlier", raw, editions)
    draft = write(tmp_path / "draft", raw, editions)
    assert audit(tmp_path, draft, "new", editions, answered(raw), SHA) == []


def test_an_earlier_snapshot_with_fewer_respondents_is_refused(tmp_path, raw, editions):
    """Three respondents came in later: each total now differs from the earlier one by those three."""
    write(catalogue.snapshots_folder(tmp_path) / "earlier", raw, editions)
    late = {key: mask.copy() for key, mask in answered(raw).items()}
    for mask in late.values():
        mask[np.flatnonzero(mask)[:3]] = False
    remember(tmp_path, "earlier", editions, late)
    draft = write(tmp_path / "draft", raw, editions)
    found = audit(tmp_path, draft, "new", editions, answered(raw), SHA)
    assert ("earlier", "new") in {one.snapshots for one in found}


def test_no_value_of_everybody_is_lost_without_need(raw, editions):
    for (name, _), frame in raw.items():
        around = next(one.areas["parent"].astype("str") for one in editions if one.name == name)
        useful = (frame["group"] == ALL) & (frame["n"] >= 30)
        assert (closed(frame, around) == "")[useful].mean() >= 0.9
