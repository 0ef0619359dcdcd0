"""The capacity index from published estimates: worked out by hand, and what it does when parts are missing."""

import numpy as np
import pandas as pd
import pytest

from wijkmonitor.indicators import REGISTRY
from wijkmonitor.indicators.capacity import PILLARS

BUURTEN = [f"BU0001000{n}" for n in range(6)]
KEYS = [key for inputs in PILLARS for key in inputs]


def estimates(edition: str = "2025", shift: float = 0.0) -> pd.DataFrame:
    """Input number k has values k + 0..5 over six buurten, plus their wijk at k + 2.5, interval +-1."""
    rows = []
    for k, key in enumerate(KEYS):
        for area, level, value in [*zip(BUURTEN, ["buurt"] * 6, range(6), strict=True), ("WK000100", "wijk", 2.5)]:
            at = k + value + shift
            rows.append((key, area, level, edition, "all", at, at - 1.0, at + 1.0, "may_be_said", ""))
    names = ["indicator", "area", "level", "edition", "group", "value", "low", "high", "verdict", "instrument"]
    return pd.DataFrame(rows, columns=names)


def derived(key: str, table: pd.DataFrame) -> pd.DataFrame:
    rows = REGISTRY[key].derive(table[table["indicator"].isin(REGISTRY[key].inputs)])
    return rows.set_index(["edition", "area"])


def test_worked_by_hand():
    # Each input: mean 2.5 above k, sd of 0..5 = sqrt(3.5). Every pillar and the index are therefore 50 + 10 z.
    sd = np.sqrt(3.5)
    for key, parts in (("pillar_can", 2), ("pillar_together", 3), ("pillar_around", 2)):
        found = derived(key, estimates())
        assert found.loc[("2025", BUURTEN[5]), "value"] == pytest.approx(50 + 10 * 2.5 / sd)
        assert found.loc[("2025", "WK000100"), "value"] == pytest.approx(50)
        half = 10 * 1.0 / sd / np.sqrt(parts)  # independent errors of equal size
        assert found.loc[("2025", BUURTEN[0]), "high"] == pytest.approx(50 - 10 * 2.5 / sd + half)
        assert found["sure"].all()
    index = derived("capacity_index", estimates())
    assert index.loc[("2025", BUURTEN[5]), "value"] == pytest.approx(50 + 10 * 2.5 / sd)
    half = 10 / sd / 3 * np.sqrt(1 / 2 + 1 / 3 + 1 / 2)
    assert index.loc[("2025", BUURTEN[5]), "low"] == pytest.approx(50 + 10 * 2.5 / sd - half)


def test_the_base_edition_stays_fixed():
    both = pd.concat([estimates("2027", shift=1.0), estimates("2025")], ignore_index=True)
    index = derived("capacity_index", both)
    change = index.loc[("2027", BUURTEN[2]), "value"] - index.loc[("2025", BUURTEN[2]), "value"]
    assert change == pytest.approx(10 / np.sqrt(3.5))


def test_a_pillar_needs_half_its_inputs_and_the_index_every_pillar():
    table = estimates()

    def without(*keys: str) -> pd.DataFrame:
        gone = table["indicator"].isin(keys) & table["area"].eq(BUURTEN[3])
        return table.assign(value=table["value"].mask(gone), low=table["low"].mask(gone), high=table["high"].mask(gone))

    one_gone = derived("pillar_together", without("bridging"))
    assert np.isfinite(one_gone.loc[("2025", BUURTEN[3]), "value"])
    assert not one_gone.loc[("2025", BUURTEN[3]), "sure"], "part of the pillar is missing"
    assert one_gone.loc[("2025", BUURTEN[2]), "sure"]
    two_gone = without("bridging", "strong_ties")
    assert np.isnan(derived("pillar_together", two_gone).loc[("2025", BUURTEN[3]), "value"])
    assert np.isnan(derived("capacity_index", two_gone).loc[("2025", BUURTEN[3]), "value"])
    assert np.isfinite(derived("capacity_index", without("reach_800")).loc[("2025", BUURTEN[3]), "value"])


def test_with_care_spreads_to_the_index():
    table = estimates()
    table.loc[table["indicator"].eq("strong_ties") & table["area"].eq(BUURTEN[1]), "verdict"] = "with_care"
    index = derived("capacity_index", table)
    assert not index.loc[("2025", BUURTEN[1]), "sure"]
    assert index.loc[("2025", BUURTEN[2]), "sure"]


def test_inputs_without_interval_count_as_exact_and_alone_give_none():
    table = estimates()
    exact = table["indicator"].eq("reach_800")
    table.loc[exact, ["low", "high"]] = np.nan
    around = derived("pillar_around", table)
    half = 10 / np.sqrt(3.5) / 2
    value = around.loc[("2025", BUURTEN[4]), "value"]
    assert around.loc[("2025", BUURTEN[4]), "high"] - value == pytest.approx(half)
    alone = derived("pillar_around", table[exact])
    assert alone["value"].notna().all()
    assert alone["low"].isna().all()


def test_without_any_input_there_is_nothing_to_derive():
    nothing = estimates().iloc[:0]
    for key in ("pillar_can", "capacity_index"):
        rows = REGISTRY[key].derive(nothing)
        assert rows.empty


def test_order_of_rows_does_not_matter():
    table = estimates()
    pd.testing.assert_frame_equal(derived("capacity_index", table), derived("capacity_index", table.iloc[::-1]))
