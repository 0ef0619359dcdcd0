"""Pieces of the page that makes a presentation: what to tell, the way to the full screen, and the slides one by one."""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st

from wijkmonitor.figures.rows import spelled
from wijkmonitor.report import browser_deck, pictures
from wijkmonitor.report.slide import Deck, Slide, TableBody, WordsBody
from wijkmonitor.report.story import COUNCIL, MOST_AREA_SLIDES, MOST_TOPICS, OWN, STORIES
from wijkmonitor.text import Text, same
from wijkmonitor.ui import cache, controls, deck, layers, maps, widgets
from wijkmonitor.ui.page import Page

_STORY = Text(nl="Verhaal", en="Story")
_AREAS = Text(nl="Gebieden met een eigen dia (hoogstens {most})", en="Areas with a slide of their own (at most {most})")
_TOPICS = Text(nl="Onderwerpen met een kaart en een grafiek (hoogstens {most})",
               en="Topics with a map and a chart (at most {most})")  # fmt: skip
_AREA = Text(nl="{name} ({level})", en="{name} ({level})")
_ORDER = Text(
    nl="De volgorde waarin u kiest, is de volgorde van de dia's. Alles wat u kiest staat in de koppeling.",
    en="The order in which you choose is the order of the slides. Everything you choose is in the link.",
)
_NOTHING_YET = Text(
    nl="Kies hierboven gebieden of onderwerpen. Tot dan heeft uw verhaal alleen een begin en een slot.",
    en="Choose areas or topics above. Until then your story has only a beginning and an end.",
)
_PRESENT = Text(nl="Presenteer op het hele scherm", en="Present on the whole screen")
_HOW = Text(
    nl="Met de pijltjestoetsen gaat u vooruit en terug, met F naar volledig scherm, met T naar de toelichting, met Esc terug "
    "hierheen. Afdrukken geeft één dia per bladzijde.",
    en="The arrow keys go forward and back, F to full screen, T to the notes, Esc back here. Printing gives one slide per page.",
)
_SLIDES = Text(nl="De dia's", en="The slides")
_PLACE = Text(nl="Dia {i} van {n}", en="Slide {i} of {n}")
_PREVIOUS, _NEXT = Text(nl="Vorige", en="Previous"), Text(nl="Volgende", en="Next")
_NOTES = Text(nl="Toelichting voor wie spreekt", en="Notes for the speaker")
_LABEL = Text(nl="Dia", en="Slide")


def choose_story(page: Page) -> str:
    """Which story; a key of ``STORIES``."""
    titles = {key: story.title for key, story in STORIES.items()}
    chosen = page.view.story if page.view.story in titles else COUNCIL
    return controls.choose("story", _STORY, titles, chosen, page.view.lang, after=lambda _story: {"slide": None})


def choose_contents(page: Page) -> None:
    """The areas and topics that get slides of their own, in the order in which they are chosen."""
    areas, view = page.offer.areas_in(page.view.edition), page.view
    ordered = areas[areas["parent"] != ""].sort_values(
        ["level", "name"], ascending=[False, True], key=spelled, kind="stable"
    )
    names = {
        str(code): _AREA.fill(name=name, level=level)
        for code, name, level in zip(ordered.index, ordered["name"], ordered["level"], strict=True)
    }
    left, right = st.columns(2)
    with left:
        controls.choose_several(
            "story_topics", _TOPICS.fill(most=MOST_TOPICS), page.offer.topics, view.story_topics, view.lang
        )
    with right:
        controls.choose_several("story_areas", _AREAS.fill(most=MOST_AREA_SLIDES), names, view.story_areas, view.lang)
    st.caption(page.say(_ORDER))
    if view.story == OWN and not (view.story_topics or view.story_areas):
        st.info(page.say(_NOTHING_YET))


def told(page: Page) -> Deck:
    """The deck of the view."""
    where = page.view.municipality, page.view.snapshot
    return cache.deck(*where, deck.choice_of(page.view), cache.withdrawal(*where))


def show_present(page: Page) -> None:
    """The way to the full screen: a link, so that it can be copied, bookmarked and opened on another computer."""
    address = escape(deck.address_of(page.view, st.query_params.to_dict()))
    st.html(f'<p><a class="present" href="{address}" target="_self">{escape(page.say(_PRESENT))}</a></p>')
    st.caption(page.say(_HOW))


def show_slides(page: Page, shown: Deck) -> None:
    """The slides by name to choose from, and the chosen one with the way to its neighbours."""
    lang, last = page.view.lang, len(shown.slides)
    st.subheader(page.say(_SLIDES), anchor=False)
    names = {str(place): same(f"{place}. {one.topic}") for place, one in enumerate(shown.slides, start=1)}
    chosen = min(page.view.slide, last)
    place = int(controls.choose("slide", _LABEL, names, str(chosen), lang))
    slide = shown.slides[place - 1]
    with st.container(border=True):
        _show_slide(page, slide, shown)
    with st.container(horizontal=True, vertical_alignment="center"):
        _show_step(_PREVIOUS(lang), place - 1, ":material/arrow_back:", place > 1)
        st.markdown(page.say(_PLACE.fill(i=place, n=last)))
        _show_step(_NEXT(lang), place + 1, ":material/arrow_forward:", place < last)
    with st.expander(page.say(_NOTES)):
        lines = "".join(f"<li>{escape(line)}</li>" for line in slide.notes)
        st.html(f"<ul>{lines}</ul>")


def _show_step(label: str, to: int, icon: str, possible: bool) -> None:
    st.button(
        label, key=f"slide-{icon}", icon=icon, disabled=not possible, on_click=controls.put, kwargs={"slide": str(to)}
    )


def _show_slide(page: Page, slide: Slide, shown: Deck) -> None:
    layers.say(slide.topic)
    st.html(f'<p style="margin:0;font-size:1.35rem;font-weight:600;line-height:1.3">{escape(slide.sentence)}</p>')
    if isinstance(slide.body, TableBody):
        table = pd.DataFrame(list(slide.body.rows), columns=list(slide.body.header))
        widgets.show_plain_table(table, slide.topic)
    elif isinstance(slide.body, WordsBody):
        st.html(f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in slide.body.lines)}</ul>")
    elif pictures.is_picture(slide):
        _show_picture(page, slide, shown)


def _show_picture(page: Page, slide: Slide, shown: Deck) -> None:
    view, mode = page.view, maps.colour_mode()
    keep = page.with_choices(slide=1).keep("presentatie", slide.key, mode)

    def drawn() -> str:
        return browser_deck.image(slide, cache.geometry(view.municipality, view.snapshot), shown.lang, mode)

    st.html(keep("picture", drawn))
