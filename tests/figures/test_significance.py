"""Two facts, told as two: what may be said of a value, and what may be said of a difference. Read, never worked out."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from tests.figures.sample import an_indicator, mixed_rows, sample_rows
from wijkmonitor.figures import significance
from wijkmonitor.figures.significance import NotComparable
from wijkmonitor.indicator import Better, Unit
from wijkmonitor.text import LANGS

SHARE = an_indicator()


def a_row(place=0, **changes):
    return pd.Series({**mixed_rows().iloc[place].to_dict(), "edition": "2025", **changes})


def then(**changes):
    return pd.Series({**mixed_rows().iloc[1].to_dict(), "edition": "2023", **changes})


def test_a_difference_is_told_with_the_name_of_the_municipality():
    assert significance.against_whole("higher", "nl", "Voorbeeldstad") == "aantoonbaar hoger dan heel Voorbeeldstad"
    assert (
        significance.against_whole("lower", "en", "Voorbeeldstad")
        == "demonstrably lower than the whole of Voorbeeldstad"
    )
    assert significance.against_whole("not_demonstrable", "nl") == "niet aantoonbaar anders dan de hele gemeente"
    assert (
        significance.against_whole("not_demonstrable", "en")
        == "not demonstrably different from the municipality as a whole"
    )
    assert significance.against_whole("", "nl", "Voorbeeldstad") == ""


def test_a_tested_change_has_its_size_and_its_interval():
    assert significance.since(a_row(), then(), SHARE, "nl") == (
        "hoger dan in 2023: +6 procentpunt (waarschijnlijk tussen +1 en +11)"
    )
    assert significance.since(
        a_row(changed="lower", change=-0.06, change_low=-0.11, change_high=-0.01), then(), SHARE, "en"
    ) == ("lower than in 2023: −6 percentage points (probably between −11 and −1)")
    assert significance.since(a_row(changed="not_demonstrable"), then(), SHARE, "nl") == (
        "niet aantoonbaar anders dan in 2023"
    )


def test_a_change_is_never_told_of_a_model_estimate_or_an_untested_survey_figure():
    modelled = a_row(2, change=0.06, change_low=0.01, change_high=0.11, changed="higher")
    assert significance.since(modelled, then(), SHARE, "nl") == ""
    assert significance.since(a_row(changed=""), then(), SHARE, "nl") == ""
    assert significance.since(a_row(), then(kind="modelled", verdict="model_only"), SHARE, "nl") == ""
    assert significance.since(a_row(), then(verdict="may_not_be_said"), SHARE, "nl") == ""
    assert significance.since(a_row(4), then(), SHARE, "nl") == ""
    assert significance.since(a_row(), None, SHARE, "nl") == ""


@pytest.mark.parametrize("lang", LANGS)
def test_another_instrument_is_never_compared_whatever_the_row_says(lang):
    told = significance.since(a_row(), then(instrument="q0"), SHARE, lang)
    assert (
        told
        == {
            "nl": "niet te vergelijken met 2023: toen is iets anders gevraagd",
            "en": "cannot be compared with 2023: something else was asked then",
        }[lang]
    )
    assert significance.since(a_row(), then(instrument="q0", value=np.nan), SHARE, lang) == ""
    assert significance.since(a_row(2), then(instrument="q0"), SHARE, lang) == ""


def test_a_plain_count_tells_its_difference_without_a_claim():
    count = an_indicator(Unit.COUNT)
    now = a_row(kind="register", change=1300.0, change_low=np.nan, change_high=np.nan, changed="")
    assert significance.since(now, then(kind="register"), count, "nl") == "verschil met 2023: +1.300"


@pytest.mark.parametrize(
    ("unit", "decimals", "change", "nl"),
    [
        (Unit.SCALE_10, 1, (0.4, 0.14, 0.66), "+0,4 punt (waarschijnlijk tussen +0,1 en +0,7)"),
        (Unit.PER_1000, 1, (-1.2, -2.0, -0.4), "−1,2 per 1.000 inwoners (waarschijnlijk tussen −2,0 en −0,4)"),
        (Unit.SHARE, 0, (0.06, 0.003, 0.12), "+6,0 procentpunt (waarschijnlijk tussen +0,3 en +12,0)"),
        (Unit.SHARE, 0, (0.0, -0.05, 0.05), "0 procentpunt (waarschijnlijk tussen −5 en +5)"),
        (Unit.INDEX, 0, (3.0, np.nan, np.nan), "+3 punt"),
    ],
)
def test_an_amount_of_change_in_each_unit(unit, decimals, change, nl):
    """An end that is not zero is never written as zero: then a demonstrable change would look like none."""
    assert significance.change_amount(*change, an_indicator(unit, decimals=decimals), "nl") == nl


def test_in_a_table_every_row_tells_its_own_change():
    assert significance.since_short(mixed_rows(), SHARE, "nl") == [
        "hoger: +6 procentpunt (+1 tot +11)",
        "niet aantoonbaar anders: +1 procentpunt (−4 tot +6)",
        "",
        "",
        "",
    ]
    assert significance.since_short(mixed_rows(), SHARE, "en")[0] == "higher: +6 percentage points (+1 to +11)"


def test_favourable_is_read_from_the_column_and_never_rests_on_a_model():
    higher, lower = replace(SHARE, better=Better.HIGHER), replace(SHARE, better=Better.LOWER)
    assert significance.favourable(sample_rows(), higher).tolist() == [False, False, True, False, False]
    assert significance.favourable(sample_rows(), lower).tolist() == [True, False, False, False, False]
    assert not significance.favourable(sample_rows(), SHARE).any(), "a plain fact is never favourable"
    forged = mixed_rows().assign(difference="higher")
    assert significance.favourable(forged, higher).tolist() == [True, True, False, False, False]


def test_intervals_that_do_not_overlap_prove_nothing_by_themselves():
    apart = sample_rows().assign(difference="not_demonstrable")
    assert not significance.favourable(apart, replace(SHARE, better=Better.HIGHER)).any()


def test_two_instruments_stand_on_no_scale_together():
    two = sample_rows().assign(instrument=["q1", "q2", "q1", "q1", "q3"])
    with pytest.raises(NotComparable, match="q2"):
        significance.one_instrument(two)
    assert significance.one_instrument(sample_rows()) == "q1"
    assert significance.one_instrument(sample_rows().iloc[3:]) == "", "without a value nothing is on the scale"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [({}, True), ({"instrument": "q2"}, False), ({"kind": "modelled"}, False), ({"verdict": "model_only"}, False)],
)
def test_only_like_is_compared_with_like(changes, expected):
    assert significance.comparable(a_row(), then(**changes)) is expected
