"""How many of a group are among residents: by hand, against drawing, and silent where nothing may be said."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkmonitor.analysis import audience
from wijkmonitor.analysis.audience import Amount
from wijkmonitor.estimate import Difference, Reason, Verdict

PARENTS = {"BU1": "WK1", "BU2": "WK1", "BU3": "WK2", "WK1": "GM", "WK2": "GM", "GM": ""}
SMALLEST = pd.Index(["BU1", "BU2", "BU3"])


def figures(**rows):
    """Estimates: area -> (value, low, high, verdict)."""
    table = pd.DataFrame.from_dict(rows, orient="index", columns=["value", "low", "high", "verdict"])
    return table.rename_axis("area").reset_index().astype(dict.fromkeys(("value", "low", "high"), float))


SAID, CARE, NOT, MODEL = (one.value for one in (Verdict.SAID, Verdict.CARE, Verdict.NOT, Verdict.MODEL))


def test_by_hand():
    """200 x .2 + 100 x .5 = 90; margins 200 x .1 = 20 and 100 x .15 = 15 become 25 together."""
    share = audience.shares(
        figures(BU1=(0.2, 0.1, 0.3, SAID), BU2=(0.5, 0.35, 0.65, CARE), BU3=(0.9, 0.8, 1.0, SAID)), SMALLEST, PARENTS
    )
    found = audience.people(pd.Series({"BU1": 200.0, "BU2": 100.0, "BU3": 0.0}), share)
    assert (found.value, found.low, found.high) == pytest.approx((90, 65, 115))
    assert found.verdict is Verdict.CARE, "even when each share may be said: a group is not spread evenly"
    assert found.borrowed == 0


def test_a_share_of_a_larger_area_is_wrong_for_all_its_parts_at_once():
    nothing = (np.nan, np.nan, np.nan, NOT)
    share = audience.shares(
        figures(BU1=nothing, BU2=nothing, BU3=nothing, WK1=(0.4, 0.3, 0.5, SAID), GM=(0.5, 0.45, 0.55, SAID)),
        SMALLEST,
        PARENTS,
    )
    assert share["source"].to_dict() == {"BU1": "WK1", "BU2": "WK1", "BU3": "GM"}
    found = audience.people(pd.Series({"BU1": 100.0, "BU2": 100.0}), share)
    assert (found.value, found.low, found.high) == pytest.approx((80, 60, 100))
    assert found.borrowed == 1


def test_nothing_is_said_without_figures_or_with_a_wide_margin():
    none = audience.shares(figures(), SMALLEST, PARENTS)
    assert audience.people(pd.Series({"BU1": 100.0}), none).reason == Reason.NOT_MEASURED.value
    wide = audience.shares(figures(BU1=(0.3, 0.1, 0.45, CARE)), SMALLEST, PARENTS)
    found = audience.people(pd.Series({"BU1": 100.0}), wide)
    assert (found.verdict, found.reason) == (Verdict.NOT, Reason.TOO_FEW.value)
    assert not found.known
    assert np.isnan(found.value)


def test_a_register_has_no_margin_and_a_model_makes_all_a_model():
    share = audience.shares(figures(BU1=(0.2, np.nan, np.nan, SAID), BU2=(0.3, 0.25, 0.35, MODEL)), SMALLEST, PARENTS)
    counted = audience.people(pd.Series({"BU1": 100.0}), share)
    assert (counted.low, counted.value, counted.high) == pytest.approx((20, 20, 20))
    mixed = audience.people(pd.Series({"BU1": 100.0, "BU2": 100.0}), share)
    assert mixed.verdict is Verdict.MODEL


def test_nobody_concerned_is_nobody():
    none = audience.shares(figures(), SMALLEST, PARENTS)
    assert audience.people(pd.Series({"BU1": 0.0}), none).value == 0


def test_the_margin_is_that_of_drawing_the_shares():
    """Normal shares, drawn 20,000 times: the 95% range of the sum is the margin."""
    rng = np.random.default_rng(1)
    value, error = np.array([0.2, 0.4, 0.55]), np.array([0.03, 0.05, 0.04])
    residents = np.array([300.0, 150.0, 220.0])
    table = figures(
        **{
            code: (v, v - 1.959964 * e, v + 1.959964 * e, SAID)
            for code, v, e in zip(SMALLEST, value, error, strict=True)
        }
    )
    found = audience.people(pd.Series(residents, index=SMALLEST), audience.shares(table, SMALLEST, PARENTS))
    drawn = (rng.normal(value, error, size=(20_000, 3)) * residents).sum(axis=1)
    assert (found.low, found.high) == pytest.approx(tuple(np.quantile(drawn, [0.025, 0.975])), rel=0.02)


@given(
    st.lists(st.floats(0, 1), min_size=3, max_size=3),
    st.lists(st.floats(0, 0.1), min_size=6, max_size=6),
    st.lists(st.integers(0, 5000), min_size=3, max_size=3),
)
def test_the_value_lies_within_its_limits_and_the_limits_among_the_residents(shares, margins, residents):
    rows = {
        code: (share, max(share - below, 0), min(share + above, 1), SAID)
        for code, share, below, above in zip(SMALLEST, shares, margins[:3], margins[3:], strict=True)
    }
    who = pd.Series(residents, index=SMALLEST, dtype=float)
    found = audience.people(who, audience.shares(figures(**rows), SMALLEST, PARENTS))
    assert -1e-9 <= found.low <= found.value + 1e-6
    assert found.value - 1e-6 <= found.high <= who.sum() + 1e-6


def test_a_low_income_speaks_only_where_incomes_are_not_known():
    assert "lens:low_income" not in [one.group for one in audience.told(lambda _key: True)]
    only = audience.told(lambda key: key in ("low_income", "share_65_plus"))
    assert [one.group for one in only] == ["lens:65plus", "lens:low_income"]


THREE = audience.shares(
    figures(BU1=(0.2, 0.15, 0.26, SAID), BU2=(0.5, 0.44, 0.56, SAID), BU3=(0.3, 0.25, 0.36, SAID)), SMALLEST, PARENTS
)


def test_a_part_of_a_group_by_hand_and_by_drawing():
    """Of 100 x .2 + 200 x .5 + 300 x .3 = 210 people 60 x .2 + 150 x .5 = 87 gain."""
    everybody = pd.Series({"BU1": 100.0, "BU2": 200.0, "BU3": 300.0})
    found = audience.part(pd.Series({"BU1": 60.0, "BU2": 150.0}), everybody, THREE)
    assert found.value == pytest.approx(87 / 210)
    rng = np.random.default_rng(2)
    errors = (THREE["high"] - THREE["low"]) / 2 / 1.959964
    drawn = rng.normal(THREE["share"], errors, size=(20_000, 3))
    ratio = (drawn * [60, 150, 0]).sum(axis=1) / (drawn * [100, 200, 300]).sum(axis=1)
    assert (found.low, found.high) == pytest.approx(tuple(np.quantile(ratio, [0.025, 0.975])), abs=0.006)


def test_all_of_a_group_is_certain():
    everybody = pd.Series({"BU1": 100.0, "BU2": 200.0, "BU3": 300.0})
    found = audience.part(everybody, everybody, THREE)
    assert (found.low, found.value, found.high) == pytest.approx((1, 1, 1))


def test_the_same_people_cancel_in_a_difference():
    """200 more in BU2 is more whatever the shares are; swapping people between areas is not."""
    first = pd.Series({"BU1": 100.0, "BU3": 50.0})
    more = pd.Series({"BU1": 100.0, "BU2": 200.0, "BU3": 50.0})
    assert audience.difference(more, first, THREE) is Difference.HIGHER
    assert audience.difference(first, more, THREE) is Difference.LOWER
    swapped = pd.Series({"BU1": 250.0, "BU2": 0.0})
    assert audience.difference(swapped, pd.Series({"BU2": 100.0}), THREE) is Difference.NONE
    assert audience.difference(first, first, THREE) is Difference.UNTESTED
    modelled = THREE.assign(verdict=MODEL)
    assert audience.difference(more, first, modelled) is Difference.UNTESTED, "a model estimate is never compared"
    register = THREE.assign(low=THREE["share"], high=THREE["share"])
    assert audience.difference(more, first, register) is Difference.UNTESTED


def test_parts_are_tested_together():
    near, far = (Amount(value, value - 0.02, value + 0.02, Verdict.CARE) for value in (0.11, 0.2))
    unknown, certain = audience.nobody_knows(Reason.TOO_FEW), Amount(0.3, 0.3, 0.3, Verdict.CARE)
    found = audience.against([near, far, unknown, certain], 0.1)
    assert found == [Difference.NONE, Difference.HIGHER, Difference.UNTESTED, Difference.UNTESTED]
    assert audience.against([Amount(0.2, 0.18, 0.22, Verdict.MODEL)], 0.1) == [Difference.UNTESTED]
    border = Amount(0.121, 0.1005, 0.1415, Verdict.CARE)  # p just under .05
    assert audience.against([border], 0.1) == [Difference.HIGHER]
    assert audience.against([border, near, near], 0.1)[0] is Difference.NONE
