"""The files of a snapshot that another system can fetch, each under an address of its own, and the index that names them.

Addresses are those of ``/data/<snapshot>/``; everything in the index is written relative to that.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pandas as pd

from wijkmonitor.columns import TABLES
from wijkmonitor.export.dialects import Dialect, to_csv
from wijkmonitor.export.dictionary import COLUMN_FIELDS, INDICATOR_FIELDS, dictionary_frame, indicators_frame
from wijkmonitor.export.frame import FIELDS
from wijkmonitor.export.package import AREAS, Table, describe, kept_files, tables_of
from wijkmonitor.export.question import ALL_FIGURES, FORMS, RESTRICTING, Ending, NothingThere, Question, answer
from wijkmonitor.level import Level
from wijkmonitor.manifest import MANIFEST
from wijkmonitor.snapshot import Snapshot
from wijkmonitor.text import LANGS

COLUMNS = "columns.csv"
INDICATORS = "indicators.csv"
Pairs = Iterable[tuple[str, str]]
"""Names and values as they stand in the query of an address."""

_ENDINGS: dict[str, Ending] = {"csv": "csv", "geojson": "geojson"}
_DIALECTS: dict[str, Dialect] = {"open": "open_data", "excel": "excel_nl"}


def file(snapshot: Snapshot, name: str, pairs: Pairs) -> bytes:
    """The bytes of the file ``name`` of a snapshot, for the query ``pairs``.

    Raises :class:`NothingThere` for a file, indicator, edition, level, group or area there is not, and ``BadQuestion`` for a
    query that cannot be understood.
    """
    stem, _, ending = name.rpartition(".")
    if name in (COLUMNS, INDICATORS):
        frame = dictionary_frame(snapshot) if name == COLUMNS else indicators_frame(snapshot)
        return to_csv(frame, _DIALECTS[Question.read(pairs, ("form",)).form])
    if name in (MANIFEST, AREAS):
        Question.read(pairs, ())
        return _package(snapshot) if name == MANIFEST else (snapshot.path / AREAS).read_bytes()
    if ending == "csv" and stem in tables_of(snapshot):
        return _table(snapshot, stem, Question.read(pairs, ("form",)))
    if ending in _ENDINGS and stem in (ALL_FIGURES, *snapshot.indicators):
        return _figures(snapshot, stem, _ENDINGS[ending], pairs)
    raise NothingThere("file", [name], _names(snapshot))


def index(snapshot: Snapshot) -> dict[str, Any]:
    """What there is of a snapshot and where, as JSON types; addresses are relative to ``/data/<snapshot>/``."""
    editions = [{key: one[key] for key in ("name", "date", "vintage")} for one in snapshot.editions]
    return {
        "snapshot": snapshot.id,
        "municipality": snapshot.municipality,
        "licenses": snapshot.package["licenses"],
        "editions": editions,
        "levels": _in_order(snapshot.estimates["level"], [one.value for one in Level]),
        "files": {
            "archive": f"../{snapshot.id}.zip",
            "columns": COLUMNS,
            "indicators": INDICATORS,
            "datapackage": MANIFEST,
            "figures": f"{ALL_FIGURES}.csv",
            **{name.rpartition(".")[0]: name for name in kept_files(snapshot)},
        },
        "parameters": dict.fromkeys(RESTRICTING, "may be repeated") | {"lang": list(LANGS), "form": list(FORMS)},
        "indicators": _indicators(snapshot, [one["name"] for one in editions]),
    }


def _indicators(snapshot: Snapshot, editions: list[str]) -> list[dict[str, Any]]:
    rows = dict(iter(snapshot.estimates.groupby("indicator", sort=False, observed=True)))
    return [
        {
            "key": key,
            "title": {lang: one.title(lang) for lang in LANGS},
            "unit": one.unit.value,
            "kind": one.kind.value,
            "editions": _in_order(rows[key]["edition"], editions),
            "levels": _in_order(rows[key]["level"], [level.value for level in Level]),
            "groups": sorted(set(rows[key]["group"])),
            **{ending: f"{key}.{ending}" for ending in _ENDINGS},
        }
        for key, one in snapshot.indicators.items()
        if key in rows
    ]


def _in_order(values: pd.Series, order: Iterable[str]) -> list[str]:
    present = set(values)
    return [one for one in order if one in present]


def _names(snapshot: Snapshot) -> list[str]:
    figures = (f"{key}.{ending}" for key in (ALL_FIGURES, *snapshot.indicators) for ending in _ENDINGS)
    return [COLUMNS, INDICATORS, MANIFEST, *kept_files(snapshot), *figures]


def _figures(snapshot: Snapshot, stem: str, ending: Ending, pairs: Pairs) -> bytes:
    alone = stem != ALL_FIGURES
    allowed = (*RESTRICTING[alone:], "lang", *(("form",) if ending == "csv" else ()))
    question = Question.read(pairs, allowed)
    return answer(snapshot, replace(question, indicator=(stem,)) if alone else question, ending)


def _table(snapshot: Snapshot, name: str, question: Question) -> bytes:
    """A table as it stands in the snapshot, or for Excel with its origin on every row."""
    if question.form == "open":
        return (snapshot.path / f"{name}.csv").read_bytes()
    rows: pd.DataFrame = getattr(snapshot, name)
    whole = {one.name: "Int64" for one in TABLES[name] if one.type == "integer"}
    origin = {"snapshot": snapshot.id, "municipality": snapshot.municipality["name"]}
    return to_csv(rows.astype(whole).assign(**origin)[[*origin, *rows.columns]], "excel_nl")


def _package(snapshot: Snapshot) -> bytes:
    made = ((f"{ALL_FIGURES}.csv", FIELDS), (COLUMNS, COLUMN_FIELDS), (INDICATORS, INDICATOR_FIELDS))
    return describe(snapshot, (Table(path, fields) for path, fields in made))
