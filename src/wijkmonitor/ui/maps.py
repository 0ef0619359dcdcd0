"""Maps on a page: the only place that calls streamlit-folium."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import streamlit as st

from wijkmonitor.figures.maps import MapBase, area_map
from wijkmonitor.figures.theme import Mode
from wijkmonitor.text import Lang

_STATIC = Path(__file__).parent / "static"
_ASSETS = (
    ("vendor/leaflet.js", "vendor/topojson-client.min.js", "marks.js", "map.js"),
    ("vendor/leaflet.css", "map.css"),
)
# The map lives in an iframe at <base>/component/<name>/index.html, so two levels up is the root, also under a base path.
_ROOT = "../.."
_CLICK = "last_object_clicked_popup"


def colour_mode() -> Mode:
    """The mode the reader's browser shows."""
    return "dark" if st.context.theme.type == "dark" else "light"


def areas_url(municipality: str, snapshot_id: str, vintage: int, level: str) -> str:
    """URL, seen from the map's iframe, of the display geometry of one vintage and level."""
    return f"{_ROOT}/maps/{municipality}/{snapshot_id}/areas-{vintage}-{level}.topojson"


def points_url(municipality: str, snapshot_id: str, edition: str, points: str = "places") -> str:
    """URL, seen from the map's iframe, of the ``places`` or ``initiatives`` of one edition."""
    return f"{_ROOT}/maps/{municipality}/{snapshot_id}/{points}-{edition}.geojson"


def map_base(lang: Lang, background_map: bool) -> MapBase:
    """The constant part of every map of this server."""
    scripts, styles = ([f"{_ROOT}/assets/{name}?v={_version(name)}" for name in names] for names in _ASSETS)
    return MapBase(lang, background_map, tuple(scripts), tuple(styles))


@cache
def _version(name: str) -> str:
    return hashlib.sha256((_STATIC / name).read_bytes()).hexdigest()[:8]


@dataclass(frozen=True, slots=True)
class Click:
    """What was clicked: ``what`` is area, point (``key``: "latitude,longitude") or the ``subject`` of a layer of points."""

    what: str
    key: str


def show_map(
    base: MapBase, drawing: str, *, key: str, height: int = 520, on_select: Callable[[Click], None] | None = None
) -> Click | None:
    """Draw the map and return what was clicked just now, else None.

    ``drawing``: made by ``figures.maps.packed``. ``on_select`` is called with the click before the script reruns, so that it
    may set the state of widgets; it is called for a click on the chosen area too.
    """
    from streamlit_folium import st_folium  # needs a running server: importing it earlier loses the component

    def chosen() -> None:
        click = _clicked((st.session_state.get(key) or {}).get(_CLICK))
        if click and on_select:
            on_select(click)

    found, paintings = area_map(base, drawing)
    returned = st_folium(
        found,
        key=key,
        height=height,
        use_container_width=True,
        returned_objects=[_CLICK],
        feature_group_to_add=paintings,
        on_change=chosen,
    )
    told = (returned or {}).get(_CLICK)
    seen = f"{key}-seen"
    if not told or told == st.session_state.get(seen):
        return None
    st.session_state[seen] = told
    return _clicked(told)


def _clicked(told: str | None) -> Click | None:
    """``area:BU00420101|1718`` as a click; the last part only makes two clicks on the same thing different."""
    what, colon, key = str(told or "").rpartition("|")[0].partition(":")
    return Click(what, key) if colon else None
