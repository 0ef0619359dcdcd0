"""Capacity beside initiatives: which areas are low on both, high on both, or low on one and high on the other.

Two axes, never a subtraction: that would treat an area with neither like one with both. See docs/methods/against_initiatives.md.
"""

from __future__ import annotations

from enum import StrEnum

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy import special, stats

from wijkmonitor.analysis.robustness import DRAWS, MIN_AREAS, POSSIBLE_FROM, ROBUST_FROM

CORNERS = ("low_low", "low_high", "high_low", "high_high")
"""Capacity first, initiatives second: in the lowest or the highest third of the areas."""
_SHAPES = np.geomspace(0.05, 1e7, 4000)


class Together(StrEnum):
    """How sure it is that an area is in a corner; empty: nothing is said."""

    ROBUST = "robust"
    POSSIBLE = "possible"
    NONE = ""


def lowest_together(
    capacity_value: ArrayLike,
    capacity_rmse: ArrayLike,
    rate: ArrayLike,
    rate_low: ArrayLike,
    rate_high: ArrayLike,
    draws: int = DRAWS,
    seed: int = 0,
) -> pd.DataFrame:
    """Probability of each corner per area, in the order given: columns of :data:`CORNERS`, corner and verdict.

    Parameters, all per area: capacity in any unit with its root mean squared error (missing counts as exact); ``rate`` of
    initiatives with its 95 % interval, best the smoothed one, since the bare rate of a small area is mostly chance. Capacity is
    drawn from a normal and the rate from the gamma distribution with that mean and that interval. ``corner`` is the likeliest
    one and ``verdict`` a :class:`Together` value: robust from .8, possible from .5. Missing where an area lacks either figure,
    and everywhere with fewer than 3 areas.
    """
    capacity, rates = np.asarray(capacity_value, dtype=float), np.asarray(rate, dtype=float)
    low, high = np.asarray(rate_low, dtype=float), np.asarray(rate_high, dtype=float)
    error = np.nan_to_num(np.asarray(capacity_rmse, dtype=float))
    found = pd.DataFrame(np.nan, index=range(len(capacity)), columns=list(CORNERS)).assign(corner="", verdict="")
    places = np.flatnonzero(np.isfinite(capacity) & np.isfinite(rates))
    # One fixed order, so that the order of the rows never matters.
    places = places[np.lexsort((error[places], rates[places], capacity[places]))]
    if len(places) < MIN_AREAS:
        return found
    rng = np.random.default_rng(seed)
    strength = capacity[places] + error[places] * rng.standard_normal((draws, len(places)))
    shape, scale = rate_distribution(rates[places], low[places], high[places])
    supply = np.where(
        shape > 0, rng.standard_gamma(np.where(shape > 0, shape, 1.0), (draws, len(places))) * scale, rates[places]
    )
    thirds, others = _thirds(strength), _thirds(supply)
    for corner in CORNERS:
        one, other = corner.split("_")
        found.loc[places, corner] = (thirds[one] & others[other]).mean(axis=0)
    return _judged(found, places)


def rate_distribution(rate: ArrayLike, low: ArrayLike, high: ArrayLike) -> tuple[np.ndarray, np.ndarray]:
    """Shape and scale of the gamma distribution with mean ``rate`` and a 95 % interval as wide as ``high - low``.

    A rate of 0 has shape 1 and ``high`` as its 97.5th percentile: for the exact interval of a count of 0 that is the gamma
    distribution itself. Shape 0, the rate as it is, where there is no interval.
    """
    mean = np.asarray(rate, dtype=float)
    upper = np.asarray(high, dtype=float)
    width = upper - np.asarray(low, dtype=float)
    usable = (mean > 0) & (width > 0)
    # Relative width falls as the shape grows, so that the shape can be looked up.
    widths = (special.gammaincinv(_SHAPES, 0.975) - special.gammaincinv(_SHAPES, 0.025)) / _SHAPES
    wanted = np.divide(width, mean, out=np.ones(mean.shape), where=usable)
    falling = np.argmax(widths)
    logs = np.interp(-wanted, -widths[falling:], np.log(_SHAPES[falling:]))
    shape = np.where(usable, np.exp(logs), 0.0)
    scale = np.divide(mean, shape, out=np.zeros(mean.shape), where=shape > 0)
    nothing_counted = (mean == 0) & (upper > 0)
    return np.where(nothing_counted, 1.0, shape), np.where(
        nothing_counted, upper / special.gammaincinv(1.0, 0.975), scale
    )


def _thirds(drawn: np.ndarray) -> dict[str, np.ndarray]:
    """Draws x areas: whether the area is in the lowest and in the highest third; areas that tie on an edge are in neither."""
    ranks, third = stats.rankdata(drawn, axis=1), drawn.shape[1] // 3
    return {"low": ranks <= third, "high": ranks > drawn.shape[1] - third}


def _judged(found: pd.DataFrame, places: np.ndarray) -> pd.DataFrame:
    """Add the likeliest corner and what may be said of it."""
    chance = found.loc[places, list(CORNERS)].to_numpy()
    likeliest = chance.max(axis=1)
    verdict = np.select(
        [likeliest >= ROBUST_FROM, likeliest >= POSSIBLE_FROM],
        [Together.ROBUST.value, Together.POSSIBLE.value],
        default=Together.NONE.value,
    )
    corner = np.where(verdict == Together.NONE.value, "", np.array(CORNERS)[chance.argmax(axis=1)])
    result = found.copy()
    result.loc[places, "corner"], result.loc[places, "verdict"] = corner, verdict
    return result
