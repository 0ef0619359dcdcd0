"""The slide of one topic through the editions: only what may be said, and every value published or said to be worked out."""

import dataclasses
import io
import re
import zipfile

import numpy as np
import pandas as pd
import pytest

from tests.report.reading_pdf import slide_texts, squeezed
from tests.report.slides import cached, charts_in, reopened
from tests.two_editions import OTHER_QUESTIONS, WEST
from wijkmonitor.analysis import bridged
from wijkmonitor.estimate import COLUMNS, Verdict
from wijkmonitor.figures import through_years
from wijkmonitor.figures.still_map import Frame
from wijkmonitor.report import pictures
from wijkmonitor.report.pack import pack
from wijkmonitor.report.slide import TrendBody
from wijkmonitor.report.story import COUNCIL, OWN, Choice, tell
from wijkmonitor.report.telling import Telling
from wijkmonitor.report.trend_slides import MOST_AREAS, headline, trend_slide
from wijkmonitor.snapshot import load
from wijkmonitor.text import LANGS

NOORD, ZUID, OOST, HAVEN, WIJK, TOP = "BU00420101", "BU00420102", "BU00420201", "BU00420202", "WK004201", "GM0042"
TIES = "strong_ties"


@pytest.fixture(scope="module")
def both(two_editions):
    return load(next(one for one in (two_editions / "snapshots").iterdir() if (one / "estimates.csv").is_file()))


def telling(snapshot, *areas, lang="nl", edition="2025"):
    return Telling.of(snapshot, Choice(lang, edition, level="buurt", areas=areas))


def changed(snapshot, rows, **values):
    table = snapshot.estimates.copy()
    for name, value in values.items():
        table.loc[rows(table), name] = value
    return dataclasses.replace(snapshot, estimates=table)


def of_the_whole(edition, key=TIES):
    return lambda table: table["indicator"].eq(key) & table["area"].eq(TOP) & table["edition"].eq(edition)


def test_the_municipality_comes_last_after_at_most_three_chosen_areas(both):
    slide = trend_slide(telling(both, NOORD, TOP, ZUID, OOST, HAVEN), TIES)
    assert list(slide.body.points["series"].unique()) == ["Noord", "Zuid", "Oost", "Rekenstad"]
    assert f"de eerste {MOST_AREAS} van de 4 gekozen gebieden" in slide.sentence
    assert slide.topic == "Heeft iemand om op terug te vallen door de jaren"
    assert list(trend_slide(telling(both), TIES).body.points["series"].unique()) == ["Rekenstad"]


@pytest.mark.parametrize("lang", LANGS)
def test_every_point_is_published_or_said_to_be_worked_out_from_what_is(both, lang):
    """Of a buurt and of a wijk, with the borders of either edition."""
    seen = set()
    for edition, areas in (("2025", (NOORD, ZUID, WIJK)), ("2021", (WEST, OOST, WIJK))):
        told = telling(both, *areas, lang=lang, edition=edition)
        for key in (TIES, "residents"):
            slide = trend_slide(told, key)
            known = slide.estimates.set_index(["area", "edition"])
            assert list(slide.estimates.columns) == list(COLUMNS)
            assert not known.index.duplicated().any()
            notes = " ".join(slide.notes)
            codes = {told.name_of(code): code for code in (*areas, TOP)}
            for row in slide.body.points.to_dict("records"):
                seen.add(row["bridged"])
                if row["bridged"]:
                    assert (codes[row["series"]], row["edition"]) not in known.index
                    said = "omgerekend" if lang == "nl" else "worked out"
                    assert f"{row['series']}, {row['edition']}: {said}" in notes
                elif pd.notna(row["value"]):
                    assert known.loc[(codes[row["series"]], row["edition"]), "value"] == row["value"]
    assert seen == {True, False}


def test_the_published_figures_give_the_value_that_was_worked_out(both):
    slide = trend_slide(telling(both, NOORD, edition="2025"), "residents")
    points = slide.body.points.set_index(["series", "edition"])
    assert points.loc[("Noord", "2021"), "bridged"]
    old = both.areas_of(2021, "buurt")["population"]
    links = through_years.links_between(both, 2021, 2025, "buurt")
    figures = slide.estimates[slide.estimates["edition"].eq("2021")].set_index("area")["value"]
    again = bridged.carried(figures, links[links["area_to"] == NOORD], old, counted=True)
    assert again[NOORD] == pytest.approx(points.loc[("Noord", "2021"), "value"])
    note = next(one for one in slide.notes if one.startswith("Noord, 2021: omgerekend"))
    assert "de grenzen van 2025" in note
    assert "Westkant" in note


def test_every_row_in_the_archive_is_that_of_the_snapshot(both):
    deck = tell(both, Choice(level="buurt", story=OWN, areas=(NOORD, OOST), topics=(TIES,)))
    place = next(at for at, one in enumerate(deck.slides, start=1) if one.key == "strong-ties-jaren")
    made = pack(deck, both, ())
    with zipfile.ZipFile(io.BytesIO(made.archive)) as archive:
        content = archive.read(f"cijfers/{place:02d}-strong-ties-jaren.csv")
    table = pd.read_csv(io.BytesIO(content), dtype={"edition": "str"}, keep_default_na=False)
    truth = both.estimates[both.estimates["group"].eq("all")].set_index(["indicator", "area", "edition"])
    assert set(table["edition"]) == {"2021", "2025"}
    assert WEST in set(table["area"])
    for row in table.to_dict("records"):
        source = truth.loc[(row["indicator"], row["area"], row["edition"])]
        assert row["verdict"] == source["verdict"]
        assert row["value"] == "" if pd.isna(source["value"]) else float(row["value"]) == source["value"]
    text = squeezed(slide_texts(made.pdf)[place - 1])
    assert squeezed(deck.slides[place - 1].sentence) in text
    drawn = [value for chart in charts_in(reopened(made.pptx)) for value in cached(chart).get("Rekenstad", [])]
    points = deck.slides[place - 1].body.points.set_index("series")
    assert points.loc["Rekenstad", "value"].tolist() == pytest.approx(drawn[-2:])


def test_what_may_not_be_said_is_no_point(both):
    """Not even when a value stands beside the verdict."""
    silent = changed(both, of_the_whole("2021"), verdict=Verdict.NOT.value, reason="too_few", value=0.987)
    assert trend_slide(telling(silent), TIES) is None
    slide = trend_slide(telling(silent, HAVEN, NOORD), TIES)
    mine = slide.body.points[slide.body.points["series"].eq("Rekenstad")].set_index("edition")
    assert mine.loc["2021", ["value", "low", "high"]].isna().all()
    said = " ".join([slide.sentence, slide.alt, *slide.notes])
    drawn = pictures.svg(slide, {}, _frame(), "nl", "light")
    assert not re.search(r"99%|98[.,]7|nan", said + drawn)
    assert "te weinig antwoorden" in said


def _frame():
    return Frame("t", 1220, 470, 28)


def test_one_edition_is_no_slide(both, town_snapshot):
    assert trend_slide(telling(town_snapshot, NOORD), TIES) is None
    assert not [one for one in tell(town_snapshot, Choice(topics=(TIES,))).slides if isinstance(one.body, TrendBody)]
    alone = changed(both, of_the_whole("2021"), value=np.nan, low=np.nan, high=np.nan, verdict=Verdict.NOT.value)
    assert trend_slide(telling(alone), TIES) is None
    assert trend_slide(telling(both), "bestaat_niet") is None


def test_a_model_estimate_tells_of_no_change(both):
    key = "rivm_lonely"
    now = both.estimates[both.estimates["indicator"].eq(key)]
    earlier = now.assign(edition="2021", vintage=2021)
    twice = dataclasses.replace(both, estimates=pd.concat([both.estimates, earlier], ignore_index=True))
    assert key in telling(twice).known
    assert trend_slide(telling(twice), key) is None


@pytest.mark.parametrize("lang", LANGS)
def test_other_questions_are_named_per_edition_and_break_the_line(both, lang):
    slide = trend_slide(telling(both, WIJK, lang=lang), OTHER_QUESTIONS)
    notes = " ".join(slide.notes)
    assert "2021: ander_2021; 2025: " in notes
    broken = "De lijn van Rekenstad is gebroken tussen 2021 en 2025: andere vragenlijst."
    assert broken in slide.notes if lang == "nl" else "The line of Rekenstad is broken" in notes
    assert ("geen twee edities te vergelijken" if lang == "nl" else "no two editions can be compared") in slide.sentence
    drawn = pictures.svg(slide, {}, _frame(), lang, "light")
    assert (
        drawn.count("andere vragenlijst" if lang == "nl" else "other questionnaire") >= 2
    )  # in the picture and its words
    alike = " ".join(trend_slide(telling(both, lang=lang), TIES).notes)
    assert ("In 2021 en 2025 is hetzelfde gevraagd" if lang == "nl" else "In 2021 and 2025 the same was asked") in alike


def test_the_notes_tell_how_each_area_changed_and_how_firm_its_figures_are(both):
    notes = trend_slide(telling(both, NOORD, OOST), TIES).notes
    assert any(one.startswith("Noord, heeft iemand") and "niet te zeggen of er echt iets" in one for one in notes)
    assert any(one.startswith("Cijfers van Noord: 1 mag je zeggen en 1 met voorzichtigheid") for one in notes)
    assert any(one.startswith("Cijfers van Oost: 2 mag je niet zeggen (") for one in notes)
    assert both.id in notes[-1]


def test_the_story_for_the_council_has_one_after_what_changed(both):
    deck = tell(both, Choice(story=COUNCIL))
    keys = [one.key for one in deck.slides]
    assert [one.key for one in deck.slides if isinstance(one.body, TrendBody)] == ["strong-ties-jaren"]
    assert keys.index("strong-ties-jaren") == keys.index("veranderd") + 1
    assert "aantoonbaar" in next(one for one in deck.slides if one.key == "strong-ties-jaren").sentence


def test_the_headline_is_a_measure_of_which_a_change_can_be_told(both):
    """Not ties when something else was asked then; and nothing without any that has a line."""
    other = changed(both, lambda table: table["indicator"].eq(TIES) & table["edition"].eq("2021"), instrument="ander")
    assert headline(telling(other)).key != "strong-ties-jaren"
    first = dataclasses.replace(both, estimates=both.estimates[both.estimates["edition"].eq("2025")])
    assert headline(telling(first)) is None


def test_a_chosen_topic_gets_map_chart_and_line_in_that_order(both):
    deck = tell(both, Choice(level="buurt", story=OWN, topics=(TIES,)))
    assert [one.key for one in deck.slides][1:4] == ["strong-ties-kaart", "strong-ties-grafiek", "strong-ties-jaren"]
