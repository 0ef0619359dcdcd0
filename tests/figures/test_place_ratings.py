"""Who judges how, and the gap between staff and residents."""

import types

import numpy as np
import pandas as pd

from wijkmonitor.figures import place_ratings

PLACES = pd.DataFrame(
    {"quality_staff": [80.0, 70, 60], "quality_resident": [60.0, np.nan, np.nan], "quality_non_visitor": [np.nan] * 3}
)


def snapshot(value: float, low: float, high: float):
    rows = [("staff_resident_gap", value, low, high), ("staff_resident_places", 24.0, np.nan, np.nan)]
    table = pd.DataFrame(rows, columns=["statistic", "value", "low", "high"])
    return types.SimpleNamespace(statistics=table.assign(indicator="place_quality", edition="2025", area="GM1"))


def gap(value: float, low: float, high: float, area: str = "GM1") -> str:
    return place_ratings.gap(snapshot(value, low, high), "2025", area, "Rekenstad", "nl")


def test_who_judged_how_many_places():
    table = place_ratings.by_rater(PLACES, "nl")
    assert table.to_numpy().tolist() == [["medewerkers", "70", "3"], ["bewoners", "60 (indicatief)", "1"]]
    assert place_ratings.by_rater(PLACES.iloc[:0], "en").empty


def test_a_gap_is_told_only_when_it_is_demonstrable():
    assert "geven medewerkers 9 punten meer (waarschijnlijk tussen 7 en 11)" in gap(9.2, 7.1, 11.3)
    assert "geven bewoners 9 punten meer (waarschijnlijk tussen 7 en 11)" in gap(-9.2, -11.3, -7.1)
    assert "niet aantoonbaar anders" in gap(2.0, -1.0, 5.0)
    assert "24 plekken" in gap(2.0, -1.0, 5.0)
    assert gap(2.0, 1.0, 3.0, area="WK1") == ""
