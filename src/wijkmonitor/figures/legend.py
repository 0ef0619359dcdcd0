"""Legends as HTML, drawn from the same paths and colours as the maps.

Swatches are images made of SVG, since Streamlit leaves no inline SVG in the HTML it shows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from urllib.parse import quote

from wijkmonitor.figures import words
from wijkmonitor.figures.maps import AreaLayer
from wijkmonitor.figures.points import PIN_PATH, Hollow, Mark, Pin, PointLayer, SpotLayer, marks_of, spot_colour
from wijkmonitor.figures.theme import (
    PALETTES,
    TEXTURES,
    TILE,
    Mode,
    Texture,
    class_colours,
    ink_on,
    texture_ink,
    texture_of,
)
from wijkmonitor.text import Lang, Text, number

SWATCH_WIDTH, SWATCH_HEIGHT = 24, 16
_LIST = "list-style:none;margin:0 0 .35rem;padding:0;display:flex;flex-wrap:wrap;gap:.25rem 1.1rem;font-size:.95rem"
_ITEM = "display:flex;align-items:center;gap:.45rem;margin:0;padding:0"
_COLOURS = Text(nl="Kleuren", en="Colours")
_TEXTURES = Text(nl="Hoe zeker", en="How certain")
_MEASURED = Text(nl="Gemeten", en="Measured")
_KINDS = Text(nl="Soorten", en="Kinds")


def area_legend(layer: AreaLayer, mode: Mode, lang: Lang) -> str:
    """The legend of the areas, with only the textures that occur: what was measured, what a model estimated, what is silent.

    Measured and modelled values never share a list: each has a swatch per class in its own texture.
    """
    pairs = set(zip(layer.rows["verdict"], layer.rows["kind"], strict=True))
    present: list[Texture] = [t for t in Texture if t in {texture_of(verdict, kind) for verdict, kind in pairs}]
    measured: list[Texture] = [t for t in present if t in (Texture.FULL, Texture.HATCHED)]
    silent: list[Texture] = [t for t in present if t is Texture.GREY]
    parts = [f'<p style="margin:0 0 .2rem;font-weight:600">{escape(words.titled(layer.indicator, lang))}</p>']
    modelled = TEXTURES[Texture.DOTTED].words(lang).capitalize() if Texture.DOTTED in present else ""
    if measured:
        heading = _MEASURED(lang) if modelled else ""
        parts += [_heading(heading), _list(_ranges(layer, measured[0], mode, lang), heading or _COLOURS(lang))]
    if modelled:
        parts.append(_certain(layer, measured, mode, lang))
        parts += [_heading(modelled), _list(_ranges(layer, Texture.DOTTED, mode, lang), modelled)]
    return "".join([*parts, _certain(layer, silent if modelled else measured + silent, mode, lang)])


def _certain(layer: AreaLayer, textures: Sequence[Texture], mode: Mode, lang: Lang) -> str:
    """What each of the textures means, without a class."""
    middle = class_colours(1, mode, layer.diverging)[0]
    return _list([(swatch(middle, t, mode), TEXTURES[t].words(lang)) for t in textures], _TEXTURES(lang))


def _ranges(layer: AreaLayer, texture: Texture, mode: Mode, lang: Lang) -> list[tuple[str, str]]:
    """A swatch per class with its range."""
    colours = class_colours(len(layer.classes), mode, layer.diverging)
    pairs = zip(colours, layer.classes.labels(lang), strict=True)
    return [(swatch(colour, texture, mode), label) for colour, label in pairs]


def _heading(words: str) -> str:
    return f'<p style="margin:.35rem 0 .15rem;font-size:.95rem;font-weight:600">{escape(words)}</p>' if words else ""


def point_legend(layer: PointLayer, counts: Mapping[str, int], mode: Mode, lang: Lang) -> str:
    """The legend of the points: a mark per kind that is drawn, with its name and how many there are.

    ``counts``: number of points per kind; the number of uncertain points under the first of ``layer.hollow.values``.
    """
    looks = marks_of(layer, mode, lang)
    items = [
        (mark_image(looks[kind], mode), f"{text(lang)} ({number(counts.get(kind, 0), lang)})")
        for kind, text in layer.shown_kinds().items()
        if counts.get(kind, 0)
    ]
    if layer.hollow and items:
        items.append(_hollow_item(layer.hollow, next(iter(looks.values())), counts, mode, lang))
    return _list(items, _KINDS(lang))


def spot_legend(layers: Sequence[SpotLayer], pins: Sequence[Pin], mode: Mode, lang: Lang) -> str:
    """The legend of dots and pins: a dot per layer that has any, a drop per pin."""
    dots = [(_dot_image(spot_colour(one, mode)), one.words(lang)) for one in layers if len(one.lat)]
    return _list([*dots, *((_pin_image(pin, mode), pin.words(lang)) for pin in pins)], _KINDS(lang))


def _dot_image(colour: str) -> str:
    return svg_image(f'<circle r="0.7" fill="{colour}"/>', "-1 -1 2 2", 14, 14)


def _pin_image(pin: Pin, mode: Mode) -> str:
    palette = PALETTES[mode]
    drawn = (
        f'<path d="{PIN_PATH}" fill="{palette.accent}" stroke="{palette.halo}" stroke-width="0.12"/>'
        f'<text x="0" y="-1.05" text-anchor="middle" font-family="sans-serif" font-size="1.1" font-weight="700"'
        f' fill="{ink_on(palette.accent)}">{escape(pin.letter)}</text>'
    )
    return svg_image(drawn, "-1.3 -2.7 2.6 2.9", 22, 24)


def _hollow_item(hollow: Hollow, look: Mark, counts: Mapping[str, int], mode: Mode, lang: Lang) -> tuple[str, str]:
    count = sum(counts.get(value, 0) for value in hollow.values)
    return mark_image(look, mode, hollow=True), f"{hollow.text(lang)} ({number(count, lang)})"


def swatch(colour: str, texture: Texture, mode: Mode) -> str:
    """A small rectangle with a colour and a texture, as an image that says nothing to a screen reader."""
    border = f"border:1px solid {PALETTES[mode].border}"
    drawn = swatch_drawing(colour, texture, mode)
    return svg_image(drawn, f"0 0 {SWATCH_WIDTH} {SWATCH_HEIGHT}", SWATCH_WIDTH, SWATCH_HEIGHT, border)


def swatch_drawing(colour: str, texture: Texture, mode: Mode) -> str:
    """The drawing of a :func:`swatch`, :data:`SWATCH_WIDTH` by :data:`SWATCH_HEIGHT`."""
    palette, look = PALETTES[mode], TEXTURES[texture]
    nothing = texture is Texture.GREY
    fill, ink = (palette.nothing, palette.nothing_ink) if nothing else (colour, texture_ink(colour))
    tiles = [(x, y) for x in range(0, SWATCH_WIDTH, TILE) for y in range(0, SWATCH_HEIGHT, TILE)] if look.path else []
    strokes = "".join(
        f'<path d="{look.path}" transform="translate({x},{y})" stroke="{ink}" stroke-width="{look.stroke}"'
        ' stroke-linecap="round" fill="none"/>'
        for x, y in tiles
    )
    return f'<rect width="{SWATCH_WIDTH}" height="{SWATCH_HEIGHT}" fill="{fill}"/>{strokes}'


def svg_image(drawn: str, view_box: str, width: int, height: int, style: str = "") -> str:
    """SVG as an image that says nothing to a screen reader: what it shows is said in words beside it."""
    svg = svg_document(drawn, view_box, width, height)
    return (
        f'<img alt="" src="data:image/svg+xml,{quote(svg)}" width="{width}" height="{height}"'
        f' style="flex:none;max-width:none;{style}">'
    )


def svg_document(drawn: str, view_box: str, width: int, height: int) -> str:
    """SVG that stands by itself, as a file or in a report."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="{view_box}">{drawn}</svg>'
    )


def mark_image(look: Mark, mode: Mode, hollow: bool = False) -> str:
    """The mark of one kind of point, as on the map."""
    palette = PALETTES[mode]
    fill, edge = (palette.surface, look.fill) if hollow else (look.fill, palette.border)
    dash = ' stroke-dasharray=".3 .2"' if hollow else ""
    letter = "" if hollow else look.letter
    drawn = (
        f'<path d="{look.shape}" fill="{fill}" stroke="{edge}" stroke-width="{0.22 if hollow else 0.1}"{dash}/>'
        f'<text x="0" y="0.4" text-anchor="middle" font-family="sans-serif" font-size="1.15" font-weight="700"'
        f' fill="{look.ink}">{escape(letter)}</text>'
    )
    return svg_image(drawn, "-1.35 -1.35 2.7 2.7", 22, 22)


def _list(items: list[tuple[str, str]], label: str) -> str:
    if not items:
        return ""
    lines = "".join(f'<li style="{_ITEM}">{svg}<span>{escape(text)}</span></li>' for svg, text in items)
    return f'<ul aria-label="{escape(label)}" style="{_LIST}">{lines}</ul>'
