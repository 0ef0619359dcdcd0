"""Every area as a bar with its interval: a native chart, whose sheet holds the very numbers of the snapshot.

A series per texture, so that the legend says in words how firmly each may be said; the municipality is a line across.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import pandas as pd

from wijkmonitor.figures import words
from wijkmonitor.figures.still_map import short_name
from wijkmonitor.figures.theme import PALETTES, TEXTURES, Texture, texture_of
from wijkmonitor.report import pptx_chart_parts as parts
from wijkmonitor.report.pptx_chart_parts import Cells, Fill, Scale
from wijkmonitor.report.pptx_sheet import Sheet
from wijkmonitor.report.slide import ChartBody
from wijkmonitor.text import Lang, Text

MOST_BARS = 25
"""More areas than this go on to a next slide."""
PATTERNS = {Texture.FULL: "", Texture.HATCHED: "wdUpDiag", Texture.DOTTED: "pct25"}
"""The preset pattern of an office program that looks like each texture."""
_NAME_LONGEST = 34
_NAMES, _VALUES, _NAMES_AGAIN, _LINE_VALUES = 101, 102, 103, 104
_LINE_SHARE = 0.004  # of the axis: a line of about two points
_TYPE = ((12, 16), (18, 14), (MOST_BARS, 12))
_AREA = Text(nl="Gebied", en="Area")
_LOW = Text(nl="waarschijnlijk vanaf", en="probably from")
_HIGH = Text(nl="waarschijnlijk tot", en="probably to")
_MINUS = Text(nl="marge omlaag", en="margin down")
_PLUS = Text(nl="marge omhoog", en="margin up")
_THICK = Text(nl="dikte van de lijn", en="thickness of the line")
_CODE = Text(nl="code", en="code")
_FULL_NAME = Text(nl="hele naam", en="full name")
_MUNICIPAL = Text(nl="{name}: {value}", en="{name}: {value}")
_SILENT = Text(nl="{name}: geen cijfer", en="{name}: no figure")


def bars(body: ChartBody, lang: Lang) -> tuple[bytes, bytes]:
    """The chart as XML and the workbook behind it, of ``MOST_BARS`` rows at most."""
    rows = body.rows.reset_index(drop=True)
    numbers = _numbers(body)
    scale = parts.scale_for(numbers, body.indicator, from_zero=True)
    code = parts.number_format(body.indicator, numbers, lang)
    sheet, filled = Sheet(), list(_by_texture(rows))
    names = sheet.words(_AREA(lang), [_label(name, value, lang) for name, value in zip(rows["name"], rows["value"], strict=True)])
    series = [(texture, sheet.numbers(TEXTURES[texture].words(lang), column)) for texture, column in filled]
    line = _line_cells(sheet, body, len(rows), scale, lang)
    values = _optional(rows["value"])
    low = sheet.numbers(_LOW(lang), _optional(rows["low"]))
    high = sheet.numbers(_HIGH(lang), _optional(rows["high"]))
    minus = sheet.differences(_MINUS(lang), values, low, [letter_of for _, letter_of in series], down=True)
    plus = sheet.differences(_PLUS(lang), values, high, [letter_of for _, letter_of in series], down=False)
    sheet.words(_CODE(lang), rows["code"].tolist())
    sheet.words(_FULL_NAME(lang), rows["name"].tolist())
    size = next((points for most, points in _TYPE if len(rows) <= most), _TYPE[-1][1])
    chosen = [place for place, area in enumerate(rows["code"]) if area in body.selected]
    drawn = "".join(
        _series(place, texture, cells, names, (minus, plus), chosen, parts.value_labels(code, size, lang, "inBase"), code)
        for place, (texture, cells) in enumerate(series)
    )
    plot = _group(drawn, "clustered", 45, (_NAMES, _VALUES)) + _line(line, names, len(series)) + _axes(scale, code, size, lang, line)
    legend = parts.legend(lang, [len(series)] if line else [])
    return parts.chart_space(plot, legend, lang), sheet.workbook(code)


def _numbers(body: ChartBody) -> list[float]:
    municipal = [body.municipal[1]] if body.municipal else []
    return [float(v) for name in ("value", "low", "high") for v in body.rows[name]] + municipal


def _optional(values: Iterable[float]) -> list[float | None]:
    return [None if pd.isna(v) else float(v) for v in values]


def _label(name: str, value: float, lang: Lang) -> str:
    short = short_name(name, _NAME_LONGEST)
    return _SILENT(lang).format(name=short) if math.isnan(value) else short


def _by_texture(rows: pd.DataFrame) -> Iterable[tuple[Texture, list[float | None]]]:
    """Per texture that occurs the values that have it, the other places empty."""
    textures = [texture_of(v, k) for v, k in zip(rows["verdict"], rows["kind"], strict=True)]
    for texture in PATTERNS:
        mine = [t is texture for t in textures]
        if any(mine):
            yield texture, [v if own else None for v, own in zip(_optional(rows["value"]), mine, strict=True)]


def _line_cells(sheet: Sheet, body: ChartBody, count: int, scale: Scale, lang: Lang) -> tuple[Cells, Cells] | None:
    """The value of the municipality beside every area, and the thickness with which it is drawn."""
    if body.municipal is None or math.isnan(body.municipal[1]):
        return None
    name, value = body.municipal
    said = _MUNICIPAL(lang).format(name=short_name(name, _NAME_LONGEST), value=words.amount(value, body.indicator, lang))
    thick = round((scale.high - scale.low) * _LINE_SHARE, 6)
    return sheet.numbers(name, [value] * count), sheet.numbers(_THICK(lang), [thick] * count, said)


def _series(
    place: int,
    texture: Texture,
    cells: Cells,
    names: Cells,
    interval: tuple[Cells, Cells],
    chosen: Sequence[int],
    labels: str,
    code: str,
) -> str:
    palette = PALETTES["light"]
    accents = "".join(
        f'<c:dPt><c:idx val="{at}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/>'
        f"{Fill(palette.accent, PATTERNS[texture]).xml}</c:dPt>"
        for at in chosen
        if cells.values[at] is not None
    )
    return (
        f'<c:ser><c:idx val="{place}"/><c:order val="{place}"/>{parts.name_of(cells)}{Fill(palette.data, PATTERNS[texture]).xml}'
        f'<c:invertIfNegative val="0"/>{accents}{labels}{parts.error_bars(*interval)}'
        f"<c:cat>{parts.words_in(names)}</c:cat><c:val>{parts.numbers_in(cells, code)}</c:val></c:ser>"
    )


def _group(series: str, grouping: str, gap: int, axes: tuple[int, int]) -> str:
    return (
        f'<c:barChart><c:barDir val="bar"/><c:grouping val="{grouping}"/><c:varyColors val="0"/>{series}'
        f'<c:gapWidth val="{gap}"/><c:overlap val="100"/><c:axId val="{axes[0]}"/><c:axId val="{axes[1]}"/></c:barChart>'
    )


def _line(line: tuple[Cells, Cells] | None, names: Cells, first: int) -> str:
    """The line: bars that cannot be seen up to the value, and on their ends thin ones without a gap between."""
    if line is None:
        return ""
    fills = (parts.NO_FILL, Fill(PALETTES["light"].municipal))
    drawn = "".join(
        f'<c:ser><c:idx val="{at}"/><c:order val="{at}"/>{parts.name_of(cells)}{fill.xml}<c:invertIfNegative val="0"/>'
        f"<c:cat>{parts.words_in(names)}</c:cat><c:val>{parts.numbers_in(cells)}</c:val></c:ser>"
        for at, (cells, fill) in enumerate(zip(line, fills, strict=True), first)
    )
    return _group(drawn, "stacked", 0, (_NAMES_AGAIN, _LINE_VALUES))


def _axes(scale: Scale, code: str, size: int, lang: Lang, line: tuple[Cells, Cells] | None) -> str:
    type_of = parts.type_of(size, lang)
    small = parts.type_of(12, lang, PALETTES["light"].faint)
    drawn = parts.category_axis(_NAMES, _VALUES, type_of, position="l", shown=True, reverse=True)
    drawn += parts.value_axis(_VALUES, _NAMES, scale, code, small, position="b", shown=True, crosses="max")
    if line is not None:
        drawn += parts.category_axis(_NAMES_AGAIN, _LINE_VALUES, type_of, position="l", shown=False, reverse=True)
        drawn += parts.value_axis(_LINE_VALUES, _NAMES_AGAIN, scale, code, small, position="t", shown=False, crosses="autoZero")
    return drawn
