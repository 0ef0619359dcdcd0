"""The pack of ten slides, as PPTX, PDF and ZIP, beside python-pptx alone and LibreOffice turning those slides into a PDF."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from pptx import Presentation
from pptx.util import Cm

from bench.demo import FOLDER
from bench.report import note, say, spread, table, verdict
from wijkmonitor import catalogue, snapshot
from wijkmonitor.report import typesetting
from wijkmonitor.report.council_pdf import council_pdf
from wijkmonitor.report.pack import Pack, pack
from wijkmonitor.report.pptx import pptx
from wijkmonitor.report.slide import Deck
from wijkmonitor.report.story import Choice, tell
from wijkmonitor.snapshot import Snapshot

SLIDES, AIM_S, REPEATS = 10, 15, 5
_ROWS, _COLUMNS, _PICTURE_PX = 8, 4, 1160
T = TypeVar("T")


def run() -> None:
    """Print seconds per part of the work, and their ratio to the peers."""
    current = catalogue.current_id(FOLDER)
    if current is None:
        say("pack: not measured, the demo has no snapshot yet (make demo)")
        return
    note("the story, first and again")
    opened = snapshot.load(catalogue.snapshot_path(FOLDER, current))
    first, deck = _timed(lambda: _told(opened))
    cold, made = _timed(lambda: pack(deck, opened, ()))
    tells = [_timed(lambda: _told(opened))[0] for _ in range(REPEATS)]
    note("PPTX, PDF and ZIP")
    packs = [_timed(lambda: pack(deck, opened, ()))[0] for _ in range(REPEATS)]
    slides = [_timed(lambda: pptx(deck, opened))[0] for _ in range(REPEATS)]
    papers = [_timed(lambda: council_pdf(deck, opened))[0] for _ in range(REPEATS)]
    rows = [
        ("tell the story, first time", f"{first:.2f}", ""),
        ("pack it, first time", f"{cold:.2f}", verdict(first + cold <= AIM_S)),
        ("tell the story", spread(tells), ""),
        ("PPTX", spread(slides), ""),
        ("PDF/UA-1", spread(papers), ""),
        ("pack: PPTX, PDF, figures, ZIP", spread(packs), verdict(max(tells) + max(packs) <= AIM_S)),
    ]
    size = f"{len(deck.slides)} slides, {len(made.archive) / 1e6:.1f} MB"
    title = f"A pack of {size}; seconds, median (lowest-highest) of {REPEATS}"
    table(title, ("", "seconds", f"aim: story and pack <= {AIM_S} s"), rows)
    _print_peers(made, min(papers), min(slides))


def _told(opened: Snapshot) -> Deck:
    deck = tell(opened, Choice("nl"))
    return replace(deck, slides=deck.slides[:SLIDES])


def _print_peers(made: Pack, paper_s: float, slides_s: float) -> None:
    note("peers")
    plain = min(_timed(plain_slides)[0] for _ in range(REPEATS))
    rows = [("python-pptx: one picture and one table per slide", f"{plain:.2f}", f"PPTX {slides_s / plain:.1f} x")]
    office = by_libreoffice(made.pptx)
    told = f"{office:.2f}" if office is not None else "not there"
    rows.append(("LibreOffice: that PPTX as PDF", told, f"PDF {office / paper_s:.0f} x faster" if office else ""))
    table("Peers; seconds, best", ("", "seconds", "ours against it"), rows)


def plain_slides() -> bytes:
    """Ten slides of python-pptx alone, each with a picture and a table of 8 x 4: no charts, notes, alt texts or house style."""
    square = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'
    picture = typesetting.picture(square, _PICTURE_PX)
    shown = Presentation()
    for place in range(SLIDES):
        slide = shown.slides.add_slide(shown.slide_layouts[5])
        slide.shapes.title.text = f"Slide {place}"
        slide.shapes.add_picture(io.BytesIO(picture), Cm(1), Cm(4), Cm(11))
        cells = slide.shapes.add_table(_ROWS, _COLUMNS, Cm(13), Cm(4), Cm(11), Cm(10)).table
        for row in range(_ROWS):
            for column in range(_COLUMNS):
                cells.cell(row, column).text = f"{row} {column}"
    out = io.BytesIO()
    shown.save(out)
    return out.getvalue()


def by_libreoffice(slides: bytes) -> float | None:
    """Seconds LibreOffice takes to turn a PPTX into a PDF, the second time; None where it is not installed."""
    office = shutil.which("soffice")
    if office is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "slides.pptx"
        file.write_bytes(slides)
        command = [office, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
        command += ["--outdir", folder, str(file)]
        seconds = [_timed(lambda: subprocess.run(command, check=True, stdout=sys.stderr))[0] for _ in range(2)]
        return seconds[-1] if file.with_suffix(".pdf").is_file() else None


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    start = time.perf_counter()
    made = work()
    return time.perf_counter() - start, made
