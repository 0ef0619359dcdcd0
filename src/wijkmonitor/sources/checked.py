"""From text cells to a typed table that its schema has checked; every failure becomes a fault with a remedy."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import pandas as pd
import pandera.pandas as pa

from wijkmonitor.fault import Fault
from wijkmonitor.municipality import SourceSpec
from wijkmonitor.sources import numerals
from wijkmonitor.sources.cellwise import by_value
from wijkmonitor.sources.columns import Meaning, meaning_of
from wijkmonitor.sources.failures import validate
from wijkmonitor.sources.tables import Mapped, read_table
from wijkmonitor.sources.telling import likely, tell
from wijkmonitor.text import Text

_ISO = re.compile(r"(\d{4}-\d{2}-\d{2})([T ][\d:.]+Z?)?")
_DUTCH_DAY = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_SAME_WORD = {"ja": "yes", "nee": "no", "true": "yes", "false": "no"}


@dataclass(frozen=True)
class Table:
    """A dataset read from its files: typed ``frame``, and for each of its rows the ``file`` and ``row`` it came from.

    ``loaded`` tells per file what was read: file, rows, left_out, period, licence, source, sha256.
    """

    frame: pd.DataFrame
    origin: pd.DataFrame
    faults: list[Fault]
    loaded: list[dict[str, Any]]

    def tell(self, found: pd.Series, column: str | None, expected: Text, remedy: Any, **more: Any) -> list[Fault]:
        """Faults for these cells (indexed like the frame); see ``telling.tell``."""
        return tell(found, self.origin, column, expected, remedy, **more)

    def with_faults(self, faults: Iterable[Fault]) -> Table:
        """The same table with more faults."""
        return replace(self, faults=[*self.faults, *faults])

    def keep(self, rows: pd.Series) -> Table:
        """Only these rows (boolean), counted as left out in ``loaded``."""
        gone = self.origin["part"][~rows.to_numpy()].value_counts()
        loaded = []
        for number, one in enumerate(self.loaded):
            left = int(gone.get(number, 0))
            loaded.append(one | {"rows": one["rows"] - left, "left_out": one["left_out"] + left})
        return replace(
            self,
            frame=self.frame[rows].reset_index(drop=True),
            origin=self.origin[rows.to_numpy()].reset_index(drop=True),
            loaded=loaded,
        )


def read(schema: pa.DataFrameSchema, specs: tuple[SourceSpec, ...]) -> Table:
    """Read the files of one dataset, make numbers and dates of their cells and check them against ``schema``.

    The frame has every column of the schema; those the files lack are missing throughout.
    """
    ours = list(schema.columns)
    parts = [(spec, read_table(spec, ours)) for spec in specs]
    faults = [fault for _, part in parts for fault in part.faults]
    faults += [fault for spec, part in parts if part.header for fault in _missing_columns(schema, spec, part)]
    used = [(number, spec, part) for number, (spec, part) in enumerate(parts) if part.frame.shape[1]]
    raw = pd.concat([part.frame for _, _, part in used] or [_no_rows(ours)], ignore_index=True)
    origin = pd.concat([_origin(*one) for one in used] or [_no_rows(["file", "row", "part"])], ignore_index=True)
    typed, wrong_type = _typed(raw, schema, origin, specs)
    faults += wrong_type + validate(schema, typed, raw, origin)
    frame = typed.reindex(columns=ours)
    for name in ours:
        if meaning_of(schema.columns[name]).kind in ("number", "coordinate"):
            frame[name] = frame[name].astype(float)
        elif meaning_of(schema.columns[name]).kind == "date":
            frame[name] = pd.to_datetime(frame[name])
    return Table(frame, origin, faults, [_loaded(spec, part) for spec, part in parts])


def _no_rows(columns: list[str]) -> pd.DataFrame:
    return pd.DataFrame(columns=columns, dtype="object")


def _origin(number: int, spec: SourceSpec, part: Mapped) -> pd.DataFrame:
    return pd.DataFrame({"file": spec.shown, "row": part.rows.astype(int), "part": number})


def _loaded(spec: SourceSpec, part: Mapped) -> dict[str, Any]:
    return describe(spec, len(part.frame), part.left_out)


def describe(spec: SourceSpec, rows: int, left_out: int) -> dict[str, Any]:
    """What was read from one file, for the report of a build."""
    with spec.file.open("rb") as file:
        checksum = hashlib.file_digest(file, "sha256").hexdigest()
    return {
        "file": spec.shown,
        "rows": rows,
        "left_out": left_out,
        "period": spec.period,
        "licence": spec.licence,
        "source": spec.source,
        "sha256": checksum,
    }


def _missing_columns(schema: pa.DataFrameSchema, spec: SourceSpec, part: Mapped) -> list[Fault]:
    if not len(part.frame) and part.faults:
        return []
    faults = []
    for name, column in schema.columns.items():
        if name in part.frame or name in spec.columns or name in spec.constants:
            continue
        match = likely(name, part.header, cutoff=0.6 if column.required else 0.85)
        if column.required:
            faults.append(missing_column(spec.shown, name, part.header, match))
        elif match is not None and match not in schema.columns and match not in spec.columns.values():
            faults.append(replace(missing_column(spec.shown, name, [match], match), severity="warning"))
    return faults


def missing_column(shown: str, name: str, header: Iterable[str], match: str | None) -> Fault:
    """The fault of an absent column: names the columns there are and the likely one."""
    names = list(header)
    there = ", ".join(names[:40]) + (", …" if len(names) > 40 else "")
    if match is not None:
        remedy = Text(
            nl='Bedoelt u "{m}"? Zet dan {n} = "{m}" onder columns in municipality.toml.',
            en='Is it "{m}"? Then write {n} = "{m}" under columns in municipality.toml.',
        )
    elif name in ("area_code", "code"):
        remedy = Text(
            nl='Alleen namen is te weinig: kies bij StatLine ook "Codering" en koppel die kolom aan {n} in municipality.toml.',
            en='Names alone will not do: choose "Codering" (area code) at StatLine too and map it to {n} in municipality.toml.',
        )
    else:
        remedy = Text(
            nl="Voeg de kolom toe of koppel hem onder columns in municipality.toml.",
            en="Add the column or map it under columns in municipality.toml.",
        )
    expected = Text(nl="een kolom {n}", en="a column {n}").fill(n=name)
    return Fault(shown, there, expected, remedy.fill(m=match, n=name), row=1, column=name)


def _typed(
    raw: pd.DataFrame, schema: pa.DataFrameSchema, origin: pd.DataFrame, specs: tuple[SourceSpec, ...]
) -> tuple[pd.DataFrame, list[Fault]]:
    typed = {}
    faults = []
    for name in raw.columns:
        meaning = meaning_of(schema.columns[name])
        cells = raw[name]
        if meaning.no_answer:
            cells = cells.where(cells.ne(meaning.no_answer), None)
        values = _convert(cells, meaning, origin, specs)
        if meaning.kind in ("number", "coordinate", "date"):
            wrong = cells.notna() & values.isna()
            remedy = partial(_remedy_type, meaning=meaning)
            faults += tell(cells[wrong], origin, name, meaning.expected(), remedy)
        if meaning.kind in ("number", "coordinate"):
            values = _turned(values, name, meaning, origin, specs)
        typed[name] = values
    return pd.DataFrame(typed, index=raw.index), faults


def _convert(cells: pd.Series, meaning: Meaning, origin: pd.DataFrame, specs: tuple[SourceSpec, ...]) -> pd.Series:
    if meaning.kind in ("number", "coordinate"):
        grouped = meaning.kind == "number"
        parts = [
            numerals.parse(cells[places], specs[int(number)].decimal, grouped=grouped)
            for number, places in origin.groupby("part").groups.items()
        ]
        return pd.concat(parts).reindex(cells.index) if parts else cells.astype(float)
    if meaning.kind == "date":
        return pd.to_datetime(by_value(cells, _iso_day), format="%Y-%m-%d", errors="coerce")
    if meaning.kind in ("choice", "choices"):
        return by_value(cells, _word)
    if meaning.kind == "code":
        return cells.astype("object")
    return cells


def _iso_day(cell: Any) -> str | None:
    match = _ISO.fullmatch(cell) if isinstance(cell, str) else None
    return match[1] if match else None


def _word(cell: Any) -> str | None:
    return _SAME_WORD.get(cell.lower(), cell.lower()) if isinstance(cell, str) else None


def _turned(
    values: pd.Series, name: str, meaning: Meaning, origin: pd.DataFrame, specs: tuple[SourceSpec, ...]
) -> pd.Series:
    """Turn the answers of a scale that runs the other way in the source."""
    turned = [number for number, spec in enumerate(specs) if name in spec.reversed_scale]
    if not turned or meaning.low is None or meaning.high is None:
        return values
    return values.where(~origin["part"].isin(turned), meaning.low + meaning.high - values)


def _remedy_type(cell: str, meaning: Meaning) -> Text:
    day = _DUTCH_DAY.fullmatch(cell)
    if meaning.kind == "date" and day:
        iso = f"{day[3]}-{day[2]:0>2}-{day[1]:0>2}"
        return Text(nl="Schrijf {d}: jaar-maand-dag.", en="Write {d}: year-month-day.").fill(d=iso)
    if numerals.is_mangled(cell):
        return Text(
            nl="Een spreadsheet zette punten in dit getal; de waarde is weg. Exporteer opnieuw, met deze kolom als tekst.",
            en="A spreadsheet put thousands marks in this number; the value is lost. Export again, with this column as text.",
        )
    return Text(
        nl='Verbeter de waarde, of zet missing = ["{c}"] bij dit bestand in municipality.toml als dit "geen waarde" betekent.',
        en='Correct the value, or write missing = ["{c}"] for this file in municipality.toml if it means "no value".',
    ).fill(c=cell)
