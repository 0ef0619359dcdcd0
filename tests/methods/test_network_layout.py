"""A drawing that is the same every time, in which nobody stands on another."""

import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wijkmonitor.methods.network_layout import least_distance, positions


def a_network(members, ties, seed=1):
    """Random ties between numbered members."""
    rng = np.random.default_rng(seed)
    keys = [f"O{number:03d}" for number in range(members)]
    every = np.array(list(itertools.combinations(range(members), 2)))
    some = every[rng.choice(len(every), ties, replace=False)]
    return keys, pd.DataFrame({"one": [keys[a] for a in some[:, 0]], "other": [keys[b] for b in some[:, 1]]})


def distances(place):
    xy = place[["x", "y"]].to_numpy()
    return np.sqrt(((xy[:, None] - xy[None]) ** 2).sum(axis=2))


@pytest.mark.parametrize(("members", "ties"), [(2, 1), (8, 12), (63, 180), (150, 600), (150, 40), (300, 1200)])
def test_nobody_stands_on_another(members, ties):
    keys, pairs = a_network(members, ties)
    place = positions(keys, pairs)
    assert place.index.tolist() == keys
    assert place.abs().to_numpy().max() <= 1
    apart = distances(place)[np.triu_indices(members, 1)]
    assert apart.min() >= least_distance(members) - 1e-3


def test_150_organisations_keep_a_mark_apart_on_a_screen():
    keys, pairs = a_network(150, 600)
    place = positions(keys, pairs)
    pixels = distances(place.assign(x=place["x"] * 240, y=place["y"] * 265))
    assert pixels[np.triu_indices(150, 1)].min() > 24, "the largest mark in a network of that size is 22.5 pixels"


def test_the_order_of_rows_changes_nothing():
    keys, pairs = a_network(40, 90)
    turned = pairs.sample(frac=1, random_state=3).rename(columns={"one": "other", "other": "one"})
    pd.testing.assert_frame_equal(positions(keys, pairs), positions(keys[::-1], turned))


def test_who_is_tied_stands_closer():
    keys, pairs = a_network(60, 110)
    apart = distances(positions(keys, pairs))
    index = pd.Index(keys)
    tied = np.zeros_like(apart, dtype=bool)
    tied[index.get_indexer(pairs["one"]), index.get_indexer(pairs["other"])] = True
    tied |= tied.T
    others = ~tied & ~np.eye(60, dtype=bool)
    assert apart[tied].mean() < 0.7 * apart[others].mean()


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 12), st.sets(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=30))
def test_any_network_can_be_drawn(members, ties):
    keys = [f"o{number}" for number in range(members)]
    some = [(keys[a], keys[b]) for a, b in ties if a < b < members]
    place = positions(keys, pd.DataFrame(some, columns=["one", "other"]))
    assert np.isfinite(place.to_numpy()).all()
    if members > 1:
        assert distances(place)[np.triu_indices(members, 1)].min() >= least_distance(members) - 1e-3


def test_nobody_at_all():
    assert positions([], pd.DataFrame(columns=["one", "other"])).empty
