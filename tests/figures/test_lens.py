"""The lens: which figure stands for which group, who counts as aimed at, and what is said where nothing is known."""

import dataclasses

import pandas as pd
import pytest

from tests.figures.sample import an_indicator
from tests.joined_town import EDITION, NORTH, joined
from wijkmonitor import groups
from wijkmonitor.estimate import ALL
from wijkmonitor.figures import lens, measures
from wijkmonitor.figures import rows as figure_rows

ASKED = dataclasses.replace(an_indicator(), groups=groups.RESIDENT_DIMENSIONS)
COUNTED = dataclasses.replace(an_indicator(), groups=(groups.LENS.key,))
UNSPLIT = an_indicator()


def test_a_survey_answers_by_the_background_that_respondents_gave():
    expected = ["age65:65+", "age:75+", "limitation:yes", "income:1"]
    assert [lens.group_for(ASKED, one) for one in groups.LENS.groups] == expected
    known = set(groups.DIMENSIONS["age65"].groups) | set(groups.AGE.groups) | set(groups.INCOME.groups)
    assert {*expected} <= known | set(groups.LIMITATION.groups), (
        "each of them is a group that figures are published for"
    )


def test_what_was_worked_out_for_the_lens_stands_under_its_own_name():
    assert [lens.group_for(COUNTED, one) for one in groups.LENS.groups] == list(groups.LENS.groups)


def test_nothing_is_made_up_where_there_is_no_split():
    assert {lens.group_for(UNSPLIT, one) for one in groups.LENS.groups} == {None}
    only_income = dataclasses.replace(an_indicator(), groups=(groups.INCOME.key,))
    assert lens.group_for(only_income, "lens:75plus") is None
    assert lens.group_for(only_income, "lens:low_income") == "income:1"
    assert lens.not_split_by([ASKED, UNSPLIT], "lens:75plus") == [UNSPLIT]
    assert lens.nothing_about([UNSPLIT], "nl") == (
        "Over “sterke contacten” is voor deze groep niets te zeggen: het is niet apart gevraagd of geteld."
    )
    assert lens.nothing_about([], "nl") == ""


@pytest.mark.parametrize("group", [ALL, "age:75+", "type:library"])
def test_without_a_lens_everything_is_about_everybody(group):
    assert lens.group_for(UNSPLIT, group) == ALL
    assert lens.not_split_by([UNSPLIT], group) == []
    assert lens.map_of_everybody(UNSPLIT, group, "nl") == ""


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        (ALL, ["i1", "i2", "i3", "i5", "i6"]),
        ("lens:65plus", ["i1", "i3", "i5"]),
        ("lens:75plus", ["i1", "i3", "i5"]),
        ("lens:limitation", ["i5"]),
        ("lens:low_income", ["i5"]),
    ],
)
def test_initiatives_for_a_group_are_those_aimed_at_it_or_at_everybody(chosen, expected):
    targets = {"i1": "65plus", "i2": "youth", "i3": "newcomers; 75plus", "i5": "all;parents", "i6": ""}
    table = pd.DataFrame({"initiative_id": list(targets), "target_groups": list(targets.values())})
    assert lens.for_whom(table, chosen)["initiative_id"].tolist() == expected


def test_target_groups_are_told_in_words():
    assert lens.targets("65plus;low_income", "nl") == "mensen van 65 jaar en ouder en mensen met een laag inkomen"
    assert lens.targets("", "nl") == ""
    assert set(groups.LENS.categories) <= set(lens.TARGET_GROUPS)


def test_strong_is_against_the_same_group_elsewhere(town_snapshot):
    """Everybody with a limitation says yes, of the others half: a group at 95 % beside everybody at 75 % is not strong."""
    found = measures.of_area(town_snapshot, ["strong_ties"], EDITION, "buurt", NORTH, "GM0042", "lens:limitation")[0]
    assert found.here["value"] == found.whole["value"] == 0.95
    everybody = figure_rows.one(town_snapshot, "strong_ties", EDITION, "GM0042")
    assert everybody["value"] == 0.75
    assert not found.strong
    assert found.here["difference"] == "not_demonstrable"


def test_what_is_not_split_is_no_measure_under_the_lens(town_snapshot):
    keys = ["strong_ties", "place_quality"]
    found = measures.of_area(town_snapshot, keys, EDITION, "buurt", NORTH, "GM0042", "lens:limitation")
    assert [one.indicator.key for one in found] == ["strong_ties"]


def test_a_group_that_is_closed_is_withheld_not_unasked(town_snapshot):
    """Nobody of 75 answered in the town, so that 65 and over stays shut with it."""
    row = figure_rows.one(town_snapshot, "strong_ties", EDITION, NORTH, "age65:65+")
    assert row["reason"] == "suppressed"


def test_tells_whom_the_reader_looks_at_and_how_many_there_are(town_snapshot):
    said = lens.about(town_snapshot, EDITION, NORTH, "lens:65plus", "nl")
    assert said == (
        "U kijkt naar bewoners van 65 jaar en ouder. Inwoners van 65 jaar en ouder in Noord: 25% van de bewoners."
    )
    income = lens.about(town_snapshot, EDITION, NORTH, "lens:low_income", "nl")
    assert "laagste derde" in income
    assert "10% van de huishoudens" in income
    assert lens.about(town_snapshot, EDITION, NORTH, "lens:limitation", "nl").endswith(
        "Hoeveel dat er in Noord zijn, is niet bekend."
    )
    assert lens.about(town_snapshot, EDITION, NORTH, "lens:75plus", "en").endswith("is not known.")
    assert lens.about(town_snapshot, EDITION, NORTH, ALL, "nl") == ""


def test_people_behind_a_share(town_snapshot):
    assert lens.people(town_snapshot, EDITION, NORTH, "lens:65plus") == pytest.approx(250)
    assert lens.people(town_snapshot, EDITION, NORTH, "lens:75plus") is None
    assert lens.people(town_snapshot, EDITION, NORTH, "lens:limitation") is None
    assert lens.people(town_snapshot, EDITION, NORTH, ALL) is None, "the town's key figures do not tell children apart"


@pytest.mark.parametrize(("people", "said"), [(9462, "9.500"), (87, "90"), (12, "10"), (15432, "15.000")])
def test_numbers_of_people_are_as_rough_as_they_are_known(people, said):
    assert lens.about_number(people, "nl") == said


def test_the_joined_town_has_target_groups(town_snapshot):
    assert len(lens.for_whom(joined(town_snapshot).initiatives, "lens:75plus"))
