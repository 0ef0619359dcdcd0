"""JSON as a frame of text cells: lists of records, GeoJSON features, and raw Overpass answers.

Nested values are flattened: ``{"tags": {"name": "x"}, "coordinate": [52.1, 4.9]}`` becomes the columns ``tags.name``,
``coordinate.0`` and ``coordinate.1``. Geometry becomes ``lat``/``lon`` (degrees) or ``x_rd``/``y_rd`` (metres).
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import shapely
import shapely.geometry

from wijkmonitor.fault import Fault
from wijkmonitor.municipality import SourceSpec
from wijkmonitor.sources import encoding
from wijkmonitor.sources.tabular import Cells, nothing
from wijkmonitor.text import Text

_OVERPASS_GEOMETRY = ("geometry", "members", "bounds", "nodes", "center")


def read_json(spec: SourceSpec) -> Cells:
    """Read the records of a JSON file; a row is the position of the record, counted from 1."""
    content, faults = load(spec)
    if content is None:
        return nothing(*faults)
    records, flatten = _records(content, spec)
    if records is None:
        return nothing(*faults, _no_records(content, spec))
    flat = [flatten(record) for record in records]
    if not flat:
        return nothing(*faults, _no_records(content, spec))
    frame = pd.DataFrame(flat, dtype="object").fillna("")
    rows = np.arange(1, len(frame) + 1)
    if flatten is _flat_element:
        again = frame["id"].duplicated().to_numpy()
        faults += _repeated(frame["id"][again], rows[again], spec)
        frame, rows = frame[~again].reset_index(drop=True), rows[~again]
    return Cells(frame.map(_words), rows, faults)


def _repeated(again: pd.Series, rows: np.ndarray, spec: SourceSpec) -> list[Fault]:
    """Answers of neighbouring map squares, put together, hold the objects on their border twice."""
    if again.empty:
        return []
    found = ", ".join(again.iloc[:5]) + (", …" if len(again) > 5 else "")
    expected = Text(nl="elk OSM-object één keer", en="each OSM object once")
    remedy = Text(nl="Niets te doen: een object telt één keer.", en="Nothing to do: an object counts once.")
    return [Fault(spec.shown, found, expected, remedy, int(rows[0]), "id", len(again), "warning")]


def load(spec: SourceSpec) -> tuple[Any, list[Fault]]:
    """The content of a JSON file, or None with the faults that explain it."""
    text, faults = encoding.decode(spec.file.read_bytes(), spec.encoding, spec.shown)
    if text is None:
        return None, faults
    try:
        return json.loads(text), faults
    except (ValueError, RecursionError) as wrong:
        expected = Text(nl="geldige JSON", en="valid JSON")
        remedy = Text(nl="Exporteer het bestand opnieuw.", en="Export the file again.")
        return None, [*faults, Fault(spec.shown, str(wrong)[:80], expected, remedy, getattr(wrong, "lineno", None))]


def _records(content: Any, spec: SourceSpec) -> tuple[list[Any] | None, Callable[[Any], dict[str, Any]]]:
    """The list of records in a JSON document and how to flatten one of them."""
    path = (spec.records or "").split(".") if spec.records else []
    if isinstance(content, dict) and content.get("type") == "FeatureCollection" and not path:
        names = _point_names(content, spec)
        return content.get("features"), lambda feature: _flat_feature(feature, names, spec.axis_order == "yx")
    if isinstance(content, dict) and not path and isinstance(content.get("elements"), list):
        path = ["elements"]
    for key in path:
        content = content.get(key) if isinstance(content, dict) else None
    if not isinstance(content, list) or not all(isinstance(record, dict) for record in content):
        return None, _flat
    overpass = bool(content) and content[0].get("type") in ("node", "way", "relation") and "id" in content[0]
    return content, _flat_element if overpass else _flat


def _no_records(content: Any, spec: SourceSpec) -> Fault:
    keys = ", ".join(list(content)[:8]) if isinstance(content, dict) else type(content).__name__
    expected = Text(nl="een lijst met records", en="a list of records")
    remedy = Text(
        nl='Geef in municipality.toml het pad naar de lijst op, bijvoorbeeld records = "elements".',
        en='State the path to the list in municipality.toml, for example records = "elements".',
    )
    return Fault(spec.shown, keys or "-", expected, remedy)


def _words(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value).strip()


def _flat(record: dict[str, Any], before: str = "") -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for key, value in record.items():
        if isinstance(value, list):
            value = {str(place): item for place, item in enumerate(value)}
        if isinstance(value, dict):
            flat.update(_flat(value, f"{before}{key}."))
        else:
            flat[f"{before}{key}"] = value
    return flat


def _point_names(content: dict[str, Any], spec: SourceSpec) -> tuple[str, str]:
    """The columns for the coordinates of a GeoJSON file: metres when it says EPSG:28992, else degrees."""
    named = spec.crs or str((content.get("crs") or {}).get("properties", {}).get("name", ""))
    return ("x_rd", "y_rd") if "28992" in named else ("lon", "lat")


def _flat_feature(feature: dict[str, Any], names: tuple[str, str], swapped: bool) -> dict[str, Any]:
    flat = {"id": feature.get("id")} | _flat(feature.get("properties") or {})
    if feature.get("geometry"):
        x, y = _point_of(feature["geometry"])
        if swapped:
            x, y = y, x
        flat = {names[0]: x, names[1]: y} | flat
    return flat


def _point_of(geometry: dict[str, Any]) -> tuple[Any, Any]:
    """A point of a GeoJSON geometry; none when it is malformed, so that the row is told as having no place."""
    try:
        return _point(shapely.geometry.shape(geometry))
    except (ValueError, TypeError, KeyError, AttributeError, shapely.errors.ShapelyError):
        return "", ""


def _point(shape: Any) -> tuple[Any, Any]:
    """A point in the shape: the point itself, or one that surely lies inside; ("", "") of an empty shape."""
    if shape.is_empty:
        return "", ""
    inside = shape if shape.geom_type == "Point" else shape.representative_point()
    return inside.x, inside.y


def _flat_element(element: dict[str, Any]) -> dict[str, Any]:
    """One element of an Overpass answer; ``id`` is made unique by its type ("way/123")."""
    lon, lat = _element_point(element)
    rest = {key: value for key, value in element.items() if key not in _OVERPASS_GEOMETRY}
    return {"lon": lon, "lat": lat} | _flat(rest) | {"id": f"{element.get('type')}/{element.get('id')}"}


def _element_point(element: dict[str, Any]) -> tuple[Any, Any]:
    """A node is a point, a way a line or polygon, a relation the shape of its members or else its bounds."""
    if "lat" in element:
        return element["lon"], element["lat"]
    if "center" in element:
        return element["center"]["lon"], element["center"]["lat"]
    shape = _shape(element.get("geometry") or [])
    members = [_shape(part.get("geometry") or []) for part in element.get("members") or []]
    shapes = [one for one in (shape, *members) if one is not None]
    if shapes:
        return _point(max(shapes, key=lambda one: (one.area, one.length)))
    bounds = element.get("bounds")
    if bounds:
        return (bounds["minlon"] + bounds["maxlon"]) / 2, (bounds["minlat"] + bounds["maxlat"]) / 2
    return "", ""


def _shape(points: list[dict[str, float]]) -> Any:
    corners = [(point["lon"], point["lat"]) for point in points if point]
    if len(corners) >= 4 and corners[0] == corners[-1]:
        polygon = shapely.Polygon(corners)
        return polygon if polygon.is_valid else shapely.make_valid(polygon)
    if len(corners) >= 2:
        return shapely.LineString(corners)
    return shapely.Point(corners[0]) if corners else None
