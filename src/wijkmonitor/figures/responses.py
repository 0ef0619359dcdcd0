"""Responses as a reader sees them: the quote with who speaks and about what, per area, and what staff look at.

What somebody wrote is text and never mark-up: it is escaped here, once, and direction of reading stays inside the quote.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape

from wijkmonitor.figures import rows as figure_rows
from wijkmonitor.figures import words
from wijkmonitor.responses import Event, Response, Role, State
from wijkmonitor.snapshot import Snapshot
from wijkmonitor.text import Lang, Text, date, listing, month, number

_ABOUT = Text(nl="over: {topic}, {area}", en="about: {topic}, {area}")
_ABOUT_AREA = Text(nl="over: {area}", en="about: {area}")
_THEN = Text(nl="bij momentopname {id} ({e})", en="with snapshot {id} ({e})")
_NOTE = Text(nl="De gemeente: {reason}", en="The municipality: {reason}")
_NUMBER = Text(nl="Nummer {n}", en="Number {n}")
_VALUE = Text(nl="Het cijfer daar en toen: {value}. {verdict}", en="The figure there and then: {value}. {verdict}")
_NO_VALUE = Text(
    nl="Het cijfer van toen staat niet meer op deze server (momentopname {id}, editie {e}).",
    en="The figure of then is no longer on this server (snapshot {id}, edition {e}).",
)
_NOTHING_YET = Text(nl="Er is nog geen weerwoord.", en="There are no responses yet.")
_TALLY = Text(nl="Weerwoord tot nu toe: {parts}.", en="Responses so far: {parts}.")
_GONE = Text(nl="{code} (bestaat niet meer)", en="{code} (no longer exists)")
_GONE_NAMED = Text(nl="{name} (bestaat niet meer)", en="{name} (no longer exists)")


def area_name(snapshot: Snapshot, code: str, lang: Lang) -> str:
    """Name of an area in the newest borders; of one that is not in those, its last name or its code, and that it is gone."""
    newest = snapshot.areas_of(int(snapshot.editions[-1]["vintage"]))
    if code in newest.index:
        return str(newest.at[code, "name"])
    older = snapshot.areas[snapshot.areas["code"] == code].sort_values("vintage")
    return _GONE_NAMED(lang).format(name=older["name"].iloc[-1]) if len(older) else _GONE(lang).format(code=code)


def topic_title(snapshot: Snapshot, indicator: str, lang: Lang) -> str:
    """Title of an indicator; its key when this snapshot does not know it; "" for the area as a whole."""
    known = snapshot.indicators.get(indicator)
    return known.title(lang) if known is not None else indicator


def about(snapshot: Snapshot, area: str, indicator: str, lang: Lang) -> str:
    """What a response is about, in words; ``indicator`` "" for the area as a whole."""
    name = area_name(snapshot, area, lang)
    if not indicator:
        return _ABOUT_AREA(lang).format(area=name)
    return _ABOUT(lang).format(topic=topic_title(snapshot, indicator, lang), area=name)


def quote(response: Response, snapshot: Snapshot, lang: Lang, *, facts: Sequence[str] = ()) -> str:
    """A response as HTML: its words, who speaks and when, ``facts``, and what the municipality says to it.

    With which snapshot it was made is told when that is another one than ``snapshot``.
    """
    told = [Role(response.role).text(lang).capitalize(), month(response.received, lang), *facts]
    if response.snapshot != snapshot.id:
        told.append(_THEN(lang).format(id=response.snapshot, e=response.edition))
    note = _NOTE(lang).format(reason=response.reason) if response.reason else ""
    return _quoted(response.words, told, note)


def quote_for_staff(response: Response, snapshot: Snapshot, lang: Lang) -> str:
    """A response as HTML for who decides: number, the day it came in, and what it is about."""
    facts = [_NUMBER(lang).format(n=response.number), Role(response.role).text(lang), date(response.received, lang)]
    return _quoted(response.words or "…", [*facts, about(snapshot, response.area, response.indicator, lang)], "")


def _quoted(said: str, facts: Iterable[str], note: str) -> str:
    under = f'<p dir="auto" style="margin:.3rem 0 0">{escape(note)}</p>' if note else ""
    return (
        '<figure style="margin:0 0 1rem;padding-left:.9rem;border-left:.25rem solid currentColor">'
        f'<blockquote dir="auto" style="margin:0;overflow-wrap:anywhere">“{escape(said)}”</blockquote>'
        f'<figcaption style="margin:.3rem 0 0;font-size:.875rem;overflow-wrap:anywhere">{escape(" · ".join(facts))}</figcaption>'
        f"{under}</figure>"
    )


def within(responses: Iterable[Response], snapshot: Snapshot, area: str) -> list[Response]:
    """The responses about an area of the newest borders and all that lies in it; every one when ``area`` is ""."""
    parents = snapshot.areas_of(int(snapshot.editions[-1]["vintage"]))["parent"]
    found = []
    for one in responses:
        code = one.area
        while code and code != area:
            code = str(parents.get(code, ""))
        if code or not area:
            found.append(one)
    return found


def by_area(responses: Iterable[Response], snapshot: Snapshot, lang: Lang) -> list[tuple[str, list[Response]]]:
    """The responses per area in the order of names, the newest first; areas that are no longer there come last."""
    newest = snapshot.areas_of(int(snapshot.editions[-1]["vintage"])).index
    found: dict[str, list[Response]] = {}
    for one in responses:
        found.setdefault(one.area, []).insert(0, one)
    named = {code: area_name(snapshot, code, lang) for code in found}
    order = sorted(found, key=lambda code: (code not in newest, named[code].casefold(), code))
    return [(named[code], found[code]) for code in order]


def tally(counts: Mapping[State, int], lang: Lang) -> str:
    """How many responses are in each state, in a sentence; states without any are left out."""
    parts = [f"{number(n, lang)} {state.text(lang)}" for state, n in counts.items() if n]
    return _TALLY(lang).format(parts=listing(parts, lang)) if parts else _NOTHING_YET(lang)


def value_then(snapshot: Snapshot | None, response: Response, lang: Lang) -> str:
    """The figure a response is about, as it was in the snapshot in which it was made; "" when it is about an area as a whole.

    ``snapshot``: that snapshot, or None when it is not there any more.
    """
    if not response.indicator:
        return ""
    try:
        if snapshot is None:
            raise KeyError(response.snapshot)
        row = figure_rows.one(snapshot, response.indicator, response.edition, response.area)
        indicator = snapshot.indicators[response.indicator]
    except KeyError:
        return _NO_VALUE(lang).format(id=response.snapshot, e=response.edition)
    verdict = words.verdict(row["verdict"], row["reason"], lang, row["shrinkage"])
    said = verdict[:1].upper() + verdict[1:] + "."
    return _VALUE(lang).format(value=words.amount(row["value"], indicator, lang), verdict=said)


def history_lines(events: Iterable[Event], lang: Lang) -> list[str]:
    """What happened to a response, a line each: the day, what, by which function, and why."""
    lines = []
    for event in events:
        parts = [date(event.at.date(), lang), event.text(lang), event.by if event.reason else "", event.reason]
        lines.append(" · ".join(part for part in parts if part))
    return lines
