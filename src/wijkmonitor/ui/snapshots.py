"""Pieces of the page about snapshots: the list, the choice of a second one, and what the two differ in."""

from __future__ import annotations

import logging
from urllib.parse import urlencode

import streamlit as st

from wijkmonitor import publications
from wijkmonitor.figures import snapshot_changes, snapshot_list, snapshot_words
from wijkmonitor.figures.snapshot_changes import Comparison
from wijkmonitor.text import Text, number
from wijkmonitor.ui import cache, controls, download, layers, widgets
from wijkmonitor.ui.page import Page
from wijkmonitor.ui.view import address

log = logging.getLogger(__name__)
_ONE = Text(nl="Er is één momentopname.", en="There is one snapshot.")
_SEVERAL = Text(nl="Er zijn {n} momentopnamen.", en="There are {n} snapshots.")
_WITHDRAWN = Text(nl="Daarvan is er {w} ingetrokken.", en="{w} of them has been withdrawn.")
_WITHDRAWN_MORE = Text(nl="Daarvan zijn er {w} ingetrokken.", en="{w} of them have been withdrawn.")
_DAMAGED_LOG = Text(
    nl="In het logboek van de momentopnamen zijn {n} regels niet leesbaar. Wat daarin stond, ontbreekt in deze lijst.",
    en="{n} lines of the log of snapshots cannot be read. What they said is missing from this list.",
)
_WITH = Text(nl="Vergelijk deze momentopname met", en="Compare this snapshot with")
_NOTHING = Text(nl="Kies een andere momentopname", en="Choose another snapshot")
_ALONE = Text(
    nl="Zodra er een tweede momentopname is, kunt u ze hier naast elkaar leggen.",
    en="As soon as there is a second snapshot you can lay them side by side here.",
)
_CHOOSE = Text(
    nl="Kies hierboven een momentopname. U ziet dan welke cijfers anders zijn, hoe zeker dat is en waardoor het komt.",
    en="Choose a snapshot above. You then see which figures are different, how sure that is and what it comes from.",
)
_GONE = Text(
    nl="Momentopname {id} bestaat hier niet, of is niet leesbaar. Kies een andere.",
    en="There is no snapshot {id} here, or it cannot be read. Choose another one.",
)
_FROM_TO = Text(nl="Van {b} naar {a}", en="From {b} to {a}")
_CAUSES = Text(nl="Waardoor?", en="Why?")
_DIFFERENCES = Text(nl="De verschillen", en="The differences")
_TOPIC = Text(nl="Onderwerp", en="Topic")
_EVERY = Text(nl="alle onderwerpen", en="all topics")


def show_list(page: Page) -> None:
    """How many snapshots there are, and the list; each opens this page on it."""
    view, lang = page.view, page.view.lang
    stories = cache.stories(view.municipality)
    wrong = sum(one.withdrawal is not None for one in stories.values())
    said = (_SEVERAL if len(stories) > 1 else _ONE)(lang).format(n=number(len(stories), lang))
    if wrong:
        said += " " + (_WITHDRAWN_MORE if wrong > 1 else _WITHDRAWN)(lang).format(w=number(wrong, lang))
    layers.say(said)
    unreadable = publications.read(cache.municipalities()[view.municipality]).unreadable
    if unreadable:
        st.info(_DAMAGED_LOG(lang).format(n=number(unreadable, lang)))
    inside = {one: cache.contents(view.municipality, one) for one in stories}
    current = next(iter(cache.published(view.municipality)), "")

    def opening(snapshot_id: str) -> str:
        return "?" + urlencode(address(st.query_params, snapshot=snapshot_id))

    widgets.show_html(snapshot_list.listed(stories, inside, current, view.snapshot, lang, opening))


def choose_against(page: Page) -> str:
    """Another snapshot to lay beside the one of the view; "" while none is chosen."""
    view = page.view
    stories = cache.stories(view.municipality)
    current = next(iter(cache.published(view.municipality)), "")
    options = {one: snapshot_list.titled(story, current) for one, story in stories.items() if one != view.snapshot}
    if not options:
        st.caption(page.say(_ALONE))
        return ""
    chosen = controls.choose("against", _WITH, options, view.against, view.lang, nothing=_NOTHING)
    if view.against and not chosen and view.against != view.snapshot:
        st.info(page.say(_GONE.fill(id=view.against)))
    elif not chosen:
        st.caption(page.say(_CHOOSE))
    return chosen


def compare(page: Page) -> Comparison | None:
    """The snapshot of the view beside the one it is laid against; None, and told, when that one cannot be read."""
    view = page.view
    try:
        return cache.compared(view.municipality, view.against, view.snapshot)
    except Exception:  # damaged, or written by a newer version: the reader is told, the log says which file
        log.exception("snapshot %s of %s cannot be read", view.against, view.municipality)
        st.info(page.say(_GONE.fill(id=view.against)))
        return None


def show_comparison(page: Page, found: Comparison) -> None:
    """From which to which, what changed, and a card per cause."""
    lang, stories = page.view.lang, cache.stories(page.view.municipality)
    sides = (found.inputs.before.id, found.inputs.after.id)
    before, after = (f"{snapshot_list.moment(stories[one].at, lang)} ({one})" for one in sides)
    st.markdown(f"**{_FROM_TO(lang).format(b=before, a=after)}**")
    keep = page.keep("changes")
    for sentence in keep("summary", lambda: snapshot_changes.summary(found, lang)):
        layers.say(sentence)
    st.subheader(page.say(_CAUSES), anchor=False)
    widgets.show_html(keep("cards", lambda: snapshot_words.cards(found, lang)))


def show_differences(page: Page, found: Comparison) -> None:
    """The differing figures, of one topic or of all, and the files with all of them."""
    if found.differing.empty:
        return
    view, lang = page.view, page.view.lang
    st.subheader(page.say(_DIFFERENCES), anchor=False)
    topics = snapshot_words.topics(found)
    with page.row():
        topic = controls.choose("indicator", _TOPIC, topics, view.indicator, lang, nothing=_EVERY)
    keep = page.keep("changes", topic)
    widgets.show_html(keep("table", lambda: snapshot_words.listed(found, lang, topic)))
    if more := snapshot_words.only_first(found, lang, topic):
        st.caption(more)
    rows = cache.all_differences(view.municipality, view.against, view.snapshot, lang)
    name = "-".join((view.municipality, "verschillen", view.against, view.snapshot))
    download.show_list_downloads(page.snapshot, rows, lang, name, key="verschillen")
