"""Pieces of the page with initiatives: the map with places, the list, the marks of approaches and the places that carry them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from wijkmonitor import groups
from wijkmonitor.estimate import ALL
from wijkmonitor.figures import carrying, initiatives, lens, lists
from wijkmonitor.figures.points import PointLayer
from wijkmonitor.text import Text
from wijkmonitor.ui import controls, layers, maps, things, topic, widgets
from wijkmonitor.ui.offer import ALONG_CARRYING, ALONG_PLACES
from wijkmonitor.ui.page import Page
from wijkmonitor.ui.topic import Topic
from wijkmonitor.ui.view import address

PLACES_PAGE = "ontmoetingsplekken"
_ALONG = Text(nl="Ook op de kaart", en="Also on the map")
_ONLY = Text(nl="alleen initiatieven", en="initiatives only")
_PLACES = Text(nl="alle ontmoetingsplekken", en="all meeting places")
_CARRIERS = Text(nl="plekken waar zij samenkomen", en="places where they meet")
_LIST = Text(nl="De initiatieven in {a}", en="The initiatives in {a}")
_LIST_GROUP = Text(nl="De initiatieven in {a}: {g}", en="The initiatives in {a}: {g}")
_DIMENSIONS: Mapping[str, groups.Dimension] = {one.column: one for one in (*initiatives.SPLITS, groups.STATE)}
_COLUMNS = {
    "name": Text(nl="Initiatief", en="Initiative"),
    **{column: dimension.text for column, dimension in _DIMENSIONS.items()},
}
_CARRYING = Text(nl="Plekken die initiatieven dragen", en="Places that carry initiatives")
_NO_PLACE = Text(
    nl="Van geen enkel actief initiatief hier is bekend op welke ontmoetingsplek het samenkomt (kolom `meeting_place_id`).",
    en="Of no active initiative here is it known at which meeting place it meets (column `meeting_place_id`).",
)
_MARKS = Text(nl="Kenmerken van de aanpak", en="Marks of the approach")
_MARKS_MIND = Text(
    nl="Wie een aanpak bedacht, noemt er kenmerken bij. Hier staat of het register ze noemt. Een kenmerk dat ontbreekt, is geen "
    "fout: een initiatief kan een goede reden hebben om het anders te doen.",
    en="Those who made up an approach name its marks. Here is whether the register mentions them. A mark that is absent is no "
    "mistake: an initiative may have a good reason to do it another way.",
)
_PER_INITIATIVE = Text(nl="{a}: per initiatief", en="{a}: per initiative")
_OLD = Text(
    nl="Deze momentopname is gemaakt voordat de kenmerken werden bewaard.",
    en="This snapshot was made before the marks were kept.",
)
_NOT_KNOWN = Text(
    nl="Van {n} actieve initiatieven hier is niet bekend of ze verschillen overbruggen (kolom `bridges`).",
    en="Of {n} active initiatives here it is not known whether they bridge differences (column `bridges`).",
)
_NO_MARKS = Text(
    nl="Geen van deze initiatieven noemt een aanpak met vaste kenmerken ({names}).",
    en="None of these initiatives names an approach with set marks ({names}).",
)


def choose_along(page: Page) -> str:
    """Whether meeting places are on the map too; "" when not."""
    options = {ALONG_CARRYING: _CARRIERS, ALONG_PLACES: _PLACES}
    return controls.choose("along", _ALONG, options, page.view.along, page.view.lang, nothing=_ONLY)


def show_map_and_card(shown: Topic, *, along: str) -> None:
    """The map of initiatives, with the places below them when asked, beside the card with the plain and the smoothed figure."""
    page, view = shown.page, shown.page.view
    split, here = initiatives.split_of(view.group), (view.municipality, view.snapshot, view.edition)
    register = lists.of_area(page.snapshot.initiatives, view.edition)
    initiative_points = initiatives.points(maps.points_url(*here, "initiatives"), view.group, register, view.initiative)
    points: tuple[PointLayer, ...] = (initiative_points,)
    of_group = initiatives.of_group(register, view.group)
    counts = [lists.point_counts(of_group, view.edition, split, initiatives.ALIVE)]
    if along:
        listed = lists.of_area(page.snapshot.places, view.edition)
        carriers = carrying.places(of_group[of_group["state"].isin(initiatives.ALIVE)], listed)["place_id"]
        listed = listed if along == ALONG_PLACES else listed[listed["place_id"].isin(carriers)]
        shown_places = None if along == ALONG_PLACES else tuple(carriers)
        points = (initiatives.place_points(maps.points_url(*here, "places"), view.place, shown_places), *points)
        counts = [lists.counts(listed, groups.PLACE_TYPE), *counts]
    left, right = st.columns([3, 2], gap="large")
    with left:
        topic.show_map(shown, key="initiatieven", points=points, counts=tuple(counts))
    with right:
        topic.show_area(shown)
        if caption := lens.map_of_everybody(shown.indicator, view.group, view.lang):
            st.caption(caption)
        if shown.group == ALL:
            code = str(shown.chosen["code"])
            beside = initiatives.other_density(page.snapshot, shown.indicator.key, view.edition, code, view.lang)
            layers.say(beside)


def of_edition(table: pd.DataFrame, edition: str) -> pd.DataFrame:
    """The rows of one edition."""
    return table[table["edition"] == edition]


def show_list(shown: Topic, here: pd.DataFrame) -> None:
    """How the active initiatives divide, and the list of all of them. ``here``: those of the area and group that are shown."""
    page, view = shown.page, shown.page.view
    title = _LIST if view.group == ALL else _LIST_GROUP
    said = page.say(initiatives.choices()[view.group]) if view.group in initiatives.choices() else ""
    st.subheader(page.say(title).format(a=shown.chosen["name"], g=said), anchor=False)
    keep = shown.keep("lijst")
    active = keep("actief", lambda: here[here["state"] == initiatives.ACTIVE])
    for pair in (initiatives.SPLITS[:2], initiatives.SPLITS[2:]):
        for column, one in zip(st.columns(len(pair), gap="medium"), pair, strict=True):
            with column:
                widgets.show_composition(active, one, view.lang, shown.mode, key=f"deel-{one.key}", keep=keep)
    if unknown := initiatives.bridging_unknown(active):
        st.caption(page.say(_NOT_KNOWN).format(n=unknown))
    things.choose(page, "initiative", here)
    widgets.show_list(here, _COLUMNS, _DIMENSIONS, view.lang, keep=keep)


def show_carrying(shown: Topic, here: pd.DataFrame) -> None:
    """The places where the active initiatives of ``here`` meet, each a link."""
    page, view = shown.page, shown.page.view
    st.subheader(page.say(_CARRYING), anchor=False)
    listed = lists.of_area(page.snapshot.places, view.edition)
    active = here[here["state"] == initiatives.ACTIVE]
    found = shown.keep("plekken")("dragen", lambda: carrying.places(active, listed))
    if found.empty:
        st.caption(page.say(_NO_PLACE))
        return
    targets = [f"{PLACES_PAGE}?{urlencode(address(st.query_params, place=key))}" for key in found["place_id"]]
    widgets.show_html(carrying.as_html(found, targets, page.say(_CARRYING), view.lang))


def show_marks(shown: Topic, here: pd.DataFrame) -> None:
    """Per approach of how many initiatives each mark is met, not met or not known, and folded the same per initiative."""
    page, view = shown.page, shown.page.view
    st.subheader(page.say(_MARKS), anchor=False)
    st.caption(page.say(_MARKS_MIND))
    alive = here[here["state"].isin(initiatives.ALIVE)]
    checks = of_edition(page.snapshot.initiative_checks, view.edition)
    keep = shown.keep("kenmerken")
    approaches = initiatives.with_marks(alive, view.group)
    if approaches and checks.empty:
        st.caption(page.say(_OLD))
        return
    if not approaches:
        names = ", ".join(text(view.lang) for text in list(groups.APPROACH.categories.values())[:4])
        st.caption(page.say(_NO_MARKS).format(names=names))
    for approach in approaches:
        name = groups.APPROACH.categories[approach](view.lang)
        counted = partial(initiatives.marks_counted, checks, alive, approach, view.lang)
        each = partial(initiatives.marks_per_initiative, checks, alive, approach, view.lang)
        with st.expander(name):
            widgets.show_plain_table(keep(f"{approach}-geteld", counted), name)
            title = page.say(_PER_INITIATIVE).format(a=name)
            st.markdown(f"**{title}**")
            widgets.show_plain_table(keep(f"{approach}-elk", each), title)
