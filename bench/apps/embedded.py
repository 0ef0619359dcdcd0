"""The peer: folium as its documentation shows it, with the (equally simplified) geometry inside the map's script."""

import json

import folium
import streamlit as st

from bench.apps import made_up
from wijkmonitor.figures.theme import PALETTES, class_colours
from wijkmonitor.ui import maps


@st.cache_data
def geometry(areas: str) -> dict:
    return json.loads((made_up.FOLDER / f"areas-0-{areas}.geojson").read_text(encoding="utf-8"))


def draw(areas: str, topic: str) -> folium.Map:
    rows = made_up.rows(areas, topic)
    classes = made_up.classes(rows, topic)
    colours, nothing = class_colours(len(classes), "light"), PALETTES["light"].nothing
    colour = {
        code: colours[place] if place >= 0 else nothing
        for code, place in zip(rows["code"], classes.of(rows["value"]), strict=True)
    }
    figures = rows.set_index("code")[["value", "low", "high", "verdict"]].to_dict("index")
    drawn = geometry(areas)
    for feature in drawn["features"]:
        feature["properties"].update(figures[feature["properties"]["code"]])
    found = folium.Map(location=[52.15, 5.3], zoom_start=7, tiles=None)
    # Leaflet from our own server, as in the other app: without the internet folium shows nothing.
    base = maps.map_base("nl", False)
    found.default_js = [(url, url) for url in base.scripts if "leaflet" in url]
    found.default_css = [(url, url) for url in base.styles if "leaflet" in url]
    folium.GeoJson(
        drawn,
        style_function=lambda feature: {
            "fillColor": colour[feature["properties"]["code"]],
            "color": "#8796a5",
            "weight": 0.5,
            "fillOpacity": 1,
        },
        tooltip=folium.GeoJsonTooltip(fields=["name", "value", "low", "high", "verdict"]),
    ).add_to(found)
    return found


def main() -> None:
    from streamlit_folium import st_folium

    topic = st.radio("Topic", made_up.TOPICS, horizontal=True)
    st_folium(
        draw(st.query_params["areas"], topic),
        key="map",
        height=520,
        use_container_width=True,
        returned_objects=["last_active_drawing"],
    )


main()
