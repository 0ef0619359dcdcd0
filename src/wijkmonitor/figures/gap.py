"""The gap between residents with much and with little schooling, in the municipality as a whole: odds ratios in plain words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import pandas as pd
import plotly.graph_objects as go

from wijkmonitor import groups
from wijkmonitor.analysis import gap
from wijkmonitor.estimate import Verdict
from wijkmonitor.figures import rows as figure_rows
from wijkmonitor.figures import words
from wijkmonitor.figures.chart_style import dressed, error_bar, hover_lines
from wijkmonitor.figures.theme import PALETTES, TEXTURES, Mode, texture_of
from wijkmonitor.indicator import Indicator
from wijkmonitor.snapshot import Snapshot
from wijkmonitor.text import Lang, Text, number

DIMENSION = groups.EDUCATION
MOST, LEAST = f"{DIMENSION.key}:high", f"{DIMENSION.key}:low"
_SPEAKING = (Verdict.SAID.value, Verdict.CARE.value)
_SHORT = {
    MOST: Text(nl="theoretisch opgeleid (hbo, wo)", en="higher education"),
    LEAST: Text(nl="praktisch opgeleid (vmbo, mbo 1)", en="lower secondary or less"),
}
_LARGER = Text(
    nl="{title}: {one} bij wie {more} is, {other} bij wie {less} is. Afgezet tegen wie niet, is dat {ratio} keer zo veel "
    "(waarschijnlijk tussen {low} en {high}).",
    en="{title}: {one} of those with {more}, {other} of those with {less}. Set against those who do not, that is {ratio} times "
    "as many (probably between {low} and {high}).",
)
_ALIKE = Text(
    nl="{title}: {one} bij wie {more} is, {other} bij wie {less} is. Dat is niet aantoonbaar anders.",
    en="{title}: {one} of those with {more}, {other} of those with {less}. That is not demonstrably different.",
)
_ALT = Text(
    nl="Twee punten met marge per onderwerp: {more} en {less}. {said}",
    en="Two dots with a margin per topic: {more} and {less}. {said}",
)


@dataclass(frozen=True, eq=False)
class Gap:
    """One share among residents with much and with little schooling; the odds ratio is that of the first against the second."""

    indicator: Indicator
    most: pd.Series
    least: pd.Series
    odds_ratio: float
    low: float
    high: float


def gaps(snapshot: Snapshot, keys: Sequence[str], edition: str, top: str) -> list[Gap]:
    """The gaps of those of ``keys`` that are shares and may be said of both groups, in the municipality ``top``."""
    found = []
    for key in keys:
        indicator = snapshot.indicators[key]
        if not indicator.unit.is_share or DIMENSION.key not in indicator.groups:
            continue
        most, least = (figure_rows.one(snapshot, key, edition, top, group) for group in (MOST, LEAST))
        if most["verdict"] in _SPEAKING and least["verdict"] in _SPEAKING:
            ratio = gap.odds_ratio(most, least)
            if pd.notna(ratio.value):
                found.append(Gap(indicator, most, least, *ratio))
    return found


def sentence(one: Gap, lang: Lang) -> str:
    """The gap in words, from the larger share to the smaller."""
    sides = {MOST: one.most, LEAST: one.least}
    ends = (one.odds_ratio, one.low, one.high)
    more, less = (MOST, LEAST) if one.odds_ratio >= 1 else (LEAST, MOST)
    ratio, low, high = ends if one.odds_ratio >= 1 else (1 / ends[0], 1 / ends[2], 1 / ends[1])
    said = _LARGER if low > 1 else _ALIKE
    amounts = {
        name: one.indicator.format(sides[side]["value"], lang) for name, side in (("one", more), ("other", less))
    }
    numbers = {name: number(value, lang, 1) for name, value in (("ratio", ratio), ("low", low), ("high", high))}
    return said(lang).format(
        title=one.indicator.title(lang), more=_SHORT[more](lang), less=_SHORT[less](lang), **amounts, **numbers
    )


def chart(found: Sequence[Gap], lang: Lang, mode: Mode) -> go.Figure:
    """Both groups of every topic as dots with their interval on one line: a diamond for much schooling, a dot for little."""
    palette, figure = PALETTES[mode], go.Figure()
    for place, one in enumerate(found):
        ends = [one.least["value"], one.most["value"]]
        line = {"color": palette.grid, "width": 12}
        figure.add_trace(
            go.Scatter(x=ends, y=[place, place], mode="lines", line=line, hoverinfo="skip", showlegend=False)
        )
        figure.add_annotation(
            x=0, y=place, xref="paper", xanchor="left", yshift=24, showarrow=False, align="left",
            text=f"<b>{escape(one.indicator.title(lang))}</b>", font={"size": 15},
        )  # fmt: skip
    for group, colour in ((MOST, palette.categorical[1]), (LEAST, palette.data)):
        rows = pd.DataFrame([one.most if group == MOST else one.least for one in found]).reset_index(drop=True)
        told = [
            hover_lines(rows.iloc[[place]], one.indicator, lang)[0].replace(
                escape(str(rows.at[place, "name"])), escape(_SHORT[group](lang)), 1
            )
            for place, one in enumerate(found)
        ]
        shapes = ["diamond" if group == MOST else "circle"] * len(found)
        open_ = [
            TEXTURES[texture_of(v, k)].symbol != "circle" for v, k in zip(rows["verdict"], rows["kind"], strict=True)
        ]
        figure.add_trace(
            go.Scatter(
                x=rows["value"].tolist(), y=list(range(len(found))), mode="markers", name=_SHORT[group](lang),
                marker={"symbol": [s + "-open" if o else s for s, o in zip(shapes, open_, strict=True)], "size": 14,
                        "color": colour, "line": {"color": colour, "width": 2}},
                error_x=error_bar(rows, colour, 2.2), customdata=told, hovertemplate="%{customdata}<extra></extra>",
            )
        )  # fmt: skip
    unit = words.unit_after(found[0].indicator.unit, lang).strip() if found else ""
    figure.update_xaxes(tickformat=".0%", rangemode="tozero", title={"text": escape(unit), "font": {"size": 15}})
    figure.update_yaxes(visible=False, range=[len(found) - 0.5, -0.75])
    return dressed(figure, lang, mode, height=150 + 72 * len(found))


def chart_alt(found: Sequence[Gap], lang: Lang) -> str:
    """What the chart shows, a sentence per topic."""
    said = " ".join(sentence(one, lang) for one in found)
    return _ALT(lang).format(more=_SHORT[MOST](lang), less=_SHORT[LEAST](lang), said=said)
