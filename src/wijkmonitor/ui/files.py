"""Files the server hands out itself, each compressed once and kept.

Three folders: Streamlit's own front end (``/static``), the vendored scripts (``/assets``) and the maps of a snapshot
(``/maps/<gemeente>/<snapshot>/<file>``). No address can reach a file outside its folder.
"""

from __future__ import annotations

import gzip
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from pathlib import Path

from anyio import to_thread
from starlette.datastructures import Headers
from starlette.responses import FileResponse, PlainTextResponse, Response

FOREVER = "public, max-age=31536000, immutable"
"""For files whose name changes with their content."""
CHECKED_EACH_TIME = "no-cache"
"""For files whose name stays: the browser keeps them, but asks whether they are still the same."""

_TYPES = {
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".css": "text/css",
    ".json": "application/json",
    ".topojson": "application/json",
    ".geojson": "application/geo+json",
    ".svg": "image/svg+xml",
    ".md": "text/plain; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".wasm": "application/wasm",
}
"""Kinds of file worth compressing, with what the browser is told they are; others are sent as they stand."""
_SMALLEST_BYTES = 1024


class KeptBytes:
    """Bytes in memory by name; the longest unused ones make room above ``limit_bytes``."""

    def __init__(self, limit_bytes: int = 64 * 2**20) -> None:
        self._limit_bytes = limit_bytes
        self._kept: OrderedDict[Hashable, bytes] = OrderedDict()
        self._held_bytes = 0
        self._lock = threading.Lock()

    def get_or(self, key: Hashable, make: Callable[[], bytes]) -> bytes:
        """What ``make`` returned the first time it was asked for under ``key``."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        made = make()  # two visitors may both make it; it is the same
        with self._lock:
            if key not in self._kept:
                self._kept[key] = made
                self._held_bytes += len(made)
            while self._held_bytes > self._limit_bytes and len(self._kept) > 1:
                self._held_bytes -= len(self._kept.popitem(last=False)[1])
        return made


class PackedFiles(KeptBytes):
    """Gzipped bytes of files, in memory."""

    def get(self, path: Path) -> bytes:
        """The gzipped content of ``path``; a file that changed on disk is compressed again."""
        stat = path.stat()
        key = (path, stat.st_mtime_ns, stat.st_size)
        return self.get_or(key, lambda: packed(path.read_bytes()))


def packed(data: bytes) -> bytes:
    """``data`` gzipped; the same bytes for the same data."""
    return gzip.compress(data, compresslevel=6, mtime=0)


_packed_files = PackedFiles()


def inside(folder: Path, name: str) -> Path | None:
    """The file ``name`` in ``folder``, or None when there is none or when it lies outside the folder."""
    if "\0" in name:
        return None
    root = folder.resolve()
    found = (root / name).resolve()
    return found if found.is_relative_to(root) and found.is_file() else None


async def send(path: Path | None, headers: Headers, cache_control: str) -> Response:
    """A response with the file, gzipped where that helps and the browser takes it; 404 without a file."""
    if path is None:
        return PlainTextResponse("Niet gevonden / Not found", status_code=404)
    stat = path.stat()
    told = {"Cache-Control": cache_control, "ETag": f'"{stat.st_mtime_ns:x}-{stat.st_size:x}"'}
    media_type = _TYPES.get(path.suffix)
    worth_packing = media_type is not None and stat.st_size >= _SMALLEST_BYTES
    if worth_packing:
        told["Vary"] = "Accept-Encoding"
    if headers.get("if-none-match") == told["ETag"]:
        return Response(status_code=304, headers=told)
    if not worth_packing or "gzip" not in headers.get("accept-encoding", ""):
        return FileResponse(path, media_type=media_type, headers=told)
    told["Content-Encoding"] = "gzip"
    return Response(await to_thread.run_sync(_packed_files.get, path), media_type=media_type, headers=told)
