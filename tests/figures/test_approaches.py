"""What the pages on approaches and examples show: words, tables and the map of the country."""

import json
import math
from pathlib import Path

import pandas as pd
import pytest
from markdown_it import MarkdownIt

from wijkmonitor.analysis.conditions import Condition, State
from wijkmonitor.colour import contrast
from wijkmonitor.columns import TABLES
from wijkmonitor.figures import approaches, conditions, examples_map
from wijkmonitor.figures.conditions import Judged
from wijkmonitor.figures.theme import PALETTES
from wijkmonitor.indicators import REGISTRY
from wijkmonitor.text import LANGS, Text
from wijkmonitor.ui import examples

HOSTILE = "<img src=x onerror=alert(1)> *vet* [link](http://x)"
NAMES = {"BU1": "Akker", "BU2": HOSTILE, "BU3": "Zuid"}


def row(value, verdict, state, low=math.nan, high=math.nan, kind="observed", reason=""):
    return {
        "value": value,
        "low": low,
        "high": high,
        "verdict": verdict,
        "kind": kind,
        "reason": reason,
        "state": state,
    }


@pytest.fixture
def found():
    rows = pd.DataFrame(
        [
            row(0.41, "may_be_said", "met", 0.36, 0.46),
            row(0.5, "model_only", "unsure", 0.3, 0.7, kind="modelled"),
            row(math.nan, "may_not_be_said", "unknown", reason="too_few"),
        ],
        index=list(NAMES),
    )
    whole = pd.Series(row(0.3, "may_be_said", ""))
    lonely = REGISTRY["social_loneliness"]
    told = Condition(Text(nl="Meer missen mensen", en="More miss people"), lonely.key)
    asked = Condition(Text(nl="Er is een coach", en="There is a coach"))
    return [Judged(told, lonely, rows, whole), Judged(asked, None, None, None)]


def test_the_table_says_each_state_in_words_with_its_figure(found):
    table = conditions.table(found, NAMES, "nl", "light")
    assert table.count("<tr>") == 4
    for words in ("ja", "niet zeker", "niet bekend", "41% (36% – 46%)", "hele gemeente: 30%", "te weinig antwoorden"):
        assert words in table
    assert "<img src=x" not in table
    assert "nan" not in table
    assert list(State) == list(conditions.SIGNS)
    assert len(set(conditions.SIGNS.values())) == len(State), "signs differ by more than colour"


def test_the_table_has_no_total(found):
    table = conditions.table(found, NAMES, "en", "light")
    assert table.count('scope="col"') == 1 + len(found)
    assert "Area" in table


def test_one_area_has_a_row_per_condition(found):
    card = conditions.card(found, "BU1", "en", "dark")
    assert card.count('scope="row"') == len(found)
    assert "no figure tells this" in card
    assert "41% (36% – 46%)" in card


def test_many_areas_are_told_in_words(found):
    grid = conditions.grid(found, NAMES, "nl")
    assert grid.iloc[:, 0].tolist() == list(NAMES.values())
    assert grid.iloc[:, 1].tolist() == ["● ja: 41% (36% – 46%)", "◐ niet zeker: 50% (30% – 70%)", "– niet bekend"]
    assert set(grid.iloc[:, 2]) == {"– niet bekend"}


def test_the_key_explains_every_sign_and_the_textures_there_are(found):
    key = conditions.key(found, "nl", "light")
    for state in State:
        assert conditions.SIGNS[state] in key
    assert "modelschatting" in key
    assert "met voorzichtigheid" not in key


def test_conditions_of_a_snapshot(town_snapshot):
    described = town_snapshot.approaches()["buurtcirkel"]["conditions"]
    judged = conditions.judged(town_snapshot, described, "2025", "buurt", "GM0042")
    assert [one.indicator is None for one in judged] == [one["indicator"] == "" for one in described]
    # 25 % lonely in Noord, as in the whole town: nobody can say it is more.
    assert judged[0].state("BU00420101") is State.UNSURE
    assert judged[0].state("BU00420201") is State.UNKNOWN
    reach = next(one for one in judged if one.condition.indicator == "reach_800")
    assert reach.state("BU00420101") is State.MET
    assert judged[-1].state("BU00420101") is State.UNKNOWN


def test_an_indicator_an_old_snapshot_lacks_is_not_known(town_snapshot):
    words = {"nl": "a", "en": "b", "indicator": "bestaat_niet", "is": "above", "than": 0.5}
    judged = conditions.judged(town_snapshot, [words], "2025", "buurt", "GM0042")
    assert judged[0].state("BU00420101") is State.UNKNOWN
    assert "niet bekend" in conditions.table(judged, {"BU00420101": "Noord"}, "nl", "light")


def register(*rows):
    columns = [field.name for field in TABLES["initiatives"]]
    plain = {"edition": "2025", "state": "active", "own_approach": "", "lead": "residents", "theme": "food"}
    return pd.DataFrame([plain | one for one in rows], columns=columns)


REGISTER = register(
    {"initiative_id": "i1", "name": "Bankje", "approach": "abcd"},
    {"initiative_id": "i2", "name": HOSTILE, "approach": "other", "own_approach": "soep"},
    {"initiative_id": "i3", "name": "Anders", "approach": "other"},
    {"initiative_id": "i4", "name": "Weg", "approach": "abcd", "state": "ended"},
)


def test_an_own_approach_has_its_own_initiatives():
    assert approaches.of_approach(REGISTER, "soep")["initiative_id"].tolist() == ["i2"]
    assert approaches.of_approach(REGISTER, "abcd")["initiative_id"].tolist() == ["i1", "i4"]
    assert approaches.running(approaches.of_approach(REGISTER, "abcd"))["initiative_id"].tolist() == ["i1"]
    assert dict(approaches.points("u", "soep").only)["own_approach"] == ("soep",)
    assert dict(approaches.points("u", "abcd").only)["approach"] == ("abcd",)
    opened = approaches.points("u", "abcd", "i1")
    assert (opened.subject, opened.chosen) == ("initiative", "i1")


def test_initiatives_are_links_and_names_are_text():
    listed = approaches.listed(REGISTER, "nl", lambda key: f"initiatieven?initiative={key}&lang=nl")
    assert 'href="initiatieven?initiative=i2&amp;lang=nl"' in listed
    assert "<img src=x" not in listed
    assert listed.index("Anders") < listed.index("Bankje")


@pytest.mark.parametrize(("count", "words"), [(0, "geen lopend"), (1, "staat 1 lopend"), (2, "staan 2 lopende")])
def test_how_many_run(count, words):
    rows = register(*[{"initiative_id": f"i{n}", "name": "x"} for n in range(count)])
    assert words in approaches.counted(rows, "Noord", "nl")


def test_words_are_never_mark_up():
    shown = MarkdownIt("commonmark", {"html": True}).render(
        approaches.plain(HOSTILE) + "\n\n" + approaches.plain("# 1. $x$ :red[a]")
    )
    assert "<img" not in shown
    assert "<em>" not in shown
    assert "<a " not in shown
    assert "<h1>" not in shown


def test_headings_in_a_text_stay_below_those_of_the_page():
    assert approaches.story({"text": {"nl": "# A\n## B\ntekst #1"}}, "nl") == "#### A\n#### B\ntekst #1"


def test_the_usual_approaches_come_first_then_own_by_name():
    described = {key: {"title": {"nl": key, "en": key}} for key in ("zebra", "abcd", "aap", "buurtcirkel")}
    assert list(approaches.titles(described)) == ["buurtcirkel", "abcd", "aap", "zebra"]


EXAMPLES = {
    f"e{n}": {
        "title": {"nl": f"{HOSTILE}{n}", "en": "x"},
        "wijk": "W",
        "municipality": "M",
        "lat": 52.0,
        "lon": 5.0 + n / 100,
    }
    for n in range(28)
}


def test_examples_have_a_letter_each_also_beyond_26():
    letters = examples_map.letters(EXAMPLES)
    assert list(letters.values())[:2] == ["A", "B"]
    assert list(letters.values())[-2:] == ["AA", "AB"]
    assert len(set(letters.values())) == len(EXAMPLES)


@pytest.mark.parametrize("mode", list(PALETTES))
@pytest.mark.parametrize("lang", LANGS)
def test_the_map_of_the_country(mode, lang):
    figure = examples_map.examples_map(examples._outline(), EXAMPLES, "e1", lang, mode)
    _land, marks = figure.data
    assert list(marks.customdata) == list(EXAMPLES)
    assert figure.layout.yaxis.scaleratio == pytest.approx(1 / math.cos(math.radians(52.2)))
    assert not any("<img src=x" in one for one in marks.hovertext)
    assert marks.marker.size[1] > marks.marker.size[0], "the chosen one differs by more than colour"
    for fill, ink in zip(marks.marker.color, marks.textfont.color, strict=True):
        assert contrast(fill, ink) >= 4.5
    assert "<img src=x" not in examples_map.listed(EXAMPLES, "e1", lang, mode, lambda key: f"?example={key}")


def test_the_outline_is_european_netherlands():
    points = [point for ring in examples._outline() for point in ring]
    assert min(lon for lon, _ in points) == pytest.approx(3.35, abs=0.05)
    assert max(lon for lon, _ in points) == pytest.approx(7.2, abs=0.05)
    assert min(lat for _, lat in points) == pytest.approx(50.75, abs=0.05)
    assert max(lat for _, lat in points) == pytest.approx(53.5, abs=0.1)


def test_every_shipped_example_lies_on_the_map():
    from shapely.geometry import MultiPolygon, Point, Polygon

    land = MultiPolygon([Polygon(ring) for ring in examples._outline()])
    told = [path.read_text(encoding="utf-8") for path in (Path(__file__).parents[2] / "data" / "examples").glob("*.md")]
    assert len(told) == 6
    for text in told:
        facts = dict(line.split(" = ", 1) for line in text.splitlines() if line.startswith(("lat", "lon")))
        assert land.contains(Point(json.loads(facts["lon"]), json.loads(facts["lat"])))
