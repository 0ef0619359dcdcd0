"""What moves when the reader moves the weights of the parts of the index."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

import pandas as pd
import plotly.graph_objects as go

from wijkmonitor.analysis import robustness
from wijkmonitor.figures import capacity
from wijkmonitor.figures.categories import named
from wijkmonitor.figures.chart_style import dressed
from wijkmonitor.figures.robustness import HIGHEST, LOWEST
from wijkmonitor.figures.theme import PALETTES, Mode
from wijkmonitor.indicator import Indicator
from wijkmonitor.level import Level
from wijkmonitor.text import Lang, Text, listing, number, percent

USUAL = 5
"""Where every slider stands while all parts count as much."""

_ENDS = {
    HIGHEST: Text(nl="Vrijwel zeker bij het hoogste derde deel", en="Almost certainly in the highest third"),
    LOWEST: Text(nl="Vrijwel zeker bij het laagste derde deel", en="Almost certainly in the lowest third"),
}
_WHEN = Text(nl="Wanneer", en="When")
_BOTH = Text(nl="met gelijke gewichten én met die van u", en="with equal weights and with yours")
_ONLY_EQUAL = Text(nl="alleen met gelijke gewichten", en="only with equal weights")
_ONLY_OWN = Text(nl="alleen met uw gewichten", en="only with your weights")
_COUNTS = Text(nl="Zo zwaar telt elk onderdeel nu: {parts}.", en="This is how much each part counts now: {parts}.")
_MOVE = Text(
    nl="Alle onderdelen tellen nu even zwaar. Schuif om te zien welke gebieden dan nog vrijwel zeker bij het hoogste of het "
    "laagste derde deel horen.",
    en="All parts count as much now. Move a slider to see which areas are then still almost certainly in the highest or the "
    "lowest third.",
)
_UNCHANGED = Text(
    nl="Met uw gewichten verandert er niets: dezelfde {areas} horen vrijwel zeker bij het hoogste en bij het laagste derde deel.",
    en="With your weights nothing changes: the same {areas} are almost certainly in the highest and in the lowest third.",
)
_CHANGED = Text(
    nl="Met uw gewichten verandert het beeld voor {k} van de {n} {areas}: {names}. Voor de andere verandert de uitkomst niet.",
    en="With your weights the picture changes for {k} of the {n} {areas}: {names}. For the others the outcome stays the same.",
)
_EQUAL, _OWN = Text(nl="gelijke gewichten", en="equal weights"), Text(nl="uw gewichten", en="your weights")
_CHANCE = Text(nl="kans om bij het<br>laagste derde deel te horen", en="chance of being<br>in the lowest third")
_ROBUST = Text(nl="vrijwel zeker", en="almost certainly")
_ALT = Text(
    nl="Per gebied de kans om bij het laagste derde deel te horen, met gelijke gewichten en met die van u. {said}",
    en="Per area the chance of being in the lowest third, with equal weights and with yours. {said}",
)


def labels(parts: Sequence[str], indicators: Mapping[str, Indicator], lang: Lang) -> list[str]:
    """The short name of each part, for its slider."""
    return [capacity.short_title(indicators[one], lang) for one in parts]


def counts(names: Sequence[str], weights: Sequence[int], lang: Lang) -> str:
    """How much each part counts, as a percentage of the whole."""
    shares = robustness.pillar_shares(weights if any(weights) else None, len(names))
    told = [f"{name} {percent(share, lang)}" for name, share in zip(names, shares, strict=True)]
    return _COUNTS(lang).format(parts=listing(told, lang))


def changed(equal: pd.DataFrame, own: pd.DataFrame) -> list[str]:
    """Names of the areas that are near-certainly in a third under one set of weights and not under the other."""
    moved = pd.Series(False, index=equal.index)
    for kind in _ENDS:
        moved |= equal["kind"].eq(kind) != own["kind"].eq(kind)
    return [str(name) for name in equal.loc[moved, "name"]]


def answer(equal: pd.DataFrame, own: pd.DataFrame | None, level: str, lang: Lang) -> str:
    """What the reader's weights change; ``own`` is None while all parts count as much."""
    if own is None:
        return _MOVE(lang)
    plural, names = Level(level).plural(lang), changed(equal, own)
    if not names:
        return _UNCHANGED(lang).format(areas=plural)
    known = int(equal["kind"].ne("").sum())
    return _CHANGED(lang).format(
        k=number(len(names), lang), n=number(known, lang), areas=plural, names=named(names, lang)
    )


def table(equal: pd.DataFrame, own: pd.DataFrame, lang: Lang) -> pd.DataFrame:
    """Which areas are near-certainly at either end under both sets of weights, and which under one only."""
    columns = {_WHEN(lang): [one(lang) for one in (_BOTH, _ONLY_EQUAL, _ONLY_OWN)]}
    for kind, title in _ENDS.items():
        before, after = equal["kind"].eq(kind), own["kind"].eq(kind)
        chosen = (before & after, before & ~after, after & ~before)
        columns[title(lang)] = [named(equal.loc[one, "name"].tolist(), lang) or "–" for one in chosen]
    return pd.DataFrame(columns)


def chances(equal: pd.DataFrame, own: pd.DataFrame, lang: Lang, mode: Mode) -> go.Figure:
    """Per area the chance of the lowest third with equal weights (open) and the reader's (full), in the order of names."""
    palette, figure = PALETTES[mode], go.Figure()
    known = equal.index[equal["kind"].ne("") & own["kind"].ne("")]
    places, names = list(range(len(known))), equal.loc[known, "name"].tolist()
    before, after = (one.loc[known, "lowest_third"].tolist() for one in (equal, own))
    lines = {"x": [v for pair in zip(before, after, strict=True) for v in (*pair, None)],
             "y": [v for place in places for v in (place, place, None)]}  # fmt: skip
    figure.add_trace(
        go.Scatter(**lines, mode="lines", line={"color": palette.data, "width": 2}, hoverinfo="skip", showlegend=False)
    )
    for values, words, symbol in ((before, _EQUAL, "circle-open"), (after, _OWN, "circle")):
        told = [f"<b>{escape(n)}</b><br>{words(lang)}: {percent(v, lang)}" for n, v in zip(names, values, strict=True)]
        marker = {"symbol": symbol, "size": 12, "color": palette.data, "line": {"color": palette.data, "width": 2.2}}
        figure.add_trace(
            go.Scatter(x=values, y=places, mode="markers", name=words(lang), marker=marker, customdata=told,
                       hovertemplate="%{customdata}<extra></extra>", cliponaxis=False)
        )  # fmt: skip
    figure.add_vline(x=robustness.ROBUST_FROM, line={"color": palette.border, "width": 1.5, "dash": "dash"})
    figure.add_annotation(x=robustness.ROBUST_FROM, y=1, yref="paper", yanchor="bottom", xanchor="right", showarrow=False,
                          text=f"{_ROBUST(lang)} →", font={"color": palette.faint})  # fmt: skip
    figure.update_xaxes(range=[-0.03, 1.03], tickformat=".0%", title={"text": _CHANCE(lang), "font": {"size": 15}})
    figure.update_yaxes(tickvals=places, ticktext=[escape(n) for n in names], range=[len(names) - 0.4, -0.6])
    return dressed(figure, lang, mode, height=170 + 26 * len(names))


def chances_alt(said: str, lang: Lang) -> str:
    """What :func:`chances` shows; ``said``: the sentence of :func:`answer`."""
    return _ALT(lang).format(said=said)
