"""Maps that stay put: the geometry is fetched by the browser once, a rerun sends a few bytes per area.

A folium map is a page of script. When that script changes, Streamlit builds the map anew and the reader loses the zoom.
So the *base* (:class:`BaseMap`) holds nothing that changes but language and background, and everything else - which geometry,
which colours, which area is chosen, which points - travels in a :class:`Painting`, a feature group that replaces its
predecessor. ``ui/static/map.js`` is the browser's half. Names reach the page as text, never as HTML.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

import folium
import pandas as pd
from folium.template import Template

from wijkmonitor.estimate import Reason, Verdict
from wijkmonitor.figures import words
from wijkmonitor.figures.classes import Classes
from wijkmonitor.figures.points import Pin, PointLayer, SpotLayer, describe_pin, describe_points, describe_spots
from wijkmonitor.figures.significance import NotComparable, against_whole, one_instrument
from wijkmonitor.figures.theme import (
    PALETTES,
    TEXTURES,
    Mode,
    Texture,
    class_colours,
    texture_ink,
    texture_of,
)
from wijkmonitor.indicator import Indicator
from wijkmonitor.text import Lang, Text

PDOK_TILES = "https://service.pdok.nl/brt/achtergrondkaart/wmts/v2_0/grijs/EPSG:3857/{z}/{x}/{y}.png"
_CENTRE_NL = [52.15, 5.3]
_ZOOM_IN = Text(nl="Inzoomen", en="Zoom in")
_ZOOM_OUT = Text(nl="Uitzoomen", en="Zoom out")
_FAILED = Text(
    nl="De kaart kan nu niet worden geladen. De cijfers staan in de tabel.",
    en="The map cannot be loaded now. The figures are in the table.",
)
_CREDIT = Text(nl="Achtergrondkaart: Kadaster / PDOK", en="Background map: Kadaster / PDOK")


@dataclass(frozen=True, slots=True)
class MapBase:
    """What stays the same while a reader works with a map. ``scripts`` and ``styles`` are URLs of our own server."""

    lang: Lang
    background_map: bool
    scripts: tuple[str, ...]
    styles: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class AreaLayer:
    """One indicator on the areas. ``rows``: ``rows.COLUMNS``; ``whole``: name of the municipality they are compared with.

    Raises ``NotComparable`` when the values come from another instrument than the classes, or from several.
    """

    rows: pd.DataFrame
    indicator: Indicator
    classes: Classes
    diverging: bool = False
    whole: str = ""

    def __post_init__(self) -> None:
        known = self.rows["value"].notna().any()
        if (found := one_instrument(self.rows)) != self.classes.instrument and known:
            raise NotComparable(f"values of {found!r} in the classes of {self.classes.instrument!r}")


@dataclass(frozen=True, slots=True, eq=False)
class Drawing:
    """Everything a rerun may change. ``place`` names the municipality: when it changes the map moves to its bounds.
    ``url`` is the TopoJSON of the areas; without ``areas`` only their borders are drawn. ``points``: layers of marks, the first
    below the others. ``pick``: a click tells a position instead of choosing what lies there."""

    title: str
    place: str
    url: str
    mode: Mode
    areas: AreaLayer | None = None
    points: tuple[PointLayer, ...] = ()
    spots: tuple[SpotLayer, ...] = ()
    pins: tuple[Pin, ...] = ()
    pick: bool = False
    selected: str | None = None


class BaseMap(folium.Map):
    """A folium map without third parties and without the viewport that forbids zooming (WCAG 1.4.4)."""

    _template = Template(
        """
        {% macro header(this, kwargs) %}{% endmacro %}
        {% macro html(this, kwargs) %}<div class="folium-map" id={{ this.get_name()|tojson }} ></div>{% endmacro %}
        {% macro script(this, kwargs) %}
            var {{ this.get_name() }} = L.map({{ this.get_name()|tojson }}, {
                center: {{ this.location|tojson }}, zoom: 7, zoomControl: false, attributionControl: false, zoomSnap: 0.25
            });
            wijkmonitor.start({{ this.get_name() }}, {{ this.config }});
        {% endmacro %}
        """
    )

    def __init__(self, base: MapBase) -> None:
        super().__init__(location=_CENTRE_NL, tiles=None)
        self.default_js = [(url, url) for url in base.scripts]
        self.default_css = [(url, url) for url in base.styles]
        background = {"url": PDOK_TILES, "credit": _CREDIT(base.lang)} if base.background_map else None
        self.config = script_json(
            {
                "lang": base.lang,
                "interval": words.INTERVAL(base.lang),
                "zoom_in": _ZOOM_IN(base.lang),
                "zoom_out": _ZOOM_OUT(base.lang),
                "failed": _FAILED(base.lang),
                "background": background,
            }
        )


class Painting(folium.FeatureGroup):
    """The part of a map that every rerun sends anew."""

    _template = Template(
        "{% macro script(this, kwargs) %}var {{ this.get_name() }} = wijkmonitor.paint({{ this.drawing }});{% endmacro %}"
    )

    def __init__(self, drawing: str) -> None:
        super().__init__()
        self.drawing = drawing


def area_map(base: MapBase, drawing: str) -> tuple[BaseMap, list[Painting]]:
    """The constant map and the painting of a drawing (see :func:`packed`) to lay on it."""
    return BaseMap(base), [Painting(drawing)]


def packed(drawing: Drawing, base: MapBase) -> str:
    """:func:`describe` as JSON that is safe inside a script: what a rerun sends."""
    return script_json(describe(drawing, base))


def describe(drawing: Drawing, base: MapBase) -> dict[str, Any]:
    """What the browser needs to know of a drawing, compact and in the reader's language."""
    palette = PALETTES[drawing.mode]
    look = {
        "surface": palette.surface,
        "text": palette.text,
        "border": palette.border,
        "accent": palette.accent,
        "halo": palette.halo,
        "nothing": palette.nothing,
        "nothing_ink": palette.nothing_ink,
        "opacity": 0.75 if base.background_map else 1,
    }
    return {
        "title": drawing.title,
        "place": drawing.place,
        "url": drawing.url,
        "mode": drawing.mode,
        "look": look,
        "areas": _describe_areas(drawing.areas, drawing.mode, base.lang) if drawing.areas else None,
        "points": [describe_points(layer, drawing.mode, base.lang) for layer in drawing.points],
        "spots": [describe_spots(layer, drawing.mode, base.lang) for layer in drawing.spots],
        "pins": [describe_pin(pin, drawing.mode, base.lang) for pin in drawing.pins],
        "pick": drawing.pick,
        "selected": drawing.selected,
    }


_STATE = ("verdict", "kind", "reason", "difference")
_UNKNOWN = (Verdict.NOT.value, "", Reason.NOT_MEASURED.value, "")
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def _describe_areas(layer: AreaLayer, mode: Mode, lang: Lang) -> dict[str, Any]:
    rows = layer.rows.sort_values("code", kind="stable")
    colours = class_colours(len(layer.classes), mode, layer.diverging)
    each = list(zip(*(rows[name] for name in _STATE), strict=True))
    states = list(dict.fromkeys([_UNKNOWN, *each]))
    place = {state: _DIGITS[i] for i, state in enumerate(states)}
    told: dict[str, Any] = {
        name: pack_words(words.formatted(rows[name], layer.indicator, lang).tolist())
        for name in ("value", "low", "high")
    }
    if rows["shrinkage"].notna().any():
        told["model"] = pack_words(_model_words(rows, lang))
    return {
        "title": layer.indicator.title(lang),
        "unit": words.unit_after(layer.indicator.unit, lang),
        "fills": {str(i): {"colour": colour, "ink": texture_ink(colour)} for i, colour in enumerate(colours)},
        "textures": {t.value: {"path": TEXTURES[t].path, "stroke": TEXTURES[t].stroke} for t in Texture},
        "states": [_state(state, layer.whole, lang) for state in states],
        "unknown": states.index(_UNKNOWN),
        "codes": pack_codes(rows["code"].tolist()),
        "classes": "".join("-" if c < 0 else str(c) for c in layer.classes.of(rows["value"])),
        "state": "".join(place[state] for state in each),
        **told,
    }


def _state(state: tuple[str, ...], whole: str, lang: Lang) -> dict[str, str]:
    """What all areas with the same verdict, kind, reason and difference (:data:`_STATE`) share."""
    verdict, kind, reason, difference = state
    return {
        "texture": texture_of(verdict, kind).value,
        "words": words.verdict(verdict, reason, lang),
        "difference": against_whole(difference, lang, whole),
    }


def _model_words(rows: pd.DataFrame, lang: Lang) -> list[str]:
    """Per area the verdict with the part that its own answers have in a model estimate; "" where that is unknown."""
    pairs = zip(rows["verdict"], rows["shrinkage"], strict=True)
    return ["" if pd.isna(own) else words.verdict(verdict, "", lang, own) for verdict, own in pairs]


def pack_codes(codes: list[str]) -> str:
    """Sorted codes, each as the length it shares with the one before (base 36) and the rest: ``0BU00030000,91,92``."""
    parts, before = [], ""
    for code in codes:
        shared = _shared_length(before, code)
        parts.append(_DIGITS[shared] + code[shared:])
        before = code
    return ",".join(parts)


def _shared_length(one: str, other: str) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def pack_words(texts: list[str]) -> dict[str, list[Any]]:
    """A column of short texts; each said once when that is shorter (``at`` holds the positions in ``words``)."""
    distinct = list(dict.fromkeys(texts))
    if len(distinct) > len(texts) / 2:
        return {"words": texts}
    place = {text: i for i, text in enumerate(distinct)}
    return {"words": distinct, "at": [place[text] for text in texts]}


def script_json(value: Any) -> str:
    """JSON that is safe inside a script element and in a Jinja template: branca renders what it has rendered once more."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&'\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    # In JSON a brace is followed by another brace, % or # only within a string.
    return re.sub(r"\{(?=[{%#])", r"\\u007b", text)
