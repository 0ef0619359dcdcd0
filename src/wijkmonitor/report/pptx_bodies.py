"""The body of a slide: what is drawn below its sentence, on as many pages as it needs."""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Callable
from functools import cached_property, partial
from typing import Any

from pptx.enum.chart import XL_CHART_TYPE
from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls

from wijkmonitor.figures.still_map import Frame
from wijkmonitor.report import pictures, pptx_chart, pptx_table, pptx_text, pptx_trend, typesetting
from wijkmonitor.report.pptx_chart import MOST_BARS
from wijkmonitor.report.pptx_master import BODY_BOX, FIGURE, WORDS, Box
from wijkmonitor.report.pptx_page import Writer
from wijkmonitor.report.pptx_text import plain
from wijkmonitor.report.slide import ChartBody, MapBody, Slide, TableBody, TrendBody, WordsBody
from wijkmonitor.snapshot import Snapshot
from wijkmonitor.text import Text

Draw = Callable[[Any], None]
"""Draws one part of a body on a page."""

_LINES_PT = (26, 24, 22, 20, 18)
_BETWEEN_LINES = 0.35
"""Space above a line as a share of its type."""
_BULLET_IN = 0.6
_SAID_IN = 0.4
_SAID_PT = 14
_MAP_WIDTH, _MAP_TYPE = 1160, 20
_MAP_PX = 1800
"""Sharp on a projector, where a slide is 1,920 pixels wide."""
_CHART = Text(nl="Grafiek", en="Chart")
_MAP = Text(nl="Kaart", en="Map")
_TABLE = Text(nl="Tabel", en="Table")
_MARKS = Text(nl="Uitleg van de tekens", en="What the marks mean")
_NOTHING = Text(nl="Hier zijn geen cijfers van.", en="There are no figures of this.")


class Drawer:
    """Adds the slides of a deck with their bodies; a body that does not fit goes on to a next page."""

    def __init__(self, writer: Writer, snapshot: Snapshot) -> None:
        self._writer, self._snapshot, self._deck = writer, snapshot, writer.deck

    def add(self, slide: Slide) -> None:
        """A slide on one page or more."""
        body = slide.body
        if isinstance(body, WordsBody):
            layout, draws = WORDS, self._lines(body.lines)
        else:
            layout, draws = FIGURE, self._figure(slide)
            if not draws:
                layout, draws = WORDS, self._lines((_NOTHING(self._deck.lang),))
        for turn, draw in enumerate(draws):
            draw(self._writer.add(slide, layout, turn))

    @cached_property
    def _geometry(self) -> dict[str, Any]:
        return self._snapshot.geometry()

    def _figure(self, slide: Slide) -> list[Draw]:
        body, box = slide.body, self._writer.room_below(slide)
        if isinstance(body, MapBody):
            return [partial(self._map, slide, box)]
        if isinstance(body, ChartBody):
            return [partial(self._chart, slide, part, box) for part in _chart_parts(body)]
        if isinstance(body, TrendBody):
            return [partial(self._trend, slide, body, box)] if body.points["value"].notna().any() else []
        if isinstance(body, TableBody):
            return [partial(self._table, slide, body, page, box) for page in pptx_table.pages(body, box)]
        return []

    def _map(self, slide: Slide, box: Box, page: Any) -> None:
        """A picture: office programs have no map of wijken and buurten of their own."""
        frame = Frame(slide.key, _MAP_WIDTH, round(_MAP_WIDTH * box.height / box.width), _MAP_TYPE)
        svg = pictures.svg(slide, self._geometry, frame, self._deck.lang, "light")
        shape = page.shapes.add_picture(io.BytesIO(typesetting.picture(svg, _MAP_PX)), *box.emu)
        self._describe(shape, _MAP, slide)

    def _chart(self, slide: Slide, body: ChartBody, box: Box, page: Any) -> None:
        made = pptx_chart.bars(body, self._deck.lang, box.width, box.height)
        shape = page.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *box.emu, made)
        self._describe(shape, _CHART, slide)
        if made.line:
            _draw_within(shape.chart.part, made.line)

    def _trend(self, slide: Slide, body: TrendBody, box: Box, page: Any) -> None:
        said = pptx_trend.explained(body, self._deck.lang)
        place = Box(box.left, box.top, box.width, box.height - (_SAID_IN if said else 0))
        shape = page.shapes.add_chart(XL_CHART_TYPE.LINE_MARKERS, *place.emu, pptx_trend.trend(body, self._deck.lang))
        self._describe(shape, _CHART, slide)
        if said:
            under = page.shapes.add_textbox(*Box(box.left, place.top + place.height, box.width, _SAID_IN).emu)
            under.name = _MARKS(self._deck.lang)
            under.text_frame.word_wrap = True
            pptx_text.write(under.text_frame, [said], self._deck.lang, _SAID_PT)

    def _table(self, slide: Slide, body: TableBody, part: pptx_table.Page, box: Box, page: Any) -> None:
        shape = pptx_table.draw(page.shapes, body, part, box, self._deck.style.primary, self._deck.lang)
        self._describe(shape, _TABLE, slide)

    def _describe(self, shape: Any, name: Text, slide: Slide) -> None:
        """Its name, and what it shows for who cannot see it."""
        said = shape._element.xpath(".//p:cNvPr")[0]
        said.set("name", name(self._deck.lang))
        said.set("descr", plain(slide.alt))

    def _lines(self, lines: tuple[str, ...]) -> list[Draw]:
        """Lines in the largest type in which they fit one page, else over several in the smallest."""
        said = [plain(one) for one in lines if plain(one)]
        size = next((size for size in _LINES_PT if _lines_in(said, size) <= BODY_BOX.height), _LINES_PT[-1])
        parts: list[list[str]] = [[]]
        for one in said:
            if parts[-1] and _lines_in([*parts[-1], one], size) > BODY_BOX.height:
                parts.append([])
            parts[-1].append(one)
        return [partial(self._put_lines, part, size) for part in parts]

    def _put_lines(self, lines: list[str], size: int, page: Any) -> None:
        placeholder = page.placeholders[1]
        placeholder.name = self._writer.name("lines")
        pptx_text.write(placeholder.text_frame, lines, self._deck.lang, size)


def _lines_in(lines: list[str], size: int) -> float:
    """Height in inches of lines with the space between them."""
    between = len(lines) * size * _BETWEEN_LINES / 72
    return pptx_text.height(lines, BODY_BOX.width - _BULLET_IN, size) + between + 0.1


def _draw_within(chart: Any, shapes: bytes) -> None:
    """Add shapes to a chart itself (``chart``: its part), so that they move and scale with it."""
    package = chart.package
    part = Part(package.next_partname("/ppt/drawings/drawing%d.xml"), CONTENT_TYPE.DML_CHARTSHAPES, package, shapes)
    key = chart.relate_to(part, RELATIONSHIP_TYPE.CHART_USER_SHAPES)
    chart._element.append(parse_xml(f'<c:userShapes {nsdecls("c", "r")} r:id="{key}"/>'))


def _chart_parts(body: ChartBody) -> list[ChartBody]:
    """A chart of many areas in parts of about as many; none where there is no figure at all."""
    if body.rows["value"].isna().all() and body.municipal is None:
        return []
    count = -(-len(body.rows) // MOST_BARS)
    size = -(-len(body.rows) // count) if count else 0
    return [dataclasses.replace(body, rows=body.rows.iloc[at * size : (at + 1) * size]) for at in range(count)]
