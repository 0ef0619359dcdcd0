"""The pack for the council: the story as PPTX and PDF, the figures of every slide as CSV, and how to read them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from wijkmonitor.attention import POINT
from wijkmonitor.export import export_frame, in_words, letter, to_csv
from wijkmonitor.export.dictionary import dictionary_frame, indicators_frame
from wijkmonitor.export.zipped import zipped
from wijkmonitor.figures import perception
from wijkmonitor.report import names, readme, said
from wijkmonitor.report.council_pdf import council_pdf
from wijkmonitor.report.pptx import pptx
from wijkmonitor.report.progress import Progress, part, quiet
from wijkmonitor.report.slide import Deck
from wijkmonitor.responses import Response
from wijkmonitor.responses.as_frame import accepted_frame
from wijkmonitor.snapshot import Snapshot
from wijkmonitor.text import Text

"""The only time in an archive, so that the same pack is the same bytes: the first a ZIP can hold."""
_PDF_FROM, _ARCHIVE_FROM = 0.55, 0.95

_PPTX = Text(nl="PowerPoint: {w}", en="PowerPoint: {w}")
_PDF = Text(nl="PDF: {w}", en="PDF: {w}")
_FIGURES = Text(nl="Cijfers en bijlagen bijvoegen", en="Adding figures and annexes")
_READY = Text(nl="Het pakket is klaar", en="The pack is ready")


@dataclass(frozen=True, slots=True)
class Pack:
    """The three files under one ``name`` (without ending): the archive holds the other two."""

    name: str
    archive: bytes
    pptx: bytes
    pdf: bytes


def pack(deck: Deck, snapshot: Snapshot, accepted: Sequence[Response], progress: Progress = quiet) -> Pack:
    """Everything for the council. ``accepted``: the responses of the municipality; those to what the slides show travel along.

    The same deck and responses give the same bytes. Raises ``KeyError`` when a slide holds an indicator that the snapshot does
    not know, ``ValueError`` for another snapshot, ``typst.TypstError`` when the PDF would not be accessible.
    """
    heard = said.responses_about(deck, accepted)
    lines = said.lines(heard, snapshot, deck.lang)
    slides = pptx(deck, snapshot, part(progress, 0, _PDF_FROM, _PPTX), lines)
    paper = council_pdf(deck, snapshot, part(progress, _PDF_FROM, _ARCHIVE_FROM, _PDF), lines)
    progress(_ARCHIVE_FROM, _FIGURES)
    name = names.of_pack(deck)
    files = {f"{name}.pptx": slides, f"{name}.pdf": paper, **_annexes(deck, snapshot, heard)}
    told = readme.text(deck, snapshot, tuple(files))
    archive = zipped({letter.LETTER(deck.lang): told.encode("utf-8-sig"), **files})
    progress(1, _READY)
    return Pack(name, archive, slides, paper)


def figure_files(deck: Deck, snapshot: Snapshot) -> dict[str, bytes]:
    """Per slide that shows figures its CSV, as open data and for Dutch Excel: ``cijfers/02-kaart.csv``, ``-excel.csv``."""
    return dict(_figure_files(deck, snapshot))


def _figure_files(deck: Deck, snapshot: Snapshot) -> Iterator[tuple[str, bytes]]:
    known = _with_judgements(snapshot)
    for place, slide in enumerate(deck.slides, start=1):
        if slide.estimates.empty:
            continue
        frame = export_frame(known, slide.estimates, deck.lang)
        stem = names.of_figures(slide, place, deck.lang)
        yield f"{stem}.csv", to_csv(frame, "open_data")
        yield f"{stem}-excel.csv", to_csv(in_words(frame, deck.lang), "excel_nl")


def _with_judgements(snapshot: Snapshot) -> Snapshot:
    """The snapshot with the judgements on the municipality among its indicators: slides show them as figures."""
    judged = {one.key: one for one in map(perception.about, POINT.categories)}
    return replace(snapshot, indicators=snapshot.indicators | judged)


def _annexes(deck: Deck, snapshot: Snapshot, heard: tuple[Response, ...]) -> dict[str, bytes]:
    files, tables = figure_files(deck, snapshot), {}
    if files:
        about = indicators_frame(_with_judgements(snapshot))
        shown = {key for slide in deck.slides if not slide.estimates.empty for key in slide.estimates["indicator"]}
        tables[letter.COLUMNS] = dictionary_frame(snapshot)
        tables[letter.INDICATORS] = about[about["indicator"].isin(shown)]
    if heard:
        tables[letter.RESPONSES] = accepted_frame(heard)
    return files | {name(deck.lang): to_csv(table, "excel_nl") for name, table in tables.items()}
