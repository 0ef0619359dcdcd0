"""What every answer of the server tells the browser: language, title, and what a page may load.

The Content-Security-Policy allows this server only. Three kinds of answer differ: the page itself, the frame in which a
map is drawn (its scripts are made on the fly, so it needs ``eval``), and everything else, a deck in the browser among it.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from wijkmonitor.text import LANGS
from wijkmonitor.ui.menu import PRODUCT

BACKGROUND_MAP_HOST = "https://service.pdok.nl"
"""The Dutch government's own map tiles (BRT-Achtergrondkaart); asked only when a municipality switches them on."""
COMPONENT_PATH = "/component/"
DECK_PATH = "/presentatie"
"""Below it stand decks, whole pages of our own: ``/presentatie/<gemeente>/<snapshot>``."""

_INLINE_SCRIPT = re.compile(rb"<script>(.*?)</script>", re.DOTALL)
_LANG = re.compile(rb'<html lang="[^"]*"')
_TITLE = re.compile(rb"<title>.*?</title>", re.DOTALL)
_NOT_FOR_INDEX = {b"if-none-match", b"if-modified-since", b"range", b"accept-encoding"}
"""An index page is rewritten, so it must come whole and plain; a cached one would keep an old language or policy."""
_SHARED = {
    "default-src": "'self'",
    "base-uri": "'self'",
    "object-src": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'self'",
    # Streamlit's styles are made in the browser (emotion), so there is no hash to name.
    "style-src": "'self' 'unsafe-inline'",
    "font-src": "'self' data:",
    "img-src": "'self' data: blob:",
    "worker-src": "'self' blob:",
    "media-src": "'self' blob:",
}


def page_policy(script_hashes: list[str]) -> str:
    """The policy of the page: own scripts, and the inline ones with these hashes."""
    # 'wasm-unsafe-eval' compiles WebAssembly (reading a dataframe's colours); it does not allow eval of text.
    scripts = " ".join(["'self'", "'wasm-unsafe-eval'", *script_hashes])
    return _policy({**_SHARED, "script-src": scripts})


def component_policy(background_map: bool) -> str:
    """The policy inside the frame of a map; the only place that may name another host, and only for its tiles."""
    images = _SHARED["img-src"] + (f" {BACKGROUND_MAP_HOST}" if background_map else "")
    return _policy({**_SHARED, "img-src": images, "script-src": "'self' 'unsafe-inline' 'unsafe-eval'"})


def _policy(directives: dict[str, str]) -> str:
    return "; ".join(f"{name} {value}" for name, value in directives.items())


def index_page(html: bytes, lang: str) -> tuple[bytes, list[str]]:
    """Streamlit's index page with our language and title, and the hashes of its inline scripts."""
    html = _LANG.sub(f'<html lang="{lang}"'.encode(), html, count=1)
    html = _TITLE.sub(f"<title>{PRODUCT}</title>".encode(), html, count=1)
    digests = [hashlib.sha256(script).digest() for script in _INLINE_SCRIPT.findall(html)]
    return html, [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]


def language_of(scope: Scope) -> str:
    """The language a request asks for with ``?lang=``; Dutch otherwise."""
    asked = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("lang", [""])[-1]
    return asked if asked in LANGS else LANGS[0]


class PageHeaders:
    """ASGI middleware: the language of the index page and the security headers of every answer.

    ``background_map`` is asked per request whether a municipality shown here has switched the background map on. (All
    municipalities share the address of the map frame, so the question cannot be put per municipality.)
    """

    def __init__(self, app: ASGIApp, background_map: Callable[[], bool]) -> None:
        self._app = app
        self._background_map = background_map

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        component = COMPONENT_PATH in scope["path"]
        own = component or scope["path"].startswith(f"{DECK_PATH}/")
        if not own and "." not in scope["path"].rsplit("/", 1)[-1]:
            scope = {**scope, "headers": [h for h in scope["headers"] if h[0] not in _NOT_FOR_INDEX]}
        policy = component_policy(self._background_map()) if component else page_policy([])
        await self._app(scope, receive, _Answer(send, policy, None if own else language_of(scope)))


class _Answer:
    """Sends one answer on: headers added, and an index page held back until it is whole and rewritten."""

    def __init__(self, send: Send, policy: str, lang: str | None) -> None:
        self._send = send
        self._policy = policy
        self._lang = lang
        self._held: Message | None = None
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(raw=message["headers"])
            headers["X-Content-Type-Options"] = "nosniff"
            headers["Referrer-Policy"] = "same-origin"
            headers["Content-Security-Policy"] = self._policy
            if self._lang is not None and _is_plain_html(headers):
                self._held = message
                return
        elif self._held is not None and message["type"] == "http.response.body":
            self._body += message.get("body", b"")
            if not message.get("more_body"):
                await self._send_index(self._held, self._body)
            return
        await self._send(message)

    async def _send_index(self, start: Message, body: bytes) -> None:
        headers = MutableHeaders(raw=start["headers"])
        if body:
            body, hashes = index_page(body, self._lang or LANGS[0])
            headers["Content-Length"] = str(len(body))
            headers["Content-Security-Policy"] = page_policy(hashes)
        else:  # the answer to HEAD: its length is not known here
            del headers["Content-Length"]
        for validator in ("etag", "last-modified"):
            del headers[validator]
        headers["Cache-Control"] = "no-cache"
        await self._send(start)
        await self._send({"type": "http.response.body", "body": body})


def _is_plain_html(headers: Headers) -> bool:
    return headers.get("content-type", "").startswith("text/html") and "content-encoding" not in headers
