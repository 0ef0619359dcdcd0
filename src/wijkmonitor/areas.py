"""Gemeente > wijk > buurt: codes, vintage, hierarchy and the locating of points.

The *area frame* is a GeoDataFrame indexed by CBS code (``GM0518``, ``WK051801``, ``BU05180101``, ``BU0363AA01``) with the
columns name, level, parent, vintage, population and geometry in EPSG:28992 (metres). Codes are text, always.
"""

from __future__ import annotations

import re

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from wijkmonitor.level import Level

RD = "EPSG:28992"
WGS84 = "EPSG:4326"
COUNTRY = "NL"
"""Code of the whole country, the top area when a folder holds more than one gemeente."""


_PATTERNS = {
    Level.LAND: re.compile(r"NL"),
    Level.GEMEENTE: re.compile(r"GM\d{4}"),
    Level.WIJK: re.compile(r"WK\d{4}[0-9A-Z]{2}"),
    Level.BUURT: re.compile(r"BU\d{4}[0-9A-Z]{4}"),
}
_PREFIX = {"GM": (Level.GEMEENTE, 4), "WK": (Level.WIJK, 6), "BU": (Level.BUURT, 8)}
AREA_COLUMNS = ("name", "level", "parent", "vintage", "population", "geometry")


def level_of(code: str) -> Level | None:
    """The level a CBS code belongs to, or None when it is not a CBS code."""
    return next((level for level, pattern in _PATTERNS.items() if pattern.fullmatch(code)), None)


def parent_of(code: str, top: str) -> str:
    """The area a code lies in: ``BU05180101 -> WK051801 -> GM0518 -> NL``; the ``top`` area has no parent ("")."""
    if code == top:
        return ""
    if code.startswith("BU"):
        return "WK" + code[2:8]
    if code.startswith("WK"):
        return "GM" + code[2:6]
    return COUNTRY


def likely_code(found: str, known: pd.Index | set[str]) -> str | None:
    """The known area code that ``found`` probably stands for, or None.

    Recognises what spreadsheets do to codes: padding, lower case, a lost prefix, a lost leading zero
    (``5180101`` or ``05180101 `` for ``BU05180101``, ``599`` for ``GM0599``).
    """
    tidy = re.sub(r"\.0$", "", found.strip().upper())
    if tidy in known:
        return tidy
    bare = re.sub(r"^(GM|WK|BU)", "", tidy)
    if not bare:
        return None
    for prefix, (_, length) in _PREFIX.items():
        if tidy[:2] in _PREFIX and not tidy.startswith(prefix):
            continue
        candidate = prefix + bare.zfill(length)
        if candidate in known:
            return candidate
    return None


def complete_hierarchy(buurten: gpd.GeoDataFrame, top: str, top_name: str) -> gpd.GeoDataFrame:
    """Build the area frame of all levels from the smallest areas.

    Parameters: ``buurten`` indexed by code with name, vintage, population (may be missing) and geometry (EPSG:28992); may
    already hold larger areas, which are kept; ``top`` the code of the whole. Larger areas that are absent are dissolved
    from the smaller ones and take the sum of their residents (missing when every part is missing).
    """
    frame = buurten.copy()
    frame["level"] = [str(level_of(code)) for code in frame.index]
    frame["parent"] = [parent_of(code, top) for code in frame.index]
    for level in (Level.BUURT, Level.WIJK, Level.GEMEENTE):
        parts = frame[(frame["level"] == level.value) & (frame["parent"] != "")]
        absent = parts[~parts["parent"].isin(frame.index)]
        if not absent.empty:
            frame = pd.concat([frame, _dissolve(absent, top, top_name)])
    frame = _keep_inside(frame, top)
    order = {level.value: place for place, level in enumerate(Level)}
    frame = frame.sort_index().sort_values("level", key=lambda s: s.map(order), kind="stable")
    frame.index.name = "code"
    return gpd.GeoDataFrame(frame[list(AREA_COLUMNS)], geometry="geometry", crs=RD)


def _dissolve(parts: gpd.GeoDataFrame, top: str, top_name: str) -> gpd.GeoDataFrame:
    groups = parts.groupby("parent", sort=True)
    codes = list(groups.groups)
    geometry = [shapely.union_all(group.geometry.to_numpy()) for _, group in groups]
    return gpd.GeoDataFrame(
        {
            "name": [top_name if code == top else code for code in codes],
            "level": [str(level_of(code)) for code in codes],
            "parent": [parent_of(code, top) for code in codes],
            "vintage": groups["vintage"].first().to_numpy(),
            "population": groups["population"].sum(min_count=1).to_numpy(),
        },
        geometry=geometry,
        index=pd.Index(codes),
        crs=RD,
    )


def _keep_inside(frame: gpd.GeoDataFrame, top: str) -> gpd.GeoDataFrame:
    """Drop areas of other municipalities; a file of the whole country serves each of them."""
    if top == COUNTRY:
        return frame
    digits = top[2:6]
    return frame[[code == top or code[2:6] == digits for code in frame.index]]


def of_level(areas: gpd.GeoDataFrame, level: Level) -> gpd.GeoDataFrame:
    """The areas of one level."""
    return areas[areas["level"] == level.value]


def lowest_level(areas: gpd.GeoDataFrame) -> Level:
    """The finest level present."""
    present = set(areas["level"])
    return next(level for level in reversed(Level) if level.value in present)


def ancestors(areas: gpd.GeoDataFrame) -> pd.DataFrame:
    """For each area code, the codes of the area itself and of those it lies in: one column per level (missing if none)."""
    table = pd.DataFrame(index=areas.index, columns=[level.value for level in Level], dtype="object")
    current = pd.Series(areas.index, index=areas.index)
    for _ in Level:
        known = current[current.isin(areas.index)]
        if known.empty:
            break
        levels = areas["level"].reindex(known.to_numpy()).to_numpy()
        for level in Level:
            here = known[levels == level.value]
            table.loc[here.index, level.value] = here
        parents = areas["parent"].reindex(known.to_numpy())
        parents.index = known.index
        current = parents[parents != ""]
    return table


def with_levels(table: pd.DataFrame, codes: pd.Series, areas: gpd.GeoDataFrame) -> pd.DataFrame:
    """``table`` with a column per level telling where each row lies; ``codes`` is any area code per row."""
    lines = ancestors(areas).reindex(codes.fillna("").to_numpy())
    lines.index = table.index
    return table.drop(columns=[c for c in lines if c in table]).join(lines)


def locate(x_rd: pd.Series, y_rd: pd.Series, areas: gpd.GeoDataFrame) -> pd.Series:
    """The code of the smallest area each point (EPSG:28992, metres) lies in; missing outside all areas.

    A point on a shared border goes to the first code, so that the answer never depends on the order of rows.
    """
    smallest = of_level(areas, lowest_level(areas)).sort_index()
    points = shapely.points(x_rd.to_numpy(dtype=float), y_rd.to_numpy(dtype=float))
    tree = shapely.STRtree(smallest.geometry.to_numpy())
    row, polygon = tree.query(points, predicate="intersects")
    first = pd.Series(polygon).groupby(row).min()
    codes = np.full(len(points), None, dtype=object)
    codes[first.index.to_numpy(dtype=int)] = smallest.index.to_numpy()[first.to_numpy(dtype=int)]
    return pd.Series(codes, index=x_rd.index, dtype="object")


def roll_up(counts: pd.Series, areas: gpd.GeoDataFrame) -> pd.Series:
    """Sum a count per smallest area to every level: indexed by code of every area, 0 where nothing was counted."""
    lines = ancestors(areas).reindex(counts.index)
    sums = [counts.groupby(lines[level.value].to_numpy()).sum() for level in Level]
    return pd.concat(sums).reindex(areas.index, fill_value=0)
