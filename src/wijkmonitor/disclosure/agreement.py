"""Which category neighbouring areas close together, so that what they keep back protects all of them.

In a *lone* area the people outside its open categories (of whom the category is not known, or whose category is too small)
are fewer than k, and follow from the area's total. One more category must close. But when that category is closed in this
area only, it follows from the area around it, and so do the lone people. Areas that close the same category are tied: only
what is left of all of them together follows, and that must be k people.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable

import numpy as np

FORBIDDEN = 1e12
"""The price of closing what is closed already."""

_TOGETHER = 5  # lone areas for which every choice is tried

Closing = frozenset[tuple[int, int]]
"""Pairs of area and category to close."""


def agreed(cost: np.ndarray, left: np.ndarray, lone: np.ndarray, k: int) -> Closing:
    """The cheapest closing found that leaves no lone area by itself; a best effort when there is none.

    ``cost``: areas x categories, the price of closing each; ``left``: people outside the open categories per area;
    ``lone``: the areas where those are fewer than k.
    """
    first = frozenset((int(area), int(cost[area].argmin())) for area in np.flatnonzero(lone))
    if _weakest(first, left, k) is None:
        return first
    options = [_mended(first, cost, left, k), _chosen_together(cost, left, lone, k)]
    return min(options, key=lambda one: (_weakest(one, left, k) is not None, _price(one, cost)))


def _price(closing: Iterable[tuple[int, int]], cost: np.ndarray) -> float:
    return float(sum(cost[pair] for pair in closing))


def _weakest(closing: Closing, left: np.ndarray, k: int) -> tuple[int, list[int]] | None:
    """A category with its areas that, with the areas they are tied to, leave fewer than k people; None when all is well."""
    group = {area: area for area, _ in closing}
    categories = sorted({one for _, one in closing})
    for category in categories:
        tied = {group[area] for area, one in closing if one == category}
        group = {area: min(tied) if held in tied else held for area, held in group.items()}
    people = {held: sum(left[area] for area in group if group[area] == held) for held in set(group.values())}
    for category in categories:
        areas = sorted(area for area, one in closing if one == category)
        if people[group[areas[0]]] < k:
            return category, areas
    return None


def _mended(closing: Closing, cost: np.ndarray, left: np.ndarray, k: int) -> Closing:
    """Mend a closing step by step: close a weak category in one more area, or move its areas to another, what costs least."""
    for _ in range(2 * cost.size):
        weak = _weakest(closing, left, k)
        if weak is None:
            break
        category, areas = weak
        free = [
            area for area in range(len(cost)) if (area, category) not in closing and cost[area, category] < FORBIDDEN
        ]
        options = [closing | {(area, category)} for area in free]
        mine = {(area, category) for area in areas}
        for other in range(cost.shape[1]):
            moved = (closing - mine) | {(area, other) for area in areas}
            if (cost[areas, other] < FORBIDDEN).all() and _held(moved, other, left) > _held(closing, category, left):
                options.append(moved)
        if not options:
            break
        closing = min(options, key=lambda one: (_price(one, cost), sorted(one)))
    return closing


def _held(closing: Closing, category: int, left: np.ndarray) -> float:
    return float(sum(left[area] for area, one in closing if one == category))


def _chosen_together(cost: np.ndarray, left: np.ndarray, lone: np.ndarray, k: int) -> Closing:
    """Try every choice of one category per lone area, a few areas at a time; a weak category gets one helping area."""
    helpers = np.flatnonzero(~lone)
    closing: set[tuple[int, int]] = set()
    for areas in np.array_split(np.flatnonzero(lone), -(-int(lone.sum()) // _TOGETHER)):
        choice = np.array(list(itertools.product(range(cost.shape[1]), repeat=len(areas))))
        total = cost[areas, choice].sum(axis=1)
        helped = np.full(choice.shape[:1] + cost.shape[1:], -1)
        for category in range(cost.shape[1]):
            held = np.where(choice == category, left[areas], 0).sum(axis=1)
            weak = (held > 0) & (held < k)
            if not len(helpers):
                total = total + np.where(weak, FORBIDDEN, 0)
                continue
            price = np.where(held[:, None] + left[helpers] >= k, cost[helpers, category], FORBIDDEN)
            cheapest = price.argmin(axis=1)
            total = total + np.where(weak, price.min(axis=1), 0)
            helped[:, category] = np.where(weak & (price.min(axis=1) < FORBIDDEN), helpers[cheapest], -1)
        best = int(total.argmin())
        closing |= {(int(area), int(one)) for area, one in zip(areas, choice[best], strict=True)}
        closing |= {(int(area), one) for one, area in enumerate(helped[best]) if area >= 0}
    return frozenset(closing)
