"""Initiatives: how many there are for the residents, who leads them, where, how long they last and who is active."""

import streamlit as st

from wijkmonitor.estimate import ALL
from wijkmonitor.figures import initiatives, lists, sentences
from wijkmonitor.text import Text
from wijkmonitor.ui import frame, initiative_time, things, topic
from wijkmonitor.ui import initiatives as pieces

INDICATORS = (*initiatives.DENSITIES, "led_by_residents", "without_subsidy", "initiatives_confirmed")
WOULD_SHOW = Text(
    nl="hoeveel initiatieven er per 1.000 inwoners zijn, met welke aanpak, van wie ze zijn, waar, en hoe lang ze bestaan",
    en="how many initiatives there are per 1,000 residents, with which approach, whose they are, where, and how long they last",
)
WHICH = Text(nl="Welke initiatieven", en="Which initiatives")
ONLY = Text(nl="Alleen deze initiatieven tellen mee: {g}.", en="Only these initiatives count: {g}.")

page = frame.page(Text(nl="Initiatieven", en="Initiatives"))
answer = st.container()
with page.row():
    indicator = page.choose_indicator(INDICATORS)
    group = page.choose_group(initiatives.choices(), WHICH)
    along = pieces.choose_along(page)
with page.row():
    level = page.choose_level()
    area = page.choose_area(level)
    edition = page.choose_edition()
page = page.with_choices(level=level, indicator=indicator, group=group, along=along, edition=edition, area=area)
things.show_chosen(page)
about = page.snapshot.indicators[indicator]
shown = topic.open_topic(page, indicator, initiatives.figure_group(about, group))
everywhere = lists.of_area(page.snapshot.initiatives, edition)
here = lists.of_area(page.snapshot.initiatives, edition, area)
chosen = initiatives.of_group(here, group)

with answer:
    st.markdown(sentences.whole(shown.municipal, shown.indicator, page.view.lang))
    if group != ALL:
        st.caption(page.say(ONLY).format(g=page.say(initiatives.choices()[group])))
    st.caption(page.say(initiatives.REGISTERED_ONLY))
if not shown.measured:
    topic.show_missing(shown, WOULD_SHOW)
if everywhere.empty:
    st.stop()

pieces.show_map_and_card(shown, along=along)
pieces.show_list(shown, chosen)
pieces.show_carrying(shown, chosen)
pieces.show_marks(shown, chosen)
initiative_time.show_to_confirm(shown, here)
initiative_time.show_years(shown)
initiative_time.show_survival(shown)
initiative_time.show_who(shown, here, everywhere)

topic.show_all_areas(shown, key="initiatieven-gebieden")
topic.show_table_and_downloads(shown, key="initiatieven-cijfers")
topic.show_how_measured(shown)
