import math

import numpy as np
import pandas as pd
import pytest

from tests.indicators import strip_town
from wijkmonitor import groups
from wijkmonitor.level import Level
from wijkmonitor.methods import domains

AREAS = strip_town.areas_of(wijken=2, buurten=2)


def test_age_bands_start_and_end_where_they_say():
    table = pd.DataFrame({"age": [17, 18, 34, 35, 64, 65, 74, 75, 101, math.nan]})
    assert domains.category_positions(table, groups.AGE).tolist() == [-1, 0, 0, 1, 1, 2, 2, 3, 3, -1]


@pytest.mark.parametrize("values", [["1", "3", None], [1, 3, None], [1.0, 3.0, math.nan]])
def test_categories_are_found_as_text_or_number(values: list[object]):
    table = pd.DataFrame({"income_third": values})
    assert domains.category_positions(table, groups.INCOME).tolist() == [0, 2, -1]


def test_an_unknown_category_counts_nowhere():
    table = pd.DataFrame({"education": ["low", "elsewhere"]})
    assert domains.category_positions(table, groups.EDUCATION).tolist() == [0, -1]
    assert domains.category_positions(table, groups.LIMITATION).tolist() == [-1, -1]


def test_counts_add_up_and_unlocated_rows_count_as_high_as_they_are_known():
    code = pd.Series(["BU00010000", "BU00010000", "BU00010101", "WK000101", None], dtype="object")
    table = strip_town.with_levels(pd.DataFrame({"row": range(5)}), code, AREAS)
    found = domains.counts(table, AREAS)
    assert found["BU00010000"] == 2
    assert found["BU00010001"] == 0
    assert found["WK000101"] == 2
    assert found["GM0001"] == 4


def test_the_top_area_needs_no_column():
    table = pd.DataFrame({"buurt": ["BU00010000", None]})
    assert domains.area_positions(table, AREAS, Level.GEMEENTE).tolist() == [0, -1]
    assert domains.area_positions(table, AREAS, Level.WIJK).tolist() == [-1, -1]


def test_mean_per_area():
    code = pd.Series(["BU00010000", "BU00010000", "BU00010101"], dtype="object")
    table = strip_town.with_levels(pd.DataFrame({"row": range(3)}), code, AREAS)
    mean, number = domains.means(pd.Series([1.0, 3.0, np.nan]), table, AREAS)
    assert mean["BU00010000"] == 2
    assert number["BU00010000"] == 2
    assert mean["GM0001"] == 2
    assert math.isnan(mean["BU00010101"])
    assert math.isnan(number["BU00010101"])


def test_every_group_has_words():
    for dimension in groups.DIMENSIONS.values():
        assert groups.DIMENSIONS[dimension.key] is dimension
        for group in dimension.groups:
            assert groups.split(group)[0] is dimension
            assert groups.group_text(group).nl
    assert groups.group_text("all").en == "Total"
    with pytest.raises(KeyError):
        groups.group_text("age:0-17")
    with pytest.raises(KeyError):
        groups.group_text("shoe_size:42")
