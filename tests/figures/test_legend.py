"""The legend says what the map shows, and nothing else."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest

from tests.figures.sample import HOSTILE, an_indicator, mixed_rows, sample_rows
from wijkmonitor.figures.classes import Classes
from wijkmonitor.figures.legend import area_legend, point_legend, spot_legend, swatch
from wijkmonitor.figures.maps import AreaLayer
from wijkmonitor.figures.points import Hollow, Pin, PointLayer, SpotLayer
from wijkmonitor.figures.theme import TEXTURES, Texture, class_colours, texture_of
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


def test_dots_and_pins_have_a_legend_when_there_are_any():
    layers = (SpotLayer([52.0], [5.0], same("hier nu ook"), 1), SpotLayer([], [], same("nergens")))
    legend = spot_legend(layers, (Pin(52.0, 5.0, "A", same(HOSTILE)),), "dark", "nl")
    assert "hier nu ook" in legend
    assert "nergens" not in legend
    assert "<img src=x" not in legend
    assert spot_legend((), (), "light", "nl") == ""


def blocks(html):
    """Headings and lists of a legend: [(heading before the list or "", label of the list, [words of its items])]."""
    found, heading = [], ""
    for paragraph, label, body in re.findall(r"<p[^>]*>(.*?)</p>|<ul aria-label=\"(.*?)\"[^>]*>(.*?)</ul>", html):
        if label:
            found.append((heading, label, re.findall(r"<span>(.*?)</span>", body)))
            heading = ""
        else:
            heading = paragraph
    return found


def textures_in(html):
    """Which textures the swatches of a legend show, by the path they are drawn with."""
    svgs = [unquote(one) for one in re.findall(r"data:image/svg\+xml,([^\"]*)", html)]
    paths = {look.path: texture for texture, look in TEXTURES.items() if look.path}
    return {next((t for path, t in paths.items() if f'd="{path}"' in svg), Texture.FULL) for svg in svgs}


@pytest.mark.parametrize(
    ("lang", "measured", "modelled"), [("nl", "Gemeten", "Modelschatting"), ("en", "Measured", "Model estimate")]
)
def test_measured_and_modelled_values_have_a_list_each(lang, measured, modelled):
    classes = Classes(an_indicator(), (0.4, 0.5, 0.7))
    legend = area_legend(AreaLayer(mixed_rows(), an_indicator(), classes), "light", lang)
    labels = classes.labels(lang)
    firm, care, silent = (TEXTURES[t].words(lang) for t in (Texture.FULL, Texture.HATCHED, Texture.GREY))
    assert [(heading, items) for heading, _, items in blocks(legend)] == [
        (measured, labels),
        ("", [firm, care]),
        (modelled, labels),
        ("", [silent]),
    ]


@pytest.mark.parametrize("keep", [[0, 1], [0], [2], [2, 3, 4], [4], [1, 2], [0, 3], [0, 1, 2, 3, 4]])
def test_the_legend_shows_exactly_the_textures_on_the_map(keep):
    rows = mixed_rows().iloc[keep]
    layer = AreaLayer(rows, an_indicator(), Classes(an_indicator(), (0.4, 0.5) if min(keep) < 4 else ()))
    on_the_map = {texture_of(verdict, kind) for verdict, kind in zip(rows["verdict"], rows["kind"], strict=True)}
    assert textures_in(area_legend(layer, "light", "nl")) == on_the_map
    headings = [heading for heading, _, _ in blocks(area_legend(layer, "light", "nl"))]
    assert ("Gemeten" in headings) == ({Texture.DOTTED} < on_the_map - {Texture.GREY})
    assert ("Modelschatting" in headings) == (Texture.DOTTED in on_the_map)
