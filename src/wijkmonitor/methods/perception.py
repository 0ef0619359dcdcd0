"""Judgements from 1 to 5: the margin of a mean, and the gap between two groups of judges. Whole arrays at once."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy import special

from wijkmonitor.attention import HIGHEST, LOWEST
from wijkmonitor.methods.intervals import LEVEL, student

LEAST_SD = 0.5
"""A few like-minded judges still vary: half of the standard deviation near 1 that a scale of 1 to 5 usually has."""


class Mean(NamedTuple):
    """Mean judgements with their standard errors and degrees of freedom; missing where unknown."""

    value: np.ndarray
    error: np.ndarray
    freedom: np.ndarray


class Difference(NamedTuple):
    """Differences of means with their half 95 % intervals and two-sided p values; missing where a side is."""

    value: np.ndarray
    half: np.ndarray
    p: np.ndarray


def largest_sd(mean: np.ndarray, n: np.ndarray) -> np.ndarray:
    """The largest standard deviation that ``n`` judgements from 1 to 5 with this mean can have.

    Formula: variance at most ``(5 - m)(m - 1)`` (Bhatia & Davis 2000), times ``n / (n - 1)`` for the variance in a sample.
    """
    mean, n = np.asarray(mean, dtype=float), np.asarray(n, dtype=float)
    many = np.where(n > 1, n, np.nan)
    return np.sqrt(np.clip((HIGHEST - mean) * (mean - LOWEST), 0, None) * many / (many - 1))


def mean_of(mean: np.ndarray, sd: np.ndarray, n: np.ndarray) -> Mean:
    """Means of ``n`` judgements; ``sd``: their standard deviation, missing where it must be taken as large as it can be.

    ``error = sd / sqrt(n)`` with ``n - 1`` degrees of freedom, the standard deviation at least :data:`LEAST_SD`.
    """
    sd, n = np.asarray(sd, dtype=float), np.asarray(n, dtype=float)
    spread = np.maximum(np.where(np.isnan(sd), largest_sd(mean, n), sd), LEAST_SD)
    many = np.where(n > 1, n, np.nan)
    return Mean(np.asarray(mean, dtype=float), spread / np.sqrt(many), many - 1)


def interval(mean: Mean) -> tuple[np.ndarray, np.ndarray]:
    """The t interval of means, cut off at the ends of the scale."""
    return student(mean.value, mean.error, mean.freedom + 1, (LOWEST, HIGHEST))


def difference(first: Mean, second: Mean) -> Difference:
    """``first`` minus ``second``, two independent groups with spreads of their own.

    Formula: ``sqrt(v1 + v2)`` with the degrees of freedom of Welch (1947) and Satterthwaite (1946).
    """
    own, other = first.error**2, second.error**2
    with np.errstate(divide="ignore", invalid="ignore"):
        freedom = (own + other) ** 2 / (own**2 / first.freedom + other**2 / second.freedom)
        error = np.sqrt(own + other)
        value = first.value - second.value
        p = 2 * special.stdtr(freedom, -np.abs(value) / error)
    return Difference(value, special.stdtrit(freedom, 1 - (1 - LEVEL) / 2) * error, p)
