"""The chart of one view: every area as a dot with its interval; a histogram where there are too many areas for dots.

Textures follow ``theme.texture_of``: a full dot may be said, an open one with care, an open one with a point is modelled.
"""

from __future__ import annotations

import math
from html import escape
from typing import Any, Literal

import pandas as pd
import plotly.graph_objects as go

from wijkmonitor.figures import words
from wijkmonitor.figures.chart_style import beside_line, dressed, error_bar, hover_lines, value_axis
from wijkmonitor.figures.rows import spelled
from wijkmonitor.figures.significance import one_instrument
from wijkmonitor.figures.theme import PALETTES, TEXTURES, Mode, Texture, texture_ink, texture_of
from wijkmonitor.indicator import Indicator
from wijkmonitor.text import Lang, Text, number

MOST_DOTS = 500
Order = Literal["name", "value"]
_ROW_HEIGHT = ((25, 28), (80, 23), (MOST_DOTS, 19))
_MEASURED = Text(nl="gemeten", en="measured")
_AREAS = Text(nl="aantal gebieden", en="number of areas")


def dots(
    rows: pd.DataFrame,
    indicator: Indicator,
    lang: Lang,
    mode: Mode,
    *,
    selected: str | None = None,
    municipal: tuple[str, float] | None = None,
    order: Order = "name",
) -> go.Figure:
    """A dot with its interval per area, the ``selected`` one marked, ``municipal`` (name, value) as a line.

    ``rows``: :data:`rows.COLUMNS`. Areas without a value are a grey dash with the reason on hover. Ordering is by
    name or value; no area gets a rank number. Meant for ``MOST_DOTS`` areas at most; :func:`spread` takes any number. Raises
    ``NotComparable`` for values of two instruments.
    """
    one_instrument(rows)
    placed = _ordered(rows, order).assign(place=range(len(rows)))
    low, high = _span(placed, indicator, municipal)
    dash_at = low + (high - low) * 0.03
    figure = go.Figure()
    textures = [texture_of(v, k) for v, k in zip(placed["verdict"], placed["kind"], strict=True)]
    for texture in Texture:
        for chosen in (False, True):
            mine = [
                t is texture and (code == selected) is chosen for t, code in zip(textures, placed["code"], strict=True)
            ]
            if any(mine):
                trace = _dot_trace(placed[mine], texture, chosen, lang, mode, dash_at)
                trace.customdata = hover_lines(placed[mine], indicator, lang, municipal[0] if municipal else "")
                figure.add_trace(trace)
    figure.update_yaxes(
        tickvals=placed["place"].tolist(),
        ticktext=[_marked(name, code == selected) for name, code in zip(placed["name"], placed["code"], strict=True)],
        range=[len(placed) - 0.4, -0.6],
        showgrid=True,
    )
    row_height = next((height for most, height in _ROW_HEIGHT if len(placed) <= most), _ROW_HEIGHT[-1][1])
    _add_municipal(figure, indicator, lang, mode, municipal, (low, high))
    value_axis(figure.update_xaxes, indicator, lang, (low, high))
    return dressed(figure, lang, mode, height=110 + row_height * len(placed))


def _dot_trace(rows: pd.DataFrame, texture: Texture, chosen: bool, lang: Lang, mode: Mode, at: float) -> go.Scatter:
    palette = PALETTES[mode]
    colour = palette.accent if chosen else palette.nothing_ink if texture is Texture.GREY else palette.data
    error = None if texture is Texture.GREY else error_bar(rows, colour, 3 if chosen else 1.8)
    return go.Scatter(
        x=rows["value"].fillna(at).tolist(),
        y=rows["place"].tolist(),
        mode="markers",
        name=TEXTURES[texture].words(lang),
        legendgroup=texture.value,
        showlegend=not chosen,
        marker={
            "symbol": TEXTURES[texture].symbol,
            "size": 13 if chosen else 10,
            "color": colour,
            "line": {"color": colour, "width": 2.2},
        },
        error_x=error,
        hovertemplate="%{customdata}<extra></extra>",
        cliponaxis=False,
    )


def _ordered(rows: pd.DataFrame, order: Order) -> pd.DataFrame:
    if order == "value":
        return rows.sort_values(
            ["value", "name", "code"], ascending=[False, True, True], na_position="last", kind="stable"
        )
    return rows.sort_values(["name", "code"], key=spelled, kind="stable")


def _span(rows: pd.DataFrame, indicator: Indicator, municipal: tuple[str, float] | None) -> tuple[float, float]:
    ends = pd.concat(
        [rows["low"], rows["high"], rows["value"], pd.Series([municipal[1]] if municipal else [], dtype=float)]
    )
    low, high = ends.min(), ends.max()
    if math.isnan(low):
        low, high = indicator.unit.limits or (0, 1)
    margin = (high - low) * 0.06 or max(abs(high) * 0.1, 0.05)
    least, most = indicator.unit.limits or (0 if low >= 0 else -math.inf, math.inf)
    return max(low - margin, least), min(high + margin, most)


def spread(
    rows: pd.DataFrame,
    indicator: Indicator,
    lang: Lang,
    mode: Mode,
    *,
    selected: str | None = None,
    municipal: tuple[str, float] | None = None,
) -> go.Figure:
    """How the values spread: a histogram with the ``selected`` area and ``municipal`` (name, value) as lines.

    Model estimates are bars of their own, dotted. Raises ``NotComparable`` for values of two instruments.
    """
    one_instrument(rows)
    palette = PALETTES[mode]
    figure = go.Figure()
    by_model = words.modelled(rows)
    both = bool(by_model.any() and (~by_model & rows["value"].notna()).any())
    for texture, part in ((Texture.FULL, rows[~by_model]), (Texture.DOTTED, rows[by_model])):
        values = part["value"].dropna().tolist()
        if values:
            name = _MEASURED if texture is Texture.FULL else TEXTURES[texture].words
            figure.add_trace(_bars(values, texture, name(lang), both, lang, mode))
    figure.update_layout(barmode="stack")
    chosen = rows[rows["code"].eq(selected or "") & rows["value"].notna()]
    for name, value in zip(chosen["name"], chosen["value"], strict=True):
        figure.add_vline(x=value, line={"color": palette.accent, "width": 3})
        above = {"x": value, "y": 1, "yref": "paper", "yanchor": "bottom", "yshift": 20, "showarrow": False}
        figure.add_annotation(text=f"<b>{escape(name)}</b>", font={"color": palette.accent}, **above)
    figure.update_yaxes(title=_AREAS(lang), showgrid=True, rangemode="tozero")
    _add_municipal(figure, indicator, lang, mode, municipal)
    value_axis(figure.update_xaxes, indicator, lang, _span(rows, indicator, municipal))
    return dressed(figure, lang, mode, height=360)


def _bars(values: list[float], texture: Texture, name: str, named: bool, lang: Lang, mode: Mode) -> go.Histogram:
    palette = PALETTES[mode]
    marker: dict[str, Any] = {"color": palette.data, "line": {"color": palette.surface, "width": 1}}
    if texture is Texture.DOTTED:
        marker["pattern"] = {"shape": ".", "fgcolor": texture_ink(palette.data), "size": 6, "solidity": 0.4}
    hover = f"%{{x}}: %{{y}} {_AREAS(lang)}" + (f" ({escape(name)})" if texture is Texture.DOTTED else "")
    return go.Histogram(
        x=values,
        nbinsx=30,
        bingroup="values",
        name=name,
        marker=marker,
        hovertemplate=f"{hover}<extra></extra>",
        showlegend=named,
    )


def _add_municipal(
    figure: go.Figure,
    indicator: Indicator,
    lang: Lang,
    mode: Mode,
    municipal: tuple[str, float] | None,
    span: tuple[float, float] = (-math.inf, math.inf),
) -> None:
    """Draw the municipal value as a line on a figure that is still being built; ``span``: the ends of the axis."""
    if municipal is None or math.isnan(municipal[1]):
        return
    palette = PALETTES[mode]
    name, value = municipal
    label = f"{escape(name)}: {indicator.format(value, lang)}"
    figure.add_vline(x=value, line={"color": palette.municipal, "width": 1.6, "dash": "dash"})
    figure.add_annotation(
        x=value, y=1, yref="paper", yanchor="bottom", text=label, showarrow=False, font={"color": palette.municipal},
        xanchor=beside_line(value, *span),
    )  # fmt: skip


def dots_alt(rows: pd.DataFrame, indicator: Indicator, lang: Lang, municipal: tuple[str, float] | None = None) -> str:
    """What :func:`dots` shows, in a sentence or two."""
    known = rows["value"].dropna()
    by_model = int(words.modelled(rows).sum())
    said = Text(nl="{title}: {n} gebieden met een cijfer", en="{title}: {n} areas with a figure")
    parts = [said(lang).format(title=indicator.title(lang), n=number(len(known), lang))]
    if len(known):
        spread = Text(nl=", van {low} tot {high}", en=", from {low} to {high}")
        low, high = indicator.format(known.min(), lang), indicator.format(known.max(), lang)
        parts.append(spread(lang).format(low=low, high=high))
    if by_model:
        part = Text(nl=" ({m} met een modelschatting)", en=" ({m} with a model estimate)")
        parts.append(part(lang).format(m=number(by_model, lang)))
    if municipal and not math.isnan(municipal[1]):
        parts.append(f"; {municipal[0]}: {indicator.format(municipal[1], lang)}")
    if missing := len(rows) - len(known):
        without = Text(nl=". Van {n} gebieden is er geen cijfer", en=". {n} areas have no figure")
        parts.append(without(lang).format(n=number(missing, lang)))
    return "".join(parts) + "."


def _marked(name: str, chosen: bool) -> str:
    return f"<b>{escape(name)}</b>" if chosen else escape(name)
