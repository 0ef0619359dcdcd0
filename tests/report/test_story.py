"""The story: every number from the estimates it carries, nothing said that may not be said, nothing left out in silence."""

import copy
import dataclasses
import re

import numpy as np
import pandas as pd
import pytest

from wijkmonitor.edition import Dataset
from wijkmonitor.estimate import COLUMNS, Reason, Verdict
from wijkmonitor.report.slide import ChartBody, MapBody, TableBody, WordsBody
from wijkmonitor.report.story import MOST_AREA_SLIDES, MOST_TOPICS, OWN, STORIES, Choice, tell
from wijkmonitor.report.tables import MOST_ROWS
from wijkmonitor.report.topic_slides import MOST_DRAWN
from wijkmonitor.text import LANGS, number

NOORD, ZUID, OOST, HAVEN = "BU00420101", "BU00420102", "BU00420201", "BU00420202"
LONG = "Wijk met een naam die " + "heel lang is en maar doorgaat " * 4
BUURTEN = Choice(level="buurt", areas=(NOORD, OOST))
_NUMBER = re.compile(r"\d[\d.,]*%?")


def words(slide):
    """Everything a slide says on the screen."""
    said = [slide.sentence]
    if isinstance(slide.body, WordsBody):
        said += slide.body.lines
    if isinstance(slide.body, TableBody):
        said += [cell for row in slide.body.rows for cell in row]
    return said


def known_numbers(slide, snapshot, lang):
    """Every number the estimates of a slide can be written as."""
    found = set()
    for row in slide.estimates.to_dict("records"):
        about = snapshot.indicators.get(row["indicator"])
        for name in ("value", "low", "high", "change", "change_low", "change_high"):
            value = row[name]
            if pd.isna(value):
                continue
            if about is None:  # a judgement of the municipality scan
                found |= {number(value, lang, 1), number(abs(value), lang, 1)}
            else:
                found |= {about.format(value, lang), about.format(abs(value), lang)}
                found |= {number(abs(value) * (100 if about.unit.is_share else 1), lang, d) for d in range(4)}
    return found


def with_areas(snapshot, count, name=LONG):
    """The snapshot with ``count`` buurten that have the figures of Noord."""
    mine = snapshot.areas[snapshot.areas["code"] == NOORD]
    figures = snapshot.estimates[snapshot.estimates["area"] == NOORD]
    codes = [f"BU0042{place:04d}" for place in range(1000, 1000 + count)]
    areas = pd.concat([snapshot.areas, *(mine.assign(code=code, name=f"{name} {code}") for code in codes)])
    estimates = pd.concat([snapshot.estimates, *(figures.assign(area=code) for code in codes)], ignore_index=True)
    return dataclasses.replace(snapshot, areas=areas.reset_index(drop=True), estimates=estimates), codes


def with_an_edition_before(snapshot, **changes):
    """The snapshot with an edition 2023 that has the same figures; ``changes``: columns of strong ties of everybody in 2025."""
    package = copy.deepcopy(snapshot.package)
    package["wijkmonitor"]["editions"].insert(0, {"name": "2023", "date": "2023-01-01", "vintage": 2025})
    earlier = snapshot.estimates.assign(edition="2023")
    now = snapshot.estimates.copy()
    mine = now["indicator"].eq("strong_ties") & now["level"].eq("gemeente") & now["group"].eq("all")
    for name, value in changes.items():
        now.loc[mine, name] = value
    return dataclasses.replace(snapshot, package=package, estimates=pd.concat([earlier, now], ignore_index=True))


def slide_of(deck, key):
    return next(one for one in deck.slides if one.key == key)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("story", STORIES)
def test_every_slide_is_whole(town_snapshot, story, lang):
    deck = tell(town_snapshot, Choice(lang, story=story, level="buurt", areas=(NOORD,), topics=("strong_ties",)))
    keys = [one.key for one in deck.slides]
    assert len(keys) == len(set(keys)) >= 4
    assert town_snapshot.id in deck.foot
    assert deck.fictional
    for slide in deck.slides:
        assert re.fullmatch(r"[A-Za-z0-9-]+", slide.key)
        assert slide.topic, slide.key
        assert slide.sentence, slide.key
        assert slide.alt, slide.key
        assert any(town_snapshot.id in line for line in slide.notes), slide.key
        assert list(slide.estimates.columns) in ([], list(COLUMNS)), slide.key
        said = " ".join([slide.topic, slide.alt, *slide.notes, *words(slide)])
        assert not re.search(r"\b(nan|None|NaT)\b", said), slide.key
        assert not re.search(r"[{}]", said), slide.key


@pytest.mark.parametrize("lang", LANGS)
def test_every_number_is_in_the_estimates_of_its_slide(town_snapshot, lang):
    deck = tell(town_snapshot, dataclasses.replace(BUURTEN, lang=lang, topics=("reach_400", "capacity_scale")))
    checked = 0
    for slide in deck.slides:
        if slide.key == "leeswijzer":
            continue
        known = known_numbers(slide, town_snapshot, lang)
        for said in words(slide):
            for found in _NUMBER.findall(said):
                exact = found.rstrip(".,")
                if "%" in exact or ("," in exact and lang == "nl"):
                    assert exact in known, f"{slide.key}: {exact} in {said!r}"
                    checked += 1
    assert checked > 20


def test_the_figures_of_a_map_and_a_chart_are_in_their_estimates(town_snapshot):
    deck = tell(town_snapshot, BUURTEN)
    drawn = [one for one in deck.slides if isinstance(one.body, MapBody | ChartBody)]
    assert {type(one.body) for one in drawn} == {MapBody, ChartBody}
    for slide in drawn:
        mine = slide.estimates[slide.estimates["indicator"] == slide.body.indicator.key].set_index("area")["value"]
        for code, value in zip(slide.body.rows["code"], slide.body.rows["value"], strict=True):
            if not np.isnan(value):
                assert mine[code] == value
        if isinstance(slide.body, ChartBody) and slide.body.municipal:
            assert f"in {town_snapshot.municipality['name']}: " in slide.sentence
            assert slide.body.municipal[1] in mine.tolist()


@pytest.mark.parametrize("lang", LANGS)
def test_what_may_not_be_said_is_a_dash_with_its_reason(town_snapshot, lang):
    """Of Noord nothing may be said on strong ties: neither its sentence nor its table has a value."""
    figures = town_snapshot.estimates
    scale = figures[figures["indicator"] == "capacity_scale"]
    pillars = [scale.assign(indicator=key) for key in ("pillar_can", "pillar_around")]
    table = pd.concat([figures, *pillars], ignore_index=True)
    mine = table["area"].eq(NOORD) & table["indicator"].isin(["pillar_can", "strong_ties"])
    table.loc[mine, ["value", "low", "high", "n_eff", "change"]] = np.nan
    table.loc[mine, ["verdict", "reason"]] = [Verdict.NOT.value, Reason.TOO_FEW.value]
    table.loc[mine, ["difference", "changed"]] = ""
    deck = tell(dataclasses.replace(town_snapshot, estimates=table), dataclasses.replace(BUURTEN, lang=lang))
    parts = [one for one in deck.slides if one.key.startswith("onderdelen")]
    cells = {row[0]: row[1] for slide in parts for row in slide.body.rows}
    assert cells["Noord"] == f"– ({Reason.TOO_FEW.text(lang)})"
    title = town_snapshot.indicators["strong_ties"].title(lang)
    area = slide_of(deck, f"gebied-{NOORD}")
    assert title not in [row[0] for row in area.body.rows]
    assert title.lower() not in area.sentence.lower()


def test_a_figure_with_care_and_a_model_estimate_are_called_so(town_snapshot):
    table = town_snapshot.estimates.copy()
    mine = table["indicator"].eq("strong_ties") & table["area"].eq(NOORD)
    table.loc[mine, "verdict"] = Verdict.CARE.value
    deck = tell(dataclasses.replace(town_snapshot, estimates=table), BUURTEN)
    row = next(
        one for one in slide_of(deck, f"gebied-{NOORD}").body.rows if one[0] == "Heeft iemand om op terug te vallen"
    )
    assert row[1].endswith("met voorzichtigheid")
    own = tell(town_snapshot, Choice(level="buurt", story=OWN, topics=("rivm_lonely",)))
    assert "modelschatting" in slide_of(own, "rivm-lonely-grafiek").sentence


def test_topics_and_areas_keep_the_order_in_which_they_were_chosen(town_snapshot):
    topics, areas = ("reach_400", "strong_ties", "initiative_density"), (OOST, NOORD)
    deck = tell(town_snapshot, Choice(level="buurt", story=OWN, areas=areas, topics=topics))
    keys = [one.key for one in deck.slides]
    assert (keys[0], keys[-1]) == ("opening", "leeswijzer")
    assert [key for key in keys if key.endswith("-kaart")] == [f"{t.replace('_', '-')}-kaart" for t in topics]
    assert [key for key in keys if key.startswith("gebied-")] == [f"gebied-{code}" for code in areas]
    assert keys.index("strong-ties-grafiek") == keys.index("strong-ties-kaart") + 1


def test_chosen_areas_are_marked_on_map_and_chart(town_snapshot):
    deck = tell(town_snapshot, Choice(level="buurt", story=OWN, areas=(OOST,), topics=("reach_400",)))
    assert slide_of(deck, "reach-400-kaart").body.selected == (OOST,)
    assert slide_of(deck, "reach-400-grafiek").body.selected == (OOST,)


def test_three_hundred_areas_with_long_names(town_snapshot):
    many, codes = with_areas(town_snapshot, 300)
    deck = tell(many, Choice(level="buurt", areas=tuple(codes), topics=tuple(many.indicators)))
    own = [one for one in deck.slides if one.key.startswith("gebied-")]
    assert len(own) == MOST_AREA_SLIDES
    left_out = slide_of(deck, "ontbreekt").body.lines
    assert any("300" in line and "288" in line for line in left_out)
    assert any(str(len(many.indicators)) in line and str(MOST_TOPICS) in line for line in left_out)
    assert LONG.strip() in own[0].topic
    for slide in deck.slides:
        if isinstance(slide.body, TableBody):
            assert len(slide.body.rows) <= MOST_ROWS
        if isinstance(slide.body, ChartBody):
            assert len(slide.body.rows) <= MOST_DRAWN
    assert len([one for one in deck.slides if one.key.startswith("onderdelen")]) <= 3


def test_a_chart_of_some_areas_says_so_and_holds_the_chosen_ones(town_snapshot):
    many, codes = with_areas(town_snapshot, 60, "Buurt")
    no_wijken = many.areas[many.areas["level"] != "wijk"]
    figures = many.estimates[many.estimates["level"] != "wijk"]
    alone = dataclasses.replace(many, areas=no_wijken, estimates=figures)
    deck = tell(alone, Choice(level="buurt", story=OWN, areas=(codes[-1],), topics=("strong_ties",)))
    slide = slide_of(deck, "strong-ties-grafiek")
    assert codes[-1] in slide.body.rows["code"].tolist()
    assert f"{MOST_DRAWN} van de 64 buurten" in slide.sentence


def test_an_area_without_any_figure_says_so_with_the_reasons(town_snapshot):
    figures = town_snapshot.estimates
    bare = dataclasses.replace(town_snapshot, estimates=figures[figures["area"] != NOORD])
    slide = slide_of(tell(bare, Choice(level="buurt", areas=(NOORD,))), f"gebied-{NOORD}")
    assert "geen enkel cijfer" in slide.sentence
    assert any(Reason.NOT_MEASURED.text("nl") in line for line in slide.body.lines)


def test_a_choice_of_what_is_not_there_falls_back(town_snapshot):
    odd = Choice(story="bestaat_niet", edition="1999", level="straat", areas=("BU99",), topics=("niets",))
    keys = [one.key for one in tell(town_snapshot, odd).slides]
    assert keys == [one.key for one in tell(town_snapshot, Choice()).slides]


def test_a_snapshot_without_figures_still_tells_what_is_missing(town_snapshot):
    bare = dataclasses.replace(
        town_snapshot, estimates=town_snapshot.estimates.iloc[:0], scan=town_snapshot.scan.iloc[:0]
    )
    deck = tell(bare, dataclasses.replace(BUURTEN, topics=("strong_ties",)))
    assert [one.key for one in deck.slides if not one.key.startswith("gebied-")] == [
        "opening",
        "ontbreekt",
        "leeswijzer",
    ]
    missing = " ".join(slide_of(deck, "ontbreekt").body.lines)
    assert "ontmoetingsplekken" in missing
    assert "doenvermogen" in missing
    assert town_snapshot.indicators["strong_ties"].title.nl in missing


@pytest.mark.parametrize("lang", LANGS)
def test_a_missing_file_is_named_at_the_end(town_snapshot, lang):
    report = copy.deepcopy(town_snapshot.report)
    for one in report["editions"]:
        one["loaded"] = [file for file in one["loaded"] if file["dataset"] != "meeting_places"]
    figures = town_snapshot.estimates[~town_snapshot.estimates["indicator"].str.startswith(("reach", "place"))]
    deck = tell(
        dataclasses.replace(town_snapshot, report=report, estimates=figures), Choice(lang, topics=("reach_400",))
    )
    lines = slide_of(deck, "ontbreekt").body.lines
    assert "2025" in lines[0]
    assert Dataset.MEETING_PLACES.text(lang) in lines[0]
    assert Dataset.SURVEY.text(lang) not in lines[0]
    assert STORIES["plekken"].title(lang).lower() in lines[1]
    assert town_snapshot.indicators["reach_400"].title(lang) in lines[2]


def test_what_did_not_change_demonstrably_is_not_called_the_same(town_snapshot):
    told = with_an_edition_before(
        town_snapshot, change=0.01, change_low=-0.1, change_high=0.12, changed="not_demonstrable"
    )
    slide = slide_of(tell(told, Choice(edition="2025", story="veranderd")), "veranderd")
    assert "op geen van de 1 onderwerpen" in slide.sentence
    assert isinstance(slide.body, WordsBody)
    assert "Niet aantoonbaar anders: heeft iemand om op terug te vallen." in slide.body.lines


def test_a_demonstrable_change_stands_in_the_table_with_both_editions(town_snapshot):
    told = with_an_edition_before(town_snapshot, change=0.2, change_low=0.1, change_high=0.3, changed="higher")
    slide = slide_of(tell(told, Choice(edition="2025", story="veranderd")), "veranderd")
    (row,) = slide.body.rows
    assert row[1].startswith("2023: ")
    assert row[2].startswith("2025: ")
    assert row[3] == "hoger: +20 procentpunt (+10 tot +30)"
    assert set(slide.estimates["edition"]) == {"2023", "2025"}


def test_another_instrument_is_never_a_change(town_snapshot):
    told = with_an_edition_before(town_snapshot)
    table = told.estimates.copy()
    was = table["indicator"].eq("strong_ties") & table["edition"].eq("2023")
    table.loc[was, "instrument"] = "another"
    slide = slide_of(tell(dataclasses.replace(told, estimates=table), Choice(story="veranderd")), "veranderd")
    assert "Toen is iets anders gevraagd" in " ".join(slide.body.lines)
    assert "eerste editie" in slide.sentence


def test_a_first_edition_has_no_change(town_snapshot):
    deck = tell(town_snapshot, Choice(story="veranderd"))
    assert not [one for one in deck.slides if one.key.startswith("veranderd")]
    assert "wat er is veranderd" in " ".join(slide_of(deck, "ontbreekt").body.lines)


def test_the_notes_tell_source_instrument_answers_and_verdicts(town_snapshot):
    notes = "\n".join(
        slide_of(
            tell(town_snapshot, Choice(level="buurt", story=OWN, topics=("strong_ties",))), "strong-ties-kaart"
        ).notes
    )
    about = town_snapshot.indicators["strong_ties"]
    for part in (
        about.source.nl,
        "Vragenlijst",
        "Antwoorden in Rekenstad: 100+",
        "4 buurten",
        "Let op",
        town_snapshot.id,
    ):
        assert part in notes


def test_the_gap_between_officials_and_residents_is_that_of_the_scan(town_snapshot):
    slide = slide_of(tell(town_snapshot, Choice()), "gemeente")
    row = slide.body.rows[0]
    assert row[1].startswith("2,5")
    assert row[2].startswith("3,5")
    assert row[3].startswith("1,0 (")
    gaps = slide.estimates[slide.estimates["group"] == "judge:gap"].set_index("indicator")["value"]
    assert gaps["scan_contact"] == pytest.approx(1.0)


def test_the_same_choice_tells_the_same_words(town_snapshot):
    first, again = (tell(town_snapshot, BUURTEN) for _ in range(2))
    assert [words(one) for one in first.slides] == [words(one) for one in again.slides]
