"""Plans in words and on the map: numbers as they are told, who gains, what may not be said, in both languages."""

import re

import numpy as np
import pandas as pd
import pytest

from tests.analysis.test_coverage import OPEN, X0, Y0, sites, street
from wijkmonitor.analysis import audience, plan_effect, positions, scenario
from wijkmonitor.analysis.audience import AUDIENCES, Amount, nobody_knows
from wijkmonitor.analysis.plan_effect import Question
from wijkmonitor.estimate import Difference, Reason, Verdict
from wijkmonitor.figures import plan_answer, plan_comparison, plan_map, plan_words
from wijkmonitor.text import LANGS

AREAS = [f"BU0{n}" for n in range(4)]
NAMES = {code: f"Buurt {code[-1]}" for code in AREAS}
BY_INCOME = next(one for one in AUDIENCES if one.group == "income:1")
OLD = next(one for one in AUDIENCES if one.group == "lens:75plus")


def share_of(*values, margin=0.05):
    table = pd.DataFrame({"share": values, "source": AREAS, "verdict": Verdict.SAID.value}, index=AREAS)
    return table.assign(low=table["share"] - margin, high=table["share"] + margin)


SHARES = {BY_INCOME.group: share_of(0.3, 0.6, 0.3, 0.3), OLD.group: share_of(0.1, 0.1, 0.1, 0.1, margin=0.0)}
TOWN = street({"P1": (0, OPEN), "P2": (3000, {})})


def worked_out(text, question=None):
    question = question or Question(800)
    plan = scenario.read(text)[0].current
    outcome = plan_effect.work_out(TOWN, plan, sites(1000, 2000), question)
    return outcome, plan_effect.group_rows(TOWN, outcome, (OLD, BY_INCOME), SHARES), question


@pytest.mark.parametrize(
    ("people", "nl", "en"),
    [
        (0, "niemand", "nobody"),
        (0.3, "niemand", "nobody"),
        (9, "minder dan 10", "fewer than 10"),
        (1234, "1.230", "1,230"),
    ],
)
def test_people_are_told_in_tens_and_never_fewer_than_ten(people, nl, en):
    assert plan_words.around(people, "nl") == nl
    assert plan_words.around(people, "en") == en


def test_a_margin_or_a_reason():
    amount = Amount(120.0, 84.0, 163.0, Verdict.CARE)
    assert plan_words.with_margin(amount, "nl") == "120 (80 – 160)"
    assert plan_words.in_a_sentence(amount, "nl") == "120 (tussen 80 en 160)"
    assert plan_words.with_margin(nobody_knows(Reason.TOO_FEW), "nl") == Reason.TOO_FEW.text("nl")
    assert plan_words.with_margin(Amount(6.0, 2.0, 30.0, Verdict.CARE), "nl") == "minder dan 10"


def test_the_answer_now_and_with_a_plan():
    outcome, rows, question = worked_out("")
    assert plan_answer.now(TOWN, rows, question, "nl") == (
        "Nu kan 50% van de bewoners naar een ontmoetingsplek lopen (800 meter). 500 bewoners hebben er geen."
    )
    best = worked_out("kies:1")[0]
    assert plan_answer.best(best, question, NAMES, "nl") == (
        " Eén plek erbij helpt het meest hier: School 1, Buurt 0. Dan krijgen 300 bewoners er een."
    )
    outcome, rows, question = worked_out("naam:Ruil;kandidaat:K0;dicht:P2", Question(800, audience=BY_INCOME))
    said = plan_answer.changed(outcome, rows, question, "nl")
    assert said == (
        "Met Ruil krijgen 200 bewoners een ontmoetingsplek op loopafstand (800 meter) die dat nu niet hebben. Bij de groep "
        "“laagste derde van de inkomens” zijn dat er 120 (tussen 110 en 130). 400 bewoners verliezen er een. 700 bewoners "
        "hebben daarna nog niets. Dit is indicatief."
    )


@pytest.mark.parametrize("lang", LANGS)
def test_who_gains(lang):
    _, rows, question = worked_out("kandidaat:K0;dicht:P2")
    table = plan_words.groups_table(rows, question, lang)
    assert len(table) == 3
    assert plan_words.LOSES(lang) in table
    assert not table.isna().any(axis=None)
    assert "430" in table[plan_words.GROUP(lang)].iloc[1], "people of 75 and older walk less far"
    now = plan_words.groups_table(worked_out("")[1], question, lang, changes=False)
    assert list(now) == [h(lang) for h in (plan_words.GROUP, plan_words.HAD, plan_words.STILL, plan_words.SURE)]
    assert not re.search(r"nan|None|Text\(", table.to_string() + now.to_string())


def test_what_is_demonstrable():
    """In Buurt 1, where the place comes, six in ten are in the lowest third; elsewhere three in ten."""
    _, rows, _ = worked_out("kandidaat:K0")
    assert "aantoonbaar vaker" in plan_comparison.even_handed(rows, "nl")
    _, nothing, _ = worked_out("")
    assert plan_comparison.even_handed(nothing, "nl") == ""


def test_plans_side_by_side():
    first, second = worked_out("kandidaat:K0"), worked_out("kandidaat:K0;kandidaat:K1")
    plans = [(scenario.read("naam:A")[0].current, one[1], "x") for one in (first, second)]
    than = [plan_effect.beside(TOWN, one[0], first[0], (OLD, BY_INCOME), SHARES) for one in (first, second)]
    assert than[1] == [Difference.UNTESTED, Difference.UNTESTED, Difference.HIGHER]
    table = plan_comparison.side_by_side(plans, than, Question(800), "nl")
    assert list(table) == ["Wat", "A", "A (2)"]
    assert "aantoonbaar meer" in table["A (2)"].iloc[3]
    assert "aantoonbaar" not in "".join(table["A"])


def test_what_a_plan_holds():
    outcome, _, _ = worked_out("kandidaat:K0;buurt:BU02;open:P1.evening;dicht:weg;kies:1")
    held = plan_words.holding(outcome.plan, outcome, TOWN, NAMES, "nl")
    assert held == (
        "A: School 0, B: midden in Buurt 2, Plek P1 ook open in de avond, weg gaat dicht en 1 gekozen door het programma"
    )
    assert plan_words.how_good(outcome, 2, "nl").startswith("Meer plekken uit deze lijst")
    chosen, _, question = worked_out("kies:1")
    assert plan_words.sites_table(chosen, question, NAMES, "nl").iloc[0].tolist() == ["A: School 1", "Buurt 0", "300"]
    assert "Bewezen" in plan_words.how_good(chosen, 2, "nl")


def test_dots_and_pins():
    outcome, _, _ = worked_out("kandidaat:K0;dicht:P2")
    still, lost, gained = plan_map.spots(TOWN, outcome)
    assert [len(layer.lat) for layer in (still, lost, gained)] == [1, 1, 1]
    pin = plan_map.pins(outcome, NAMES)[0]
    assert (pin.letter, pin.words("nl")) == ("A", "School 0")
    there = positions.to_metres(np.array([pin.lat]), np.array([pin.lon]))[0]
    assert there == pytest.approx([X0 + 1000, Y0], abs=1)
    assert positions.to_metres(np.array(gained.lat), np.array(gained.lon))[0] == pytest.approx([X0 + 1000, Y0], abs=1)


def test_a_whole_country_of_homes_is_thinned(monkeypatch):
    monkeypatch.setattr(plan_map, "MOST_DOTS", 1)
    outcome, _, _ = worked_out("")
    assert sum(len(layer.lat) for layer in plan_map.spots(TOWN, outcome)) == 1


def test_the_words_of_every_group():
    assert len({one.text.nl for one in audience.AUDIENCES}) == len(audience.AUDIENCES)
