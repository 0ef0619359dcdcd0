"""Collaboration: who works with whom, whether that crosses formal and informal, and what stands in the way."""

import streamlit as st

from wijkmonitor.figures.collaboration import EVERY
from wijkmonitor.figures.organisations import network_of
from wijkmonitor.level import Level
from wijkmonitor.text import Text
from wijkmonitor.ui import collaboration as pieces
from wijkmonitor.ui import frame, layers, topic

WOULD_SHOW = Text(
    nl="wie met wie samenwerkt, of formele organisaties en groepen van bewoners elkaar vinden, en waar het stroef loopt",
    en="who works with whom, whether formal organisations and groups of residents find each other, and where it is hard going",
)
MIND = Text(
    nl="Dit zijn de banden die organisaties zelf noemden. Wie niet op de lijst staat of niet meedeed, ziet u hier niet.",
    en="These are the ties that organisations named themselves. Who is not on the list or did not take part is not here.",
)
ON_THE_MAP = Text(nl="{t}, per wijk", en="{t}, by wijk")

page = frame.page(Text(nl="Samenwerking", en="Collaboration"))
answer = st.container()
with page.row():
    area = page.choose_area(Level.WIJK.value)
    network = network_of(page.snapshot, page.view.edition, area)
    organisation = pieces.choose_organisation(page, network)
    indicator = page.choose_indicator(EVERY)
    edition = page.choose_edition()
page = page.with_choices(
    level=Level.WIJK.value, indicator=indicator, group="all", edition=edition, area=area, organisation=organisation
)
absent = pieces.missing(page)
if absent is not None:
    layers.show_empty(page, absent, WOULD_SHOW)
    st.stop()
shown = topic.open_topic(page, indicator)

with answer:
    pieces.show_answer(page, network)
    st.caption(page.say(MIND))
pieces.show_network(shown, network)
pieces.show_structure(page, shown)
pieces.show_reasons(page, shown)

st.subheader(page.say(ON_THE_MAP.fill(t=shown.indicator.title)), anchor=False)
topic.show_map_and_area(shown, key="samenwerking")
pieces.show_editions(shown)
pieces.show_list(page, network)
topic.show_table_and_downloads(shown, key="samenwerking-cijfers")
topic.show_how_measured(shown)
