"""Every colour, shape and texture of the product, light and dark.

Texture is meaning: :func:`texture_of` is the one place that turns a verdict into a texture, and :data:`TEXTURES` the one
place that says how a texture looks in a map, a legend and a chart.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from wijkmonitor.colour import contrast
from wijkmonitor.estimate import Verdict
from wijkmonitor.indicator import Kind
from wijkmonitor.text import Text

Mode = Literal["light", "dark"]

FONT = '"Source Sans 3", "Source Sans", "Source Sans Pro", sans-serif'
MOST_CLASSES = 5


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one mode; ``surface`` and ``text`` are those of .streamlit/config.toml.

    ``sequential`` runs from low to high, one hue, also readable in grey."""

    surface: str
    text: str
    faint: str
    grid: str
    border: str
    sequential: tuple[str, ...]
    diverging: tuple[str, ...]
    nothing: str
    nothing_ink: str
    accent: str
    halo: str
    municipal: str
    data: str
    categorical: tuple[str, ...]
    """Okabe and Ito (2008), eight colours that also the colour-blind tell apart."""


PALETTES: dict[Mode, Palette] = {
    "light": Palette(
        surface="#ffffff",
        text="#1b2733",
        faint="#565d6b",
        grid="#e2e5ea",
        border="#4a5560",
        sequential=("#e3eef9", "#b5d4ea", "#6baed6", "#2b7bba", "#084a91"),
        diverging=("#b35806", "#f1a340", "#f1f1f1", "#998ec3", "#542788"),
        nothing="#d7d9dc",
        nothing_ink="#6b7078",
        accent="#b3261e",
        halo="#ffffff",
        municipal="#1b2733",
        data="#2b7bba",
        categorical=("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#000000", "#f0e442"),
    ),
    "dark": Palette(
        surface="#14191f",
        text="#eef2f5",
        faint="#b3bac6",
        grid="#343b47",
        border="#8a95a3",
        sequential=("#17314d", "#1f568a", "#3b86c4", "#7db7e3", "#d3e8fa"),
        diverging=("#f1a340", "#a4691f", "#4a4a4f", "#7a6db0", "#c0b3ea"),
        nothing="#3b3f46",
        nothing_ink="#a5abb5",
        accent="#ff8a80",
        halo="#14191f",
        municipal="#eef2f5",
        data="#7db7e3",
        categorical=("#56b4e9", "#d55e00", "#009e73", "#cc79a7", "#0072b2", "#e69f00", "#ffffff", "#f0e442"),
    ),
}

_SPREAD = {1: (2,), 2: (1, 3), 3: (0, 2, 4), 4: (0, 1, 3, 4), 5: (0, 1, 2, 3, 4)}


def class_colours(count: int, mode: Mode, diverging: bool = False) -> tuple[str, ...]:
    """``count`` colours (0-5) from low to high; fewer classes keep their distance."""
    palette = PALETTES[mode]
    scale = palette.diverging if diverging else palette.sequential
    return tuple(scale[place] for place in _SPREAD.get(count, ()))


class Texture(StrEnum):
    """How firmly something may be said, as it looks."""

    FULL = "full"
    HATCHED = "hatched"
    DOTTED = "dotted"
    GREY = "grey"


@dataclass(frozen=True, slots=True)
class TextureLook:
    """One texture, everywhere: ``path`` (SVG path data on a tile of ``TILE`` pixels, round strokes ``stroke`` wide, so that a
    short stroke is a dot) on maps and in legends, ``symbol`` for markers in charts, ``words`` beside its swatch."""

    path: str
    stroke: float
    symbol: str
    words: Text


TILE = 8
TEXTURES: dict[Texture, TextureLook] = {
    Texture.FULL: TextureLook("", 0, "circle", Text(nl="mag je zeggen", en="may be said")),
    Texture.HATCHED: TextureLook(
        "M-2,2L2,-2M0,8L8,0M6,10L10,6", 1.4, "circle-open", Text(nl="met voorzichtigheid", en="with care")
    ),
    Texture.DOTTED: TextureLook(
        "M2,1.9L2,2.1M6,5.9L6,6.1", 2.6, "circle-open-dot", Text(nl="modelschatting", en="model estimate")
    ),
    Texture.GREY: TextureLook(
        "M1.5,4L6.5,4", 1.4, "line-ew-open", Text(nl="hier mag je niets zeggen", en="nothing may be said here")
    ),
}


def texture_of(verdict: str, kind: str) -> Texture:
    """The texture of an estimate, for map, chart and legend alike."""
    modelled = kind == Kind.MODELLED.value and verdict != Verdict.NOT.value
    return Texture.DOTTED if modelled else texture_for(Verdict(verdict))


def texture_for(verdict: Verdict) -> Texture:
    """The texture that stands for a verdict."""
    return {
        Verdict.SAID: Texture.FULL,
        Verdict.CARE: Texture.HATCHED,
        Verdict.MODEL: Texture.DOTTED,
        Verdict.NOT: Texture.GREY,
    }[verdict]


def ink_on(fill: str) -> str:
    """Black or white, whichever reads best on ``fill``: for letters."""
    return max(("#111111", "#ffffff"), key=lambda ink: contrast(ink, fill))


def texture_ink(fill: str) -> str:
    """The ink of a texture on ``fill``: clear (about 3:1), but soft enough to leave the fill its class."""
    ink = ink_on(fill)
    return next(
        mixed for share in (0.4, 0.5, 0.6, 0.7, 0.8, 1) if contrast(mixed := _mix(ink, fill, share), fill) >= 2.8
    )


def _mix(one: str, other: str, share: float) -> str:
    channels = ((int(one[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in channels)


SHAPES: tuple[str, ...] = (
    "M1,0A1,1 0 1,1 -1,0A1,1 0 1,1 1,0Z",  # circle
    "M-0.9,-0.9H0.9V0.9H-0.9Z",  # square
    "M0,-1.2L1.2,0L0,1.2L-1.2,0Z",  # diamond
    "M0,-1.15L1.15,0.85H-1.15Z",  # triangle
    "M-0.55,-1H0.55L1.1,0L0.55,1H-0.55L-1.1,0Z",  # hexagon
    "M-1.15,-0.85H1.15L0,1.15Z",  # triangle pointing down
    "M0,-1.1L1.1,-0.3L0.7,1H-0.7L-1.1,-0.3Z",  # pentagon
    "M-1.2,-0.7H1.2V0.7H-1.2Z",  # rectangle
)
"""SVG paths of the marks for kinds of place and initiative, radius about 1."""
