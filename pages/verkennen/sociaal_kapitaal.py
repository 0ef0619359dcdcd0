"""Social capital: support close by, ties with people unlike oneself, cohesion, and who feels at home."""

import streamlit as st

from wijkmonitor.edition import Dataset
from wijkmonitor.figures import measures
from wijkmonitor.figures import social_capital as figures
from wijkmonitor.figures.capacity import group_choices
from wijkmonitor.text import Text
from wijkmonitor.ui import frame, layers, topic, trend
from wijkmonitor.ui import social_capital as pieces

WOULD_SHOW = Text(
    nl="of bewoners iemand hebben om op terug te vallen, mensen kennen die anders zijn en zich thuis voelen",
    en="whether residents have someone to fall back on, know people unlike themselves and feel at home",
)
MIND = Text(
    nl="Deze cijfers gaan over mensen in een gebied, niet over de kwaliteit van dat gebied. Wie weinig buren kent, is niet "
    "vanzelf alleen.",
    en="These figures are about people in an area, not about the quality of that area. Who knows few neighbours is not alone by "
    "that fact.",
)

page = frame.page(Text(nl="Sociaal kapitaal", en="Social capital"))
answer = st.container()
indicators = page.snapshot.indicators
every = figures.topics(indicators)
known = measures.measured(page.snapshot, page.view.edition, every)
with page.row():
    level = page.choose_level()
    indicator = page.choose_indicator(known or every)
    group = page.choose_group(group_choices(indicators[indicator]))
    edition = page.choose_edition()
    area = page.choose_area(level)
page = page.with_choices(level=level, indicator=indicator, group=group, edition=edition, area=area)
shown = topic.open_topic(page, indicator)
asked = figures.asked(known, indicators)

with answer:
    pieces.show_answer(shown)
    st.caption(page.say(MIND))
if not asked:
    layers.show_empty(page, Dataset.SURVEY, WOULD_SHOW)
if not known:
    st.stop()

topic.show_map_and_area(shown, key="sociaal-kapitaal")
pieces.show_without_group(shown)
if asked:
    pieces.show_quadrant(page, shown.mode)
    pieces.show_who_is_bridged(page, shown.mode)
    pieces.show_cohesion(page, shown.mode)
    pieces.show_belonging(page, shown.mode)
pieces.show_by_group(shown)
topic.show_all_areas(shown, key="sociaal-kapitaal-gebieden")
trend.show_trend(shown)
topic.show_table_and_downloads(shown, key="sociaal-kapitaal-cijfers")
topic.show_how_measured(shown)
