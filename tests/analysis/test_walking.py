"""Distances on foot: the straight line against all pairs, streets against distances worked out by hand."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wijkmonitor.analysis import walking
from wijkmonitor.analysis.walking import SEGMENT_COLUMNS, StraightLine, StreetNetwork


def network(*segments: tuple[float, float, float, float]) -> StreetNetwork:
    return StreetNetwork.of(pd.DataFrame(segments, columns=list(SEGMENT_COLUMNS)))


def grid(blocks: int = 5, side: float = 100.0) -> StreetNetwork:
    """Streets every ``side`` metres both ways, as far as ``blocks`` blocks."""
    lines = []
    for i in range(blocks + 1):
        for j in range(blocks):
            lines += [(i * side, j * side, i * side, (j + 1) * side), (j * side, i * side, (j + 1) * side, i * side)]
    return network(*lines)


def points(*rows: tuple[float, float]) -> np.ndarray:
    return np.array(rows, dtype=float).reshape(-1, 2)


def test_streets_of_a_grid_give_manhattan_distances():
    rng = np.random.default_rng(4)
    corners, others = rng.integers(0, 6, (30, 2)) * 100.0, rng.integers(0, 6, (12, 2)) * 100.0
    found = grid().pairs(corners, others, 400)
    expected = {
        (h, p): abs(a - c) + abs(b - d)
        for h, (a, b) in enumerate(corners)
        for p, (c, d) in enumerate(others)
        if abs(a - c) + abs(b - d) <= 400
    }
    got = dict(zip(zip(found.home.tolist(), found.place.tolist(), strict=True), found.distance_m, strict=True))
    assert got.keys() == expected.keys()
    assert got == pytest.approx(expected, abs=1e-3)
    assert list(got) == sorted(got)
    nearest = grid().nearest(corners, others, 400)
    best = [min((d for (home, _), d in expected.items() if home == h), default=np.inf) for h in range(30)]
    assert nearest == pytest.approx(best, abs=1e-3)


def test_the_way_to_the_street_is_added():
    found = grid().pairs(points((150, 10)), points((150, 480)), 2000)
    # 10 to the street, 50 to a corner, 500 up, 50 along, 20 back down to the place.
    assert found.distance_m == pytest.approx([10 + 50 + 500 + 50 + 20], abs=1e-3)


def test_two_on_the_same_street_walk_straight_to_each_other():
    street = network((0, 0, 1000, 0))
    found = street.pairs(points((300, 5), (900, 0)), points((350, 5), (300, 5)), 600)
    assert found.distance_m == pytest.approx([60, 10, 555, 605][:3], abs=1e-3)


def test_a_river_with_one_bridge():
    banks = [(0, 0, 1000, 0), (0, 200, 1000, 200)]
    home, place = points((0, 0)), points((0, 200))
    assert StraightLine().within(home, place, 400).all()
    assert not network(*banks).within(home, place, 5000).any(), "no bridge, no way across"
    bridge = network((0, 0, 800, 0), (800, 0, 1000, 0), (0, 200, 800, 200), (800, 200, 1000, 200), (800, 0, 800, 200))
    assert bridge.nearest(home, place, 5000) == pytest.approx([800 + 200 + 800], abs=1e-3)
    assert not bridge.within(home, place, 1799).any()


def test_streets_that_only_cross_do_not_meet():
    viaduct = network((0, 0, 200, 0), (100, -100, 100, 100))
    assert not viaduct.within(points((0, 0)), points((100, 100)), 5000).any()


def test_off_the_streets_the_straight_line_counts():
    street = network((0, 0, 1000, 0))
    homes, places = points((0, 0), (0, 400)), points((100, 0), (0, 500))
    assert street.off_street(places).tolist() == [False, True]
    found = street.pairs(homes, places, 700)
    got = dict(zip(zip(found.home.tolist(), found.place.tolist(), strict=True), found.distance_m, strict=True))
    far = float(np.hypot(100, 400)) * walking.DETOUR
    assert got == pytest.approx({(0, 0): 100, (0, 1): 650, (1, 0): far, (1, 1): 130}, abs=1e-3)
    assert street.nearest(homes, places, 700) == pytest.approx([100, 130], abs=1e-3)


def test_nobody_and_nothing():
    nowhere = points()
    for walk in (StraightLine(), grid()):
        assert len(walk.pairs(nowhere, points((0, 0)), 400).home) == 0
        assert walk.nearest(points((0, 0)), nowhere, 400).tolist() == [np.inf]
        assert walk.within(nowhere, nowhere, 400).shape == (0,)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 500), st.floats(0, 500)), min_size=2, max_size=12), st.integers(1, 11))
def test_streets_are_never_shorter_than_the_bird_flies(rows, cut):
    spots = points(*rows)
    homes, places = spots[: max(1, cut % len(spots))], spots[max(1, cut % len(spots)) :]
    if not len(places):
        return
    found = grid().pairs(homes, places, 1500)
    bird = np.hypot(*(homes[found.home] - places[found.place]).T)
    assert (found.distance_m >= bird - 1e-6).all()
    nearest = pd.Series(found.distance_m).groupby(found.home).min()
    assert grid().nearest(homes, places, 1500)[nearest.index] == pytest.approx(nearest.to_numpy(), abs=1e-6)


def test_some_walk_less_far():
    assert walking.limit_of("all", 800) == 800
    assert walking.limit_of("lens:65plus", 800) == 800
    assert walking.limit_of("lens:75plus", 800) == 430
    assert walking.metres(15) == 1250
