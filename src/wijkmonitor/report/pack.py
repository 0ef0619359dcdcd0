"""The pack for the council: the story as PPTX and PDF, the figures of every slide as CSV, and how to read them."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from wijkmonitor import responses
from wijkmonitor.export import export_frame, in_words, letter, to_csv
from wijkmonitor.export.archive import responses_frame
from wijkmonitor.export.dictionary import dictionary_frame, indicators_frame
from wijkmonitor.report import readme
from wijkmonitor.report.council_pdf import council_pdf
from wijkmonitor.report.pptx import pptx
from wijkmonitor.report.progress import Progress, part, quiet
from wijkmonitor.report.slide import Deck, Slide
from wijkmonitor.responses import Response
from wijkmonitor.snapshot import Snapshot
from wijkmonitor.text import Lang, Text

_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The only time in an archive, so that the same pack is the same bytes: the first a ZIP can hold."""
_RIGHTS = 0o644 << 16
_LONGEST_NAME = 60
_PDF_FROM, _ARCHIVE_FROM = 0.55, 0.95

_FOLDER = Text(nl="cijfers", en="figures")
_NAME = Text(nl="raadspakket", en="council-pack")
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


def pack(deck: Deck, snapshot: Snapshot, progress: Progress = quiet) -> Pack:
    """Everything for the council.

    The same deck gives the same bytes. Raises ``KeyError`` when a slide holds an indicator that the snapshot does not know,
    ``ValueError`` for another snapshot, ``typst.TypstError`` when the PDF would not be accessible.
    """
    slides = pptx(deck, snapshot, part(progress, 0, _PDF_FROM, _PPTX))
    paper = council_pdf(deck, snapshot, part(progress, _PDF_FROM, _ARCHIVE_FROM, _PDF))
    progress(_ARCHIVE_FROM, _FIGURES)
    name = file_name(deck)
    files = {f"{name}.pptx": slides, f"{name}.pdf": paper, **_annexes(deck, snapshot)}
    told = readme.text(deck, snapshot, tuple(files))
    archive = zipped({letter.LETTER(deck.lang): told.encode("utf-8-sig"), **files})
    progress(1, _READY)
    return Pack(name, archive, slides, paper)


def file_name(deck: Deck) -> str:
    """Name of the pack without ending, safe on every system: ``raadspakket-rekenstad-556c8a22115d``."""
    return f"{_NAME(deck.lang)}-{_safe(deck.municipality)}-{_safe(deck.snapshot_id)}"


def zipped(files: dict[str, bytes]) -> bytes:
    """Files as one ZIP without a trace of when or where it was made."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.external_attr = _RIGHTS
            entry.create_system = 3  # otherwise Windows makes other bytes
            # A PPTX is a ZIP itself: squeezing it once more takes time and wins nothing.
            entry.compress_type = zipfile.ZIP_STORED if name.endswith(".pptx") else zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return out.getvalue()


def figure_files(deck: Deck, snapshot: Snapshot) -> dict[str, bytes]:
    """Per slide that shows figures its CSV, as open data and for Dutch Excel: ``cijfers/02-kaart.csv``, ``-excel.csv``."""
    return dict(_figure_files(deck, snapshot))


def _figure_files(deck: Deck, snapshot: Snapshot) -> Iterator[tuple[str, bytes]]:
    for place, slide in enumerate(deck.slides, start=1):
        if slide.estimates.empty:
            continue
        frame = export_frame(snapshot, slide.estimates, deck.lang)
        stem = figure_stem(slide, place, deck.lang)
        yield f"{stem}.csv", to_csv(frame, "open_data")
        yield f"{stem}-excel.csv", to_csv(in_words(frame, deck.lang), "excel_nl")


def figure_stem(slide: Slide, place: int, lang: Lang) -> str:
    """Where the figures of a slide stand in the archive, without ending."""
    return f"{_FOLDER(lang)}/{place:02d}-{_safe(slide.key)}"


def _annexes(deck: Deck, snapshot: Snapshot) -> dict[str, bytes]:
    files, tables = figure_files(deck, snapshot), {}
    if files:
        about = indicators_frame(snapshot)
        shown = {key for slide in deck.slides if not slide.estimates.empty for key in slide.estimates["indicator"]}
        tables[letter.COLUMNS] = dictionary_frame(snapshot)
        tables[letter.INDICATORS] = about[about["indicator"].isin(shown)]
    if said := responses_about(deck, snapshot):
        tables[letter.RESPONSES] = responses_frame(said)
    return files | {name(deck.lang): to_csv(table, "excel_nl") for name, table in tables.items()}


def responses_about(deck: Deck, snapshot: Snapshot) -> tuple[Response, ...]:
    """The accepted responses to what the slides show: to their areas, and to their topics there."""
    shown = [slide.estimates[["area", "indicator"]] for slide in deck.slides if not slide.estimates.empty]
    if not shown:
        return ()
    both = pd.concat(shown)
    areas, topics = set(both["area"]), {"", *both["indicator"]}
    accepted = responses.accepted(snapshot.path.parent.parent)
    return tuple(one for one in accepted if one.area in areas and one.indicator in topics)


def _safe(name: str) -> str:
    """A name of small letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST_NAME].strip("-") or "x"
