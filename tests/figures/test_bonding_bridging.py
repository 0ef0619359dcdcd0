"""The quadrant of bonding and bridging: claims only where both sides are demonstrable."""

import pandas as pd
import pytest

from tests.figures.sample import HOSTILE, an_indicator
from tests.figures.social_rows import areas, row, without
from wijkmonitor.figures import bonding_bridging


def test_a_corner_is_claimed_only_where_both_differ_demonstrably():
    x = areas("higher", "higher", "lower", "lower", "not_demonstrable", "")
    y = areas("higher", "lower", "higher", "lower", "higher", "higher")
    assert bonding_bridging.corners(x, y) == {
        "high_high": ["Berg"],
        "high_low": ["Dal"],
        "low_high": ["Haven"],
        "low_low": ["Kade"],
    }


@pytest.mark.parametrize(
    ("lang", "demonstrably"), [("nl", "Aantoonbaar meer steun"), ("en", "Demonstrably more support")]
)
def test_claims_name_the_areas_and_count_the_rest(lang, demonstrably):
    x, y = areas("higher", "not_demonstrable", "higher"), areas("higher", "higher", "not_demonstrable")
    first, rest = bonding_bridging.claims(x, y, "Rekenstad", "buurt", lang)
    assert first.startswith(demonstrably)
    assert first.endswith("Rekenstad: Berg.")
    assert "2 buurten" in rest


def test_without_a_demonstrable_area_chance_is_named():
    x = areas("higher", "not_demonstrable")
    (said,) = bonding_bridging.claims(x, areas("not_demonstrable", "lower"), "Rekenstad", "wijk", "nl")
    assert said.startswith("In geen wijk")
    assert "toeval" in said


def test_areas_that_may_not_be_said_are_left_out_and_counted():
    x = pd.concat([areas("higher", "higher"), pd.DataFrame([without(code="BU7"), without(code="BU8")])])
    y = pd.concat([areas("higher", "higher"), pd.DataFrame([row(code="BU7"), row(code="BU8")])])
    (said,) = bonding_bridging.left_out(x, y, "buurt", "nl")
    assert said.startswith("Niet in de figuur: 2 buurten")
    assert bonding_bridging.left_out(x.iloc[:2], y, "buurt", "nl") == []


def test_modelled_areas_are_drawn_hollow_and_never_claimed():
    model = {"kind": "modelled", "verdict": "model_only", "difference": ""}
    x, y = areas("higher", "higher"), pd.DataFrame([row(code="BU0", difference="higher"), row(code="BU1", **model)])
    assert bonding_bridging.corners(x, y) == {"high_high": ["Berg"]}
    (said,) = bonding_bridging.left_out(x, y, "buurt", "en")
    assert said.startswith("At least one of the two is a model estimate")
    assert "1 buurt." in said
    whole = (pd.Series(row(value=0.4)), pd.Series(row(value=0.6)))
    about = an_indicator()
    figure = bonding_bridging.figure((x, about), (y, about), whole, "nl", "light")
    assert {trace.marker.symbol for trace in figure.data} == {"circle", "circle-open-dot"}


def test_the_quadrant_is_crossed_by_the_municipality():
    rows, about = areas("higher", "lower"), an_indicator()
    whole = (pd.Series(row(value=0.41)), pd.Series(row(value=0.63)))
    figure = bonding_bridging.figure((rows, about), (rows, about), whole, "nl", "dark", "BU1")
    assert [(line.x0, line.y0) for line in figure.layout.shapes] == [(0.41, 0), (0, 0.63)]
    nothing = (pd.Series(without()), pd.Series(without()))
    assert not bonding_bridging.figure((rows, about), (rows, about), nothing, "nl", "dark").layout.shapes


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_names_of_claimed_areas_stand_in_the_figure_as_text(lang):
    x = areas("higher", "not_demonstrable").assign(name=[HOSTILE, "Dal"])
    about, whole = an_indicator(), (pd.Series(row()), pd.Series(row()))
    figure = bonding_bridging.figure((x, about), (x, about), whole, lang, "light")
    assert HOSTILE not in figure.to_json()
    assert sum("&lt;img" in (note.text or "") for note in figure.layout.annotations) == 1
    alt = bonding_bridging.figure_alt((x, about), (x, about), "Rekenstad", "buurt", lang)
    assert "2 buurten" in alt
    assert "nan" not in alt


def test_the_figure_is_drawn_when_nothing_is_known():
    x = pd.DataFrame([without()])
    about, whole = an_indicator(), (pd.Series(without()), pd.Series(without()))
    assert not bonding_bridging.figure((x, about), (x, about), whole, "nl", "dark").data
