"""How a story ends: what is not in it and why, and how its figures are to be read."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from wijkmonitor.edition import Dataset
from wijkmonitor.figures import accountability, reading
from wijkmonitor.report import notes
from wijkmonitor.report.slide import Slide, TableBody, WordsBody
from wijkmonitor.report.telling import Telling
from wijkmonitor.text import Text, listing, number

_READ_TOPIC = Text(nl="Wat mag je zeggen?", en="What may be said?")
_HEADER = (Text(nl="Bij het cijfer staat", en="The figure says"), Text(nl="Dat betekent", en="That means"))
_MISSING_TOPIC = Text(nl="Wat staat er niet in?", en="What is not in here?")
_MISSING_SAY = Text(
    nl="Niet alles kon worden getoond. Wat ontbreekt, is geen oordeel over {name}.",
    en="Not everything could be shown. What is missing is no judgement on {name}.",
)
_NO_FILE = Text(
    nl="Voor editie {edition} is er geen bestand met {what}.", en="For edition {edition} there is no file with {what}."
)
_LEFT_OUT = Text(nl="Niet in dit verhaal: {what}.", en="Not in this story: {what}.")
_NO_FIGURE = Text(nl="Geen cijfer in deze editie: {what}.", en="No figure in this edition: {what}.")
_AREAS_LEFT_OUT = Text(
    nl="Van de {n} gekozen gebieden hebben er {most} een eigen dia; {rest} niet.",
    en="Of the {n} chosen areas {most} have a slide of their own; {rest} do not.",
)
_TOPICS_LEFT_OUT = Text(
    nl="Van de {n} gekozen onderwerpen staan er {most} in; {rest} niet.",
    en="Of the {n} chosen topics {most} are included; {rest} are not.",
)


def slides(
    telling: Telling, parts: Sequence[Text], silent: Sequence[str], needs: Sequence[Dataset], cut: Sequence[str]
) -> list[Slide]:
    """``parts``: what the story would have told but could not; ``silent``: chosen topics without a figure; ``needs``: the files
    both rest on; ``cut``: notices of what was left out for length."""
    return [*_missing(telling, parts, silent, needs, cut), _reading(telling)]


def left_out(telling: Telling, chosen: int, most: int, areas: bool) -> list[str]:
    """That only the first ``most`` of the chosen areas (or topics) are told; nothing when all are."""
    if chosen <= most:
        return []
    n, shown, rest = (number(one, telling.lang) for one in (chosen, most, chosen - most))
    return [telling.say(_AREAS_LEFT_OUT if areas else _TOPICS_LEFT_OUT, n=n, most=shown, rest=rest)]


def _missing(
    telling: Telling, parts: Sequence[Text], silent: Sequence[str], needs: Sequence[Dataset], cut: Sequence[str]
) -> list[Slide]:
    lines = list(cut)
    absent = [one.text(telling.lang) for one in dict.fromkeys(needs) if telling.lacks(one)]
    if absent:
        lines.append(telling.say(_NO_FILE, edition=telling.edition, what=listing(absent, telling.lang)))
    if parts:
        lines.append(telling.say(_LEFT_OUT, what=listing([one(telling.lang) for one in parts], telling.lang)))
    if silent:
        titles = [f"“{telling.indicator(key).title(telling.lang)}”" for key in silent]
        lines.append(telling.say(_NO_FIGURE, what=listing(titles, telling.lang)))
    if not lines:
        return []
    said, told = telling.say(_MISSING_SAY, name=telling.name), (notes.of_snapshot(telling),)
    body = WordsBody(tuple(lines))
    return [Slide("ontbreekt", telling.say(_MISSING_TOPIC), said, body, " ".join([said, *lines]), told, _none(telling))]


def _reading(telling: Telling) -> Slide:
    meanings = tuple(reading.meanings(telling.lang))
    header = tuple(telling.say(one) for one in _HEADER)
    said = accountability.summary(telling.snapshot.estimates, telling.lang)
    rules = tuple(f"{heading}: {body}" for heading, body in reading.rules(telling.lang))
    alt = " ".join(f"{verdict}: {meaning}" for verdict, meaning in meanings)
    body = TableBody(header, meanings, (False, False))
    return Slide(
        "leeswijzer", telling.say(_READ_TOPIC), said, body, alt, (*rules, notes.of_snapshot(telling)), _none(telling)
    )


def _none(telling: Telling) -> pd.DataFrame:
    return telling.estimates([], [])
