"""The columns of an exported table of figures: their order, which never changes, their types, and the words of their codes."""

from __future__ import annotations

import pandas as pd

from wijkmonitor.columns import TABLES, Field
from wijkmonitor.columns.field import field
from wijkmonitor.estimate import FIGURE_COLUMNS, Difference, Reason, Verdict
from wijkmonitor.indicator import Indicator, Kind
from wijkmonitor.snapshot import Snapshot
from wijkmonitor.text import Lang, Text

_OWN = (
    field("snapshot", "string", "sleutel van de momentopname", "id of the snapshot"),
    field("municipality", "string", "naam van de gemeente", "name of the municipality"),
    field("name", "string", "naam van het gebied", "name of the area"),
    field(
        "title", "string", "naam van het onderwerp, in de gevraagde taal", "title of the topic, in the language asked"
    ),
    field("unit", "string", "eenheid van de waarde", "unit of the value"),
)
_FIELDS = {one.name: one for one in (*TABLES["estimates"], *_OWN)}
FIELDS: tuple[Field, ...] = tuple(
    _FIELDS[name]
    for name in (
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
)
COLUMNS = tuple(one.name for one in FIELDS)
"""Columns of an exported frame, in this order; shares and changes of shares run from 0 to 1."""

WORDS: dict[str, dict[str, Text]] = {
    "kind": {one.value: one.text for one in Kind},
    "verdict": {one.value: one.text for one in Verdict},
    "reason": {one.value: one.text for one in Reason},
    "difference": {one.value: one.text for one in Difference if one is not Difference.UNTESTED},
    "changed": {one.value: one.text for one in Difference if one is not Difference.UNTESTED},
}
"""Columns whose codes become words in a file for a reader, and those words."""


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
        for name, words in WORDS.items()
    }
    return frame.assign(**told)
