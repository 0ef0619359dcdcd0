"""Everything around a page: sidebar, notices, footer, and what is shown while a first snapshot is being made.

A page begins with ``page = frame.page(Text(...))`` and never reads the address itself.
"""

from __future__ import annotations

import html
import logging
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from wijkmonitor.figures import foot, provenance, snapshot_list
from wijkmonitor.snapshot import Snapshot
from wijkmonitor.text import LANGS, Lang, Text, same
from wijkmonitor.ui import builds as building
from wijkmonitor.ui import cache, menu, responses, waiting
from wijkmonitor.ui import view as views
from wijkmonitor.ui.controls import choose
from wijkmonitor.ui.offer import Offer
from wijkmonitor.ui.page import Page
from wijkmonitor.ui.view import MUNICIPALITY, View

log = logging.getLogger(__name__)
_STYLE = Path(__file__).with_name("static") / "frame.css"
_LANGUAGE_NAMES: dict[Lang, str] = {"nl": "Nederlands", "en": "English"}


@dataclass(frozen=True)
class _Reading:
    """What the address asks for, as far as there is something to show."""

    lang: Lang
    municipality: str
    notices: list[Text]
    view: View | None = None
    snapshot: Snapshot | None = None
    offer: Offer | None = None
    damage: str = ""

    def say(self, text: Text) -> str:
        return text(self.lang)


def run() -> None:
    """Draw the frame and, in it, the page that was asked; the whole script of a visit."""
    reading = _read()
    pages = _pages(reading.lang)
    st.set_page_config(page_title=menu.PRODUCT, layout="wide", initial_sidebar_state="auto")
    st.html(_STYLE)
    if not pages:
        st.info(reading.say(Text(nl="Er zijn nog geen pagina's.", en="There are no pages yet.")))
        return
    current = st.navigation(list(pages.values()), position="hidden")
    with st.sidebar:
        _draw_sidebar(reading, pages)
    _draw_notices(reading)
    if reading.view is None:
        waiting.draw(reading.municipality, reading.lang, reading.damage)
        return
    body, below = st.container(), st.container()
    with below:
        _draw_footer(reading, current)
    with body:
        responses.stay_on(current.url_path)
        current.run()


def page(title: Text) -> Page:
    """Begin a page: its title, its notices, and the :class:`Page` it works with.

    The view is read and checked here once more, so that a page never depends on who opened it.
    """
    reading = _read()
    if reading.view is None or reading.snapshot is None or reading.offer is None:
        st.stop()
    st.title(reading.say(title), anchor=False)
    for notice in reading.notices:
        st.info(reading.say(notice))
    return Page(view=reading.view, snapshot=reading.snapshot, offer=reading.offer)


def t(text: Text) -> str:
    """A text in the reader's language, for code that has no :class:`Page` at hand."""
    return text(views.read_lang(st.query_params.get("lang")))


def tell_error(error: Exception) -> bool:
    """Tell a visitor that a page went wrong, without the inside of the program; the log has the whole story."""
    log.error("a page failed", exc_info=error)
    sorry = Text(
        nl="Deze pagina kan nu niet worden getoond door een fout in het programma. De fout is vastgelegd in het logboek van "
        "de server. Kies een andere pagina, of probeer het later opnieuw.",
        en="This page cannot be shown now because of an error in the program. The error has been written to the server's "
        "log. Choose another page, or try again later.",
    )
    st.error(t(sorry))
    return True


def _read() -> _Reading:
    asked = st.query_params.to_dict()
    lang = views.read_lang(asked.get("lang"))
    folders = cache.municipalities()
    if not folders:
        return _Reading(lang, "", [])
    first = next(iter(folders))
    municipality = views.check(MUNICIPALITY, asked.get(MUNICIPALITY), folders, first, same(cache.name_of(first).name))
    notices = [municipality.notice] if municipality.notice else []
    key = municipality.value
    building.builds.ensure(key, folders[key])
    current = next(iter(cache.published(key)), "")
    newest = Text(nl="de nieuwste", en="the newest")
    # One that was withdrawn opens too, for whoever holds a link to it; but never by itself.
    chosen = views.check("snapshot", asked.get("snapshot"), cache.stories(key), current, newest)
    if not chosen.value:
        return _Reading(lang, key, notices)
    notices += [chosen.notice] if chosen.notice else []
    try:
        snapshot, offer = cache.open_snapshot(key, chosen.value), cache.offer(key, chosen.value)
    except Exception:  # damaged, or written by another version: the reader is told, the log says which file
        log.exception("snapshot %s of %s cannot be read", chosen.value, key)
        return _Reading(lang, key, notices, damage=chosen.value)
    view, told = views.read(asked, (key, chosen.value), offer)
    return _Reading(lang, key, notices + told, view, snapshot, offer)


def _pages(lang: Lang) -> dict[str, StreamlitPage]:
    """A Streamlit page per existing page file, by stem."""
    return {
        entry.stem: st.Page(path, title=f"{entry.title(lang)} - {menu.PRODUCT}", default=place == 0)
        for place, (entry, path) in enumerate(menu.existing().items())
    }


def _draw_sidebar(reading: _Reading, pages: dict[str, StreamlitPage]) -> None:
    st.markdown(f"**{menu.PRODUCT}**")
    names = {key: same(cache.name_of(key).name) for key in cache.municipalities()}
    if len(names) > 1:
        label = Text(nl="Gemeente", en="Gemeente")
        choose(MUNICIPALITY, label, names, reading.municipality, reading.lang, after=_forget_place)
    else:
        st.markdown("".join(name(reading.lang) for name in names.values()))
    st.html(_language_links(reading.lang))
    parameters = views.address(st.query_params, method=None)  # it means something on one page only
    for section in menu.SECTIONS:
        entries = [entry for entry in section.entries if entry.stem in pages]
        if entries:
            st.header(reading.say(section.title), anchor=False)
        for entry in entries:
            st.page_link(pages[entry.stem], label=reading.say(entry.title), query_params=parameters)
    stories = cache.stories(reading.municipality)
    if len(stories) > 1 and reading.view is not None:
        with st.expander(reading.say(Text(nl="Momentopname", en="Snapshot"))):
            current = next(iter(cache.published(reading.municipality)), "")
            options = {one: snapshot_list.titled(story, current) for one, story in stories.items()}
            choose("snapshot", Text(nl="Momentopname", en="Snapshot"), options, reading.view.snapshot, reading.lang)


def _forget_place(_municipality: str) -> dict[str, str | None]:
    """What belongs to one municipality means nothing in another."""
    return {"snapshot": None, "edition": None, "area": None}


def _language_links(lang: Lang) -> str:
    """Links rather than a widget: a new address makes the browser load the page with its own ``<html lang>``."""
    parts = []
    for one in LANGS:
        name = _LANGUAGE_NAMES[one]
        if one == lang:
            parts.append(f'<strong lang="{one}" aria-current="true">{name}</strong>')
        else:
            address = html.escape("?" + urlencode(views.address(st.query_params, lang=one)))
            parts.append(f'<a lang="{one}" hreflang="{one}" href="{address}">{name}</a>')
    return f'<p class="languages">{" ".join(parts)}</p>'


def _draw_notices(reading: _Reading) -> None:
    """What every page says: an invented municipality, old figures, a build that runs or went wrong."""
    if not reading.municipality:
        return
    name = cache.name_of(reading.municipality)
    if name.fictional:
        st.warning(reading.say(provenance.FICTIONAL.fill(n=name.name)))
    if reading.view is None:
        return
    story = cache.stories(reading.municipality).get(reading.view.snapshot)
    if story is not None and story.withdrawal is not None:
        standing = cache.published(reading.municipality)
        newest = "?" + urlencode(views.address(st.query_params, snapshot=None)) if standing else ""
        st.html(snapshot_list.notice(story.withdrawal, reading.lang, newest=newest))
        return
    if reading.view.snapshot not in cache.published(reading.municipality)[:1]:
        older = Text(
            nl="U bekijkt een oudere momentopname ({id}). Links kunt u de nieuwste kiezen.",
            en="You are looking at an older snapshot ({id}). You can choose the newest on the left.",
        )
        st.info(reading.say(older.fill(id=reading.view.snapshot)))
        return
    waiting.draw_renewal(reading.municipality, reading.lang)


def _draw_footer(reading: _Reading, current: StreamlitPage) -> None:
    """Source, snapshot and reference day of everything above, and a link that keeps showing these figures."""
    if reading.view is None or reading.snapshot is None or reading.offer is None:
        return
    st.divider()
    wrong = cache.withdrawal(reading.municipality, reading.view.snapshot)
    st.caption(foot.line(reading.snapshot, reading.view.edition, reading.lang, wrong))
    fixed = Text(nl="Vaste koppeling naar deze cijfers", en="Permanent link to these figures")
    here = views.address(st.query_params, gemeente=reading.municipality, snapshot=reading.view.snapshot)
    st.page_link(current, label=reading.say(fixed), query_params=here)
