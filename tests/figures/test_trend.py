"""A line through the editions: broken where it must be, and honest about other borders."""

import dataclasses
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from tests.figures.sample import HOSTILE, an_indicator
from tests.two_editions import OTHER_QUESTIONS, WEST
from wijkmonitor.export import to_csv
from wijkmonitor.figures import borders, through_years, trend
from wijkmonitor.indicator import Unit
from wijkmonitor.level import Level
from wijkmonitor.methods import border_changes
from wijkmonitor.municipality import read_municipality
from wijkmonitor.report.slide import TrendBody
from wijkmonitor.snapshot import Snapshot, load
from wijkmonitor.sources import read_edition
from wijkmonitor.text import LANGS

NORTH, SOUTH, EAST, WIJK, TOP = "BU00420101", "BU00420102", "BU00420201", "WK004201", "GM0042"
TIES = an_indicator()
MUNICIPALITIES = Path(__file__).resolve().parents[1] / "municipalities"


@pytest.fixture(scope="module")
def both(two_editions) -> Snapshot:
    return load(next(one for one in (two_editions / "snapshots").iterdir() if (one / "estimates.csv").is_file()))


def points(**changed: object) -> pd.DataFrame:
    """Three editions of one area: 40, 50 and 60 %."""
    frame = pd.DataFrame(
        {
            "series": "Noord",
            "edition": ["2021", "2023", "2025"],
            "date": ["2021-01-01", "2023-01-01", "2025-01-01"],
            "value": [0.4, 0.5, 0.6],
            "low": [0.35, 0.45, 0.55],
            "high": [0.45, 0.55, 0.65],
            "verdict": "may_be_said",
            "kind": "observed",
            "instrument": "q1",
            "bridged": False,
        }
    )
    return frame.assign(**changed)[list(through_years.POINT_COLUMNS)]


def lines(figure):
    return [trace for trace in figure.data if trace.mode == "lines+markers"]


def test_one_line_on_real_days_with_its_margins():
    figure = trend.chart(points(), TIES, "nl", "light")
    (line,) = lines(figure)
    assert list(line.x) == ["2021-01-01", "2023-01-01", "2025-01-01"]
    assert list(line.y) == [0.4, 0.5, 0.6]
    assert np.allclose(line.error_y.array, 0.05)
    assert figure.layout.xaxis.type == "date"
    assert not figure.layout.shapes


def test_a_line_never_joins_two_instruments():
    figure = trend.chart(points(instrument=["q0", "q1", "q1"]), TIES, "nl", "light")
    assert [list(one.y) for one in lines(figure)] == [[0.4], [0.5, 0.6]]
    assert [note.text for note in figure.layout.annotations] == ["andere vragenlijst"]
    assert figure.layout.shapes[0].x0 == "2022-01-01"
    assert "andere vragenlijst" in trend.alt(points(instrument=["q0", "q1", "q1"]), TIES, "nl")


def test_a_gap_where_there_is_no_figure_and_a_break_where_a_model_takes_over():
    gap = points(value=[0.4, np.nan, 0.6], verdict=["may_be_said", "may_not_be_said", "may_be_said"])
    assert [list(one.y) for one in lines(trend.chart(gap, TIES, "nl", "light"))] == [[0.4], [0.6]]
    assert "geen cijfer" in trend.alt(gap, TIES, "nl")
    model = points(kind=["observed", "observed", "modelled"], verdict=["may_be_said", "may_be_said", "model_only"])
    assert [list(one.y) for one in lines(trend.chart(model, TIES, "en", "light"))] == [[0.4, 0.5], [0.6]]


def test_what_was_worked_out_has_a_mark_of_its_own():
    moved = points(bridged=[True, False, False], verdict=["with_care", "may_be_said", "may_be_said"])
    figure = trend.chart(moved, TIES, "nl", "light")
    assert list(lines(figure)[0].marker.symbol) == ["diamond-open", "circle", "circle"]
    assert "omgerekend naar andere grenzen" in [trace.name for trace in figure.data]
    assert "2021 40% van de bewoners (omgerekend naar andere grenzen)" in trend.alt(moved, TIES, "nl")


@pytest.mark.parametrize("lang", LANGS)
def test_names_are_text_and_nothing_is_nan(lang):
    hostile = points(series=HOSTILE, value=[0.4, np.nan, 0.6])
    figure = trend.chart(pd.concat([hostile, points(series="Stad")]), TIES, lang, "dark")
    assert "<img" not in figure.to_json()
    assert "nan" not in trend.alt(hostile, TIES, lang).lower()
    assert len(lines(figure)) == 3


def test_rows_within_the_borders_of_now(both):
    found = through_years.rows(both, "strong_ties", "2025", "buurt").set_index(["edition", "code"])
    assert found.loc[("2021", NORTH), ["value", "verdict", "bridged"]].tolist() == [0.75, "with_care", True]
    assert found.loc[("2025", NORTH), ["value", "verdict", "bridged"]].tolist() == [0.75, "may_be_said", False]
    assert found.loc[("2021", EAST), ["reason", "bridged"]].tolist() == ["too_few", False]
    residents = through_years.rows(both, "residents", "2025", "buurt")
    assert residents.groupby("edition")["value"].sum().tolist() == [4000, 4000]


def test_rows_within_the_borders_of_then(both):
    found = through_years.rows(both, "strong_ties", "2021", "buurt").set_index(["edition", "code"])
    now = found.loc[("2025", WEST)]
    assert now[["value", "made_of", "verdict"]].tolist() == [0.75, "whole", "with_care"]
    north, south = (through_years.rows(both, "strong_ties", "2025", "buurt").set_index(["edition", "code"]).loc[("2025", one)] for one in (NORTH, SOUTH))  # fmt: skip  # noqa: E501
    assert now["low"] == pytest.approx((north["low"] + south["low"]) / 2), "as many residents in both"


def test_a_part_of_an_old_area_is_never_tested_and_a_whole_one_is(both):
    then = through_years.rows(both, "strong_ties", "2025", "buurt")
    parts = through_years.changes(then, "2021", "2025", Unit.SHARE)
    assert parts.loc[NORTH, ["changed", "why"]].tolist() == ["", "borders"]
    whole = through_years.rows(both, "strong_ties", "2021", "buurt")
    assert through_years.changes(whole, "2021", "2025", Unit.SHARE).loc[WEST, "changed"] == "not_demonstrable"
    dwellings = through_years.changes(whole, "2021", "2025", Unit.SHARE_DWELLINGS)
    assert dwellings.loc[WEST, "why"] == "borders", "dwellings are not spread as residents are"


def test_the_last_step_is_as_the_build_tested_it(both):
    found = through_years.rows(both, "strong_ties", "2025", "wijk")
    mine = through_years.changes(found, "2021", "2025", Unit.SHARE).loc[WIJK]
    built = both.pick("strong_ties", "2025", "wijk").set_index("area").loc[WIJK]
    for name in ("change", "change_low", "change_high", "changed"):
        assert mine[name] == built[name]


def test_the_last_step_is_told_within_the_borders_of_then_too(both):
    now, then = (
        through_years.changes(through_years.rows(both, "strong_ties", edition, "gemeente"), "2021", "2025", Unit.SHARE)
        for edition in ("2025", "2021")
    )
    assert then.loc[TOP, "changed"] == now.loc[TOP, "changed"] == "not_demonstrable"
    assert then.loc[TOP, "change"] == pytest.approx(now.loc[TOP, "change"])
    found = through_years.rows(both, "strong_ties", "2021", "gemeente")
    assert "niet aantoonbaar" in trend.sentence(found, TOP, ("2021", "2025"), both.indicators["strong_ties"], "nl")


def test_the_axis_is_never_so_short_that_a_small_change_looks_large():
    near = points(value=[0.82, 0.83, 0.84], low=[0.81, 0.82, 0.83], high=[0.83, 0.84, 0.85])
    low, high = trend.tall_enough(near, TIES)
    assert high - low == pytest.approx(0.25)
    assert low < 0.81
    assert trend.tall_enough(points(value=0.99, low=0.98, high=1.0), TIES) == pytest.approx([0.75, 1.0])
    assert trend.tall_enough(near, an_indicator(Unit.PER_1000)) is None
    assert trend.tall_enough(points(value=np.nan), TIES) is None
    score = points(value=[6.2, 6.3, 6.2], low=6.1, high=6.4)
    low, high = trend.tall_enough(score, an_indicator(Unit.SCALE_10, decimals=1))
    assert high - low == pytest.approx(2.5)


@pytest.mark.parametrize("lang", LANGS)
def test_sentences(both, lang):
    ties = both.indicators["strong_ties"]
    buurten = through_years.rows(both, "strong_ties", "2025", "buurt")
    step = through_years.compared(buurten)
    assert step == ("2021", "2025")
    moved = trend.sentence(buurten, NORTH, step, ties, lang)
    assert "75%" in moved
    assert ("niet te zeggen" if lang == "nl" else "cannot be said") in moved
    whole = through_years.rows(both, "strong_ties", "2025", "gemeente")
    same = trend.sentence(whole, TOP, step, ties, lang)
    assert ("niet aantoonbaar" if lang == "nl" else "not demonstrable") in same
    assert "nan" not in trend.sentence(buurten, EAST, step, ties, lang)
    other = through_years.rows(both, OTHER_QUESTIONS, "2025", "wijk")
    assert through_years.compared(other) is None
    assert "nan" not in trend.sentence(other, WIJK, None, both.indicators[OTHER_QUESTIONS], lang)


def test_a_change_that_is_demonstrable_is_said_so(both):
    found = through_years.rows(both, "strong_ties", "2025", "gemeente").copy()
    found.loc[found["edition"] == "2025", ["change", "change_low", "change_high", "changed"]] = [
        0.2,
        0.1,
        0.3,
        "higher",
    ]
    said = trend.sentence(found, TOP, ("2021", "2025"), both.indicators["strong_ties"], "nl")
    assert "Die stijging is aantoonbaar: +20 procentpunt (waarschijnlijk tussen +10 en +30)." in said


def test_the_table_is_by_name_and_says_what_was_worked_out(both):
    found = through_years.rows(both, "strong_ties", "2025", "buurt")
    table = trend.table(found, ("2021", "2025"), both.indicators["strong_ties"], "nl")
    assert table["Gebied"].tolist() == ["Haven", "Noord", "Oost", "Zuid"]
    assert table["2021"].tolist() == ["–", "75% (omgerekend)", "–", "75% (omgerekend)"]
    assert table.iloc[1, -1] == "andere grenzen: niet te toetsen"


def test_the_list_to_hand_out_says_how_a_value_came_over(both):
    found = through_years.rows(both, "strong_ties", "2025", "buurt")
    listed = through_years.for_download(found, "strong_ties", "2025", "buurt", "all")
    text = to_csv(listed, "excel_nl").decode("utf-8-sig")
    assert text.splitlines()[0].startswith("indicator;group;borders_of_edition;level;code;name;edition;date;value")
    line = next(one for one in text.splitlines() if NORTH in one and ";2021;" in one)
    assert "0,75" in line
    assert line.rstrip().endswith("part")


def test_an_area_with_the_name_of_its_municipality_is_a_line_of_its_own(both):
    areas = both.areas.assign(name=both.areas["name"].replace("Noord", "Rekenstad"))
    named = dataclasses.replace(both, areas=areas)
    found = through_years.points(named, "strong_ties", [NORTH, TOP], "2025")
    assert list(found["series"].unique()) == [f"Rekenstad ({NORTH})", f"Rekenstad ({TOP})"]


def test_points_fill_a_slide(both):
    found = through_years.points(both, "strong_ties", [NORTH, TOP], "2025")
    assert list(found) == list(through_years.POINT_COLUMNS)
    assert found["series"].tolist() == ["Noord", "Noord", "Rekenstad", "Rekenstad"]
    body = TrendBody(found, both.indicators["strong_ties"])
    assert lines(trend.chart(body.points, body.indicator, "nl", "light"))
    with pytest.raises(KeyError):
        through_years.points(both, "strong_ties", ["BU00000000"], "2025")


def test_borders_in_words(both):
    (bridge,) = borders.bridges(both, "2025", "buurt")
    assert borders.answer(bridge, "nl") == "Van de 3 buurten van 2021 zijn er 2 in 2025 nog dezelfde."
    assert borders.changed(bridge, "nl").to_numpy().tolist() == [["Westkant", "Noord en Zuid", "gesplitst"]]
    assert borders.unbridged(bridge, "nl") == []
    (back,) = borders.bridges(both, "2021", "buurt")
    assert borders.changed(back, "en").to_numpy().tolist() == [["Westkant", "Noord and Zuid", "split"]]
    assert list(borders.changed(back, "nl"))[:2] == ["In 2021", "In 2025"]
    found = through_years.rows(both, "strong_ties", "2025", "buurt")
    assert borders.worked_out(found, "2025", "nl").startswith("2 cijfers op deze pagina zijn omgerekend")


def test_areas_that_cannot_be_bridged_are_counted_and_named(both):
    table = both.overlaps
    fewer = table[~table["area_to"].isin([SOUTH]) & ~table["area_from"].isin([EAST])]
    poorer = dataclasses.replace(both, overlaps=fewer.assign(how=fewer["how"].replace("same", "recode")))
    bridge = borders.bridges(poorer, "2025", "buurt")[0]
    old, new = borders.unbridged(bridge, "nl")
    assert old.startswith("Niet om te rekenen zijn 1 van de 3 buurten van 2021")
    assert old.endswith(": Oost.")
    assert new.startswith("Geen voorganger in 2021 hebben 2 van de 4 buurten van 2025")
    assert new.endswith(": Oost en Zuid.")
    assert "omzettingstabel" in borders.answer(bridge, "nl")
    found = through_years.rows(poorer, "strong_ties", "2025", "buurt").set_index(["edition", "code"])
    assert found.loc[("2021", SOUTH), "reason"] == "other_borders"


def test_a_snapshot_of_before_says_that_it_does_not_know(both):
    older = dataclasses.replace(both, overlaps=both.overlaps.iloc[:0])
    bridge = borders.bridges(older, "2025", "buurt")[0]
    assert "nieuwe momentopname" in borders.answer(bridge, "nl")
    assert borders.unbridged(bridge, "nl") == []
    assert borders.changed(bridge, "nl").empty
    found = through_years.rows(older, "strong_ties", "2025", "buurt")
    assert found.loc[found["edition"] == "2021", "value"].isna().all()


def test_one_edition_is_no_line(town_snapshot):
    assert borders.bridges(town_snapshot, "2025", "buurt") == []
    assert through_years.compared(through_years.rows(town_snapshot, "strong_ties", "2025", "buurt")) is None
    assert through_years.rows(town_snapshot, "strong_ties", "2025", "straat").empty


@pytest.mark.real_data
@pytest.mark.usefixtures("real_data")
def test_amsterdam_says_how_many_buurten_could_not_be_bridged():
    municipality = read_municipality(MUNICIPALITIES / "amsterdam_2020")
    old, new = (read_edition(municipality, one).edition for one in municipality.editions)
    links = border_changes.between(old, new)
    names = [one.areas.loc[one.areas["level"] == "buurt", "name"] for one in (old, new)]
    buurten = links[links["level"] == "buurt"]
    bridge = borders.Bridge("2020", "2024", Level.BUURT, buurten, *names, kept=True, smallest=True, backward=False)
    said = borders.answer(bridge, "nl")
    assert "439 buurten van 2020 staan in de omzettingstabel van de gemeente; 40 staan er niet in" in said
    (without,) = borders.unbridged(bridge, "nl")
    assert without.startswith("Geen voorganger in 2020 hebben 23 van de 518 buurten van 2024")
    assert without.endswith("en nog 11.")
    assert "gesplitst" in set(borders.changed(bridge, "nl")["Wat er gebeurde"])


def test_that_all_codes_changed_is_not_said_as_if_some_did(both, monkeypatch):
    (bridge,) = borders.bridges(both, "2025", "buurt")
    monkeypatch.setattr(borders.Bridge, "count", lambda _bridge, *_made_of: 3)
    assert "Ze kregen allemaal een andere code." in borders.answer(bridge, "nl")
    monkeypatch.setattr(borders.Bridge, "count", lambda _bridge, *made_of: len(made_of))
    assert "Daarvan kregen er 1 een andere code." in borders.answer(bridge, "nl")
