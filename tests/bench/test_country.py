"""The made-up country of the measurements is valid input, inside its buurten, and the same on every run."""

from __future__ import annotations

import numpy as np
import pandas as pd
import shapely

from bench import country
from wijkmonitor.sources import survey
from wijkmonitor.sources.columns import meaning_of

# One square buurt of 100 m, and a thin triangle that a random point in its bounds often misses.
GROUND = country.Ground(
    codes=np.array(["BU00140000", "BU05180101"], dtype=object),
    shapes=shapely.from_wkt(
        [
            "POLYGON ((1000 1000, 1100 1000, 1100 1100, 1000 1100, 1000 1000))",
            "POLYGON ((2000 2000, 3000 2000, 3000 2001, 2000 2000))",
        ]
    ),
    weight=np.array([3.0, 1.0]),
)


def test_every_answer_is_one_the_survey_allows() -> None:
    people = country.respondents(GROUND, 2000)
    for name, column in survey.SCHEMA.columns.items():
        meaning = meaning_of(column)
        if name not in people:
            assert not column.required, name
            continue
        given = people[name]
        answered = given[given.astype(str) != meaning.no_answer]
        if meaning.kind == "number":
            assert meaning.low is None or answered.ge(meaning.low).all(), name
            assert meaning.high is None or answered.le(meaning.high).all(), name
        if meaning.kind == "choice":
            assert set(answered) <= set(meaning.allowed), name
    assert people["respondent_id"].is_unique


def test_every_item_of_the_survey_is_answered_and_skipped_by_some() -> None:
    people = country.respondents(GROUND, 2000)
    items = country.item_ranges()
    assert {"tie_help", "recognised_last_week", "lonely_social_3", "municipality_clear"} <= set(items)
    assert set(items) <= set(people)
    for name in items:
        assert people[name].eq(99).mean() < 0.06, name
        assert people[name].eq(99).any(), name
        assert len(set(people.loc[people[name] != 99, name])) > 1, name


def test_the_stratum_is_the_gemeente_of_the_buurt() -> None:
    people = country.respondents(GROUND, 50)
    assert set(zip(people["buurt_code"], people["stratum"], strict=True)) == {
        ("BU00140000", "GM0014"),
        ("BU05180101", "GM0518"),
    }


def test_places_and_initiatives_lie_inside_a_buurt() -> None:
    for table in (country.places(GROUND, 300), country.initiatives(GROUND, 300)):
        points = shapely.points(table["x_rd"], table["y_rd"])
        assert shapely.intersects(shapely.union_all(GROUND.shapes), points).all()


def test_the_same_country_on_every_run() -> None:
    for make in (country.respondents, country.places, country.initiatives):
        pd.testing.assert_frame_equal(make(GROUND, 100), make(GROUND, 100))
