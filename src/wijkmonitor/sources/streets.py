"""Streets and paths one can walk on: lines in a spatial file, or an extract of OpenStreetMap."""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pandera.pandas as pa
import shapely

from wijkmonitor.analysis.walking import SEGMENT_COLUMNS, SNAP_M, StreetNetwork
from wijkmonitor.edition import Dataset
from wijkmonitor.fault import Fault
from wijkmonitor.municipality import SourceSpec
from wijkmonitor.sources import checked, columns, encoding, projecting
from wijkmonitor.sources.checked import Table
from wijkmonitor.sources.context import Context
from wijkmonitor.sources.telling import likely
from wijkmonitor.text import Text

SCHEMA = pa.DataFrameSchema(
    {
        "highway": columns.text(
            "Soort weg (tag highway van OpenStreetMap); leeg telt niet mee",
            "Kind of way (the highway tag of OpenStreetMap); empty does not count",
            "residential",
        ),
    },
    name=Dataset.STREETS.value,
)
NOT_ON_FOOT = frozenset(
    "motorway motorway_link trunk trunk_link construction proposed planned raceway bus_guideway busway abandoned "
    "platform elevator rest_area services".split()
)
"""Values of ``highway`` on which nobody walks."""
BESIDE_M = 2000.0
"""Streets are used as far as this outside the municipality: a way round may lead through the neighbours."""
_FORMATS = (".gpkg", ".geojson", ".json", ".shp", ".zip", ".fgb", ".gml", ".osm", ".pbf")
_FORBIDDEN = r'"foot"=>"(?:no|private)"|"access"=>"private"(?!.*"foot"=>"(?:yes|designated|permissive)")'


def read(specs: tuple[SourceSpec, ...], context: Context) -> Table:  # noqa: ARG001 - one signature for all readers
    """Read the streets as straight pieces: columns of ``walking.SEGMENT_COLUMNS`` in metres (EPSG:28992)."""
    frames, faults, loaded = [], [], []
    for part, spec in enumerate(specs):
        pieces, told, left_out = _read_one(spec)
        faults += told
        frames.append(pieces.assign(file=spec.shown, part=part))
        loaded.append(checked.describe(spec, pieces["row"].nunique(), left_out))
    together = pd.concat(frames, ignore_index=True)
    return Table(together[list(SEGMENT_COLUMNS)], together[["file", "row", "part"]], faults, loaded)


def _read_one(spec: SourceSpec) -> tuple[pd.DataFrame, list[Fault], int]:
    nothing = pd.DataFrame(columns=[*SEGMENT_COLUMNS, "row"], dtype=float)
    refused = encoding.refuse(spec.file, spec.shown)
    frame, faults = (None, [refused]) if refused is not None else _open(spec)
    if frame is None:
        return nothing, faults, 0
    keep, wrong = _walkable(frame, spec)
    lines, row = frame.geometry.to_numpy()[keep], np.flatnonzero(keep) + 1
    if wrong:
        return nothing, wrong, len(frame)
    lines, of_line = shapely.get_parts(lines, return_index=True)
    is_line = np.isin(shapely.get_type_id(lines), (1, 2)) & ~shapely.is_empty(lines)
    if not is_line.any():
        kinds = ", ".join(sorted(set(frame.geometry.geom_type.dropna()))) or "-"
        return nothing, [_fault(spec, kinds, _ONLY_LINES)], len(frame)
    crs = frame.crs.to_wkt() if frame.crs is not None else None
    in_rd, wrong = projecting.in_rd(shapely.force_2d(lines[is_line]), crs, spec, Dataset.STREETS)
    if wrong:
        return nothing, wrong, len(frame)
    pieces = _pieces(in_rd, row[of_line[is_line]])
    return pieces, [], len(frame) - pieces["row"].nunique()


def _pieces(lines: np.ndarray, row: np.ndarray) -> pd.DataFrame:
    """Every straight piece of the lines, between one vertex and the next."""
    points, of_line = shapely.get_coordinates(lines, return_index=True)
    same_line = of_line[1:] == of_line[:-1]
    ends = np.hstack([points[:-1][same_line], points[1:][same_line]])
    table = pd.DataFrame(ends, columns=list(SEGMENT_COLUMNS)).assign(row=row[of_line[1:][same_line]])
    moved = (table["x_from"] != table["x_to"]) | (table["y_from"] != table["y_to"])
    return table[moved].drop_duplicates(list(SEGMENT_COLUMNS), ignore_index=True)


def _open(spec: SourceSpec) -> tuple[gpd.GeoDataFrame | None, list[Fault]]:
    ending = spec.file.suffix.lower()
    if ending not in _FORMATS:
        return None, [_fault(spec, ending or spec.file.name, _WHICH_FILE)]
    osm: dict[str, Any] = {"layer": "lines"} if ending in (".osm", ".pbf") else {}
    layer = {"layer": spec.records} if spec.records else osm
    try:
        frame = gpd.read_file(spec.file, **layer)
    except Exception as wrong:  # GDAL's own exceptions differ per format and version
        return None, [_fault(spec, str(wrong).replace(str(spec.file), spec.file.name)[:80], _WHICH_FILE)]
    if not isinstance(frame, gpd.GeoDataFrame) or frame.empty or frame.geometry.isna().all():
        return None, [_fault(spec, Text(nl="geen lijnen", en="no lines"), _ONLY_LINES)]
    return frame, []


def _walkable(frame: gpd.GeoDataFrame, spec: SourceSpec) -> tuple[np.ndarray, list[Fault]]:
    """Which features one can walk on. Without a column ``highway`` all of them."""
    keep = frame.geometry.notna().to_numpy(copy=True)
    header = [str(name) for name in frame.columns if name != frame.geometry.name]
    for column, kept in spec.where.items():
        if column not in header:
            return keep, [checked.missing_column(spec.shown, column, header, likely(column, header))]
        keep &= frame[column].astype("object").map(str).isin(kept).to_numpy()
    name = spec.columns.get("highway", "highway")
    if name in header:
        kind = frame[name].astype("object")
        keep &= (kind.notna() & kind.ne("") & ~kind.isin(NOT_ON_FOOT)).to_numpy(dtype=bool)
    elif "highway" in spec.columns:
        return keep, [checked.missing_column(spec.shown, name, header, likely(name, header))]
    if "other_tags" in header:
        tags = frame["other_tags"].astype("object").fillna("").astype(str)
        keep &= ~tags.str.contains(_FORBIDDEN, regex=True).to_numpy(dtype=bool)
    if not keep.any():
        kinds = sorted(set(frame[name].dropna().map(str))) if name in header else header
        return keep, [_fault(spec, ", ".join(kinds[:8]) or "-", _NOTHING_TO_WALK)]
    return keep, []


def beside(table: Table, areas: gpd.GeoDataFrame) -> Table:
    """Only the streets in and around the municipality; a fault when there are none."""
    west, south, east, north = areas.total_bounds
    x, y = (table.frame[[f"{axis}_from", f"{axis}_to"]] for axis in ("x", "y"))
    near = (x.max(axis=1) >= west - BESIDE_M) & (x.min(axis=1) <= east + BESIDE_M)
    near &= (y.max(axis=1) >= south - BESIDE_M) & (y.min(axis=1) <= north + BESIDE_M)
    if near.any() or table.frame.empty:
        frame, origin = (one[near.to_numpy()].reset_index(drop=True) for one in (table.frame, table.origin))
        return Table(frame, origin, table.faults, table.loaded)
    found = f"x {x.min().min():.0f} – {x.max().max():.0f}, y {y.min().min():.0f} – {y.max().max():.0f}"
    expected = Text(
        nl="straten in de gemeente (x {w:.0f} – {e:.0f}, y {s:.0f} – {n:.0f})",
        en="streets in the municipality (x {w:.0f} – {e:.0f}, y {s:.0f} – {n:.0f})",
    ).fill(w=west, e=east, s=south, n=north)
    file = str(table.origin["file"].iloc[0])
    return table.with_faults([Fault(file, found, expected, _OTHER_PLACE, column="geometry")])


def far_places(streets: pd.DataFrame, places: pd.DataFrame, origin: pd.DataFrame) -> list[Fault]:
    """A warning that names the places far from any street: they keep the straight line. ``places``: located."""
    there = places[places["x_rd"].notna() & places["y_rd"].notna()]
    if streets.empty or there.empty:
        return []
    off = there[StreetNetwork.of(streets).off_street(there[["x_rd", "y_rd"]].to_numpy(dtype=float))]
    names = list(dict.fromkeys(off["place_id"].astype(str)))
    if not names:
        return []
    found = ", ".join(names[:5]) + (", …" if len(names) > 5 else "")
    expected = Text(nl="een straat of pad binnen {m:.0f} meter", en="a street or path within {m:.0f} metres").fill(
        m=SNAP_M
    )
    remedy = Text(
        nl="Controleer de plek en het bestand met straten. Voor deze plekken geldt de afstand hemelsbreed × 1,3.",
        en="Check the place and the file of streets. For these places the straight line × 1.3 holds.",
    )
    first = origin.loc[off.index[0]]
    return [Fault(str(first["file"]), found, expected, remedy, int(first["row"]), "x_rd", len(names), "warning")]


def _fault(spec: SourceSpec, found: str | Text, remedy: Text) -> Fault:
    return Fault(spec.shown, found, _EXPECTED, remedy)


_EXPECTED = Text(
    nl="lijnen van straten en paden: GeoPackage, GeoJSON, shapefile of OpenStreetMap (.osm, .osm.pbf)",
    en="lines of streets and paths: GeoPackage, GeoJSON, shapefile or OpenStreetMap (.osm, .osm.pbf)",
)
_ONLY_LINES = Text(
    nl="Kies het bestand met hartlijnen van wegen, niet dat met vlakken of punten.",
    en="Choose the file with centre lines of roads, not that with surfaces or points.",
)
_WHICH_FILE = Text(
    nl="Download het wegennet opnieuw, bijvoorbeeld een uitsnede van OpenStreetMap.",
    en="Download the streets again, for example an extract of OpenStreetMap.",
)
_NOTHING_TO_WALK = Text(
    nl='Er is niets waarop men loopt: koppel de kolom met de soort weg, bijvoorbeeld highway = "wegtype", of gebruik where.',
    en='There is nothing to walk on: map the column with the kind of road, for example highway = "wegtype", or use where.',
)
_OTHER_PLACE = Text(
    nl="Dit zijn straten van elders: kies het bestand van deze gemeente, of controleer crs.",
    en="These are streets of elsewhere: choose the file of this municipality, or check crs.",
)
