"""Which municipalities there are, which snapshots each has published, and whether the newest is up to date.

A municipality is a folder with a ``municipality.toml``, under ``data/`` or under a folder named in ``WIJKMONITOR_DATA``.
Its snapshots stand in ``snapshots/<id>/``; the file ``snapshots/current`` names the published one. Nothing here reads
source tables, so the server can use it. What happened to each snapshot is in the log of ``publications``; one that was
withdrawn stays where it is and is never the current one.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

from wijkmonitor import file_lock, publications, whole_file
from wijkmonitor.manifest import FORMAT_VERSION, MANIFEST, SnapshotDamaged, verify
from wijkmonitor.publications import What, Withdrawal

SPECIFICATION = "municipality.toml"
DATA_VARIABLE = "WIJKMONITOR_DATA"
PROJECT_DATA = Path(__file__).resolve().parents[2] / "data"
"""The project's own data: its approaches, its examples and the demo municipality."""
_POINTER = "current"
_DRAFT, _BUILDING = ".draft-", ".building.lock"
_SHOW_HALF = {"ui", "figures", "report", "responses"}
_WRITTEN = ("approaches/*.md", "examples/*.md")


class UnknownSnapshot(LookupError):
    """There is no snapshot with this id."""


class AlreadyWithdrawn(Exception):
    """A snapshot that was withdrawn before; ``withdrawal`` says when and why."""

    def __init__(self, withdrawal: Withdrawal) -> None:
        self.withdrawal = withdrawal
        super().__init__(f"{withdrawal.id}: {withdrawal.reason}")


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
    return municipality / publications.SNAPSHOTS


def snapshot_path(municipality: Path, snapshot_id: str) -> Path:
    """Folder of one snapshot; raises ``ValueError`` when the id could name anything else."""
    if not snapshot_id.isalnum():
        raise ValueError(f"{snapshot_id!r} is not the id of a snapshot")
    return snapshots_folder(municipality) / snapshot_id


def snapshot_ids(municipality: Path) -> list[str]:
    """Ids of all snapshots of a municipality, also withdrawn ones: the current one first, then the latest published."""
    found = _present(municipality)
    current = current_id(municipality)
    when = publications.publications(municipality, found)
    return sorted(found, key=lambda one: (one != current, -when[one].at.timestamp(), one))


def standing_ids(municipality: Path) -> list[str]:
    """As :func:`snapshot_ids`, without those that were withdrawn."""
    wrong = publications.withdrawals(municipality)
    return [one for one in snapshot_ids(municipality) if one not in wrong]


def current_id(municipality: Path) -> str | None:
    """Id of the published snapshot, or None when there is none."""
    try:
        stated = (snapshots_folder(municipality) / _POINTER).read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return None
    if not stated.isalnum() or not (snapshot_path(municipality, stated) / MANIFEST).is_file():
        return None
    # Between writing down a withdrawal and pointing at another one a process may have been killed.
    return stated if publications.withdrawn(municipality, stated) is None else _newest_standing(municipality)


def is_outdated(municipality: Path) -> bool:
    """Whether a snapshot should be made: none is published, or it was made from other files or by another program.

    Not when what these very files gave was withdrawn: then somebody has to mend them first, or build on purpose.
    """
    current = current_id(municipality)
    if current is not None and _is_of_now(municipality, current, program()):
        return False
    return withdrawn_of_now(municipality) is None


def withdrawn_of_now(municipality: Path) -> Withdrawal | None:
    """The withdrawal of the last snapshot that was made from the source files as they are now; None when that one stands."""
    wrong = publications.withdrawals(municipality)
    if not wrong:
        return None
    when = publications.publications(municipality, _present(municipality))
    latest_first = sorted(when, key=lambda one: when[one].at, reverse=True)
    of_now = (wrong.get(one) for one in latest_first if _is_of_now(municipality, one))
    return next(of_now, None)


def _is_of_now(municipality: Path, snapshot_id: str, made_by: dict[str, str] | None = None) -> bool:
    """Whether a snapshot was made from the source files as they are now, and by the program ``made_by`` if it is given."""
    try:
        package = json.loads((snapshot_path(municipality, snapshot_id) / MANIFEST).read_text(encoding="utf-8"))
        about = package["wijkmonitor"]
        if made_by is not None and (about["format_version"] != FORMAT_VERSION or about["program"] != made_by):
            return False
        stated: dict[str, Any] = about["source_files"]
        if any(path not in stated for path in written(municipality)):
            return False
        return all(file_sha256(municipality / path) == checksum for path, checksum in stated.items())
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False


def _present(municipality: Path) -> list[str]:
    """Ids of the snapshots that are there, in alphabetical order."""
    folders = snapshots_folder(municipality).glob("*/")
    return sorted(one.name for one in folders if one.name.isalnum() and (one / MANIFEST).is_file())


def _newest_standing(municipality: Path) -> str | None:
    """The sound snapshot that was published last and not withdrawn."""
    when = publications.publications(municipality, _present(municipality))
    standing = [one for one in when.values() if one.withdrawal is None]
    latest_first = sorted(standing, key=lambda one: one.at, reverse=True)
    return next((one.id for one in latest_first if _is_sound(snapshot_path(municipality, one.id))), None)


def written(folder: Path) -> dict[str, Path]:
    """The texts on approaches and examples in a folder: file per path as people see it, in alphabetical order."""
    found = (path for pattern in _WRITTEN for path in folder.glob(pattern) if path.is_file())
    return {path.relative_to(folder).as_posix(): path for path in sorted(found)}


@contextmanager
def publishing(municipality: Path) -> Iterator[Path]:
    """An empty folder to write a snapshot into; thrown away unless :func:`publish` moved it."""
    root = snapshots_folder(municipality)
    root.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=_DRAFT, dir=root))
    try:
        yield draft
    finally:
        shutil.rmtree(draft, ignore_errors=True)


@contextmanager
def building(municipality: Path, *, wait: bool = False) -> Iterator[None]:
    """From the moment a build begins to its end: one at a time for a municipality.

    Whoever comes second is told (raises :class:`file_lock.Taken`), or waits with ``wait``. Clears away what a build that was
    killed left behind. Raises ``OSError`` where nothing can be written.
    """
    root = snapshots_folder(municipality)
    with file_lock.held(root / _BUILDING, wait=wait):
        for draft in root.glob(f"{_DRAFT}*"):
            shutil.rmtree(draft, ignore_errors=True)
        with publications.lock(municipality):
            for draft in root.glob(f".{_POINTER}-*"):
                draft.unlink(missing_ok=True)
        yield


def waited_for_others(municipality: Path, waiting: Callable[[], None]) -> bool:
    """Wait while somebody else makes a snapshot of a municipality; whether that was so. ``waiting`` is called meanwhile."""
    waited = False

    def look() -> None:
        nonlocal waited
        waited = True
        waiting()

    with suppress(OSError), file_lock.held(snapshots_folder(municipality) / _BUILDING, wait=True, waiting=look):
        pass
    return waited


def publish(municipality: Path, draft: Path, snapshot_id: str, *, by: str = "", note: str = "") -> Path:
    """Put a finished draft in its place, write that down and make it the current snapshot.

    Each is a single step: whoever looks meanwhile, or after a power cut, sees the old snapshot or the new one, never half of
    it. Raises :class:`AlreadyWithdrawn` when this snapshot was withdrawn before: what is wrong does not become right.
    """
    target = snapshot_path(municipality, snapshot_id)
    draft.chmod(0o755)  # mkdtemp makes folders only their owner can read
    whole_file.settle(draft)
    with publications.lock(municipality):
        wrong = publications.withdrawn(municipality, snapshot_id)
        if wrong is not None:
            raise AlreadyWithdrawn(wrong)
        before = current_id(municipality)
        known = {one.id for one in publications.read(municipality).events}
        was_there = target.exists() and _is_sound(target)
        if was_there:
            shutil.rmtree(draft)  # the same id means the same bytes
        else:
            shutil.rmtree(target, ignore_errors=True)
            draft.rename(target)
            whole_file.settle_names(target.parent)
        if before != snapshot_id:
            what = What.CURRENT if was_there and snapshot_id in known else What.PUBLISHED
            publications.record(municipality, what, snapshot_id, by, note)
            _point_at(municipality, snapshot_id)
    return target


def withdraw(municipality: Path, snapshot_id: str, *, reason: str, by: str = "") -> str | None:
    """Say that a snapshot is wrong, for ever; returns the id of the snapshot that is current now, None when there is none.

    The snapshot stays where it is. If it was the current one, the last published that stands takes its place. Raises
    ``ValueError`` for an empty reason, :class:`UnknownSnapshot`, or :class:`AlreadyWithdrawn`.
    """
    if not reason.strip():
        raise ValueError("a snapshot is withdrawn with a reason")
    with publications.lock(municipality):
        if snapshot_id not in _present(municipality):
            raise UnknownSnapshot(snapshot_id)
        wrong = publications.withdrawn(municipality, snapshot_id)
        if wrong is not None:
            raise AlreadyWithdrawn(wrong)
        before = current_id(municipality)
        publications.record(municipality, What.WITHDRAWN, snapshot_id, by, reason)
        if before == snapshot_id:
            after = _newest_standing(municipality)
            if after is not None:
                publications.record(municipality, What.CURRENT, after, by)
                _point_at(municipality, after)
            else:
                (snapshots_folder(municipality) / _POINTER).unlink()
    return current_id(municipality)


def _point_at(municipality: Path, snapshot_id: str) -> None:
    whole_file.write(snapshots_folder(municipality) / _POINTER, f"{snapshot_id}\n".encode("ascii"))


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
