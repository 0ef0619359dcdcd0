"""How the areas of every division lie in those of every other one, as a snapshot publishes it."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from wijkmonitor.columns import TABLES
from wijkmonitor.edition import Edition
from wijkmonitor.methods import border_changes


def overlaps(editions: Sequence[Edition]) -> pd.DataFrame:
    """Columns of ``columns.TABLES["overlaps"]``: a row per pair of areas that share ground, for each pair of vintages."""
    columns = [field.name for field in TABLES["overlaps"]]
    by_vintage = {edition.vintage: edition for edition in editions}
    every = sorted(by_vintage)
    parts = [
        border_changes.between(by_vintage[one], by_vintage[other]) for one in every for other in every if one != other
    ]
    known = [part for part in parts if len(part)]
    if not known:
        return pd.DataFrame(columns=columns)
    order = ["vintage_from", "vintage_to", "level", "area_from", "area_to"]
    return pd.concat(known, ignore_index=True).sort_values(order, kind="stable", ignore_index=True)[columns]
