"""The audit of a new snapshot, together with all earlier ones of the municipality, before it is published."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd

from wijkmonitor import catalogue
from wijkmonitor.attack.derivation import findings
from wijkmonitor.attack.finding import Finding
from wijkmonitor.attack.membership import Membership, load_record, members_of, salt_of, save_record
from wijkmonitor.attack.publication import area_names, published, unsafe_files
from wijkmonitor.edition import Dataset, Edition
from wijkmonitor.manifest import MANIFEST

PLACING = (Dataset.SURVEY, Dataset.BOUNDARIES, Dataset.POSTCODES)
"""The sources that decide who answered and where: with the same ones an earlier snapshot is about the same people."""

Answered = Mapping[tuple[str, str], np.ndarray]
"""By (edition, indicator) a boolean per row of the edition's survey: who counts."""


def audit(
    municipality: Path,
    draft: Path,
    snapshot_id: str,
    editions: Sequence[Edition],
    answered: Answered,
    sources: Mapping[str, Collection[str]],
) -> list[Finding]:
    """What could be derived about fewer than K people if ``draft`` were published beside the earlier snapshots.

    ``municipality``: its folder. ``draft``: the folder with the files of the new snapshot ``snapshot_id``. ``sources``: per
    edition the sha256 of its files of the kinds in :data:`PLACING`.
    """
    members = _members(municipality, editions, answered)
    found = [_renamed(one, draft.name, snapshot_id) for one in unsafe_files(draft)]
    tables = [published(draft).assign(snapshot=snapshot_id)]
    known = {(snapshot_id, name): one for name, one in members.items()}
    for earlier in _earlier(municipality, snapshot_id):
        record = load_record(catalogue.snapshots_folder(municipality), earlier.name)
        if record is None:
            record = {name: one for name, one in members.items() if _same_people(earlier, sources.get(name, ()))}
        known |= {(earlier.name, name): one for name, one in record.items()}
        tables.append(published(earlier))
        found += unsafe_files(earlier)
    return [*found, *findings(pd.concat(tables, ignore_index=True), known, area_names(draft))]


def remember(municipality: Path, snapshot_id: str, editions: Sequence[Edition], answered: Answered) -> Path | None:
    """Keep who counts in the cells of a snapshot, so that later ones can be judged with it; None without a survey."""
    members = _members(municipality, editions, answered)
    return save_record(catalogue.snapshots_folder(municipality), snapshot_id, members) if members else None


def _members(municipality: Path, editions: Sequence[Edition], answered: Answered) -> dict[str, Membership]:
    salt = salt_of(catalogue.snapshots_folder(municipality))
    members = {}
    for edition in editions:
        if edition.survey is not None:
            masks = {key: mask for (name, key), mask in answered.items() if name == edition.name}
            members[edition.name] = members_of(edition, masks, salt)
    return members


def _earlier(municipality: Path, snapshot_id: str) -> list[Path]:
    every = catalogue.snapshot_ids(municipality)
    return [catalogue.snapshot_path(municipality, one) for one in every if one != snapshot_id]


def _same_people(snapshot: Path, placing: Collection[str]) -> bool:
    """Whether a snapshot was made from the same respondents in the same places, judged by its sources."""
    try:
        package = json.loads((snapshot / MANIFEST).read_text(encoding="utf-8"))
        used = set(package["wijkmonitor"]["source_files"].values())
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False
    return bool(placing) and set(placing) <= used


def _renamed(finding: Finding, old: str, new: str) -> Finding:
    return replace(finding, snapshots=tuple(new if one == old else one for one in finding.snapshots))
