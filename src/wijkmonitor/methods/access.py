"""Reach: which share of the residents lives within walking distance of a meeting place.

Walking distance is the straight line x 1.3, a usual detour factor for Dutch towns, until a street network is given.
Residents live at their postcode when the postcodes come with residents; otherwise evenly spread over their buurt, which
is an assumption, so that such a figure is "with care" at best.
"""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from wijkmonitor import areas as geo
from wijkmonitor.analysis.walking import StraightLine
from wijkmonitor.edition import Dataset, Edition
from wijkmonitor.methods.domains import raw_frame
from wijkmonitor.methods.place_quality import one_row_per_place

POINTS_PER_AREA = 50


def reach(edition: Edition, walking_m: float) -> pd.DataFrame:
    """Raw frame: share of residents with a meeting place within ``walking_m`` metres on foot.

    ``n``: the residents it rests on. ``sure`` is False where residents are spread evenly over a buurt, or where a place
    known by its buurt only (put in the middle of it) makes a difference. Missing without residents, and everywhere when no
    place could be located. Places outside the municipality are unknown.
    """
    homes = residents_points(edition)
    exact, rough = place_points(edition)
    areas = edition.areas
    if not len(exact) and not len(rough):
        return raw_frame(areas, n=np.nan)
    where, walk = homes[["x_rd", "y_rd"]].to_numpy(dtype=float), StraightLine()
    by_exact = walk.within(where, exact, walking_m)
    by_any = by_exact | walk.within(where, rough, walking_m)
    residents = homes["residents"]
    total = _per_area(residents, homes["area"], areas)
    value = (_per_area(residents * by_any, homes["area"], areas) / total.where(total > 0)).clip(0, 1)
    guessed = homes["assumed"].to_numpy() | (by_any & ~by_exact)
    unsure = _per_area(residents * guessed, homes["area"], areas)
    return raw_frame(areas, value=value, n=_known_residents(total, areas), sure=unsure == 0)


def _known_residents(total: pd.Series, areas: gpd.GeoDataFrame) -> pd.Series:
    """Residents a figure rests on; missing (not 0) where it is not known that nobody lives there."""
    return total.where((total > 0) | areas["population"].eq(0))


def _per_area(amount: pd.Series, area: pd.Series, areas: gpd.GeoDataFrame) -> pd.Series:
    return geo.roll_up(amount.groupby(area.to_numpy()).sum(), areas)


def place_points(edition: Edition) -> tuple[np.ndarray, np.ndarray]:
    """Positions (metres, RD) of the meeting places: those with a position, and those put in the middle of their buurt."""
    assert edition.meeting_places is not None, "reach is computed only when there are meeting places"
    places = one_row_per_place(edition.meeting_places).reindex(columns=["x_rd", "y_rd", "buurt"])
    positioned = places["x_rd"].notna() & places["y_rd"].notna()
    exact = places.loc[positioned, ["x_rd", "y_rd"]].to_numpy(dtype=float)
    codes = places.loc[~positioned, "buurt"].dropna()
    known = edition.areas.geometry.reindex(codes[codes.isin(edition.areas.index)].unique())
    middle = shapely.point_on_surface(known.to_numpy())
    return exact, np.column_stack([shapely.get_x(middle), shapely.get_y(middle)])


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
