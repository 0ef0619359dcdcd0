"""Receiving a response, deciding about it, erasing its words, reading what there is; every step is a line in the history."""

from __future__ import annotations

import logging
import sqlite3
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from wijkmonitor.responses import database, rules
from wijkmonitor.responses.response import ERASED, NEXT, RECEIVED, Draft, Event, Kept, Response, State
from wijkmonitor.text import Text

log = logging.getLogger(__name__)
MOST_PER_HOUR, MOST_WAITING = 60, 500
"""As much as a municipality receives in an hour, and as many as may wait for a decision; more is refused for the time being."""
VISITOR = "visitor"
"""Who hands in a response, in the history."""

_ALREADY = Text(
    nl="Dit weerwoord is al ontvangen, onder nummer {n}. U hoeft het niet nog eens te sturen.",
    en="This response has already been received, under number {n}. No need to send it again.",
)
_BUSY = Text(
    nl="Er komt nu veel weerwoord binnen. Probeer het over een uur nog eens.",
    en="Many responses are coming in now. Try again in an hour.",
)
_FULL = Text(
    nl="Er wachten al {n} keer weerwoord op een besluit. Er kan er nu geen bij; probeer het later nog eens.",
    en="{n} responses are already waiting for a decision. No more can be taken now; try again later.",
).fill(n=MOST_WAITING)
_OVERTAKEN = Text(
    nl="Weerwoord {n} is intussen al behandeld door {by}: {state}. Uw besluit is niet bewaard.",
    en="Response {n} has been dealt with by {by} in the meantime: {state}. Your decision has not been kept.",
)
_UNKNOWN = Text(nl="Er is geen weerwoord met nummer {n}.", en="There is no response with number {n}.")
_NO_WAY = Text(
    nl="Weerwoord {n} is {state}; {to} kan dan niet meer.", en="Response {n} is {state}; then one can no longer {to}."
)
_GONE = Text(nl="De tekst van weerwoord {n} is gewist.", en="The words of response {n} were erased.")


class Refused(Exception):
    """What was asked is not possible; ``faults`` tells a person everything that is wrong, at once."""

    def __init__(self, *faults: Text) -> None:
        self.faults = faults
        super().__init__(" ".join(fault.en for fault in faults))


class Overtaken(Refused):
    """Somebody else decided first."""


def receive(municipality: Path, draft: Draft, now: datetime | None = None) -> int:
    """Keep a response until staff decide; returns its number.

    ``now``: with a time zone. Raises :class:`Refused` (what is wrong with it, received already, too many) and
    ``database.Unavailable``; nothing is kept then.
    """
    words = rules.tidy(draft.words)
    if wrong := rules.faults(words, draft.role):
        raise Refused(*wrong)
    at = _moment(now)
    about = (draft.snapshot, draft.edition, draft.area, draft.indicator)
    with database.writing(municipality) as connection:
        _refuse_too_much(connection, draft, words, at)
        number = connection.execute(
            "INSERT INTO response (snapshot, edition, area, indicator, role, words, received, state, reason) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, '')",
            (*about, draft.role, words, at, State.WAITING),
        ).lastrowid
        assert number is not None  # SQLite always numbers a new row
        _remember(connection, number, at, RECEIVED, VISITOR, "")
    return number


def decide(
    municipality: Path, number: int, to: State, *, expected: State, by: str, reason: str, now: datetime | None = None
) -> None:
    """Bring a response to the state ``to``, if it still is in the state ``expected``.

    ``by``: a function, never a name; ``reason``: shown beside an accepted response. Raises :class:`Overtaken` when somebody else
    was first, :class:`Refused` when the reason is not in order or the step does not exist, ``database.Unavailable``.
    """
    reason, at = rules.tidy(reason), _moment(now)
    if wrong := rules.reason_faults(reason):
        raise Refused(*wrong)
    with database.writing(municipality) as connection:
        kept = _one(connection, number)
        if kept.erased:
            raise Refused(_GONE.fill(n=number))
        if kept.state is not expected:
            raise Overtaken(_OVERTAKEN.fill(n=number, by=_last_by(connection, number), state=kept.state.text))
        if to not in NEXT[expected]:
            raise Refused(_NO_WAY.fill(n=number, state=expected.text, to=to.decision))
        _put(connection, number, to, reason, at, by)


def erase(municipality: Path, number: int, *, by: str, reason: str, now: datetime | None = None) -> None:
    """Blank the words for good, for instance when they hold personal data; number, dates and decisions stay.

    What waits is declined with it, and what is shown or hidden is withdrawn. Raises :class:`Refused` and
    ``database.Unavailable``.
    """
    reason, at = rules.tidy(reason), _moment(now)
    if wrong := rules.reason_faults(reason):
        raise Refused(*wrong)
    with database.writing(municipality) as connection:
        kept = _one(connection, number)
        if kept.erased:
            raise Refused(_GONE.fill(n=number))
        if kept.state is State.WAITING:
            _put(connection, number, State.DECLINED, reason, at, by)
        elif kept.state in (State.ACCEPTED, State.HIDDEN):
            _put(connection, number, State.WITHDRAWN, reason, at, by)
        connection.execute("UPDATE response SET words = '', erased = 1 WHERE number = ?", (number,))
        _remember(connection, number, at, ERASED, by, reason)
    database.forget_traces(municipality)


def accepted(municipality: Path, *, area: str = "", indicator: str = "") -> tuple[Response, ...]:
    """The accepted responses of a municipality (its folder), the oldest first; only about ``area`` or ``indicator`` if named.

    Empty when there are none, and when the database cannot be read: the figures they stand beside are shown all the same.
    """
    try:
        with database.reading(municipality) as connection:
            if connection is None:
                return ()
            rows = connection.execute(
                "SELECT * FROM response WHERE state = ? AND (? = '' OR area = ?) AND (? = '' OR indicator = ?) "
                "ORDER BY number",
                (State.ACCEPTED, area, area, indicator, indicator),
            )
            return tuple(_kept(row).response for row in rows)
    except database.Unavailable as problem:
        log.error("the accepted responses of %s cannot be read: %s", municipality.name, problem)
        return ()


def kept(municipality: Path, state: State | None = None) -> tuple[Kept, ...]:
    """All responses, or those in one state, the oldest first. For staff. Raises ``database.Unavailable``."""
    with database.reading(municipality) as connection:
        if connection is None:
            return ()
        rows = connection.execute("SELECT * FROM response WHERE ? IS NULL OR state = ? ORDER BY number", (state, state))
        return tuple(_kept(row) for row in rows)


def one(municipality: Path, number: int) -> Kept:
    """One response. For staff. Raises :class:`Refused` when there is no such number, ``database.Unavailable``."""
    with database.reading(municipality) as connection:
        if connection is None:
            raise Refused(_UNKNOWN.fill(n=number))
        return _one(connection, number)


def history(municipality: Path, number: int | None = None) -> tuple[Event, ...]:
    """Everything that happened, or what happened to one response, in order. For staff. Raises ``database.Unavailable``."""
    with database.reading(municipality) as connection:
        if connection is None:
            return ()
        rows = connection.execute(
            "SELECT number, at, what, by, reason FROM history WHERE ? IS NULL OR number = ? ORDER BY line",
            (number, number),
        )
        return tuple(
            Event(row["number"], datetime.fromisoformat(row["at"]), row["what"], row["by"], row["reason"])
            for row in rows
        )


def counts(municipality: Path) -> dict[State, int]:
    """How many responses are in each state. Raises ``database.Unavailable``."""
    with database.reading(municipality) as connection:
        rows = [] if connection is None else connection.execute("SELECT state, COUNT(*) FROM response GROUP BY state")
        return dict.fromkeys(State, 0) | {State(state): number for state, number in rows}


def _moment(now: datetime | None) -> str:
    return (now or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="seconds")


def _refuse_too_much(connection: sqlite3.Connection, draft: Draft, words: str, at: str) -> None:
    """Raises :class:`Refused` when the words were received before, or when more comes in than can be read."""
    same = connection.execute(
        "SELECT number FROM response WHERE area = ? AND indicator = ? AND words = ? COLLATE NOCASE",
        (draft.area, draft.indicator, words),
    ).fetchone()
    if same is not None:
        raise Refused(_ALREADY.fill(n=same["number"]))
    waiting = connection.execute("SELECT COUNT(*) FROM response WHERE state = ?", (State.WAITING,)).fetchone()[0]
    if waiting >= MOST_WAITING:
        raise Refused(_FULL)
    hour_ago = (datetime.fromisoformat(at) - timedelta(hours=1)).isoformat(timespec="seconds")
    lately = connection.execute("SELECT COUNT(*) FROM response WHERE received > ?", (hour_ago,)).fetchone()[0]
    if lately >= MOST_PER_HOUR:
        raise Refused(_BUSY)


def _one(connection: sqlite3.Connection, number: int) -> Kept:
    row = connection.execute("SELECT * FROM response WHERE number = ?", (number,)).fetchone()
    if row is None:
        raise Refused(_UNKNOWN.fill(n=number))
    return _kept(row)


def _kept(row: sqlite3.Row) -> Kept:
    response = Response(
        number=row["number"],
        snapshot=row["snapshot"],
        edition=row["edition"],
        area=row["area"],
        indicator=row["indicator"],
        role=row["role"],
        words=row["words"],
        received=date.fromisoformat(row["received"][:10]),
        reason=row["reason"],
    )
    return Kept(response, State(row["state"]), bool(row["erased"]))


def _put(connection: sqlite3.Connection, number: int, to: State, reason: str, at: str, by: str) -> None:
    connection.execute("UPDATE response SET state = ?, reason = ? WHERE number = ?", (to, reason, number))
    _remember(connection, number, at, to, by, reason)


def _remember(connection: sqlite3.Connection, number: int, at: str, what: str, by: str, reason: str) -> None:
    connection.execute(
        "INSERT INTO history (number, at, what, by, reason) VALUES (?, ?, ?, ?, ?)", (number, at, what, by, reason)
    )


def _last_by(connection: sqlite3.Connection, number: int) -> str:
    row = connection.execute("SELECT by FROM history WHERE number = ? ORDER BY line DESC LIMIT 1", (number,)).fetchone()
    return str(row["by"])
