"""Words on a slide: without what a file cannot hold, in the language they are in, and as large as fits."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from PIL import ImageFont
from pptx.util import Pt

from wijkmonitor.figures.still_fills import allowed_in_xml
from wijkmonitor.report.typesetting import FONTS
from wijkmonitor.text import Lang

SLIDE_FONT = "Arial"
"""On every machine with an office program, or with a font of the same widths."""
LOCALES: dict[Lang, str] = {"nl": "nl-NL", "en": "en-GB"}
LINE = 1.2
"""Height of a line as a share of the size of its type."""
_WIDER = 1.12  # Arial is that much wider than our own font, with which we measure
_MEASURED_AT = 100
_POINTS_PER_INCH = 72
# Marks that turn the reading direction around would turn what follows a name as well.
_TURNING = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def plain(words: str) -> str:
    """One line without control characters: nothing that breaks a file, or that does something instead of saying it."""
    return " ".join(_TURNING.sub("", allowed_in_xml(words)).split())


def largest(
    words: Sequence[str], width_in: float, height_in: float, sizes: Sequence[int], *, bold: bool = False
) -> int:
    """The first of ``sizes`` (points, from large to small) at which the paragraphs fit the box; else the last."""
    return next((size for size in sizes if height(words, width_in, size, bold=bold) <= height_in), sizes[-1])


def height(words: Sequence[str], width_in: float, size: int, *, bold: bool = False) -> float:
    """Height in inches of paragraphs in a box as wide as that; ``size`` in points."""
    lines = sum(line_count(one, width_in, size, bold=bold) for one in words)
    return lines * size * LINE / _POINTS_PER_INCH


def line_count(words: str, width_in: float, size: int, *, bold: bool = False) -> int:
    """On how many lines the words go; a word that is wider than a line is broken where it must be."""
    lines, used, space = 1, 0.0, width(" ", size, bold=bold)
    for word in words.split():
        long = width(word, size, bold=bold)
        if used and used + space + long > width_in:
            lines, used = lines + 1, 0.0
        used += (space if used else 0) + long
        over = int(used / width_in) if used > width_in else 0
        lines, used = lines + over, used - over * width_in
    return lines


def width(words: str, size: float, *, bold: bool = False) -> float:
    """Width in inches of words on one line."""
    return _length(words, bold) / _MEASURED_AT * size / _POINTS_PER_INCH * _WIDER


@lru_cache(maxsize=20_000)
def _length(words: str, bold: bool) -> float:
    return float(_font(bold).getlength(words))


@lru_cache(maxsize=2)
def _font(bold: bool) -> ImageFont.FreeTypeFont:
    file = FONTS / f"WijkmonitorSans-{'Bold' if bold else 'Regular'}.ttf"
    # The plain engine measures alike on every machine.
    return ImageFont.truetype(file, _MEASURED_AT, layout_engine=ImageFont.Layout.BASIC)


def write(frame: Any, paragraphs: Sequence[str], lang: Lang, size: int | None = None, **look: Any) -> None:
    """Put paragraphs into a text frame, each a run that names its language; ``look``: attributes of its font."""
    frame.clear()
    for place, words in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = plain(words)
        run._r.get_or_add_rPr().set("lang", LOCALES[lang])
        if size is not None:
            run.font.size = Pt(size)
        for name, value in look.items():
            setattr(run.font, name, value)
