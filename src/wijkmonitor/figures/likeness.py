"""Which areas are like an area in who live there, and why: the words and the table around ``analysis.comparable``."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from wijkmonitor.analysis import comparable
from wijkmonitor.figures import rows as figure_rows
from wijkmonitor.figures import sentences, words
from wijkmonitor.figures.measures import measured
from wijkmonitor.indicator import Indicator
from wijkmonitor.level import Level
from wijkmonitor.snapshot import Snapshot
from wijkmonitor.text import Lang, Text, listing

_TRAIT = Text(nl="Kenmerk", en="Characteristic")
_GAP = Text(nl="{name} tegenover de andere", en="{name} against the others")
_CLOSE = Text(nl="lijkt er sterk op", en="much alike")
_HIGHER = Text(nl="wat hoger", en="somewhat higher")
_LOWER = Text(nl="wat lager", en="somewhat lower")
_MUCH_HIGHER = Text(nl="duidelijk hoger", en="clearly higher")
_MUCH_LOWER = Text(nl="duidelijk lager", en="clearly lower")
_UNKNOWN = Text(nl="niet bekend", en="not known")
_ALIKE_ON = Text(
    nl="{name} lijkt in wie er wonen het meest op {others}. Vergeleken is op: {traits}.",
    en="In who live there, {name} is most like {others}. Compared on: {traits}.",
)
_NO_TRAITS = Text(
    nl="Om vergelijkbare {areas} te zoeken zijn kerncijfers nodig, en die zijn er voor {edition} niet. U kunt de gebieden wel "
    "zelf kiezen.",
    en="Key figures are needed to look for comparable {areas}, and there are none for {edition}. You can choose the areas "
    "yourself.",
)
_TOO_LITTLE = Text(
    nl="Van {name} zijn te weinig kerncijfers bekend om vergelijkbare {areas} te zoeken. U kunt de gebieden wel zelf kiezen.",
    en="Too few key figures of {name} are known to look for comparable {areas}. You can choose the areas yourself.",
)
_ABSENT = Text(
    nl="Niet in deze gegevens, en dus niet meegeteld: {what}.",
    en="Not in these data, and therefore not counted: {what}.",
)
_THEMES = {
    "age": Text(nl="leeftijd", en="age"),
    "households": Text(nl="huishoudens", en="households"),
    "income": Text(nl="inkomen", en="income"),
    "housing": Text(nl="koop en huur", en="owning and renting"),
    "urbanity": Text(nl="stedelijkheid", en="urbanity"),
}


def known_traits(snapshot: Snapshot, edition: str) -> list[str]:
    """The characteristics of ``comparable.TRAITS`` that have a figure in an edition."""
    return measured(snapshot, edition, list(comparable.TRAITS))


def trait_values(snapshot: Snapshot, traits: Sequence[str], edition: str, level: str) -> pd.DataFrame:
    """A row per area of the level (code), a column per characteristic."""
    columns = {
        key: figure_rows.shown(snapshot, key, edition, level).set_index("code")["value"].astype(float) for key in traits
    }
    return pd.DataFrame(columns)


def most_like(
    snapshot: Snapshot, traits: Sequence[str], edition: str, level: str, area: str, count: int, among: Sequence[str]
) -> list[str]:
    """The ``count`` areas of ``among`` most like ``area`` on ``traits``; none when too little is known."""
    values = trait_values(snapshot, traits, edition, level)
    return comparable.nearest(values, comparable.TRAITS, area, count, among) if area in values.index else []


def why(
    snapshot: Snapshot, traits: Sequence[str], edition: str, level: str, codes: Sequence[str], lang: Lang
) -> pd.DataFrame:
    """Per characteristic the figure of each area (``codes``, the first is the one they are like) and the difference in words."""
    values = trait_values(snapshot, traits, edition, level)
    areas = snapshot.areas_of({e["name"]: int(e["vintage"]) for e in snapshot.editions}[edition], level)
    names = {code: str(areas.at[code, "name"]) for code in codes}
    told = comparable.explained(values, codes[0], list(codes[1:]))
    columns = {_TRAIT(lang): [_titled(snapshot.indicators[key], lang) for key in traits]}
    for code, name in names.items():
        title = name if list(names.values()).count(name) == 1 else f"{name} ({code})"
        columns[title] = [snapshot.indicators[key].format(values.at[code, key], lang) for key in traits]
    if len(codes) > 1:
        columns[_GAP(lang).format(name=names[codes[0]])] = [_gap(told.at[key, "gap"])(lang) for key in traits]
    return pd.DataFrame(columns)


def _titled(indicator: Indicator, lang: Lang) -> str:
    """Of a share the title says enough."""
    return indicator.title(lang) if indicator.unit.is_share else words.titled(indicator, lang)


def _gap(gap: float) -> Text:
    if pd.isna(gap):
        return _UNKNOWN
    if abs(gap) < comparable.CLOSE:
        return _CLOSE
    if abs(gap) < comparable.CLEAR:
        return _HIGHER if gap > 0 else _LOWER
    return _MUCH_HIGHER if gap > 0 else _MUCH_LOWER


def alike(name: str, others: Sequence[str], traits: Sequence[str], snapshot: Snapshot, lang: Lang) -> str:
    """Which areas are most like an area, on what, in a sentence."""
    spoken = listing([sentences.spoken_title(snapshot.indicators[key], lang) for key in traits], lang)
    return _ALIKE_ON(lang).format(name=name, others=listing(list(others), lang), traits=spoken)


def none_alike(name: str, level: str, edition: str, traits: Sequence[str], lang: Lang) -> str:
    """Why no comparable areas can be named."""
    said = _TOO_LITTLE if traits else _NO_TRAITS
    return said(lang).format(name=name, areas=Level(level).plural(lang), edition=edition)


def absent_themes(traits: Sequence[str], lang: Lang) -> str:
    """Which kinds of characteristic have no figure at all, in a sentence; "" when there is something of each."""
    present = {comparable.TRAITS[key] for key in traits}
    absent = [text(lang) for theme, text in _THEMES.items() if theme not in present]
    return _ABSENT(lang).format(what=listing(absent, lang)) if absent else ""
