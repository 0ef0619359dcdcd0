from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wijkmonitor.sources import numerals


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("416.0", 416.0),
        ("1,8", 1.8),
        ("1.234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("1.234.567", 1234567.0),
        ("1 234", 1234.0),
        ("-5", -5.0),
        ("12%", 12.0),
        (",5", 0.5),
        ("1e3", 1000.0),
    ],
)
def test_a_number_as_people_write_it(cell: str, value: float) -> None:
    assert numerals.parse(pd.Series([cell])).tolist() == [value]


@pytest.mark.parametrize("cell", ["abc", "1.2.3", "1,2,3", "12.34,5.6", "--1", "inf", "nan", "1/2"])
def test_what_is_no_number_is_missing(cell: str) -> None:
    assert math.isnan(numerals.parse(pd.Series([cell])).iloc[0])


@pytest.mark.parametrize(
    ("cells", "values"),
    [(["1.234", "0,5"], [1234.0, 0.5]), (["1,234", "0.5"], [1234.0, 0.5]), (["1.234", "2.5"], [1.234, 2.5])],
)
def test_the_column_settles_what_a_sign_means(cells: list[str], values: list[float]) -> None:
    assert numerals.parse(pd.Series(cells)).tolist() == values


def test_a_stated_decimal_sign_wins() -> None:
    assert numerals.parse(pd.Series(["1.234", "416.0"]), ",").tolist() == [1234.0, 416.0]
    assert numerals.parse(pd.Series(["1,234"]), ".").tolist() == [1234.0]


def test_thousands_marks_in_a_coordinate_are_damage() -> None:
    assert numerals.parse(pd.Series(["52.468.987"]), grouped=False).isna().all()
    assert numerals.is_mangled("52.468.987")
    assert not numerals.is_mangled("52.468987")


@settings(deadline=None)
@given(st.integers(min_value=-(10**9), max_value=10**9), st.integers(min_value=0, max_value=99))
def test_dutch_notation_round_trips(whole: int, cents: int) -> None:
    written = f"{whole:,}".replace(",", ".") + f",{cents:02d}"
    value = numerals.parse(pd.Series([written]), ",").iloc[0]
    assert value == pytest.approx(float(f"{whole}.{cents:02d}"))
