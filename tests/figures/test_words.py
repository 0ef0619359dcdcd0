"""Values, intervals and verdicts as sentences."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tests.figures.sample import an_indicator, mixed_rows, sample_rows
from wijkmonitor.figures import words
from wijkmonitor.figures.rows import COLUMNS, shown
from wijkmonitor.indicator import Instrument, Unit
from wijkmonitor.text import Text


@pytest.mark.parametrize(
    ("unit", "value", "decimals", "expected"),
    [
        (Unit.SHARE, 0.57, 0, "57% van de bewoners"),
        (Unit.PER_1000, 2.14, 1, "2,1 per 1.000 inwoners"),
        (Unit.SCALE_10, 6.3, 1, "6,3 (score van 0 tot 10)"),
        (Unit.COUNT, 1200, 0, "1.200"),
        (Unit.SHARE, np.nan, 0, "geen cijfer"),
    ],
)
def test_amounts(unit, value, decimals, expected):
    assert words.amount(value, an_indicator(unit, decimals=decimals), "nl") == expected


def test_interval_in_words():
    assert words.interval(0.4, 0.55, an_indicator(), "nl") == "waarschijnlijk tussen 40% en 55%"
    assert words.interval(np.nan, np.nan, an_indicator(), "nl") == ""


@pytest.mark.parametrize(
    ("shrinkage", "nl", "en"),
    [
        (0.32, "alleen als modelschatting: 32% uit antwoorden hier, de rest uit vergelijkbare buurten",
         "as a model estimate only: 32% from answers here, the rest from comparable buurten"),
        (0.001, "alleen als modelschatting: minder dan 1% uit antwoorden hier, de rest uit vergelijkbare buurten",
         "as a model estimate only: less than 1% from answers here, the rest from comparable buurten"),
        (0.0, "alleen als modelschatting: niemand of te weinig mensen hier gaven antwoord; dit komt geheel uit het model",
         "as a model estimate only: nobody or too few people here answered; this comes entirely from the model"),
        (np.nan, "alleen als modelschatting", "as a model estimate only"),
    ],
)  # fmt: skip
def test_a_model_estimate_says_how_much_of_it_was_answered_here(shrinkage, nl, en):
    assert words.verdict("model_only", "", "nl", shrinkage) == nl
    assert words.verdict("model_only", "", "en", shrinkage) == en


def test_only_model_estimates_have_a_part_from_own_answers():
    assert words.verdict("may_be_said", "", "nl", 0.9) == "mag je zeggen"
    assert words.own_answers(np.nan, "nl") == ""
    assert words.own_answers(0.997, "nl") == "meer dan 99%"
    assert words.own_answers(1.0, "en") == "100%"


def test_whether_a_value_is_modelled_is_a_matter_of_its_row():
    assert words.modelled(mixed_rows()).tolist() == [False, False, True, True, False]
    assert not words.modelled(sample_rows("modelled").iloc[3:]).any(), "no value, no model estimate"


def test_an_instrument_without_words_is_called_by_its_key():
    indicator = replace(an_indicator(), instrument=Instrument("q1", Text(nl="vragenlijst 1", en="questionnaire 1")))
    assert words.instrument("q1", indicator, "en") == "questionnaire 1"
    assert words.instrument("vm2018", indicator, "nl") == "vm2018"


@pytest.mark.parametrize(
    ("share", "nl", "en"),
    [
        (0.5, "modelschatting, 50% uit eigen antwoorden", "model estimate, 50% from own answers"),
        (0.002, "modelschatting, minder dan 1% uit eigen antwoorden", "model estimate, less than 1% from own answers"),
        (0.0, "modelschatting, zonder eigen antwoorden", "model estimate, without own answers"),
        (np.nan, "alleen als modelschatting", "as a model estimate only"),
    ],
)
def test_a_model_estimate_in_few_words(share, nl, en):
    assert words.short_verdict("model_only", "", "nl", share) == nl
    assert words.short_verdict("model_only", "", "en", share) == en
    for verdict, reason in (("may_be_said", ""), ("with_care", ""), ("may_not_be_said", "suppressed")):
        assert words.short_verdict(verdict, reason, "nl", share) == words.verdict(verdict, reason, "nl", share)


def test_every_area_of_the_level_has_a_row(town_snapshot):
    indicator = next(iter(town_snapshot.indicators))
    rows = shown(town_snapshot, indicator, "2025", "buurt")
    assert rows.columns.tolist() == list(COLUMNS)
    assert rows["code"].tolist() == ["BU00420202", "BU00420101", "BU00420201", "BU00420102"]  # Haven, Noord, Oost, Zuid
    assert (rows["value"].isna() == rows["reason"].ne("")).all()
    nothing = shown(town_snapshot, indicator, "2025", "buurt", "age:nobody")
    assert set(nothing["reason"]) == {"not_measured"}
    for name in ("n_band", "difference", "changed", "kind", "verdict"):
        assert rows[name].map(type).eq(str).all(), name
        assert nothing[name].map(type).eq(str).all(), name
    assert nothing[["shrinkage", "change", "change_low", "change_high"]].isna().all(axis=None)
    assert set(nothing["difference"]) | set(nothing["changed"]) == {""}
