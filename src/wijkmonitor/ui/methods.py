"""Pieces of the page with the methods, and the links to it from elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

import streamlit as st

from wijkmonitor.figures import method_pages
from wijkmonitor.figures.method_pages import METHODS
from wijkmonitor.text import Text
from wijkmonitor.ui import controls
from wijkmonitor.ui.page import Page
from wijkmonitor.ui.view import address

PAGE = "methoden"
_METHOD = Text(nl="Methode", en="Method")
_ABSENT = Text(
    nl="De uitleg is hier niet aanwezig: bij deze installatie ontbreekt de map `docs/methods`.",
    en="The explanation is not here: this installation lacks the folder `docs/methods`.",
)
_HOW = Text(nl="Zo rekenen we het uit:", en="How we work it out:")


def choose_method(page: Page) -> str:
    """One of the methods; the first unless the address names another."""
    return controls.choose("method", _METHOD, METHODS, page.view.method, page.view.lang)


def show_document(page: Page, stem: str) -> None:
    """The document of a method under its title, or that it is not there."""
    st.header(page.say(METHODS[stem]), anchor=False)
    text = method_pages.text_of(stem, lambda other: "?" + urlencode(address(st.query_params, method=other)))
    if text is None:
        st.info(page.say(_ABSENT))
        return
    # A document of the project itself, so its mark-up may be trusted; read aloud in its own language.
    st.markdown(f'<div lang="en">\n\n{text}\n\n</div>', unsafe_allow_html=True)


def show_links(page: Page, stems: Sequence[str]) -> None:
    """Links to the documents ``stems``, beside each other; nothing when there are none."""
    if not stems:
        return
    st.markdown(f"**{page.say(_HOW)}**")
    with st.container(horizontal=True, gap="small"):
        for stem in stems:
            page.link(PAGE, METHODS[stem], method=stem)
