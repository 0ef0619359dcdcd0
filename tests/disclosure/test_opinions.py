"""What organisations think of each other: a small attacker who adds and subtracts whatever is published."""

import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wijkmonitor.disclosure import opinions
from wijkmonitor.estimate import K

WHOLE = "GM0001"
PARTS = [f"WK00010{number}" for number in range(1, 6)]


def of(**counts):
    """Opinions: part -> number of them, or (number, judges); ``none`` is no part."""
    rows = []
    for part, asked in counts.items():
        number, judges = asked if isinstance(asked, tuple) else (asked, 5)
        rows += [("" if part == "none" else part, f"{part}-{n % judges}") for n in range(number)]
    return pd.DataFrame(rows, columns=["part", "judge"])


def derivable(published, everything):
    """Sets of parts whose total follows from the published totals: those whose indicator lies in their span."""
    known = np.array([[float(part in cell) for part in everything] for cell in published])
    for size in range(1, len(everything) + 1):
        for some in itertools.combinations(everything, size):
            wanted = np.array([float(part in some) for part in everything])
            if len(known) and np.linalg.matrix_rank(np.vstack([known, wanted])) == np.linalg.matrix_rank(known):
                yield some


COUNT = st.one_of(st.just(0), st.integers(1, 12), st.integers(8, 40))


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(COUNT, st.integers(1, 6)), min_size=1, max_size=5), COUNT, st.integers(1, 6))
def test_nothing_about_too_few_can_be_derived(counts, elsewhere, judges):
    parts = PARTS[: len(counts)]
    table = of(**dict(zip(parts, counts, strict=True)), none=(elsewhere, judges))
    closed = opinions.withheld(table, parts, WHOLE)
    everything = [*parts, ""]
    published = [(part,) for part in parts if part not in closed]
    if WHOLE not in closed:
        published.append(tuple(everything))
    for some in derivable(published, everything):
        mine = table[table["part"].isin(some)]
        assert len(mine) == 0 or (len(mine) >= K and mine["judge"].nunique() >= opinions.LEAST_JUDGES), some


def test_the_attacker_finds_what_is_there_to_find():
    table = of(WK000101=30, WK000102=20, WK000103=4)
    published = [("WK000101",), ("WK000102",), ("WK000101", "WK000102", "WK000103")]
    found = list(derivable(published, ["WK000101", "WK000102", "WK000103"]))
    assert ("WK000103",) in found
    assert len(table[table["part"] == "WK000103"]) < K


def test_a_second_one_closes_when_one_would_follow():
    table = of(WK000101=30, WK000102=12, WK000103=4)
    closed = opinions.withheld(table, PARTS[:3], WHOLE)
    assert closed == {"WK000103": "too_few", "WK000102": "suppressed"}


def test_nothing_closes_without_need():
    assert opinions.withheld(of(WK000101=30, WK000102=12, WK000103=10), PARTS[:3], WHOLE) == {}
    small_ones = opinions.withheld(of(WK000101=30, WK000102=6, WK000103=6), PARTS[:3], WHOLE)
    assert small_ones == {"WK000102": "too_few", "WK000103": "too_few"}


@pytest.mark.parametrize(("asked", "says"), [((10, 3), True), ((9, 5), False), ((40, 2), False)])
def test_ten_opinions_of_three_organisations(asked, says):
    assert (WHOLE not in opinions.withheld(of(WK000101=asked), PARTS[:1], WHOLE)) is says


def test_shares_never_tell_of_everybody():
    assert opinions.coarse(pd.Series([0.0, 1.0, 0.333, np.nan])).tolist()[:3] == [0.05, 0.95, 0.33]
