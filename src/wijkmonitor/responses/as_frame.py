"""Responses as tables, for files: the same columns in the same order, whoever reads them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict

import pandas as pd

from wijkmonitor.responses.response import Event, Kept, Response, Role
from wijkmonitor.text import Lang

COLUMNS = ("number", "snapshot", "edition", "area", "indicator", "role", "words", "received", "reason")
"""``received``: ISO date; ``role`` in words or as a code; ``indicator`` "" for the area as a whole."""
HISTORY_COLUMNS = ("number", "at", "what", "by", "why", "state", *COLUMNS[1:])
"""A row per line of the history (``at``: ISO moment, UTC; ``why``: the reason given then), beside the response as it is now."""


def accepted_frame(responses: Iterable[Response], lang: Lang | None = None) -> pd.DataFrame:
    """The responses that everybody may read, :data:`COLUMNS`; a row each, in the order given, maybe none.

    ``lang``: the language in which roles are said; without one they are codes, as in open data.
    """
    return pd.DataFrame([_row(one, lang) for one in responses], columns=list(COLUMNS))


def history_frame(kept: Sequence[Kept], events: Iterable[Event], lang: Lang) -> pd.DataFrame:
    """Everything that happened to every response, :data:`HISTORY_COLUMNS`. For staff: it holds what was not accepted too."""
    known = {one.response.number: {**_row(one.response, lang), "state": one.state.text(lang)} for one in kept}
    rows = [
        {
            **known[event.number],
            "at": event.at.isoformat(),
            "what": event.text(lang),
            "by": event.by,
            "why": event.reason,
        }
        for event in events
        if event.number in known  # one may have come in between reading the two
    ]
    return pd.DataFrame(rows, columns=list(HISTORY_COLUMNS))


def _row(response: Response, lang: Lang | None) -> dict[str, object]:
    role = response.role if lang is None else Role(response.role).text(lang)
    told = {**asdict(response), "role": role, "received": response.received.isoformat()}
    return {name: told[name] for name in COLUMNS}
