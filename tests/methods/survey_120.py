"""120 respondents in two strata, 60 addresses and four buurten, made by rule, so that another program can be given the same."""

from __future__ import annotations

import numpy as np
import pandas as pd

from tests.indicators import strip_town

AREAS = strip_town.areas_of(wijken=2, buurten=2)
CODES = ("BU00010000", "BU00010001", "BU00010100", "BU00010101")


def respondents() -> pd.DataFrame:
    """Columns y, weight, stratum, cluster, sex, schooling, respondent_id, and a column per level."""
    number = np.arange(120)
    table = pd.DataFrame(
        {
            "respondent_id": [f"R{one:03d}" for one in number],
            "y": (number * 37 % 11) / 2.0 + (number % 3),
            "weight": 8.0 + (number * 7 % 13),
            "stratum": np.where(number < 60, "A", "B"),
            "cluster": [f"k{one // 2}" for one in number],
            "sex": np.where(number * 5 % 7 < 3, "m", "f"),
            "schooling": np.array(["low", "middle", "high"])[number * 11 % 17 % 3],
        }
    )
    place = (number // 60) * 2 + (number * 3 % 5 > 2)
    return strip_town.with_levels(table, pd.Series(np.array(CODES)[place], dtype="object"), AREAS)


def without(table: pd.DataFrame, *columns: str) -> pd.DataFrame:
    """The table without these columns of the design."""
    return table.drop(columns=list(columns))
