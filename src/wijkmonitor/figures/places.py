"""Meeting places: the sentence about who can walk to one, the four criteria, staff against residents, the address list."""

from __future__ import annotations

from collections.abc import Collection
from html import escape

import pandas as pd
import plotly.graph_objects as go

from wijkmonitor.columns import TABLES
from wijkmonitor.figures import place_hours, sentences
from wijkmonitor.figures.chart_style import dressed
from wijkmonitor.figures.theme import PALETTES, TEXTURES, Mode, Texture
from wijkmonitor.groups import PLACE_TYPE
from wijkmonitor.indicator import FEW_PLACES
from wijkmonitor.level import Level
from wijkmonitor.text import Lang, Text, number

CRITERIA: dict[str, Text] = {
    "low_threshold": Text(nl="lage drempel", en="low threshold"),
    "free_entry": Text(nl="gratis binnenlopen", en="free to enter"),
    "comfortable": Text(nl="prettig om te zijn", en="comfortable"),
    "known_and_new": Text(nl="bekende en nieuwe mensen", en="known and new people"),
}
"""The four criteria of a third place, after Oldenburg, by their column in ``Snapshot.places``; each runs from 0 to 4."""
OPTIONAL: dict[str, Text] = {
    "conversation": Text(nl="er wordt gepraat", en="people talk"),
    "equal_footing": Text(nl="iedereen telt gelijk", en="everybody counts alike"),
    "low_profile": Text(nl="gewoon en zonder opsmuk", en="plain, without frills"),
    "playful": Text(nl="luchtige sfeer", en="a playful mood"),
}
"""Oldenburg's other four, by their column; shown where they were judged, never part of the score."""
_MARKS = CRITERIA | OPTIONAL
HIGHEST = 4
LIST: dict[str, Text] = {
    "name": Text(nl="Plek", en="Place"),
    "type": PLACE_TYPE.text,
    "where": Text(nl="Adres of buurt", en="Address or buurt"),
    "open_when": Text(nl="Wanneer open", en="When open"),
    "opening_hours": Text(nl="Openingstijden", en="Opening hours"),
    "quality": Text(nl="Kwaliteit (0-100)", en="Quality (0-100)"),
}
"""Columns of the address list and their headings."""

_HALF = 0.5
_FEWER = Text(
    nl="is een ontmoetingsplek voor minder dan de helft van de bewoners te belopen ({m} meter)",
    en="fewer than half of the residents have a meeting place within walking distance ({m} metres)",
)
_EVERYWHERE = Text(
    nl="In alle {n} {areas}{known} kan ten minste de helft van de bewoners naar een ontmoetingsplek lopen ({m} meter).",
    en="In all {n} {areas}{known} at least half of the residents can walk to a meeting place ({m} metres).",
)
_HERE = Text(
    nl="Ten minste de helft van de bewoners kan naar een ontmoetingsplek lopen ({m} meter).",
    en="At least half of the residents can walk to a meeting place ({m} metres).",
)
_WITH_FIGURE = Text(nl=" met een cijfer", en=" with a figure")
_SCORED = Text(nl="{mean} van 4 ({n})", en="{mean} of 4 ({n})")
_PLACES_RATED = Text(nl="{n} plekken beoordeeld", en="{n} places rated")
_PLACE_RATED = Text(nl="1 plek beoordeeld", en="1 place rated")
_UNKNOWN_PLACE = Text(nl="ligging onbekend", en="location unknown")
_LISTED = Text(nl="De plekken in {a}", en="The places in {a}")
_LISTED_KIND = Text(nl="De plekken in {a}: {k}", en="The places in {a}: {k}")
ALL_KINDS = Text(nl="alle soorten plekken", en="all kinds of place")


def who_can_walk(rows: pd.DataFrame, walking_m: int, level: str, lang: Lang) -> str:
    """In how many areas fewer than half of the residents reach a meeting place; or that at least half do everywhere.

    ``rows``: ``rows.COLUMNS`` of the indicator of reach. Empty when there is no figure at all.
    """
    told = rows.dropna(subset=["value"])
    if len(told) and (told["value"] >= _HALF).all():
        areas = Level(level).plural(lang)
        known = _WITH_FIGURE(lang) if len(told) < len(rows) else ""
        everywhere = _HERE if len(rows) == 1 else _EVERYWHERE
        said = everywhere(lang).format(n=number(len(told), lang), areas=areas, known=known, m=walking_m)
        return said + sentences.caution(told["verdict"].tolist(), lang)
    return sentences.fewer_than(rows, _HALF, _FEWER.fill(m=walking_m), level, lang)


def of_kind(places: pd.DataFrame, kind: str) -> pd.DataFrame:
    """The places of one kind (``library``); all of them for no kind ("")."""
    return places[places["type"] == kind] if kind else places


def kinds_in(places: pd.DataFrame) -> dict[str, Text]:
    """The kinds of place that occur, in their order."""
    return {kind: words for kind, words in PLACE_TYPE.categories.items() if kind in set(places["type"])}


def list_title(kind: str, area: str) -> Text:
    """The heading of the list: the places in an area, of one kind when there is one."""
    return _LISTED_KIND.fill(a=area, k=PLACE_TYPE.categories[kind]) if kind else _LISTED.fill(a=area)


def criteria(places: pd.DataFrame, marks: Collection[str] = tuple(CRITERIA)) -> pd.DataFrame:
    """Mean of each mark over the places and the number of places rated on it: columns criterion, mean, n."""
    rated = places[list(marks)]
    return pd.DataFrame({"criterion": list(marks), "mean": rated.mean().to_list(), "n": rated.count().to_list()})


def criteria_words(means: pd.DataFrame, lang: Lang) -> list[str]:
    """Each mean with its number of places: ``2,9 van 4 (14)``; a dash where nobody rated it."""
    return [
        _SCORED(lang).format(mean=number(row.mean_score, lang, 1), n=_rated(int(row.n), lang)) if row.n else "–"
        for row in means.rename(columns={"mean": "mean_score"}).itertuples(index=False)
    ]


def _rated(n: int, lang: Lang) -> str:
    return _PLACE_RATED(lang) if n == 1 else _PLACES_RATED(lang).format(n=number(n, lang))


def criteria_chart(means: pd.DataFrame, lang: Lang, mode: Mode) -> go.Figure:
    """A dot per criterion on a line from 0 to 4; an open dot when fewer than ``FEW_PLACES`` places were rated.

    ``means``: what :func:`criteria` returns; a criterion that nobody rated has no dot.
    """
    palette, figure = PALETTES[mode], go.Figure()
    words = criteria_words(means, lang)
    for place, row in enumerate(means.to_dict("records")):
        figure.add_shape(
            type="line", x0=0, x1=HIGHEST, y0=place, y1=place, layer="below", line={"color": palette.grid, "width": 2}
        )
        texture = Texture.FULL if row["n"] >= FEW_PLACES else Texture.HATCHED
        if row["n"]:
            look = {
                "symbol": TEXTURES[texture].symbol,
                "size": 13,
                "color": palette.data,
                "line": {"color": palette.data, "width": 2.2},
            }
            figure.add_trace(
                go.Scatter(
                    x=[row["mean"]], y=[place], mode="markers", marker=look, showlegend=False, cliponaxis=False,
                    hovertemplate=f"{escape(words[place])}<extra></extra>",
                )
            )  # fmt: skip
    labels = [f"{_MARKS[c](lang)}<br>{w}" for c, w in zip(means["criterion"], words, strict=True)]
    figure.update_yaxes(
        tickvals=list(range(len(means))), ticktext=labels, range=[len(means) - 0.4, -0.6], showgrid=False
    )
    figure.update_xaxes(range=[0, HIGHEST], dtick=1, showgrid=False)
    drawn = dressed(figure, lang, mode, height=40 + 52 * len(means))
    return drawn.update_layout(margin_t=6, margin_r=16)


def criteria_alt(means: pd.DataFrame, lang: Lang) -> str:
    """What :func:`criteria_chart` shows, in words."""
    pairs = zip(means["criterion"], criteria_words(means, lang), strict=True)
    return "; ".join(f"{_MARKS[criterion](lang)}: {said}" for criterion, said in pairs) + "."


def address_list(places: pd.DataFrame, area_names: pd.Series, lang: Lang) -> pd.DataFrame:
    """The places as a table to read: columns of :data:`LIST`, in the order of names; quality in whole numbers, missing
    where nobody judged. ``area_names``: name per area code."""
    known = _by_name(places)
    named = known["name"].mask(known["name"].eq(""), known["place_id"])
    nearest = known["buurt"].map(area_names).fillna(known["wijk"].map(area_names)).fillna(_UNKNOWN_PLACE(lang))
    where = known["address"].mask(known["address"].eq(""), nearest)
    kinds = known["type"].map({key: text(lang) for key, text in PLACE_TYPE.categories.items()}).fillna(known["type"])
    hours = known["opening_hours"].map(lambda written: place_hours.opening_hours(written, lang))
    quality = known["quality"].round().astype("Int64")
    when = place_hours.open_when(known, lang)
    told = known.assign(name=named, type=kinds, where=where, open_when=when, opening_hours=hours, quality=quality)
    return told[list(LIST)]


def for_download(places: pd.DataFrame) -> pd.DataFrame:
    """The places as a register to hand out: the columns of the snapshot, in the order of names."""
    columns = [field.name for field in TABLES["places"]]
    return _by_name(places)[columns]


def _by_name(places: pd.DataFrame) -> pd.DataFrame:
    """In the order of names, as a reader looks for them; places without a name last."""
    ordered = places.assign(nameless=places["name"].eq(""), spelled=places["name"].str.casefold())
    return ordered.sort_values(["nameless", "spelled", "place_id"], kind="stable", ignore_index=True)[places.columns]
