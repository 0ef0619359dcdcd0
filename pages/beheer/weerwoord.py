"""Responses: what residents and professionals say back, by area; and for staff what waits for a decision."""

import streamlit as st

from wijkmonitor import responses
from wijkmonitor.figures import responses as figures
from wijkmonitor.responses import database, store
from wijkmonitor.text import Text
from wijkmonitor.ui import access, frame, layers, response_queue
from wijkmonitor.ui import responses as pieces

WHAT = Text(
    nl="Een cijfer zegt niet alles. Wie in een wijk woont of werkt, kan bij elk onderwerp opschrijven wat wel en niet "
    "herkenbaar is. Een medewerker van de gemeente leest dat en neemt het aan of wijst het af, altijd met een reden. Wat is "
    "aangenomen, staat bij het cijfer of het gebied waar het over gaat.",
    en="A figure does not say everything. Whoever lives or works in a wijk can write with every topic what they do or do not "
    "recognise. A member of staff of the municipality reads it and accepts or declines it, always with a reason. What is "
    "accepted stands with the figure or the area it is about.",
)
GIVE = Text(
    nl="Weerwoord is wat mensen zeggen en geen meting: er wordt niets geteld, en het verandert geen enkel cijfer.",
    en="Responses are what people say and no measurement: nothing is counted, and no figure changes.",
)
BY_AREA = Text(nl="Aangenomen weerwoord per gebied", en="Accepted responses by area")
NONE_HERE = Text(nl="Hier is nog geen weerwoord aangenomen.", en="No responses have been accepted here yet.")

page = frame.page(Text(nl="Weerwoord", en="Responses"))
folder, lang = pieces.folder_of(page), page.view.lang
st.markdown(page.say(WHAT))
st.caption(page.say(GIVE))
try:
    layers.say(figures.tally(store.counts(folder), lang))
except database.Unavailable as problem:
    st.warning(page.say(problem.said))
    st.stop()

staff = access.staff(lang)
if staff is not None:
    access.show_door(lang)
response_queue.show_queue(page, folder)

st.subheader(page.say(BY_AREA), anchor=False)
with page.row():
    level = page.choose_level()
    area = page.choose_area(level)
page = page.with_choices(level=level, area=area)
found = figures.by_area(figures.within(responses.accepted(folder), page.snapshot, area), page.snapshot, lang)
if not found:
    st.markdown(page.say(NONE_HERE))
for name, mine in found:
    pieces.show_area(page, name, mine)
pieces.show_form(page, area=area)

if staff is None:
    access.show_door(lang)
