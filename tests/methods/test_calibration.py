"""Calibration against another program, slow definitions, known numbers and what cannot be met."""

import dataclasses

import numpy as np
import pandas as pd
import pytest

from tests.indicators import strip_town
from tests.methods.survey_120 import AREAS, respondents, without
from wijkmonitor.edition import Dataset, Edition
from wijkmonitor.methods import survey
from wijkmonitor.methods.calibration import (
    BOUNDS,
    Margin,
    NoMargin,
    calibrate_linear,
    calibrated,
    margins_from_key_figures,
    rake,
)
from wijkmonitor.methods.design import Auxiliary, Design, make_design

SEX = Margin("sex", "sex", pd.Series({"m": 700.0, "f": 800.0}))
SCHOOLING = Margin("schooling", "schooling", pd.Series({"low": 500.0, "middle": 600.0, "high": 400.0}))
BOTH = [SEX, SCHOOLING]


def shares_of(weight: np.ndarray, table: pd.DataFrame, column: str) -> pd.Series:
    sums = pd.Series(weight).groupby(table[column]).sum()
    return sums / sums.sum()


def test_raked_and_linear_weights_are_those_of_another_program():
    # The first five weights by svy 0.35.0 (rake and calibrate), which make the total 1,500.
    table = respondents()
    weight = table["weight"].to_numpy()
    raked = [7.251415725673488, 11.702753318068181, 7.021651990840909, 17.522749875526202, 9.506869328862924]
    linear = [7.291052981924005, 11.642337334806689, 6.985402400884013, 17.37842907249671, 9.579691752404296]
    for make, expected in ((rake, raked), (calibrate_linear, linear)):
        found = make(weight, table, BOTH)
        assert found.converged
        assert not found.unmet
        np.testing.assert_allclose(found.weight[:5] * 1500 / found.weight.sum(), expected, rtol=1e-6)
        assert found.weight.sum() == pytest.approx(weight.sum())


@pytest.mark.parametrize(
    ("columns", "errors"),
    [
        (
            ("cluster",),
            (0.17113199073522867, 0.23474733110315657, 0.24797523008447103, 0.28058867122166087, 0.4065559741945941),
        ),
        ((), (0.13449101474824382, 0.1818579193106213, 0.19728311330780962, 0.282977160266663, 0.4104973429137223)),
    ],
    ids=["strata", "clusters"],
)
def test_standard_errors_after_linear_calibration_are_those_of_another_program(columns: tuple, errors: tuple):
    table = without(respondents(), *columns)
    design = make_design(table, AREAS, ())
    knows = calibrated(design, table, BOTH).auxiliary
    found = calibrate_linear(design.weight, table, BOTH).weight
    rows = survey.estimate_domains(table["y"], design.reweighted(found, knows)).set_index("area")
    places = ["GM0001", "WK000100", "WK000101", "BU00010000", "BU00010001"]
    np.testing.assert_allclose(rows.loc[places, "se"], errors, rtol=1e-9)


def slow_variance(
    design: Design, auxiliary: Auxiliary, y: np.ndarray, inside: np.ndarray, stratum: np.ndarray
) -> float:
    """Write out the residual of everybody, one domain at a time."""
    weight = np.where(np.isnan(y) | ~inside, 0.0, design.weight)
    y = np.where(weight > 0, y, 0.0)
    u = np.where(weight > 0, (y - (weight * y).sum() / weight.sum()) / weight.sum(), 0.0)
    root = np.sqrt(auxiliary.first_weight)
    slope = np.linalg.lstsq(auxiliary.x * root[:, None], u * root, rcond=None)[0]
    residual = design.weight * (u - auxiliary.x @ slope)
    variance = 0.0
    for one in np.unique(stratum):
        unit = np.bincount(design.psu[stratum == one], weights=residual[stratum == one])
        unit = unit[np.unique(design.psu[stratum == one])]
        variance += len(unit) / (len(unit) - 1) * ((unit - unit.mean()) ** 2).sum()
    return variance


@pytest.mark.parametrize("clustered", [False, True])
def test_every_domain_against_residuals_written_out(clustered: bool):
    table = respondents().assign(limitation=lambda t: np.where(t.index % 3 == 0, "yes", "no"))
    table = table if clustered else without(table, "cluster")
    y = table["y"].where(table.index % 7 > 0)
    design = calibrated(make_design(table, AREAS, ("limitation",)), table, BOTH)
    assert design.auxiliary is not None
    rows = survey.estimate_domains(y, design, ("limitation",)).set_index(["area", "group"])
    stratum = pd.factorize(table["stratum"])[0]
    for area, level in (("GM0001", "gemeente"), ("WK000101", "wijk"), ("BU00010001", "buurt")):
        for group, member in (("all", True), ("limitation:yes", table["limitation"].eq("yes"))):
            inside = (table[level].eq(area) & member).to_numpy()
            expected = slow_variance(design, design.auxiliary, y.to_numpy(), inside, stratum)
            assert rows.loc[(area, group), "se"] == pytest.approx(np.sqrt(expected), rel=1e-9)


def test_what_the_margins_explain_is_no_longer_uncertain():
    table = without(respondents(), "cluster")
    design = calibrated(make_design(table, AREAS, ()), table, BOTH)
    explained = table["sex"].eq("m").astype(float)
    row = survey.estimate_domains(explained, design).iloc[0]
    assert row["value"] == pytest.approx(700 / 1500)
    assert row["se"] < 1e-7
    plain = survey.estimate_domains(table["y"], make_design(table, AREAS, ())).iloc[0]
    follows = table["y"] + 5 * explained
    gain = survey.estimate_domains(follows, design).iloc[0]["se"]
    assert gain < 0.8 * survey.estimate_domains(follows, make_design(table, AREAS, ())).iloc[0]["se"]
    assert gain == pytest.approx(plain["se"], rel=0.1)


@pytest.mark.parametrize("make", [rake, calibrate_linear])
def test_bounds_are_kept_and_what_cannot_be_met_is_named(make):
    table = respondents()
    weight = table["weight"].to_numpy()
    greedy = Margin("sex", "sex", pd.Series({"m": 1.0, "f": 99.0}))
    found = make(weight, table, [greedy, SCHOOLING])
    ratio = found.weight / weight
    assert ratio.min() >= BOUNDS[0] * 0.5
    assert ratio.max() / ratio.min() <= BOUNDS[1] / BOUNDS[0] + 1e-9
    assert {one.margin for one in found.unmet} >= {"sex"}
    men = next(one for one in found.unmet if one.category == "m")
    assert men.asked == pytest.approx(0.01)
    assert men.reached > 0.05


def test_an_empty_category_is_named_and_the_others_keep_their_proportions():
    table = respondents()
    wide = Margin("schooling", "schooling", pd.Series({"low": 25.0, "middle": 25.0, "high": 25.0, "doctor": 25.0}))
    found = rake(table["weight"].to_numpy(), table, [wide])
    assert found.converged
    missing = next(one for one in found.unmet if one.category == "doctor")
    assert (missing.asked, missing.reached) == (0.25, 0)
    np.testing.assert_allclose(shares_of(found.weight, table, "schooling"), 1 / 3)


def test_who_lacks_a_category_keeps_the_design_weight():
    table = respondents()
    table["sex"] = table["sex"].where(table.index > 9)
    weight = table["weight"].to_numpy()
    design = calibrated(make_design(table, AREAS, ()), table, BOTH)
    np.testing.assert_allclose(design.weight[:10], weight[:10])
    assert design.weight.sum() == pytest.approx(weight.sum())
    assert design.auxiliary is not None
    assert not design.auxiliary.x[:10].any()
    np.testing.assert_allclose(
        shares_of(design.weight[10:], table.iloc[10:].reset_index(drop=True), "sex").loc[["m", "f"]],
        [7 / 15, 8 / 15],
        rtol=1e-5,
    )


@pytest.mark.filterwarnings("error")
def test_nobody_with_all_categories_changes_nothing():
    table = respondents().assign(sex=None)
    design = make_design(table, AREAS, ())
    same = calibrated(design, table, BOTH)
    np.testing.assert_array_equal(same.weight, design.weight)
    first, second = (survey.estimate_domains(table["y"], one) for one in (design, same))
    pd.testing.assert_frame_equal(first, second)


def test_scaling_all_weights_scales_the_new_ones():
    table = respondents()
    weight = table["weight"].to_numpy()
    np.testing.assert_allclose(rake(weight * 1000, table, BOTH).weight, rake(weight, table, BOTH).weight * 1000)


def edition_of(figures: pd.DataFrame | None, **more: object) -> Edition:
    edition = strip_town.edition_of(strip_town.areas_of(), respondents=600)
    tables = {key: value for key, value in edition.tables.items() if key is not Dataset.KEY_FIGURES}
    if figures is not None:
        tables[Dataset.KEY_FIGURES] = figures
    return dataclasses.replace(edition, tables=tables, **more)


def key_figures(**columns: object) -> pd.DataFrame:
    """Buurten and the municipality; wijken have to be added up. 3 buurten per wijk, 100 more young ones in the second."""
    figures = strip_town.key_figures_of(strip_town.areas_of())
    second = figures.index.str.startswith("BU000101")
    whole = figures.index == "GM0001"
    figures["age_15_25"] = np.where(whole, 900.0, np.where(second, 200.0, 100.0))
    figures["age_25_45"] = np.where(whole, 1800.0, 300.0)
    figures["age_45_65"] = np.where(whole, 2400.0, 400.0)
    figures["age_65_plus"] = np.where(whole, 1200.0, 200.0)
    figures["age_75_plus"] = np.where(whole, 480.0, 80.0)
    return figures.assign(**columns)


def test_margins_are_worked_out_from_the_age_columns():
    wijk, age = margins_from_key_figures(edition_of(key_figures()), ["wijk", "age"])
    assert wijk.totals.to_dict() == pytest.approx({"WK000100": 3 * (70 + 900), "WK000101": 3 * (140 + 900)})
    assert age.totals.to_dict() == pytest.approx({"18-24": 630, "25-44": 1800, "45-64": 2400, "65-74": 720, "75+": 480})
    ages = pd.DataFrame({"age": [15, 18, 24, 25, 64, 65, 75, 99, np.nan]})
    assert age.positions(ages).tolist() == [-1, 0, 0, 1, 2, 3, 4, 4, -1]


def test_without_the_oldest_apart_the_last_class_is_open():
    figures = key_figures().drop(columns="age_75_plus")
    (age,) = margins_from_key_figures(edition_of(figures), ["age"])
    assert age.totals.to_dict() == pytest.approx({"18-24": 630, "25-44": 1800, "45-64": 2400, "65+": 1200})


def test_gender_where_the_key_figures_tell_it():
    (gender,) = margins_from_key_figures(edition_of(key_figures(men=3.0, women=4.0)), ["gender"])
    assert gender.totals.to_dict() == {"m": 3, "f": 4}


@pytest.mark.parametrize(
    ("figures", "name", "words"),
    [
        (None, "wijk", "key figures in the same edition"),
        (key_figures(), "gender", "men, women"),
        (key_figures().drop(columns="age_45_65"), "age", "age_45_65"),
        (key_figures().drop(columns=["age_45_65", "population"]), "wijk", "age_15_25"),
    ],
)
def test_what_the_key_figures_lack_is_said(figures: pd.DataFrame | None, name: str, words: str):
    with pytest.raises(NoMargin, match=words) as caught:
        margins_from_key_figures(edition_of(figures), [name])
    assert caught.value.text.nl


def test_an_edition_that_asks_for_it_is_calibrated():
    edition = edition_of(key_figures(), calibrate=("wijk", "age"))
    design = survey.design_of(edition)
    assert design.auxiliary is not None
    assert design.auxiliary.result is not None
    assert design.auxiliary.result.converged
    assert edition.survey is not None
    known = edition.survey["wijk"].notna().to_numpy()
    sums = pd.Series(design.weight[known]).groupby(edition.survey["wijk"][known].to_numpy()).sum()
    assert sums["WK000101"] / sums.sum() == pytest.approx(3120 / 6030, rel=1e-4)
    rows = survey.shares(edition, edition.survey["volunteered"], ("age",))
    assert rows.loc[rows["n"] > 1, ["low", "high", "se"]].notna().all(axis=None)
