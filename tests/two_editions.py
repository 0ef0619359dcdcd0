"""The town of tests/town.py with an edition before it: in 2021 Noord and Zuid were one buurt, Westkant (2,000 residents).

All of Westkant's 100 respondents answer as those of Noord and Zuid do. On public familiarity something else was asked in 2021.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from tests.town import SIZE_M, answers, boundaries, key_figures, write_csv

WEST = "BU00420109"
OTHER_QUESTIONS = "public_familiarity"
_TOML = """
[editions.2021]
date = 2021-01-01
vintage = 2021
instruments = { public_familiarity = "ander_2021" }

[editions.2021.boundaries]
file = "2021_buurten.geojson"

[editions.2021.key_figures]
file = "2021_kerncijfers.csv"

[editions.2021.survey]
file = "2021_enquete.csv"
"""


def write_two_editions(town: Path, folder: Path) -> Path:
    """Write the town with both editions into ``folder`` and return it; ``town``: folder of the town."""
    shutil.copytree(town, folder, ignore=shutil.ignore_patterns("snapshots"))
    toml = folder / "municipality.toml"
    toml.write_text(toml.read_text(encoding="utf-8") + _TOML, encoding="utf-8")
    shapes = boundaries()
    west = {"type": "Polygon", "coordinates": [_upright(170_000, 440_000)]}
    kept = [one for one in shapes["features"] if one["properties"]["code"].startswith("BU004202")]
    shapes["features"] = [
        {"type": "Feature", "properties": {"code": WEST, "name": "Westkant"}, "geometry": west},
        *kept,
    ]
    (folder / "2021_buurten.geojson").write_text(json.dumps(shapes), encoding="utf-8")
    figures = {row["area_code"]: row for row in key_figures()}
    two = figures["BU00420101"]
    joined = {name: 2 * two[name] for name in ("population", "age_65_plus", "households", "households_single")}
    rows = [
        two | joined | {"area_code": WEST, "name": "Westkant"},
        *(figures[one] for one in figures if one[6:8] == "02"),
    ]
    write_csv(folder / "2021_kerncijfers.csv", rows)
    asked = {WEST: 100, "BU00420201": 12}
    write_csv(folder / "2021_enquete.csv", [answers(n, code) for code, count in asked.items() for n in range(count)])
    return folder


def _upright(x: float, y: float) -> list[list[float]]:
    """Two buurten above each other."""
    north = y + 2 * SIZE_M
    return [[x, y], [x + SIZE_M, y], [x + SIZE_M, north], [x, north], [x, y]]
