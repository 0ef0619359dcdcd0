"""Models of buurten: which take part, what explains them, what they add up to; never a missing number, never a crash."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from tests.indicators import strip_town
from tests.modelled_town import AREAS, BUURTEN, direct_shares, edition_with, key_figures, shares
from wijkmonitor import modelling
from wijkmonitor.edition import Edition
from wijkmonitor.estimate import ALL
from wijkmonitor.methods import scales, survey

LARGE_WIJK = 5


@pytest.fixture
def figures() -> pd.DataFrame:
    return key_figures()


@pytest.fixture
def direct(figures: pd.DataFrame) -> pd.DataFrame:
    return direct_shares(figures)


def test_every_buurt_gets_a_model_and_the_closed_ones_only_what_key_figures_say(figures, direct):
    closed = BUURTEN[:6]
    direct["open"] = ~direct["area"].isin(closed)
    models = shares(direct, edition_with(figures)).set_index("area")
    assert list(models.index) == list(BUURTEN)
    assert set(models.index[models["basis"] == modelling.SYNTHETIC]) == set(closed)
    assert (models.loc[closed, "shrinkage"] == 0).all()
    assert models.loc[BUURTEN[6:], "shrinkage"].between(0.01, 0.99).all()
    assert models.loc[closed, "rmse"].min() > models.loc[BUURTEN[6:], "rmse"].max()


def test_nothing_of_a_closed_buurt_is_in_any_model(figures, direct):
    direct["open"] = ~direct["area"].isin(BUURTEN[:6])
    other = direct.copy()
    other.loc[~other["open"], ["value", "n", "n_eff", "se"]] = [1.0, 9.0, 2.0, 0.3]
    edition = edition_with(figures)
    pd.testing.assert_frame_equal(shares(direct, edition, 0.6), shares(other, edition, 0.6))


def test_the_modelled_shares_weighted_by_residents_are_the_municipal_share(figures, direct):
    edition = edition_with(figures)
    models = shares(direct, edition, 0.71)
    residents = edition.population.loc[models["area"]].to_numpy()
    assert np.average(models["value"], weights=residents) == pytest.approx(0.71)
    free = shares(direct, edition)
    shifted = free["rmse"] ** 2 + (models["value"] - free["value"]) ** 2
    assert models["rmse"].to_numpy() ** 2 == pytest.approx(shifted.to_numpy())


def test_the_more_answers_the_more_they_count(figures, direct):
    direct["n"] = np.linspace(10, 200, len(direct))
    direct["n_eff"] = direct["n"]
    shrinkage = shares(direct, edition_with(figures))["shrinkage"]
    assert shrinkage.corr(direct["n"], method="spearman") > 0.98


def test_what_the_fit_was_made_with_is_told(figures, direct):
    told = shares(direct, edition_with(figures)).attrs[modelling.FIT_STATISTICS]
    assert told["areas"] == 40
    assert told["covariates"] == [
        "low_income_pct",
        "households_single/households",
        "age_65_plus/population",
        "owner_occupied_pct",
    ]
    assert told["design_effect"] == pytest.approx(1.2)
    assert told["sigma2_u"] > 0
    assert (told["method"], told["filled_in"]) == ("reml", 0)


@pytest.mark.parametrize(("open_areas", "expected"), [(12, 1), (16, 2), (39, 4)])
def test_one_key_figure_per_8_open_buurten(figures, open_areas, expected):
    chosen = modelling.choose_covariates(edition_with(figures), BUURTEN[:open_areas])
    assert chosen is not None
    assert chosen.table.shape[1] == expected
    assert chosen.table.loc[BUURTEN[:open_areas]].mean().abs().max() < 1e-12


def _constant(table: pd.DataFrame) -> pd.DataFrame:
    return table.assign(low_income_pct=7.0)


def _collinear(table: pd.DataFrame) -> pd.DataFrame:
    return table.assign(owner_occupied_pct=100 - 4 * table["low_income_pct"])


def _nearly_collinear(table: pd.DataFrame) -> pd.DataFrame:
    noise = np.random.default_rng(1).normal(0, 0.1, len(table))
    return table.assign(owner_occupied_pct=100 - 4 * table["low_income_pct"] + noise)


def _half_missing(table: pd.DataFrame) -> pd.DataFrame:
    return table.assign(low_income_pct=table["low_income_pct"].where(np.arange(len(table)) % 2 == 0))


def _as_a_column(table: pd.DataFrame) -> pd.DataFrame:
    return table.rename_axis("area_code").reset_index()


def _no_households(table: pd.DataFrame) -> pd.DataFrame:
    return table.assign(households=0.0)


@pytest.mark.parametrize(
    ("change", "absent"),
    [
        (_constant, "low_income_pct"),
        (_collinear, "owner_occupied_pct"),
        (_nearly_collinear, "owner_occupied_pct"),
        (_half_missing, "low_income_pct"),
        (_no_households, "households_single/households"),
        (_as_a_column, "urbanity"),
    ],
)
def test_a_key_figure_that_says_nothing_is_left_out(
    figures, direct, change: Callable[[pd.DataFrame], pd.DataFrame], absent
):
    models = shares(direct, edition_with(change(figures)), 0.6)
    chosen = models.attrs[modelling.FIT_STATISTICS]["covariates"]
    assert absent not in chosen
    assert len(chosen) >= 3
    assert len(models) == 40


def test_a_missing_key_figure_is_the_median_of_the_wijk_or_of_all(figures):
    figures.loc[BUURTEN[0], "low_income_pct"] = np.nan
    figures.loc[BUURTEN[5:7], "age_65_plus"] = np.nan
    chosen = modelling.choose_covariates(edition_with(figures), BUURTEN)
    assert chosen is not None
    assert chosen.filled_in == 3
    standardised = chosen.table["low_income_pct"]
    assert standardised[BUURTEN[0]] == pytest.approx(standardised[BUURTEN[1:LARGE_WIJK]].median())


def test_a_buurt_without_any_key_figure_has_no_synthetic_value_but_may_have_answers(figures, direct):
    figures.loc[BUURTEN[:2]] = np.nan
    direct.loc[0, "open"] = False
    models = shares(direct, edition_with(figures))
    assert BUURTEN[0] not in set(models["area"])
    assert BUURTEN[1] in set(models["area"])


def test_where_nobody_lives_nothing_is_said(figures, direct):
    direct = direct[~direct["area"].isin(BUURTEN[:2])]
    models = shares(direct, edition_with(figures, {BUURTEN[0]: 0.0, BUURTEN[1]: np.nan}), 0.6)
    assert not set(BUURTEN[:2]) & set(models["area"])


def test_too_few_buurten_or_no_key_figures_give_no_model(figures, direct):
    for rows, table in ((direct[:11], figures), (direct[:5], figures), (direct[:0], figures), (direct, None)):
        models = modelling.models_of(rows, edition_with(table), True, (0.0, 1.0), 0.5)
        assert models.empty
        assert tuple(models.columns) == modelling.COLUMNS
        assert models.attrs[modelling.FIT_STATISTICS] == {}
    nothing = figures[["population"]]
    assert modelling.models_of(direct, edition_with(nothing), True, (0.0, 1.0)).empty


@pytest.mark.parametrize("value", [0.0, 0.4, 1.0])
def test_all_buurten_say_the_same(figures, direct, value):
    models = shares(direct.assign(value=value, se=0.0), edition_with(figures), value)
    assert models["value"].to_numpy() == pytest.approx(value, abs=0.02)
    assert models.attrs[modelling.FIT_STATISTICS]["method"] == "amrl"
    assert models["rmse"].gt(0).all()


@pytest.mark.parametrize("municipal", [0.0, 0.01, 0.5, 1.0, np.nan, None])
def test_a_buurt_where_everybody_and_one_where_nobody_said_yes(figures, direct, municipal):
    direct.loc[0, ["value", "se"]] = [1.0, 0.0]
    direct.loc[1, ["value", "se"]] = [0.0, 0.0]
    models = shares(direct, edition_with(figures), municipal).set_index("area")
    if municipal is None or municipal == 0.5:
        assert 0 < models.loc[BUURTEN[1], "value"] < models.loc[BUURTEN[0], "value"] < 1


@pytest.mark.parametrize("error", [0.0, np.nan, 1e6, 0.4])
def test_scales_with_zero_unknown_and_huge_errors(figures, direct, error):
    rows = direct.assign(value=direct["value"] * 10, se=0.4)
    rows.loc[:2, "se"] = error
    models = modelling.models_of(rows, edition_with(figures), False, (0.0, 10.0), 6.0)
    assert models.notna().all(axis=None)
    assert len(models) == 40
    assert ((models["low"] >= 0) & (models["high"] <= 10)).all()
    assert models["rmse"].gt(0).all()


def test_a_count_without_a_highest_value_is_never_below_0(figures, direct):
    rows = direct.assign(value=direct["value"] * 3, se=1.5)
    models = modelling.models_of(rows, edition_with(figures), False, None, 1.2)
    assert models["low"].ge(0).all()
    assert models["value"].to_numpy() == pytest.approx(np.clip(models["value"], 0, None))


def test_the_order_of_the_rows_does_not_matter(figures, direct):
    edition = edition_with(figures)
    pd.testing.assert_frame_equal(shares(direct, edition, 0.6), shares(direct[::-1], edition, 0.6))


def surveyed(respondents: int = 3200) -> Edition:
    table = strip_town.survey_of(AREAS, respondents)
    return edition_with(key_figures(), answers=table)


def test_models_and_their_validation_from_a_survey():
    edition = surveyed()
    assert edition.survey is not None
    answers = scales.says_yes(edition.survey, "tie_help")
    raw = survey.shares(edition, answers)
    small = raw[(raw["group"] == ALL) & raw["area"].isin(BUURTEN)]
    assert len(shares(small.assign(open=small["n"] >= 10), edition, 0.5)) == 40
    found = modelling.validate_models(answers, edition, is_share=True, draws=20)
    assert found["rmse_model"] < found["rmse_direct"]
    assert found["areas"] > 20
    assert found == modelling.validate_models(answers, edition, is_share=True, draws=20)


def test_a_survey_that_is_too_small_is_not_validated():
    for respondents in (60, 400):
        edition = surveyed(respondents)
        assert edition.survey is not None
        answers = scales.says_yes(edition.survey, "tie_help")
        assert modelling.validate_models(answers, edition, is_share=True, draws=5) == {}
