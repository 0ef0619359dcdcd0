"""How figures are worked out: the project's documents on its methods."""

import streamlit as st

from wijkmonitor.text import Text
from wijkmonitor.ui import frame, methods

ABOUT = Text(
    nl="Hier staat hoe elk cijfer wordt uitgerekend. Wat een cijfer betekent, leest u bij Verantwoording.",
    en="Here you find how every figure is worked out. What a figure means is told under Accountability.",
)
FOR_WHOM = Text(nl="Deze uitleg is voor onderzoekers en in het Engels.", en="This explanation is for researchers.")

page = frame.page(Text(nl="Methoden", en="Methods"))
st.markdown(page.say(ABOUT))
st.caption(page.say(FOR_WHOM))
with page.row():
    chosen = methods.choose_method(page)
methods.show_document(page, chosen)
