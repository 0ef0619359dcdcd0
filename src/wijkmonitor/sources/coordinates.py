"""Coordinates in source files: checked for the mistakes people make, and turned into metres (EPSG:28992) once."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyproj

from wijkmonitor import areas
from wijkmonitor.fault import Fault
from wijkmonitor.sources.checked import Table
from wijkmonitor.text import Text

LON, LAT = (3.2, 7.3), (50.7, 53.7)
"""The Netherlands in degrees."""
X_RD, Y_RD = (0.0, 300_000.0), (300_000.0, 630_000.0)
"""The Netherlands in metres of the Dutch grid (Rijksdriehoek)."""

_SWAPPED = Text(
    nl="De twee kolommen zijn verwisseld: draai {a} en {b} om onder columns in municipality.toml.",
    en="The two columns are swapped: exchange {a} and {b} under columns in municipality.toml.",
)
_IS_RD = Text(
    nl='Dit zijn meters (Rijksdriehoek): koppel ze aan x_rd en y_rd, of zet crs = "EPSG:28992" bij een GeoJSON-bestand.',
    en='These are metres (the Dutch grid): map them to x_rd and y_rd, or write crs = "EPSG:28992" for a GeoJSON file.',
)
_IS_DEGREES = Text(
    nl="Dit zijn graden: koppel ze aan lat en lon in municipality.toml.",
    en="These are degrees: map them to lat and lon in municipality.toml.",
)
_ELSEWHERE = Text(
    nl="Verbeter de coördinaten, of laat ze leeg en vul pc6 of buurt_code.",
    en="Correct the coordinates, or leave them empty and fill pc6 or buurt_code.",
)
_OTHER_HALF = Text(nl="Vul beide coördinaten, of geen van beide.", en="Fill both coordinates, or neither.")


def between(values: pd.Series, limits: tuple[float, float]) -> pd.Series:
    """True where a value lies within the limits."""
    return values.between(*limits)


def check(table: Table) -> list[Fault]:
    """Faults of coordinates that are swapped, of the other kind, outside the Netherlands or half filled."""
    return [
        *_check_pair(table, ("lon", LON), ("lat", LAT), _IS_RD, lambda v: v.abs() > 180),
        *_check_pair(table, ("x_rd", X_RD), ("y_rd", Y_RD), _IS_DEGREES, lambda v: v.abs() < 100),
    ]


def _check_pair(table, first, second, other_kind, is_other) -> list[Fault]:  # type: ignore[no-untyped-def]
    (name_x, limits_x), (name_y, limits_y) = first, second
    x, y = table.frame[name_x], table.frame[name_y]
    half = x.notna() ^ y.notna()
    both = x.notna() & y.notna()
    good = between(x, limits_x) & between(y, limits_y)
    swapped = both & ~good & between(x, limits_y) & between(y, limits_x)
    wrong_kind = both & ~good & ~swapped & is_other(x) & is_other(y)
    outside = both & ~good & ~swapped & ~wrong_kind
    expected = Text(
        nl="{x} van {x0:g} tot {x1:g} en {y} van {y0:g} tot {y1:g} (Nederland)",
        en="{x} from {x0:g} to {x1:g} and {y} from {y0:g} to {y1:g} (the Netherlands)",
    ).fill(x=name_x, x0=limits_x[0], x1=limits_x[1], y=name_y, y0=limits_y[0], y1=limits_y[1])
    column = f"{name_x}, {name_y}"
    kinds = (
        (half, _OTHER_HALF),
        (swapped, _SWAPPED.fill(a=name_x, b=name_y)),
        (wrong_kind, other_kind),
        (outside, _ELSEWHERE),
    )
    return [fault for mask, remedy in kinds for fault in _tell_once(table, mask, (x, y), column, expected, remedy)]


def _tell_once(
    table: Table, mask: pd.Series, pair: tuple[pd.Series, pd.Series], column: str, expected: Text, remedy: Text
) -> list[Fault]:
    """One fault per file: rows with the same mistake have different coordinates, so the first stands for all."""
    faults = []
    for file, some in table.origin[mask].groupby("file", sort=False):
        place = some.index[0]
        found = ", ".join("-" if pd.isna(values[place]) else f"{values[place]:.10g}" for values in pair)
        faults.append(Fault(str(file), found, expected, remedy, int(some.loc[place, "row"]), column, len(some)))
    return faults


def to_rd(frame: pd.DataFrame) -> pd.DataFrame:
    """``x_rd`` and ``y_rd`` (metres) of each row, from degrees where only those are given; missing where neither is."""
    x, y = frame["x_rd"].to_numpy(dtype=float).copy(), frame["y_rd"].to_numpy(dtype=float).copy()
    lon, lat = frame["lon"].to_numpy(dtype=float), frame["lat"].to_numpy(dtype=float)
    ask = (np.isnan(x) | np.isnan(y)) & ~np.isnan(lon) & ~np.isnan(lat)
    if ask.any():
        project = pyproj.Transformer.from_crs(areas.WGS84, areas.RD, always_xy=True)
        x[ask], y[ask] = project.transform(lon[ask], lat[ask])
    known = np.isfinite(x) & np.isfinite(y)
    return pd.DataFrame({"x_rd": np.where(known, x, np.nan), "y_rd": np.where(known, y, np.nan)}, index=frame.index)
