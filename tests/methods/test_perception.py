"""Judgements from 1 to 5 against published numbers, scipy, and every set of judgements there can be."""

from itertools import combinations_with_replacement

import numpy as np
import pytest
from scipy import stats

from wijkmonitor.methods import perception
from wijkmonitor.methods.perception import LEAST_SD, Mean, difference, interval, largest_sd, mean_of


def test_difference_of_two_groups_as_published():
    """NIST/SEMATECH e-Handbook 1.3.5.3, two samples of unequal variance: T = -12.94627 with 136.8750 degrees of freedom."""
    first, second = (
        Mean(np.array([m]), np.array([sd / np.sqrt(n)]), np.array([n - 1.0]))
        for m, sd, n in ((20.14458, 6.41470, 249), (30.48101, 6.10771, 79))
    )
    found = difference(first, second)
    own, other = first.error[0] ** 2, second.error[0] ** 2
    t = found.value[0] / np.hypot(first.error[0], second.error[0])
    assert t == pytest.approx(-12.94627, abs=1e-3)
    freedom = (own + other) ** 2 / (own**2 / 248 + other**2 / 78)
    assert freedom == pytest.approx(136.8750, abs=1e-2)
    assert found.half[0] == pytest.approx(
        stats.t.ppf(0.975, 136.875) * np.hypot(first.error[0], second.error[0]), abs=1e-4
    )


def test_difference_as_scipy_has_it():
    groups = (3.5, 0.8, 64), (2.5, 1.0, 100)
    ours = difference(*(mean_of(*(np.array([one]) for one in group)) for group in groups))
    theirs = stats.ttest_ind_from_stats(*groups[0], *groups[1], equal_var=False)
    assert ours.value[0] == 1.0
    assert ours.p[0] == pytest.approx(theirs.pvalue, rel=1e-9)
    assert ours.half[0] == pytest.approx(0.2794, abs=1e-4)  # t(154) = 1.9755, standard error sqrt(0.02)


def test_margin_of_a_mean_by_hand():
    low, high = interval(mean_of(np.array([2.5]), np.array([1.0]), np.array([100])))
    assert (low[0], high[0]) == pytest.approx((2.5 - 0.19842, 2.5 + 0.19842), abs=1e-5)


@pytest.mark.parametrize("n", [2, 3, 4, 5, 6])
def test_no_set_of_judgements_varies_more_than_the_largest_spread(n):
    reached = 0
    for judgements in combinations_with_replacement(range(1, 6), n):
        most = largest_sd(np.array([np.mean(judgements)]), np.array([n]))[0]
        assert np.std(judgements, ddof=1) <= most + 1e-12
        reached += np.isclose(np.std(judgements, ddof=1), most)
    assert reached == n + 1, "the largest spread is that of judgements at the two ends, and nothing else"


def test_a_spread_that_was_not_given_is_the_largest():
    given = mean_of(np.array([3.0, 3.0]), np.array([np.nan, 1.0]), np.array([40, 40]))
    assert given.error[0] == pytest.approx(2 * np.sqrt(40 / 39) / np.sqrt(40))
    assert given.error[1] == pytest.approx(1 / np.sqrt(40))


def test_like_minded_judges_keep_a_margin():
    found = mean_of(np.array([4.0, 5.0]), np.array([0.0, np.nan]), np.array([25, 25]))
    assert found.error == pytest.approx([LEAST_SD / 5, LEAST_SD / 5])


def test_nothing_is_known_of_the_margin_of_one_judgement():
    found = mean_of(np.array([4.0, 4.0, np.nan]), np.array([1.0, 1.0, 1.0]), np.array([1, np.nan, 20]))
    low, high = interval(found)
    assert np.isnan(low).all()
    assert np.isnan(high).all()
    assert np.isnan(perception.difference(found, found).p).all()


def test_margins_cover_on_a_scale_of_five():
    """Skewed judgements of 30 officials and 200 residents: the 95 % interval of the gap covers about as often as it says."""
    chance, rounds = np.random.default_rng(5), 4000
    scale = np.arange(1, 6)
    of_officials, of_residents = np.array([0.02, 0.08, 0.2, 0.3, 0.4]), np.array([0.3, 0.3, 0.2, 0.15, 0.05])
    samples = [
        chance.choice(scale, size=(rounds, n), p=p) for p, n in ((of_officials, 30), (of_residents, 200))
    ]  # fmt: skip
    means = [
        mean_of(one.mean(axis=1), one.std(axis=1, ddof=1), np.full(rounds, one.shape[1])) for one in samples
    ]  # fmt: skip
    found = difference(*means)
    true = scale @ of_officials - scale @ of_residents
    assert 0.93 < (np.abs(found.value - true) <= found.half).mean() < 0.965
