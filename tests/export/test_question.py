"""An address and the figures it asks for are each other's mirror."""

from urllib.parse import parse_qsl, urlsplit

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wijkmonitor.export import BadQuestion, NothingThere, Question, question_for
from wijkmonitor.export.question import RESTRICTING, rows_of


def read_address(address):
    """The question that the parts of an address ask, as a server reads them."""
    parts = urlsplit(address)
    name = parts.path.rpartition("/")[2].removesuffix(".csv")
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    asked = pairs if name == "figures" else [*pairs, ("indicator", name)]
    return Question.read(asked, (*RESTRICTING, "lang", "form"))


def test_an_address_is_short_and_says_what_it_holds(town_snapshot):
    rows = town_snapshot.pick("strong_ties", "2025", "wijk")
    question = question_for(town_snapshot, rows, "nl")
    assert question.address("abc") == "data/abc/strong_ties.csv?edition=2025&level=wijk&group=all"
    whole = town_snapshot.estimates
    assert question_for(town_snapshot, whole, "en").address("abc") == "data/abc/figures.csv?lang=en"


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_the_address_of_a_view_asks_for_exactly_its_rows(town_snapshot, data):
    table = town_snapshot.estimates
    for column in RESTRICTING:
        if data.draw(st.booleans()):
            present = sorted(table[column].unique())
            table = table[table[column].isin(data.draw(st.lists(st.sampled_from(present), min_size=1, max_size=3)))]
    question = question_for(town_snapshot, table, "nl")
    asked = read_address(question.address(town_snapshot.id))
    pd.testing.assert_frame_equal(rows_of(town_snapshot, asked), table)


def test_rows_that_no_address_can_ask_for_get_none(town_snapshot):
    table = town_snapshot.estimates
    ties, residents = (
        town_snapshot.pick("strong_ties", "2025", "buurt"),
        town_snapshot.pick("residents", "2025", "wijk"),
    )
    assert question_for(town_snapshot, pd.concat([ties, residents]), "nl") is None
    assert question_for(town_snapshot, table.iloc[:0], "nl") is None


def test_a_group_with_a_plus_survives_an_address():
    question = Question(indicator=("strong_ties",), group=("age:75+",), area=("BU0363AA01",), form="excel")
    assert question.address("abc").endswith("?group=age%3A75%2B&area=BU0363AA01&form=excel")
    assert read_address(question.address("abc")) == question


def test_what_is_not_there_names_what_is(town_snapshot):
    with pytest.raises(NothingThere) as told:
        rows_of(town_snapshot, Question(indicator=("strong_ties",), level=("wijk", "straat")))
    assert (told.value.what, told.value.asked) == ("level", ["straat"])
    assert told.value.known == ["buurt", "gemeente", "wijk"]


def test_a_combination_without_figures_is_told_too(town_snapshot):
    """No answer is empty: whoever fetches must not take nothing for no change."""
    with pytest.raises(NothingThere, match="area"):
        rows_of(town_snapshot, Question(level=("buurt",), area=("WK004201",)))


@pytest.mark.parametrize(
    "pairs", [[("levle", "x")], [("lang", "de")], [("lang", "nl"), ("lang", "en")], [("form", "")]]
)
def test_what_cannot_be_understood_is_not_guessed(pairs):
    with pytest.raises(BadQuestion):
        Question.read(pairs, (*RESTRICTING, "lang", "form"))
