"""Fixed addresses on screen: one small link below a table, and the section that explains them."""

from __future__ import annotations

from html import escape
from urllib.parse import quote, urljoin

import pandas as pd
import streamlit as st

from wijkmonitor.export import addresses, question_for
from wijkmonitor.export.question import FOLDER, Question
from wijkmonitor.manifest import MANIFEST
from wijkmonitor.snapshot import Snapshot
from wijkmonitor.text import Lang, Text
from wijkmonitor.ui import widgets
from wijkmonitor.ui.cache import Keep, anew

TITLE = Text(nl="Open data: voor een ander systeem", en="Open data: for another system")
_FIXED = Text(nl="Vast adres van deze cijfers (CSV)", en="Fixed address of these figures (CSV)")
_ABOUT = Text(
    nl="Elk cijfer heeft een vast adres. Een ander systeem kan het daar ophalen, zonder wachtwoord. Op zo'n adres staan altijd "
    "de cijfers van één momentopname. U vindt het adres onder elke tabel, en van alle onderwerpen in het overzicht.",
    en="Every figure has a fixed address, from which another system can fetch it, without a password. At such an address always "
    "stand the figures of one snapshot. You find the address below every table, and those of all topics in the index.",
)
_PLACES: tuple[tuple[Text, str], ...] = (
    (Text(nl="Overzicht van alle adressen (JSON)", en="Index of all addresses (JSON)"), "{id}/"),
    (Text(nl="De hele momentopname in één bestand (ZIP)", en="The whole snapshot in one file (ZIP)"), "{id}.zip{lang}"),
    (Text(nl="Wat elke kolom en elke code betekent (CSV)", en="What every column and code means (CSV)"),
     "{id}/" + addresses.COLUMNS),
    (Text(nl="Elk onderwerp met definitie, eenheid en bron (CSV)", en="Every topic with definition, unit and source (CSV)"),
     "{id}/" + addresses.INDICATORS),
    (Text(nl="Beschrijving voor computers (Data Package)", en="Description for computers (Data Package)"),
     "{id}/" + MANIFEST),
)  # fmt: skip
_BY_COMMAND = Text(nl="Ophalen met een opdracht:", en="Fetching it by a command:")
_BY_EXCEL = Text(
    nl="In Excel: kies *Gegevens > Van het web*, en plak dit adres. Vernieuwen kan daarna met één klik.",
    en="In Excel: choose *Data > From Web* and paste this address. After that one click refreshes it.",
)
_NEWEST = Text(
    nl="Altijd de nieuwste cijfers? Dit adres verwijst door naar die van de momentopname van dat moment:",
    en="Always the newest figures? This address leads on to those of the snapshot of that moment:",
)
_STRAIGHT = Text(
    nl="Het bestand voor Excel (`form=excel`) heeft puntkomma's, decimale komma's en woorden. Zonder dat zijn het komma's, "
    "decimale punten en codes. De kolommen staan altijd in dezelfde volgorde.",
    en="The file for Dutch Excel (`form=excel`) has semicolons, decimal commas and words. Without it these are commas, decimal "
    "points and codes. The columns always stand in the same order.",
)


def fixed_link(snapshot: Snapshot, estimates: pd.DataFrame, lang: Lang, keep: Keep = anew) -> str:
    """A Markdown link to the address of exactly these figures; empty when no address can ask for them."""
    question = keep("fixed address", lambda: question_for(snapshot, estimates, lang))
    return f"[{_FIXED(lang)}]({_absolute(question.address(snapshot.id))})" if question else ""


def show_section(snapshot: Snapshot, lang: Lang) -> None:
    """What a fixed address is, the files that explain it, and how to fetch one."""
    st.markdown(_ABOUT(lang))
    asked = "" if lang == "nl" else f"?lang={lang}"
    where = ((words(lang), place.format(id=snapshot.id, lang=asked)) for words, place in _PLACES)
    st.markdown("\n".join(f"- [{words}]({_absolute(f'{FOLDER}/{place}')})" for words, place in where))
    first = example_topic(snapshot)
    if not first:
        return
    question = Question(indicator=(first,), lang=lang)
    st.markdown(_BY_COMMAND(lang))
    _show_line(f'curl --compressed -O -J "{_absolute(question.address(snapshot.id))}"')
    st.markdown(_BY_EXCEL(lang))
    _show_line(_absolute(Question(indicator=(first,), lang=lang, form="excel").address(snapshot.id)))
    st.markdown(_NEWEST(lang))
    _show_line(_absolute(f"{FOLDER}/current/{quote(str(snapshot.municipality['key']))}/{first}.csv"))
    st.caption(_STRAIGHT(lang))


def example_topic(snapshot: Snapshot) -> str:
    """The first topic that has figures, to show addresses by; "" without any."""
    there = set(snapshot.estimates["indicator"])
    return next((key for key in snapshot.indicators if key in there), "")


def _absolute(address: str) -> str:
    """An address from the root of this server, as the reader's browser knows it."""
    return urljoin(st.context.url or "", address)


def _show_line(words: str) -> None:
    # Not st.code: its colours are too faint to read and it scrolls where a keyboard cannot follow.
    widgets.show_html(f'<pre style="white-space:pre-wrap;overflow-wrap:anywhere">{escape(words)}</pre>')
