"""A deck as one HTML page: every slide a section with its picture, table or words, and its foot.

It needs two files of our own server (``Links``) and nothing else; without its script all slides stand below each other, and on
paper each has a page. Every name is escaped. Pictures are SVG within the page, one per colour mode and per width of the screen.
"""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from html import escape
from typing import Any
from urllib.parse import quote

from wijkmonitor.figures import provenance
from wijkmonitor.figures.still_map import Frame
from wijkmonitor.figures.theme import PALETTES, Mode, contrast
from wijkmonitor.report import pictures
from wijkmonitor.report.slide import Deck, MapBody, Slide, TableBody, WordsBody
from wijkmonitor.text import Lang, Text

_WIDE_CHART, _WIDE_MAP = Frame("w", 1220, 470, 28), Frame("w", 1220, 470, 26)
_NARROW_CHART, _NARROW_MAP = Frame("n", 620, 640, 28), Frame("n", 700, 560, 28)
_DARK = "screen and (prefers-color-scheme: dark)"
_SLIDES = Text(nl="Dia's", en="Slides")
_PREVIOUS, _NEXT = Text(nl="Vorige dia", en="Previous slide"), Text(nl="Volgende dia", en="Next slide")
_WHOLE_SCREEN = Text(nl="Volledig scherm", en="Full screen")
_NOTES = Text(nl="Toelichting", en="Notes")
_LEAVE = Text(nl="Stoppen", en="Leave")
_KEYS = Text(
    nl="Pijltjes: vorige en volgende. F: volledig scherm. T: toelichting. Esc: stoppen.",
    en="Arrows: previous and next. F: full screen. T: notes. Esc: leave.",
)
_LOGO_TYPES = ("image/png", "image/jpeg")
_LENGTHS = {"short": 90, "long": 170}
_CORNERS = (
    '<svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="2">'
    '<path d="M1,5V1H5M11,1H15V5M15,11V15H11M5,15H1V11"/></svg>'
)
_PLACE = Text(nl="{i} van {n}", en="{i} of {n}")


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses, seen from the page: its style sheet, its script, and where it leads back to."""

    style: str
    script: str
    back: str


def page(deck: Deck, geometry: dict[str, Any], links: Links) -> str:
    """The whole page. ``geometry``: ``Snapshot.geometry()`` of the snapshot the deck was told of."""
    lang, title = deck.lang, f"{deck.title} – {deck.municipality}"
    slides = "".join(_slide(one, place, deck, geometry) for place, one in enumerate(deck.slides, start=1))
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<style>{_colours(deck)}</style>"
        f'<link rel="stylesheet" href="{escape(links.style)}"><script src="{escape(links.script)}" defer></script></head>'
        f'<body><h1 class="unseen">{escape(title)}</h1>{_logo(deck)}<main>{slides}</main>{_controls(deck, links)}</body></html>'
    )


def _logo(deck: Deck) -> str:
    """The logo of the municipality in the corner of every slide; nothing without one."""
    if not deck.style.logo or deck.style.logo_type not in _LOGO_TYPES:
        return ""
    content = b64encode(deck.style.logo).decode("ascii")
    return f'<img class="logo" alt="{escape(deck.municipality)}" src="data:{deck.style.logo_type};base64,{content}">'


def _slide(slide: Slide, place: int, deck: Deck, geometry: dict[str, Any]) -> str:
    lang = deck.lang
    notes = "".join(f"<li>{escape(line)}</li>" for line in slide.notes)
    invented = provenance.FICTIONAL.fill(n=deck.municipality)(lang) if deck.fictional else ""
    where = _PLACE.fill(i=place, n=len(deck.slides))(lang)
    foot = " · ".join(part for part in (deck.foot, invented) if part)
    return (
        f'<section class="slide" id="{escape(slide.key)}" aria-labelledby="kop-{place}">'
        f'<p class="topic">{escape(slide.topic)}</p>{_sentence(slide.sentence, place)}'
        f'<div class="body">{_body(slide, geometry, lang)}</div>'
        f'<aside class="notes" aria-label="{escape(_NOTES(lang))}"><ul>{notes}</ul></aside>'
        f'<footer><span>{escape(foot)}</span><span class="place">{escape(where)}</span></footer></section>'
    )


def _sentence(sentence: str, place: int) -> str:
    """The sentence as a heading; a long one a little smaller, so that the picture keeps its room."""
    size = next((name for name, most in _LENGTHS.items() if len(sentence) <= most), "longest")
    return f'<h2 id="kop-{place}" class="{size}" tabindex="-1">{escape(sentence)}</h2>'


def _body(slide: Slide, geometry: dict[str, Any], lang: Lang) -> str:
    if isinstance(slide.body, WordsBody):
        return f'<ul class="lines">{"".join(f"<li>{escape(line)}</li>" for line in slide.body.lines)}</ul>'
    if isinstance(slide.body, TableBody):
        return table(slide.body)
    return _picture(slide, geometry, lang)


def table(body: TableBody) -> str:
    """The table of a slide; its first column names the rows."""
    sides = ["number" if right else "word" for right in body.right]
    head = "".join(
        f'<th scope="col" class="{side}">{escape(one)}</th>' for one, side in zip(body.header, sides, strict=True)
    )
    rows = ""
    for row in body.rows:
        cells = "".join(
            f'<td class="{side}">{_together(cell)}</td>' for cell, side in zip(row[1:], sides[1:], strict=True)
        )
        rows += f'<tr><th scope="row" class="word">{escape(row[0])}</th>{cells}</tr>'
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _together(cell: str) -> str:
    """A cell in which an interval stays on one line."""
    return escape(cell).replace(" – ", "&nbsp;–&#8288;&nbsp;")  # a dash alone would let the line break after it


def image(slide: Slide, geometry: dict[str, Any], lang: Lang, mode: Mode) -> str:
    """The picture of a slide as an ``<img>`` for the page of the dashboard."""
    wide, _ = _frames(slide)
    source = _data(slide, geometry, wide, lang, mode)
    return f'<img alt="{escape(slide.alt)}" src="{source}" style="display:block;width:100%;height:auto">'


def _picture(slide: Slide, geometry: dict[str, Any], lang: Lang) -> str:
    """One picture in four drawings, of which the style sheet shows one: so paper is light at once, whatever the screen is."""
    drawn = "".join(
        f'<img class="{width} {mode}" alt="{escape(slide.alt)}" src="{_data(slide, geometry, frame, lang, mode)}">'
        for width, frame in zip(("wide", "narrow"), _frames(slide), strict=True)
        for mode in PALETTES
    )
    return f'<div class="picture">{drawn}</div>'


def _frames(slide: Slide) -> tuple[Frame, Frame]:
    return (_WIDE_MAP, _NARROW_MAP) if isinstance(slide.body, MapBody) else (_WIDE_CHART, _NARROW_CHART)


def _data(slide: Slide, geometry: dict[str, Any], frame: Frame, lang: Lang, mode: Mode) -> str:
    return f"data:image/svg+xml,{quote(pictures.svg(slide, geometry, frame, lang, mode))}"


def _colours(deck: Deck) -> str:
    """Our colours as custom properties; that of the municipality where it reads on its ground."""

    def per(mode: Mode) -> str:
        palette = PALETTES[mode]
        own = deck.style.primary
        house = own if contrast(own, palette.surface) >= 4.5 else palette.text
        named = {"surface": palette.surface, "text": palette.text, "faint": palette.faint, "grid": palette.grid,
                 "border": palette.border, "accent": palette.accent, "house": house}  # fmt: skip
        return "".join(f"--{name}:{colour};" for name, colour in named.items())

    return f":root{{color-scheme:light dark;{per('light')}}}@media {_DARK}{{:root{{{per('dark')}}}}}"


def _controls(deck: Deck, links: Links) -> str:
    lang = deck.lang

    def button(name: str, label: Text, sign: str) -> str:
        said = escape(label(lang))
        return f'<button type="button" id="{name}" aria-label="{said}" title="{said}">{sign}</button>'

    leave = f'<a id="leave" href="{escape(links.back)}">{escape(_LEAVE(lang))}</a>'
    return (
        f'<nav id="controls" aria-label="{escape(_SLIDES(lang))}" title="{escape(_KEYS(lang))}" hidden>'
        f"{button('previous', _PREVIOUS, '←')}"
        f'<output id="place">1 / {len(deck.slides)}</output>'
        f"{button('next', _NEXT, '→')}{button('notes', _NOTES, 'i')}{button('whole', _WHOLE_SCREEN, _CORNERS)}{leave}</nav>"
    )
