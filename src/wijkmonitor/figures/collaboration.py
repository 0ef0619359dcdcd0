"""Collaboration in words: what holds, whether ties cross between the kinds, and the card of one organisation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape

import pandas as pd
import plotly.graph_objects as go

from wijkmonitor.analysis.partners import FORMAL, INFORMAL
from wijkmonitor.estimate import Verdict
from wijkmonitor.figures import charts, comparisons, sentences
from wijkmonitor.figures import rows as figure_rows
from wijkmonitor.figures.measures import Measure
from wijkmonitor.figures.organisations import KINDS, Network, connectors
from wijkmonitor.figures.theme import TEXTURES, Mode, Texture
from wijkmonitor.indicator import Indicator
from wijkmonitor.snapshot import Snapshot
from wijkmonitor.text import Lang, Text, listing, number, percent

CROSSING, EI = "ties_crossing", "ei_index"
HOLDS = (CROSSING, "ties_answered", "partners_per_organisation", "ties_fragile", EI)
"""Measures of how the network is made, in the order in which they are told."""
SUPERFICIAL, DISAGREE, NO_GOAL = FAILURES = ("ties_superficial", "ties_disagree", "ties_no_goal")
"""The three reasons why working together fails."""
EVERY = (*HOLDS, *FAILURES)

_LEVEL_OF_P = 0.05
_SPEAKING = (Verdict.SAID.value, Verdict.CARE.value)
_GOAL = Text(nl="{x} heeft een gedeeld doel", en="{x} have a shared goal")
_KNOW = Text(
    nl="in {x} kent men elkaar beter dan oppervlakkig", en="in {x} people know each other more than superficially"
)
_AGREE = Text(nl="in {x} is men het niet vaak oneens", en="in {x} there is no frequent disagreement")
_STANDS = Text(nl="Van de genoemde banden in {name}: {what}.", en="Of the named ties in {name}: {what}.")
_CROSS = Text(
    nl="Van de {n} banden lopen er {k} tussen formeel en informeel ({share}).",
    en="Of the {n} ties {k} run between formal and informal ({share}).",
)
_ONE_TIE = Text(nl="Er is één band.", en="There is one tie.")
_NO_TIES = Text(nl="In {name} zijn in {e} geen banden genoemd.", en="In {name} no ties were named in {e}.")
_FEWER = Text(
    nl=" Dat is aantoonbaar minder dan bij toeval ({band}).", en=" That is demonstrably less than by chance ({band})."
)
_MORE = Text(
    nl=" Dat is aantoonbaar meer dan bij toeval ({band}).", en=" That is demonstrably more than by chance ({band})."
)
_CHANCE = Text(
    nl=" Dat is niet aantoonbaar anders dan bij toeval ({band}).",
    en=" That is not demonstrably different from chance ({band}).",
)
_BAND = Text(nl="dan ligt het meestal tussen {low} en {high}", en="which mostly gives between {low} and {high}")
_CONNECTORS = Text(
    nl="Wie de twee soorten verbinden: vooral {who}.",
    en="Who join the two kinds: above all {who}.",
)

_PARTNERS = Text(nl="Partners", en="Partners")
_PARTNERS_IN = Text(nl="Partners in {name}", en="Partners in {name}")
_OF_EACH = Text(nl="{n}: {f} formeel, {i} informeel", en="{n}: {f} formal, {i} informal")
_BOTH_WAYS = Text(nl="Noemen elkaar", en="Name each other")
_NAMES = Text(nl="Noemt zelf", en="Names")
_NAMED_BY = Text(nl="Wordt genoemd door", en="Is named by")
_NUMBER = Text(nl="nummer", en="number")
_NOBODY = Text(nl="niemand", en="nobody")
_IF_GONE = Text(nl="Als deze organisatie stopt", en="If this organisation stops")
_LOSES = Text(nl="{k} van de {n} banden vallen weg ({share})", en="{k} of the {n} ties go ({share})")
_LOSES_ONE = Text(nl="1 van de {n} banden valt weg ({share})", en="1 of the {n} ties goes ({share})")
_LOSES_NONE = Text(nl="er valt geen band weg", en="no tie goes")
_ALONE = Text(nl="; zonder banden blijft dan: {who}", en="; left without ties: {who}")


def holds(snapshot: Snapshot, edition: str, area: str, lang: Lang) -> str:
    """What stands in the ties of an area, in a sentence: the other side of the three failure reasons; "" when nothing may be
    said."""
    told, verdicts, name = [], [], ""
    for key, words in ((NO_GOAL, _GOAL), (SUPERFICIAL, _KNOW), (DISAGREE, _AGREE)):
        row = _row(snapshot, key, edition, area)
        if row is not None:
            told.append(words(lang).format(x=percent(1 - row["value"], lang)))
            verdicts.append(str(row["verdict"]))
            name = str(row["name"])
    if not told:
        return ""
    return _STANDS(lang).format(name=name, what=listing(told, lang)) + sentences.caution(verdicts, lang)


def answer(snapshot: Snapshot, network: Network, edition: str, area: str, name: str, lang: Lang) -> str:
    """How many ties cross between the kinds, and whether chance would do the same: said only where it is demonstrable.

    ``area``: code of the wijk or of the municipality, whose ties ``network`` holds.
    """
    count = len(network.pairs)
    if not count:
        return _NO_TIES(lang).format(name=name, e=edition)
    share = percent(network.crossing / count, lang)
    counted = {"n": number(count, lang), "k": number(network.crossing, lang), "share": share}
    said = _ONE_TIE(lang) if count == 1 else _CROSS(lang).format(**counted)
    row = _row(snapshot, EI, edition, area)
    if row is None:
        return said
    return said + _against_chance(snapshot, row, edition, area, lang) + sentences.caution([str(row["verdict"])], lang)


def _against_chance(snapshot: Snapshot, row: pd.Series, edition: str, area: str, lang: Lang) -> str:
    chance, p = (_statistic(snapshot, edition, area, name) for name in ("ei_by_chance", "ei_p"))
    if chance is None or p is None:
        return ""
    low, high = (percent((1 + chance[end]) / 2, lang) for end in ("low", "high"))
    words = _CHANCE
    if p["value"] < _LEVEL_OF_P:
        words = _FEWER if row["value"] < chance["value"] else _MORE
    return words(lang).format(band=_BAND(lang).format(low=low, high=high))


def _statistic(snapshot: Snapshot, edition: str, area: str, name: str) -> pd.Series | None:
    table = snapshot.statistics
    mine = (
        table["indicator"].eq(EI) & table["edition"].eq(edition) & table["area"].eq(area) & table["statistic"].eq(name)
    )
    return table[mine].iloc[0] if mine.any() else None


def _row(snapshot: Snapshot, key: str, edition: str, area: str) -> pd.Series | None:
    """The estimate of an area where it may be said; None elsewhere, and in a snapshot that does not know the indicator."""
    if key not in snapshot.indicators:
        return None
    row = figure_rows.one(snapshot, key, edition, area)
    return row if row["verdict"] in _SPEAKING else None


def reason_span(found: Sequence[Measure]) -> tuple[float, float]:
    """From 0 to somewhat above the highest share in any of these: one scale for charts beside each other."""
    ends = [float(one.areas["value"].max()) for one in found]
    ends += [float(one.whole["value"]) for one in found if one.whole is not None]
    return 0.0, min(max([end for end in ends if end == end], default=1.0) * 1.1, 1.0)


def reason_chart(
    one: Measure, whole: pd.Series, span: tuple[float, float], lang: Lang, mode: Mode, selected: str
) -> go.Figure:
    """A dot per area on a shared scale, without the words that stand above the chart."""
    municipal = (str(whole["name"]), float(whole["value"])) if pd.notna(whole["value"]) else None
    figure = charts.dots(one.areas, one.indicator, lang, mode, selected=selected or None, municipal=municipal)
    figure.update_xaxes(title=None, range=list(span), tickangle=0, nticks=4)
    silent = TEXTURES[Texture.GREY].symbol
    figure.update_traces({"x": [span[1] * 0.03] * _silent_rows(one)}, selector={"marker.symbol": silent})
    figure.update_annotations(xanchor="right", xshift=12)  # the names of the areas leave room on that side
    height = figure.layout.height - 50
    return figure.update_layout(showlegend=False, height=height, margin={"t": 34, "b": 30, "l": 10, "r": 24})


def _silent_rows(one: Measure) -> int:
    """How many dashes a trace of areas without a figure has."""
    return int(one.areas["value"].isna().sum())


def through_editions(lines: Mapping[str, pd.DataFrame], indicator: Indicator, lang: Lang, mode: Mode) -> go.Figure:
    """A topic per edition; shares from 0, so that a small change looks small."""
    figure = comparisons.trend(lines, indicator, lang, mode)
    return figure.update_yaxes(rangemode="tozero") if indicator.unit.is_share else figure


def connecting(network: Network, lang: Lang) -> str:
    """Who join the two kinds, in a sentence, each with its number in the drawing; "" when nobody does."""
    rows = network.organisations.loc[connectors(network)]
    names = [f"{name} ({place})" for name, place in zip(rows["name"], rows["number"], strict=True)]
    return _CONNECTORS(lang).format(who=listing(names, lang)) if names else ""


def card(network: Network, key: str, wijken: pd.Series, lang: Lang, where: str = "") -> str:
    """The card of one organisation, as HTML; names escaped.

    ``wijken``: see ``organisations.wijk_names``; ``where``: name of the wijk whose ties are shown, "" for all.
    """
    one = network.organisations.loc[key]
    small = "margin:.15rem 0 0;color:inherit"
    counts = {short: number(one[name], lang) for short, name in zip("nfi", ("partners", FORMAL, INFORMAL), strict=True)}
    facts = [
        ((_PARTNERS_IN.fill(name=where) if where else _PARTNERS)(lang), _OF_EACH(lang).format(**counts)),
        *_named(network, key, lang),
        (_IF_GONE(lang), _lost(network, key, lang)),
    ]
    head = f'<p style="margin:0;font-size:1.15rem;font-weight:600">{escape(one["name"])}</p>'
    head += f'<p style="{small}">{escape(KINDS[one["kind"]](lang))} · {escape(wijken[key])} · {_NUMBER(lang)} {one["number"]}</p>'
    terms = "".join(
        f'<dt style="font-weight:600;margin:.5rem 0 0">{escape(title)}</dt><dd style="margin:0">{escape(fact)}</dd>'
        for title, fact in facts
    )
    return f'{head}<dl style="margin:.2rem 0 0;padding:0">{terms}</dl>'


def _named(network: Network, key: str, lang: Lang) -> list[tuple[str, str]]:
    """Who names whom: both, only this one, only the other."""
    names = set(network.named.loc[network.named["from"] == key, "to"])
    named_by = set(network.named.loc[network.named["to"] == key, "from"])
    groups = ((_BOTH_WAYS, names & named_by), (_NAMES, names - named_by), (_NAMED_BY, named_by - names))
    return [(title(lang), _names(network, keys, lang)) for title, keys in groups]


def _names(network: Network, keys: Iterable[str], lang: Lang) -> str:
    names = sorted(str(network.organisations.at[key, "name"]) for key in keys)
    return listing(names, lang) or _NOBODY(lang)


def _lost(network: Network, key: str, lang: Lang) -> str:
    count, lost = len(network.pairs), len(network.ties_of(key))
    if not lost:
        return _LOSES_NONE(lang)
    words = _LOSES_ONE if lost == 1 else _LOSES
    share = percent(lost / count, lang)
    said = words(lang).format(k=number(lost, lang), n=number(count, lang), share=share)
    alone = network.left_alone_without(key)
    return said + (_ALONE(lang).format(who=_names(network, alone, lang)) if alone else "")
