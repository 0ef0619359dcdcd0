"""Who counts in which cell: private, never published, and without a single answer.

A record of it stays beside the snapshots, in ``snapshots/.audit``, so that a later snapshot can be judged together with
this one. Respondents are known there by a salted hash of their number.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from wijkmonitor import areas as geo
from wijkmonitor import whole_file
from wijkmonitor.edition import Edition
from wijkmonitor.groups import DIMENSIONS, RESIDENT_DIMENSIONS, with_merged
from wijkmonitor.methods.domains import area_positions, category_positions, levels_present

_KEY_BYTES = 8
_FOLDER = ".audit"
_KEY, _AREA, _GROUP, _ANSWERED, _EDITION = "key", "area:", "group:", "answered:", "edition"


@dataclass(frozen=True, eq=False)
class Membership:
    """The respondents of one edition, one per row of each table, in the same order.

    ``keys``: what tells respondents apart, also between snapshots. ``areas``: a column per level, from large to small,
    with area codes ("" in none). ``groups``: a column per dimension with categories ("" unknown). ``answered``: a boolean
    column per indicator.
    """

    keys: np.ndarray
    areas: pd.DataFrame
    groups: pd.DataFrame
    answered: pd.DataFrame


def members_of(edition: Edition, answered: Mapping[str, np.ndarray], salt: bytes = b"") -> Membership:
    """The membership of an edition; ``answered``: per indicator a boolean per row of ``edition.survey``."""
    survey = edition.survey
    assert survey is not None, "an edition without a survey has no respondents"
    levels = {
        level.value: _named(
            area_positions(survey, edition.areas, level), geo.of_level(edition.areas, level).index.astype("str")
        )
        for level in levels_present(edition.areas)
    }
    groups = {
        key: _named(category_positions(survey, DIMENSIONS[key]), DIMENSIONS[key].categories)
        for key in with_merged(RESIDENT_DIMENSIONS)
    }
    return Membership(
        keys=_hashed(survey["respondent_id"].astype("str"), salt),
        areas=pd.DataFrame(levels),
        groups=pd.DataFrame(groups),
        answered=pd.DataFrame({key: np.asarray(mask, dtype=bool) for key, mask in answered.items()}),
    )


def _named(position: np.ndarray, names: Iterable[str]) -> np.ndarray:
    return np.array([*names, ""], dtype=object)[position]  # -1 is the last


def _hashed(numbers: pd.Series, salt: bytes) -> np.ndarray:
    return np.array(
        [hashlib.sha256(salt + number.encode()).hexdigest()[: 2 * _KEY_BYTES] for number in numbers], dtype=object
    )


def records_folder(snapshots: Path) -> Path:
    """Where the private records of a municipality stand, given the folder of its snapshots."""
    return snapshots / _FOLDER


def salt_of(snapshots: Path) -> bytes:
    """The municipality's own salt, made at first use; only its owner can read it."""
    folder = records_folder(snapshots)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / "salt"
    if not path.is_file():
        _write_private(path, secrets.token_bytes(32))
    return path.read_bytes()


def save_record(snapshots: Path, snapshot_id: str, members: Mapping[str, Membership]) -> Path:
    """Write the record of a published snapshot: ``members`` by the name of their edition. Readable by its owner only."""
    table = pd.concat([_as_table(one).assign(**{_EDITION: name}) for name, one in members.items()], ignore_index=True)
    path = records_folder(snapshots) / f"{snapshot_id}.parquet"
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    _write_private(path, table.to_parquet(index=False))
    return path


def load_record(snapshots: Path, snapshot_id: str) -> dict[str, Membership] | None:
    """Membership by edition of an earlier snapshot; None when there is no record of it (or none that can be read)."""
    try:
        table = pd.read_parquet(records_folder(snapshots) / f"{snapshot_id}.parquet")
        return {str(name): _from_table(rows.reset_index(drop=True)) for name, rows in table.groupby(_EDITION)}
    except (OSError, ValueError, KeyError):
        return None


def _as_table(one: Membership) -> pd.DataFrame:
    return pd.concat(
        [
            pd.DataFrame({_KEY: one.keys}),
            one.areas.add_prefix(_AREA).reset_index(drop=True),
            one.groups.add_prefix(_GROUP).reset_index(drop=True),
            one.answered.add_prefix(_ANSWERED).reset_index(drop=True),
        ],
        axis=1,
    )


def _from_table(rows: pd.DataFrame) -> Membership:
    def part(prefix: str) -> pd.DataFrame:
        chosen = rows[[name for name in rows if name.startswith(prefix)]]
        return chosen.dropna(axis=1, how="all").rename(columns=lambda name: name.removeprefix(prefix))

    return Membership(
        keys=rows[_KEY].to_numpy(dtype=object),
        areas=part(_AREA).fillna(""),
        groups=part(_GROUP).fillna(""),
        answered=part(_ANSWERED).fillna(False).astype(bool),
    )


def _write_private(path: Path, data: bytes) -> None:
    """Whole or not at all, and never readable by others, not even for a moment."""
    whole_file.write(path, data, mode=0o600)
