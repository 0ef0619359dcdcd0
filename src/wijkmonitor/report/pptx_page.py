"""One slide with its fixed parts: topic, sentence, foot, number, the mark of an invented town, and notes for the speaker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn

from wijkmonitor.figures.provenance import FICTIONAL
from wijkmonitor.figures.theme import PALETTES
from wijkmonitor.report import pptx_master, pptx_text
from wijkmonitor.report.pptx_master import TITLE, TOPIC, Box
from wijkmonitor.report.pptx_text import LOCALES, largest, plain
from wijkmonitor.report.slide import Deck, Slide
from wijkmonitor.text import Text

_CONTINUED = Text(nl="{sentence} (vervolg{turn})", en="{sentence} (continued{turn})")
_PICTURE = Text(nl="Beeld: {alt}", en="Picture: {alt}")
_NAMES = {
    "sentence": Text(nl="Zin", en="Sentence"),
    "topic": Text(nl="Onderwerp", en="Topic"),
    "lines": Text(nl="Regels", en="Lines"),
    "subtitle": Text(nl="Ondertitel", en="Subtitle"),
    "foot": Text(nl="Voet", en="Foot"),
    "number": Text(nl="Dianummer", en="Slide number"),
    "mark": Text(nl="Verzonnen", en="Made up"),
}
_SENTENCE_PT = (30, 28, 26, 24, 22, 20, 18, 16, 14, 12)
_TOPIC_PT = (18, 16, 14, 12, 10)
_FOOT_PT = (12, 11, 10, 9, 8)
_FIRST_PT = (48, 44, 40, 36, 32, 28, 24, 20)
_SUBTITLE_PT = (28, 24, 20, 18, 16, 14)
_MARK_PT = (12, 11, 10, 9, 8, 7)
_INSIDE_IN = 0.22
"""What the margins of a placeholder take of its width, with a little to spare."""
_BELOW_SENTENCE_IN = 0.3


@dataclass(frozen=True, eq=False)
class Writer:
    """Adds slides of a deck to a presentation made by :func:`pptx_master.empty`."""

    shown: Any
    deck: Deck

    def first(self) -> None:
        """The first page: the title, for whom, and of when."""
        page = self.shown.slides.add_slide(self.shown.slide_layouts[TITLE])
        title, subtitle = page.shapes.title, page.placeholders[1]
        self._fit(title, self.deck.title, pptx_master.FIRST_TITLE_BOX, _FIRST_PT, "sentence", bold=True)
        self._fit(subtitle, self.deck.subtitle, pptx_master.FIRST_SUBTITLE_BOX, _SUBTITLE_PT, "subtitle")
        self._finish(page, (self.deck.foot,))

    def room_below(self, slide: Slide) -> Box:
        """The place of a figure: the shorter the sentence, the more there is."""
        sentence = plain(slide.sentence)
        wide, high = pptx_master.SENTENCE_BOX.width - _INSIDE_IN, pptx_master.SENTENCE_BOX.height - 0.1
        size = largest([sentence], wide, high, _SENTENCE_PT, bold=True)
        taken = pptx_text.height([sentence], wide, size, bold=True) + _BELOW_SENTENCE_IN
        body = pptx_master.BODY_BOX
        top = min(pptx_master.SENTENCE_BOX.top + taken, body.top)
        return Box(body.left, top, body.width, body.top + body.height - top)

    def add(self, slide: Slide, layout: int, turn: int) -> Any:
        """A page with everything of a slide but its body; ``turn``: 0, or how many times it was continued."""
        page = self.shown.slides.add_slide(self.shown.slide_layouts[layout])
        sentence, box = slide.sentence, pptx_master.SENTENCE_BOX
        if turn:
            again = f" {turn}" if turn > 1 else ""
            sentence = _CONTINUED(self.deck.lang).format(sentence=sentence, turn=again)
            room = self.room_below(slide).top - box.top - _BELOW_SENTENCE_IN / 2
            box = Box(box.left, box.top, box.width, min(box.height, room))
        self._fit(page.shapes.title, sentence, box, _SENTENCE_PT, "sentence", bold=True)
        topic = page.placeholders[TOPIC]
        self._fit(topic, slide.topic, pptx_master.TOPIC_BOX, _TOPIC_PT, "topic", bold=True)
        page.shapes._spTree.insert(3, topic._element)  # read right after the sentence, before the figure
        picture = [_PICTURE(self.deck.lang).format(alt=slide.alt)] if slide.alt else []
        self._finish(page, (*slide.notes, *picture, self.deck.foot))
        return page

    def name(self, key: str) -> str:
        """What an office program calls a part of a slide."""
        return _NAMES[key](self.deck.lang)

    def _fit(self, shape: Any, words: str, box: Box, sizes: Sequence[int], key: str, *, bold: bool = False) -> None:
        size = largest([plain(words)], box.width - _INSIDE_IN, box.height - 0.1, sizes, bold=bold)
        pptx_text.write(shape.text_frame, [words], self.deck.lang, size)
        shape.name = self.name(key)

    def _finish(self, page: Any, notes: Sequence[str]) -> None:
        self._add_foot(page)
        if self.deck.fictional:
            self._add_mark(page)
        pptx_text.write(page.notes_slide.notes_text_frame, notes, self.deck.lang)

    def _add_foot(self, page: Any) -> None:
        """Foot and number are placeholders too: an office program turns them off and on for all slides at once."""
        box = pptx_master.FOOT_BOX
        size = largest([plain(self.deck.foot)], box.width - _INSIDE_IN, box.height, _FOOT_PT)
        locale = LOCALES[self.deck.lang]
        for key, kind, index in (("foot", "ftr", 11), ("number", "sldNum", 12)):
            number = max(int(one.get("id")) for one in page._element.iter(qn("p:cNvPr"))) + 1
            run = f'<a:r><a:rPr lang="{locale}" sz="{size * 100}"/><a:t/></a:r>'
            if kind == "sldNum":
                run = (
                    '<a:fld id="{C1FF6DA9-008F-8B48-92A6-B652298478BF}" type="slidenum">'
                    f'<a:rPr lang="{locale}"/><a:t>{len(self.shown.slides)}</a:t></a:fld>'
                )
            drawn = parse_xml(
                f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{number}" name="{self.name(key)}"/><p:cNvSpPr>'
                f'<a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="{kind}" sz="quarter" idx="{index}"/></p:nvPr></p:nvSpPr>'
                f"<p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/><a:p>{run}</a:p></p:txBody></p:sp>"
            )
            page.shapes._spTree.append(drawn)
            if key == "foot":
                next(drawn.iter(qn("a:t"))).text = plain(self.deck.foot)

    def _add_mark(self, page: Any) -> None:
        """That the town is invented, on every slide, also on one that is taken out and shown elsewhere."""
        mark = page.shapes.add_shape(MSO_SHAPE.RECTANGLE, *pptx_master.MARK_BOX.emu)
        mark.name = self.name("mark")
        mark.fill.background()
        ink = RGBColor.from_string(PALETTES["light"].text[1:].upper())
        mark.line.color.rgb = ink
        mark._element.remove(mark._element.find(qn("p:style")))  # no shadow, in any program
        frame = mark.text_frame
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        words = plain(FICTIONAL.fill(n=self.deck.municipality)(self.deck.lang))
        room = pptx_master.MARK_BOX.width - 0.1
        on_one_line = [size for size in _MARK_PT[:3] if pptx_text.line_count(words, room, size, bold=True) == 1]
        size = largest([words], room, pptx_master.MARK_BOX.height, on_one_line or _MARK_PT, bold=True)
        pptx_text.write(frame, [words], self.deck.lang, size, bold=True)
        frame.paragraphs[0].alignment = PP_ALIGN.CENTER
        frame.paragraphs[0].runs[0].font.color.rgb = ink
