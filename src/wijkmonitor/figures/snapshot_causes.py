"""Why figures differ between two snapshots: other data, another definition, another boundary, another method, or settings.

A cause is named only where what a figure is made from differs. Where several do, all are named: they cannot be separated
afterwards. One thing can be ruled out: where nothing at all that an indicator is made from changed in an edition, and all its
figures there stayed the same, neither the program nor the words of its definition changed what it says in other editions.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import Any

import pandas as pd

from wijkmonitor.analysis.changed import AFTER, BEFORE, State
from wijkmonitor.edition import Dataset
from wijkmonitor.indicator import Indicator
from wijkmonitor.snapshot import Snapshot
from wijkmonitor.text import Text

_TRIFLE = 0.001
"""Part of an area that may come or go by drawing alone."""
_SETTINGS_FILE = "municipality.toml"
_DEFINING = ("title", "about", "unit", "kind", "instrument", "floors", "needs", "inputs")
"""What of an indicator says what it means; the rest says how it is shown."""


class Cause(StrEnum):
    """Why a figure may differ."""

    DATA = "data"
    DEFINITION = "definition"
    BOUNDARY = "boundary"
    METHOD = "method"
    SETTINGS = "settings"

    @property
    def text(self) -> Text:
        return _CAUSE_WORDS[self]


_CAUSE_WORDS = {
    Cause.DATA: Text(nl="nieuwe gegevens", en="new data"),
    Cause.DEFINITION: Text(nl="een andere definitie", en="another definition"),
    Cause.BOUNDARY: Text(nl="een andere grens", en="another boundary"),
    Cause.METHOD: Text(nl="een andere werkwijze", en="another method"),
    Cause.SETTINGS: Text(nl="andere instellingen", en="other settings"),
}


@dataclass(frozen=True)
class Inputs:
    """Two snapshots of one municipality, and what differs in what their figures are made from."""

    before: Snapshot
    after: Snapshot

    @cached_property
    def pairs(self) -> list[tuple[str, str]]:
        """Per edition of either snapshot the one it is laid beside, oldest first.

        That is the same one; for an edition that is new the last earlier one of the other snapshot, "" when there is none.
        """
        old = {str(one["name"]): str(one["date"]) for one in self.before.editions}
        new = {str(one["name"]): str(one["date"]) for one in self.after.editions}
        earlier = {name: max((d, n) for n, d in old.items() if d < day)[1] for name, day in new.items()
                   if name not in old and any(d < day for d in old.values())}  # fmt: skip
        pairs = [(name if name in old else earlier.get(name, ""), name) for name in new]
        return sorted([*pairs, *((name, "") for name in old if name not in new)], key=lambda pair: pair[1] or pair[0])

    @cached_property
    def definitions(self) -> set[str]:
        """Indicators that mean something else, or are in one of the two only."""
        one, other = self.before.indicators, self.after.indicators
        both = one.keys() & other.keys()
        return {key for key in both if _meaning(one[key]) != _meaning(other[key])} | self.new_or_gone

    @cached_property
    def new_or_gone(self) -> set[str]:
        """Indicators in one of the two only: that they differ says nothing about data or method."""
        return set(self.before.indicators.keys() ^ self.after.indicators.keys())

    @cached_property
    def units(self) -> set[str]:
        """Indicators in both whose unit is another."""
        one, other = self.before.indicators, self.after.indicators
        return {key for key in one.keys() & other.keys() if one[key].unit != other[key].unit}

    def datasets(self, pair: tuple[str, str]) -> set[str]:
        """Kinds of source file (``Dataset`` values) that differ between the two editions of a pair."""
        one, other = self._files[0].get(pair[0], {}), self._files[1].get(pair[1], {})
        return {name for name in one.keys() | other.keys() if one.get(name) != other.get(name)}

    @property
    def program(self) -> bool:
        """Whether the two were made by different versions of the program."""
        return bool(_about(self.before).get("program") != _about(self.after).get("program"))

    @property
    def settings(self) -> bool:
        """Whether ``municipality.toml`` differs."""
        one, other = (_about(side).get("source_files", {}).get(_SETTINGS_FILE) for side in (self.before, self.after))
        return bool(one != other)

    @cached_property
    def areas(self) -> tuple[dict[tuple[int, str], str], dict[tuple[int, str], str]]:
        """Of both snapshots, per vintage and code, a text that changes when the shape or the parent of the area does."""
        return _shapes(self.before), _shapes(self.after)

    @cached_property
    def _files(self) -> tuple[dict[str, dict[str, set[str]]], dict[str, dict[str, set[str]]]]:
        return _checksums(self.before), _checksums(self.after)

    def needs(self, indicator: str) -> set[str]:
        """Kinds of source file that an indicator is made from, in either snapshot, those of its parts included."""
        return _needs(indicator, self.before.indicators) | _needs(indicator, self.after.indicators)


def attributed(rows: pd.DataFrame, inputs: Inputs) -> pd.DataFrame:
    """Rows of ``analysis.changed.matched`` with a column of truth values per :class:`Cause`, and ``indirect``.

    ``indirect``: what the figure itself is made from is the same, but not what it is compared or modelled with. Rows that are
    the same have no cause.
    """
    direct = _direct(rows, inputs)
    told = _beyond(rows, inputs, direct)
    changed = rows["state"] != State.SAME.value
    return rows.assign(**{name: told[name] & changed for name in [*Cause, "indirect"]})


def other_data(rows: pd.DataFrame, inputs: Inputs) -> pd.Series:
    """Per row of ``matched`` whether the data, or the area, behind the figure are others."""
    direct = _direct(rows, inputs)
    return direct[Cause.DATA] | direct[Cause.BOUNDARY]


def _direct(rows: pd.DataFrame, inputs: Inputs) -> pd.DataFrame:
    """Per row whether data, definition and boundary of the figure itself differ."""
    none = pd.Series(False, index=rows.index)
    found = pd.DataFrame({Cause.DATA: none, Cause.DEFINITION: none, Cause.BOUNDARY: none})
    for (indicator, old, new), places in _families(rows):
        differ = inputs.datasets((old, new))
        if indicator in inputs.new_or_gone:
            found.loc[places, Cause.DEFINITION] = True
            continue
        needed = inputs.needs(indicator) - {Dataset.BOUNDARIES.value}
        found.loc[places, Cause.DATA] = old != new or bool(needed & differ)
        if not (old and new):
            continue  # a whole edition came or went: that is data, whatever else differs
        found.loc[places, Cause.DEFINITION] = indicator in inputs.definitions
        if Dataset.BOUNDARIES.value in differ:
            found.loc[places, Cause.BOUNDARY] = _moved(rows.loc[places], inputs)
    found[Cause.DEFINITION] |= _other_questions(rows)
    return found


def _other_questions(rows: pd.DataFrame) -> pd.Series:
    """Per row whether the two figures come from different questionnaires."""
    both = rows[f"value{BEFORE}"].notna() & rows[f"value{AFTER}"].notna()
    return both & (rows[f"instrument{BEFORE}"] != rows[f"instrument{AFTER}"])


def moved_areas(inputs: Inputs) -> set[str]:
    """Codes of the areas whose shape or parent differs in an edition whose boundaries are others."""
    moved: set[str] = set()
    for old, new in inputs.pairs:
        if not (old and new and Dataset.BOUNDARIES.value in inputs.datasets((old, new))):
            continue
        sides = zip((inputs.before, inputs.after), (old, new), inputs.areas, strict=True)
        one, other = (_of_vintage(shapes, _vintages(side)[edition]) for side, edition, shapes in sides)
        moved |= {code for code in one.keys() | other.keys() if _differs(one.get(code), other.get(code))}
    return moved


def _of_vintage(shapes: Mapping[tuple[int, str], str], vintage: int) -> dict[str, str]:
    return {code: drawn for (year, code), drawn in shapes.items() if year == vintage}


def _vintages(snapshot: Snapshot) -> dict[str, int]:
    return {str(one["name"]): int(one["vintage"]) for one in snapshot.editions}


def _moved(rows: pd.DataFrame, inputs: Inputs) -> list[bool]:
    """Per row whether its area has another shape or parent, or is in one of the two only."""
    years, shapes = [_vintages(side) for side in (inputs.before, inputs.after)], inputs.areas
    editions = zip(rows["area"], rows["edition_before"], rows["edition_after"], strict=True)
    return [
        _differs(shapes[0].get((years[0][old], code)), shapes[1].get((years[1][new], code)))
        for code, old, new in editions
    ]


@lru_cache(maxsize=20_000)
def _differs(one: str | None, other: str | None) -> bool:
    """Whether two areas (see ``Inputs.areas``) are not one: another parent, or more than a trifle of the ground is.

    The same outline may be written with other corners on it, where a border inside it moved.
    """
    if one is None or other is None or one == other:
        return one != other
    from shapely import make_valid  # not loaded for whoever only looks
    from shapely.geometry import shape

    drawn, parents = zip(*(json.loads(side) for side in (one, other)), strict=True)
    if parents[0] != parents[1] or None in drawn:
        return parents[0] != parents[1] or drawn[0] != drawn[1]
    first, second = (make_valid(shape(side)) for side in drawn)
    return bool(first.symmetric_difference(second).area > _TRIFLE * max(first.area, second.area))


def _beyond(rows: pd.DataFrame, inputs: Inputs, direct: pd.DataFrame) -> pd.DataFrame:
    """The same with what may have reached a figure in another way: its surroundings, the program, the settings."""
    told, ruled_out = direct.copy(), _ruled_out(rows, inputs)
    stays = rows["indicator"].isin(ruled_out)
    told[Cause.DEFINITION] &= ~stays | rows["indicator"].isin(inputs.units) | _other_questions(rows)
    told["indirect"] = False
    _name_around(told, rows, inputs.datasets)
    whole = rows["edition_before"].eq("") | rows["edition_after"].eq("") | rows["indicator"].isin(inputs.new_or_gone)
    told[Cause.METHOD] = inputs.program & ~stays & ~whole
    told[Cause.SETTINGS] = inputs.settings & ~told[[Cause.DATA, Cause.DEFINITION, Cause.BOUNDARY]].any(axis=1)
    anywhere: set[str] = set().union(*(inputs.datasets(pair) for pair in inputs.pairs))
    _name_around(told, rows, lambda _pair: anywhere)
    # The same files, words, settings and program: then it is what the program counts with.
    told.loc[~told[list(Cause)].any(axis=1), Cause.METHOD] = True
    return told


def _name_around(told: pd.DataFrame, rows: pd.DataFrame, around: Callable[[tuple[str, str]], set[str]]) -> None:
    """Name the source files ``around`` (per pair of editions) in ``told`` where no cause has been named yet."""
    named = [one for one in Cause if one in told]
    for (_indicator, old, new), places in _families(rows):
        here = places[~told.loc[places, named].any(axis=1).to_numpy()]
        files = around((old, new))
        if len(here) and files:
            told.loc[here, Cause.DATA] = bool(files - {Dataset.BOUNDARIES.value})
            told.loc[here, Cause.BOUNDARY] = Dataset.BOUNDARIES.value in files
            told.loc[here, "indirect"] = True


def _ruled_out(rows: pd.DataFrame, inputs: Inputs) -> set[str]:
    """Indicators whose figures all stayed the same in an edition of which no source file changed."""
    found, same = set(), rows["state"] == State.SAME.value
    for (indicator, old, new), places in _families(rows):
        known = rows.loc[places, f"value{AFTER}"].notna().any()
        if old == new and known and not inputs.datasets((old, new)) and same.loc[places].all():
            found.add(str(indicator))
    return found


def _families(rows: pd.DataFrame) -> list[tuple[tuple[str, str, str], pd.Index]]:
    grouped = rows.groupby(["indicator", "edition_before", "edition_after"], sort=False).groups
    return [((str(key[0]), str(key[1]), str(key[2])), places) for key, places in grouped.items()]


def _meaning(indicator: Indicator) -> dict[str, Any]:
    return {one.name: getattr(indicator, one.name) for one in fields(indicator) if one.name in _DEFINING}


def _needs(key: str, known: Mapping[str, Indicator]) -> set[str]:
    if key not in known:
        return set()
    parts = [_needs(part, known) for part in known[key].inputs if part != key]
    return {need.value for need in known[key].needs}.union(*parts)


def _checksums(snapshot: Snapshot) -> dict[str, dict[str, set[str]]]:
    """Per edition and kind of source file the sha256 of its files."""
    found: dict[str, dict[str, set[str]]] = {}
    for edition in snapshot.report.get("editions", []):
        files = found.setdefault(str(edition["edition"]), {})
        for source in edition["loaded"]:
            files.setdefault(str(source["dataset"]), set()).add(str(source["sha256"]))
    return found


def _shapes(snapshot: Snapshot) -> dict[tuple[int, str], str]:
    shapes = {}
    for feature in snapshot.geometry()["features"]:
        about = feature["properties"]
        drawn = json.dumps([feature["geometry"], about["parent"]])
        shapes[int(about["vintage"]), str(about["code"])] = drawn
    return shapes


def _about(snapshot: Snapshot) -> dict[str, Any]:
    return dict(snapshot.package["wijkmonitor"])
