"""What is shown while a snapshot is being made, and when that did not work out."""

from __future__ import annotations

import html
from urllib.parse import urlencode

import streamlit as st

from wijkmonitor.figures import snapshot_list
from wijkmonitor.publications import Withdrawal
from wijkmonitor.text import Lang, Text
from wijkmonitor.ui import builds as building
from wijkmonitor.ui import cache, menu
from wijkmonitor.ui import view as views
from wijkmonitor.ui.builds import STOPPED, Build

_MOST_FAULTS_SHOWN = 20
_NOT_MADE = Text(
    nl="De cijfers konden niet worden gemaakt. Na herstel worden ze vanzelf opnieuw gemaakt:",
    en="The figures could not be made. Once this is mended they are made again by themselves:",
)
_NOT_RENEWED = Text(
    nl="De gewijzigde bestanden konden niet worden verwerkt; u ziet nog de vorige cijfers. Na herstel worden ze vanzelf "
    "opnieuw gemaakt:",
    en="The changed files could not be processed; you still see the previous figures. Once this is mended they are made "
    "again by themselves:",
)


def draw_renewal(municipality: str, lang: Lang) -> None:
    """On every page: that newer figures are on their way, or why they could not be made."""
    build = building.builds.of(municipality)
    if build.stage == "running":  # while it waits, nothing says yet that the files changed at all
        _watch_renewal(municipality, lang)
    elif build.stage == "failed":
        _draw_faults(build.faults, _NOT_RENEWED, lang)


@st.fragment(run_every=2.0)
def _watch_renewal(municipality: str, lang: Lang) -> None:
    """A small notice while newer figures are on their way; the page opens anew when they are there."""
    build = building.builds.of(municipality)
    if not build.busy:
        st.rerun()
    words = Text(
        nl="Gegevens of programma zijn gewijzigd; u ziet nog de vorige cijfers. Nieuwe cijfers worden gemaakt: {p}%, {w}.",
        en="Data or program have changed; you still see the previous figures. New figures are being made: {p}%, {w}.",
    )
    st.caption(words.fill(p=round(build.fraction * 100), w=build.words)(lang))


def draw(municipality: str, lang: Lang, damaged_snapshot: str) -> None:
    """What stands in place of a page while there is no snapshot to show."""
    if not municipality:
        st.title(menu.PRODUCT, anchor=False)
        empty = Text(
            nl="Er is nog geen gemeente. Zet een map met een bestand `municipality.toml` onder `data/`, of noem de map in "
            "`WIJKMONITOR_DATA`.",
            en="There is no municipality yet. Put a folder with a file `municipality.toml` under `data/`, or name the folder "
            "in `WIJKMONITOR_DATA`.",
        )
        st.info(empty(lang))
        return
    st.title(cache.name_of(municipality).name, anchor=False)
    build = building.builds.of(municipality)
    wrong = _all_withdrawn(municipality, build)
    if wrong is not None and not damaged_snapshot:
        _draw_withdrawn(wrong, lang)
    elif build.busy or (build.stage != "failed" and not damaged_snapshot):
        # Also when the build is done by now: it may have ended after this run looked for a snapshot and found none.
        first = Text(
            nl="De cijfers worden gemaakt. Deze pagina opent vanzelf als ze klaar zijn.",
            en="The figures are being made. This page opens by itself when they are ready.",
        )
        st.markdown(first(lang))
        _watch_first_build(municipality, lang)
    elif damaged_snapshot:
        damaged = Text(
            nl="Momentopname {id} is beschadigd en wordt daarom niet getoond. Maak haar opnieuw.",
            en="Snapshot {id} is damaged and is therefore not shown. Make it again.",
        )
        st.error(damaged.fill(id=damaged_snapshot)(lang))
    else:
        _draw_faults(build.faults or (STOPPED,), _NOT_MADE, lang)


def _all_withdrawn(municipality: str, build: Build) -> Withdrawal | None:
    """The withdrawal of the last snapshot, where none stands and none is made in its place."""
    if build.stage != "none" or cache.published(municipality):
        return None
    told = (one.withdrawal for one in cache.stories(municipality).values())
    return next((one for one in told if one is not None), None)


def _draw_withdrawn(wrong: Withdrawal, lang: Lang) -> None:
    """Every snapshot was withdrawn: no figures, and why."""
    none = Text(
        nl="Er zijn nu geen cijfers om te tonen. Ze komen terug zodra de bestanden zijn hersteld.",
        en="There are no figures to show now. They return as soon as the files have been mended.",
    )
    st.info(none(lang))
    st.html(snapshot_list.notice(wrong, lang, "?" + urlencode(views.address(st.query_params, snapshot=wrong.id))))


@st.fragment(run_every=1.0)
def _watch_first_build(municipality: str, lang: Lang) -> None:
    build = building.builds.of(municipality)
    if not build.busy and (
        build.stage == "failed" or cache.published(municipality) or _all_withdrawn(municipality, build)
    ):
        st.rerun()
    st.progress(build.fraction, text=f"{round(build.fraction * 100)}% · {build.words(lang)}")


def _draw_faults(faults: tuple[Text, ...], head: Text, lang: Lang) -> None:
    st.error(head(lang))
    shown = [f"- {html.escape(fault(lang))}" for fault in faults[:_MOST_FAULTS_SHOWN]]
    if len(faults) > _MOST_FAULTS_SHOWN:
        more = Text(nl="… en nog {n} andere", en="… and {n} more").fill(n=len(faults) - _MOST_FAULTS_SHOWN)
        shown.append("- " + more(lang))
    st.markdown("\n".join(shown))
