"""Capacity to take part: the index and its parts, how firm and how uneven the picture is, and initiatives beside it."""

import streamlit as st

from wijkmonitor.edition import Dataset
from wijkmonitor.figures import capacity, measures, unevenness
from wijkmonitor.indicator import Theme
from wijkmonitor.text import Text
from wijkmonitor.ui import capacity as capacity_widgets
from wijkmonitor.ui import frame, layers, modelled, robustness, topic, trend
from wijkmonitor.ui import unevenness as unevenness_widgets

WOULD_SHOW = Text(
    nl="hoeveel bewoners zelf denken te kunnen, wat zij samen hebben en wat er om hen heen is",
    en="how much residents think they can do, what they have together and what there is around them",
)
MIND = Text(
    nl="Er bestaat nog geen beproefde vragenlijst voor doenvermogen per buurt. Gebruik deze cijfers om een gesprek te beginnen, "
    "niet om over een buurt te oordelen. Een verschil tussen gebieden is geen verschil tussen mensen: in elk gebied wonen mensen "
    "die veel kunnen en mensen die hulp nodig hebben.",
    en="No validated questionnaire for capacity per neighbourhood exists yet. Use these figures to start a conversation, not to "
    "judge a buurt. A difference between areas is not a difference between persons: in every area there are people who can "
    "do a lot and people who need help.",
)

page = frame.page(Text(nl="Doenvermogen", en="Capacity to take part"))
answer = st.container()
indicators = page.snapshot.indicators
every = capacity.in_order(measures.of_theme(page.snapshot, list(indicators), Theme.CAPACITY), indicators)
known = measures.measured(page.snapshot, page.view.edition, every)
with page.row():
    level = page.choose_level()
    indicator = page.choose_indicator(known or every)
    group = page.choose_group(capacity.group_choices(indicators[indicator]))
    edition = page.choose_edition()
    area = page.choose_area(level)
weights, uneven = page.view.weights, page.view.uneven
# What depends on these two says so by itself; the rest of the page stays as it was drawn when they change.
page = page.with_choices(
    level=level, indicator=indicator, group=group, edition=edition, area=area, weights=(), uneven=""
)
shown = topic.open_topic(page, indicator)
lang = page.view.lang

with answer:
    layers.say(capacity.answer(shown.municipal, shown.indicator, lang))
    st.warning(page.say(MIND))
if not known:
    layers.show_empty(page, Dataset.SURVEY, WOULD_SHOW)
    capacity_widgets.show_absent(page, every)
    st.stop()

topic.show_map_and_area(shown, key="doenvermogen")
pillars = [key for key in capacity.in_order(known, indicators) if indicators[key].inputs]
capacity_widgets.show_pillars(page, pillars, shown.mode)
capacity_widgets.show_absent(page, [key for key in every if key not in known])
topic.show_all_areas(shown, key="doenvermogen-gebieden")
trend.show_trend(shown)
capacity_widgets.show_pillar_table(page, pillars)

robustness.show_robustness(page, shown.mode)
robustness.show_weights(page, weights, shown.mode)
unevenness_widgets.show_unevenness(page, uneven, shown.mode)
unevenness_widgets.show_gap(page, known, shown.mode)
unevenness_widgets.show_pattern(page, [indicator, *known], shown.mode)
capacity_widgets.show_against_initiatives(page, capacity.across(indicators, known), shown.mode)

topic.show_table_and_downloads(shown, key="doenvermogen-cijfers")
topic.show_how_measured(shown)
modelled.show_holdout(page, unevenness.options(page.snapshot, edition))
capacity_widgets.show_contents(page)
