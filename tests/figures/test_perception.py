"""What the page on the municipality says and draws: strengths first, the gap never hidden, every wijk there."""

import json

import pandas as pd
import pytest

from tests.figures.municipal_rows import NORTH, SOUTH, scan_rows
from wijkmonitor.attention import GAP, JUDGE, POINT
from wijkmonitor.figures import perception, perception_charts, perception_tables

LANGS = ("nl", "en")


def changed(rows, where, **values):
    """The rows of one (point, judge) of the whole with other values."""
    point, judge = where
    mine = rows["point"].eq(point) & rows["judge"].eq(judge) & rows["level"].eq("gemeente")
    return rows.assign(**{name: rows[name].mask(mine, value) for name, value in values.items()})


def test_the_answer_is_strength_then_gap_then_count():
    assert perception.answer(scan_rows(), "nl") == [
        (
            "Bewoners en ambtenaren vinden allebei dat het goed gaat met ‘leuk en spannend meedenken’: aantoonbaar boven een 3 "
            "(van 1 tot 5)."
        ),
        (
            "Het grootste gemeten verschil: ambtenaren geven ‘contact zoeken’ een 3,5, bewoners een 2,5. "
            "Dat is een verschil van 1,0 (waarschijnlijk tussen 0,7 en 1,3). Dit is indicatief."
        ),
        "Op 1 van de 2 punten oordelen ambtenaren aantoonbaar gunstiger dan bewoners.",
    ]
    assert "a gap of 1.0 (probably between 0.7 and 1.3)" in perception.answer(scan_rows(), "en")[1]


def test_without_a_shared_strength_the_best_judgement_of_residents_comes_first():
    rows = changed(scan_rows(), ("fun", "officials"), low=2.9)
    assert (
        perception.answer(rows, "nl")[0]
        == "Bewoners geven het hoogste oordeel aan ‘leuk en spannend meedenken’: een 3,6 (van 1 tot 5)."
    )


def test_a_gap_the_other_way_is_told_as_well():
    rows = changed(scan_rows(), ("contact", GAP), score=-1.0, low=-1.3, high=-0.7, difference="lower")
    assert (
        perception.answer(rows, "nl")[-1]
        == "Op 1 van de 2 punten oordelen ambtenaren aantoonbaar minder gunstig dan bewoners."
    )


def test_what_is_not_demonstrable_is_never_called_equal():
    rows = changed(scan_rows(), ("contact", GAP), difference="not_demonstrable")
    said = perception.answer(rows, "nl")[-1]
    assert said.startswith("Op geen van de 2 punten met een cijfer oordelen ambtenaren aantoonbaar anders")


def test_without_officials_there_is_no_gap_to_give():
    rows = scan_rows()
    rows = rows.assign(score=rows["score"].where(rows["judge"].eq("residents")))
    assert perception.answer(rows, "nl")[-1] == "Het verschil tussen ambtenaren en bewoners is hier niet te geven."
    assert perception.answer(rows.assign(score=float("nan"), low=float("nan")), "nl") == [
        "Het verschil tussen ambtenaren en bewoners is hier niet te geven."
    ]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("point", POINT.categories)
def test_every_wijk_is_in_the_table_with_a_figure_or_a_reason(point, lang):
    table = perception_tables.wijk_table(scan_rows(), point, lang)
    assert table.iloc[:, 0].tolist() == ["<b>Noord</b>", "Zuid"]
    assert table.iloc[:, 3].ne("").all()
    assert not table.isin(["nan", ""]).to_numpy().any()


def test_the_table_of_wijken_in_dutch():
    rows = perception_tables.wijk_table(scan_rows(), "contact", "nl").to_numpy().tolist()
    assert rows == [
        ["<b>Noord</b>", "2,6", "2,4 – 2,8", "mag je zeggen", "3,5", "0,9 (0,6 tot 1,2)", "ambtenaren gunstiger"],
        ["Zuid", "–", "–", "te weinig antwoorden voor een betrouwbaar cijfer", "3,5", "–", "–"],
    ]


def test_one_wijk_in_a_sentence():
    assert perception.in_wijk(scan_rows(), "contact", NORTH, "nl") == (
        "Over ‘contact zoeken’ geven bewoners van <b>Noord</b> een 2,6 (van 1 tot 5), ambtenaren een 3,5 voor de hele gemeente: "
        "ambtenaren aantoonbaar gunstiger. Dit is indicatief."
    )
    assert "is in Zuid geen oordeel te geven: te weinig antwoorden" in perception.in_wijk(
        scan_rows(), "contact", SOUTH, "nl"
    )
    assert perception.in_wijk(scan_rows(), "contact", "WK009999", "nl") == ""


def test_the_full_table_holds_every_row_once():
    rows = scan_rows()
    table = perception_tables.full_table(rows, "nl")
    assert len(table) == len(rows)
    assert table.iloc[:5, 1].tolist() == [*(text.nl for text in JUDGE.categories.values()), "verschil"]
    assert not table.astype(str).isin(["nan", "None"]).to_numpy().any()


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("lang", LANGS)
def test_the_gap_of_all_six_points_is_drawn_or_its_absence_told(lang, mode):
    figure = perception_charts.gap_chart(scan_rows(), lang, mode)
    words = " ".join(one.text for one in figure.layout.annotations)
    for text in POINT.categories.values():
        assert text(lang) in words
    assert list(figure.data[0].x) == [1.0, 0.1]
    assert figure.data[0].error_x.array == (pytest.approx(0.3), pytest.approx(0.3))
    assert list(figure.data[0].marker.symbol) == ["circle-open", "circle"], (
        "with care is open, what may be said is full"
    )
    assert words.count({"nl": "hier niet gemeten", "en": "not measured here"}[lang]) == 4
    json.loads(figure.to_json())


def test_judges_are_told_apart_by_shape_and_letter_not_by_colour_alone():
    figure = perception_charts.judges_chart(scan_rows(), "nl", "light")
    assert [trace.marker.symbol for trace in figure.data] == ["circle", "square", "diamond", "hexagon"]
    assert [perception_charts.letter(judge, "nl") for judge in JUDGE.categories] == ["B", "I", "P", "A"]
    assert [perception_charts.letter(judge, "en") for judge in JUDGE.categories] == ["R", "I", "P", "O"]
    assert [list(trace.x) for trace in figure.data] == [[2.5, 3.6], [], [], [3.5, 3.7]]
    assert list(figure.data[0].text) == ["B", "B"]
    absent = [one.text for one in figure.layout.annotations if one.text.startswith("initiatiefnemers")]
    assert absent == ["initiatiefnemers: hier niet gemeten"] * 6


def test_a_line_is_broken_where_the_judgement_comes_from_elsewhere():
    def lines(*bases):
        years = [scan_rows(str(2021 + 2 * place), basis) for place, basis in enumerate(bases)]
        history = pd.concat(years)[lambda rows: rows["level"].eq("gemeente")]
        figure = perception_charts.years_chart(history, "contact", "nl", "light")
        return [len(trace.x) for trace in figure.data if trace.name.startswith("B")]

    assert lines("scan", "scan", "scan") == [3]
    assert lines("survey", "scan", "scan") == [1, 2]


def test_a_line_is_broken_where_it_was_not_asked():
    years = [
        scan_rows("2021"),
        changed(scan_rows("2023"), ("contact", "residents"), score=float("nan")),
        scan_rows("2025"),
    ]
    history = pd.concat(years)[lambda rows: rows["level"].eq("gemeente")]
    figure = perception_charts.years_chart(history, "contact", "nl", "light")
    residents = [trace for trace in figure.data if trace.name.startswith("B")]
    assert [len(trace.x) for trace in residents] == [1, 1]
    assert [trace.showlegend for trace in residents] == [True, False]


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_drawn_is_told_in_words(lang):
    rows = scan_rows()
    for said in (
        perception_charts.gap_alt(rows, lang),
        perception_charts.judges_alt(rows, lang),
        perception_charts.years_alt(rows[rows["level"].eq("gemeente")], "contact", lang),
    ):
        assert "nan" not in said
        assert POINT.categories["contact"](lang) in said


def test_the_gap_that_is_told_is_the_largest_demonstrable_one():
    rows = changed(scan_rows(), ("fun", GAP), score=-1.4, low=-1.7, high=-1.1, difference="lower")
    said = perception.answer(rows, "nl")[1]
    assert "‘leuk en spannend meedenken’ een 3,7, bewoners een 3,6. Dat is een verschil van 1,4" in said
    assert "(waarschijnlijk tussen 1,1 en 1,7)" in said
    unsure = changed(rows, ("fun", GAP), difference="not_demonstrable")
    assert "‘contact zoeken’" in perception.answer(unsure, "nl")[1]


def test_a_spread_that_was_not_given_is_told():
    assert perception.without_spread(scan_rows(), "nl") == ""
    rows = changed(scan_rows(), ("contact", "officials"), spread="largest")
    assert perception.without_spread(rows, "nl").startswith(
        "Bij ambtenaren is de spreiding van de oordelen niet opgegeven."
    )
