"""The regression against the BCG vaccine trials, every statistician's example, and its promises in simulation."""

import numpy as np
import pandas as pd
import pytest

from wijkmonitor.analysis.expected import FEWEST_AREAS, expect, fit_reml, sampling_variance, usable

# Colditz et al. 1994, as in metafor's dat.bcg: cases and non-cases, vaccinated and control, absolute latitude.
BCG = np.array(
    [
        (4, 119, 11, 128, 44),
        (6, 300, 29, 274, 55),
        (3, 228, 11, 209, 42),
        (62, 13536, 248, 12619, 52),
        (33, 5036, 47, 5761, 13),
        (180, 1361, 372, 1079, 44),
        (8, 2537, 10, 619, 19),
        (505, 87886, 499, 87892, 13),
        (29, 7470, 45, 7232, 27),
        (17, 1699, 65, 1600, 42),
        (186, 50448, 141, 27197, 18),
        (5, 2493, 3, 2338, 33),
        (27, 16886, 29, 17825, 33),
    ],
    dtype=float,
)


def bcg():
    a, b, c, d, latitude = BCG.T
    log_ratio = np.log(a / (a + b)) - np.log(c / (c + d))
    return log_ratio, 1 / a - 1 / (a + b) + 1 / c - 1 / (c + d), latitude


def test_bcg_without_moderator_as_published():
    value, variance, _ = bcg()
    fit = fit_reml(value, variance, np.ones((13, 1)))
    assert fit.tau2 == pytest.approx(0.3132, abs=5e-5)
    assert fit.coefficients[0] == pytest.approx(-0.7145, abs=5e-5)
    assert np.sqrt(fit.covariance[0, 0]) == pytest.approx(0.1798, abs=5e-5)


def test_bcg_with_latitude_as_published():
    value, variance, latitude = bcg()
    fit = fit_reml(value, variance, np.column_stack([np.ones(13), latitude]))
    assert fit.tau2 == pytest.approx(0.0764, abs=1e-4)  # metafor stops at steps of 1e-5
    assert fit.coefficients == pytest.approx([0.2515, -0.0291], abs=5e-5)
    assert np.sqrt(np.diag(fit.covariance)) == pytest.approx([0.2491, 0.0072], abs=5e-5)


def test_without_spread_between_areas_it_is_weighted_least_squares():
    x = np.linspace(-1, 1, 20)
    design = np.column_stack([np.ones(20), x])
    variance = np.linspace(0.5, 2, 20)
    value = 3 + 2 * x + 0.01 * np.sin(np.arange(20))
    fit = fit_reml(value, variance, design)
    root = 1 / np.sqrt(variance)
    least, *_ = np.linalg.lstsq(design * root[:, None], value * root, rcond=None)
    assert fit.tau2 == 0
    assert fit.coefficients == pytest.approx(least)


def made_up(rng, count=40, slope=0.08, tau=0.04):
    x = pd.DataFrame({"a": rng.normal(size=count), "b": rng.normal(size=count)})
    variance = rng.uniform(0.02, 0.08, count) ** 2
    true = 0.5 + slope * x["a"] + rng.normal(0, tau, count)
    value = true + rng.normal(0, np.sqrt(variance))
    return pd.DataFrame({"value": value, "variance": variance}), x


def test_the_prediction_interval_holds_what_it_promises():
    rng = np.random.default_rng(20)
    inside, small, draws = 0, 0, 1500
    for _ in range(draws):
        figures, x = made_up(rng)
        found = expect(figures.set_axis(range(40)), x, area=0)
        inside += found.low <= found.measured <= found.high
        small += found.p < 0.05
    assert inside / draws == pytest.approx(0.95, abs=0.015)
    assert inside + small == draws


def test_an_area_says_nothing_about_its_own_expectation():
    figures, x = made_up(np.random.default_rng(3))
    before = expect(figures, x, area=7)
    after = expect(figures.assign(value=figures["value"].mask(figures.index == 7, 5.0)), x, area=7)
    assert (after.value, after.low, after.high) == (before.value, before.low, before.high)
    assert before.p > after.p
    assert after.measured == 5
    assert after.p < 1e-6


def test_too_few_areas_or_nothing_to_go_by_gives_nothing():
    figures, x = made_up(np.random.default_rng(4), count=FEWEST_AREAS)
    assert expect(figures, x, area=0) is not None
    assert expect(figures.iloc[:-1], x, area=0) is None
    assert expect(figures, x, area=99) is None
    assert expect(figures, x * np.nan, area=0) is None
    assert expect(figures, x[[]], area=0) is None


def test_covariates_that_carry_no_weight_stay_out():
    rng = np.random.default_rng(5)
    a = rng.normal(size=20)
    x = pd.DataFrame({"a": a, "copy": a + 1e-3 * rng.normal(size=20), "same": 1.0, "b": rng.normal(size=20)})
    x["rare"] = np.where(np.arange(20) < 10, rng.normal(size=20), np.nan)
    assert usable(x, x.iloc[0]) == ("a", "b")
    assert usable(x, x.iloc[0].where(x.columns != "a")) == ("copy", "b")
    assert usable(x.iloc[:7], x.iloc[0]) == ("a",), "one covariate per four areas"


def test_the_variance_of_an_interval():
    variance = sampling_variance(pd.Series([0.4]), pd.Series([0.6]))
    assert variance.iloc[0] == pytest.approx((0.1 / 1.959964) ** 2, rel=1e-6)
