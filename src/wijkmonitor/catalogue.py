"""Which municipalities there are, which snapshots each has published, and whether the newest is up to date.

A municipality is a folder with a ``municipality.toml``, under ``data/`` or under a folder named in ``WIJKMONITOR_DATA``.
Its snapshots stand in ``snapshots/<id>/``; the file ``snapshots/current`` names the published one. Nothing here reads
source tables, so the server can use it.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import metadata
from pathlib import Path

from wijkmonitor.manifest import FORMAT_VERSION, MANIFEST, SnapshotDamaged, verify

SPECIFICATION = "municipality.toml"
DATA_VARIABLE = "WIJKMONITOR_DATA"
PROJECT_DATA = Path(__file__).resolve().parents[2] / "data"
"""The project's own data: its approaches, its examples and the demo municipality."""
_DRAFT_MAX_AGE_S = 24 * 3600
_SHOW_HALF = {"ui", "figures", "report", "responses"}
_WRITTEN = ("approaches/*.md", "examples/*.md")


def municipalities() -> dict[str, Path]:
    """Folder per municipality key (its folder name), in alphabetical order, the project's own first."""
    found: dict[str, Path] = {}
    named = [Path(entry) for entry in os.environ.get(DATA_VARIABLE, "").split(os.pathsep) if entry]
    for root in (PROJECT_DATA, *named):
        folders = [root] if (root / SPECIFICATION).is_file() else sorted(root.glob("*/"))
        for folder in folders:
            if (folder / SPECIFICATION).is_file():
                found.setdefault(folder.name, folder)
    return found


def snapshots_folder(municipality: Path) -> Path:
    """Where a municipality's snapshots stand."""
    return municipality / "snapshots"


def snapshot_path(municipality: Path, snapshot_id: str) -> Path:
    """Folder of one snapshot; raises ``ValueError`` when the id could name anything else."""
    if not snapshot_id.isalnum():
        raise ValueError(f"{snapshot_id!r} is not the id of a snapshot")
    return snapshots_folder(municipality) / snapshot_id


def snapshot_ids(municipality: Path) -> list[str]:
    """Ids of all snapshots of a municipality, the current one first, then by the time they were written."""
    folders = [f for f in snapshots_folder(municipality).glob("*/") if f.name.isalnum() and (f / MANIFEST).is_file()]
    current = current_id(municipality)
    folders.sort(key=lambda f: (f.name != current, -(f / MANIFEST).stat().st_mtime, f.name))
    return [folder.name for folder in folders]


def current_id(municipality: Path) -> str | None:
    """Id of the published snapshot, or None when there is none."""
    try:
        stated = (snapshots_folder(municipality) / "current").read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return None
    return stated if stated.isalnum() and (snapshot_path(municipality, stated) / MANIFEST).is_file() else None


def is_outdated(municipality: Path) -> bool:
    """Whether the published snapshot is missing, or was made from other files or by another version of the program."""
    current = current_id(municipality)
    if current is None:
        return True
    try:
        package = json.loads((snapshot_path(municipality, current) / MANIFEST).read_text(encoding="utf-8"))
        about = package["wijkmonitor"]
        if about["format_version"] != FORMAT_VERSION or about["program"] != program():
            return True
        stated = about["source_files"]
        if any(path not in stated for path in written(municipality)):
            return True
        return any(file_sha256(municipality / path) != checksum for path, checksum in stated.items())
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return True


def written(folder: Path) -> dict[str, Path]:
    """The texts on approaches and examples in a folder: file per path as people see it, in alphabetical order."""
    found = (path for pattern in _WRITTEN for path in folder.glob(pattern) if path.is_file())
    return {path.relative_to(folder).as_posix(): path for path in sorted(found)}


@contextmanager
def publishing(municipality: Path) -> Iterator[Path]:
    """An empty folder to write a snapshot into; thrown away unless :func:`publish` moved it."""
    root = snapshots_folder(municipality)
    root.mkdir(parents=True, exist_ok=True)
    for left_behind in root.glob(".draft-*"):  # of a build that was killed
        if time.time() - left_behind.stat().st_mtime > _DRAFT_MAX_AGE_S:
            shutil.rmtree(left_behind, ignore_errors=True)
    draft = Path(tempfile.mkdtemp(prefix=".draft-", dir=root))
    try:
        yield draft
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def publish(municipality: Path, draft: Path, snapshot_id: str) -> Path:
    """Put a finished draft in its place and make it the current snapshot.

    Both steps are single renames: whoever looks meanwhile sees the old snapshot or the new one, never half of it.
    """
    target = snapshot_path(municipality, snapshot_id)
    draft.chmod(0o755)  # mkdtemp makes folders only their owner can read
    if target.exists() and _is_sound(target):
        shutil.rmtree(draft)  # the same id means the same bytes
    else:
        shutil.rmtree(target, ignore_errors=True)
        draft.rename(target)
    pointer = snapshots_folder(municipality) / f".current-{os.getpid()}"
    pointer.write_text(snapshot_id + "\n", encoding="ascii")
    pointer.replace(snapshots_folder(municipality) / "current")
    return target


def _is_sound(snapshot: Path) -> bool:
    try:
        verify(snapshot)
    except SnapshotDamaged:
        return False
    return True


def file_sha256(path: Path) -> str:
    """Hash of a file's bytes, hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def version() -> str:
    """Version of the installed program."""
    return metadata.version("wijkmonitor")


@cache
def program() -> dict[str, str]:
    """Version and fingerprint of what makes snapshots, code and the project's own texts: a change makes a snapshot outdated."""
    package = Path(__file__).resolve().parent
    digest = hashlib.sha256()
    for file in sorted(package.rglob("*.py"), key=lambda f: f.relative_to(package).as_posix()):
        relative = file.relative_to(package)
        if relative.parts[0] not in _SHOW_HALF:
            digest.update(relative.as_posix().encode())
            digest.update(file.read_bytes().replace(b"\r\n", b"\n"))
    for name, file in written(PROJECT_DATA).items():
        digest.update(name.encode())
        digest.update(file.read_bytes().replace(b"\r\n", b"\n"))
    return {"version": version(), "fingerprint": digest.hexdigest()[:12]}
