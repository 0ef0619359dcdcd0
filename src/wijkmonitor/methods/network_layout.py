"""Where each member of a network stands in a drawing: close to whom it is tied to, never on top of another.

Only sums, products, divisions and square roots are used, and nothing is drawn at random: the same network gives the same
drawing everywhere, whatever the order of its rows.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy.sparse import coo_array, csgraph

_STEPS = 250
_MOST_ROUNDS = 400
_ROOM = 1.06
_TOUCH = 1e-9


def least_distance(members: int) -> float:
    """How far apart two members stand at least, in a drawing that runs from -1 to 1: less when there are many."""
    return min(0.2, 1.7 / max(members, 1) ** 0.5)


def positions(members: Sequence[str], pairs: pd.DataFrame) -> pd.DataFrame:
    """Columns x and y from -1 to 1, a row per member (index, sorted).

    ``pairs``: columns one and other, keys of ``members``. Distances in the drawing follow the number of steps between two
    members (Kamada & Kawai 1989; minimised by majorisation, Gansner, Koren & North 2004); then members that stand too close
    are moved apart. Members that cannot reach each other stand one step further than the longest way there is.
    """
    keys = sorted(set(members))
    index = pd.Index(keys, name="organisation_id")
    if len(keys) < 2:
        return pd.DataFrame({"x": 0.0, "y": 0.0}, index=index)
    one, other = (index.get_indexer(pairs[end]) for end in ("one", "other"))
    steps = _steps(one, other, len(keys))
    tried = [_relaxed(start, steps) for start in (_circle(len(keys)), _along_ways(steps))]
    best = min(tried, key=lambda place: _stress(place, steps))
    return pd.DataFrame(
        _apart(_even(_fitted(best)), least_distance(len(keys))).round(4), index=index, columns=["x", "y"]
    )


def _steps(one: np.ndarray, other: np.ndarray, members: int) -> np.ndarray:
    """Number of ties on the shortest way between every two members."""
    graph = coo_array((np.ones(len(one)), (one, other)), shape=(members, members)).tocsr()
    ways = csgraph.shortest_path(graph, directed=False, unweighted=True)
    reached = np.isfinite(ways)
    return np.where(reached, ways, ways[reached].max() + 1)


def _circle(members: int) -> np.ndarray:
    """Members on the edge of a square in the order of their keys: no sine whose last digit differs between machines."""
    share = np.arange(members) / members * 4
    side, along = share.astype(int), 2 * (share % 1) - 1
    corners = np.stack([np.ones(members), along], axis=1)
    turned = [corners, corners[:, ::-1] * [-1, 1], -corners, corners[:, ::-1] * [1, -1]]
    return np.choose(side[:, None], turned)


def _along_ways(steps: np.ndarray) -> np.ndarray:
    """Members between two that are far apart, and across that; a little apart by their order where they would coincide."""
    first = int(steps.sum(axis=1).argmax())
    second = int(steps[first].argmax())
    third = int(np.minimum(steps[first], steps[second]).argmax())
    fourth = int(steps[third].argmax())
    place = np.stack([steps[first] - steps[second], steps[third] - steps[fourth]], axis=1)
    return place + 0.5 * _circle(len(steps))


def _relaxed(place: np.ndarray, steps: np.ndarray) -> np.ndarray:
    """Majorisation of the stress with weights 1 / steps^2; halfway each time, since all members move at once."""
    weight = 1 / np.maximum(steps, 1) ** 2
    np.fill_diagonal(weight, 0)
    total = weight.sum(axis=1)
    for _ in range(_STEPS):
        apart, gone = _differences(place)
        pull = weight * (1 - steps / gone)
        move = [(pull * apart[axis]).sum(axis=1) / total for axis in (0, 1)]
        place = place - 0.5 * np.stack(move, axis=1)
    return place


def _differences(place: np.ndarray) -> tuple[tuple[np.ndarray, np.ndarray], np.ndarray]:
    """Between every two members the difference in x and in y, and their distance (never 0)."""
    x, y = (place[:, axis][:, None] - place[:, axis][None, :] for axis in (0, 1))
    return (x, y), np.maximum(np.sqrt(x * x + y * y), _TOUCH)


def _stress(place: np.ndarray, steps: np.ndarray) -> float:
    _, gone = _differences(place)
    return float((((gone - steps) / np.maximum(steps, 1)) ** 2).sum())


def _fitted(place: np.ndarray) -> np.ndarray:
    """Each axis from -1 to 1."""
    low, high = place.min(axis=0), place.max(axis=0)
    return 2 * (place - low) / np.maximum(high - low, _TOUCH) - 1


def _even(place: np.ndarray) -> np.ndarray:
    """Halfway to an even spread along each axis: a few members far out would leave little room for the rest."""
    order = np.argsort(np.argsort(place, axis=0, kind="stable"), axis=0, kind="stable")
    return (place + _fitted(order.astype(float))) / 2


def _apart(place: np.ndarray, least: float) -> np.ndarray:
    """Members moved apart until every two are ``least`` from each other, and fitted again."""
    for _ in range(_MOST_ROUNDS):
        (x, y), gone = _differences(place)
        short = np.maximum(least * _ROOM - gone, 0)
        np.fill_diagonal(short, 0)
        if short.max() <= least * (_ROOM - 1):
            return place
        aside = np.triu(np.ones_like(x), 1) - np.tril(np.ones_like(x), -1)
        on_top = gone <= _TOUCH
        x, y = np.where(on_top, aside * _TOUCH, x), np.where(on_top, 0.0, y)
        push = 0.5 * short / gone
        place = _fitted(place + np.stack([(push * x).sum(axis=1), (push * y).sum(axis=1)], axis=1))
    return place
