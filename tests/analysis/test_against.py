"""Capacity beside initiatives: the corners, their probabilities, and the distribution behind a published rate."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from wijkmonitor.analysis import against
from wijkmonitor.analysis.against import CORNERS, Together

NINE = np.arange(9.0)


def corners(capacity=NINE, rmse=0.0, rate=NINE + 1, width=0.0, **options) -> pd.DataFrame:
    rate = np.asarray(rate, dtype=float)
    errors = np.broadcast_to(rmse, np.shape(capacity))
    return against.lowest_together(capacity, errors, rate, rate - width / 2, rate + width / 2, **options)


def test_without_uncertainty_every_area_is_where_it_is():
    found = corners()
    assert found["corner"].tolist() == ["low_low"] * 3 + [""] * 3 + ["high_high"] * 3
    assert found["verdict"].tolist() == ["robust"] * 3 + [""] * 3 + ["robust"] * 3
    crossed = corners(rate=10 - NINE)
    assert crossed["corner"].tolist() == ["low_high"] * 3 + [""] * 3 + ["high_low"] * 3
    assert found[list(CORNERS)].to_numpy().sum() == 6


def test_probabilities_multiply_when_both_are_uncertain():
    """Five areas far apart and the sixth on the edge of both thirds: half of half."""
    capacity = np.array([0.0, 10, 10, 30, 40, 50])
    found = corners(capacity, np.array([0, 1, 1, 0, 0, 0.0]), rate=[1.0, 10, 10, 100, 200, 300], width=1.0, draws=4000)
    assert found["low_low"][0] == 1
    assert found["low_low"][1] == pytest.approx(0.25, abs=0.04)
    assert found["verdict"].tolist()[:3] == ["robust", "", ""]


def test_robust_possible_and_nothing():
    likely = corners(rmse=np.array([0.0, 0, 1.0] + [0.0] * 6), width=0.01)
    assert likely["low_low"][2] == pytest.approx(stats.norm.cdf(1), abs=0.05)
    assert likely["verdict"][2] == Together.ROBUST
    vague = corners(rmse=np.array([0.0, 0, 2.5] + [0.0] * 6), width=0.01)
    assert vague["low_low"][2] == pytest.approx(stats.norm.cdf(0.4), abs=0.05)
    assert (vague["corner"][2], vague["verdict"][2]) == ("low_low", Together.POSSIBLE)
    unknown = corners(rmse=50.0, width=20.0)
    assert unknown["verdict"].tolist() == [""] * 9
    assert unknown["corner"].tolist() == [""] * 9
    assert (unknown[list(CORNERS)] > 0).all(axis=None)


def test_same_seed_whatever_the_order_of_rows():
    rng = np.random.default_rng(0)
    capacity, rate = rng.normal(size=20), rng.gamma(2, 1, 20)
    order = rng.permutation(20)
    found = corners(capacity, 0.5, rate, width=0.3)
    moved = corners(capacity[order], 0.5, rate[order], width=0.3)
    pd.testing.assert_frame_equal(moved, found.loc[order].reset_index(drop=True))
    assert found[list(CORNERS)].sum(axis=1).between(0, 1).all()
    assert not found.equals(corners(capacity, 0.5, rate, width=0.3, seed=1))


def test_missing_too_few_equal_and_zero():
    capacity = NINE.copy()
    capacity[0] = np.nan
    found = corners(capacity)
    assert np.isnan(found["low_low"][0])
    assert found["corner"][0] == ""
    assert found["corner"].tolist()[1:3] == ["low_low"] * 2
    assert np.isnan(corners(NINE[:2], rate=[1.0, 2])["low_low"]).all()
    assert corners(NINE[:0], rate=[]).empty
    assert corners(np.ones(9), rate=np.ones(9))["verdict"].tolist() == [""] * 9
    assert np.isfinite(corners(rate=np.zeros(9))[list(CORNERS)]).all(axis=None)
    assert corners(rmse=np.nan).equals(corners())


@pytest.mark.parametrize(("mean", "variance"), [(2.0, 0.5), (0.8, 0.9), (5.0, 0.01), (1.0, 4.0)])
def test_the_gamma_distribution_is_found_back_from_its_interval(mean, variance):
    shape, scale = mean**2 / variance, variance / mean
    low, high = stats.gamma.ppf([0.025, 0.975], shape, scale=scale)
    found_shape, found_scale = against.rate_distribution([mean], [low], [high])
    assert found_shape[0] == pytest.approx(shape, rel=0.01)
    assert found_shape[0] * found_scale[0] == pytest.approx(mean)


def test_a_count_of_nothing_and_a_rate_without_interval():
    # Garwood (1936): 0 events gives 0 to 3.69.
    shape, scale = against.rate_distribution([0.0, 0.0, 2.0], [0.0, 0.0, np.nan], [3.688879454113936, 0.0, np.nan])
    assert shape.tolist() == [1, 0, 0]
    assert scale[0] == pytest.approx(1)
