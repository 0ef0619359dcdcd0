"""The sentence under a page's title: the answer in plain words, made from estimates and never without their verdict.

What may not be said is never part of a sentence; what is indicative is called so.
"""

from __future__ import annotations

import pandas as pd

from wijkmonitor.estimate import ALL, Difference, K, Reason, Verdict
from wijkmonitor.figures import words
from wijkmonitor.figures.significance import one_instrument
from wijkmonitor.groups import group_text
from wijkmonitor.indicator import Better, Indicator
from wijkmonitor.level import Level
from wijkmonitor.text import Lang, Text, listing, number

_SPEAKING = (Verdict.SAID.value, Verdict.CARE.value, Verdict.MODEL.value)
_WHOLE = Text(nl="{title} in {name}: {amount}.", en="{title} in {name}: {amount}.")
_WHOLE_OF = Text(nl="{title} in {name} ({group}): {amount}.", en="{title} in {name} ({group}): {amount}.")
_BELOW = Text(
    nl="In {k} van de {n} {areas} {says}.",
    en="In {k} of the {n} {areas} {says}.",
)
_NOBODY = Text(
    nl="In {name} wonen (bijna) geen mensen; daarom zijn er weinig cijfers.",
    en="(Almost) nobody lives in {name}, which is why there are few figures.",
)
_INDICATIVE = Text(nl=" Dit is indicatief.", en=" This is indicative.")
_MODELLED = Text(nl=" Dit is een modelschatting.", en=" This is a model estimate.")
_ALSO_MODELLED = Text(
    nl=" Voor nog {u} is er alleen een modelschatting; volgens het model geldt dit voor {k} daarvan.",
    en=" For another {u} there is only a model estimate; according to the model this holds for {k} of them.",
)
_UNKNOWN_ONE = Text(nl=" Van {u} is geen cijfer te geven.", en=" For {u} no figure can be given.")
_DIFFER = Text(
    nl="{title}: in {k} van de {n} {areas} aantoonbaar hoger dan in heel {name}, in {m} aantoonbaar lager.",
    en="{title}: in {k} of the {n} {areas} demonstrably higher than in the whole of {name}, in {m} demonstrably lower.",
)
_NONE_DIFFERS = Text(
    nl="{title}: in geen van de {n} {areas} aantoonbaar anders dan in heel {name}.",
    en="{title}: in none of the {n} {areas} demonstrably different from the whole of {name}.",
)
_NOT_COMPARED = Text(nl=" Van {u} is dat niet te zeggen.", en=" Of {u} this cannot be said.")
_NOTHING = Text(
    nl="Over {name} is hier nog niets te zeggen: {reason}.",
    en="Nothing can be said about {name} here yet: {reason}.",
)


def whole(row: pd.Series, indicator: Indicator, lang: Lang, group: str = ALL) -> str:
    """The value of the municipality (a row of ``rows.COLUMNS``), with its verdict; or why there is none."""
    if row["verdict"] not in _SPEAKING:
        why = Reason(row["reason"]) if row["reason"] else Reason.NOT_MEASURED
        return _NOTHING(lang).format(name=row["name"], reason=why.text(lang))
    amount = words.amount(row["value"], indicator, lang)
    told = {"title": indicator.title(lang), "name": row["name"], "amount": amount}
    said = (
        _WHOLE(lang).format(**told) if group == ALL else _WHOLE_OF(lang).format(group=group_text(group)(lang), **told)
    )
    return said + caution([row["verdict"]], lang)


def fewer_than(rows: pd.DataFrame, limit: float, says: Text, level: str, lang: Lang) -> str:
    """In how many areas the value lies below ``limit``: "In 9 van de 48 buurten {says}." ``rows``: ``rows.COLUMNS``.

    Model estimates are counted apart where there is anything else. Raises ``NotComparable`` for values of two instruments.
    """
    one_instrument(rows)
    told = rows[rows["verdict"].isin(_SPEAKING)]
    if told.empty:
        return ""
    by_model = words.modelled(told)
    measured = told if by_model.all() else told[~by_model]
    below = measured[measured["value"] < limit]
    areas = Level(level).plural(lang)
    said = _BELOW(lang).format(k=number(len(below), lang), n=number(len(measured), lang), areas=areas, says=says(lang))
    said += caution((told if by_model.all() else below)["verdict"].tolist(), lang)
    if len(measured) < len(told):
        others = told[by_model]
        k = number(int((others["value"] < limit).sum()), lang)
        said += _ALSO_MODELLED(lang).format(k=k, u=counted(level, len(others), lang))
    return said + _without_figure(rows, told, level, lang)


def differing(rows: pd.DataFrame, indicator: Indicator, level: str, name: str, lang: Lang) -> str:
    """In how many areas (``rows.COLUMNS``) the value is demonstrably other than in the whole municipality called ``name``.

    Only areas that were compared count; "" when none was. A model estimate never takes part.
    """
    compared = rows[rows["difference"].ne(Difference.UNTESTED.value)]
    if compared.empty:
        return ""
    higher, lower = (compared[compared["difference"].eq(one.value)] for one in (Difference.HIGHER, Difference.LOWER))
    said = _DIFFER if len(higher) or len(lower) else _NONE_DIFFERS
    told = said(lang).format(
        title=indicator.title(lang),
        k=number(len(higher), lang),
        m=number(len(lower), lang),
        n=number(len(compared), lang),
        areas=Level(level).plural(lang),
        name=name,
    )
    told += caution([*higher["verdict"], *lower["verdict"]], lang)
    rest = len(rows) - len(compared)
    return told + (_NOT_COMPARED(lang).format(u=counted(level, rest, lang)) if rest else "")


def caution(verdicts: list[str], lang: Lang) -> str:
    """What a sentence that rests on these verdicts has to add."""
    if Verdict.MODEL.value in verdicts:
        return _MODELLED(lang)
    return _INDICATIVE(lang) if Verdict.CARE.value in verdicts else ""


def _without_figure(rows: pd.DataFrame, told: pd.DataFrame, level: str, lang: Lang) -> str:
    missing = len(rows) - len(told)
    if not missing:
        return ""
    return _UNKNOWN_ONE(lang).format(u=counted(level, missing, lang))


def counted(level: str, count: int, lang: Lang) -> str:
    """A number of areas with their noun: ``1 buurt``, ``3 buurten``."""
    return f"{number(count, lang)} {(Level(level).text if count == 1 else Level(level).plural)(lang)}"


def strengths(found: list[Indicator], name: str, lang: Lang) -> str:
    """Strengths first: what an area is demonstrably good at."""
    if not found:
        none = Text(
            nl="{name} wijkt op geen enkel gemeten onderwerp aantoonbaar in gunstige zin af van de hele gemeente.",
            en="{name} is on no measured topic demonstrably better than the municipality as a whole.",
        )
        return none(lang).format(name=name)
    less = Text(nl=" (minder vaak)", en=" (less often)")(lang)
    titles = [spoken_title(one, lang) + (less if one.better is Better.LOWER else "") for one in found]
    strong = Text(nl="Sterk in {name}: {what}.", en="Strong in {name}: {what}.")
    return strong(lang).format(name=name, what=listing(titles, lang))


def spoken_title(indicator: Indicator, lang: Lang) -> str:
    """A title as it stands within a sentence."""
    title = indicator.title(lang)
    return title[:1].lower() + title[1:]


def nobody_lives(areas: pd.DataFrame, code: str, lang: Lang) -> str:
    """That (almost) nobody lives in an area, which is why there is little to say; "" where people live or it is not known.

    ``areas``: ``Snapshot.areas_of``, indexed by code.
    """
    if not areas.at[code, "population"] < K:
        return ""
    return _NOBODY(lang).format(name=areas.at[code, "name"])
