"""Our technique: the browser fetches the geometry once, a rerun sends a class and a short text per area."""

import streamlit as st

from bench.apps import made_up
from wijkmonitor.figures.maps import AreaLayer, Drawing, packed
from wijkmonitor.ui import maps

areas = st.query_params["areas"]
topic = st.radio("Topic", made_up.TOPICS, horizontal=True)
rows = made_up.rows(areas, topic)
layer = AreaLayer(rows, made_up.indicator(topic), made_up.classes(rows, topic))
drawing = Drawing(
    title=f"Topic {topic}", place="bench", url=maps.areas_url("bench", "0", 0, areas), mode="light", areas=layer
)
base = maps.map_base("nl", False)
maps.show_map(base, packed(drawing, base), key="map")
