"""The two-step floating catchment area against other programs, published figures and its own laws."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wijkmonitor.analysis import two_step
from wijkmonitor.analysis.walking import StraightLine

FOLDER = "access_2sfca"
LUO_QI_20_40_60 = ((1 / 3, 1.0), (2 / 3, 0.68), (1.0, 0.22))


class Case:
    """Pairs of one case with what is expected per demand id."""

    def __init__(self, folder, cost, demand=None, supply=None):
        table = pd.read_csv(folder / f"{cost}_cost.csv", dtype={"demand_id": str, "supply_id": str})
        self.homes, self.places = (sorted(table[name].unique()) for name in ("demand_id", "supply_id"))
        self.home = pd.Index(self.homes).get_indexer(table["demand_id"])
        self.place = pd.Index(self.places).get_indexer(table["supply_id"])
        self.cost = table["cost"].to_numpy(dtype=float)
        self.demand = self._amounts(folder, demand, "demand", self.homes)
        self.supply = self._amounts(folder, supply, "supply", self.places)

    def _amounts(self, folder, name, what, ids):
        if name is None:
            return np.ones(len(ids))
        table = pd.read_csv(folder / f"{name}.csv", dtype={f"{what}_id": str})
        return table.set_index(f"{what}_id")[what].reindex(ids).to_numpy(dtype=float)

    def found(self, weight):
        value = two_step.per_resident(self.home, self.place, weight, self.supply, self.demand)
        return dict(zip(self.homes, value, strict=True))


def expected(folder, case):
    table = pd.read_csv(folder / "expected_small.csv", dtype={"id": str})
    return table[table["case"] == case].set_index("id")["value"].to_dict()


@pytest.fixture(scope="module")
def folder(peer_reference):
    return peer_reference / FOLDER


def test_luo_and_wang_figure_3(folder):
    case = Case(folder, "luo_wang_2003")
    found = case.found((case.cost <= 30).astype(float))
    assert found == pytest.approx(expected(folder, "luo_wang_2003_fig3_2sfca_30min"), abs=1e-8)


def test_the_catchment_package_worked_by_hand(folder):
    case = Case(folder, "catchment_manual", "catchment_manual_demand", "catchment_manual_supply")
    binary = (case.cost < 30).astype(float)
    assert case.found(binary) == pytest.approx(expected(folder, "catchment_manual_2sfca_lt30"), abs=1e-8)
    steps = two_step.step_weights(case.cost, 60, LUO_QI_20_40_60)
    assert case.found(steps) == pytest.approx(expected(folder, "catchment_manual_e2sfca_20_40_60"), abs=1e-8)
    bell = np.exp(-(case.cost**2) / (2 * 2**2))
    assert case.found(bell) == pytest.approx(expected(folder, "catchment_manual_kd2sfca_gauss_sd2"), abs=1e-8)


@pytest.mark.parametrize("power", [1, 2])
def test_gravity(folder, power):
    case = Case(folder, "gravity")
    assert case.found(case.cost**-power) == pytest.approx(expected(folder, f"gravity_beta{power}"), abs=1e-8)


@pytest.mark.parametrize(
    ("case", "weight"),
    [("tiny_binary", lambda d: np.ones_like(d)), ("tiny_gaussian_scale1", lambda d: np.exp(-(d**2) / 2))],
)
def test_the_tiny_example_of_the_catchment_documentation(folder, case, weight):
    home, place = np.repeat([0, 1, 2], 2), np.tile([0, 1], 3)
    distance = np.abs(np.array([0.0, 1, 2])[home] - np.array([0.0, 2])[place])
    found = two_step.per_resident(home, place, weight(distance), np.full(2, 10.0), np.full(3, 100.0))
    told = expected(folder, f"sdc_catchment_{case}")
    assert found == pytest.approx([told["c1"], told["c2"], told["c3"]], abs=5e-7)


@pytest.fixture(scope="module")
def bho5(folder):
    travel = pd.read_csv(folder / "bho_travel_matrix_5.csv")
    land = pd.read_csv(folder / "bho_land_use_5.csv").set_index("id")
    home, place = (land.index.get_indexer(travel[end]) for end in ("from_id", "to_id"))
    return land, home, place, travel["travel_time"].to_numpy(dtype=float)


def test_belo_horizonte_published(folder, bho5):
    land, home, place, minutes = bho5
    jobs, people = (land[name].to_numpy(dtype=float) for name in ("jobs", "population"))
    found = two_step.per_resident(home, place, (minutes <= 45).astype(float), jobs, people)
    told = expected(folder, "bho5_binary45_2sfca_PUBLISHED_4dp")
    assert dict(zip(land.index, found, strict=True)) == pytest.approx(told, abs=5e-5)


def test_belo_horizonte_beside_another_program(folder, bho5):
    land, home, place, minutes = bho5
    table = pd.read_csv(folder / "expected_bho.csv")
    told = table[(table["case"] == "bho5_binary50") & (table["method"] == "2sfca")].set_index("id")["value"]
    jobs, people = (land[name].to_numpy(dtype=float) for name in ("jobs", "population"))
    found = two_step.per_resident(home, place, (minutes <= 50).astype(float), jobs, people)
    assert dict(zip(land.index, found, strict=True)) == pytest.approx(told.to_dict(), abs=1e-8)


def test_belo_horizonte_of_200_zones(folder):
    matrix = folder / "bho_travel_matrix_200.csv"
    if not matrix.is_file():
        pytest.skip("the travel times between the 200 zones are not beside the project")
    travel = pd.read_csv(matrix)
    land = pd.read_csv(folder / "bho_land_use_200.csv").set_index("id")
    home, place = (land.index.get_indexer(travel[end]) for end in ("from_id", "to_id"))
    minutes = travel["travel_time"].to_numpy(dtype=float)
    table = pd.read_csv(folder / "expected_bho.csv")
    stepped = np.select([minutes < 10, minutes < 20, minutes < 30], [1.0, 0.68, 0.22], default=0.0)
    weights = {
        "bho200_binary30": (minutes <= 30).astype(float),
        "bho200_binary45": (minutes <= 45).astype(float),
        "bho200_exp0.1": np.exp(-0.1 * minutes),
        "bho200_stepped_10_20_30_w1_.68_.22": stepped,
    }
    for case, weight in weights.items():
        told = table[(table["case"] == case) & (table["method"] == "2sfca")].set_index("id")["value"].to_dict()
        jobs, people = (land[name].to_numpy(dtype=float) for name in ("jobs", "population"))
        found = two_step.per_resident(home, place, weight, jobs, people)
        assert dict(zip(land.index, found, strict=True)) == pytest.approx(told, rel=1e-8, abs=1e-8), case


def test_weights_in_steps():
    distance = np.array([0.0, 10, 10.1, 20, 20.1, 30, 30.1])
    assert two_step.step_weights(distance, 30).tolist() == [1, 1, 0.68, 0.68, 0.22, 0.22, 0]


def test_nothing_within_reach_is_zero_and_a_place_of_nobody_counts_for_nobody():
    found = two_step.per_resident(
        np.array([0, 2]), np.array([0, 1]), np.ones(2), np.array([1.0, 1.0]), np.array([10.0, 5, 0])
    )
    assert found.tolist() == [0.1, 0, 0]


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 6), st.integers(1, 5), st.integers(0, 2**32 - 1))
def test_all_that_can_be_reached_is_handed_out_once(homes, places, seed):
    rng = np.random.default_rng(seed)
    home, place = (one.ravel() for one in np.meshgrid(range(homes), range(places), indexing="ij"))
    keep = rng.random(len(home)) < 0.7
    home, place = home[keep], place[keep]
    weight, supply = rng.uniform(0.1, 1, len(home)), rng.uniform(0, 9, places)
    residents = rng.uniform(1, 90, homes)
    found = two_step.per_resident(home, place, weight, supply, residents)
    assert (found * residents).sum() == pytest.approx(supply[np.unique(place)].sum())


@pytest.mark.parametrize("at_once", [7, 50_000])
def test_a_catchment_of_many_blocks_is_the_same(monkeypatch, at_once):
    monkeypatch.setattr(two_step, "_HOMES_AT_ONCE", at_once)
    rng = np.random.default_rng(8)
    homes, places = rng.uniform(0, 3000, (40, 2)), rng.uniform(0, 3000, (15, 2))
    residents, supply = rng.uniform(1, 50, 40), rng.uniform(0, 3, 15)
    walk = StraightLine()
    catchment = two_step.Catchment.of(walk, homes, residents, places, (1250.0, 670.0))
    pairs = walk.pairs(homes, places, 1250)
    long, short = (two_step.step_weights(pairs.distance_m, limit) for limit in (1250, 670))
    alone = two_step.per_resident(pairs.home, pairs.place, long, supply, residents)
    assert catchment.per_resident(supply, 1250.0, 1250.0) == pytest.approx(alone)
    demand = np.bincount(pairs.place, long * residents[pairs.home], minlength=15)
    nearer = np.bincount(pairs.home, short * (supply / np.where(demand > 0, demand, np.inf))[pairs.place], minlength=40)
    assert catchment.per_resident(supply, 670.0, 1250.0) == pytest.approx(nearer)
    first = np.arange(15) == 0
    near = walk.within(homes, places[:1], 670)
    assert catchment.touched(first, 670.0).tolist() == near.tolist()
