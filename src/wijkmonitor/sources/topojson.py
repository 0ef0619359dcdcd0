"""Decoding TopoJSON without GDAL, which refuses files whose "type" comes last and says nothing about broken rings.

Format: https://github.com/topojson/topojson-specification (arcs are delta-encoded on a grid when there is a transform; a
negative index ~i is arc i reversed; rings are arcs joined end to end).
"""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely

from wijkmonitor.sources.layer import Built

_LEAST_POINTS = 4


def is_topology(content: Any) -> bool:
    """True for a TopoJSON document, wherever its "type" stands."""
    return isinstance(content, dict) and "arcs" in content and isinstance(content.get("objects"), dict)


def polygons_of(topology: dict[str, Any], name: str | None) -> list[dict[str, Any]]:
    """The geometries of the named object, or of the first one that holds any."""
    objects = topology["objects"]
    chosen = [objects[name]] if name in objects else list(objects.values())
    for one in chosen:
        found = one.get("geometries", [one])
        if found:
            return list(found)
    return []


def build(topology: dict[str, Any], geometries: list[dict[str, Any]]) -> Built:
    """Shapes of these geometries; a polygon whose outer ring has too few points cannot be built and is missing."""
    arcs = _decode(topology)
    shapes = np.full(len(geometries), None, dtype=object)
    dropped = 0
    for place, geometry in enumerate(geometries):
        kind = geometry.get("type")
        parts = {"Polygon": [geometry.get("arcs", [])], "MultiPolygon": geometry.get("arcs", [])}.get(str(kind), [])
        polygons = []
        for rings in parts:
            corners = [_ring(ring, arcs) for ring in rings]
            holes = [ring for ring in corners[1:] if len(ring) >= _LEAST_POINTS]
            dropped += len(corners[1:]) - len(holes)
            if corners and len(corners[0]) >= _LEAST_POINTS:
                polygons.append(shapely.Polygon(corners[0], holes))
        if polygons:
            shapes[place] = polygons[0] if len(polygons) == 1 else shapely.MultiPolygon(polygons)
            dropped += len(parts) - len(polygons)
    return Built(shapes, dropped)


def _decode(topology: dict[str, Any]) -> list[np.ndarray]:
    transform = topology.get("transform")
    arcs = [np.asarray(arc, dtype=float)[:, :2] for arc in topology["arcs"]]
    if transform is None:
        return arcs
    scale, shift = np.asarray(transform["scale"]), np.asarray(transform["translate"])
    return [np.cumsum(arc, axis=0) * scale + shift for arc in arcs]


def _ring(indices: list[int], arcs: list[np.ndarray]) -> np.ndarray:
    """One ring: arcs joined, without the repeated joint points and without points that repeat the one before."""
    if any(not -len(arcs) <= index < len(arcs) for index in indices):
        return np.empty((0, 2))  # points at an arc that is not there: cannot be built
    parts = [arcs[index] if index >= 0 else arcs[~index][::-1] for index in indices]
    if not parts:
        return np.empty((0, 2))
    line = np.concatenate([parts[0], *(part[1:] for part in parts[1:])])
    moved = np.ones(len(line), dtype=bool)
    moved[1:] = (np.diff(line, axis=0) != 0).any(axis=1)
    return line[moved]
