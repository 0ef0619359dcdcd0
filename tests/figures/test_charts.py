"""Charts: every area is in them, names cannot run, Dutch is Dutch."""

from __future__ import annotations

import pandas as pd
import pytest

from tests.figures.sample import an_indicator, mixed_rows, sample_rows
from wijkmonitor.figures.charts import dots, dots_alt, spread
from wijkmonitor.figures.comparisons import composition, composition_alt, line_pieces, quadrant, trend, trend_alt
from wijkmonitor.figures.significance import NotComparable
from wijkmonitor.indicator import Kind, Unit
from wijkmonitor.text import same

TIES = an_indicator()
TOWN = ("Rekenstad", 0.42)


def marks_of(figure) -> int:
    return sum(len(trace.x) for trace in figure.data)


@pytest.mark.parametrize("order", ["name", "value"])
def test_every_area_is_drawn_also_those_without_a_value(order):
    figure = dots(sample_rows(), TIES, "nl", "light", selected="BU00420201", municipal=TOWN, order=order)
    assert marks_of(figure) == 5
    assert len(figure.layout.yaxis.ticktext) == 5
    assert "<b>Oost</b>" in figure.layout.yaxis.ticktext
    assert {trace.marker.symbol for trace in figure.data} == {"circle", "circle-open", "line-ew-open"}
    hovered = [line for trace in figure.data for line in trace.customdata]
    assert any("te weinig antwoorden" in line for line in hovered)
    assert "Rekenstad: 42%" in [note.text for note in figure.layout.annotations]


def test_names_are_text():
    figure = dots(sample_rows(), TIES, "nl", "light")
    assert "<img" not in figure.to_json()
    assert "<img" not in spread(sample_rows(), TIES, "nl", "light", selected="BU00420101").to_json()


def test_the_highest_value_comes_first_and_no_area_has_a_rank():
    figure = dots(sample_rows(), TIES, "nl", "light", order="value")
    assert figure.layout.yaxis.ticktext[0] == "Oost"
    assert not any(label.lstrip("<b>")[0].isdigit() for label in figure.layout.yaxis.ticktext)


@pytest.mark.parametrize("areas", [2, 60, 500])
def test_the_chart_grows_with_the_areas(areas):
    rows = pd.concat([sample_rows()] * 100, ignore_index=True).head(areas)
    figure = dots(rows.assign(code=[f"BU{i:08d}" for i in range(areas)]), TIES, "nl", "light")
    assert figure.layout.height >= 15 * areas
    assert marks_of(figure) == areas


def test_a_chart_without_any_value_can_be_drawn():
    rows = sample_rows().iloc[3:]
    assert marks_of(dots(rows, TIES, "nl", "light", municipal=("x", float("nan")))) == 2
    assert spread(rows, TIES, "nl", "light").layout.height
    assert "Van 2 gebieden is er geen cijfer" in dots_alt(rows, TIES, "nl")


def test_dutch_and_english_separators():
    assert dots(sample_rows(), TIES, "nl", "light").layout.separators == ",."
    assert dots(sample_rows(), TIES, "en", "dark").layout.separators == ".,"


def test_the_alternative_text_says_what_there_is():
    assert dots_alt(sample_rows(), TIES, "nl", TOWN) == (
        "Sterke contacten: 3 gebieden met een cijfer, van 25% tot 60%; Rekenstad: 42%. Van 2 gebieden is er geen cijfer."
    )


def through_time(*editions):
    """One area through editions: (edition, instrument, place in mixed_rows)."""
    return pd.concat([mixed_rows().iloc[[p]].assign(edition=e, instrument=i) for e, i, p in editions])


@pytest.mark.parametrize(("lang", "words"), [("nl", "andere vragenlijst"), ("en", "other questionnaire")])
def test_the_line_breaks_where_the_questionnaire_changes(lang, words):
    rows = through_time(("2021", "a", 0), ("2023", "b", 0), ("2025", "b", 0))
    figure = trend({"Oost": rows, "De Stad": rows}, TIES, lang, "light")
    assert [list(trace.x) for trace in figure.data] == [[0], [1, 2], [0], [1, 2]]
    assert [note.text for note in figure.layout.annotations] == [words], "named once, not once per line"
    assert list(figure.layout.xaxis.ticktext) == ["2021", "2023", "2025"]
    assert f"({words})" in trend_alt({"Oost": rows}, TIES, lang)


def test_the_line_breaks_where_a_model_takes_over_and_where_a_figure_is_missing():
    rows = through_time(("2021", "q1", 0), ("2022", "q1", 4), ("2023", "q1", 1), ("2024", "q1", 2), ("2025", "q1", 1))
    figure = trend({"Oost": rows}, TIES, "nl", "light")
    assert [list(trace.x) for trace in figure.data] == [[0], [2], [3], [4]]
    assert [note.text for note in figure.layout.annotations] == ["vanaf hier modelschatting", "vanaf hier gemeten"]
    assert figure.data[2].marker.symbol == ("circle-open-dot",)
    told = trend_alt({"Oost": rows}, TIES, "nl")
    assert told.startswith("Sterke contacten. Oost: 2021 70% van de bewoners, 2022 geen cijfer, 2023 40%")
    assert trend({"Oost": rows.iloc[[1]]}, TIES, "nl", "light").data == ()


def test_no_piece_of_a_line_holds_two_instruments():
    editions = [(str(2015 + year), "abba"[year % 4], year % 3) for year in range(9)]
    rows = through_time(*editions).assign(place=range(9))
    for piece in line_pieces(rows):
        assert len(set(piece["instrument"])) == 1
        assert len(set(piece["kind"])) == 1
        assert piece["place"].diff().dropna().eq(1).all()


def test_model_estimates_have_a_symbol_of_their_own():
    figure = dots(mixed_rows(), TIES, "nl", "light", municipal=TOWN)
    assert {trace.name: trace.marker.symbol for trace in figure.data} == {
        "mag je zeggen": "circle",
        "met voorzichtigheid": "circle-open",
        "modelschatting": "circle-open-dot",
        "hier mag je niets zeggen": "line-ew-open",
    }
    hovered = {line.split("<br>")[0]: line.replace("<br>", " ") for t in figure.data for line in t.customdata}
    assert "met voorzichtigheid (indicatief) aantoonbaar hoger dan heel Rekenstad" in hovered["<b>Ahof</b>"]
    assert hovered["<b>Bos</b>"].endswith("mag je zeggen"), "not tested"
    assert "32% uit antwoorden hier, de rest uit vergelijkbare buurten" in hovered["<b>Centrum</b>"]
    assert "(2 met een modelschatting)" in dots_alt(mixed_rows(), TIES, "nl", TOWN)


def test_measured_and_modelled_values_are_bars_of_their_own():
    figure = spread(mixed_rows(), TIES, "en", "light")
    assert [(trace.name, list(trace.x)) for trace in figure.data] == [
        ("measured", [0.7, 0.4]),
        ("model estimate", [0.5, 0.45]),
    ]
    assert [trace.marker.pattern.shape for trace in figure.data] == [None, "."]
    assert [trace.showlegend for trace in spread(sample_rows(), TIES, "nl", "light").data] == [False]


@pytest.mark.parametrize("draw", [dots, spread])
def test_no_chart_lays_two_instruments_on_one_axis(draw):
    rows = mixed_rows().assign(instrument=["q1", "q2", "q1", "q1", "q1"])
    with pytest.raises(NotComparable):
        draw(rows, TIES, "nl", "light")


def test_a_pair_is_as_firm_as_its_weakest_half():
    other = an_indicator(Unit.SCALE_10, Kind.MODELLED, decimals=1, key="cohesion")
    modelled = sample_rows("modelled").assign(verdict="model_only")
    figure = quadrant(
        (sample_rows(), TIES), (modelled, other), {"low_low": same("weinig")}, "nl", "light", "BU00420201"
    )
    assert {trace.marker.symbol for trace in figure.data} == {"circle-open-dot"}
    assert marks_of(figure) == 3
    assert "<img" not in figure.to_json()


def test_parts_of_a_whole():
    figure = composition({"bewoners": 12, "samen": 18}, "nl", "light")
    assert [one.text for one in figure.layout.annotations] == ["bewoners: 12 (40%)", "samen: 18 (60%)"]
    assert composition_alt({"bewoners": 12, "samen": 18}, "nl") == "bewoners: 12 (40%); samen: 18 (60%)."
    assert composition({}, "nl", "light").layout.height
    assert composition({"bewoners": 0}, "nl", "light").layout.height
