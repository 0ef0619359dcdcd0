"""What a figure would be in an area with these residents, judged by the other areas; see docs/methods/expected.md.

A random-effects meta-regression: areas are the studies, each with its own sampling variance.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.optimize import brentq
from scipy.stats import t

from wijkmonitor.analysis import Z_95

Floats = npt.NDArray[np.float64]

FEWEST_AREAS = 12
"""Below this many usable areas nothing is expected of any."""

AREAS_PER_COVARIATE = 4
LEAST_KNOWN = 0.8
"""A covariate that is unknown of more than a fifth of the areas is not used."""

COVARIATES = (
    ("share_65_plus",),
    ("urbanity",),
    ("low_income", "income_per_inhabitant"),
    ("owner_occupied",),
)
"""What an expectation may rest on (indicator keys), most telling first; of each group the first that is known is used."""

FOR_EDUCATION = frozenset({"low_income", "income_per_inhabitant", "owner_occupied"})
"""The key figures of buurten hold no education: these stand in for it."""

_MOST_ALIKE = 0.95


@dataclass(frozen=True)
class Fit:
    """A fitted meta-regression. ``tau2``: variance between areas that the covariates leave unexplained, in squared units."""

    coefficients: Floats
    covariance: Floats
    tau2: float


@dataclass(frozen=True)
class Expectation:
    """What one area would be expected to measure, in the unit of the value. ``low`` and ``high``: the 95 % prediction interval
    for its *measured* value, so with its own sampling variance in it; ``p``: two-sided, of the measured value against that
    prediction; ``areas``: how many other areas it rests on; ``covariates``: the columns used."""

    measured: float
    value: float
    low: float
    high: float
    p: float
    areas: int
    covariates: tuple[str, ...]


def sampling_variance(low: pd.Series, high: pd.Series) -> pd.Series:
    """The variance that a 95 % interval implies, in squared units of the value: (half its width / 1.96)^2."""
    return ((high - low) / (2 * Z_95)) ** 2


def expect(figures: pd.DataFrame, covariates: pd.DataFrame, area: str) -> Expectation | None:
    """What the other areas lead one to expect of ``area``; None when there are too few of them.

    ``figures``: value and variance per area (index), only areas whose value may be used; ``covariates``: a row per area, a
    column per characteristic, most telling first. The area itself takes no part in the fit, nor in choosing the covariates.
    """
    figures = figures.dropna()
    if area not in figures.index or area not in covariates.index:
        return None
    others = figures.drop(index=area)
    used = usable(covariates.reindex(others.index), covariates.loc[area])
    if not used:
        return None
    known = covariates.reindex(others.index)[list(used)].dropna()
    others = others.loc[known.index]
    if len(others) + 1 < FEWEST_AREAS:
        return None
    mean, spread = known.mean(), known.std(ddof=0)
    design = _with_constant((known - mean) / spread)
    fit = fit_reml(others["value"].to_numpy(dtype=float), others["variance"].to_numpy(dtype=float), design)
    here = _with_constant((covariates.loc[[area], list(used)] - mean) / spread)[0]
    return _predict(fit, here, figures.loc[area], len(others), used)


def usable(covariates: pd.DataFrame, here: pd.Series) -> tuple[str, ...]:
    """Which covariates carry weight, in their order: known of nearly all areas and of this one (``here``), not the same
    everywhere, not a near copy of one chosen before, and at most one per :data:`AREAS_PER_COVARIATE` areas."""
    chosen: list[str] = []
    most = len(covariates) // AREAS_PER_COVARIATE
    for column in covariates.columns:
        values = covariates[column]
        if pd.isna(here[column]) or values.notna().mean() < LEAST_KNOWN or not values.std(ddof=0) > 1e-9:
            continue
        if all(abs(values.corr(covariates[one])) <= _MOST_ALIKE for one in chosen) and len(chosen) < most:
            chosen.append(str(column))
    return tuple(chosen)


def fit_reml(value: Floats, variance: Floats, design: Floats) -> Fit:
    """Random-effects meta-regression with the variance between areas by restricted maximum likelihood.

    ``value``, ``variance``: n; ``design``: n x p with a constant, n > p. REML solves y'PPy = tr(P) for tau2, where
    P = W - WX(X'WX)^-1 X'W and W = 1 / (variance + tau2); no positive solution means tau2 = 0 (Raudenbush 2009; Viechtbauer
    2010, Journal of Statistical Software 36(3)).
    """

    def score(tau2: float) -> float:
        weight = 1 / (variance + tau2)
        weighted = design * weight[:, None]
        p = np.diag(weight) - weighted @ np.linalg.solve(design.T @ weighted, weighted.T)
        return float(np.sum((p @ value) ** 2) - np.trace(p))

    tau2 = 0.0
    if score(0.0) > 0:
        most = float(np.var(value)) + 1e-12
        while score(most) > 0:
            most *= 2
        tau2 = float(brentq(score, 0.0, most, xtol=1e-14, rtol=1e-12))
    weighted = design / (variance + tau2)[:, None]
    covariance = np.linalg.inv(design.T @ weighted)
    return Fit(np.asarray(covariance @ (weighted.T @ value), dtype=np.float64), covariance.astype(np.float64), tau2)


def _predict(fit: Fit, here: Floats, figure: pd.Series, areas: int, used: Sequence[str]) -> Expectation:
    value = float(here @ fit.coefficients)
    error = float(np.sqrt(here @ fit.covariance @ here + fit.tau2 + figure["variance"]))
    freedom = areas - len(here)
    margin = float(t.ppf(0.975, freedom)) * error
    measured = float(figure["value"])
    p = float(2 * t.sf(abs(measured - value) / error, freedom))
    return Expectation(measured, value, value - margin, value + margin, p, areas, tuple(used))


def _with_constant(frame: pd.DataFrame) -> Any:
    return np.column_stack([np.ones(len(frame)), frame.to_numpy(dtype=float)])
