"""Unevenness of one figure over the areas of a municipality, from draws of its model estimates.

Why draws: direct estimates of small samples differ by chance too, so their Gini is far too high, while model estimates alone lie
too close together. A draw puts back the uncertainty of each area and is about right; see docs/methods/unevenness.md for how
far each is off. What differs between areas says nothing of what differs between persons.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
import pandas as pd

from wijkmonitor.analysis import inequality

DRAWS = 500
INTERVAL = (0.05, 0.95)
LORENZ_STEPS = 21
MOST_WITHOUT = 0.05
"""A statistic that more than this part of the draws cannot give is missing."""
_WIDEST_VARIANCE = 4.0


def uneven(
    areas: pd.DataFrame, draws: int = DRAWS, seed: int = 0, scale: tuple[float, float] = (0.0, 1.0)
) -> pd.DataFrame:
    """Statistics of unevenness, each the mean over draws with its 90 % interval: columns statistic, value, low, high.

    ``areas``: a row per area with value and rmse (in the unit of the indicator), population, wijk (code of its parent), income
    (of its residents, for the rank only) and, when known, shrinkage (0-1). Statistics: gini, theil, theil_within_share and
    theil_between_share (parts of theil, 0-1, over wijken), p90_p10, concentration (by rank of income). Missing where it cannot be
    said, as concentration without incomes. Raises ``ValueError`` when ``scale``, to which draws are cut off, goes below 0.
    """
    rows, drawn = _drawn(areas, draws, seed, scale)
    people = rows["population"].to_numpy(dtype=float)
    measures: dict[str, Callable[[np.ndarray], np.ndarray]] = {
        "gini": partial(inequality.gini, weights=people),
        "theil": partial(inequality.theil_t, weights=people),
        "theil_within_share": partial(_share_of_theil, part="within", people=people, wijk=rows["wijk"]),
        "theil_between_share": partial(_share_of_theil, part="between", people=people, wijk=rows["wijk"]),
        "p90_p10": partial(inequality.p90_p10, weights=people),
        "concentration": partial(_by_income, people=people, income=rows["income"].to_numpy(dtype=float)),
    }
    found = [(name, *_told(measure, drawn)) for name, measure in measures.items()]
    return pd.DataFrame(found, columns=["statistic", "value", "low", "high"])


def lorenz_band(
    areas: pd.DataFrame, draws: int = DRAWS, seed: int = 0, scale: tuple[float, float] = (0.0, 1.0)
) -> pd.DataFrame:
    """Lorenz curve with its 90 % band: columns population_share (0-1), share (of the total, 0-1), low, high; see :func:`uneven`.

    Empty when nothing can be measured.
    """
    columns = ["population_share", "share", "low", "high"]
    rows, drawn = _drawn(areas, draws, seed, scale)
    drawn = drawn[drawn.sum(axis=1) > 0]
    if not drawn.size:
        return pd.DataFrame(columns=columns, dtype=float)
    population, total = inequality.lorenz(drawn, rows["population"].to_numpy(dtype=float))
    at = np.linspace(0, 1, LORENZ_STEPS)
    curves = np.array([np.interp(at, *curve) for curve in zip(population, total, strict=True)])
    low, high = np.quantile(curves, INTERVAL, axis=0)
    return pd.DataFrame(dict(zip(columns, (at, curves.mean(axis=0), low, high), strict=True)))


def _drawn(areas: pd.DataFrame, draws: int, seed: int, scale: tuple[float, float]) -> tuple[pd.DataFrame, np.ndarray]:
    """The areas that count, in one fixed order, and draws x areas of their values."""
    if scale[0] < 0:
        raise ValueError("unevenness needs a positive scale with a true zero")
    numbers = areas[["value", "rmse", "population"]].astype(float)
    rows = areas[numbers["value"].notna() & (numbers["population"] > 0)]
    rows = rows.sort_values(["value", "rmse", "population"], kind="stable")
    middle, error = rows["value"].to_numpy(dtype=float), np.nan_to_num(rows["rmse"].to_numpy(dtype=float))
    rng = np.random.default_rng(seed)
    drawn = middle + error * rng.standard_normal((draws, len(rows)))
    if "shrinkage" in rows and len(rows):
        drawn = _spread_drawn(drawn, rows, error, rng)
    return rows, np.clip(drawn, *scale)


def _spread_drawn(drawn: np.ndarray, rows: pd.DataFrame, error: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Draws whose spread between areas is uncertain too: how large it is was estimated from the same few areas.

    With g the shrinkage of each area, the model variance is about rmse^2 / (1 - g) and the relative variance of its
    estimate 2 / sum(g^2) (the information of Fay & Herriot 1979, restricted likelihood).
    """
    shrinkage = np.clip(np.nan_to_num(rows["shrinkage"].to_numpy(dtype=float)), 0.001, 0.999)
    model = np.median(error**2 / (1 - shrinkage))
    share = rows["population"].to_numpy(dtype=float) / rows["population"].sum()
    middle = (drawn * share).sum(axis=1, keepdims=True)
    spread = ((drawn - middle) ** 2 * share).sum(axis=1).mean()
    if spread <= 0:
        return drawn
    part = min(1.0, model / spread)
    relative = min(2 / (shrinkage**2).sum(), _WIDEST_VARIANCE)
    factor = rng.gamma(1 / relative, relative, size=(len(drawn), 1))
    return middle + (drawn - middle) * np.sqrt(1 - part + part * factor)


def _share_of_theil(drawn: np.ndarray, part: str, people: np.ndarray, wijk: pd.Series) -> np.ndarray:
    parts = inequality.decompose(drawn, people, wijk.fillna("").to_numpy())
    return np.divide(getattr(parts, part), parts.total, out=np.full(len(drawn), np.nan), where=parts.total > 1e-12)


def _by_income(drawn: np.ndarray, people: np.ndarray, income: np.ndarray) -> np.ndarray:
    if np.isfinite(income).sum() < 2:
        return np.full(len(drawn), np.nan)
    return inequality.concentration_index(drawn, income, people)


def _told(measure: Callable[[np.ndarray], np.ndarray], drawn: np.ndarray) -> tuple[float, float, float]:
    """Mean and 90 % interval over the draws that give a number; missing when too many do not."""
    usable = drawn[drawn.sum(axis=1) > 0]
    try:
        found = measure(usable) if usable.size else np.empty(0)
    except ValueError:  # nothing to divide among the areas it is about
        found = np.empty(0)
    known = found[np.isfinite(found)]
    if not len(known) or len(known) < (1 - MOST_WITHOUT) * len(drawn):
        return np.nan, np.nan, np.nan
    low, high = np.quantile(known, INTERVAL)
    return float(known.mean()), float(low), float(high)
