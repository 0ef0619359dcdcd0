"""A strip per indicator: the area as a dot with its interval on a line that runs from the lowest to the highest area.

HTML, names escaped; the drawing is an image that adds nothing to the words beside it, so that it needs no description.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

import pandas as pd

from wijkmonitor.figures import measures, words
from wijkmonitor.figures.legend import svg_image, swatch
from wijkmonitor.figures.measures import Measure
from wijkmonitor.figures.theme import PALETTES, Mode, Texture, class_colours, texture_of
from wijkmonitor.level import Level
from wijkmonitor.text import Lang, Text

WIDTH, HEIGHT, _EDGE = 260, 30, 10
_MOST_TICKS = 300
_STRONG = Text(nl="sterk hier", en="strong here")
_ITEM = (
    "display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,15rem),1fr));gap:.2rem 1.5rem;"
    "align-items:start;padding:.5rem 0;margin:0;border-top:1px solid {grid}"
)
_PILL = "display:inline-block;border:1.5px solid currentColor;border-radius:1rem;padding:0 .55rem;font-weight:600"
_KEY_AREA = Text(nl="{name}, met de marge", en="{name}, with its margin")
_KEY_LINE = Text(
    nl="lijn: van de laagste tot de hoogste gemeten {level}", en="line: from the lowest to the highest measured {level}"
)


def listed(found: Sequence[Measure], lang: Lang, mode: Mode) -> str:
    """Every measure as an item: title, sign when strong, value, interval, verdict, strip and the municipality beside it."""
    style = _ITEM.format(grid=PALETTES[mode].grid)
    items = "".join(f'<li style="{style}">{_item(one, lang, mode)}</li>' for one in found)
    return f'<ul style="list-style:none;margin:0;padding:0">{items}</ul>' if items else ""


def _item(one: Measure, lang: Lang, mode: Mode) -> str:
    row, indicator = one.here, one.indicator
    sign = f' <span style="{_PILL}">{_STRONG(lang)}</span>' if one.strong else ""
    amount = f'<strong style="font-size:1.35rem">{indicator.format(row["value"], lang)}</strong>'
    between = words.interval(row["low"], row["high"], indicator, lang)
    mark = swatch(class_colours(1, mode)[0], texture_of(row["verdict"], row["kind"]), mode)
    verdict = words.short_verdict(row["verdict"], row["reason"], lang, row["shrinkage"])
    parts = (
        f'<span style="font-weight:600">{escape(indicator.title(lang))}</span>{sign}',
        f"{amount}{escape(words.unit_after(indicator.unit, lang))}"
        + (f"<br>{between}" if between else "")
        + f'<span style="display:flex;align-items:baseline;gap:.5rem">{mark}<span>{escape(verdict)}</span></span>',
        f"{strip(one, mode)}<br>{escape(measures.beside(one, lang))}",
    )
    return "".join(f"<div>{part}</div>" for part in parts)


def strip(one: Measure, mode: Mode) -> str:
    """The drawing of one measure as an image; nothing when no value is known."""
    return svg_image(drawing(one, mode), f"0 0 {WIDTH} {HEIGHT}", WIDTH, HEIGHT, "max-width:100%") if one.known else ""


def drawing(one: Measure, mode: Mode) -> str:
    """The drawing of one measure with a value, :data:`WIDTH` by :data:`HEIGHT`, as the inside of an SVG."""
    palette, middle = PALETTES[mode], HEIGHT / 2
    at = _scale(one)
    spread = _spread(one)
    drawn = []
    if len(spread):
        drawn.append(_line(at(spread.min()), at(spread.max()), middle, middle, palette.faint, 1))
    if len(spread) <= _MOST_TICKS:
        drawn += [_line(at(v), at(v), middle - 4, middle + 4, palette.faint, 1) for v in spread.round(4).unique()]
    if one.whole is not None and pd.notna(one.whole["value"]):
        x = at(one.whole["value"])
        drawn.append(_line(x, x, 2, HEIGHT - 2, palette.municipal, 2, dash="4 2"))
    if pd.notna(one.here["low"]) and pd.notna(one.here["high"]):
        drawn.append(_line(at(one.here["low"]), at(one.here["high"]), middle, middle, palette.data, 4))
    drawn.append(_dot(at(one.here["value"]), texture_of(one.here["verdict"], one.here["kind"]), mode))
    return "".join(drawn)


def _spread(one: Measure) -> pd.Series:
    """The values of the areas that the line runs between: without model estimates, unless there is nothing else."""
    known = one.areas[one.areas["value"].notna()]
    by_model = words.modelled(known)
    return known["value"] if by_model.all() else known.loc[~by_model, "value"]


def _scale(one: Measure) -> Callable[[float], float]:
    """From a value to its place on the strip."""
    ends = [one.here[end] for end in ("value", "low", "high")]
    ends += [one.whole["value"]] if one.whole is not None else []
    known = pd.concat([_spread(one), pd.Series(ends, dtype=float)]).dropna()
    low, width = known.min(), known.max() - known.min()

    def place(value: float) -> float:
        share = (value - low) / width if width > 0 else 0.5
        return round(_EDGE + share * (WIDTH - 2 * _EDGE), 1)

    return place


def _line(x1: float, x2: float, y1: float, y2: float, colour: str, thickness: float, dash: str = "") -> str:
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return f'<line x1="{x1}" x2="{x2}" y1="{y1}" y2="{y2}" stroke="{colour}" stroke-width="{thickness}"{dashes}/>'


def _dot(x: float, texture: Texture, mode: Mode) -> str:
    palette, middle = PALETTES[mode], HEIGHT / 2
    fill = palette.data if texture is Texture.FULL else palette.surface
    dot = f'<circle cx="{x}" cy="{middle}" r="6.5" fill="{fill}" stroke="{palette.data}" stroke-width="2.2"/>'
    if texture is Texture.DOTTED:
        dot += f'<circle cx="{x}" cy="{middle}" r="2" fill="{palette.data}"/>'
    return dot


def key(name: str, municipality: str, level: str, lang: Lang, mode: Mode) -> str:
    """The legend of the strips. ``municipality``: "" when it is the area itself."""
    palette, middle = PALETTES[mode], HEIGHT / 2
    area = _line(4, 56, middle, middle, palette.data, 4) + _dot(30, Texture.FULL, mode)
    line = _line(4, 56, middle, middle, palette.faint, 1)
    line += "".join(_line(x, x, middle - 4, middle + 4, palette.faint, 1) for x in (4, 18, 37, 56))
    items = [(area, _KEY_AREA(lang).format(name=name))]
    if municipality:
        items.append((_line(30, 30, 2, HEIGHT - 2, palette.municipal, 2, dash="4 2"), municipality))
    items.append((line, _KEY_LINE(lang).format(level=Level(level).text(lang))))
    style = "display:flex;align-items:center;gap:.45rem"
    drawn = "".join(
        f'<span style="{style}">{svg_image(svg, f"0 0 60 {HEIGHT}", 60, HEIGHT)}<span>{escape(said)}</span></span>'
        for svg, said in items
    )
    return f'<p style="display:flex;flex-wrap:wrap;gap:.25rem 1.4rem;margin:0">{drawn}</p>'
