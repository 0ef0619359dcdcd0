"""How unevenly something is spread over the buurten: what goes in, the Lorenz curve, the numbers and their sentences."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from wijkmonitor.edition import Dataset
from wijkmonitor.estimate import ALL
from wijkmonitor.figures import sentences, words
from wijkmonitor.figures.chart_style import dressed
from wijkmonitor.figures.theme import PALETTES, Mode
from wijkmonitor.indicator import Indicator
from wijkmonitor.level import Level
from wijkmonitor.snapshot import Snapshot
from wijkmonitor.text import Lang, Text, number, percent

USUAL = "capacity_scale"
INCOME = "income_per_inhabitant"
FEWEST_AREAS = 8
"""With fewer buurten one number for all of them says nothing."""

GINI, BETWEEN, WITHIN, P90_P10, CONCENTRATION, THEIL = (
    "gini", "theil_between_share", "theil_within_share", "p90_p10", "concentration", "theil",
)  # fmt: skip
ABOUT_AREAS = Text(
    nl="Verschillen tussen gebieden zijn geen ongelijkheid tussen mensen: binnen elke buurt verschillen mensen veel meer van "
    "elkaar dan buurten onderling.",
    en="Differences between areas are not inequality between persons: within every buurt people differ far more from each "
    "other than buurten do.",
)
_NAMES = {
    GINI: Text(nl="Gini", en="Gini"),
    P90_P10: Text(nl="P90/P10", en="P90/P10"),
    THEIL: Text(nl="Theil", en="Theil"),
    BETWEEN: Text(nl="Theil: deel tussen wijken", en="Theil: part between wijken"),
    WITHIN: Text(nl="Theil: deel binnen wijken", en="Theil: part within wijken"),
    CONCENTRATION: Text(nl="Samenhang met inkomen", en="Concentration by income"),
}
_MEANS = {
    GINI: Text(
        nl="0: alle buurten hebben evenveel. 1: één buurt heeft alles.",
        en="0: all buurten have as much. 1: one has all.",
    ),
    P90_P10: Text(
        nl="Bewoners op een rij, van lage naar hoge buurt: het cijfer op 90% gedeeld door dat op 10%.",
        en="Residents in a row, from low to high buurt: the figure at 90% divided by that at 10%.",
    ),
    THEIL: Text(nl="Nog een maat: 0 is overal evenveel.", en="Another measure: 0 is as much everywhere."),
    BETWEEN: Text(
        nl="Het deel dat blijft als elke buurt het gemiddelde van haar wijk had.",
        en="The part that remains if every buurt had the mean of its wijk.",
    ),
    WITHIN: Text(nl="Het deel tussen buurten van dezelfde wijk.", en="The part between buurten of the same wijk."),
    CONCENTRATION: Text(
        nl="Boven 0: hoger in rijkere buurten. Onder 0: hoger in armere buurten.",
        en="Above 0: higher in richer buurten. Below 0: higher in poorer buurten.",
    ),
}
_ANSWER = Text(
    nl="{title}: in een buurt hoog in de reeks is dit cijfer {ratio} keer zo hoog als in een buurt laag in de reeks; "
    "waarschijnlijk tussen {low} en {high}.",
    en="{title}: in a buurt high in the row this figure is {ratio} times as high as in a buurt low in the row; probably between "
    "{low} and {high}.",
)
_UNKNOWN = Text(
    nl="{title}: hoe ver de buurten uit elkaar liggen, is niet te zeggen.",
    en="{title}: how far apart the buurten are cannot be said.",
)
_MOSTLY_BETWEEN = Text(
    nl=" De verschillen lopen vooral tussen wijken: {share} ervan (waarschijnlijk tussen {low} en {high}).",
    en=" The differences are mostly between wijken: {share} of them (probably between {low} and {high}).",
)
_MOSTLY_WITHIN = Text(
    nl=" De verschillen zitten vooral binnen wijken, tussen hun buurten: {share} ervan (waarschijnlijk tussen {low} en {high}).",
    en=" The differences are mostly within wijken, between their buurten: {share} of them (probably between {low} and {high}).",
)
_RICHER = Text(nl=" In rijkere buurten is het aantoonbaar hoger.", en=" In richer buurten it is demonstrably higher.")
_POORER = Text(nl=" In armere buurten is het aantoonbaar hoger.", en=" In poorer buurten it is demonstrably higher.")
_NO_LINK = Text(
    nl=" Een samenhang met het inkomen van de buurt is niet aantoonbaar.",
    en=" A link with the income of the buurt is not demonstrable.",
)
NO_INCOME = Text(
    nl="Het inkomen per buurt ontbreekt; daarom is de samenhang met inkomen niet uitgerekend.",
    en="The income per buurt is missing; that is why the concentration by income was not worked out.",
)
_EQUAL = Text(nl="als alle buurten evenveel hadden", en="if all buurten had as much")
_CURVE = Text(nl="zoals het is", en="as it is")
_MARGIN = Text(nl="marge (90%)", en="margin (90%)")
_ACROSS = Text(
    nl="bewoners, geordend van de buurt met het minste<br>naar de buurt met het meeste",
    en="residents, ordered from the buurt with the least<br>to the buurt with the most",
)
_UP = Text(nl="deel van het totaal", en="share of the total")
_HALF = Text(
    nl="Lorenzcurve van {title}. De helft van de bewoners, in de buurten met het minste, heeft samen {share} van het totaal "
    "(waarschijnlijk tussen {low} en {high}); bij gelijke verdeling zou dat 50% zijn.",
    en="Lorenz curve of {title}. Half of the residents, in the buurten with the least, together have {share} of the total "
    "(probably between {low} and {high}); with an equal spread it would be 50%.",
)


def options(snapshot: Snapshot, edition: str) -> list[str]:
    """The survey indicators that can be chosen: modelled for enough buurten of an edition, on a scale from 0."""
    mine = snapshot.models[snapshot.models["edition"] == edition]
    enough = mine.groupby("indicator")["area"].nunique()
    known = [key for key, one in snapshot.indicators.items() if enough.get(key, 0) >= FEWEST_AREAS and _has_zero(one)]
    return sorted(known, key=lambda key: key != USUAL)


def _has_zero(indicator: Indicator) -> bool:
    limits = indicator.unit.limits
    return Dataset.SURVEY in indicator.needs and limits is not None and limits[0] == 0


def inputs(snapshot: Snapshot, key: str, edition: str) -> pd.DataFrame:
    """The modelled buurten of an indicator by code: value, rmse, shrinkage, population, wijk, income (maybe missing)."""
    mine = snapshot.models
    mine = mine[(mine["indicator"] == key) & (mine["edition"] == edition) & (mine["level"] == Level.BUURT.value)]
    vintage = {one["name"]: int(one["vintage"]) for one in snapshot.editions}[edition]
    places = snapshot.areas_of(vintage, Level.BUURT.value)[["population", "parent"]].rename(columns={"parent": "wijk"})
    income = snapshot.estimates.iloc[:0]
    if INCOME in snapshot.indicators:
        income = snapshot.pick(INCOME, edition, Level.BUURT.value, ALL)
    known = mine.set_index("area")[["value", "rmse", "shrinkage"]].join(places, how="inner")
    known["income"] = income.set_index("area")["value"].reindex(known.index).astype(float)
    return known[known["population"].gt(0)]


def lorenz_chart(band: pd.DataFrame, lang: Lang, mode: Mode) -> go.Figure:
    """The Lorenz curve with its 90 % band. ``band``: population_share, share, low, high, all 0 to 1."""
    palette, figure = PALETTES[mode], go.Figure()
    across = band["population_share"].tolist()
    figure.add_trace(
        go.Scatter(x=[0, 1], y=[0, 1], mode="lines", name=_EQUAL(lang), hoverinfo="skip",
                   line={"color": palette.municipal, "width": 2, "dash": "dash"})
    )  # fmt: skip
    figure.add_trace(
        go.Scatter(x=across + across[::-1], y=band["high"].tolist() + band["low"].tolist()[::-1], mode="lines",
                   fill="toself", fillcolor=palette.sequential[1], line={"width": 0}, name=_MARGIN(lang), hoverinfo="skip")
    )  # fmt: skip
    told = [f"{percent(x, lang)} → {percent(y, lang, 1)}" for x, y in zip(across, band["share"], strict=True)]
    figure.add_trace(
        go.Scatter(x=across, y=band["share"].tolist(), mode="lines", name=_CURVE(lang), customdata=told,
                   hovertemplate="%{customdata}<extra></extra>", line={"color": palette.data, "width": 3.5})
    )  # fmt: skip
    figure.update_xaxes(range=[0, 1], tickformat=".0%", title={"text": _ACROSS(lang), "font": {"size": 15}})
    figure.update_yaxes(range=[0, 1], tickformat=".0%", title={"text": _UP(lang), "font": {"size": 15}})
    return dressed(figure, lang, mode, height=560)


def lorenz_alt(band: pd.DataFrame, indicator: Indicator, lang: Lang) -> str:
    """What the Lorenz curve shows: what half of the residents have."""
    half = band.iloc[(band["population_share"] - 0.5).abs().argmin()]
    said = {end: percent(float(half[end]), lang) for end in ("share", "low", "high")}
    return _HALF(lang).format(title=sentences.spoken_title(indicator, lang), **said)


def answer(found: pd.DataFrame, indicator: Indicator, lang: Lang) -> str:
    """How far the buurten are apart, where that lies and whether income goes along. ``found``: statistic, value, low, high."""
    by = found[found["value"].notna()].set_index("statistic")
    if P90_P10 not in by.index:
        return _UNKNOWN(lang).format(title=indicator.title(lang))
    ratio = {end: number(float(by.at[P90_P10, one]), lang, 2) for end, one in _ENDS.items()}
    said = _ANSWER(lang).format(title=indicator.title(lang), ratio=ratio.pop("share"), **ratio)
    return said + _where(by, lang) + _along_income(by, lang)


_ENDS = {"share": "value", "low": "low", "high": "high"}


def _where(by: pd.DataFrame, lang: Lang) -> str:
    """Between or within wijken, only when the interval leaves out half."""
    for statistic, said in ((BETWEEN, _MOSTLY_BETWEEN), (WITHIN, _MOSTLY_WITHIN)):
        if statistic in by.index and by.at[statistic, "low"] > 0.5:
            return said(lang).format(**{end: percent(float(by.at[statistic, one]), lang) for end, one in _ENDS.items()})
    return ""


def _along_income(by: pd.DataFrame, lang: Lang) -> str:
    if CONCENTRATION not in by.index:
        return ""
    low, high = float(by.at[CONCENTRATION, "low"]), float(by.at[CONCENTRATION, "high"])
    return (_RICHER if low > 0 else _POORER if high < 0 else _NO_LINK)(lang)


def listed(found: pd.DataFrame, lang: Lang) -> str:
    """The numbers with their 90 % interval and what they say, as a list in HTML; those that could not be had are left out."""
    by = found[found["value"].notna()].set_index("statistic")
    items = []
    for name, title in _NAMES.items():
        if name in by.index:
            value, low, high = (_written(name, float(by.at[name, end]), lang) for end in _ENDS.values())
            between = words.INTERVAL(lang).format(low=low, high=high)
            items.append(
                f'<li style="margin:0 0 .7rem">{title(lang)}: <strong style="font-size:1.35rem">{value}</strong> ({between})'
                f"<br>{_MEANS[name](lang)}</li>"
            )
    return f'<ul style="list-style:none;margin:0;padding:0">{"".join(items)}</ul>'


def _written(name: str, value: float, lang: Lang) -> str:
    return percent(value, lang) if name in (BETWEEN, WITHIN) else number(value, lang, _DECIMALS.get(name, 2))


_DECIMALS = {GINI: 3, THEIL: 4, CONCENTRATION: 3}
