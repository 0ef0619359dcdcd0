"""What the files of a snapshot say about respondents, read from the files themselves as any outsider would.

A file, column or property that is not known cannot be judged, and is a finding: it fails closed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from wijkmonitor.attack.finding import FEWER, UNKNOWN_PEOPLE, Finding
from wijkmonitor.attention import FROM_SURVEY, survey_item
from wijkmonitor.columns import TABLES
from wijkmonitor.display import PROPERTIES
from wijkmonitor.edition import Dataset
from wijkmonitor.estimate import ALL, K
from wijkmonitor.house_style import HouseStyle
from wijkmonitor.indicator import Kind
from wijkmonitor.manifest import MANIFEST
from wijkmonitor.registers import POINTS
from wijkmonitor.text import Text, same

COLUMNS = ("snapshot", "edition", "vintage", "indicator", "area", "group", "file")
"""What :func:`published` returns: one row per statement with a value about respondents."""

_FIGURES = ("value", "low", "high", "n_eff", "rmse", "change", "change_low", "change_high")
_STATEMENTS = ("estimates", "models", "statistics")
_STYLE = "house_style.json"
_JSON_FILES = (
    "indicators.json",
    "provenance.json",
    "templates.json",
    "dictionary.json",
    "approaches.json",
    "examples.json",
    _STYLE,
    MANIFEST,
)
_AREA = frozenset(PROPERTIES)
_MAPS = (
    (re.compile(r"areas\.geojson|maps/areas-[\w-]+\.(topojson|geojson)"), _AREA),
    *((re.compile(rf"maps/{name}-[^/]+\.geojson"), frozenset(properties)) for name, properties in POINTS.items()),
)
_COUNTS = frozenset(
    "n n_exact count counts respondents respondenten answers antwoorden answered n_answered n_respondents".split()
)
_RULES = "floors"  # of an indicator: smallest numbers asked for, not numbers of people

_REMOVE_FIELD = Text(
    nl="Haal dit veld uit de momentopname.",
    en="Take this field out of the snapshot.",
)


def published(folder: Path) -> pd.DataFrame:
    """Every statement with a value about respondents in the tables of a snapshot: columns of :data:`COLUMNS`.

    ``estimates`` (observed), ``models`` that rest on the area's own answers, ``statistics``, and judgements of the survey. An
    indicator without a definition counts as one about respondents. ``snapshot`` is the name of the folder.
    """
    silent = _without_respondents(folder)
    parts = []
    for name in _STATEMENTS:
        path = folder / f"{name}.csv"
        if not path.is_file():
            continue
        table = pd.read_csv(path, dtype=str, keep_default_na=False)
        told = table[[one for one in _FIGURES if one in table]].ne("").any(axis=1)
        if "kind" in table:
            told &= ~table["kind"].isin([Kind.MODELLED.value, Kind.REGISTER.value])
        if "basis" in table:
            told &= table["basis"] != "synthetic"
        parts.append(table[told].assign(file=path.name))
    parts += _judgements(folder)
    rows = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=list(COLUMNS))
    rows = rows.reindex(columns=list(COLUMNS))
    rows = rows.assign(snapshot=folder.name, group=rows["group"].replace("", None).fillna(ALL))
    return rows[~rows["indicator"].isin(silent)].drop_duplicates(list(COLUMNS[:-1])).reset_index(drop=True)


def _judgements(folder: Path) -> list[pd.DataFrame]:
    """The scores of residents in the scan that come from the survey: they rest on who answered the same statement."""
    path = folder / "scan.csv"
    if not path.is_file():
        return []
    table = pd.read_csv(path, dtype=str, keep_default_na=False)
    told = table[table["basis"].eq(FROM_SURVEY) & table["score"].ne("")]
    return [told.assign(indicator=told["point"].map(survey_item), group=ALL, file=path.name)]


def _without_respondents(folder: Path) -> set[str]:
    """Indicators that do not rest on answers, or only on figures that are published themselves."""
    try:
        described = json.loads((folder / "indicators.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return set()
    return {one["key"] for one in described if one.get("inputs") or Dataset.SURVEY.value not in one.get("needs", [])}


def unsafe_files(folder: Path) -> list[Finding]:
    """Fields with an exact small number of respondents, and files, columns and properties that are not known."""
    found: list[Finding] = []
    for path in sorted(one for one in folder.rglob("*") if one.is_file()):
        name = path.relative_to(folder).as_posix()
        if path.suffix == ".csv" and "/" not in name:
            found += _in_table(path, folder.name)
        elif name in _JSON_FILES or any(pattern.fullmatch(name) for pattern, _ in _MAPS):
            found += _in_json(path, name, folder.name)
        else:
            found.append(_unknown(folder.name, Text(nl=f"het bestand {name}", en=f"the file {name}")))
    return found


def _in_table(path: Path, snapshot: str) -> Iterator[Finding]:
    if path.stem not in TABLES:
        yield _unknown(snapshot, Text(nl=f"de tabel {path.name}", en=f"the table {path.name}"))
        return
    known = {field.name for field in TABLES[path.stem]}
    for column in pd.read_csv(path, nrows=0).columns:
        if column not in known:
            where = Text(nl=f"kolom {column} in {path.name}", en=f"column {column} in {path.name}")
            yield _unknown(snapshot, where)


def _in_json(path: Path, name: str, snapshot: str) -> Iterator[Finding]:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        yield _unknown(snapshot, Text(nl=f"het bestand {name}", en=f"the file {name}"))
        return
    if name == _STYLE and not HouseStyle.describes(data):
        yield _unknown(snapshot, Text(nl=f"de inhoud van {name}", en=f"the content of {name}"))
    seen = set()
    for key, value in _fields(data):
        small = isinstance(value, (int, float)) and not isinstance(value, bool) and 0 < value < K
        if key.lower() in _COUNTS and small and key not in seen:
            seen.add(key)
            about = Text(nl="een precies aantal respondenten", en="an exact number of respondents")
            how = Text(nl=f"veld {key} in {name}", en=f"field {key} in {name}")
            yield Finding((snapshot,), "", "", about, how, _REMOVE_FIELD, FEWER)
    for properties in [known for pattern, known in _MAPS if pattern.fullmatch(name)]:
        for key in sorted(_properties(data) - properties - seen):
            where = Text(nl=f"eigenschap {key} in {name}", en=f"property {key} in {name}")
            yield _unknown(snapshot, where)


def _fields(data: Any) -> Iterator[tuple[str, Any]]:
    """Every named value in a JSON document, at any depth."""
    if isinstance(data, dict):
        for key, value in data.items():
            if key != _RULES:
                yield key, value
                yield from _fields(value)
    elif isinstance(data, list):
        for value in data:
            if isinstance(value, (dict, list)):
                yield from _fields(value)


def _properties(data: Any) -> set[str]:
    """Names of all properties of features in GeoJSON or TopoJSON."""
    return {name for key, value in _fields(data) if key == "properties" and isinstance(value, dict) for name in value}


def _unknown(snapshot: str, where: Text) -> Finding:
    remedy = Text(
        nl="Haal het weg, of leer het programma wat het betekent.",
        en="Take it away, or teach the program what it means.",
    )
    about = Text(nl="iets dat niet beoordeeld kan worden", en="something that cannot be judged")
    return Finding((snapshot,), "", "", about, where, remedy, UNKNOWN_PEOPLE)


def area_names(folder: Path) -> dict[str, Text]:
    """Name with code per area code, for a finding in words."""
    try:
        features = json.loads((folder / "areas.geojson").read_text(encoding="utf-8"))["features"]
        rows = [feature["properties"] for feature in features]
        return {row["code"]: same(f"{row['name']} ({row['code']})") for row in rows}
    except (OSError, ValueError, KeyError, TypeError):
        return {}
