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
    """How a table is divided: on one slide in the largest type that fits, else on several in the smallest; none without rows."""
    header, rows = _clean(body.header), [_clean(row) for row in body.rows]
    if not rows:
        return []
    for size in SIZES:
        widths = _widths(header, rows, body.right, size, box.width)
        heights = [_row_height(row, widths, size) for row in (header, *rows)]
        if sum(heights) <= box.height:
            return [Page(widths, size, tuple(rows))]
    fewest = len(_divided(rows, heights, box.height))
    limits = (box.height * share / 20 for share in range(1, 21))
    parts = next(one for one in (_divided(rows, heights, limit) for limit in limits) if len(one) <= fewest)
    return [Page(widths, size, tuple(part)) for part in parts]


def _divided(rows: Sequence[tuple[str, ...]], heights: Sequence[float], limit: float) -> list[list[tuple[str, ...]]]:
    """Rows in parts that are no higher than a limit with the header, unless one row is; ``heights``: of header and rows."""
    parts: list[list[tuple[str, ...]]] = [[]]
    used = heights[0]
    for row, high in zip(rows, heights[1:], strict=True):
        if parts[-1] and used + high > limit:
            parts.append([])
            used = heights[0]
        parts[-1].append(row)
        used += high
    return parts


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
    grid = f'<a:solidFill><a:srgbClr val="{PALETTES["light"].grid[1:].upper()}"/></a:solidFill>'
    cell._tc.get_or_add_tcPr().insert(0, parse_xml(f'<a:lnB {nsdecls("a")} w="9525">{grid}</a:lnB>'))


def _is_right(body: TableBody, at: int) -> bool:
    return at < len(body.right) and body.right[at]


def _clean(row: Sequence[str]) -> tuple[str, ...]:
    return tuple(plain(one) for one in row)


def _widths(
    header: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[bool], size: int, most: float
) -> tuple[float, ...]:
    """Widths by what stands in the columns: all on one line where that fits, else so that the table is as low as can be.

    A word is not broken, nor in a column of numbers (``right``) a number and its interval, unless it asks more than its share.
    """
    wanted, least = [], []
    for at, name in enumerate(header):
        cells = [row[at] for row in rows]
        wanted.append(_ask([name], size, bold=True, also=cells))
        kept = ", " if at < len(right) and right[at] else None  # a verdict after a comma may go to a next line
        least.append(
            min(
                _ask(name.split(), size, bold=True, also=[part for one in cells for part in one.split(kept)]),
                most / len(header),
            )
        )
    total = sum(wanted)
    if total <= most:
        stretch = min(most / total, _GENEROUS)
        return tuple(one * stretch for one in wanted)
    shared = _shared([one - few for one, few in zip(wanted, least, strict=True)], most - sum(least))
    widths = [few + more for few, more in zip(least, shared, strict=True)]
    return _lowest([header, *rows], widths, least, size)


def _ask(words: Sequence[str], size: int, *, bold: bool, also: Sequence[str] = ()) -> float:
    """The width in inches of a column in which none of the words is broken; ``also``: words in plain type."""
    inside = [*(pptx_text.width(one, size, bold=bold) for one in words), *(pptx_text.width(one, size) for one in also)]
    return max(max(inside, default=0) + 2 * _PADDING_IN + 0.05, _NARROWEST_IN)


def _shared(wanted: Sequence[float], most: float) -> list[float]:
    """Columns that ask little get what they ask; the others are all as wide as what is left allows."""
    narrow: list[float] = []
    for place, one in enumerate(sorted(wanted)):
        equal = (most - sum(narrow)) / (len(wanted) - place)
        if one > equal:
            return [min(width, equal) for width in wanted]
        narrow.append(one)
    return list(wanted)


def _lowest(
    rows: Sequence[Sequence[str]], widths: Sequence[float], least: Sequence[float], size: int
) -> tuple[float, ...]:
    """Move width from column to column for as long as that makes the table lower; ``least``: what each keeps."""
    best, high = list(widths), _height(rows, widths, size)
    for step in (1.0, 0.5, 0.25):
        for giver in range(len(best)):
            for taker in range(len(best)):
                while giver != taker and best[giver] - step >= least[giver]:
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
