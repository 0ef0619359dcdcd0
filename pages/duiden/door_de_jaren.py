"""Through the years: one indicator through the editions, within the borders of one of them."""

import streamlit as st

from wijkmonitor.figures import capacity
from wijkmonitor.text import Text
from wijkmonitor.ui import frame, topic, trend

MIND = Text(
    nl="Een lijn loopt niet door waar iets anders is gevraagd. Grenzen van buurten veranderen: cijfers van andere jaren zijn dan "
    "omgerekend naar de grenzen van de gekozen editie, en dat staat erbij.",
    en="A line does not run on where something else was asked. Borders of buurten change: figures of other years were then "
    "worked out for the borders of the chosen edition, and say so.",
)
WOULD_SHOW = Text(
    nl="hoe dit door de jaren verandert, met de marge, en of een verandering aantoonbaar is",
    en="how this changes through the years, with its margin, and whether a change is demonstrable",
)

page = frame.page(Text(nl="Door de jaren", en="Through the years"))
answer = st.container()
indicators = page.snapshot.indicators
every = trend.topics(page)
with page.row():
    indicator = page.choose_indicator(every)
    group = page.choose_group(capacity.group_choices(indicators[indicator]))
with page.row():
    level = page.choose_level()
    area = page.choose_area(level)
    edition = page.choose_edition(trend.BORDERS_OF)
page = page.with_choices(level=level, indicator=indicator, group=group, edition=edition, area=area)
shown = topic.open_topic(page, indicator)

with answer:
    if trend.has_line(shown):
        trend.say_change(shown)
    st.caption(page.say(MIND))

if trend.has_line(shown):
    trend.show_line(shown, key="lijn")
elif shown.measured:
    trend.say_too_few(shown)
else:
    topic.show_missing(shown, WOULD_SHOW)
trend.show_areas(shown)
trend.show_borders(shown)
topic.show_how_measured(shown)
trend.show_method(shown)
