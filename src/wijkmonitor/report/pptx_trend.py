"""One indicator through the editions as a native line chart: a line never joins two instruments, nor skips an edition.

What is less firm is hollow: a ring is "with care", a triangle a model estimate, a diamond was worked out for other borders.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

from wijkmonitor.colour import WHITE, contrast
from wijkmonitor.estimate import Verdict
from wijkmonitor.figures.still_map import short_name
from wijkmonitor.figures.theme import PALETTES, Texture, texture_of
from wijkmonitor.figures.trend import BRIDGED, tall_enough
from wijkmonitor.figures.words import modelled
from wijkmonitor.report import pptx_chart_parts as parts
from wijkmonitor.report.pptx_chart import Chart
from wijkmonitor.report.pptx_chart_parts import Cells
from wijkmonitor.report.pptx_sheet import Sheet, day_number, optional
from wijkmonitor.report.slide import TrendBody
from wijkmonitor.text import Lang, Text

_EDITIONS, _VALUES = 101, 102
_NAME_LONGEST = 34
_LEAST_CONTRAST = 3
_TYPE = 14
_BESIDE = ("r", "l", "t", "b")
"""Where the values of the first, second, ... area stand, so that they do not cover each other."""
_SLACK_DAYS = 31
_EDITION = Text(nl="Editie", en="Edition")
_MINUS = Text(nl="{name}, marge omlaag", en="{name}, margin down")
_PLUS = Text(nl="{name}, marge omhoog", en="{name}, margin up")
_LOW = Text(nl="{name}, waarschijnlijk vanaf", en="{name}, probably from")
_HIGH = Text(nl="{name}, waarschijnlijk tot", en="{name}, probably to")
_ANOTHER = Text(nl="{name} ({n}e vragenlijst)", en="{name} (questionnaire {n})")
_BY_MODEL = Text(nl="{name}: modelschatting", en="{name}: model estimate")
_RING = Text(nl="open rondje: met voorzichtigheid", en="ring: with care")
_TRIANGLE = Text(nl="open driehoek: modelschatting", en="open triangle: model estimate")
_DIAMOND = Text(nl="open ruit: {what}", en="open diamond: {what}").fill(what=BRIDGED)


@dataclass(frozen=True)
class _Line:
    """The points of one area with one instrument: a row per edition, missing where there is none. ``of_area``: its place."""

    name: str
    of_area: int
    rows: pd.DataFrame


def trend(body: TrendBody, lang: Lang) -> Chart:
    """The chart of one indicator; its plot stands where the office program puts it."""
    points = body.points
    days = sorted({str(day) for day in points["date"]})
    numbers = [float(v) for name in ("value", "low", "high") for v in points[name]]
    scale = parts.scale_for([*numbers, *(tall_enough(points, body.indicator) or ())], body.indicator, from_zero=False)
    code = parts.number_format(body.indicator, numbers, lang)
    sheet, type_of = Sheet(), parts.type_of(_TYPE, lang)
    axis = parts.category_axis(_EDITIONS, _VALUES, type_of, position="b")
    if _evenly(days):
        shown = points.assign(date=points["date"].astype(str)).drop_duplicates("date").set_index("date")["edition"]
        editions = sheet.words(_EDITION(lang), [str(shown[day]) for day in days])
    else:
        editions = sheet.days(_EDITION(lang), [dt.date.fromisoformat(day[:10]) for day in days])
        axis = parts.date_axis(_EDITIONS, _VALUES, type_of, parts.day_format(days, lang), _around(days))
    lines = _lines(points, days, lang)
    columns = [sheet.numbers(line.name, optional(line.rows["value"])) for line in lines]
    drawn = "".join(
        _series(place, line, cells, editions, _interval(sheet, line, cells, lang), code, lang)
        for place, (line, cells) in enumerate(zip(lines, columns, strict=True))
    )
    chart = (
        f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{drawn}<c:marker val="1"/>'
        f'<c:axId val="{_EDITIONS}"/><c:axId val="{_VALUES}"/></c:lineChart>'
    )
    chart += axis + parts.value_axis(_VALUES, _EDITIONS, scale, code, type_of, position="l", crosses="autoZero")
    return Chart(parts.chart_space(chart, parts.legend(lang), lang), sheet.workbook(code))


def _evenly(days: Sequence[str]) -> bool:
    """Whether editions lie about as far apart, so that their names alone are an honest axis."""
    steps = [(dt.date.fromisoformat(b[:10]) - dt.date.fromisoformat(a[:10])).days for a, b in pairwise(days)]
    return not steps or max(steps) - min(steps) <= _SLACK_DAYS


def _around(days: Sequence[str]) -> tuple[float, float]:
    """From a year before the first to a year after the last, so that no value stands on the axis."""
    first, last = (int(day[:4]) for day in (days[0], days[-1]))
    return day_number(dt.date(first - 1, 1, 1)), day_number(dt.date(last + 1, 1, 1))


def explained(body: TrendBody, lang: Lang) -> str:
    """What the hollow marks of the chart mean, as far as they occur; "" when there are none."""
    marks = {_mark(row)[0] for _, row in body.points.iterrows() if _mark(row)[1] and not pd.isna(row["value"])}
    said = [
        text(lang)
        for mark, text in (("circle", _RING), ("triangle", _TRIANGLE), ("diamond", _DIAMOND))
        if mark in marks
    ]
    return "; ".join(said).capitalize() + "." if said else ""


def _lines(points: pd.DataFrame, days: Sequence[str], lang: Lang) -> list[_Line]:
    """What may be joined: the values of one area that were measured alike, without those that may not be said."""
    told = points[points["value"].notna() & points["verdict"].ne(Verdict.NOT.value)]
    told = told.assign(date=told["date"].astype(str), modelled=modelled(told))
    found = []
    for place, (area, mine) in enumerate(told.groupby("series", sort=False)):
        instruments = list(dict.fromkeys(mine["instrument"]))
        for (instrument, by_model), rows in mine.groupby(["instrument", "modelled"], sort=False):
            name, turn = short_name(str(area), _NAME_LONGEST), instruments.index(instrument) + 1
            name = name if turn == 1 else _ANOTHER(lang).format(name=name, n=turn)
            name = _BY_MODEL(lang).format(name=name) if by_model and len(mine) > len(rows) else name
            found.append(_Line(name, place, rows.drop_duplicates("date").set_index("date").reindex(days)))
    return found


def _interval(sheet: Sheet, line: _Line, cells: Cells, lang: Lang) -> tuple[Cells, Cells]:
    values = optional(line.rows["value"])
    low = sheet.numbers(_LOW(lang).format(name=line.name), optional(line.rows["low"]))
    high = sheet.numbers(_HIGH(lang).format(name=line.name), optional(line.rows["high"]))
    minus = sheet.differences(_MINUS(lang).format(name=line.name), values, low, [cells], down=True)
    plus = sheet.differences(_PLUS(lang).format(name=line.name), values, high, [cells], down=False)
    return minus, plus


def _series(
    place: int, line: _Line, cells: Cells, editions: Cells, interval: tuple[Cells, Cells], code: str, lang: Lang
) -> str:
    colour = _colour(line.of_area)
    points = "".join(
        f'<c:dPt><c:idx val="{at}"/>{_marker(*_mark(row), colour)}<c:bubble3D val="0"/></c:dPt>'
        for at, (_, row) in enumerate(line.rows.iterrows())
        if not pd.isna(row["value"]) and _mark(row)[1]
    )
    labels = parts.value_labels(code, _TYPE, lang, _BESIDE[line.of_area % len(_BESIDE)])
    return (
        f'<c:ser><c:idx val="{place}"/><c:order val="{place}"/>{parts.name_of(cells)}{parts.stroke(colour, 2.5)}'
        f"{_marker('circle', False, colour)}{points}{labels}{parts.error_bars(*interval, colour, 'y')}"
        f"<c:cat>{parts.words_or_days_in(editions)}</c:cat><c:val>{parts.numbers_in(cells, code)}</c:val>"
        '<c:smooth val="0"/></c:ser>'
    )


def _mark(row: pd.Series) -> tuple[str, bool]:
    """Shape of a point, and whether it is hollow."""
    if row["bridged"] is True or (not pd.isna(row["bridged"]) and bool(row["bridged"])):
        return "diamond", True
    texture = texture_of(str(row["verdict"]), str(row["kind"]))
    return {Texture.DOTTED: ("triangle", True), Texture.HATCHED: ("circle", True)}.get(texture, ("circle", False))


def _marker(shape: str, hollow: bool, colour: str) -> str:
    inside = WHITE if hollow else colour
    return (
        f'<c:marker><c:symbol val="{shape}"/><c:size val="11"/><c:spPr><a:solidFill><a:srgbClr val="{inside[1:]}"/></a:solidFill>'
        f'<a:ln w="25400"><a:solidFill><a:srgbClr val="{colour[1:]}"/></a:solidFill></a:ln></c:spPr></c:marker>'
    )


def _colour(place: int) -> str:
    clear = [one for one in PALETTES["light"].categorical if contrast(one, WHITE) >= _LEAST_CONTRAST]
    return clear[place % len(clear)]
