"""Unevenness from model draws: why draws, how far they are off, and the edges."""

import numpy as np
import pandas as pd
import pytest

from wijkmonitor.analysis import inequality, unevenness
from wijkmonitor.analysis.unevenness import lorenz_band, uneven

STATISTICS = ["gini", "theil", "theil_within_share", "theil_between_share", "p90_p10", "concentration"]


def areas(value=(0.4, 0.5, 0.6, 0.7), rmse=0.05, **columns) -> pd.DataFrame:
    number = len(value)
    return pd.DataFrame(
        {
            "value": list(value),
            "rmse": rmse,
            "population": np.arange(1.0, number + 1) * 1000,
            "wijk": (["WK1", "WK2"] * number)[:number],
            "income": np.arange(float(number)),
        }
        | columns
    )


def by_name(found: pd.DataFrame) -> pd.DataFrame:
    return found.set_index("statistic")


def fay_herriot(y: np.ndarray, x: np.ndarray, variance: np.ndarray) -> pd.DataFrame:
    """Estimates, rmse and shrinkage with restricted maximum likelihood, written out for these tests alone."""
    model = max(0.0, y.var() - variance.mean())
    for _ in range(60):
        total = model + variance
        inverse = np.linalg.inv((x.T / total) @ x)
        p = np.diag(1 / total) - (x / total[:, None]) @ inverse @ (x.T / total)
        score = -0.5 * np.trace(p) + 0.5 * (p @ y) @ (p @ y)
        model = max(0.0, model + score / (0.5 * np.sum(p * p.T)))
    fitted, kept = x @ (inverse @ (x.T / total) @ y), model / total
    error = kept * variance + (1 - kept) ** 2 * np.einsum("ij,jk,ik->i", x, inverse, x)
    error += 2 * variance**2 / total**3 * 2 / np.sum(1 / total**2)
    return pd.DataFrame({"value": fitted + kept * (y - fitted), "rmse": np.sqrt(error), "shrinkage": kept})


def simulate(times: int, number: int = 48, answers: tuple[int, int] = (8, 30), explained: float = 0.5) -> pd.DataFrame:
    """Ratios to the truth of the Gini and Theil of direct estimates, of model estimates and of draws; and how often covered.

    ``number`` areas whose true shares differ with a standard deviation of .08 around .55, ``explained`` of that variance by
    a known covariate; from ``answers[0]`` up to ``answers[1]`` answers per area.
    """
    rng, rows = np.random.default_rng(7), []
    for _ in range(times):
        people, covariate = rng.integers(500, 6000, number).astype(float), rng.normal(size=number)
        apart = np.sqrt(explained) * covariate + np.sqrt(1 - explained) * rng.normal(size=number)
        truth = np.clip(0.55 + 0.08 * apart, 0.05, 0.95)
        answered = rng.integers(*answers, number)
        direct = rng.binomial(answered, truth) / answered
        x = np.column_stack([np.ones(number), covariate])
        smooth = np.clip(x @ np.linalg.lstsq(x, direct, rcond=None)[0], 0.05, 0.95)
        models = fay_herriot(direct, x, smooth * (1 - smooth) / answered)
        models = models.assign(population=people, wijk="", income=np.nan)
        drawn = by_name(uneven(models, draws=200))
        plain = by_name(uneven(models.drop(columns="shrinkage"), draws=200))
        for name, measure in (("gini", inequality.gini), ("theil", inequality.theil_t)):
            true = float(measure(truth, people))
            rows.append(
                {
                    "statistic": name,
                    "direct": measure(direct, people) / true,
                    "model": measure(models["value"], people) / true,
                    "draws": drawn.loc[name, "value"] / true,
                    "covered": drawn.loc[name, "low"] <= true <= drawn.loc[name, "high"],
                    "covered_plain": plain.loc[name, "low"] <= true <= plain.loc[name, "high"],
                }
            )
    return pd.DataFrame(rows).groupby("statistic").mean()


@pytest.fixture(scope="module")
def simulated() -> pd.DataFrame:
    return simulate(60)


def test_direct_estimates_are_far_too_uneven_and_draws_are_close(simulated):
    assert simulated.loc["gini", "direct"] > 1.7
    assert simulated.loc["theil", "direct"] > 3
    assert simulated.loc["gini", "draws"] == pytest.approx(1, abs=0.15)
    assert simulated.loc["theil", "draws"] == pytest.approx(1.2, abs=0.3)


def test_model_estimates_alone_lie_too_close_together(simulated):
    assert simulated.loc["gini", "model"] < 0.9
    assert simulated.loc["theil", "model"] < 0.8


def test_the_interval_holds_because_the_spread_itself_is_uncertain(simulated):
    assert simulated.loc["gini", "covered"] > 0.8
    assert simulated.loc["gini", "covered_plain"] < 0.75


def test_without_error_the_statistics_are_those_of_the_values():
    rows = areas(rmse=0.0)
    found = by_name(uneven(rows))
    assert list(found.index) == STATISTICS
    x, w = rows["value"], rows["population"]
    parts = inequality.decompose(x, w, rows["wijk"])
    expected = [
        inequality.gini(x, w),
        inequality.theil_t(x, w),
        parts.within / parts.total,
        parts.between / parts.total,
        inequality.p90_p10(x, w),
        inequality.concentration_index(x, rows["income"], w),
    ]
    for column in ("value", "low", "high"):
        np.testing.assert_allclose(found[column], np.array(expected, dtype=float))


def test_parts_of_theil_add_up_and_the_order_of_rows_does_not_matter():
    rows = areas(np.linspace(0.2, 0.8, 12))
    found = by_name(uneven(rows, seed=3))
    assert found["value"]["theil_within_share"] + found["value"]["theil_between_share"] == pytest.approx(1)
    assert (found["low"] <= found["value"]).all()
    assert (found["value"] <= found["high"]).all()
    moved = by_name(uneven(rows.sample(frac=1, random_state=1), seed=3))
    pd.testing.assert_frame_equal(moved, found)
    assert not found.equals(by_name(uneven(rows, seed=4)))


def test_concentration_tells_whether_rich_areas_have_more():
    rows = areas(np.linspace(0.2, 0.8, 12), rmse=0.01)
    assert by_name(uneven(rows)).loc["concentration", "low"] > 0
    turned = rows.assign(income=-rows["income"])
    assert by_name(uneven(turned)).loc["concentration", "high"] < 0
    for unknown in (rows.assign(income=np.nan), rows.assign(income=[1.0] + [np.nan] * 11)):
        found = by_name(uneven(unknown))
        assert found.loc["concentration"].isna().all()
        assert found.drop(index="concentration").notna().all(axis=None)


def test_one_area_equal_values_missing_rows_and_no_rows():
    one = by_name(uneven(areas([0.5], rmse=0.1)))
    assert one.loc["gini", ["value", "low", "high"]].tolist() == pytest.approx([0, 0, 0], abs=1e-12)
    assert one["value"]["p90_p10"] == 1
    equal = by_name(uneven(areas([0.5] * 6, rmse=0.0)))
    assert equal["value"]["gini"] == pytest.approx(0, abs=1e-12)
    assert np.isnan(equal["value"]["theil_between_share"])  # no part of nothing
    rows = areas([0.4, np.nan, 0.6, 0.7], population=[1000, 1000, 0, np.nan])
    assert by_name(uneven(rows))["value"]["gini"] == pytest.approx(0, abs=1e-12)
    for nothing in (areas([]), areas([np.nan] * 3), areas([0.0] * 3, rmse=0.0)):
        found = uneven(nothing)
        assert found["statistic"].tolist() == STATISTICS
        assert found[["value", "low", "high"]].isna().all(axis=None)
        assert lorenz_band(nothing).empty


def test_a_ratio_to_nothing_is_missing_and_the_rest_is_not():
    found = by_name(uneven(areas([0.0, 0.0, 0.3, 0.4], rmse=0.0, population=1000.0)))
    assert np.isnan(found["value"]["p90_p10"])
    assert found.drop(index="p90_p10")["value"].notna().all()


def test_values_are_cut_off_to_the_scale_and_a_scale_has_a_zero():
    wide = areas([0.02, 0.5, 0.98, 0.6], rmse=0.3, shrinkage=0.4)
    found = by_name(uneven(wide))
    assert found["high"]["gini"] < 1
    with pytest.raises(ValueError, match="true zero"):
        uneven(wide, scale=(-1.0, 1.0))
    ten = uneven(wide.assign(value=wide["value"] * 10, rmse=wide["rmse"] * 10), scale=(0.0, 10.0))
    pd.testing.assert_frame_equal(ten, uneven(wide))


def test_the_lorenz_band_runs_from_corner_to_corner():
    band = lorenz_band(areas(np.linspace(0.2, 0.8, 12)))
    assert band.columns.tolist() == ["population_share", "share", "low", "high"]
    assert len(band) == unevenness.LORENZ_STEPS
    assert band.iloc[0].tolist() == [0, 0, 0, 0]
    assert band.iloc[-1].tolist() == pytest.approx([1, 1, 1, 1])
    assert ((band["low"] <= band["share"] + 1e-12) & (band["share"] <= band["high"] + 1e-12)).all()
    assert (band["share"] <= band["population_share"] + 1e-12).all()
    assert band["share"].is_monotonic_increasing
