"""The demo municipality as it is measured: published, up to date, and the pages that show a map of it."""

from __future__ import annotations

import subprocess
from pathlib import Path

from bench.processes import ROOT, environment, python
from bench.report import note
from wijkmonitor import catalogue, snapshot
from wijkmonitor.ui import menu

FOLDER = ROOT / "data" / "voorbeeldstad"


def settled_demo() -> snapshot.Snapshot:
    """The current snapshot of the demo, made anew when its files or the program changed."""
    if catalogue.is_outdated(FOLDER):
        note("making the snapshot of the demo")
        subprocess.run(python("-m", "wijkmonitor", "build", str(FOLDER)), cwd=ROOT, env=environment(), check=True)
    current = catalogue.current_id(FOLDER)
    assert current is not None
    return snapshot.load(catalogue.snapshot_path(FOLDER, current))


def map_pages() -> list[str]:
    """Addresses of the pages that draw a map, in the order of the menu; the first page of the site answers as ``""``."""
    stems = [(entry.stem, path) for entry, path in menu.existing().items()]
    return ["" if place == 0 else stem for place, (stem, path) in enumerate(stems) if _draws_map(path)]


def _draws_map(path: Path) -> bool:
    return "show_map" in path.read_text(encoding="utf-8")


def choices(opened: snapshot.Snapshot, address: str) -> list[str]:
    """Query strings that ask for every topic of a page, by buurt: those indicators that the page names."""
    pages = {entry.stem: path for entry, path in menu.existing().items()}
    source = (pages[address] if address else next(iter(pages.values()))).read_text(encoding="utf-8")
    named = [key for key in opened.indicators if f'"{key}"' in source]
    return [f"level=buurt&indicator={key}" for key in named]
