"""What a still picture is filled with: classes in their texture as SVG patterns, marks, and text that is safe in XML."""

from __future__ import annotations

import re
from html import escape

from wijkmonitor.figures.maps import AreaLayer
from wijkmonitor.figures.points import Mark
from wijkmonitor.figures.theme import PALETTES, TEXTURES, TILE, Mode, Texture, class_colours, texture_ink, texture_of

Look = tuple[int, Texture]
"""Class (0 is lowest, -1 without a value) and texture of an area."""
_ILLEGAL_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def looks(layer: AreaLayer | None) -> dict[str, Look]:
    """The look of each area of a layer, by code."""
    if layer is None:
        return {}
    classes = layer.classes.of(layer.rows["value"]).tolist()
    textures = [texture_of(v, k) for v, k in zip(layer.rows["verdict"], layer.rows["kind"], strict=True)]
    return dict(zip(layer.rows["code"], zip(classes, textures, strict=True), strict=True))


def is_silent(look: Look | None) -> bool:
    """Whether nothing may be said of an area with this look."""
    return look is None or look[0] < 0 or look[1] is Texture.GREY


def fill(look: Look | None, key: str) -> str:
    """What to fill an area with: the name of one of :func:`patterns` with the same ``key``."""
    if look is None or is_silent(look):
        return f"url(#{key}-nothing)"
    return f"url(#{key}-{look[0]}-{look[1].value})"


def patterns(layer: AreaLayer | None, key: str, mode: Mode) -> str:
    """A pattern for every class in every texture that occurs, and one for silence; ``key`` begins their names."""
    palette = PALETTES[mode]
    made = [pattern(f"{key}-nothing", palette.nothing, palette.nothing_ink, Texture.GREY)]
    if layer is not None:
        colours = class_colours(len(layer.classes), mode, layer.diverging)
        textures = sorted({texture for _, texture in looks(layer).values()} - {Texture.GREY})
        made += [
            pattern(f"{key}-{place}-{texture.value}", colour, texture_ink(colour), texture)
            for place, colour in enumerate(colours)
            for texture in textures
        ]
    return "".join(made)


def pattern(name: str, colour: str, ink: str, texture: Texture) -> str:
    """One SVG pattern: a texture in ``ink`` on a colour."""
    look = TEXTURES[texture]
    stroke = f'<path d="{look.path}" stroke="{ink}" stroke-width="{look.stroke}" stroke-linecap="round" fill="none"/>'
    return (
        f'<pattern id="{name}" width="{TILE}" height="{TILE}" patternUnits="userSpaceOnUse">'
        f'<rect width="{TILE}" height="{TILE}" fill="{colour}"/>{stroke if look.path else ""}</pattern>'
    )


def drawn_mark(mark: Mark, x: float, y: float, radius: float, mode: Mode) -> str:
    """The mark of a kind of point with its middle at ``x``, ``y``."""
    return (
        f'<g transform="translate({x:g},{y:g}) scale({radius:g})"><path d="{mark.shape}" fill="{mark.fill}"'
        f' stroke="{PALETTES[mode].halo}" stroke-width="0.25"/><text y="0.42" text-anchor="middle" font-size="1.2"'
        f' font-weight="700" fill="{mark.ink}">{xml_text(mark.letter)}</text></g>'
    )


def xml_text(words: str) -> str:
    """Text for XML: escaped, without the characters that XML does not allow."""
    return escape(_ILLEGAL_IN_XML.sub("", words))
