"""Weerwoord in a pack: the accepted responses to what its slides show, as lines to read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from wijkmonitor.report.slide import Deck, Slide, WordsBody
from wijkmonitor.responses import Response
from wijkmonitor.responses.response import Role
from wijkmonitor.snapshot import Snapshot
from wijkmonitor.text import Lang, Text, date

TOPIC = Text(nl="Weerwoord", en="Responses")
HEADING = Text(nl="Weerwoord: wat mensen hierover zeggen", en="Responses: what people say of this")
_LINE = Text(nl="{area}: “{words}” ({role}, {day}{topic})", en="{area}: “{words}” ({role}, {day}{topic})")
_ABOUT = Text(nl=", over: {title}", en=", about: {title}")
_REASON = Text(nl=" De gemeente: {reason}", en=" The municipality: {reason}")


def responses_about(deck: Deck, accepted: Iterable[Response]) -> tuple[Response, ...]:
    """Of the accepted responses those to what the slides show: to their areas, and to their topics there; in their order."""
    shown = [slide.estimates[["area", "indicator"]] for slide in deck.slides if not slide.estimates.empty]
    if not shown:
        return ()
    both = pd.concat(shown)
    areas, topics = set(both["area"]), {"", *both["indicator"]}
    return tuple(one for one in accepted if one.area in areas and one.indicator in topics)


def lines(said: Iterable[Response], snapshot: Snapshot, lang: Lang) -> list[str]:
    """A line per response: the area, the words, who speaks and when, about what, and what the municipality says to it."""
    names = dict(zip(snapshot.areas["code"], snapshot.areas["name"], strict=True))
    return [_line(one, str(names.get(one.area, one.area)), snapshot, lang) for one in said]


def slide(told: Sequence[str], deck: Deck) -> list[Slide]:
    """The slide with these lines, for files that have no other place for them; none without lines."""
    heading = HEADING(deck.lang)
    return [Slide("weerwoord", TOPIC(deck.lang), heading, WordsBody(tuple(told)), "", ())] if told else []


def _line(one: Response, area: str, snapshot: Snapshot, lang: Lang) -> str:
    topic = ""
    if one.indicator in snapshot.indicators:
        topic = _ABOUT.fill(title=snapshot.indicators[one.indicator].title)(lang)
    role = Role(one.role).text(lang)
    told = _LINE.fill(area=area, words=one.words, role=role, day=date(one.received, lang), topic=topic)(lang)
    return told + (_REASON.fill(reason=one.reason)(lang) if one.reason else "")
