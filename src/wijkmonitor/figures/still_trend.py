"""One indicator through the editions as SVG: a line with margins per area, broken where other questions were asked.

A line never joins two instruments, nor a measured and a modelled value; what was worked out for other borders is dotted.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from typing import Any

import pandas as pd

from wijkmonitor.figures.still_axis import document, dot, is_number, line, span, text, ticks
from wijkmonitor.figures.still_map import Frame, short_name
from wijkmonitor.figures.theme import PALETTES, Mode, Texture, contrast, texture_of
from wijkmonitor.indicator import Indicator
from wijkmonitor.text import Lang

_NAME_SHARE, _NAME_LONGEST, _APART = 0.26, 22, 0.5
_PARTS = ("value", "low", "high")

Place = Callable[[float], float]


def svg(
    points: pd.DataFrame, indicator: Indicator, frame: Frame, lang: Lang, mode: Mode, title: str, about: str
) -> str:
    """The trend as an SVG document. ``points``: columns series, edition, date (ISO), value, low, high, verdict, kind,
    instrument, bridged; an edition without a value breaks the line. As many series as there are clear colours."""
    palette, size = PALETTES[mode], frame.type_px
    colours = [one for one in palette.categorical if contrast(one, palette.surface) >= 3]
    names = list(dict.fromkeys(points["series"]))[: len(colours)]
    left, right = 5 * size, frame.width * (1 - _NAME_SHARE)
    top, bottom = size, frame.height - 2.2 * size
    low, high = span(pd.concat([points[one] for one in _PARTS]), indicator)
    days = {str(edition): _day(str(date)) for edition, date in zip(points["edition"], points["date"], strict=True)}
    first, last = (min(days.values()), max(days.values())) if days else (0, 1)

    def across(day: float) -> float:
        return left + size + (day - first) / max(last - first, 1) * (right - left - 2 * size)

    def up(value: float) -> float:
        return bottom - (value - low) / ((high - low) or 1) * (bottom - top)

    drawn = [_grid(ticks(low, high, indicator), indicator, (left, right), up, size, mode, lang)]
    drawn += [text(name, across(day), bottom + size * 1.4, size, palette.text, "middle") for name, day in days.items()]
    ends = []
    for place, name in enumerate(names):
        mine = points[points["series"].eq(name)].sort_values("date")
        beside = (place - (len(names) - 1) / 2) * size * _APART  # so that margins do not cover each other
        drawn.append(_series(mine.to_dict("records"), colours[place], partial(_moved, across, beside), up, size, mode))
        known = mine["value"].dropna()
        if len(known):
            ends.append((up(float(known.iloc[-1])), name, colours[place]))
    drawn += _names(ends, right + size * 0.6, (top, bottom), size)
    return document("".join(drawn), frame.width, frame.height, title, about)


def _moved(across: Place, beside: float, day: float) -> float:
    return across(day) + beside


def _day(date: str) -> int:
    return dt.date.fromisoformat(date[:10]).toordinal()


def _grid(
    values: list[float], indicator: Indicator, ends: tuple[float, float], up: Place, size: float, mode: Mode, lang: Lang
) -> str:
    palette = PALETTES[mode]
    return "".join(
        line(ends[0], up(value), ends[1], up(value), palette.grid, 1.5)
        + text(indicator.format(value, lang), ends[0] - size * 0.5, up(value) + size * 0.35, size, palette.faint, "end")
        for value in values
    )


def _series(rows: list[dict[str, Any]], colour: str, across: Place, up: Place, size: float, mode: Mode) -> str:
    parts = []
    for one, other in pairwise(rows):
        if _joined(one, other):
            dash = "3 7" if one["bridged"] or other["bridged"] else ""
            ends = (
                across(_day(str(one["date"]))),
                up(one["value"]),
                across(_day(str(other["date"]))),
                up(other["value"]),
            )
            parts.append(line(*ends, colour, size * 0.16, dash))
    for row in (one for one in rows if is_number(one["value"])):
        x, texture = across(_day(str(row["date"]))), texture_of(str(row["verdict"]), str(row["kind"]))
        if is_number(row["low"]) and is_number(row["high"]):
            parts.append(
                line(
                    x,
                    up(row["low"]),
                    x,
                    up(row["high"]),
                    colour,
                    size * 0.12,
                    "4 5" if texture is Texture.DOTTED else "",
                )
            )
        parts.append(dot(x, up(row["value"]), size * 0.34, texture, colour, mode))
    return "".join(parts)


def _joined(one: dict[str, Any], other: dict[str, Any]) -> bool:
    known = is_number(one["value"]) and is_number(other["value"])
    return known and (one["instrument"], one["kind"]) == (other["instrument"], other["kind"])


def _names(ends: list[tuple[float, str, str]], x: float, room: tuple[float, float], size: float) -> list[str]:
    """The name of each line beside its end, moved apart where they would overlap."""
    parts, lowest = [], room[0]
    for y, name, colour in sorted(ends):
        at = min(max(y + size * 0.35, lowest), room[1])
        lowest = at + size * 1.15
        parts.append(text(short_name(name, _NAME_LONGEST), x, at, size, colour, bold=True))
    return parts
