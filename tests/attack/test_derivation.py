import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.attack.town import EDITION, INDICATOR, above, crowd, membership, protected, statements
from tests.disclosure.made_up import cells, respondents
from wijkmonitor.attack import DisclosureRisk, findings, refuse

ALL = "all"


def attack(people: pd.DataFrame, shown, **names):
    return findings(statements(shown), {("s1", EDITION): membership(people)}, **names)


def test_a_cell_below_k_is_found():
    people = crowd(B1_y=30, B2_y=9)
    [found] = attack(people, [("BU2", ALL)])
    assert "BU2" in found.about.nl
    assert (found.edition, found.indicator, found.people.en) == (EDITION, INDICATOR, "fewer than 10 people")


def test_a_threshold_alone_lets_a_remainder_be_subtracted():
    people = crowd(B1_y=30, B2_y=20, B3_y=9)
    [found] = attack(people, above(people))
    assert "BU3" in found.about.nl
    assert found.how.en.startswith("+ GM: Total; − ")


def test_one_sibling_closed_as_well_is_not_enough_when_the_two_are_few():
    people = crowd(B11_y=30, B12_y=5, B13_y=4, B21_y=40)
    shown = {("GM", ALL), ("WK1", ALL), ("BU11", ALL), ("WK2", ALL)}
    [found] = attack(people, shown)
    assert "BU12" in found.about.nl
    assert "BU13" in found.about.nl


def test_row_and_column_sums_give_a_closed_cell_away():
    """BU11's old people are closed, and one neighbour's: but the wijk's and the buurten's totals tell both."""
    people = crowd(B11_y=20, B11_o=5, B12_y=20, B12_o=20, B13_y=20, B13_o=20)
    shown = above(people) - {("BU12", "age:75+")}
    found = attack(people, shown)
    assert any("BU11" in one.about.nl for one in found)


def test_people_without_a_category_are_what_a_filter_leaves():
    people = crowd(B1_y=40, B1_o=40, B1_u=3)
    [found] = attack(people, [("BU1", ALL), ("BU1", "age:18-34"), ("BU1", "age:75+")])
    assert "Leeftijd onbekend" in found.about.nl


def test_a_total_that_follows_from_one_question_is_used_in_another():
    people = crowd(B1_y=40, B1_o=40).assign(education=["low"] * 74 + [""] * 6)
    shown = [("BU1", "age:18-34"), ("BU1", "age:75+"), ("BU1", "education:low")]
    [found] = attack(people, shown)
    assert "Opleiding onbekend" in found.about.nl
    assert attack(people, shown[1:]) == []


def test_a_combination_of_filters_is_found():
    people = crowd(B1_y=40, B1_o=40).assign(education=["low", "high"] * 36 + ["low"] * 8)
    together = "age:75+ & education:low"
    [found] = attack(people, [("BU1", "age:75+"), ("BU1", "education:high"), ("BU1", "age:75+ & education:high")])[
        :1
    ] or [None]
    assert found is None, "16 and 24 people stay together"
    found = attack(people.assign(education=["low"] * 75 + ["high"] * 5), [("BU1", "age:75+"), ("BU1", together)])
    assert found
    assert "theoretisch opgeleid" in found[0].about.nl


def test_two_snapshots_safe_alone_and_not_together():
    people = crowd(B11_y=30, B12_y=12, B13_y=7, B21_y=40)
    first = {("GM", ALL), ("WK1", ALL), ("BU11", ALL)}
    second = {("GM", ALL), ("WK1", ALL), ("BU12", ALL)}
    members = membership(people)
    known = {("s1", EDITION): members, ("s2", EDITION): members}
    assert findings(statements(first, "s1"), known) == []
    assert findings(statements(second, "s2"), known) == []
    [found] = findings(pd.concat([statements(first, "s1"), statements(second, "s2")]), known)
    assert "BU13" in found.about.nl
    assert found.snapshots == ("s1", "s2")


def test_a_late_respondent_is_the_difference_between_two_snapshots():
    later = crowd(B1_y=60, B2_y=61)
    earlier = later.iloc[:-1]
    known = {("s1", EDITION): membership(earlier), ("s2", EDITION): membership(later)}
    told = [statements([("GM", ALL), ("BU1", ALL), ("BU2", ALL)], one) for one in ("s1", "s2")]
    assert findings(told[0], known) == findings(told[1], known) == []
    assert any("BU2" in one.about.nl for one in findings(pd.concat(told), known))


def test_a_boundary_that_moved_is_a_difference_too():
    before = crowd(B1_y=60, B2_y=60)
    after = before.assign(buurt=["BU1"] * 55 + ["BU2"] * 65)
    known = {("s1", EDITION): membership(before), ("s2", EDITION): membership(after)}
    told = [statements([("GM", ALL), ("BU1", ALL), ("BU2", ALL)], one) for one in ("s1", "s2")]
    assert findings(pd.concat(told), known)


def test_areas_that_overlap_are_judged_as_they_are():
    """Five people of BU1 are said to live in another wijk: WK2 minus BU2 is them."""
    people = crowd(B1_y=60, B2_y=60)
    people.loc[:4, "wijk"] = "WK2"
    found = attack(people, [("WK2", ALL), ("BU2", ALL)])
    assert len(found) == 1


@pytest.mark.parametrize("shown", [("BU9", ALL), ("BU1", "gender:x"), ("BU1", "age:0-17")])
def test_what_cannot_be_judged_is_a_finding(shown):
    [found] = attack(crowd(B1_y=60), [shown])
    assert found.people.en == "an unknown number of people"


def test_an_earlier_snapshot_of_which_nobody_is_known_is_a_finding():
    found = findings(statements([("BU1", ALL)], "old"), {})
    assert [one.snapshots for one in found] == [("old",)]
    assert "Remove this earlier snapshot" in found[0].remedy.en


def test_a_refusal_says_every_finding_in_both_languages():
    found = attack(crowd(B1_y=30, B2_y=9), [("BU2", ALL)])
    refuse([])
    with pytest.raises(DisclosureRisk) as stopped:
        refuse(found)
    [fault] = stopped.value.faults
    assert "minder dan 10 mensen" in fault("nl")
    assert "fewer than 10 people" in fault("en")
    assert "9 " not in fault("nl").replace("10", "")


@pytest.mark.parametrize(("count", "seed"), [(4000, 0), (4000, 1), (12000, 2)])
def test_the_real_protection_leaves_nothing_to_find(count, seed):
    people = respondents(count, seed=seed, unlocated=0.02 * seed)
    assert findings(protected(people), {("s1", EDITION): membership(people)}) == []


def test_a_threshold_alone_leaks_in_every_question():
    people = respondents(2000, wijken=3)
    assert len(attack(people, above(people))) > 5


@given(
    st.integers(0, 10**6),
    st.integers(0, 900),
    st.integers(1, 5),
    st.sampled_from([0.0, 0.1, 0.9]),
    st.sampled_from(["gemeente wijk buurt", "buurt", "gemeente", "gemeente buurt", "wijk buurt", "wijk"]),
)
@settings(max_examples=25, deadline=None)
def test_no_municipality_can_be_made_that_leaks(seed, count, wijken, unlocated, levels):
    people = respondents(count, wijken=wijken, seed=seed, unlocated=unlocated)
    chosen = tuple(levels.split())
    if cells(people, chosen).empty:
        return
    assert findings(protected(people, chosen), {("s1", EDITION): membership(people)}) == []
