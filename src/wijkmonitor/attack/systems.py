"""The people of one edition over several snapshots, and published cells as columns over them.

A person can lie in another area, or have answered or not, in each snapshot; their atoms are the people who are in exactly
the same published cells.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
import pandas as pd

from wijkmonitor.attack.membership import Membership
from wijkmonitor.disclosure.derivable import NONE
from wijkmonitor.estimate import ALL

_FILTERS = re.compile(r"\s*[&|;]\s*")
"""How a group can name more than one filter: ``age:75+ & education:low``."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A published statement: an area x group in a snapshot."""

    snapshot: str
    area: str
    group: str

    @property
    def filters(self) -> tuple[tuple[str, str], ...]:
        """(dimension, category) of each filter; empty for everybody."""
        return _filters_of(self.group)

    @property
    def dimensions(self) -> tuple[str, ...]:
        return tuple(key for key, _ in self.filters)


@cache
def _filters_of(group: str) -> tuple[tuple[str, str], ...]:
    if group == ALL:
        return ()
    parts = (one.partition(":") for one in _FILTERS.split(group))
    return tuple(sorted((key, category) for key, _, category in parts))


@dataclass(frozen=True)
class Coded:
    """One column of text as numbers: ``codes`` per person (-1 where empty or absent) and their ``names``."""

    codes: np.ndarray
    names: pd.Index

    def place(self, name: str) -> int:
        return self._places.get(name, NONE)

    @cached_property
    def _places(self) -> dict[str, int]:
        return {str(name): place for place, name in enumerate(self.names)}


@dataclass(frozen=True, eq=False)
class _View:
    """How one snapshot sees the people: columns per level and dimension, and who answered which indicator."""

    areas: dict[str, Coded]
    groups: dict[str, Coded]
    answered: pd.DataFrame
    present: np.ndarray


@dataclass(frozen=True, eq=False)
class People:
    """People known in at least one snapshot, with one view per snapshot; ``counting`` says who counts, per snapshot."""

    views: Mapping[str, _View]
    counting: Mapping[str, np.ndarray]

    @property
    def snapshots(self) -> tuple[str, ...]:
        return tuple(self.views)

    def has(self, snapshot: str, indicator: str) -> bool:
        return indicator in self.views[snapshot].answered

    def answering(self, indicator: str, snapshots: Sequence[str]) -> People:
        """The same people, of whom only those count who answered for this indicator."""
        counting = {one: self.views[one].answered[indicator].to_numpy(dtype=bool) for one in snapshots}
        return People({one: self.views[one] for one in snapshots}, counting)

    def level_of(self, snapshot: str, area: str) -> str | None:
        """The level an area is on in a snapshot; None for an area without people."""
        return self._levels[snapshot].get(area)

    @cached_property
    def _levels(self) -> dict[str, dict[str, str]]:
        return {
            one: {code: level for level, coded in view.areas.items() for code in coded.names}
            for one, view in self.views.items()
        }

    def knows(self, cell: Cell) -> bool:
        """Whether it can be told who is in a cell."""
        groups = self.views[cell.snapshot].groups
        return self.level_of(cell.snapshot, cell.area) is not None and all(
            key in groups and groups[key].place(category) >= 0 for key, category in cell.filters
        )

    def inside(self, cell: Cell) -> np.ndarray:
        """Boolean per person: who counts in a cell."""
        view = self.views[cell.snapshot]
        level = self.level_of(cell.snapshot, cell.area)
        assert level is not None
        coded = view.areas[level]
        held = self.counting[cell.snapshot] & (coded.codes == coded.place(cell.area))
        for key, category in cell.filters:
            held = held & (view.groups[key].codes == view.groups[key].place(category))
        return held

    def count(self, cell: Cell) -> int:
        return int(self.numbers(cell.snapshot, cell.dimensions).get((cell.area, cell.filters), 0))

    def numbers(self, snapshot: str, dimensions: tuple[str, ...]) -> dict[tuple[str, tuple[tuple[str, str], ...]], int]:
        """How many count in each area x category of a snapshot, by (area, filters); places where nobody does are absent."""
        cache = self.__dict__.setdefault("_numbers", {})
        if (snapshot, dimensions) not in cache:
            cache[snapshot, dimensions] = self._count_all(snapshot, dimensions)
        found: dict[tuple[str, tuple[tuple[str, str], ...]], int] = cache[snapshot, dimensions]
        return found

    def _count_all(
        self, snapshot: str, dimensions: tuple[str, ...]
    ) -> dict[tuple[str, tuple[tuple[str, str], ...]], int]:
        view = self.views[snapshot]
        groups = [view.groups[key] for key in dimensions]
        counts: dict[tuple[str, tuple[tuple[str, str], ...]], int] = {}
        for area in view.areas.values():
            parts = [area, *groups]
            held = self.counting[snapshot] & np.all([one.codes >= 0 for one in parts], axis=0)
            shape = tuple(len(one.names) for one in parts)
            if not held.any():
                continue
            flat = np.ravel_multi_index([one.codes[held] for one in parts], shape)
            number = np.bincount(flat)
            for place in np.flatnonzero(number):
                at = np.unravel_index(place, shape)
                filters = tuple(
                    (key, str(one.names[p])) for key, one, p in zip(dimensions, groups, at[1:], strict=True)
                )
                counts[str(area.names[at[0]]), filters] = int(number[place])
        return counts


def aligned(memberships: Mapping[str, Membership]) -> People:
    """The people of several snapshots matched by their keys."""
    keys = pd.Index(np.unique(np.concatenate([one.keys for one in memberships.values()])))
    views, counting = {}, {}
    for snapshot, one in memberships.items():
        place = pd.Index(one.keys).get_indexer(keys)
        present = place >= 0
        answered = one.answered.iloc[np.where(present, place, 0)].reset_index(drop=True)
        views[snapshot] = _View(
            areas={level: _coded(one.areas[level], place) for level in one.areas},
            groups={key: _coded(one.groups[key], place) for key in one.groups},
            answered=answered & present[:, None],
            present=present,
        )
        counting[snapshot] = present
    return People(views, counting)


def _coded(column: pd.Series, place: np.ndarray) -> Coded:
    codes, names = pd.factorize(column.replace("", None), sort=True)
    return Coded(np.where(place >= 0, codes[place], NONE), pd.Index(names))


def derived_totals(people: People, cells: Sequence[Cell]) -> list[Cell]:
    """Totals that were not published but follow, because every category in which somebody answered was, and nobody is
    without a category."""
    shown = {(cell.snapshot, cell.area) for cell in cells if cell.group == ALL}
    parts: dict[tuple[str, str, str], int] = {}
    for cell in cells:
        if len(cell.filters) == 1 and (cell.snapshot, cell.area) not in shown:
            key = (cell.snapshot, cell.area, cell.dimensions[0])
            parts[key] = parts.get(key, 0) + people.count(cell)
    found = {Cell(s, area, ALL) for (s, area, _), n in parts.items() if n == people.count(Cell(s, area, ALL))}
    return sorted(found, key=lambda cell: (cell.snapshot, cell.area))


@dataclass(frozen=True, eq=False)
class Table:
    """Cells over atoms: ``cells`` (atoms x columns, numbers or NONE), ``atom_of`` each person (NONE in no cell), ``people`` per
    atom, and the published cell behind a number (of a part: the cell it is a part of)."""

    cells: np.ndarray
    atom_of: np.ndarray
    people: np.ndarray
    cell_of: list[Cell]


def table_of(people: People, cells: Sequence[Cell], *, parts: bool = True) -> Table:
    """Published cells as a table of numbers over atoms.

    Where areas lie inside each other the cell of an area is the sum of its ``parts``: itself without the published areas
    inside, and those areas. Parts say the same as the cells and do not overlap, so that one column per snapshot and filter
    holds them all. Where areas do not lie inside each other, or without ``parts``, every level has its own column.
    """
    columns: list[np.ndarray] = []
    cell_of: list[Cell] = []
    for snapshot in people.snapshots:
        nested = parts and _nested(list(people.views[snapshot].areas.values()), people.counting[snapshot])
        for filters in sorted({cell.dimensions for cell in cells if cell.snapshot == snapshot}):
            own = [cell for cell in cells if cell.snapshot == snapshot and cell.dimensions == filters]
            by_level = _columns_of_one(people, snapshot, filters, own, len(cell_of))
            cell_of += own
            columns += [_finest(by_level)] if nested else by_level
    table = np.column_stack(columns)
    covered = np.flatnonzero((table != NONE).any(axis=1))
    unique, atom, number = np.unique(table[covered], axis=0, return_inverse=True, return_counts=True)
    atom_of = np.full(len(table), NONE)
    atom_of[covered] = atom.reshape(-1)
    return Table(unique, atom_of, number, cell_of)


def _columns_of_one(
    people: People, snapshot: str, filters: tuple[str, ...], cells: Sequence[Cell], start: int
) -> list[np.ndarray]:
    """Per level and person the number of the cell, ``start`` for the first of ``cells``, or NONE."""
    view, known = people.views[snapshot], people.counting[snapshot]
    category = np.zeros(len(known), dtype=np.int64)
    sizes = [len(view.groups[key].names) for key in filters]
    for key, size in zip(filters, sizes, strict=True):
        known = known & (view.groups[key].codes >= 0)
        category = category * size + view.groups[key].codes
    by_level = []
    for level, coded in view.areas.items():
        number = np.full((len(coded.names) + 1, int(np.prod(sizes))), NONE)  # the last row: in no area of this level
        for place, cell in enumerate(cells):
            if people.level_of(snapshot, cell.area) == level:
                at = [view.groups[key].place(name) for key, name in cell.filters]
                column = int(np.ravel_multi_index(at, sizes)) if at else 0
                number[coded.place(cell.area), column] = start + place
        by_level.append(np.where(known, number[coded.codes, np.where(known, category, 0)], NONE))
    return by_level


def _finest(by_level: Sequence[np.ndarray]) -> np.ndarray:
    finest = by_level[0]
    for column in by_level[1:]:
        finest = np.where(column != NONE, column, finest)
    return finest


def _nested(levels: Sequence[Coded], counting: np.ndarray) -> bool:
    """Whether every area lies within one area of each larger level, as far as these people tell."""
    for place, small in enumerate(levels):
        for large in levels[:place]:
            held = counting & (small.codes >= 0)
            pairs = np.unique(np.column_stack([small.codes[held], large.codes[held]]), axis=0)
            if len(pairs) != len(np.unique(pairs[:, 0])) or (pairs[:, 1] < 0).any():
                return False
    return True
