"""Reach by part of the day and for whom, and what is within reach, worked out by hand on a strip of three buurten."""

import dataclasses
import math

import numpy as np
import pandas as pd
import pytest

from tests.indicators import strip_town
from wijkmonitor.edition import Dataset, Edition
from wijkmonitor.groups import DAYPART, LENS
from wijkmonitor.methods import lens, reach

AREAS = strip_town.areas_of(wijken=2, buurten=2, residents=1000)
FIRST, SECOND, THIRD, FOURTH = sorted(AREAS.index[AREAS["level"] == "buurt"])
CORNER = {code: AREAS.loc[code].geometry.bounds[:2] for code in (FIRST, SECOND, THIRD, FOURTH)}


def edition_of(places: pd.DataFrame, **tables: pd.DataFrame) -> Edition:
    every = {Dataset.MEETING_PLACES: places} | {Dataset[name.upper()]: table for name, table in tables.items()}
    return Edition(name="2025", date=strip_town.DATE, vintage=2025, areas=AREAS, tables=every)


def places(*rows: tuple[str, float, float, str | None]) -> pd.DataFrame:
    """Places as (buurt, east, north, hours)."""
    table = pd.DataFrame([(CORNER[b][0] + x, CORNER[b][1] + y, b, h) for b, x, y, h in rows])
    table.columns = ["x_rd", "y_rd", "buurt", "opening_hours"]
    return table.assign(
        place_id=[f"p{n}" for n in range(len(table))], opening_hours=table["opening_hours"].astype("object")
    )


def homes(*rows: tuple[str, float, float, float]) -> pd.DataFrame:
    """Postcodes with residents as (buurt, east, north, residents)."""
    table = pd.DataFrame([(b, CORNER[b][0] + x, CORNER[b][1] + y, n) for b, x, y, n in rows])
    table.columns = ["buurt_code", "x_rd", "y_rd", "residents"]
    return table.assign(
        pc6=[f"{1000 + n}AA" for n in range(len(table))], buurt_code=table["buurt_code"].astype("object")
    )


# In every buurt a home at the place itself and one 300 metres on (390 on foot).
HOMES = homes(*((code, x, 0, n) for code in CORNER for x, n in ((0.0, 60.0), (300.0, 40.0))))
ONE = places((FIRST, 0, 0, "Mo-Fr 09:00-17:00"))


def figures(counts: dict[str, tuple[float, float]], population: float = 100.0) -> pd.DataFrame:
    """Key figures: 75+ and the percentage of low incomes per buurt."""
    rows = {code: (population, old, old, low) for code, (old, low) in counts.items()}
    columns = ["population", "age_65_plus", "age_75_plus", "low_income_pct"]
    return pd.DataFrame.from_dict(rows, orient="index", columns=columns).rename_axis("area_code").astype(float)


def rows_of(edition: Edition, group: str, walking_m: float = 400) -> pd.DataFrame:
    rows = reach.reach(edition, walking_m)
    return rows[rows["group"] == group].set_index("area")


def test_only_what_is_open_then_counts():
    edition = edition_of(ONE, postcodes=HOMES)
    assert rows_of(edition, "all").loc[FIRST, "value"] == 1
    assert rows_of(edition, "daypart:weekday").loc[FIRST, ["value", "sure"]].tolist() == [1, True]
    assert rows_of(edition, "daypart:evening").loc[FIRST, ["value", "sure"]].tolist() == [0, True]
    assert rows_of(edition, "daypart:weekend").loc["GM0001", "value"] == 0


def test_unknown_hours_do_not_count_and_are_told_where_they_matter():
    edition = edition_of(places((FIRST, 0, 0, "24/7"), (SECOND, 0, 0, None), (FIRST, 1, 0, None)), postcodes=HOMES)
    evening = rows_of(edition, "daypart:evening")
    assert evening.loc[FIRST, ["value", "sure"]].tolist() == [1, True], "the open one reaches them already"
    assert evening.loc[SECOND, ["value", "sure"]].tolist() == [0, False]
    assert evening.loc[FOURTH, ["value", "sure"]].tolist() == [0, True]
    nothing = rows_of(edition_of(places((FIRST, 0, 0, None)), postcodes=HOMES), "daypart:evening")
    assert nothing["value"].isna().all(), "no hours at all is not closed"


def test_who_walks_less_far():
    edition = edition_of(ONE, postcodes=HOMES, key_figures=figures(dict.fromkeys(CORNER, (20, 10))))
    assert rows_of(edition, "lens:65plus").loc[FIRST, ["value", "sure"]].tolist() == [1, True]
    older = rows_of(edition, "lens:75plus").loc[FIRST]
    assert older["value"] == pytest.approx(0.6), "390 metres is beyond 8/15 of 400"
    assert not older["sure"], "in which of the homes they live is not known"
    assert rows_of(edition, "lens:75plus", 800).loc[FIRST, "value"] == 1, "but within 430"


def test_larger_areas_count_the_group_and_not_everybody():
    counts = {FIRST: (40, 10), SECOND: (10, 30), THIRD: (20, 5), FOURTH: (30, 5)}
    edition = edition_of(ONE, postcodes=HOMES, key_figures=figures(counts))
    wijk = AREAS.loc[FIRST, "parent"]
    assert rows_of(edition, "lens:65plus").loc[wijk, "value"] == pytest.approx(40 / 50)
    assert rows_of(edition, "lens:65plus").loc["GM0001", ["value", "n"]].tolist() == pytest.approx([40 / 100, 100])
    assert rows_of(edition, "lens:low_income").loc[wijk, "value"] == pytest.approx(10 / 40)
    assert rows_of(edition, "all").loc[wijk, "value"] == pytest.approx(0.5)


def test_of_fewer_than_ten_people_nothing_is_said():
    edition = edition_of(ONE, postcodes=HOMES, key_figures=figures({FIRST: (9, 10), SECOND: (9, 10), THIRD: (9, 9.9)}))
    rows = rows_of(edition, "lens:75plus")
    assert math.isnan(rows.loc[FIRST, "value"])
    assert rows.loc["GM0001", "n"] == 27
    assert not rows.loc["GM0001", "sure"], "of the fourth buurt it is not known how many live there"
    assert math.isnan(rows_of(edition, "lens:low_income").loc[THIRD, "value"])


def test_without_key_figures_or_survey_groups_are_missing():
    rows = reach.reach(edition_of(ONE, postcodes=HOMES), 400)
    of_groups = rows[rows["group"].isin(LENS.groups)]
    assert of_groups["value"].isna().all()
    assert set(rows["group"]) == {"all", *DAYPART.groups, *LENS.groups}


def survey_of(numbers: dict[str, tuple[int, int]]) -> pd.DataFrame:
    """Respondents per buurt: so many with and without a limitation."""
    rows = [(code, say) for code, (yes, no) in numbers.items() for say in ["yes"] * yes + ["no"] * no]
    table = pd.DataFrame(rows, columns=["buurt", "limitation"]).astype("object")
    parents = AREAS["parent"]
    return table.assign(
        respondent_id=[f"r{n}" for n in range(len(table))],
        weight=1.0,
        age=50.0,
        wijk=table["buurt"].map(parents).astype("object"),
        gemeente="GM0001",
    )


def test_a_limitation_is_counted_per_wijk_where_enough_answered():
    one, two = AREAS.loc[FIRST, "parent"], AREAS.loc[THIRD, "parent"]
    edition = edition_of(ONE, postcodes=HOMES, survey=survey_of({FIRST: (15, 25), SECOND: (5, 5), THIRD: (30, 70)}))
    share = lens.shares_of(edition)["lens:limitation"]
    assert share.value[[FIRST, SECOND, THIRD]].tolist() == [0.4, 0.4, 0.3]
    rows = rows_of(edition, "lens:limitation", 800)
    assert rows.loc[one, "value"] == pytest.approx(0.5), "one share for the whole wijk: as for everybody"
    assert math.isnan(rows.loc[one, "low"]), "so the error of the share makes no difference"
    # 200 residents in either wijk: 80 and 60 with a limitation, 40 of them near the place.
    whole = rows.loc["GM0001"]
    assert whole["value"] == pytest.approx(40 / 140)
    value, p, q = 40 / 140, 0.4, 0.3
    errors = [math.sqrt(p * (1 - p) / 50), math.sqrt(q * (1 - q) / 100)]
    pull = [(100 * (1 - value) - 100 * value) / 140, -200 * value / 140]
    half = 1.96 * math.hypot(pull[0] * errors[0], pull[1] * errors[1])
    assert whole["high"] - whole["value"] == pytest.approx(half, rel=0.02)
    assert rows.loc[two, "value"] == 0
    few = edition_of(ONE, postcodes=HOMES, survey=survey_of({FIRST: (9, 60), THIRD: (20, 29)}))
    assert lens.shares_of(few)["lens:limitation"].value.isna().all()


def test_supply_is_shared_by_everybody_within_reach():
    edition = edition_of(ONE, postcodes=HOMES.iloc[:4], key_figures=figures(dict.fromkeys(CORNER, (50, 10))))
    rows = reach.supply_per_1000(edition)
    found = rows[rows["group"] == "all"].set_index("area")["value"]
    # On foot: 0 m and 390 m (within 417: weight 1) in the first buurt; the second lies SIDE_M on.
    step = strip_town.SIDE_M * 1.3
    weights = [
        1.0,
        1.0,
        *((1.0, 0.68, 0.22, 0.0)[int(np.searchsorted([416.7, 833.4, 1250.1], d))] for d in (step, step + 390)),
    ]
    demand = sum(w * n for w, n in zip(weights, (60, 40, 60, 40), strict=True))
    assert found[FIRST] == pytest.approx(1000 / demand)
    assert found[SECOND] == pytest.approx(1000 / demand * (weights[2] * 0.6 + weights[3] * 0.4))
    older = rows[rows["group"] == "lens:75plus"].set_index("area")["value"]
    # Their zones end at 222, 444 and 667 metres.
    assert older[FIRST] == pytest.approx(1000 / demand * (0.6 + 0.68 * 0.4))
    evening = rows[rows["group"] == "daypart:evening"].set_index("area")["value"]
    assert evening[FIRST] == 0, "out of reach is nothing, not unknown"


def test_residents_without_are_told_in_tens():
    edition = edition_of(ONE, postcodes=homes((FIRST, 0, 0, 52), (FIRST, 599, 599, 47), (SECOND, 599, 599, 9)))
    rows = reach.without(edition, 400)
    found = rows[rows["group"] == "all"].set_index("area")["value"]
    assert found[FIRST] == 50
    assert found[SECOND] == 0, "fewer than ten are not told apart from nobody"


def test_more_places_never_reach_fewer_and_later_never_more():
    edition = strip_town.edition_of(strip_town.areas_of(wijken=2, buurten=3), respondents=50, places=9)
    table = edition.meeting_places
    table = table.assign(opening_hours=pd.Series(["24/7", None, "Mo 10:00-14:00"] * 9)[: len(table)].astype("object"))
    full = dataclasses.replace(edition, tables=edition.tables | {Dataset.MEETING_PLACES: table})
    fewer = dataclasses.replace(edition, tables=edition.tables | {Dataset.MEETING_PLACES: table.iloc[:4]})
    many, few = (reach.reach(one, 400).set_index(["area", "group"])["value"] for one in (full, fewer))
    assert (few.dropna() <= many.reindex(few.dropna().index) + 1e-12).all()
    everybody = many.xs("all", level="group")
    for group in DAYPART.groups:
        assert (many.xs(group, level="group") <= everybody + 1e-12).all()


def test_a_wijk_without_residents_has_no_figure():
    areas = AREAS.copy()
    empty = [FIRST, SECOND, AREAS.loc[FIRST, "parent"]]
    areas.loc[empty, "population"] = 0.0
    edition = Edition("2025", strip_town.DATE, 2025, areas, {Dataset.MEETING_PLACES: ONE})
    for rows in (reach.reach(edition, 400), reach.supply_per_1000(edition), reach.without(edition, 400)):
        told = rows[(rows["group"] == "all") & rows["area"].isin(empty)]
        assert told["value"].isna().all()
        assert (told["n"] == 0).all()
