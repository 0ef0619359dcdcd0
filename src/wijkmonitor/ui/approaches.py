"""Pieces of the page on approaches: what one is, where it runs here, and which areas meet what it was made for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from wijkmonitor.edition import Dataset
from wijkmonitor.figures import approaches, conditions, lists, method_pages
from wijkmonitor.figures.legend import point_legend
from wijkmonitor.figures.maps import Drawing, packed
from wijkmonitor.figures.theme import Mode
from wijkmonitor.groups import LEAD
from wijkmonitor.text import Text
from wijkmonitor.ui import controls, layers, maps, methods, widgets
from wijkmonitor.ui.page import Page
from wijkmonitor.ui.view import address

_MOST_ROWS = 60
_APPROACH = Text(nl="Aanpak", en="Approach")
_NOTHING = Text(
    nl="In deze momentopname staat nog niets over aanpakken. Verwerk de bestanden opnieuw; dan staan hier de aanpakken van "
    "wijkmonitor en die uit de map approaches van de gemeente.",
    en="This snapshot does not tell about approaches yet. Process the files again; then the approaches of wijkmonitor stand "
    "here and those in the municipality's folder approaches.",
)
_OWN = Text(nl="Deze aanpak heeft de gemeente zelf toegevoegd.", en="The municipality added this approach itself.")
_ELEMENTS = Text(nl="Wat het laat werken", en="What makes it work")
_SOURCE = Text(nl="Bron: {s}", en="Source: {s}")
_HERE = Text(nl="Waar loopt het hier?", en="Where does it run here?")
_MAP = Text(nl="Kaart: initiatieven met de aanpak {a}", en="Map: initiatives with the approach {a}")
_WOULD_SHOW = Text(
    nl="welke initiatieven hier met deze aanpak werken, op de kaart en in een lijst",
    en="which initiatives here work with this approach, on the map and in a list",
)
_MORE = Text(nl="Meer over initiatieven", en="More about initiatives")
_CONDITIONS = Text(nl="Waar is de aanpak voor gemaakt?", en="What was the approach made for?")
_NO_ADVICE = Text(
    nl="Dit is geen advies. De tabel telt niets op en zegt niet waar de aanpak hoort. Zij laat zien wat de cijfers zeggen over "
    "de omstandigheden waar de aanpak voor is gemaakt. De kenmerken zijn een vertaling van wijkmonitor of van de gemeente. Praat "
    "eerst met bewoners.",
    en="This is no advice. The table adds nothing up and does not say where the approach belongs. It shows what the figures say "
    "about the circumstances the approach was made for. The conditions are a translation by wijkmonitor or the municipality. "
    "Talk with residents first.",
)
_NO_AREAS = Text(
    nl="Op dit niveau is de gemeente niet verdeeld in gebieden.", en="At this level the municipality has no areas."
)
_EXAMPLES = Text(nl="Voorbeelden uit de praktijk", en="Examples from practice")
_NO_EXAMPLES = Text(
    nl="Bij deze aanpak staat nog geen voorbeeld. Een gemeente kan er zelf een toevoegen.",
    en="There is no example with this approach yet. A municipality can add one itself.",
)
_ALL_EXAMPLES = Text(nl="Alle voorbeelden", en="All examples")


def choose_approach(page: Page, described: Mapping[str, Mapping[str, Any]]) -> str:
    """One of the approaches; the first unless the address names another."""
    return controls.choose("approach", _APPROACH, approaches.titles(described), page.view.approach, page.view.lang)


def show_nothing(page: Page) -> None:
    """Why there is no approach to show, in a snapshot made before they were kept."""
    st.info(page.say(_NOTHING))


def show_story(page: Page, one: Mapping[str, Any]) -> None:
    """What the approach is: the text beside its short parts, what makes it work, and the source."""
    lang = page.view.lang
    left, right = st.columns([3, 2], gap="large")
    with left:
        st.markdown(f"**{approaches.plain(one['summary'][lang])}**")
        if one["own"]:
            st.caption(page.say(_OWN))
        st.markdown(approaches.story(one, lang))
        _part(page.say(_ELEMENTS), approaches.bullets(one["elements"], lang))
    with right, st.container(border=True):
        for part, title in approaches.PARTS.items():
            _part(title(lang), approaches.plain(one[part][lang]))
        st.caption(page.say(_SOURCE).format(s=approaches.plain(one["source"][lang])))


def _part(title: str, told: str) -> None:
    st.markdown(f"**{title}**\n\n{told}")


def show_here(page: Page, key: str, one: Mapping[str, Any], area: str, mode: Mode) -> None:
    """The initiatives with this approach: how many, on the map, and as a list of links."""
    st.subheader(page.say(_HERE), anchor=False)
    if Dataset.INITIATIVES.value not in page.loaded():
        layers.show_empty(page, Dataset.INITIATIVES, _WOULD_SHOW)
        return
    view, lang = page.view, page.view.lang
    register = approaches.of_approach(page.snapshot.initiatives, key)
    here = approaches.running(lists.of_area(register, view.edition, area))
    layers.say(approaches.counted(here, page.area_name(area or page.top), lang))
    left, right = st.columns([3, 2], gap="large")
    with left:
        _show_map(page, key, one, mode)
    with right:
        if len(here):
            table = approaches.listed(here, lang, lambda known: _initiative(page, known))
            widgets.show_html(table)
        page.link("initiatieven", _MORE, indicator=None)


def _initiative(page: Page, key: str) -> str:
    return "initiatieven?" + urlencode(address(st.query_params, initiative=key, edition=page.view.edition))


def _show_map(page: Page, key: str, one: Mapping[str, Any], mode: Mode) -> None:
    view, lang = page.view, page.view.lang
    url = maps.points_url(view.municipality, view.snapshot, view.edition, "initiatives")
    points = approaches.points(url, key, view.initiative)
    drawing = Drawing(
        title=page.say(_MAP).format(a=one["title"][lang]),
        place=view.municipality,
        url=maps.areas_url(view.municipality, view.snapshot, page.offer.vintage(view.edition), view.level),
        mode=mode,
        points=(points,),
        selected=view.area or None,
    )
    base = maps.map_base(lang, bool(page.snapshot.municipality["background_map"]))
    keep = page.keep("aanpak", key, mode)
    maps.show_map(
        base, keep("map", lambda: packed(drawing, base)), key="aanpakken", height=420, on_select=page.put_clicked
    )
    rows = approaches.of_approach(page.snapshot.initiatives, key)
    counts = lists.point_counts(rows, view.edition, LEAD, approaches.ALIVE)
    widgets.show_html(point_legend(points, counts, mode, lang))


def show_conditions(page: Page, one: Mapping[str, Any], level: str, area: str, mode: Mode) -> None:
    """Which conditions each area meets, or those of the chosen area with their figures; that it is no advice, first."""
    view, lang = page.view, page.view.lang
    st.subheader(page.say(_CONDITIONS), anchor=False)
    st.caption(page.say(_NO_ADVICE))
    places = page.offer.areas_in(view.edition)
    names = places.loc[places["level"] == level, "name"].sort_values(kind="stable")
    shown = {str(code): str(name) for code, name in names.items()}
    if not shown:
        st.caption(page.say(_NO_AREAS))
        return
    keep = page.keep("kenmerken", view.approach, mode)
    found = keep("judged", lambda: conditions.judged(page.snapshot, one["conditions"], view.edition, level, page.top))
    widgets.show_html(keep("key", lambda: conditions.key(found, lang, mode)))
    if area in shown:
        st.markdown(f"**{approaches.plain(shown[area])}**")
        widgets.show_html(keep("card", lambda: conditions.card(found, area, lang, mode)))
    elif len(shown) > _MOST_ROWS:
        table = keep("grid", lambda: conditions.grid(found, shown, lang))
        st.dataframe(table, hide_index=True, height=430, alt=page.say(_CONDITIONS), placeholder="–")
    else:
        widgets.show_html(keep("table", lambda: conditions.table(found, shown, lang, mode)))
    methods.show_links(page, method_pages.APPROACHING)


def show_examples(page: Page, key: str) -> None:
    """Links to the practice examples that use an approach."""
    st.subheader(page.say(_EXAMPLES), anchor=False)
    examples = page.snapshot.examples()
    using = [name for name, one in examples.items() if key in one["approaches"]]
    if not using:
        st.caption(page.say(_NO_EXAMPLES))
    for name in using:
        page.link("voorbeelden", approaches.text(examples[name]["title"]), example=name)
    if examples:
        page.link("voorbeelden", _ALL_EXAMPLES, example=None)
