"""Charts that do not move: every area in its texture and at its place, a reason where nothing may be said, safe XML."""

import xml.etree.ElementTree as ET

import numpy as np
import pandas as pd
import pytest

from tests.figures.sample import HOSTILE, an_indicator, mixed_rows, sample_rows
from wijkmonitor.estimate import Reason
from wijkmonitor.figures import still_chart, still_trend
from wijkmonitor.figures.significance import NotComparable
from wijkmonitor.figures.still_axis import LETTER_WIDTH, span, ticks
from wijkmonitor.figures.still_chart import StillChart
from wijkmonitor.figures.still_map import Frame
from wijkmonitor.figures.theme import PALETTES
from wijkmonitor.indicator import Unit

SVG = "{http://www.w3.org/2000/svg}"
FRAME = Frame("c", 1200, 480, 28)
LIGHT = PALETTES["light"]
TIES = an_indicator()


def drawn(rows, **more):
    return ET.fromstring(still_chart.svg(StillChart(rows, TIES, **more), FRAME, "nl", "Titel", "Wat er te zien is"))


def texts(tree):
    return [one.text for one in tree.iter(f"{SVG}text")]


def circles(tree, **attributes):
    return [one for one in tree.iter(f"{SVG}circle") if all(one.get(k) == v for k, v in attributes.items())]


def test_every_area_has_its_value_in_figures_or_the_reason():
    said = texts(drawn(sample_rows()))
    for value in ("25%", "40%", "60%"):
        assert value in said
    assert Reason.TOO_FEW.text("nl") in said
    assert Reason.NOT_MEASURED.text("nl") in said


def test_a_value_lies_where_the_axis_says():
    """The places of two values are as far apart as the ticks between them say."""
    tree = drawn(sample_rows().iloc[[0, 2]].reset_index(drop=True))
    low, high = (float(one.get("cx")) for one in circles(tree)[:2])
    marks = {one.text: float(one.get("x")) for one in tree.iter(f"{SVG}text") if one.get("text-anchor") == "middle"}
    per_point = (marks["60%"] - marks["20%"]) / 40
    assert (high - low) / per_point == pytest.approx(35, abs=0.1)


def test_textures_tell_how_firm_a_value_is():
    """Ahof is with care and so open, Bos may be said and is full, Centrum and Dijk are modelled: open with a point."""
    rows = mixed_rows()
    tree = drawn(rows.iloc[:4])
    legend = 3
    assert len(circles(tree, fill=LIGHT.surface)) == 3 + 2
    assert len(circles(tree, fill=LIGHT.data)) == 1 + 2 + legend
    dashed = [one for one in tree.iter(f"{SVG}line") if one.get("stroke-dasharray") == "5 5"]
    assert len(dashed) == 2, "the margin of a model estimate is broken"


def test_chosen_areas_and_the_municipality_stand_out():
    tree = drawn(sample_rows(), selected=("BU00420201",), municipal=("Rekenstad", 0.5))
    assert len(circles(tree, stroke=LIGHT.accent)) == 1
    assert "Rekenstad: 50%" in texts(tree)
    assert any(one.get("stroke-dasharray") == "7 6" for one in tree.iter(f"{SVG}line"))


def test_names_are_text_and_fit_their_column():
    rows = sample_rows().assign(name=["x" * 120, HOSTILE + "\x00", "Oost", "Zuid", "Haven"])
    tree = drawn(rows)
    assert not list(tree.iter(f"{SVG}img"))
    longest = next(one for one in tree.iter(f"{SVG}text") if (one.text or "").startswith("xxx"))
    assert len(longest.text) * float(longest.get("font-size")) * LETTER_WIDTH < float(longest.get("x"))


@pytest.mark.parametrize("count", [1, 2, 16])
def test_rows_stay_within_the_picture(count):
    rows = pd.concat([sample_rows().iloc[[0]]] * count, ignore_index=True)
    heights = [float(one.get("y")) for one in drawn(rows, municipal=("R", 0.5)).iter(f"{SVG}text")]
    assert min(heights) > 0
    assert max(heights) < FRAME.height


def test_two_instruments_are_never_on_one_scale():
    with pytest.raises(NotComparable):
        drawn(sample_rows().assign(instrument=["q1", "q2", "q1", "q1", "q1"]))


@pytest.mark.parametrize(
    ("low", "high", "unit", "decimals", "expected"),
    [
        (0.14, 0.72, Unit.SHARE, 0, [0.2, 0.3, 0.4, 0.5, 0.6, 0.7]),
        (0.981, 0.999, Unit.SHARE, 0, [0.99]),
        (41.0, 63.0, Unit.INDEX, 0, [45, 50, 55, 60]),
        (1.8, 4.2, Unit.SCALE_5, 1, [2, 2.5, 3, 3.5, 4]),
        (0, 470, Unit.COUNT, 0, [0, 100, 200, 300, 400]),
    ],
)
def test_ticks_are_round_numbers_no_finer_than_the_indicator(low, high, unit, decimals, expected):
    assert ticks(low, high, an_indicator(unit, decimals=decimals)) == pytest.approx(expected)


def test_an_axis_stays_within_what_a_unit_can_be():
    assert span(pd.Series([0.0, 1.0]), TIES) == (0.0, 1.0)
    assert span(pd.Series([np.nan]), TIES) == (0.0, 1.0)
    low, high = span(pd.Series([3.0]), an_indicator(Unit.PER_1000))
    assert 0 <= low < 3 < high


def points(**changes):
    rows = pd.DataFrame(
        {
            "series": ["Noord"] * 3,
            "edition": ["2021", "2023", "2025"],
            "date": ["2021-01-01", "2023-01-01", "2025-01-01"],
            "value": [0.5, 0.6, 0.7],
            "low": [0.4, 0.5, 0.6],
            "high": [0.6, 0.7, 0.8],
            "verdict": "may_be_said",
            "kind": "observed",
            "instrument": "q1",
            "bridged": False,
        }
    )
    return rows.assign(**changes)


def joins(rows):
    """The lines between editions, which are neither upright (margins) nor level (the grid)."""
    tree = ET.fromstring(still_trend.svg(rows, TIES, FRAME, "nl", "light", "t", "a"))
    return [one for one in tree.iter(f"{SVG}line") if one.get("x1") != one.get("x2") and one.get("y1") != one.get("y2")]


def test_a_trend_joins_editions_of_one_instrument_only():
    assert len(joins(points())) == 2
    assert len(joins(points(instrument=["q0", "q1", "q1"]))) == 1
    assert len(joins(points(kind=["observed", "observed", "modelled"]))) == 1
    assert joins(points(value=[0.5, np.nan, 0.7])) == []


def test_a_trend_over_other_borders_is_dotted():
    assert [one.get("stroke-dasharray") for one in joins(points(bridged=[True, False, False]))] == ["3 7", None]


def test_many_lines_have_names_that_do_not_overlap():
    rows = pd.concat([points(series=f"Wijk {n} {HOSTILE}") for n in range(5)], ignore_index=True)
    tree = ET.fromstring(still_trend.svg(rows, TIES, FRAME, "nl", "light", "t", "a"))
    names = sorted(float(one.get("y")) for one in tree.iter(f"{SVG}text") if (one.text or "").startswith("Wijk"))
    assert len(names) == 5
    assert min(np.diff(names)) >= FRAME.type_px


def words_in(rows, lang="nl"):
    tree = ET.fromstring(still_trend.svg(rows, TIES, FRAME, lang, "light", "t", "a"))
    return [one.text for one in tree.iter(f"{SVG}text")]


def test_a_break_says_why_once_for_all_lines_and_per_line_where_they_differ():
    other = points(instrument=["q0", "q1", "q1"])
    assert words_in(pd.concat([other, other.assign(series="Stad")])).count("andere vragenlijst") == 1
    assert "andere vragenlijst" not in words_in(points())
    model = points(kind=["observed", "observed", "modelled"], verdict=["may_be_said", "may_be_said", "model_only"])
    back = points(
        series="Stad", kind=["modelled", "modelled", "observed"], verdict=["model_only"] * 2 + ["may_be_said"]
    )
    said = words_in(pd.concat([model, back]))
    assert {"vanaf hier modelschatting", "vanaf hier gemeten"} <= set(said)


def test_a_legend_says_what_the_marks_mean_that_occur():
    assert not {"met voorzichtigheid", "omgerekend naar andere grenzen"} & set(words_in(points()))
    moved = points(bridged=[True, False, False], verdict=["with_care", "with_care", "may_be_said"])
    assert {"met voorzichtigheid", "omgerekend naar andere grenzen"} <= set(words_in(moved))
    tree = ET.fromstring(still_trend.svg(moved, TIES, FRAME, "nl", "light", "t", "a"))
    assert len(list(tree.iter(f"{SVG}polygon"))) == 2  # the mark itself and the one in the legend


def test_names_of_lines_on_the_floor_of_the_chart_do_not_overlap_and_stay_in_it():
    low = [points(series=f"Wijk {n}", value=n / 1000, low=np.nan, high=np.nan) for n in range(4)]
    tree = ET.fromstring(still_trend.svg(pd.concat(low), TIES, FRAME, "nl", "light", "t", "a"))
    names = sorted(float(one.get("y")) for one in tree.iter(f"{SVG}text") if (one.text or "").startswith("Wijk"))
    assert min(np.diff(names)) >= FRAME.type_px
    assert names[-1] < FRAME.height - FRAME.type_px
