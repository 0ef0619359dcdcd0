"""Does the model do better than the answers alone? Tried out on the survey itself.

Small samples are drawn again and again from a survey that is large enough in some areas to know the truth there. The small
sample gives a direct and a modelled figure; both are held against the direct figure of the whole sample.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from wijkmonitor.methods import intervals, small_area
from wijkmonitor.methods.survey import SD_FLOOR

SHARE_SAMPLED = 0.17
ENOUGH_FOR_TRUTH = 50
"""Answers an area needs for its direct figure to serve as truth."""
_FEWEST_TRUTHS = 5
_FEWEST_DRAWN = 2


@dataclass(frozen=True)
class _Drawn:
    """Direct figures of every draw: arrays of draws x areas; ``n`` answers per area is the same in each."""

    n: np.ndarray
    value: np.ndarray
    n_eff: np.ndarray
    se: np.ndarray


def validate(
    answers: np.ndarray,
    weight: np.ndarray,
    area_position: np.ndarray,
    covariates: np.ndarray,
    is_share: bool,
    draws: int = 100,
    seed: int = 2025,
) -> dict[str, float]:
    """Root mean squared error and 95 % interval cover of direct and modelled figures of small samples.

    ``answers``, ``weight``, ``area_position`` (-1: in no area): one per respondent, answers missing where not given;
    ``covariates``: areas x columns of the model, the constant included. Each draw takes ``SHARE_SAMPLED`` of the answers
    in every area. Returns rmse_direct, rmse_model (in the unit of the answers), cover_direct, cover_model (0-1), draws,
    areas (that served as truth) and share_sampled; empty when fewer than 5 areas have enough answers for a truth.

    The truth is itself a sample, which the small sample is part of: the direct figure is held against a truth that
    contains it, the modelled one against the chance in that truth as well. Both comparisons flatter the direct figure.
    """
    y, w, area = _usable(answers, weight, area_position)
    counted = np.bincount(area, minlength=len(covariates))
    present = counted >= _FEWEST_DRAWN
    x = covariates[present]
    known = (counted >= ENOUGH_FOR_TRUTH)[present]
    if known.sum() < _FEWEST_TRUTHS or present.sum() < x.shape[1] + 3:
        return {}
    kept = present[area]
    y, w, area = y[kept], w[kept], (np.cumsum(present) - 1)[area[kept]]
    truth = np.bincount(area, weights=w * y) / np.bincount(area, weights=w)
    drawn = _draw(y, w, area, draws, np.random.default_rng(seed))
    spread = float(np.sqrt(np.average((y - np.average(y, weights=w)) ** 2, weights=w)))
    direct = (drawn.value, *_direct_interval(drawn, is_share, spread))
    model = _modelled(drawn, x, is_share)
    found = {}
    for name, (value, low, high) in (("direct", direct), ("model", model)):
        found[f"rmse_{name}"] = float(np.sqrt(np.mean((value - truth)[:, known] ** 2)))
        found[f"cover_{name}"] = float(np.mean(((low <= truth) & (truth <= high))[:, known]))
    share = float(drawn.n.sum() / len(y))
    return {**found, "draws": float(draws), "areas": float(known.sum()), "share_sampled": share}


def _usable(
    answers: np.ndarray, weight: np.ndarray, area_position: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Those who answered, count and live somewhere, in order of area."""
    answers, weight, area = np.asarray(answers, float), np.asarray(weight, float), np.asarray(area_position)
    usable = np.flatnonzero(np.isfinite(answers) & (weight > 0) & (area >= 0))
    order = usable[np.argsort(area[usable], kind="stable")]
    return answers[order], weight[order], area[order]


def _draw(y: np.ndarray, w: np.ndarray, area: np.ndarray, draws: int, rng: np.random.Generator) -> _Drawn:
    """Shuffle within areas (they are in order) and keep the first of each, for all draws at once."""
    counted = np.bincount(area)
    n = np.maximum(np.round(SHARE_SAMPLED * counted), _FEWEST_DRAWN).astype(int)
    shuffled = np.argsort(area + rng.random((draws, len(area))), axis=1)
    place = np.arange(len(area)) - np.repeat(np.cumsum(counted) - counted, counted)
    chosen = shuffled[:, place < np.repeat(n, counted)]
    starts = np.cumsum(n) - n

    def per_area(values: np.ndarray) -> np.ndarray:
        return np.add.reduceat(values, starts, axis=1)

    y, w = y[chosen], w[chosen]
    total, squares = per_area(w), per_area(w**2)
    value = per_area(w * y) / total
    error = per_area(w**2 * y**2) - 2 * value * per_area(w**2 * y) + value**2 * squares
    n_eff = np.minimum(total**2 / squares, n)
    return _Drawn(n.astype(float), value, n_eff, np.sqrt(np.maximum(error, 0.0)) / total)


def _direct_interval(drawn: _Drawn, is_share: bool, spread: float) -> tuple[np.ndarray, np.ndarray]:
    """As in ``survey``: Wilson for a share, t for a mean."""
    if is_share:
        return intervals.wilson(drawn.value, drawn.n_eff)
    freedom = np.maximum(drawn.n_eff - 1, 1e-9)
    error = np.maximum(drawn.se * np.sqrt(drawn.n_eff / freedom), SD_FLOOR * spread / np.sqrt(drawn.n_eff))
    return intervals.student(drawn.value, error, drawn.n_eff, (-np.inf, np.inf))


def _modelled(drawn: _Drawn, x: np.ndarray, is_share: bool) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    limits = (0.0, 1.0) if is_share else (-np.inf, np.inf)
    if is_share:
        variance = small_area.smooth_share_variances(drawn.value, drawn.n, drawn.n_eff, x)
    else:
        variance = small_area.smooth_mean_variances(drawn.se, drawn.n, drawn.n_eff)
    found = small_area.fit_positive(drawn.value, x, variance)
    value = np.clip(found.eblup, *limits)
    return (value, *small_area.interval_of(value, found.mse, limits))
