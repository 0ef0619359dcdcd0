"""How far people walk: distances between homes and places, within a limit.

Distances are metres on foot. :class:`StraightLine` is the default; a street network does the same over streets.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
import pandas as pd
import shapely
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra
from scipy.spatial import cKDTree

DETOUR = 1.3
"""Walking distance over the straight line: a usual factor for Dutch towns."""
KM_PER_HOUR = 5.0
MINUTES = 15.0
"""As far as people are taken to walk to a meeting place."""
SHORTER_MINUTES = 8.0
"""As far as those walk for whom :data:`MINUTES` is too much."""
SHORTER_FOR = ("lens:75plus", "lens:limitation")
"""The groups (``groups.LENS``) that walk less far."""


def metres(minutes: float) -> float:
    """How far one gets in so many minutes."""
    return minutes * KM_PER_HOUR * 1000 / 60


def limit_of(group: str, walking_m: float) -> float:
    """How far ``group`` walks where others walk ``walking_m`` metres; a shorter walk in whole tens of metres."""
    return round(walking_m * SHORTER_MINUTES / MINUTES, -1) if group in SHORTER_FOR else walking_m


@dataclass(frozen=True, eq=False)
class Pairs:
    """Pairs of a home and a place within reach: positions in both lists and the distance in metres on foot."""

    home: np.ndarray
    place: np.ndarray
    distance_m: np.ndarray


class Walk(Protocol):
    """A way to measure distances on foot. Points are arrays of shape (n, 2): x and y in metres (EPSG:28992)."""

    def pairs(self, homes: np.ndarray, places: np.ndarray, limit_m: float, *, in_order: bool = True) -> Pairs:
        """Every pair at most ``limit_m`` apart, sorted by home and place (or as they come, which costs half the time)."""
        ...

    def nearest(self, homes: np.ndarray, places: np.ndarray, limit_m: float) -> np.ndarray:
        """Metres from each home to its nearest place; infinite beyond ``limit_m``. Shape (homes,)."""
        ...

    def within(self, homes: np.ndarray, places: np.ndarray, limit_m: float) -> np.ndarray:
        """Whether each home has a place within ``limit_m``: booleans of shape (homes,)."""
        ...


@dataclass(frozen=True)
class StraightLine:
    """The straight line times a detour factor."""

    detour: float = DETOUR

    def pairs(self, homes: np.ndarray, places: np.ndarray, limit_m: float, *, in_order: bool = True) -> Pairs:
        """See :class:`Walk`."""
        if not len(homes) or not len(places):
            nobody = np.array([], dtype=np.intp)
            return Pairs(nobody, nobody, np.array([], dtype=float))
        reach_m = including(limit_m / self.detour)
        found = cKDTree(homes).sparse_distance_matrix(cKDTree(places), reach_m, output_type="ndarray")
        if in_order:
            found = found[np.lexsort((found["j"], found["i"]))]
        return Pairs(found["i"], found["j"], found["v"] * self.detour)

    def nearest(self, homes: np.ndarray, places: np.ndarray, limit_m: float) -> np.ndarray:
        """See :class:`Walk`."""
        if not len(homes) or not len(places):
            return np.full(len(homes), np.inf)
        nearest, _ = cKDTree(places).query(homes, distance_upper_bound=including(limit_m / self.detour))
        return nearest * self.detour

    def within(self, homes: np.ndarray, places: np.ndarray, limit_m: float) -> np.ndarray:
        """See :class:`Walk`."""
        return np.isfinite(self.nearest(homes, places, limit_m))


def including(limit_m: float) -> float:
    """ "Within" includes the limit itself, whatever rounding does."""
    return limit_m * (1 + 1e-9)


SNAP_M = 250.0
"""A home or place farther than this from any street keeps the straight line."""
SEGMENT_COLUMNS = ("x_from", "y_from", "x_to", "y_to")
_PLACES_AT_ONCE = 64


class StreetNetwork:
    """Over the streets: homes and places go to the nearest point of the nearest street, and that distance is added.

    Streets meet where they share a vertex; where they only cross (a viaduct) one cannot turn. Shortest paths after Dijkstra
    (``scipy.sparse.csgraph``).
    """

    def __init__(self, ends: np.ndarray, nodes: int, lines: np.ndarray) -> None:
        """``ends``: the two nodes of each piece of street, shape (n, 2); ``lines``: those pieces (shapely)."""
        self._ends, self._nodes, self._lines = ends, nodes, lines
        self._tree, self._straight = shapely.STRtree(lines), StraightLine()

    @classmethod
    def of(cls, segments: pd.DataFrame) -> StreetNetwork:
        """From straight pieces of street: columns of :data:`SEGMENT_COLUMNS`, metres (EPSG:28992)."""
        points = segments[list(SEGMENT_COLUMNS)].to_numpy(dtype=float).round(2).reshape(-1, 2)
        unique, place = np.unique(points, axis=0, return_inverse=True)
        return cls(place.reshape(-1, 2), len(unique), shapely.linestrings(points.reshape(-1, 2, 2)))

    def off_street(self, points: np.ndarray) -> np.ndarray:
        """Which points lie farther than :data:`SNAP_M` from any street."""
        return ~np.isfinite(self._snapped(points)[2])

    def pairs(self, homes: np.ndarray, places: np.ndarray, limit_m: float, *, in_order: bool = True) -> Pairs:
        """See :class:`Walk`."""
        graph, of_home, of_place = self._graph(homes, places)
        parts = [self._straight_pairs(homes, places, of_home, of_place, limit_m)]
        on_street, arrivals = np.flatnonzero(of_place >= 0), np.flatnonzero(of_home >= 0)
        for start in range(0, len(on_street), _PLACES_AT_ONCE):
            some = on_street[start : start + _PLACES_AT_ONCE]
            far = dijkstra(graph, directed=False, indices=of_place[some], limit=including(limit_m))
            found = far[:, of_home[arrivals]]
            place, home = np.nonzero(np.isfinite(found))
            parts.append((arrivals[home], some[place], found[place, home]))
        home, place, distance = (np.concatenate([part[column] for part in parts]) for column in range(3))
        order = np.lexsort((place, home)) if in_order else np.arange(len(home))
        return Pairs(home[order], place[order], distance[order])

    def nearest(self, homes: np.ndarray, places: np.ndarray, limit_m: float) -> np.ndarray:
        """See :class:`Walk`."""
        graph, of_home, of_place = self._graph(homes, places)
        near = np.full(len(homes), np.inf)
        on_street = of_home >= 0
        if (of_place >= 0).any() and on_street.any():
            starts = of_place[of_place >= 0]
            far = dijkstra(graph, directed=False, indices=starts, limit=including(limit_m), min_only=True)
            near[on_street] = far[of_home[on_street]]
        home, _, distance = self._straight_pairs(homes, places, of_home, of_place, limit_m)
        np.minimum.at(near, home, distance)
        return near

    def within(self, homes: np.ndarray, places: np.ndarray, limit_m: float) -> np.ndarray:
        """See :class:`Walk`."""
        return np.isfinite(self.nearest(homes, places, limit_m))

    def _straight_pairs(
        self, homes: np.ndarray, places: np.ndarray, of_home: np.ndarray, of_place: np.ndarray, limit_m: float
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Pairs of which the home or the place lies off the streets."""
        off = np.flatnonzero(of_place < 0)
        every = self._straight.pairs(homes, places[off], limit_m)
        lone, on_street = np.flatnonzero(of_home < 0), np.flatnonzero(of_place >= 0)
        others = self._straight.pairs(homes[lone], places[on_street], limit_m)
        return (
            np.concatenate([every.home, lone[others.home]]).astype(np.intp),
            np.concatenate([off[every.place], on_street[others.place]]).astype(np.intp),
            np.concatenate([every.distance_m, others.distance_m]),
        )

    def _snapped(self, points: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Per point its piece of street, how far along that it comes, and how far away it is (infinite beyond SNAP_M)."""
        line, along, away = np.zeros(len(points), dtype=np.intp), np.zeros(len(points)), np.full(len(points), np.inf)
        if len(points):
            shapes = shapely.points(points)
            (found, pieces), metres_away = self._tree.query_nearest(
                shapes, max_distance=SNAP_M, return_distance=True, all_matches=False
            )
            line[found], away[found] = pieces, metres_away
            along[found] = shapely.line_locate_point(self._lines[pieces], shapes[found])
        return line, along, away

    def _graph(self, homes: np.ndarray, places: np.ndarray) -> tuple[csr_array, np.ndarray, np.ndarray]:
        """The streets with every home and place on them as a node, and those nodes (-1: off the streets)."""
        line, along, away = self._snapped(np.concatenate([homes.reshape(-1, 2), places.reshape(-1, 2)]))
        on_street = np.flatnonzero(np.isfinite(away))
        stop = self._nodes + np.arange(len(on_street))
        itself = stop + len(on_street)
        pieces, length = np.arange(len(self._lines)), shapely.length(self._lines)
        # Each piece of street is cut where somebody joins it: its stops in order, with a stretch between two.
        of_piece = np.concatenate([pieces, pieces, line[on_street]])
        at = np.concatenate([np.zeros(len(pieces)), length, along[on_street]])
        node = np.concatenate([self._ends[:, 0], self._ends[:, 1], stop])
        last = np.concatenate([np.zeros(len(pieces)), np.ones(len(pieces)), np.zeros(len(stop))])
        order = np.lexsort((last, at, of_piece))
        of_piece, at, node = of_piece[order], at[order], node[order]
        same = of_piece[1:] == of_piece[:-1]
        start = np.concatenate([node[:-1][same], stop])
        end = np.concatenate([node[1:][same], itself])
        metres_long = np.concatenate([np.diff(at)[same], away[on_street]])
        size = self._nodes + 2 * len(on_street)
        of_point = np.full(len(homes) + len(places), -1, dtype=np.intp)
        of_point[on_street] = itself
        return _shortest_of_each(start, end, metres_long, size), of_point[: len(homes)], of_point[len(homes) :]


def _shortest_of_each(start: np.ndarray, end: np.ndarray, metres_long: np.ndarray, size: int) -> csr_array:
    """A graph with the shortest of the stretches between two nodes; a stretch of no length still joins."""
    low, high = np.minimum(start, end), np.maximum(start, end)
    order = np.lexsort((metres_long, high, low))
    low, high, metres_long = low[order], high[order], np.maximum(metres_long[order], 1e-9)
    first = np.concatenate([[True], (low[1:] != low[:-1]) | (high[1:] != high[:-1])])
    keep = first & (low != high)
    return csr_array((metres_long[keep], (low[keep], high[keep])), shape=(size, size))
