"""How areas of two years lie in each other: by hand, against a plain overlay, on the demo and on Amsterdam."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from wijkmonitor import areas
from wijkmonitor.analysis import bridged
from wijkmonitor.edition import Dataset, Edition
from wijkmonitor.methods import border_changes
from wijkmonitor.municipality import read_municipality
from wijkmonitor.registers.overlaps import overlaps
from wijkmonitor.sources import read_edition

TOP, SIDE_M = "GM0042", 1000.0
ROOT = Path(__file__).resolve().parents[2]
Shapes = dict[str, shapely.Geometry]


def code(number: int, wijk: int = 1) -> str:
    return f"BU0042{wijk:02d}{number:02d}"


def edition(year: int, shapes: Shapes, people: dict[str, float] | None = None, **tables: pd.DataFrame) -> Edition:
    """An edition with these buurten (metres) and residents."""
    frame = gpd.GeoDataFrame(
        {"name": list(shapes), "vintage": year, "population": [(people or {}).get(one, np.nan) for one in shapes]},
        geometry=list(shapes.values()),
        index=pd.Index(list(shapes), name="code"),
        crs=areas.RD,
    )
    whole = areas.complete_hierarchy(frame, TOP, "Stad")
    known = {Dataset(name): table for name, table in tables.items()}
    return Edition(str(year), dt.date(year, 1, 1), year, whole, known)


def box(west: float, east: float, south: float = 0, north: float = 1) -> shapely.Geometry:
    return shapely.box(west * SIDE_M, south * SIDE_M, east * SIDE_M, north * SIDE_M)


def buurten(found: pd.DataFrame) -> pd.DataFrame:
    return found[found["level"] == "buurt"].set_index(["area_from", "area_to"])


def test_a_split_a_merge_and_what_stayed():
    old = edition(2020, {code(1): box(0, 1), code(2): box(1, 3), code(3): box(3, 4), code(4): box(4, 5)})
    new = edition(2024, {code(1): box(0, 1), code(5): box(1, 1.5), code(6): box(1.5, 3), code(7): box(3, 5)})
    found = buurten(border_changes.between(old, new))
    assert found["share_of_area"].to_dict() == {
        (code(1), code(1)): 1, (code(2), code(5)): 0.25, (code(2), code(6)): 0.75, (code(3), code(7)): 1, (code(4), code(7)): 1,
    }  # fmt: skip
    assert found["how"].tolist() == ["same", "shape", "shape", "shape", "shape"]
    assert found.loc[(code(3), code(7)), "share_of_target"] == 0.5
    larger = border_changes.between(old, new).set_index(["level", "area_to"])["how"]
    assert larger["wijk", "WK004201"] == larger["gemeente", TOP] == "same"


def test_slivers_are_no_change_and_a_renumbered_area_is_the_same_ground():
    old = edition(2020, {code(1): box(0, 1), code(2): box(1, 2)})
    new = edition(2024, {code(1): box(0, 1.005), code(9): box(1.005, 2)})
    found = buurten(border_changes.between(old, new))
    assert list(found.index) == [(code(1), code(1)), (code(2), code(9))]
    assert found[["share_of_area", "share_of_target"]].eq(1).all(axis=None)
    assert bridged.composition(found.reset_index()).to_dict() == {code(1): bridged.ALIKE, code(9): bridged.RENAMED}


def test_an_area_that_kept_its_code_but_not_its_ground_has_changed():
    old = edition(2020, {code(1): box(0, 1), code(2): box(1, 2)})
    new = edition(2024, {code(1): box(0, 1.4), code(2): box(1.4, 2)})
    found = border_changes.between(old, new)
    assert buurten(found).loc[(code(2), code(1)), "share_of_area"] == 0.4
    assert bridged.composition(found[found["level"] == "buurt"]).to_dict() == {code(1): "part", code(2): "part"}


def postcodes(*points: tuple[float, float]) -> pd.DataFrame:
    """Residents at points along a street: (x in km, residents)."""
    rows = [{"buurt_code": code(1), "x_rd": x * SIDE_M, "y_rd": 500.0, "residents": n} for x, n in points]
    return pd.DataFrame(rows)


def test_residents_are_counted_where_they_live():
    new = edition(2024, {code(2): box(0, 0.5), code(3): box(0.5, 1)})
    lived = edition(2020, {code(1): box(0, 1)}, {code(1): 100}, postcodes=postcodes((0.1, 60), (0.2, 20), (0.9, 20)))
    found = buurten(border_changes.between(lived, new))
    assert found["share_of_population"].tolist() == [0.8, 0.2]
    assert found["share_of_area"].tolist() == [0.5, 0.5]
    spread = edition(2020, {code(1): box(0, 1)}, {code(1): 100})
    assert buurten(border_changes.between(spread, new))["share_of_population"].tolist() == [0.5, 0.5]


def test_fewer_than_ten_residents_are_never_told():
    new = edition(2024, {code(2): box(0, 0.5), code(3): box(0.5, 1)})
    old = edition(2020, {code(1): box(0, 1)}, {code(1): 100}, postcodes=postcodes((0.1, 91), (0.9, 9)))
    assert buurten(border_changes.between(old, new))["share_of_population"].tolist() == [1, 0]
    old = edition(2020, {code(1): box(0, 1)}, {code(1): 100}, postcodes=postcodes((0.1, 90), (0.9, 10)))
    assert buurten(border_changes.between(old, new))["share_of_population"].tolist() == [0.9, 0.1]


def test_an_area_that_went_elsewhere_is_not_bridged():
    old = edition(2020, {code(1): box(0, 1), code(2): box(1, 2)})
    new = edition(2024, {code(1): box(0, 1.3), code(3): box(8, 9)})
    found = buurten(border_changes.between(old, new))
    assert found.index.get_level_values("area_from").tolist() == [code(1)]
    assert code(3) not in found.index.get_level_values("area_to")


def recoding(*rows: tuple[str, str, float | None]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["old_code", "new_code", "share"]).astype({"share": float})


def test_the_conversion_table_goes_before_the_map():
    old = edition(2020, {code(1): box(0, 1), code(2): box(1, 2), code(3): box(2, 3)})
    shapes = {code(11): box(0, 1.2), code(12): box(1.2, 2.2), code(13): box(2.2, 3)}
    table = recoding((code(1), code(11), None), (code(2), code(12), None), ("BU00429999", code(13), None))
    new = edition(2024, shapes, recoding=table)
    found = buurten(border_changes.between(old, new))
    assert found["how"].to_dict() == {
        (code(1), code(11)): "recode", (code(2), code(12)): "recode", (code(3), code(13)): "shape",
    }  # fmt: skip
    assert (found["share_of_area"] == 1).all()
    assert buurten(border_changes.between(new, old))["how"].value_counts().to_dict() == {"recode": 2, "shape": 1}


def test_the_conversion_table_may_divide_and_join():
    old = edition(2020, {code(1): box(0, 2), code(2): box(2, 3), code(3): box(3, 6)})
    shapes = {code(11): box(0, 1), code(12): box(1, 2), code(13): box(2, 6)}
    table = recoding(
        (code(1), code(11), 0.7), (code(1), code(12), 0.3), (code(2), code(13), None), (code(3), code(13), None)
    )
    found = buurten(border_changes.between(old, edition(2024, shapes, recoding=table)))
    assert found["share_of_population"].tolist() == [0.7, 0.3, 1, 1]
    assert found["share_of_target"].tolist() == [1, 1, 0.25, 0.75]


@st.composite
def strips(draw: st.DrawFn) -> list[float]:
    """Borders between the buurten of a row, in whole hundredths of its length."""
    inner = draw(st.lists(st.integers(3, 97), unique=True, min_size=1, max_size=6))
    return [0.0, *(one / 10 for one in sorted(inner)), 10.0]


@settings(max_examples=15, deadline=None)
@given(strips(), strips(), st.floats(-0.4, 0.4))
def test_as_a_plain_overlay_and_totals_to_nine_decimals(one, other, slant):
    def polygons(borders: list[float], first: int) -> Shapes:
        sides = list(pairwise(borders))
        lean = [0.0 if at in (0.0, 10.0) else slant * SIDE_M * 0.2 for at in borders]
        return {
            code(first + place): shapely.Polygon(
                [(w * SIDE_M, 0), (e * SIDE_M, 0), (e * SIDE_M + lean[place + 1], SIDE_M), (w * SIDE_M + lean[place], SIDE_M)]
            )
            for place, (w, e) in enumerate(sides)
        }  # fmt: skip

    old, new = edition(2020, polygons(one, 1)), edition(2024, polygons(other, 21))
    found = border_changes.between(old, new)
    for _, rows in found.groupby("level"):
        for share in ("share_of_area", "share_of_population"):
            assert rows.groupby("area_from")[share].sum().to_numpy() == pytest.approx(1, abs=1e-9)
    fine = found[found["level"] == "buurt"]
    people = pd.Series({one: 37.0 + 101 * place for place, one in enumerate(polygons(one, 1))})
    assert bridged.carried(people, fine, people, counted=True).sum() == pytest.approx(people.sum(), abs=1e-9)
    constant = bridged.carried(people * 0 + 0.3, fine, people, counted=False).dropna()
    assert constant.to_numpy() == pytest.approx(0.3, abs=1e-9)
    plain = gpd.overlay(
        areas.of_level(old.areas, areas.Level.BUURT)[["geometry"]].reset_index(),
        areas.of_level(new.areas, areas.Level.BUURT)[["geometry"]].reset_index(),
    )
    share = plain.area / plain["code_1"].map(old.areas.area)
    expected = pd.Series(
        share.to_numpy(),
        index=pd.MultiIndex.from_arrays([plain["code_1"], plain["code_2"]], names=["area_from", "area_to"]),
    )
    both = buurten(found)["share_of_area"].to_frame("found").join(expected.rename("plain"))
    assert both["plain"].notna().all()
    assert (both["found"] - both["plain"]).abs().max() < 0.02 * len(other), "only slivers and rounding apart"


def read(folder: Path) -> list[Edition]:
    municipality = read_municipality(folder)
    found = [read_edition(municipality, one).edition for one in municipality.editions]
    return [one for one in found if one is not None]


@pytest.fixture(scope="module")
def demo() -> list[Edition]:
    return read(ROOT / "data" / "voorbeeldstad")


@pytest.fixture(scope="module")
def lying(demo) -> pd.DataFrame:
    return overlaps(demo)


def test_the_demo_split_once_and_merged_once(demo, lying):
    changed = lying[lying["how"].ne("same") & (lying["vintage_to"] == 2025) & (lying["vintage_from"] == 2021)]
    assert changed[["area_from", "area_to"]].to_numpy().tolist() == [
        ["BU99990703", "BU99990705"], ["BU99990703", "BU99990706"], ["BU99990904", "BU99990906"], ["BU99990905", "BU99990906"],
    ]  # fmt: skip
    assert set(changed["level"]) == {"buurt"}
    left, right = demo[-1].population[["BU99990705", "BU99990706"]]
    assert changed.iloc[0]["share_of_population"] == pytest.approx(left / (left + right), abs=0.05)


@pytest.mark.parametrize("level", ["buurt", "wijk", "gemeente"])
def test_the_residents_of_the_demo_keep_their_total(demo, lying, level):
    for one in demo:
        for other in demo:
            if one is other:
                continue
            there = (lying["vintage_from"] == one.vintage) & (lying["vintage_to"] == other.vintage)
            links = lying[there & (lying["level"] == level)]
            of_level = areas.of_level(one.areas, areas.Level(level)).index
            carried = bridged.carried(one.population, links, one.population, counted=True)
            assert carried.sum() == pytest.approx(one.population[of_level].sum(), abs=1e-9)


@pytest.mark.usefixtures("real_data")
@pytest.mark.real_data
def test_amsterdam_through_its_own_table():
    old, new = read(ROOT / "tests" / "municipalities" / "amsterdam_2020")
    found = overlaps([old, new])
    there = found[(found["vintage_from"] == old.vintage) & (found["level"] == "buurt")]
    told = there["how"] == "recode"
    assert told.sum() == there.loc[told, "area_from"].nunique() == there.loc[told, "area_to"].nunique() == 439
    drawn = there[~told]
    assert drawn["area_from"].nunique() == 40
    nowhere = areas.of_level(new.areas, areas.Level.BUURT).index.difference(there["area_to"])
    assert len(nowhere) == 23
    assert sum(one.startswith("BU0363S") for one in nowhere) == 22, (
        "Weesp, which joined in 2022, and a buurt in the water"
    )
    residents = bridged.carried(old.population, there, old.population, counted=True)
    before = areas.of_level(old.areas, areas.Level.BUURT)["population"]
    assert residents.sum() == pytest.approx(before.sum(), abs=1e-9)
    assert residents["BU0363AE01"] == before["BU03630000"]


def test_the_same_code_is_the_same_ground_only_when_it_did_not_move():
    old = edition(2020, {code(1): box(0, 1), code(2): box(1, 2), code(3): box(2, 3)})
    new = edition(2024, {code(1): box(0, 1), code(2): box(1, 1.5), code(3): box(1.5, 3)})
    assert set(border_changes.same_ground(old, new)) == {code(1), "WK004201", TOP}
    assert set(border_changes.same_ground(old, old)) == {code(1), code(2), code(3), "WK004201", TOP}
