"""A plan on the map: homes that get a place, homes that lose it, homes that still have none, and a pin per new place."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from wijkmonitor.analysis import positions
from wijkmonitor.analysis.coverage import Town
from wijkmonitor.analysis.plan_effect import Outcome
from wijkmonitor.figures.plan_words import LETTERS, site_words
from wijkmonitor.figures.points import Pin, SpotLayer
from wijkmonitor.text import LANGS, Text

MOST_DOTS = 4000
"""More homes than this are drawn as an even part of them."""
_GAINS = Text(nl="krijgt een plek op loopafstand", en="gets a place within a walk")
_LOSES = Text(nl="verliest de plek op loopafstand", en="loses the place within a walk")
_STILL = Text(nl="heeft nog geen plek op loopafstand", en="still has no place within a walk")
_GAINS_COLOUR, _LOSES_COLOUR, _STILL_COLOUR = 2, 1, 6


def spots(at: Town, outcome: Outcome, short: bool = False) -> tuple[SpotLayer, ...]:
    """A layer of dots each for the homes that still have none, that lose a place and that get one; the last on top."""
    effect = outcome.short if short else outcome.usual
    kinds = ((effect.without & ~effect.lost, _STILL, _STILL_COLOUR), (effect.lost, _LOSES, _LOSES_COLOUR),
             (effect.gained, _GAINS, _GAINS_COLOUR))  # fmt: skip
    step = max(1, -(-int(sum(who.sum() for who, _, _ in kinds)) // MOST_DOTS))
    return tuple(_layer(at.where[who][::step], words, colour) for who, words, colour in kinds)


def _layer(points: np.ndarray, words: Text, colour: int) -> SpotLayer:
    degrees = positions.to_degrees(points) if len(points) else np.empty((0, 2))
    return SpotLayer(degrees[:, 0].tolist(), degrees[:, 1].tolist(), words, colour)


def pins(outcome: Outcome, names: Mapping[str, str]) -> tuple[Pin, ...]:
    """A pin with a letter per place the plan adds. ``names``: of areas, per code."""
    if not outcome.sites:
        return ()
    degrees = positions.to_degrees(np.array([site.point for site in outcome.sites]))
    found = []
    for letter, site, (lat, lon) in zip(LETTERS, outcome.sites, degrees, strict=False):
        words = Text(**{lang: site_words(site, names, lang) for lang in LANGS})
        found.append(Pin(round(float(lat), 5), round(float(lon), 5), letter, words))
    return tuple(found)
