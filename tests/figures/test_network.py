"""The drawing of a network: shapes, dashes and thickness tell, names never overlap, a place never moves."""

import itertools

import numpy as np
import pandas as pd
import pytest

from tests.figures.made_up_network import a_network
from tests.figures.sample import HOSTILE
from wijkmonitor.colour import contrast
from wijkmonitor.figures import network as drawings
from wijkmonitor.figures.organisations import wijk_names
from wijkmonitor.figures.theme import PALETTES

AREAS = pd.DataFrame({"name": {"WK000101": "Een", "WK000102": "Twee", "WK000103": "Drie"}})


def drawn(network, chosen="", mode="light", lang="nl"):
    return drawings.drawing(network, wijk_names(network, AREAS, lang), lang, mode, chosen)


def traces(figure, mode):
    return [one for one in figure.data if one.mode and one.mode.startswith(mode)]


@pytest.fixture(scope="module")
def network():
    return a_network(40, 90)


def test_every_tie_is_drawn_once_as_what_it_is(network):
    lines = traces(drawn(network), "lines")
    counted = {(line.line.dash, line.line.width): line.x.count(None) for line in lines}
    pairs = network.pairs
    for across, mutual in itertools.product((True, False), repeat=2):
        look = (drawings._DASH if across else "solid", drawings._THICK if mutual else drawings._THIN)
        assert counted[look] == int((pairs["crossing"].eq(across) & pairs["mutual"].eq(mutual)).sum())
    colours = {line.line.dash: line.line.color for line in lines}
    assert len(set(colours.values())) == 2, "across and within differ in colour as well"


def test_kinds_differ_in_shape_and_colour(network):
    marks = {one.marker.symbol: one.marker.color for one in traces(drawn(network), "markers+text")}
    assert set(marks) == {"square", "circle"}
    assert len(set(marks.values())) == 2


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_colours_can_be_seen(network, mode):
    for mark in traces(drawn(network, mode=mode), "markers+text"):
        assert all(contrast(edge, PALETTES[mode].surface) >= 3 for edge in mark.marker.line.color)
        assert contrast(mark.textfont.color, mark.marker.color) >= 4.5
    for line in traces(drawn(network, mode=mode), "lines"):
        assert contrast(line.line.color, PALETTES[mode].surface) >= 3


def test_the_chosen_one_stands_out_with_its_partners(network):
    chosen = str(network.here["partners"].idxmax())
    figure = drawn(network, chosen)
    shown = {
        key: opacity
        for one in traces(figure, "markers+text")
        for (key, _), opacity in zip(one.customdata, one.marker.opacity, strict=True)
    }
    bright = {key for key, opacity in shown.items() if opacity == 1}
    assert bright == {chosen, *network.partners_of(chosen)}
    names = [one.text.replace("<br>", " ") for one in figure.layout.annotations]
    assert str(network.organisations.at[chosen, "name"]) in names
    clear = sum(line.x.count(None) for line in traces(figure, "lines") if line.opacity > 0.5)
    assert clear == len(network.ties_of(chosen))


def test_an_organisation_stands_in_the_same_place_in_every_wijk():
    everything, one_wijk = a_network(40, 90), a_network(40, 90, "WK000101")
    pd.testing.assert_frame_equal(
        everything.organisations[["x", "y", "number"]], one_wijk.organisations[["x", "y", "number"]]
    )
    assert 0 < len(one_wijk.here) < 40
    assert (one_wijk.named["wijk"] == "WK000101").all()


@pytest.mark.parametrize(("members", "ties", "wijk"), [(40, 90, ""), (40, 90, "WK000102"), (150, 600, "")])
def test_names_overlap_no_name_and_no_mark(members, ties, wijk):
    network = a_network(members, ties, wijk)
    window = drawings.window_of(network)
    bright = set(network.organisations.index)
    found = drawings.labels(network, window, bright)
    assert found or members == 150, "a wijk has room for names, the largest network may have none"
    for one, other in itertools.combinations(found, 2):
        assert not drawings._overlap(one.box, other.box)
    for label in found:
        covered = 0
        for _, row in network.here.iterrows():
            x, y = window.pixels(row)
            covered += label.box[0] < x < label.box[2] and label.box[1] < y < label.box[3]
        assert covered == 0


def test_150_organisations_and_600_ties_keep_their_marks_apart():
    network = a_network(150, 600)
    figure = drawn(network)
    across, up = (np.diff(axis.range)[0] for axis in (figure.layout.xaxis, figure.layout.yaxis))
    marks = traces(figure, "markers+text")
    x, y, size = (np.concatenate([np.array(part(one)) for one in marks]) for part in (
        lambda one: one.x, lambda one: one.y, lambda one: one.marker.size
    ))  # fmt: skip
    assert len(x) == 150
    wide = 545  # three fifths of the page on a screen of 1440 pixels
    gap = np.hypot((x[:, None] - x) / across * wide, (y[:, None] - y) / up * drawings.HEIGHT)
    touching = (size[:, None] + size) / 2
    assert (gap + 1e3 * np.eye(150) >= touching).all()


def test_names_are_text():
    network = a_network(6, 8)
    hostile = network.organisations.assign(name=HOSTILE)
    network = type(network)(hostile, network.pairs, network.named)
    figure = drawn(network, chosen="O001")
    said = [one.text for one in figure.layout.annotations]
    said += [text for one in traces(figure, "markers") for _, text in one.customdata]
    assert said
    assert not any("<img" in one for one in said)


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_alt_says_what_there_is_to_see(network, lang):
    said = drawings.drawing_alt(network, lang, "O001")
    for words in ("40", str(len(network.pairs)), str(network.crossing), str(network.organisations.at["O001", "name"])):
        assert words in said


@pytest.mark.parametrize(("members", "ties"), [(0, 0), (1, 0), (5, 0)])
def test_without_ties_there_is_a_drawing_as_well(members, ties):
    network = a_network(members, ties)
    figure = drawn(network)
    assert sum(len(one.x) for one in traces(figure, "markers+text")) == members
    assert drawings.drawing_alt(network, "nl")
