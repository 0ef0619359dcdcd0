"""What may be said about differences: false alarms, overlap, instruments, and the peer of the interval of a change."""

import numpy as np
import pandas as pd
import pytest

from wijkmonitor.analysis import differences
from wijkmonitor.estimate import Difference
from wijkmonitor.methods.intervals import wilson

MUNICIPALITIES, BUURTEN, RESPONDENTS = 1000, 48, 3600


def compared_where_nothing_differs(seed: int) -> pd.Series:
    """The verdicts on 48 buurten of one municipality in which everybody has the same chance of a yes."""
    rng = np.random.default_rng(seed)
    chance = rng.uniform(0.1, 0.9)
    size = rng.multinomial(RESPONDENTS, rng.dirichlet(np.full(BUURTEN, 2.0)))
    area = np.repeat(np.arange(BUURTEN), size)
    weight = rng.lognormal(0, 0.4, RESPONDENTS)
    yes = (rng.random(RESPONDENTS) < chance).astype(float)
    everybody = np.zeros(RESPONDENTS, dtype=int)
    parts = [estimated(area, BUURTEN, weight, yes, "buurt"), estimated(everybody, 1, weight, yes, "gemeente")]
    rows = pd.concat(parts, ignore_index=True)
    return differences.against_whole(rows, "gemeente0", is_share=True)


def estimated(area: np.ndarray, areas: int, weight: np.ndarray, yes: np.ndarray, level: str) -> pd.DataFrame:
    def per_area(values: np.ndarray) -> np.ndarray:
        return np.bincount(area, weights=values, minlength=areas)

    total, n = per_area(weight), per_area(np.ones(len(area)))
    with np.errstate(divide="ignore", invalid="ignore"):
        value, n_eff = per_area(weight * yes) / total, total**2 / per_area(weight**2)
        error = np.sqrt(per_area((weight * (yes - np.nan_to_num(value)[area])) ** 2)) / total
    low, high = wilson(value, n_eff)
    verdict = np.where((n >= 30) & (high - low <= 0.30), "with_care", "may_not_be_said")
    part = n / len(yes)
    about = {"area": [f"{level}{number}" for number in range(areas)], "level": level, "group": "all"}
    return pd.DataFrame({**about, "value": value, "se": error, "n_eff": n_eff, "part": part, "verdict": verdict})


def test_municipalities_without_real_differences_rarely_get_a_false_one():
    told = [compared_where_nothing_differs(seed) for seed in range(MUNICIPALITIES)]
    tested = np.mean([(one != Difference.UNTESTED.value).sum() for one in told])
    wrong = np.mean([one.isin([Difference.HIGHER.value, Difference.LOWER.value]).any() for one in told])
    assert tested > 30, "a test that tests nothing gives no false alarms either"
    assert wrong <= 0.05


def rows_of(values: list[float], n_eff: float = 400.0, whole: float = 0.5, **columns: object) -> pd.DataFrame:
    number = len(values)
    frame = pd.DataFrame(
        {
            "area": ["GM1", *(f"BU{place}" for place in range(number))],
            "level": ["gemeente"] + ["buurt"] * number,
            "group": "all",
            "value": [whole, *values],
            "se": [0.5 / np.sqrt(n_eff * max(number, 1))] + [0.5 / np.sqrt(n_eff)] * number,
            "n_eff": [n_eff * max(number, 1)] + [n_eff] * number,
            "part": [1.0] + [1 / max(number, 2)] * number,
            "verdict": "may_be_said",
        }
    )
    return frame.assign(**columns)


def test_a_large_difference_is_found_and_a_small_one_is_not():
    told = differences.against_whole(rows_of([0.8, 0.2, 0.51]), "GM1", is_share=True)
    assert told.tolist() == ["", "higher", "lower", "not_demonstrable"]


@pytest.mark.parametrize("verdict", ["may_not_be_said", "model_only"])
def test_what_may_not_be_said_is_not_compared_however_far_off(verdict):
    rows = rows_of([0.95, 0.5])
    rows.loc[1, "verdict"] = verdict
    assert differences.against_whole(rows, "GM1", is_share=True).tolist() == ["", "", "not_demonstrable"]


def test_without_a_value_for_the_whole_nothing_is_compared():
    rows = rows_of([0.95, 0.5])
    rows.loc[0, "verdict"] = "may_not_be_said"
    assert set(differences.against_whole(rows, "GM1", is_share=True)) == {""}
    assert set(differences.against_whole(rows.iloc[1:].reset_index(drop=True), "GM1", is_share=True)) == {""}


def test_an_area_that_is_the_whole_is_not_compared_with_itself():
    assert differences.against_whole(rows_of([0.9], part=1.0), "GM1", is_share=True).tolist() == ["", ""]


def test_the_overlap_of_part_and_whole_counts():
    """A part that is most of the whole differs from it less by chance than one that is no part of it."""
    rows = rows_of([0.55], whole=0.5)
    apart = differences.against_whole(rows.assign(part=[1, 0.0]), "GM1", is_share=False)
    within = differences.against_whole(rows.assign(part=[1, 0.9]), "GM1", is_share=False)
    assert apart.iloc[1] == "not_demonstrable"
    assert within.iloc[1] == "higher"


def test_more_areas_ask_for_stronger_evidence():
    alone = differences.against_whole(rows_of([0.56]), "GM1", is_share=True)
    among = differences.against_whole(rows_of([0.56] + [0.5] * 40), "GM1", is_share=True)
    assert alone.iloc[1] == "higher"
    assert among.iloc[1] == "not_demonstrable"


def test_benjamini_hochberg_by_hand():
    p = np.array([0.01, 0.04, 0.03, 0.005, np.nan])
    assert differences.significant(p, q=0.05).tolist() == [True, True, True, True, False]
    assert differences.significant(np.array([0.01, 0.04, 0.9, 0.9]), q=0.05).tolist() == [True, False, False, False]
    assert not differences.significant(np.full(3, np.nan)).any()


def editions(then: dict[str, object], now: dict[str, object]) -> tuple[pd.DataFrame, pd.DataFrame]:
    same = {"area": ["BU1"], "level": "buurt", "group": "all", "verdict": "may_be_said", "kind": "observed"}
    frames = [pd.DataFrame({**same, "instrument": "a", **one}) for one in (now, then)]
    return frames[0], frames[1]


def share(yes: int, n: int) -> dict[str, object]:
    low, high = wilson(np.array([yes / n]), np.array([float(n)]))
    return {"value": [yes / n], "low": low, "high": high}


def test_the_interval_of_a_change_is_newcombes():
    """56/70 against 48/80: Newcombe (1998), table II, case (a), method 10: 0.0524 to 0.3339."""
    found = differences.against_before(*editions(share(48, 80), share(56, 70))).iloc[0]
    assert found["change"] == pytest.approx(0.2, abs=1e-12)
    assert [found["change_low"], found["change_high"]] == pytest.approx([0.0524, 0.3339], abs=1e-4)
    assert found["changed"] == "higher"


@pytest.mark.parametrize(
    "other",
    [
        {"instrument": "b"},
        {"kind": "modelled"},
        {"verdict": "may_not_be_said"},
        {"verdict": "model_only"},
        {"area": ["BU2"]},
    ],
)
def test_no_change_is_told_across_instruments_kinds_or_verdicts(other):
    now, before = editions(share(10, 80) | other, share(70, 80))
    found = differences.against_before(now, before).iloc[0]
    assert found["changed"] == ""
    assert found[["change", "change_low", "change_high"]].isna().all()


def test_two_modelled_values_are_no_change():
    now, before = editions(share(10, 80), share(70, 80))
    modelled = {"kind": "modelled"}
    assert differences.against_before(now.assign(**modelled), before.assign(**modelled))["changed"].tolist() == [""]


def test_without_an_edition_before_there_is_no_change():
    now, before = editions(share(10, 80), share(70, 80))
    assert differences.against_before(now, before.iloc[:0])["changed"].tolist() == [""]


def test_parts_come_from_residents_and_for_groups_from_answers():
    rows = pd.DataFrame(
        {"area": ["GM1", "BU1", "GM1", "BU1"], "group": ["all", "all", "age:75+", "age:75+"], "n": [100, 50, 40, 10]}
    )
    part = differences.part_of_whole(rows, "GM1", pd.Series({"GM1": 1000.0, "BU1": 200.0}))
    assert part.tolist() == [1.0, 0.2, 1.0, 0.25]
    unknown = differences.part_of_whole(rows, "GM1", pd.Series(dtype=float))
    assert unknown.tolist() == [1.0, 0.5, 1.0, 0.25]
