"""The pieces of a native chart (DrawingML, ECMA-376 part 1, chapter 21.2) that python-pptx has no words for.

A piece is XML as text; its elements stand in the order in which the schema wants them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from wijkmonitor.figures.still_fills import xml_text
from wijkmonitor.figures.theme import PALETTES
from wijkmonitor.indicator import Indicator
from wijkmonitor.report.pptx_text import LOCALES, SLIDE_FONT, plain
from wijkmonitor.text import Lang

INK = PALETTES["light"]
SHEET = "Sheet1"
_LCID: dict[Lang, str] = {"nl": "413", "en": "809"}
_MOST_DECIMALS = 4
_DAY = "yyyy-mm-dd"
_EMU_PER_POINT = 12_700
_NAMESPACES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


@dataclass(frozen=True)
class Cells:
    """A column of the sheet in the chart: its letter, and what stands in it from the second row on. ``name``: its header."""

    letter: str
    name: str
    values: Sequence[float | str | None]

    @property
    def reference(self) -> str:
        return f"{SHEET}!${self.letter}$2:${self.letter}${len(self.values) + 1}"


@dataclass(frozen=True, slots=True)
class Fill:
    """How a bar looks; ``pattern``: name of a preset pattern in ``colour`` on white, "" for all of one colour."""

    colour: str
    pattern: str = ""

    @property
    def xml(self) -> str:
        line = f'<a:ln w="12700">{_solid(self.colour)}</a:ln>'
        if not self.pattern:
            return f"<c:spPr>{_solid(self.colour)}{line}</c:spPr>"
        return (
            f'<c:spPr><a:pattFill prst="{self.pattern}"><a:fgClr><a:srgbClr val="{self.colour[1:]}"/></a:fgClr>'
            f'<a:bgClr><a:srgbClr val="FFFFFF"/></a:bgClr></a:pattFill>{line}</c:spPr>'
        )


def _solid(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour[1:]}"/></a:solidFill>'


def stroke(colour: str, points: float, dash: str = "solid") -> str:
    """A line without a fill."""
    drawn = f'{_solid(colour)}<a:prstDash val="{dash}"/><a:round/>' if colour else "<a:noFill/>"
    return f'<c:spPr><a:ln w="{round(points * _EMU_PER_POINT)}" cap="rnd">{drawn}</a:ln></c:spPr>'


def type_of(size: int, lang: Lang, colour: str = INK.text, *, bold: bool = False) -> str:
    """The type of words in a chart; ``size`` in points."""
    return (
        f'<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr lang="{LOCALES[lang]}" sz="{size * 100}" b="{int(bold)}">'
        f'{_solid(colour)}<a:latin typeface="{SLIDE_FONT}"/></a:defRPr></a:pPr>'
        f'<a:endParaRPr lang="{LOCALES[lang]}"/></a:p></c:txPr>'
    )


def number_format(indicator: Indicator, values: Sequence[float], lang: Lang) -> str:
    """The format of cells and labels: as :meth:`Indicator.format`, in the language of the reader wherever it is opened.

    A value too small for its decimals gives all of them more, so that it never reads as nothing.
    """
    least = min((abs(v) for v in values if v and not math.isnan(v)), default=1.0)
    scale = 100 if indicator.unit.is_share else 1
    decimals = max(indicator.decimals, min(math.ceil(-math.log10(least * scale * 2)), _MOST_DECIMALS))
    return written_format(decimals, lang, share=indicator.unit.is_share)


def written_format(decimals: int, lang: Lang, *, share: bool) -> str:
    """A number format with so many decimals."""
    shape = ("0" if share else "#,##0") + ("." + "0" * decimals if decimals else "")
    return f"[$-{_LCID[lang]}]{shape}{'%' if share else ''}"


def name_of(cells: Cells) -> str:
    """The name of a series, which is the header of its column."""
    at = f"{SHEET}!${cells.letter}$1"
    said = xml_text(plain(cells.name))
    return (
        f'<c:tx><c:strRef><c:f>{at}</c:f><c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>{said}</c:v></c:pt>'
        "</c:strCache></c:strRef></c:tx>"
    )


def words_in(cells: Cells) -> str:
    """A reference to words with what stands there now."""
    points = "".join(f'<c:pt idx="{i}"><c:v>{xml_text(plain(str(v)))}</c:v></c:pt>' for i, v in enumerate(cells.values))
    count = f'<c:ptCount val="{len(cells.values)}"/>'
    return f"<c:strRef><c:f>{cells.reference}</c:f><c:strCache>{count}{points}</c:strCache></c:strRef>"


def numbers_in(cells: Cells, format_code: str = "General") -> str:
    """A reference to numbers with what stands there now; an empty cell has no point."""
    points = "".join(
        f'<c:pt idx="{i}"><c:v>{float(v)!r}</c:v></c:pt>' for i, v in enumerate(cells.values) if v is not None
    )
    head = f'<c:formatCode>{xml_text(format_code)}</c:formatCode><c:ptCount val="{len(cells.values)}"/>'
    return f"<c:numRef><c:f>{cells.reference}</c:f><c:numCache>{head}{points}</c:numCache></c:numRef>"


def words_or_days_in(cells: Cells) -> str:
    """A reference to what stands along an axis: words, or days as numbers."""
    days = all(isinstance(one, float) for one in cells.values)
    return numbers_in(cells, _DAY) if days else words_in(cells)


def error_bars(minus: Cells, plus: Cells, colour: str = INK.text, direction: str = "") -> str:
    """The interval around every value, as far down and up as the sheet says; ``direction``: "y" for points, none for bars."""
    along = f'<c:errDir val="{direction}"/>' if direction else ""
    return (
        f'<c:errBars>{along}<c:errBarType val="both"/><c:errValType val="cust"/><c:noEndCap val="0"/>'
        f"<c:plus>{numbers_in(plus)}</c:plus><c:minus>{numbers_in(minus)}</c:minus>{stroke(colour, 1.5)}</c:errBars>"
    )


def value_labels(format_code: str, size: int, lang: Lang, position: str) -> str:
    """The value beside every bar or point, on white so that it reads on any texture."""
    return (
        f'<c:dLbls><c:numFmt formatCode="{xml_text(format_code)}" sourceLinked="0"/><c:spPr>{_solid(INK.surface)}</c:spPr>'
        f'{type_of(size, lang, bold=True)}<c:dLblPos val="{position}"/><c:showLegendKey val="0"/><c:showVal val="1"/>'
        '<c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>'
    )


@dataclass(frozen=True, slots=True)
class Plot:
    """Where the bars or lines themselves stand, as parts of the width and height of the whole chart."""

    left: float
    top: float
    width: float
    height: float

    @property
    def xml(self) -> str:
        sizes = "".join(f'<c:{name} val="{getattr(self, key):.5f}"/>' for name, key in _PLOT_KEYS)
        return (
            '<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
            f"{sizes}</c:manualLayout></c:layout>"
        )


_PLOT_KEYS = (("x", "left"), ("y", "top"), ("w", "width"), ("h", "height"))


@dataclass(frozen=True, slots=True)
class Scale:
    """The ends of an axis of values and the step between its lines."""

    low: float
    high: float
    step: float


_HALF = 2.5
_STEPS = (1, 2, _HALF, 5, 10)
_MOST_STEPS = 8


def scale_for(values: Sequence[float], indicator: Indicator, *, from_zero: bool) -> Scale:
    """An axis with room for all values and round numbers at its lines, within what the unit allows.

    ``from_zero``: it begins at nothing (or at the lowest there can be), as the length of a bar asks.
    """
    known = [v for v in values if not math.isnan(v)]
    least, most = indicator.unit.limits or (-math.inf, math.inf)
    low, high = min(known, default=0.0), max(known, default=1.0)
    if from_zero:
        low = min(low, 0.0) if least in (-math.inf, 0.0) else least
    span = (high - low) or abs(high) or 1.0
    rough = span / _MOST_STEPS
    power = 10.0 ** math.floor(math.log10(rough))
    finest = 10.0 ** -(indicator.decimals + (2 if indicator.unit.is_share else 0))
    halves = abs(_HALF * power / finest - round(_HALF * power / finest)) > 1e-6  # its lines would be written rounded
    steps = [one for one in _STEPS if one != _HALF or not halves]
    step = next(one * power for one in steps if one * power >= rough * 0.999)
    start = max(math.floor(low / step + 1e-9) * step, least)
    end = min(math.ceil(high / step - 1e-9) * step, most)
    return Scale(round(start, 10), round(end if end > start else start + step, 10), round(step, 10))


def category_axis(number: int, crossing: int, words: str, *, position: str, reverse: bool = False) -> str:
    """An axis of names; ``words``: their type."""
    return (
        f'<c:catAx><c:axId val="{number}"/><c:scaling><c:orientation val="{"maxMin" if reverse else "minMax"}"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{position}"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f'{stroke(INK.border, 1)}{words}<c:crossAx val="{crossing}"/><c:crosses val="autoZero"/><c:auto val="1"/>'
        '<c:lblAlgn val="ctr"/><c:lblOffset val="60"/><c:tickLblSkip val="1"/><c:noMultiLvlLbl val="1"/></c:catAx>'
    )


def date_axis(number: int, crossing: int, words: str, format_code: str, ends: tuple[float, float]) -> str:
    """An axis of days along the bottom, with a line per year; ``ends``: the first and the last day, as numbers of a workbook."""
    scaling = f'<c:orientation val="minMax"/><c:max val="{ends[1]!r}"/><c:min val="{ends[0]!r}"/>'
    return (
        f'<c:dateAx><c:axId val="{number}"/><c:scaling>{scaling}</c:scaling><c:delete val="0"/>'
        f'<c:axPos val="b"/><c:numFmt formatCode="{xml_text(format_code)}" sourceLinked="0"/><c:majorTickMark val="out"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="low"/>{stroke(INK.border, 1)}{words}<c:crossAx val="{crossing}"/>'
        '<c:crosses val="autoZero"/><c:auto val="0"/><c:lblOffset val="60"/><c:baseTimeUnit val="days"/>'
        '<c:majorUnit val="1"/><c:majorTimeUnit val="years"/></c:dateAx>'
    )


def day_format(days: Sequence[str], lang: Lang) -> str:
    """How days (ISO) are written along an axis: as years when all are the first of a year."""
    return "yyyy" if all(day[5:10] == "01-01" for day in days) else f"[$-{_LCID[lang]}]mmm yyyy"


def value_axis(
    number: int, crossing: int, scale: Scale, format_code: str, words: str, *, position: str, crosses: str
) -> str:
    """An axis of values; ``crosses``: where it crosses the other axis."""
    lines = f"<c:majorGridlines>{stroke(INK.grid, 0.75)}</c:majorGridlines>"
    return (
        f'<c:valAx><c:axId val="{number}"/><c:scaling><c:orientation val="minMax"/><c:max val="{scale.high!r}"/>'
        f'<c:min val="{scale.low!r}"/></c:scaling><c:delete val="0"/><c:axPos val="{position}"/>{lines}'
        f'<c:numFmt formatCode="{xml_text(format_code)}" sourceLinked="0"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>{stroke("", 0.75)}{words}<c:crossAx val="{crossing}"/>'
        f'<c:crosses val="{crosses}"/><c:crossBetween val="between"/><c:majorUnit val="{scale.step!r}"/></c:valAx>'
    )


def chart_space(plot: str, legend: str, lang: Lang, place: Plot | None = None) -> bytes:
    """A whole chart; ``place``: where its plot stands, None for wherever the office program puts it."""
    layout = place.xml if place else "<c:layout/>"
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><c:chartSpace {_NAMESPACES}><c:date1904 val="0"/>'
        f'<c:lang val="{LOCALES[lang]}"/><c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/>'
        f'<c:plotArea>{layout}{plot}</c:plotArea>{legend}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"{type_of(14, lang)}</c:chartSpace>"
    ).encode()


def legend(lang: Lang) -> str:
    """The legend below the chart: the name of every series."""
    return f'<c:legend><c:legendPos val="b"/><c:overlay val="0"/>{type_of(14, lang)}</c:legend>'


def upright_line(place: Plot, at: float) -> bytes:
    """A dashed line over the height of a plot, ``at`` a part of its width: drawn within the chart, so that it moves along."""
    x = place.left + at * place.width
    ends = "".join(
        f"<cdr:{name}><cdr:x>{x:.5f}</cdr:x><cdr:y>{y:.5f}</cdr:y></cdr:{name}>"
        for name, y in (("from", place.top), ("to", place.top + place.height))
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><c:userShapes {_NAMESPACES}>'
        '<cdr:relSizeAnchor xmlns:cdr="http://schemas.openxmlformats.org/drawingml/2006/chartDrawing">'
        f'{ends}<cdr:cxnSp macro=""><cdr:nvCxnSpPr><cdr:cNvPr id="2" name="line"/><cdr:cNvCxnSpPr/></cdr:nvCxnSpPr><cdr:spPr>'
        '<a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></a:xfrm><a:prstGeom prst="line"><a:avLst/></a:prstGeom>'
        f'<a:ln w="22225">{_solid(INK.municipal)}<a:prstDash val="dash"/></a:ln></cdr:spPr></cdr:cxnSp></cdr:relSizeAnchor>'
        "</c:userShapes>"
    ).encode()
