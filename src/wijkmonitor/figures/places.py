"""Meeting places: the sentence about who can walk to one, the four criteria, staff against residents, the address list."""

from __future__ import annotations

import re
from html import escape

import pandas as pd
import plotly.graph_objects as go

from wijkmonitor.columns import TABLES
from wijkmonitor.figures import sentences
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
HIGHEST = 4
LIST: dict[str, Text] = {
    "name": Text(nl="Plek", en="Place"),
    "type": PLACE_TYPE.text,
    "where": Text(nl="Adres of buurt", en="Address or buurt"),
    "opening_hours": Text(nl="Open", en="Open"),
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
_GAP = Text(
    nl="Bij de {n} plekken die door allebei zijn beoordeeld, geven medewerkers gemiddeld {staff} van 100 en bewoners "
    "{residents} van 100.",
    en="For the {n} places rated by both, staff give {staff} of 100 on average and residents {residents} of 100.",
)
_GAP_ONE = Text(
    nl="Bij de ene plek die door allebei is beoordeeld, geven medewerkers {staff} van 100 en bewoners {residents} van 100.",
    en="For the one place rated by both, staff give {staff} of 100 and residents {residents} of 100.",
)
_FEW = Text(nl=" Dit is indicatief: het zijn weinig plekken.", en=" This is indicative: there are few places.")
_UNKNOWN_PLACE = Text(nl="ligging onbekend", en="location unknown")
_LISTED = Text(nl="De plekken in {a}", en="The places in {a}")
_LISTED_KIND = Text(nl="De plekken in {a}: {k}", en="The places in {a}: {k}")
_KINDS = Text(nl="alle soorten plekken", en="all kinds of place")
_DUTCH_HOURS = dict(zip("Mo Tu We Th Fr Sa Su PH SH off".split(),
                        "ma di wo do vr za zo feestdagen schoolvakanties gesloten".split(), strict=True))  # fmt: skip
_HOURS_WORD = re.compile(r"\b(" + "|".join(_DUTCH_HOURS) + r")\b")


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


def of_kind(places: pd.DataFrame, group: str) -> pd.DataFrame:
    """The places of one kind, written as a group (``type:library``); all of them for any other group."""
    return places[places["type"] == group.partition(":")[2]] if group in PLACE_TYPE.groups else places


def kind_choices() -> dict[str, Text]:
    """Every kind of place as a group, in its order, after "all kinds"."""
    return {"all": _KINDS, **dict(zip(PLACE_TYPE.groups, PLACE_TYPE.categories.values(), strict=True))}


def list_title(group: str, area: str) -> Text:
    """The heading of the list: the places in an area, of one kind when ``group`` names one."""
    if group not in PLACE_TYPE.groups:
        return _LISTED.fill(a=area)
    return _LISTED_KIND.fill(a=area, k=kind_choices()[group])


def criteria(places: pd.DataFrame) -> pd.DataFrame:
    """Mean of each criterion over the places and the number of places rated on it: columns criterion, mean, n."""
    rated = places[list(CRITERIA)]
    return pd.DataFrame({"criterion": list(CRITERIA), "mean": rated.mean().to_list(), "n": rated.count().to_list()})


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
    labels = [f"{CRITERIA[c](lang)}<br>{w}" for c, w in zip(means["criterion"], words, strict=True)]
    figure.update_yaxes(
        tickvals=list(range(len(means))), ticktext=labels, range=[len(means) - 0.4, -0.6], showgrid=False
    )
    figure.update_xaxes(range=[0, HIGHEST], dtick=1, showgrid=False)
    drawn = dressed(figure, lang, mode, height=40 + 52 * len(means))
    return drawn.update_layout(margin_t=6, margin_r=16)


def criteria_alt(means: pd.DataFrame, lang: Lang) -> str:
    """What :func:`criteria_chart` shows, in words."""
    pairs = zip(means["criterion"], criteria_words(means, lang), strict=True)
    return "; ".join(f"{CRITERIA[criterion](lang)}: {said}" for criterion, said in pairs) + "."


def staff_and_residents(places: pd.DataFrame, lang: Lang) -> str:
    """What staff and residents think of the same places, as a sentence; empty when none was rated by both."""
    both = places.dropna(subset=["quality_staff", "quality_resident"])
    if both.empty:
        return ""
    staff, residents = (number(both[column].mean(), lang) for column in ("quality_staff", "quality_resident"))
    said = _GAP_ONE if len(both) == 1 else _GAP
    told = said(lang).format(n=number(len(both), lang), staff=staff, residents=residents)
    return told + (_FEW(lang) if len(both) < FEW_PLACES else "")


def opening_hours(written: str, lang: Lang) -> str:
    """Opening hours as they were written (OSM syntax), with Dutch names of days in Dutch."""
    return _HOURS_WORD.sub(lambda found: _DUTCH_HOURS[found[0]], written) if lang == "nl" else written


def address_list(places: pd.DataFrame, area_names: pd.Series, lang: Lang) -> pd.DataFrame:
    """The places as a table to read: columns of :data:`LIST`, in the order of names; quality in whole numbers, missing
    where nobody judged. ``area_names``: name per area code."""
    known = _by_name(places)
    named = known["name"].mask(known["name"].eq(""), known["place_id"])
    nearest = known["buurt"].map(area_names).fillna(known["wijk"].map(area_names)).fillna(_UNKNOWN_PLACE(lang))
    where = known["address"].mask(known["address"].eq(""), nearest)
    kinds = known["type"].map({key: text(lang) for key, text in PLACE_TYPE.categories.items()}).fillna(known["type"])
    hours = known["opening_hours"].map(lambda written: opening_hours(written, lang))
    quality = known["quality"].round().astype("Int64")
    return known.assign(name=named, type=kinds, where=where, opening_hours=hours, quality=quality)[list(LIST)]


def for_download(places: pd.DataFrame) -> pd.DataFrame:
    """The places as a register to hand out: the columns of the snapshot, in the order of names."""
    columns = [field.name for field in TABLES["places"]]
    return _by_name(places)[columns]


def _by_name(places: pd.DataFrame) -> pd.DataFrame:
    """In the order of names, as a reader looks for them; places without a name last."""
    ordered = places.assign(nameless=places["name"].eq(""), spelled=places["name"].str.casefold())
    return ordered.sort_values(["nameless", "spelled", "place_id"], kind="stable", ignore_index=True)[places.columns]
