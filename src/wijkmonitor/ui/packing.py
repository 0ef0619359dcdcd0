"""One click for the council: slides, PDF and figures of a story, made while the reader sees how far it is."""

from __future__ import annotations

import logging

import streamlit as st

from wijkmonitor.report.pack import Pack
from wijkmonitor.report.story import Choice
from wijkmonitor.text import Lang, Text, number
from wijkmonitor.ui import cache
from wijkmonitor.ui.page import Page

log = logging.getLogger(__name__)
_MAKE = Text(nl="Maak het raadspakket", en="Make the council pack")
_WHAT = Text(
    nl="Alle dia's als PowerPoint en als toegankelijke PDF, met de cijfers van elke dia als CSV: samen in één bestand.",
    en="All slides as PowerPoint and as an accessible PDF, with the figures of every slide as CSV: together in one file.",
)
_MAKING = Text(nl="Het raadspakket wordt gemaakt", en="The council pack is being made")
_WAITING = Text(nl="Wachten tot een ander pakket klaar is", en="Waiting until another pack is ready")
_READY = Text(nl="Het raadspakket is klaar ({size} MB).", en="The council pack is ready ({size} MB).")
_FAILED = Text(
    nl="Het raadspakket kon niet worden gemaakt door een fout in het programma. De fout staat in het logboek van de server. De "
    "dia's hieronder werken wel.",
    en="The council pack could not be made because of an error in the program. The error is in the server's log. The slides "
    "below do work.",
)
_ALL = Text(nl="Alles in één bestand (ZIP)", en="Everything in one file (ZIP)")
_SLIDES = Text(nl="Dia's (PowerPoint)", en="Slides (PowerPoint)")
_PAPER = Text(nl="PDF", en="PDF")
_MEGABYTE = 1_000_000
_ZIP = "application/zip"
_PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
_PDF = "application/pdf"


def show_pack(page: Page, choice: Choice) -> None:
    """The button, then how far the work is, then what can be downloaded. A pack that somebody made before is there at once."""
    view, lang = page.view, page.view.lang
    st.caption(_WHAT(lang))
    place = st.empty()
    made = cache.kept_pack(view.municipality, view.snapshot, choice)
    if made is None and place.button(_MAKE(lang), key="pack-make"):
        place.empty()  # a second click would begin anew
        made = _made(page, choice)
    if made is not None:
        _show_downloads(made, lang)


def _made(page: Page, choice: Choice) -> Pack | None:
    """Make the pack in this run; a failure is told, and the log has the whole story."""
    lang = page.view.lang
    with st.status(_MAKING(lang), expanded=True) as status:
        bar = st.progress(0.0, text=_WAITING(lang))

        def show(fraction: float, said: Text) -> None:
            bar.progress(min(fraction, 1.0), text=said(lang))

        try:
            made = cache.pack(page.view.municipality, page.view.snapshot, choice, show)
        except Exception:
            log.exception("the pack of %s could not be made", choice)
            status.update(label=_FAILED(lang), state="error", expanded=False)
            return None
        status.update(label=_READY(lang).format(size=_megabytes(made, lang)), state="complete", expanded=False)
    return made


def _megabytes(made: Pack, lang: Lang) -> str:
    return number(len(made.archive) / _MEGABYTE, lang, 1)


def _show_downloads(made: Pack, lang: Lang) -> None:
    offers = (
        (_ALL, made.archive, "zip", _ZIP),
        (_SLIDES, made.pptx, "pptx", _PPTX),
        (_PAPER, made.pdf, "pdf", _PDF),
    )
    with st.container(horizontal=True):
        for text, data, ending, mime in offers:
            st.download_button(
                text(lang),
                data,
                file_name=f"{made.name}.{ending}",
                mime=mime,
                on_click="ignore",
                key=f"pack-{ending}",
            )
