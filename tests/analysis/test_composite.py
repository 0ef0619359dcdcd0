"""Composite scores: the reference computation of a published index, and the base."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from tests.analysis.asem import Asem, read_asem
from wijkmonitor.analysis import composite
from wijkmonitor.analysis.composite import Aggregation

TOLERANCE = 1e-7
TOPS = ["Index", "Conn", "Sust"]


@pytest.fixture(scope="module")
def asem(peer_reference) -> Asem:
    return read_asem(peer_reference / "composite_asem")


def test_min_max_and_the_tree_agree_with_the_asem_reference(asem):
    found = 100 * pd.DataFrame(composite.min_max(asem.oriented), asem.oriented.index, asem.oriented.columns)
    normalised = asem.expected("normalised")[list(found)]
    np.testing.assert_allclose(found, normalised, atol=TOLERANCE)
    scores = composite.tree_scores(found, asem.tree)
    np.testing.assert_allclose(scores, asem.expected("aggregated")[list(asem.tree)], atol=TOLERANCE)
    assert (normalised.size, scores.shape) == (51 * 49, (51, 11))


def normalised_as(name: str, asem: Asem) -> pd.DataFrame:
    """The input of one alternative, on the scale the reference gives it."""
    x = asem.oriented
    if name.startswith("zscore"):
        scores = {
            key: composite.z_scores(asem.treated[key], column.mean(), column.std(ddof=1), asem.direction[key])
            for key, column in asem.treated.items()
        }
        return 10 + 2 * pd.DataFrame(scores)
    if name.startswith(("minmax", "dist2max")):  # the distance to the highest, turned round, is min-max
        low, high = {"minmax_0_100": (0, 100), "minmax_1_100": (1, 100), "dist2max": (0, 1)}[name]
        scaled = low + (high - low) * composite.min_max(x)
    else:  # places, from 1, from 0 (Borda) or as a share (percentile rank)
        places = composite.ranks(x, ties="min")
        scaled = {"rank": places, "borda": places - 1, "prank": (places - 1) / (len(x) - 1)}[name]
    return pd.DataFrame(scaled, x.index, x.columns)


def test_alternatives_agree_with_the_asem_reference(asem):
    compared = 0
    for alternative, rows in asem.alternatives():
        name, how = alternative.rsplit("__", 1)
        found = composite.tree_scores(normalised_as(name, asem), asem.tree, Aggregation(how))
        # Countries that tie on an input: 0.02 of a place in the score, and nothing in the ranks.
        tolerance = {"rank": 0.04, "borda": 0.04, "prank": 0.0008}.get(name, TOLERANCE)
        np.testing.assert_allclose(found[TOPS], rows[TOPS], atol=tolerance, err_msg=alternative)
        places = composite.ranks(-found["Index"], ties="min")
        assert places.tolist() == rows["rank"].tolist(), alternative
        compared += rows.size
    assert compared == 9 * 51 * 4


def test_means_of_scores_agree_with_the_tree(asem):
    """The way the product takes, over editions and areas with their errors, gives the z-scores of the reference too."""
    expected = dict(asem.alternatives())["zscore_10_2__arithmetic"]
    normalised = normalised_as("zscore_10_2", asem)
    none, sure = pd.Series(np.nan, index=normalised.index), pd.Series(True, index=normalised.index)
    scores = {key: composite.Scores((column - 10) / 2, none, sure) for key, column in normalised.items()}
    for parent, children in asem.tree.items():
        scores[parent] = composite.mean_of([scores[child] for child in children], at_least=len(children))
    for name in TOPS:
        np.testing.assert_allclose(10 + 2 * scores[name].z, expected[name], atol=TOLERANCE)


def test_means_that_compensate_less_are_lower_and_leave_out_what_is_missing():
    parts, weights = [[1.0, 4.0, 16.0], [2.0, np.nan, 8.0], [np.nan] * 3, [0.0, 1.0, 1.0], [5.0, 5.0, 5.0]], [1, 1, 1]
    arithmetic, geometric, harmonic = (composite.combine(parts, weights, how) for how in Aggregation)
    np.testing.assert_allclose(arithmetic, [7, 5, np.nan, 2 / 3, 5])
    np.testing.assert_allclose(geometric, [4, 4, np.nan, 0, 5])
    np.testing.assert_allclose(harmonic, [3 / (1 + 1 / 4 + 1 / 16), 3.2, np.nan, 0, 5])
    for how in Aggregation:
        np.testing.assert_allclose(composite.combine([2.0, 3.0, 0.0], [0.0, 1.0, 0.0], how), 3)
        assert np.isnan(composite.combine([2.0, 3.0], [0.0, 0.0], how))
    with pytest.raises(ValueError, match="without negative"):
        composite.combine([-1.0, 2.0], [1, 1], Aggregation.GEOMETRIC)


def test_normalisation_of_one_area_equal_values_and_missing():
    assert composite.min_max([3.0]).tolist() == [0.5]
    np.testing.assert_array_equal(composite.min_max([2.0, 2.0, np.nan]), [0.5, 0.5, np.nan])
    np.testing.assert_array_equal(composite.ranks([7.0, np.nan, 7.0, 3.0]), [2.5, np.nan, 2.5, 1])


def test_a_tree_without_a_node_loses_parents_that_stay_empty():
    tree = {"a": {"x": 1.0}, "b": {"y": 1.0, "z": 2.0}, "top": {"a": 1.0, "b": 1.0}}
    assert composite.without(tree, "x") == {"b": {"y": 1.0, "z": 2.0}, "top": {"b": 1.0}}
    assert composite.without(tree, "y") == {"a": {"x": 1.0}, "b": {"z": 2.0}, "top": {"a": 1.0, "b": 1.0}}
    assert composite.without(tree, "a") == {"b": {"y": 1.0, "z": 2.0}, "top": {"b": 1.0}}


def table(values: dict[tuple[str, str], list[float]]) -> pd.DataFrame:
    """(edition, level) -> values of the indicator ``x`` in that many areas."""
    rows = [
        ("x", f"{level}{place}", level, edition, "all", value, np.nan, np.nan, "may_be_said", "")
        for (edition, level), numbers in values.items()
        for place, value in enumerate(numbers)
    ]
    names = ["indicator", "area", "level", "edition", "group", "value", "low", "high", "verdict", "instrument"]
    return pd.DataFrame(rows, columns=names)


def test_base_is_the_first_edition_and_the_finest_level_with_enough_areas():
    five, other = [1.0, 2, 3, 4, 5], [11.0, 12, 13, 14, 15]
    assert composite.base_of(table({("2027", "buurt"): other, ("2025", "buurt"): five}), "x")[0] == 3
    coarse = table({("2025", "wijk"): five, ("2025", "buurt"): [9.0, 9, 9]})
    assert composite.base_of(coarse, "x") == pytest.approx((3, np.sqrt(2.5)))
    later = table({("2025", "buurt"): [1.0, 2, np.nan], ("2027", "buurt"): other})
    assert composite.base_of(later, "x")[0] == 13
    assert np.isnan(composite.base_of(table({("2025", "buurt"): [1.0, 2]}), "x")[0])


def test_each_instrument_is_measured_against_its_own_base():
    rows = table({("2021", "buurt"): [1.0, 2, 3, 4, 5], ("2025", "buurt"): [10.0, 20, 30, 40, 50]})
    rows["instrument"] = rows["edition"].map({"2021": "old", "2025": "new"})
    z = composite.input_scores(rows, "x").z
    np.testing.assert_allclose(z["2021"], z["2025"])


def test_no_spread_gives_no_score():
    flat = composite.input_scores(table({("2025", "buurt"): [2.0] * 6}), "x")
    assert flat.z.isna().all()


def test_lower_is_better_turns_the_score_round():
    rows = table({("2025", "buurt"): [1.0, 2, 3, 4, 5]})
    up, down = composite.input_scores(rows, "x"), composite.input_scores(rows, "x", direction=-1)
    np.testing.assert_allclose(up.z, -down.z)
