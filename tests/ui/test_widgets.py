"""The card and the table of areas: verdict, difference and change are facts of their own, in both languages."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from tests.figures.sample import HOSTILE, an_indicator, mixed_rows, sample_rows
from wijkmonitor.text import LANGS
from wijkmonitor.ui import widgets

TIES = an_indicator()


def town():
    values = {"code": "GM0042", "name": "Voorbeeldstad", "value": 0.41, "low": 0.4, "high": 0.42, "difference": ""}
    return pd.Series({**sample_rows().iloc[2].to_dict(), **values})


def then(**changes):
    return pd.Series({**mixed_rows().iloc[1].to_dict(), "edition": "2023", **changes})


def lines(row, lang="nl", before=None):
    card = widgets.area_card(row, TIES, lang, "light", town(), before)
    return [re.sub("<[^>]*>", "", paragraph) for paragraph in re.findall(r"<p[^>]*>(.*?)</p>", card)]


def test_a_value_below_the_floor_that_differs_is_told_as_two_facts_and_a_change():
    assert lines(mixed_rows().iloc[0], before=then()) == [
        "Ahof",
        "Sterke contacten",
        "70% van de bewoners",
        "waarschijnlijk tussen 58% en 86%",
        "met voorzichtigheid (indicatief)",
        "Voorbeeldstad: 41% van de bewoners",
        "Aantoonbaar hoger dan heel Voorbeeldstad",
        "Hoger dan in 2023: +6 procentpunt (waarschijnlijk tussen +1 en +11)",
    ]


def test_an_untested_value_says_nothing_of_a_difference():
    told = lines(mixed_rows().iloc[1], "en", then())
    assert told[-2:] == ["Voorbeeldstad: 41% of residents", "Not demonstrably different from 2023"]
    assert told[4] == "may be said"


def test_a_modelled_value_says_what_it_rests_on_and_nothing_of_differences():
    told = lines(mixed_rows().iloc[2], before=then())
    assert told[-2:] == [
        "alleen als modelschatting: 32% uit antwoorden hier, de rest uit vergelijkbare buurten",
        "Voorbeeldstad: 41% van de bewoners",
    ]
    assert "this comes entirely from the model" in lines(mixed_rows().iloc[3], "en")[4]


def test_another_questionnaire_is_named_and_not_compared():
    row = mixed_rows().iloc[0].replace("q1", "vm2018")
    told = lines(row, before=then())
    assert "Gemeten met: vm2018" in told
    assert told[-1] == "Niet te vergelijken met 2023: toen is iets anders gevraagd"
    assert not any(line.startswith("Hoger") for line in told)


def test_names_are_text_and_an_area_without_a_figure_has_none():
    silent = lines(sample_rows().iloc[3])
    assert silent[2] == "mag je niet zeggen: te weinig antwoorden voor een betrouwbaar cijfer"
    assert HOSTILE not in widgets.area_card(sample_rows().iloc[0], TIES, "nl", "light", town())


def test_the_table_has_a_column_per_fact():
    shown = widgets.worded(mixed_rows(), TIES, "nl")
    assert list(shown) == ["name", "value", "between", "n_band", "own", "verdict", "difference", "since"]
    assert shown["own"].tolist() == ["", "", "32%", "0%", ""]
    assert shown["verdict"].tolist()[:3] == ["met voorzichtigheid", "mag je zeggen", "modelschatting"]
    assert shown["difference"].tolist() == ["aantoonbaar hoger", "", "", "", ""]
    assert shown["since"].tolist()[:2] == [
        "hoger: +6 procentpunt (+1 tot +11)",
        "niet aantoonbaar anders: +1 procentpunt (−4 tot +6)",
    ]
    assert widgets.worded(mixed_rows(), TIES, "en")["difference"].tolist()[0] == "demonstrably higher"


def test_columns_without_anything_in_them_are_left_out():
    plain = sample_rows().assign(difference="", n_band="", low=np.nan, high=np.nan)
    assert list(widgets.worded(plain, TIES, "nl")) == ["name", "value", "verdict"]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("rows", [mixed_rows(), sample_rows()], ids=["mixed", "sample"])
def test_nowhere_is_a_missing_value_spelled_out(rows, lang):
    cards = [widgets.area_card(row, TIES, lang, "light", town(), then()) for _, row in rows.iterrows()]
    words = widgets.worded(rows, TIES, lang).drop(columns="value").astype(str)
    told = " ".join(cards + words.to_numpy().ravel().tolist())
    assert not re.search(r"\b(nan|NaN|None|null|<NA>)\b", told)


def measured(indicator, lang="nl", **more) -> str:
    def script(indicator, lang, more):
        from wijkmonitor.ui import widgets

        widgets.how_measured(indicator, lang, **more)

    app = AppTest.from_function(script, args=(indicator, lang, more)).run()
    assert not app.exception
    return "\n".join(one.value for one in app.markdown)


def test_another_questionnaire_than_the_own_one_is_told_as_text():
    assert "Vragenlijst in" not in measured(TIES, instrument="q1", edition="2025")
    assert "Vragenlijst in" not in measured(TIES)
    told = measured(TIES, instrument="`vm2018` [klik](http://x)", edition="2021")
    assert "**Vragenlijst in 2021:** `vm2018 [klik](http://x)`" in told
    assert "**Questionnaire in 2021:** `vm2018`" in measured(TIES, "en", instrument="vm2018", edition="2021")


def test_a_column_is_as_wide_as_its_words_within_reason():
    html = widgets._plain_table(pd.DataFrame({"Kort": ["1"], "Lang": ["niet aantoonbaar anders: +1 procentpunt"]}), "x")
    assert re.findall(r"min-width:([\d.]+)rem", html) == ["3.5", "12.0"]
    assert "min-width:3.5rem" in widgets._plain_table(pd.DataFrame({"Leeg": []}), "x")
