"""Writing files: UTF-8, LF, the same bytes everywhere."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from pathlib import Path


def write_csv(path: Path, columns: Sequence[str], rows: Iterable[dict]) -> None:
    """Write rows in the order of ``columns``; what a row lacks is empty. An unknown key raises ValueError."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def write_geojson(path: Path, areas: Iterable[tuple[str, str, list[tuple[float, float]]]]) -> None:
    """Write polygons in EPSG:28992 as (code, name, closed ring), one feature per line."""
    lines = [
        json.dumps(
            {
                "type": "Feature",
                "properties": {"code": code, "name": name},
                "geometry": {"type": "Polygon", "coordinates": [ring]},
            },
            ensure_ascii=False,
            separators=(",", ":"),
        )
        for code, name, ring in areas
    ]
    crs = '{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::28992"}}'
    head = '{"type":"FeatureCollection","name":"buurten","crs":' + crs + ',"features":[\n'
    write_text(path, head + ",\n".join(lines) + "\n]}\n")


def write_text(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)
