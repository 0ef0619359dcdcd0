"""Codes, hierarchy and points."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sources.village import CODES, SIDE_M, middle, square
from wijkmonitor import areas
from wijkmonitor.areas import Level


def _areas(population: list[float | None]) -> gpd.GeoDataFrame:
    frame = gpd.GeoDataFrame(
        {"name": list(CODES), "vintage": 2025, "population": pd.Series(population, dtype=float).to_numpy()},
        geometry=[shapely.Polygon(square(code)) for code in CODES],
        index=pd.Index(CODES, name="code"),
        crs=areas.RD,
    )
    return areas.complete_hierarchy(frame, "GM0599", "Dorp")


@pytest.mark.parametrize(
    ("code", "level"),
    [
        ("NL", Level.LAND),
        ("GM0518", Level.GEMEENTE),
        ("WK051801", Level.WIJK),
        ("WK0363NA", Level.WIJK),
        ("BU05180101", Level.BUURT),
        ("BU0363AA01", Level.BUURT),
        ("518", None),
        ("BU518010", None),
        ("", None),
    ],
)
def test_level_of_a_code(code: str, level: Level | None) -> None:
    assert areas.level_of(code) is level


_digits = st.from_regex(r"\A\d{4}[0-9A-Z]{2}\d{2}\Z")


@settings(deadline=None)
@given(_digits, st.sampled_from(["whole", "lower", "padded", "no prefix", "no zeros"]))
def test_a_damaged_code_leads_back_to_the_one_it_was(digits: str, damage: str) -> None:
    code = "BU" + digits
    damaged = {
        "whole": code,
        "lower": code.lower(),
        "padded": f"  {code}   ",
        "no prefix": digits,
        "no zeros": digits.lstrip("0") or "0",
    }[damage]
    assert areas.likely_code(damaged, {code}) == code


def test_what_resembles_no_code_is_not_guessed() -> None:
    assert areas.likely_code("Binnenstad", set(CODES)) is None
    assert areas.likely_code("", set(CODES)) is None
    assert areas.likely_code("GM", set(CODES)) is None


def test_larger_areas_are_dissolved_and_unknown_stays_missing() -> None:
    frame = _areas([100, None, None, None])
    assert list(frame.index) == ["GM0599", "WK059901", "WK059902", *CODES]
    assert frame.loc["WK059901", "population"] == 100
    assert pd.isna(frame.loc["WK059902", "population"])
    assert frame.loc["GM0599"].geometry.area == pytest.approx(4 * SIDE_M**2)
    assert frame["parent"].tolist() == ["", "GM0599", "GM0599", "WK059901", "WK059901", "WK059902", "WK059902"]


def test_a_point_on_a_shared_border_goes_to_the_first_code() -> None:
    frame = _areas([1, 1, 1, 1])
    x, y = middle(CODES[0])
    xs, ys = pd.Series([x, x, x - SIDE_M]), pd.Series([y, y + SIDE_M / 2, y])
    assert areas.locate(xs, ys, frame).tolist() == [CODES[0], CODES[0], None]


def test_counts_add_up_to_every_level() -> None:
    frame = _areas([1, 1, 1, 1])
    rolled = areas.roll_up(pd.Series({CODES[0]: 2, CODES[3]: 5}), frame)
    assert rolled["GM0599"] == 7
    assert rolled["WK059901"] == 2
    assert rolled[CODES[1]] == 0
