"""The addresses of files with figures, for other systems: ``/data/...``. docs/open-data.md says how they are used.

A file of a snapshot has one address for ever. Its figures never change; the words beside them may with a newer program, so it is
kept for a day and then asked after, by a tag that holds for exactly these bytes. Nothing in an address becomes a path on disk.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from wijkmonitor import catalogue, publications, responses
from wijkmonitor.export import BadQuestion, NothingThere, addresses, archive
from wijkmonitor.export.question import FOLDER
from wijkmonitor.figures import foot
from wijkmonitor.manifest import MANIFEST, SnapshotDamaged
from wijkmonitor.snapshot import Snapshot
from wijkmonitor.text import LANGS, Lang
from wijkmonitor.ui import cache, files

_A_DAY = "public, max-age=86400"
_TYPES = {
    "csv": "text/csv; charset=utf-8; header=present",
    "geojson": "application/geo+json",
    "json": "application/json",
    "zip": "application/zip",
}
_FOR_ALL = {"Access-Control-Allow-Origin": "*"}
_ASKED_AFTER_EACH_TIME = "no-cache"
_SHOWN_TO_SCRIPTS = "Content-Disposition, ETag, Link, X-Wijkmonitor-Snapshot, X-Wijkmonitor-Withdrawn"
_kept = files.KeptBytes()
_workers = CapacityLimiter(4)  # so that fetching systems leave room for people who read


@dataclass(frozen=True, slots=True)
class Published:
    """A snapshot that may be fetched: of which municipality (key and folder), and its id."""

    municipality: str
    folder: Path
    snapshot_id: str

    def opened(self) -> Snapshot:
        return cache.open_snapshot(self.municipality, self.snapshot_id)

    def withdrawn(self) -> dict[str, str] | None:
        """When (``at``, an ISO date) and why (``reason``) the snapshot was said to be wrong; None when it stands."""
        wrong = publications.withdrawn(self.folder, self.snapshot_id)
        return {"at": wrong.at.date().isoformat(), "reason": wrong.reason} if wrong else None


def routes() -> list[BaseRoute]:
    """Everything under ``/data``."""
    told: dict[str, Callable[[Request], Response]] = {
        "": _all,
        "/": _all,
        "/current/{gemeente}.zip": _current_archive,
        "/current/{gemeente}/": _current,
        "/current/{gemeente}/{name}": _current,
        "/{snapshot}.zip": _archive,
        "/{snapshot}/": _index,
        "/{snapshot}/{name}": _file,
        "/{snapshot}": _to_index,
        "/{rest:path}": _nothing,
    }
    return [Route(f"/{FOLDER}{path}", _apart(answer)) for path, answer in told.items()]


def _apart(answer: Callable[[Request], Response]) -> Callable[[Request], Any]:
    """An endpoint that works in a thread of its own and says in JSON what is not there or not understood."""

    def safely(request: Request) -> Response:
        try:
            return answer(request)
        except NothingThere as problem:
            return _refusal(404, problem)
        except BadQuestion as problem:
            return _refusal(400, problem)
        except SnapshotDamaged:
            return _json({"error": "this snapshot cannot be read"}, 500)

    async def endpoint(request: Request) -> Response:
        return await to_thread.run_sync(safely, request, limiter=_workers)

    return endpoint


def _all(request: Request) -> Response:
    """Every municipality, and its snapshots with the current one first."""
    if not request.url.path.endswith("/"):
        return RedirectResponse(f"{FOLDER}/", headers=_FOR_ALL)
    return _json({"municipalities": [_municipality(key, folder) for key, folder in cache.municipalities().items()]})


def _municipality(key: str, folder: Path) -> dict[str, Any]:
    found = [Published(key, folder, one) for one in cache.published(key)]
    snapshots = [
        {"snapshot": one.snapshot_id, "index": f"{one.snapshot_id}/", "withdrawn": one.withdrawn()} for one in found
    ]
    return {"key": key, "name": cache.name_of(key).name, "snapshots": snapshots}


def _index(request: Request) -> Response:
    found = _find(request)
    current = found.snapshot_id in cache.published(found.municipality)[:1]
    return _json({"current": current, "withdrawn": found.withdrawn(), **addresses.index(found.opened())})


def _to_index(request: Request) -> Response:
    return RedirectResponse(f"{_find(request).snapshot_id}/", headers=_FOR_ALL)


def _file(request: Request) -> Response:
    found, name = _find(request), str(request.path_params["name"])
    pairs = request.query_params.multi_items()
    tag = _tag(found, name, *(f"{key}={value}" for key, value in sorted(pairs)))
    return _send(request, found, name, tag, lambda: addresses.file(found.opened(), name, pairs))


def _archive(request: Request) -> Response:
    found, lang = _find(request), _lang(request)
    heard = responses.accepted(found.folder)
    warning = foot.withdrawn(publications.withdrawn(found.folder, found.snapshot_id), lang)
    tag = _tag(found, "zip", lang, repr(heard), warning)
    return _send(request, found, f"{found.snapshot_id}.zip", tag, lambda: archive(found.opened(), lang, heard, warning))


def _current(request: Request) -> Response:
    """To the fixed address of the current snapshot; this answer is never kept."""
    return _to_fixed(request, "../../{id}/" + quote(str(request.path_params.get("name", ""))))


def _current_archive(request: Request) -> Response:
    return _to_fixed(request, "../{id}.zip")


def _to_fixed(request: Request, place: str) -> Response:
    asked = str(request.path_params["gemeente"])
    ids = cache.published(asked) if asked in cache.municipalities() else []
    if not ids:
        raise NothingThere("municipality", [asked], [key for key in cache.municipalities() if cache.published(key)])
    query = f"?{request.url.query}" if request.url.query else ""
    headers = {"Cache-Control": "no-cache", **_FOR_ALL}
    return RedirectResponse(place.format(id=ids[0]) + query, headers=headers)


def _nothing(request: Request) -> Response:
    raise NothingThere("address", [request.url.path], [f"/{FOLDER}/", f"/{FOLDER}/<snapshot>/<indicator>.csv"])


def _find(request: Request) -> Published:
    asked = str(request.path_params["snapshot"])
    for key, folder in cache.municipalities().items() if asked.isalnum() else ():
        if (catalogue.snapshot_path(folder, asked) / MANIFEST).is_file():
            return Published(key, folder, asked)
    raise NothingThere("snapshot", [asked], [one for key in cache.municipalities() for one in cache.published(key)])


def _lang(request: Request) -> Lang:
    pairs = request.query_params.multi_items()
    if strange := [name for name, _ in pairs if name != "lang"]:
        raise BadQuestion("parameter", strange[0], ["lang"])
    asked = pairs[0][1] if pairs else LANGS[0]
    known = next((lang for lang in LANGS if lang == asked), None)
    if known is None or len(pairs) > 1:
        raise BadQuestion("lang", asked, LANGS)
    return known


def _tag(found: Published, *about: str) -> str:
    """What stays the same exactly as long as the bytes do: the snapshot, the program that writes them, and the question."""
    program = catalogue.program()
    parts = [found.snapshot_id, program["version"], program["fingerprint"], *about]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:32]


def _send(request: Request, found: Published, name: str, tag: str, make: Callable[[], bytes]) -> Response:
    """The file, whole or as "not changed"; packed where that helps and the other side takes it."""
    ending, wrong = name.rpartition(".")[2], found.withdrawn()
    packed = ending != "zip" and "gzip" in request.headers.get("accept-encoding", "")
    headers = {
        **_FOR_ALL,
        "Access-Control-Expose-Headers": _SHOWN_TO_SCRIPTS,
        "Cache-Control": _ASKED_AFTER_EACH_TIME if wrong else _A_DAY,
        "ETag": f'"{tag}-gzip"' if packed else f'"{tag}"',
        "Vary": "Accept-Encoding",
        "X-Wijkmonitor-Snapshot": found.snapshot_id,
    }
    if wrong:
        headers["X-Wijkmonitor-Withdrawn"] = wrong["at"]
    if _is_known(request.headers.get("if-none-match", ""), tag):
        return Response(status_code=304, headers=headers)
    body = _kept.get_or(tag, make)
    if packed:
        plain = body
        body = _kept.get_or((tag, "gzip"), lambda: files.packed(plain))
        headers["Content-Encoding"] = "gzip"
    excel = request.query_params.get("form") == "excel"
    headers |= {"Content-Length": str(len(body)), "Content-Disposition": _saved_as(found, name, excel, bool(wrong))}
    if ending == "csv":
        headers["Link"] = f'<{addresses.COLUMNS}>; rel="describedby"; type="text/csv"'
    return Response(b"" if request.method == "HEAD" else body, media_type=_TYPES[ending], headers=headers)


def _is_known(header: str, tag: str) -> bool:
    held = {one.strip().removeprefix("W/").strip('"') for one in header.split(",")}
    return bool(held & {tag, f"{tag}-gzip"})


def _saved_as(found: Published, name: str, excel: bool, wrong: bool) -> str:
    """Under which name a browser saves the file: municipality, file and snapshot; and that it is wrong, when it is."""
    stem, _, ending = name.rpartition(".")
    words = [
        *dict.fromkeys((found.municipality, stem, found.snapshot_id)),
        *["excel"] * excel,
        *["ingetrokken"] * wrong,
    ]
    saved = "-".join(words) + f".{ending}"
    plain = unicodedata.normalize("NFKD", saved).encode("ascii", "ignore").decode()
    plain = re.sub(r"[^\w.-]", "_", plain)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(saved, safe='')}"


def _refusal(status: int, problem: NothingThere | BadQuestion) -> Response:
    return _json({"error": str(problem), "what": problem.what, "asked": problem.asked, "known": problem.known}, status)


def _json(content: Any, status: int = 200) -> Response:
    body = json.dumps(content, ensure_ascii=False, indent=1).encode("utf-8")
    headers = {"Cache-Control": "no-cache" if status == 200 else "no-store", **_FOR_ALL}
    return Response(body, status, headers, _TYPES["json"])
