"""Practice examples on the outline of the Netherlands: a letter per example, drawn without tiles or third parties."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from html import escape
from string import ascii_uppercase
from typing import Any

import plotly.graph_objects as go

from wijkmonitor.figures.chart_style import dressed
from wijkmonitor.figures.theme import PALETTES, Mode, ink_on
from wijkmonitor.text import Lang, Text

HEIGHT = 500
_MIDDLE_LAT = 52.2
_STRETCH = 1 / math.cos(math.radians(_MIDDLE_LAT))
_MARK, _CHOSEN_MARK = 26, 34
_ALT = Text(nl="Kaart van Nederland met {what}", en="Map of the Netherlands with {what}")

_ITEM = "display:flex;align-items:center;gap:.7rem;margin:0 0 .6rem;padding:0"
_BADGE = "display:inline-flex;align-items:center;justify-content:center;flex:none;width:1.9rem;height:1.9rem;border-radius:50%"

Ring = Sequence[Sequence[float]]


def letters(examples: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """A letter per example in the order given, then two: A ... Z, AA, AB."""
    found = {}
    for place, key in enumerate(examples):
        more, letter = divmod(place, len(ascii_uppercase))
        found[key] = (ascii_uppercase[more - 1] if more else "") + ascii_uppercase[letter]
    return found


def where(example: Mapping[str, Any]) -> str:
    """``Kanaleneiland, Utrecht``."""
    return ", ".join(part for part in (str(example["wijk"]), str(example["municipality"])) if part)


def examples_map(
    rings: Sequence[Ring], examples: Mapping[str, Mapping[str, Any]], chosen: str, lang: Lang, mode: Mode
) -> go.Figure:
    """The outline (``rings`` of lon, lat in degrees) with a mark per example; ``customdata`` holds its key.

    Degrees of longitude are narrowed by the cosine of the latitude, so that shapes are true.
    """
    palette = PALETTES[mode]
    land = go.Scatter(
        x=[x for ring in rings for x in (*(point[0] for point in ring), None)],
        y=[y for ring in rings for y in (*(point[1] for point in ring), None)],
        mode="lines",
        fill="toself",
        fillcolor=palette.nothing,
        line={"color": palette.border, "width": 1},
        hoverinfo="skip",
        showlegend=False,
    )
    signs = letters(examples)
    fills = [palette.accent if key == chosen else palette.data for key in examples]
    marks = go.Scatter(
        x=[one["lon"] for one in examples.values()],
        y=[one["lat"] for one in examples.values()],
        customdata=list(examples),
        text=[signs[key] for key in examples],
        mode="markers+text",
        textfont={"color": [ink_on(fill) for fill in fills], "size": 14},
        marker={
            "color": fills,
            "size": [_CHOSEN_MARK if key == chosen else _MARK for key in examples],
            "line": {"color": palette.halo, "width": 2},
            "opacity": 1,
        },
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}, "textfont": {"color": ink_on(palette.data)}},
        hovertext=[f"<b>{escape(one['title'][lang])}</b><br>{escape(where(one))}" for one in examples.values()],
        hoverinfo="text",
        showlegend=False,
    )
    figure = dressed(go.Figure([land, marks]), lang, mode, HEIGHT)
    bare = {"visible": False, "showgrid": False}
    figure.update_xaxes(**bare)
    figure.update_yaxes(**bare, scaleanchor="x", scaleratio=_STRETCH)
    return figure.update_layout(margin={"l": 0, "r": 0, "t": 0, "b": 0}, clickmode="event")


def listed(
    examples: Mapping[str, Mapping[str, Any]], chosen: str, lang: Lang, mode: Mode, address: Callable[[str], str]
) -> str:
    """The examples as an HTML list with the letters of the map, each a link to ``address(its key)``."""
    palette = PALETTES[mode]
    items = []
    for key, sign in letters(examples).items():
        one, fill = examples[key], palette.accent if key == chosen else palette.data
        badge = f"background:{fill};color:{ink_on(fill)};{_BADGE}"
        current = ' aria-current="true"' if key == chosen else ""
        link = f'<a href="{escape(address(key))}" target="_self" style="color:inherit"{current}>{escape(one["title"][lang])}</a>'
        items.append(
            f'<li style="{_ITEM}"><span aria-hidden="true" style="{badge}">{sign}</span>'
            f"<span>{link}<br>{escape(where(one))}</span></li>"
        )
    return f'<ul style="list-style:none;margin:0;padding:0">{"".join(items)}</ul>'


def alt(examples: Mapping[str, Mapping[str, Any]], lang: Lang) -> str:
    """The map in words."""
    signs = letters(examples)
    told = "; ".join(f"{signs[key]}: {one['title'][lang]}, {where(one)}" for key, one in examples.items())
    return _ALT(lang).format(what=told)
