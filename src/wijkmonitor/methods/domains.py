"""Who counts where: rows of a table against areas of every level and groups of every dimension.

A *domain* is one area crossed with one group. Everything here works on whole columns, so that a country costs seconds.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import geopandas as gpd
import numpy as np
import pandas as pd

from wijkmonitor import areas as geo
from wijkmonitor.estimate import ALL, RAW_COLUMNS
from wijkmonitor.groups import AGE, DIMENSIONS, MERGED, SENIORS, Dimension
from wijkmonitor.level import Level


def levels_present(areas: gpd.GeoDataFrame) -> list[Level]:
    """The levels in the area frame, from large to small."""
    present = set(areas["level"])
    return [level for level in Level if level.value in present]


def area_positions(table: pd.DataFrame, areas: gpd.GeoDataFrame, level: Level) -> np.ndarray:
    """Per row the position of its area among ``areas`` of this level (order of the frame); -1 where it lies in none."""
    codes = geo.of_level(areas, level).index
    if level.value in table:
        return codes.get_indexer(pd.Index(table[level.value].astype("object")))
    if len(codes) == 1:  # the top area needs no column: every located row lies in it
        located = table[[lower.value for lower in Level if lower.value in table]].notna().any(axis=1)
        return np.where(located, 0, -1)
    return np.full(len(table), -1)


LEFT_OUT = "left_out_"
"""Column (with the key of a dimension behind it) that says whose category counts as unknown, to protect others."""


def category_positions(table: pd.DataFrame, dimension: Dimension) -> np.ndarray:
    """Per row the position of its category within the dimension; -1 where unknown, or treated so (:data:`LEFT_OUT`)."""
    if dimension is SENIORS:
        return _merged_positions(category_positions(table, AGE))
    position = _known_positions(table, dimension)
    column = LEFT_OUT + dimension.key
    return np.where(table[column].to_numpy(dtype=bool), -1, position) if column in table else position


def _known_positions(table: pd.DataFrame, dimension: Dimension) -> np.ndarray:
    if dimension.column not in table:
        return np.full(len(table), -1)
    values = table[dimension.column]
    if dimension is AGE:
        return _age_band(values)
    text = values.astype("object").map(_as_category, na_action="ignore")
    return pd.Index(list(dimension.categories)).get_indexer(pd.Index(text))


def _merged_positions(age: np.ndarray) -> np.ndarray:
    """Positions within ``SENIORS`` from those within ``AGE``: exactly the people of the categories it is made of."""
    bands, found = list(AGE.categories), np.full(len(age), -1)
    for place, parts in enumerate(MERGED[category] for category in SENIORS.categories):
        found[np.isin(age, [bands.index(part) for part in parts])] = place
    return found


def _as_category(value: object) -> str:
    """A category as text; ``1.0`` from a numeric column is ``1``."""
    return str(int(value)) if isinstance(value, (int, float)) else str(value)


def _age_band(age: pd.Series) -> np.ndarray:
    """Bands start at the first number of each category; the youngest band is also the lowest age asked."""
    starts = [int(re.match(r"\d+", band).group()) for band in AGE.categories]  # type: ignore[union-attr]
    years = pd.to_numeric(age).to_numpy(dtype=float, na_value=np.nan)
    return np.where(np.isnan(years), 0, np.searchsorted(starts, years, side="right")) - 1


def counts(table: pd.DataFrame, areas: gpd.GeoDataFrame) -> pd.Series:
    """Number of rows per area of every level, indexed by area code; 0 where there are none."""
    total = pd.Series(0.0, index=areas.index)
    for level in levels_present(areas):
        position = area_positions(table, areas, level)
        codes = geo.of_level(areas, level).index
        total[codes] = np.bincount(position[position >= 0], minlength=len(codes)).astype(float)
    return total


def counts_by_group(table: pd.DataFrame, areas: gpd.GeoDataFrame, dimensions: Sequence[str]) -> dict[str, pd.Series]:
    """Rows per area for ``all`` and for each category of the dimensions: group -> :func:`counts`."""
    found = {ALL: counts(table, areas)}
    for dimension in (DIMENSIONS[key] for key in dimensions):
        category = category_positions(table, dimension)
        for place, group in enumerate(dimension.groups):
            found[group] = counts(table[category == place], areas)
    return found


def means(scores: pd.Series, table: pd.DataFrame, areas: gpd.GeoDataFrame) -> tuple[pd.Series, pd.Series]:
    """Plain mean per area of every level of one score per row of ``table`` and the number of rows it rests on.

    Missing scores do not count; an area without any has a missing mean and a missing number.
    """
    known = scores.notna()
    number = counts(table[known], areas).replace(0, np.nan)
    total = pd.Series(0.0, index=areas.index)
    for level in levels_present(areas):
        position = area_positions(table[known], areas, level)
        codes = geo.of_level(areas, level).index
        inside = position >= 0
        values = scores[known].to_numpy(dtype=float)
        total[codes] = np.bincount(position[inside], weights=values[inside], minlength=len(codes))
    return total / number, number


def raw_frame(areas: gpd.GeoDataFrame, group: str = ALL, **columns: object) -> pd.DataFrame:
    """A raw frame with a row per area for one group; columns not given are missing, ``sure`` is True unless given."""
    frame = pd.DataFrame({"area": areas.index.astype("str"), "group": group})
    for column in RAW_COLUMNS[2:]:
        given = columns.get(column, True if column == "sure" else np.nan)
        frame[column] = given.to_numpy() if isinstance(given, pd.Series) else given
    return frame
