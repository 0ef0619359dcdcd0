"""How long initiatives last: steps with their 95 % band, a small chart per group, and the same in a table."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from wijkmonitor import groups
from wijkmonitor.estimate import ALL
from wijkmonitor.figures.chart_style import dressed
from wijkmonitor.figures.theme import PALETTES, Mode
from wijkmonitor.text import Lang, Text, listing, number, percent

FEWEST = 10
"""Groups, and moments, with fewer initiatives than this are not in the snapshot."""
SPLITS = (groups.LEAD, groups.APPROACH)
MOMENTS_YEARS = (1, 3, 5, 10)
_ALL = Text(nl="alle initiatieven", en="all initiatives")
_GROUP, _NUMBER = Text(nl="Initiatieven", en="Initiatives"), Text(nl="Aantal", en="Number")
_AFTER = Text(nl="Bestaat na {n} jaar", en="Exists after {n} years")
_AFTER_ONE = Text(nl="Bestaat na 1 jaar", en="Exists after 1 year")
_AXIS = Text(nl="jaren sinds het begin", en="years since the start")
_BETWEEN = Text(nl="{share} ({low} – {high})", en="{share} ({low} – {high})")
_ANSWER = Text(
    nl="Van elke 100 initiatieven in het register bestaan er na {n} jaar nog {share} "
    "(waarschijnlijk tussen {low} en {high}).",
    en="Of every 100 initiatives in the register {share} still exist after {n} years (probably between {low} and {high}).",
)
_FEW = Text(
    nl="Niet getekend, want minder dan {f} initiatieven: {names}.",
    en="Not drawn, since there are fewer than {f} initiatives: {names}.",
).fill(f=FEWEST, names="{names}")
_NONE_ENDED = Text(
    nl="Hiervan stopte er in de getekende jaren nog geen enkel: {names}. De band zegt hoe laag het aandeel toch kan liggen.",
    en="Of these none ended in the years that are drawn: {names}. The band tells how low the share may be all the same.",
)
_ALT = Text(nl="{name}: {moments}", en="{name}: {moments}")
_MOMENT = Text(nl="na {n} jaar bestaat nog {share}", en="after {n} years {share} still exist")


def of_edition(survival: pd.DataFrame, edition: str) -> pd.DataFrame:
    """The steps of one edition."""
    return survival[survival["edition"] == edition]


def drawn_groups(steps: pd.DataFrame, split: groups.Dimension) -> list[str]:
    """The groups of a dimension of which enough is known."""
    present = set(steps["group"])
    return [group for group in split.groups if group in present]


def too_few(steps: pd.DataFrame, register: pd.DataFrame, split: groups.Dimension, lang: Lang) -> str:
    """The groups that occur in the register but have too few initiatives to draw, in a sentence; empty when there are none."""
    present = set(register[split.column])
    absent = [
        split.categories[category](lang)
        for category, group in zip(split.categories, split.groups, strict=True)
        if category in present and group not in set(steps["group"])
    ]
    return _FEW(lang).format(names=listing(absent, lang)) if absent else ""


def none_ended(steps: pd.DataFrame, split: groups.Dimension, lang: Lang) -> str:
    """The groups in which nothing has ended yet, in a sentence; empty when there are none."""
    least = steps.groupby("group")["share"].min()
    still = [groups.group_text(group)(lang) for group in drawn_groups(steps, split) if least[group] == 1]
    return _NONE_ENDED(lang).format(names=listing(still, lang)) if still else ""


def name_of(group: str, steps: pd.DataFrame, lang: Lang) -> str:
    """The words for a group with its number of initiatives: ``bewoners (80)``."""
    words = _ALL if group == ALL else groups.group_text(group)
    return f"{words(lang)} ({number(steps.loc[steps['group'] == group, 'at_risk'].max(), lang)})"


def answer(steps: pd.DataFrame, lang: Lang) -> str:
    """How many of all initiatives still exist after five years, or after the longest moment that is known; maybe empty."""
    mine = steps[steps["group"] == ALL]
    known = [years for years in MOMENTS_YEARS if years <= mine["years"].max() and years <= 5]
    if not known:
        return ""
    row = _at(mine, known[-1])
    said = {name: number(100 * row[name], lang) for name in ("share", "low", "high")}
    return _ANSWER(lang).format(n=known[-1], **said)


def _at(mine: pd.DataFrame, years: float) -> pd.Series:
    """The step that holds at a moment."""
    return mine[mine["years"] <= years].iloc[-1]


def worded(steps: pd.DataFrame, split: groups.Dimension, lang: Lang) -> pd.DataFrame:
    """Per group of a dimension, all initiatives first, what still exists at a few moments, with its margin; a table to read."""
    told = []
    for group in [ALL, *drawn_groups(steps, split)]:
        mine = steps[steps["group"] == group]
        line = {_GROUP(lang): name_of(group, steps, lang)}
        for years in MOMENTS_YEARS:
            title = _AFTER_ONE(lang) if years == 1 else _AFTER(lang).format(n=years)
            line[title] = _share(_at(mine, years), lang) if years <= mine["years"].max() else "–"
        told.append(line)
    return pd.DataFrame(told)


def _share(row: pd.Series, lang: Lang) -> str:
    share, low, high = (percent(row[name], lang) for name in ("share", "low", "high"))
    return _BETWEEN(lang).format(share=share, low=low, high=high)


def chart(steps: pd.DataFrame, group: str, longest_years: float, lang: Lang, mode: Mode) -> go.Figure:
    """The steps of one group with their band; those of all initiatives together as a thin line beside it."""
    palette, figure = PALETTES[mode], go.Figure()
    mine, every = steps[steps["group"] == group], steps[steps["group"] == ALL]
    band = {"mode": "lines", "line": {"width": 0, "shape": "hv"}, "hoverinfo": "skip", "showlegend": False}
    figure.add_trace(go.Scatter(x=mine["years"].tolist(), y=mine["high"].tolist(), **band))
    figure.add_trace(
        go.Scatter(
            x=mine["years"].tolist(), y=mine["low"].tolist(), fill="tonexty", fillcolor=_thin(palette.data), **band
        )
    )
    if group != ALL:
        thin = {"color": palette.faint, "width": 1.4, "dash": "dot", "shape": "hv"}
        figure.add_trace(_line(every, thin, _ALL(lang)))
    figure.add_trace(_line(mine, {"color": palette.data, "width": 2.8, "shape": "hv"}, name_of(group, steps, lang)))
    figure.update_yaxes(range=[0, 1.02], tickformat=".0%", nticks=5, showgrid=True)
    figure.update_xaxes(
        range=[0, longest_years], nticks=6, showgrid=False, title={"text": _AXIS(lang), "font": {"size": 13}}
    )
    made = dressed(figure, lang, mode, height=240)
    return made.update_layout(showlegend=False, margin={"l": 4, "r": 8, "t": 10, "b": 10})


def _line(rows: pd.DataFrame, line: dict[str, object], name: str) -> go.Scatter:
    return go.Scatter(
        x=rows["years"].tolist(),
        y=rows["share"].tolist(),
        mode="lines",
        line=line,
        name=name,
        hovertemplate=f"{name}<br>%{{x:.1f}}: %{{y:.0%}}<extra></extra>",
    )


def _thin(colour: str) -> str:
    """A colour that lets what lies below it through."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},0.22)"


def chart_alt(steps: pd.DataFrame, group: str, lang: Lang) -> str:
    """What :func:`chart` shows, in words."""
    mine = steps[steps["group"] == group]
    said = [
        _MOMENT(lang).format(n=years, share=_share(_at(mine, years), lang))
        for years in MOMENTS_YEARS
        if years <= mine["years"].max()
    ]
    return _ALT(lang).format(name=name_of(group, steps, lang), moments="; ".join(said)) + "."
