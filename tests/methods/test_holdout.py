"""Hold-out validation: it must tell a good model from a useless one, and cope with surveys that are too small for it."""

import numpy as np
import pytest

from wijkmonitor.methods import holdout, small_area


def town(per_area: int = 75, areas: int = 48, spread: float = 0.05, seed: int = 4) -> dict[str, np.ndarray]:
    """A survey of which the shares follow one column of x, up to a standard deviation of ``spread``."""
    rng = np.random.default_rng(seed)
    x = np.column_stack([np.ones(areas), rng.normal(size=areas)])
    share = np.clip(0.6 + 0.1 * x[:, 1] + rng.normal(0, spread, areas), 0.05, 0.95)
    position = np.repeat(np.arange(areas), per_area)
    return {
        "answers": (rng.random(len(position)) < share[position]).astype(float),
        "weight": rng.uniform(0.6, 1.6, len(position)),
        "area_position": position,
        "covariates": x,
        "score": share[position] * 10 + rng.normal(0, 3, len(position)),
    }


def validated(made: dict[str, np.ndarray], is_share: bool = True, **changes: object) -> dict[str, float]:
    given = {name: value for name, value in made.items() if name != "score"}
    return holdout.validate(**{**given, "is_share": is_share, "draws": 40, **changes})


@pytest.mark.parametrize("is_share", [True, False])
def test_a_model_that_fits_beats_the_answers_alone(is_share):
    made = town()
    found = validated(made if is_share else {**made, "answers": made["score"]}, is_share)
    assert found["rmse_model"] < 0.8 * found["rmse_direct"]
    assert 0.93 < found["cover_direct"] < 0.99
    assert 0.88 < found["cover_model"] < 0.99
    assert (found["draws"], found["areas"]) == (40, 48)
    assert found["share_sampled"] == pytest.approx(13 / 75)


def test_the_direct_error_is_what_sampling_theory_says():
    """Half of .5, 13 drawn without replacement from 75 equal weights: variance p(1-p)/13 * (75-13)/74."""
    made = town(areas=40)
    rng = np.random.default_rng(1)
    half = np.concatenate([rng.permutation([1.0] * 37 + [0.0] * 38) for _ in range(40)])
    found = validated({**made, "answers": half, "weight": np.ones(len(half))}, draws=200)
    assert found["rmse_direct"] == pytest.approx(np.sqrt(37 / 75 * 38 / 75 / 13 * 62 / 74), rel=0.03)


def test_a_model_without_its_column_does_worse():
    made = town(spread=0.02)
    blind = {**made, "covariates": made["covariates"][:, :1]}
    assert validated(made)["rmse_model"] < 0.95 * validated(blind)["rmse_model"]


def test_the_same_seed_gives_the_same_figures():
    made = town()
    assert validated(made) == validated(made)
    assert validated(made, seed=1) != validated(made, seed=2)


def test_who_did_not_answer_has_no_weight_or_lives_nowhere_does_not_count():
    made = town()
    extra = {
        "answers": np.concatenate([made["answers"], [np.nan, 1, 1]]),
        "weight": np.concatenate([made["weight"], [1, 0, 1]]),
        "area_position": np.concatenate([made["area_position"], [0, 0, -1]]),
    }
    assert validated({**made, **extra}) == validated(made)


def test_small_areas_take_part_but_are_no_truth():
    made = town()
    kept = (made["area_position"] >= 10) | (np.arange(len(made["answers"])) % 75 < 12)
    some = {name: made[name][kept] for name in ("answers", "weight", "area_position")}
    assert validated({**made, **some})["areas"] == 38


@pytest.mark.parametrize(("per_area", "areas"), [(40, 48), (75, 4), (1, 48)])
def test_too_small_a_survey_gives_nothing(per_area, areas):
    assert validated(town(per_area, areas)) == {}


@pytest.mark.parametrize("value", [0.0, 1.0])
@pytest.mark.parametrize("is_share", [True, False])
def test_everybody_gave_the_same_answer(value, is_share):
    made = town()
    found = validated({**made, "answers": np.full(len(made["answers"]), value)}, is_share)
    assert all(np.isfinite(number) for number in found.values())
    assert found["rmse_direct"] == 0
    assert found["rmse_model"] == pytest.approx(0, abs=1e-9)


def test_the_model_is_the_one_that_is_published(monkeypatch):
    """One fit of all draws, by the same functions as the published figures."""
    calls = []
    original = small_area.fit_positive
    monkeypatch.setattr(small_area, "fit_positive", lambda *given: calls.append(given) or original(*given))
    validated(town())
    assert len(calls) == 1
    assert calls[0][0].shape == (40, 48)
