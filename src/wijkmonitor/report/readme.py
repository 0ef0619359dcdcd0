"""What a pack says of itself: what is in it, which snapshot it comes from, how to read it, sources and licences."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from wijkmonitor.estimate import K, Verdict
from wijkmonitor.export.letter import COLUMNS, INDICATORS, RESPONSES
from wijkmonitor.figures.foot import DO_NOT_USE
from wijkmonitor.report import names
from wijkmonitor.report.sheet import FICTIONAL
from wijkmonitor.report.slide import Deck
from wijkmonitor.snapshot import Snapshot
from wijkmonitor.text import Lang, Text, same

_CONTENTS = Text(nl="Wat zit erin", en="What is in it")
_READ = Text(nl="Hoe leest u de cijfers", en="How to read the figures")
_SOURCES = Text(nl="Bronnen en licenties", en="Sources and licences")
_EXPLAINED = (
    (same(".pptx"), Text(nl="de dia's, om zelf aan te passen", en="the slides, to change yourself")),
    (same(".pdf"), Text(nl="dezelfde dia's met verantwoording", en="the same slides, with how they were made")),
    (COLUMNS, Text(nl="wat de kolommen van de cijfers betekenen", en="what the columns of the figures mean")),
    (
        INDICATORS,
        Text(nl="van elk onderwerp: wat het is, eenheid en bron", en="of every topic: what it is, unit, source"),
    ),
    (
        RESPONSES,
        Text(nl="wat bewoners en professionals erover zeggen", en="what residents and professionals say of them"),
    ),
)
"""What a file is by the ending of its name."""
_OF_SLIDE = Text(nl="{stem}.csv: cijfers van dia {k}, {topic}", en="{stem}.csv: figures of slide {k}, {topic}")
_EXCEL = Text(
    nl="cijfers zijn er twee keer: als open data, en met -excel in de naam voor Excel",
    en="figures are there twice: as open data, and for Dutch Excel with -excel in the name",
)

_ORIGIN = Text(
    nl="Alle cijfers komen uit momentopname {id}. Wie die momentopname opent, ziet dezelfde cijfers.",
    en="All figures come from snapshot {id}. Whoever opens that snapshot sees the same figures.",
)
_READING = (
    Text(
        nl="value is de waarde; low en high zijn de grenzen van het 95%-interval. Aandelen lopen van 0 tot 1.",
        en="value is the value; low and high are the ends of the 95% interval. Shares run from 0 to 1.",
    ),
    Text(
        nl="verdict zegt of u een cijfer mag noemen: {verdicts}. Zonder waarde zegt reason waarom.",
        en="verdict says whether a figure may be told: {verdicts}. Without a value, reason says why.",
    ),
    Text(
        nl="Over minder dan {k} mensen zegt geen enkel cijfer iets; aantallen antwoorden staan er in klassen.",
        en="No figure says anything about fewer than {k} people; numbers of answers are banded.",
    ),
)


def text(deck: Deck, snapshot: Snapshot, files: Collection[str]) -> str:
    """The text of the read-me, lines ended as Windows does; ``files``: the names of everything else in the archive."""
    lang = deck.lang
    warning = [f"{deck.withdrawn}\n{DO_NOT_USE(lang)}\n"] if deck.withdrawn else []
    head = [*warning, deck.title, "=" * len(deck.title), deck.subtitle, deck.foot]
    if deck.fictional:
        head.append(FICTIONAL(lang).format(name=deck.municipality).upper())
    verdicts = "; ".join(f"{one.value} = {one.text(lang)}" for one in Verdict)
    reading = [line(lang).format(verdicts=verdicts, k=K) for line in _READING]
    parts = [
        "\n".join(head),
        _ORIGIN(lang).format(id=deck.snapshot_id),
        _section(_CONTENTS, _contents(deck, files), lang),
        _section(_READ, reading, lang),
        _section(_SOURCES, _sources(snapshot, lang), lang),
    ]
    return "\n\n".join(parts).replace("\n", "\r\n") + "\r\n"


def _section(title: Text, lines: Sequence[str], lang: Lang) -> str:
    return "\n".join([title(lang), "-" * len(title(lang)), *(f"* {line}" for line in lines)])


def _contents(deck: Deck, files: Collection[str]) -> list[str]:
    told = [
        f"{name}: {words(deck.lang)}"
        for ending, words in _EXPLAINED
        for name in files
        if name.endswith(ending(deck.lang))
    ]
    stems = (
        (names.of_figures(slide, place, deck.lang), place, slide.topic)
        for place, slide in enumerate(deck.slides, start=1)
    )
    figures = [
        _OF_SLIDE.fill(stem=stem, k=place, topic=topic)(deck.lang)
        for stem, place, topic in stems
        if f"{stem}.csv" in files
    ]
    return [*told, *figures, *([_EXCEL(deck.lang)] if figures else [])]


def _sources(snapshot: Snapshot, lang: Lang) -> list[str]:
    titles = [
        str(one.get("title_en" if lang == "en" else "title") or one.get("title", ""))
        for one in snapshot.package["sources"]
    ]
    licences = [str(one["name"]) for one in snapshot.package["licenses"]]
    return [*dict.fromkeys(title for title in titles if title), *dict.fromkeys(licences)]
