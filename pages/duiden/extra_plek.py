"""Where would one more place help: plans for meeting places, who gains by them, and the best sites."""

import streamlit as st

from wijkmonitor.analysis.audience import AUDIENCES
from wijkmonitor.text import Text
from wijkmonitor.ui import frame, plan_results, plans

MIND = Text(
    nl="Dit is een proef op de kaart: er verandert niets aan de cijfers. De loopafstand is geschat: hemelsbreed, keer 1,3.",
    en="This is a trial on the map: no figure changes. The walk is estimated: the straight line, times 1.3.",
)
GROUPS = {one.group: one.text for one in AUDIENCES}

page = frame.page(Text(nl="Waar helpt een plek erbij?", en="Where would one more place help?"))
answer = st.container()
with page.row():
    plans.choose_walk(page)
    daypart = plans.choose_daypart(page)
    group = page.choose_group(GROUPS)
    edition = page.choose_edition()
page = page.with_choices(daypart=daypart, group=group, edition=edition)
if plan_results.show_missing(page):
    plan_results.show_method(page)
    st.stop()

with answer:
    desk = plans.open_desk(page)
    plan_results.show_answer(desk)
    st.caption(page.say(MIND))

plans.choose_plan(desk)
plans.change_plan(desk)
plan_results.show_map(desk, key="extra-plek")
plan_results.show_who_gains(desk)
plan_results.show_chosen(desk)
plan_results.show_side_by_side(desk)
plan_results.show_method(page)
