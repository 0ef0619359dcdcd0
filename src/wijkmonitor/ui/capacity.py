"""Pieces of the page on capacity: the pillars beside the index, the quadrant with initiatives, what the pillars are made of."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from wijkmonitor.figures import against, capacity, measures
from wijkmonitor.figures import rows as figure_rows
from wijkmonitor.figures.comparisons import quadrant
from wijkmonitor.figures.theme import Mode
from wijkmonitor.text import Text
from wijkmonitor.ui import layers, widgets
from wijkmonitor.ui.page import Page

_MOST_TABLE_ROWS, _MOST_OPEN_ROWS = 60, 15
_PILLARS = Text(nl="De onderdelen van de index", en="The parts of the index")
_BESIDE = Text(
    nl="Een gemiddelde kan verbergen dat het ene sterk is en het andere zwak. Daarom staan de onderdelen er altijd bij. Ze gaan "
    "over alle bewoners samen.",
    en="A mean can hide that one is strong and another weak. That is why the parts are always shown. They are about all "
    "residents together.",
)
_ABSENT = Text(nl="Wat hier nog niet is gemeten", en="What has not been measured here yet")
_QUADRANT = Text(nl="Doenvermogen en initiatieven naast elkaar", en="Capacity and initiatives side by side")
_WHY_ACROSS = Text(
    nl="Van links naar rechts: {x}. Van onder naar boven: {y}. Rechtsonder staan gebieden waar bewoners zeggen veel te kunnen en "
    "weinig initiatieven bekend zijn: daar kan ruimte zijn voor meer. Linksboven zijn juist veel initiatieven: let op dat "
    "het niet op te weinig schouders rust. De index zelf telt initiatieven al mee en staat daarom niet in deze figuur.",
    en="From left to right: {x}. From bottom to top: {y}. Bottom right are areas where residents say they can do a lot and few "
    "initiatives are known: there may be room for more. Top left there are many initiatives: mind that they do not rest on too "
    "few shoulders. The index itself already counts initiatives and is therefore not in this figure.",
)
_MODELLED = Text(
    nl="Van links naar rechts staat een schatting door een model: niemand heeft het hier gevraagd.",
    en="From left to right is an estimate by a model: nobody was asked here.",
)
_INFORMAL = Text(
    nl="Let op: een informeel initiatief dat zich nergens heeft gemeld, staat niet in het register. Dat ziet er hier uit als een "
    "tekort, en dat hoeft het niet te zijn.",
    en="Mind: an informal initiative that never registered is not in the register. Here that looks like a shortfall, "
    "which it need not be.",
)
_NO_QUADRANT = Text(
    nl="Voor deze figuur zijn een cijfer over doenvermogen en het initiatievenregister nodig. Een van beide ontbreekt in {e}.",
    en="This figure needs a figure on capacity and the register of initiatives. One of the two is missing in {e}.",
)
_TABLE = Text(nl="De index en de onderdelen per gebied", en="The index and its parts per area")
_CARE = Text(nl="Een * betekent: met voorzichtigheid.", en="A * means: with care.")
_CONTENTS = Text(nl="Waar bestaan de onderdelen uit?", en="What are the parts made of?")


def show_pillars(page: Page, keys: Sequence[str], mode: Mode) -> None:
    """The index and its pillars ``keys`` for the chosen area, each against the municipality."""
    if not keys:
        return
    view = page.view
    st.subheader(page.say(_PILLARS), anchor=False)
    st.caption(page.say(_BESIDE))
    snapshot, top = page.snapshot, page.top
    keep = page.keep(*keys)
    found = keep("found", lambda: measures.of_area(snapshot, keys, view.edition, view.level, view.area, top))
    layers.show_strip_key(page, view.area, mode)
    layers.show_measures(found, page, mode, in_order=True)


def show_absent(page: Page, absent: Sequence[str]) -> None:
    """Which of the topics ``absent`` wait for which file; nothing when no file is missing."""
    loaded, edition = page.loaded(), page.view.edition
    said = capacity.not_measured(absent, page.snapshot.indicators, loaded, edition, page.view.lang)
    if said:
        st.subheader(page.say(_ABSENT), anchor=False)
    for sentence in said:
        layers.say(sentence)


def show_against_initiatives(page: Page, across: str | None, mode: Mode) -> None:
    """Capacity against the density of initiatives in every area, with what to mind; or what is missing for it."""
    view, snapshot = page.view, page.snapshot
    st.subheader(page.say(_QUADRANT), anchor=False)
    if across is None or not measures.measured(snapshot, view.edition, [capacity.INITIATIVES]):
        st.info(page.say(_NO_QUADRANT.fill(e=view.edition)))
        return
    keys = (across, capacity.INITIATIVES)
    x, y = ((figure_rows.shown(snapshot, key, view.edition, view.level), snapshot.indicators[key]) for key in keys)
    keep, selected = page.keep(across, mode), view.area or None
    found = keep("together", lambda: against.together(snapshot, across, view.edition, view.level))
    layers.say(against.answer(found, view.level, view.lang))
    widgets.show_chart(
        keep("quadrant", lambda: quadrant(x, y, capacity.CORNERS, view.lang, mode, selected=selected)),
        alt=keep("quadrant-alt", lambda: capacity.quadrant_alt(x, y, view.lang)),
        key="doenvermogen-kwadrant",
    )
    st.caption(page.say(_WHY_ACROSS.fill(x=x[1].title, y=y[1].title)))
    widgets.show_plain_table(against.table(found, view.lang), page.say(_QUADRANT))
    if capacity.is_modelled(x[1]):
        st.caption(page.say(_MODELLED))
    st.warning(page.say(_INFORMAL))


def show_pillar_table(page: Page, keys: Sequence[str]) -> None:
    """All areas with the index and its pillars side by side."""
    if not keys:
        return
    view = page.view
    keep = page.keep(*keys)
    table = keep("table", lambda: capacity.table(page.snapshot, keys, view.edition, view.level, view.lang))
    with st.expander(page.say(_TABLE), expanded=len(table) <= _MOST_OPEN_ROWS):
        if len(table) > _MOST_TABLE_ROWS:
            st.dataframe(table, hide_index=True, height=430, alt=", ".join(table.columns), placeholder="–")
        else:
            widgets.show_plain_table(table, page.say(_TABLE))
        st.caption(page.say(_CARE))


def show_contents(page: Page) -> None:
    """Folded: which indicators each pillar is made of."""
    lines = capacity.made_of(page.snapshot.indicators, page.view.lang)
    if lines:
        with st.expander(page.say(_CONTENTS)):
            st.markdown("\n".join(f"- {line}" for line in lines))
