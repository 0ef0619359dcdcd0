"""Whether areas resemble their neighbours: who borders on whom, Moran's I and local clusters.

Written out here, and not taken from PySAL, because the whole of it is what follows: see docs/methods/spatial.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from scipy import sparse, stats

from wijkmonitor.analysis.differences import FALSE_ALARMS

MIN_AREAS = 8
"""With fewer areas that have a value and a neighbour nothing is said about space."""
TOUCHING_M = 1.0
"""Borders drawn apart by less than this many metres are one border."""


class Cluster(StrEnum):
    """An area and its neighbours against the mean; the first word is the area's own value. Empty: not demonstrable."""

    HIGH_HIGH = "high_high"
    LOW_LOW = "low_low"
    HIGH_LOW = "high_low"
    LOW_HIGH = "low_high"
    NONE = ""


@dataclass(frozen=True)
class Neighbours:
    """Which areas border on which: codes and a symmetric 0/1 matrix in their order, nothing on the diagonal."""

    areas: pd.Index
    matrix: sparse.csr_array

    def among(self, kept: np.ndarray) -> sparse.csr_array:
        """The neighbours among the areas kept (a boolean per area), every row adding up to 1 (or 0: none left)."""
        part = self.matrix[kept][:, kept]
        number = part.sum(axis=1)
        return sparse.csr_array(
            sparse.diags_array(np.divide(1.0, number, out=np.zeros(len(number)), where=number > 0)) @ part
        )


@dataclass(frozen=True)
class Moran:
    """Moran's I, its expectation without any pattern, and the two-sided permutation p; missing when nothing can be said."""

    i: float
    expected: float
    p: float


def neighbours(areas: gpd.GeoDataFrame) -> Neighbours:
    """Queen contiguity of areas of one level (EPSG:28992): a shared border or corner; an island joins the nearest area."""
    shapes = areas.geometry.to_numpy()
    tree = shapely.STRtree(shapes)
    one, other = tree.query(shapes, predicate="dwithin", distance=TOUCHING_M)
    one, other = one[one != other], other[one != other]
    alone = np.setdiff1d(np.flatnonzero(~shapely.is_missing(shapes)), one)
    if len(shapes) > 1 and len(alone):
        island, nearest = tree.query_nearest(shapes[alone], exclusive=True, all_matches=False)
        one, other = np.r_[one, alone[island], nearest], np.r_[other, nearest, alone[island]]
    matrix = sparse.csr_array((np.ones(len(one)), (one, other)), shape=(len(shapes), len(shapes)))
    matrix.data[:] = 1.0
    return Neighbours(areas.index, matrix)


def moran(values: pd.Series, weights: Neighbours, permutations: int = 999, seed: int = 0) -> Moran:
    """Global Moran's I of values per area code: above its expectation when neighbours are alike, below when unlike.

    Formula: Moran (1950) with weights that add up to 1 per area, ``I = sum z_i (W z)_i / sum z_i^2``; areas without a value or
    without a neighbour left are out. p: twice the smaller tail of values shuffled over areas, at most 1.
    """
    z, w, _ = _centred(values, weights)
    if w is None:
        return Moran(np.nan, np.nan, np.nan)
    found = z @ (w @ z) / (z @ z)
    shuffled = np.random.default_rng(seed).permuted(np.broadcast_to(z, (permutations, len(z))), axis=1)
    by_chance = np.einsum("pi,pi->p", shuffled, (w @ shuffled.T).T) / (z @ z)
    return Moran(float(found), -1 / (len(z) - 1), float(_two_sided((by_chance >= found).sum(), permutations)))


def clusters(
    values: pd.Series,
    weights: Neighbours,
    permutations: int = 9999,
    seed: int = 0,
    false_discoveries: float = FALSE_ALARMS,
) -> pd.DataFrame:
    """Local clusters (LISA): a row per area of ``weights`` with ``cluster``, ``p`` (two-sided) and ``q`` (p after correction).

    Formula: Anselin (1995); an area keeps its own value while those of all others are shuffled; p is twice the smaller tail,
    q after Benjamini and Hochberg (1995): a cluster is shown when q is at most ``false_discoveries``. p and q are missing, and
    the cluster empty, where nothing can be said.
    """
    frame = pd.DataFrame({"area": weights.areas, "cluster": Cluster.NONE.value, "p": np.nan, "q": np.nan})
    z, w, kept = _centred(values, weights)
    if w is None:
        return frame
    beside = w @ z
    p = _local_p(z, w, z * beside, permutations, seed)
    q = stats.false_discovery_control(p)
    kinds = np.select(
        [(z > 0) & (beside > 0), (z < 0) & (beside < 0), (z > 0) & (beside < 0), (z < 0) & (beside > 0)],
        [Cluster.HIGH_HIGH.value, Cluster.LOW_LOW.value, Cluster.HIGH_LOW.value, Cluster.LOW_HIGH.value],
        default=Cluster.NONE.value,
    )
    places = np.flatnonzero(kept)
    frame.loc[places, "cluster"] = np.where(q <= false_discoveries, kinds, Cluster.NONE.value)
    frame.loc[places, "p"], frame.loc[places, "q"] = p, q
    return frame


def _centred(values: pd.Series, weights: Neighbours) -> tuple[np.ndarray, sparse.csr_array | None, np.ndarray]:
    """Values less their mean and the weights among the areas that count, and which those are; no weights when too little."""
    x = values.reindex(weights.areas).to_numpy(dtype=float)
    kept = np.isfinite(x)
    while True:  # leaving out an area may leave another without neighbours
        w = weights.among(kept)
        linked = w.sum(axis=1) > 0
        if linked.all():
            break
        kept[np.flatnonzero(kept)[~linked]] = False
    z = x[kept] - x[kept].mean() if kept.any() else x[kept]
    enough = len(z) >= MIN_AREAS and np.ptp(z) > 1e-12 * max(1.0, float(np.abs(x[kept]).max()))
    return z, w if enough else None, kept


def _local_p(z: np.ndarray, w: sparse.csr_array, found: np.ndarray, permutations: int, seed: int) -> np.ndarray:
    """p of the local statistic of each area, the values of all other areas being shuffled."""
    number = np.diff(w.indptr)
    orders = _drawn(np.random.default_rng(seed), permutations, len(z) - 1, int(number.max()))
    as_extreme = np.empty(len(z))
    for place, local in enumerate(found):
        others = orders[:, : number[place]]
        beside = z[others + (others >= place)].mean(axis=1)
        as_extreme[place] = (z[place] * beside >= local - 1e-12).sum()
    return _two_sided(as_extreme, permutations)


def _drawn(rng: np.random.Generator, times: int, among: int, number: int) -> np.ndarray:
    """``times`` rows of ``number`` different integers below ``among``, in random order."""
    if among < 10 * number:
        return np.argsort(rng.random((times, among)), axis=1)[:, :number]
    rows = rng.integers(among, size=(times, number))
    while True:  # rows are long among few and short among many: few have one twice and are drawn anew
        ordered = np.sort(rows, axis=1)
        twice = (ordered[:, 1:] == ordered[:, :-1]).any(axis=1)
        if not twice.any():
            return rows
        rows[twice] = rng.integers(among, size=(int(twice.sum()), number))


def _two_sided(as_high: np.ndarray, permutations: int) -> np.ndarray:
    """Twice the smaller of both tails, the value itself counted in, at most 1."""
    tail = np.minimum(as_high, permutations - as_high)
    return np.minimum(2 * (tail + 1) / (permutations + 1), 1.0)
