"""The map that does not move: every area drawn in its class and texture, safe XML, a legend that fits."""

import xml.etree.ElementTree as ET

import pytest

from wijkmonitor.estimate import Verdict
from wijkmonitor.figures import rows as figure_rows
from wijkmonitor.figures import still_map
from wijkmonitor.figures.classes import classes_for
from wijkmonitor.figures.maps import AreaLayer
from wijkmonitor.figures.still_legend import Box, Item, drawn
from wijkmonitor.figures.still_map import Frame, StillMap, features_of, short_name
from wijkmonitor.figures.theme import PALETTES, class_colours

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '<script>alert(1)</script> & "Wijk" \x00\x0b' + "x" * 100


@pytest.fixture
def layer(town_snapshot):
    key, edition, level = "strong_ties", town_snapshot.editions[-1]["name"], "buurt"
    rows = figure_rows.shown(town_snapshot, key, edition, level)
    about = town_snapshot.indicators[key]
    return AreaLayer(rows, about, classes_for(town_snapshot.estimates, about, level))


@pytest.fixture
def features(town_snapshot):
    return features_of(town_snapshot.geometry(), "buurt", int(town_snapshot.editions[-1]["vintage"]))


def paths(svg):
    tree = ET.fromstring(svg)
    return [one for one in tree.findall(f"{SVG}path") if one.get("fill-rule") == "evenodd"]


def test_every_area_is_drawn_in_its_own_class_and_texture(layer, features):
    svg = still_map.svg(StillMap(features, layer), Frame("m"), "nl", "Kaart", "Wat er te zien is")
    drawn_areas = paths(svg)
    assert len(drawn_areas) == len(features) == len(layer.rows)
    classes = dict(zip(layer.rows["code"], layer.classes.of(layer.rows["value"]), strict=True))
    verdicts = dict(zip(layer.rows["code"], layer.rows["verdict"], strict=True))
    for feature, path in zip(features, drawn_areas, strict=True):
        code = feature["properties"]["code"]
        if verdicts[code] == Verdict.NOT.value:
            assert path.get("fill") == "url(#m-nothing)"
        else:
            assert path.get("fill").startswith(f"url(#m-{classes[code]}-")


def test_every_fill_that_is_used_is_a_pattern_in_the_colour_of_its_class(layer, features):
    svg = still_map.svg(StillMap(features, layer), Frame("m"), "nl", "Kaart", "Wat er te zien is")
    tree = ET.fromstring(svg)
    patterns = {f"url(#{one.get('id')})": one.find(f"{SVG}rect").get("fill") for one in tree.iter(f"{SVG}pattern")}
    plain = {one.get("id"): one.find(f"{SVG}stop").get("stop-color") for one in tree.iter(f"{SVG}linearGradient")}
    assert {f"url(#{name.removesuffix('-ground')})": colour for name, colour in plain.items()} == patterns
    patterns |= {f"url(#{name})": colour for name, colour in plain.items()}
    used = {one.get("fill") for one in tree.iter() if str(one.get("fill", "")).startswith("url(")}
    assert used <= set(patterns)
    colours = class_colours(len(layer.classes), "light")
    assert {patterns[one] for one in used} <= {*colours, PALETTES["light"].nothing}


def test_words_for_who_cannot_see_it_stand_in_it(layer, features):
    tree = ET.fromstring(still_map.svg(StillMap(features, layer), Frame("m"), "nl", "Titel", "Uitleg"))
    assert (tree.get("role"), tree.findtext(f"{SVG}title"), tree.findtext(f"{SVG}desc")) == ("img", "Titel", "Uitleg")


def test_hostile_names_are_only_text(layer, features):
    renamed = [{**one, "properties": {**one["properties"], "name": HOSTILE}} for one in features]
    svg = still_map.svg(StillMap(renamed, layer), Frame("m", type_px=4), "nl", HOSTILE, HOSTILE)
    tree = ET.fromstring(svg)  # raises for characters that XML does not allow
    assert not list(tree.iter(f"{SVG}script"))
    assert any("<script>" in (one.text or "") for one in tree.iter(f"{SVG}text"))


def test_the_chosen_area_has_an_outline_and_a_line_in_the_legend(layer, features):
    code = features[0]["properties"]["code"]
    plain = still_map.svg(StillMap(features, layer), Frame("m"), "nl", "t", "a")
    chosen = still_map.svg(StillMap(features, layer, selected=(code,)), Frame("m"), "nl", "t", "a")
    accent = f'stroke="{PALETTES["light"].accent}"'
    assert (plain.count(accent), chosen.count(accent)) == (0, 2)
    assert "gekozen gebied" in chosen


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_without_figures_only_the_borders_are_drawn(features, lang):
    svg = still_map.svg(StillMap(features), Frame("m", legend=False), lang, "t", "a")
    assert {path.get("fill") for path in paths(svg)} == {PALETTES["light"].nothing}


def test_a_map_without_areas_is_an_empty_picture():
    assert paths(still_map.svg(StillMap([]), Frame("m"), "nl", "t", "a")) == []


def test_a_long_legend_shrinks_until_it_fits():
    lines = [Item(f"regel {place}", silent=True) for place in range(30)]
    svg = ET.fromstring(
        f'<svg xmlns="http://www.w3.org/2000/svg">{drawn(lines, Box(0, 0, 300, 560, 20, "m"), "light")}</svg>'
    )
    assert max(float(one.get("y")) for one in svg.iter(f"{SVG}text")) <= 560


def test_a_long_name_is_cut_for_a_tight_spot():
    assert short_name("Binnenstad", 24) == "Binnenstad"
    assert len(short_name("x" * 120, 24)) == 24
    assert short_name("x" * 120, 24).endswith("…")


def _square(name, west, east):
    ring = [[west, 52.0], [east, 52.0], [east, 52.1], [west, 52.1], [west, 52.0]]
    about = {"code": name, "name": name, "class": 0, "texture": "plain"}
    return {"type": "Feature", "properties": about, "geometry": {"type": "Polygon", "coordinates": [ring]}}


def test_a_name_of_two_lines_is_written_whole_and_beside_its_neighbours():
    frame, place = Frame("n", 900, 500, 30), lambda lon, lat: (lon * 1000, lat * 1000)
    names = ["Elzenvoorde en buitengebied", "Parkzicht"]
    labels = [still_map._label(_square(name, 5.0, 5.4), frame, place) for name in names]
    assert labels[0].lines == ("Elzenvoorde en", "buitengebied")
    assert labels[0].covers(labels[1])
    drawing = StillMap([_square("Parkzicht", 5.0, 5.12), _square("Oosterveen", 5.05, 5.2)])
    names = still_map._names(drawing, frame, lambda lon, lat: (lon * 1500, lat))
    svg = ET.fromstring(f'<svg xmlns="http://www.w3.org/2000/svg">{names}</svg>')
    first, second = (float(one.get("y")) for one in svg.iter(f"{SVG}text"))
    assert abs(first - second) >= frame.type_px * 0.8
