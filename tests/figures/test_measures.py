import dataclasses

import numpy as np
import pandas as pd
import pytest

from tests.figures.sample import HOSTILE, an_indicator, mixed_rows, sample_rows
from wijkmonitor.figures import capacity, layers, measures, sentences, strips
from wijkmonitor.figures.measures import Measure
from wijkmonitor.figures.significance import NotComparable
from wijkmonitor.indicator import LAYERS, Better, Kind, Theme, Unit
from wijkmonitor.text import same

HIGHER = dataclasses.replace(an_indicator(), better=Better.HIGHER)
LOWER = dataclasses.replace(an_indicator(), better=Better.LOWER)


def whole(value=0.4, low=0.38, high=0.42, verdict="may_be_said"):
    values = {"code": "GM0042", "name": "De Stad", "value": value, "low": low, "high": high, "n_band": "100+"}
    how = {"n_eff": 900, "shrinkage": np.nan, "kind": "observed", "instrument": "q1", "verdict": verdict, "reason": ""}
    compared = {"difference": "", "change": np.nan, "change_low": np.nan, "change_high": np.nan, "changed": ""}
    return pd.Series({**values, **how, **compared})


def measure(place, indicator=HIGHER, **of_whole):
    rows = sample_rows()
    return Measure(indicator, rows.iloc[place], whole(**of_whole), rows)


def test_strong_needs_a_demonstrable_difference_in_the_right_direction():
    assert [measure(place).strong for place in range(5)] == [False, False, True, False, False]
    assert [measure(place, LOWER).strong for place in range(5)] == [True, False, False, False, False]
    assert not measure(2, an_indicator()).strong, "a plain fact is never strong"


def test_strengths_never_rest_on_model_estimates():
    rows = mixed_rows().assign(difference="higher")
    found = [Measure(HIGHER, row, whole(), rows) for _, row in rows.iterrows()]
    assert [one.strong for one in found] == [True, True, False, False, False]
    assert found[0].strong_areas()["name"].tolist() == ["Ahof", "Bos"]
    assert measures.beside(Measure(HIGHER, whole(), None, rows), "nl") == "Sterk in Ahof en Bos"


def test_below_the_floor_and_significant_are_two_facts():
    rows = mixed_rows()
    html = strips.listed([Measure(HIGHER, rows.iloc[0], whole(), rows)], "nl", "light")
    assert "met voorzichtigheid (indicatief)" in html
    assert "De Stad: 40% (hier aantoonbaar hoger)" in html
    untested = strips.listed([Measure(HIGHER, rows.iloc[1], whole(), rows)], "en", "light")
    assert "may be said" in untested
    assert "De Stad: 40%<" in untested
    assert "demonstrabl" not in untested


def test_strong_ones_come_first_and_the_rest_keeps_its_order():
    found = [measure(1), measure(3), measure(0), measure(2)]
    assert [one.here["name"] for one in measures.strong_first(found)] == ["Oost", "Noord", HOSTILE]


def test_what_has_no_value_is_told_with_its_reason():
    assert measures.without_value([measure(2), measure(3), measure(4)], "nl") == [
        "Geen cijfer (te weinig antwoorden voor een betrouwbaar cijfer): sterke contacten.",
        "Geen cijfer (hier niet gemeten): sterke contacten.",
    ]


def test_the_value_of_the_municipality_stands_beside_it_with_the_comparison():
    assert measures.beside(measure(2), "nl") == "De Stad: 40% (hier aantoonbaar hoger)"
    assert measures.beside(measure(1), "nl") == "De Stad: 40% (niet aantoonbaar anders)"
    assert measures.beside(measure(0), "en") == "De Stad: 40% (demonstrably lower here)"
    untested = Measure(HIGHER, sample_rows().iloc[2].replace("higher", ""), whole(), sample_rows())
    assert measures.beside(untested, "nl") == "De Stad: 40%", "not tested, no comparison"
    assert measures.beside(Measure(HIGHER, whole(), None, sample_rows()), "nl") == "Sterk in Oost"


def test_answer_names_what_is_strong_and_how_sure_that_is():
    assert measures.answer([measure(2)], "Oost", "buurt", "nl") == "Sterk in Oost: sterke contacten."
    weak = measures.answer([measure(1)], "Noord", "buurt", "nl")
    assert weak.startswith("Noord wijkt op geen enkel gemeten onderwerp aantoonbaar")
    careful = dataclasses.replace(measure(2))
    careful.here["verdict"] = "with_care"
    assert measures.answer([careful], "Oost", "buurt", "nl").endswith("Dit is indicatief.")
    less = measures.answer([measure(0, LOWER)], "West", "buurt", "nl")
    assert less == "Sterk in West: sterke contacten (minder vaak)."


def test_many_strong_points_are_counted_not_all_named():
    assert measures.answer([measure(2)] * 6, "Oost", "buurt", "nl").endswith("En nog één onderwerp.")
    assert measures.answer([measure(2)] * 8, "Oost", "buurt", "en").endswith("And 3 more topics.")


def test_answer_on_the_municipality_counts_areas_once():
    one = Measure(HIGHER, whole(), None, sample_rows())
    said = measures.answer([one, one], "De Stad", "buurt", "nl")
    assert (
        said == "In 1 van de 3 buurten van De Stad gaat ten minste één ding aantoonbaar beter dan in de hele gemeente. "
        "Van 2 buurten is te weinig gemeten om dit te zeggen."
    )


def test_areas_with_model_estimates_only_are_told_apart():
    one = Measure(HIGHER, whole(), None, mixed_rows())
    assert measures.answer([one], "De Stad", "buurt", "en") == (
        "In 1 of the 1 buurten of De Stad at least one thing goes demonstrably better than in the municipality as a whole. "
        "Of 4 buurten too little was measured to say this."
    )


def test_nothing_to_compare_is_not_called_nothing_strong():
    rows = sample_rows(kind="modelled").assign(verdict="model_only", low=np.nan, high=np.nan, difference="")
    modelled = Measure(HIGHER, rows.iloc[0], whole(verdict="model_only"), rows)
    assert "te weinig gemeten" in measures.answer([modelled], "Noord", "buurt", "nl")
    assert "te weinig gemeten" in measures.answer([measure(3)], "Zuid", "buurt", "nl")
    assert "te weinig gemeten" in measures.answer([], "Zuid", "buurt", "nl")


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_strips_escape_names_and_mark_what_is_strong(mode):
    rows = sample_rows().assign(name=HOSTILE)
    one = Measure(HIGHER, rows.iloc[2], whole(), rows)
    hostile_whole = Measure(HIGHER, whole(), None, rows)
    html = strips.listed([one, hostile_whole], "nl", mode) + strips.key(HOSTILE, HOSTILE, "buurt", "nl", mode)
    assert "<img src=x" not in html
    assert html.count("sterk hier") == 1
    assert html.count("<li ") == 2
    assert "60%" in html
    assert "mag je zeggen" in html


def test_a_strip_without_spread_or_value_does_not_break():
    rows = sample_rows().assign(value=0.4, low=0.4, high=0.4)
    assert "svg" in strips.strip(Measure(HIGHER, rows.iloc[0], whole(0.4, 0.4, 0.4), rows), "light")
    assert strips.strip(measure(4), "light") == ""


def test_layers_are_those_of_the_registry_in_its_order():
    assert tuple(one.theme for one in layers.LAYERS) == LAYERS


def test_a_layer_without_indicators_says_later_only_when_its_file_was_read():
    collaboration = next(one for one in layers.LAYERS if one.theme is Theme.COLLABORATION)
    assert collaboration.shown_later({"ties": HIGHER}, {"ties"})
    assert not collaboration.shown_later({"ties": HIGHER}, {"survey"})
    ties = next(one for one in layers.LAYERS if one.theme is Theme.TIES)
    assert not ties.shown_later({"ties": HIGHER}, {"survey"})


def test_facts_are_a_table_of_text():
    rows = sample_rows()
    table = layers.facts_table([(an_indicator(), rows.iloc[0], whole())], "nl")
    assert HOSTILE not in table
    assert "25%" in table
    assert "40%" in table
    assert layers.why_missing([(an_indicator(), rows.iloc[3], None)], "nl") == (
        "– : te weinig antwoorden voor een betrouwbaar cijfer"
    )
    assert layers.facts_table([], "nl") == ""


def registry():
    plain = dataclasses.replace(an_indicator(), theme=Theme.CAPACITY)
    keys = ("scale", "start", "bridging", "initiative_density")
    made = {key: dataclasses.replace(plain, key=key) for key in keys}
    derived = dataclasses.replace(plain, unit=Unit.INDEX, better=Better.HIGHER)
    for key, inputs in (("around", ("initiative_density",)), ("can", ("scale", "start")), ("capacity_index", keys)):
        made[key] = dataclasses.replace(derived, key=key, inputs=inputs)
    made["rivm"] = dataclasses.replace(plain, key="rivm", kind=Kind.MODELLED)
    return made


def test_pillars_and_their_contents_come_from_the_inputs():
    assert capacity.pillars(registry()) == ["around", "can"]
    assert capacity.made_of(registry(), "nl")[1] == "Sterke contacten: sterke contacten en sterke contacten"
    assert capacity.in_order(["rivm", "can", "capacity_index"], registry()) == ["capacity_index", "can", "rivm"]


def test_initiatives_are_never_laid_against_something_that_counts_them():
    every = list(registry())
    assert capacity.across(registry(), every) == "can"
    assert capacity.across(registry(), ["capacity_index", "around", "rivm"]) == "rivm"
    assert capacity.across(registry(), ["capacity_index", "around"]) is None


def test_the_index_is_told_with_its_margin_and_its_verdict():
    index = dataclasses.replace(an_indicator(unit=Unit.INDEX), key="capacity_index")
    said = capacity.answer(whole(51.2, 50.1, 52.3, verdict="with_care"), index, "nl")
    assert said.startswith("De index doenvermogen van De Stad is 51, waarschijnlijk tussen 50 en 52.")
    assert said.endswith("Dit is indicatief.")
    nothing = whole(np.nan, np.nan, np.nan, "may_not_be_said")
    nothing["reason"] = "not_measured"
    assert capacity.answer(nothing, index, "nl") == "Over De Stad is hier nog niets te zeggen: hier niet gemeten."


def test_the_line_of_a_strip_runs_over_measured_areas():
    rows = mixed_rows()
    one = Measure(HIGHER, rows.iloc[0], whole(), rows)
    far = Measure(HIGHER, rows.iloc[0], whole(), rows.assign(value=[0.7, 0.4, 0.01, 0.99, np.nan]))
    assert strips.strip(one, "light") == strips.strip(far, "light"), "a model estimate does not stretch the line"
    only = rows.iloc[2:4]
    assert "svg" in strips.strip(Measure(HIGHER, only.iloc[0], whole(), only), "light")


LIMIT = 0.48
SAYS = same("x")


def test_counting_leaves_model_estimates_apart_and_says_so():
    assert sentences.fewer_than(mixed_rows(), LIMIT, SAYS, "buurt", "nl") == (
        "In 1 van de 2 buurten x. Voor nog 2 buurten is er alleen een modelschatting; volgens het model geldt dit voor 1 "
        "daarvan. Van 1 buurt is geen cijfer te geven."
    )
    assert sentences.fewer_than(mixed_rows(), LIMIT, SAYS, "buurt", "en").startswith(
        "In 1 of the 2 buurten x. For another 2 buurten there is only a model estimate; according to the model this holds "
        "for 1 of them."
    )


def test_where_all_is_modelled_the_whole_sentence_is():
    rows = mixed_rows().iloc[2:4]
    assert (
        sentences.fewer_than(rows, LIMIT, SAYS, "buurt", "nl") == "In 1 van de 2 buurten x. Dit is een modelschatting."
    )
    nowhere = sentences.fewer_than(rows, 0.1, SAYS, "buurt", "nl")
    assert nowhere == "In 0 van de 2 buurten x. Dit is een modelschatting."


def test_two_instruments_are_never_counted_together():
    rows = mixed_rows().assign(instrument=["q1", "q2", "q1", "q1", "q1"])
    with pytest.raises(NotComparable):
        sentences.fewer_than(rows, LIMIT, SAYS, "buurt", "nl")
