"""Boundaries of buurten (and, if given, wijken): read, filtered to the municipality, checked and repaired."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pandera.pandas as pa
import shapely

from wijkmonitor import areas
from wijkmonitor.edition import Dataset
from wijkmonitor.fault import Fault, errors
from wijkmonitor.municipality import SourceSpec
from wijkmonitor.sources import checked, codes, columns, encoding, projecting, records, repair, topojson
from wijkmonitor.sources.layer import Built, Layer, as_text, looks_like_json
from wijkmonitor.sources.telling import likely, tell
from wijkmonitor.text import Text, same

SCHEMA = pa.DataFrameSchema(
    {
        "code": columns.code(
            "CBS-code van de buurt", "CBS code of the buurt", "BU05180101", required=True, filled=True
        ),
        "name": columns.text("Naam van de buurt", "Name of the buurt", "Binnenstad"),
    },
    name=Dataset.BOUNDARIES.value,
)
_SPATIAL = (".shp", ".zip", ".gpkg", ".geojson", ".json", ".topojson", ".fgb", ".gml")


@dataclass(frozen=True)
class Boundaries:
    """``areas``: indexed by code with name, vintage, population (missing) and geometry (EPSG:28992); None when faulty."""

    areas: gpd.GeoDataFrame | None
    faults: list[Fault]
    loaded: list[dict[str, Any]]


def read(specs: tuple[SourceSpec, ...], top: str, vintage: int) -> Boundaries:
    """Read the boundaries of the municipality with code ``top`` (or of the country, ``NL``)."""
    frames, faults, loaded = [], [], []
    for spec in specs:
        frame, told, total = _read_one(spec, top)
        faults += told
        loaded.append(
            checked.describe(spec, 0 if frame is None else len(frame), total - (0 if frame is None else len(frame)))
        )
        if frame is not None:
            frames.append(frame)
    if errors(faults) or not frames:
        return Boundaries(None, faults, loaded)
    together = pd.concat(frames, ignore_index=True)
    origin = together[["file", "row"]]
    faults += _duplicates(together, origin)
    if errors(faults):
        return Boundaries(None, faults, loaded)
    shapes, told = repair.repair(together["geometry"].to_numpy(), together["code"], origin)
    faults += told
    if not errors(faults):
        faults += repair.check_overlaps(shapes, together["code"], origin, _accepted(specs))
    frame = gpd.GeoDataFrame(
        {"name": together["name"].to_numpy(), "vintage": vintage, "population": np.nan},
        geometry=shapes,
        index=pd.Index(together["code"], name="code"),
        crs=areas.RD,
    )
    return Boundaries(None if errors(faults) else frame, faults, loaded)


def _accepted(specs: tuple[SourceSpec, ...]) -> set[str]:
    return {code for spec in specs for code in spec.known_overlaps}


def _read_one(spec: SourceSpec, top: str) -> tuple[pd.DataFrame | None, list[Fault], int]:
    """One file: code, name, geometry (EPSG:28992), file and row of the areas inside ``top``; and its number of features."""
    refused = encoding.refuse(spec.file, spec.shown)
    layer, faults = (None, [refused]) if refused is not None else _open(spec)
    if layer is None:
        return None, faults, 0
    total = len(layer.attributes)
    code_column = spec.columns.get("code", "code")
    if code_column not in layer.attributes:
        header = [str(name) for name in layer.attributes]
        return (
            None,
            [*faults, checked.missing_column(spec.shown, "code", header, likely(code_column, header, 0.5))],
            total,
        )
    table, wrong = _choose(layer, spec, code_column, top)
    faults += wrong
    if errors(faults):
        return None, faults, total
    built = layer.build(table["place"].to_numpy())
    in_rd, wrong = projecting.in_rd(built.shapes, layer.crs, spec, Dataset.BOUNDARIES)
    faults += wrong or repair.degenerate(in_rd, built.dropped, spec.shown)
    return table.assign(geometry=in_rd, file=spec.shown).drop(columns="place"), faults, total


def _open(spec: SourceSpec) -> tuple[Layer | None, list[Fault]]:
    with spec.file.open("rb") as file:
        head = file.read(4096)
    if looks_like_json(head):
        content, faults = records.load(spec)
        if content is None:
            return None, faults
        if topojson.is_topology(content):
            return _open_topology(content, spec), faults
        features = content.get("features") if isinstance(content, dict) else None
        if not isinstance(features, list) or not features or not all(isinstance(one, dict) for one in features):
            return None, [*faults, _unreadable(spec, Text(nl="geen objecten", en="no features"))]
        return _open_geojson(content), faults
    if spec.file.suffix.lower() not in _SPATIAL:
        return None, [_unreadable(spec, spec.file.suffix or spec.file.name)]
    return _open_with_gdal(spec)


def _open_topology(content: dict[str, Any], spec: SourceSpec) -> Layer:
    geometries = topojson.polygons_of(content, spec.records)
    attributes = pd.DataFrame([as_text({"id": one.get("id")} | (one.get("properties") or {})) for one in geometries])
    return Layer(attributes, None, lambda places: topojson.build(content, [geometries[place] for place in places]))


def _open_geojson(content: dict[str, Any]) -> Layer:
    """GeoJSON is decoded here and not by GDAL, which turns codes such as 0599 into numbers."""
    features = content["features"]
    attributes = pd.DataFrame([as_text({"id": one.get("id")} | (one.get("properties") or {})) for one in features])
    named = str((content.get("crs") or {}).get("properties", {}).get("name", "")) or areas.WGS84
    return Layer(attributes, named, partial(_build_geojson, features))


def _build_geojson(features: list[dict[str, Any]], places: np.ndarray) -> Built:
    shapes = np.full(len(places), None, dtype=object)
    for position, place in enumerate(places):
        try:
            shapes[position] = shapely.geometry.shape(features[place]["geometry"])
        except (ValueError, TypeError, KeyError, AttributeError, shapely.errors.ShapelyError):
            continue  # counted as a shape that cannot be built
    return Built(shapes, 0)


def _open_with_gdal(spec: SourceSpec) -> tuple[Layer | None, list[Fault]]:
    try:
        frame = gpd.read_file(spec.file, encoding=spec.encoding) if spec.encoding else gpd.read_file(spec.file)
    except Exception as wrong:  # GDAL's own exceptions differ per format and version
        return None, [_unreadable(spec, str(wrong).replace(str(spec.file), spec.file.name)[:80])]
    shapes = frame.geometry.to_numpy()
    attributes = frame.drop(columns=frame.geometry.name).astype("object")
    attributes = attributes.map(lambda cell: None if pd.isna(cell) else str(cell))
    crs = frame.crs.to_wkt() if frame.crs is not None else None
    return Layer(attributes, crs, lambda places: Built(shapes[places], 0)), []


def _unreadable(spec: SourceSpec, found: str | Text) -> Fault:
    expected = same("GeoJSON, GeoPackage, TopoJSON, shapefile (.shp, .zip)")
    remedy = Text(
        nl="Download de grenzen opnieuw, bijvoorbeeld de Wijk- en buurtkaart van CBS en Kadaster.",
        en="Download the boundaries again, for example the Wijk- en buurtkaart of CBS and Kadaster.",
    )
    return Fault(spec.shown, found, expected, remedy)


def _choose(layer: Layer, spec: SourceSpec, code_column: str, top: str) -> tuple[pd.DataFrame, list[Fault]]:
    """code, name, row and place of the areas inside ``top``; faults for codes that are no CBS codes."""
    attributes = layer.attributes
    keep = np.ones(len(attributes), dtype=bool)
    for column, kept in spec.where.items():
        if column not in attributes:
            header = [str(there) for there in attributes]
            return pd.DataFrame(), [checked.missing_column(spec.shown, column, header, likely(column, header))]
        keep &= attributes[column].isin(kept).to_numpy()
    code = attributes[code_column].map(lambda cell: cell.strip() if isinstance(cell, str) else "")
    name = attributes.get(spec.columns.get("name", "name"), code)
    name = name.where(name.notna(), code).map(str.strip)
    table = pd.DataFrame(
        {"code": code, "name": name, "row": np.arange(1, len(code) + 1), "place": np.arange(len(code))}
    )
    table = table[keep]
    formed = table["code"].map(lambda code: areas.level_of(code) is not None).astype(bool)
    origin = table[["row"]].assign(file=spec.shown)
    bad = table["code"][~formed]
    possible = pd.Index(sorted({one for code in bad.unique() for one in _possible(code, top)}))
    faults = codes.tell_malformed(bad, origin, "code", len(table), possible)
    inside = table[formed & (table["code"].str.slice(2, 6).eq(top[2:6]) | (top == areas.COUNTRY))]
    if inside.empty and not faults:
        found = ", ".join(table["code"].head(3)) + ", …"
        wanted = Text(nl="gebieden van {t}", en="areas of {t}").fill(t=top)
        cure = Text(nl="Controleer code en het bestand met grenzen.", en="Check code and the file of boundaries.")
        faults = [Fault(spec.shown, found, wanted, cure, 1, "code")]
    return inside.reset_index(drop=True), faults


def _possible(code: str, top: str) -> list[str]:
    """The codes inside the municipality that a damaged code could have been."""
    bare = "".join(sign for sign in code.upper() if sign.isalnum())
    possible = []
    for prefix, width in (("BU", 8), ("WK", 6), ("GM", 4)):
        digits = bare.removeprefix(prefix)
        whole = prefix + digits.zfill(width)
        inside = top == areas.COUNTRY or whole[2:6] == top[2:6]
        if len(digits) >= width - 1 and areas.level_of(whole) is not None and inside:
            possible.append(whole)
    return possible


def _duplicates(frame: pd.DataFrame, origin: pd.DataFrame) -> list[Fault]:
    again = frame["code"][frame["code"].duplicated()]
    expected = Text(nl="elke code één keer", en="each code once")
    remedy = Text(
        nl='Verwijder de dubbele vlakken; water in een CBS-bestand gaat weg met where = {{ water = ["NEE"] }}.',
        en='Remove the double shapes; water in a CBS file goes with where = {{ water = ["NEE"] }}.',
    ).fill()
    return tell(again, origin, "code", expected, remedy)
