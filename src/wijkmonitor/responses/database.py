"""The database of one municipality's responses: where it is, how it is opened, and how it came to have its tables.

SQLite in WAL mode: one who reads and one who writes do not wait for each other, and a program that is killed loses nothing that
was confirmed. Reading never makes a database.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from wijkmonitor.text import Text

FILE = "responses.sqlite"
STATE_VARIABLE = "WIJKMONITOR_STATE"
"""Names a folder for what changes while the dashboard runs, for when the municipality's own folder cannot be written."""
_WAIT_S = 10.0

_CANNOT_WRITE = Text(
    nl="Het weerwoord kan nu niet worden bewaard: {file} is niet te beschrijven ({why}). Er is niets verloren gegaan van wat er "
    "al stond. De beheerder kan een andere map noemen in WIJKMONITOR_STATE.",
    en="The response cannot be kept now: {file} cannot be written ({why}). Nothing of what was there has been lost. "
    "Whoever runs the server can name another folder in WIJKMONITOR_STATE.",
)
_CANNOT_READ = Text(
    nl="Het weerwoord kan nu niet worden gelezen: {file} ({why}).", en="Responses cannot be read now: {file} ({why})."
)
_NEWER = Text(nl="gemaakt door een nieuwere versie van wijkmonitor", en="made by a newer version of wijkmonitor")

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        """CREATE TABLE response (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            snapshot TEXT NOT NULL,
            edition TEXT NOT NULL,
            area TEXT NOT NULL,
            indicator TEXT NOT NULL,
            role TEXT NOT NULL CHECK (role IN ('resident', 'professional')),
            words TEXT NOT NULL,
            received TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('waiting', 'accepted', 'declined', 'hidden', 'withdrawn')),
            reason TEXT NOT NULL,
            erased INTEGER NOT NULL DEFAULT 0
        ) STRICT""",
        "CREATE INDEX response_by_state ON response (state, area, indicator)",
        """CREATE TABLE history (
            line INTEGER PRIMARY KEY AUTOINCREMENT,
            number INTEGER NOT NULL REFERENCES response (number),
            at TEXT NOT NULL,
            what TEXT NOT NULL CHECK (what IN ('received', 'accepted', 'declined', 'hidden', 'withdrawn', 'erased')),
            by TEXT NOT NULL,
            reason TEXT NOT NULL
        ) STRICT""",
        "CREATE INDEX history_by_number ON history (number)",
        """CREATE TRIGGER history_is_not_rewritten BEFORE UPDATE ON history
            BEGIN SELECT RAISE(ABORT, 'history is never changed'); END""",
        """CREATE TRIGGER history_is_not_removed BEFORE DELETE ON history
            BEGIN SELECT RAISE(ABORT, 'history is never removed'); END""",
        """CREATE TRIGGER responses_are_not_removed BEFORE DELETE ON response
            BEGIN SELECT RAISE(ABORT, 'responses are erased, never removed'); END""",
        """CREATE TRIGGER responses_stay_as_received
            BEFORE UPDATE OF number, snapshot, edition, area, indicator, role, received ON response
            BEGIN SELECT RAISE(ABORT, 'a response stays as it was received'); END""",
        """CREATE TRIGGER words_are_only_erased BEFORE UPDATE OF words ON response WHEN NEW.words <> ''
            BEGIN SELECT RAISE(ABORT, 'words are erased, never changed'); END""",
    ),
)
"""Per version of the tables the statements that lead to it from the one before."""


class Unavailable(Exception):
    """The database cannot be written or read; ``said`` tells a person why."""

    def __init__(self, said: Text) -> None:
        self.said = said
        super().__init__(said.en)


def path_of(municipality: Path) -> Path:
    """The database of the municipality in a folder."""
    state = os.environ.get(STATE_VARIABLE)
    folder = Path(state) / municipality.resolve().name if state else municipality
    return folder / FILE


@contextmanager
def writing(municipality: Path) -> Iterator[sqlite3.Connection]:
    """A transaction of one who writes: whole, or not at all. Makes the database when there is none; raises ``Unavailable``."""
    path = path_of(municipality)
    connection: sqlite3.Connection | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = _opened(str(path))
        _bring_up_to_date(connection, path)
        connection.execute("BEGIN IMMEDIATE")
        yield connection
        connection.execute("COMMIT")
    except (sqlite3.OperationalError, sqlite3.DatabaseError, OSError) as problem:
        raise Unavailable(_CANNOT_WRITE.fill(file=path.name, why=_why(problem))) from problem
    finally:
        if connection is not None:
            connection.close()  # what was not committed is rolled back


@contextmanager
def reading(municipality: Path) -> Iterator[sqlite3.Connection | None]:
    """A connection that only reads; None when there is no database yet. Raises ``Unavailable``."""
    path = path_of(municipality)
    connection: sqlite3.Connection | None = None
    try:
        if path.is_file():
            connection = _opened_to_read(path)
            if _version(connection) not in (0, len(MIGRATIONS)):
                connection.close()
                connection = _opened(str(path))
                _bring_up_to_date(connection, path)
        yield connection if connection is not None and _version(connection) else None
    except (sqlite3.DatabaseError, OSError) as problem:
        raise Unavailable(_CANNOT_READ.fill(file=path.name, why=_why(problem))) from problem
    finally:
        if connection is not None:
            connection.close()


def forget_traces(municipality: Path) -> None:
    """Move everything out of the write-ahead log, so that erased words are in no file any more. Raises ``Unavailable``."""
    path = path_of(municipality)
    try:
        connection = _opened(str(path))
        try:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        finally:
            connection.close()
    except sqlite3.DatabaseError as problem:
        raise Unavailable(_CANNOT_WRITE.fill(file=path.name, why=_why(problem))) from problem


def _opened(name: str, *, uri: bool = False) -> sqlite3.Connection:
    connection = sqlite3.connect(name, timeout=_WAIT_S, isolation_level=None, uri=uri)
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON")  # erased words are overwritten, not only let go
    return connection


def _opened_to_read(path: Path) -> sqlite3.Connection:
    address = path.resolve().as_uri() + "?mode=ro"
    connection = _opened(address, uri=True)
    try:
        _version(connection)
    except sqlite3.OperationalError:
        connection.close()
        # In a folder that cannot be written there can be no log to read along: then nobody is writing either.
        return _opened(address + "&immutable=1", uri=True)
    return connection


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _bring_up_to_date(connection: sqlite3.Connection, path: Path) -> None:
    if _version(connection) > len(MIGRATIONS):
        raise Unavailable(_CANNOT_READ.fill(file=path.name, why=_NEWER))
    if _version(connection) == len(MIGRATIONS):
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Looked up again: another program may have done it while this one waited.
        for version, statements in list(enumerate(MIGRATIONS, start=1))[_version(connection) :]:
            for statement in statements:
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {version:d}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    try:
        connection.execute("PRAGMA journal_mode = WAL").fetchone()
    except sqlite3.OperationalError:
        return  # somebody else has it open just now, and sets it too; it is as safe without, only slower


def _why(problem: Exception) -> Text:
    words = str(problem)
    return next((text for part, text in _REASONS.items() if part in words), Text(nl=words, en=words))


_REASONS = {
    "readonly": Text(nl="alleen-lezen", en="read-only"),
    "unable to open": Text(nl="de map is er niet of is alleen-lezen", en="the folder is not there or is read-only"),
    "Not a directory": Text(nl="de map is er niet", en="the folder is not there"),
    "Permission denied": Text(nl="geen toestemming", en="no permission"),
    "Read-only file system": Text(nl="alleen-lezen", en="read-only"),
    "full": Text(nl="de schijf is vol", en="the disk is full"),
    "disk I/O": Text(nl="de schijf weigert", en="the disk refuses"),
    "locked": Text(nl="te druk; probeer het zo weer", en="too busy; try again in a moment"),
    "malformed": Text(nl="het bestand is beschadigd", en="the file is damaged"),
    "not a database": Text(nl="het bestand is beschadigd", en="the file is damaged"),
}
"""What SQLite or the system says, in the words of a reader."""
