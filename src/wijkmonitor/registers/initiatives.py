"""The register of initiatives as a snapshot publishes it: one row each, nothing personal.

A private location is never published as a point: it moves to a point inside its buurt, the same for every initiative there, and
the meeting place it may name is left out.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from wijkmonitor.edition import Edition
from wijkmonitor.groups import BRIDGES
from wijkmonitor.methods import bridges, lifecycle
from wijkmonitor.registers.shared_form import dated, together, with_degrees

PROPERTIES = {
    "id": "initiative_id",
    "name": "name",
    "approach": "approach",
    "own_approach": "own_approach",
    "state": "state",
    "lead": "lead",
    "theme": "theme",
    "target_groups": "target_groups",
    BRIDGES.key: BRIDGES.column,
}
"""Properties of an initiative on a map and the columns they come from."""


def initiatives(editions: Sequence[Edition]) -> pd.DataFrame:
    """Initiatives of all editions: columns of ``columns.TABLES["initiatives"]``, one row per initiative and edition."""
    return together("initiatives", [_initiatives_of(one) for one in editions if one.initiatives is not None])


def _initiatives_of(edition: Edition) -> pd.DataFrame:
    table = edition.initiatives
    assert table is not None
    table = bridges.with_bridging(table).assign(state=lifecycle.state(table, edition.date), edition=edition.name)
    private = table["public_location"].eq("no") if "public_location" in table else pd.Series(False, index=table.index)
    if "subsidy_eur" in table:
        subsidised = np.select([table["subsidy_eur"] > 0, table["subsidy_eur"] == 0], ["yes", "no"], default="")
        table = table.assign(subsidised=subsidised)
    where = [name for name in ("x_rd", "y_rd", "meeting_place_id") if name in table]
    hidden = table.assign(**{name: table[name].mask(private) for name in where})
    return dated(with_degrees(hidden, edition), ["start", "end", "last_confirmed"])
