"""What is loaded: files, rows, period, licence, what could not be located, and how to supply more."""

import streamlit as st

from wijkmonitor.figures import provenance as figures
from wijkmonitor.text import Text
from wijkmonitor.ui import frame, open_data, provenance, widgets

READ = Text(nl="Wat er is ingelezen", en="What was read")
LEFT_OUT = Text(
    nl="Weggelaten rijen vallen buiten de keuze die de gemeente zelf heeft gemaakt in `municipality.toml`, zoals alleen "
    "bepaalde soorten plekken.",
    en="Rows left out fall outside the choice the municipality made itself in `municipality.toml`, such as only certain kinds "
    "of place.",
)
NOT_SHOWN = Text(
    nl="Deze gegevens worden gelezen en gecontroleerd, maar nog niet op een pagina getoond:",
    en="These data are read and checked, but not shown on a page yet:",
)
MISSING = Text(nl="Wat er nog bij kan", en="What could be added")
COMPLETE = Text(
    nl="Alle soorten gegevens zijn aangeleverd voor deze editie.",
    en="All kinds of data have been supplied for this edition.",
)
LOST = Text(nl="Wat niet op de kaart kon worden gezet", en="What could not be placed on the map")
ALL_FOUND = Text(nl="Alles heeft een plaats gekregen.", en="Everything found its place.")
LOST_RESPONDENTS = Text(
    nl="Van deelnemers aan een enquête staat hier alleen hoeveel het er zijn.",
    en="Of respondents only their number is given.",
)
NOTES = Text(nl="Aandachtspunten van de controle", en="Notes of the check")
NO_NOTES = Text(nl="De controle vond niets dat aandacht vraagt.", en="The check found nothing that asks for attention.")
FORMS = Text(nl="Zelf gegevens aanleveren", en="Supplying data yourself")
HOW_FORMS = Text(
    nl="Kies een soort gegevens. U krijgt een leeg bestand om in te vullen en uitleg per kolom. Heeft uw eigen bestand andere "
    "kolomnamen? Dan hoeft u niets te hernoemen: zet de namen in `municipality.toml`.",
    en="Choose a kind of data. You get an empty file to fill in and an explanation of each column. Does your own file have "
    "other column names? No need to rename: put the names in `municipality.toml`.",
)
SNAPSHOT = Text(nl="Deze momentopname", en="This snapshot")
NO_CLOCK = Text(
    nl="Een momentopname draagt geen datum van maken: dezelfde bestanden geven altijd precies dezelfde momentopname. Wat telt "
    "is de peildatum van elke editie.",
    en="A snapshot carries no date of making: the same files always give exactly the same snapshot. What counts is the "
    "reference day of each edition.",
)
UPDATE = Text(nl="Controleren en bijwerken", en="Checking and updating")
HOW_UPDATE = Text(
    nl="Verandert er een bestand, dan maakt de server vanzelf een nieuwe momentopname. Op de opdrachtregel kan het ook, in de "
    "map van het programma; noem de map waarin `municipality.toml` staat:",
    en="When a file changes the server makes a new snapshot by itself. It can be done on the command line too, in the folder of "
    "the program; name the folder that holds `municipality.toml`:",
)

page = frame.page(Text(nl="Gegevens", en="Data"))
answer = st.container()
with page.row():
    edition = page.choose_edition()
page, lang = page.with_choices(edition=edition), page.view.lang
report = figures.of_edition(page.snapshot, edition)
answer.markdown(figures.summary(report, lang))

st.subheader(page.say(READ), anchor=False)
provenance.show_rows(figures.loaded_table(report, lang), page.say(READ))
if any(one["left_out"] for one in report["loaded"]):
    st.caption(page.say(LEFT_OUT))
if hidden := [one for one in figures.not_shown(page.snapshot.indicators.values()) if one.value in page.loaded()]:
    st.markdown(page.say(NOT_SHOWN))
    provenance.show_datasets(hidden, page.snapshot, lang)

st.subheader(page.say(MISSING), anchor=False)
if absent := figures.absent(report):
    provenance.show_datasets(absent, page.snapshot, lang)
else:
    st.markdown(page.say(COMPLETE))

st.subheader(page.say(LOST), anchor=False)
if report["unlocated"]:
    provenance.show_rows(figures.unlocated_table(report, lang), page.say(LOST))
    st.caption(page.say(LOST_RESPONDENTS))
else:
    st.markdown(page.say(ALL_FOUND))

st.subheader(page.say(NOTES), anchor=False)
if report["warnings"]:
    provenance.show_rows(figures.notes(report, lang), page.say(NOTES))
else:
    st.markdown(page.say(NO_NOTES))

st.subheader(page.say(FORMS), anchor=False)
st.markdown(page.say(HOW_FORMS))
provenance.show_forms(page.snapshot, lang)

st.subheader(page.say(SNAPSHOT), anchor=False)
widgets.show_plain_table(figures.about_snapshot(page.snapshot, lang), page.say(SNAPSHOT))
st.caption(page.say(NO_CLOCK))
provenance.show_snapshot_files(page.snapshot, lang)

st.subheader(page.say(open_data.TITLE), anchor=False)
open_data.show_section(page.snapshot, lang)

st.subheader(page.say(UPDATE), anchor=False)
st.markdown(page.say(HOW_UPDATE))
provenance.show_check(page.view.municipality, lang)
