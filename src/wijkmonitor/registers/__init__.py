"""The registers as a snapshot publishes them: one file per register, nothing personal in any of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pandas as pd

from wijkmonitor.edition import Edition
from wijkmonitor.registers import (
    candidate_sites,
    collaboration,
    homes,
    initiative_checks,
    initiatives,
    municipality,
    overlaps,
    places,
    survival,
)

Publish = Callable[[Sequence[Edition]], pd.DataFrame]
TABLES: Mapping[str, Publish] = {
    "places": places.places,
    "candidate_sites": candidate_sites.candidate_sites,
    "homes": homes.homes,
    "initiatives": initiatives.initiatives,
    "initiative_checks": initiative_checks.initiative_checks,
    "survival": survival.survival,
    "scan": municipality.scan,
    "promises": municipality.promises,
    "organisations": collaboration.organisations,
    "ties": collaboration.ties,
    "overlaps": overlaps.overlaps,
}
"""Per table of a snapshot that lists things the function that makes it from the editions."""

POINTS: Mapping[str, Mapping[str, str]] = {
    "places": places.PROPERTIES,
    "candidate_sites": candidate_sites.PROPERTIES,
    "initiatives": initiatives.PROPERTIES,
}
"""The tables that are drawn on maps: properties of a point and the columns they come from."""


def tables(editions: Sequence[Edition]) -> dict[str, pd.DataFrame]:
    """Every register of all editions, by name of its table in ``columns.TABLES``."""
    return {name: publish(editions) for name, publish in TABLES.items()}
