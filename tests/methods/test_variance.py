"""Strata, clusters and finite populations: against another program, hand-worked numbers, properties and a simulation."""

import dataclasses
import itertools
import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.indicators import strip_town
from tests.methods.survey_120 import AREAS, respondents, without
from wijkmonitor.edition import Dataset, Edition
from wijkmonitor.methods import survey
from wijkmonitor.methods.design import make_design

QUICK = settings(max_examples=20, deadline=None)
PLACES = ("GM0001", "WK000100", "WK000101", "BU00010000", "BU00010001", "BU00010100", "BU00010101")
VALUES = (3.4778443114, 3.3762019231, 3.5787589499, 3.466469428, 3.2353846154, 3.5626262626, 3.6020408163)
# Standard errors by the package svy 0.35.0 (Taylor) for the same 120 respondents; it takes the number of units in the
# population where we take persons, so 120 addresses of two stand for our 240 residents per stratum.
BY_SVY = {
    ("stratum",): (0.170343221, 0.2331382162, 0.2475360426, 0.2796008002, 0.4034906268, 0.3346119471, 0.3640225599),
    ("stratum", "cluster"): (
        0.1325149031, 0.1771026567, 0.1965771863, 0.2815782385, 0.4069541292, 0.2822892379, 0.3671472744,
    ),
    ("stratum", "stratum_population"): (
        0.1475215567, 0.2019036178, 0.2143725012, 0.2421413959, 0.349433133, 0.2897824466, 0.3152527844,
    ),
    ("stratum", "cluster", "stratum_population"): (
        0.1147612725, 0.1533753998, 0.1702408371, 0.2438539077, 0.352432614, 0.2444696513, 0.3179588666,
    ),
}  # fmt: skip


def edition_of(table: pd.DataFrame) -> Edition:
    return Edition(name="2025", date=strip_town.DATE, vintage=2025, areas=AREAS, tables={Dataset.SURVEY: table})


@pytest.mark.parametrize("columns", list(BY_SVY), ids="+".join)
def test_the_same_as_another_program(columns: tuple[str, ...]):
    table = respondents().assign(stratum_population=240.0)
    table = without(table, *{"cluster", "stratum_population"}.difference(columns))
    found = survey.estimate_domains(table["y"], make_design(table, AREAS, ())).set_index("area")
    np.testing.assert_allclose(found.loc[list(PLACES), "value"], VALUES, rtol=1e-9)
    np.testing.assert_allclose(found.loc[list(PLACES), "se"], BY_SVY[columns], rtol=1e-8)


def test_clusters_worked_by_hand():
    # One stratum, addresses {1, 1}, {0}, {0, 1}: mean 3/5, z = (y - 3/5) / 5 adds up to 4/25, -3/25, -1/25 per address.
    # V = 3/2 * (16 + 9 + 1) / 625.
    table = pd.DataFrame({"weight": [1.0] * 5, "cluster": ["a", "a", "b", "c", "c"]})
    table = strip_town.with_levels(table, pd.Series(["BU00010000"] * 5, dtype="object"), AREAS)
    found = survey.estimate_domains(pd.Series([1.0, 1, 0, 0, 1]), make_design(table, AREAS)).set_index("area")
    assert found.loc["GM0001", "se"] == pytest.approx(math.sqrt(39 / 625))
    assert found.loc["GM0001", "freedom"] == 2


def test_degrees_of_freedom_are_units_less_strata_of_the_domain():
    table = respondents()
    found = survey.estimate_domains(table["y"], make_design(table, AREAS, ())).set_index("area")
    units = table.groupby("buurt")["cluster"].nunique()
    assert found.loc["GM0001", "freedom"] == 60 - 2
    assert found.loc["BU00010001", "freedom"] == units["BU00010001"] - 1
    alone = survey.estimate_domains(table["y"], make_design(without(table, "cluster"), AREAS, ())).set_index("area")
    assert alone.loc["WK000101", "freedom"] == 60 - 1


def test_everybody_asked_leaves_no_error():
    table = without(respondents(), "cluster").assign(stratum_population=60.0)
    found = survey.estimate_domains(table["y"], make_design(table, AREAS, ()))
    assert found["se"].dropna().max() < 1e-12


def test_an_unknown_population_makes_no_correction():
    table = without(respondents(), "cluster")
    plain = survey.estimate_domains(table["y"], make_design(table, AREAS, ()))
    unknown = survey.estimate_domains(table["y"], make_design(table.assign(stratum_population=np.nan), AREAS, ()))
    pd.testing.assert_frame_equal(plain, unknown)


def test_addresses_of_one_are_no_clusters():
    table = respondents()
    alone = make_design(without(table, "cluster"), AREAS, ())
    named = make_design(table.assign(cluster=table["respondent_id"]), AREAS, ())
    first, second = (survey.estimate_domains(table["y"], design) for design in (alone, named))
    pd.testing.assert_frame_equal(first.drop(columns="n_eff"), second.drop(columns="n_eff"))


def test_clusters_and_strata_may_be_called_anything():
    table = respondents()
    other = table.assign(cluster="x" + table["cluster"], stratum=table["stratum"].map({"A": "z", "B": "a"}))
    first, second = (survey.means(edition_of(one), table["y"]) for one in (table, other))
    pd.testing.assert_frame_equal(first, second)


def test_the_effective_number_follows_the_clusters():
    table = respondents()
    alike = pd.Series(np.arange(120) // 2 % 2, dtype=float)  # both at an address say the same
    apart = pd.Series(np.arange(120) % 2, dtype=float)
    kish = survey.estimate_domains(alike, make_design(without(table, "cluster"), AREAS, ()))["n_eff"]
    counted = survey.estimate_domains(alike, make_design(table, AREAS, ()))
    assert counted["n_eff"].iloc[0] < 0.65 * kish.iloc[0]
    assert (survey.estimate_domains(apart, make_design(table, AREAS, ()))["n_eff"] <= counted["n"]).all()


def test_shares_of_clustered_answers_cover_the_truth():
    rng = np.random.default_rng(5)
    areas = strip_town.areas_of(wijken=20, buurten=20)
    buurten = areas.index[areas["level"] == "buurt"]
    size, each = 3, 60
    address = np.arange(400 * each) // size
    table = pd.DataFrame({"cluster": address.astype(str), "weight": rng.uniform(0.7, 1.4, 400 * each)})
    table = strip_town.with_levels(table, pd.Series(np.repeat(buurten, each), dtype="object"), areas)
    shared = rng.random(len(address))[address] < 0.6  # addresses in which all say the same
    drawn = np.where(shared, rng.random(len(address))[address], rng.random(len(address)))
    answers = pd.Series((drawn < 0.3).astype(float))
    cover = {}
    for name, one in {"seen": table, "unseen": table.drop(columns="cluster")}.items():
        edition = dataclasses.replace(edition_of(one), areas=areas)
        rows = survey.shares(edition, answers)
        rows = rows[rows["area"].str.startswith("BU")]
        cover[name] = ((rows["low"] <= 0.3) & (rows["high"] >= 0.3)).mean()
    assert cover["seen"] >= 0.93
    assert cover["unseen"] < 0.88, "the clusters of this simulation matter"


BAD = {
    "one respondent in a stratum": lambda t: t.assign(stratum=t["stratum"].where(t.index != 3, "alone")),
    "every respondent a stratum": lambda t: t.assign(stratum=t["respondent_id"], cluster=t["respondent_id"]),
    "one cluster": lambda t: t.assign(cluster="all", stratum="A"),
    "weights that differ a thousandfold": lambda t: t.assign(weight=np.where(t.index % 10 == 0, 1000.0, 1.0)),
    "weights that differ a trillionfold": lambda t: t.assign(weight=np.where(t.index % 10 == 0, 1e12, 1.0)),
    "no weight above zero but two": lambda t: t.assign(weight=np.where(t.index < 2, 1.0, np.nan)),
    "one respondent": lambda t: t.iloc[:1],
    "two respondents": lambda t: t.iloc[:2],
    "a population of one": lambda t: t.assign(stratum_population=1.0),
    "no cluster named": lambda t: t.assign(cluster=None),
}
ANSWERS = {
    "mixed": lambda t: t["y"].mod(2).ge(1).astype(float),
    "all yes": lambda t: pd.Series(1.0, index=t.index),
    "all no": lambda t: pd.Series(0.0, index=t.index),
    "nobody": lambda t: pd.Series(np.nan, index=t.index),
    "few": lambda t: pd.Series(1.0, index=t.index).where(t.index % 30 < 2),
}


@pytest.mark.parametrize(("bad", "given_"), list(itertools.product(BAD, ANSWERS)))
@pytest.mark.filterwarnings("error")
def test_bad_input_gives_a_figure_wherever_there_are_two_answers(bad: str, given_: str):
    table = BAD[bad](respondents()).assign(limitation="yes", age=40.0)
    answers = ANSWERS[given_](table)
    for rows in (
        survey.shares(edition_of(table), answers, ("limitation", "age")),
        survey.means(edition_of(table), answers * 5, ("limitation", "age"), bounds=(0, 10)),
    ):
        several = rows["n"].fillna(0) >= 2
        assert rows.loc[several, ["value", "low", "high", "se", "n_eff"]].notna().all(axis=None)
        assert rows.loc[rows["n"].eq(0) | rows["n"].isna(), "value"].isna().all()
        assert np.isfinite(rows["se"].dropna()).all()
        assert (rows["n_eff"] <= rows["n"].fillna(0) + 1e-9).all()


def test_a_share_of_nobody_is_not_certain():
    table = respondents()
    rows = survey.shares(edition_of(table), pd.Series(0.0, index=table.index)).set_index("area")
    assert rows.loc["GM0001", "value"] == 0
    assert 0.005 < rows.loc["GM0001", "se"] < 0.05
    assert rows.loc["GM0001", "se"] < rows.loc["BU00010001", "se"]


cases = given(seed=st.integers(0, 100_000), respondents_=st.integers(2, 60))


@QUICK
@cases
def test_order_scale_and_split_strata_do_not_matter(seed: int, respondents_: int):
    rng = np.random.default_rng(seed)
    table = strip_town.survey_of(AREAS, respondents_, seed)
    table["cluster"] = table["stratum"] + rng.integers(0, 8, respondents_).astype(str)
    other = table.assign(weight=table["weight"] * 1e3, stratum="again " + table["stratum"].astype(str))
    other = other.sample(frac=1, random_state=seed).reset_index(drop=True)
    for make, item in ((survey.shares, "volunteered"), (survey.means, "cohesion_key")):
        first = make(edition_of(table), table[item], ("education",))
        second = make(edition_of(other), other[item], ("education",))
        pd.testing.assert_frame_equal(first, second, rtol=1e-7, atol=1e-9)
