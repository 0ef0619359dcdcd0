"""The municipality itself: how residents see it beside how it sees itself, and what it promised and did."""

import datetime as dt

import streamlit as st

from wijkmonitor.attention import POINT, point_of, survey_item
from wijkmonitor.edition import Dataset
from wijkmonitor.figures import perception
from wijkmonitor.level import Level
from wijkmonitor.text import Text, date
from wijkmonitor.ui import frame, layers, topic, trend
from wijkmonitor.ui import perception as perception_widgets
from wijkmonitor.ui import promises as promise_widgets

MIND = Text(
    nl="Dit zijn oordelen, en wie oordeelt kijkt vanuit een eigen plek. Een verschil zegt waar het gesprek over kan gaan, niet "
    "wie er gelijk heeft.",
    en="These are judgements, and whoever judges looks from a place of their own. A gap says what to talk about, not who is "
    "right.",
)
MAP = Text(nl="Bewoners per wijk: {t}", en="Residents per wijk: {t}")
MAP_IS = Text(
    nl="Deze kaart komt uit de bewonersenquête: welk deel van de bewoners het eens is met de stelling bij dit punt.",
    en="This map comes from the residents' survey: which part of the residents agrees with the statement on this point.",
)
MAP_WOULD_SHOW = Text(
    nl="op de kaart welk deel van de bewoners het per wijk eens is met dit punt",
    en="on the map which part of the residents of each wijk agrees with this point",
)

page = frame.page(Text(nl="De gemeente", en="The municipality"))
answer = st.container()
with page.row():
    indicator = page.choose_indicator([survey_item(point) for point in POINT.categories], POINT.text)
    edition = page.choose_edition()
    area = page.choose_area(Level.WIJK.value)
page = page.with_choices(level=Level.WIJK.value, indicator=indicator, group="all", edition=edition, area=area)
shown = topic.open_topic(page, indicator)
point = point_of(indicator)
found = page.keep("scan")("edition", lambda: perception.of_edition(page.snapshot, edition))
day = date(dt.date.fromisoformat(page.offer.editions[edition]["date"]), page.view.lang)

with answer:
    if not found.empty:
        perception_widgets.show_answer(page, found)
    st.caption(page.say(MIND))

if Dataset.MUNICIPALITY_SCAN.value not in page.loaded() or found.empty:
    layers.show_empty(page, Dataset.MUNICIPALITY_SCAN, perception_widgets.WOULD_SHOW)
if not found.empty:
    perception_widgets.show_gap(page, found, shown.mode)
    perception_widgets.show_judges(page, found, shown.mode)
    perception_widgets.show_hard_figures(page)
    perception_widgets.show_years(page, point, shown.mode)
    perception_widgets.show_wijken(page, found, point, shown.mode)

st.subheader(page.say(MAP.fill(t=POINT.categories[point])), anchor=False)
if shown.measured:
    st.caption(page.say(MAP_IS))
    topic.show_map_and_area(shown, key="gemeente")
    trend.show_trend(shown)
else:
    topic.show_missing(shown, MAP_WOULD_SHOW)

promise_widgets.show_promises(page, day, shown.mode)
if not found.empty:
    perception_widgets.show_table_and_downloads(page, found)
    perception_widgets.show_how_measured(page)
topic.show_how_measured(shown)
