"""The demo municipality as it is measured: published, up to date, and the pages that show a map of it."""

from __future__ import annotations

import subprocess
from pathlib import Path

from bench.processes import ROOT, environment, python
from bench.report import note
from wijkmonitor import catalogue, snapshot
from wijkmonitor.indicator import LAYERS
from wijkmonitor.ui import menu

_VIEWS = 40
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
    """Query strings of forty views of a page: its topics by buurt, each with another buurt chosen."""
    entries = list(menu.existing())
    entry = next((one for one in entries if one.stem == address), entries[0])
    edition = str(opened.editions[-1]["name"])
    measured = set(opened.estimates.loc[opened.estimates["edition"] == edition, "indicator"])
    themes = set(LAYERS) if entry is entries[0] else set(entry.themes)
    topics = [key for key, one in opened.indicators.items() if key in measured and one.theme in themes]
    buurten = sorted(opened.areas_of(int(opened.editions[-1]["vintage"]), "buurt").index)
    return [
        f"level=buurt&indicator={topics[view % len(topics)]}&area={buurten[(7 * view) % len(buurten)]}"
        for view in range(_VIEWS)
    ]
