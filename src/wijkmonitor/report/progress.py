"""How long work says how far it is."""

from __future__ import annotations

from collections.abc import Callable

from wijkmonitor.text import Text

Progress = Callable[[float, Text], None]
"""Told how far the work is (0-1), and what is being done."""


def quiet(_fraction: float, _said: Text) -> None:
    """Progress that is told to nobody."""


def part(progress: Progress, start: float, end: float, words: Text) -> Progress:
    """Progress of a part of the work, told as progress of the whole; ``words`` holds ``{w}``, what the part says."""
    return lambda fraction, said: progress(start + fraction * (end - start), words.fill(w=said))
