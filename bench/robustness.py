"""Ranks under 2,000 joint draws: all draws at once against a plain loop over draws, for a town and a region."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

import numpy as np
from scipy import stats

from bench.report import note, spread, table, verdict
from wijkmonitor.analysis import composite, robustness
from wijkmonitor.analysis.composite import Aggregation, Normalisation

AREAS = (48, 500)
PILLARS = [[0, 1], [2, 3, 4], [5, 6]]
DIRECTIONS = [1] * 7
AIM_S = 2.0
REPEATS = 3


def run() -> None:
    """Print seconds of both and their ratio."""
    rows = []
    for areas in AREAS:
        note(f"robustness with {areas} areas")
        rng = np.random.default_rng(0)
        inputs = rng.normal(size=(areas, 7)) + rng.normal(size=(areas, 1))
        what = (
            inputs,
            np.full(inputs.shape, 0.3),
            PILLARS,
            DIRECTIONS,
            inputs.mean(axis=0),
            inputs.std(axis=0, ddof=1),
        )
        at_once = [_seconds(lambda what=what: robustness.draws(*what)) for _ in range(REPEATS)]
        loop = [_seconds(lambda what=what: plain_loop(*what)) for _ in range(REPEATS)]
        ratio = np.median(loop) / np.median(at_once)
        rows.append((f"{areas} areas", spread(at_once), spread(loop), f"{ratio:.1f} x", verdict(max(at_once) < AIM_S)))
    title = f"{robustness.DRAWS:,} draws of 7 inputs in 3 pillars, seconds, median (lowest-highest) of {REPEATS}"
    table(title, ("", "at once", "loop over draws", "ratio", f"aim: at once < {AIM_S:.0f} s"), rows)


def plain_loop(
    inputs: np.ndarray,
    errors: np.ndarray,
    pillars: Sequence[Sequence[int]],
    directions: Sequence[int],
    base_mean: np.ndarray,
    base_sd: np.ndarray,
    n: int = robustness.DRAWS,
    seed: int = 0,
) -> robustness.Ranks:
    """What ``robustness.draws`` does for complete inputs and equal weights, one draw after another."""
    rng = np.random.default_rng(seed)
    ranks = []
    for _ in range(n):
        drawn = (inputs + errors * rng.standard_normal(inputs.shape)) * directions
        how = list(Normalisation)[rng.integers(3)]
        if how is Normalisation.Z:
            points = 50 + 10 * (drawn - base_mean * directions) / base_sd
        else:
            places = drawn if how is Normalisation.MIN_MAX else composite.ranks(drawn)
            points = 1 + 99 * composite.min_max(places)
        by_pillar = np.column_stack([points[:, list(columns)].mean(axis=1) for columns in pillars])
        kind = Aggregation.GEOMETRIC if rng.random() < 0.5 else Aggregation.ARITHMETIC
        weights = rng.dirichlet(np.full(len(pillars), robustness.CONCENTRATION / len(pillars)))
        ranks.append(stats.rankdata(-composite.combine(np.maximum(by_pillar, 1), weights, kind)))
    places = np.array(ranks)
    low, median, high = np.quantile(places, [0.05, 0.5, 0.95], axis=0)
    third = inputs.shape[0] // 3
    return robustness.Ranks(
        low, median, high, (places > inputs.shape[0] - third).mean(axis=0), (places <= third).mean(axis=0)
    )


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
