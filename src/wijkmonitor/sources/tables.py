"""One source file as a table in our own column names: mapping, selection, constants; everything still text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from wijkmonitor.fault import Fault
from wijkmonitor.municipality import FILE_NAME, SourceSpec
from wijkmonitor.sources import encoding
from wijkmonitor.sources.cellwise import by_value
from wijkmonitor.sources.records import read_json
from wijkmonitor.sources.tabular import EXCEL, Cells, read_csv, read_excel
from wijkmonitor.sources.telling import likely
from wijkmonitor.text import Text

MISSING = ("", ".", "-99999999", "-99997", "NULL", "NaN")
"""What StatLine, the CBS district files and database exports write for no value. "NA" is not among them: it is a code."""


@dataclass(frozen=True)
class Mapped:
    """A file in our column names: text cells (None where missing), the row of each record and what was left out."""

    frame: pd.DataFrame
    rows: np.ndarray
    header: tuple[str, ...]
    left_out: int
    faults: list[Fault]


def read_table(spec: SourceSpec, ours: list[str]) -> Mapped:
    """Read ``spec`` and return it with the columns of ``ours`` that it has."""
    refused = encoding.refuse(spec.file, spec.shown)
    if refused is not None:
        return Mapped(pd.DataFrame(), np.array([], dtype=int), (), 0, [refused])
    cells = _cells(spec)
    header = tuple(str(name) for name in cells.frame.columns)
    faults = [*cells.faults]
    if cells.frame.empty:
        return Mapped(pd.DataFrame(), cells.rows, header, 0, faults)
    faults += _unknown_names(spec, ours, header)
    kept, faults_where = _where(cells.frame, spec, header)
    frame = _renamed(cells.frame[kept], spec, ours)
    frame, mapped = _with_values(_blanked(frame, spec), spec)
    rows = cells.rows[kept][mapped]
    frame = frame[mapped].assign(**{name: value for name, value in spec.constants.items() if name in ours})
    frame = frame.reset_index(drop=True)
    faults += faults_where
    if not len(frame) and not faults:
        faults.append(_nothing_left(spec))
    return Mapped(frame, rows, header, len(cells.frame) - len(frame), faults)


def _cells(spec: SourceSpec) -> Cells:
    ending = spec.file.suffix.lower()
    if ending in EXCEL or ending == ".xls":
        return read_excel(spec)
    if ending in (".json", ".geojson"):
        return read_json(spec)
    return read_csv(spec)


def _unknown_names(spec: SourceSpec, ours: list[str], header: tuple[str, ...]) -> list[Fault]:
    """Names in municipality.toml that are neither ours nor the file's."""
    faults = []
    known = Text(nl="een van {k}", en="one of {k}").fill(k=", ".join(ours))
    tables: dict[str, Any] = {
        "columns": spec.columns,
        "values": spec.values,
        "constants": spec.constants,
        "only_mapped": spec.only_mapped,
        "reversed_scale": spec.reversed_scale,
    }
    for key, names in tables.items():
        for name in names:
            if name not in ours:
                faults.append(Fault(FILE_NAME, name, known, _did_you_mean(name, ours), column=f"{key} ({spec.shown})"))
    for name, theirs in spec.columns.items():
        if _tidy(theirs) not in header:
            faults.append(_no_such_column(spec, name, theirs, header))
    return faults


def _no_such_column(spec: SourceSpec, name: str, theirs: str, header: tuple[str, ...]) -> Fault:
    there = Text(nl="een kolom van het bestand: {h}", en="a column of the file: {h}").fill(h=_listed(header))
    return Fault(spec.shown, f"{name} = {theirs}", there, _did_you_mean(theirs, list(header)), column=name)


def _listed(header: tuple[str, ...]) -> str:
    return ", ".join(header[:40]) + (", …" if len(header) > 40 else "")


def _did_you_mean(name: str, known: list[str]) -> Text:
    match = likely(name, known)
    if match is None:
        return Text(nl="Verbeter de naam in municipality.toml.", en="Correct the name in municipality.toml.")
    return Text(
        nl="Bedoelde u {m}? Verbeter de naam in municipality.toml.",
        en="Did you mean {m}? Correct the name in municipality.toml.",
    ).fill(m=match)


def _tidy(name: str) -> str:
    return " ".join(name.split())


def _where(frame: pd.DataFrame, spec: SourceSpec, header: tuple[str, ...]) -> tuple[np.ndarray, list[Fault]]:
    keep = np.ones(len(frame), dtype=bool)
    faults = []
    for name, wanted in spec.where.items():
        theirs = _tidy(name if _tidy(name) in header else spec.columns.get(name, name))
        if theirs in frame:
            keep &= frame[theirs].isin([value.strip() for value in wanted]).to_numpy()
        else:
            faults.append(_no_such_column(spec, "where", theirs, header))
    return keep, faults


def _renamed(frame: pd.DataFrame, spec: SourceSpec, ours: list[str]) -> pd.DataFrame:
    """Our columns only; one of theirs may serve several of ours, and a mapping wins over an equal name."""
    taken = {}
    for name in ours:
        theirs = _tidy(spec.columns.get(name, name))
        if theirs in frame:
            taken[name] = frame[theirs]
    return pd.DataFrame(taken, index=frame.index)


def _blanked(frame: pd.DataFrame, spec: SourceSpec) -> pd.DataFrame:
    codes = [*MISSING, *(code.strip() for code in spec.missing)]
    frame = frame.astype("object")
    return frame.where(~frame.isin(codes), None)


def _with_values(frame: pd.DataFrame, spec: SourceSpec) -> tuple[pd.DataFrame, np.ndarray]:
    """Replace their values by ours; rows of ``only_mapped`` columns without a mapping are not kept."""
    keep = np.ones(len(frame), dtype=bool)
    changed = {}
    for name, ours in spec.values.items():
        if name not in frame:
            continue
        if name in spec.only_mapped:
            keep &= frame[name].isin(list(ours)).to_numpy()
        changed[name] = by_value(frame[name], partial(_ours, ours))
    return frame.assign(**changed), keep


def _ours(values: dict[str, str], cell: str) -> str:
    return values.get(cell, cell)


def _nothing_left(spec: SourceSpec) -> Fault:
    expected = Text(nl="minstens één rij na where en only_mapped", en="at least one row after where and only_mapped")
    remedy = Text(
        nl="Controleer where en values in municipality.toml.", en="Check where and values in municipality.toml."
    )
    return Fault(spec.shown, "0 rows / rijen", expected, remedy)
