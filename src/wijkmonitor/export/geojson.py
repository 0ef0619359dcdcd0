"""Figures on their areas, as GeoJSON."""

from __future__ import annotations

import json
import math
from typing import Any

import pandas as pd

from wijkmonitor.snapshot import Snapshot


def to_geojson(snapshot: Snapshot, frame: pd.DataFrame) -> bytes:
    """The areas of an exported frame (``export.COLUMNS``) with their figures as properties: GeoJSON (RFC 7946, WGS84).

    One feature per row; areas without display geometry have ``null``.
    """
    shapes = {
        (f["properties"]["code"], int(f["properties"]["vintage"])): f["geometry"]
        for f in snapshot.geometry()["features"]
    }
    features = [
        {
            "type": "Feature",
            "geometry": shapes.get((row["area"], int(row["vintage"]))),
            "properties": {name: _json_value(value) for name, value in row.items()},
        }
        for row in frame.to_dict("records")
    ]
    collection = {"type": "FeatureCollection", "features": features}
    return json.dumps(collection, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode("utf-8")


def _json_value(value: Any) -> Any:
    if value is None or value is pd.NA or (isinstance(value, float) and math.isnan(value)):
        return None
    return value.item() if hasattr(value, "item") else value
