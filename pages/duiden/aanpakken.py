"""Approaches: what each is, where it runs here, and which areas meet what it was made for."""

import streamlit as st

from wijkmonitor.figures import approaches as told
from wijkmonitor.text import Text
from wijkmonitor.ui import approaches, frame, maps, things

INTRO = Text(
    nl="Een aanpak is een manier om bewoners te helpen samen iets op te bouwen. Hier leest u wat elke aanpak vraagt en "
    "waar zij in deze gemeente loopt.",
    en="An approach (aanpak) is a way of helping residents to build something together. Here you read what each asks for "
    "and where it runs in this municipality.",
)

page = frame.page(Text(nl="Aanpakken", en="Approaches"))
st.markdown(page.say(INTRO))
described = page.snapshot.approaches()
if not described:
    approaches.show_nothing(page)
    st.stop()
with page.row():
    chosen = approaches.choose_approach(page, described)
    level = page.choose_level()
    edition = page.choose_edition()
    area = page.choose_area(level)
page = page.with_choices(approach=chosen, level=level, edition=edition, area=area)
things.show_chosen(page)
one = described[chosen]
mode = maps.colour_mode()

st.header(told.plain(page.say(told.text(one["title"]))), anchor=False)
approaches.show_story(page, one)
approaches.show_here(page, chosen, one, area, mode)
approaches.show_conditions(page, one, level, area, mode)
approaches.show_examples(page, chosen)
