"""Intervals for shares, means and rates, on whole arrays at once. All are two-sided 95 % intervals."""

from __future__ import annotations

import numpy as np
from scipy import special

from wijkmonitor.analysis import Z_95

LEVEL = 0.95
_TAIL = (1 - LEVEL) / 2


def wilson(share: np.ndarray, n_eff: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Wilson score interval of a share with ``n_eff`` effective answers; missing where ``n_eff`` is 0 or missing.

    Never of zero width, also at 0 and 100 %. Formula: Wilson (1927), with the effective number of answers in place of n
    (Korn & Graubard 1998; Franco et al. 2019).
    """
    p = np.clip(np.asarray(share, dtype=float), 0, 1)
    n = np.where(np.asarray(n_eff, dtype=float) > 0, n_eff, np.nan)
    z2 = Z_95**2
    centre = (p + z2 / (2 * n)) / (1 + z2 / n)
    half = Z_95 / (1 + z2 / n) * np.sqrt(p * (1 - p) / n + z2 / (4 * n**2))
    low, high = np.clip(centre - half, 0, 1), np.clip(centre + half, 0, 1)
    return np.minimum(low, p), np.maximum(high, p)


def student(
    mean: np.ndarray, standard_error: np.ndarray, n_eff: np.ndarray, bounds: tuple[float, float]
) -> tuple[np.ndarray, np.ndarray]:
    """t interval of a mean with ``n_eff - 1`` degrees of freedom, cut off at what the scale allows.

    Missing where ``n_eff`` is 1 or less: one answer says nothing of its own uncertainty.
    """
    n_eff = np.asarray(n_eff, dtype=float)
    freedom = np.where(n_eff > 1 + 1e-9, n_eff - 1, np.nan)
    half = special.stdtrit(freedom, 1 - _TAIL) * standard_error
    return np.clip(mean - half, *bounds), np.clip(mean + half, *bounds)


def poisson(count: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Exact interval of a Poisson count (Garwood 1936); 0 events gives 0 to 3.69."""
    count = np.asarray(count, dtype=float)
    # The chi-square quantile of 2k degrees of freedom is twice the gamma quantile of shape k.
    low = np.where(count > 0, special.gammaincinv(np.maximum(count, 1), _TAIL), 0.0)
    high = special.gammaincinv(count + 1, 1 - _TAIL)
    return np.where(np.isnan(count), np.nan, low), high


def gamma(mean: np.ndarray, variance: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Central interval of a gamma distribution with this mean and variance, for a rate that cannot be negative."""
    mean, variance = np.asarray(mean, dtype=float), np.asarray(variance, dtype=float)
    usable = (mean > 0) & (variance > 0)
    scale = np.divide(variance, mean, out=np.full(mean.shape, np.nan), where=usable)
    shape = np.divide(mean, scale, out=np.full(mean.shape, np.nan), where=usable)
    low = scale * special.gammaincinv(shape, _TAIL)
    high = scale * special.gammaincinv(shape, 1 - _TAIL)
    return np.minimum(low, mean), np.maximum(high, mean)
