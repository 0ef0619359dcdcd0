"""Network measures against other programs and against counting by hand."""

import itertools
import math

import numpy as np
import pandas as pd
import pytest

from wijkmonitor.methods import network

DIRECTED = ("classroom",)
NAMES = {
    "classroom": "Classroom",
    "whitekinship": "WhiteKinship",
    "ef3": "EF3",
    "karate": "Karate",
    "jemaah_islamiyah": "jemaah_islamiyah",
}
COMPUTED, PUBLISHED = 1e-8, 1e-6


@pytest.fixture(scope="module")
def folder(peer_reference):
    return peer_reference / "ei_index"


@pytest.fixture(scope="module")
def expected(folder):
    table = pd.read_csv(folder / "expected.csv", dtype={"group": str})
    return table.set_index(["network", "group", "statistic"])["value"].astype(float)


def read(folder, edges, nodes=None):
    """Both ends of every tie as positions, the kind per member and the names of the members."""
    members = pd.read_csv(folder / f"{nodes or edges}_nodes.csv", dtype=str)
    ties = pd.read_csv(folder / f"{edges}_edges.csv", dtype=str)
    index = pd.Index(members["node"])
    ends = [index.get_indexer(ties.iloc[:, place]) for place in (0, 1)]
    assert min(end.min() for end in ends) >= 0
    return ends[0], ends[1], members["group"].to_numpy(dtype=object), members["node"].tolist()


@pytest.mark.parametrize("name", NAMES)
def test_ei_index_is_that_of_netseg_and_of_the_published_page(folder, expected, name):
    one, other, kind, _ = read(folder, name)
    tolerance = PUBLISHED if name == "jemaah_islamiyah" else COMPUTED
    found = network.ei_index(kind[one] != kind[other])
    assert found == pytest.approx(expected[NAMES[name], "ALL", "ei"], abs=tolerance)


def test_ei_index_of_ties_that_are_mutual(folder, expected):
    one, other, kind, _ = read(folder, "classroom_mutual", nodes="classroom")
    found = network.ei_index(kind[one] != kind[other])
    assert found == pytest.approx(expected["Classroom_mutual", "ALL", "ei"], abs=COMPUTED)
    assort = network.assortativity(one, other, kind, directed=False)
    assert assort == pytest.approx(expected["Classroom_mutual", "ALL", "assortativity_nominal_netseg"], abs=COMPUTED)


@pytest.mark.parametrize(("name", "tolerance"), [("karate", COMPUTED), ("jemaah_islamiyah", PUBLISHED)])
def test_ei_index_per_member(folder, expected, name, tolerance):
    one, other, kind, members = read(folder, name)
    found = dict(zip(members, network.ei_of_members(one, other, kind), strict=True))
    wanted = expected[expected.index.get_level_values("statistic") == "ei_node"].loc[NAMES[name]]
    assert len(wanted) == len(members)
    for (member, _), value in wanted.items():
        assert found[member] == pytest.approx(value, abs=tolerance), member


@pytest.mark.parametrize("name", ["classroom", "whitekinship", "ef3", "karate"])
def test_assortativity_is_that_of_igraph(folder, expected, name):
    one, other, kind, _ = read(folder, name)
    found = network.assortativity(one, other, kind, directed=name in DIRECTED)
    assert found == pytest.approx(expected[NAMES[name], "ALL", "assortativity_nominal_igraph"], abs=COMPUTED)


def test_netseg_takes_directed_ties_both_ways(folder, expected):
    one, other, kind, _ = read(folder, "classroom")
    found = network.assortativity(one, other, kind, directed=False)
    assert found == pytest.approx(expected["Classroom", "ALL", "assortativity_nominal_netseg"], abs=COMPUTED)


def test_assortativity_of_a_mixing_matrix_is_the_one_newman_published(folder, expected):
    table = pd.read_csv(folder / "catania_mixing.csv")
    mixing = table.pivot_table(index="male", columns="female", values="Freq").to_numpy(dtype=float)
    assert network.mixing_assortativity(mixing) == pytest.approx(0.621, abs=5e-4)
    both_ways = network.mixing_assortativity(mixing + mixing.T)
    assert both_ways == pytest.approx(
        expected["Catania_mixing_matrix", "ALL", "assortativity_nominal_netseg"], abs=COMPUTED
    )
    inside = np.trace(mixing) / mixing.sum()
    assert 1 - 2 * inside == pytest.approx(expected["Catania_mixing_matrix", "ALL", "ei"], abs=COMPUTED)


def test_reciprocity_is_that_of_igraph(folder, expected):
    one, other, _, _ = read(folder, "classroom")
    assert network.answered(one, other).mean() == pytest.approx(expected["Classroom", "ALL", "reciprocity"])


KIND = np.array(list("fffii"), dtype=object)
ONE, OTHER = np.array([0, 0, 1, 3, 2]), np.array([1, 3, 2, 4, 4])


def test_a_network_counted_by_hand():
    crossing = KIND[ONE] != KIND[OTHER]
    assert crossing.tolist() == [False, True, False, False, True]
    assert network.ei_index(crossing) == pytest.approx((2 - 3) / 5)
    assert network.ei_of_members(ONE, OTHER, KIND) == pytest.approx([0, -1, 0, 0, 0])
    assert network.fragility(ONE, OTHER) == pytest.approx(2 / 5)
    assert network.answered(np.array([0, 1, 2]), np.array([1, 0, 0])).tolist() == [True, True, False]


def every_dealing(one, other, kind):
    """The E-I index under every way to deal out the kinds, each once."""
    formal = int((kind == "f").sum())
    for chosen in itertools.combinations(range(len(kind)), formal):
        dealt = np.array([place in chosen for place in range(len(kind))])
        yield 2 * np.mean(dealt[one] != dealt[other]) - 1


def test_chance_is_every_dealing_of_the_kinds():
    rng = np.random.default_rng(5)
    for _ in range(5):
        kind = rng.permutation(np.array(list("ffffiiiii"), dtype=object))
        pairs = np.array(list(itertools.combinations(range(9), 2)))
        some = pairs[rng.choice(len(pairs), 14, replace=False)]
        one, other = some[:, 0], some[:, 1]
        every = np.array(list(every_dealing(one, other, kind)))
        chance = network.ei_by_chance(one, other, kind)
        found = network.ei_index(kind[one] != kind[other])
        exact = np.mean(np.abs(every - every.mean()) >= abs(found - every.mean()) - 1e-12)
        assert chance.mean == pytest.approx(every.mean(), abs=1e-12)
        assert chance.p == pytest.approx(exact, abs=0.025)
        assert chance.low == pytest.approx(np.quantile(every, 0.025), abs=0.15)
        assert chance.low < chance.mean < chance.high


def test_p_keeps_its_promise_when_there_is_only_chance():
    rng = np.random.default_rng(8)
    found = []
    for _ in range(300):
        kind = rng.permutation(np.array(["f"] * 20 + ["i"] * 25, dtype=object))
        ends = rng.integers(0, 45, (2, 90))
        ends = ends[:, ends[0] != ends[1]]
        found.append(network.ei_by_chance(ends[0], ends[1], kind, draws=400).p)
    assert 0.01 <= np.mean(np.array(found) < 0.05) <= 0.09


def test_nothing_to_compare():
    nobody = np.array([], dtype=int)
    assert math.isnan(network.ei_index(np.array([], dtype=bool)))
    assert math.isnan(network.fragility(nobody, nobody))
    assert network.ei_by_chance(nobody, nobody, KIND) is None
    assert network.ei_by_chance(ONE, OTHER, np.array(list("fffff"), dtype=object)) is None
    assert math.isnan(network.assortativity(ONE, OTHER, np.array(list("fffff"), dtype=object), directed=False))
