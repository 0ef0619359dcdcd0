"""Every indicator accounted for: definition, source, questionnaire, from when it may be said, caveats."""

import streamlit as st

from wijkmonitor.figures import accountability as figures
from wijkmonitor.figures import method_pages
from wijkmonitor.text import Text
from wijkmonitor.ui import accountability, download, frame, maps, methods

ALL = Text(nl="Alle onderwerpen", en="All topics")
ONE = Text(nl="Eén onderwerp", en="One topic")
SEARCH = Text(
    nl="Zoeken kan met het vergrootglas rechtsboven in de tabel, of met Ctrl+F in de tabel.",
    en="Search with the magnifying glass at the top right of the table, or with Ctrl+F in the table.",
)
READING = Text(nl="Hoe leest u een cijfer?", en="How to read a figure")
THEMES = Text(nl="Alles per thema", en="Everything by theme")
ABOUT = Text(
    nl="Hier staat van elk onderwerp wat het is, waar het vandaan komt en vanaf wanneer u het mag zeggen.",
    en="Here you find of every topic what it is, where it comes from and from when it may be said.",
)

page = frame.page(Text(nl="Verantwoording", en="Accountability"))
lang, indicators = page.view.lang, page.snapshot.indicators
st.markdown(figures.summary(page.snapshot.estimates, lang))
st.caption(page.say(ABOUT))

st.subheader(page.say(ALL), anchor=False)
table = figures.overview(indicators.values(), lang)
st.dataframe(table, hide_index=True, height=360, alt=page.say(ALL), placeholder="–")
st.caption(page.say(SEARCH))
name = "-".join((page.view.municipality, "verantwoording", lang))
download.show_list_downloads(page.snapshot, figures.for_download(indicators, lang), lang, name, key="verantwoording")

st.subheader(page.say(ONE), anchor=False)
with page.row():
    chosen = indicators[page.choose_indicator(tuple(indicators))]
with st.container(border=True):
    st.subheader(page.say(chosen.title), anchor=False)
    accountability.show_facts(chosen, page)
    accountability.show_links(chosen, page)

st.subheader(page.say(READING), anchor=False)
accountability.show_rules(lang, maps.colour_mode(), indicators.values())
methods.show_links(page, method_pages.READING)

st.subheader(page.say(THEMES), anchor=False)
accountability.show_by_theme(page)
