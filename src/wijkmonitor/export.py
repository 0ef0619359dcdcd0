"""Figures as files: CSV for Excel as the Dutch have it, CSV and GeoJSON as open data. Bytes only; no screen, no disk."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Sequence
from typing import Any, Literal

import pandas as pd

from wijkmonitor.estimate import FIGURE_COLUMNS, Difference, Reason, Verdict
from wijkmonitor.indicator import Indicator, Kind
from wijkmonitor.level import Level
from wijkmonitor.snapshot import Snapshot
from wijkmonitor.text import Lang, Text

Format = Literal["csv", "csv-nl", "geojson"]
Dialect = Literal["excel_nl", "open_data"]
COLUMNS = (
    "snapshot",
    "municipality",
    "edition",
    "vintage",
    "level",
    "area",
    "name",
    "indicator",
    "title",
    "unit",
    "group",
    *FIGURE_COLUMNS,
)
"""Columns of an exported frame, in this order; shares and changes of shares run from 0 to 1."""

_WORDS: dict[str, dict[str, Text]] = {
    "kind": {one.value: one.text for one in Kind},
    "verdict": {one.value: one.text for one in Verdict},
    "reason": {one.value: one.text for one in Reason},
    "difference": {one.value: one.text for one in Difference if one is not Difference.UNTESTED},
    "changed": {one.value: one.text for one in Difference if one is not Difference.UNTESTED},
}
"""Columns whose codes have words, and those words."""

_MOST_NAMED = 60
_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")
_PLAIN_NUMBER = re.compile(r"[-+]?\d+([.,]\d+)?")
_LOOKS_LIKE_A_DATE = re.compile(r"(\d{1,4})-(\d{1,4})")


def export_frame(snapshot: Snapshot, estimates: pd.DataFrame, lang: Lang) -> pd.DataFrame:
    """Estimates (columns of ``estimate.COLUMNS``) with the words a reader needs beside them: :data:`COLUMNS`.

    Ordered by indicator, edition, level, area and group, so that the same figures give the same bytes. Raises ``KeyError`` for
    an indicator the snapshot does not know.
    """
    named = estimates.merge(
        snapshot.areas[["code", "vintage", "name"]],
        left_on=["area", "vintage"],
        right_on=["code", "vintage"],
        how="left",
    )
    about: dict[str, Indicator] = {key: snapshot.indicators[key] for key in named["indicator"].unique()}
    told = named.assign(
        snapshot=snapshot.id,
        municipality=snapshot.municipality["name"],
        title=named["indicator"].map({key: one.title(lang) for key, one in about.items()}),
        unit=named["indicator"].map({key: one.unit.value for key, one in about.items()}),
        vintage=named["vintage"].astype("Int64"),
    )
    return told.sort_values(["indicator", "edition", "level", "area", "group"], ignore_index=True)[list(COLUMNS)]


def in_words(frame: pd.DataFrame, lang: Lang) -> pd.DataFrame:
    """An exported frame (:data:`COLUMNS`) for a reader instead of a program: verdicts and the like in words, not in codes."""
    told = {
        name: frame[name].map({code: text(lang) for code, text in words.items()}).fillna("")
        for name, words in _WORDS.items()
    }
    return frame.assign(**told)


class NothingThere(Exception):
    """What was asked for is not in the snapshot; the message names what is."""


def selection(
    snapshot: Snapshot,
    *,
    indicators: Sequence[str] = (),
    areas: Sequence[str] = (),
    edition: str | None = None,
    level: str | None = None,
    form: Format = "csv",
    lang: Lang = "nl",
) -> bytes:
    """The figures that were asked for, as the bytes of a file; what is left open is not restricted.

    A map (``geojson``) shows one edition and one level: the newest and the finest unless named. Raises :class:`NothingThere`
    when an indicator, area, edition or level is not in the snapshot.
    """
    table = snapshot.estimates
    if form == "geojson":
        present = set(table["level"])
        edition = edition or str(snapshot.editions[-1]["name"])
        level = level or next((one.value for one in reversed(Level) if one.value in present), None)
    asked = {
        "indicator": indicators,
        "area": areas,
        "edition": [edition] * bool(edition),
        "level": [level] * bool(level),
    }
    for column, wanted in asked.items():
        known = set(table[column])
        if absent := [one for one in wanted if one not in known]:
            there = sorted(known)
            some = ", ".join(there[:_MOST_NAMED]) + (", ..." if len(there) > _MOST_NAMED else "")
            raise NothingThere(f"{column}: {', '.join(map(str, absent))} ?  {some}")
        table = table[table[column].isin(wanted)] if wanted else table
    frame = export_frame(snapshot, table, lang)
    if form == "geojson":
        return to_geojson(snapshot, frame)
    return to_csv(in_words(frame, lang), "excel_nl") if form == "csv-nl" else to_csv(frame, "open_data")


def to_csv(frame: pd.DataFrame, dialect: Dialect) -> bytes:
    """A frame as CSV.

    ``excel_nl``: semicolons, decimal commas, CRLF, UTF-8 with a byte order mark; text that a spreadsheet would run as a formula
    gets a leading apostrophe (CWE-1236) and ``10-24``, which Excel would read as a date, an en dash.
    ``open_data``: RFC 4180 - commas, decimal points, CRLF, UTF-8 - with every text as it is.
    """
    if dialect == "open_data":
        return frame.to_csv(index=False, lineterminator="\r\n").encode("utf-8")
    safe = frame.rename(columns=_for_excel).apply(
        lambda column: column if _is_number(column) else column.map(_for_excel)
    )
    return safe.to_csv(index=False, sep=";", decimal=",", lineterminator="\r\n").encode("utf-8-sig")


def _is_number(column: pd.Series) -> bool:
    return pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column)


def _for_excel(cell: Any) -> Any:
    if not isinstance(cell, str):
        return cell
    if _LOOKS_LIKE_A_DATE.fullmatch(cell):
        return cell.replace("-", "–")
    if cell.lstrip(" ").startswith(_RISKY) and not _PLAIN_NUMBER.fullmatch(cell):
        return "'" + cell
    return cell


def to_geojson(snapshot: Snapshot, frame: pd.DataFrame) -> bytes:
    """The areas of an exported frame (:data:`COLUMNS`) with their figures as properties: GeoJSON (RFC 7946, WGS84).

    One feature per row; areas without display geometry have ``null``.
    """
    shapes = {
        (f["properties"]["code"], int(f["properties"]["vintage"])): f["geometry"]
        for f in snapshot.geometry()["features"]
    }
    features = [
        {
            "type": "Feature",
            "geometry": shapes.get((row["area"], int(row["vintage"]))),
            "properties": {name: _json_value(value) for name, value in row.items()},
        }
        for row in frame.to_dict("records")
    ]
    collection = {"type": "FeatureCollection", "features": features}
    return json.dumps(collection, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode("utf-8")


def _json_value(value: Any) -> Any:
    if value is None or value is pd.NA or (isinstance(value, float) and math.isnan(value)):
        return None
    return value.item() if hasattr(value, "item") else value
