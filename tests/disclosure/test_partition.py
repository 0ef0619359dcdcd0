import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.disclosure.made_up import DIMENSIONS, LEVELS, cells, parents, respondents
from wijkmonitor.disclosure import closed
from wijkmonitor.estimate import K

TREE = pd.Series({"GM": "", "WK1": "GM", "WK2": "GM", "BU1": "WK1", "BU2": "WK1", "BU3": "WK1", "BU4": "WK2"})


def reasons(around: pd.Series = TREE, **numbers: float) -> dict[str, str]:
    """Reason per area for totals only."""
    rows = pd.DataFrame({"area": list(numbers), "group": "all", "n": list(numbers.values())})
    return dict(zip(rows["area"], closed(rows, around), strict=True))


def test_a_lone_small_area_takes_its_smallest_neighbour_with_it():
    found = reasons(GM=140, WK1=100, WK2=40, BU1=60, BU2=33, BU3=7, BU4=40)
    assert found == {"GM": "", "WK1": "", "WK2": "", "BU1": "", "BU2": "suppressed", "BU3": "too_few", "BU4": ""}


def test_small_areas_that_are_enough_together_take_nobody_with_them():
    found = reasons(GM=140, WK1=100, WK2=40, BU1=89, BU2=6, BU3=5, BU4=40)
    assert found == {"GM": "", "WK1": "", "WK2": "", "BU1": "", "BU2": "too_few", "BU3": "too_few", "BU4": ""}


def test_people_known_to_live_in_the_wijk_only_count_as_a_remainder():
    assert reasons(GM=140, WK1=100, WK2=40, BU1=60, BU2=36, BU4=40)["BU2"] == "suppressed", "four live in neither"
    assert reasons(GM=140, WK1=100, WK2=40, BU1=60, BU2=30, BU4=40)["BU2"] == "", "ten live in neither"


@pytest.mark.parametrize("n", [np.nan, 9, 0])
def test_an_unknown_or_small_municipality_closes_everything(n):
    assert reasons(GM=n, WK1=50, WK2=50) == {"GM": "too_few", "WK1": "suppressed", "WK2": "suppressed"}


def test_numbers_that_cannot_be_true_close():
    assert reasons(GM=60, WK1=50, WK2=50) == {"GM": "", "WK1": "suppressed", "WK2": "suppressed"}, "100 of 60"


def test_a_missing_level_is_stepped_over():
    found = reasons(GM=140, BU1=60, BU2=33, BU3=40, BU4=7)
    assert found == {"GM": "", "BU1": "", "BU2": "suppressed", "BU3": "", "BU4": "too_few"}


def by_group(area: str, total: int, **groups: float) -> pd.DataFrame:
    rows = {"all": total} | {f"age:{key}": n for key, n in groups.items()}
    return pd.DataFrame({"area": area, "group": list(rows), "n": list(rows.values())})


def open_groups(*frames: pd.DataFrame) -> dict[str, list[str]]:
    rows = pd.concat(frames, ignore_index=True)
    shown = rows[(closed(rows, TREE) == "") & (rows["group"] != "all")]
    return {area: sorted(part["group"].str[4:]) for area, part in shown.groupby("area")}


def test_a_filter_opens_when_everybody_is_in_company():
    assert open_groups(by_group("GM", 120, y=60, m=40, o=20)) == {"GM": ["m", "o", "y"]}


def test_a_small_category_takes_the_next_smallest_with_it():
    assert open_groups(by_group("GM", 120, y=61, m=50, o=9)) == {"GM": ["y"]}


def test_few_people_of_unknown_category_close_one_category():
    assert open_groups(by_group("GM", 125, y=60, m=40, o=20)) == {"GM": ["m", "y"]}


def test_an_unknown_number_closes_the_whole_filter():
    assert open_groups(by_group("GM", 120, y=60, m=60, o=np.nan)) == {}


def test_a_category_closed_in_one_part_does_not_follow_from_the_others():
    """BU1 keeps "o" back to hide four unknown; closed there alone it is the wijk's "o" minus that of its neighbours."""
    parts = [("BU1", 64, 20, 20, 20), ("BU2", 60, 20, 20, 20), ("BU3", 60, 20, 20, 20)]
    wijk = by_group("WK1", 200, y=60, m=60, o=60)  # 16 unknown, of whom 12 live in no buurt
    shown = open_groups(
        by_group("GM", 200, y=60, m=60, o=60), wijk, *(by_group(a, n, y=y, m=m, o=o) for a, n, y, m, o in parts)
    )
    missing = [set("ymo") - set(shown.get(area, [])) for area, *_ in parts]
    assert missing[0], "something of BU1 is kept back"
    assert missing[0] & (missing[1] | missing[2]), "and of a neighbour too"


def test_rows_of_nothing_known_stay_closed():
    rows = pd.DataFrame({"area": ["GM", "GM", "XX"], "group": ["all", "all", "age:y"], "n": [50.0, 60.0, 20.0]})
    assert (closed(rows, TREE) != "").all()


def derivable_densely(rows: pd.DataFrame, people: pd.DataFrame) -> list[str]:
    """The peer: can the figure of any single place x category below K be solved? Dense least squares, per dimension."""
    counted = people[people["answered"]]
    levels = [level for level in LEVELS if level in people]
    found = []
    for key in DIMENSIONS:
        atom = counted[[*levels, key]].astype(str).agg("|".join, axis=1)
        size = atom.value_counts()
        first = counted.assign(atom=atom).drop_duplicates("atom").set_index("atom").reindex(size.index)
        shown = rows[rows["group"].eq("all") | rows["group"].str.startswith(f"{key}:")]
        vectors = []
        for area, group in shown[["area", "group"]].itertuples(index=False):
            inside = first[levels].eq(area).any(axis=1)
            vectors.append(inside if group == "all" else inside & first[key].eq(group.partition(":")[2]))
        matrix = np.array(vectors, dtype=float).T
        small = np.flatnonzero(size.to_numpy() < K)
        wanted = np.eye(len(size))[:, small]
        residual = wanted - matrix @ np.linalg.lstsq(matrix, wanted, rcond=None)[0]
        found += [
            str(size.index[one]) for one, rest in zip(small, residual.T, strict=True) if np.abs(rest).max() < 1e-8
        ]
    return found


@pytest.mark.parametrize("seed", range(2))
def test_dense_least_squares_solves_no_small_place(seed):
    people = respondents(900, wijken=3, seed=seed)
    counted = cells(people)
    shown = counted[closed(counted, parents(people)) == ""]
    assert derivable_densely(shown, people) == []
    assert derivable_densely(counted[counted["n"] >= K], people), "a threshold alone does leak"


@given(st.integers(0, 10**6), st.integers(20, 700), st.integers(1, 4))
@settings(max_examples=20, deadline=None)
def test_what_is_open_holds_enough_people(seed, count, wijken):
    people = respondents(count, wijken=wijken, seed=seed)
    rows = cells(people)
    assert (rows.loc[closed(rows, parents(people)) == "", "n"] >= K).all()
