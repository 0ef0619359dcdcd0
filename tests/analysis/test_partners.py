"""From named ties to pairs of partners."""

import pandas as pd

from wijkmonitor.analysis import partners

TIES = pd.DataFrame(
    [
        ("b", "a", "W1", 2024.0),
        ("a", "b", "W1", 2022.0),
        ("a", "b", "W1", 2024.0),
        ("a", "c", "W1", None),
        ("a", "c", "W2", 2024.0),
        ("d", "c", "", 2024.0),
    ],
    columns=["from", "to", "wijk", "year"],
)
KINDS = pd.Series({"a": "formal", "b": "informal", "c": "informal", "d": "formal", "e": "formal"})


def test_of_a_named_tie_in_a_wijk_the_last_year_counts():
    found = partners.latest(TIES)
    assert len(found) == 5
    assert found.loc[found["to"].eq("b"), "year"].tolist() == [2024]


def test_a_pair_counts_once_wherever_and_however_often_it_is_named():
    pairs = partners.pairs(TIES)
    assert pairs.to_numpy().tolist() == [["a", "b", True], ["a", "c", False], ["c", "d", False]]
    turned = partners.pairs(TIES.iloc[::-1].rename(columns={"from": "to", "to": "from"}))
    pd.testing.assert_frame_equal(pairs, turned)


def test_crossing_of_pairs_and_of_named_ties():
    assert partners.crossing(partners.pairs(TIES), KINDS).tolist() == [True, True, True]
    assert partners.crossing(partners.pairs(TIES), KINDS.replace("informal", "formal")).sum() == 0
    assert partners.crossing(TIES, KINDS).all()


def test_partner_counts_of_everybody():
    found = partners.partner_counts(partners.pairs(TIES), KINDS)
    assert found["partners"].to_dict() == {"a": 2, "b": 1, "c": 2, "d": 1, "e": 0}
    assert found.loc["a", ["formal", "informal"]].tolist() == [0, 2]
    assert partners.partner_counts(partners.pairs(TIES.iloc[:0]), KINDS)["partners"].sum() == 0


def test_who_works_in_a_wijk():
    listed = pd.DataFrame({"organisation_id": list("abcde"), "wijk": ["", "W1", "W2", "", "W2"]})
    assert partners.present(listed, TIES, "W2")["organisation_id"].tolist() == ["a", "c", "e"]
    assert len(partners.present(listed, TIES, "")) == 5
