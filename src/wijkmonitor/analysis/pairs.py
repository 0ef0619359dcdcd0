"""Whether two areas differ demonstrably, worked out from published values and intervals only."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np
import pandas as pd
from scipy.stats import norm

from wijkmonitor.analysis import Z_95
from wijkmonitor.analysis.differences import significant
from wijkmonitor.estimate import Difference, Verdict
from wijkmonitor.indicator import Kind

COLUMNS = ("indicator", "first", "second", "difference", "low", "high", "p", "said", "why")

NO_FIGURE = "no_figure"
MODELLED = "modelled"
NO_MARGIN = "no_margin"
OTHER_INSTRUMENT = "other_instrument"
"""Why a pair is not tested: ``why`` in :data:`COLUMNS`, "" when it is."""

_SPEAKING = (Verdict.SAID.value, Verdict.CARE.value)


def compare_pairs(rows: pd.DataFrame, focus: str = "") -> pd.DataFrame:
    """Every two areas against each other on every indicator: :data:`COLUMNS`, one row per indicator and pair.

    ``rows``: indicator, code, value, low, high, verdict, kind, instrument, one row per indicator and area. With ``focus`` only
    the pairs with that area, which then comes first. ``difference`` is first minus second with its 95 % interval (MOVER: Zou &
    Donner 2008, Statistics in Medicine 27:1693); ``said`` is an ``estimate.Difference``: higher or lower only when that interval
    leaves out zero and the difference survives Benjamini-Hochberg over all pairs given. Only two values that may be said, of the
    same kind and instrument, are tested; a model estimate never is. The areas are taken as independent samples.
    """
    codes = list(dict.fromkeys(rows["code"]))
    pairs = [(focus, code) for code in codes if code != focus] if focus in codes else list(combinations(codes, 2))
    if not pairs:
        return pd.DataFrame(columns=list(COLUMNS))
    both = _beside(rows, pairs)
    both["why"] = _why_not(both)
    tested = both[both["why"].eq("")]
    both = both.join(
        mover(tested["value_1"], tested[["low_1", "high_1"]], tested["value_2"], tested[["low_2", "high_2"]])
    )
    both["said"] = _said(both)
    return both[list(COLUMNS)]


def mover(one: pd.Series, one_ends: pd.DataFrame, other: pd.Series, other_ends: pd.DataFrame) -> pd.DataFrame:
    """Difference ``one - other`` with its 95 % interval and p value: columns difference, low, high, p.

    ``*_ends``: low and high of each 95 % interval, in that order. The interval is asymmetric when those of the parts are; p is
    two-sided normal with the margin on the side of zero, so that p < .05 exactly when the interval leaves out zero.
    """
    (low_1, high_1), (low_2, high_2) = (ends.to_numpy(dtype=float).T for ends in (one_ends, other_ends))
    a, b = one.to_numpy(dtype=float), other.to_numpy(dtype=float)
    difference = a - b
    below, above = np.hypot(a - low_1, high_2 - b), np.hypot(high_1 - a, b - low_2)
    margin = np.where(difference > 0, below, above)
    with np.errstate(divide="ignore", invalid="ignore"):
        p = np.where(difference == 0, 1.0, 2 * norm.sf(Z_95 * np.abs(difference) / margin))
    found = {"difference": difference, "low": difference - below, "high": difference + above, "p": p}
    return pd.DataFrame(found, index=one.index)


def _beside(rows: pd.DataFrame, pairs: Sequence[tuple[str, str]]) -> pd.DataFrame:
    order = {pair: place for place, pair in enumerate(pairs)}
    topics = {key: place for place, key in enumerate(dict.fromkeys(rows["indicator"]))}
    both = rows.merge(rows, on="indicator", suffixes=("_1", "_2"))
    both["pair"] = [order.get(pair, -1) for pair in zip(both["code_1"], both["code_2"], strict=True)]
    both["topic"] = both["indicator"].map(topics)
    kept = both[both["pair"] >= 0].sort_values(["topic", "pair"], ignore_index=True)
    return kept.rename(columns={"code_1": "first", "code_2": "second"})


def _why_not(both: pd.DataFrame) -> np.ndarray:
    """Per pair why it is not tested, "" when it is."""
    model = pd.Series(False, index=both.index)
    silent, bare = model.copy(), model.copy()
    for side in ("_1", "_2"):
        modelled = both[f"kind{side}"].eq(Kind.MODELLED.value) | both[f"verdict{side}"].eq(Verdict.MODEL.value)
        model |= modelled
        silent |= both[f"value{side}"].isna() | (~modelled & ~both[f"verdict{side}"].isin(_SPEAKING))
        bare |= both[f"low{side}"].isna() | both[f"high{side}"].isna()
    other = both["instrument_1"].ne(both["instrument_2"]) | both["kind_1"].ne(both["kind_2"])
    return np.select([silent, model, other, bare], [NO_FIGURE, MODELLED, OTHER_INSTRUMENT, NO_MARGIN], default="")


def _said(both: pd.DataFrame) -> np.ndarray:
    clear = significant(both["p"].to_numpy(dtype=float)) & both["why"].eq("")
    outcomes = {
        Difference.UNTESTED.value: both["why"].ne(""),
        Difference.HIGHER.value: clear & both["low"].gt(0),
        Difference.LOWER.value: clear & both["high"].lt(0),
    }
    return np.select(list(outcomes.values()), list(outcomes), default=Difference.NONE.value)
