"""The columns of the tables in a snapshot: name, type and meaning, declared once, a file per subject.

The CSV files, the schemas in ``datapackage.json`` and the data dictionary all derive from :data:`TABLES`.
"""

from __future__ import annotations

from wijkmonitor.columns import borders, collaboration, figures, initiatives, municipality, places
from wijkmonitor.columns.field import Field

TABLES: dict[str, tuple[Field, ...]] = {
    "estimates": figures.ESTIMATES,
    "models": figures.MODELS,
    "statistics": figures.STATISTICS,
    "clusters": figures.CLUSTERS,
    "places": places.PLACES,
    "homes": places.HOMES,
    "candidate_sites": places.CANDIDATE_SITES,
    "initiatives": initiatives.INITIATIVES,
    "initiative_checks": initiatives.INITIATIVE_CHECKS,
    "survival": initiatives.SURVIVAL,
    "organisations": collaboration.ORGANISATIONS,
    "ties": collaboration.TIES,
    "scan": municipality.SCAN,
    "promises": municipality.PROMISES,
    "overlaps": borders.OVERLAPS,
}

__all__ = ["TABLES", "Field"]
