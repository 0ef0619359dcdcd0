"""Kinds of place and initiative as marks: a shape, a letter and a colour each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from wijkmonitor.figures.theme import PALETTES, SHAPES, Mode, ink_on
from wijkmonitor.text import Lang, Text


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
    properties with the values they may have, such as ``{"lead": ["residents"]}``.
    """

    url: str
    key: str
    kinds: Mapping[str, Text]
    visible: tuple[str, ...] | None = None
    hollow: Hollow | None = None
    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def shown_kinds(self) -> dict[str, Text]:
        """The kinds that are drawn, in their order."""
        return {kind: text for kind, text in self.kinds.items() if self.visible is None or kind in self.visible}


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
    looks = marks(layer.kinds, mode, lang)
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
    }
