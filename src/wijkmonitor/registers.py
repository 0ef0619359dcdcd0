"""The registers of places and initiatives as a snapshot publishes them: one row each, nothing personal.

A private location is never published as a point: it moves to a point inside its buurt, the same for every initiative there.
"""

from __future__ import annotations

from collections.abc import Sequence

import geopandas as gpd
import numpy as np
import pandas as pd
from pyproj import Transformer

from wijkmonitor.areas import RD, WGS84
from wijkmonitor.columns import TABLES
from wijkmonitor.edition import Edition
from wijkmonitor.methods import lifecycle, place_quality

PLACE_PROPERTIES = {"id": "place_id", "name": "name", "type": "type"}
INITIATIVE_PROPERTIES = {
    "id": "initiative_id",
    "name": "name",
    "approach": "approach",
    "state": "state",
    "lead": "lead",
    "theme": "theme",
}


def places(editions: Sequence[Edition]) -> pd.DataFrame:
    """Meeting places of all editions: columns of ``columns.TABLES["places"]``, one row per place and edition."""
    return _together("places", [_places_of(edition) for edition in editions if edition.meeting_places is not None])


def initiatives(editions: Sequence[Edition]) -> pd.DataFrame:
    """Initiatives of all editions: columns of ``columns.TABLES["initiatives"]``, one row per initiative and edition."""
    return _together("initiatives", [_initiatives_of(one) for one in editions if one.initiatives is not None])


def _together(name: str, tables: list[pd.DataFrame]) -> pd.DataFrame:
    columns = [field.name for field in TABLES[name]]
    filled = [table.reindex(columns=columns) for table in tables if len(table)]
    if not filled:
        return pd.DataFrame(columns=columns)
    return pd.concat(filled, ignore_index=True).sort_values(columns[:2], kind="stable", ignore_index=True)


def _places_of(edition: Edition) -> pd.DataFrame:
    rated = edition.meeting_places
    assert rated is not None
    table = place_quality.one_row_per_place(rated).set_index("place_id")
    criteria = [name for name in place_quality.CRITERIA if name in rated]
    means = rated.groupby("place_id")[criteria].mean().astype("float64").round(2)
    scores = place_quality.place_scores(rated).round(1)
    table = table.drop(columns=criteria).join(means).join(scores)
    return _dated(_with_degrees(table.reset_index(), edition), ["last_checked"]).assign(edition=edition.name)


def _initiatives_of(edition: Edition) -> pd.DataFrame:
    table = edition.initiatives
    assert table is not None
    table = table.assign(state=lifecycle.state(table, edition.date), edition=edition.name)
    private = table["public_location"].eq("no") if "public_location" in table else pd.Series(False, index=table.index)
    if "subsidy_eur" in table:
        subsidised = np.select([table["subsidy_eur"] > 0, table["subsidy_eur"] == 0], ["yes", "no"], default="")
        table = table.assign(subsidised=subsidised)
    hidden = table.assign(x_rd=table["x_rd"].mask(private), y_rd=table["y_rd"].mask(private))
    return _dated(_with_degrees(hidden, edition), ["start", "end", "last_confirmed"])


def _with_degrees(table: pd.DataFrame, edition: Edition) -> pd.DataFrame:
    """Add lat and lon; rows without a point of their own get one inside the smallest area they lie in."""
    smallest = table["buurt"] if "wijk" not in table else table["buurt"].fillna(table["wijk"])
    inside = _inner_points(edition.areas)
    x_rd = table["x_rd"].fillna(smallest.map(inside.x))
    y_rd = table["y_rd"].fillna(smallest.map(inside.y))
    lon, lat = Transformer.from_crs(RD, WGS84, always_xy=True).transform(x_rd.to_numpy(float), y_rd.to_numpy(float))
    placed = x_rd.notna() & y_rd.notna()
    rounded = {"lat": pd.Series(lat, index=table.index).round(5), "lon": pd.Series(lon, index=table.index).round(5)}
    return table.assign(**{name: degrees.where(placed) for name, degrees in rounded.items()})


def _inner_points(areas: gpd.GeoDataFrame) -> gpd.GeoSeries:
    return areas.geometry.representative_point()


def _dated(table: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    """Dates as ISO text, empty when unknown."""
    dated = table.copy()
    for column in columns:
        if column in dated:
            dated[column] = pd.to_datetime(dated[column]).dt.strftime("%Y-%m-%d")
    return dated
