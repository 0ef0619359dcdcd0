"""Areas side by side as HTML: per topic a lane per area with its dot and interval, the municipality as a line through all.

Names are escaped; the drawings are images that add nothing to the words beside them, so that they need no description.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

import pandas as pd

from wijkmonitor.colour import contrast
from wijkmonitor.estimate import Reason
from wijkmonitor.figures import comparing, words
from wijkmonitor.figures.comparing import Comparison
from wijkmonitor.figures.legend import svg_image
from wijkmonitor.figures.theme import PALETTES, SHAPES, TEXTURES, Mode, Texture, texture_of
from wijkmonitor.indicator import Indicator
from wijkmonitor.text import Lang, Text

WIDTH, HEIGHT = 250, 26
_EDGE, _RADIUS = 10, 6.2
LIST = (
    "list-style:none;margin:0;padding:0;display:grid;gap:0 2.5rem;"
    "grid-template-columns:repeat(auto-fill,minmax(min(100%,27rem),1fr))"
)
_ITEM = "margin:0;padding:.6rem 0 .8rem;border-top:1px solid {grid}"
_LANE = "display:flex;flex-wrap:wrap;gap:0 .6rem;align-items:center;line-height:1.3"
_NAME, _NUMBERS = "flex:1 1 8.6rem;overflow-wrap:anywhere", "flex:0 0 8.4rem;white-space:nowrap"
_DRAWN, _WORDS = "flex:1 1 9rem;min-width:0", "flex:1 1 18rem;padding:.1rem 0"
_PILL = "display:inline-block;border:1.5px solid currentColor;border-radius:1rem;padding:0 .55rem;font-weight:600"
_FLEX = "display:flex;align-items:center;gap:.45rem;min-width:0"
_STRONG = Text(nl="sterk hier", en="strong here")
_SCALE = Text(nl="schaal van {low} tot {high}", en="scale from {low} to {high}")
_KEY = Text(nl="Wat de tekens betekenen", en="What the marks mean")
_MARGIN = Text(nl="waarde met de marge", en="value with its margin")


def area_looks(count: int, mode: Mode) -> list[tuple[str, str]]:
    """Colour and shape (SVG path of radius 1) per area: told apart in grey and by the colour-blind, 3:1 on the page."""
    palette = PALETTES[mode]
    clear = [colour for colour in palette.categorical if contrast(colour, palette.surface) >= 3]
    return list(zip(clear, SHAPES, strict=False))[:count]


def listed(found: Sequence[Comparison], lang: Lang, mode: Mode) -> str:
    """Every topic as an item: title, what may be said about the differences, and a lane per area."""
    style = _ITEM.format(grid=PALETTES[mode].grid)
    items = "".join(f'<li style="{style}">{_item(one, lang, mode)}</li>' for one in found)
    return f'<ul style="{LIST}">{items}</ul>' if items else ""


def _item(one: Comparison, lang: Lang, mode: Mode) -> str:
    sign = f' <span style="{_PILL}">{_STRONG(lang)}</span>' if one.strong else ""
    title = f'<span style="font-weight:600">{escape(words.titled(one.indicator, lang))}</span>'
    head = f'<div style="margin-bottom:.15rem">{title}{sign}</div>'
    said = comparing.difference(one, lang)
    told = f'<div style="margin-bottom:.35rem">{escape(said)}</div>' if said else ""
    low, high = scale_ends(one.areas["value"], one.rows, one.whole)
    at = placer(low, high)
    looks = area_looks(len(one.rows), mode)
    lanes = "".join(
        _lane(row, one, look, at, lang, mode) for (_, row), look in zip(one.rows.iterrows(), looks, strict=True)
    )
    return (
        head + told + lanes + _municipal_lane(one, at, lang, mode) + scale_words(low, high, one.indicator, lang, mode)
    )


def _lane(
    row: pd.Series, one: Comparison, look: tuple[str, str], at: Callable[[float], float], lang: Lang, mode: Mode
) -> str:
    name = _named(mark_image(look, Texture.FULL, mode), str(row["name"]))
    if pd.isna(row["value"]):
        why = Reason(row["reason"] or Reason.NOT_MEASURED.value).text(lang)
        return f'<div style="{_LANE}">{name}<span style="{_WORDS}">{escape(why)}</span></div>'
    drawn = municipal_line(one.whole, at, mode) + interval(row, look[0], at) + mark(row, look, at, mode)
    return f'<div style="{_LANE}">{name}{_numbers(row, one.indicator, lang)}{image(drawn)}</div>'


def _municipal_lane(one: Comparison, at: Callable[[float], float], lang: Lang, mode: Mode) -> str:
    if pd.isna(one.whole["value"]):
        return ""
    sign = svg_image(_line(8, 8, 0, 18, PALETTES[mode].municipal, 2, "4 2"), "0 0 16 18", 16, 18)
    name = _named(sign, str(one.whole["name"]))
    value = f'<span style="{_NUMBERS}">{one.indicator.format(one.whole["value"], lang)}</span>'
    return f'<div style="{_LANE}">{name}{value}{image(municipal_line(one.whole, at, mode))}</div>'


def _numbers(row: pd.Series, indicator: Indicator, lang: Lang) -> str:
    ends = comparing.between(row, indicator, lang)
    small = f' <span style="font-size:.88rem">({ends})</span>' if ends else ""
    return f'<span style="{_NUMBERS}"><strong>{indicator.format(row["value"], lang)}</strong>{small}</span>'


def _named(sign: str, name: str) -> str:
    return f'<span style="{_FLEX};{_NAME}">{sign}<span>{escape(name)}</span></span>'


def scale_ends(spread: pd.Series, rows: pd.DataFrame, whole: pd.Series) -> tuple[float, float]:
    """Lowest and highest value on a lane: every area of the level, and the intervals that are drawn."""
    parts = [spread, rows["low"], rows["high"], rows["value"], pd.Series([whole["value"]], dtype=float)]
    known = pd.concat([part.astype(float) for part in parts]).dropna()
    return (float(known.min()), float(known.max())) if len(known) else (0.0, 1.0)


def placer(low: float, high: float) -> Callable[[float], float]:
    """From a value to its place on a lane."""

    def place(value: float) -> float:
        share = (value - low) / (high - low) if high > low else 0.5
        return round(_EDGE + share * (WIDTH - 2 * _EDGE), 1)

    return place


def scale_words(low: float, high: float, indicator: Indicator, lang: Lang, mode: Mode) -> str:
    """The ends of the scale under a lane."""
    told = _SCALE(lang).format(low=indicator.format(low, lang), high=indicator.format(high, lang))
    return f'<div style="text-align:right;font-size:.85rem;color:{PALETTES[mode].faint}">{told}</div>'


def image(drawn: str) -> str:
    """A lane as an image that shrinks with its column."""
    drawing = svg_image(
        drawn, f"0 0 {WIDTH} {HEIGHT}", WIDTH, HEIGHT, "display:block;width:100%;max-width:23rem;height:auto"
    )
    return f'<span style="{_DRAWN}">{drawing}</span>'


def municipal_line(whole: pd.Series, at: Callable[[float], float], mode: Mode) -> str:
    """The municipality as a dashed line over the height of a lane."""
    if pd.isna(whole["value"]):
        return ""
    x = at(whole["value"])
    return _line(x, x, 0, HEIGHT, PALETTES[mode].municipal, 1.6, "4 2")


def interval(row: pd.Series, colour: str, at: Callable[[float], float]) -> str:
    """The 95 % interval as a line; broken for a model estimate."""
    if pd.isna(row["low"]) or pd.isna(row["high"]):
        return ""
    dash = "3 3" if texture_of(row["verdict"], row["kind"]) is Texture.DOTTED else ""
    return _line(at(row["low"]), at(row["high"]), HEIGHT / 2, HEIGHT / 2, colour, 3.4, dash)


def mark(row: pd.Series, look: tuple[str, str], at: Callable[[float], float], mode: Mode) -> str:
    """The value of an area in its colour and shape; how firm it is decides how it is filled."""
    return _shape(look, texture_of(row["verdict"], row["kind"]), at(row["value"]), HEIGHT / 2, mode)


def mark_image(look: tuple[str, str], texture: Texture, mode: Mode) -> str:
    """The mark of an area beside its name."""
    return svg_image(_shape(look, texture, 9, 9, mode), "0 0 18 18", 18, 18)


def _shape(look: tuple[str, str], texture: Texture, x: float, y: float, mode: Mode) -> str:
    (colour, path), surface = look, PALETTES[mode].surface
    fill = colour if texture is Texture.FULL else surface
    path = f'<path d="{path}" fill="{fill}" stroke="{colour}" stroke-width=".36"/>'
    drawn = f'<g transform="translate({x},{y}) scale({_RADIUS})">{path}'
    if texture is Texture.DOTTED:
        drawn += f'<circle r=".33" fill="{colour}"/>'
    return drawn + "</g>"


def _line(x1: float, x2: float, y1: float, y2: float, colour: str, thickness: float, dash: str = "") -> str:
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return f'<line x1="{x1}" x2="{x2}" y1="{y1}" y2="{y2}" stroke="{colour}" stroke-width="{thickness}"{dashes}/>'


def key(found: Sequence[Comparison], lang: Lang, mode: Mode) -> str:
    """The legend: a mark per area, the textures that occur, and the line of the municipality."""
    if not found:
        return ""
    names, looks = found[0].rows["name"].tolist(), area_looks(len(found[0].rows), mode)
    items = [(mark_image(look, Texture.FULL, mode), str(name)) for name, look in zip(names, looks, strict=True)]
    present = {texture_of(v, k) for one in found for v, k in zip(one.rows["verdict"], one.rows["kind"], strict=True)}
    plain = (PALETTES[mode].faint, SHAPES[0])
    firm = [t for t in (Texture.FULL, Texture.HATCHED, Texture.DOTTED) if t in present]
    items += [(mark_image(plain, texture, mode), TEXTURES[texture].words(lang)) for texture in firm if len(present) > 1]
    line = _line(2, 34, 9, 9, PALETTES[mode].faint, 3.4) + _shape(plain, Texture.FULL, 18, 9, mode)
    items.append((svg_image(line, "0 0 36 18", 36, 18), _MARGIN(lang)))
    whole = svg_image(_line(8, 8, 0, 18, PALETTES[mode].municipal, 2, "4 2"), "0 0 16 18", 16, 18)
    items.append((whole, str(found[0].whole["name"])))
    drawn = "".join(f'<li style="{_FLEX};margin:0">{svg}<span>{escape(said)}</span></li>' for svg, said in items)
    style = "list-style:none;display:flex;flex-wrap:wrap;gap:.25rem 1.4rem;margin:0 0 .5rem;padding:0"
    return f'<ul aria-label="{escape(_KEY(lang))}" style="{style}">{drawn}</ul>'
