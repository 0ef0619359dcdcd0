"""What the page that compares areas says and draws: by hand where it can be, on the demo town where it cannot."""

import numpy as np
import pandas as pd
import pytest

from tests.figures.sample import HOSTILE, an_indicator
from wijkmonitor.analysis import pairs
from wijkmonitor.analysis.expected import Expectation
from wijkmonitor.colour import contrast
from wijkmonitor.figures import comparing, expecting, side_by_side
from wijkmonitor.figures.comparing import Comparison
from wijkmonitor.figures.theme import PALETTES
from wijkmonitor.indicator import Better, Instrument, Unit
from wijkmonitor.text import same

AREAS = ("Noord", "Oost", "Zuid", "West")


def rows(*values, margin=0.05, verdict="may_be_said", kind="observed", names=AREAS):
    value = np.array(values, dtype=float)
    told = np.where(np.isnan(value), "may_not_be_said", verdict)
    return pd.DataFrame(
        {
            "code": [f"BU{i}" for i in range(len(value))],
            "name": list(names[: len(value)]),
            "value": value,
            "low": value - margin,
            "high": value + margin,
            "n_band": "50-99",
            "n_eff": 60,
            "kind": kind,
            "instrument": "q1",
            "verdict": told,
            "reason": np.where(np.isnan(value), "too_few", ""),
        }
    )


def compare(table, focus="BU0", better=Better.HIGHER, unit=Unit.SHARE):
    indicator = an_indicator(unit=unit)
    object.__setattr__(indicator, "better", better)
    tests = pairs.compare_pairs(table.assign(indicator=indicator.key), focus)
    whole = rows(0.5, names=("Gemeente",)).iloc[0]
    return Comparison(indicator, table, whole, table, tests, focus)


def test_the_focus_is_told_against_the_others():
    one = compare(rows(0.7, 0.4, 0.9, 0.68))
    said = comparing.difference(one, "nl")
    assert said == (
        "Aantoonbaar hoger dan in Oost. Aantoonbaar lager dan in Zuid. Verder niet aantoonbaar verschillend."
    )
    assert not one.strong, "better than one but worse than another"
    assert compare(rows(0.7, 0.4, 0.68)).strong
    assert not compare(rows(0.7, 0.4, 0.68), better=Better.LOWER).strong
    assert not compare(rows(0.7, 0.4, 0.68), better=Better.NEITHER).strong
    assert not compare(rows(0.7, 0.4, 0.68), focus="").strong


def test_without_a_focus_the_highest_is_told_of_each_pair():
    said = comparing.difference(compare(rows(0.4, 0.7, 0.72), focus=""), "en")
    assert said == (
        "Demonstrably higher in Oost than in Noord. Demonstrably higher in Zuid than in Noord. "
        "Otherwise not demonstrably different."
    )


def test_never_equal():
    said = comparing.difference(compare(rows(0.5, 0.5)), "nl")
    assert said == "Niet aantoonbaar verschillend."
    assert comparing.difference(compare(rows(0.5)), "nl") == ""


@pytest.mark.parametrize(
    ("table", "words"),
    [
        (rows(0.5, np.nan), "te weinig cijfers"),
        (rows(0.5, 0.9, verdict="model_only", kind="modelled"), "modelschatting"),
        (rows(0.5, 0.9).assign(low=np.nan, high=np.nan), "zonder marge"),
        (rows(0.5, 0.9).assign(instrument=["q1", "q2"]), "zelfde manier"),
    ],
)
def test_why_nothing_is_said(table, words):
    one = compare(table)
    said = comparing.difference(one, "nl")
    assert words in said
    assert "hoger" not in said
    assert not one.tested
    assert not one.strong


def test_an_area_that_is_left_out_is_named():
    mixed = rows(0.7, 0.4, np.nan)
    assert comparing.difference(compare(mixed), "nl") == (
        "Aantoonbaar hoger dan in Oost. Niet vergeleken: Zuid (geen cijfer)."
    )


def test_the_answer_begins_with_strengths():
    strong, plain = compare(rows(0.7, 0.4, 0.68)), compare(rows(0.5, 0.5, 0.5))
    said = comparing.answer([plain, strong], AREAS[:3], "nl")
    assert said == "Sterk in Noord: sterke contacten. Daar doet Noord het aantoonbaar beter dan Oost of Zuid."
    assert "verschilt op geen van de 1" in comparing.answer([plain], AREAS[:3], "nl")
    weak = compare(rows(0.4, 0.7, 0.68))
    assert "op geen van de 1 onderwerpen aantoonbaar beter" in comparing.answer([weak], AREAS[:3], "nl")
    own = [compare(rows(0.7, 0.4), focus=""), compare(rows(0.5, 0.5), focus="")]
    assert comparing.answer(own, AREAS[:2], "nl").startswith("Op 1 van de 2 onderwerpen")
    assert "Kies andere gebieden" in comparing.answer([plain], AREAS[:1], "nl")
    care = compare(rows(0.7, 0.4, verdict="with_care"))
    assert comparing.answer([care], AREAS[:2], "nl").endswith("Dit is indicatief.")


def test_the_table_has_value_margin_and_verdict():
    table = comparing.table([compare(rows(0.7, np.nan))], "nl")
    assert table.columns.tolist() == ["Onderwerp", "Noord", "Oost", "Gemeente"]
    assert table.iloc[0].tolist()[1:3] == [
        "70% (65% – 75%), mag je zeggen",
        "te weinig antwoorden voor een betrouwbaar cijfer",
    ]


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_four_areas_are_told_apart(mode):
    looks = side_by_side.area_looks(4, mode)
    assert len({colour for colour, _ in looks}) == len({shape for _, shape in looks}) == 4
    assert all(contrast(colour, PALETTES[mode].surface) >= 3 for colour, _ in looks)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_lanes_hold_every_area_and_no_mark_up_of_names(mode):
    table = rows(0.7, 0.4, np.nan, names=(HOSTILE, "Oost", "Zuid"))
    html = side_by_side.listed([compare(table)], "nl", mode) + side_by_side.key([compare(table)], "nl", mode)
    assert "<img src=x" not in html
    assert "Oost" in html
    assert "te weinig antwoorden" in html
    assert "nan" not in html.lower()
    assert html.count('alt=""') == html.count("<img "), "drawings add nothing to the words beside them"
    assert side_by_side.listed([], "nl", mode) == ""


def test_a_model_estimate_has_its_own_mark():
    look = side_by_side.area_looks(1, "light")[0]
    row = rows(0.5, verdict="model_only", kind="modelled").iloc[0]
    at = side_by_side.placer(0, 1)
    assert "<circle" in side_by_side.mark(row, look, at, "light")
    assert "dasharray" in side_by_side.interval(row, look[0], at)
    firm = rows(0.5).iloc[0]
    assert "<circle" not in side_by_side.mark(firm, look, at, "light")
    assert "dasharray" not in side_by_side.interval(firm, look[0], at)


def judged(said, low=0.3, high=0.6, value=0.7, unit=Unit.SHARE):
    table = rows(value, 0.4)
    expectation = Expectation(value, (low + high) / 2, low, high, 0.001, 40, ("share_65_plus",))
    return expecting.Judged(an_indicator(unit=unit), table.iloc[0], table, expectation, said)


def test_expected_is_told_in_words():
    html = expecting.strips([judged(expecting.HIGHER), judged(expecting.NEITHER)], "nl", "light")
    assert "gemeten 70%, verwacht tussen 30% en 60%" in html
    assert "hoger dan je zou verwachten" in html
    assert "niet aantoonbaar anders dan verwacht" in html
    answer = expecting.answer([judged(expecting.HIGHER), judged(expecting.CHANCE_LOWER)], "Noord", "buurt", "nl")
    assert answer == "Noord wijkt op 1 van de 2 onderwerpen af van wat je zou verwachten."
    assert "ten minste 12 buurten" in expecting.answer([], "Noord", "buurt", "nl")


def test_an_expectation_stays_within_what_can_be():
    assert expecting.within_limits(judged("", low=-0.2, high=1.4)) == (0, 1)
    assert expecting.within_limits(judged("", low=-3.0, high=1.4, unit=Unit.PER_1000)) == (0, 1.4)


def test_the_small_town_has_too_few_areas_to_expect_anything(town_snapshot):
    topics = comparing.topics(town_snapshot, "2025", ())
    keys = [key for theme in topics.values() for key in theme]
    assert keys
    assert expecting.judged(town_snapshot, keys, "2025", "buurt", "BU00420101") == []


def test_what_is_compared_is_what_was_published(town_snapshot):
    codes = ["BU00420101", "BU00420202"]
    found = comparing.compared(
        town_snapshot, ["strong_ties", "share_65_plus"], "2025", "buurt", codes, "GM0042", codes[0]
    )
    assert [one.indicator.key for one in found] == ["strong_ties", "share_65_plus"]
    assert all(one.rows["code"].tolist() == codes for one in found)
    assert all(one.whole["code"] == "GM0042" for one in found)
    mine = comparing.estimates_of(town_snapshot, ["strong_ties"], [*codes, "GM0042"], "2025")
    assert set(mine["group"]) == {"all"}
    assert set(mine["area"]) <= {*codes, "GM0042"}
    published = town_snapshot.pick("strong_ties", "2025", "buurt").set_index("area")["value"].reindex(codes)
    np.testing.assert_array_equal(found[0].rows["value"], published)


def topic(key, instrument="", inputs=(), values=(0.5, 0.5), better=Better.HIGHER):
    one = compare(rows(*values), better=better)
    object.__setattr__(one.indicator, "key", key)
    object.__setattr__(one.indicator, "instrument", Instrument(instrument, same(instrument)))
    object.__setattr__(one.indicator, "inputs", inputs)
    return one


def test_a_theme_begins_with_what_is_strong_then_the_index_then_one_of_each_questionnaire():
    found = [
        topic("first", "q1"),
        topic("second", "q1"),
        topic("counted"),
        topic("other", "q2"),
        topic("index", inputs=("first",)),
        topic("strong", "q1", values=(0.9, 0.5)),
    ]
    for most, leading in ((1, ["strong"]), (2, ["strong", "index"]), (3, ["strong", "index", "first"])):
        first, rest = comparing.leading(found, most)
        assert [one.indicator.key for one in first] == leading
        assert {one.indicator.key for one in (*first, *rest)} == {one.indicator.key for one in found}
    first, rest = comparing.leading(found, 5)
    assert [one.indicator.key for one in first] == ["strong", "index", "first", "counted", "other"]
    assert [one.indicator.key for one in rest] == ["second"]
    assert comparing.leading(found, 9)[1] == []
