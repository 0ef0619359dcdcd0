"""One measure in few words, a piece per column: for lists of many figures, on a page and on paper alike."""

from __future__ import annotations

from dataclasses import dataclass

from wijkmonitor.estimate import Verdict
from wijkmonitor.figures import measures, significance, words
from wijkmonitor.figures.measures import Measure
from wijkmonitor.figures.theme import TEXTURES, Texture, texture_of
from wijkmonitor.text import Lang

_BETWEEN = "{low} – {high}"


@dataclass(frozen=True, slots=True)
class Told:
    """A measure with a figure. ``unit`` follows ``value`` (with its space, maybe ""); ``between`` is "" without an interval;
    ``whole``: the figure of the municipality and ``compared``: how the area compares with it, both "" for the municipality
    itself; ``rests_on``: what a model estimate rests on, which is never compared; ``strong_in``: of the municipality, the
    areas where it is strong."""

    title: str
    strong: bool
    value: str
    unit: str
    between: str
    verdict: str
    texture: Texture
    whole: str
    compared: str
    rests_on: str
    strong_in: str


def told(one: Measure, lang: Lang) -> Told:
    """A measure that has a figure (``Measure.known``), in words."""
    row, indicator = one.here, one.indicator
    texture = texture_of(row["verdict"], row["kind"])
    known = bool(words.interval(row["low"], row["high"], indicator, lang))
    low, high = (indicator.format(row[end], lang) for end in ("low", "high"))
    whole, compared = _against(one, lang)
    return Told(
        title=indicator.title(lang),
        strong=one.strong,
        value=indicator.format(row["value"], lang),
        unit=words.unit_after(indicator.unit, lang),
        between=_BETWEEN.format(low=low, high=high) if known else "",
        verdict=TEXTURES[texture].words(lang),
        texture=texture,
        whole=whole,
        compared=compared,
        rests_on=words.rests_on(row["shrinkage"], lang) if texture is Texture.DOTTED else "",
        strong_in=measures.beside(one, lang) if one.whole is None else "",
    )


def _against(one: Measure, lang: Lang) -> tuple[str, str]:
    if one.whole is None:
        return "", ""
    if one.whole["verdict"] == Verdict.NOT.value:
        return words.NO_VALUE(lang), ""
    value = one.indicator.format(one.whole["value"], lang)
    return value, significance.beside_whole(one.here["difference"], lang)
