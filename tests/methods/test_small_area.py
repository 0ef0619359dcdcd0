"""The area level model against other programs, by hand, on bad input, and in simulation."""

import numpy as np
import pandas as pd
import pytest

from wijkmonitor.methods import small_area
from wijkmonitor.methods.small_area_fit import METHODS

MILK_COLUMNS = {"yi~1": (), "yi~as.factor(MajorArea)": (2, 3, 4)}
BEYOND_PEER = {"Mödling", "Urfahr-Umgebung", "Liezen"}
"""Districts where the peer's numerical integral misses its narrow peak and says (nearly) 0 %."""


@pytest.fixture(scope="module")
def milk(peer_reference):
    folder = peer_reference / "fay_herriot_milk"
    names = ("milk", "expected_eblup_mse", "expected_fit")
    return {name: pd.read_csv(folder / f"{name}.csv") for name in names}


@pytest.fixture(scope="module")
def districts(peer_reference):
    folder = peer_reference / "fay_herriot_proportion"
    tables = {name: pd.read_csv(folder / f"{name}.csv") for name in ("eusilcA_agg", "expected_eblup", "expected_fit")}
    outside = (folder / "out_of_sample_domains.txt").read_text(encoding="utf-8").splitlines()
    return {**tables, "outside": {name.strip() for name in outside if name.strip()}}


def fit_milk(milk, model, method):
    table = milk["milk"]
    x = np.column_stack([np.ones(len(table)), *(table["MajorArea"] == major for major in MILK_COLUMNS[model])])
    return small_area.fit(table["yi"].to_numpy(), x, table["SD"].to_numpy() ** 2, method.lower())


@pytest.mark.parametrize("model", MILK_COLUMNS)
@pytest.mark.parametrize("method", ["REML", "ML", "FH"])
def test_milk_as_package_sae(milk, model, method):
    found = fit_milk(milk, model, method)

    def of(table):
        return table[(table["model"] == model) & (table["method"] == method) & (table["precision"] == 1e-10)]

    areas, terms = of(milk["expected_eblup_mse"]), of(milk["expected_fit"]).set_index("term")
    assert len(areas) == 43
    assert found.eblup == pytest.approx(areas["eblup"].to_numpy(), rel=1e-6)
    assert found.mse == pytest.approx(areas["mse"].to_numpy(), rel=1e-6)
    assert float(found.sigma2_u) == pytest.approx(terms["value"]["sigma2_u"], rel=1e-6)
    assert float(found.loglike) == pytest.approx(terms["value"]["loglike"], rel=1e-6)
    coefficients = terms[terms.index.str.startswith("X")]
    assert found.beta == pytest.approx(coefficients["value"].to_numpy(), rel=1e-6)
    errors = coefficients["std_error"].to_numpy(dtype=float)
    assert np.sqrt(np.diag(found.beta_cov)) == pytest.approx(errors, rel=1e-6)


def test_milk_as_published(milk):
    found = fit_milk(milk, "yi~as.factor(MajorArea)", "REML")
    assert found.eblup[:2] == pytest.approx([1.021971, 1.047602], abs=1e-6)
    assert found.mse[0] == pytest.approx(0.013460, abs=1e-6)


def mean_model(districts, method, inside=slice(None)):
    table = districts["eusilcA_agg"]
    x = table[["cash", "self_empl"]].assign(one=1.0)[["one", "cash", "self_empl"]].to_numpy()
    return small_area.fit(table["Mean"][inside], x[inside], table["Var_Mean"][inside], method), x


def expected(districts, model):
    names = districts["eusilcA_agg"]["Domain"]
    rows, terms = districts["expected_eblup"], districts["expected_fit"]
    areas = rows[rows["model"] == model].set_index("Domain").loc[names].reset_index()
    return areas, terms[terms["model"] == model].set_index("term")["value"]


@pytest.mark.parametrize("method", ["reml", "ml", "amrl", "ampl"])
def test_district_means_as_package_emdi(districts, method):
    found, _ = mean_model(districts, method)
    rows, terms = expected(districts, f"mean_lin_{method}")
    assert found.eblup == pytest.approx(rows["FH"].to_numpy(), rel=1e-5)
    assert found.mse == pytest.approx(rows["MSE"].to_numpy(), rel=1e-5)
    assert float(found.sigma2_u) == pytest.approx(terms["sigma2_u"], rel=1e-5)
    assert found.beta == pytest.approx(terms[["(Intercept)", "cash", "self_empl"]].to_numpy(), rel=1e-5)


def test_districts_without_answers_as_package_emdi(districts):
    outside = districts["eusilcA_agg"]["Domain"].isin(districts["outside"]).to_numpy()
    found, x = mean_model(districts, "reml", ~outside)
    rows, _ = expected(districts, "oos_mean_lin_reml")
    value, mse = small_area.predict(found, x[outside])
    assert outside.sum() == 9
    assert value == pytest.approx(rows["FH"].to_numpy()[outside], rel=1e-5)
    assert mse == pytest.approx(rows["MSE"].to_numpy()[outside], rel=1e-5)
    assert found.eblup == pytest.approx(rows["FH"].to_numpy()[~outside], rel=1e-5)
    assert found.mse == pytest.approx(rows["MSE"].to_numpy()[~outside], rel=1e-5)


@pytest.mark.parametrize("kind", ["raking", "ratio", "MSE_adj"])
def test_benchmarks_as_package_emdi(districts, kind):
    found, _ = mean_model(districts, "ml")
    rows, _ = expected(districts, f"mean_lin_ml_benchmarked_{kind}")
    share, total = districts["eusilcA_agg"]["ratio_n"].to_numpy(), 20140.09
    made = {
        "raking": lambda: small_area.benchmark_by_shift(found.eblup, share, total),
        "ratio": lambda: small_area.benchmark_by_ratio(found.eblup, share, total),
        "MSE_adj": lambda: small_area.benchmark_by_error(found.eblup, share, total, found.mse),
    }[kind]()
    assert made == pytest.approx(rows["FH"].to_numpy(), rel=1e-5)


def arcsine_model(districts, terms, inside):
    """At the peer's own sigma2_u: its search stops at its tolerance where the likelihood is highest at 0."""
    table = districts["eusilcA_agg"]
    x = np.column_stack([np.ones(len(table)), table[["cash", "age_ben", "rent", "house_allow"]]])
    y, variance = small_area.arcsine(table["MTMED"].to_numpy()), 1 / (4 * table["n"].to_numpy())
    found = small_area.fit(y[inside], x[inside], variance[inside], "ml", sigma2_u=terms["sigma2_u"])
    order = ["(Intercept)", "cash", "age_ben", "rent", "house_allow"]
    assert found.beta == pytest.approx(terms[order].to_numpy(), rel=1e-5)
    free = small_area.fit(y[inside], x[inside], variance[inside], "ml")
    assert float(free.sigma2_u) == 0.0
    assert free.loglike > found.loglike
    return found, x


def test_district_shares_turned_back_as_package_emdi(districts):
    rows, terms = expected(districts, "MTMED_arcsin_naive_ml")
    everyone = np.ones(len(rows), dtype=bool)
    found, _ = arcsine_model(districts, terms, everyone)
    assert small_area.share_from_arcsine(found.eblup) == pytest.approx(rows["FH"].to_numpy(), rel=1e-5)


@pytest.mark.parametrize("model", ["MTMED_arcsin_bc_ml", "oos_MTMED_arcsin_bc_ml"])
def test_district_shares_turned_back_without_bias_as_package_emdi(districts, model):
    rows, terms = expected(districts, model)
    names = rows["Domain"]
    outside = (names.isin(districts["outside"]) & model.startswith("oos")).to_numpy()
    found, x = arcsine_model(districts, terms, ~outside)
    made = small_area.unbiased_share_from_arcsine(found)
    theirs = rows["FH"].to_numpy()[~outside]
    comparable = np.abs(made / theirs - 1) < 0.5
    assert set(names[~outside][~comparable]) <= BEYOND_PEER
    assert made[comparable] == pytest.approx(theirs[comparable], rel=1e-5)
    assert (made[~comparable] >= 0.1).all()
    synthetic, _ = small_area.predict(found, x[outside])  # the peer turns these back without the correction
    assert small_area.share_from_arcsine(synthetic) == pytest.approx(rows["FH"].to_numpy()[outside], rel=1e-5)


def test_equal_variances_worked_out_by_hand():
    """With equal D and a constant only, REML is s^2 - D and gamma is 1 - D / s^2."""
    y = np.array([1.0, 2.0, 3.0, 4.0, 5.0, 6.0])  # s^2 = 3.5
    found = small_area.fit(y, np.ones((6, 1)), np.full(6, 0.5))
    assert float(found.sigma2_u) == pytest.approx(3.0)
    assert found.gamma == pytest.approx(np.full(6, 6 / 7))
    assert found.eblup == pytest.approx(3.5 + 6 / 7 * (y - 3.5))


def test_many_samples_at_once_are_each_fitted_alone():
    rng = np.random.default_rng(3)
    x = np.column_stack([np.ones(20), rng.normal(size=20)])
    y = rng.normal(size=(7, 20))
    variance = rng.uniform(0.1, 2.0, size=(7, 20))
    together = small_area.fit_positive(y, x, variance)
    for place in range(7):
        alone = small_area.fit_positive(y[place], x, variance[place])
        assert together.eblup[place] == pytest.approx(alone.eblup, rel=1e-9)
        assert together.mse[place] == pytest.approx(alone.mse, rel=1e-9)
        assert float(together.sigma2_u[place]) == pytest.approx(float(alone.sigma2_u), rel=1e-9)


def test_no_variance_between_areas_is_not_believed():
    y, x, variance = np.full(15, 0.4), np.ones((15, 1)), np.full(15, 0.01)
    assert float(small_area.fit(y, x, variance).sigma2_u) == 0.0
    found = small_area.fit_positive(y, x, variance)
    assert found.method == "amrl"
    assert float(found.sigma2_u) > 0
    assert found.eblup == pytest.approx(y)
    assert (found.mse > 0).all()


@pytest.mark.parametrize("method", METHODS)
def test_zero_and_huge_sampling_variances(method):
    rng = np.random.default_rng(5)
    y, x = rng.normal(size=16), np.ones((16, 1))
    variance = np.full(16, 0.2)
    variance[0], variance[1] = 0.0, 1e12
    found = small_area.fit(y, x, variance, method)
    assert found.eblup[0] == pytest.approx(y[0], abs=1e-6) or found.sigma2_u == 0
    assert found.eblup[1] == pytest.approx(found.beta[0], abs=1e-6)
    assert found.gamma[1] < 1e-6
    assert np.isfinite(found.mse).all()


def test_five_areas_are_enough_for_one_column():
    found = small_area.fit_positive(np.array([0.3, 0.5, 0.4, 0.6, 0.35]), np.ones((5, 1)), np.full(5, 0.01))
    assert np.isfinite(found.eblup).all()
    assert (found.mse > 0).all()


@pytest.mark.parametrize(
    ("y", "x", "variance", "words"),
    [
        ([1.0, 2, 3, 4], np.ones((4, 2)), [1.0] * 4, "collinear"),
        ([1.0, np.nan, 3, 4], np.ones((4, 1)), [1.0] * 4, "known numbers"),
        ([1.0, 2, 3, 4], np.ones((4, 1)), [1.0, -1, 1, 1], "negative"),
        ([1.0, 2], np.eye(2), [1.0, 1.0], "do not carry"),
    ],
)
def test_impossible_input_is_refused(y, x, variance, words):
    with pytest.raises(ValueError, match=words):
        small_area.fit(np.array(y), x, np.array(variance))


def test_unknown_method_and_too_few_areas_for_an_adjusted_likelihood():
    with pytest.raises(ValueError, match="unknown method"):
        small_area.fit(np.arange(5.0), np.ones((5, 1)), np.ones(5), "guess")
    with pytest.raises(ValueError, match="fewer than 3 areas"):
        small_area.fit(np.arange(3.0), np.ones((3, 1)), np.ones(3), "amrl")


def test_smoothed_variance_of_a_share_by_hand():
    share, n = np.array([0.2, 0.4, 0.6, 0.0]), np.array([10.0, 10, 20, 10])
    n_eff = n / 1.25
    smooth = small_area.smooth_share_variances(share, n, n_eff, np.ones((4, 1)))
    expected_share = (2 + 4 + 12 + 0) / 50  # with equal p~ the weights stay n
    assert smooth == pytest.approx(1.25 * expected_share * (1 - expected_share) / n)
    assert smooth[3] > 0  # nobody said yes, and yet it is not certain


def test_smoothed_variance_of_a_mean_by_hand():
    first, second = np.array([4.0, 6, 8]), np.array([1.0, 1, 4, 6])
    se = np.array([np.sqrt(one.var() / len(one)) for one in (first, second)])
    n = np.array([3.0, 4.0])
    squares = ((first - 6) ** 2).sum() + ((second - 3) ** 2).sum()
    assert small_area.smooth_mean_variances(se, n, n) == pytest.approx(squares / 5 / n)
    unknown = small_area.smooth_mean_variances(np.array([se[0], np.nan]), n, n)
    assert unknown == pytest.approx(((first - 6) ** 2).sum() / 2 / n)


@pytest.mark.parametrize("total", [0.02, 0.3, 0.62, 0.9, 0.99])
def test_benchmarked_shares_stay_shares(total):
    values, share = np.array([0.0, 0.2, 0.5, 0.97, 1.0]), np.array([0.1, 0.2, 0.3, 0.3, 0.1])
    made = small_area.benchmark_within(values, share, total, (0.0, 1.0), is_share=True)
    assert share @ made == pytest.approx(total)
    assert ((made >= 0) & (made <= 1)).all()
    assert (np.diff(made) >= 0).all()


def test_benchmarked_scales_stay_on_the_scale():
    values, share = np.array([0.5, 5.0, 9.8]), np.array([0.2, 0.5, 0.3])
    made = small_area.benchmark_within(values, share, 6.5, (0.0, 10.0), is_share=False)
    assert share @ made == pytest.approx(6.5)
    assert made.max() == 10.0


def test_a_share_interval_turned_back_holds_the_share_and_stays_within_0_and_1():
    rng = np.random.default_rng(2)
    y = small_area.arcsine(np.clip(rng.normal(0.9, 0.1, 20), 0, 1))
    found = small_area.fit_positive(y, np.ones((20, 1)), np.full(20, 1 / 80))
    low, high = small_area.share_interval_from_arcsine(found)
    share = small_area.share_from_arcsine(found.eblup)
    assert ((low >= 0) & (low <= share) & (share <= high) & (high <= 1)).all()


def test_in_simulation_the_model_beats_the_direct_figure_and_its_interval_covers():
    """200 towns of 40 buurten with 8 to 29 answers: shares around a regression with a standard deviation of .06."""
    rng = np.random.default_rng(20)
    x = np.column_stack([np.ones(40), rng.normal(size=40)])
    truth = np.clip(0.5 + 0.1 * x[:, 1] + rng.normal(0, 0.06, (200, 40)), 0.02, 0.98)
    n = rng.integers(8, 30, 40).astype(float)
    direct = rng.binomial(n.astype(int), truth) / n
    found = small_area.fit_positive(direct, x, small_area.smooth_share_variances(direct, n, n, x))
    assert ((found.eblup - truth) ** 2).mean() < 0.5 * ((direct - truth) ** 2).mean()
    low, high = small_area.interval_of(found.eblup, found.mse, (0.0, 1.0))
    assert 0.93 < ((low <= truth) & (truth <= high)).mean() < 0.98
