"""One indicator by group: gaps told only when demonstrable, closed filters told as such."""

import numpy as np
import pandas as pd
import pytest

from tests.figures.sample import HOSTILE, an_indicator
from tests.figures.social_rows import row, without
from wijkmonitor import groups
from wijkmonitor.figures import by_group, rows
from wijkmonitor.figures.by_group import Split
from wijkmonitor.indicator import Unit


def groups_of(place: str, first: dict, second: dict, **more) -> Split:
    """Answers of people with and without a limitation in one place."""
    names = [text("nl") for text in groups.LIMITATION.categories.values()]
    codes = groups.LIMITATION.groups
    made = [one(**known) for one, known in zip((row, row), (first, second), strict=True)]
    frame = pd.DataFrame(made).assign(code=list(codes), name=names)
    return Split(place, an_indicator(**more), frame)


def test_a_gap_is_told_only_when_its_interval_leaves_out_zero():
    apart = {"value": 0.6, "low": 0.55, "high": 0.65}, {"value": 0.8, "low": 0.76, "high": 0.84}
    alike = {"value": 0.6, "low": 0.50, "high": 0.70}, {"value": 0.65, "low": 0.60, "high": 0.70}
    told = by_group.gaps([groups_of("Dal", *apart), groups_of("Dal", *alike, key="other")], "nl")
    # MOVER: -0.20 -/+ hypot(0.05, 0.04) = -0.264 .. -0.136
    assert told["ties"] == (
        "Dal: met een beperking 60%, zonder beperking 80%. Dat is aantoonbaar lager: "
        "−20 procentpunt (waarschijnlijk tussen −26 en −14)."
    )
    assert told["other"].endswith("Het verschil is niet aantoonbaar.")


def test_no_gap_is_told_of_a_model_or_of_a_closed_group():
    said = {"value": 0.8, "low": 0.76, "high": 0.84}
    model = {"value": 0.2, "low": 0.15, "high": 0.25, "verdict": "model_only", "kind": "modelled"}
    closed = {"value": np.nan, "low": np.nan, "high": np.nan, "verdict": "may_not_be_said"}
    assert by_group.gaps([groups_of("Dal", said, model)], "nl") == {}
    assert by_group.gaps([groups_of("Dal", said, closed)], "nl") == {}


@pytest.mark.parametrize(
    ("lang", "words"),
    [("nl", "niet getoond, zodat niemand herkenbaar is"), ("en", "not shown, so that nobody can be recognised")],
)
def test_a_closed_filter_says_that_it_protects_people(lang, words):
    closed = dict.fromkeys(("value", "low", "high"), np.nan) | {"verdict": "may_not_be_said"}
    split, whole = groups_of("Dal", closed, closed), pd.Series(row())
    assert words in by_group.without_value(split, whole, groups.LIMITATION, "2025", lang, asked=True)
    few = by_group.without_value(split, pd.Series(without()), groups.LIMITATION, "2025", "nl", asked=True)
    assert few == "Dal: te weinig antwoorden voor een betrouwbaar cijfer."
    assert "niet bekend" in by_group.without_value(split, whole, groups.LIMITATION, "2025", "nl", asked=False)
    part = by_group.without_value(groups_of("Dal", {}, closed), whole, groups.LIMITATION, "2025", "nl", asked=True)
    assert "zonder beperking" in part
    assert by_group.without_value(groups_of("Dal", {}, {}), whole, groups.LIMITATION, "2025", "nl", asked=True) == ""


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_chart_draws_two_places_apart_and_leaves_out_what_has_no_value(mode):
    closed = dict.fromkeys(("value", "low", "high"), np.nan) | {"verdict": "may_not_be_said"}
    careful = {"value": 0.4, "low": 0.3, "high": 0.5, "verdict": "with_care"}
    figure = by_group.chart([groups_of(HOSTILE, careful, closed), groups_of("Rekenstad", {}, {})], "nl", mode)
    here, whole, *key = figure.data
    assert list(here.x) == [0.4]
    assert list(here.marker.symbol) == ["circle-open"]
    assert list(whole.marker.symbol) == ["diamond", "diamond"]
    assert [(one.name, one.marker.symbol) for one in key[1:]] == [
        ("Rekenstad", "diamond"),
        ("met voorzichtigheid", "circle-open"),
    ]
    assert key[0].marker.symbol == "circle", "the sign of a place is plain, whatever its first value is"
    assert not here.showlegend
    assert not whole.showlegend
    assert here.y[0] != whole.y[0]
    assert HOSTILE not in figure.to_json()
    assert [note.text for note in figure.layout.annotations][1].endswith("Rekenstad: 50%")


def test_the_legend_of_one_place_tells_textures_and_only_when_they_differ():
    careful = {"value": 0.4, "low": 0.3, "high": 0.5, "verdict": "with_care"}
    signs = by_group.chart([groups_of("Dal", {}, careful)], "nl", "light").data[1:]
    assert [(one.name, one.marker.symbol) for one in signs] == [
        ("mag je zeggen", "circle"),
        ("met voorzichtigheid", "circle-open"),
    ]
    assert [one.name for one in by_group.chart([groups_of("Dal", careful, careful)], "nl", "light").data[1:]] == [
        "met voorzichtigheid"
    ]
    plain = by_group.chart([groups_of("Dal", {}, {})], "nl", "light")
    assert len(plain.data) == 1
    assert not plain.layout.showlegend


def test_reference_is_a_line_within_sight():
    split = groups_of("Dal", {"value": 0.7}, {"value": 0.8}, unit=Unit.RATIO, decimals=2)
    figure = by_group.chart([split], "nl", "light", reference=("als bij toeval", 1.0))
    assert figure.layout.shapes[0].x0 == 1.0
    low, high = figure.layout.xaxis.range
    assert low < 0.65
    assert high > 1.0
    assert by_group.chart_alt([split], "nl", reference=("als bij toeval", 1.0)).endswith("als bij toeval.")


def test_every_limit_holds_for_shares():
    split = groups_of("Dal", {"value": 0.02, "low": 0.0, "high": 0.05}, {"value": 0.98, "low": 0.95, "high": 1.0})
    assert tuple(by_group.chart([split], "en", "light").layout.xaxis.range) == (0.0, 1.0)


def test_groups_of_the_town(town_snapshot):
    split = by_group.by_group(town_snapshot, "feels_at_home", "2025", "GM0042", groups.LIMITATION, "nl")
    assert split.rows["name"].tolist() == ["met een beperking", "zonder beperking"]
    assert rows.is_asked(town_snapshot, "2025", groups.LIMITATION) == split.known
    assert "None" not in by_group.chart_alt([split], "nl")
    assert "nan" not in by_group.chart_alt([split], "nl")
