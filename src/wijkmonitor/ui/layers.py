"""Pieces of the overview: the facts of an area, and a layer with its strongest measures first."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import pandas as pd
import streamlit as st

from wijkmonitor.edition import Dataset
from wijkmonitor.estimate import ALL
from wijkmonitor.figures import layers, lens, measures, strips
from wijkmonitor.figures import rows as figure_rows
from wijkmonitor.figures.layers import Layer
from wijkmonitor.figures.measures import Measure
from wijkmonitor.figures.theme import Mode
from wijkmonitor.indicator import Indicator
from wijkmonitor.text import Text
from wijkmonitor.ui import widgets
from wijkmonitor.ui.page import Page

_DAILY_LIFE = Text(nl="Wie wonen er in {name}?", en="Who lives in {name}?")
_FACTS_WOULD = Text(
    nl="hoeveel mensen er wonen, hoe oud zij zijn en hoe zij wonen",
    en="how many people live there, how old they are and how they live",
)
_NO_FILE = Text(nl="voor {e} is er geen bestand met {d}", en="for {e} there is no file with {d}")
_NO_FIGURE = Text(
    nl="Het bestand hiervoor is gelezen, maar geeft in deze editie geen cijfer.",
    en="The file for this was read, but gives no figure in this edition.",
)
_LATER = Text(
    nl="Dit is nog niet gemeten in dit dashboard. Het bestand met {d} is wel gelezen en gecontroleerd; de cijfers "
    "eruit worden nog niet getoond.",
    en="This is not measured in this dashboard yet. The file with {d} was read and checked; its figures are not shown yet.",
)
_READ_ON = Text(nl="Meer over dit onderwerp: {title}", en="More about this topic: {title}")


def say(sentence: str) -> None:
    """A sentence exactly as it is written: names in it are never read as mark-up."""
    if sentence:
        st.html(f'<p style="margin:0">{escape(sentence)}</p>')


def show_facts(page: Page, keys: Sequence[str], area: str) -> None:
    """The card of plain facts ``keys`` of an area beside the municipality; what is missing when there are none."""
    view, indicators = page.view, page.snapshot.indicators
    code = area or page.top
    with st.container(border=True):
        title = _DAILY_LIFE.fill(name=page.area_name(code))(view.lang)
        st.html(f'<p style="margin:0;font-size:1.15rem;font-weight:600">{escape(title)}</p>')
        if not keys:
            show_empty(page, Dataset.KEY_FIGURES, _FACTS_WOULD)
            return

        def told() -> tuple[str, str]:
            facts: list[tuple[Indicator, pd.Series, pd.Series | None]] = []
            for key in keys:
                here = figure_rows.one(page.snapshot, key, view.edition, code)
                whole = figure_rows.one(page.snapshot, key, view.edition, page.top) if code != page.top else None
                facts.append((indicators[key], here, whole))
            return layers.facts_table(facts, view.lang), layers.why_missing(facts, view.lang)

        table, why = page.keep(*keys)("facts", told)
        st.html(table)
        if why:
            st.caption(why)


def show_layer(
    page: Page, layer: Layer, found: Sequence[Measure], mode: Mode, not_split: Sequence[Indicator] = ()
) -> None:
    """One layer: what it is, its measures with strong ones first, what has no figure, and the way to its page.

    ``not_split``: what was measured, but not for the group of the lens.
    """
    lang = page.view.lang
    st.subheader(layer.theme.text(lang), anchor=False)
    st.caption(layer.about(lang))
    if found:
        show_measures(found, page, mode)
    elif not_split:
        pass  # said below
    elif layer.shown_later(page.snapshot.indicators, page.loaded()):
        st.info(_LATER.fill(d=layer.files[0].text)(lang))
    else:
        show_empty(page, layer.files[0], layer.would_show)
    say(lens.nothing_about(not_split, lang))
    page.link(layer.page, _READ_ON.fill(title=layer.theme.text), indicator=None)


def show_measures(found: Sequence[Measure], page: Page, mode: Mode, *, in_order: bool = False) -> None:
    """Measures as strips, strong ones first unless ``in_order``; those without a value in words."""
    lang = page.view.lang
    keep = page.keep(mode, str(in_order), *(one.indicator.key for one in found))

    def drawn() -> str:
        known = [one for one in found if one.known] if in_order else measures.strong_first(found)
        return strips.listed(known, lang, mode)

    widgets.show_html(keep("strips", drawn))
    for line in keep("without", lambda: measures.without_value(found, lang)):
        say(line)


def show_empty(page: Page, dataset: Dataset, would_show: Text) -> None:
    """Why there is nothing to show: the file ``dataset`` is missing, or was read and gives no figure."""
    lang = page.view.lang
    if dataset.value in page.loaded():
        st.info(_NO_FIGURE(lang))
        return
    what = _NO_FILE.fill(e=page.view.edition, d=dataset.text)
    widgets.empty_state(what, would_show, dataset, lang)


def show_strip_key(page: Page, area: str, mode: Mode, group: str = ALL) -> None:
    """The legend of the strips; ``group``: the lens they are seen through."""
    lang = page.view.lang
    name, whole = (lens.place(page.area_name(code), group, lang) for code in (area or page.top, page.top))
    widgets.show_html(strips.key(name, whole if area else "", page.view.level, lang, mode))
