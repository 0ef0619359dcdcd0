"""The line under everything that is shown: where it comes from, which snapshot it is, and the day it is about."""

from __future__ import annotations

import datetime as dt
from typing import Any

from wijkmonitor.snapshot import Snapshot
from wijkmonitor.text import Lang, Text, date, listing

_MOST_SOURCES = 6
_LINE = Text(nl="Bron: {s} · Momentopname {id} · Peildatum {d}", en="Source: {s} · Snapshot {id} · Reference day {d}")


def line(snapshot: Snapshot, edition: str, lang: Lang) -> str:
    """Source, snapshot and reference day of an edition. Raises ``KeyError`` for an unknown edition."""
    titles = dict.fromkeys(_words(one, lang) for one in snapshot.package.get("sources", []))
    sources = listing([title for title in titles if title][:_MOST_SOURCES], lang)
    return _LINE(lang).format(s=sources or "–", id=snapshot.id, d=date(reference_day(snapshot, edition), lang))


def reference_day(snapshot: Snapshot, edition: str) -> dt.date:
    """The day that the figures of an edition are about. Raises ``KeyError`` for an unknown edition."""
    return dt.date.fromisoformat({str(e["name"]): str(e["date"]) for e in snapshot.editions}[edition])


def _words(source: Any, lang: Lang) -> str:
    """Words of a source in a data package: its Dutch title, or the English one beside it."""
    titles = source if isinstance(source, dict) else {}
    dutch = str(titles.get("title", ""))
    return dutch if lang == "nl" else str(titles.get("title_en", dutch))
