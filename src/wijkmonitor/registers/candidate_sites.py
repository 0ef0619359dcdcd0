"""The list of buildings where a meeting place could be made, as a snapshot publishes it."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from wijkmonitor.edition import Edition
from wijkmonitor.registers.shared_form import together, with_degrees

PROPERTIES = {"id": "site_id", "name": "name", "kind": "kind"}
"""Properties of a candidate site on a map and the columns they come from."""


def candidate_sites(editions: Sequence[Edition]) -> pd.DataFrame:
    """Candidate sites of all editions: columns of ``columns.TABLES["candidate_sites"]``, one row per site and edition."""
    return together("candidate_sites", [_sites_of(one) for one in editions if one.candidate_sites is not None])


def _sites_of(edition: Edition) -> pd.DataFrame:
    table = edition.candidate_sites
    assert table is not None
    return with_degrees(table, edition).assign(edition=edition.name)
