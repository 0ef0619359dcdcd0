"""Intervals against published tables."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from wijkmonitor.methods import intervals

# Newcombe (1998), Statistics in Medicine 17, Table I: score method without continuity correction.
NEWCOMBE = [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0000, 0.1611), (1, 29, 0.0061, 0.1718)]
# Garwood (1936), as tabulated in e.g. Ulm (1990): exact 95 % limits of a Poisson mean.
GARWOOD = [(0, 0.0, 3.689), (1, 0.0253, 5.572), (5, 1.623, 11.668), (10, 4.795, 18.390), (100, 81.36, 121.63)]


@pytest.mark.parametrize(("events", "n", "low", "high"), NEWCOMBE)
def test_wilson_published(events: int, n: int, low: float, high: float):
    found = intervals.wilson(np.array([events / n]), np.array([float(n)]))
    assert found[0][0] == pytest.approx(low, abs=5e-5)
    assert found[1][0] == pytest.approx(high, abs=5e-5)


@given(share=st.floats(0, 1), n_eff=st.floats(0.5, 5000))
def test_wilson_contains_mirrors_and_never_collapses(share: float, n_eff: float):
    low, high = intervals.wilson(np.array([share]), np.array([n_eff]))
    assert 0 <= low[0] <= share <= high[0] <= 1
    assert high[0] - low[0] > 1e-4
    mirrored = intervals.wilson(np.array([1 - share]), np.array([n_eff]))
    assert mirrored[0][0] == pytest.approx(1 - high[0], abs=1e-12)
    assert mirrored[1][0] == pytest.approx(1 - low[0], abs=1e-12)


def test_wilson_without_answers_is_missing():
    low, high = intervals.wilson(np.array([np.nan, 0.5]), np.array([0.0, np.nan]))
    assert np.isnan(low).all()
    assert np.isnan(high).all()


@pytest.mark.parametrize(("count", "low", "high"), GARWOOD)
def test_poisson_published(count: int, low: float, high: float):
    found = intervals.poisson(np.array([count]))
    assert found[0][0] == pytest.approx(low, abs=5e-3)
    assert found[1][0] == pytest.approx(high, abs=5e-3)
    if count:
        assert found[0][0] == pytest.approx(stats.chi2.ppf(0.025, 2 * count) / 2)
    assert found[1][0] == pytest.approx(stats.chi2.ppf(0.975, 2 * count + 2) / 2)


def test_student_by_hand():
    low, high = intervals.student(np.array([5.0]), np.array([0.4]), np.array([11.0]), (0, 10))
    assert high[0] == pytest.approx(5 + 2.228139 * 0.4, abs=1e-6)  # t, 10 degrees of freedom
    assert low[0] == pytest.approx(5 - 2.228139 * 0.4, abs=1e-6)
    cut = intervals.student(np.array([9.9]), np.array([0.4]), np.array([11.0]), (0, 10))
    assert cut[1][0] == 10
    lone = intervals.student(np.array([5.0]), np.array([0.4]), np.array([1.0]), (0, 10))
    assert np.isnan(lone[0][0])


def test_gamma_has_the_asked_mean_and_spread():
    low, high = intervals.gamma(np.array([4.0, 0.0]), np.array([4.0, 0.0]))  # shape 4, scale 1
    assert low[0] == pytest.approx(stats.gamma.ppf(0.025, 4))
    assert high[0] == pytest.approx(stats.gamma.ppf(0.975, 4))
    assert np.isnan(low[1])
