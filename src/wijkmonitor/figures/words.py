"""A value, its interval and its verdict as a reader reads them; shared by maps, charts, cards and tables."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from wijkmonitor.estimate import Reason, Verdict
from wijkmonitor.indicator import Indicator, Kind, Unit
from wijkmonitor.text import Lang, Text, percent

INTERVAL = Text(nl="waarschijnlijk tussen {low} en {high}", en="probably between {low} and {high}")
NO_VALUE = Text(nl="geen cijfer", en="no figure")
_MIXED = Text(
    nl="{model}: {own} uit antwoorden hier, de rest uit vergelijkbare buurten",
    en="{model}: {own} from answers here, the rest from comparable buurten",
)
_ALL_MODEL = Text(
    nl="{model}: niemand of te weinig mensen hier gaven antwoord; dit komt geheel uit het model",
    en="{model}: nobody or too few people here answered; this comes entirely from the model",
)
_OWN_PART = Text(nl="{own} uit eigen antwoorden", en="{own} from own answers")
_NOTHING_OWN = Text(nl="zonder eigen antwoorden", en="without own answers")
_LITTLE = Text(nl="minder dan 1%", en="less than 1%")
_NEARLY_ALL = Text(nl="meer dan 99%", en="more than 99%")


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


def verdict(verdict: str, reason: str, lang: Lang, shrinkage: float = math.nan) -> str:
    """The verdict in words, with the reason when nothing may be said.

    ``shrinkage``: the part of a model estimate that comes from the area's own answers, told when it is known.
    """
    if verdict == Verdict.NOT.value and reason:
        return f"{Verdict.NOT.text(lang)}: {Reason(reason).text(lang)}"
    said = Verdict(verdict).text(lang)
    if verdict != Verdict.MODEL.value or pd.isna(shrinkage):
        return said
    return (_MIXED if shrinkage > 0 else _ALL_MODEL)(lang).format(model=said, own=own_answers(shrinkage, lang))


def short_verdict(verdict_key: str, reason: str, lang: Lang, shrinkage: float = math.nan) -> str:
    """As :func:`verdict`, with a model estimate in few words, for where there is no room: ``modelschatting, 50% uit ...``."""
    if verdict_key != Verdict.MODEL.value or pd.isna(shrinkage):
        return verdict(verdict_key, reason, lang, shrinkage)
    return f"{Kind.MODELLED.text(lang)}, {rests_on(shrinkage, lang)}"


def rests_on(shrinkage: float, lang: Lang) -> str:
    """What a model estimate rests on: ``50% uit eigen antwoorden``; empty when unknown."""
    if pd.isna(shrinkage):
        return ""
    return _OWN_PART(lang).format(own=own_answers(shrinkage, lang)) if shrinkage > 0 else _NOTHING_OWN(lang)


def own_answers(shrinkage: float, lang: Lang) -> str:
    """Which part of a model estimate comes from answers of the area itself, as a percentage; empty when unknown."""
    if pd.isna(shrinkage):
        return ""
    if 0 < shrinkage < 0.005:
        return _LITTLE(lang)
    return _NEARLY_ALL(lang) if 0.995 <= shrinkage < 1 else percent(shrinkage, lang)


def is_modelled(row: pd.Series) -> bool:
    """Whether a model gave the value of a row (columns kind, verdict), whatever its indicator is."""
    return row["kind"] == Kind.MODELLED.value or row["verdict"] == Verdict.MODEL.value


def modelled(rows: pd.DataFrame) -> pd.Series:
    """Per row whether a model gave its value; False where there is none. Columns value, kind, verdict."""
    by_model = rows["kind"].eq(Kind.MODELLED.value) | rows["verdict"].eq(Verdict.MODEL.value)
    return by_model & rows["value"].notna()


def instrument(key: str, indicator: Indicator, lang: Lang) -> str:
    """The name of an instrument: in the words of the indicator when it is its own, else the key itself."""
    return indicator.instrument.text(lang) if key == indicator.instrument.key else key
