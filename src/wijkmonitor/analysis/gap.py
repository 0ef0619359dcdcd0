"""The gap between two groups of residents, such as a low and a high education, from two published rows only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import pandas as pd
from scipy import special

from wijkmonitor.analysis import Z_95
from wijkmonitor.estimate import EDGE, Verdict

_SAYABLE = (Verdict.SAID.value, Verdict.CARE.value)

Row: TypeAlias = Mapping[str, Any] | pd.Series
"""A row of estimates of one group: value, low, high, n_eff, verdict."""


class Gap(NamedTuple):
    """A gap with its 95 % interval; all three missing when one side may not be said."""

    value: float
    low: float
    high: float


NOTHING = Gap(np.nan, np.nan, np.nan)


def odds_ratio(first: Row, second: Row) -> Gap:
    """Odds ratio of a share (0-1) in the ``first`` group against the ``second``: above 1 when it is larger in the first.

    Formula: log odds ratio with variance ``1 / (n_eff p (1 - p))`` per side (Woolf 1955, with effective numbers), shares cut off
    at 5 and 95 % as they are published. Also missing when an effective number of answers is missing or 0.
    """
    if not _sayable(first, second):
        return NOTHING
    share = np.clip([float(first["value"]), float(second["value"])], EDGE, 1 - EDGE)
    number = np.array([first["n_eff"], second["n_eff"]], dtype=float)
    if not (number > 0).all():
        return NOTHING
    distance = float(special.logit(share[0]) - special.logit(share[1]))
    half = Z_95 * float(np.sqrt((1 / (number * share * (1 - share))).sum()))
    return Gap(float(np.exp(distance)), float(np.exp(distance - half)), float(np.exp(distance + half)))


def difference(first: Row, second: Row) -> Gap:
    """Difference of a scale between the ``first`` group and the ``second``, in the unit of the value: above 0 when higher.

    The standard error of a side is the wider half of its 95 % interval divided by the t quantile for ``n_eff - 1`` (1.96 when
    n_eff is unknown), so that an interval cut off at the end of the scale does not look narrow.
    """
    if not _sayable(first, second):
        return NOTHING
    distance = float(first["value"]) - float(second["value"])
    half = Z_95 * float(np.hypot(_standard_error(first), _standard_error(second)))
    return Gap(distance, distance - half, distance + half) if np.isfinite(half) else NOTHING


def _sayable(*rows: Row) -> bool:
    return all(row["verdict"] in _SAYABLE and pd.notna(row["value"]) for row in rows)


def _standard_error(row: Row) -> float:
    value, low, high, n_eff = (float(row[name]) for name in ("value", "low", "high", "n_eff"))
    quantile = float(special.stdtrit(n_eff - 1, 0.975)) if n_eff > 1 else Z_95
    return max(high - value, value - low) / quantile
