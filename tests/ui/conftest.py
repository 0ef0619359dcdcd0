"""A small invented municipality with a published snapshot, and one page, for the tests of the frame."""

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pandas as pd
import pytest
from starlette.applications import Starlette
from streamlit.web.server.starlette.starlette_gzip_middleware import SelectiveGZipMiddleware
from streamlit.web.server.starlette.starlette_static_routes import create_streamlit_static_assets_routes

from wijkmonitor import catalogue, snapshot
from wijkmonitor.columns import TABLES
from wijkmonitor.indicator import Indicator, Kind, Theme, Unit
from wijkmonitor.text import same
from wijkmonitor.ui import builds, cache, menu, server
from wijkmonitor.ui.builds import Builds

AREAS = [
    ("GM9998", "Teststad", "gemeente", ""),
    ("WK999801", "Centrum", "wijk", "GM9998"),
    ("WK999802", "Noord", "wijk", "GM9998"),
    ("BU99980101", "Kerkbuurt", "buurt", "WK999801"),
    ("BU99980102", "Dorp", "buurt", "WK999801"),
    ("BU99980201", "Dorp", "buurt", "WK999802"),
]
PAGE = """
from wijkmonitor.text import Text
from wijkmonitor.ui import frame

page = frame.page(Text(nl="Overzicht", en="Overview"))
with page.row():
    level = page.choose_level()
    area = page.choose_area(level)
    edition = page.choose_edition()
    topic = page.choose_indicator(["first", "second", "absent"])
import streamlit as st
st.text(f"drawn {level} {area} {edition} {topic}")
"""


def _indicator(key: str) -> Indicator:
    return Indicator(
        key=key,
        title=same(f"Topic {key}"),
        about=same("about"),
        theme=Theme.TIES,
        unit=Unit.SHARE,
        kind=Kind.OBSERVED,
        source=same("source"),
        caveats=(same("caveat"),),
        compute=lambda _edition: pd.DataFrame(),
    )


def write_municipality(folder: Path, *, fictional: bool = True, background_map: bool = False) -> Path:
    """A municipality folder without snapshots."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = ["[municipality]", 'code = "GM9998"', f'name = "{folder.name.capitalize()}"']
    lines += [f"fictional = {str(fictional).lower()}", f"background_map = {str(background_map).lower()}"]
    (folder / catalogue.SPECIFICATION).write_text("\n".join(lines), encoding="utf-8")
    return folder


def publish_snapshot(folder: Path, note: str = "") -> str:
    """Publish a snapshot of two editions without figures; another ``note`` makes another id."""
    features = [
        {
            "type": "Feature",
            "geometry": None,
            "properties": {"code": c, "name": n, "level": v, "parent": p, "vintage": 2025, "population": 1000.0},
        }
        for c, n, v, p in AREAS
    ]
    tables = {name: pd.DataFrame(columns=[f.name for f in columns]) for name, columns in TABLES.items()}
    json_files = {
        "indicators.json": [json.loads(json.dumps(_indicator(key).describe())) for key in ("first", "second")],
        "provenance.json": {},
        "areas.geojson": {"type": "FeatureCollection", "features": features},
        "maps/areas-2025-wijk.topojson": {"type": "Topology", "objects": {}, "note": note, "padding": "x" * 2000},
    }
    about = {
        "municipality": {"key": folder.name, "code": "GM9998", "name": "Teststad", "fictional": True},
        "editions": [
            {"name": "2023", "date": "2023-01-01", "vintage": 2025},
            {"name": "2025", "date": "2025-01-01", "vintage": 2025},
        ],
        "program": catalogue.program(),
        "source_files": {},
        "licenses": [],
        "sources": [{"title": "CBS", "path": "a.csv"}],
    }
    with catalogue.publishing(folder) as draft:
        made = snapshot.save(snapshot.Content(tables, json_files, about), draft)
        catalogue.publish(folder, draft, made)
    return made


@pytest.fixture
def municipalities(monkeypatch):
    """Municipalities the server sees: a dict to fill, empty at first."""
    known: dict[str, Path] = {}
    monkeypatch.setattr(catalogue, "municipalities", lambda: known)
    monkeypatch.setattr(builds, "builds", Builds(outdated=lambda _folder: False))
    cached = (
        cache.municipalities,
        cache.published,
        cache.stories,
        cache.contents,
        cache.compared,
        cache.all_differences,
        cache.name_of,
        cache.open_snapshot,
        cache.offer,
    )
    for one in cached:
        one.clear()
    yield known
    for one in cached:
        one.clear()


@pytest.fixture
def teststad(municipalities, tmp_path):
    """Folder of a municipality with one published snapshot, the only one there is."""
    folder = write_municipality(tmp_path / "teststad")
    publish_snapshot(folder)
    municipalities["teststad"] = folder
    return folder


@pytest.fixture
def one_page(tmp_path, monkeypatch):
    """A pages folder with the first page of the menu only."""
    file = tmp_path / "pages" / "verkennen" / "overzicht.py"
    file.parent.mkdir(parents=True)
    file.write_text(PAGE, encoding="utf-8")
    monkeypatch.setattr(menu, "PAGES_FOLDER", tmp_path / "pages")
    return file


class Answer:
    def __init__(self, messages):
        self.status = messages[0]["status"]
        self.headers = {name.decode(): value.decode() for name, value in messages[0]["headers"]}
        self.body = b"".join(message.get("body", b"") for message in messages[1:])


@pytest.fixture
def get():
    """Ask our routes and middleware, with Streamlit's own front end behind them, as a server would."""
    app = Starlette(
        routes=server.routes() + create_streamlit_static_assets_routes(""),
        middleware=server.middleware(),
    )
    app.user_middleware.append(server.Middleware(SelectiveGZipMiddleware))

    def ask(address, method="GET", **headers):
        parts = urlsplit(address)
        sent = []

        first = iter([True])

        async def receive():
            if not next(first, False):
                await asyncio.Event().wait()  # the visitor stays
            return {"type": "http.request", "body": b""}

        async def send(message):
            sent.append(message)

        scope = {
            "type": "http",
            "method": method,
            "path": unquote(parts.path),
            "raw_path": parts.path.encode(),
            "query_string": parts.query.encode(),
            "root_path": "",
            "scheme": "http",
            "http_version": "1.1",
            "server": ("testserver", 80),
            "headers": [
                (n.replace("_", "-").encode(), v.encode()) for n, v in {"host": "testserver", **headers}.items()
            ],
        }
        with ThreadPoolExecutor(1) as elsewhere:  # the browser tests leave their own loop in this thread
            elsewhere.submit(asyncio.run, app(scope, receive, send)).result()
        return Answer(sent)

    return ask
