"""Places and initiatives as lists: those of one area, how many of each kind, and the words of a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from wijkmonitor.figures.rows import spelled
from wijkmonitor.groups import STATE, Dimension
from wijkmonitor.text import Lang, Text


def of_area(register: pd.DataFrame, edition: str, area: str = "") -> pd.DataFrame:
    """Rows of a register (``Snapshot.places`` or ``Snapshot.initiatives``) in one edition that lie in ``area``.

    ``area``: code of a wijk or buurt; anything else, such as "" or the gemeente, means everywhere.
    """
    rows = register[register["edition"] == edition]
    column = {"WK": "wijk", "BU": "buurt"}.get(area[:2])
    return rows if column is None else rows[rows[column] == area]


def counts(rows: pd.DataFrame, dimension: Dimension) -> dict[str, int]:
    """Number of rows per category of a dimension, every category named, in its order."""
    found = rows[dimension.column].value_counts()
    return {category: int(found.get(category, 0)) for category in dimension.categories}


def point_counts(register: pd.DataFrame, edition: str, dimension: Dimension, states: Sequence[str]) -> dict[str, int]:
    """What a legend of points says: rows in one of ``states`` per category of a dimension, and all rows per state."""
    rows = of_area(register, edition)
    return counts(rows, STATE) | counts(rows[rows["state"].isin(states)], dimension)


def spoken_counts(rows: pd.DataFrame, dimension: Dimension, lang: Lang) -> dict[str, int]:
    """Like :func:`counts`, in words and without the categories that do not occur."""
    return {dimension.categories[key](lang): count for key, count in counts(rows, dimension).items() if count}


def worded(
    rows: pd.DataFrame, columns: Mapping[str, Text], dimensions: Mapping[str, Dimension], lang: Lang
) -> pd.DataFrame:
    """A table to read: ``columns`` (name -> heading) in that order, sorted by name; codes of ``dimensions`` as words."""
    told = rows.sort_values("name", key=spelled, kind="stable")[list(columns)].copy()
    for name, dimension in dimensions.items():
        told[name] = told[name].map({key: text(lang) for key, text in dimension.categories.items()}).fillna("")
    return told.rename(columns={name: heading(lang) for name, heading in columns.items()}).reset_index(drop=True)
