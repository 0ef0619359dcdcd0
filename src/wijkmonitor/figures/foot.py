"""The line under everything that is shown: where it comes from, which snapshot it is, the day it is about, and whether it still
stands. That a snapshot was withdrawn is worded here, for the screen, for every file and for the command line."""

from __future__ import annotations

import datetime as dt
from typing import Any

from wijkmonitor.publications import Withdrawal
from wijkmonitor.snapshot import Snapshot
from wijkmonitor.text import Lang, Text, date, listing

_MOST_SOURCES = 6
_LINE = Text(nl="Bron: {s} · Momentopname {id} · Peildatum {d}", en="Source: {s} · Snapshot {id} · Reference day {d}")
WITHDRAWN = Text(nl="ingetrokken", en="withdrawn")
DO_NOT_USE = Text(nl="Gebruik deze cijfers niet meer.", en="Do not use these figures any more.")
_MARK = Text(nl="INGETROKKEN OP {d}", en="WITHDRAWN ON {d}")
_WRONG = Text(
    nl="LET OP: deze momentopname is ingetrokken op {d}, omdat zij niet klopt: {r}",
    en="MIND: this snapshot was withdrawn on {d}, because it is wrong: {r}",
)
_WHY = Text(nl="ingetrokken op {d} door {b}: {r}", en="withdrawn on {d} by {b}: {r}")
_WHY_ONLY = Text(nl="ingetrokken op {d}: {r}", en="withdrawn on {d}: {r}")


def line(snapshot: Snapshot, edition: str, lang: Lang, wrong: Withdrawal | None = None) -> str:
    """Source, snapshot and reference day of an edition, and before all that when it was withdrawn.

    ``wrong``: the withdrawal of the snapshot, None when it stands. Raises ``KeyError`` for an unknown edition.
    """
    titles = dict.fromkeys(_words(one, lang) for one in snapshot.package.get("sources", []))
    sources = listing([title for title in titles if title][:_MOST_SOURCES], lang)
    told = _LINE(lang).format(s=sources or "–", id=snapshot.id, d=date(reference_day(snapshot, edition), lang))
    return told if wrong is None else f"{_MARK(lang).format(d=_day(wrong, lang).upper())} · {told}"


def reference_day(snapshot: Snapshot, edition: str) -> dt.date:
    """The day that the figures of an edition are about. Raises ``KeyError`` for an unknown edition."""
    return dt.date.fromisoformat({str(e["name"]): str(e["date"]) for e in snapshot.editions}[edition])


def withdrawn(wrong: Withdrawal | None, lang: Lang) -> str:
    """That a snapshot was withdrawn, when and why, as a sentence to begin with; "" for one that stands."""
    if wrong is None:
        return ""
    ends = wrong.reason.endswith((".", "!", "?"))
    return _WRONG(lang).format(d=_day(wrong, lang), r=wrong.reason if ends else f"{wrong.reason}.")


def why(wrong: Withdrawal, lang: Lang) -> str:
    """``ingetrokken op 3 mei 2026 door Onderzoek: verkeerd bestand``."""
    return (_WHY if wrong.by else _WHY_ONLY)(lang).format(d=_day(wrong, lang), b=wrong.by, r=wrong.reason)


def _day(wrong: Withdrawal, lang: Lang) -> str:
    return date(wrong.at.date(), lang)


def _words(source: Any, lang: Lang) -> str:
    """Words of a source in a data package: its Dutch title, or the English one beside it."""
    titles = source if isinstance(source, dict) else {}
    dutch = str(titles.get("title", ""))
    return dutch if lang == "nl" else str(titles.get("title_en", dutch))
