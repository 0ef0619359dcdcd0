"""The accountability says what the program does: its numbers come from the floors, K, the bands and the enums."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.figures.sample import an_indicator
from wijkmonitor.analysis.differences import FALSE_ALARMS
from wijkmonitor.estimate import BANDS, K, Reason, Verdict
from wijkmonitor.figures import accountability, floors, reading
from wijkmonitor.indicator import INDEX_FLOORS, RATE_FLOORS, SCALE_10_FLOORS, SHARE_FLOORS, Indicator, Kind, Theme, Unit
from wijkmonitor.snapshot import Snapshot
from wijkmonitor.text import LANGS

TIES = replace(an_indicator(), floors=SHARE_FLOORS, groups=("age", "limitation"))


def test_floors_of_a_share_are_in_percentage_points_and_answers():
    said = floors.said_from(TIES, "nl")
    assert said[0] == (
        "mag je zeggen: vanaf 50 antwoorden (die na weging tellen als ten minste 30) als de marge hooguit "
        "25 procentpunt breed is"
    )
    assert said[1].startswith(
        "met voorzichtigheid (indicatief): vanaf 30 antwoorden als de marge hooguit 30 procentpunt"
    )
    assert said[2].startswith("alleen als modelschatting: vanaf 10 antwoorden")
    assert said[3] == "mag je niet zeggen: bij minder dan 10 antwoorden, tenzij er een modelschatting is"


def test_floors_of_a_scale_and_of_a_rate_have_their_own_units():
    scale = replace(an_indicator(Unit.SCALE_10), floors=SCALE_10_FLOORS)
    assert "hooguit 1,5 breed" in floors.said_from(scale, "nl")[0]
    rate = replace(an_indicator(Unit.PER_1000, Kind.REGISTER), floors=RATE_FLOORS)
    said = floors.said_from(rate, "nl")
    assert "vanaf 1.000 inwoners als de marge hooguit 4 per 1.000 inwoners breed is" in said[0]
    assert not any("modelschatting" in line for line in said)
    assert "weging" not in said[0]


def test_models_counts_and_composites_are_told_apart():
    assert "altijd" in floors.said_from(an_indicator(kind=Kind.MODELLED), "nl")[0]
    assert "een telling" in floors.said_from(an_indicator(kind=Kind.REGISTER), "nl")[0]
    composite = replace(an_indicator(), inputs=("ties",))
    told = floors.said_from(composite, "nl")
    assert "samengesteld" in told[0]
    assert len(told) == 1
    index = replace(an_indicator(Unit.INDEX), inputs=("ties",), floors=INDEX_FLOORS)
    assert floors.said_from(index, "nl")[1:] == [
        "mag je zeggen: als de marge hooguit 15 breed is",
        "met voorzichtigheid (indicatief): als de marge hooguit 30 breed is",
        "mag je niet zeggen: als de marge breder is",
    ]
    assert accountability.facts(composite, {"ties": TIES}, "nl")["Opgebouwd uit"] == ["Sterke contacten"]


def test_facts_name_the_splits_and_leave_out_what_is_empty():
    told = accountability.facts(TIES, {}, "nl")
    assert told["Uit te splitsen naar"] == ["leeftijd en beperking"]
    assert told["Vragenlijst"] == ["q1"]
    assert "Opgebouwd uit" not in told
    assert "Nodig" not in told


@pytest.mark.parametrize("lang", LANGS)
def test_every_verdict_and_reason_is_explained(lang):
    html = reading.tiers(lang, "light")
    assert all(verdict.text(lang) in html for verdict in Verdict)
    assert reading.reasons(lang).iloc[:, 0].tolist() == [reason.text(lang) for reason in Reason]


@pytest.mark.parametrize("lang", LANGS)
def test_the_rules_tell_the_numbers_the_program_works_with(lang):
    told = " ".join(body for _, body in reading.rules(lang))
    assert f" {K} " in told
    assert "5%" in told
    assert "95%" in told
    assert all(name.replace("-", "–") in told for _, name in BANDS)
    assert "{" not in told


def test_the_summary_adds_up(town_snapshot: Snapshot):
    estimates = town_snapshot.estimates
    said = accountability.summary(estimates, "en")
    assert f"Of the {len(estimates):,} figures" in said
    assert f"{(estimates['verdict'] == Verdict.SAID.value).sum()} may be said" in said


@pytest.mark.parametrize("lang", LANGS)
def test_the_table_of_floors_has_a_line_per_kind_of_figure_and_no_gaps(town_snapshot: Snapshot, lang):
    known = town_snapshot.indicators.values()
    table = floors.table(known, lang)
    kinds = {(one.unit, one.floors) for one in known if one.floors and one.kind is not Kind.MODELLED}
    assert len(table) == len(kinds)
    assert {one.unit.text(lang) for one in known if one.floors} == set(table.iloc[:, 0])
    assert table.map(bool).all(axis=None)
    assert not table.map(lambda cell: "nan" in str(cell).lower().split()).any(axis=None)
    assert floors.table([], lang).empty


def test_the_rules_tell_how_often_a_false_difference_is_found():
    told = dict(reading.rules("nl"))["Verschil met de hele gemeente"]
    assert f"Benjamini-Hochberg, {FALSE_ALARMS:.0%}" in told
    assert "2,7 tot 3,7%" in told
    assert "MOVER" in dict(reading.rules("en"))["Change"]


@pytest.mark.parametrize("lang", LANGS)
def test_the_list_holds_every_indicator_once(town_snapshot: Snapshot, lang):
    known: dict[str, Indicator] = town_snapshot.indicators
    table = accountability.overview(known.values(), lang)
    assert sorted(table.iloc[:, -1]) == sorted(known)
    download = accountability.for_download(known, lang)
    assert download.iloc[:, 0].tolist() == list(known)
    assert not download.isna().any().any()
    assert list(accountability.by_theme(known.values())) == [
        t for t in Theme if any(i.theme is t for i in known.values())
    ]
