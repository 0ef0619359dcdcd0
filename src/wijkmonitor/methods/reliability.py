"""Reliability of a scale: do its items hang together? Cronbach's alpha with Feldt's interval."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from scipy import special

from wijkmonitor import areas as geo
from wijkmonitor.edition import Edition
from wijkmonitor.methods import intervals, survey
from wijkmonitor.methods.domains import area_positions, levels_present

ALPHA = "cronbach_alpha"


class Alpha(NamedTuple):
    """Cronbach's alpha, its 95 % interval, and the number of respondents with all items; missing where undefined."""

    alpha: float
    low: float
    high: float
    n: int


def alpha(items: pd.DataFrame, weight: np.ndarray | pd.Series | None = None) -> Alpha:
    """Cronbach's alpha of ``items`` (respondents x items, turned the same way; those with all answers count).

    alpha = k / (k - 1) * (1 - sum of item variances / variance of the sum) (Cronbach 1951), with weighted variances.
    Interval of Feldt (1965): 1 - (1 - alpha) F with n - 1 and (n - 1)(k - 1) degrees of freedom; n is Kish's effective
    number when weights are given. Missing with one item, one respondent, or fewer than two items that vary.
    """
    weights = np.ones(len(items)) if weight is None else np.asarray(weight, dtype=float)
    found = _alphas(items, weights, np.zeros(len(items), dtype=np.int64), 1).iloc[0]
    return Alpha(float(found["value"]), float(found["low"]), float(found["high"]), int(found["n"]))


def statistics(edition: Edition, items: pd.DataFrame) -> list[dict[str, Any]]:
    """Alpha of ``items`` (aligned with ``edition.survey``) for every area where it is defined: rows for ``attrs``.

    Keys: area, statistic (``cronbach_alpha``), value, low, high. Weights are those of the design.
    """
    assert edition.survey is not None, "computed only when there is a survey"
    weight = survey.design_of(edition).weight
    rows = []
    for level in levels_present(edition.areas):
        codes = geo.of_level(edition.areas, level).index
        found = _alphas(items, weight, area_positions(edition.survey, edition.areas, level), len(codes))
        rows.append(found.assign(area=codes.astype("str"), statistic=ALPHA).dropna(subset=["value"]))
    told: list[dict[str, Any]] = pd.concat(rows)[["area", "statistic", "value", "low", "high"]].to_dict("records")
    return told


def _alphas(items: pd.DataFrame, weight: np.ndarray, area: np.ndarray, size: int) -> pd.DataFrame:
    """Alpha per area for all at once: columns value, low, high, n. ``area``: position per respondent, -1 for nowhere."""
    answers = items.to_numpy(dtype=float, na_value=np.nan)
    complete = np.isfinite(answers).all(axis=1) & np.isfinite(weight) & (weight > 0) & (area >= 0)
    y, w, where, k = answers[complete], weight[complete], area[complete], answers.shape[1]

    def per_area(values: np.ndarray) -> np.ndarray:
        return np.bincount(where, weights=values, minlength=size)

    total, n = per_area(w), per_area(np.ones(len(w)))
    with np.errstate(divide="ignore", invalid="ignore"):
        n_eff = np.minimum(total**2 / per_area(w**2), n)
        columns = [y[:, item] for item in range(k)]
        parts = np.array([_variance(column, w, where, total, per_area) for column in columns]).reshape(k, size)
        whole = _variance(y.sum(axis=1), w, where, total, per_area)
        value = k / (k - 1) * (1 - parts.sum(axis=0) / whole) if k > 1 else np.full(size, np.nan)
        value = np.where((n > 1) & (whole > 1e-12) & ((parts > 1e-12).sum(axis=0) > 1), value, np.nan)
        low, high = _feldt(value, n_eff, k)
    return pd.DataFrame({"value": value, "low": low, "high": high, "n": n})


def _variance(y: np.ndarray, w: np.ndarray, where: np.ndarray, total: np.ndarray, per_area: Any) -> np.ndarray:
    mean = per_area(w * y) / total
    return per_area(w * (y - mean[where]) ** 2) / total


def _feldt(value: np.ndarray, n_eff: np.ndarray, k: int) -> tuple[np.ndarray, np.ndarray]:
    first = np.where(n_eff > 1 + 1e-9, n_eff - 1, np.nan)
    tail = (1 - intervals.LEVEL) / 2
    second = first * max(k - 1, 1)
    low, high = (1 - (1 - value) * special.fdtri(first, second, share) for share in (1 - tail, tail))
    return low, high
