"""How unevenly something is spread over areas, weighted by their residents: Gini, Theil, percentiles, concentration.

Every function takes ``values`` as one row (areas) or as draws x areas and gives one number, or one per draw. Values are on a
positive scale with a true zero (a share, a rate), never a z-score or an index. An area with weight 0, or without a value or
a weight, does not count. ``ValueError`` when a value or weight is negative, or when there is nothing to divide.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

_SAME = 1e-12
"""Two shares of all residents closer than this are the same share: sums of weights are not exact."""


@dataclass(frozen=True)
class Decomposition:
    """A measure in two parts that add up to it: ``within`` the groups and ``between`` their means; one value per draw."""

    total: np.ndarray
    within: np.ndarray
    between: np.ndarray


def gini(values: ArrayLike, weights: ArrayLike | None = None) -> np.ndarray:
    """Gini coefficient: 0 when every area has the same, near 1 when one small area has everything.

    Formula: twice the surface between the Lorenz curve and the diagonal (Gini 1914; weighted as in Lerman & Yitzhaki 1989).
    """
    population, total = lorenz(values, weights)
    steps = np.diff(population, axis=-1)
    return 1 - (steps * (total[..., 1:] + total[..., :-1])).sum(axis=-1)


def lorenz(values: ArrayLike, weights: ArrayLike | None = None) -> tuple[np.ndarray, np.ndarray]:
    """Lorenz curve: share of the residents and share of the total they have, from the least to the most; starts at (0, 0)."""
    x, w = _usable(values, weights)
    x, w = _sorted(x, w)
    population, total = np.cumsum(w, axis=-1), np.cumsum(w * x, axis=-1)
    start = np.zeros((*x.shape[:-1], 1))
    return (
        np.concatenate([start, population / population[..., -1:]], axis=-1),
        np.concatenate([start, total / total[..., -1:]], axis=-1),
    )


def generalised_entropy(values: ArrayLike, weights: ArrayLike | None = None, order: int = 1) -> np.ndarray:
    """Generalised entropy: order 0 is the mean log deviation, 1 is Theil T, 2 is half the squared coefficient of variation.

    Order 0 is infinite when an area has nothing. Formulas: Cowell (2011), Measuring Inequality, section 3.4.
    """
    x, w = _usable(values, weights)
    share = w / w.sum()
    mean = (x * share).sum(axis=-1, keepdims=True)
    return _entropy_of(x / mean, share, order)


def theil_t(values: ArrayLike, weights: ArrayLike | None = None) -> np.ndarray:
    """Theil T, the generalised entropy of order 1; an area with nothing counts as 0 (the limit of x log x)."""
    return generalised_entropy(values, weights, order=1)


def decompose(values: ArrayLike, weights: ArrayLike | None, groups: ArrayLike, order: int = 1) -> Decomposition:
    """A generalised entropy split over groups (wijken): exact, ``within + between == total`` (Shorrocks 1980).

    ``groups``: a label per area. Between: that of the group means, as if everybody had the mean of the group.
    """
    labels = np.asarray(groups)
    x, w, kept = _usable_with_places(values, weights)
    _, place = np.unique(labels[kept].astype(str), return_inverse=True)
    member = np.equal.outer(place, np.arange(place.max() + 1)).astype(float)
    share = w / w.sum()
    group_share = share @ member
    group_mean = (x * share) @ member / group_share
    mean = (x * share).sum(axis=-1, keepdims=True)
    between = _entropy_of(group_mean / mean, group_share, order)
    within = _within(x, share, group_mean[..., place], mean, order)
    return Decomposition(_entropy_of(x / mean, share, order), within, between)


def percentile(values: ArrayLike, weights: ArrayLike | None, share: float) -> np.ndarray:
    """Weighted percentile: the smallest value that ``share`` of the residents do not exceed.

    Inverse of the empirical distribution; exactly on a step it is the mean of that value and the next (as Eurostat and
    the R package laeken do).
    """
    x, w = _sorted(*_usable(values, weights, total_needed=False))
    reached = np.cumsum(w, axis=-1)
    reached = reached / reached[..., -1:] - share
    first = np.argmax(reached >= -_SAME, axis=-1)[..., None]
    after = np.minimum(first + 1, x.shape[-1] - 1)
    here, then = np.take_along_axis(x, first, axis=-1), np.take_along_axis(x, after, axis=-1)
    on_a_step = np.abs(np.take_along_axis(reached, first, axis=-1)) <= _SAME
    return np.where(on_a_step, (here + then) / 2, here)[..., 0]


def p90_p10(values: ArrayLike, weights: ArrayLike | None = None) -> np.ndarray:
    """The 90th weighted percentile divided by the 10th; infinite when the 10th is 0 and the 90th is not."""
    high, low = percentile(values, weights, 0.9), percentile(values, weights, 0.1)
    return np.where(high == low, 1.0, np.divide(high, low, out=np.full(np.shape(high), np.inf), where=low > 0))


def concentration_index(values: ArrayLike, rank_by: ArrayLike, weights: ArrayLike | None = None) -> np.ndarray:
    """Concentration index: above 0 when areas that are high on ``rank_by`` (one value per area) have more, below 0 when less.

    Formula: ``2 cov(value, rank) / mean(value)`` with the fractional weighted rank (Kakwani, Wagstaff & van Doorslaer 1997);
    areas that tie share the middle of their ranks. Areas without ``rank_by`` do not count.
    """
    by = np.asarray(rank_by, dtype=float)
    w = np.ones(by.shape) if weights is None else np.asarray(weights, dtype=float)
    x, w, kept = _usable_with_places(values, np.where(np.isfinite(by), w, 0.0))
    share = w / w.sum()
    _, place = np.unique(by[kept], return_inverse=True)
    size = np.bincount(place, weights=share)
    rank = (np.cumsum(size) - size / 2)[place]
    mean = (x * share).sum(axis=-1)
    return 2 * (x * share * (rank - (rank * share).sum())).sum(axis=-1) / mean


def _entropy_of(relative: np.ndarray, share: np.ndarray, order: int) -> np.ndarray:
    """Generalised entropy of values relative to their mean, with the share of the residents of each."""
    if order == 1:
        return (share * special.xlogy(relative, relative)).sum(axis=-1)
    if order == 0:
        with np.errstate(divide="ignore"):
            return -(share * np.log(relative)).sum(axis=-1)
    if order == 2:
        return (share * (relative - 1) ** 2).sum(axis=-1) / 2
    raise ValueError(f"the order is 0, 1 or 2, not {order}")


def _within(x: np.ndarray, share: np.ndarray, own: np.ndarray, mean: np.ndarray, order: int) -> np.ndarray:
    """The part within groups; ``own`` is the mean of each area's own group."""
    if order == 2:
        return (share * ((x - own) / mean) ** 2).sum(axis=-1) / 2
    relative = np.divide(x, own, out=np.ones(np.broadcast_shapes(x.shape, own.shape)), where=own > 0)
    if order == 1:
        return (share * x / mean * np.log(np.where(x > 0, relative, 1.0))).sum(axis=-1)
    with np.errstate(divide="ignore"):
        return -(share * np.log(relative)).sum(axis=-1)


def _sorted(x: np.ndarray, w: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    order = np.argsort(x, axis=-1, kind="stable")
    return np.take_along_axis(x, order, axis=-1), w[order]


def _usable(values: ArrayLike, weights: ArrayLike | None, total_needed: bool = True) -> tuple[np.ndarray, np.ndarray]:
    return _usable_with_places(values, weights, total_needed)[:2]


def _usable_with_places(
    values: ArrayLike, weights: ArrayLike | None, total_needed: bool = True
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Values and weights of the areas that count, and which those are."""
    x = np.asarray(values, dtype=float)
    w = np.ones(x.shape[-1]) if weights is None else np.asarray(weights, dtype=float)
    if (w < 0).any():
        raise ValueError("a weight is negative: weights are numbers of residents")
    kept = np.isfinite(x).reshape(-1, x.shape[-1]).all(axis=0) & (w > 0)
    x, w = x[..., kept], w[kept]
    if (x < 0).any():
        raise ValueError("a value is negative: unevenness needs a positive scale with a true zero")
    if not kept.any():
        raise ValueError("no area has both a value and residents")
    if total_needed and (x.sum(axis=-1) <= 0).any():
        raise ValueError("every value is 0: there is nothing to divide")
    return x, w, kept
