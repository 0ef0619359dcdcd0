"""What still charts share: the ends of an axis and round numbers on it, marks in their texture, lines and words as SVG."""

from __future__ import annotations

import math
from html import escape
from typing import Any

import pandas as pd

from wijkmonitor.figures.still_fills import xml_text
from wijkmonitor.figures.theme import FONT, PALETTES, Mode, Texture
from wijkmonitor.indicator import Indicator

LETTER_WIDTH = 0.52
"""Mean width of a letter as a share of the size of the type."""
FONTS = f'"Wijkmonitor Sans", {FONT}'
_ROUND = (1, 2, 2.5, 5, 10)
_AROUND = 0.06


def span(numbers: pd.Series, indicator: Indicator) -> tuple[float, float]:
    """The ends of an axis that holds all of ``numbers`` (missing ones aside), within what the unit allows."""
    known = numbers.astype(float).dropna()
    low, high = (known.min(), known.max()) if len(known) else indicator.unit.limits or (0.0, 1.0)
    around = (high - low) * _AROUND or max(abs(high) * 0.1, 0.05)
    least, most = indicator.unit.limits or (0.0 if low >= 0 else -math.inf, math.inf)
    return float(max(low - around, least)), float(min(high + around, most))


def ticks(low: float, high: float, indicator: Indicator, most: int = 6) -> list[float]:
    """At most ``most`` round numbers from ``low`` to ``high``, no finer than the indicator is written."""
    finest = 10.0 ** -(indicator.decimals + (2 if indicator.unit.is_share else 0))
    raw = max((high - low) / most, finest)
    power = 10 ** math.floor(math.log10(raw))
    step = next(one * power for one in _ROUND if one * power >= raw * (1 - 1e-9) and _is_whole(one * power, finest))
    first = math.ceil(low / step - 1e-9)
    return [round(n * step, 10) for n in range(first, math.floor(high / step + 1e-9) + 1)]


def _is_whole(step: float, finest: float) -> bool:
    return abs(step / finest - round(step / finest)) < 1e-6


def line(x1: float, y1: float, x2: float, y2: float, colour: str, wide: float, dash: str = "") -> str:
    """A straight line; ``dash`` as in SVG."""
    broken = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}" stroke-width="{wide:g}"'
        f' stroke-linecap="round"{broken}/>'
    )


def text(words: str, x: float, y: float, size: float, colour: str, anchor: str = "start", bold: bool = False) -> str:
    """Words with their baseline at ``y``."""
    heavy = ' font-weight="700"' if bold else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:.1f}" fill="{colour}" text-anchor="{anchor}"{heavy}>'
        f"{xml_text(words)}</text>"
    )


def dot(x: float, y: float, radius: float, texture: Texture, colour: str, mode: Mode) -> str:
    """A value in its texture: full, open (with care), open with a point (modelled), or a grey dash (nothing may be said)."""
    if texture is Texture.GREY:
        return line(x - radius, y, x + radius, y, PALETTES[mode].nothing_ink, radius * 0.5)
    fill = colour if texture is Texture.FULL else PALETTES[mode].surface
    middle = f'cx="{x:.1f}" cy="{y:.1f}"'
    ring = f'<circle {middle} r="{radius:.1f}" fill="{fill}" stroke="{colour}" stroke-width="{radius * 0.4:.1f}"/>'
    point = f'<circle {middle} r="{radius * 0.35:.1f}" fill="{colour}"/>'
    return ring + (point if texture is Texture.DOTTED else "")


def document(drawn: str, width: float, height: float, title: str, about: str) -> str:
    """An SVG document that says in words what it shows."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}" height="{height:g}"'
        f' role="img" aria-label="{xml_text(title)}" font-family="{escape(FONTS)}">'
        f"<title>{xml_text(title)}</title><desc>{xml_text(about)}</desc>{drawn}</svg>"
    )


def is_number(value: Any) -> bool:
    """Whether there is a value to draw."""
    return value is not None and not pd.isna(value)
