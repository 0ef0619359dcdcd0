"""The server of both apps: the script named in ``BENCH_SCRIPT``, with the same files beside it as the dashboard has."""

from __future__ import annotations

import gc
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import folium  # noqa: F401  (imported before the first visitor, as the dashboard does)
import streamlit as st
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bench.apps import made_up
from wijkmonitor.ui import files
from wijkmonitor.ui.server import ASSETS


async def _asset(request: Request) -> Response:
    found = files.inside(ASSETS, request.path_params["name"])
    return await files.send(found, request.headers, files.CHECKED_EACH_TIME)


async def _map_file(request: Request) -> Response:
    return await files.send(files.inside(made_up.FOLDER, request.path_params["name"]), request.headers, files.FOREVER)


@asynccontextmanager
async def _warm(_app: object) -> AsyncIterator[dict[str, Any]]:
    gc.collect()
    gc.freeze()
    yield {}


app = st.App(
    Path(__file__).with_name(os.environ["BENCH_SCRIPT"]),
    routes=[Route("/assets/{name:path}", _asset), Route("/maps/bench/0/{name}", _map_file)],
    lifespan=_warm,
)
