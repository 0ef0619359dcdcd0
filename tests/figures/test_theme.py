"""Colours that can be told apart, and one meaning per texture."""

from __future__ import annotations

import tomllib

import pytest

from tests.conftest import PROJECT
from wijkmonitor.colour import contrast, luminance
from wijkmonitor.estimate import Verdict
from wijkmonitor.figures.theme import (
    PALETTES,
    SHAPES,
    TEXTURES,
    Texture,
    class_colours,
    ink_on,
    texture_ink,
    texture_of,
)

MODES = tuple(PALETTES)


@pytest.mark.parametrize("mode", MODES)
def test_figures_stand_on_the_ground_of_the_page(mode):
    page = tomllib.loads((PROJECT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"][mode]
    assert (PALETTES[mode].surface, PALETTES[mode].text) == (page["backgroundColor"], page["textColor"])


@pytest.mark.parametrize("mode", MODES)
def test_text_and_lines_have_contrast(mode):
    palette = PALETTES[mode]
    for words in (palette.text, palette.faint, palette.accent, palette.municipal):
        assert contrast(words, palette.surface) >= 4.5
    for line in (palette.border, palette.data):
        assert contrast(line, palette.surface) >= 3
    assert contrast(palette.nothing, palette.nothing_ink) >= 3


@pytest.mark.parametrize("mode", MODES)
def test_classes_run_one_way_in_grey(mode):
    greys = [luminance(colour) for colour in PALETTES[mode].sequential]
    assert greys in (sorted(greys), sorted(greys, reverse=True))
    assert all(
        contrast(a, b) >= 1.3 for a, b in zip(PALETTES[mode].sequential, PALETTES[mode].sequential[1:], strict=False)
    )


@pytest.mark.parametrize("mode", MODES)
def test_textures_and_letters_can_be_seen_on_every_fill(mode):
    palette = PALETTES[mode]
    assert all(contrast(texture_ink(fill), fill) >= 2.8 for fill in palette.sequential + palette.diverging)
    assert all(contrast(ink_on(fill), fill) >= 4.5 for fill in palette.categorical)


def test_each_verdict_has_its_texture():
    told = {v: texture_of(v.value, "observed") for v in Verdict}
    assert told == {
        Verdict.SAID: Texture.FULL,
        Verdict.CARE: Texture.HATCHED,
        Verdict.MODEL: Texture.DOTTED,
        Verdict.NOT: Texture.GREY,
    }
    assert texture_of("may_be_said", "modelled") is Texture.DOTTED
    assert texture_of("may_not_be_said", "modelled") is Texture.GREY


def test_no_two_textures_or_shapes_look_alike():
    assert (
        len({look.path for look in TEXTURES.values()})
        == len({look.symbol for look in TEXTURES.values()})
        == len(Texture)
    )
    assert len(set(SHAPES)) == len(SHAPES) == len(PALETTES["light"].categorical)


def test_fewer_classes_keep_their_distance():
    assert class_colours(2, "light") == (PALETTES["light"].sequential[1], PALETTES["light"].sequential[3])
    assert class_colours(0, "light") == ()
