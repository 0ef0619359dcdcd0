"""The server around the script: what happens when it starts, its own addresses, and its headers."""

from __future__ import annotations

import gc
import importlib
import logging
import pkgutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from anyio import to_thread
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import runtime
from streamlit.file_util import get_static_dir

from wijkmonitor import catalogue
from wijkmonitor.report.typesetting import FONTS
from wijkmonitor.ui import cache, deck, files, menu
from wijkmonitor.ui.builds import builds
from wijkmonitor.ui.headers import PageHeaders

log = logging.getLogger(__name__)
SCRIPT = Path(__file__).with_name("main.py")
ASSETS = Path(__file__).with_name("static")
_STREAMLIT_STATIC = Path(get_static_dir()) / "static"
_SHOW_HALF = ("wijkmonitor.ui", "wijkmonitor.figures", "wijkmonitor.report")


@asynccontextmanager
async def lifespan(_app: object) -> AsyncIterator[dict[str, Any]]:
    """Warm up, open what is published, and have made what is missing or outdated; end a running build at the end."""
    builds.on_done = cache.preload
    await to_thread.run_sync(_warm_up)
    yield {}
    builds.stop()


def _warm_up() -> None:
    _import_show_half()
    for key, folder in catalogue.municipalities().items():
        try:
            cache.preload(key)
        except Exception:  # one unreadable snapshot must not keep the others from being shown
            log.exception("the current snapshot of %s cannot be read", key)
        builds.ensure(key, folder)
    gc.collect()
    gc.freeze()


def _import_show_half() -> None:
    """Import now what the first visitor would otherwise wait for."""
    # A component registers itself only when a visitor's script imports it; here it has to be done by hand.
    component = importlib.import_module("streamlit_folium")._component_func
    runtime.get_instance().component_registry.register_component(component)
    for package in _SHOW_HALF:
        for module in pkgutil.iter_modules(importlib.import_module(package).__path__, package + "."):
            if module.name != "wijkmonitor.ui.main":  # a script: it draws
                importlib.import_module(module.name)


async def _health(_request: Request) -> Response:
    return JSONResponse({"status": "ok", "version": catalogue.version()}, headers={"Cache-Control": "no-store"})


async def _asset(request: Request) -> Response:
    """A file of ``ui/static``; lasting when the address carries the fingerprint of its content (``?v=``)."""
    found = files.inside(ASSETS, request.path_params["name"])
    lasting = "v" in request.query_params
    return await files.send(found, request.headers, files.FOREVER if lasting else files.CHECKED_EACH_TIME)


async def _map_file(request: Request) -> Response:
    """A file of the ``maps`` folder of a snapshot; the snapshot's id is in the address, so it never changes."""
    asked = request.path_params
    found = None
    municipality = cache.municipalities().get(asked["gemeente"])
    if municipality is not None and asked["snapshot"].isalnum():
        found = files.inside(catalogue.snapshot_path(municipality, asked["snapshot"]) / "maps", asked["name"])
    return await files.send(found, request.headers, files.FOREVER)


async def _font(request: Request) -> Response:
    """A typeface of the reports, for a deck in the browser; its name stays, so it is checked each time."""
    found = files.inside(FONTS, request.path_params["name"])
    return await files.send(found, request.headers, files.CHECKED_EACH_TIME)


async def _first_page(request: Request) -> Response:
    """Streamlit knows its first page only as ``/``; its own name works too."""
    query = request.url.query
    return RedirectResponse("./" + (f"?{query}" if query else ""), headers={"Cache-Control": "no-cache"})


def routes() -> list[BaseRoute]:
    """Our own addresses. Streamlit keeps ``/_stcore``, ``/media``, ``/component`` and ``/static`` for itself."""
    first = [Route(f"/{entry.stem}", _first_page) for entry in list(menu.existing())[:1]]
    return [
        *first,
        Route("/healthz", _health),
        Route("/assets/fonts/{name}", _font),
        Route("/assets/{name:path}", _asset),
        Route(f"{deck.PATH}/{{gemeente}}/{{snapshot}}", deck.answer),
        Route("/maps/{gemeente}/{snapshot}/{name}", _map_file),
    ]


class PackedStatic:
    """ASGI middleware: Streamlit's own front end gzipped (10 MB becomes 4), compressed once rather than per visitor."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] == "GET" and scope["path"].startswith("/static/"):
            found = files.inside(_STREAMLIT_STATIC, scope["path"].removeprefix("/static/"))
            if found is not None:
                request = Request(scope)
                response = await files.send(found, request.headers, files.FOREVER)
                await response(scope, receive, send)
                return
        await self._app(scope, receive, send)


def middleware() -> list[Middleware]:
    """Outermost first: headers on every answer, then the packed front end."""
    return [Middleware(PageHeaders, background_map=cache.background_map_anywhere), Middleware(PackedStatic)]
