"""Every area as a bar with its interval: a native chart, whose sheet holds the very numbers of the snapshot.

A series per texture, so that the legend says in words how firmly each may be said. The municipality is a bar of its own, and a
line across the others.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from wijkmonitor.figures import words
from wijkmonitor.figures.still_map import short_name
from wijkmonitor.figures.theme import PALETTES, TEXTURES, Texture, texture_of
from wijkmonitor.report import pptx_chart_parts as parts
from wijkmonitor.report import pptx_text
from wijkmonitor.report.pptx_chart_parts import Cells, Fill, Plot, Scale
from wijkmonitor.report.pptx_sheet import Sheet, optional
from wijkmonitor.report.slide import ChartBody
from wijkmonitor.text import Lang, Text

MOST_BARS = 18
"""More areas than this go on to a next slide."""
PATTERNS = {Texture.FULL: "", Texture.HATCHED: "wdUpDiag", Texture.DOTTED: "pct25"}
"""The preset pattern of an office program that looks like each texture."""
_NAME_LONGEST = 34
_NAMES, _VALUES = 101, 102
_TYPE = ((11, 16), (17, 14), (MOST_BARS + 1, 12))
_TOP_IN, _BELOW_IN, _RIGHT_IN, _BESIDE_NAMES_IN = 0.1, 0.75, 0.35, 0.2
_AREA = Text(nl="Gebied", en="Area")
_LOW = Text(nl="waarschijnlijk vanaf", en="probably from")
_HIGH = Text(nl="waarschijnlijk tot", en="probably to")
_MINUS = Text(nl="marge omlaag", en="margin down")
_PLUS = Text(nl="marge omhoog", en="margin up")
_VERDICT = Text(nl="mag je dit zeggen?", en="may this be said?")
_ANSWERS = Text(nl="aantal antwoorden", en="number of answers")
_CODE = Text(nl="code", en="code")
_FULL_NAME = Text(nl="hele naam", en="full name")
_SILENT = Text(nl="{name}: geen cijfer", en="{name}: no figure")
_CHOSEN = Text(nl="{name} (gekozen)", en="{name} (chosen)")


@dataclass(frozen=True)
class Chart:
    """A chart as XML, the workbook behind it, and the line drawn within it (empty where there is none)."""

    xml: bytes
    xlsx_blob: bytes
    line: bytes = b""

    def xml_bytes(self, _kind: object) -> bytes:
        """The shape in which python-pptx takes a chart."""
        return self.xml


@dataclass(frozen=True, eq=False)
class _Rows:
    """What the sheet is made of, a place per bar: the municipality first, when it has a value."""

    names: list[str]
    codes: list[str]
    verdicts: list[str]
    answers: list[str]
    labels: list[str]
    values: list[float | None]
    low: list[float | None]
    high: list[float | None]
    series: list[tuple[str, Fill, list[float | None]]]
    chosen: list[int]


def bars(body: ChartBody, lang: Lang, width_in: float, height_in: float) -> Chart:
    """The chart of ``MOST_BARS`` rows at most, for a frame of that size in inches."""
    rows = _rows(body, lang)
    numbers = [v for v in (*rows.values, *rows.low, *rows.high) if v is not None]
    scale = parts.scale_for(numbers, body.indicator, from_zero=True)
    code = parts.number_format(body.indicator, numbers, lang)
    size = next((points for most, points in _TYPE if len(rows.names) <= most), _TYPE[-1][1])
    sheet = Sheet()
    names = sheet.words(_AREA(lang), rows.labels)
    columns = [sheet.numbers(name, values) for name, _, values in rows.series]
    interval = _interval(sheet, rows, columns, lang)
    sheet.words(_VERDICT(lang), rows.verdicts)
    sheet.words(_ANSWERS(lang), rows.answers)
    sheet.words(_CODE(lang), rows.codes)
    sheet.words(_FULL_NAME(lang), rows.names)
    labels = parts.value_labels(code, size, lang, "inBase")
    drawn = "".join(
        _series(place, cells, fill, rows.chosen, labels, interval, names, code)
        for place, (cells, (_, fill, _)) in enumerate(zip(columns, rows.series, strict=True))
    )
    place = _place(rows.labels, size, width_in, height_in)
    space = parts.chart_space(_bar_chart(drawn) + _axes(scale, code, size, lang), parts.legend(lang), lang, place)
    municipal = _municipal(body)
    at = None if municipal is None else (municipal[1] - scale.low) / (scale.high - scale.low)
    return Chart(space, sheet.workbook(code), b"" if at is None else parts.upright_line(place, at))


def _municipal(body: ChartBody) -> tuple[str, float] | None:
    return None if body.municipal is None or math.isnan(body.municipal[1]) else body.municipal


def _chosen(body: ChartBody) -> set[str]:
    """The areas that are marked: the chosen ones, unless those are all there are."""
    chosen, every = set(body.selected), set(body.rows["code"])
    return set() if chosen >= every else chosen


def _rows(body: ChartBody, lang: Lang) -> _Rows:
    table, municipal = body.rows, _municipal(body)
    first: list[tuple[str, float]] = [] if municipal is None else [municipal]
    names, empty = [name for name, _ in first], [None] * len(first)
    textures = [texture_of(v, k) for v, k in zip(table["verdict"], table["kind"], strict=True)]
    silent = pd.Series([t is Texture.GREY for t in textures], index=table.index, dtype=bool)
    told = table[["value", "low", "high"]].mask(silent)
    values: list[float | None] = [*(value for _, value in first), *optional(told["value"])]
    short = [short_name(name, _NAME_LONGEST) for name in names]
    series = [(name, Fill(PALETTES["light"].municipal), [values[0], *[None] * len(table)]) for name in short]
    return _Rows(
        names=names + table["name"].tolist(),
        codes=[""] * len(first) + table["code"].tolist(),
        verdicts=[""] * len(first)
        + [words.verdict(v, r, lang) for v, r in zip(table["verdict"], table["reason"], strict=True)],
        answers=[""] * len(first) + table["n_band"].tolist(),
        labels=short + _labels(body, told["value"], lang),
        values=values,
        low=[*empty, *optional(told["low"])],
        high=[*empty, *optional(told["high"])],
        series=[*series, *_by_texture([*empty, *textures], values, lang)],
        chosen=[place for place, area in enumerate(table["code"], len(first)) if area in _chosen(body)],
    )


def _by_texture(
    textures: Sequence[Texture | None], values: Sequence[float | None], lang: Lang
) -> Iterator[tuple[str, Fill, list[float | None]]]:
    """A series per texture that occurs: its name, its look and its values, the other places empty.

    A chart without any value has a series that is all empty.
    """
    for texture in [one for one in PATTERNS if one in textures] or [Texture.FULL]:
        mine = [v if t is texture else None for v, t in zip(values, textures, strict=True)]
        yield TEXTURES[texture].words(lang), Fill(PALETTES["light"].data, PATTERNS[texture]), mine


def _labels(body: ChartBody, told: pd.Series, lang: Lang) -> list[str]:
    """What stands beside a bar: its name, short enough for its place, and why it is another colour or absent."""
    said = []
    for name, area, value in zip(body.rows["name"], body.rows["code"], told, strict=True):
        short = short_name(name, _NAME_LONGEST)
        short = _CHOSEN(lang).format(name=short) if area in _chosen(body) else short
        said.append(_SILENT(lang).format(name=short) if pd.isna(value) else short)
    return said


def _interval(sheet: Sheet, rows: _Rows, columns: Sequence[Cells], lang: Lang) -> tuple[Cells, Cells]:
    low, high = sheet.numbers(_LOW(lang), rows.low), sheet.numbers(_HIGH(lang), rows.high)
    minus = sheet.differences(_MINUS(lang), rows.values, low, columns, down=True)
    return minus, sheet.differences(_PLUS(lang), rows.values, high, columns, down=False)


def _series(
    place: int,
    cells: Cells,
    fill: Fill,
    chosen: Sequence[int],
    labels: str,
    interval: tuple[Cells, Cells],
    names: Cells,
    code: str,
) -> str:
    marked = Fill(PALETTES["light"].accent, fill.pattern)
    points = "".join(
        f'<c:dPt><c:idx val="{at}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/>{marked.xml}</c:dPt>'
        for at in chosen
        if cells.values[at] is not None
    )
    return (
        f'<c:ser><c:idx val="{place}"/><c:order val="{place}"/>{parts.name_of(cells)}{fill.xml}<c:invertIfNegative val="0"/>'
        f"{points}{labels}{parts.error_bars(*interval)}<c:cat>{parts.words_in(names)}</c:cat>"
        f"<c:val>{parts.numbers_in(cells, code)}</c:val></c:ser>"
    )


def _bar_chart(series: str) -> str:
    return (
        f'<c:barChart><c:barDir val="bar"/><c:grouping val="clustered"/><c:varyColors val="0"/>{series}'
        f'<c:gapWidth val="45"/><c:overlap val="100"/><c:axId val="{_NAMES}"/><c:axId val="{_VALUES}"/></c:barChart>'
    )


def _axes(scale: Scale, code: str, size: int, lang: Lang) -> str:
    small = parts.type_of(12, lang, PALETTES["light"].faint)
    names = parts.category_axis(_NAMES, _VALUES, parts.type_of(size, lang), position="l", reverse=True)
    return names + parts.value_axis(_VALUES, _NAMES, scale, code, small, position="b", crosses="max")


def _place(labels: Sequence[str], size: int, width_in: float, height_in: float) -> Plot:
    """Room for the names at the left, and for the axis and the legend below."""
    left = max((pptx_text.width(one, size) for one in labels), default=0.0) + _BESIDE_NAMES_IN
    left = min(left, width_in * 0.5)
    return Plot(
        left=left / width_in,
        top=_TOP_IN / height_in,
        width=(width_in - left - _RIGHT_IN) / width_in,
        height=(height_in - _TOP_IN - _BELOW_IN) / height_in,
    )
