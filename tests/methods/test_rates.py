import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.indicators import strip_town
from wijkmonitor.methods import rates


def test_rate_by_hand():
    areas = strip_town.areas_of(wijken=1, buurten=3, residents=1000)  # 1,000, 1,010 and 1,020 residents
    areas.loc["BU00010001", "population"] = 0.0
    areas.loc["BU00010002", "population"] = np.nan
    count = pd.Series({"BU00010000": 10.0, "BU00010001": 2.0, "BU00010002": 1.0, "WK000100": 13.0, "GM0001": 13.0})
    rows = rates.rates_per_1000(count, areas).set_index("area")
    assert rows.loc["BU00010000", ["value", "low", "high", "n"]].tolist() == pytest.approx(
        [10, 4.795, 18.390, 1000], abs=1e-3
    )
    assert math.isnan(rows.loc["BU00010001", "value"])
    assert rows.loc["BU00010001", "n"] == 0, "nobody lives here"
    assert math.isnan(rows.loc["BU00010002", "value"])
    assert math.isnan(rows.loc["BU00010002", "n"]), "unknown is not zero"


def test_no_initiatives_is_zero_with_a_margin():
    areas = strip_town.areas_of(wijken=1, buurten=1, residents=2000)
    rows = rates.rates_per_1000(pd.Series(0.0, index=areas.index), areas).set_index("area")
    assert rows.loc["GM0001", "value"] == 0
    assert rows.loc["GM0001", "high"] == pytest.approx(3.689 / 2, abs=1e-3)


def slow_marshall(events: list[float], residents: list[float]) -> list[float]:
    """Marshall (1991), Applied Statistics 40, equations for the global estimator, one area at a time."""
    m = sum(events) / sum(residents)
    s2 = sum(n * (e / n - m) ** 2 for e, n in zip(events, residents, strict=True)) / sum(residents)
    a = max(s2 - m / (sum(residents) / len(residents)), 0.0)
    found = []
    for e, n in zip(events, residents, strict=True):
        kept = a / (a + m / n) if m else 0.0
        found.append(m + kept * (e / n - m))
    return found


@given(
    rows=st.lists(st.tuples(st.integers(0, 40), st.integers(20, 9000)), min_size=1, max_size=30),
)
def test_shrinkage_against_the_slow_way(rows: list[tuple[int, int]]):
    events = np.array([row[0] for row in rows], dtype=float)
    residents = np.array([row[1] for row in rows], dtype=float)
    smooth, variance = rates.shrink(events, residents)
    np.testing.assert_allclose(smooth, slow_marshall(list(events), list(residents)), atol=1e-12)
    whole = events.sum() / residents.sum()
    raw = events / residents
    assert (np.minimum(raw, whole) - 1e-12 <= smooth).all(), "between the own rate and that of the whole"
    assert (smooth <= np.maximum(raw, whole) + 1e-12).all()
    assert (variance >= 0).all()


def test_smoothing_leaves_unknown_residents_out():
    smooth, variance = rates.shrink(np.array([1.0, 5.0, np.nan]), np.array([100.0, 1000.0, np.nan]))
    assert np.isfinite(smooth[:2]).all()
    assert np.isnan(smooth[2])
    assert np.isnan(variance[2])


def test_smoothed_frame_has_every_level_and_holds_its_value():
    areas = strip_town.areas_of(wijken=3, buurten=4, residents=300)
    count = pd.Series(1.0 + np.arange(len(areas)) % 5, index=areas.index)
    rows = rates.smoothed_rates_per_1000(count, areas)
    assert set(rows["area"]) == set(areas.index)
    assert (rows["low"] <= rows["value"]).all()
    assert (rows["value"] <= rows["high"]).all()
    assert (rows["low"] < rows["high"]).all()
