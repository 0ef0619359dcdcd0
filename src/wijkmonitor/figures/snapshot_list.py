"""The snapshots of a municipality as a list: when, with which editions, why, by whom, and whether they stand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from html import escape

from wijkmonitor.figures import foot
from wijkmonitor.manifest import Contents
from wijkmonitor.publications import Publication, Withdrawal
from wijkmonitor.text import Lang, Text, date, number, short_date

_EDGE = "padding:.3rem .8rem .3rem 0;border-bottom:1px solid rgba(128,128,128,.4);text-align:left;vertical-align:top"
_LONGEST_NOTE = 40
_COLUMNS = {
    "when": (Text(nl="Gemaakt, en het nummer", en="Made, and the id"), 11.5),
    "state": (Text(nl="Stand", en="State"), 6.5),
    "editions": (Text(nl="Edities", en="Editions"), 6.0),
    "note": (Text(nl="Waarom", en="Why"), 9.0),
    "by": (Text(nl="Door", en="By"), 6.5),
    "size": (Text(nl="Grootte", en="Size"), 4.5),
}
_MEGABYTE = 1e6
_NOT_TOLD = Text(nl="niet opgegeven", en="not told")
_UNREADABLE = Text(nl="niet leesbaar", en="cannot be read")
_BEFORE_LOG = Text(nl="datum van de bestanden", en="date of the files")
_NEWEST = Text(nl="nieuwste", en="newest")
_OLDER = Text(nl="ouder", en="older")
_SHOWN = Text(nl="u bekijkt deze", en="you are looking at this one")
_LIST = Text(nl="Alle momentopnamen", en="All snapshots")
_NOTICE = Text(nl="Deze momentopname is ingetrokken", en="This snapshot has been withdrawn")
_LAST = Text(nl="De laatste momentopname is ingetrokken", en="The last snapshot has been withdrawn")
_STILL_THERE = Text(
    nl="Ze blijven te zien voor wie ze al heeft en wil weten wat er mis was.",
    en="They can still be seen by whoever has them and wants to know what was wrong.",
)
_TO_NEWEST = Text(nl="Naar de nieuwste cijfers", en="To the newest figures")
_OPEN_WRONG = Text(nl="Toch openen wat er stond", en="Open what was there all the same")


def moment(at: datetime, lang: Lang) -> str:
    """``26 november 2026, 14:05``."""
    return f"{date(at.date(), lang)}, {at:%H:%M}"


def titled(story: Publication, current: str) -> Text:
    """A snapshot as it stands in a list to choose from: whether it is the newest or withdrawn, when, and why."""
    note = story.note if len(story.note) <= _LONGEST_NOTE else story.note[: _LONGEST_NOTE - 1] + "…"
    state = foot.WITHDRAWN if story.withdrawal is not None else _NEWEST if story.id == current else None

    def words(lang: Lang) -> str:
        when = f"{short_date(story.at.date(), lang)} {story.at:%H:%M}"
        # What matters most comes first: a narrow list cuts off the rest.
        return " · ".join(part for part in (state(lang) if state is not None else "", when, note) if part)

    return Text(nl=words("nl"), en=words("en"))


def notice(wrong: Withdrawal, lang: Lang, opening: str = "", newest: str = "") -> str:
    """That figures were withdrawn, when and why, as HTML.

    ``newest``: the address of the newest figures, above a page with withdrawn ones; ``opening``: that of the withdrawn ones, in
    place of a page. What people wrote is text, never mark-up.
    """
    head = _LAST if opening else _NOTICE
    said = foot.why(wrong, lang)
    links = [(newest, _TO_NEWEST), (opening, _OPEN_WRONG)]
    ways = "".join(
        f'<p style="margin:.4rem 0 0"><a href="{escape(to)}" target="_self" style="color:inherit">{words(lang)}</a></p>'
        for to, words in links
        if to
    )
    return (
        '<div role="note" style="border:3px double currentColor;border-radius:.3rem;padding:.6rem .9rem">'
        f'<p style="margin:0;font-weight:700">{head(lang)} ({escape(wrong.id)})</p>'
        f'<p style="margin:.2rem 0 0">{escape(said[:1].upper() + said[1:])}</p>'
        f'<p style="margin:.2rem 0 0">{foot.DO_NOT_USE(lang)} {_STILL_THERE(lang)}</p>{ways}</div>'
    )


def listed(
    stories: Mapping[str, Publication],
    contents: Mapping[str, Contents | None],
    current: str,
    shown: str,
    lang: Lang,
    address: Callable[[str], str],
) -> str:
    """All snapshots as an HTML table, each with a link to ``address(its id)``; ``shown``: the one that is open now."""
    head = "".join(
        f'<th scope="col" style="{_EDGE};min-width:{rem}rem">{title(lang)}</th>' for title, rem in _COLUMNS.values()
    )
    body = []
    for story in stories.values():
        cells = _cells(story, contents.get(story.id), current, lang)
        opened = story.id == shown
        when = f'<a href="{escape(address(story.id))}" target="_self" style="color:inherit">{escape(cells["when"])}</a>'
        if opened:
            when = f"<strong>{escape(cells['when'])}</strong><br>{_SHOWN(lang)}"
        elif not story.logged:
            when += f"<br>{_BEFORE_LOG(lang)}"
        when += f"<br><code>{escape(story.id)}</code>"
        rest = "".join(f'<td style="{_EDGE}">{escape(cells[name])}</td>' for name in list(_COLUMNS)[1:])
        body.append(f'<tr{" aria-current=true" if opened else ""}><td style="{_EDGE}">{when}</td>{rest}</tr>')
    return (
        f'<div role="region" tabindex="0" aria-label="{_LIST(lang)}" style="overflow:auto;max-height:44rem">'
        f'<table style="width:100%;border-collapse:collapse"><thead><tr>{head}</tr></thead>'
        f"<tbody>{''.join(body)}</tbody></table></div>"
    )


def _cells(story: Publication, inside: Contents | None, current: str, lang: Lang) -> dict[str, str]:
    when = moment(story.at, lang)
    state = (_NEWEST if story.id == current else _OLDER)(lang)
    return {
        "when": when,
        "editions": ", ".join(inside.editions) if inside is not None else _UNREADABLE(lang),
        "note": story.note or _NOT_TOLD(lang),
        "by": story.by or _NOT_TOLD(lang),
        "state": foot.why(story.withdrawal, lang) if story.withdrawal is not None else state,
        "size": f"{number(inside.size_bytes / _MEGABYTE, lang, 1)} MB" if inside is not None else "–",
    }
