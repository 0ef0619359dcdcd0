"""How firm the picture of the index is, and what moves when the reader moves the weights of its parts."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from wijkmonitor.figures import parts, robustness, weights
from wijkmonitor.figures.theme import Mode
from wijkmonitor.text import Text
from wijkmonitor.ui import controls, layers, widgets
from wijkmonitor.ui.categories import show_categories
from wijkmonitor.ui.page import Page
from wijkmonitor.ui.view import MOST_WEIGHT

_FIRM = Text(nl="Hoe stevig is dit beeld?", en="How firm is this picture?")
_INCOMPLETE = Text(
    nl="Hiervoor zijn alle onderdelen van de index nodig, in ten minste drie gebieden. Die zijn er in {e} niet. Hier ziet u "
    "straks welke gebieden vrijwel zeker bij het hoogste of het laagste derde deel horen, hoe u ook rekent.",
    en="This needs all parts of the index, in at least three areas. In {e} these are not there. Here you will see which areas "
    "are almost certainly in the highest or the lowest third, whichever way it is worked out.",
)
_EACH = Text(nl="Toon per gebied hoe ver het kan schuiven", en="Show per area how far it can move")
_OWN = Text(nl="Wat telt voor u het zwaarst?", en="What counts most for you?")
_EQUAL_AGAIN = Text(nl="Weer even zwaar", en="Equal again")
_SCALE = Text(nl="0 = telt niet mee, 10 = telt het zwaarst.", en="0 = does not count, 10 = counts most.")
_CHANCES = Text(nl="Toon de kans per gebied", en="Show the chance per area")


def show_robustness(page: Page, mode: Mode) -> None:
    """Which areas are near-certainly in the highest or lowest third however the index is worked out; or what is missing."""
    view, keep = page.view, page.keep("robustness", mode)
    st.subheader(page.say(_FIRM), anchor=False)
    found = _standings(page)
    if found is None:
        st.info(page.say(_INCOMPLETE.fill(e=view.edition)))
        return
    said = robustness.answer(found, view.level, view.lang)
    layers.say(said)
    show_categories(
        page, robustness.layer(found), view.level, mode, robustness.READ_OUT, unnamed=[robustness.OPEN],
        key="doenvermogen-stevig", keep=keep,
    )  # fmt: skip
    st.caption(page.say(robustness.SOURCES))
    _show_parts(page)
    if len(found) > robustness.MOST_STRIPS:
        return
    folded = st.expander(page.say(_EACH), key="doenvermogen-schuiven", on_change="rerun")
    if folded.open:
        with folded:
            widgets.show_chart(
                keep("strips", lambda: robustness.strips(found, view.lang, mode, view.area)),
                alt=robustness.strips_alt(said, view.lang),
                key="doenvermogen-schuiven-figuur",
            )


def _show_parts(page: Page) -> None:
    """Alpha of each part and what leaving one figure out moves, folded."""
    lang, snapshot = page.view.lang, page.snapshot
    told = page.keep("robustness")("parts", lambda: parts.table(snapshot, _inputs(page), lang))
    if told.empty:
        return
    with st.expander(page.say(parts.TITLE)):
        st.markdown(page.say(parts.EXPLAINED))
        widgets.show_plain_table(told, page.say(parts.TITLE))


def show_weights(page: Page, chosen: Sequence[int], mode: Mode) -> None:
    """Sliders for the weights of the parts, and which areas stay near-certain; nothing while the index is incomplete."""
    equal = _standings(page)
    if equal is None:
        return
    view, lang = page.view, page.view.lang
    st.subheader(page.say(_OWN), anchor=False)
    pillars = list(page.keep()("inputs", lambda: _inputs(page)).pillars)
    names = weights.labels(pillars, page.snapshot.indicators, lang)
    given = list(chosen) if len(chosen) == len(pillars) else [weights.USUAL] * len(pillars)
    st.caption(page.say(_SCALE))
    controls.choose_weights("weights", names, given, MOST_WEIGHT)
    st.button(page.say(_EQUAL_AGAIN), on_click=controls.put, kwargs={"weights": None}, disabled=len(set(given)) == 1)
    layers.say(weights.counts(names, given, lang))
    own = _standings(page, given) if len(set(given)) > 1 and any(given) else None
    said = weights.answer(equal, own, view.level, lang)
    layers.say(said)
    if own is None:
        return
    widgets.show_plain_table(weights.table(equal, own, lang), page.say(_OWN))
    if len(equal) > robustness.MOST_STRIPS:
        return
    folded = st.expander(page.say(_CHANCES), key="doenvermogen-kansen", on_change="rerun")
    if folded.open:
        keep = page.keep("weights", mode, *map(str, given))
        with folded:
            widgets.show_chart(
                keep("chances", lambda: weights.chances(equal, own, lang, mode)),
                alt=weights.chances_alt(said, lang),
                key="doenvermogen-kansen-figuur",
            )


def _inputs(page: Page) -> robustness.Inputs:
    return robustness.inputs(page.snapshot, page.view.edition, page.view.level)


def _standings(page: Page, chosen: Sequence[int] = ()) -> pd.DataFrame | None:
    """Where the areas stand, worked out once per set of weights; None while the index is incomplete."""
    found = page.keep()("inputs", lambda: _inputs(page))
    if not found.complete:
        return None
    frame = page.keep(*map(str, chosen))("standings", lambda: robustness.standings(found, chosen))
    return frame if frame["kind"].ne("").any() else None
