"""One area measured on many indicators: what the overview and the capacity page lay beside each other.

Everything is for all residents together, or for the one group of a lens (``figures.lens``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from wijkmonitor.estimate import ALL, Reason, Verdict
from wijkmonitor.figures import lens as lenses
from wijkmonitor.figures import rows as figure_rows
from wijkmonitor.figures import sentences, significance
from wijkmonitor.indicator import LAYERS, Better, Indicator, Kind, Theme, Unit
from wijkmonitor.level import Level
from wijkmonitor.snapshot import Snapshot
from wijkmonitor.text import Lang, Text, listing, number

_MOST_NAMED = 4
_NAMED_TOPICS = 5
_SPEAKING = (Verdict.SAID.value, Verdict.CARE.value, Verdict.MODEL.value)
_MORE_AREAS = Text(nl="nog {n}", en="{n} more")
_MORE_TOPICS = Text(nl=" En nog {n} onderwerpen.", en=" And {n} more topics.")
_ONE_MORE = Text(nl=" En nog één onderwerp.", en=" And one more topic.")
_STRONG_IN = Text(nl="Sterk in {what}", en="Strong in {what}")
_NO_FIGURE = Text(nl="Geen cijfer ({why}): {what}.", en="No figure ({why}): {what}.")
_ALL_STRONG = Text(
    nl="Alle {n} {areas} van {name} hebben een sterk punt: iets wat daar aantoonbaar beter gaat dan in de hele gemeente.",
    en="All {n} {areas} of {name} have a strong point: something that goes demonstrably better there than in the "
    "municipality as a whole.",
)
_SOME_STRONG = Text(
    nl="In {k} van de {n} {areas} van {name} gaat ten minste één ding aantoonbaar beter dan in de hele gemeente.",
    en="In {k} of the {n} {areas} of {name} at least one thing goes demonstrably better than in the municipality as a whole.",
)
_NOT_TESTED = Text(
    nl=" Van {u} is te weinig gemeten om dit te zeggen.", en=" Of {u} too little was measured to say this."
)
_NO_COMPARISON = Text(
    nl="Over {name} is nog te weinig gemeten om sterke punten te noemen. Hieronder staat wat er wel is.",
    en="Too little has been measured yet to name strong points of {name}. Below is what there is.",
)


@dataclass(frozen=True, eq=False)
class Measure:
    """One indicator in one area. ``here`` and ``whole``: rows of ``rows.COLUMNS``, ``whole`` that of the municipality and
    None when the area is the municipality; ``areas``: ``rows.COLUMNS`` of every area of the level, to see how values spread."""

    indicator: Indicator
    here: pd.Series
    whole: pd.Series | None
    areas: pd.DataFrame

    @property
    def known(self) -> bool:
        """Whether there is a value that may be shown."""
        return self.here["verdict"] in _SPEAKING

    @cached_property
    def strong(self) -> bool:
        """Whether the area does demonstrably better than the municipality; never true of the municipality itself."""
        return self.whole is not None and bool(significance.favourable(self._mine, self.indicator).iloc[0])

    @cached_property
    def comparable(self) -> bool:
        """Whether it can show a strong point: a favourable direction, and areas that were compared with the municipality."""
        return self.indicator.better is not Better.NEITHER and bool(significance.tested(self.areas).any())

    @cached_property
    def compared(self) -> bool:
        """Whether the area itself was compared with the municipality, on something with a favourable direction."""
        return self.indicator.better is not Better.NEITHER and bool(significance.tested(self._mine).iloc[0])

    @cached_property
    def _mine(self) -> pd.DataFrame:
        return pd.DataFrame([self.here])

    def strong_areas(self) -> pd.DataFrame:
        """The areas that do demonstrably better than the municipality: ``rows.COLUMNS``."""
        return self.areas[significance.favourable(self.areas, self.indicator)]


def measured(snapshot: Snapshot, edition: str, keys: Sequence[str] | None = None) -> list[str]:
    """Those of ``keys`` (by default every indicator, in the order of the registry) with a value anywhere in an edition."""
    table = snapshot.estimates
    known = set(table.loc[(table["edition"] == edition) & table["value"].notna(), "indicator"].unique())
    return [key for key in (snapshot.indicators if keys is None else keys) if key in known]


def of_theme(snapshot: Snapshot, keys: Sequence[str], theme: Theme) -> list[str]:
    """Those of ``keys`` that belong to a theme."""
    return [key for key in keys if snapshot.indicators[key].theme is theme]


def facts(snapshot: Snapshot, keys: Sequence[str]) -> list[str]:
    """Those of ``keys`` that tell in short who lives in an area; the profile of an area tells all of ``Theme.CONTEXT``."""
    return [key for key in of_theme(snapshot, keys, Theme.CONTEXT) if snapshot.indicators[key].headline]


def headlines(snapshot: Snapshot, edition: str) -> dict[Theme, list[str]]:
    """Per layer the indicators that speak for it in an edition, in the order of the registry.

    What was asked or counted speaks; a model estimate only in a layer where nothing was asked or counted, since a model does
    not see what sets an area apart. Nor does a number of people, which says most of the size of an area.
    """
    about = snapshot.indicators
    known = [key for key in measured(snapshot, edition) if about[key].headline and about[key].unit is not Unit.COUNT]
    chosen: dict[Theme, list[str]] = {}
    for layer in LAYERS:
        mine = of_theme(snapshot, known, layer)
        real = [key for key in mine if snapshot.indicators[key].kind is not Kind.MODELLED]
        chosen[layer] = real or mine
    return chosen


def of_area(
    snapshot: Snapshot, keys: Sequence[str], edition: str, level: str, area: str, top: str, lens: str = ALL
) -> list[Measure]:
    """``keys`` in one area against the municipality ``top``; ``area`` "" is the municipality itself.

    The spread is over the areas of ``level``. With a ``lens`` everything, the municipality too, is about its group, and what
    was not split that way is left out (``lens.not_split_by``). Raises ``KeyError`` for an unknown edition, indicator or
    ``top``.
    """
    found = []
    for key in keys:
        group = lenses.group_for(snapshot.indicators[key], lens)
        if group is None:
            continue
        areas = figure_rows.shown(snapshot, key, edition, level, group)
        whole = figure_rows.one(snapshot, key, edition, top, group)
        mine = areas[areas["code"] == area]
        here, against = (mine.iloc[0], whole) if len(mine) else (whole, None)
        found.append(Measure(snapshot.indicators[key], here, against, areas))
    return found


def strong_first(found: Sequence[Measure]) -> list[Measure]:
    """The measures that have a value, strong ones first, further as they came."""
    return sorted((one for one in found if one.known), key=lambda one: not one.strong)


def answer(found: Sequence[Measure], name: str, level: str, lang: Lang) -> str:
    """Strengths first, in a sentence with its verdict: of one area by name, of a municipality how many areas have one."""
    if not any(one.comparable for one in found):
        return _NO_COMPARISON(lang).format(name=name)
    if any(one.whole is None for one in found):
        return _of_municipality(found, name, level, lang)
    if not any(one.compared for one in found):
        return _NO_COMPARISON(lang).format(name=name)
    strong = [one for one in found if one.strong]
    if not strong:
        return sentences.strengths([], name, lang)
    said = sentences.strengths([one.indicator for one in strong[:_NAMED_TOPICS]], name, lang)
    if len(strong) > _NAMED_TOPICS:
        rest = len(strong) - _NAMED_TOPICS
        said += (_ONE_MORE if rest == 1 else _MORE_TOPICS)(lang).format(n=number(rest, lang))
    return said + sentences.caution([one.here["verdict"] for one in strong], lang)


def _of_municipality(found: Sequence[Measure], name: str, level: str, lang: Lang) -> str:
    strong = {code for one in found for code in one.strong_areas()["code"]}
    able = [one.areas for one in found if one.comparable]
    compared = {code for areas in able for code in areas.loc[significance.tested(areas), "code"]}
    said = _ALL_STRONG if len(strong) == len(compared) == len(found[0].areas) else _SOME_STRONG
    areas = Level(level).plural(lang)
    told = said(lang).format(k=number(len(strong), lang), n=number(len(compared), lang), areas=areas, name=name)
    rest = len(found[0].areas) - len(compared)
    return told + (_NOT_TESTED(lang).format(u=sentences.counted(level, rest, lang)) if rest else "")


def beside(one: Measure, lang: Lang) -> str:
    """What stands beside the value: that of the municipality and how they compare, or where the municipality is strong."""
    if one.whole is None:
        names = one.strong_areas()["name"].tolist()
        shown = names[:_MOST_NAMED]
        if rest := len(names) - len(shown):
            shown = [*shown, _MORE_AREAS(lang).format(n=number(rest, lang))]
        return _STRONG_IN(lang).format(what=listing(shown, lang)) if names else ""
    if one.whole["verdict"] not in _SPEAKING:
        return ""
    value = f"{one.whole['name']}: {one.indicator.format(one.whole['value'], lang)}"
    said = significance.beside_whole(one.here["difference"], lang)
    return f"{value} ({said})" if said else value


def without_value(found: Sequence[Measure], lang: Lang) -> list[str]:
    """The topics without a value, a sentence per reason: ``Geen cijfer (hier niet gemeten): a en b.``"""
    reasons: dict[str, list[str]] = {}
    for one in found:
        if not one.known:
            reason = one.here["reason"] or Reason.NOT_MEASURED.value
            reasons.setdefault(reason, []).append(sentences.spoken_title(one.indicator, lang))
    return [
        _NO_FIGURE(lang).format(why=Reason(why).text(lang), what=listing(titles, lang))
        for why, titles in reasons.items()
    ]


def estimates_of(snapshot: Snapshot, edition: str, area: str) -> pd.DataFrame:
    """Every estimate of one area in one edition, all indicators and groups: ``estimate.COLUMNS``, for download."""
    table = snapshot.estimates
    return table[(table["edition"] == edition) & (table["area"] == area)]
