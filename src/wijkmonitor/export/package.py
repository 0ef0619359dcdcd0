"""What describes exported files to a program: a Frictionless Data Package, of an archive or of the addresses of a server."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from wijkmonitor.columns import TABLES, Field
from wijkmonitor.export.dialects import Dialect
from wijkmonitor.snapshot import Snapshot

AREAS = "areas.geojson"
_SCHEMA = "https://datapackage.org/profiles/1.0/datapackage.json"


@dataclass(frozen=True, slots=True)
class Table:
    """A CSV file in a package: its path, its columns, how it is written, and its bytes where they are at hand."""

    path: str
    fields: tuple[Field, ...]
    dialect: Dialect = "open_data"
    data: bytes | None = None


def tables_of(snapshot: Snapshot) -> tuple[str, ...]:
    """Names of the tables beside the figures themselves, in a fixed order: those this snapshot has."""
    present = {one["path"] for one in snapshot.package["resources"]}
    return tuple(name for name in TABLES if name != "estimates" and f"{name}.csv" in present)


def kept_files(snapshot: Snapshot) -> tuple[str, ...]:
    """Files of the snapshot that are handed out byte for byte, so that their checksum stays that of the snapshot."""
    return (*(f"{name}.csv" for name in tables_of(snapshot)), AREAS)


def describe(snapshot: Snapshot, tables: Iterable[Table]) -> bytes:
    """The ``datapackage.json`` of these tables and of the files of the snapshot that are handed out as they are."""
    package, kept = snapshot.package, kept_files(snapshot)
    described = {
        "$schema": _SCHEMA,
        "profile": "data-package",
        "name": f"{package['name']}-{snapshot.id}",
        "id": snapshot.id,
        "title": f"{package['title']} {snapshot.id}",
        "licenses": package["licenses"],
        "sources": sources_of(snapshot),
        "resources": [
            *map(_resource, tables),
            *(one for one in package["resources"] if one["path"] in kept),
        ],
    }
    if not described["licenses"]:  # a package may have no list of licences, but not an empty one
        del described["licenses"]
    return json.dumps(described, ensure_ascii=False, indent=1, allow_nan=False).encode("utf-8")


def sources_of(snapshot: Snapshot) -> list[dict[str, Any]]:
    """What the snapshot was made from, each file once."""
    return list({json.dumps(one, sort_keys=True): one for one in snapshot.package["sources"]}.values())


def _resource(table: Table) -> dict[str, Any]:
    dutch = table.dialect == "excel_nl"
    resource: dict[str, Any] = {
        "name": table.path.removesuffix(".csv").replace("/", "-"),
        "path": table.path,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig" if dutch else "utf-8",
        "dialect": {"delimiter": ";" if dutch else ",", "lineTerminator": "\r\n"},
        "schema": {"fields": [_field(one, dutch) for one in table.fields], "missingValues": [""]},
    }
    if table.data is not None:
        resource |= {"bytes": len(table.data), "hash": f"sha256:{hashlib.sha256(table.data).hexdigest()}"}
    return resource


def _field(one: Field, dutch: bool) -> dict[str, Any]:
    return one.schema() | ({"decimalChar": ","} if dutch and one.type == "number" else {})
