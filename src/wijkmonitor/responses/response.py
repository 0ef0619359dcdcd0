"""A response, who speaks in it, the states it goes through, and what may follow on each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType

from wijkmonitor.text import Text


class Role(StrEnum):
    """Who speaks. Nothing else is asked."""

    RESIDENT = "resident"
    PROFESSIONAL = "professional"

    @property
    def text(self) -> Text:
        return _ROLES[self]


class State(StrEnum):
    """Where a response stands. ``hidden``: out of sight while staff look at it again; ``withdrawn``: taken back for good."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    HIDDEN = "hidden"
    WITHDRAWN = "withdrawn"

    @property
    def text(self) -> Text:
        return _STATES[self]

    @property
    def decision(self) -> Text:
        """What staff do to bring a response here, as a choice in a list."""
        return _DECISIONS[self]


RECEIVED, ERASED = "received", "erased"
"""What the history tells besides the decisions."""

NEXT: Mapping[State, tuple[State, ...]] = MappingProxyType(
    {
        State.WAITING: (State.ACCEPTED, State.DECLINED),
        State.ACCEPTED: (State.HIDDEN, State.WITHDRAWN),
        State.DECLINED: (State.ACCEPTED,),
        State.HIDDEN: (State.ACCEPTED, State.WITHDRAWN),
        State.WITHDRAWN: (),
    }
)
"""What staff may decide about a response, given its state."""


@dataclass(frozen=True, slots=True)
class Response:
    """A response as everybody may read it. ``indicator`` is "" when it is about the area as a whole; ``role`` says who speaks
    (``resident`` or ``professional``), never a name; ``reason`` is what staff said with their decision."""

    number: int
    snapshot: str
    edition: str
    area: str
    indicator: str
    role: str
    words: str
    received: date
    reason: str


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody hands in: words in a role, about an area and an indicator ("": the area as a whole) of one snapshot."""

    snapshot: str
    edition: str
    area: str
    indicator: str
    role: str
    words: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A response as staff see it. ``erased``: its words were blanked, and the rest is kept."""

    response: Response
    state: State
    erased: bool


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the history: what happened to a response, when (UTC), by which function, and why."""

    number: int
    at: datetime
    what: str
    by: str
    reason: str

    @property
    def text(self) -> Text:
        """What happened, in words."""
        return _OTHER_EVENTS[self.what] if self.what in _OTHER_EVENTS else State(self.what).text


_ROLES = {
    Role.RESIDENT: Text(nl="bewoner", en="resident"),
    Role.PROFESSIONAL: Text(nl="professional", en="professional"),
}
_STATES = {
    State.WAITING: Text(nl="nog niet behandeld", en="not yet dealt with"),
    State.ACCEPTED: Text(nl="aangenomen", en="accepted"),
    State.DECLINED: Text(nl="afgewezen", en="declined"),
    State.HIDDEN: Text(nl="voorlopig verborgen", en="hidden for now"),
    State.WITHDRAWN: Text(nl="ingetrokken", en="withdrawn"),
}
_DECISIONS = {
    State.WAITING: Text(nl="laten wachten", en="let it wait"),
    State.ACCEPTED: Text(nl="aannemen en tonen", en="accept and show"),
    State.DECLINED: Text(nl="afwijzen", en="decline"),
    State.HIDDEN: Text(nl="voorlopig verbergen", en="hide for now"),
    State.WITHDRAWN: Text(nl="voorgoed intrekken", en="withdraw for good"),
}
_OTHER_EVENTS = {
    RECEIVED: Text(nl="ontvangen", en="received"),
    ERASED: Text(nl="tekst gewist", en="words erased"),
}
