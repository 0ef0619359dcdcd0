"""Shapes in the Dutch grid, whatever coordinate system their file has, or says that it has."""

from __future__ import annotations

import numpy as np
import pyproj
import shapely

from wijkmonitor import areas
from wijkmonitor.edition import Dataset
from wijkmonitor.fault import Fault
from wijkmonitor.municipality import SourceSpec
from wijkmonitor.sources import coordinates
from wijkmonitor.text import Text


def in_rd(shapes: np.ndarray, stated: str | None, spec: SourceSpec, dataset: Dataset) -> tuple[np.ndarray, list[Fault]]:
    """The shapes in EPSG:28992, or a fault when the numbers do not fit what the file or municipality.toml says."""
    named = spec.crs or stated
    if named is None:
        return shapes, [_crs_fault(spec, dataset, "-", _WHICH_CRS)]
    try:
        crs = pyproj.CRS.from_user_input(named)
    except pyproj.exceptions.CRSError:
        return shapes, [_crs_fault(spec, dataset, named[:60], _WHICH_CRS)]
    if spec.axis_order == "yx":
        shapes = shapely.transform(shapes, lambda points: points[:, ::-1])
    bounds = shapely.total_bounds(shapes)
    if np.isnan(bounds).all():
        return shapes, []  # no shape at all: told as degenerate
    problem = _numbers_do_not_fit(bounds, crs)
    if problem is not None:
        found = f"{_short(crs)}: x {bounds[0]:.6g} – {bounds[2]:.6g}, y {bounds[1]:.6g} – {bounds[3]:.6g}"
        return shapes, [_crs_fault(spec, dataset, found, problem)]
    if not crs.equals(pyproj.CRS.from_user_input(areas.RD), ignore_axis_order=True):
        project = pyproj.Transformer.from_crs(crs, areas.RD, always_xy=True)
        shapes = shapely.transform(shapes, project.transform, interleaved=False)
    bounds = shapely.total_bounds(shapes)
    if not _fits(bounds, coordinates.X_RD, coordinates.Y_RD):
        found = f"{_short(crs)}: x {bounds[0]:.6g} – {bounds[2]:.6g}, y {bounds[1]:.6g} – {bounds[3]:.6g} (EPSG:28992)"
        return shapes, [_crs_fault(spec, dataset, found, _WHICH_CRS)]
    return shapes, []


def _short(crs: pyproj.CRS) -> str:
    return ":".join(crs.to_authority() or ()) or crs.name


def _fits(bounds: np.ndarray, x: tuple[float, float], y: tuple[float, float]) -> bool:
    return x[0] <= bounds[0] and bounds[2] <= x[1] and y[0] <= bounds[1] and bounds[3] <= y[1]


def _numbers_do_not_fit(bounds: np.ndarray, crs: pyproj.CRS) -> Text | None:
    """What to do when coordinates are plainly of another kind than the coordinate system says."""
    if crs.is_geographic and _fits(bounds, coordinates.X_RD, coordinates.Y_RD):
        return _IS_RD
    if crs.is_projected and np.abs(bounds).max() < 180:
        return _IS_DEGREES
    order = (coordinates.LAT, coordinates.LON) if crs.is_geographic else (coordinates.Y_RD, coordinates.X_RD)
    return _SWAPPED if _fits(bounds, *order) else None


def _crs_fault(spec: SourceSpec, dataset: Dataset, found: str, remedy: Text) -> Fault:
    expected = Text(
        nl="een coördinatenstelsel dat bij de getallen past, binnen Nederland",
        en="a coordinate system that fits the numbers, inside the Netherlands",
    )
    return Fault(spec.shown, found, expected, remedy.fill(d=dataset.value), column="geometry")


_WHICH_CRS = Text(
    nl='Zet crs = "EPSG:28992" (meters) of crs = "EPSG:4326" (graden) bij {d} in municipality.toml.',
    en='Write crs = "EPSG:28992" (metres) or crs = "EPSG:4326" (degrees) under {d} in municipality.toml.',
)
_IS_RD = Text(
    nl='De getallen zijn meters (Rijksdriehoek): zet crs = "EPSG:28992" bij {d} in municipality.toml.',
    en='The numbers are metres (the Dutch grid): write crs = "EPSG:28992" under {d} in municipality.toml.',
)
_IS_DEGREES = Text(
    nl='De getallen zijn graden: zet crs = "EPSG:4326" bij {d} in municipality.toml.',
    en='The numbers are degrees: write crs = "EPSG:4326" under {d} in municipality.toml.',
)
_SWAPPED = Text(
    nl='De assen zijn verwisseld: zet axis_order = "yx" bij {d} in municipality.toml.',
    en='The axes are swapped: write axis_order = "yx" under {d} in municipality.toml.',
)
