"""Neighbours, Moran's I and local clusters: numbers worked out with PySAL (libpysal 4.14.1, esda 2.9.0) on a made-up grid.

The script behind the constants: ``Graph.build_contiguity(grid, rook=False).transform("R")``, then ``Moran`` and
``Moran_Local`` with 99,999 permutations on ``pattern()``.
"""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from wijkmonitor.methods import spatial

SIDE = 7
CODES = [f"BU{place:08d}" for place in range(SIDE * SIDE)]
# esda: Is of the first areas, times the variance; quadrant and one-sided p_sim of every area.
LOCAL = [-0.4740195924, -0.0713462984, 0.0130353738, 0.3817108251, 0.8581640069, 1.2852809024, 2.3659058796]
QUADRANT = [2, 2, 1, 3, 3, 3, 3, 1, 1, 1, 4, 3, 3, 3, 1, 1, 1, 1, 4, 4, 3, 1, 1, 1, 1, 2, 3, 4, 1, 1, 1, 1, 4, 3, 3, 1, 1, 1, 1, 3, 3, 3, 2, 1, 2, 3, 3, 3, 3]  # fmt: skip  # noqa: E501
P_SIM = [0.1201, 0.204, 0.4235, 0.2121, 0.0297, 0.0007, 0.0268, 0.1294, 0.0654, 0.1021, 0.335, 0.103, 0.0026, 0.0071, 0.0013, 0.0004, 0.0044, 0.1079, 0.4564, 0.0603, 0.2055, 0.0047, 0.0, 0.0001, 0.0121, 0.2421, 0.2302, 0.1119, 0.0029, 0.0002, 0.0029, 0.0224, 0.4947, 0.1756, 0.1581, 0.0692, 0.0134, 0.074, 0.3627, 0.141, 0.0049, 0.0016, 0.1205, 0.2704, 0.2581, 0.3939, 0.0877, 0.0242, 0.034]  # fmt: skip  # noqa: E501
NAMES = {1: "high_high", 2: "low_high", 3: "low_low", 4: "high_low"}


def squares(corners: list[tuple[float, float]], codes: list[str]) -> gpd.GeoDataFrame:
    """Squares of 100 m with these lower left corners."""
    boxes = [shapely.box(x, y, x + 100, y + 100) for x, y in corners]
    return gpd.GeoDataFrame(geometry=boxes, index=pd.Index(codes, name="code"), crs="EPSG:28992")


@pytest.fixture(scope="module")
def grid() -> spatial.Neighbours:
    corners = [(100.0 * (k % SIDE), 100.0 * (k // SIDE)) for k in range(SIDE * SIDE)]
    return spatial.neighbours(squares(corners, CODES))


def noise() -> np.ndarray:
    return ((np.arange(SIDE * SIDE) * 37) % 11) / 10


def pattern() -> pd.Series:
    row, column = np.arange(SIDE * SIDE) // SIDE, np.arange(SIDE * SIDE) % SIDE
    return pd.Series(np.round(np.sin(row / 2) + np.cos(column / 3) + noise(), 6), index=CODES)


def test_a_corner_makes_neighbours(grid):
    number = grid.matrix.sum(axis=1)
    assert (number[0], number[1], number[SIDE + 1]) == (3, 5, 8)
    assert (grid.matrix != grid.matrix.T).nnz == 0
    assert grid.matrix.diagonal().sum() == 0


def test_an_island_joins_the_nearest_both_ways_and_a_crack_is_no_sea():
    found = spatial.neighbours(squares([(0, 0), (100.4, 0), (900, 0)], ["a", "b", "c"])).matrix.toarray()
    np.testing.assert_array_equal(found, [[0, 1, 0], [1, 0, 1], [0, 1, 0]])
    assert spatial.neighbours(squares([(0, 0)], ["a"])).matrix.nnz == 0
    empty = squares([(0, 0), (100, 0), (900, 0)], ["a", "b", "c"])
    empty.geometry = [empty.geometry.iloc[0], None, empty.geometry.iloc[2]]
    np.testing.assert_array_equal(spatial.neighbours(empty).matrix.toarray(), [[0, 0, 1], [0, 0, 0], [1, 0, 0]])


def test_moran_agrees_with_esda(grid):
    found = spatial.moran(pattern(), grid, permutations=4999)
    assert found.i == pytest.approx(0.5420245513925316, abs=1e-12)
    assert found.expected == pytest.approx(-1 / 48)
    assert found.p == pytest.approx(2 / 5000)
    unlike = spatial.moran(pd.Series(noise(), index=CODES), grid, permutations=4999)
    assert unlike.i == pytest.approx(-0.15654033041788143, abs=1e-12)
    assert unlike.p == pytest.approx(2 * 0.02714, abs=0.012)


def test_local_clusters_agree_with_esda(grid):
    found = spatial.clusters(pattern(), grid, false_discoveries=1.0)
    assert found["cluster"].tolist() == [NAMES[place] for place in QUADRANT]
    z, w, _ = spatial._centred(pattern(), grid)
    # esda divides by the population variance with n - 1 in the numerator.
    local = z * (w @ z) / (z @ z) * (len(z) - 1)
    np.testing.assert_allclose(local[: len(LOCAL)], LOCAL, atol=1e-9)
    two_sided = np.minimum(2 * np.array(P_SIM), 1)
    # Five standard errors of both simulations together.
    apart = 5 * 2 * np.sqrt(two_sided / 2 * (1 - two_sided / 2) * (1 / 10000 + 1 / 100000)) + 3e-4
    assert (np.abs(found["p"] - two_sided) < apart).all()


def test_clusters_hold_after_correction_for_the_number_of_areas(grid):
    found = spatial.clusters(pattern(), grid)
    shown = found["cluster"] != ""
    assert 5 < shown.sum() < 30
    assert (found.loc[shown, "q"] <= spatial.FALSE_ALARMS).all()
    assert (found.loc[~shown, "q"] > spatial.FALSE_ALARMS).all()
    assert (found["q"] >= found["p"] - 1e-12).all()
    pd.testing.assert_frame_equal(found, spatial.clusters(pattern(), grid))
    assert not found.equals(spatial.clusters(pattern(), grid, seed=1))


def test_without_a_pattern_clusters_are_rare(grid):
    rng = np.random.default_rng(5)
    any_shown = [
        (spatial.clusters(pd.Series(rng.normal(size=49), index=CODES), grid)["cluster"] != "").any() for _ in range(40)
    ]
    assert np.mean(any_shown) <= 0.15


def test_areas_without_a_value_are_left_out_of_the_weights(grid):
    values = pattern()
    values.iloc[10:20] = np.nan
    found = spatial.clusters(values, grid)
    assert found["p"].isna().tolist() == values.isna().tolist()
    assert (found.loc[values.isna().to_numpy(), "cluster"] == "").all()
    weights = grid.among(values.notna().to_numpy())
    z = values.dropna() - values.mean()
    assert spatial.moran(values, grid).i == pytest.approx(float(z @ (weights @ z) / (z @ z)))


def test_an_area_whose_only_neighbour_has_no_value_does_not_count():
    corners = [(100.0 * k, 0.0) for k in range(12)]
    row = spatial.neighbours(squares(corners, CODES[:12]))
    values = pd.Series(np.arange(12.0), index=CODES[:12])
    values.iloc[1] = np.nan
    assert spatial.clusters(values, row)["p"].isna().tolist() == [True, True] + [False] * 10
    assert np.isfinite(spatial.moran(values, row).i)


@pytest.mark.parametrize(
    "values", [[1.0] * 49, [np.nan] * 49, [1.0, 2, 3, 4, 5, 6, 7] + [np.nan] * 42, [0.0] * 49], ids=str
)
def test_nothing_is_said_of_equal_values_or_too_few_areas(grid, values):
    found = spatial.moran(pd.Series(values, index=CODES), grid)
    assert np.isnan([found.i, found.expected, found.p]).all()
    local = spatial.clusters(pd.Series(values, index=CODES), grid)
    assert len(local) == 49
    assert (local["cluster"] == "").all()
    assert local[["p", "q"]].isna().all(axis=None)


def test_one_deviating_area_and_many_areas(grid):
    one = pd.Series(0.0, index=CODES)
    one.iloc[24] = 1.0
    assert spatial.clusters(one, grid)["p"].between(0, 1).all()
    rows = spatial._drawn(np.random.default_rng(0), 500, 300, 8)
    assert rows.shape == (500, 8)
    assert all(len(set(row)) == 8 for row in rows.tolist())
    assert (rows.min(), rows.max()) == (0, 299)
