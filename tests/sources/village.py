"""A village of four square buurten of 1 x 1 km to try one bad file at a time on."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from wijkmonitor.fault import Fault
from wijkmonitor.municipality import read_municipality
from wijkmonitor.sources import ReadEdition, read_edition

WEST, SOUTH, SIDE_M = 150_000, 450_000, 1000
CODES = ("BU05990101", "BU05990102", "BU05990201", "BU05990202")
CORNERS = dict(zip(CODES, ((0, 0), (0, 1), (1, 0), (1, 1)), strict=True))
RD_CRS = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::28992"}}


def square(code: str) -> list[list[float]]:
    """The ring of a buurt."""
    x, y = (WEST + CORNERS[code][0] * SIDE_M, SOUTH + CORNERS[code][1] * SIDE_M)
    return [[x, y], [x + SIDE_M, y], [x + SIDE_M, y + SIDE_M], [x, y + SIDE_M], [x, y]]


def middle(code: str) -> tuple[float, float]:
    """A point in the middle of a buurt."""
    x, y = square(code)[0]
    return x + SIDE_M / 2, y + SIDE_M / 2


def geojson(rings: dict[str, list[list[float]]], crs: dict[str, Any] | None = RD_CRS) -> str:
    """Boundaries with these rings per code."""
    features = [
        {
            "type": "Feature",
            "properties": {"code": code, "name": f"Buurt {code[-2:]}"},
            "geometry": {"type": "Polygon", "coordinates": [ring]},
        }
        for code, ring in rings.items()
    ]
    return json.dumps({"type": "FeatureCollection", "features": features} | ({"crs": crs} if crs else {}))


def squares() -> dict[str, list[list[float]]]:
    """The sound boundaries of the village."""
    return {code: square(code) for code in CODES}


def write_village(
    folder: Path, datasets: dict[str, tuple[str, str | bytes, str]], boundaries: str | None = None
) -> Path:
    """Write a municipality folder; ``datasets``: dataset -> (file name, content, further lines of its table)."""
    folder.mkdir(parents=True, exist_ok=True)
    every = {"boundaries": ("buurten.geojson", boundaries or geojson(squares()), "")} | datasets
    lines = ['[municipality]\ncode = "GM0599"\nname = "Dorp"\n[editions.2025]\ndate = 2025-01-01\nvintage = 2025\n']
    for dataset, (name, content, more) in every.items():
        (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
        lines.append(f'[editions.2025.{dataset}]\nfile = "{name}"\n{more}\n')
    (folder / "municipality.toml").write_text("\n".join(lines), encoding="utf-8")
    return folder


def read_village(
    folder: Path, datasets: dict[str, tuple[str, str | bytes, str]] | None = None, boundaries: str | None = None
) -> ReadEdition:
    """Write a village and read its only edition."""
    municipality = read_municipality(write_village(folder, datasets or {}, boundaries))
    return read_edition(municipality, municipality.editions[0])


def only(faults: Iterable[Fault], **like: Any) -> Fault:
    """The one fault that has these values; fails when there is none or more than one."""
    found = [fault for fault in faults if all(getattr(fault, key) == value for key, value in like.items())]
    assert len(found) == 1, "\n".join(fault("en") for fault in faults)
    return found[0]


def assert_told(fault: Fault, *words: str) -> None:
    """The message says these words in English, and names file, found, expected and a remedy in both languages."""
    for lang, expected in (("nl", "verwacht: "), ("en", "expected: ")):
        message = fault(lang)  # type: ignore[arg-type]
        assert message.startswith(fault.file)
        assert (fault.found if isinstance(fault.found, str) else fault.found(lang)) in message  # type: ignore[arg-type]
        assert expected in message
        assert fault.remedy.nl
        assert "{" not in fault.expected(lang)  # type: ignore[arg-type]
    for word in words:
        assert word in fault("en"), fault("en")
