"""Pieces of the page about the data: what each dataset brings, how to supply it, and the files of a snapshot."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import pandas as pd
import streamlit as st

from wijkmonitor.edition import Dataset
from wijkmonitor.figures import provenance
from wijkmonitor.snapshot import MANIFEST, Snapshot
from wijkmonitor.text import Lang, Text, listing, number
from wijkmonitor.ui import cache, menu, widgets

_MOST_OPEN_ROWS = 15
BRINGS: dict[Dataset, Text] = {
    Dataset.BOUNDARIES: Text(
        nl="de kaart van wijken en buurten; zonder dit bestand is er niets te tonen",
        en="the map of wijken and buurten; without this file nothing can be shown",
    ),
    Dataset.POSTCODES: Text(
        nl="de plaats van antwoorden, plekken en initiatieven met alleen een postcode, en een nauwkeuriger loopafstand",
        en="where answers, places and initiatives with only a postcode belong, and a more exact walking distance",
    ),
    Dataset.KEY_FIGURES: Text(
        nl="hoeveel mensen er wonen en wie zij zijn, en aantallen per 1.000 inwoners",
        en="how many people live there and who they are, and numbers per 1,000 residents",
    ),
    Dataset.SURVEY: Text(
        nl="wat bewoners zelf zeggen: over contacten, zich thuis voelen, meedoen en de gemeente",
        en="what residents say themselves: about ties, feeling at home, taking part and the municipality",
    ),
    Dataset.INITIATIVES: Text(
        nl="welke initiatieven er zijn, waar, met welke aanpak en wie ze leidt",
        en="which initiatives there are, where, with which approach and who leads them",
    ),
    Dataset.MEETING_PLACES: Text(
        nl="welke ontmoetingsplekken er zijn, hoe goed ze zijn en wie er een op loopafstand heeft",
        en="which meeting places there are, how good they are and who has one within a walk",
    ),
    Dataset.CANDIDATE_SITES: Text(
        nl="uit welke gebouwen u kunt kiezen als er een plek bij komt",
        en="among which buildings you can choose for one more place",
    ),
    Dataset.MODELLED_FIGURES: Text(
        nl="schattingen van regie over het eigen leven, eenzaamheid, vrijwilligers en mantelzorgers, ook zonder eigen enquête",
        en="estimates of control over one's life, loneliness, volunteers and informal carers, also without a survey",
    ),
    Dataset.ORGANISATIONS: Text(
        nl="welke formele en informele organisaties er samenwerken",
        en="which formal and informal organisations work together",
    ),
    Dataset.TIES: Text(
        nl="wie met wie samenwerkt, hoe goed zij elkaar kennen en waar het stokt",
        en="who works with whom, how well they know each other and where it falters",
    ),
    Dataset.STREETS: Text(
        nl="de echte loopafstand over straten en paden, in plaats van hemelsbreed × 1,3",
        en="the real walking distance over streets and paths, instead of the straight line × 1.3",
    ),
    Dataset.RECODING: Text(
        nl="welke oude buurt welke nieuwe werd, zodat cijfers door de jaren te volgen zijn ook als codes veranderen",
        en="which old buurt became which new one, so that figures can be followed through the years though codes change",
    ),
    Dataset.MUNICIPALITY_SCAN: Text(
        nl="hoe bewoners, initiatiefnemers, beroepskrachten en ambtenaren de gemeente zien op zes punten",
        en="how residents, initiators, professionals and officials see the municipality on six points",
    ),
    Dataset.PROMISES: Text(
        nl="wat de gemeente beloofde, en wat daarvan op tijd is gedaan",
        en="what the municipality promised, and what of that was done in time",
    ),
}
"""What a reader gets to see with each dataset."""

_ON = Text(nl="te zien op {p}", en="shown on {p}")
_NOT_YET = Text(nl="nog niet op een pagina", en="not on a page yet")
_EMPTY_FORM = Text(nl="Leeg bestand om in te vullen (CSV)", en="Empty file to fill in (CSV)")
_FILES: dict[str, Text] = {
    "estimates.csv": Text(nl="Alle cijfers", en="All figures"),
    "places.csv": Text(nl="Ontmoetingsplekken", en="Meeting places"),
    "initiatives.csv": Text(nl="Initiatieven", en="Initiatives"),
    MANIFEST: Text(nl="Beschrijving van alle bestanden", en="Description of all files"),
}
_CHECK = Text(nl="Controleer de bestanden nu", en="Check the files now")
_CHECKING = Text(nl="De bestanden worden gecontroleerd …", en="The files are being checked …")
_CHECK_STOPPED = Text(
    nl="De controle is onverwacht gestopt. Het logboek van de server zegt waarom.",
    en="The check stopped unexpectedly. The server's log says why.",
)
_SOUND = Text(nl="De bestanden zijn in orde.", en="The files are in order.")
_ERRORS = Text(nl="{n} fouten: herstel deze, anders komt er geen nieuwe momentopname.",
               en="{n} errors: mend these, or there will be no new snapshot.")  # fmt: skip
_NOTES = Text(nl="{n} aandachtspunten. Deze houden niets tegen.", en="{n} notes. These stop nothing.")
_FAULT = Text(nl="Bestand, plaats en wat te doen", en="File, place and what to do")
_MIME = {"csv": "text/csv", "json": "application/json"}


def brings(dataset: Dataset, snapshot: Snapshot, lang: Lang) -> str:
    """What a dataset brings and on which page, in a phrase."""
    indicators = snapshot.indicators.values()
    themes = provenance.themes_of(dataset, indicators)
    pages = [entry for theme in themes for entry in menu.showing(theme)]
    pages += [entry for section in menu.SECTIONS for entry in section.entries if dataset in entry.datasets]
    titles = [entry.title(lang) for entry in pages]
    said = BRINGS[dataset](lang)
    if titles:
        return f"{said} ({_ON(lang).format(p=listing(titles, lang))})"
    return f"{said} ({_NOT_YET(lang)})" if dataset in provenance.not_shown(indicators) else said


def show_datasets(datasets: Sequence[Dataset], snapshot: Snapshot, lang: Lang) -> None:
    """A list of datasets with what each brings."""
    lines = (
        f"<li><strong>{escape(provenance.titled(one.value, lang))}</strong>: {escape(brings(one, snapshot, lang))}</li>"
        for one in datasets
    )
    widgets.show_html(f"<ul>{''.join(lines)}</ul>")


def show_rows(table: pd.DataFrame, caption: str) -> None:
    """A table of words: short ones whole, long ones as a grid that sorts and searches."""
    if len(table) > _MOST_OPEN_ROWS:
        st.dataframe(table, hide_index=True, height=430, alt=caption)
    else:
        widgets.show_plain_table(table, caption)


def show_forms(snapshot: Snapshot, lang: Lang) -> None:
    """Per dataset, folded: what it brings, an empty file to fill in, and what its columns mean."""
    templates, dictionary = snapshot.templates(), snapshot.dictionary()
    for dataset in Dataset:
        title = provenance.titled(dataset.value, lang)
        folded = st.expander(title, key=f"form-{dataset.value}", on_change="rerun")
        if not folded.open:
            continue
        with folded:
            st.markdown(f"{provenance.capital(brings(dataset, snapshot, lang))}.")
            if dataset.value in templates:
                data = templates[dataset.value].encode("utf-8-sig")  # so that Excel sees it is UTF-8
                name = f"{dataset.value}.csv"
                st.download_button(_EMPTY_FORM(lang), data, name, "text/csv", on_click="ignore", key=f"get-{name}")
            columns = provenance.dictionary_table(dictionary, dataset, lang)
            if len(columns):
                show_rows(columns, title)


def show_snapshot_files(snapshot: Snapshot, lang: Lang) -> None:
    """The files of the snapshot as they are, to keep or to check."""
    with st.container(horizontal=True):
        for name, words in _FILES.items():
            path, mime = snapshot.path / name, _MIME[name.rpartition(".")[2]]
            saved = f"{snapshot.municipality['key']}-{snapshot.id}-{name}"
            label = f"{words(lang)} ({name})"
            st.download_button(label, path.read_bytes, saved, mime, on_click="ignore", key=f"file-{name}")


def show_check(municipality: str, lang: Lang) -> None:
    """How to check and build on the command line, and a button that checks the files now."""
    commands = "\n".join(f"python -m wijkmonitor {verb} data/{municipality}" for verb in ("check", "build"))
    # Not st.code: its colours are too faint to read and it scrolls where a keyboard cannot follow.
    widgets.show_html(f'<pre style="white-space:pre-wrap;overflow-wrap:anywhere">{escape(commands)}</pre>')
    if not st.button(_CHECK(lang), key="check-now"):
        return
    with st.spinner(_CHECKING(lang)):
        outcome = cache.checked(municipality)
    if not outcome.finished:
        st.error(_CHECK_STOPPED(lang))
    elif not outcome.errors and not outcome.notes:
        st.success(_SOUND(lang))
    for show, words, found in ((st.error, _ERRORS, outcome.errors), (st.info, _NOTES, outcome.notes)):
        if found:
            show(words(lang).format(n=number(len(found), lang)))
            show_rows(pd.DataFrame({_FAULT(lang): [one(lang) for one in found]}), words(lang))
