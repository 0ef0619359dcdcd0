import numpy as np
import pandas as pd
import pytest

from wijkmonitor.analysis import pairs


def figure(code, value, low, high, indicator="a", verdict="may_be_said", kind="observed", instrument="q1"):
    names = ("indicator", "code", "value", "low", "high", "verdict", "kind", "instrument")
    return dict(zip(names, (indicator, code, value, low, high, verdict, kind, instrument), strict=True))


def compare(*rows, focus=""):
    return pairs.compare_pairs(pd.DataFrame(rows), focus).set_index(["first", "second"])


def wilson(count, n, z=1.959964):
    share = count / n
    half = z * np.sqrt(share * (1 - share) / n + z**2 / (4 * n**2))
    return (share + z**2 / (2 * n) - half) / (1 + z**2 / n), (share + z**2 / (2 * n) + half) / (1 + z**2 / n)


def test_newcombe_as_published():
    """Newcombe 1998 (Statistics in Medicine 17:873), method 10, example (a): 56/70 - 48/80 is 0.0524 to 0.3339."""
    found = compare(figure("A", 56 / 70, *wilson(56, 70)), figure("B", 48 / 80, *wilson(48, 80))).loc[("A", "B")]
    assert found["difference"] == pytest.approx(0.2)
    assert (found["low"], found["high"]) == pytest.approx((0.0524, 0.3339), abs=5e-5)
    assert found["said"] == "higher"


def test_the_p_value_and_the_interval_agree():
    rng = np.random.default_rng(1)
    value = rng.uniform(0.2, 0.8, (200, 2))
    margins = rng.uniform(0.02, 0.2, (200, 2, 2))
    ends = [pd.DataFrame({"l": value[:, i] - margins[:, i, 0], "h": value[:, i] + margins[:, i, 1]}) for i in (0, 1)]
    found = pairs.mover(pd.Series(value[:, 0]), ends[0], pd.Series(value[:, 1]), ends[1])
    outside = (found["low"] > 0) | (found["high"] < 0)
    assert (outside == (found["p"] < 0.05)).all()
    assert 20 < outside.sum() < 180


def test_what_may_not_be_compared_is_not():
    one = figure("A", 0.9, 0.85, 0.95)
    reasons = {
        pairs.NO_FIGURE: figure("B", np.nan, np.nan, np.nan, verdict="may_not_be_said"),
        pairs.MODELLED: figure("B", 0.2, 0.1, 0.3, verdict="model_only", kind="modelled"),
        pairs.OTHER_INSTRUMENT: figure("B", 0.2, 0.1, 0.3, instrument="q2"),
        pairs.NO_MARGIN: figure("B", 0.2, np.nan, np.nan),
    }
    for why, other in reasons.items():
        found = compare(one, other).loc[("A", "B")]
        assert (found["why"], found["said"]) == (why, "")
        assert np.isnan(found["difference"])
    assert compare(one, figure("B", 0.2, 0.1, 0.3, kind="register")).loc[("A", "B"), "why"] == pairs.OTHER_INSTRUMENT
    care = compare(one, figure("B", 0.2, 0.1, 0.3, verdict="with_care")).loc[("A", "B")]
    assert care["said"] == "higher"


def test_every_pair_once_or_only_those_with_the_focus():
    rows = [figure(code, 0.5, 0.4, 0.6) for code in "ABCD"]
    assert list(compare(*rows).index) == [("A", "B"), ("A", "C"), ("A", "D"), ("B", "C"), ("B", "D"), ("C", "D")]
    assert list(compare(*rows, focus="C").index) == [("C", "A"), ("C", "B"), ("C", "D")]
    assert compare(rows[0]).empty
    assert (compare(*rows)["said"] == "not_demonstrable").all()


def test_many_comparisons_ask_for_a_clearer_difference():
    close = [figure("A", 0.6, 0.5, 0.7), figure("B", 0.45, 0.35, 0.55)]
    assert compare(*close).loc[("A", "B"), "said"] == "higher"
    dull = [figure(code, 0.5, 0.4, 0.6, indicator=f"t{i}") for i in range(20) for code in "AB"]
    table = pairs.compare_pairs(pd.DataFrame([*close, *dull]))
    first = table[table["indicator"] == "a"].iloc[0]
    assert first["low"] > 0
    assert first["said"] == "not_demonstrable"


def test_areas_without_real_differences_seldom_differ():
    rng = np.random.default_rng(8)
    false = 0
    for _ in range(300):
        value = 0.5 + rng.normal(0, 0.05, (6, 4))
        rows = [figure(f"A{j}", v, v - 0.098, v + 0.098, indicator=f"t{i}") for (i, j), v in np.ndenumerate(value)]
        false += pairs.compare_pairs(pd.DataFrame(rows), "A0")["said"].isin(["higher", "lower"]).any()
    assert false / 300 <= 0.08
