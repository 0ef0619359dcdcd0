"""Degrees to metres and back, for what a reader points at on a map."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from pyproj import Transformer

_WGS84, _RD = "EPSG:4326", "EPSG:28992"


@cache
def _project(backwards: bool) -> Transformer:
    from pyproj import Transformer  # a tenth of a second that only this page pays

    ends = (_RD, _WGS84) if backwards else (_WGS84, _RD)
    return Transformer.from_crs(*ends, always_xy=True)


def to_metres(lat: np.ndarray, lon: np.ndarray) -> np.ndarray:
    """Points in metres (EPSG:28992) of shape (n, 2) from degrees (WGS84)."""
    return np.column_stack(_project(False).transform(np.asarray(lon, dtype=float), np.asarray(lat, dtype=float)))


def to_degrees(points: np.ndarray) -> np.ndarray:
    """Latitude and longitude (WGS84), shape (n, 2), of points in metres (EPSG:28992)."""
    lon, lat = _project(True).transform(points[:, 0], points[:, 1])
    return np.column_stack([lat, lon])


def in_metres(table: pd.DataFrame) -> pd.DataFrame:
    """The rows of a table with ``lat`` and ``lon`` that have a position, with ``x_rd`` and ``y_rd`` in metres."""
    known = table[table["lat"].notna() & table["lon"].notna()]
    points = to_metres(known["lat"].to_numpy(), known["lon"].to_numpy())
    return known.assign(x_rd=points[:, 0], y_rd=points[:, 1])
