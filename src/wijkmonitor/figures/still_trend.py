"""One indicator through the editions as SVG: a line with margins per area, broken where other questions were asked.

A line never joins two instruments, nor a measured and a modelled value, and a break says why; what was worked out for other
borders is a diamond on a dotted line.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pandas as pd

from wijkmonitor.figures.comparisons import why_broken
from wijkmonitor.figures.still_axis import LETTER_WIDTH, document, dot, is_number, line, span, text, ticks
from wijkmonitor.figures.still_map import Frame, short_name
from wijkmonitor.figures.theme import PALETTES, TEXTURES, Mode, Texture, contrast, texture_of
from wijkmonitor.figures.trend import BRIDGED, tall_enough
from wijkmonitor.indicator import Indicator
from wijkmonitor.text import Lang

_NAME_SHARE, _NAME_LEAST_LETTERS, _BOLD_WIDTH, _APART = 0.26, 16, 0.55, 0.5
_LEGEND_TYPE, _ROW = 0.82, 1.25
_PARTS = ("value", "low", "high")


@dataclass(frozen=True, slots=True)
class _Plot:
    """Where the lines stand, in pixels, and what the axes run over: days (ordinal) and values."""

    left: float
    right: float
    top: float
    bottom: float
    days: tuple[int, int]
    values: tuple[float, float]
    size: float
    mode: Mode

    def across(self, date: str, aside: float = 0.0) -> float:
        first, last = self.days
        room = self.right - self.left - 2 * self.size
        return self.left + self.size + (_day(date) - first) / max(last - first, 1) * room + aside

    def up(self, value: float) -> float:
        low, high = self.values
        return self.bottom - (value - low) / ((high - low) or 1) * (self.bottom - self.top)


@dataclass(frozen=True, slots=True)
class _Break:
    """Between which days (ISO) a line is broken, why, and in which colour that is told."""

    earlier: str
    later: str
    words: str
    colour: str


@dataclass(frozen=True, slots=True)
class _Item:
    """What a mark means, in the legend; ``x``: where it begins on its row."""

    x: float
    bridged: bool
    texture: Texture
    words: str


def svg(
    points: pd.DataFrame, indicator: Indicator, frame: Frame, lang: Lang, mode: Mode, title: str, about: str
) -> str:
    """The trend as an SVG document. ``points``: columns series, edition, date (ISO), value, low, high, verdict, kind,
    instrument, bridged; an edition without a value breaks the line. As many series as there are clear colours."""
    palette, size = PALETTES[mode], frame.type_px
    clear = [one for one in palette.categorical if contrast(one, palette.surface) >= 3]
    colours = dict(zip(dict.fromkeys(points["series"].astype(str)), clear, strict=False))
    shown = points[points["series"].isin(list(colours))].sort_values("date", kind="stable")
    breaks, marks = _breaks(shown, colours, lang, mode), _legend(shown, frame, lang)
    plot = _plot(shown, indicator, frame, mode, len(breaks), len(marks))
    days = dict(zip(shown["edition"].astype(str), shown["date"].astype(str), strict=True))
    low_line = plot.bottom + size * 1.4
    drawn = [_grid(plot, indicator, lang), _broken(plot, breaks, frame.width)]
    drawn += [text(name, plot.across(day), low_line, size, palette.text, "middle") for name, day in days.items()]
    ends = []
    for place, (name, colour) in enumerate(colours.items()):
        mine = shown[shown["series"].eq(name)]
        aside = (place - (len(colours) - 1) / 2) * size * _APART  # so that margins do not cover each other
        drawn.append(_series(mine.to_dict("records"), colour, aside, plot))
        known = mine["value"].dropna()
        if len(known):
            ends.append((plot.up(float(known.iloc[-1])), name, colour))
    drawn += _names(ends, plot, frame.width)
    drawn.append(_drawn_legend(marks, low_line + size * 1.35, plot))
    return document("".join(drawn), frame.width, frame.height, title, about)


def _plot(points: pd.DataFrame, indicator: Indicator, frame: Frame, mode: Mode, breaks: int, rows: int) -> _Plot:
    """What the names at the right, the words on top, and the legend below leave."""
    size = frame.type_px
    longest = max((len(str(one)) for one in points["series"]), default=0) * size * _BOLD_WIDTH + size
    for_names = min(longest, max(frame.width * _NAME_SHARE, size * _NAME_LEAST_LETTERS * _BOLD_WIDTH))
    bottom = frame.height - size * (2.2 + (rows * _ROW + 0.2 if rows else 0))
    days = [_day(str(one)) for one in points["date"]]
    ends = tall_enough(points, indicator) or span(pd.concat([points[one] for one in _PARTS]), indicator)
    return _Plot(
        left=5 * size,
        right=frame.width - for_names - size * 0.6,
        top=size * (1 + breaks * _ROW),
        bottom=bottom,
        days=(min(days, default=0), max(days, default=1)),
        values=(ends[0], ends[1]),
        size=size,
        mode=mode,
    )


def _day(date: str) -> int:
    return dt.date.fromisoformat(date[:10]).toordinal()


def _grid(plot: _Plot, indicator: Indicator, lang: Lang) -> str:
    palette, size = PALETTES[plot.mode], plot.size
    return "".join(
        line(plot.left, plot.up(value), plot.right, plot.up(value), palette.grid, 1.5)
        + text(
            indicator.format(value, lang),
            plot.left - size * 0.5,
            plot.up(value) + size * 0.35,
            size,
            palette.faint,
            "end",
        )
        for value in ticks(*plot.values, indicator)
    )


def _breaks(points: pd.DataFrame, colours: dict[str, str], lang: Lang, mode: Mode) -> list[_Break]:
    """Where lines are broken and why: once for all lines together, or in the colour of the line that it is about."""
    found: dict[tuple[str, str, str], list[str]] = {}
    known = points[points["value"].notna()]
    for name in colours:
        rows = known[known["series"].eq(name)]
        for one, other in pairwise(row for _, row in rows.iterrows()):
            if why := why_broken(one, other):
                found.setdefault((str(one["date"]), str(other["date"]), why(lang)), []).append(name)
    everybody = known["series"].nunique()
    return [
        _Break(*where, colour)
        for where, names in found.items()
        for colour in ([PALETTES[mode].faint] if len(names) == everybody else [colours[name] for name in names])
    ]


def _broken(plot: _Plot, breaks: list[_Break], width: float) -> str:
    """An upright line at each break with why it is there, on a row of its own."""
    size, parts = plot.size * _LEGEND_TYPE, []
    for place, one in enumerate(breaks):
        x = (plot.across(one.earlier) + plot.across(one.later)) / 2
        y = size * 1.1 + place * plot.size * _ROW
        half = len(one.words) * size * LETTER_WIDTH / 2
        parts.append(line(x, plot.top - plot.size * 0.5, x, plot.bottom, PALETTES[plot.mode].faint, 1.5, "2 6"))
        parts.append(text(one.words, max(min(x, width - half), half), y, size, one.colour, "middle"))
    return "".join(parts)


def _series(rows: list[dict[str, Any]], colour: str, aside: float, plot: _Plot) -> str:
    parts, size = [], plot.size
    for one, other in pairwise(rows):
        if _joined(one, other):
            dash = "3 7" if one["bridged"] or other["bridged"] else ""
            begin, end = ((plot.across(str(row["date"]), aside), plot.up(row["value"])) for row in (one, other))
            parts.append(line(*begin, *end, colour, size * 0.16, dash))
    for row in (one for one in rows if is_number(one["value"])):
        x, texture = plot.across(str(row["date"]), aside), texture_of(str(row["verdict"]), str(row["kind"]))
        if is_number(row["low"]) and is_number(row["high"]):
            dash = "4 5" if texture is Texture.DOTTED else ""
            parts.append(line(x, plot.up(row["low"]), x, plot.up(row["high"]), colour, size * 0.12, dash))
        mark = _diamond if row["bridged"] else dot
        parts.append(mark(x, plot.up(row["value"]), size * 0.34, texture, colour, plot.mode))
    return "".join(parts)


def _diamond(x: float, y: float, radius: float, texture: Texture, colour: str, mode: Mode) -> str:
    """The mark of what was worked out for other borders: open, with a point where a model told it."""
    far = radius * 1.3
    around = f"{x:.1f},{y - far:.1f} {x + far:.1f},{y:.1f} {x:.1f},{y + far:.1f} {x - far:.1f},{y:.1f}"
    look = f'fill="{PALETTES[mode].surface}" stroke="{colour}" stroke-width="{radius * 0.4:.1f}"'
    point = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius * 0.35:.1f}" fill="{colour}"/>'
    return f'<polygon points="{around}" {look}/>' + (point if texture is Texture.DOTTED else "")


def _joined(one: dict[str, Any], other: dict[str, Any]) -> bool:
    known = is_number(one["value"]) and is_number(other["value"])
    return known and (one["instrument"], one["kind"]) == (other["instrument"], other["kind"])


def _names(ends: list[tuple[float, str, str]], plot: _Plot, width: float) -> list[str]:
    """The name of each line beside its end, moved apart where they would overlap, and up again where there is no more room."""
    x, size, step = plot.right + plot.size * 0.6, plot.size, plot.size * 1.15
    letters = int((width - x) / (size * _BOLD_WIDTH))
    downward, lowest = list[float](), plot.top
    for y, _, _ in sorted(ends):
        downward.append(max(y + size * 0.35, lowest))
        lowest = downward[-1] + step
    upward, highest = list[float](), plot.bottom + size * 0.35
    for at in reversed(downward):
        upward.append(min(at, highest))
        highest = upward[-1] - step
    return [
        text(short_name(name, letters), x, at, size, colour, bold=True)
        for at, (_, name, colour) in zip(reversed(upward), sorted(ends), strict=True)
    ]


def _legend(points: pd.DataFrame, frame: Frame, lang: Lang) -> list[list[_Item]]:
    """Rows with the marks that are not plain and what they mean, as many on a row as fit."""
    size, rows, x = frame.type_px * _LEGEND_TYPE, list[list[_Item]](), float(frame.width)
    for bridged, texture, said in _marks(points, lang):
        wide = size * (2.4 + len(said) * LETTER_WIDTH)
        if x + wide > frame.width:
            rows, x = [*rows, []], size
        rows[-1].append(_Item(x, bridged, texture, said))
        x += wide
    return rows


def _drawn_legend(rows: list[list[_Item]], first: float, plot: _Plot) -> str:
    """``first``: the baseline of the first row."""
    size, colour, parts = plot.size * _LEGEND_TYPE, PALETTES[plot.mode].text, []
    for place, row in enumerate(rows):
        y = first + place * plot.size * _ROW
        for item in row:
            mark = _diamond if item.bridged else dot
            parts.append(mark(item.x + size * 0.4, y - size * 0.35, size * 0.36, item.texture, colour, plot.mode))
            parts.append(text(item.words, item.x + size * 1.1, y, size, colour))
    return "".join(parts)


def _marks(points: pd.DataFrame, lang: Lang) -> Iterator[tuple[bool, Texture, str]]:
    known = points[points["value"].notna()]
    is_bridged = known["bridged"].astype(bool)
    own = known[~is_bridged]
    textures = {texture_of(str(v), str(k)) for v, k in zip(own["verdict"], own["kind"], strict=True)}
    for texture in (one for one in Texture if one in textures and one is not Texture.FULL):
        yield False, texture, TEXTURES[texture].words(lang)
    if is_bridged.any():
        yield True, Texture.HATCHED, BRIDGED(lang)
