"""The schemas of all datasets as documents: the data dictionary and the templates people fill in."""

from __future__ import annotations

import csv
import io
from typing import Any

import pandera.pandas as pa

from wijkmonitor.edition import Dataset
from wijkmonitor.sources import (
    boundaries,
    candidate_sites,
    collaborations,
    initiatives,
    key_figures,
    meeting_places,
    modelled_figures,
    municipality_scan,
    postcodes,
    promises,
    recoding,
    streets,
    survey,
)
from wijkmonitor.sources.columns import meaning_of
from wijkmonitor.text import Text

SCHEMAS: dict[Dataset, pa.DataFrameSchema] = {
    Dataset(schema.name): schema
    for schema in (
        boundaries.SCHEMA,
        postcodes.SCHEMA,
        key_figures.SCHEMA,
        survey.SCHEMA,
        initiatives.SCHEMA,
        meeting_places.SCHEMA,
        candidate_sites.SCHEMA,
        modelled_figures.SCHEMA,
        collaborations.ORGANISATIONS,
        collaborations.TIES,
        municipality_scan.SCHEMA,
        promises.SCHEMA,
        streets.SCHEMA,
        recoding.SCHEMA,
    )
}


def dictionary() -> list[dict[str, Any]]:
    """One row per column of every dataset.

    Keys: dataset, column, about (Text), kind, unit (Text or None), required (the column must be there), filled (no empty
    cells), expected (Text), allowed (tuple), example.
    """
    return [
        _entry(dataset, name, column) for dataset, schema in SCHEMAS.items() for name, column in schema.columns.items()
    ]


def _entry(dataset: Dataset, name: str, column: pa.Column) -> dict[str, Any]:
    meaning = meaning_of(column)
    return {
        "dataset": dataset.value,
        "column": name,
        "about": Text(nl=meaning.about.nl, en=meaning.about.en),
        "kind": meaning.kind,
        "unit": meaning.unit,
        "required": column.required,
        "filled": not column.nullable,
        "expected": meaning.expected(),
        "allowed": meaning.allowed,
        "example": meaning.example,
    }


def template(dataset: Dataset) -> bytes:
    """A CSV file with a header and one example row, which Dutch Excel opens as columns (UTF-8 with BOM, semicolons)."""
    columns = SCHEMAS[dataset].columns
    page = io.StringIO()
    writer = csv.writer(page, delimiter=";", lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerow(meaning_of(column).example for column in columns.values())
    return page.getvalue().encode("utf-8-sig")
