"""Choosing sites so that as many people as possible are covered: the maximal coverage location problem.

Church & ReVelle (1974), *The maximal covering location problem*, Papers of the Regional Science Association 32: choose ``p``
sites; a demand counts once when at least one chosen site covers it. Solved to a proven optimum by HiGHS (Huangfu & Hall 2018),
within a time limit: when that is not enough, the best found is given with the gap that is proven to be left.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

TIME_LIMIT_S = 1.5
_CLOSE_ENOUGH = 1e-6


@dataclass(frozen=True)
class Choice:
    """Chosen ``sites`` (positions), the one that adds most first; ``added``: the weight each adds to those before it.

    ``gap``: how much more, as a part of what is covered, any other choice could cover at most; 0 when this is proven best.
    """

    sites: tuple[int, ...]
    added: tuple[float, ...]
    gap: float

    @property
    def covered(self) -> float:
        return float(sum(self.added))

    @property
    def proven(self) -> bool:
        return self.gap <= _CLOSE_ENOUGH


def choose(covers: sparse.csr_array, weights: np.ndarray, count: int, time_limit_s: float = TIME_LIMIT_S) -> Choice:
    """The ``count`` sites that together cover most.

    ``covers``: shape (demands, sites), true where a site covers a demand; ``weights``: of each demand, not negative. Fewer sites
    are chosen when more would cover nothing further.
    """
    first = greedy(covers, weights, count)
    if count <= 1 or len(first.sites) < count:
        return first  # the best single site, or everything that can be covered
    matrix, weight = _merged(covers, weights)
    alone = matrix.T @ weight
    others = np.sort(alone)[::-1][: count - 1].sum()
    useful = np.flatnonzero(alone + others >= first.covered * (1 - _CLOSE_ENOUGH))
    matrix, weight = _merged(matrix[:, useful], weight)
    picked, bound = _solve(matrix, weight, count, time_limit_s)
    best = in_order(covers, weights, useful[picked]) if len(picked) else first
    best = max(best, first, key=lambda one: one.covered)
    gap = max(min(bound, alone.sum(), weight.sum()) / best.covered - 1, 0.0)
    return Choice(best.sites, best.added, gap if gap > _CLOSE_ENOUGH else 0.0)


def greedy(covers: sparse.csr_array, weights: np.ndarray, count: int) -> Choice:
    """The site that adds most, then the one that adds most to it, and so on: at least 63% of the best (Nemhauser et al. 1978).

    ``gap`` is what the best possible choice could still add (the sites that would each add most after the last step).
    """
    return _step_by_step(sparse.csc_array(covers, dtype=float), weights, count, None)


def in_order(covers: sparse.csr_array, weights: np.ndarray, sites: Sequence[int] | np.ndarray) -> Choice:
    """The given sites, the one that adds most first; those that add nothing are left out."""
    chosen = np.asarray(sites, dtype=np.intp)
    return _step_by_step(sparse.csc_array(covers, dtype=float), weights, len(chosen), chosen)


def _step_by_step(matrix: sparse.csc_array, weights: np.ndarray, count: int, among: np.ndarray | None) -> Choice:
    left, bound = weights.astype(float).copy(), np.inf
    sites: list[int] = []
    added: list[float] = []
    for _ in range(count):
        gains = matrix.T @ left
        bound = min(bound, sum(added) + np.sort(gains)[::-1][:count].sum())
        best = int(np.argmax(gains)) if among is None else int(among[np.argmax(gains[among])])
        if gains[best] <= 0:
            break
        sites.append(best)
        added.append(float(gains[best]))
        left[matrix.indices[matrix.indptr[best] : matrix.indptr[best + 1]]] = 0
    total = sum(added)
    gap = 0.0 if not total or len(sites) < count else max(bound / total - 1, 0.0)
    return Choice(tuple(sites), tuple(added), gap if gap > _CLOSE_ENOUGH else 0.0)


def _merged(covers: sparse.csr_array, weights: np.ndarray) -> tuple[sparse.csr_array, np.ndarray]:
    """Demands that the same sites cover taken together; those without a site or a weight left out."""
    matrix = sparse.csr_array(covers, dtype=float)
    matrix.sort_indices()
    starts: dict[bytes, int] = {}
    sums: dict[bytes, float] = {}
    for row in np.flatnonzero((np.diff(matrix.indptr) > 0) & (weights > 0)):
        key = matrix.indices[matrix.indptr[row] : matrix.indptr[row + 1]].tobytes()
        starts.setdefault(key, int(row))
        sums[key] = sums.get(key, 0.0) + float(weights[row])
    return matrix[list(starts.values())], np.array(list(sums.values()))


def _solve(matrix: sparse.csr_array, weight: np.ndarray, count: int, time_limit_s: float) -> tuple[np.ndarray, float]:
    """Positions of the chosen columns (none when nothing was found in time) and the most any choice can cover."""
    demands, sites = matrix.shape
    scale = weight.sum()
    gain = np.concatenate([np.zeros(sites), -weight / scale])
    covered_by = sparse.hstack([matrix, -sparse.eye_array(demands)], format="csc")
    number = sparse.csc_array(np.concatenate([np.ones(sites), np.zeros(demands)])[None, :])
    found = milp(
        gain,
        constraints=[LinearConstraint(covered_by, 0, np.inf), LinearConstraint(number, 0, count)],
        integrality=np.concatenate([np.ones(sites), np.zeros(demands)]),
        bounds=Bounds(0, 1),
        options={"time_limit": time_limit_s, "mip_rel_gap": _CLOSE_ENOUGH / 10},
    )
    bound = -found.mip_dual_bound * scale if found.mip_dual_bound is not None else np.inf
    picked = np.array([], dtype=np.intp) if found.x is None else np.flatnonzero(found.x[:sites] > 0.5)
    return picked, float(bound) if np.isfinite(bound) else np.inf
