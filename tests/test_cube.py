"""The closed cube: what a model may fill in, and that it is called a model everywhere."""

import dataclasses

import numpy as np
import pandas as pd
import pytest

from tests.indicators import strip_town
from wijkmonitor import cube
from wijkmonitor.edition import Edition
from wijkmonitor.estimate import check_invariants


@pytest.fixture(scope="module")
def edition() -> Edition:
    """Four wijken of six buurten with some 50 answers each: enough for a direct value in some, for a model in the rest."""
    areas = strip_town.areas_of(wijken=4, buurten=6)
    return cube.with_room(strip_town.edition_of(areas, respondents=1100))


@pytest.fixture(scope="module")
def made(edition: Edition) -> cube.Cube:
    return cube.make([edition], lambda _done, _said: None)


def test_the_table_keeps_its_promises(made):
    check_invariants(made.tables["estimates"])


def test_a_value_filled_in_by_the_model_is_called_modelled_and_is_never_compared(made):
    rows = made.tables["estimates"]
    filled = rows[rows["shrinkage"].notna()]
    assert len(filled), "the town is small enough to need the model"
    assert set(filled["kind"]) == {"modelled"}
    assert set(filled["verdict"]) == {"model_only"}
    assert set(filled["difference"]) | set(filled["changed"].fillna("")) == {""}
    assert filled["change"].isna().all()
    models = made.tables["models"].set_index(["indicator", "area"])
    keys = list(zip(filled["indicator"], filled["area"], strict=True))
    np.testing.assert_allclose(filled["value"], models.loc[keys, "value"])


def test_an_index_with_a_modelled_part_is_modelled(made):
    rows = made.tables["estimates"]
    parts = rows[rows["indicator"].isin(["capacity_scale", "knows_where_to_start"]) & (rows["group"] == "all")]
    from_model = set(parts.loc[parts["kind"] == "modelled", "area"])
    pillar = rows[(rows["indicator"] == "pillar_can") & rows["value"].notna()].set_index("area")
    assert from_model
    for area, kind in pillar["kind"].items():
        assert kind == ("modelled" if area in from_model else "observed"), area


def test_every_survey_figure_says_who_answered(made, edition):
    answered = {key for _, key in made.answered}
    assert {"strong_ties", "bridging_ratio", "capacity_scale"} <= answered
    assert all(len(mask) == len(edition.survey) for mask in made.answered.values())


def test_published_models_are_rounded(made):
    models = made.tables["models"]
    shares = models[models["indicator"] == "strong_ties"]
    for column, decimals in (("value", 2), ("rmse", 2), ("shrinkage", 1)):
        pd.testing.assert_series_equal(shares[column], shares[column].round(decimals))


def test_another_item_set_is_an_instrument_of_its_own_and_so_is_the_index_made_of_it(edition):
    before = dataclasses.replace(edition, name="2023", instruments={"strong_ties": "other_questions"})
    rows = cube.make([before, edition], lambda _done, _said: None).tables["estimates"]
    ties = rows[rows["indicator"] == "strong_ties"]
    assert ties.groupby("edition")["instrument"].unique().map(list).to_dict() == {
        "2023": ["other_questions"],
        "2025": ["ties3"],
    }
    assert ties["change"].isna().all()
    together = rows[(rows["indicator"] == "pillar_together") & rows["value"].notna()]
    assert set(together.loc[together["edition"] == "2023", "instrument"]) == {"other_questions"}
    assert together["change"].isna().all()
    assert rows.loc[(rows["indicator"] == "feels_at_home") & (rows["edition"] == "2025"), "change"].notna().any()


def test_an_area_that_kept_its_code_but_not_its_ground_is_not_compared_with_before(edition):
    areas = edition.areas.copy()
    moved = list(areas.index[areas["level"] == "buurt"][:2])
    areas.loc[moved, "geometry"] = areas.loc[moved[::-1], "geometry"].to_numpy()
    before = dataclasses.replace(edition, name="2023", vintage=edition.vintage - 2, areas=areas)
    rows = cube.make([before, edition], lambda _done, _said: None).tables["estimates"]
    now = rows[(rows["edition"] == edition.name) & (rows["level"] == "buurt") & (rows["kind"] != "modelled")]
    assert now.loc[now["area"].isin(moved), "change"].isna().all()
    assert now.loc[~now["area"].isin(moved), "change"].notna().any()
