"""What lies on top of the areas: kinds of place and initiative as marks with a shape, a letter and a colour, dots and pins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from wijkmonitor.figures.theme import PALETTES, SHAPES, Mode, ink_on
from wijkmonitor.text import Lang, Text

_FRAME = "M-.9 -.9H.9V.9H-.9Z"
PIN_PATH = "M0 0C-.35 -.75 -1 -1 -1 -1.55A1 1 0 1 1 1 -1.55C1 -1 .35 -.75 0 0Z"
"""A drop with its tip at the origin."""


@dataclass(frozen=True, slots=True)
class Mark:
    """How one kind looks: SVG path of radius 1, letter, fill and the ink on it."""

    shape: str
    letter: str
    fill: str
    ink: str


@dataclass(frozen=True, slots=True)
class Hollow:
    """Points drawn hollow because they are not certain: those whose property ``key`` has one of ``values``."""

    key: str
    values: tuple[str, ...]
    text: Text


@dataclass(frozen=True, slots=True)
class PointLayer:
    """Points above the areas, fetched once by ``url`` (GeoJSON, properties ``name`` and ``key``).

    ``kinds``: every kind, in the order that fixes its mark; ``visible``: the kinds to draw (all when None); ``only``: further
    properties with the values they may have, such as ``{"lead": ["residents"]}``. ``subject``: the parameter of the address
    that a click on a point sets to its ``id`` (such as ``place``), "" for points that cannot be opened; ``chosen``: the id of
    the point that is open. ``scale``: size against the usual one; the first of several layers lies below the others.
    ``plain``: all kinds in one quiet shape and colour, told apart by their letter, so that another layer keeps the colours.
    """

    url: str
    key: str
    kinds: Mapping[str, Text]
    visible: tuple[str, ...] | None = None
    hollow: Hollow | None = None
    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    subject: str = ""
    chosen: str = ""
    scale: float = 1.0
    plain: bool = False

    def shown_kinds(self) -> dict[str, Text]:
        """The kinds that are drawn, in their order."""
        return {kind: text for kind, text in self.kinds.items() if self.visible is None or kind in self.visible}


@dataclass(frozen=True, slots=True, eq=False)
class SpotLayer:
    """Small dots of one colour below the marks, such as the homes a new place would reach; they travel with the drawing.

    ``lat``, ``lon``: degrees; ``colour``: position in the palette of kinds; ``words``: what a dot is.
    """

    lat: Sequence[float]
    lon: Sequence[float]
    words: Text
    colour: int = 0


@dataclass(frozen=True, slots=True)
class Pin:
    """A place that does not exist yet: a letter on a drop, at a position in degrees."""

    lat: float
    lon: float
    letter: str
    words: Text


def marks_of(layer: PointLayer, mode: Mode, lang: Lang) -> dict[str, Mark]:
    """The mark of each kind of a layer."""
    found = marks(layer.kinds, mode, lang)
    if not layer.plain:
        return found
    palette = PALETTES[mode]
    return {kind: Mark(_FRAME, one.letter, palette.nothing, ink_on(palette.nothing)) for kind, one in found.items()}


def marks(kinds: Mapping[str, Text], mode: Mode, lang: Lang) -> dict[str, Mark]:
    """A mark per kind. Beyond eight kinds colours come back, with another shape and another letter."""
    colours, taken, found = PALETTES[mode].categorical, set[str](), {}
    for place, (kind, text) in enumerate(kinds.items()):
        letter = _letter(text(lang), taken)
        taken.add(letter)
        fill = colours[place % len(colours)]
        shape = SHAPES[(place + place // len(colours)) % len(SHAPES)]
        found[kind] = Mark(shape, letter, fill, ink_on(fill))
    return found


def _letter(word: str, taken: set[str]) -> str:
    letters = [letter for letter in word.upper() if letter.isalpha()] + list("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return next((letter for letter in letters if letter not in taken), "")


def describe_points(layer: PointLayer, mode: Mode, lang: Lang) -> dict[str, Any]:
    """What the browser needs to draw the points; the points themselves it fetches."""
    looks = marks_of(layer, mode, lang)
    drawn = {
        kind: {
            "shape": looks[kind].shape,
            "letter": looks[kind].letter,
            "fill": looks[kind].fill,
            "ink": looks[kind].ink,
            "word": text(lang),
        }
        for kind, text in layer.shown_kinds().items()
    }
    hollow = layer.hollow
    return {
        "url": layer.url,
        "key": layer.key,
        "kinds": drawn,
        "hollow": {"key": hollow.key, "values": list(hollow.values), "word": hollow.text(lang)} if hollow else None,
        "only": {key: list(values) for key, values in layer.only.items()},
        "subject": layer.subject,
        "chosen": layer.chosen,
        "scale": layer.scale,
    }


_STEPS_PER_DEGREE = 100_000


def describe_spots(layer: SpotLayer, mode: Mode, lang: Lang) -> dict[str, Any]:
    """Dots for the browser; positions as whole steps from the one before, which keeps thousands of them small."""
    steps = np.rint(np.column_stack([layer.lat, layer.lon]) * _STEPS_PER_DEGREE).astype(np.int64)
    return {
        "steps": np.diff(steps, axis=0, prepend=np.zeros((1, 2), dtype=np.int64)).ravel().tolist(),
        "fill": spot_colour(layer, mode),
        "word": layer.words(lang),
    }


def spot_colour(layer: SpotLayer, mode: Mode) -> str:
    """The colour of the dots of a layer."""
    colours = PALETTES[mode].categorical
    return colours[layer.colour % len(colours)]


def describe_pin(pin: Pin, mode: Mode, lang: Lang) -> dict[str, Any]:
    """A pin for the browser."""
    ink = ink_on(PALETTES[mode].accent)
    return {
        "lat": pin.lat,
        "lon": pin.lon,
        "letter": pin.letter,
        "word": pin.words(lang),
        "shape": PIN_PATH,
        "ink": ink,
    }
