"""Composite index: z-scores against a fixed base, means of pillars, equal weights, arithmetic.

Works from *published* estimates only, so that an index reveals no more than its parts. After the OECD/JRC Handbook on
Constructing Composite Indicators (2008). An index point is a tenth of the standard deviation between buurten; 50 is
the average buurt of the base edition.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from wijkmonitor.estimate import ALL, RAW_COLUMNS, Verdict
from wijkmonitor.level import Level
from wijkmonitor.methods.intervals import Z_95

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


def z_scores(values: pd.Series, mean: float, sd: float, direction: int = 1) -> pd.Series:
    """``direction * (value - mean) / sd``; missing when the base has no spread."""
    return direction * (values - mean) / sd if sd > 0 else values * np.nan


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
    """Published values of one indicator as z-scores, with the error its interval tells of."""
    rows = estimates[(estimates["indicator"] == key) & (estimates["group"] == ALL)].set_index(_KEYS)
    mean, sd = base_of(estimates, key)
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
    half = POINTS_PER_SD * Z_95 * scores.error
    frame = pd.DataFrame({"value": value, "low": value - half, "high": value + half, "sure": scores.sure.astype(bool)})
    frame = frame.sort_index().reset_index()
    return frame.assign(group=ALL, n=np.nan, n_eff=np.nan)[list(DERIVED_COLUMNS)]
