"""The manifest of a snapshot and whether the files still match it. Loads no tables, so that the program starts fast."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FORMAT_VERSION = 1
MANIFEST = "datapackage.json"
_ID_LENGTH = 12


class SnapshotDamaged(Exception):
    """A snapshot that does not match its manifest; the message names the file."""


def identity(sums: Mapping[str, str], about: Mapping[str, Any]) -> str:
    """Id of a snapshot: a hash of the sha256 of each file (by name) and of what the manifest says about them."""
    content = json.dumps([sorted(sums.items()), about], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()[:_ID_LENGTH]


@dataclass(frozen=True, slots=True)
class Contents:
    """What a manifest says of a snapshot without its files being read: names of its editions, and its size."""

    editions: tuple[str, ...]
    size_bytes: int


def contents(folder: Path) -> Contents | None:
    """What is in a snapshot; None when its manifest cannot be read."""
    try:
        package = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        names = tuple(str(edition["name"]) for edition in package["wijkmonitor"]["editions"])
        return Contents(names, sum(int(resource["bytes"]) for resource in package["resources"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def verify(folder: Path) -> dict[str, Any]:
    """Return the manifest of a snapshot whose files all match it; raise :class:`SnapshotDamaged` naming the one that does not."""
    try:
        package = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        resources = [(r["path"], r["hash"]) for r in package["resources"]]
        about, stated = package["wijkmonitor"], package["id"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SnapshotDamaged(f"{folder / MANIFEST}: {error}") from error
    if about["format_version"] > FORMAT_VERSION:
        raise SnapshotDamaged(f"{folder / MANIFEST}: written by a newer version of wijkmonitor")
    sums = {}
    for name, expected in resources:
        try:
            sums[name] = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        except OSError as error:
            raise SnapshotDamaged(f"{folder / name}: {error}") from error
        if f"sha256:{sums[name]}" != expected:
            raise SnapshotDamaged(f"{folder / name}: changed after it was published")
    if identity(sums, about) != stated:
        raise SnapshotDamaged(f"{folder / MANIFEST}: changed after it was published")
    return package
