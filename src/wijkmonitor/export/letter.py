"""The letter in an archive: what is in it, where it comes from, and how a figure may be read."""

from __future__ import annotations

import datetime as dt
import textwrap
from collections.abc import Iterable

from wijkmonitor.estimate import Verdict
from wijkmonitor.export.package import AREAS, sources_of, tables_of
from wijkmonitor.manifest import MANIFEST
from wijkmonitor.snapshot import Snapshot
from wijkmonitor.text import Lang, Text, date, listing, number, same

LETTER = Text(nl="LEESMIJ.txt", en="README.txt")
FIGURES = Text(nl="cijfers.csv", en="figures.csv")
COLUMNS = Text(nl="kolommen.csv", en="columns.csv")
INDICATORS = Text(nl="indicatoren.csv", en="indicators.csv")
RESPONSES = Text(nl="weerwoord.csv", en="responses.csv")
EXCEL = "excel"
"""Folder in the archive with the same tables for Excel as the Dutch have it."""

_WIDTH = 100
_TITLE = Text(nl="De wijkmonitor van {m}", en="The wijkmonitor of {m}")
_ID = Text(
    nl="Momentopname {id}. Deze sleutel hoort bij precies deze cijfers: andere cijfers hebben een andere sleutel.",
    en="Snapshot {id}. This id belongs to exactly these figures: other figures have another id.",
)
_FICTIONAL = Text(
    nl="Deze gemeente bestaat niet. Alle cijfers zijn verzonnen.",
    en="This municipality does not exist. All figures are made up.",
)
_EDITIONS = Text(nl="Edities", en="Editions")
_EDITION = Text(nl="{name}: peildatum {day}, gebiedsindeling van {vintage}",
                en="{name}: reference day {day}, division into areas of {vintage}")  # fmt: skip
_FILES = Text(nl="Wat er in zit", en="What is in it")
_SAID = {
    FIGURES: Text(
        nl="alle cijfers, één regel per cijfer, met marge en met wat u ervan mag zeggen",
        en="all figures, one line per figure, with its margin and with what may be said of it",
    ),
    COLUMNS: Text(nl="wat elke kolom en elke code betekent", en="what every column and every code means"),
    INDICATORS: Text(
        nl="van elk onderwerp: wat het is, de eenheid, de vragenlijst en de bron",
        en="of every topic: what it is, its unit, its questionnaire and its source",
    ),
    RESPONSES: Text(
        nl="wat bewoners en beroepskrachten over de cijfers zeggen ({n})",
        en="what residents and professionals say about the figures ({n})",
    ),
    same(f"{EXCEL}/"): Text(
        nl="dezelfde bestanden voor Excel: puntkomma's, decimale komma's en woorden in plaats van codes",
        en="the same files for Dutch Excel: semicolons, decimal commas, and words instead of codes",
    ),
    same(AREAS): Text(nl="de gebieden, met hun vorm", en="the areas, with their shape"),
    same(MANIFEST): Text(
        nl="beschrijving van alle bestanden voor computers (Frictionless Data Package)",
        en="description of all files for computers (Frictionless Data Package)",
    ),
}
_TABLES = Text(
    nl="En ook, zoals ze in de momentopname staan: {names}.", en="And also, as they are in the snapshot: {names}."
)
_READING = Text(nl="Hoe leest u een cijfer?", en="How to read a figure")
_RULES = (
    Text(
        nl="Aandelen lopen van 0 tot 1: 0,25 is 25%. low en high zijn de grenzen van de marge (95%).",
        en="Shares run from 0 to 1: 0.25 is 25%. low and high are the ends of the margin (95%).",
    ),
    Text(
        nl="verdict zegt wat u van een cijfer mag zeggen: {verdicts}.",
        en="verdict says what may be said of a figure: {verdicts}.",
    ),
    Text(
        nl="Staat er geen waarde, dan zegt reason waarom. Een lege waarde is geen nul.",
        en="Where there is no value, reason says why. An empty value is not a zero.",
    ),
    Text(
        nl="Vergelijk alleen cijfers met dezelfde vragenlijst (instrument) en van dezelfde soort (kind). "
        "'Niet aantoonbaar anders' is niet hetzelfde als gelijk.",
        en="Compare only figures with the same questionnaire (instrument) and of the same kind (kind). "
        "'Not demonstrably different' is not the same as equal.",
    ),
)
_SOURCES = Text(nl="Bronnen", en="Sources")
_LICENCES = Text(nl="Licenties", en="Licences")


def letter(snapshot: Snapshot, lang: Lang, n_responses: int) -> str:
    """The letter, as plain text of some hundred letters a line with CRLF line ends."""
    about, package = snapshot.municipality, snapshot.package
    title = _TITLE(lang).format(m=about["name"])
    opening = [title, "=" * len(title), "", _ID(lang).format(id=snapshot.id)]
    opening += [_FICTIONAL(lang)] * bool(about.get("fictional"))
    editions = (_edition(one, lang) for one in snapshot.editions)
    sources = (f"{_source(one, lang)} ({one['path']})" for one in sources_of(snapshot))
    lines = [*opening, *_part(_EDITIONS(lang), editions), *_part(_FILES(lang), _files(lang, n_responses))]
    if tables := tables_of(snapshot):
        names = listing([f"{name}.csv" for name in tables], lang)
        lines += ["", *textwrap.wrap(_TABLES(lang).format(names=names), _WIDTH)]
    verdicts = ", ".join(f"{one.value} = {one.text(lang)}" for one in Verdict)
    lines += _part(_READING(lang), (rule(lang).format(verdicts=verdicts) for rule in _RULES))
    lines += _part(_SOURCES(lang), dict.fromkeys(sources))
    lines += _part(_LICENCES(lang), (str(one.get("title") or one["name"]) for one in package["licenses"]))
    return "\r\n".join(lines) + "\r\n"


def _part(heading: str, items: Iterable[str]) -> list[str]:
    lines = [
        line
        for item in items
        for line in textwrap.wrap(item, _WIDTH, initial_indent="- ", subsequent_indent="  ", break_long_words=False)
    ]
    return ["", heading, "-" * len(heading), *lines] if lines else []


def _edition(one: dict[str, object], lang: Lang) -> str:
    day = date(dt.date.fromisoformat(str(one["date"])), lang)
    return _EDITION(lang).format(name=one["name"], day=day, vintage=one["vintage"])


def _source(one: dict[str, str], lang: Lang) -> str:
    return one["title"] if lang == "nl" else one.get("title_en", one["title"])


def _files(lang: Lang, n_responses: int) -> list[str]:
    return [f"{name(lang)}: {said(lang).format(n=number(n_responses, lang))}" for name, said in _SAID.items()]
