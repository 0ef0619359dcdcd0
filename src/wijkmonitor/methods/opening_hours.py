"""Opening hours in the syntax of OpenStreetMap, as hours per week in each part of the day.

A whole year is walked through, so that a garden that is open in summer, a sunset and public holidays count for what they are.
The syntax itself is read by ``opening-hours-py``.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from functools import cache
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
from opening_hours import OpeningHours, State, validate

from wijkmonitor.analysis.coverage import OPEN_FROM_HOURS
from wijkmonitor.groups import DAYPART

WEEKS = 52
COLUMNS = {daypart: f"hours_{daypart}" for daypart in DAYPART.categories}
"""Column with the hours per week of each part of the day."""

_WINDOWS: dict[str, tuple[tuple[int, ...], int, int]] = {
    "weekday": ((0, 1, 2, 3, 4), 8, 18),
    "evening": ((0, 1, 2, 3, 4, 5, 6), 18, 23),
    "weekend": ((5, 6), 8, 18),
}
"""Days (0 = Monday) and the first and last hour of each part of the day."""
# The middle of the country: the sun rises and sets within a quarter of an hour of this anywhere in it.
_MIDDLE, _COUNTRY, _ZONE = (52.1, 5.3), "NL", ZoneInfo("Europe/Amsterdam")
_ONLY_WORDS = re.compile(r'\s*"[^"]*"\s*')
_HOUR = np.timedelta64(1, "h")


def hours_per_week(written: pd.Series, since: dt.date) -> pd.DataFrame:
    """Columns of :data:`COLUMNS`: mean hours per week open in each part of the day, in the 52 weeks from ``since``.

    Missing where nothing is written, where it cannot be read, and where it only says that it differs.
    """
    known = {text: _hours(text, since) for text in written.dropna().unique()}
    nothing = (np.nan,) * len(COLUMNS)
    rows = [known.get(text, nothing) if isinstance(text, str) else nothing for text in written]
    return pd.DataFrame(rows, index=written.index, columns=list(COLUMNS.values()), dtype="float64")


def is_open(hours: pd.Series) -> pd.Series:
    """Whether a place with these hours per week in a part of the day counts as open then; False when unknown."""
    return hours.ge(OPEN_FROM_HOURS)


def unreadable(written: Iterable[str]) -> set[str]:
    """The texts among ``written`` that are not opening hours."""
    return {text for text in set(written) if _read(text) is None}


@cache
def _read(text: str) -> OpeningHours | None:
    """The rules of a text; None when they cannot be read, or when the text holds words only ("by appointment")."""
    if _ONLY_WORDS.fullmatch(text) or not validate(text):
        return None
    return OpeningHours(text, timezone=_ZONE, country=_COUNTRY, coords=_MIDDLE)


@cache
def _hours(text: str, since: dt.date) -> tuple[float, ...]:
    rules = _read(text)
    start = dt.datetime.combine(since, dt.time())
    end = start + dt.timedelta(weeks=WEEKS)
    stretches = [] if rules is None else list(rules.intervals(start, end))
    states = {state for _, _, state, _ in stretches}
    if not states or (State.UNKNOWN in states and State.OPEN not in states):
        return (np.nan,) * len(COLUMNS)
    told = [(begin, stop) for begin, stop, state, _ in stretches if state == State.OPEN]
    # Clock times: the hour that daylight saving takes or gives lies in no part of the day.
    begins, stops = (np.array([one[end].replace(tzinfo=None) for one in told], dtype="datetime64[s]") for end in (0, 1))
    return tuple(round(_overlap(begins, stops, since, daypart), 2) for daypart in COLUMNS)


def _overlap(begins: np.ndarray, stops: np.ndarray, since: dt.date, daypart: str) -> float:
    """Hours per week of the stretches that fall in a part of the day."""
    days, first, last = _WINDOWS[daypart]
    every = [since + dt.timedelta(days=day) for day in range(7 * WEEKS)]
    chosen = np.array([day for day in every if day.weekday() in days], dtype="datetime64[s]")
    # Hours open until a moment, read at the start and the end of each window.
    edges = np.concatenate([chosen + first * _HOUR, chosen + last * _HOUR])
    until = np.array([_open_before(begins, stops, edges)]).reshape(2, -1)
    return float((until[1] - until[0]).sum() / WEEKS)


def _open_before(begins: np.ndarray, stops: np.ndarray, moments: np.ndarray) -> np.ndarray:
    """Hours in all stretches (in order, apart) before each moment."""
    if not len(begins):
        return np.zeros(len(moments))
    lengths = (stops - begins) / _HOUR
    before = np.concatenate([[0.0], np.cumsum(lengths)])
    place = np.searchsorted(begins, moments, side="right")
    current = np.maximum(place - 1, 0)
    running = np.minimum(moments, stops[current]) - begins[current]
    return np.where(place > 0, before[current] + np.maximum(running / _HOUR, 0.0), 0.0)
