"""A page with one map and nothing else, for test_map.py. TEST_SNAPSHOT names the folder of the snapshot to draw."""

from __future__ import annotations

import os
from pathlib import Path

import streamlit as st
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

STATIC = Path(__file__).resolve().parents[2] / "src" / "wijkmonitor" / "ui" / "static"

app = st.App(
    Path(__file__).with_name("map_page.py"),
    routes=[
        Mount("/assets", StaticFiles(directory=STATIC)),
        Mount("/maps/rekenstad/1", StaticFiles(directory=Path(os.environ["TEST_SNAPSHOT"]) / "maps")),
    ],
)
