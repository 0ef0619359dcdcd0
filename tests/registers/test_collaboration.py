"""Organisations and ties as a snapshot publishes them: structure, and no opinion."""

import dataclasses

import pandas as pd
import pytest

from wijkmonitor.columns import TABLES
from wijkmonitor.edition import Dataset
from wijkmonitor.municipality import read_municipality
from wijkmonitor.registers import collaboration
from wijkmonitor.sources import read_edition


@pytest.fixture(scope="module")
def edition(town):
    municipality = read_municipality(town)
    return read_edition(municipality, municipality.editions[0]).edition


def columns(name):
    return [field.name for field in TABLES[name]]


def test_no_opinion_leaves_the_building(edition, town_snapshot):
    assert list(collaboration.ties([edition]).columns) == columns("ties") == list(town_snapshot.ties.columns)
    opinions = {"knows_well", "disagreement", "shared_goal"}
    assert not opinions & set(columns("ties")) | opinions & set(columns("organisations"))
    text = (town_snapshot.path / "ties.csv").read_text(encoding="utf-8")
    assert text.splitlines()[1] == "2025,o1,o3,WK004201,2024"


def test_the_last_year_of_a_named_tie(edition):
    ties = collaboration.ties([edition])
    assert len(ties) == 14
    assert set(ties["year"]) == {2024}


def test_an_organisation_stands_in_one_place_through_the_editions(edition):
    ties, listed = edition.get(Dataset.TIES), edition.get(Dataset.ORGANISATIONS)
    later = dataclasses.replace(
        edition,
        name="2026",
        tables=edition.tables | {Dataset.TIES: ties.iloc[5:], Dataset.ORGANISATIONS: listed.iloc[::-1].iloc[1:]},
    )
    table = collaboration.organisations([edition, later])
    assert table["edition"].value_counts().to_dict() == {"2025": 8, "2026": 7}
    assert len(table[["organisation_id", "x", "y"]].drop_duplicates()) == 8
    turned = dataclasses.replace(
        edition, tables=edition.tables | {Dataset.TIES: ties.iloc[::-1], Dataset.ORGANISATIONS: listed.iloc[::-1]}
    )
    pd.testing.assert_frame_equal(collaboration.organisations([turned]), collaboration.organisations([edition]))


def test_ties_without_organisations_are_not_published(edition):
    alone = {key: table for key, table in edition.tables.items() if key is not Dataset.ORGANISATIONS}
    lacking = dataclasses.replace(edition, tables=alone)
    assert collaboration.ties([lacking]).empty
    assert collaboration.organisations([lacking]).empty
    without_ties = {key: table for key, table in edition.tables.items() if key is not Dataset.TIES}
    assert len(collaboration.organisations([dataclasses.replace(edition, tables=without_ties)])) == 8
