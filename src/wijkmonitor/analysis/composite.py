"""Composite index: z-scores against a fixed base, means of pillars, equal weights, arithmetic; and the other ways to add up.

Works from *published* estimates only, so that an index reveals no more than its parts. After the OECD/JRC Handbook on
Constructing Composite Indicators (2008). An index point is a tenth of the standard deviation between buurten; 50 is
the average buurt of the base edition.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy import stats

from wijkmonitor.analysis import Z_95
from wijkmonitor.estimate import ALL, RAW_COLUMNS, Verdict
from wijkmonitor.level import Level

CENTRE, POINTS_PER_SD = 50.0, 10.0
MIN_BASE_AREAS = 5
"""With fewer areas a standard deviation between areas means little, and the base is taken one level higher."""

DERIVED_COLUMNS = ("edition", *RAW_COLUMNS)
_KEYS = ["edition", "area"]


@dataclass(frozen=True)
class Scores:
    """Scores per (edition, area), in standard deviations: ``z``, its ``error`` (missing when unknown), ``sure``."""

    z: pd.Series
    error: pd.Series
    sure: pd.Series


def z_scores(values: pd.Series, mean: float | pd.Series, sd: float | pd.Series, direction: int = 1) -> pd.Series:
    """``direction * (value - mean) / sd``, with one base for all or one per value; missing where the base has no spread."""
    spread = pd.Series(sd, index=values.index, dtype=float)
    return direction * (values - mean) / spread.where(spread > 0)


def base_of(estimates: pd.DataFrame, key: str) -> tuple[float, float]:
    """Mean and standard deviation between areas of one indicator, in the first edition and at the finest level that can.

    The base edition is the first (by name) in which the indicator has values for at least 5 areas of one level; every
    edition is measured against it, so that change over time stays visible. Missing when there is none.
    """
    known = estimates[(estimates["indicator"] == key) & (estimates["group"] == ALL) & estimates["value"].notna()]
    for edition in sorted(known["edition"].unique()):
        for level in reversed(Level):
            values = known.loc[(known["edition"] == edition) & (known["level"] == level.value), "value"].astype(float)
            if len(values) >= MIN_BASE_AREAS:
                return float(values.mean()), float(values.std(ddof=1))
    return np.nan, np.nan


def input_scores(estimates: pd.DataFrame, key: str, direction: int = 1) -> Scores:
    """Published values of one indicator as z-scores, with the error its interval tells of.

    Every instrument has a base of its own: what was asked otherwise is never measured against it.
    """
    rows = estimates[(estimates["indicator"] == key) & (estimates["group"] == ALL)].set_index(_KEYS)
    bases = {one: base_of(estimates[estimates["instrument"] == one], key) for one in rows["instrument"].unique()}
    mean, sd = (
        rows["instrument"].map({one: base[place] for one, base in bases.items()}).astype(float) for place in (0, 1)
    )
    error = (rows["high"] - rows["low"]).astype(float) / (2 * Z_95) / sd
    sure = rows["verdict"].astype("object").eq(Verdict.SAID.value)
    return Scores(z_scores(rows["value"].astype(float), mean, sd, direction), error, sure)


def mean_of(parts: Sequence[Scores], at_least: int) -> Scores:
    """Equally weighted mean of scores; missing with fewer than ``at_least`` of them.

    Its error adds up those of the parts as if independent; a part without an error counts as exact, and the error is missing when
    no part has one. Sure only when every part is present and sure.
    """
    z = pd.concat([part.z for part in parts], axis=1)
    errors = pd.concat([part.error for part in parts], axis=1).where(z.notna().to_numpy())
    sure = pd.concat([part.sure.astype(float) for part in parts], axis=1).eq(1).all(axis=1)
    number = z.notna().sum(axis=1)
    enough = number >= at_least
    error = np.sqrt((errors**2).sum(axis=1, min_count=1)) / number.where(number > 0)
    return Scores(z.mean(axis=1).where(enough), error.where(enough), sure & (number == len(parts)))


def pillar_scores(estimates: pd.DataFrame, inputs: Mapping[str, int]) -> Scores:
    """One pillar from its inputs (key -> direction, 1 or -1); needs at least half of them for an area."""
    parts = [input_scores(estimates, key, direction) for key, direction in inputs.items()]
    return mean_of(parts, at_least=-(-len(parts) // 2))


def index_scores(estimates: pd.DataFrame, pillars: Sequence[Mapping[str, int]]) -> Scores:
    """The mean of all pillars; missing when one pillar is."""
    return mean_of([pillar_scores(estimates, inputs) for inputs in pillars], at_least=len(pillars))


def as_index(scores: Scores) -> pd.DataFrame:
    """Scores as index points: a frame with :data:`DERIVED_COLUMNS`, a row per edition and area, for everybody."""
    value = CENTRE + POINTS_PER_SD * scores.z
    se = POINTS_PER_SD * scores.error
    low, high = value - Z_95 * se, value + Z_95 * se
    frame = pd.DataFrame({"value": value, "low": low, "high": high, "sure": scores.sure.astype(bool), "se": se})
    frame = frame.sort_index().reset_index()
    return frame.assign(group=ALL, n=np.nan, n_eff=np.nan)[list(DERIVED_COLUMNS)]


class Normalisation(StrEnum):
    """How inputs in different units are brought onto one scale."""

    Z = "z"
    MIN_MAX = "min_max"
    RANK = "rank"


class Aggregation(StrEnum):
    """How parts become one: the arithmetic mean lets strong make up for weak, the others do so less and less."""

    ARITHMETIC = "arithmetic"
    GEOMETRIC = "geometric"
    HARMONIC = "harmonic"


def min_max(values: ArrayLike, axis: int = 0) -> np.ndarray:
    """The lowest along ``axis`` becomes 0 and the highest 1; 0.5 where all are equal. Missing stays missing."""
    x = np.asarray(values, dtype=float)
    low, high = np.nanmin(x, axis=axis, keepdims=True), np.nanmax(x, axis=axis, keepdims=True)
    spread = high - low
    return np.divide(x - low, spread, out=np.where(np.isnan(x), np.nan, 0.5), where=spread > 0)


def ranks(values: ArrayLike, axis: int = 0, ties: str = "average") -> np.ndarray:
    """Place along ``axis``: 1 for the lowest, n for the highest, ``ties`` as in ``scipy.stats.rankdata``; missing stays so."""
    x = np.asarray(values, dtype=float)
    places = stats.rankdata(np.where(np.isnan(x), np.inf, x), axis=axis, method=ties)
    return np.where(np.isnan(x), np.nan, places)


def combine(parts: ArrayLike, weights: ArrayLike, how: Aggregation = Aggregation.ARITHMETIC) -> np.ndarray:
    """Weighted mean over the last axis of ``parts``; missing parts are left out, and all missing gives missing.

    The geometric and the harmonic mean are 0 as soon as one part is 0. Raises ``ValueError`` for them when a part is negative.
    """
    x = np.asarray(parts, dtype=float)
    w = np.where(np.isnan(x), 0.0, np.asarray(weights, dtype=float))
    total = w.sum(axis=-1)
    share = np.divide(w, total[..., None], out=np.full(x.shape, np.nan), where=total[..., None] > 0)
    known = np.where(w > 0, x, 1.0)  # what has no weight must not spoil the sum
    if how is Aggregation.ARITHMETIC:
        return (share * known).sum(axis=-1)
    if (known < 0).any():
        raise ValueError(f"a {how.value} mean needs a scale without negative values")
    with np.errstate(divide="ignore"):
        if how is Aggregation.GEOMETRIC:
            return np.exp((share * np.where(w > 0, np.log(known), 0.0)).sum(axis=-1))
        return 1 / (share / known).sum(axis=-1)


Tree = Mapping[str, Mapping[str, float]]
"""Parent -> child -> weight, children before their parents: indicators -> pillars -> index."""


def tree_scores(inputs: pd.DataFrame, tree: Tree, how: Aggregation = Aggregation.ARITHMETIC) -> pd.DataFrame:
    """Scores of every node of ``tree`` (areas x nodes) from normalised inputs (areas x indicators)."""
    scores = inputs.copy()
    for parent, children in tree.items():
        scores[parent] = combine(scores[list(children)].to_numpy(), list(children.values()), how)
    return scores[list(tree)]


def without(tree: Tree, key: str) -> dict[str, dict[str, float]]:
    """``tree`` as it would be without one of its nodes; a parent that is left without children goes too."""
    left: dict[str, dict[str, float]] = {}
    gone = {key}
    for parent, children in tree.items():
        kept = {child: weight for child, weight in children.items() if child not in gone}
        if kept and parent not in gone:
            left[parent] = kept
        else:
            gone.add(parent)
    return left
