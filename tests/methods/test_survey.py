"""Survey estimates against slow definitions, hand-worked numbers, properties that must hold, and a small simulation."""

import dataclasses
import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.indicators import strip_town
from wijkmonitor.edition import Dataset, Edition
from wijkmonitor.methods import survey

AREAS = strip_town.areas_of(wijken=2, buurten=2)
QUICK = settings(max_examples=25, deadline=None)


def slow_estimate(
    y: list[float], w: list[float], stratum: list[str], inside: list[bool]
) -> tuple[float, float, float, int]:
    """Weighted mean, linearised standard error, Kish n_eff and n of one domain, one respondent at a time."""
    counted = [i for i in range(len(y)) if inside[i] and not math.isnan(y[i])]
    total = sum(w[i] for i in counted)
    mean = sum(w[i] * y[i] for i in counted) / total
    z = [w[i] * (y[i] - mean) / total if i in set(counted) else 0.0 for i in range(len(y))]
    variance = 0.0
    for name in set(stratum):
        members = [z[i] for i in range(len(y)) if stratum[i] == name]
        if len(members) == 1:
            variance += members[0] ** 2
            continue
        centre = sum(members) / len(members)
        variance += len(members) / (len(members) - 1) * sum((one - centre) ** 2 for one in members)
    n_eff = total**2 / sum(w[i] ** 2 for i in counted)
    return mean, math.sqrt(variance), n_eff, len(counted)


def located(codes: list[str], **columns: object) -> pd.DataFrame:
    table = pd.DataFrame(columns)
    return strip_town.with_levels(table, pd.Series(codes, dtype="object"), AREAS)


def estimated(table: pd.DataFrame, y: list[float], dimensions: tuple[str, ...] = ()) -> pd.DataFrame:
    design = survey.make_design(table, AREAS, dimensions)
    return survey.estimate_domains(pd.Series(y), design, dimensions).set_index(["area", "group"])


@pytest.mark.parametrize("strata", [1, 3, 12])
def test_every_domain_against_the_slow_way(strata: int):
    table = strip_town.survey_of(AREAS, 90, seed=strata, strata=strata)
    table.loc[0, "stratum"] = "alone"
    y = table["cohesion_key"]
    found = estimated(table, y, ("age", "limitation"))
    checked = 0
    for level in ("buurt", "wijk", "gemeente"):
        for area in table[level].dropna().unique():
            for group, member in (
                ("all", pd.Series(True, index=table.index)),
                ("age:35-64", table["age"].between(35, 64)),
                ("limitation:no", table["limitation"].eq("no")),
            ):
                inside = (table[level].eq(area) & member).tolist()
                if not any(flag and not math.isnan(v) for flag, v in zip(inside, y, strict=True)):
                    continue
                mean, se, n_eff, n = slow_estimate(list(y), list(table["weight"]), list(table["stratum"]), inside)
                row = found.loc[(area, group)]
                assert row["value"] == pytest.approx(mean)
                assert row["se"] == pytest.approx(se, abs=1e-12)
                assert row["n_eff"] == pytest.approx(n_eff)
                assert row["n"] == n
                checked += 1
    assert checked >= 18


def test_worked_by_hand():
    # Stratum A: y 1, 0, weights 10; stratum B: y 1, 1, weights 20. Mean 50/60. z_A = 1/36, -5/36; z_B = 1/18 twice.
    # V = 2 * (26/1296 - 8/1296) + 0 = 1/36, the variance the R package survey gives for svymean with strata.
    codes = ["BU00010000", "BU00010000", "BU00010001", "BU00010001"]
    table = located(codes, weight=[10.0, 10, 20, 20], stratum=["A", "A", "B", "B"])
    found = estimated(table, [1.0, 0, 1, 1])
    row = found.loc[("GM0001", "all")]
    assert row["value"] == pytest.approx(5 / 6)
    assert row["se"] == pytest.approx(1 / 6)
    assert row["n_eff"] == pytest.approx(3600 / 1000)
    # The buurt of stratum A alone: mean 1/2, z = 1/4, -1/4, so V = 2 * (1/8) = 1/4.
    assert found.loc[("BU00010000", "all"), "se"] == pytest.approx(1 / 2)
    assert found.loc[("BU00010001", "all"), "se"] == pytest.approx(0)


def test_a_domain_keeps_the_whole_stratum():
    # One stratum of 4, domain of 2 with y 1, 0: z = 1/4, -1/4, 0, 0, so V = 4/3 * 1/8 (not 2/1 * 1/8).
    codes = ["BU00010000", "BU00010000", "BU00010001", "BU00010001"]
    found = estimated(located(codes, weight=[1.0] * 4, stratum=["A"] * 4), [1.0, 0, 1, 1])
    assert found.loc[("BU00010000", "all"), "se"] == pytest.approx(math.sqrt(1 / 6))


def test_a_lonely_stratum_is_centred_at_the_grand_mean():
    # z = w (y - mean) / W with mean 1/2: 1/8, -1/8, ... ; the lonely fourth respondent adds its full square.
    codes = ["BU00010000"] * 4
    found = estimated(located(codes, weight=[1.0] * 4, stratum=["A", "A", "A", "B"]), [1.0, 0, 1, 0])
    in_a = 3 / 2 * (3 / 64 - (1 / 8) ** 2 / 3)
    assert found.loc[("GM0001", "all"), "se"] == pytest.approx(math.sqrt(in_a + 1 / 64))


def test_nobody_answered_here_or_anywhere():
    table = located(["BU00010000", "BU00010001"], weight=[1.0, 1.0])
    here = estimated(table, [1.0, math.nan])
    assert here.loc[("BU00010001", "all"), "n"] == 0
    assert math.isnan(here.loc[("BU00010001", "all"), "value"])
    assert here.loc[("BU00010100", "all"), "n"] == 0
    assert estimated(table, [math.nan, math.nan])["n"].isna().all()


def test_without_weights_everyone_counts_once_and_a_missing_weight_not_at_all():
    table = located(["BU00010000"] * 3, respondent_id=["a", "b", "c"])
    assert estimated(table, [1.0, 0, 0]).loc[("GM0001", "all"), "value"] == pytest.approx(1 / 3)
    weighted = table.assign(weight=[1.0, 1.0, math.nan])
    assert estimated(weighted, [1.0, 0, 0]).loc[("GM0001", "all"), "n"] == 2


def test_calibrated_weights_take_the_place_of_the_design_weights():
    table = located(["BU00010000"] * 3, weight=[1.0, 1, 1])
    design = survey.make_design(table, AREAS).reweighted(np.array([2.0, 1, 1]))
    found = survey.estimate_domains(pd.Series([1.0, 0, 0]), design)
    assert found["value"].dropna().unique() == pytest.approx([0.5])


def edition_with(table: pd.DataFrame) -> Edition:
    return Edition(name="2025", date=strip_town.DATE, vintage=2025, areas=AREAS, tables={Dataset.SURVEY: table})


cases = given(seed=st.integers(0, 100_000), respondents=st.integers(1, 60))


@QUICK
@cases
def test_share_and_complement(seed: int, respondents: int):
    edition = edition_with(strip_town.survey_of(AREAS, respondents, seed))
    y = edition.survey["volunteered"]
    yes, no = survey.shares(edition, y, ("age",)), survey.shares(edition, 1 - y, ("age",))
    np.testing.assert_allclose(yes["value"] + no["value"], np.where(yes["value"].isna(), np.nan, 1.0))
    np.testing.assert_allclose(yes["low"], 1 - no["high"], atol=1e-9)
    np.testing.assert_allclose(yes["high"], 1 - no["low"], atol=1e-9)


@QUICK
@cases
def test_order_and_scale_of_weights_do_not_matter(seed: int, respondents: int):
    table = strip_town.survey_of(AREAS, respondents, seed)
    other = table.sample(frac=1, random_state=seed).reset_index(drop=True)
    other["weight"] *= 1000.0
    for make, name in ((survey.shares, "volunteered"), (survey.means, "cohesion_key")):
        first = make(edition_with(table), table[name], ("education",))
        second = make(edition_with(other), other[name], ("education",))
        pd.testing.assert_frame_equal(first, second, rtol=1e-8, atol=1e-9)


@QUICK
@cases
def test_answers_add_up_over_levels_and_groups(seed: int, respondents: int):
    table = strip_town.survey_of(AREAS, respondents, seed)
    rows = survey.shares(edition_with(table), table["volunteered"], ("age", "income"))
    everybody = rows[rows["group"] == "all"].set_index("area")["n"]
    if everybody.isna().all():
        return  # nobody answered at all
    for level in ("WK", "BU"):
        assert everybody[everybody.index.str.startswith(level)].sum() == everybody["GM0001"]
    for dimension in ("age", "income"):
        parts = rows[rows["group"].str.startswith(f"{dimension}:")].groupby("area")["n"].sum()
        assert parts.reindex(everybody.index).equals(everybody.rename("n"))


@QUICK
@cases
def test_means_stay_inside_their_interval_and_their_scale(seed: int, respondents: int):
    table = strip_town.survey_of(AREAS, respondents, seed)
    rows = survey.means(edition_with(table), table["cohesion_key"], ("age",), bounds=(1, 5))
    known = rows.dropna(subset=["low", "high"])
    assert (known["low"] <= known["value"]).all()
    assert (known["value"] <= known["high"]).all()
    assert (known["low"] >= 1).all()
    assert (known["high"] <= 5).all()


def test_like_minded_neighbours_still_have_a_margin():
    table = located(["BU00010000"] * 4 + ["BU00010001"] * 4, weight=[1.0] * 8)
    rows = survey.means(edition_with(table), pd.Series([5.0] * 4 + [2, 9, 1, 8])).set_index("area")
    width = rows["high"] - rows["low"]
    assert width["BU00010000"] > 1
    assert width["BU00010000"] < width["BU00010001"]


def simulated(respondents: int, seed: int) -> tuple[Edition, np.ndarray]:
    """400 buurten that differ by chance only, unequal weights unrelated to the answers."""
    rng = np.random.default_rng(seed)
    areas = strip_town.areas_of(wijken=20, buurten=20)
    buurten = areas.index[areas["level"] == "buurt"]
    table = pd.DataFrame({"weight": rng.uniform(0.5, 2.5, 400 * respondents)})
    table = strip_town.with_levels(table, pd.Series(np.repeat(buurten, respondents), dtype="object"), areas)
    edition = dataclasses.replace(edition_with(table), areas=areas)
    return edition, rng.random(400 * respondents)


@pytest.mark.parametrize(("respondents", "share"), [(10, 0.3), (30, 0.1), (100, 0.5)])
def test_shares_cover_the_truth(respondents: int, share: float):
    edition, drawn = simulated(respondents, seed=respondents)
    rows = survey.shares(edition, pd.Series((drawn < share).astype(float)))
    buurten = rows[rows["area"].str.startswith("BU")]
    assert ((buurten["low"] <= share) & (share <= buurten["high"])).mean() >= 0.93


@pytest.mark.parametrize("respondents", [5, 10, 50])
def test_means_cover_the_truth(respondents: int):
    edition, drawn = simulated(respondents, seed=respondents)
    scale = pd.Series(np.floor(drawn**0.5 * 21) / 2)  # skewed to the high end of 0-10, in halves
    truth = float(np.mean(np.floor(np.linspace(0.00001, 0.99999, 200_001) ** 0.5 * 21) / 2))
    rows = survey.means(edition, scale)
    buurten = rows[rows["area"].str.startswith("BU")]
    assert ((buurten["low"] <= truth) & (truth <= buurten["high"])).mean() >= 0.92
