"""The script behind map_app.py: choose an indicator, a level or an area beside the map."""

from __future__ import annotations

import os
from pathlib import Path

import streamlit as st

from wijkmonitor.estimate import ALL
from wijkmonitor.figures.classes import classes_for
from wijkmonitor.figures.legend import area_legend
from wijkmonitor.figures.maps import AreaLayer, Drawing, packed
from wijkmonitor.figures.points import Pin, PointLayer
from wijkmonitor.figures.rows import shown
from wijkmonitor.groups import PLACE_TYPE
from wijkmonitor.snapshot import load
from wijkmonitor.text import same
from wijkmonitor.ui import maps, widgets

snapshot = load(Path(os.environ["TEST_SNAPSHOT"]))
mode = maps.colour_mode()
st.title("Kaart")
indicator = snapshot.indicators[st.selectbox("indicator", ["strong_ties", "residents"], key="indicator")]
level = st.radio("niveau", ["buurt", "wijk"], key="level")
rows = shown(snapshot, indicator.key, "2025", level)
area = st.session_state.get("area")


def choose(click: maps.Click) -> None:
    st.session_state[click.what] = click.key
    st.session_state["clicks"] = st.session_state.get("clicks", 0) + 1


layer = AreaLayer(rows, indicator, classes_for(snapshot.estimates, indicator, level, ALL))
url = maps.areas_url("rekenstad", "1", 2025, level)
kinds = PLACE_TYPE.categories
places = PointLayer(
    maps.points_url("rekenstad", "1", "2025"), "type", kinds, subject="place", chosen=st.session_state.get("place", "")
)
pins = (Pin(51.96, 5.0, "A", same("Een plek erbij")),)
pick = st.checkbox("prikken")
drawing = Drawing(
    f"Kaart: {indicator.title('nl')}", "rekenstad", url, mode, layer, (places,), pins=pins, pick=pick, selected=area
)
base = maps.map_base("nl", background_map=False)
now = maps.show_map(base, packed(drawing, base), key="map", height=400, on_select=choose)
told = f"{now.what} {now.key}" if now else "nothing"
st.text(f"chosen {area}, clicks {st.session_state.get('clicks', 0)}, now {told}")
widgets.show_html(area_legend(layer, mode, "nl"))
widgets.show_html(widgets.area_card(rows.iloc[0], indicator, "nl", mode))
widgets.show_areas(rows, indicator, "nl", mode, selected=area, key="dots")
widgets.show_table(rows, indicator, "nl")
widgets.how_measured(indicator, "nl")
