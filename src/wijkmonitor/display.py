"""Geometry for the screen: simplified once per build, with shared borders kept.

Areas are simplified as one coverage in EPSG:28992 (so neighbours keep the same border at every level), then brought to
EPSG:4326 and written as GeoJSON (for export) and TopoJSON (for the map, fetched once by the browser).
"""

from __future__ import annotations

import json
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely
import topojson

from wijkmonitor.areas import COUNTRY, RD, WGS84, Level, lowest_level, of_level

TOLERANCE_M = 10.0
TOLERANCE_COUNTRY_M = 50.0
_DEGREE_DECIMALS = 5
_QUANTISATION = 100_000
PROPERTIES = ["code", "name", "level", "parent", "vintage", "population"]


def simplify(areas: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """The area frame with display geometry (EPSG:4326), rows and columns as given.

    The smallest areas are simplified together; larger ones are the union of the smaller, so that borders of wijken and
    buurten fall on each other. A larger area without smaller ones is simplified by itself.
    """
    tolerance_m = TOLERANCE_COUNTRY_M if COUNTRY in areas.index else TOLERANCE_M
    shapes = pd.Series(index=areas.index, dtype="object")
    smallest = of_level(areas, lowest_level(areas))
    simplified = shapely.coverage_simplify(smallest.geometry.to_numpy(), tolerance_m)
    shapes[smallest.index] = _polygonal(simplified, smallest.geometry.to_numpy())
    for level in (Level.WIJK, Level.GEMEENTE, Level.LAND):
        for code in of_level(areas, level).index.difference(smallest.index):
            parts = shapes[areas.index[areas["parent"] == code]].dropna()
            whole = shapely.union_all(parts.to_numpy()) if len(parts) else areas.geometry[code].simplify(tolerance_m)
            shapes[code] = whole
    display = areas.set_geometry(gpd.GeoSeries(shapes, index=areas.index, crs=RD)).to_crs(WGS84)
    degrees = shapely.set_precision(display.geometry.to_numpy(), 10.0**-_DEGREE_DECIMALS, mode="pointwise")
    return display.set_geometry(gpd.GeoSeries(degrees, index=areas.index, crs=WGS84))


def _polygonal(simplified: Any, original: Any) -> Any:
    """Keep the original shape where simplifying left nothing: an area must never vanish from the map."""
    vanished = shapely.is_empty(simplified) | (shapely.area(simplified) == 0)
    simplified = simplified.copy()
    simplified[vanished] = original[vanished]
    return simplified


def feature_collection(displays: list[gpd.GeoDataFrame]) -> dict[str, Any]:
    """GeoJSON of all vintages and levels together; population is null where unknown."""
    features = []
    for display in displays:
        table = display.reset_index()[PROPERTIES]
        population = [None if pd.isna(p) else int(p) for p in table["population"]]
        shapes = shapely.to_geojson(display.geometry.to_numpy())
        for row, people, shape in zip(table.to_dict("records"), population, shapes, strict=True):
            properties = {**row, "population": people, "vintage": int(row["vintage"])}
            features.append({"type": "Feature", "properties": properties, "geometry": _rounded(json.loads(shape))})
    return {"type": "FeatureCollection", "features": features}


def _rounded(geometry: dict[str, Any]) -> dict[str, Any]:
    def tidy(part: Any) -> Any:
        return [tidy(item) for item in part] if isinstance(part, list) else round(part, _DEGREE_DECIMALS)

    return {"type": geometry["type"], "coordinates": tidy(geometry["coordinates"])}


def topology(display: gpd.GeoDataFrame, level: Level) -> dict[str, Any]:
    """TopoJSON (object ``data``; properties code, name) of one level."""
    chosen = of_level(display, level).reset_index()[["code", "name", "geometry"]]
    made = topojson.Topology(
        chosen, prequantize=_QUANTISATION, topology=True, shared_coords=True, object_name="data"
    ).to_dict()
    for feature in made["objects"]["data"]["geometries"]:
        feature.pop("id", None)
        feature.pop("bbox", None)
    return {key: made[key] for key in ("type", "transform", "objects", "arcs")}


def point_features(table: pd.DataFrame, columns: dict[str, str]) -> dict[str, Any]:
    """GeoJSON points of the rows that have ``lat`` and ``lon``; ``columns`` maps property names to columns."""
    placed = table[table["lat"].notna() & table["lon"].notna()]
    properties = (
        placed[list(columns.values())].set_axis(list(columns), axis=1).astype("object").fillna("").to_dict("records")
    )
    features = [
        {
            "type": "Feature",
            "properties": row,
            "geometry": {"type": "Point", "coordinates": [round(lon, 5), round(lat, 5)]},
        }
        for row, lon, lat in zip(properties, placed["lon"], placed["lat"], strict=True)
    ]
    return {"type": "FeatureCollection", "features": features}
