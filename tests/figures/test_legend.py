"""The legend says what the map shows, and nothing else."""

from __future__ import annotations

from tests.figures.sample import HOSTILE, an_indicator, sample_rows
from wijkmonitor.figures.classes import Classes
from wijkmonitor.figures.legend import area_legend, point_legend, swatch
from wijkmonitor.figures.maps import AreaLayer
from wijkmonitor.figures.points import Hollow, PointLayer
from wijkmonitor.figures.theme import Texture, class_colours
from wijkmonitor.text import same


def a_legend(rows, starts=(0.25, 0.4, 0.6)):
    return area_legend(AreaLayer(rows, an_indicator(), Classes(an_indicator(), starts)), "light", "nl")


def test_classes_and_only_the_textures_that_occur():
    legend = a_legend(sample_rows())
    assert "Sterke contacten, % van de bewoners" in legend
    for words in ("lager dan 40%", "40% tot 60%", "60% of hoger", "mag je zeggen", "met voorzichtigheid"):
        assert words in legend
    assert "hier mag je niets zeggen" in legend
    assert "modelschatting" not in legend
    assert "met voorzichtigheid" not in a_legend(sample_rows().query("verdict != 'with_care'"))


def test_the_colours_are_those_of_the_map():
    legend = a_legend(sample_rows())
    assert all(f"%23{colour[1:]}" in legend for colour in class_colours(3, "light"))


def test_a_map_without_any_value_still_has_a_legend():
    legend = a_legend(sample_rows().iloc[3:], starts=())
    assert legend.count("<li") == 1
    assert "hier mag je niets zeggen" in legend


def test_textures_differ_on_paper():
    drawn = {swatch("#2b7bba", texture, "light") for texture in Texture}
    assert len(drawn) == len(Texture)


def test_kinds_of_place_with_their_counts():
    hollow = Hollow("state", ("unconfirmed",), same("niet bevestigd"))
    layer = PointLayer("u", "type", {"park": same("park"), "bad": same(HOSTILE)}, hollow=hollow)
    legend = point_legend(layer, {"park": 1200, "bad": 1, "unconfirmed": 3}, "light", "nl")
    assert "park (1.200)" in legend
    assert "niet bevestigd (3)" in legend
    assert "&lt;img" in legend
    assert "<img src=x" not in legend
    assert "&lt;img" not in point_legend(layer, {"park": 1200, "bad": 0}, "light", "nl"), (
        "what is not drawn needs no legend"
    )
    assert point_legend(PointLayer("u", "type", {}), {}, "light", "nl") == ""
