"""Rates per 1,000 residents: exact intervals, and smoothing of small areas towards the whole."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd

from wijkmonitor import areas as geo
from wijkmonitor.estimate import ALL
from wijkmonitor.methods import intervals
from wijkmonitor.methods.domains import levels_present, raw_frame

PER = 1000.0


def rates_per_1000(count: pd.Series, areas: gpd.GeoDataFrame, group: str = ALL) -> pd.DataFrame:
    """Raw frame of ``count`` (per area code) per 1,000 residents with the exact Poisson interval (Garwood 1936).

    ``n`` is the number of residents. Missing where nobody lives (n 0) or the number of residents is unknown (n missing).
    """
    residents = areas["population"].astype(float)
    exposure = residents.where(residents > 0) / PER
    low, high = intervals.poisson(count.reindex(areas.index).to_numpy(dtype=float))
    return raw_frame(
        areas, group, value=count.reindex(areas.index) / exposure, low=low / exposure, high=high / exposure, n=residents
    )


def smoothed_rates_per_1000(count: pd.Series, areas: gpd.GeoDataFrame) -> pd.DataFrame:
    """Raw frame of empirical Bayes rates per 1,000 residents: each area drawn towards the mean of its level.

    Formula: Marshall (1991), global: m = sum c / sum n; A = sum n (r - m)^2 / sum n - m / mean(n), at least 0;
    shrinkage C = A / (A + m / n); rate = m + C (r - m). Interval: gamma with that mean and variance
    C m / n + (1 - C)^2 m / sum(n), the second part being the uncertainty of m itself.
    """
    frames = [_smoothed_level(count, geo.of_level(areas, level)) for level in levels_present(areas)]
    return pd.concat(frames, ignore_index=True)


def _smoothed_level(count: pd.Series, areas: gpd.GeoDataFrame) -> pd.DataFrame:
    residents = areas["population"].astype(float)
    known = residents.where(residents > 0)
    events = count.reindex(areas.index).astype(float).where(known.notna())
    rate, variance = shrink(events.to_numpy(), known.to_numpy())
    low, high = intervals.gamma(rate, variance)
    return raw_frame(areas, value=rate * PER, low=low * PER, high=high * PER, n=residents)


def shrink(events: np.ndarray, residents: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Marshall's global empirical Bayes rate per resident and its approximate variance; missing residents stay missing."""
    known = np.isfinite(residents) & np.isfinite(events)
    if not known.any():
        return np.full(len(events), np.nan), np.full(len(events), np.nan)
    total = residents[known].sum()
    mean = events[known].sum() / total
    rate = events / residents
    between = (residents[known] * (rate[known] - mean) ** 2).sum() / total - mean / residents[known].mean()
    noise = mean / residents
    kept = max(between, 0.0) / (max(between, 0.0) + noise) if mean > 0 else np.zeros(len(events))
    variance = kept * noise + (1 - kept) ** 2 * mean / total
    return mean + kept * (rate - mean), np.where(known, variance, np.nan)
