"""Pieces of the page that accounts for every figure."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from wijkmonitor.figures import accountability, floors, method_pages, reading
from wijkmonitor.figures.theme import Mode
from wijkmonitor.indicator import Indicator
from wijkmonitor.text import Lang, Text
from wijkmonitor.ui import menu, methods, widgets
from wijkmonitor.ui.page import Page

_SEE = Text(nl="Bekijk dit op: {p}", en="See this on: {p}")
_WHEN = Text(nl="Vanaf wanneer geldt wat?", en="From when does what apply?")
_WHY = Text(nl="Waarom er soms geen cijfer staat", en="Why there is sometimes no figure")


def show_facts(indicator: Indicator, page: Page) -> None:
    """All that is known of one indicator, and links to the pages that show it."""
    facts = accountability.facts(indicator, page.snapshot.indicators, page.view.lang)
    lines = []
    for heading, said in facts.items():
        title = f"**{heading}**" if heading.endswith("?") else f"**{heading}:**"
        lines.append(f"{title} {said[0]}" if len(said) == 1 else f"{title}\n" + "\n".join(f"- {one}" for one in said))
    st.markdown("\n\n".join(lines))


def show_links(indicator: Indicator, page: Page) -> None:
    """Links to how an indicator is worked out, and to the pages that show it."""
    methods.show_links(page, method_pages.of(indicator))
    for entry in menu.showing(indicator.theme):
        page.link(entry.stem, _SEE.fill(p=entry.title), indicator=indicator.key, group=None)


def show_by_theme(page: Page) -> None:
    """Per theme, folded, everything of its indicators."""
    for theme, indicators in accountability.by_theme(page.snapshot.indicators.values()).items():
        folded = st.expander(
            f"{page.say(theme.text)} ({len(indicators)})", key=f"thema-{theme.value}", on_change="rerun"
        )
        if folded.open:
            with folded:
                for indicator in indicators:
                    st.markdown(f"#### {page.say(indicator.title)}")
                    show_facts(indicator, page)


def show_rules(lang: Lang, mode: Mode, indicators: Iterable[Indicator] = ()) -> None:
    """What the verdicts, textures, margins, differences and withheld figures mean; from when each verdict applies."""
    widgets.show_html(reading.tiers(lang, mode))
    table = floors.table(indicators, lang)
    if len(table):
        st.markdown(f"**{_WHEN(lang)}**")
        widgets.show_plain_table(table, _WHEN(lang))
    st.markdown("\n\n".join(f"**{heading}.** {body}" for heading, body in reading.rules(lang)))
    st.markdown(f"**{_WHY(lang)}**")
    widgets.show_plain_table(reading.reasons(lang), _WHY(lang))
