"""A native table: as large as fits, and what does not fit goes on to a next slide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Inches

from wijkmonitor.figures.theme import PALETTES
from wijkmonitor.report import pptx_text
from wijkmonitor.report.pptx_master import Box
from wijkmonitor.report.pptx_text import plain
from wijkmonitor.report.slide import TableBody
from wijkmonitor.text import Lang

SIZES = (20, 18, 16, 14, 13, 12)
_PADDING_IN = 0.1
_ROW_PADDING_IN = 0.06
_NARROWEST_IN = 0.9
_GENEROUS = 1.25
"""A table of little is not drawn wider than that many times what its words need."""


@dataclass(frozen=True)
class Page:
    """The part of a table on one slide: the widths of its columns (inches), the size of its type (points), its rows."""

    widths: tuple[float, ...]
    size: int
    rows: tuple[tuple[str, ...], ...]


def pages(body: TableBody, box: Box) -> list[Page]:
    """How a table is divided: on one slide in the largest type that fits, else on several in the smallest."""
    header, rows = _clean(body.header), [_clean(row) for row in body.rows]
    for size in SIZES:
        widths = _widths(header, rows, size, box.width)
        heights = [_row_height(row, widths, size) for row in (header, *rows)]
        if sum(heights) <= box.height:
            return [Page(widths, size, tuple(rows))]
    found: list[Page] = []
    here: list[tuple[str, ...]] = []
    used = heights[0]
    for row, high in zip(rows, heights[1:], strict=True):
        if here and used + high > box.height:
            found.append(Page(widths, size, tuple(here)))
            here, used = [], heights[0]
        here.append(row)
        used += high
    return [*found, Page(widths, size, tuple(here))]


def draw(shapes: Any, body: TableBody, page: Page, box: Box, style: str, lang: Lang) -> Any:
    """Add the table to a slide and return its shape; ``style``: the colour of its header, which carries white words."""
    rows = [_clean(body.header), *page.rows]
    heights = [_row_height(row, page.widths, page.size) for row in rows]
    place = Box(box.left, box.top, sum(page.widths), sum(heights))
    shape = shapes.add_table(len(rows), len(page.widths), *place.emu)
    table = shape.table
    table.first_row, table.horz_banding = True, False
    _no_style(shape)
    for at, width in enumerate(page.widths):
        table.columns[at].width = Inches(width)
    for row, (cells, high) in enumerate(zip(rows, heights, strict=True)):
        table.rows[row].height = Inches(high)
        for at, words in enumerate(cells):
            _fill(
                table.cell(row, at), words, page.size, lang, right=_is_right(body, at), header=style if row == 0 else ""
            )
    return shape


def _no_style(shape: Any) -> None:
    """The fixed number that office programs have for a table without a style: ours has its header and its lines."""
    shape._element.find(f".//{qn('a:tableStyleId')}").text = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"


def _fill(cell: Any, words: str, size: int, lang: Lang, *, right: bool, header: str) -> None:
    cell.margin_left = cell.margin_right = Inches(_PADDING_IN)
    cell.margin_top = cell.margin_bottom = Inches(_ROW_PADDING_IN)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    pptx_text.write(cell.text_frame, [words], lang, size, bold=bool(header))
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT
    ink = "FFFFFF" if header else PALETTES["light"].text[1:].upper()
    paragraph.runs[0].font.color.rgb = RGBColor.from_string(ink)
    if header:
        cell.fill.solid()
        cell.fill.fore_color.rgb = RGBColor.from_string(header[1:].upper())
    else:
        cell.fill.background()
    line = f'<a:lnB {nsdecls("a")} w="9525"><a:solidFill><a:srgbClr val="{PALETTES["light"].grid[1:].upper()}"/></a:solidFill></a:lnB>'
    cell._tc.get_or_add_tcPr().insert(0, parse_xml(line))


def _is_right(body: TableBody, at: int) -> bool:
    return at < len(body.right) and body.right[at]


def _clean(row: Sequence[str]) -> tuple[str, ...]:
    return tuple(plain(one) for one in row)


def _widths(header: Sequence[str], rows: Sequence[Sequence[str]], size: int, most: float) -> tuple[float, ...]:
    """Widths by what stands in the columns: all on one line where that fits, else so that the table is as low as can be."""
    wanted = []
    for at, name in enumerate(header):
        words = [pptx_text.width(row[at], size) for row in rows]
        widest = max([pptx_text.width(name, size, bold=True), *words])
        wanted.append(max(widest + 2 * _PADDING_IN + 0.05, _NARROWEST_IN))
    total = sum(wanted)
    if total <= most:
        stretch = min(most / total, _GENEROUS)
        return tuple(one * stretch for one in wanted)
    return _lowest([header, *rows], _shared(wanted, most), size)


def _shared(wanted: Sequence[float], most: float) -> list[float]:
    """Columns that ask little get what they ask; the others are all as wide as what is left allows."""
    narrow: list[float] = []
    for place, one in enumerate(sorted(wanted)):
        equal = (most - sum(narrow)) / (len(wanted) - place)
        if one > equal:
            return [min(width, equal) for width in wanted]
        narrow.append(one)
    return list(wanted)


def _lowest(rows: Sequence[Sequence[str]], widths: Sequence[float], size: int) -> tuple[float, ...]:
    """Move width from column to column for as long as that makes the table lower."""
    best, high = list(widths), _height(rows, widths, size)
    for step in (1.0, 0.5, 0.25):
        for giver in range(len(best)):
            for taker in range(len(best)):
                while giver != taker and best[giver] - step >= _NARROWEST_IN:
                    tried = [w - step * (at == giver) + step * (at == taker) for at, w in enumerate(best)]
                    lower = _height(rows, tried, size)
                    if lower >= high - 1e-9:
                        break
                    best, high = tried, lower
    return tuple(best)


def _height(rows: Sequence[Sequence[str]], widths: Sequence[float], size: int) -> float:
    return sum(_row_height(row, widths, size) for row in rows)


def _row_height(row: Sequence[str], widths: Sequence[float], size: int) -> float:
    inside = (pptx_text.height([one], wide - 2 * _PADDING_IN, size) for one, wide in zip(row, widths, strict=True))
    return max(inside) + 2 * _ROW_PADDING_IN
