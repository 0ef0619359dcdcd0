"""Points where residents live: totals stay, and no point holds fewer than ten unless its area does."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.indicators import strip_town
from wijkmonitor.columns import TABLES
from wijkmonitor.edition import Dataset, Edition
from wijkmonitor.estimate import K
from wijkmonitor.methods import access
from wijkmonitor.registers import homes

AREAS = strip_town.areas_of(wijken=1, buurten=3, residents=1000)
WEST, SOUTH = AREAS.loc["BU00010000"].geometry.bounds[:2]


def edition_of(postcodes: pd.DataFrame | None = None, areas=AREAS) -> Edition:
    tables = {} if postcodes is None else {Dataset.POSTCODES: postcodes}
    return Edition(name="2025", date=strip_town.DATE, vintage=2025, areas=areas, tables=tables)


def postcodes_at(rows) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["x", "y", "residents"], dtype=float)
    return pd.DataFrame(
        {
            "pc6": [f"{1000 + n}AA" for n in range(len(table))],
            "buurt_code": pd.Series("BU00010000", index=table.index, dtype="object"),
            "x_rd": WEST + table["x"],
            "y_rd": SOUTH + table["y"],
            "residents": table["residents"],
        }
    )


def test_a_small_square_joins_the_nearest_of_its_area():
    corner = -WEST % 100  # where a square begins
    edition = edition_of(postcodes_at([(corner + 10, 10, 30), (corner + 150, 10, 4), (corner + 950, 10, 20)]))
    points = homes.points_of(edition)
    here = points[points["area"] == "BU00010000"]
    assert here["residents"].tolist() == [34, 20]
    assert here["x_rd"].iloc[0] == round(WEST + corner + (10 * 30 + 150 * 4) / 34)
    assert set(here["assumed"]) == {"no"}
    assert set(points.loc[points["area"] != "BU00010000", "assumed"]) == {"yes"}


def test_an_area_of_few_has_one_point_and_an_empty_one_none():
    areas = AREAS.copy()
    areas.loc["BU00010001", "population"] = 7.0
    areas.loc["BU00010002", "population"] = 0.0
    points = homes.points_of(edition_of(areas=areas)).groupby("area")["residents"]
    assert points.count().get("BU00010001") == 1
    assert points.sum()["BU00010001"] == 7
    assert "BU00010002" not in points.groups


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.floats(0, 990), st.floats(0, 990), st.floats(0.2, 60)),
        min_size=1,
        max_size=40,
    )
)
def test_totals_stay_and_nobody_stands_alone(rows):
    edition = edition_of(postcodes_at(rows))
    points = homes.points_of(edition)
    whole = access.residents_points(edition).groupby("area")["residents"].sum()
    found = points.groupby("area")["residents"].agg(["sum", "min", "size"])
    for area, total in whole.items():
        if round(total) == 0:
            continue
        assert found.loc[area, "sum"] == pytest.approx(total, abs=0.5 + 1e-6)
        assert found.loc[area, "min"] >= K or found.loc[area, "size"] == 1
    assert (points["x_rd"] == points["x_rd"].round()).all()


def test_a_country_gets_larger_squares(monkeypatch):
    monkeypatch.setattr(homes, "MOST_POINTS", 20)
    points = homes.points_of(edition_of())
    assert len(points) <= 20
    assert points["residents"].sum() == round(access.residents_points(edition_of())["residents"].sum())


def test_the_table_of_all_editions():
    table = homes.homes([edition_of()])
    assert list(table) == [field.name for field in TABLES["homes"]]
    assert np.issubdtype(table["residents"].dtype, np.number)
    assert homes.homes([]).empty
