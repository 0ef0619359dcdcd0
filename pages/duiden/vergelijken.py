"""Compare: up to four areas side by side, or one beside those most like it; and measured beside expected."""

import streamlit as st

from wijkmonitor.figures import comparing
from wijkmonitor.text import Text
from wijkmonitor.ui import comparing as widgets
from wijkmonitor.ui import frame, layers, maps

MIND = Text(
    nl="Vergelijken is bedoeld om van elkaar te leren. Er staat geen rangorde. Niet aantoonbaar verschillend is iets anders dan "
    "gelijk.",
    en="Comparing is meant to learn from each other. There is no ranking. Not demonstrably different is something else than "
    "equal.",
)

page = frame.page(Text(nl="Vergelijken", en="Compare"))
answer = st.container()
traits = widgets.chosen_traits(page)
with page.row():
    level = page.choose_level()
    codes, own = widgets.choose_compared(page, level, traits)
    edition = page.choose_edition()
page = page.with_choices(level=level, area=codes[0], edition=edition)
if own:
    widgets.choose_areas(page, level, codes)
widgets.choose_themes(page)
mode = maps.colour_mode()

topics = comparing.topics(page.snapshot, edition, page.view.themes)
keys = [key for theme in topics.values() for key in theme]
found = widgets.compare(page, keys, codes, own=own)
with answer:
    layers.say(comparing.answer(found, [page.area_name(code) for code in codes], page.view.lang))
    st.caption(page.say(MIND))

widgets.show_likeness(page, codes, traits, own=own)
widgets.show_side_by_side(page, found, topics, mode)
widgets.show_expected(page, keys, codes[0], mode)
widgets.show_table_and_downloads(page, found)
widgets.show_method(page)
