"""The profile of an area: every number is that of the snapshot, and what may not be said has none."""

from __future__ import annotations

import dataclasses
import json
import shutil

import numpy as np
import pandas as pd
import pytest

from tests.figures.sample import HOSTILE
from tests.figures.test_rows import a_snapshot
from wijkmonitor import build
from wijkmonitor.estimate import ALL, Verdict
from wijkmonitor.figures import changes, daily_life, locator, profile, profile_html, sayable
from wijkmonitor.figures import rows as figure_rows
from wijkmonitor.figures.changes import Line
from wijkmonitor.figures.measures import Measure
from wijkmonitor.snapshot import load

LANGS = pytest.mark.parametrize("lang", ["nl", "en"])
AREAS = ["GM0042", "WK004201", "WK004202", "BU00420101", "BU00420102", "BU00420201", "BU00420202"]
LONG = "De Zeer Lange Naam van een Wijk " * 4


@pytest.fixture(scope="module")
def bare(town, tmp_path_factory):
    """The town with nothing but its borders."""
    folder = tmp_path_factory.mktemp("kaal") / "kaal"
    shutil.copytree(town, folder, ignore=shutil.ignore_patterns("snapshots"))
    toml = folder / "municipality.toml"
    parts = toml.read_text(encoding="utf-8").split("\n\n")
    toml.write_text(
        "\n\n".join(part for part in parts if "file =" not in part or "boundaries" in part), encoding="utf-8"
    )
    return load(build.build(folder).path)


def drawn(found, snapshot, mode="light"):
    where = (snapshot, found.edition, found.code, found.lang)
    parts = (
        profile_html.opening(found, locator.svg(*where, mode), locator.about(*where)),
        profile_html.daily_life_part(found, mode),
        profile_html.layers_part(found, mode),
        profile_html.assets_part(found),
        profile_html.changes_part(found),
        profile_html.alike_part(found),
        profile_html.sayable_part(found, mode),
    )
    return "".join(parts)


@LANGS
@pytest.mark.parametrize("code", AREAS)
def test_every_number_is_that_of_the_snapshot(town_snapshot, code, lang):
    found = profile.of_area(town_snapshot, "2025", code, lang)
    table = town_snapshot.estimates
    mine = table[table["area"].eq(code) & table["group"].eq(ALL)].set_index("indicator")
    html = profile_html.layers_part(found, "light")
    for one in found.measures:
        row = mine.loc[one.indicator.key]
        assert (one.here["value"], one.here["verdict"]) == (row["value"], row["verdict"])
        assert one.here["verdict"] != Verdict.NOT.value
        assert one.indicator.format(row["value"], lang) in html
        if pd.notna(row["low"]):
            low, high = (one.indicator.format(row[end], lang) for end in ("low", "high"))
            assert f"({low} – {high})" in html
    assert not {"nan", "None", "NaT"} & set(html.replace("<", " ").replace(">", " ").split())


@pytest.mark.parametrize("code", AREAS)
def test_what_may_not_be_said_is_told_with_its_reason_and_never_with_a_value(town_snapshot, code):
    found = profile.of_area(town_snapshot, "2025", code, "nl")
    silent = {one.indicator.key for part in found.layers for one in part.measures if not one.known}
    assert not silent
    table = town_snapshot.estimates
    mine = table[table["area"].eq(code) & table["group"].eq(ALL)].set_index("indicator")
    said = {one.verdict: one for one in found.sayable}
    counted = {verdict: one.count for verdict, one in said.items()}
    topics = profile._ground(town_snapshot, "2025", found.level).topics
    expected = mine["verdict"].reindex(topics).fillna(Verdict.NOT.value).value_counts()
    assert {verdict.value: n for verdict, n in counted.items()} == expected.to_dict()
    if Verdict.NOT in said:
        assert all("(" in topics for topics in said[Verdict.NOT].topics), "the reason stands behind the topics"


def test_a_topic_stands_in_exactly_one_list(town_snapshot):
    keys = profile._ground(town_snapshot, "2025", "buurt").topics
    found = sayable.of_area(town_snapshot, keys, "2025", "BU00420201", "nl")
    assert sum(one.count for one in found) == len(keys)
    assert [one.verdict for one in found] == [v for v in Verdict if v in {one.verdict for one in found}]


@LANGS
@pytest.mark.parametrize("code", ["GM0042", "WK004201", "BU00420101"])
def test_an_area_without_any_figure_says_so(bare, code, lang):
    found = profile.of_area(bare, "2025", code, lang)
    name = found.name
    assert (
        found.answer
        == {
            "nl": f"Over {name} is in 2025 geen enkel cijfer te geven. Hieronder staat per onderdeel waarom.",
            "en": f"No figure at all can be given about {name} in 2025. Below is why, part by part.",
        }[lang]
    )
    assert all(part.missing for part in found.layers)
    html = drawn(found, bare)
    assert ("bewonersenquête" if lang == "nl" else "residents&#x27; survey") in html
    assert ("kerncijfers" if lang == "nl" else "key figures") in html


def test_an_area_where_nobody_lives_has_a_profile(town_snapshot):
    found = profile.of_area(town_snapshot, "2025", "BU00420202", "nl")
    assert found.daily_life.ages == ()
    assert "hier wonen (bijna) geen mensen" in drawn(found, town_snapshot)


def test_place_and_level_of_each_kind_of_area(town_snapshot):
    def said(code, **more):
        found = profile.of_area(town_snapshot, "2025", code, "nl", **more)
        return found.place, found.level, found.whole

    areas = figure_rows.areas_in(town_snapshot, "2025")
    wijk = areas.at["WK004201", "name"]
    assert said("BU00420101") == (f"Buurt in {wijk}, Rekenstad", "buurt", "Rekenstad")
    assert said("WK004201") == ("Wijk in Rekenstad", "wijk", "Rekenstad")
    assert said("GM0042") == ("Gemeente", "wijk", "")
    assert said("GM0042", level="buurt") == ("Gemeente", "buurt", "")
    with pytest.raises(KeyError):
        profile.of_area(town_snapshot, "2025", "BU99999999", "nl")
    with pytest.raises(KeyError):
        profile.of_area(town_snapshot, "1999", "GM0042", "nl")


def test_initiatives_at_a_private_address_are_counted_and_not_named(town_snapshot):
    found = profile.of_area(town_snapshot, "2025", "BU00420102", "nl")
    initiatives = next(one for one in found.assets if one.page == "initiatieven")
    assert initiatives.amount == "1"
    assert [link.name for link in initiatives.links] == []
    noord = profile.of_area(town_snapshot, "2025", "BU00420101", "nl")
    named = next(one for one in noord.assets if one.page == "initiatieven")
    assert [link.name for link in named.links] == ["Initiatief 1", "Initiatief 2"]


def test_more_names_than_fit_are_counted(town_snapshot, monkeypatch):
    monkeypatch.setattr(profile, "MOST_NAMES", 1)
    named = next(
        one for one in profile.of_area(town_snapshot, "2025", "BU00420101", "nl").assets if one.page == "initiatieven"
    )
    assert [link.name for link in named.links] == ["Initiatief 1", "nog 1"]


def test_names_are_text(town_snapshot):
    found = profile.of_area(town_snapshot, "2025", "BU00420101", "nl")
    hostile = dataclasses.replace(
        found, name=HOSTILE, whole=HOSTILE, answer=HOSTILE, changes=(Line(HOSTILE, ((HOSTILE, HOSTILE),)),)
    )
    assert "<img src=x" not in drawn(hostile, town_snapshot)


def test_ages_are_everybody_and_drawn_to_one_scale():
    ages = [daily_life.Age(str(n), "", "", share, whole) for n, (share, whole) in enumerate([(0.2, 0.4), (0.8, None)])]
    assert daily_life.most(ages) == 0.8
    widths = [daily_life.bar(age, 0.8, "light").split('width="')[1].split('"')[0] for age in ages]
    assert [float(one) for one in widths] == [29.0, 116.0]
    assert daily_life.bar(ages[0], 0.8, "light").count("<line") == 3
    assert daily_life.bar(ages[1], 0.8, "light").count("<line") == 1, "no line of a municipality that is not known"


def test_a_fact_from_a_survey_has_its_margin(town_snapshot):
    found = daily_life.of_area(town_snapshot, "2025", "BU00420101", "GM0042", "nl")
    limitation = next(one for one in found.facts if one.title == "Bewoners met een beperking")
    row = town_snapshot.find("share_limitation", "2025", "BU00420101")
    low, high = (town_snapshot.indicators["share_limitation"].format(row[end], "nl") for end in ("low", "high"))
    assert f"({low} – {high})" in limitation.here


def test_the_map_marks_the_area_and_no_other(town_snapshot):
    one = locator.svg(town_snapshot, "2025", "BU00420101", "nl", "light")
    assert one.count('stroke-width="3.5"') == 1
    assert locator.svg(town_snapshot, "2025", "GM0042", "nl", "light").count('stroke-width="3.5"') == 0
    assert locator.about(town_snapshot, "2025", "BU00420101", "nl") == "Kaartje: waar Noord ligt in Rekenstad."


class TestChanges:
    """What changed, on one topic in pretended editions."""

    @staticmethod
    def lines(
        changed="",
        change=np.nan,
        instrument=None,
        editions=("2021", "2023", "2025"),
        area="BU1",
        kind="observed",
        times=1,
    ):
        snapshot = a_snapshot(list(editions), instrument)
        table = snapshot.estimates.assign(kind=kind)
        now = table["edition"].eq("2025")
        ends = {"change": change, "change_low": change - 0.05, "change_high": change + 0.05}
        for name, value in (ends if kind == "observed" else {"change": change}).items():
            table[name] = table[name].astype(float).mask(now, value)
        table["changed"] = table["changed"].mask(now, changed)
        snapshot.estimates = table
        here = figure_rows.one(snapshot, "ties", "2025", area)
        measure = Measure(snapshot.indicators["ties"], here, None, pd.DataFrame([here]))
        return changes.lines(snapshot, [measure] * times, "2025", area, "nl")

    def test_a_demonstrable_change_has_its_margin(self):
        (line,) = self.lines("higher", 0.1)
        assert line.said == "Sterke contacten: hoger dan in 2023: +10 procentpunt (waarschijnlijk tussen +5 en +15)."

    def test_not_demonstrable_is_not_called_equal(self):
        (line,) = self.lines("not_demonstrable", 0.01)
        assert line.said == (
            "Niet aantoonbaar anders dan in 2023: sterke contacten. Dat is iets anders dan gelijk gebleven."
        )

    def test_another_instrument_is_not_compared(self):
        (line,) = self.lines(instrument={"2025": "q2"})
        assert line.said == "Niet te vergelijken met 2023, want toen is iets anders gevraagd: sterke contacten."

    def test_a_count_has_no_test(self):
        (line,) = self.lines("", 0.1, kind="register")
        assert line.said == "Geteld of berekend zonder marge. Dit is het verschil met 2023:"
        assert line.rows == (("Sterke contacten", "+10 procentpunt"),)

    def test_many_counts_are_a_list_and_no_long_sentence(self):
        (line,) = self.lines("", 0.1, kind="register", times=9)
        assert len(line.rows) == 9
        assert "sterke contacten" not in line.said.lower()

    def test_the_first_edition_and_new_borders_say_so(self):
        assert "nog niet met deze grenzen" in self.lines(area="BU2")[0].said
        assert [one.said for one in self.lines(editions=("2025",))] == ["Nu voor het eerst gemeten: sterke contacten."]
        snapshot = a_snapshot(["2021"])
        assert [one.said for one in changes.lines(snapshot, [], "2021", "BU1", "nl")] == [
            "2021 is de eerste editie: er is nog niets om mee te vergelijken."
        ]


def test_a_long_name_is_told_whole(town, tmp_path):
    folder = tmp_path / "lang"
    shutil.copytree(town, folder, ignore=shutil.ignore_patterns("snapshots"))
    borders = json.loads((folder / "buurten.geojson").read_text(encoding="utf-8"))
    borders["features"][0]["properties"]["name"] = LONG.strip()
    (folder / "buurten.geojson").write_text(json.dumps(borders), encoding="utf-8")
    snapshot = load(build.build(folder).path)
    found = profile.of_area(snapshot, "2025", "BU00420101", "nl")
    assert found.name == LONG.strip()
    assert len(found.name) > 120
    assert LONG.strip() in profile_html.sayable_part(found, "light")
    assert "De Zeer Lange Naam van een…" in profile_html.daily_life_part(found, "light"), "cut above a column"


@pytest.mark.parametrize("people", [0, 9, 10, float("nan")])
def test_an_area_without_residents_says_so_first(town_snapshot, people):
    areas = town_snapshot.areas.copy()
    areas["population"] = areas["population"].astype(float).mask(areas["code"] == "BU00420101", people)
    empty = dataclasses.replace(town_snapshot, areas=areas)
    said = profile.of_area(empty, "2025", "BU00420101", "nl").answer
    assert said.startswith("In Noord wonen (bijna) geen mensen") == (people < 10)
