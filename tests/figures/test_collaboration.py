"""Collaboration in words: what holds first, chance only where it is demonstrable, and the card of one organisation."""

import dataclasses

import numpy as np
import pandas as pd
import pytest

from tests.figures.sample import HOSTILE, an_indicator, sample_rows
from tests.town import CODE
from wijkmonitor.figures import collaboration as figures
from wijkmonitor.figures import organisations
from wijkmonitor.figures.measures import Measure
from wijkmonitor.figures.organisations import network_of, wijk_names

NOORD = "WK004201"


@pytest.fixture(scope="module")
def network(town_snapshot):
    return network_of(town_snapshot, "2025")


@pytest.fixture(scope="module")
def areas(town_snapshot):
    return town_snapshot.areas_of(2025)


def with_p(snapshot, p, **chance):
    """The snapshot with another p value, and another band, of chance."""
    table = snapshot.statistics.copy()
    table.loc[table["statistic"] == "ei_p", "value"] = p
    for name, value in chance.items():
        table.loc[table["statistic"] == "ei_by_chance", name] = value
    return dataclasses.replace(snapshot, statistics=table)


def test_what_the_snapshot_lists(network):
    assert len(network.here) == 8
    assert (len(network.pairs), network.crossing) == (9, 6)
    assert network.pairs["mutual"].sum() == 5
    told = network.organisations.loc["o5", ["formal", "informal", "partners", "across"]]
    assert told.tolist() == [3, 1, 4, 3]
    assert network.organisations.loc["o8", "partners"] == 0
    places = network.organisations[["x", "y"]]
    assert places.notna().all(axis=None)
    assert not places.duplicated().any()


def test_one_wijk_holds_its_ties_and_whoever_works_there(town_snapshot):
    here = network_of(town_snapshot, "2025", "WK004202")
    assert sorted(here.here.index) == ["o1", "o4", "o7", "o8"]
    assert len(here.pairs) == 2
    assert here.organisations.loc["o1", "partners"] == 1


def test_the_answer_counts_and_says_nothing_of_chance_that_is_not_demonstrable(town_snapshot, network):
    said = figures.answer(town_snapshot, network, "2025", CODE, "Rekenstad", "nl")
    assert said.startswith("Van de 9 banden lopen er 6 tussen formeel en informeel (67%).")
    assert "niet aantoonbaar anders dan bij toeval" in said
    assert said.endswith("Dit is indicatief.")


@pytest.mark.parametrize(("mean", "words"), [(0.9, "aantoonbaar minder"), (-0.9, "aantoonbaar meer")])
def test_which_way_it_differs_from_chance(town_snapshot, network, mean, words):
    snapshot = with_p(town_snapshot, 0.01, value=mean, low=-0.5, high=0.5)
    said = figures.answer(snapshot, network, "2025", CODE, "Rekenstad", "nl")
    assert f"Dat is {words} dan bij toeval (dan ligt het meestal tussen 25% en 75%)" in said
    other = figures.answer(with_p(snapshot, 0.05), network, "2025", CODE, "Rekenstad", "en")
    assert "not demonstrably different" in other


def test_no_ties_are_told(town_snapshot):
    nothing = dataclasses.replace(town_snapshot, ties=town_snapshot.ties.iloc[:0])
    network = network_of.__wrapped__(nothing, "2025", "")
    assert "geen banden" in figures.answer(nothing, network, "2025", CODE, "Rekenstad", "nl")


def test_what_holds_is_the_other_side_of_what_fails(town_snapshot):
    said = figures.holds(town_snapshot, "2025", CODE, "nl")
    assert "77% heeft een gedeeld doel" in said
    assert "in 69% kent men elkaar beter dan oppervlakkig" in said
    assert "in 79% is men het niet vaak oneens" in said
    assert said.endswith("Dit is indicatief.")
    assert figures.holds(town_snapshot, "2025", NOORD, "nl") == "", "what was held back is part of no sentence"


def test_card_of_an_organisation(network, areas):
    html = figures.card(network, "o1", wijk_names(network, areas, "nl"), "nl")
    for words in (
        "Gemeente Rekenstad", "formeel (beroepskrachten) · hele gemeente · nummer 3", "3: 1 formeel, 2 informeel",
        "Bewonersgroep Noord en Wijkteam Noord", "Tuin Oost", "niemand", "3 van de 9 banden vallen weg (33%)",
    ):  # fmt: skip
        assert words in html
    lonely = figures.card(network, "o7", wijk_names(network, areas, "nl"), "nl")
    assert "zonder banden blijft dan: School Oost" in lonely
    assert "er valt geen band weg" in figures.card(network, "o8", wijk_names(network, areas, "nl"), "nl")


def test_names_on_a_card_are_text(network, areas):
    hostile = dataclasses.replace(network, organisations=network.organisations.assign(name=HOSTILE))
    assert "<img" not in figures.card(hostile, "o1", wijk_names(hostile, areas, "nl"), "nl", where=HOSTILE)


def test_who_joins_the_kinds(network):
    assert organisations.connectors(network) == ["o5", "o1", "o7", "o3"], "equals are named together"
    assert figures.connecting(network, "nl").endswith(
        "Bewonersgroep Noord (1), Gemeente Rekenstad (3), Tuin Oost (6) en Wijkteam Noord (8)."
    )
    assert organisations.connectors(network, most=1) == ["o5"]


def test_list_and_download(network, areas):
    table = organisations.listed(network, areas, "nl")
    assert table["number"].tolist() == list(range(1, 9))
    assert table["name"].is_monotonic_increasing
    assert set(table["wijk"]) == {"hele gemeente", *areas.loc[["WK004201", "WK004202"], "name"]}
    assert not table.isna().any(axis=None)
    assert set(organisations.to_download(network)["kind"]) == {"formal", "informal"}


def test_reasons_share_a_scale_and_silence_stands_apart():
    rows, indicator = sample_rows("register"), an_indicator()
    one = Measure(indicator, rows.iloc[0], None, rows)
    assert figures.reason_span([one]) == pytest.approx((0, 0.66))
    whole = pd.Series({"name": "De Stad", "value": np.nan})
    figure = figures.reason_chart(one, whole, (0, 0.66), "nl", "light", "")
    silent = [trace for trace in figure.data if trace.marker.symbol == "line-ew-open"]
    assert [len(trace.x) for trace in silent] == [2]
    assert max(silent[0].x) < 0.05
    assert figures.reason_span([]) == (0, 1)
