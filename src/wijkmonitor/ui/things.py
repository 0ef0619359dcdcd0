"""The cards of the place, initiative and organisation that the address names, and the links that join them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

import pandas as pd
import streamlit as st

from wijkmonitor.figures import things
from wijkmonitor.figures.things import Card, Link
from wijkmonitor.groups import LENS
from wijkmonitor.text import Text, same
from wijkmonitor.ui import controls, layers, menu
from wijkmonitor.ui.page import Page

_MOST_LINKS = 8
_OPEN = {
    "place": Text(nl="Open een plek", en="Open a place"),
    "initiative": Text(nl="Open een initiatief", en="Open an initiative"),
}
_NOTHING_OPEN = Text(nl="Kies uit de lijst", en="Choose from the list")
_CLOSE = Text(nl="Sluit deze kaart", en="Close this card")
_MORE = Text(nl="Nog {n}", en="{n} more")
_MARK_UP = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~:$&@/])")


def show_chosen(page: Page) -> None:
    """The card of whatever the address names: a meeting place, an initiative, an organisation. Nothing when it names none."""
    for subject in things.OWNERS:
        key = getattr(page.view, subject)
        if key:
            show_thing(page, subject, key)


def choose(page: Page, subject: str, rows: pd.DataFrame) -> None:
    """A list to open the card of one of ``rows`` of a register, for those who do not click on the map. Nothing without rows."""
    if rows.empty:
        return
    lang, view = page.view.lang, page.view
    named = things.links_to(subject, rows, lang)
    options = {str(link.changes[subject]): same(link.name) for link in named}
    controls.choose(subject, _OPEN[subject], options, getattr(view, subject), lang, nothing=_NOTHING_OPEN)


def show_thing(page: Page, subject: str, key: str) -> None:
    """The card of one thing, with links to what it belongs with and a way to close it."""
    view = page.view
    areas = page.offer.areas_in(view.edition)
    card = page.keep("thing", subject)(
        "card", lambda: things.card(page.snapshot, view.edition, areas, subject, key, view.lang)
    )
    with st.container(border=True, key=f"thing-{subject}"):
        st.html(_head(card, page.say(things.KINDS[subject])))
        for column, ways in zip(st.columns(max(len(card.ways), 1)), card.ways, strict=False):
            with column:
                st.html(f'<p style="margin:0;font-weight:600">{escape(ways.title)}</p>')
                show_links(page, ways.links, f"thing-{subject}-{ways.title}")
        st.button(
            page.say(_CLOSE),
            key=f"close-{subject}",
            type="tertiary",
            icon=":material/close:",
            on_click=controls.put,
            kwargs={subject: None},
        )


def _head(card: Card, kind: str) -> str:
    facts = "".join(
        f'<div style="min-width:11rem"><dt style="margin:0;font-weight:400">{escape(title)}</dt>'
        f'<dd style="margin:0;font-weight:600">{escape(words)}</dd></div>'
        for title, words in card.facts
    )
    note = f'<p style="margin:0">{escape(card.note)}</p>' if card.note else ""
    return (
        f'<p style="margin:0">{escape(kind)}</p>'
        f'<h3 style="margin:0 0 .4rem;padding:0;font-size:1.35rem">{escape(card.name)}</h3>{note}'
        + (f'<dl style="display:flex;flex-wrap:wrap;gap:.5rem 2rem;margin:0;padding:0">{facts}</dl>' if facts else "")
    )


def show_links(page: Page, links: Sequence[Link], key: str, most: int = _MOST_LINKS) -> None:
    """Links below each other; beyond ``most`` the rest is folded."""
    with st.container(gap=None, key=f"{key}-links"):
        for link in links[:most]:
            show_link(page, link)
    rest = links[most:]
    if rest:
        with st.expander(page.say(_MORE.fill(n=len(rest)))), st.container(gap=None):
            for link in rest:
                show_link(page, link)


def show_link(page: Page, link: Link) -> None:
    """One link; only the name where its page does not exist. A lens goes along, the choices of this page do not."""
    if any(entry.stem == link.page for entry in menu.existing()):
        # From the address, since a page that knows no lens leaves it out of its view.
        kept = {} if st.query_params.get("group") in LENS.groups else {"group": None}
        page.link(link.page, same(plain(link.name)), **{**kept, **link.changes})
    else:
        layers.say(link.name)


def plain(name: str) -> str:
    """A name for the label of a link, which Streamlit reads as mark-up: every sign in it stands for itself."""
    return _MARK_UP.sub(r"\\\1", name)
