"""The deck in the browser as an address of the server: ``/presentatie/<gemeente>/<snapshot>?story=raad&slide=3``.

It understands the parameters of the page (``ui.view``), so that one choice gives the same slides in both.
"""

from __future__ import annotations

import functools
import gzip
import hashlib
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlencode

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from wijkmonitor.manifest import SnapshotDamaged
from wijkmonitor.report.browser_deck import Links
from wijkmonitor.report.story import COUNCIL, Choice
from wijkmonitor.ui import cache
from wijkmonitor.ui import view as views
from wijkmonitor.ui.headers import DECK_PATH as PATH
from wijkmonitor.ui.view import View

_STATIC = Path(__file__).with_name("static")
_ROOT = "../.."


def choice_of(view: View) -> Choice:
    """What a view asks to be told."""
    return Choice(view.lang, view.edition, view.level, view.story or COUNCIL, view.story_areas, view.story_topics)


def address_of(view: View, asked: Mapping[str, str]) -> str:
    """The address of the deck of a view, seen from the page; ``asked``: the parameters of the page."""
    query = views.address(asked, gemeente=None, snapshot=None, slide=str(view.slide))
    return f"{PATH.lstrip('/')}/{view.municipality}/{view.snapshot}?{urlencode(query)}"


async def answer(request: Request) -> Response:
    """The deck; 404 for a municipality or snapshot that is not there. Other parameters fall back as they do on the page."""
    gemeente, snapshot_id = (request.path_params[name] for name in ("gemeente", "snapshot"))
    page = await to_thread.run_sync(_page, gemeente, snapshot_id, dict(request.query_params))
    if page is None:
        return PlainTextResponse("Niet gevonden / Not found", status_code=404)
    told = {"Cache-Control": "no-cache", "Vary": "Accept-Encoding"}
    if "gzip" not in request.headers.get("accept-encoding", ""):
        return HTMLResponse(page, headers=told)
    packed = await to_thread.run_sync(gzip.compress, page.encode("utf-8"), 6)
    return HTMLResponse(packed, headers={**told, "Content-Encoding": "gzip"})


def _page(gemeente: str, snapshot_id: str, asked: dict[str, str]) -> str | None:
    if snapshot_id not in cache.stories(gemeente):  # also one that was withdrawn: it says so itself
        return None
    try:
        offer = cache.offer(gemeente, snapshot_id)
    except SnapshotDamaged:
        return None
    view, _told = views.read(asked, (gemeente, snapshot_id), offer)
    style, script = (f"{_ROOT}/assets/{name}?v={_version(name)}" for name in ("deck.css", "deck.js"))
    wrong, links = cache.withdrawal(gemeente, snapshot_id), Links(style, script, _back(view, asked))
    return cache.deck_page(gemeente, snapshot_id, choice_of(view), wrong, links)


def _back(view: View, asked: Mapping[str, str]) -> str:
    """The page of the dashboard with the same choice; the script keeps the number of its slide up to date."""
    query = views.address(asked, gemeente=view.municipality, snapshot=view.snapshot, slide=None)
    return f"{_ROOT}{PATH}?{urlencode(query)}"


@functools.cache
def _version(name: str) -> str:
    return hashlib.sha256((_STATIC / name).read_bytes()).hexdigest()[:8]
