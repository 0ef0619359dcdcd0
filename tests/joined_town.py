"""The town with organisations and ties, and with places, initiatives and organisations that name each other.

De Huiskamer (p1, Noord) -- Initiatief 1 (i1) -- Buurtclub Noord (o2) -- Welzijn Rekenstad (o1) -- Kerk Oost (o3)
                          \\- Thuisgroep (i5, private, Zuid) -- Buurtclub Noord
"""

from __future__ import annotations

import dataclasses

import pandas as pd

from tests.town import CODE
from wijkmonitor.columns import TABLES
from wijkmonitor.snapshot import Snapshot

EDITION = "2025"
NORTH, SOUTH, WEST_WIJK, EAST_WIJK = "BU00420101", "BU00420102", "WK004201", "WK004202"
PRIVATE = "Thuisgroep"


def _table(name: str, rows: list[dict[str, str]]) -> pd.DataFrame:
    columns = [field.name for field in TABLES[name]]
    return pd.DataFrame([{"edition": EDITION, **row} for row in rows]).reindex(columns=columns, fill_value="")


def joined(snapshot: Snapshot) -> Snapshot:
    """``snapshot`` of the town with its things joined."""
    initiatives = snapshot.initiatives.copy()
    at = initiatives["initiative_id"].isin(["i1", "i5"])
    initiatives.loc[at, "meeting_place_id"] = "p1"
    initiatives.loc[at, "organisation_id"] = "o2"
    initiatives.loc[initiatives["initiative_id"] == "i5", "name"] = PRIVATE
    targets = {"i1": "65plus", "i2": "youth", "i3": "75plus", "i5": "all;parents"}
    initiatives["target_groups"] = initiatives["initiative_id"].map(targets).fillna("")
    organisations = [
        {"organisation_id": "o1", "name": "Welzijn Rekenstad", "kind": "formal", "wijk": ""},
        {"organisation_id": "o2", "name": "Buurtclub Noord", "kind": "informal", "wijk": WEST_WIJK},
        {"organisation_id": "o3", "name": "Kerk Oost", "kind": "informal", "wijk": EAST_WIJK},
    ]
    ties = [
        {"from": "o1", "to": "o2", "wijk": WEST_WIJK},
        {"from": "o3", "to": "o1", "wijk": EAST_WIJK},
    ]
    checks = [
        {"initiative_id": "i1", "check": one, "state": state}
        for one, state in (("abcd_1", "met"), ("abcd_2", "not_met"), ("abcd_3", "unknown"))
    ]
    return dataclasses.replace(
        snapshot,
        initiatives=initiatives,
        organisations=_table("organisations", organisations),
        ties=_table("ties", ties),
        initiative_checks=_table("initiative_checks", checks),
    )


__all__ = ["CODE", "EAST_WIJK", "EDITION", "NORTH", "PRIVATE", "SOUTH", "WEST_WIJK", "joined"]
