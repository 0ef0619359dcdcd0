"""What follows from the mean of a whole and those of its parts: nobody, or ten people at least."""

import numpy as np
import pandas as pd
import pytest

from wijkmonitor.disclosure.derivable import small_sets
from wijkmonitor.disclosure.totals import closed_parts
from wijkmonitor.estimate import K


def closed(whole, *parts):
    n = pd.Series({"all": whole, **{f"part{place}": one for place, one in enumerate(parts)}})
    return closed_parts(n, "all").tolist()


def test_few_and_unknown():
    assert closed(9, 9) == ["too_few", "too_few"]
    assert closed(None, 50) == ["suppressed", ""]
    assert closed(100, None, 40) == ["", "suppressed", ""]


def test_the_one_part_left_out_takes_another_along():
    assert closed(100, 40, 53, 7) == ["", "suppressed", "", "too_few"]


def test_a_part_left_out_hides_among_people_of_no_known_part():
    assert closed(110, 40, 53, 7) == ["", "", "", "too_few"]


def test_a_few_people_of_no_known_part_follow_too():
    assert closed(100, 40, 53) == ["", "suppressed", ""]


def test_all_parts_together_tell_nothing_new():
    assert closed(100, 40, 60) == ["", "", ""]


def test_numbers_that_do_not_add_up_are_handled_with_extra_caution():
    assert closed(95, 40, 60) == ["", "", ""]
    assert closed(95, 40, 60, 7) == ["", "suppressed", "", "too_few"]


def test_without_the_whole_there_is_nothing_to_subtract_from():
    n = pd.Series({"part0": 93.0, "part1": 7.0})
    assert closed_parts(n, "all").tolist() == ["", "too_few"]


@pytest.mark.parametrize("seed", range(40))
def test_an_attacker_finds_nothing_about_fewer_than_ten(seed):
    """Everything that follows from the published means, searched in full by the attacker of the survey."""
    chance = np.random.default_rng(seed)
    parts = chance.integers(0, 30, size=chance.integers(1, 9))
    elsewhere = int(chance.choice([0, 0, 3, 9, 12, 40]))
    whole = int(parts.sum()) + elsewhere
    n = pd.Series({"all": whole, **{f"part{place}": int(one) for place, one in enumerate(parts)}})
    reason = closed_parts(n, "all")
    people = np.array([*parts, elsewhere])
    cells = np.full((len(people), 2), -1)
    cells[:, 0] = 0 if reason["all"] == "" else -1
    for place in range(len(parts)):
        if reason[f"part{place}"] == "":
            assert parts[place] >= K
            cells[place, 1] = place + 1
    some = people > 0
    assert small_sets(cells[some], people[some]) == []


def test_the_attacker_of_this_test_does_find_an_unprotected_part():
    cells = np.array([[0, 1], [0, 2], [0, -1]])
    assert [list(found) for found in small_sets(cells, np.array([40, 53, 7]))] == [[2]]
