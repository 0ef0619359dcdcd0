"""What the server keeps in memory, and for how long. Nothing else in the show half caches."""

from __future__ import annotations

import gc
import tomllib
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import astuple, dataclass
from pathlib import Path
from threading import Lock
from typing import Any, Protocol, TypeVar, cast

import pandas as pd
import streamlit as st

from wijkmonitor import catalogue, manifest, publications, responses, snapshot
from wijkmonitor.figures import snapshot_changes
from wijkmonitor.figures.classes import Classes, classes_for
from wijkmonitor.figures.snapshot_changes import Comparison
from wijkmonitor.manifest import Contents
from wijkmonitor.publications import Publication, Withdrawal
from wijkmonitor.report import browser_deck
from wijkmonitor.report.browser_deck import Links
from wijkmonitor.report.pack import Pack
from wijkmonitor.report.pack import pack as packed
from wijkmonitor.report.progress import Progress
from wijkmonitor.report.slide import Deck
from wijkmonitor.report.story import Choice, tell
from wijkmonitor.snapshot import Snapshot
from wijkmonitor.text import Lang
from wijkmonitor.ui import checks
from wijkmonitor.ui.offer import Offer
from wijkmonitor.ui.view import View

T = TypeVar("T")
_KEPT_SNAPSHOTS = 12
_KEPT_CLASSES = 500
_KEPT_CONTENTS = 500
_KEPT_COMPARISONS = 6
_KEPT_PIECES = 3000
_KEPT_PACKS = 12
_KEPT_DECKS = 48
_KEPT_DECK_PAGES = 16
# Not st.cache_resource, which hashes its arguments anew at every call: a page asks for some twenty pieces.
_pieces: OrderedDict[tuple[Any, ...], Any] = OrderedDict()
_packs: OrderedDict[tuple[Any, ...], Pack] = OrderedDict()
_lock, _packing = Lock(), Lock()


@st.cache_resource(ttl=10, show_spinner=False)
def municipalities() -> dict[str, Path]:
    """Folder per municipality key; looked up again after ten seconds, so that a new folder appears by itself."""
    return catalogue.municipalities()


@st.cache_resource(ttl=10, show_spinner=False)
def published(municipality: str) -> list[str]:
    """Ids of the snapshots of a municipality that stand, the current one first; empty while there is none."""
    folder = municipalities().get(municipality)
    return [] if folder is None or catalogue.current_id(folder) is None else catalogue.standing_ids(folder)


@st.cache_resource(ttl=10, show_spinner=False)
def stories(municipality: str) -> dict[str, Publication]:
    """The story of every snapshot of a municipality by id, also of withdrawn ones: the current one first, then the latest."""
    folder = municipalities().get(municipality)
    return {} if folder is None else publications.publications(folder, catalogue.snapshot_ids(folder))


@st.cache_resource(max_entries=_KEPT_CONTENTS, show_spinner=False)
def contents(municipality: str, snapshot_id: str) -> Contents | None:
    """What is in a snapshot, without opening it."""
    return manifest.contents(catalogue.snapshot_path(municipalities()[municipality], snapshot_id))


@dataclass(frozen=True, slots=True)
class Name:
    """How a municipality calls itself, read from its ``municipality.toml`` so that it is known before a first build."""

    name: str
    fictional: bool
    background_map: bool


@st.cache_resource(ttl=10, show_spinner=False)
def name_of(municipality: str) -> Name:
    """Name of a municipality; its key when the file cannot be read (the build says what is wrong with it)."""
    about: dict[str, Any] = {}
    try:
        text = (municipalities()[municipality] / catalogue.SPECIFICATION).read_text(encoding="utf-8-sig")
        about = dict(tomllib.loads(text).get("municipality", {}))
    except (KeyError, OSError, ValueError, TypeError):
        pass
    return Name(
        name=str(about.get("name", municipality)),
        fictional=about.get("fictional") is True,
        background_map=about.get("background_map") is True,
    )


def withdrawal(municipality: str, snapshot_id: str) -> Withdrawal | None:
    """The withdrawal of a snapshot, read anew each time: a file that is made from it must say so from that moment on."""
    return publications.withdrawn(municipalities()[municipality], snapshot_id)


@st.cache_resource(max_entries=_KEPT_DECKS, show_spinner=False)
def deck(municipality: str, snapshot_id: str, choice: Choice, wrong: Withdrawal | None) -> Deck:
    """The story of a choice, told once for all visitors until its snapshot is withdrawn; raises ``SnapshotDamaged``."""
    return tell(open_snapshot(municipality, snapshot_id), choice, wrong)


@st.cache_resource(max_entries=_KEPT_DECK_PAGES, show_spinner=False)
def deck_page(municipality: str, snapshot_id: str, choice: Choice, wrong: Withdrawal | None, links: Links) -> str:
    """The same story as a page of its own; it may be a megabyte, so only a few are kept."""
    return browser_deck.page(deck(municipality, snapshot_id, choice, wrong), geometry(municipality, snapshot_id), links)


def kept_pack(municipality: str, snapshot_id: str, choice: Choice) -> Pack | None:
    """The pack of a choice if somebody had it made, with the responses accepted by now, and no withdrawal since; else None."""
    return _kept_pack((municipality, snapshot_id, choice, *_standing(municipality, snapshot_id)))


def _kept_pack(key: tuple[Any, ...]) -> Pack | None:
    with _lock:
        if key in _packs:
            _packs.move_to_end(key)
        return _packs.get(key)


def pack(municipality: str, snapshot_id: str, choice: Choice, progress: Progress) -> Pack:
    """The pack of a choice, made once for all visitors and one at a time; raises what ``report.pack`` raises."""
    with _packing:
        heard, wrong = _standing(municipality, snapshot_id)
        key = municipality, snapshot_id, choice, heard, wrong
        if (known := _kept_pack(key)) is not None:
            return known  # somebody had the same one made meanwhile
        opened = open_snapshot(municipality, snapshot_id)
        made_now = packed(deck(municipality, snapshot_id, choice, wrong), opened, heard, progress)
        with _lock:
            _packs[key] = made_now
            while len(_packs) > _KEPT_PACKS:
                _packs.popitem(last=False)
        return made_now


def _standing(municipality: str, snapshot_id: str) -> tuple[tuple[responses.Response, ...], Withdrawal | None]:
    """What a pack says besides the figures, as it is now: the accepted responses and the withdrawal."""
    return responses.accepted(municipalities()[municipality]), withdrawal(municipality, snapshot_id)


@st.cache_resource(max_entries=_KEPT_SNAPSHOTS, show_spinner=False)
def geometry(municipality: str, snapshot_id: str) -> dict[str, Any]:
    """The display geometry of a snapshot, for maps that do not move."""
    return open_snapshot(municipality, snapshot_id).geometry()


def background_map_anywhere() -> bool:
    """Whether some municipality here has switched the background map on."""
    return any(name_of(key).background_map for key in municipalities())


@st.cache_resource(max_entries=_KEPT_SNAPSHOTS, show_spinner=False)
def open_snapshot(municipality: str, snapshot_id: str) -> Snapshot:
    """A snapshot, read and verified once for all visitors; raises ``SnapshotDamaged``."""
    return snapshot.load(catalogue.snapshot_path(municipalities()[municipality], snapshot_id))


@st.cache_resource(max_entries=_KEPT_COMPARISONS, show_spinner=False)
def compared(municipality: str, before: str, after: str) -> Comparison:
    """Two snapshots laid beside each other, once for all visitors; raises ``SnapshotDamaged`` or ``NotComparable``."""
    return snapshot_changes.compare(open_snapshot(municipality, before), open_snapshot(municipality, after))


@st.cache_resource(max_entries=_KEPT_COMPARISONS, show_spinner=False)
def all_differences(municipality: str, before: str, after: str, lang: Lang) -> pd.DataFrame:
    """The file with all differences between two snapshots."""
    return snapshot_changes.for_download(compared(municipality, before, after), lang)


@st.cache_resource(max_entries=_KEPT_SNAPSHOTS, show_spinner=False)
def offer(municipality: str, snapshot_id: str) -> Offer:
    """What can be chosen in a snapshot."""
    return Offer.of(open_snapshot(municipality, snapshot_id))


@st.cache_resource(max_entries=_KEPT_CLASSES, show_spinner=False)
def classes(
    municipality: str, snapshot_id: str, indicator: str, level: str, group: str, instrument: str | None = None
) -> Classes:
    """Class breaks of an indicator, the same for all editions that used ``instrument`` (None: the indicator's own)."""
    opened = open_snapshot(municipality, snapshot_id)
    return classes_for(opened.estimates, opened.indicators[indicator], level, group, instrument)


@st.cache_resource(ttl=30, show_spinner=False)
def checked(municipality: str) -> checks.Check:
    """A check of the source files as they are now; one at a time, and not again within half a minute."""
    return checks.run(municipalities()[municipality])


class Keep(Protocol):
    """Keeps a piece of a page under a name: returns what ``make`` makes, or made before."""

    def __call__(self, piece: str, make: Callable[[], T], /) -> T: ...


def anew(_piece: str, make: Callable[[], T]) -> T:
    """A :class:`Keep` that keeps nothing."""
    return make()


def made(view: View, name: tuple[str, ...], make: Callable[[], T]) -> T:
    """What ``make`` returns, made once for everybody who looks at the same view.

    ``name`` tells the piece and what it depends on besides the view (such as the colour mode). A snapshot never changes, so
    neither does anything drawn from it; nobody may change what is handed out.
    """
    key = (*astuple(view), *name)
    with _lock:
        if key in _pieces:
            _pieces.move_to_end(key)
            return cast("T", _pieces[key])
    piece = make()  # two visitors may both make it; it is the same piece
    with _lock:
        _pieces[key] = piece
        while len(_pieces) > _KEPT_PIECES:
            _pieces.popitem(last=False)
    return piece


def preload(municipality: str) -> None:
    """Read the current snapshot of a municipality, and keep the garbage collector from walking over it again."""
    published.clear()
    stories.clear()
    for snapshot_id in published(municipality)[:1]:
        offer(municipality, snapshot_id)
    gc.collect()
    gc.freeze()
