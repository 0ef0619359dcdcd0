"""The pattern on the map: its sentence, its kinds of area, its colours and its legend."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
import pytest

from tests.figures.sample import HOSTILE, an_indicator
from wijkmonitor.figures import clusters
from wijkmonitor.figures.categories import CategoryLayer, category_legend, packed
from wijkmonitor.figures.maps import Drawing, MapBase
from wijkmonitor.text import same

TIES = an_indicator()
AREAS = pd.DataFrame({"name": [HOSTILE, "Noord", "Oost", "Zuid"]}, index=["BU1", "BU2", "BU3", "BU4"])
KINDS = ["high_high", "low_low", "", ""]


@dataclass
class Town:
    """The two tables a pattern is read from."""

    statistics: pd.DataFrame
    clusters: pd.DataFrame
    indicators: dict = field(default_factory=lambda: {"ties": TIES})


def town(i: float = 0.4, p: float = 0.001, level: str = "buurt", kinds: list[str] = KINDS) -> Town:
    about = {"indicator": "ties", "edition": "2025", "level": level}
    numbers = [{**about, "area": "GM1", "statistic": name, "value": v} for name, v in (("moran_i", i), ("moran_p", p))]
    local = pd.DataFrame({**about, "area": AREAS.index, "cluster": kinds, "p": [0.01, 0.02, 0.6, np.nan]})
    return Town(pd.DataFrame(numbers), local)


def the_pattern(**changes: object) -> clusters.Pattern:
    found = clusters.find_pattern(town(**changes), "ties", "2025", "wijk")
    assert found is not None
    return found


def test_the_finest_level_is_taken_when_the_level_of_the_view_was_not_worked_out():
    assert the_pattern().level == "buurt"
    assert clusters.find_pattern(town(), "ties", "2023", "buurt") is None
    empty = town()
    empty.statistics = empty.statistics.iloc[:0]
    assert clusters.find_pattern(empty, "ties", "2025", "buurt") is None


@pytest.mark.parametrize(
    ("i", "p", "kinds", "words"),
    [
        (0.4, 0.001, KINDS, ["liggen, lijken op elkaar", "2 van de 3 buurten vallen op"]),
        (0.4, 0.2, ["", "", "", ""], ["Geen aantoonbaar patroon op de kaart", "Geen enkele buurt"]),
        (-0.4, 0.01, ["high_low", "", "", ""], ["patroon van afwisseling", "Eén van de 3 buurten valt op"]),
    ],
)
def test_the_sentence_says_no_more_than_was_found(i, p, kinds, words):
    said = clusters.answer(the_pattern(i=i, p=p, kinds=kinds), "nl")
    assert all(one in said for one in words)
    assert "{" not in said + clusters.answer(the_pattern(i=i, p=p, kinds=kinds), "en")


def test_a_small_p_is_not_written_as_nothing():
    assert clusters.measured(the_pattern(p=0.0002), "nl") == "Moran's I is 0,40, p is kleiner dan 0,001."
    assert clusters.measured(the_pattern(p=0.002), "en") == "Moran's I is 0.40, p is 0.002."


def test_an_area_without_a_figure_is_no_part_of_the_pattern():
    layer = clusters.layer(the_pattern(), AREAS)
    assert layer.kinds == {"BU1": "high_high", "BU2": "low_low", "BU3": "none"}
    assert layer.of_kind("low_low") == ["Noord"]


def test_the_map_gets_a_colour_and_words_per_kind_and_names_cannot_run():
    base = MapBase("nl", background_map=False, scripts=(), styles=())
    drawing = Drawing(title="Kaart", place="stad", url="x", mode="light")
    text = packed(drawing, clusters.layer(the_pattern(), AREAS), base)
    areas = json.loads(text)["areas"]
    assert areas["classes"] == "412-"
    assert areas["state"] == "0001"
    assert len({fill["colour"] for fill in areas["fills"].values()}) == len(clusters.KINDS)
    assert "hoog naast hoog" in json.dumps(areas["value"])
    assert "<" not in packed(drawing, CategoryLayer(same(HOSTILE), clusters.KINDS, {}, {"BU1": HOSTILE}), base)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_legend_names_areas_counts_the_rest_and_escapes(mode):
    html = category_legend(clusters.layer(the_pattern(), AREAS), mode, "nl", clusters.READ_OUT, [clusters.NONE])
    assert html.index("hoog naast hoog") < html.index("laag naast laag") < html.index("geen aantoonbaar patroon")
    assert "Noord" in html
    assert "Oost" not in html, "areas without a pattern are counted, not named"
    assert "geen cijfer</strong>: 1" in html
    assert "<img src=x" not in html


def test_a_long_list_of_names_is_cut_off():
    names = {f"BU{i:02}": f"Buurt {i:02}" for i in range(20)}
    layer = CategoryLayer(same("t"), clusters.KINDS, dict.fromkeys(names, "high_high"), names)
    html = category_legend(layer, "light", "nl", clusters.READ_OUT)
    assert "Buurt 11 en nog 8" in html
    assert "Buurt 12" not in html
