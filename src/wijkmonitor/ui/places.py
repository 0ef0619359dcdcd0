"""Pieces of the page on meeting places: its choices, white spots, marks and judges, and the list beside the map."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from wijkmonitor.figures import lens as for_whom
from wijkmonitor.figures import place_hours, place_ratings, places, white_spots
from wijkmonitor.figures import rows as figure_rows
from wijkmonitor.figures.theme import Mode
from wijkmonitor.groups import DAYPART, LENS, PLACE_TYPE
from wijkmonitor.text import Lang, Text
from wijkmonitor.ui import controls, layers, widgets
from wijkmonitor.ui.cache import Keep, anew
from wijkmonitor.ui.page import Page
from wijkmonitor.ui.topic import Topic

_MOST_TABLE_ROWS = 15
_ANY_TIME = Text(nl="maakt niet uit", en="any time")
_WHEN = Text(nl="Wanneer open", en="Open when")
_NONE_SUCH = Text(
    nl="Hier staat geen plek op de lijst die aan uw keuze voldoet.", en="No place on the list here meets your choice."
)
_CRITERIA = Text(nl="De vier kenmerken van een goede plek", en="The four marks of a good place")
_OPTIONAL = Text(nl="Vier andere kenmerken", en="Four other marks")
_WHO_JUDGES = Text(nl="Wie oordeelt hoe?", en="Who judges how?")
_NOT_RATED = Text(
    nl="De plekken hier zijn nog niet beoordeeld. Met een oordeel in de kolommen {columns} ziet u hier de vier kenmerken.",
    en="The places here have not been rated yet. With ratings in the columns {columns} you will see the four marks here.",
)
_WHITE_SPOTS = Text(nl="Wie heeft niets in de buurt?", en="Who has nothing nearby?")
_ON_THE_MAP = Text(nl="Bekijk dit op de kaart", en="See this on the map")


def choose_kind(page: Page, listed: pd.DataFrame) -> str:
    """The kind of place in the list and on the map; "" for all."""
    return controls.choose(
        "kind", PLACE_TYPE.text, places.kinds_in(listed), page.view.kind, page.view.lang, nothing=places.ALL_KINDS
    )


def choose_daypart(page: Page) -> str:
    """The part of the day in which places must be open; "" for any time."""
    return controls.choose("daypart", _WHEN, DAYPART.categories, page.view.daypart, page.view.lang, nothing=_ANY_TIME)


def choose_lens(page: Page) -> str:
    """For whom: everybody, or one of the groups whose figure is known."""
    return page.choose_group(dict(zip(LENS.groups, LENS.categories.values(), strict=True)))


def show_white_spots(page: Page, group: str, area: str) -> None:
    """How many residents have no place nearby and where most of them live, with the way to their map."""
    lang, view = page.view.lang, page.view
    if white_spots.WITHOUT not in page.snapshot.indicators or white_spots.REACH not in page.snapshot.indicators:
        return

    def told() -> str:
        few, share = (
            figure_rows.one(page.snapshot, key, view.edition, area or page.top, group)
            for key in (white_spots.WITHOUT, white_spots.REACH)
        )
        smallest = page.offer.levels(view.edition)[-1].value
        parts = figure_rows.shown(page.snapshot, white_spots.WITHOUT, view.edition, smallest, group)
        inside = page.offer.areas_in(view.edition).reindex(parts["code"])["parent"].to_numpy() == area
        within = parts if not area else parts[inside]
        return white_spots.sentence(few, share, within, page.area_name(area or page.top), group, lang)

    said = page.keep("white spots", group, area)("sentence", told)
    if said:
        st.subheader(_WHITE_SPOTS(lang), anchor=False)
        layers.say(said)
        if view.indicator != white_spots.WITHOUT:
            page.link("ontmoetingsplekken", _ON_THE_MAP, indicator=white_spots.WITHOUT)


def about_choice(topic: Topic, lens: str, daypart: str, walking_m: float | None, listed: pd.DataFrame) -> str:
    """What a choice of for whom and when does to the figures and the list, in a few sentences."""
    lang, by_group = topic.page.view.lang, LENS.key in topic.indicator.groups
    told = (
        white_spots.shorter_walk(topic.page.view.group, walking_m, lang) if by_group else "",
        place_hours.map_is_of(lens, daypart, lang) if by_group else "",
        place_hours.left_out(listed, daypart, lang),
        for_whom.map_of_everybody(topic.indicator, lens, lang),
    )
    return " ".join(one for one in told if one)


def show_address_list(rows: pd.DataFrame, area_names: pd.Series, lang: Lang, keep: Keep = anew) -> None:
    """The places of one area by name: few as a table that reads aloud, many as a grid for the keyboard."""
    table = keep("places", lambda: places.address_list(rows, area_names, lang).dropna(axis="columns", how="all"))
    titles = {column: heading(lang) for column, heading in places.LIST.items() if column in table}
    alt = ", ".join(titles.values())
    if table.empty:
        st.caption(_NONE_SUCH(lang))
    elif len(table) > _MOST_TABLE_ROWS:
        st.dataframe(table.rename(columns=titles), hide_index=True, height=430, alt=alt, placeholder="–")
    else:
        written = table.astype("object").where(table.notna(), "–")
        widgets.show_plain_table(written.rename(columns=titles), alt)


def show_criteria(rows: pd.DataFrame, lang: Lang, mode: Mode, *, key: str, keep: Keep = anew) -> None:
    """The four criteria over the places of one area; the optional four folded, where anybody judged them."""
    if rows.empty:
        return
    st.markdown(f"**{_CRITERIA(lang)}**")
    means = keep("means", lambda: places.criteria(rows))
    if not means["n"].any():
        st.caption(_NOT_RATED(lang).format(columns=", ".join(f"`{one}`" for one in places.CRITERIA)))
        return
    figure = keep("criteria", lambda: places.criteria_chart(means, lang, mode))
    widgets.show_chart(figure, alt=places.criteria_alt(means, lang), key=key)
    others = keep("others", lambda: places.criteria(rows, places.OPTIONAL))
    if others["n"].any():
        with st.expander(_OPTIONAL(lang)):
            drawn = keep("optional", lambda: places.criteria_chart(others, lang, mode))
            widgets.show_chart(drawn, alt=places.criteria_alt(others, lang), key=f"{key}-andere")


def show_judges(page: Page, rows: pd.DataFrame, area: str) -> None:
    """Who judges the places of an area how, and what staff and residents think of the same ones."""
    lang, code = page.view.lang, area or page.top
    keep = page.keep("judges", area)
    table = keep("table", lambda: place_ratings.by_rater(rows, lang))
    if len(table) < 2:
        return
    st.subheader(_WHO_JUDGES(lang), anchor=False)
    widgets.show_plain_table(table, _WHO_JUDGES(lang))
    gap = keep("gap", lambda: place_ratings.gap(page.snapshot, page.view.edition, code, page.area_name(code), lang))
    layers.say(gap or keep("same", lambda: place_ratings.staff_and_residents(rows, lang)))
    st.caption(place_ratings.NOT_THE_SAME(lang))
