"""Telling many alike faults once: the first row, how many rows share it, and no more than a reader can take in."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable

import pandas as pd

from wijkmonitor.fault import Fault, Severity
from wijkmonitor.text import Text

MOST_PER_COLUMN = 20
"""How many different faults of one kind in one column are told before the rest is only counted."""

_LONGEST = 80
_EMPTY = Text(nl="niets ingevuld", en="nothing filled in")


def tell(
    found: pd.Series,
    origin: pd.DataFrame,
    column: str | None,
    expected: Text,
    remedy: Text | Callable[[str], Text],
    severity: Severity = "error",
) -> list[Fault]:
    """One fault per file and distinct value of ``found`` (text, indexed like ``origin``, which has file and row).

    ``remedy`` may depend on the value. Beyond ``MOST_PER_COLUMN`` values per file one counting fault closes the list.
    """
    if found.empty:
        return []
    cases = origin.loc[found.index].assign(found=found.fillna("").astype(str).map(_shortened))
    faults = []
    for file, of_file in cases.groupby("file", sort=False):
        groups = of_file.groupby("found", sort=False)["row"].agg(["min", "size"]).sort_values("min", kind="stable")
        for value, first, count in groups.head(MOST_PER_COLUMN).itertuples():
            cure = remedy if isinstance(remedy, Text) else remedy(str(value))
            shown = str(value) or _EMPTY
            faults.append(Fault(str(file), shown, expected, cure, int(first), column, int(count), severity))
        faults += _the_rest(str(file), groups.iloc[MOST_PER_COLUMN:], column, expected, severity)
    return faults


def _shortened(cell: str) -> str:
    return cell if len(cell) <= _LONGEST else cell[: _LONGEST - 1] + "…"


def _the_rest(file: str, groups: pd.DataFrame, column: str | None, expected: Text, severity: Severity) -> list[Fault]:
    if groups.empty:
        return []
    more = Text(
        nl="Er zijn nog {n} andere waarden met deze fout; herstel eerst de fouten hierboven.",
        en="There are {n} more values with this fault; mend those above first.",
    ).fill(n=len(groups))
    rows = int(groups["size"].sum())
    return [Fault(file, "…", expected, more, int(groups["min"].iloc[0]), column, rows, severity)]


def likely(word: str, known: Iterable[str], cutoff: float = 0.6) -> str | None:
    """The known word that resembles ``word`` most, or None; capitals, spaces and underscores do not count."""

    def bare(name: str) -> str:
        return "".join(sign for sign in name.casefold() if sign.isalnum())

    by_bare = {bare(name): name for name in known}
    match = difflib.get_close_matches(bare(word), list(by_bare), n=1, cutoff=cutoff)
    return by_bare[match[0]] if match else None
