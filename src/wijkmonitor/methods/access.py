"""Where residents live, where meeting places are, and how one walks from the one to the other.

Residents live at their postcode when the postcodes come with residents; otherwise evenly spread over their buurt, which
is an assumption, so that a figure on it is "with care" at best.
"""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from wijkmonitor import areas as geo
from wijkmonitor.analysis.walking import StraightLine, StreetNetwork, Walk
from wijkmonitor.edition import Dataset, Edition
from wijkmonitor.methods.place_quality import one_row_per_place

POINTS_PER_AREA = 50


def walk_of(edition: Edition) -> Walk:
    """How distances are measured: over the streets when they were given, else along a straight line x 1.3."""
    if "walk" not in edition.workings:
        streets = edition.get(Dataset.STREETS)
        given = streets is not None and len(streets)
        edition.workings["walk"] = StreetNetwork.of(streets) if given else StraightLine()
    walk: Walk = edition.workings["walk"]
    return walk


def listed_places(edition: Edition) -> pd.DataFrame:
    """A row per meeting place: place_id, x_rd, y_rd (metres), opening_hours, and ``exact``: False for one that is known by its
    buurt only and put in the middle of it. Places that could not be located are left out."""
    if "listed_places" not in edition.workings:
        assert edition.meeting_places is not None, "asked only when there are meeting places"
        columns = ["place_id", "x_rd", "y_rd", "buurt", "opening_hours"]
        places = (
            one_row_per_place(edition.meeting_places).reindex(columns=columns).sort_values("place_id", kind="stable")
        )
        exact = places["x_rd"].notna() & places["y_rd"].notna()
        known = edition.areas.geometry.reindex(places["buurt"].where(~exact).dropna().unique()).dropna()
        middle = pd.Series(shapely.point_on_surface(known.to_numpy()), index=known.index, dtype="object")
        inside = places["buurt"].map(middle).where(~exact)
        placed = {
            axis: places[axis].astype(float).where(exact, inside.map(along, na_action="ignore")).astype(float)
            for axis, along in (("x_rd", shapely.get_x), ("y_rd", shapely.get_y))
        }
        found = places.assign(**placed, exact=exact).dropna(subset=["x_rd", "y_rd"])
        edition.workings["listed_places"] = found.drop(columns="buurt").reset_index(drop=True)
    table: pd.DataFrame = edition.workings["listed_places"]
    return table


def residents_points(edition: Edition) -> pd.DataFrame:
    """Where residents live: columns area (smallest level), x_rd, y_rd, residents, assumed. Worked out once per edition."""
    if "residents_points" not in edition.workings:
        smallest = geo.of_level(edition.areas, geo.lowest_level(edition.areas))
        known = _postcode_points(edition)
        others = smallest[~smallest.index.isin(known["area"]) & (smallest["population"] > 0)]
        frames = [frame for frame in (known, _spread_points(others)) if not frame.empty]
        edition.workings["residents_points"] = pd.concat(frames or [known], ignore_index=True)
    points: pd.DataFrame = edition.workings["residents_points"]
    return points


def _postcode_points(edition: Edition) -> pd.DataFrame:
    table = edition.get(Dataset.POSTCODES)
    columns = ["buurt_code", "x_rd", "y_rd", "residents"]
    rows = pd.DataFrame(columns=columns) if table is None else table.reindex(columns=columns)
    rows = rows[rows[["x_rd", "y_rd", "residents"]].notna().all(axis=1)]
    area = rows["buurt_code"].astype("object")
    if area.isna().any():
        area = area.where(area.notna(), geo.locate(rows["x_rd"], rows["y_rd"], edition.areas))
    points = rows[["x_rd", "y_rd", "residents"]].astype(float).assign(area=area, assumed=False)
    return points[points["area"].isin(edition.areas.index) & (points["residents"] > 0)]


def _spread_points(areas: gpd.GeoDataFrame) -> pd.DataFrame:
    """A regular grid of about 50 points inside each area, each with an equal part of its residents."""
    area, x, y = grid_inside(areas.geometry.to_numpy())
    number = np.bincount(area, minlength=len(areas))
    residents = areas["population"].to_numpy(dtype=float)[area] / number[area]
    codes = areas.index.to_numpy()[area]
    return pd.DataFrame({"area": codes, "x_rd": x, "y_rd": y, "residents": residents, "assumed": True})


def grid_inside(shapes: np.ndarray, per_shape: int = POINTS_PER_AREA) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """About ``per_shape`` regularly spaced points inside each polygon: position of the polygon, x and y per point.

    Deterministic. A polygon too thin to catch a grid point gets one point on its surface.
    """
    west, south, east, north = shapely.bounds(shapes).T.reshape(4, -1)
    spacing = np.sqrt(np.maximum(shapely.area(shapes), 1e-6) / per_shape)
    columns = np.maximum(np.ceil((east - west) / spacing), 1).astype(np.int64)
    rows = np.maximum(np.ceil((north - south) / spacing), 1).astype(np.int64)
    cells = columns * rows
    owner = np.repeat(np.arange(len(shapes)), cells)
    cell = np.arange(cells.sum()) - np.repeat(np.cumsum(cells) - cells, cells)
    row, column = np.divmod(cell, columns[owner])
    x = west[owner] + (column + 0.5) * ((east - west) / columns)[owner]
    y = south[owner] + (row + 0.5) * ((north - south) / rows)[owner]
    shapely.prepare(shapes)
    inside = shapely.contains_xy(shapes[owner], x, y)
    empty = np.setdiff1d(np.arange(len(shapes)), owner[inside])
    middle = shapely.point_on_surface(shapes[empty])
    owner = np.concatenate([owner[inside], empty])
    x = np.concatenate([x[inside], shapely.get_x(middle)])
    y = np.concatenate([y[inside], shapely.get_y(middle)])
    order = np.argsort(owner, kind="stable")
    return owner[order], x[order], y[order]
