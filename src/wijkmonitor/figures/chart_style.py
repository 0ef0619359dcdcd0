"""What all charts share: type, colours, axes, intervals and what a reader sees on hovering."""

from __future__ import annotations

import math
from html import escape
from textwrap import wrap
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from wijkmonitor.figures import words
from wijkmonitor.figures.significance import against_whole
from wijkmonitor.figures.theme import FONT, PALETTES, Mode
from wijkmonitor.indicator import Indicator
from wijkmonitor.text import Lang

CONFIG: dict[str, Any] = {"displayModeBar": False, "scrollZoom": False, "showTips": False}
"""Pass as ``config``: without plotly's own buttons, whose words are English."""


_ENTRY = 32
"""Pixels of one more entry of a legend, with some air."""


def error_bar(rows: pd.DataFrame, colour: str, thickness: float) -> dict[str, Any]:
    return {
        "type": "data",
        "symmetric": False,
        "array": (rows["high"] - rows["value"]).fillna(0).tolist(),
        "arrayminus": (rows["value"] - rows["low"]).fillna(0).tolist(),
        "color": colour,
        "thickness": thickness,
        "width": 0,
    }


_HOVERED = ("name", "value", "low", "high", "verdict", "reason", "shrinkage", "difference")


def hover_lines(rows: pd.DataFrame, indicator: Indicator, lang: Lang, whole: str = "") -> list[str]:
    """What a reader sees over each area: name, value with unit, interval, verdict, difference; names escaped.

    ``rows``: ``rows.COLUMNS``; ``whole``: name of the municipality they are compared with.
    """
    return [
        "<br>".join(
            part
            for part in (
                f"<b>{escape(row.name)}</b>",
                words.amount(row.value, indicator, lang) if row.value == row.value else "",
                words.interval(row.low, row.high, indicator, lang),
                _broken(words.verdict(row.verdict, row.reason, lang, row.shrinkage)),
                escape(against_whole(row.difference, lang, whole)),
            )
            if part
        )
        for row in rows[list(_HOVERED)].itertuples(index=False)
    ]


def _broken(sentence: str) -> str:
    """A long sentence over several lines: plotly does not wrap what a reader hovers over."""
    return "<br>".join(wrap(escape(sentence), 48))


def value_axis(update: Any, indicator: Indicator, lang: Lang, span: tuple[float, float] | None) -> None:
    update(
        title={"text": escape(words.titled(indicator, lang)).replace(", ", ",<br>", 1), "font": {"size": 14}},
        tickformat=".0%" if indicator.unit.is_share else ",~r",
        range=list(span) if span else None,
    )


def beside_line(at: float, low: float, high: float) -> str:
    """The anchor of words above a vertical line at ``at`` on an axis from ``low`` to ``high``: they stay inside the chart."""
    share = (at - low) / (high - low) if math.isfinite(high - low) and high > low else 0.5
    return "left" if share < 0.2 else "right" if share > 0.8 else "center"


def dressed(figure: go.Figure, lang: Lang, mode: Mode, height: int) -> go.Figure:
    """The figure in our type and colours, without anything that moves by accident."""
    palette = PALETTES[mode]
    entries = sum(trace.showlegend is not False for trace in figure.data)
    # On a phone the entries stand below each other: room for three, more when there are more.
    longer = _ENTRY * max(entries - 3, 0)
    axis = {
        "gridcolor": palette.grid,
        "zeroline": False,
        "linecolor": palette.border,
        "fixedrange": True,
        "automargin": True,
    }
    figure.update_xaxes(**axis, tickfont={"color": palette.text, "size": 14})
    figure.update_yaxes(**axis, tickfont={"color": palette.text, "size": 14})
    return figure.update_layout(
        template="none",
        height=height + longer,
        separators=",." if lang == "nl" else ".,",
        dragmode=False,
        font={"family": FONT, "size": 14, "color": palette.text},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        margin={"l": 10, "r": 20, "t": 92 + longer if entries > 1 else 50, "b": 10},
        legend={"orientation": "h", "yanchor": "top", "y": 1, "yref": "container", "x": 0, "xref": "paper", "itemclick": False,
                "itemdoubleclick": False},
        hoverlabel={"bgcolor": palette.surface, "bordercolor": palette.border, "font": {"color": palette.text, "size": 14},
                    "align": "left"},
    )  # fmt: skip
