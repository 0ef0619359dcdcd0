"""The dictionary and the templates say what the schemas check."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sources.village import CODES, read_village
from wijkmonitor.edition import Dataset
from wijkmonitor.fault import errors
from wijkmonitor.sources import SCHEMAS, dictionary, template
from wijkmonitor.sources.reading import READERS


def test_every_dataset_has_a_schema_and_a_reader() -> None:
    assert set(SCHEMAS) == set(Dataset)
    assert set(READERS) == set(Dataset) - {Dataset.BOUNDARIES}


def test_every_column_is_explained_in_both_languages() -> None:
    for entry in dictionary():
        place = (entry["dataset"], entry["column"])
        assert entry["about"].nl, place
        assert entry["about"].en, place
        assert "{" not in entry["expected"].nl + entry["expected"].en, place
        assert entry["example"] or not entry["required"], place


def test_percentages_and_money_have_a_unit() -> None:
    units = {entry["column"]: entry["unit"] for entry in dictionary()}
    assert all(
        unit is not None for name, unit in units.items() if name.endswith(("_pct", "_eur", "_eur_1000", "_persons"))
    )


@pytest.mark.parametrize("dataset", sorted(set(Dataset) - {Dataset.BOUNDARIES, Dataset.TIES, Dataset.STREETS}))
def test_a_template_is_read_back_without_a_fault(tmp_path: Path, dataset: Dataset) -> None:
    content = template(dataset).decode("utf-8-sig")
    for code in ("BU05180101", "BU03440101"):
        content = content.replace(code, CODES[0])
    content = content.replace("WK051801", "WK059901")
    read = read_village(tmp_path, {dataset.value: ("t.csv", content, "")})
    assert not errors(read.faults), "\n".join(fault("en") for fault in read.faults)
    assert read.edition is not None
    assert len(read.edition.tables[dataset]) == 1
