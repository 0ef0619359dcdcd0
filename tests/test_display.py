"""What is written for the map can be read by a browser."""

import json

import numpy as np
import pandas as pd

from wijkmonitor.display import point_features


def test_a_place_without_a_name_does_not_spoil_the_map():
    table = pd.DataFrame(
        {
            "place_id": ["a", "b"],
            "name": pd.Series([np.nan, "Het Honk"], dtype="str"),
            "lat": [52.0, np.nan],
            "lon": 5.0,
        }
    )
    points = point_features(table, {"id": "place_id", "name": "name"})
    assert [point["properties"] for point in points["features"]] == [{"id": "a", "name": ""}]
    json.dumps(points, allow_nan=False)
