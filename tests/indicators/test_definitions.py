"""Each indicator against its definition, written out slowly for one respondent, place or initiative at a time."""

import math
from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from wijkmonitor.edition import Dataset, Edition

AREAS = ("BU00010001", "WK000101", "GM0001")


def yes_count(row: pd.Series, names: list[str], values: tuple[int, ...], needed: int) -> float:
    """Every way to fill in the missing answers must lead to the same outcome."""
    outcomes = {
        sum(1 for name in names if (filled if math.isnan(row[name]) else row[name] in values)) >= needed
        for filled in (True, False)
    }
    return float(outcomes.pop()) if len(outcomes) == 1 else math.nan


def scale(row: pd.Series, names: list[str], turned: tuple[str, ...] = ()) -> float:
    answers = [6 - row[name] if name in turned else row[name] for name in names if not math.isnan(row[name])]
    return (sum(answers) / len(answers) - 1) * 2.5 if len(answers) >= 4 else math.nan


def agrees(row: pd.Series, name: str) -> float:
    return math.nan if math.isnan(row[name]) else float(row[name] >= 4)


def willing(row: pd.Series) -> float:
    if row["would_like_active"] == 0 or row["active_last_year"] == 1:
        return 0.0
    return 1.0 if row["would_like_active"] == 1 and row["active_last_year"] == 0 else math.nan


COHESION = [f"cohesion_{name}" for name in ("hardly_know", "pleasant", "together", "at_home", "key", "contact")]
CAPACITY = [f"capacity_{name}" for name in ("efficacy", "know_start", "time", "people", "setbacks")]
DEFINITIONS: dict[str, Callable[[pd.Series], float]] = {
    "strong_ties": lambda row: yes_count(row, ["tie_help", "tie_care", "tie_talk"], (1,), 2),
    "social_loneliness": lambda row: yes_count(row, [f"lonely_social_{n}" for n in (1, 2, 3)], (2, 3), 1),
    "bridging": lambda row: yes_count(row, [f"bridge_{x}" for x in ("education", "origin", "age", "income")], (1,), 2),
    "public_familiarity": lambda row: row["recognised_last_week"],
    "cohesion_vm2021": lambda row: scale(row, COHESION, ("cohesion_hardly_know",)),
    "feels_at_home": lambda row: agrees(row, "feels_at_home"),
    "avoids_contact": lambda row: agrees(row, "avoids_contact"),
    "capacity_scale": lambda row: scale(row, CAPACITY),
    "knows_where_to_start": lambda row: agrees(row, "capacity_know_start"),
    "active_last_year": lambda row: row["active_last_year"],
    "volunteered": lambda row: row["volunteered"],
    "would_like_active_but_is_not": willing,
    "municipality_fun": lambda row: agrees(row, "municipality_fun"),
    "municipality_clear": lambda row: agrees(row, "municipality_clear"),
}


@pytest.mark.parametrize("key", DEFINITIONS)
def test_survey_indicator(key: str, raw: dict[str, pd.DataFrame], edition: Edition):
    survey = edition.survey
    scores = [DEFINITIONS[key](row) for _, row in survey.iterrows()]
    found = raw[key].set_index(["area", "group"])
    for area, level in zip(AREAS, ("buurt", "wijk", "gemeente"), strict=True):
        for group, member in (
            ("all", lambda row: bool(row["respondent_id"])),
            ("age:65-74", lambda row: 65 <= row["age"] <= 74),
            ("age:75+", lambda row: row["age"] >= 75),
            ("income:2", lambda row: row["income_third"] == "2"),
            ("limitation:yes", lambda row: row["limitation"] == "yes"),
        ):
            counted = [
                (row["weight"], score)
                for (_, row), score in zip(survey.iterrows(), scores, strict=True)
                if row[level] == area and member(row) and not math.isnan(score)
            ]
            weight = sum(w for w, _ in counted)
            assert found.loc[(area, group), "n"] == len(counted)
            assert found.loc[(area, group), "value"] == pytest.approx(sum(w * y for w, y in counted) / weight)
            kish = weight**2 / sum(w**2 for w, _ in counted)
            assert found.loc[(area, group), "n_eff"] == pytest.approx(kish)


def is_active(row: pd.Series) -> bool:
    day = pd.Timestamp("2025-01-01")
    alive = row["status"] == "active" and row["start"] <= day and not row["end"] < day
    return bool(alive and row["last_confirmed"] >= pd.Timestamp("2024-01-01"))


def test_initiative_density_by_group(raw: dict[str, pd.DataFrame], edition: Edition):
    active = [row for _, row in edition.initiatives.iterrows() if is_active(row)]
    assert len(active) >= 5
    found = raw["initiative_density"].set_index(["area", "group"])["value"]
    for area, level in zip(AREAS, ("buurt", "wijk", "gemeente"), strict=True):
        residents = edition.areas.loc[area, "population"]
        here = [row for row in active if row[level] == area]
        assert found[(area, "all")] == pytest.approx(1000 * len(here) / residents)
        joint = [row for row in here if row["lead"] == "joint"]
        assert found[(area, "lead:joint")] == pytest.approx(1000 * len(joint) / residents)
    for dimension in ("approach", "lead", "theme"):
        parts = raw["initiative_density"]
        parts = parts[parts["group"].str.startswith(dimension)].groupby("area")["value"].sum()
        whole = found.xs("all", level="group")
        np.testing.assert_allclose(parts.reindex(whole.index), whole)


def test_shares_of_initiatives(raw: dict[str, pd.DataFrame], edition: Edition):
    active = [row for _, row in edition.initiatives.iterrows() if is_active(row)]
    led = raw["led_by_residents"].set_index("area")
    assert led.loc["GM0001", "value"] == pytest.approx(np.mean([row["lead"] == "residents" for row in active]))
    assert led.loc["GM0001", "n"] == len(active)
    known = [row["subsidy_eur"] for row in active if not math.isnan(row["subsidy_eur"])]
    free = raw["without_subsidy"].set_index("area")
    assert free.loc["GM0001", "value"] == pytest.approx(np.mean([amount == 0 for amount in known]))
    assert free.loc["GM0001", "n"] == len(known)
    few = free["n"] < 10
    assert (~free.loc[few, "sure"]).all()


def test_places(raw: dict[str, pd.DataFrame], edition: Edition):
    places = edition.meeting_places
    per_place: dict[str, list[float]] = {}
    for _, row in places.iterrows():
        marks = [row[name] for name in ("low_threshold", "free_entry", "comfortable", "known_and_new")]
        marks = [mark for mark in marks if not math.isnan(mark)]
        if len(marks) >= 3:
            per_place.setdefault(row["place_id"], []).append(25 * sum(marks) / len(marks))
    expected = np.mean([np.mean(scores) for scores in per_place.values()])
    quality = raw["place_quality"].set_index("area")
    assert quality.loc["GM0001", "value"] == pytest.approx(expected)
    assert quality.loc["GM0001", "n"] == len(per_place)
    rate = raw["places_per_1000"].set_index("area")
    assert rate.loc["GM0001", "value"] == pytest.approx(12 * 1000 / edition.areas.loc["GM0001", "population"])


def test_context_takes_sums_where_an_area_has_no_figures_of_its_own(raw: dict[str, pd.DataFrame], edition: Edition):
    figures = edition.key_figures
    assert "WK000100" not in figures.index
    parts = figures[figures.index.str.startswith("BU000100")]
    found = raw["share_65_plus"].set_index("area")
    assert found.loc["WK000100", "value"] == pytest.approx(parts["age_65_plus"].sum() / parts["population"].sum())
    assert found.loc["GM0001", "value"] == pytest.approx(
        figures.loc["GM0001", "age_65_plus"] / figures.loc["GM0001", "population"]
    )
    assert np.isnan(raw["low_income"].set_index("area").loc["WK000100", "value"]), "percentages cannot be added up"
    assert raw["residents"].set_index("area")["value"].equals(edition.population.rename("value").astype(float))


def test_adults_leave_out_three_tenths_of_the_young(raw: dict[str, pd.DataFrame], edition: Edition):
    """Of 1,000 residents 150 are younger than 15 and 100 are 15 to 25: 1,000 - 150 - 30."""
    figures, found = edition.key_figures, raw["adults"].set_index("area")
    young = figures.loc["GM0001", ["population", "age_0_15", "age_15_25"]]
    expected = young["population"] - young["age_0_15"] - 0.3 * young["age_15_25"]
    assert found.loc["GM0001", "value"] == pytest.approx(expected, abs=5)
    assert not found["sure"].any(), "years of age are taken to be equally large"
    assert np.isnan(found.loc["WK000100", "value"]), "without the young, adults are not known"


def test_modelled_shares(raw: dict[str, pd.DataFrame], edition: Edition):
    given = edition.get(Dataset.MODELLED_FIGURES).set_index("area_code")
    found = raw["rivm_lonely"].set_index("area")["value"]
    assert found["BU00010102"] == pytest.approx(given.loc["BU00010102", "lonely_pct"] / 100)
    assert found.isna().sum() == 1
