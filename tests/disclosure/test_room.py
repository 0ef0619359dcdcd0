import numpy as np
import pandas as pd
import pytest

from tests.disclosure.made_up import DIMENSIONS, cells, parents, respondents
from wijkmonitor.disclosure import closed, left_out
from wijkmonitor.disclosure.room import ROOM

USEFUL_N = 30


def drawn(**numbers: int) -> pd.Series:
    """How many of each category are left out in one buurt; ``u`` is unknown."""
    category = pd.Series([key.replace("u", "") for key, n in numbers.items() for _ in range(n)])
    number = pd.Series(range(len(category))).astype(str)
    out = left_out(pd.Series("BU1", index=category.index), category, number)
    return category[out].value_counts()


def test_a_few_unknown_get_company_from_the_largest_category():
    assert drawn(y=60, m=40, u=3).to_dict() == {"y": ROOM - 3}


def test_small_categories_count_as_company():
    assert drawn(y=60, m=40, o=5, u=3).to_dict() == {"y": ROOM - 8}


@pytest.mark.parametrize("numbers", [{"y": 60, "m": 40}, {"y": 60, "u": 20}, {"y": 30, "m": 30, "u": 3}, {"u": 3}])
def test_nobody_is_left_out_without_need_or_when_it_would_cost_the_category(numbers):
    assert drawn(**numbers).empty


def with_room(people: pd.DataFrame) -> pd.DataFrame:
    changed = people.copy()
    number = pd.Series(people.index.astype(str), index=people.index)
    for key in DIMENSIONS:
        changed.loc[left_out(people["buurt"], people[key], number), key] = ""
    return changed


@pytest.mark.parametrize(("count", "least"), [(4000, 0.75), (12000, 0.90)])
def test_enough_useful_cells_are_kept(count, least):
    """Useful: 30 answers or more before anything was left out, so that something could have been said. Kept: open, and 30
    answers still. Over municipality, wijken and buurten, everybody and five backgrounds together."""
    kept = []
    for seed in range(3):
        people = respondents(count, seed=seed)
        useful = cells(people)["n"] >= USEFUL_N
        rows = cells(with_room(people))
        kept.append(((closed(rows, parents(people)) == "") & (rows["n"] >= USEFUL_N))[useful].mean())
    assert np.min(kept) >= least
