"""The log of publications: which snapshot was published, withdrawn or made current again, when, by whom and why.

A snapshot itself knows no clock; its story stands beside it in ``snapshots/log.jsonl``, one event per line. Lines are only
ever added. A line that was cut off while it was written never happened, and is cleared away when the next one is added.
"""

from __future__ import annotations

import datetime as dt
import errno
import json
import os
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from zoneinfo import ZoneInfo

from wijkmonitor import file_lock, whole_file
from wijkmonitor.manifest import MANIFEST

SNAPSHOTS = "snapshots"
"""Name of the folder in which the snapshots of a municipality stand."""
LOG = "log.jsonl"
_HERE = ZoneInfo("Europe/Amsterdam")
MOST_NOTE, MOST_BY = 300, 80
"""As many characters as a note or reason, and as the name of a function or department, may have."""


class What(StrEnum):
    """What happened to a snapshot."""

    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    CURRENT = "current"


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the log. ``at``: ISO 8601 in UTC; ``note``: of a withdrawal its reason; ``by`` and ``note`` may be ""."""

    what: What
    id: str
    at: str
    by: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """That a snapshot is wrong: when that was said (by Dutch clocks), by whom ("" when not told), and why."""

    id: str
    at: dt.datetime
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Publication:
    """The story of one snapshot. ``at``: by Dutch clocks; ``logged``: False for one from before the log, of which ``at`` is the
    time of its files."""

    id: str
    at: dt.datetime
    by: str = ""
    note: str = ""
    logged: bool = True
    withdrawal: Withdrawal | None = None


@dataclass(frozen=True, slots=True)
class Log:
    """All events in the order in which they happened; ``unreadable``: number of lines that somebody else damaged."""

    events: tuple[Event, ...] = ()
    unreadable: int = 0


class TooLong(ValueError):
    """A note or name that does not fit; the message says how long it may be."""


def tidy(words: str, most: int) -> str:
    """Words on one line, without signs that cannot be seen; raises :class:`TooLong` beyond ``most`` characters."""
    line = " ".join("".join(sign if sign.isprintable() else " " for sign in words).split())
    if len(line) > most:
        raise TooLong(f"{len(line)} > {most}")
    return line


def read(municipality: Path) -> Log:
    """The log of a municipality (its folder); empty when there is none."""
    try:
        data = (municipality / SNAPSHOTS / LOG).read_bytes()
    except OSError:
        return Log()
    *lines, tail = data.split(b"\n")
    told = [_event(line) for line in lines if line.strip()]
    last = _event(tail)  # whole but for its end of line, or torn
    events = tuple(one for one in [*told, last] if one is not None)
    return Log(events, sum(one is None for one in told))


def record(municipality: Path, what: What, snapshot_id: str, by: str = "", note: str = "") -> Event:
    """Add an event to the log, on the disk itself before this returns.

    To be called by who holds :func:`lock`. Raises ``OSError`` when it cannot be written; the log is then as it was.
    """
    now = dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds")  # two in one second keep their order
    event = Event(what, snapshot_id, now, tidy(by, MOST_BY), tidy(note, MOST_NOTE))
    path = municipality / SNAPSHOTS / LOG
    path.parent.mkdir(parents=True, exist_ok=True)
    is_new = not path.exists()
    line = json.dumps(asdict(event), ensure_ascii=False).encode() + b"\n"
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o644)
    try:
        size = _sound_size(path)
        os.truncate(path, size)
        try:
            if os.write(handle, line) < len(line):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
            os.fsync(handle)
        except OSError:
            os.truncate(path, size)
            raise
    finally:
        os.close(handle)
    if is_new:
        whole_file.settle_names(path.parent)
    return event


def lock(municipality: Path) -> file_lock.Held:
    """Held for the short time in which the log and the pointer to the current snapshot change."""
    return file_lock.held(municipality / SNAPSHOTS / ".log.lock", wait=True)


def withdrawn(municipality: Path, snapshot_id: str) -> Withdrawal | None:
    """The withdrawal of a snapshot of a municipality (its folder); None when it stands."""
    return withdrawals(municipality).get(snapshot_id)


def withdrawals(municipality: Path) -> dict[str, Withdrawal]:
    """By id every snapshot that was withdrawn. A withdrawal is never undone: what is right again is another snapshot."""
    found: dict[str, Withdrawal] = {}
    for one in read(municipality).events:
        if one.what is What.WITHDRAWN:
            found.setdefault(one.id, Withdrawal(one.id, _moment(one), one.by, one.note))
    return found


def publication(municipality: Path, snapshot_id: str) -> Publication:
    """The story of one snapshot that is there."""
    return publications(municipality, [snapshot_id])[snapshot_id]


def publications(municipality: Path, snapshot_ids: list[str]) -> dict[str, Publication]:
    """The story of each of ``snapshot_ids``; of one from before the log the time of its files."""
    first: dict[str, Event] = {}
    for one in read(municipality).events:
        if one.what is What.PUBLISHED:
            first.setdefault(one.id, one)
    wrong = withdrawals(municipality)
    return {
        one: Publication(one, _moment(told), told.by, told.note, True, wrong.get(one))
        if (told := first.get(one)) is not None
        else Publication(one, _written(municipality, one), logged=False, withdrawal=wrong.get(one))
        for one in snapshot_ids
    }


def _moment(event: Event) -> dt.datetime:
    return dt.datetime.fromisoformat(event.at).astimezone(_HERE)


def _written(municipality: Path, snapshot_id: str) -> dt.datetime:
    try:
        seconds = (municipality / SNAPSHOTS / snapshot_id / MANIFEST).stat().st_mtime
    except OSError:
        seconds = 0.0
    return dt.datetime.fromtimestamp(seconds, _HERE)


def _event(line: bytes) -> Event | None:
    try:
        said = json.loads(line)
        event = Event(What(said["what"]), *(str(said[name]) for name in ("id", "at", "by", "note")))
        has_zone = dt.datetime.fromisoformat(event.at).tzinfo is not None
    except (ValueError, KeyError, TypeError):
        return None
    return event if has_zone else None


def _sound_size(path: Path) -> int:
    """Number of bytes up to where the next line may begin; ends a last line that only lacks its end."""
    data = path.read_bytes()
    tail = data.rpartition(b"\n")[2]
    if tail and _event(tail) is not None:
        with path.open("ab") as stream:
            stream.write(b"\n")
        return len(data) + 1
    return len(data) - len(tail)
