"""Candidate sites: buildings where a meeting place could be made, such as an empty shop or a church hall."""

from __future__ import annotations

import pandera.pandas as pa

from wijkmonitor import groups
from wijkmonitor.areas import Level
from wijkmonitor.edition import Dataset
from wijkmonitor.municipality import SourceSpec
from wijkmonitor.sources import checked, codes, coordinates, locating
from wijkmonitor.sources.checked import Table
from wijkmonitor.sources.columns import choice, code, text
from wijkmonitor.sources.context import Context

SCHEMA = pa.DataFrameSchema(
    {
        "site_id": code(
            "Nummer van de kandidaatplek", "Number of the candidate site", "K01", required=True, filled=True
        ),
        "name": text("Naam", "Name", "Lege winkel aan het plein", required=True),
        "kind": choice("Soort gebouw", "Kind of building", tuple(groups.SITE_KIND.categories), required=True),
        **locating.place_columns(),
        "source": text("Bron", "Source", "vastgoedlijst van de gemeente"),
    },
    unique=["site_id"],
    name=Dataset.CANDIDATE_SITES.value,
)


def read(specs: tuple[SourceSpec, ...], context: Context) -> Table:
    """Read the candidate sites."""
    table = checked.read(SCHEMA, specs)
    faults = coordinates.check(table)
    if context.codes is not None:
        faults += codes.check_known(table, "buurt_code", context.codes, Level.BUURT)
    return Table(table.frame, table.origin, [*table.faults, *faults], table.loaded)
