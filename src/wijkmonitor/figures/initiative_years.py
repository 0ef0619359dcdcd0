"""Initiatives through the years: how many started, how many ended and how many were running."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from wijkmonitor.figures.chart_style import dressed
from wijkmonitor.figures.lists import of_area
from wijkmonitor.figures.theme import PALETTES, Mode, texture_ink
from wijkmonitor.text import Lang, Text, number

MOST_YEARS = 15
"""Longer ago a register says little: what ended then is mostly not in it."""
_HOVER = "%{x}: %{y}<extra></extra>"
_STARTED, _ENDED = Text(nl="begonnen", en="started"), Text(nl="gestopt", en="ended")
_RUNNING = Text(nl="liepen op 31 december", en="running on 31 December")
_YEAR = Text(nl="Jaar", en="Year")
_SAID = Text(nl="{y}: {s} begonnen, {e} gestopt, {r} liepen", en="{y}: {s} started, {e} ended, {r} running")


def known_so_far(register: pd.DataFrame, editions: list[str], area: str = "") -> pd.DataFrame:
    """Every initiative of the editions (oldest first) that lies in ``area``, from the last edition that has it.

    ``register``: ``Snapshot.initiatives``. An initiative that left the register after it ended is so still counted.
    """
    rows = pd.concat([of_area(register, edition) for edition in editions] or [register.iloc[:0]])
    latest = rows.drop_duplicates("initiative_id", keep="last")
    return pd.concat([of_area(latest, edition, area) for edition in editions] or [latest])


def by_year(known: pd.DataFrame, day: dt.date) -> pd.DataFrame:
    """Per full year before ``day``: columns year, started, ended, running (at the end of that year); no rows when no start is
    known.

    ``known``: what :func:`known_so_far` returns. Those without a start are left out; one that ended on an unknown day counts as
    running nowhere and ended nowhere.
    """
    start = pd.to_datetime(known["start"], errors="coerce")
    end = pd.to_datetime(known["end"], errors="coerce")
    dated = start.notna() & (start < pd.Timestamp(day)) & ~(known["state"].eq("ended") & end.isna())
    if not dated.any():
        return pd.DataFrame(columns=["year", "started", "ended", "running"])
    begun, gone = start[dated].dt.year, end[dated].dt.year
    last = day.year - (0 if (day.month, day.day) == (12, 31) else 1)
    years = range(max(int(begun.min()), last - MOST_YEARS + 1), last + 1)
    counted = [
        {
            "year": year,
            "started": int(begun.eq(year).sum()),
            "ended": int(gone.eq(year).sum()),
            "running": int((begun.le(year) & ~gone.le(year)).sum()),
        }
        for year in years
    ]
    return pd.DataFrame(counted, columns=["year", "started", "ended", "running"])


def worded(years: pd.DataFrame, lang: Lang) -> pd.DataFrame:
    """:func:`by_year` as a table to read, the last year first."""
    titles = {"started": _STARTED, "ended": _ENDED, "running": _RUNNING}
    told = {_YEAR(lang): years["year"].astype(str)}
    told |= {title(lang).capitalize(): [number(n, lang) for n in years[name]] for name, title in titles.items()}
    return pd.DataFrame(told).iloc[::-1].reset_index(drop=True)


def chart(years: pd.DataFrame, lang: Lang, mode: Mode) -> go.Figure:
    """Above how many were running at the end of each year, below how many started and ended in it."""
    palette = PALETTES[mode]
    figure = make_subplots(rows=2, cols=1, shared_xaxes=True, row_heights=[0.45, 0.55], vertical_spacing=0.08)
    labels = years["year"].astype(str).tolist()
    line = {"color": palette.municipal, "width": 2.5}
    running = go.Scatter(
        x=labels, y=years["running"].tolist(), mode="lines+markers", name=_RUNNING(lang), line=line, marker={"size": 8},
        hovertemplate=_HOVER,
    )  # fmt: skip
    figure.add_trace(running, row=1, col=1)
    started = {"color": palette.data}
    ended = {
        "color": palette.nothing,
        "line": {"color": palette.border, "width": 1},
        "pattern": {"shape": "/", "fgcolor": texture_ink(palette.nothing), "size": 6, "solidity": 0.25},
    }
    for name, title, marker in (("started", _STARTED, started), ("ended", _ENDED, ended)):
        bars = go.Bar(x=labels, y=years[name].tolist(), name=title(lang), marker=marker, hovertemplate=_HOVER)
        figure.add_trace(bars, row=2, col=1)
    figure.update_yaxes(rangemode="tozero", nticks=4, showgrid=True)
    figure.update_xaxes(type="category", showgrid=False)
    drawn = dressed(figure, lang, mode, height=400)
    return drawn.update_layout(bargap=0.25, margin={"t": 70})


def chart_alt(years: pd.DataFrame, lang: Lang) -> str:
    """What :func:`chart` shows, in words."""
    said = (
        _SAID(lang).format(
            y=row.year, s=number(row.started, lang), e=number(row.ended, lang), r=number(row.running, lang)
        )
        for row in years.itertuples(index=False)
    )
    return "; ".join(said) + "."
