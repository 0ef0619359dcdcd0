"""The gap between two groups: worked by hand, the other way round, and where nothing may be said."""

import numpy as np
import pandas as pd
import pytest

from wijkmonitor.analysis import Z_95, gap


def row(value, n_eff=100.0, low=np.nan, high=np.nan, verdict="may_be_said") -> pd.Series:
    return pd.Series({"value": value, "low": low, "high": high, "n_eff": n_eff, "verdict": verdict})


def test_odds_ratio_worked_by_hand():
    # Of 100: 60 against 40, and 80 against 20 of 50: the two-by-two table of Woolf (1955).
    found = gap.odds_ratio(row(0.6), row(0.8, n_eff=50))
    assert found.value == pytest.approx((60 / 40) / (40 / 10))
    half = Z_95 * np.sqrt(1 / 60 + 1 / 40 + 1 / 40 + 1 / 10)
    assert np.log(found.high / found.value) == pytest.approx(half)
    assert np.log(found.value / found.low) == pytest.approx(half)


def test_the_other_way_round_is_the_inverse():
    one, other = gap.odds_ratio(row(0.3), row(0.5, 40)), gap.odds_ratio(row(0.5, 40), row(0.3))
    assert (one.value, one.low, one.high) == pytest.approx((1 / other.value, 1 / other.high, 1 / other.low))
    assert gap.odds_ratio(row(0.4), row(0.4)).value == pytest.approx(1)


def test_none_and_everybody_give_what_is_published_of_them():
    assert gap.odds_ratio(row(0.0), row(1.0)) == gap.odds_ratio(row(0.05), row(0.95))
    assert np.isfinite(gap.odds_ratio(row(0.0), row(0.0))).all()


def test_difference_worked_by_hand_with_an_interval_cut_off_by_the_scale():
    one = row(9.0, n_eff=np.nan, low=8.0, high=10.0)
    cut = row(9.8, n_eff=np.nan, low=8.8, high=10.0)  # 1.0 below, 0.2 above: the scale ends there
    found = gap.difference(cut, one)
    assert found.value == pytest.approx(0.8)
    assert found.high - found.value == pytest.approx(np.sqrt(1 + 1))
    few = gap.difference(row(5.0, 3.0, 4.0, 6.0), row(5.0, 3.0, 4.0, 6.0))
    assert few.high == pytest.approx(Z_95 * np.sqrt(2) / 4.302652729911275)
    assert gap.difference(row(5.0, 30, 5.0, 5.0), row(4.0, 30, 4.0, 4.0)) == (1.0, 1.0, 1.0)


@pytest.mark.parametrize("measure", [gap.odds_ratio, gap.difference])
@pytest.mark.parametrize("verdict", ["model_only", "may_not_be_said"])
def test_nothing_is_said_when_one_side_may_not_be(measure, verdict):
    fine, silent = row(0.5, 50, 0.4, 0.6), row(0.5, 50, 0.4, 0.6, verdict=verdict)
    for pair in ((fine, silent), (silent, fine), (fine, row(np.nan, 50, 0.4, 0.6))):
        assert np.isnan(measure(*pair)).all()
    assert np.isfinite(measure(fine, row(0.5, 50, 0.4, 0.6, verdict="with_care"))).all()


def test_without_a_number_or_an_interval_nothing_is_said():
    assert np.isnan(gap.odds_ratio(row(0.5, n_eff=0), row(0.5))).all()
    assert np.isnan(gap.odds_ratio(row(0.5), row(0.5, n_eff=np.nan))).all()
    assert np.isnan(gap.difference(row(5.0), row(4.0, low=3.0, high=5.0))).all()


def test_the_interval_covers_the_truth_as_often_as_it_says():
    rng = np.random.default_rng(3)
    n, p, q = 60, 0.35, 0.55
    truth = (p / (1 - p)) / (q / (1 - q))
    ones, others = rng.binomial(n, p, 1000) / n, rng.binomial(n, q, 1000) / n
    intervals = [gap.odds_ratio(row(a, n), row(b, n)) for a, b in zip(ones, others, strict=True)]
    assert 0.93 < np.mean([one.low <= truth <= one.high for one in intervals]) < 0.98
