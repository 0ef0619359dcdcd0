"""A map whose colours are kinds of area instead of amounts, such as "high next to high"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import Any

from wijkmonitor.figures import maps
from wijkmonitor.figures.legend import swatch
from wijkmonitor.figures.maps import Drawing, MapBase
from wijkmonitor.figures.theme import TEXTURES, Mode, Texture, class_colours, texture_ink
from wijkmonitor.text import Lang, Text, listing, number

NOT_KNOWN = Text(nl="geen cijfer", en="no figure")
_MOST_NAMED = 12
_AND_MORE = Text(nl="nog {n}", en="{n} more")
_ITEM = "display:flex;align-items:flex-start;gap:.6rem;margin:0 0 .6rem;padding:0"


@dataclass(frozen=True, slots=True, eq=False)
class CategoryLayer:
    """A kind per area. ``names``: words per kind, from one end of the colours (orange) by way of neutral to the other (purple).

    ``kinds``: kind per area code, "" where nothing is known; ``areas``: name per code, in the order in which they are read out.
    """

    title: Text
    names: Mapping[str, Text]
    kinds: Mapping[str, str]
    areas: Mapping[str, str]

    def of_kind(self, kind: str) -> list[str]:
        """Names of the areas of one kind."""
        return [name for code, name in self.areas.items() if self.kinds.get(code, "") == kind]


def packed(drawing: Drawing, layer: CategoryLayer, base: MapBase) -> str:
    """What a rerun sends to the map: ``drawing`` with the areas coloured by kind, as JSON that is safe inside a script."""
    described = maps.describe(replace(drawing, areas=None), base)
    return maps.script_json(described | {"areas": _described(layer, drawing.mode, base.lang)})


def _described(layer: CategoryLayer, mode: Mode, lang: Lang) -> dict[str, Any]:
    place = {kind: str(at) for at, kind in enumerate(layer.names)}
    codes = sorted(layer.areas)
    kinds = [layer.kinds.get(code, "") for code in codes]
    known = [kind in place for kind in kinds]
    nothing = maps.pack_words([""] * len(codes))
    return {
        "title": layer.title(lang),
        "unit": "",
        "fills": {place[k]: {"colour": c, "ink": texture_ink(c)} for k, c in _colours(layer, mode).items()},
        "textures": {t.value: {"path": TEXTURES[t].path, "stroke": TEXTURES[t].stroke} for t in Texture},
        "states": [
            {"texture": Texture.FULL.value, "words": ""},
            {"texture": Texture.GREY.value, "words": NOT_KNOWN(lang)},
        ],
        "unknown": 1,
        "codes": maps.pack_codes(codes),
        "classes": "".join(place.get(kind, "-") for kind in kinds),
        "state": "".join("0" if one else "1" for one in known),
        "value": maps.pack_words([layer.names[k](lang) if one else "" for k, one in zip(kinds, known, strict=True)]),
        "low": nothing,
        "high": nothing,
    }


def _colours(layer: CategoryLayer, mode: Mode) -> dict[str, str]:
    return dict(zip(layer.names, class_colours(len(layer.names), mode, diverging=True), strict=True))


def category_legend(
    layer: CategoryLayer, mode: Mode, lang: Lang, order: Sequence[str], unnamed: Sequence[str] = ()
) -> str:
    """The legend that is also the answer: per kind of ``order`` its colour, its words and the areas, in the order of ``areas``.

    Kinds without areas are left out; areas of the kinds in ``unnamed`` are only counted, as are those without a figure.
    HTML, names escaped.
    """
    colours = _colours(layer, mode)
    items = []
    for kind in order:
        if not (names := layer.of_kind(kind)):
            continue
        told = number(len(names), lang) if kind in unnamed else named(names, lang)
        items.append((swatch(colours[kind], Texture.FULL, mode), layer.names[kind](lang), told))
    if missing := len(layer.areas) - sum(kind in colours for kind in map(layer.kinds.get, layer.areas)):
        items.append((swatch(colours[order[0]], Texture.GREY, mode), NOT_KNOWN(lang), number(missing, lang)))
    lines = "".join(
        f'<li style="{_ITEM}"><span style="padding-top:.15rem">{sign}</span>'
        f"<span><strong>{escape(words)}</strong>: {escape(told)}</span></li>"
        for sign, words, told in items
    )
    style = "list-style:none;margin:0;padding:0;font-size:1.05rem"
    return f'<ul aria-label="{escape(layer.title(lang))}" style="{style}">{lines}</ul>'


def named(names: list[str], lang: Lang) -> str:
    """Names in a sentence; of a long list the first and how many more."""
    if len(names) > _MOST_NAMED:
        names = [*names[:_MOST_NAMED], _AND_MORE(lang).format(n=number(len(names) - _MOST_NAMED, lang))]
    return listing(names, lang)
