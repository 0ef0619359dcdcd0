"""A group beside everybody: the ratio, its interval, and what may be said of it."""

import math

import numpy as np
import pandas as pd
import pytest
from scipy import optimize

from wijkmonitor.analysis import pairs, representation


def row(group: str, value: float, low: float, high: float, **more: str) -> dict[str, object]:
    known = {"verdict": "may_be_said", "kind": "observed", "instrument": "one"}
    return {"group": group, "value": value, "low": low, "high": high} | known | more


def beside(*rows: dict[str, object]) -> pd.DataFrame:
    return representation.beside_everybody(pd.DataFrame(list(rows))).set_index("group")


def test_a_group_that_is_less_active():
    found = beside(row("all", 0.31, 0.29, 0.33), row("age:75+", 0.20, 0.16, 0.25), row("age:18-34", 0.32, 0.27, 0.37))
    assert found["said"].to_dict() == {"age:75+": "lower", "age:18-34": "not_demonstrable"}
    assert found.loc["age:75+", "ratio"] == pytest.approx(0.20 / 0.31)
    assert found.loc["age:75+", "ratio_high"] < 1 < found.loc["age:18-34", "ratio_high"]


def test_what_may_not_be_said_is_not_compared():
    model = {"verdict": "model_only", "kind": "modelled"}
    nothing = row("limitation:yes", math.nan, math.nan, math.nan, verdict="may_not_be_said")
    found = beside(row("all", 0.31, 0.29, 0.33), row("age:75+", 0.10, 0.08, 0.12, **model), nothing)
    assert found["said"].eq("").all()
    assert found[["ratio", "ratio_low", "ratio_high"]].isna().all(axis=None)
    assert beside(row("all", 0.31, 0.29, 0.33)).empty


def test_the_interval_is_where_the_difference_could_be_nothing():
    """The definition of MOVER-R: its ends are the R at which the MOVER interval of ``one - R other`` touches zero."""
    one, other = (0.20, 0.16, 0.25), (0.31, 0.29, 0.34)
    low, high = representation.ratio_interval(np.array(one), np.array(other))

    def lower(r: float) -> float:
        return one[0] - r * other[0] - math.hypot(one[0] - one[1], r * (other[2] - other[0]))

    def upper(r: float) -> float:
        return one[0] - r * other[0] + math.hypot(one[2] - one[0], r * (other[0] - other[1]))

    assert low == pytest.approx(optimize.brentq(lower, 0.01, 5))
    assert high == pytest.approx(optimize.brentq(upper, 0.01, 5))


def test_the_ratio_leaves_out_one_exactly_when_the_difference_leaves_out_zero():
    chance = np.random.default_rng(3)
    middle = chance.uniform(0.1, 0.9, (2, 500))
    low, high = middle - chance.uniform(0.01, 0.09, (2, 500)), middle + chance.uniform(0.01, 0.09, (2, 500))
    ratio_low, ratio_high = representation.ratio_interval(*(np.array([middle[i], low[i], high[i]]) for i in (0, 1)))
    ends = [pd.DataFrame({"low": low[i], "high": high[i]}) for i in (0, 1)]
    apart = pairs.mover(pd.Series(middle[0]), ends[0], pd.Series(middle[1]), ends[1])
    assert ((ratio_low > 1) == (apart["low"] > 0)).all()
    assert ((ratio_high < 1) == (apart["high"] < 0)).all()


def test_a_whole_that_may_be_nothing_has_no_upper_end():
    _, high = representation.ratio_interval(np.array([0.2, 0.1, 0.3]), np.array([0.05, 0.0, 0.1]))
    assert high == math.inf
