"""Which cells (area x group) of one survey indicator may be published, so that nothing follows about fewer than K people.

Not only the cells themselves count, but everything that follows from them by adding and subtracting: a total minus its
parts, an area minus the areas inside it. Totals are closed first, by rule; then each background dimension by itself, by
rule and with a search for what can still be derived (``derivable``). No rule is needed across dimensions: a group opens
only in an area whose total is open, so that a dimension never tells a total that was not known.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from wijkmonitor.disclosure.agreement import FORBIDDEN, agreed
from wijkmonitor.disclosure.derivable import CannotJudge, beside, combination, small_sets
from wijkmonitor.estimate import ALL, K, Reason
from wijkmonitor.groups import AGE, MERGED, SENIORS

USEFUL_N = 30
"""From this many answers a cell can carry a direct figure; of cells to close, the others go first."""

_USEFUL = 1e6  # the price of closing a cell that could carry a figure, beside its people
_MOST_EXPLAINED = 25  # of more derivable sets at once it is not worked out one by one how they follow
_UNKNOWN = 1  # one more column: people of whom the category is not known


@dataclass(frozen=True)
class _Tree:
    """Areas from large to small: ``parent`` is a position, -1 at the top; ``n`` the people in each area."""

    codes: pd.Index
    parent: np.ndarray
    n: np.ndarray

    def nearest(self, chosen: np.ndarray) -> np.ndarray:
        """Per area itself or the nearest area around it that is chosen; -1 when there is none. Columns go separately."""
        places = np.arange(len(self.parent)).reshape([-1, *[1] * (chosen.ndim - 1)])
        found = np.where(chosen, places, -1)
        for areas in self.layers:
            found[areas] = np.where(chosen[areas], found[areas], found[self.parent[areas]])
        return found

    @cached_property
    def layers(self) -> list[np.ndarray]:
        """The areas inside others, by how many areas are around them: large areas first."""
        depth = np.zeros(len(self.parent), dtype=np.int64)
        for area, above in enumerate(self.parent):
            depth[area] = depth[above] + 1 if above >= 0 else 0
        return [np.flatnonzero(depth == one) for one in range(1, int(depth.max(initial=0)) + 1)]

    def outside_children(self, counts: np.ndarray) -> np.ndarray:
        """Per area the people who lie in none of the areas inside it; the shape of ``counts``."""
        own = counts.copy()
        inside = self.parent >= 0
        np.subtract.at(own, self.parent[inside], counts[inside])
        return own


def closed(rows: pd.DataFrame, parents: pd.Series, k: int = K) -> pd.Series:
    """Why each row may not be published: ``too_few``, ``suppressed`` (to protect others), or "" when it may.

    ``rows``: ``area``, ``group`` (``all`` or ``dimension:category``) and ``n`` (how many answered, exact) of one indicator
    in one edition, all levels together. ``parents``: area code -> code of the area around it ("" at the top). An unknown
    number closes: of a total that area, of a group its whole dimension, also where nothing is known of the area's parent.
    """
    n = pd.to_numeric(rows["n"]).astype(float)
    reason = pd.Series("", index=rows.index, dtype="str")
    group = rows["group"].astype("str")
    area = rows["area"].astype("str")
    totals = pd.Series(n[group == ALL].to_numpy(), index=area[group == ALL].to_numpy())
    tree = _tree(totals, parents)
    is_open = _open_totals(tree, k)
    opened = {ALL: pd.DataFrame({ALL: is_open}, index=tree.codes)}
    dimension = group.str.partition(":")[0]
    for key in dimension[group != ALL].unique():
        chosen = dimension == key
        counts = pd.DataFrame({"a": area[chosen], "g": group[chosen], "n": n[chosen]})
        if not counts.duplicated(["a", "g"]).any():
            table = counts.set_index(["a", "g"])["n"].unstack("g").reindex(tree.codes)  # noqa: PD010
            opened[key] = _open_groups(tree, is_open, table, k)
    if SENIORS.key in opened:
        opened[SENIORS.key] = _open_merged(opened[SENIORS.key], opened.get(AGE.key))
    for key, table in opened.items():
        own = dimension == key
        place = table.index.get_indexer(area[own]), table.columns.get_indexer(group[own])
        known = (place[0] >= 0) & (place[1] >= 0)
        may = np.zeros(len(known), dtype=bool)
        may[known] = table.to_numpy()[place[0][known], place[1][known]]
        reason[own] = np.where(may, "", Reason.SUPPRESSED.value)
    unopened = ~dimension.isin(list(opened))
    reason[unopened] = Reason.SUPPRESSED.value
    return reason.mask((reason != "") & ~(n >= k), Reason.TOO_FEW.value)


def _open_merged(table: pd.DataFrame, ages: pd.DataFrame | None) -> pd.DataFrame:
    """Groups made of ages open where each of those is open. Then they are sums of cells that may be known together, and
    nothing follows from them that did not follow already.

    ``table`` and ``ages``: booleans, the same areas x groups.
    """
    if ages is None:
        return table & False
    merged = dict(zip(SENIORS.groups, MERGED.values(), strict=True))
    parts = {group: [f"{AGE.key}:{part}" for part in merged[group]] for group in table}
    return pd.DataFrame(
        {group: ages.reindex(columns=own, fill_value=False).all(axis=1) for group, own in parts.items()}
    )


def _tree(totals: pd.Series, parents: pd.Series) -> _Tree:
    """Areas with a known number of people, large ones first; without what lies inside an area of unknown number. An area
    listed twice is unknown: which is right?"""
    known = totals[totals.notna() & ~totals.index.duplicated(keep=False)]
    unknown = set(totals.index) - set(known.index)
    around = {str(code): str(above) for code, above in parents.items() if isinstance(above, str)}

    def chain(code: str) -> list[str]:
        """The areas around an area that are in the table, nearest first."""
        found, seen = [], {code}
        while (code := around.get(code, "")) and code not in seen:
            seen.add(code)
            found += [code] if code in totals.index else []
        return found

    chains = {code: above for code in known.index if not unknown & set(above := chain(code))}
    codes = pd.Index(sorted(chains, key=lambda code: len(chains[code])), dtype="object")
    nearest = pd.Index([chains[code][0] if chains[code] else "" for code in codes], dtype="object")
    return _Tree(codes, codes.get_indexer(nearest), known.reindex(codes).to_numpy(dtype=float))


def _open_totals(tree: _Tree, k: int) -> np.ndarray:
    """Totals from large to small: what is left of an area when its open parts are taken out is nobody, or at least k."""
    is_open = np.zeros(len(tree.codes), dtype=bool)
    is_open[tree.parent < 0] = tree.n[tree.parent < 0] >= k
    for area in range(len(tree.codes)):
        if not is_open[area]:
            continue  # nothing opens inside a closed area
        inside = np.flatnonzero(tree.parent == area)
        large = inside[tree.n[inside] >= k]
        large = large[np.argsort(tree.n[large], kind="stable")]
        left = tree.n[area] - tree.n[large].sum()
        while len(large) and 0.5 < left < k:
            left += tree.n[large[0]]
            large = large[1:]
        if left > -0.5:  # parts that add up to more than the whole: the numbers cannot be trusted
            is_open[large] = True
    return is_open


def _open_groups(tree: _Tree, is_open: np.ndarray, table: pd.DataFrame, k: int) -> pd.DataFrame:
    """Which categories of one dimension open in which areas: a boolean in the shape of ``table`` (areas x groups)."""
    n = np.where(tree.n[:, None] == 0, 0.0, table.to_numpy(dtype=float))  # where nobody answered there are no groups
    shut = pd.DataFrame(np.zeros(n.shape, dtype=bool), index=table.index, columns=table.columns)
    unknown = tree.n - n.sum(axis=1)
    own = tree.outside_children(np.column_stack([n, unknown]))
    if np.isnan(n).any() or (own < -0.5).any():
        return shut
    may = is_open[:, None] & (n >= k)
    may = _close_remainders(tree, may, n, k)
    may = _close_leftovers(tree, may, n, k)
    try:
        return pd.DataFrame(_close_derivable(tree, is_open, may, n, own, k), index=table.index, columns=table.columns)
    except CannotJudge:
        return shut


def _close_remainders(tree: _Tree, may: np.ndarray, n: np.ndarray, k: int) -> np.ndarray:
    """In each area the closed categories and the unknown together are nobody or at least k: else one more closes.

    Which one is agreed among the areas inside one area: a category that is closed in one of them only would follow from the
    others, and what is left of the areas that share a closed category must add up to k.
    """
    kept = may.copy()
    left = tree.n - np.where(may, n, 0).sum(axis=1)
    lone = (left > 0.5) & (left < k) & may.any(axis=1)
    cost = np.where(may, n + _USEFUL * (n >= USEFUL_N), FORBIDDEN)
    for above in np.unique(tree.parent[lone]):
        inside = np.flatnonzero((tree.parent == above) & may.any(axis=1))
        for area, one in agreed(cost[inside], left[inside], lone[inside], k):
            kept[inside[area], one] = False
    return kept


def _close_leftovers(tree: _Tree, may: np.ndarray, n: np.ndarray, k: int) -> np.ndarray:
    """Per category: an area minus the open areas inside it is nobody or at least k: else the smallest of those closes."""
    kept = may.copy()
    while True:
        around = np.full(kept.shape, -1)
        around[tree.parent >= 0] = tree.nearest(kept)[tree.parent[tree.parent >= 0]]
        left = np.where(kept, n, 0)
        area, category = np.nonzero(kept & (around >= 0))
        np.subtract.at(left, (around[area, category], category), n[area, category])
        lone = kept & (left > 0.5) & (left < k)
        if not lone.any():
            return kept
        for above, one in zip(*np.nonzero(lone), strict=True):
            inside = np.flatnonzero(kept[:, one] & (around[:, one] == above))
            kept[inside[n[inside, one].argmin()], one] = False


def _close_derivable(
    tree: _Tree, is_open: np.ndarray, may: np.ndarray, n: np.ndarray, own: np.ndarray, k: int
) -> np.ndarray:
    """Close further cells until no set of fewer than k people can be derived, empty places on the map known."""
    kept = may.copy()
    areas, groups = kept.shape
    area, category = np.nonzero(own > 0.5)
    people = np.rint(own[area, category]).astype(np.int64)
    total = tree.nearest(is_open)[area]
    while kept.any():
        around = tree.nearest(kept)
        nearest = np.column_stack([around, np.full(areas, -1)])[area, category]
        around = np.where(tree.parent[:, None] >= 0, around[tree.parent], -1)
        cell = np.where(nearest >= 0, areas + nearest * groups + np.minimum(category, groups - _UNKNOWN), -1)
        cells = np.column_stack([total, cell])
        covered = (cells >= 0).any(axis=1)
        found = small_sets(cells[covered], people[covered], k)
        if not found:
            return kept
        for atoms in found:
            seen = cells[covered]
            exact = combination(seen, atoms, only_near=True) if len(found) <= _MOST_EXPLAINED else {}
            used = list(exact) or beside(seen, atoms).tolist()
            of_groups = [int(one) - areas for one in used if one >= areas]
            _close_cheapest(kept, around, n, of_groups or _in_the_family(tree, kept, area[covered][atoms]))
    return kept


def _in_the_family(tree: _Tree, kept: np.ndarray, places: np.ndarray) -> list[int]:
    """Open cells of the areas around these places and of what lies directly in those; of larger areas when there are none."""
    inside = np.unique(places)
    while len(inside):
        above = np.unique(tree.parent[inside])
        above = above[above >= 0]
        family = np.isin(tree.parent, above) | np.isin(np.arange(len(tree.parent)), above)
        found = np.flatnonzero(kept & family[:, None])
        if len(found):
            return [int(one) for one in found]
        inside = above
    return [int(one) for one in np.flatnonzero(kept)]


def _close_cheapest(kept: np.ndarray, around: np.ndarray, n: np.ndarray, used: list[int]) -> None:
    """Close, in ``kept``, the cell of least use among those used and the open ones right inside them.

    ``around``: per cell the nearest area around it whose cell is open.
    """
    groups = kept.shape[1]
    options = []
    for place in used:
        area, one = divmod(place, groups)
        inside = np.flatnonzero(kept[:, one] & (around[:, one] == area))
        options += [(inner, one) for inner in (area, *inside) if kept[inner, one]]
    if options:
        cheapest = min(options, key=lambda cell: (n[cell] >= USEFUL_N, n[cell], cell))
        kept[cheapest] = False
