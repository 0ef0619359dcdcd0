"""What the registers share: one table over all editions, degrees instead of metres, dates as text."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd
from pyproj import Transformer

from wijkmonitor.areas import RD, WGS84
from wijkmonitor.columns import TABLES
from wijkmonitor.edition import Edition


def together(name: str, tables: list[pd.DataFrame]) -> pd.DataFrame:
    """One table ``name`` of ``columns.TABLES`` from a table per edition, sorted by its first two columns."""
    columns = [field.name for field in TABLES[name]]
    filled = [table.reindex(columns=columns) for table in tables if len(table)]
    if not filled:
        return pd.DataFrame(columns=columns)
    return pd.concat(filled, ignore_index=True).sort_values(columns[:2], kind="stable", ignore_index=True)


def with_degrees(table: pd.DataFrame, edition: Edition) -> pd.DataFrame:
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


def dated(table: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    """Dates as ISO text, empty when unknown."""
    days = {c: pd.to_datetime(table[c]).dt.strftime("%Y-%m-%d") for c in columns if c in table}
    return table.assign(**days)
