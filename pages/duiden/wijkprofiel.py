"""The profile of one area: what is strong, the five layers, what changed, which areas are alike and what may be said."""

import streamlit as st

from wijkmonitor.text import Text
from wijkmonitor.ui import frame, maps
from wijkmonitor.ui import profile as widgets

page = frame.page(Text(nl="Wijkprofiel", en="Area profile"))
with st.container(key="profile-controls"):
    with page.row():
        level = page.choose_level()
        area = page.choose_area(level)
        edition = page.choose_edition()
    page = page.with_choices(level=level, area=area, edition=edition)
    code = area or page.top
    profile = widgets.make(page, code)
    widgets.show_pdf(page, profile)
    widgets.show_ways(page, profile)

widgets.show_profile(page, profile, maps.colour_mode())
with st.container(key="profile-reading-on"):
    widgets.show_reading_on(page, profile)
