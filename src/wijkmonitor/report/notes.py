"""What the speaker has at hand beside a slide: source, instrument, number of answers, verdicts, caveats, snapshot."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from wijkmonitor.estimate import Reason, Verdict
from wijkmonitor.figures import sentences, words
from wijkmonitor.indicator import NO_INSTRUMENT, Indicator, Kind
from wijkmonitor.report.telling import Telling
from wijkmonitor.text import Text, listing, number

_WHAT = Text(nl="{title}: {about}", en="{title}: {about}")
_FROM = Text(nl="Bron: {source}. Hoe verkregen: {kind}.", en="Source: {source}. How obtained: {kind}.")
_ASKED_WITH = Text(nl="Vragenlijst: {which}.", en="Questionnaire: {which}.")
_ANSWERS = Text(nl="Antwoorden in {name}: {band}.", en="Answers in {name}: {band}.")
_VERDICTS = Text(nl="{title}, {areas}: {counts}.", en="{title}, {areas}: {counts}.")
_COUNT = Text(nl="{n} {verdict}", en="{n} {verdict}")
_WHY = Text(nl="{n} {verdict} ({why})", en="{n} {verdict} ({why})")
_MIND = Text(nl="Let op: {what}", en="Mind: {what}")
_FROM_SNAPSHOT = Text(nl="Momentopname {id}, editie {edition}.", en="Snapshot {id}, edition {edition}.")


def of_topics(telling: Telling, keys: Sequence[str], level: str = "") -> tuple[str, ...]:
    """The notes to a slide with these indicators, of every area of a level (that of the story by default); no line twice."""
    lines: list[str] = []
    for key in keys if level or telling.level else ():
        about, rows = telling.indicator(key), telling.rows(key, level)
        lines += [
            *of_source(telling, about),
            *_instrument(telling, about, rows),
            *answers(telling, key),
            telling.say(
                _VERDICTS, title=about.title, areas=_areas(telling, rows, level), counts=verdicts(telling, rows)
            ),
        ]
    every_caution = [one for key in keys for one in cautions(telling, telling.indicator(key))]
    return tuple(dict.fromkeys([*lines, *every_caution, of_snapshot(telling)]))


def of_source(telling: Telling, about: Indicator) -> list[str]:
    """What an indicator is, its source and how it was obtained."""
    return [
        telling.say(_WHAT, title=about.title, about=about.about),
        telling.say(_FROM, source=about.source, kind=about.kind.text),
    ]


def cautions(telling: Telling, about: Indicator) -> list[str]:
    """What to mind with an indicator."""
    return [telling.say(_MIND, what=one) for one in about.caveats]


def of_snapshot(telling: Telling) -> str:
    """From which snapshot and edition a slide comes."""
    return telling.say(_FROM_SNAPSHOT, id=telling.snapshot.id, edition=telling.edition)


def verdicts(telling: Telling, rows: pd.DataFrame) -> str:
    """How many rows (``figures.rows.COLUMNS``) have each verdict: ``34 mag je zeggen, 8 met voorzichtigheid en ...``."""
    parts = []
    for verdict in Verdict:
        mine = rows[rows["verdict"] == verdict.value]
        if len(mine):
            why = [Reason(one).text(telling.lang) for one in dict.fromkeys(mine["reason"]) if one]
            said, n = verdict.text, number(len(mine), telling.lang)
            parts.append(telling.say(_WHY if why else _COUNT, n=n, verdict=said, why="; ".join(why)))
    return listing(parts, telling.lang)


def _areas(telling: Telling, rows: pd.DataFrame, level: str) -> str:
    return sentences.counted(level or telling.level, len(rows), telling.lang)


def _instrument(telling: Telling, about: Indicator, rows: pd.DataFrame) -> list[str]:
    used = str(rows["instrument"].iloc[0]) if len(rows) else about.instrument.key
    if about.kind is not Kind.OBSERVED or used == NO_INSTRUMENT.key:
        return []
    return [telling.say(_ASKED_WITH, which=words.instrument(used, about, telling.lang))]


def answers(telling: Telling, key: str) -> list[str]:
    """How many answers, in a band, the figure of the municipality rests on; nothing where nobody was asked."""
    row = telling.one(key)
    asked = row["kind"] == Kind.OBSERVED.value and row["n_band"]
    return [telling.say(_ANSWERS, name=telling.name, band=row["n_band"])] if asked else []
