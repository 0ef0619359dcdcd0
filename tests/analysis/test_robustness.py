"""Ranks under other choices: against a reference, against a plain loop, and what must hold whatever the numbers."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.robustness import plain_loop
from tests.analysis.asem import read_asem
from wijkmonitor.analysis import composite, robustness
from wijkmonitor.analysis.robustness import Standing

PILLARS = [[0, 1], [2, 3, 4], [5, 6]]
DIRECTIONS = [1, 1, 1, -1, 1, 1, 1]


def town(areas: int = 24, seed: int = 0) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Inputs, errors, base mean and base sd of a made-up town."""
    rng = np.random.default_rng(seed)
    inputs = rng.normal(size=(areas, 7)) + rng.normal(size=(areas, 1))
    return inputs, np.full(inputs.shape, 0.3), inputs.mean(axis=0), inputs.std(axis=0, ddof=1)


def drawn(inputs, errors, mean, sd, **options) -> robustness.Ranks:
    return robustness.draws(inputs, errors, PILLARS, DIRECTIONS, mean, sd, **{"n": 600, "seed": 4} | options)


def test_shifts_and_alpha_agree_with_the_asem_reference(peer_reference):
    asem = read_asem(peer_reference / "composite_asem")
    normalised = pd.DataFrame(composite.min_max(asem.oriented), asem.oriented.index, asem.oriented.columns)
    expected = pd.read_csv(asem.folder / "expected_leave_one_pillar_out.csv").set_index("removed").drop("Nominal")
    shifts = robustness.rank_shifts(normalised, asem.tree, list(expected.index)).set_index("removed")
    np.testing.assert_allclose(shifts["mean_shift"], expected["mean_abs_rank_diff"], atol=1e-7)
    ranks = asem.expected("leave_one_pillar_out_ranks")
    for pillar in expected.index:
        scores = composite.tree_scores(normalised, composite.without(asem.tree, pillar))["Index"]
        assert composite.ranks(-scores, ties="min").tolist() == ranks[pillar].tolist(), pillar
    alphas = pd.read_csv(asem.folder / "expected_cronbach.csv").set_index("pillar")["cronbach_alpha"]
    found = [robustness.cronbach_alpha(normalised[list(asem.tree[pillar])]) for pillar in alphas.index]
    np.testing.assert_allclose(found, alphas, atol=1e-7)
    assert (len(expected), len(alphas)) == (8, 8)


def test_places_stay_near_those_of_the_asem_reference(peer_reference):
    """That reference varies other things (weights by a quarter, no sampling error), so only the middle can be compared."""
    asem = read_asem(peer_reference / "composite_asem")
    x = asem.treated.to_numpy()
    columns = list(asem.treated)
    pillars = [[columns.index(key) for key in asem.tree[pillar]] for pillar in list(asem.tree)[:8]]
    weights = [1 / (2 * len(asem.tree[top])) for top in ("Conn", "Sust") for _ in asem.tree[top]]
    found = robustness.draws(
        x, np.zeros(x.shape), pillars, list(asem.direction.values()), x.mean(axis=0), x.std(axis=0, ddof=1), weights
    )
    reference = pd.read_csv(asem.folder / "ua_rankstats_N1000_seed42.csv").set_index("uCode").astype(float)
    reference = reference.loc[asem.treated.index]
    assert np.corrcoef(found.median, reference["Median"])[0, 1] > 0.99
    assert np.abs(found.median - reference["Median"]).mean() < 1.5


def test_agrees_with_a_plain_loop_over_draws():
    inputs, errors, mean, sd = town(30)
    fast = drawn(inputs, errors, mean, sd, n=3000)
    slow = plain_loop(inputs, errors, PILLARS, DIRECTIONS, mean, sd, n=1500, seed=9)
    # Two simulations of one probability differ by at most 5 standard errors.
    apart = 5 * np.sqrt(0.25 * (1 / 3000 + 1 / 1500))
    np.testing.assert_allclose(fast.lowest_third, slow.lowest_third, atol=apart)
    np.testing.assert_allclose(fast.highest_third, slow.highest_third, atol=apart)
    np.testing.assert_allclose(fast.median, slow.median, atol=2)


@settings(max_examples=25, deadline=None, derandomize=True)
@given(st.integers(3, 40), st.integers(0, 99))
def test_probabilities_thirds_and_the_order_of_rows(areas, seed):
    inputs, errors, mean, sd = town(areas, seed)
    found = drawn(inputs, errors, mean, sd, n=200)
    for p in (found.lowest_third, found.highest_third):
        assert ((p >= 0) & (p <= 1)).all()
        # Areas that tie on the edge of a third are in neither part.
        assert p.mean() == pytest.approx((areas // 3) / areas, abs=0.05)
        assert p.mean() <= (areas // 3) / areas + 1e-9
    assert ((found.low <= found.median) & (found.median <= found.high)).all()
    assert found.median.mean() == pytest.approx((areas + 1) / 2, abs=1)
    order = np.random.default_rng(seed).permutation(areas)
    moved = drawn(inputs[order], errors[order], mean, sd, n=200)
    for name in ("low", "median", "high", "lowest_third", "highest_third"):
        np.testing.assert_array_equal(getattr(moved, name), getattr(found, name)[order])


def test_same_seed_same_places_and_another_seed_another_draw():
    one, same, other = (drawn(*town(), seed=seed) for seed in (1, 1, 2))
    np.testing.assert_array_equal(one.lowest_third, same.lowest_third)
    assert (one.lowest_third != other.lowest_third).any()


def test_all_weight_on_one_pillar_gives_the_places_of_that_pillar():
    inputs, errors, mean, sd = town()
    pillars = [[0], [1], [2, 3, 4, 5, 6]]
    found = robustness.draws(inputs, errors * 0, pillars, DIRECTIONS, mean, sd, weights=[0, 3, 0], n=300)
    expected = composite.ranks(-inputs[:, 1])
    for name in ("low", "median", "high"):
        np.testing.assert_array_equal(getattr(found, name), expected)
    assert set(found.lowest_third) == {0.0, 1.0}


def test_direction_turns_an_input_round():
    inputs, errors, mean, sd = town()
    up = robustness.draws(inputs[:, :1], errors[:, :1] * 0, [[0]], [1], mean[:1], sd[:1], n=50)
    down = robustness.draws(inputs[:, :1], errors[:, :1] * 0, [[0]], [-1], mean[:1], sd[:1], n=50)
    np.testing.assert_array_equal(up.median, len(inputs) + 1 - down.median)


def test_more_sampling_error_makes_less_certain():
    inputs, errors, mean, sd = town()
    exact, vague = drawn(inputs, errors * 0, mean, sd), drawn(inputs, errors * 5, mean, sd)
    assert (vague.high - vague.low).mean() > 2 * (exact.high - exact.low).mean()
    unknown = drawn(inputs, errors * np.nan, mean, sd)
    np.testing.assert_array_equal(unknown.lowest_third, exact.lowest_third)


def test_an_area_needs_half_of_the_inputs_of_every_pillar():
    inputs, errors, mean, sd = town()
    inputs[0, 0] = np.nan  # one of two
    inputs[1, [2, 3]] = np.nan  # two of three
    inputs[2, [5, 6]] = np.nan  # both
    found = drawn(inputs, errors, mean, sd)
    assert np.isnan(found.lowest_third).tolist() == [False, True, True] + [False] * 21
    assert found.lowest_third[~np.isnan(found.lowest_third)].mean() == pytest.approx(7 / 22, abs=0.01)
    assert found.high[~np.isnan(found.high)].max() <= 22


def test_an_input_whose_base_has_no_spread_does_not_count():
    inputs, errors, mean, sd = town()
    sd[0], mean[2] = 0.0, np.nan
    found = drawn(inputs, errors, mean, sd)
    without = drawn(
        np.where(np.arange(7) == 2, np.nan, np.where(np.arange(7) == 0, np.nan, inputs)), errors, *town()[2:]
    )
    np.testing.assert_array_equal(found.lowest_third, without.lowest_third)
    assert np.isfinite(found.lowest_third).all()


def test_one_area_none_and_equal_values():
    inputs, errors, mean, sd = town()
    one = drawn(inputs[:1], errors[:1], mean, sd)
    assert (one.low, one.median, one.high) == (1, 1, 1)
    assert np.isnan(one.lowest_third).all()
    assert drawn(inputs[:0], errors[:0], mean, sd).median.shape == (0,)
    assert np.isnan(drawn(inputs * np.nan, errors, mean, sd).median).all()
    equal = drawn(np.ones((6, 7)), np.zeros((6, 7)), mean, sd)
    assert equal.median.tolist() == [3.5] * 6
    assert equal.lowest_third.tolist() == [0] * 6
    zeros = drawn(np.zeros((6, 7)), np.zeros((6, 7)), mean * 0, sd)
    assert zeros.highest_third.tolist() == [0] * 6


@pytest.mark.parametrize("weights", [[0, 0, 0], [1, -1, 1], [1, np.nan, 1], [1, 1]])
def test_impossible_weights_are_refused(weights):
    with pytest.raises(ValueError, match="weights"):
        drawn(*town(), weights=weights)


def test_what_may_be_said_and_whether_it_stays():
    found = robustness.standing([0.9, 0.8, 0.7, 0.5, 0.4, 0.2, 0.0, np.nan])
    low, perhaps, not_low = Standing.LOWEST, Standing.POSSIBLY_LOWEST, Standing.NOT_LOWEST
    assert found == [low, low, perhaps, perhaps, Standing.OPEN, not_low, not_low, None]
    for kind in Standing:
        assert kind.text.nl != kind.text.en

    def ranks(lowest: list[float]) -> robustness.Ranks:
        p = np.array(lowest)
        return robustness.Ranks(p, p, p, p, p)

    same = robustness.stable(ranks([0.9, 0.9, 0.1, np.nan]), ranks([0.85, 0.6, 0.15, np.nan]))
    assert same.tolist() == [True, False, True, True]
    moved = drawn(*town(), weights=[8, 1, 1])
    assert not robustness.stable(drawn(*town()), moved).all()
    assert list(moved.as_frame([f"BU{place}" for place in range(24)])["area"])[:2] == ["BU0", "BU1"]


def test_leaving_out_everything_or_a_copy():
    tree = {"a": {"x": 1.0, "copy": 1.0}, "index": {"a": 1.0}}
    inputs = pd.DataFrame({"x": [1.0, 2, 3], "copy": [1.0, 2, 3]})
    shifts = robustness.rank_shifts(inputs, tree, ["copy", "a"])
    assert shifts["mean_shift"].iloc[0] == 0
    assert np.isnan(shifts["largest_shift"].iloc[1])


def test_alpha_worked_by_hand_and_where_it_has_no_meaning():
    assert robustness.cronbach_alpha([[1, 1], [2, 2], [3, 3]]) == pytest.approx(1)
    # Variances 1 and 1, covariance .5: 2 * (1 - 2 / 3).
    assert robustness.cronbach_alpha([[1, 1], [2, 3], [3, 2]]) == pytest.approx(2 / 3)
    for items in ([[1.0], [2.0]], [[1.0, 2.0]], [[1.0, 2.0], [1.0, 2.0]], [[np.nan, 1], [1, np.nan]], np.empty((0, 2))):
        assert np.isnan(robustness.cronbach_alpha(items))
