"""Kaplan-Meier against the textbook example, and whom it follows."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from wijkmonitor.methods import survival

# Weeks in remission under 6-MP (Freireich et al. 1963, Blood 21:699), a plus in the article is a zero here.
WEEKS = (6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35)
RELAPSED = (1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0)
# Time: number at risk, survival and the log-log interval, as Stata's "sts list" prints them for these times.
PUBLISHED = {
    6: (21, 0.857, 0.620, 0.952),
    7: (17, 0.807, 0.563, 0.923),
    10: (15, 0.753, 0.503, 0.889),
    13: (12, 0.690, 0.432, 0.849),
    16: (11, 0.627, 0.368, 0.805),
    22: (7, 0.538, 0.268, 0.747),
    23: (6, 0.448, 0.188, 0.680),
}
DAY = dt.date(2025, 1, 1)


def initiative(key: str, **more: object) -> dict[str, object]:
    row = {"initiative_id": key, "start": "2020-01-01", "end": None, "status": "active", "last_confirmed": "2024-06-01"}
    return row | {"lead": "residents", "approach": "none"} | more


def followed(*registers: tuple[list[dict[str, object]], dt.date]) -> pd.DataFrame:
    found = survival.followed([(pd.DataFrame(rows), day) for rows, day in registers])
    return found.set_index("initiative_id")[["years", "ended"]]


def test_the_textbook_example():
    found = survival.kaplan_meier(np.array(WEEKS), np.array(RELAPSED)).set_index("years")
    for week, (at_risk, *figures) in PUBLISHED.items():
        assert found.loc[week, "at_risk"] == at_risk
        assert found.loc[week, ["share", "low", "high"]].tolist() == pytest.approx(figures, abs=5e-4)
    assert found.loc[0].tolist() == pytest.approx([1, 0.8389, 1, 21], abs=5e-5)  # 0.025 ** (1 / 21)


def test_without_an_end_everything_still_exists_and_the_margin_is_what_fits_with_that():
    found = survival.kaplan_meier(np.array([1.0, 2.0, 3.0]), np.array([False, False, False]))
    assert found[["share", "high"]].eq(1).all(axis=None)
    # Three of three, two of two and one of one: the exact lower ends for shares of 1.
    assert found["low"].tolist() == pytest.approx([0.2924, 0.2924, 0.1581, 0.025], abs=5e-5)
    assert found["at_risk"].tolist() == [3, 3, 2, 1]


def test_never_rises_and_lies_in_its_band():
    chance = np.random.default_rng(1)
    found = survival.kaplan_meier(chance.exponential(5, 200), chance.random(200) < 0.6)
    assert found["share"].is_monotonic_decreasing
    known = found.dropna()
    assert (known["low"] <= known["share"]).all()
    assert (known["share"] <= known["high"]).all()


@pytest.mark.parametrize(
    ("change", "years", "ended"),
    [
        ({}, 5.0, False),  # until the reference day
        ({"status": "ended", "end": "2023-01-01"}, 3.0, True),
        ({"status": "paused"}, 5.0, False),
        ({"last_confirmed": "2022-01-01"}, 2.0, False),  # nobody confirmed it since
        ({"end": "2026-01-01"}, 5.0, False),  # an end that is still to come
        ({"last_confirmed": "2025-06-01"}, 5.0, False),
    ],
)
def test_how_long_one_is_followed(change, years, ended):
    found = followed(([initiative("a", **change)], DAY)).loc["a"]
    assert found["years"] == pytest.approx(years, abs=0.01)
    assert bool(found["ended"]) is ended


@pytest.mark.parametrize(
    "change",
    [{"start": None}, {"start": "2025-06-01"}, {"status": "ended"}, {"last_confirmed": None}],
    ids=["no start", "planned", "ended some day", "never confirmed"],
)
def test_who_is_left_out(change):
    assert followed(([initiative("a", **change)], DAY)).empty


def test_an_ended_one_that_left_the_register_is_still_followed():
    gone = initiative("gone", status="ended", end="2021-01-01")
    found = followed(([gone, initiative("stays")], dt.date(2023, 1, 1)), ([initiative("stays")], DAY))
    assert found["ended"].to_dict() == {"gone": True, "stays": False}
    assert found.loc["stays", "years"] == pytest.approx(5.0, abs=0.01)


def test_small_groups_and_thin_tails_are_left_out():
    rows = [initiative(f"r{n}", start=f"20{10 + n}-01-01") for n in range(12)]
    rows += [initiative(f"j{n}", lead="joint", start="2015-01-01") for n in range(9)]
    found = survival.by_group(survival.followed([(pd.DataFrame(rows), DAY)]))
    assert set(found["group"]) == {"all", "lead:residents", "approach:none"}
    assert found["at_risk"].min() >= survival.FEWEST
    assert found.groupby("group")["at_risk"].max().to_dict() == {"all": 21, "lead:residents": 12, "approach:none": 21}


def test_no_register_no_survival():
    assert survival.by_group(survival.followed([])).empty
