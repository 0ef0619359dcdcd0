"""Examples: what people did elsewhere in the country, where, and what made it work."""

import streamlit as st

from wijkmonitor.text import Text
from wijkmonitor.ui import examples, frame, maps

INTRO = Text(
    nl="Zo doen anderen het. De voorbeelden zijn bedoeld om van te leren, niet om na te maken: wat ergens werkt, hangt af van de "
    "mensen en de plek.",
    en="This is how others do it. The examples are there to learn from, not to copy: what works somewhere depends on the people "
    "and the place.",
)

page = frame.page(Text(nl="Voorbeelden", en="Examples"))
st.markdown(page.say(INTRO))
described = examples.in_order(page.snapshot.examples())
if not described:
    examples.show_nothing(page)
    st.stop()
with page.row():
    chosen = examples.choose_example(page, described)
page = page.with_choices(example=chosen)
mode = maps.colour_mode()

left, right = st.columns([2, 3], gap="large")
with left:
    examples.show_map(page, described, chosen, mode)
with right:
    if chosen:
        examples.show_card(page, described[chosen])
    examples.show_list(page, described, chosen, mode)
