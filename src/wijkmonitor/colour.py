"""How light a colour is and how well one reads on another (WCAG 2.1)."""

from __future__ import annotations

import re

WHITE = "#ffffff"
READABLE = 4.5
"""The smallest contrast ratio of text (WCAG 2.1, 1.4.3)."""
_WRITTEN = re.compile(r"#[0-9a-fA-F]{6}")


def is_colour(written: str) -> bool:
    """Whether this is a colour as ``#rrggbb``."""
    return bool(_WRITTEN.fullmatch(written))


def luminance(colour: str) -> float:
    """Relative luminance of ``#rrggbb`` (WCAG 2.1), 0 black to 1 white."""
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours (WCAG 2.1), 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def darkened(colour: str, least: float = READABLE) -> str:
    """The same hue, only as much darker as white text on it asks: a contrast of ``least`` or more."""
    channels = _channels(colour)
    shades = ("#" + "".join(f"{round(255 * c * share / 100):02x}" for c in channels) for share in range(100, -1, -1))
    return next(shade for shade in shades if contrast(shade, WHITE) >= least)


def _channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return red, green, blue
