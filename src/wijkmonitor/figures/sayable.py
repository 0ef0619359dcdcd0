"""What may be said about one area, topic by topic: freely, with care, as a model estimate only, or not, and then why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from wijkmonitor.estimate import ALL, Reason, Verdict
from wijkmonitor.figures import sentences
from wijkmonitor.figures.measures import estimates_of
from wijkmonitor.snapshot import Snapshot
from wijkmonitor.text import Lang, Text, listing, number

ADVICE: Mapping[Verdict, Text] = {
    Verdict.SAID: Text(nl="Noem het cijfer met zijn marge.", en="Give the figure with its margin."),
    Verdict.CARE: Text(nl="Zeg erbij dat het indicatief is.", en="Add that it is indicative."),
    Verdict.MODEL: Text(
        nl="Zeg erbij dat een model dit schat, en vergelijk er niet mee.",
        en="Add that a model estimates this, and do not compare with it.",
    ),
    Verdict.NOT: Text(nl="Noem hier geen cijfer.", en="Give no figure here."),
}
_HEADING = Text(nl="{verdict}: {n}", en="{verdict}: {n}")
_BECAUSE = Text(nl="{what} ({why})", en="{what} ({why})")
_NOTHING = Text(
    nl="Over {name} is in {e} niets gemeten over contacten, plekken, initiatieven, samenwerking of de gemeente.",
    en="Nothing was measured in {e} about ties, places, initiatives, collaboration or the municipality in {name}.",
)


@dataclass(frozen=True, slots=True)
class Sayable:
    """The topics with one verdict: ``heading`` with their number, ``advice`` how to tell it, ``topics`` their names, as they
    stand within a sentence; where nothing may be said, those with the same reason together, with that reason."""

    verdict: Verdict
    count: int
    heading: str
    advice: str
    topics: tuple[str, ...]

    def spoken(self, lang: Lang) -> str:
        """The topics in one sentence, without its full stop."""
        return "; ".join(self.topics) if self.verdict is Verdict.NOT else listing(list(self.topics), lang)


def of_area(snapshot: Snapshot, keys: Sequence[str], edition: str, area: str, lang: Lang) -> list[Sayable]:
    """Per verdict that occurs, from firm to not at all, which of the indicators ``keys`` have it in ``area``."""
    rows = estimates_of(snapshot, edition, area)
    known = rows[rows["group"] == ALL].set_index("indicator")
    by: dict[Verdict, list[str]] = {verdict: [] for verdict in Verdict}
    for key in keys:
        by[Verdict(known.at[key, "verdict"]) if key in known.index else Verdict.NOT].append(key)
    return [
        Sayable(
            verdict=verdict,
            count=len(mine),
            heading=_HEADING(lang).format(verdict=_capital(verdict.text(lang)), n=number(len(mine), lang)),
            advice=ADVICE[verdict](lang),
            topics=_topics(snapshot, mine, known, verdict, lang),
        )
        for verdict, mine in by.items()
        if mine
    ]


def nothing(name: str, edition: str, lang: Lang) -> str:
    """That there is no topic at all to speak about."""
    return _NOTHING(lang).format(name=name, e=edition)


def _topics(
    snapshot: Snapshot, keys: Sequence[str], known: pd.DataFrame, verdict: Verdict, lang: Lang
) -> tuple[str, ...]:
    titles = {key: sentences.spoken_title(snapshot.indicators[key], lang) for key in keys}
    if verdict is not Verdict.NOT:
        return tuple(titles.values())
    reasons: dict[str, list[str]] = {}
    for key, title in titles.items():
        why = str(known.at[key, "reason"]) if key in known.index else Reason.NOT_MEASURED.value
        reasons.setdefault(why, []).append(title)
    return tuple(
        _BECAUSE(lang).format(what=listing(mine, lang), why=Reason(why).text(lang)) for why, mine in reasons.items()
    )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
