"""Inequality measures: results of other programs, hand-worked cases, and what must hold for any values."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

from wijkmonitor.analysis import inequality

TOLERANCE = 1e-8
ORDERS = {"GE0": 0, "GE1": 1, "GE2": 2}
# Measures of the other programs that the product does not have.
NOT_OURS = (
    "atkinson", "hoover", "cv_", "lorenz_asymmetry", "type7", "_BM", "qsr", "ineq_default_Atkinson", "ineq_default_Kolm",
    "ineq_default_RS", "ineq_default_entropy", "ineq_default_square", "ineq_default_var",
)  # fmt: skip


@pytest.fixture(scope="module")
def data(peer_reference) -> dict[str, pd.DataFrame]:
    """Per data set: x, weight, group and what a second variable (y) is."""
    folder = peer_reference / "inequality"
    ilocos = pd.read_csv(folder / "ilocos.csv").assign(x=lambda d: d["income"], w=1.0)
    eusilc = pd.read_csv(folder / "eusilc_synthetic_3000.csv").assign(x=lambda d: d["eqIncome"], w=lambda d: d["rb050"])
    classes = pd.read_csv(folder / "us1968_classes_grouped.csv")
    unique = pd.read_csv(folder / "eusilc_unique_income_ids.csv")["rb030"]
    return {
        "ilocos": ilocos.assign(g=ilocos["province"], y=ilocos["family.size"]),
        "eusilc": eusilc.assign(g=eusilc["db040"], y=eusilc["hsize"]),
        "eusilc_unique_income": eusilc[eusilc["rb030"].isin(unique)].assign(y=lambda d: d["hsize"]),
        "us1968_classes": classes.rename(columns={"n": "w", "group": "g"}),
        "ineq_manual_x": pd.read_csv(folder / "ineq_manual_x.csv"),
        "damgaard_weiner_2000_x": pd.DataFrame({"x": [50 / 9] * 9 + [50.0]}),
        "damgaard_weiner_2000_y": pd.DataFrame({"x": [2.0] * 5 + [18.0] * 5}),
    }


def ours(statistic: str, table: pd.DataFrame) -> float:
    """Our value of a statistic under the name the other programs give it."""
    weighted = "w" in table and not statistic.removesuffix("_bias_corrected").endswith("unweighted")
    x, w = table["x"].to_numpy(dtype=float), table["w"].to_numpy(dtype=float) if weighted else None
    if statistic.startswith("GE"):
        order, part, _ = statistic.split("_")
        return float(getattr(inequality.decompose(x, w, table["g"].to_numpy(), ORDERS[order]), part))
    if statistic.startswith("concentration_index"):
        # Ties are broken by row there; here areas that tie share a rank.
        by_row = table["x"].rank(method="first").to_numpy()
        return float(inequality.concentration_index(table["y"].to_numpy(dtype=float), by_row, w))
    named: dict[str, Callable[[], float]] = {
        "gini_unweighted_bias_corrected": lambda: inequality.gini(x) * len(x) / (len(x) - 1),
        "gini_laeken_x100": lambda: 100 * inequality.gini(x, w),
        "weighted_p10_laeken": lambda: inequality.percentile(x, w, 0.1),
        "weighted_p50_laeken": lambda: inequality.percentile(x, w, 0.5),
        "weighted_p90_laeken": lambda: inequality.percentile(x, w, 0.9),
        "weighted_p90_p10_laeken": lambda: inequality.p90_p10(x, w),
    }
    if statistic in named:
        return float(named[statistic]())
    if "gini" in statistic.lower():
        return float(inequality.gini(x, w))
    order = 0 if "mld" in statistic else 2 if "ge2" in statistic else 1
    return float(inequality.generalised_entropy(x, w, order))


def rows_of(expected: pd.DataFrame, data: dict[str, pd.DataFrame]) -> Iterator[tuple[str, float, float]]:
    for row in expected.itertuples():
        table = data[row.dataset]
        if "=" in row.group:
            column, value = row.group.split("=")
            table = table[table[column] == value]
        yield f"{row.dataset} {row.group} {row.statistic}", ours(row.statistic, table), row.value


def test_agrees_with_the_programs_ineq_ic2_and_laeken(peer_reference, data):
    expected = pd.read_csv(peer_reference / "inequality" / "expected.csv")
    other = expected["statistic"].str.contains("|".join(NOT_OURS), regex=True)
    compared = list(rows_of(expected[~other], data))
    assert [
        name for name, found, value in compared if not np.isclose(found, value, rtol=TOLERANCE, atol=TOLERANCE)
    ] == []
    assert len(compared) == 105


def test_the_lorenz_curve_passes_through_the_published_points(peer_reference, data):
    published = pd.read_csv(peer_reference / "inequality" / "expected_lorenz_ilocos.csv")
    population, total = inequality.lorenz(data["ilocos"]["x"])
    np.testing.assert_allclose(np.interp(published["p"], population, total), published["L"], atol=TOLERANCE)
    assert len(published) == 51


def test_worked_by_hand():
    # Two areas, 1 and 3, equal weights: mean 2, |difference| 2 -> Gini = 2 * (2 * .25) / (2 * 2) = .25.
    assert inequality.gini([1, 3]) == pytest.approx(0.25)
    assert inequality.theil_t([1, 3]) == pytest.approx(0.25 * np.log(0.5) + 0.75 * np.log(1.5))
    # All of it in one of four areas: 1 - 1/4, and log 4.
    assert inequality.gini([0, 0, 0, 8]) == pytest.approx(0.75)
    assert inequality.theil_t([0, 0, 0, 8]) == pytest.approx(np.log(4))
    assert inequality.concentration_index([0, 0, 0, 8], [1, 2, 3, 4]) == pytest.approx(0.75)
    assert inequality.concentration_index([0, 0, 0, 8], [4, 3, 2, 1]) == pytest.approx(-0.75)
    # Ten equal areas: the 10th and 90th percentile lie exactly on a step.
    assert inequality.p90_p10(np.arange(1.0, 11)) == pytest.approx(9.5 / 1.5)


def test_one_area_equal_values_and_areas_that_do_not_count():
    for values, weights in (([5.0], [10.0]), ([2.0, 2, 2], [1.0, 2, 3])):
        assert inequality.gini(values, weights) == pytest.approx(0, abs=1e-12)
        assert inequality.theil_t(values, weights) == pytest.approx(0, abs=1e-12)
        assert inequality.p90_p10(values, weights) == 1
        assert inequality.concentration_index(values, range(len(values)), weights) == pytest.approx(0, abs=1e-12)
    some = inequality.gini([1.0, 3.0, 9.0, np.nan, 4.0], [1, 1, 0, 5, np.nan])
    assert some == pytest.approx(0.25)
    assert inequality.concentration_index([1.0, 3.0, 9.0], [1, 2, np.nan]) == pytest.approx(0.25)


def test_zeros_are_measured_where_they_can_be():
    values = [0.0, 0.0, 1.0, 3.0]
    assert np.isposinf(inequality.p90_p10([0.0] * 5 + [1.0] * 5))
    assert inequality.p90_p10([0.0] * 19 + [1.0]) == 1
    assert np.isposinf(inequality.generalised_entropy(values, order=0))
    parts = inequality.decompose(values, None, ["a", "a", "b", "b"])
    assert parts.total == pytest.approx(parts.within + parts.between)
    assert np.isfinite(parts.total)


@pytest.mark.parametrize(
    ("values", "weights", "says"),
    [
        ([1.0, -1], None, "value is negative"),
        ([1.0, 2], [1, -1], "weight is negative"),
        ([0.0, 0], None, "nothing to divide"),
        ([np.nan, 1], [1, 0], "no area"),
    ],
)
def test_what_cannot_be_measured_is_said_plainly(values, weights, says):
    for measure in (inequality.gini, inequality.theil_t, inequality.lorenz):
        with pytest.raises(ValueError, match=says):
            measure(values, weights)


DRAWS = npst.arrays(float, (3, 7), elements=st.floats(0.01, 100))
WEIGHTS = npst.arrays(float, 7, elements=st.floats(0.5, 1000))


@settings(max_examples=60, deadline=None, derandomize=True)
@given(DRAWS, WEIGHTS, st.permutations(range(7)))
def test_draws_at_once_scale_order_and_exact_parts(draws, weights, order):
    groups, income = np.array(list("aabbbcc")), np.array([3.0, 1, 2, 2, 5, 4, np.nan])
    measures: list[Callable] = [
        inequality.gini,
        inequality.theil_t,
        inequality.p90_p10,
        lambda x, w: inequality.percentile(x, w, 0.3),
        lambda x, w: inequality.generalised_entropy(x, w, 0),
        lambda x, w: inequality.generalised_entropy(x, w, 2),
    ]
    for place, measure in enumerate(measures):
        at_once = measure(draws, weights)
        np.testing.assert_allclose(at_once, [measure(row, weights) for row in draws], atol=1e-12)
        np.testing.assert_allclose(at_once, measure(draws[:, order], weights[list(order)]), atol=1e-9)
        if place != 3:
            np.testing.assert_allclose(at_once, measure(draws * 7.5, weights), atol=1e-9)
    assert ((inequality.gini(draws, weights) >= -1e-12) & (inequality.gini(draws, weights) < 1)).all()
    by_income = inequality.concentration_index(draws, income, weights)
    assert by_income.shape == (3,)
    assert (np.abs(by_income) <= 1).all()
    for entropy in (0, 1, 2):
        parts = inequality.decompose(draws, weights, groups, entropy)
        np.testing.assert_allclose(parts.within + parts.between, parts.total, atol=1e-10)
        assert (parts.within >= -1e-10).all()
        assert (parts.between >= -1e-10).all()
