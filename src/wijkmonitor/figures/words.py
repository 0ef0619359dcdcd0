"""A value, its interval and its verdict as a reader reads them; shared by maps, charts, cards and tables."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from wijkmonitor.estimate import Reason, Verdict
from wijkmonitor.indicator import Indicator, Unit
from wijkmonitor.text import Lang, Text

INTERVAL = Text(nl="waarschijnlijk tussen {low} en {high}", en="probably between {low} and {high}")
_SAME = Text(
    nl="niet aantoonbaar anders dan in {edition} (toen {value})",
    en="not demonstrably different from {edition} ({value} then)",
)
_HIGHER = Text(nl="hoger dan in {edition} (toen {value})", en="higher than in {edition} ({value} then)")
_LOWER = Text(nl="lager dan in {edition} (toen {value})", en="lower than in {edition} ({value} then)")
NO_VALUE = Text(nl="geen cijfer", en="no figure")


def as_shown(values: pd.Series, indicator: Indicator) -> pd.Series:
    """Values rounded to what a reader sees, so that no area falls on the other side of the break it shows."""
    return values.astype("float64").round(indicator.decimals + (2 if indicator.unit.is_share else 0))


def formatted(values: pd.Series, indicator: Indicator, lang: Lang) -> pd.Series:
    """Every value as a reader sees it, without unit; empty where it is missing."""
    distinct, place = np.unique(as_shown(values, indicator).to_numpy(), return_inverse=True)
    texts = np.array([indicator.format(v, lang) if v == v else "" for v in distinct], dtype=object)
    return pd.Series(texts[place] if len(texts) else [], index=values.index, dtype="object")


def unit_after(unit: Unit, lang: Lang) -> str:
    """What follows a formatted value: `` van de bewoners`` after ``57%``, `` per 1.000 inwoners`` after ``2,1``."""
    if unit in (Unit.COUNT, Unit.MEAN_COUNT):
        return ""
    words = unit.text(lang)
    if unit.is_share:
        return words.removeprefix("%")
    if unit is Unit.INDEX:
        return " " + words.removeprefix("index ")
    return f" {words}" if unit in (Unit.PER_1000, Unit.EUR_1000) else f" ({words})"


def titled(indicator: Indicator, lang: Lang) -> str:
    """The title with its unit, for a legend or an axis: ``Sterke contacten, % van de bewoners``."""
    title = indicator.title(lang)
    return title if indicator.unit in (Unit.COUNT, Unit.MEAN_COUNT) else f"{title}, {indicator.unit.text(lang)}"


def amount(value: float, indicator: Indicator, lang: Lang) -> str:
    """The value with its unit, or "no figure"."""
    if value is None or math.isnan(value):
        return NO_VALUE(lang)
    return indicator.format(value, lang) + unit_after(indicator.unit, lang)


def interval(low: float, high: float, indicator: Indicator, lang: Lang) -> str:
    """The 95 % interval in words; empty when there is none."""
    if low is None or high is None or math.isnan(low) or math.isnan(high):
        return ""
    return INTERVAL(lang).format(low=indicator.format(low, lang), high=indicator.format(high, lang))


def verdict(verdict: str, reason: str, lang: Lang) -> str:
    """The verdict in words, with the reason when nothing may be said."""
    if verdict == Verdict.NOT.value and reason:
        return f"{Verdict.NOT.text(lang)}: {Reason(reason).text(lang)}"
    return Verdict(verdict).text(lang)


def change(now: pd.Series, before: pd.Series, indicator: Indicator, lang: Lang) -> str:
    """How ``now`` compares with ``before`` (rows with value, low, high, verdict, kind, instrument and edition), in words.

    Empty unless both are observed with the same instrument and may be said. The standard errors are read from the widths of
    the two 95 % intervals; the difference counts when its own 95 % interval leaves out zero.
    """
    speaks = (Verdict.SAID.value, Verdict.CARE.value)
    alike = now["instrument"] == before["instrument"] and now["kind"] == before["kind"]
    if not alike or now["verdict"] not in speaks or before["verdict"] not in speaks:
        return ""
    spread = math.hypot(*((row["high"] - row["low"]) / 2 for row in (now, before)))
    difference = now["value"] - before["value"]
    if math.isnan(spread) or math.isnan(difference):
        return ""
    told = _SAME if abs(difference) <= spread else _HIGHER if difference > 0 else _LOWER
    return told(lang).format(edition=before["edition"], value=indicator.format(before["value"], lang))
