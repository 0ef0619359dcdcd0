"""The one truth: a checksummed, immutable folder of files from which every screen, slide and CSV is drawn.

A snapshot holds only what may be published. Its manifest ``datapackage.json`` is a Frictionless Data Package with the
schema of every column and the sha256 of every file; its id is a hash of the content, so the same input gives the same id
and the same bytes on any machine. Nothing in it depends on the clock.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from wijkmonitor.columns import TABLES, Field
from wijkmonitor.estimate import check_invariants
from wijkmonitor.house_style import HouseStyle
from wijkmonitor.indicator import Indicator
from wijkmonitor.manifest import FORMAT_VERSION, MANIFEST, identity, verify

_DECIMALS = 4


@dataclass(frozen=True)
class Content:
    """What goes into a snapshot: tables (see ``columns.TABLES``), JSON files and what is said about them."""

    tables: Mapping[str, pd.DataFrame]
    json_files: Mapping[str, Any]
    about: Mapping[str, Any]


@dataclass(frozen=True, eq=False)
class Snapshot:
    """A snapshot read from disk; see docs/architecture.md for its files."""

    id: str
    path: Path
    package: dict[str, Any]
    estimates: pd.DataFrame
    areas: pd.DataFrame
    places: pd.DataFrame
    initiatives: pd.DataFrame
    models: pd.DataFrame
    statistics: pd.DataFrame
    clusters: pd.DataFrame
    homes: pd.DataFrame
    candidate_sites: pd.DataFrame
    initiative_checks: pd.DataFrame
    survival: pd.DataFrame
    organisations: pd.DataFrame
    ties: pd.DataFrame
    scan: pd.DataFrame
    promises: pd.DataFrame
    overlaps: pd.DataFrame
    indicators: dict[str, Indicator]
    report: dict[str, Any]

    @property
    def municipality(self) -> dict[str, Any]:
        """key (folder name), code, name, fictional, background_map."""
        return self.package["wijkmonitor"]["municipality"]

    @property
    def editions(self) -> tuple[dict[str, Any], ...]:
        """name, date (ISO) and vintage per edition, oldest first."""
        return tuple(self.package["wijkmonitor"]["editions"])

    @cached_property
    def _slices(self) -> dict[tuple[str, str, str, str], Any]:
        keys = ["indicator", "edition", "group", "level"]
        return dict(self.estimates.groupby(keys, sort=False, observed=True).indices)

    def pick(self, indicator: str, edition: str, level: str, group: str = "all") -> pd.DataFrame:
        """The estimates of one indicator, edition, level and group: columns of ``estimate.COLUMNS``, maybe no rows."""
        rows = self._slices.get((indicator, edition, group, level))
        return self.estimates.iloc[rows] if rows is not None else self.estimates.iloc[:0]

    @cached_property
    def _places(self) -> dict[tuple[str, ...], int]:
        keys = ("indicator", "edition", "area", "group")
        return {key: place for place, key in enumerate(zip(*(self.estimates[name] for name in keys), strict=True))}

    def find(self, indicator: str, edition: str, area: str, group: str = "all") -> pd.Series | None:
        """The estimate of one indicator, edition, area and group: ``estimate.COLUMNS``; None when there is none."""
        place = self._places.get((indicator, edition, area, group))
        return None if place is None else self.estimates.iloc[place]

    def areas_of(self, vintage: int, level: str | None = None) -> pd.DataFrame:
        """Areas of one vintage (and level), indexed by code."""
        found = self._areas_by.get((vintage, level))
        return found if found is not None else self.areas.iloc[:0].set_index("code")

    @cached_property
    def _areas_by(self) -> dict[tuple[int, str | None], pd.DataFrame]:
        indexed = self.areas.set_index("code")
        by: dict[tuple[int, str | None], pd.DataFrame] = {}
        for vintage, rows in indexed.groupby("vintage"):
            by[(int(str(vintage)), None)] = rows
            by |= {(int(str(vintage)), str(level)): part for level, part in rows.groupby("level")}
        return by

    def geometry(self) -> dict[str, Any]:
        """The display geometry as a GeoJSON FeatureCollection (EPSG:4326), all vintages and levels."""
        return json.loads((self.path / "areas.geojson").read_text(encoding="utf-8"))

    def templates(self) -> dict[str, str]:
        """Per dataset the text of a CSV file to fill in; empty for a snapshot made before there were any."""
        return dict(self._read_json("templates.json") or {})

    def dictionary(self) -> list[dict[str, Any]]:
        """The columns a source file may have, one dict each: dataset, column, about ({nl, en}), required, filled, expected
        ({nl, en}), example; empty for a snapshot made before it was kept."""
        return list(self._read_json("dictionary.json") or [])

    def approaches(self) -> dict[str, dict[str, Any]]:
        """Per key of an approach what is told of it; empty for a snapshot made before they were kept."""
        return dict(self._read_json("approaches.json") or {})

    def examples(self) -> dict[str, dict[str, Any]]:
        """Per key of a practice example what is told of it; empty for a snapshot made before they were kept."""
        return dict(self._read_json("examples.json") or {})

    def house_style(self) -> HouseStyle:
        """Colours and logo of the municipality; ours for a snapshot made before they were kept."""
        return HouseStyle.from_json(self._read_json("house_style.json") or {})

    def _read_json(self, name: str) -> Any:
        path = self.path / name
        return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else None


def save(content: Content, folder: Path) -> str:
    """Write a snapshot into the empty ``folder`` and return its id.

    Raises ``ValueError`` when the estimates break their invariants.
    """
    check_invariants(content.tables["estimates"])
    files = dict(_file_bytes(content))
    sums = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    manifest = _manifest(content, files, sums)
    manifest["id"] = identity(sums, manifest["wijkmonitor"])
    for name, data in files.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    (folder / MANIFEST).write_bytes(_json_bytes(manifest, indent=1))
    return str(manifest["id"])


def load(folder: Path) -> Snapshot:
    """Read and verify a snapshot; raises :class:`SnapshotDamaged`."""
    package = verify(folder)
    tables = {name: _read_table(folder / f"{name}.csv", fields) for name, fields in TABLES.items()}
    described = json.loads((folder / "indicators.json").read_text(encoding="utf-8"))
    features = json.loads((folder / "areas.geojson").read_text(encoding="utf-8"))["features"]
    return Snapshot(
        id=package["id"],
        path=folder,
        package=package,
        areas=pd.DataFrame(
            [feature["properties"] for feature in features],
            columns=["code", "name", "level", "parent", "vintage", "population"],
        ).astype({"population": "float64"}),
        indicators={d["key"]: Indicator.from_description(d) for d in described},
        report=json.loads((folder / "provenance.json").read_text(encoding="utf-8")),
        **tables,
    )


def _file_bytes(content: Content) -> Iterator[tuple[str, bytes]]:
    for name, fields in TABLES.items():
        yield f"{name}.csv", _csv_bytes(content.tables.get(name, pd.DataFrame()), fields)
    for name, data in sorted(content.json_files.items()):
        yield name, _json_bytes(data)


def _csv_bytes(table: pd.DataFrame, fields: tuple[Field, ...]) -> bytes:
    ordered = table.reindex(columns=[field.name for field in fields])
    numbers = [field.name for field in fields if field.type == "number"]
    ordered[numbers] = ordered[numbers].astype("float64").round(_DECIMALS)
    return ordered.to_csv(index=False, lineterminator="\n").encode("utf-8")


def _read_table(path: Path, fields: tuple[Field, ...]) -> pd.DataFrame:
    """A table of a snapshot; what an older snapshot does not have yet is empty."""
    types = {field.name: "float64" if field.type in ("number", "integer") else "str" for field in fields}
    empty = {field.name: [""] for field in fields if field.type in ("number", "integer")}
    if not path.is_file():
        return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in types.items()})
    known = pd.read_csv(path, dtype=types, keep_default_na=False, na_values=empty, encoding="utf-8")
    later = {name: np.nan if kind == "float64" else "" for name, kind in types.items() if name not in known}
    return known.assign(**later).astype({name: types[name] for name in later})[list(types)]


def _json_bytes(data: Any, indent: int | None = None) -> bytes:
    separators = (",", ":") if indent is None else (",", ": ")
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, sort_keys=True, indent=indent, separators=separators)
    return text.encode("utf-8")


def _manifest(content: Content, files: Mapping[str, bytes], sums: Mapping[str, str]) -> dict[str, Any]:
    about = dict(content.about)
    return {
        "$schema": "https://datapackage.org/profiles/1.0/datapackage.json",
        "profile": "data-package",
        "name": f"wijkmonitor-{about['municipality']['key']}".lower(),
        "title": f"wijkmonitor {about['municipality']['name']}",
        "licenses": about.pop("licenses"),
        "sources": about.pop("sources"),
        "resources": [_resource(name, data, sums[name]) for name, data in files.items()],
        "wijkmonitor": {"format_version": FORMAT_VERSION, **about},
    }


def _resource(name: str, data: bytes, sha256: str) -> dict[str, Any]:
    stem, _, ending = name.rpartition(".")
    resource: dict[str, Any] = {
        "name": stem.replace("/", "-").lower(),
        "path": name,
        "format": ending,
        "mediatype": {"csv": "text/csv", "geojson": "application/geo+json"}.get(ending, "application/json"),
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{sha256}",
    }
    if stem in TABLES:
        resource["profile"] = "tabular-data-resource"
        resource["dialect"] = {"delimiter": ",", "lineTerminator": "\n"}
        resource["schema"] = {"fields": [field.schema() for field in TABLES[stem]], "missingValues": [""]}
    return resource
