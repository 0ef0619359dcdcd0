"""The story for the council on paper: a tagged PDF/UA-1, one slide per page, and at the end how every slide was made."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from typing import Any

from wijkmonitor.figures.still_map import Frame
from wijkmonitor.figures.theme import TEXTURES, Texture
from wijkmonitor.report import pictures, said, sheet, typesetting
from wijkmonitor.report.legible import EXPLAINED, holds_stand_in, legible
from wijkmonitor.report.progress import Progress, quiet
from wijkmonitor.report.slide import Deck, Slide, TableBody, WordsBody
from wijkmonitor.snapshot import Snapshot
from wijkmonitor.text import Lang, Text

_TEMPLATE = "council.typ"
_SENTENCE_PT = ((90, 28), (150, 24), (230, 20), (400, 17))
_LONGEST_PT = 14
_TABLE_PT = ((7, 18), (9, 16), (11, 14))
_LONG_TABLE_PT = 13
_WORDS_PT = ((300, 24), (600, 20), (900, 17))
_MANY_WORDS_PT = 15
_TEXT_WIDTH_PT, _BODY_HEIGHT_PT = 869, 385
"""Of the page without its margins and, for the height, without the line of the topic and the room around the sentence."""
_LETTER_WIDTH, _LINE_HEIGHT = 0.53, 1.25
"""Of the bold letters of a sentence, as a share of their size."""
_FRAME_PX, _TYPE_PX = 1240, 21
_NARROWEST, _WIDEST = 10, 40
"""The width of a column as a number of letters: the least and the most that count."""
_SHORT, _ROOM_FOR_SHORT = 26, 70
"""A text so short is not broken over lines, as long as all such columns together leave room for the others."""

_DRAWING = Text(nl="Dia {k} van {n} tekenen", en="Drawing slide {k} of {n}")
_SETTING = Text(nl="PDF opmaken", en="Setting the PDF")
_MADE = Text(nl="PDF klaar", en="PDF ready")
_ACCOUNTABILITY = Text(nl="Verantwoording per dia", en="How every slide was made")
_PAGE = Text(nl="pagina", en="page")
_READING = Text(
    nl="Elk cijfer komt uit momentopname {id}. Een oude momentopname houdt haar cijfers.",
    en="Every figure comes from snapshot {id}. An old snapshot keeps its figures.",
)
_LOOKS = {
    Texture.FULL: Text(nl="Effen", en="Plain"),
    Texture.HATCHED: Text(nl="Gearceerd", en="Hatched"),
    Texture.DOTTED: Text(nl="Gestippeld", en="Dotted"),
    Texture.GREY: Text(nl="Grijs met streepjes", en="Grey with dashes"),
}


def council_pdf(deck: Deck, snapshot: Snapshot, progress: Progress = quiet, heard: Sequence[str] = ()) -> bytes:
    """A deck as PDF/UA-1: a page with its title, a page per slide (more where a table is long), and the notes of all slides.

    ``snapshot``: that of the deck, for the shapes on its maps and its reference day; ``heard``: what people said of what the
    slides show, a line each, which comes last. The same input gives the same bytes.
    A character that no font has is replaced (``legible``). Raises ``ValueError`` for another snapshot, ``typst.TypstError`` for
    what PDF/UA-1 does not allow.
    """
    if snapshot.id != deck.snapshot_id:
        raise ValueError(f"the deck is of snapshot {deck.snapshot_id}, not of {snapshot.id}")
    geometry = snapshot.geometry()
    made = dt.datetime.fromisoformat(str(snapshot.editions[-1]["date"])).replace(tzinfo=dt.UTC)
    slides, drawn = [], {}
    for place, slide in enumerate(deck.slides, start=1):
        progress((place - 1) / (len(deck.slides) + 2), _DRAWING.fill(k=place, n=len(deck.slides)))
        slides.append(_slide(slide, place))
        if pictures.is_picture(slide):
            drawn[_file(place)] = _drawn(slide, place, geometry, deck.lang)
    progress(len(deck.slides) / (len(deck.slides) + 2), _SETTING)
    document = _document(deck, slides, heard)
    try:
        pdf = _set(deck, legible(document), legible(drawn), made)
    except typesetting.Refused:  # words that can be set one by one, but not together
        pdf = _set(deck, legible(document, strictly=True), legible(drawn, strictly=True), made)
    progress(1, _MADE)
    return pdf


def _set(deck: Deck, data: dict[str, Any], drawn: dict[str, str], made: dt.datetime) -> bytes:
    if holds_stand_in([data, drawn]):
        data["words"]["reading"].append(EXPLAINED(deck.lang))
    files = {name: svg.encode("utf-8") for name, svg in drawn.items()}
    return typesetting.pdf(_TEMPLATE, data, files | sheet.logo_files(deck.style), made)


def _file(place: int) -> str:
    return f"slide-{place}.svg"


def _document(deck: Deck, slides: list[dict[str, Any]], heard: Sequence[str]) -> dict[str, Any]:
    shared = sheet.shared(
        title=deck.title,
        description=deck.subtitle,
        municipality=deck.municipality,
        foot=deck.foot,
        lang=deck.lang,
        style=deck.style,
        fictional=deck.fictional,
    )
    words = {
        "heard": said.HEADING(deck.lang),
        "page": _PAGE(deck.lang),
        "accountability": _ACCOUNTABILITY(deck.lang),
        "reading": [_READING(deck.lang).format(id=deck.snapshot_id), _verdicts(deck.lang)],
    }
    return {"sheet": shared, "subtitle": deck.subtitle, "slides": slides, "heard": list(heard), "words": words}


def _verdicts(lang: Lang) -> str:
    """What each texture means, in words."""
    return " ".join(f"{_LOOKS[one](lang)}: {look.words(lang)}." for one, look in TEXTURES.items())


def _slide(slide: Slide, place: int) -> dict[str, Any]:
    return {
        "topic": slide.topic,
        "sentence": slide.sentence,
        "size": _fitting(len(slide.sentence), _SENTENCE_PT, _LONGEST_PT),
        "anchor": f"slide-{place}",
        "notes": list(slide.notes),
        "body": _body(slide, place),
    }


def _body(slide: Slide, place: int) -> dict[str, Any]:
    body = slide.body
    if isinstance(body, WordsBody):
        size = _fitting(sum(map(len, body.lines)), _WORDS_PT, _MANY_WORDS_PT)
        return {"kind": "words", "lines": list(body.lines), "size": size}
    if isinstance(body, TableBody):
        return {
            "kind": "table",
            "header": list(body.header),
            "rows": [list(row) for row in body.rows],
            "right": list(body.right),
            "widths": _widths(body),
            "size": _fitting(len(body.rows), _TABLE_PT, _LONG_TABLE_PT),
        }
    return {"kind": "picture", "file": _file(place), "alt": slide.alt}


def _drawn(slide: Slide, place: int, geometry: dict[str, Any], lang: Lang) -> str:
    """The map or chart in the shape of the room that the sentence leaves, so that nothing of the page is lost."""
    size = _fitting(len(slide.sentence), _SENTENCE_PT, _LONGEST_PT)
    lines = math.ceil(len(slide.sentence) * size * _LETTER_WIDTH / _TEXT_WIDTH_PT)
    height = _BODY_HEIGHT_PT - lines * size * _LINE_HEIGHT
    frame = Frame(f"s{place}", _FRAME_PX, round(_FRAME_PX * height / _TEXT_WIDTH_PT), _TYPE_PX)
    return pictures.svg(slide, geometry, frame, lang, "light")


def _widths(table: TableBody) -> list[int]:
    """How wide the columns are against each other, by their longest text; 0 for one that takes what its text asks."""
    longest = [max(map(len, cells)) for cells in zip(table.header, *table.rows, strict=True)]
    short = [place > 0 and letters <= _SHORT for place, letters in enumerate(longest)]
    if sum(letters for letters, own in zip(longest, short, strict=True) if own) > _ROOM_FOR_SHORT:
        short = [False] * len(short)
    return [0 if own else min(max(letters, _NARROWEST), _WIDEST) for letters, own in zip(longest, short, strict=True)]


def _fitting(amount: int, sizes: tuple[tuple[int, int], ...], otherwise: int) -> int:
    """The size of type, in points, for an amount of what has to fit; ``sizes``: the most that a size can hold."""
    return next((points for most, points in sizes if amount <= most), otherwise)
