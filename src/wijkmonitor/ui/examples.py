"""Pieces of the page with practice examples: the map of the Netherlands, the list beside it, and the card of one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from wijkmonitor.figures import approaches, examples_map
from wijkmonitor.figures.chart_style import CONFIG
from wijkmonitor.figures.theme import Mode
from wijkmonitor.text import Text
from wijkmonitor.ui import controls
from wijkmonitor.ui.page import Page
from wijkmonitor.ui.view import address

_OUTLINE = Path(__file__).parent / "static" / "vendor" / "netherlands.geojson"
_EXAMPLE = Text(nl="Voorbeeld", en="Example")
_ALL = Text(nl="Alle voorbeelden", en="All examples")
_NOTHING = Text(
    nl="In deze momentopname staan nog geen voorbeelden. Verwerk de bestanden opnieuw; dan staan hier de voorbeelden van "
    "wijkmonitor en die uit de map examples van de gemeente.",
    en="This snapshot holds no examples yet. Process the files again; then the examples of wijkmonitor stand here and those "
    "in the municipality's folder examples.",
)
_WORKS = Text(nl="Wat maakt dat het werkt", en="What makes it work")
_FIGURES = Text(nl="In cijfers", en="In figures")
_APPROACHES = Text(nl="Verwante aanpak", en="Related approach")
_NO_APPROACH = Text(nl="Dit voorbeeld volgt een eigen weg.", en="This example goes its own way.")
_READING = Text(nl="Welke aanpak erbij past, is onze lezing.", en="Which approach goes with it is our reading.")
_SOURCE = Text(nl="Stand van {y}. Bron: {s}", en="As of {y}. Source: {s}")
_OWN = Text(nl="De gemeente heeft dit voorbeeld toegevoegd.", en="The municipality added this example.")
_CHOOSE = Text(
    nl="Kies een voorbeeld in de lijst of klik op een letter op de kaart.",
    en="Choose an example in the list or click a letter on the map.",
)
_LIST = Text(nl="De voorbeelden", en="The examples")
_CREDIT = Text(
    nl="Omtrek: Natural Earth (publiek domein). Grote meren zijn niet getekend.",
    en="Outline: Natural Earth (public domain). Large lakes are not drawn.",
)


def in_order(described: Mapping[str, Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    """The examples by title."""
    return dict(sorted(described.items(), key=lambda pair: str(pair[1]["title"]["nl"]).casefold()))


def choose_example(page: Page, described: Mapping[str, Mapping[str, Any]]) -> str:
    """One of the examples, or "" for all."""
    titles = {key: approaches.text(one["title"]) for key, one in described.items()}
    return controls.choose("example", _EXAMPLE, titles, page.view.example, page.view.lang, nothing=_ALL)


def show_nothing(page: Page) -> None:
    """Why there is no example to show, in a snapshot made before they were kept."""
    st.info(page.say(_NOTHING))


def show_map(page: Page, described: Mapping[str, Mapping[str, Any]], chosen: str, mode: Mode) -> None:
    """The map; a click on a letter chooses that example."""
    lang = page.view.lang

    def clicked() -> None:
        picked = (st.session_state.get("voorbeelden-kaart") or {}).get("selection", {}).get("points", [])
        key = next((str(one.get("customdata") or "") for one in picked), "")
        if key in described:
            controls.put(example=key)

    figure = page.keep("voorbeelden", mode, chosen)(
        "map", lambda: examples_map.examples_map(_outline(), described, chosen, lang, mode)
    )
    st.plotly_chart(
        figure,
        theme=None,
        config=CONFIG,
        alt=examples_map.alt(described, lang),
        key="voorbeelden-kaart",
        on_select=clicked,
        selection_mode="points",
    )
    st.caption(page.say(_CREDIT))


@cache
def _outline() -> tuple[tuple[tuple[float, float], ...], ...]:
    """The outer rings of the Netherlands, (lon, lat) in degrees."""
    feature = json.loads(_OUTLINE.read_text(encoding="utf-8"))
    return tuple(tuple((lon, lat) for lon, lat in part[0]) for part in feature["geometry"]["coordinates"])


def show_list(page: Page, described: Mapping[str, Mapping[str, Any]], chosen: str, mode: Mode) -> None:
    """Every example as a link, with its letter and where it is."""
    st.subheader(page.say(_LIST), anchor=False)
    st.caption(page.say(_CHOOSE))

    def link(key: str) -> str:
        return "voorbeelden?" + urlencode(address(st.query_params, example=key))

    st.html(examples_map.listed(described, chosen, page.view.lang, mode, link))


def show_card(page: Page, one: Mapping[str, Any]) -> None:
    """One example: where, what, what makes it work, what is known in figures, and which approach it is akin to."""
    lang = page.view.lang
    with st.container(border=True):
        title, where = escape(one["title"][lang]), escape(examples_map.where(one))
        st.html(f'<h2 style="margin:0;padding:0;font-size:1.4rem">{title}</h2><p style="margin:.2rem 0 0">{where}</p>')
        st.markdown(f"**{approaches.plain(one['what'][lang])}**")
        st.markdown(approaches.story(one, lang))
        st.markdown(f"**{page.say(_WORKS)}**\n\n{approaches.bullets(one['works'], lang)}")
        if one["figures"]:
            st.markdown(f"**{page.say(_FIGURES)}**\n\n{approaches.bullets(one['figures'], lang)}")
        _show_approaches(page, one)
        if one["own"]:
            st.caption(page.say(_OWN))
        st.caption(page.say(_SOURCE).format(y=one["as_of"], s=approaches.plain(one["source"][lang])))


def _show_approaches(page: Page, one: Mapping[str, Any]) -> None:
    st.markdown(f"**{page.say(_APPROACHES)}**")
    known = page.snapshot.approaches()
    mine = [key for key in one["approaches"] if key in known]
    if not mine:
        st.markdown(page.say(_NO_APPROACH))
        return
    for key in mine:
        page.link("aanpakken", approaches.text(known[key]["title"]), approach=key, example=None)
    if not one["own"]:
        st.caption(page.say(_READING))
