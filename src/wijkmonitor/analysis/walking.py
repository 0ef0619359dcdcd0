"""How far people walk: distances between homes and places, within a limit.

Distances are metres on foot. :class:`StraightLine` is the default; a street network does the same over streets.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from scipy.spatial import cKDTree

DETOUR = 1.3
"""Walking distance over the straight line: a usual factor for Dutch towns."""


@dataclass(frozen=True, eq=False)
class Pairs:
    """Pairs of a home and a place within reach: positions in both lists and the distance in metres on foot."""

    home: np.ndarray
    place: np.ndarray
    distance_m: np.ndarray


class Walk(Protocol):
    """A way to measure distances on foot. Points are arrays of shape (n, 2): x and y in metres (EPSG:28992)."""

    def pairs(self, homes: np.ndarray, places: np.ndarray, limit_m: float) -> Pairs:
        """Every pair at most ``limit_m`` apart, sorted by home and place."""
        ...

    def within(self, homes: np.ndarray, places: np.ndarray, limit_m: float) -> np.ndarray:
        """Whether each home has a place within ``limit_m``: booleans of shape (homes,)."""
        ...


@dataclass(frozen=True)
class StraightLine:
    """The straight line times a detour factor."""

    detour: float = DETOUR

    def pairs(self, homes: np.ndarray, places: np.ndarray, limit_m: float) -> Pairs:
        """See :class:`Walk`."""
        if not len(homes) or not len(places):
            nobody = np.array([], dtype=np.intp)
            return Pairs(nobody, nobody, np.array([], dtype=float))
        reach_m = _including(limit_m / self.detour)
        found = cKDTree(homes).sparse_distance_matrix(cKDTree(places), reach_m, output_type="ndarray")
        order = np.lexsort((found["j"], found["i"]))
        return Pairs(found["i"][order], found["j"][order], found["v"][order] * self.detour)

    def within(self, homes: np.ndarray, places: np.ndarray, limit_m: float) -> np.ndarray:
        """See :class:`Walk`."""
        if not len(homes) or not len(places):
            return np.zeros(len(homes), dtype=bool)
        nearest, _ = cKDTree(places).query(homes, distance_upper_bound=_including(limit_m / self.detour))
        return np.isfinite(nearest)


def _including(limit_m: float) -> float:
    """ "Within" includes the limit itself, whatever rounding does."""
    return limit_m * (1 + 1e-9)
