"""Combining published cells of all snapshots: which sets of fewer than K people have a figure that follows from them.

The attacker is assumed to know every published figure and number exactly, which area lies in which, that categories of one
question exclude each other, and where nobody lives or answered. Cells about the same indicator in the same edition are one
system over the same people, whichever snapshot they are in. Within one question the search is exact (see
``disclosure.derivable``). Between questions only totals carry over: someone who does not know how the answers to two
questions go together cannot subtract one from the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from wijkmonitor.attack import words
from wijkmonitor.attack.finding import Finding
from wijkmonitor.attack.membership import Membership
from wijkmonitor.attack.systems import Cell, People, aligned, derived_totals, table_of
from wijkmonitor.disclosure.derivable import CannotJudge, small_sets
from wijkmonitor.estimate import ALL, K
from wijkmonitor.text import Text

_MOST = 8
"""Findings told per indicator, edition and question."""


def findings(
    published: pd.DataFrame,
    memberships: Mapping[tuple[str, str], Membership],
    names: Mapping[str, Text] | None = None,
    k: int = K,
) -> list[Finding]:
    """Everything about fewer than ``k`` people that follows from these statements; empty when nothing does.

    ``published``: rows of ``publication.published``, of one or more snapshots together. ``memberships``: by (snapshot,
    edition). A statement about people who are not known cannot be judged, and is a finding too. ``names``: words for area
    codes.
    """
    told = words.Teller(names or {})
    found: list[Finding] = []
    for edition, rows in published.groupby("edition", sort=True):
        snapshots = sorted(set(rows["snapshot"]))
        known = {one: memberships[one, str(edition)] for one in snapshots if (one, str(edition)) in memberships}
        found += [told.no_members(one, str(edition)) for one in snapshots if one not in known]
        if known:
            people = aligned(known)
            attack = _Attack(people, str(edition), told, k)
            for indicator, cells in rows[rows["snapshot"].isin(known)].groupby("indicator", sort=True):
                found += attack.on(str(indicator), cells)
    return found


@dataclass
class _Attack:
    """The attack on one edition."""

    people: People
    edition: str
    told: words.Teller
    k: int

    def on(self, indicator: str, rows: pd.DataFrame) -> list[Finding]:
        """What follows from the cells of one indicator."""
        snapshots = [one for one in self.people.snapshots if one in set(rows["snapshot"])]
        unmasked = [one for one in snapshots if not self.people.has(one, indicator)]
        found = [self.told.no_mask(one, self.edition, indicator) for one in unmasked]
        cells, strange = _cells(rows[~rows["snapshot"].isin(unmasked)], self.people)
        found += [self.told.strange(cell, self.edition, indicator) for cell in strange]
        answering = self.people.answering(indicator, [one for one in snapshots if one not in unmasked])
        cells, empty = _counted(cells, answering)
        found += [self.told.strange(cell, self.edition, indicator) for cell in empty]
        small = [cell for cell in cells if answering.count(cell) < self.k]
        found += [self.told.small_cell(cell, self.edition, indicator) for cell in small]
        totals = derived_totals(answering, cells)
        for dimensions in _systems(cells):
            own = [cell for cell in cells if set(cell.dimensions) <= set(dimensions)]
            found += self._in_system(indicator, answering, [*own, *(t for t in totals if t not in own)], dimensions)
        return _different(found)

    def _in_system(
        self, indicator: str, answering: People, cells: Sequence[Cell], dimensions: tuple[str, ...]
    ) -> list[Finding]:
        if not cells:
            return []
        table = table_of(answering, cells)
        try:
            sets = small_sets(table.cells, table.people, self.k)
        except CannotJudge:
            return [self.told.too_much(indicator, self.edition, cells, dimensions)]
        told = [answering.inside(cell) for cell in cells if answering.count(cell) < self.k]
        members = [np.isin(table.atom_of, one) for one in sets]
        members = [one for one in members if not any((one == cell).all() for cell in told)][:_MOST]
        return [self.told.derived(indicator, self.edition, answering, cells, dimensions, one) for one in members]


def _cells(rows: pd.DataFrame, people: People) -> tuple[list[Cell], list[Cell]]:
    """The cells of these statements: those that can be judged, and those about an unknown area or group."""
    good: list[Cell] = []
    strange: list[Cell] = []
    for snapshot, area, group in rows[["snapshot", "area", "group"]].drop_duplicates().itertuples(index=False):
        cell = Cell(snapshot, area, group)
        (good if people.knows(cell) else strange).append(cell)
    return good, strange


def _counted(cells: Iterable[Cell], answering: People) -> tuple[list[Cell], list[Cell]]:
    """The cells in which somebody answered, and those with a figure although nobody did."""
    filled: list[Cell] = []
    empty: list[Cell] = []
    for cell in cells:
        (filled if answering.count(cell) else empty).append(cell)
    return filled, empty


def _systems(cells: Sequence[Cell]) -> list[tuple[str, ...]]:
    """The sets of questions to look at together: each by itself, and those that a published filter combines."""
    wanted = {cell.dimensions for cell in cells if cell.group != ALL}
    combined = {one for one in wanted if len(one) > 1}
    single = {one for one in wanted if len(one) == 1 and not any(set(one) <= set(more) for more in combined)}
    return sorted(single | combined) or [()]


def _different(found: Iterable[Finding]) -> list[Finding]:
    return list(dict.fromkeys(found))
