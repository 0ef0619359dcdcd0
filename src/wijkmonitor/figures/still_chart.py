"""Every area as a dot with its margin, as SVG: the chart of ``figures.charts`` for slides and paper.

The same textures and colours, the municipality as a dashed line, the value in figures at the right. Needs no browser.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from wijkmonitor.estimate import Reason
from wijkmonitor.figures.chart_style import beside_line
from wijkmonitor.figures.significance import one_instrument
from wijkmonitor.figures.still_axis import LETTER_WIDTH, document, dot, is_number, line, span, text, ticks
from wijkmonitor.figures.still_map import Frame, short_name
from wijkmonitor.figures.theme import PALETTES, TEXTURES, Mode, Texture, texture_of
from wijkmonitor.indicator import Indicator
from wijkmonitor.text import Lang, Text

_NAMES_SHARE, _GAP = 0.36, 14
_ANCHOR = {"left": "start", "center": "middle", "right": "end"}
_MARGIN_WORDS = Text(nl="waarde met de marge", en="value with its margin")


@dataclass(frozen=True, eq=False)
class StillChart:
    """What is drawn. ``rows``: ``figures.rows.COLUMNS``, in the order in which they are drawn; ``selected``: codes that are
    marked; ``municipal``: name and value of the municipality, drawn as a line."""

    rows: pd.DataFrame
    indicator: Indicator
    selected: Sequence[str] = ()
    municipal: tuple[str, float] | None = None
    mode: Mode = "light"


@dataclass(frozen=True, slots=True)
class _Plot:
    """Where things stand, in pixels; ``at`` gives the place of a value."""

    left: float
    right: float
    top: float
    bottom: float
    row: float
    size: float
    low: float
    high: float

    def at(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low) if self.high > self.low else 0.5
        return self.left + share * (self.right - self.left)


def svg(drawing: StillChart, frame: Frame, lang: Lang, title: str, about: str) -> str:
    """The chart as an SVG document; ``title`` and ``about`` say in words what it shows, for who cannot see it.

    Raises ``NotComparable`` for values of two instruments.
    """
    one_instrument(drawing.rows)
    plot = _placed(drawing, frame, lang)
    parts = [_axis(drawing, plot, lang), _municipal(drawing, plot, lang)]
    for place, row in enumerate(drawing.rows.to_dict("records")):
        parts.append(_row(row, plot.top + (place + 0.5) * plot.row, plot, drawing, lang))
    parts.append(_legend(drawing, frame, plot, lang))
    return document("".join(parts), frame.width, frame.height, title, about)


def _placed(drawing: StillChart, frame: Frame, lang: Lang) -> _Plot:
    rows, most = drawing.rows, frame.type_px
    top, bottom = 1.7 * most, frame.height - 3.5 * most
    row = (bottom - top) / max(len(rows), 1)
    size = min(most, row * 0.82)
    longest = max((len(short_name(str(name), _longest(frame, size))) for name in rows["name"]), default=0)
    values = [drawing.indicator.format(value, lang) for value in rows["value"]]
    numbers = max(map(len, values), default=1) * size * LETTER_WIDTH * 1.35
    left = min(longest * size * LETTER_WIDTH * 1.08, frame.width * _NAMES_SHARE) + _GAP
    ends = [rows[name] for name in ("value", "low", "high")]
    whole = pd.Series([drawing.municipal[1]] if drawing.municipal else [], dtype=float)
    low, high = span(pd.concat([*ends, whole]), drawing.indicator)
    return _Plot(left, frame.width - numbers - 2 * _GAP, top, bottom, min(row, 3.2 * most), size, low, high)


def _longest(frame: Frame, size: float) -> int:
    """As many letters as fit in the column of names."""
    return max(int(frame.width * _NAMES_SHARE / (size * LETTER_WIDTH * 1.08)), 4)


def _axis(drawing: StillChart, plot: _Plot, lang: Lang) -> str:
    palette = PALETTES[drawing.mode]
    parts, ends = [], plot.top + plot.row * len(drawing.rows)
    most = max(int((plot.right - plot.left) / (plot.size * 5)), 3)
    for value in ticks(plot.low, plot.high, drawing.indicator, min(most, 6)):
        x = plot.at(value)
        parts.append(line(x, plot.top, x, ends, palette.grid, 1.5))
        parts.append(
            text(
                drawing.indicator.format(value, lang),
                x,
                ends + plot.size * 1.1,
                plot.size * 0.85,
                palette.faint,
                "middle",
            )
        )
    return "".join(parts)


def _municipal(drawing: StillChart, plot: _Plot, lang: Lang) -> str:
    if drawing.municipal is None or not is_number(drawing.municipal[1]):
        return ""
    (name, value), colour = drawing.municipal, PALETTES[drawing.mode].municipal
    x, anchor = plot.at(value), _ANCHOR[beside_line(value, plot.low, plot.high)]
    said = f"{short_name(name, 32)}: {drawing.indicator.format(value, lang)}"
    ends = plot.top + plot.row * len(drawing.rows)
    return line(x, plot.top * 0.85, x, ends, colour, 2.5, "7 6") + text(
        said, x, plot.top * 0.65, plot.size, colour, anchor, bold=True
    )


def _row(row: dict[str, object], y: float, plot: _Plot, drawing: StillChart, lang: Lang) -> str:
    palette, chosen = PALETTES[drawing.mode], row["code"] in drawing.selected
    texture = texture_of(str(row["verdict"]), str(row["kind"]))
    colour = palette.accent if chosen else palette.data
    base, radius = y + plot.size * 0.35, plot.size * 0.36
    longest = max(int((plot.left - _GAP) / (plot.size * LETTER_WIDTH * 1.06)), 4)
    parts = [
        text(short_name(str(row["name"]), longest), plot.left - _GAP, base, plot.size, palette.text, "end", chosen)
    ]
    if texture is Texture.GREY or not is_number(row["value"]):
        why = Reason(str(row["reason"]) or Reason.NOT_MEASURED.value).text(lang)
        parts.append(dot(plot.left + radius * 2, y, radius, Texture.GREY, colour, drawing.mode))
        parts.append(text(why, plot.left + radius * 5, base, plot.size * 0.85, palette.faint))
        return "".join(parts)
    value, low, high = (float(row[name]) for name in ("value", "low", "high"))  # type: ignore[arg-type]
    if is_number(low) and is_number(high):
        dash = "5 5" if texture is Texture.DOTTED else ""
        parts.append(line(plot.at(low), y, plot.at(high), y, colour, radius * (0.75 if chosen else 0.55), dash))
    parts.append(dot(plot.at(value), y, radius * (1.2 if chosen else 1), texture, colour, drawing.mode))
    said = drawing.indicator.format(value, lang)
    parts.append(text(said, plot.right + 2 * _GAP, base, plot.size, palette.text, bold=True))
    return "".join(parts)


def _legend(drawing: StillChart, frame: Frame, plot: _Plot, lang: Lang) -> str:
    """What the textures that occur mean, in a line at the foot; smaller, or over two lines, where it would not fit."""
    palette = PALETTES[drawing.mode]
    rows = drawing.rows
    found = {texture_of(v, k) for v, k in zip(rows["verdict"], rows["kind"], strict=True)}
    words: list[tuple[Texture | None, str]] = [(one, TEXTURES[one].words(lang)) for one in Texture if one in found]
    if rows["low"].notna().any():
        words.append((None, _MARGIN_WORDS(lang)))
    size = plot.size * 0.9
    widths = [(len(said) * LETTER_WIDTH * 1.05 + 3.4) * size for _, said in words]
    fit = min(1.0, frame.width / max(sum(widths), 1))
    size, widths = size * fit, [one * fit for one in widths]
    x, y, parts = 0.0, frame.height - size * 0.6, []
    for (texture, said), wide in zip(words, widths, strict=True):
        middle = y - size * 0.35
        if texture is None:
            parts.append(line(x, middle, x + size * 1.6, middle, palette.data, size * 0.2))
        drawn = texture if texture is not None else Texture.FULL
        parts.append(dot(x + size * 0.8, middle, size * 0.36, drawn, palette.data, drawing.mode))
        parts.append(text(said, x + size * 2, y, size, palette.text))
        x += wide
    return "".join(parts)
