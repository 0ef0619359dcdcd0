"""Cronbach's alpha against its definition, hand-worked numbers and a simulation of Feldt's interval."""

import math

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from tests.indicators import strip_town
from wijkmonitor.indicators import ties
from wijkmonitor.methods import reliability, scales
from wijkmonitor.methods.reliability import alpha

AREAS = strip_town.areas_of(wijken=2, buurten=2)


def parallel_items(respondents: int, items: int, common: float, seed: int) -> pd.DataFrame:
    """Items with variance 1 and the same correlation ``common``: alpha is k c / (1 + (k - 1) c)."""
    rng = np.random.default_rng(seed)
    shared = rng.normal(size=(respondents, 1)) * math.sqrt(common)
    return pd.DataFrame(shared + rng.normal(size=(respondents, items)) * math.sqrt(1 - common))


def test_worked_by_hand():
    # Variances 1 and 1, the sums 2, 5, 5 have variance 3: 2 * (1 - 2/3).
    found = alpha(pd.DataFrame({"a": [1, 2, 3], "b": [1, 3, 2]}))
    assert found.alpha == pytest.approx(2 / 3)
    assert found.n == 3
    # Feldt: 1 - 1/3 F with 2 and 2 degrees of freedom; its quantiles are p / (1 - p).
    assert found.low == pytest.approx(1 - 39 / 3)
    assert found.high == pytest.approx(1 - 1 / 39 / 3)


def test_against_the_definition_with_the_covariance_matrix():
    answers = strip_town.survey_of(AREAS, 300, seed=4)[list(ties.COHESION_ITEMS)]
    complete = answers.dropna()
    covariance = complete.cov().to_numpy()
    k = len(ties.COHESION_ITEMS)
    expected = k / (k - 1) * (1 - np.trace(covariance) / covariance.sum())
    found = alpha(answers)
    assert found.alpha == pytest.approx(expected)
    assert found.n == len(complete)
    freedom = (found.n - 1, (found.n - 1) * (k - 1))
    assert found.low == pytest.approx(1 - (1 - expected) * stats.f.ppf(0.975, *freedom))
    assert found.high == pytest.approx(1 - (1 - expected) * stats.f.ppf(0.025, *freedom))


def test_a_weight_of_two_is_two_respondents_for_the_value_but_not_for_the_interval():
    items = parallel_items(60, 4, 0.4, seed=1)
    weight = np.where(np.arange(60) < 30, 2.0, 1.0)
    twice = alpha(pd.concat([items, items.iloc[:30]], ignore_index=True))
    found = alpha(items, weight)
    assert found.alpha == pytest.approx(twice.alpha)
    assert found.n == 60
    assert found.low < twice.low
    scaled = alpha(items, weight * 1000)
    assert scaled == pytest.approx(found)


def test_equal_items_are_perfect_and_turned_ones_are_not():
    item = pd.Series([1.0, 2, 3, 4, 5])
    assert alpha(pd.DataFrame({"a": item, "b": item})).alpha == pytest.approx(1)
    assert alpha(pd.DataFrame({"a": item, "b": 6 - item + [0, 0, 0, 0, 1]})).alpha < 0


@pytest.mark.parametrize(
    "items",
    [
        pd.DataFrame({"a": [1, 2, 3]}),
        pd.DataFrame({"a": [3, 3, 3], "b": [3, 3, 3]}),
        pd.DataFrame({"a": [3, 3, 3], "b": [1, 2, 3]}),
        pd.DataFrame({"a": [1.0], "b": [2.0]}),
        pd.DataFrame({"a": [1.0, np.nan], "b": [np.nan, 2.0]}),
        pd.DataFrame({"a": [1.0, 2, 3], "b": [np.nan] * 3}),
        pd.DataFrame({"a": [], "b": []}),
        pd.DataFrame(index=range(3)),
    ],
)
@pytest.mark.filterwarnings("error")
def test_where_it_is_undefined_it_is_missing(items: pd.DataFrame):
    found = alpha(items)
    assert math.isnan(found.alpha)
    assert math.isnan(found.low)
    assert math.isnan(found.high)


def test_feldt_covers_the_truth():
    truth = 6 * 0.3 / (1 + 5 * 0.3)
    found = [alpha(parallel_items(80, 6, 0.3, seed)) for seed in range(400)]
    assert np.mean([one.low <= truth <= one.high for one in found]) == pytest.approx(0.95, abs=0.03)


def test_statistics_are_told_per_area_with_the_weights_of_the_design():
    edition = strip_town.edition_of(AREAS, respondents=500)
    assert edition.survey is not None
    items = scales.scale_items(edition.survey, ties.COHESION_ITEMS, ties.COHESION_TURNED)
    told = pd.DataFrame(reliability.statistics(edition, items)).set_index("area")
    assert set(told.index) == set(AREAS.index)
    assert set(told["statistic"]) == {"cronbach_alpha"}
    here = (edition.survey["buurt"] == "BU00010001").to_numpy()
    expected = alpha(items[here], edition.survey["weight"][here])
    assert tuple(told.loc["BU00010001", ["value", "low", "high"]]) == pytest.approx(expected[:3])
