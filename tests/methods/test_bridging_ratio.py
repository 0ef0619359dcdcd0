"""The bridging ratio against its definition, hand-worked numbers, a known world, and its bootstrap against theory."""

import numpy as np
import pandas as pd
import pytest

from tests.indicators import strip_town
from wijkmonitor.edition import Dataset, Edition
from wijkmonitor.estimate import RAW_COLUMNS
from wijkmonitor.indicators import ties
from wijkmonitor.methods import bridging_ratio, survey
from wijkmonitor.methods.bridging_ratio import AXES, contacts, resample
from wijkmonitor.methods.design import make_design

AREAS = strip_town.areas_of(wijken=2, buurten=2)


def edition_of(table: pd.DataFrame, areas=AREAS) -> Edition:
    return Edition(name="2025", date=strip_town.DATE, vintage=2025, areas=areas, tables={Dataset.SURVEY: table})


def made_up(respondents: int, seed: int = 3, areas=AREAS) -> pd.DataFrame:
    table = strip_town.survey_of(areas, respondents, seed)
    rng = np.random.default_rng(seed)
    table["origin"] = rng.choice(["dutch", "european", "non_european"], respondents, p=[0.7, 0.1, 0.2])
    table["income_third"] = rng.integers(1, 4, respondents).astype(float)
    table["education"] = table["education"].where(rng.random(respondents) > 0.1)
    return table


def rows_of(table: pd.DataFrame, **more: object) -> pd.DataFrame:
    return bridging_ratio.bridging_ratio(edition_of(table, **more)).set_index(["area", "group"])


def test_the_axes_are_the_items_of_the_survey():
    assert set(AXES) == set(ties.BRIDGE_ITEMS)


def test_worked_by_hand():
    # Education: three of four are low, so expected 1/4 for those and 3/4 for the other. Origin: two and two, 1/2 each.
    table = pd.DataFrame(
        {
            "weight": 1.0,
            "education": ["low", "low", "low", "high"],
            "origin": ["dutch", "european", "dutch", "european"],
            "bridge_education": [1.0, 0, 0, 1],
            "bridge_origin": [0.0, 1, 0, 1],
        },
        index=range(4),
    )
    table = strip_town.with_levels(table, pd.Series(["BU00010000"] * 3 + ["BU00010001"], dtype="object"), AREAS)
    observed, expected = contacts(table, np.zeros(4, dtype=int), np.ones(4))
    assert observed.tolist() == [1, 1, 0, 2]
    assert expected.tolist() == [0.75, 0.75, 0.75, 1.25]
    rows = rows_of(table)
    assert rows.loc[("GM0001", "all"), "value"] == pytest.approx(4 / 3.5)
    assert rows.loc[("BU00010000", "all"), "value"] == pytest.approx(2 / 2.25)


def test_fifteen_years_is_another_age():
    table = pd.DataFrame({"age": [20.0, 34, 35, 80], "bridge_age": 1.0, "origin": ["a", "b", "a", "b"]})
    table["bridge_origin"] = 0.0
    _, expected = contacts(table, np.zeros(4, dtype=int), np.array([1.0, 1, 1, 3]))
    # 20 is alike to 34 and itself, 35 and 80 are not; 34 to 20 and 35; 80 weighs 3 and is alike to nobody else.
    by_age = np.array([4, 3, 4, 3]) / 6
    by_origin = np.array([4, 2, 4, 2]) / 6
    np.testing.assert_allclose(expected, by_age + by_origin)


def test_two_axes_are_needed_and_only_known_ones_count():
    table = pd.DataFrame(
        {
            "education": ["low", "high", None, "low"],
            "origin": ["a", "b", "a", "b"],
            "bridge_education": [1.0, np.nan, 1, 0],
            "bridge_origin": [1.0, 1, 1, np.nan],
            "bridge_income": 1.0,  # asked, but the background is not known
        }
    )
    observed, _ = contacts(table, np.zeros(4, dtype=int), np.ones(4))
    assert observed.notna().tolist() == [True, False, False, False]


def test_every_domain_against_the_slow_way():
    table = made_up(250)
    answered = rows_of(table)
    weight = table["weight"].to_numpy()
    located = table["gemeente"].notna().to_numpy()
    for area, level in (("GM0001", "gemeente"), ("BU00010101", "buurt")):
        seen = chance = 0.0
        for place in np.flatnonzero(table[level].eq(area)):
            parts = []
            for item, column in AXES.items():
                mine = table[column].iloc[place]
                if pd.isna(mine) or pd.isna(table[item].iloc[place]):
                    continue
                known = table[column].notna().to_numpy() & located
                others = table[column].to_numpy()[known]
                unlike = abs(others - mine) >= 15 if column == "age" else others != mine
                parts.append((table[item].iloc[place], np.average(unlike.astype(float), weights=weight[known])))
            if len(parts) >= 2:
                seen += weight[place] * sum(one for one, _ in parts)
                chance += weight[place] * sum(one for _, one in parts)
        assert answered.loc[(area, "all"), "value"] == pytest.approx(seen / chance)


def test_random_mixing_gives_one():
    areas = strip_town.areas_of(wijken=10, buurten=20)
    table = made_up(12_000, seed=9, areas=areas)
    rng = np.random.default_rng(1)
    gemeente, weight = np.zeros(len(table), dtype=int), table["weight"].to_numpy()
    for item, column in AXES.items():
        table[item] = (rng.random(len(table)) < bridging_ratio._share_unlike(table, column, gemeente, weight)) * 1.0
    rows = bridging_ratio.bridging_ratio(edition_of(table, areas))
    buurten = rows[rows["area"].str.startswith("BU") & (rows["group"] == "all")]
    assert rows.loc[0, "value"] == pytest.approx(1, abs=0.02)
    assert buurten["n"].median() > 40
    assert ((buurten["low"] <= 1) & (buurten["high"] >= 1)).mean() >= 0.90


def test_the_raw_frame_is_whole():
    table = made_up(300)
    rows = bridging_ratio.bridging_ratio(edition_of(table))
    assert tuple(rows.columns) == RAW_COLUMNS
    assert rows.attrs["answered"].shape == (300,)
    assert rows.attrs["answered"][table["wijk"].notna().to_numpy()].sum() == rows.loc[0, "n"]
    several = rows["n"] > 1
    assert rows.loc[several, ["value", "low", "high", "se", "n_eff"]].notna().all(axis=None)
    assert (rows["low"].dropna() <= rows["value"][rows["low"].notna()]).all()
    assert (rows["high"].dropna() >= rows["value"][rows["high"].notna()]).all()
    assert rows.loc[rows["n"] == 1, ["low", "high", "se"]].isna().all(axis=None)


def test_the_bootstrap_agrees_with_linearisation():
    table = made_up(2000)
    rows = rows_of(table)
    design = make_design(table, AREAS)
    observed, expected = contacts(table, np.where(table["gemeente"].notna(), 0, -1), design.weight)
    ratio = rows.loc[("GM0001", "all"), "value"]
    taylor = survey.estimate_domains((observed - ratio * expected) / expected.mean(), design).set_index("area")
    for area in ("GM0001", "WK000100", "BU00010001"):
        assert rows.loc[(area, "all"), "se"] == pytest.approx(taylor.loc[area, "se"], rel=0.12)


def test_the_order_of_rows_and_the_scale_of_weights_do_not_matter():
    table = made_up(400)
    table["cluster"] = [f"{stratum}-{number % 40}" for number, stratum in enumerate(table["stratum"])]
    other = table.assign(weight=table["weight"] * 7).sample(frac=1, random_state=2).reset_index(drop=True)
    pd.testing.assert_frame_equal(rows_of(table), rows_of(other), rtol=1e-9)


def factors_of(table: pd.DataFrame, replicates: int = 4000) -> np.ndarray:
    design = make_design(table, AREAS, ())
    return np.hstack(list(resample(design, np.arange(len(design.psu_stratum)), replicates)))


def test_the_factors_have_the_moments_of_the_rescaled_bootstrap():
    table = made_up(60).assign(stratum=["A"] * 40 + ["B"] * 20)
    factors = factors_of(table)
    np.testing.assert_allclose(factors.mean(axis=1), 1, atol=0.08)
    for rows, units in ((slice(0, 40), 40), (slice(40, 60), 20)):
        np.testing.assert_allclose(factors[rows].sum(axis=0), units)  # every stratum keeps its size
        assert factors[rows].var(axis=1).mean() == pytest.approx(1, rel=0.05)  # n / (n - 1) times (1 - 1 / n)
    half = factors_of(table.assign(stratum_population=np.where(table["stratum"] == "A", 80.0, 40.0)))
    assert half.var(axis=1).mean() == pytest.approx(0.5, rel=0.05)


def test_clusters_are_drawn_whole_and_lonely_strata_together():
    table = made_up(30).assign(stratum=[f"s{n}" for n in range(10)] + ["many"] * 20)
    factors = factors_of(table, 500)
    np.testing.assert_allclose(factors[:10].sum(axis=0), 10)
    assert factors[:10].std() > 0.5
    one = factors_of(table.assign(stratum=["alone"] + ["many"] * 29), 500)
    np.testing.assert_allclose(one.sum(axis=0), 30)
    clustered = make_design(table.assign(stratum="A", cluster=[f"c{n // 3}" for n in range(30)]), AREAS, ())
    assert next(resample(clustered, np.arange(10), 5)).shape == (10, 5)


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(
    "change",
    [
        lambda t: t.iloc[:0],
        lambda t: t.iloc[:1],
        lambda t: t.iloc[:2],
        lambda t: t.drop(columns=list(AXES)),
        lambda t: t.assign(**dict.fromkeys(AXES, 1.0)),
        lambda t: t.assign(**dict.fromkeys(AXES, 0.0)),
        lambda t: t.assign(**dict.fromkeys(AXES.values(), 1.0)),
        lambda t: t.assign(stratum=t["respondent_id"]),
        lambda t: t.assign(weight=np.where(t.index % 9 == 0, 1000.0, 1.0)),
    ],
    ids=["empty", "one", "two", "not asked", "all yes", "all no", "all alike", "lonely strata", "weights"],
)
def test_bad_input_never_breaks_it(change):
    rows = bridging_ratio.bridging_ratio(edition_of(change(made_up(80))))
    known = rows["value"].notna() & (rows["n"] > 1)
    assert rows.loc[known, ["low", "high", "se"]].notna().all(axis=None)
    assert not np.isinf(rows[["value", "low", "high", "se"]].to_numpy(dtype=float)).any()


def test_each_municipality_has_its_own_mix():
    areas = strip_town.areas_of(gemeenten=2, wijken=1, buurten=1)
    code = ["BU00010000"] * 4 + ["BU00020000"] * 4
    table = pd.DataFrame({"weight": 1.0, "origin": ["a", "b", "a", "b", "a", "a", "a", "b"]}, index=range(8))
    table = table.assign(education=table["origin"], bridge_origin=1.0, bridge_education=1.0)
    table = strip_town.with_levels(table, pd.Series(code, dtype="object"), areas)
    rows = bridging_ratio.bridging_ratio(edition_of(table, areas), ()).set_index("area")
    assert rows.loc["GM0001", "value"] == pytest.approx(1 / 0.5)
    assert rows.loc["GM0002", "value"] == pytest.approx(4 / (3 * 0.25 + 0.75))
