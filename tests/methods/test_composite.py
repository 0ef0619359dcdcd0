"""Composite scores: the reference computation of a published index, and the base."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from wijkmonitor.methods import composite

REFERENCE = Path(__file__).resolve().parents[3] / "shared" / "peer-reference" / "composite_asem"


@pytest.mark.skipif(
    not REFERENCE.is_dir(), reason="the reference computation of the ASEM index is not beside the project"
)
def test_z_scores_and_arithmetic_means_agree_with_the_asem_reference():
    meta = pd.read_csv(REFERENCE / "asem_meta.csv")
    data = pd.read_csv(REFERENCE / "expected_treated.csv", index_col="uCode")
    expected = pd.read_csv(REFERENCE / "expected_alternatives.csv")
    expected = expected[expected["alternative"].str.contains("zscore") & expected["alternative"].str.contains("arith")]
    expected = expected.set_index("uCode").sort_index()
    assert len(expected) == 51

    none = pd.Series(np.nan, index=data.index)
    sure = pd.Series(True, index=data.index)
    scores = {}
    for row in meta[meta["Type"] == "Indicator"].itertuples():
        values = data[row.iCode].astype(float)
        z = composite.z_scores(values, values.mean(), values.std(ddof=1), int(row.Direction))
        scores[row.iCode] = composite.Scores(z, none, sure)
    for level in (2, 3, 4):
        for parent in meta[(meta["Level"] == level)]["iCode"]:
            parts = [scores[child] for child in meta[meta["Parent"] == parent]["iCode"]]
            scores[parent] = composite.mean_of(parts, at_least=len(parts))
    for name in ("Index", "Conn", "Sust"):
        # The reference rescales every z-score to mean 10 and standard deviation 2.
        found = (10 + 2 * scores[name].z).sort_index()
        np.testing.assert_allclose(found, expected[name].astype(float), atol=1e-7)
    ranks = scores["Index"].z.rank(ascending=False, method="min").sort_index().astype(int)
    assert ranks.tolist() == expected["rank"].astype(int).tolist()


def table(values: dict[tuple[str, str], list[float]]) -> pd.DataFrame:
    """(edition, level) -> values of the indicator ``x`` in that many areas."""
    rows = [
        ("x", f"{level}{place}", level, edition, "all", value, np.nan, np.nan, "may_be_said")
        for (edition, level), numbers in values.items()
        for place, value in enumerate(numbers)
    ]
    names = ["indicator", "area", "level", "edition", "group", "value", "low", "high", "verdict"]
    return pd.DataFrame(rows, columns=names)


def test_base_is_the_first_edition_and_the_finest_level_with_enough_areas():
    five, other = [1.0, 2, 3, 4, 5], [11.0, 12, 13, 14, 15]
    assert composite.base_of(table({("2027", "buurt"): other, ("2025", "buurt"): five}), "x")[0] == 3
    coarse = table({("2025", "wijk"): five, ("2025", "buurt"): [9.0, 9, 9]})
    assert composite.base_of(coarse, "x") == pytest.approx((3, np.sqrt(2.5)))
    later = table({("2025", "buurt"): [1.0, 2, np.nan], ("2027", "buurt"): other})
    assert composite.base_of(later, "x")[0] == 13
    assert np.isnan(composite.base_of(table({("2025", "buurt"): [1.0, 2]}), "x")[0])


def test_no_spread_gives_no_score():
    flat = composite.input_scores(table({("2025", "buurt"): [2.0] * 6}), "x")
    assert flat.z.isna().all()


def test_lower_is_better_turns_the_score_round():
    rows = table({("2025", "buurt"): [1.0, 2, 3, 4, 5]})
    up, down = composite.input_scores(rows, "x"), composite.input_scores(rows, "x", direction=-1)
    np.testing.assert_allclose(up.z, -down.z)
