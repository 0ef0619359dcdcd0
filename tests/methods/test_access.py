"""Reach against brute force and against areas of circles."""

import dataclasses
import math

import numpy as np
import pandas as pd
import pytest
import shapely

from tests.indicators import strip_town
from wijkmonitor.edition import Dataset, Edition
from wijkmonitor.methods import access, reach

AREAS = strip_town.areas_of(wijken=1, buurten=3, residents=1000)
WEST, SOUTH = AREAS.loc["BU00010000"].geometry.bounds[:2]


def edition_with(places: pd.DataFrame, postcodes: pd.DataFrame | None = None, areas=AREAS) -> Edition:
    tables = {Dataset.MEETING_PLACES: places}
    if postcodes is not None:
        tables[Dataset.POSTCODES] = postcodes
    return Edition(name="2025", date=strip_town.DATE, vintage=2025, areas=areas, tables=tables)


def by_all(edition: Edition, walking_m: float) -> pd.DataFrame:
    """Reach of everybody."""
    rows = reach.reach(edition, walking_m)
    return rows[rows["group"] == "all"].reset_index(drop=True)


def place(x: float = math.nan, y: float = math.nan, buurt: str | None = None) -> pd.DataFrame:
    return pd.DataFrame({"place_id": ["p"], "x_rd": [x], "y_rd": [y], "buurt": pd.Series([buurt], dtype="object")})


MIDDLE = place(WEST + 300, SOUTH + 300, "BU00010000")
POSTCODES = pd.DataFrame(
    {
        "pc6": ["1000AA", "1000AB", "1000AC", "1000AD"],
        "buurt_code": pd.Series(["BU00010000", "BU00010000", "BU00010001", None], dtype="object"),
        "x_rd": [WEST + 300, WEST + 300 + 400 / 1.3, WEST + 700, WEST + 1500],
        "y_rd": [SOUTH + 300] * 4,
        "residents": [10.0, 20, 30, 40],
    }
)


def test_spread_residents_fill_the_part_of_the_buurt_within_the_circle():
    rows = by_all(edition_with(MIDDLE), 400).set_index("area")
    circle = shapely.Point(WEST + 300, SOUTH + 300).buffer(400 / 1.3, 64)
    for buurt in ("BU00010000", "BU00010001", "BU00010002"):
        shape = AREAS.loc[buurt].geometry
        assert rows.loc[buurt, "value"] == pytest.approx(shape.intersection(circle).area / shape.area, abs=0.04)
        assert rows.loc[buurt, "n"] == AREAS.loc[buurt, "population"]
    assert not rows["sure"].any(), "an even spread is an assumption"
    residents = AREAS.loc[["BU00010000", "BU00010001", "BU00010002"], "population"]
    parts = rows.loc[residents.index, "value"]
    assert rows.loc["GM0001", "value"] == pytest.approx((parts * residents).sum() / residents.sum())


def test_residents_per_postcode_are_exact():
    rows = by_all(edition_with(MIDDLE, POSTCODES), 400).set_index("area")
    assert rows.loc["BU00010000", "value"] == 1  # the second lies exactly at walking distance
    assert rows.loc["BU00010001", "value"] == 0
    assert rows.loc["BU00010002", "n"] == 40, "a postcode without buurt is located by its point"
    assert rows.loc["GM0001", "value"] == pytest.approx(30 / 100)
    assert rows["sure"].all()
    assert by_all(edition_with(MIDDLE, POSTCODES), 399).set_index("area").loc["GM0001", "value"] == 0.1


def test_buurten_without_postcodes_fall_back_to_an_even_spread():
    rows = by_all(edition_with(MIDDLE, POSTCODES.iloc[:2]), 800).set_index("area")
    assert rows.loc["BU00010000", "sure"]
    assert not rows.loc["BU00010001", "sure"]
    assert not rows.loc["GM0001", "sure"]
    assert rows.loc["GM0001", "n"] == pytest.approx(30 + 1010 + 1020)


def test_a_place_known_by_its_buurt_is_put_in_the_middle_and_said_so():
    by_code = by_all(edition_with(place(buurt="BU00010000"), POSTCODES), 400).set_index("area")
    assert by_code.loc["BU00010000", "value"] == 1
    assert not by_code.loc["BU00010000", "sure"]
    assert by_code.loc["BU00010002", "sure"], "it makes no difference there"


def test_no_located_place_at_all_is_not_zero():
    rows = by_all(edition_with(place()), 400)
    assert rows["value"].isna().all()
    assert rows["n"].isna().all()


def test_nobody_lives_here_is_told_from_not_known():
    areas = AREAS.copy()
    areas.loc["BU00010001", "population"] = 0.0
    areas.loc["BU00010002", "population"] = np.nan
    rows = by_all(edition_with(MIDDLE, areas=areas), 400).set_index("area")
    assert rows.loc["BU00010001", "n"] == 0
    assert math.isnan(rows.loc["BU00010002", "n"])
    assert rows.loc[["BU00010001", "BU00010002"], "value"].isna().all()


def test_against_brute_force():
    edition = strip_town.edition_of(strip_town.areas_of(wijken=2, buurten=3), respondents=5, places=7)
    homes = access.residents_points(edition)
    exact = access.listed_places(edition)[["x_rd", "y_rd"]].to_numpy()
    reached = [
        any(math.hypot(x - px, y - py) * 1.3 <= 400 for px, py in exact)
        for x, y in homes[["x_rd", "y_rd"]].itertuples(index=False)
    ]
    within = homes["residents"][reached].groupby(homes["area"]).sum()
    whole = homes["residents"].groupby(homes["area"]).sum()
    found = by_all(edition, 400).set_index("area")["value"]
    for buurt, total in whole.items():
        assert found[buurt] == pytest.approx(within.get(buurt, 0.0) / total)


def test_more_places_and_longer_walks_never_reach_fewer():
    edition = strip_town.edition_of(strip_town.areas_of(wijken=2, buurten=3), respondents=5, places=9)
    fewer = dataclasses.replace(
        edition, tables=edition.tables | {Dataset.MEETING_PLACES: edition.meeting_places.iloc[:4]}
    )
    near, far = by_all(edition, 400)["value"], by_all(edition, 800)["value"]
    assert (near <= far).all()
    assert (by_all(fewer, 400)["value"] <= near).all()


def test_the_grid_lies_inside_and_misses_no_shape():
    shapes = np.array(
        [
            shapely.box(0, 0, 100, 100),
            shapely.Polygon([(0, 0), (1000, 0), (1000, 10), (10, 10), (10, 1000), (0, 1000)]),
            shapely.Polygon([(0, 0), (1000, 999.9), (1000, 1000)]),  # a sliver
            shapely.MultiPolygon([shapely.box(0, 0, 10, 10), shapely.box(90, 90, 100, 100)]),
        ]
    )
    owner, x, y = access.grid_inside(shapes)
    number = np.bincount(owner, minlength=len(shapes))
    assert (number >= 1).all()
    assert 40 <= number[0] <= 70
    assert all(shapes[o].covers(shapely.Point(a, b)) for o, a, b in zip(owner, x, y, strict=True))
    again = access.grid_inside(shapes)
    assert all(np.array_equal(a, b) for a, b in zip((owner, x, y), again, strict=True))
