"""The legend of a still map: a column of swatches that shrinks when it would not fit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from textwrap import wrap

from wijkmonitor.figures import words
from wijkmonitor.figures.maps import AreaLayer
from wijkmonitor.figures.points import Mark
from wijkmonitor.figures.still_fills import Look, drawn_mark, fill, is_silent, looks, xml_text
from wijkmonitor.figures.theme import PALETTES, TEXTURES, Mode, Texture
from wijkmonitor.text import Lang, Text

LETTER_WIDTH = 0.52
"""Mean width of a letter as a share of the size of the type."""
_CHOSEN = Text(nl="gekozen gebied", en="chosen area")
_SWATCH_WIDTH, _TEXT_AT, _STEP = 1.6, 2.1, 1.5
_SMALLEST_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a legend. ``look`` or ``mark`` or ``outline`` says what stands before the words; a heading has none."""

    words: str
    look: Look | None = None
    mark: Mark | None = None
    outline: bool = False
    silent: bool = False

    @property
    def heading(self) -> bool:
        return self.look is None and self.mark is None and not (self.outline or self.silent)


@dataclass(frozen=True, slots=True)
class Box:
    """Where a legend stands, in pixels; ``key`` begins the names of the patterns."""

    left: float
    top: float
    width: float
    height: float
    type_px: float
    key: str


def items(
    layer: AreaLayer | None, chosen: bool, marks: Mapping[str, Mark], kinds: Mapping[str, str], lang: Lang
) -> list[Item]:
    """The lines of a legend: classes, what the textures mean, and the ``kinds`` (words by kind) of points."""
    found = _layer_items(layer, lang) if layer is not None else []
    if chosen:
        found.append(Item(_CHOSEN(lang), outline=True))
    return found + [Item(said, mark=marks[kind]) for kind, said in kinds.items() if kind in marks]


def _layer_items(layer: AreaLayer, lang: Lang) -> list[Item]:
    """Measured and modelled values each have a swatch per class in their own texture, as on screen."""
    all_looks = list(looks(layer).values())
    present = {texture for _, texture in all_looks}
    labels, middle = layer.classes.labels(lang), len(layer.classes) // 2
    found = [Item(words.titled(layer.indicator, lang))]
    measured = next((t for t in (Texture.FULL, Texture.HATCHED) if t in present), None)
    if measured is not None:
        found += [Item(label, (place, measured)) for place, label in enumerate(labels)]
    if Texture.HATCHED in present and labels:
        found.append(Item(TEXTURES[Texture.HATCHED].words(lang), (middle, Texture.HATCHED)))
    if Texture.DOTTED in present:
        found.append(Item(TEXTURES[Texture.DOTTED].words(lang).capitalize()))
        found += [Item(label, (place, Texture.DOTTED)) for place, label in enumerate(labels)]
    if any(is_silent(look) for look in all_looks):
        found.append(Item(TEXTURES[Texture.GREY].words(lang), silent=True))
    return found


def drawn(lines: list[Item], box: Box, mode: Mode) -> str:
    """The legend as SVG; its type is made smaller when there are more lines than fit."""
    size = box.type_px
    while size > box.type_px * _SMALLEST_SHARE and _height(lines, box, size) > box.height:
        size -= 1
    parts, baseline = [], box.top + size
    for one in lines:
        parts.append(_before(one, box, size, baseline, mode))
        x = box.left + (0 if one.heading else size * _TEXT_AT)
        bold = ' font-weight="700"' if one.heading else ""
        for part in _wrapped(one, box, size):
            look = f'font-size="{size:g}" fill="{PALETTES[mode].text}"{bold}'
            parts.append(f'<text x="{x:.1f}" y="{baseline:.1f}" {look}>{xml_text(part)}</text>')
            baseline += size * _STEP
    return "".join(parts)


def _wrapped(one: Item, box: Box, size: float) -> list[str]:
    room = box.width - (0 if one.heading else size * _TEXT_AT)
    return wrap(one.words, max(round(room / (size * LETTER_WIDTH)), 8)) or [""]


def _height(lines: list[Item], box: Box, size: float) -> float:
    return sum(len(_wrapped(one, box, size)) for one in lines) * size * _STEP


def _before(one: Item, box: Box, size: float, baseline: float, mode: Mode) -> str:
    """What stands before the words: a swatch, a mark or an outline."""
    palette, top = PALETTES[mode], baseline - size * 0.85
    if one.mark is not None:
        return drawn_mark(one.mark, box.left + size * 0.8, top + size * 0.5, size * 0.52, mode)
    if one.outline:
        return (
            f'<rect x="{box.left + 2:.1f}" y="{top + 2:.1f}" width="{size * _SWATCH_WIDTH - 4:.1f}"'
            f' height="{size - 4:.1f}" fill="none" stroke="{palette.accent}" stroke-width="3.5"/>'
        )
    if one.heading:
        return ""
    return (
        f'<rect x="{box.left:.1f}" y="{top:.1f}" width="{size * _SWATCH_WIDTH:.1f}" height="{size:.1f}"'
        f' fill="{fill(one.look, box.key)}" stroke="{palette.border}"/>'
    )
