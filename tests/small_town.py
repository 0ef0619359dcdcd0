"""The town of tests/town.py without respondents, places and organisations: made into a snapshot in a moment."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.town import TOML, write_town

KEPT = ("boundaries", "key_figures", "initiatives")
FILES = ("buurten.geojson", "kerncijfers.csv", "initiatieven.csv")


def write_small_town(folder: Path, editions: tuple[str, ...] = ("2025",)) -> Path:
    """Write it into ``folder`` and return that; each edition has its own copy of the files."""
    write_town(folder)
    head, _, *parts = TOML.split("\n\n")
    written = [head]
    for edition in editions:
        written.append(f"[editions.{edition}]\ndate = {edition}-01-01\nvintage = {edition}")
        for part in parts:
            if any(f".{name}]" in part for name in KEPT):
                written.append(part.replace("2025", edition).replace('file = "', f'file = "{edition}/'))
        (folder / edition).mkdir()
        for name in FILES:
            shutil.copy(folder / name, folder / edition / name)
    (folder / "municipality.toml").write_text("\n\n".join(written), encoding="utf-8")
    return folder


def end_an_initiative(folder: Path, edition: str = "2025", number: int = 2) -> None:
    """Initiative ``number`` is on the list no more; 2 is one of the two active ones in Noord."""
    path = folder / edition / "initiatieven.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(line for line in lines if not line.startswith(f"i{number},")) + "\n", encoding="utf-8")
