"""The group of 65 and over says nothing that 65-74 and 75+ do not: it opens where both are open, and nowhere else."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest

from wijkmonitor import groups
from wijkmonitor.disclosure import closed
from wijkmonitor.methods.design import make_design
from wijkmonitor.methods.domains import LEFT_OUT, category_positions
from wijkmonitor.methods.survey import estimate_domains

PARENTS = pd.Series({"GM1": "", "BU1": "GM1", "BU2": "GM1"})


def cells(**by_area: tuple[int, int, int, int]) -> pd.DataFrame:
    """Per area how many of each age answered; with the totals and the merged group."""
    rows = []
    for area, counts in by_area.items():
        rows.append((area, "all", sum(counts)))
        rows += [(area, group, n) for group, n in zip(groups.AGE.groups, counts, strict=True)]
        rows.append((area, "age65:65+", counts[2] + counts[3]))
    return pd.DataFrame(rows, columns=["area", "group", "n"])


def opened(rows: pd.DataFrame) -> set[tuple[str, str]]:
    may = closed(rows, PARENTS) == ""
    return set(zip(rows.loc[may, "area"], rows.loc[may, "group"], strict=True))


def test_opens_where_both_ages_are_open_and_only_there():
    rows = cells(GM1=(80, 80, 44, 43), BU1=(40, 40, 22, 11), BU2=(40, 40, 22, 32))
    found = opened(rows)
    assert {("GM1", "age65:65+"), ("BU1", "age65:65+"), ("BU2", "age65:65+")} <= found
    few = opened(cells(GM1=(80, 80, 44, 37), BU1=(40, 40, 22, 5), BU2=(40, 40, 22, 32)))
    assert ("BU1", "age65:65+") not in few, "22 minus 5 would give the five away"


@pytest.mark.parametrize("seed", range(40))
def test_a_sum_is_open_exactly_when_its_parts_are(seed):
    rng = np.random.default_rng(seed)
    one, two = rng.integers(0, 45, 4), rng.integers(0, 45, 4)
    found = opened(cells(GM1=tuple(one + two), BU1=tuple(one), BU2=tuple(two)))
    for area in PARENTS.index:
        both = {(area, "age:65-74"), (area, "age:75+")} <= found
        assert ((area, "age65:65+") in found) == both


def test_stays_shut_without_ages():
    rows = cells(GM1=(80, 80, 44, 43))
    assert opened(rows[~rows["group"].str.startswith("age:")]) == {("GM1", "all")}


def test_holds_exactly_the_people_of_its_parts():
    table = pd.DataFrame({"age": [64, 65, 74, 75, 101, np.nan, 70], LEFT_OUT + "age": [False] * 6 + [True]})
    assert category_positions(table, groups.SENIORS).tolist() == [-1, 0, 0, 0, 0, -1, -1]


def test_every_category_is_made_of_ages():
    assert list(groups.MERGED) == list(groups.SENIORS.categories)
    assert {part for parts in groups.MERGED.values() for part in parts} <= set(groups.AGE.categories)


def test_the_figure_is_that_of_both_ages_together():
    """Weighted by hand: 65-74 says yes, yes, no with weights 1, 2, 1; 75+ says no with weight 4."""
    table = pd.DataFrame(
        {
            "gemeente": "GM1",
            "age": [66, 70, 74, 80, 30],
            "weight": [1.0, 2.0, 1.0, 4.0, 9.0],
            "respondent_id": range(5),
        }
    )
    areas = gpd.GeoDataFrame({"level": ["gemeente"], "parent": [""]}, index=["GM1"], geometry=[None])
    found = estimate_domains(pd.Series([1.0, 1, 0, 0, 1]), make_design(table, areas), ("age", "age65"))
    rows = found.set_index("group")
    assert rows.loc["age65:65+", "value"] == pytest.approx(3 / 8)
    assert rows.loc["age65:65+", "n"] == rows.loc["age:65-74", "n"] + rows.loc["age:75+", "n"] == 4
