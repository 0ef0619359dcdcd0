"""Weerwoord in a pack: the accepted responses to what its slides show, as lines to read."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from wijkmonitor import responses
from wijkmonitor.report.slide import Deck
from wijkmonitor.responses import Response
from wijkmonitor.responses.response import Role
from wijkmonitor.snapshot import Snapshot
from wijkmonitor.text import Lang, Text, date

_LINE = Text(nl="{area}: “{words}” ({role}, {day}{topic})", en="{area}: “{words}” ({role}, {day}{topic})")
_TOPIC = Text(nl=", over: {title}", en=", about: {title}")
_REASON = Text(nl=" De gemeente: {reason}", en=" The municipality: {reason}")


def responses_about(deck: Deck, snapshot: Snapshot) -> tuple[Response, ...]:
    """The accepted responses to what the slides show: to their areas, and to their topics there; the oldest first."""
    shown = [slide.estimates[["area", "indicator"]] for slide in deck.slides if not slide.estimates.empty]
    if not shown:
        return ()
    both = pd.concat(shown)
    areas, topics = set(both["area"]), {"", *both["indicator"]}
    accepted = responses.accepted(snapshot.path.parent.parent)
    return tuple(one for one in accepted if one.area in areas and one.indicator in topics)


def lines(said: Iterable[Response], snapshot: Snapshot, lang: Lang) -> list[str]:
    """A line per response: the area, the words, who speaks and when, about what, and what the municipality says to it."""
    names = dict(zip(snapshot.areas["code"], snapshot.areas["name"], strict=True))
    return [_line(one, str(names.get(one.area, one.area)), snapshot, lang) for one in said]


def _line(one: Response, area: str, snapshot: Snapshot, lang: Lang) -> str:
    topic = ""
    if one.indicator in snapshot.indicators:
        topic = _TOPIC.fill(title=snapshot.indicators[one.indicator].title)(lang)
    role = Role(one.role).text(lang)
    told = _LINE.fill(area=area, words=one.words, role=role, day=date(one.received, lang), topic=topic)(lang)
    return told + (_REASON.fill(reason=one.reason)(lang) if one.reason else "")
