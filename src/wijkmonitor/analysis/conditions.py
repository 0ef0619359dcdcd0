"""Whether an area meets a condition an approach was made for, from published figures only; see docs/methods/conditions.md.

A condition is never added up with others and is no advice: it says what the figures tell of one thing an approach asks for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
import pandas as pd

from wijkmonitor.estimate import Difference, Verdict
from wijkmonitor.text import Text

MUNICIPALITY = "municipality"
"""Stands for "than in the municipality as a whole" where a threshold could stand."""

_FIRM = (Verdict.SAID.value, Verdict.CARE.value)


class State(StrEnum):
    """What may be said of one condition in one area."""

    MET = "met"
    NOT_MET = "not_met"
    UNSURE = "unsure"
    UNKNOWN = "unknown"

    @property
    def text(self) -> Text:
        return _STATE_WORDS[self]


_STATE_WORDS = {
    State.MET: Text(nl="ja", en="yes"),
    State.NOT_MET: Text(nl="nee", en="no"),
    State.UNSURE: Text(nl="niet zeker", en="not certain"),
    State.UNKNOWN: Text(nl="niet bekend", en="not known"),
}


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition in words. ``indicator`` is "" for what no figure tells; ``than`` is a threshold in the unit of the
    indicator, or None for the value of the municipality as a whole."""

    words: Text
    indicator: str = ""
    above: bool = True
    than: float | None = None

    @classmethod
    def from_description(cls, described: Mapping[str, Any]) -> Condition:
        """The condition as a snapshot describes it."""
        than = described.get("than", MUNICIPALITY)
        return cls(
            words=Text(nl=described["nl"], en=described["en"]),
            indicator=str(described.get("indicator", "")),
            above=described.get("is") != "below",
            than=None if than == MUNICIPALITY else float(than),
        )


def states(condition: Condition, rows: pd.DataFrame, whole: pd.Series, instrument: str) -> pd.Series:
    """A :class:`State` value per area, indexed as ``rows``.

    ``rows``: areas with columns value, low, high, verdict, difference, instrument; ``whole``: the same of the municipality;
    ``instrument``: the item set a threshold is meant for. Not known: no value that may be said. Not certain: a model estimate,
    a difference that is not demonstrable, an interval that holds the threshold, or answers to other questions. Against a
    threshold "above" means that value or more; against the municipality it means more.
    """
    firm = rows["verdict"].isin(_FIRM) & rows["value"].notna()
    modelled = rows["verdict"].eq(Verdict.MODEL.value) & rows["value"].notna()
    if condition.than is None:
        known = whole["verdict"] in (*_FIRM, Verdict.MODEL.value) and pd.notna(whole["value"])
        higher, lower = _against_whole(rows, whole)
        firm, modelled = firm & known & (whole["verdict"] in _FIRM), (firm | modelled) & known
    else:
        higher, lower = _against_threshold(rows, condition.than)
        alike = rows["instrument"].eq(instrument)
        firm, modelled = firm & alike, modelled | (firm & ~alike)
    met, not_met = (higher, lower) if condition.above else (lower, higher)
    told = np.select(
        [firm & met, firm & not_met, firm | modelled],
        [State.MET.value, State.NOT_MET.value, State.UNSURE.value],
        default=State.UNKNOWN.value,
    )
    return pd.Series(told, index=rows.index, dtype="str")


def _against_whole(rows: pd.DataFrame, whole: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Areas above and areas below the municipality, as far as that is certain: by the published test; where nothing was
    tested, counts without a margin by their value and others where the two intervals do not touch. What is as high is neither."""
    tested = rows["difference"].ne(Difference.UNTESTED.value)
    here_low, here_high = _ends(rows)
    all_low = whole["value"] if pd.isna(whole["low"]) else whole["low"]
    all_high = whole["value"] if pd.isna(whole["high"]) else whole["high"]
    higher = rows["difference"].eq(Difference.HIGHER.value) | (~tested & (here_low > all_high))
    lower = rows["difference"].eq(Difference.LOWER.value) | (~tested & (here_high < all_low))
    return higher, lower


def _against_threshold(rows: pd.DataFrame, than: float) -> tuple[pd.Series, pd.Series]:
    """Areas whose whole interval lies at or above the threshold, and those whose whole interval lies below it."""
    low, high = _ends(rows)
    return low >= than, high < than


def _ends(rows: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """Both ends of the interval; the value itself where there is no margin."""
    return rows["low"].fillna(rows["value"]), rows["high"].fillna(rows["value"])
