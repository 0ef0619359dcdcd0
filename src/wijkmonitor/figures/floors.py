"""From how many answers or residents, and up to which margin, each verdict applies; in words made from ``Indicator.floors``."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from wijkmonitor.estimate import Verdict
from wijkmonitor.figures import words
from wijkmonitor.indicator import Indicator, Kind, Unit
from wijkmonitor.text import Lang, Text, number

_UNIT = Text(nl="Soort cijfer", en="Kind of figure")
_ANSWERS, _RESIDENTS = Text(nl="antwoorden", en="answers"), Text(nl="inwoners", en="residents")
_FROM = Text(
    nl="vanaf {n} {of}{eff} als de marge hooguit {w} breed is",
    en="from {n} {of}{eff} when the margin is at most {w} wide",
)
_EFFECTIVE = Text(nl=" (die na weging tellen als ten minste {e})", en=" (that count as at least {e} after weighting)")
_ANY_NUMBER = Text(nl="als de marge hooguit {w} breed is", en="when the margin is at most {w} wide")
_MODEL = Text(
    nl="vanaf {n} {of}; het rechtstreeks gemeten cijfer wordt dan niet getoond. Met minder {of} komt een schatting geheel uit "
    "het model",
    en="from {n} {of}; the figure measured directly is then not shown. With fewer {of} an estimate comes entirely from the model",
)
_NOT = Text(nl="bij minder dan {n} {of}", en="with fewer than {n} {of}")
_UNLESS = Text(nl=", tenzij er een modelschatting is", en=", unless there is a model estimate")
_WIDER = Text(nl="als de marge breder is", en="when the margin is wider")
_ALWAYS_MODEL = Text(nl="altijd, want het is een schatting met een model", en="always, because a model estimated it")
_COMPOSITE = Text(
    nl="een samengesteld cijfer: het is nooit zekerder dan de onderdelen",
    en="a composite figure: it is never more certain than its parts",
)
_COUNTED = Text(
    nl="een telling. Rust het cijfer op een aanname of op heel weinig gevallen, dan geldt: {care}",
    en="a count. When the figure rests on an assumption or on very few cases, then: {care}",
)
_POINTS = Text(nl="{w} procentpunt", en="{w} percentage points")


def said_from(indicator: Indicator, lang: Lang) -> list[str]:
    """When each verdict applies to an indicator; a line each."""
    if indicator.kind is Kind.MODELLED:
        return [f"{Verdict.MODEL.text(lang)}: {_ALWAYS_MODEL(lang)}"]
    told = [f"{verdict.text(lang)}: {said}" for verdict, said in conditions(indicator, lang).items()]
    if indicator.inputs:
        return [_COMPOSITE(lang), *told]
    return told or [_COUNTED(lang).format(care=Verdict.CARE.text(lang))]


def conditions(indicator: Indicator, lang: Lang) -> dict[Verdict, str]:
    """Per verdict from when it applies, firm ones first; empty for an indicator without floors."""
    floors = indicator.floors
    if floors is None:
        return {}
    of = (_ANSWERS if indicator.kind is Kind.OBSERVED else _RESIDENTS)(lang)
    told = {
        Verdict.SAID: _from(floors.n_said, floors.width_said, floors.n_eff_said, of, indicator, lang),
        Verdict.CARE: _from(floors.n_care, floors.width_care, 0, of, indicator, lang),
    }
    if floors.n_model < floors.n_care:
        told[Verdict.MODEL] = _MODEL(lang).format(n=number(floors.n_model, lang), of=of)
    fewer = _NOT(lang).format(n=number(floors.n_model, lang), of=of) if floors.n_model else _WIDER(lang)
    return told | {Verdict.NOT: fewer + (_UNLESS(lang) if Verdict.MODEL in told else "")}


def table(indicators: Iterable[Indicator], lang: Lang) -> pd.DataFrame:
    """A line per kind of figure (unit, and what is counted) with its floors: when each verdict applies."""
    told = [
        {_UNIT(lang): one.unit.text(lang)} | {_title(v, lang): said for v, said in conditions(one, lang).items()}
        for one in indicators
        if one.floors is not None and one.kind is not Kind.MODELLED
    ]
    lines = pd.DataFrame(told, columns=[_UNIT(lang), *(_title(v, lang) for v in Verdict)])
    return lines.fillna("–").drop_duplicates(ignore_index=True)


def _title(verdict: Verdict, lang: Lang) -> str:
    words = verdict.text(lang)
    return words[:1].upper() + words[1:]


def _from(n: float, width: float, effective: float, of: str, indicator: Indicator, lang: Lang) -> str:
    wide = _width(width, indicator, lang)
    if not n:
        return _ANY_NUMBER(lang).format(w=wide)
    eff = _EFFECTIVE(lang).format(e=number(effective, lang)) if effective else ""
    return _FROM(lang).format(n=number(n, lang), of=of, eff=eff, w=wide)


def _width(width: float, indicator: Indicator, lang: Lang) -> str:
    if indicator.unit.is_share:
        return _POINTS(lang).format(w=number(width * 100, lang))
    after = words.unit_after(indicator.unit, lang) if indicator.unit is Unit.PER_1000 else ""
    return f"{width:g}".replace(".", "," if lang == "nl" else ".") + after
