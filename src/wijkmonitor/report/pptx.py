"""A deck as slides that can be edited in any office program: real titles, native charts and tables, notes for the speaker.

The same deck and snapshot give the same bytes. Numbers in charts are those of the snapshot, unrounded.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence

from wijkmonitor.report import pptx_master, said
from wijkmonitor.report.pptx_bodies import Drawer
from wijkmonitor.report.pptx_file import without_dates
from wijkmonitor.report.pptx_page import Writer
from wijkmonitor.report.progress import Progress, quiet
from wijkmonitor.report.slide import Deck
from wijkmonitor.snapshot import Snapshot
from wijkmonitor.text import Text

_DRAWING = Text(nl="Dia {k} van {n} tekenen", en="Drawing slide {k} of {n}")
_PACKING = Text(nl="Presentatie opslaan", en="Saving the presentation")
_MADE = Text(nl="Presentatie klaar", en="Presentation ready")


def pptx(deck: Deck, snapshot: Snapshot, progress: Progress = quiet, heard: Sequence[str] = ()) -> bytes:
    """A deck as PPTX (16:9); ``snapshot``: that of the deck, for the shapes on its maps and its reference day;
    ``heard``: what people said of what the slides show, a line each, on a slide of its own at the end.

    A slide whose table, chart or lines do not fit goes on to a next one. Raises ``ValueError`` for another snapshot.
    """
    if snapshot.id != deck.snapshot_id:
        raise ValueError(f"the deck is of snapshot {deck.snapshot_id}, not of {snapshot.id}")
    made = dt.date.fromisoformat(str(snapshot.editions[-1]["date"]))
    shown = pptx_master.empty(deck, made)
    writer = Writer(shown, deck)
    writer.first()
    drawer = Drawer(writer, snapshot)
    for place, slide in enumerate(deck.slides, 1):
        progress((place - 1) / (len(deck.slides) + 1), _DRAWING.fill(k=place, n=len(deck.slides)))
        drawer.add(slide)
    for slide in said.slide(heard, deck):
        drawer.add(slide)
    progress(len(deck.slides) / (len(deck.slides) + 1), _PACKING)
    pptx_master.name_notes_master(shown)
    out = io.BytesIO()
    shown.save(out)
    packed = without_dates(out.getvalue())
    progress(1, _MADE)
    return packed
