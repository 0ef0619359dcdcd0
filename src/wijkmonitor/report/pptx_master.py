"""The empty presentation in the house style: three layouts with real placeholders, so that whoever edits it keeps the style.

It is made from the template of python-pptx: wide, in our type, with the municipality's colours in its theme and its logo on the
master.
"""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import dataclass
from typing import Any

from lxml import etree
from PIL import Image
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Inches

from wijkmonitor.figures.theme import PALETTES
from wijkmonitor.house_style import HouseStyle
from wijkmonitor.report.pptx_text import LOCALES, SLIDE_FONT, plain
from wijkmonitor.report.slide import Deck
from wijkmonitor.text import Text

TITLE, WORDS, FIGURE = 0, 1, 2
"""Places of the layouts: the first page, a sentence with lines, a sentence with a figure."""
TOPIC = 13
"""Number of the placeholder that says what a slide is about."""


@dataclass(frozen=True, slots=True)
class Box:
    """A place on a slide, in inches."""

    left: float
    top: float
    width: float
    height: float

    @property
    def emu(self) -> tuple[int, int, int, int]:
        left, top, width, height = (Inches(one) for one in (self.left, self.top, self.width, self.height))
        return left, top, width, height


WIDTH_IN, HEIGHT_IN = 40 / 3, 7.5
TOPIC_BOX = Box(0.6, 0.0, 10.6, 0.62)
SENTENCE_BOX = Box(0.6, 0.82, 12.13, 1.18)
BODY_BOX = Box(0.6, 2.1, 12.13, 4.6)
FOOT_BOX = Box(0.6, 6.86, 6.55, 0.5)
NUMBER_BOX = Box(12.23, 6.86, 0.5, 0.5)
MARK_BOX = Box(7.3, 6.88, 4.8, 0.46)
FIRST_TITLE_BOX = Box(0.9, 1.4, 11.5, 2.2)
FIRST_SUBTITLE_BOX = Box(0.9, 3.75, 11.5, 1.1)
_BAR = Box(0, 0, 11.6, 0.62)
_BAR_LINE = Box(0, 0.62, 11.6, 0.06)
_LOGO_BOX = Box(11.75, 0.06, 1.4, 0.68)
_FIRST_PANEL = Box(0, 0, WIDTH_IN, 5.2)
_FIRST_LINE = Box(0, 5.2, WIDTH_IN, 0.1)
_FIRST_LOGO_BOX = Box(10.6, 5.5, 2.1, 1.2)
_KEPT = ("Title Slide", "Title and Content", "Title Only")
_NAMES = (
    Text(nl="Voorblad", en="First page"),
    Text(nl="Zin en regels", en="Sentence and lines"),
    Text(nl="Zin en figuur", en="Sentence and figure"),
)
_LOGO = Text(nl="Logo van {name}", en="Logo of {name}")
_ABOUT = Text(nl="Onderwerp", en="Topic")


def empty(deck: Deck, made: dt.date) -> Any:
    """A presentation without slides in the style of a deck; ``made``: the day its properties state."""
    shown = Presentation()
    _widen(shown, deck)
    _drop_leftovers(shown)
    _drop_layouts(shown)
    _set_theme(shown, deck.style)
    master = shown.slide_master
    _set_type(master, deck)
    for layout, name in zip(shown.slide_layouts, _NAMES, strict=True):
        layout.name = name(deck.lang)
        _place_feet(layout)
    _place_feet(master)
    first, *others = shown.slide_layouts
    _dress_first(first, deck)
    for layout in others:
        _dress(layout, deck)
    _set_properties(shown, deck, made)
    return shown


def _widen(shown: Any, deck: Deck) -> None:
    shown.slide_width, shown.slide_height = Inches(WIDTH_IN), Inches(HEIGHT_IN)
    presentation = shown.part._element
    del presentation.find(qn("p:sldSz")).attrib["type"]  # it says 4:3
    for look in presentation.iter(qn("a:defRPr")):
        look.set("lang", LOCALES[deck.lang])


def _drop_leftovers(shown: Any) -> None:
    """The template's picture of itself and the settings of its maker's printer say nothing of these slides."""
    for relations in (shown.part.package._rels, shown.part.rels):
        for key, one in list(relations.items()):
            if one.reltype.endswith(("/thumbnail", "/printerSettings")):
                relations.pop(key)


def name_notes_master(shown: Any) -> None:
    """Name the master of the notes in the presentation, which python-pptx leaves out; at the end, when there are notes."""
    keys = [key for key, one in shown.part.rels.items() if one.reltype == RELATIONSHIP_TYPE.NOTES_MASTER]
    if keys:
        named = f'<p:notesMasterIdLst {nsdecls("p", "r")}><p:notesMasterId r:id="{keys[0]}"/></p:notesMasterIdLst>'
        shown.part._element.find(qn("p:sldMasterIdLst")).addnext(parse_xml(named))


def _drop_layouts(shown: Any) -> None:
    for layout in list(shown.slide_layouts):
        if layout.name not in _KEPT:
            shown.slide_layouts.remove(layout)


def _set_theme(shown: Any, style: HouseStyle) -> None:
    """House colours and type in the theme, where an office program looks for what it proposes."""
    part = next(one.target_part for one in shown.slide_master.part.rels.values() if one.reltype.endswith("/theme"))
    theme = parse_xml(part.blob)
    ink = PALETTES["light"].text
    for name, colour in (("dk1", ink), ("dk2", style.primary), ("accent1", style.primary), ("accent2", style.accent)):
        slot = next(theme.iter(qn(f"a:{name}")))
        slot.clear()
        slot.append(parse_xml(f'<a:srgbClr {nsdecls("a")} val="{colour[1:].upper()}"/>'))
    for kind in ("a:majorFont", "a:minorFont"):
        next(theme.iter(qn(kind))).find(qn("a:latin")).set("typeface", SLIDE_FONT)
    theme.set("name", "wijkmonitor")
    part._blob = _xml_bytes(theme)


def _xml_bytes(element: Any) -> bytes:
    return bytes(etree.tostring(element, xml_declaration=True, encoding="UTF-8", standalone=True))


def _set_type(master: Any, deck: Deck) -> None:
    """Titles to the left and bold; every level of text in the language of the deck."""
    title = master._element.find(f".//{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    title.set("algn", "l")
    title.find(qn("a:defRPr")).set("b", "1")
    for page in (master, *master.slide_layouts):
        for look in page._element.iter(qn("a:defRPr"), qn("a:rPr"), qn("a:endParaRPr")):
            look.set("lang", LOCALES[deck.lang])
    for shape in master.placeholders:
        box = SENTENCE_BOX if shape.placeholder_format.type == 1 else BODY_BOX
        if shape.placeholder_format.idx in (0, 1):
            _place(shape, box)


def _place(shape: Any, box: Box) -> None:
    shape.left, shape.top, shape.width, shape.height = box.emu


def _place_feet(page: Any) -> None:
    """Foot and number along the bottom; a date that changes by itself has no place under figures of one day."""
    for shape in list(page.placeholders):
        kind = str(shape._element.ph.type) if hasattr(shape._element, "ph") else ""
        if kind.startswith("DATE"):
            shape._element.getparent().remove(shape._element)
        elif kind.startswith("FOOTER"):
            _place(shape, FOOT_BOX)
            _dress_foot(shape, "l")
        elif kind.startswith("SLIDE_NUMBER"):
            _place(shape, NUMBER_BOX)
            _dress_foot(shape, "r")


def _dress_foot(shape: Any, side: str) -> None:
    """Small and soft, but readable."""
    body = shape._element.txBody
    body.bodyPr.set("lIns", "0")
    body.bodyPr.set("rIns", "0")
    look = parse_xml(
        f'<a:lstStyle {nsdecls("a")}><a:lvl1pPr algn="{side}"><a:defRPr sz="1200"><a:solidFill>'
        f'<a:srgbClr val="{PALETTES["light"].faint[1:].upper()}"/></a:solidFill></a:defRPr></a:lvl1pPr></a:lstStyle>'
    )
    body.replace(body.find(qn("a:lstStyle")), look)


def _dress(layout: Any, deck: Deck) -> None:
    """A bar with the topic in white, the sentence below it, and the logo on white at the right."""
    _rectangle(layout, _BAR, deck.style.primary, "bar")
    _rectangle(layout, _BAR_LINE, deck.style.accent, "line")
    _put_logo(layout, deck, _LOGO_BOX)
    boxes = {0: SENTENCE_BOX, 1: BODY_BOX}
    for shape in (one for one in layout.placeholders if one.placeholder_format.idx in boxes):
        _place(shape, boxes[shape.placeholder_format.idx])
        for side in ("lIns", "rIns"):
            shape._element.txBody.bodyPr.set(side, "0")
        shape._element.txBody.bodyPr.set("anchor", "t")
    layout.shapes._spTree.append(_topic_placeholder(deck))


def _topic_placeholder(deck: Deck) -> Any:
    left, top, width, height = TOPIC_BOX.emu
    said = _ABOUT(deck.lang)
    return parse_xml(
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{TOPIC + 40}" name="{said}"/><p:cNvSpPr><a:spLocks noGrp="1"/>'
        f'</p:cNvSpPr><p:nvPr><p:ph type="body" sz="quarter" idx="{TOPIC}"/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm>'
        f'<a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm></p:spPr><p:txBody>'
        '<a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"><a:normAutofit/></a:bodyPr><a:lstStyle>'
        '<a:lvl1pPr marL="0" indent="0">'
        '<a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/>'
        '<a:defRPr sz="1800" b="1"><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill></a:defRPr></a:lvl1pPr></a:lstStyle>'
        f'<a:p><a:r><a:rPr lang="{LOCALES[deck.lang]}"/><a:t>{said}</a:t></a:r></a:p></p:txBody></p:sp>'
    )


def _dress_first(layout: Any, deck: Deck) -> None:
    """A panel with title and subtitle in white, and the logo on white below it."""
    _rectangle(layout, _FIRST_PANEL, deck.style.primary, "panel")
    _rectangle(layout, _FIRST_LINE, deck.style.accent, "line")
    _put_logo(layout, deck, _FIRST_LOGO_BOX)
    boxes = {0: (FIRST_TITLE_BOX, 44, "b"), 1: (FIRST_SUBTITLE_BOX, 24, "t")}
    for shape in (one for one in layout.placeholders if one.placeholder_format.idx in boxes):
        box, size, anchor = boxes[shape.placeholder_format.idx]
        _place(shape, box)
        body = shape._element.txBody
        body.bodyPr.set("anchor", anchor)
        look = parse_xml(
            f'<a:lstStyle {nsdecls("a")}><a:lvl1pPr marL="0" indent="0" algn="l"><a:buNone/><a:defRPr sz="{size * 100}">'
            '<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill></a:defRPr></a:lvl1pPr></a:lstStyle>'
        )
        body.replace(body.find(qn("a:lstStyle")), look)


def _rectangle(page: Any, box: Box, colour: str, name: str) -> None:
    """A bar of one colour behind everything else on a layout; it says nothing, so a screen reader passes it by."""
    left, top, width, height = box.emu
    number = max((int(one.get("id")) for one in page._element.iter(qn("p:cNvPr"))), default=1) + 1
    drawn = parse_xml(
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{number}" name="{name}"><a:extLst><a:ext '
        'uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
        'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst></p:cNvPr>'
        f'<p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr><a:xfrm><a:off x="{left}" y="{top}"/>'
        f'<a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill>'
        f'<a:srgbClr val="{colour[1:].upper()}"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>'
    )
    page.shapes._spTree.insert(2, drawn)


def _put_logo(page: Any, deck: Deck, box: Box) -> None:
    """The logo as large as its box allows, at the right of it."""
    if not deck.style.logo:
        return
    with Image.open(io.BytesIO(deck.style.logo)) as image:
        scale = min(box.width / image.width, box.height / image.height)
        width, height = image.width * scale, image.height * scale
    _, key = page.part.get_or_add_image_part(io.BytesIO(deck.style.logo))
    left, top, wide, high = Box(box.left + box.width - width, box.top + (box.height - height) / 2, width, height).emu
    number = max((int(one.get("id")) for one in page._element.iter(qn("p:cNvPr"))), default=1) + 1
    drawn = parse_xml(
        f'<p:pic {nsdecls("p", "a", "r")}><p:nvPicPr><p:cNvPr id="{number}" name="logo"/><p:cNvPicPr>'
        '<a:picLocks noChangeAspect="1"/></p:cNvPicPr><p:nvPr userDrawn="1"/></p:nvPicPr><p:blipFill>'
        f'<a:blip r:embed="{key}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr><a:xfrm><a:off x="{left}" y="{top}"/>'
        f'<a:ext cx="{wide}" cy="{high}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
    )
    drawn.nvPicPr.cNvPr.set("descr", _LOGO(deck.lang).format(name=plain(deck.municipality)))
    page.shapes._spTree.append(drawn)


def _set_properties(shown: Any, deck: Deck, made: dt.date) -> None:
    moment = dt.datetime(made.year, made.month, made.day)
    said = shown.core_properties
    said.title, said.author, said.subject = (
        plain(deck.title)[:255],
        plain(deck.municipality)[:255],
        plain(deck.subtitle)[:255],
    )
    said.keywords, said.comments, said.language = deck.snapshot_id, plain(deck.foot)[:255], LOCALES[deck.lang]
    said.last_modified_by, said.revision = plain(deck.municipality)[:255], 1
    said.created = said.modified = said.last_printed = moment
