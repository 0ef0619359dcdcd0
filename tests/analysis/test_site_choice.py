"""Choosing sites: the best there is on small instances, never worse than step by step, and told when not proven."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from wijkmonitor.analysis import site_choice


def brute_force(covers: np.ndarray, weights: np.ndarray, count: int) -> float:
    """Every choice of ``count`` sites, one by one."""
    choices = itertools.combinations(range(covers.shape[1]), min(count, covers.shape[1]))
    return max(float(weights[covers[:, list(one)].any(axis=1)].sum()) for one in choices)


def covered(covers: np.ndarray, weights: np.ndarray, sites: tuple[int, ...]) -> float:
    return float(weights[covers[:, list(sites)].any(axis=1)].sum()) if sites else 0.0


@st.composite
def instances(draw):
    demands, sites = draw(st.integers(1, 12)), draw(st.integers(1, 7))
    covers = draw(st.lists(st.lists(st.booleans(), min_size=sites, max_size=sites), min_size=demands, max_size=demands))
    weights = draw(st.lists(st.integers(0, 50), min_size=demands, max_size=demands))
    return np.array(covers), np.array(weights, dtype=float), draw(st.integers(1, 5))


@given(instances())
@settings(max_examples=150, deadline=None)
def test_the_best_of_all_choices(instance):
    covers, weights, count = instance
    found = site_choice.choose(sparse.csr_array(covers, dtype=float), weights, count)
    best = brute_force(covers, weights, count)
    assert found.covered == pytest.approx(best)
    assert covered(covers, weights, found.sites) == pytest.approx(best), "what is told to be added is what is covered"
    assert found.proven
    assert len(found.sites) <= count
    assert list(found.added) == sorted(found.added, reverse=True)
    assert all(added > 0 for added in found.added)


@given(instances())
@settings(max_examples=100, deadline=None)
def test_step_by_step_is_never_better_and_knows_how_far_off_it_may_be(instance):
    covers, weights, count = instance
    found = site_choice.greedy(sparse.csr_array(covers, dtype=float), weights, count)
    best = brute_force(covers, weights, count)
    assert found.covered <= best + 1e-9
    assert found.covered >= (1 - 1 / np.e) * best - 1e-9, "Nemhauser, Wolsey & Fisher (1978)"
    assert found.covered * (1 + found.gap) >= best - 1e-4


def test_step_by_step_can_be_beaten():
    """The middle site covers most alone; the two outer ones together cover all."""
    covers = np.array([[1, 0, 0], [1, 1, 0], [1, 1, 0], [0, 1, 1], [0, 1, 1], [0, 0, 1]])
    weights = np.ones(6)
    one_by_one = site_choice.greedy(sparse.csr_array(covers, dtype=float), weights, 2)
    best = site_choice.choose(sparse.csr_array(covers, dtype=float), weights, 2)
    assert (one_by_one.covered, best.covered) == (5, 6)
    assert sorted(best.sites) == [0, 2]


def test_without_time_the_gap_is_told_and_true():
    rng = np.random.default_rng(3)
    covers = sparse.csr_array((rng.random((400, 60)) < 0.08).astype(float))
    weights = rng.integers(1, 30, 400).astype(float)
    hurried = site_choice.choose(covers, weights, 5, time_limit_s=0.0)
    proven = site_choice.choose(covers, weights, 5, time_limit_s=60.0)
    assert proven.proven
    assert hurried.covered <= proven.covered <= hurried.covered * (1 + hurried.gap) + 1e-6


def test_nobody_to_reach():
    found = site_choice.choose(sparse.csr_array(np.zeros((0, 4))), np.zeros(0), 3)
    assert found.sites == ()
    assert found.proven


def test_more_sites_than_there_are():
    found = site_choice.choose(sparse.csr_array(np.eye(2)), np.array([3.0, 4.0]), 5)
    assert found.sites == (1, 0)
    assert found.added == (4.0, 3.0)
