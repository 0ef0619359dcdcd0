"""What changed in one area since the edition before, many topics together: first what is demonstrable, then what is not known.

Whether a change is demonstrable was tested in the build; here it is put into words (``figures.significance``). What was asked
with another instrument is never laid beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from wijkmonitor.estimate import Difference
from wijkmonitor.figures import rows as figure_rows
from wijkmonitor.figures import sentences, significance
from wijkmonitor.figures.measures import Measure
from wijkmonitor.level import Level
from wijkmonitor.snapshot import Snapshot
from wijkmonitor.text import Lang, Text, listing, number

_FIRST = Text(
    nl="{e} is de eerste editie: er is nog niets om mee te vergelijken.",
    en="{e} is the first edition: there is nothing to compare with yet.",
)
_NEW_BORDERS = Text(
    nl="In {e} bestond deze {level} nog niet met deze grenzen. Daarom is niet te zeggen wat er is veranderd.",
    en="In {e} this {level} did not exist yet with these borders. So it cannot be said what has changed.",
)
_MOVED = Text(nl="{title}: {said}.", en="{title}: {said}.")
_COUNTED = Text(
    nl="Geteld of berekend zonder marge. Dit is het verschil met {e}:",
    en="Counted or worked out without a margin. This is the difference with {e}:",
)
_NONE = Text(
    nl="Niet aantoonbaar anders dan in {e}: {what}. Dat is iets anders dan gelijk gebleven.",
    en="Not demonstrably different from {e}: {what}. That is something else than unchanged.",
)
_MANY = Text(nl="{n} onderwerpen", en="{n} topics")
_MOST_NAMED = 6
"""More topics of which no change can be told than this are counted, not named."""
_OTHER_QUESTIONS = Text(
    nl="Niet te vergelijken met {e}, want toen is iets anders gevraagd: {what}.",
    en="Cannot be compared with {e}, since something else was asked then: {what}.",
)
_SILENT = Text(
    nl="Niet te vergelijken met {e}, want nu of toen is er geen cijfer om te vergelijken: {what}.",
    en="Cannot be compared with {e}, since now or then there is no figure to compare: {what}.",
)
_NEW = Text(nl="Nu voor het eerst gemeten: {what}.", en="Measured now for the first time: {what}.")
_GROUPED = (_COUNTED, _NONE, _OTHER_QUESTIONS, _SILENT, _NEW)
_NOTHING = Text(
    nl="Er is hier geen cijfer om met een eerdere editie te vergelijken.",
    en="There is no figure here to compare with an earlier edition.",
)


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence on what changed; ``rows``: the topics below it, each with its difference."""

    said: str
    rows: tuple[tuple[str, str], ...] = ()


def lines(snapshot: Snapshot, found: Sequence[Measure], edition: str, area: str, lang: Lang) -> list[Line]:
    """What changed in ``area`` on the topics ``found``, a sentence per line; one line that says why when nothing is to be told.

    Raises ``KeyError`` for an unknown edition or area.
    """
    if not figure_rows.earlier(snapshot, edition):
        return [Line(_FIRST(lang).format(e=edition))]
    if (absent := _last_without(snapshot, edition, area)) is not None:
        level = str(figure_rows.areas_in(snapshot, edition).at[area, "level"])
        return [Line(_NEW_BORDERS(lang).format(e=absent, level=Level(level).text(lang)))]
    moved: list[Line] = []
    grouped: list[tuple[Text, str, Measure]] = []
    for one in found:
        if not one.known:
            continue
        before = figure_rows.before(snapshot, one.indicator.key, edition, area)
        said = significance.since(one.here, before, one.indicator, lang)
        kind = _kind(one.here, before, said)
        if kind is _MOVED:
            moved.append(Line(_MOVED(lang).format(title=one.indicator.title(lang), said=said)))
        else:
            then = "" if before is None else str(before["edition"])
            grouped.append((kind, then, one))
    return [*moved, *_together(grouped, lang)] or [Line(_NOTHING(lang))]


def _last_without(snapshot: Snapshot, edition: str, area: str) -> str | None:
    """The edition before when it did not know the area; None when it did."""
    last = figure_rows.earlier(snapshot, edition)[-1]
    return None if area in figure_rows.areas_in(snapshot, last).index else last


def _kind(here: pd.Series, before: pd.Series | None, said: str) -> Text:
    if before is None:
        return _NEW
    if here["instrument"] != before["instrument"]:
        return _OTHER_QUESTIONS if said else _SILENT
    if not said:
        return _SILENT
    return {Difference.NONE.value: _NONE, Difference.UNTESTED.value: _COUNTED}.get(here["changed"], _MOVED)


def _together(grouped: Iterable[tuple[Text, str, Measure]], lang: Lang) -> list[Line]:
    """One sentence for all topics of which the same can be said; counted ones each with their difference below it."""
    topics: dict[tuple[int, str], list[Measure]] = {}
    for kind, then, one in grouped:
        topics.setdefault((_GROUPED.index(kind), then), []).append(one)
    told = []
    for (place, then), mine in sorted(topics.items(), key=lambda group: group[0]):
        kind = _GROUPED[place]
        rows = tuple(_counted(one, lang) for one in mine) if kind is _COUNTED else ()
        told.append(Line(kind(lang).format(e=then, what=_listed(kind, mine, lang)), rows))
    return told


def _counted(one: Measure, lang: Lang) -> tuple[str, str]:
    """The topic and its difference, which is all there is to tell."""
    here = one.here
    moved = (here["change"], here["change_low"], here["change_high"])
    return one.indicator.title(lang), significance.change_amount(*moved, one.indicator, lang)


def _listed(kind: Text, found: Sequence[Measure], lang: Lang) -> str:
    """The topics as they stand within a sentence."""
    if kind in (_NONE, _SILENT) and len(found) > _MOST_NAMED:
        return _MANY(lang).format(n=number(len(found), lang))
    return listing([sentences.spoken_title(one.indicator, lang) for one in found], lang)
