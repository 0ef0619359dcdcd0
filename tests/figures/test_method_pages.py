"""The documents on methods: a title for each, the right ones behind each indicator, and links that stay inside."""

import re
from dataclasses import replace

import pytest

from tests.figures.sample import an_indicator
from wijkmonitor.figures import method_pages
from wijkmonitor.figures.method_pages import FOLDER, METHODS, of, text_of
from wijkmonitor.indicator import Indicator, Unit
from wijkmonitor.indicators import REGISTRY

ASKED = ("survey", "calibration", "scales", "small_area", "verdict", "differences", "disclosure")


def address(stem):
    return f"?lang=nl&method={stem}"


def test_every_document_has_a_title_and_every_title_a_document():
    assert set(METHODS) == {path.stem for path in FOLDER.glob("*.md")}
    assert len({title.nl for title in METHODS.values()}) == len(METHODS)


@pytest.mark.parametrize(
    ("key", "stems"),
    [
        ("strong_ties", ASKED),
        ("cohesion_vm2021", ASKED),
        ("public_familiarity", tuple(stem for stem in ASKED if stem != "scales")),
        ("bridging_ratio", ("survey", "calibration", "small_area", "bridging_ratio", "verdict", "differences", "disclosure")),
        ("reach_400", ("access", "opening_hours", "verdict")),
        ("place_supply", ("access", "opening_hours", "two_step", "verdict")),
        ("place_quality", ("place_quality", "verdict")),
        ("places_per_1000", ("rates", "verdict", "differences")),
        ("initiative_density_smoothed", ("rates", "lifecycle", "initiatives", "verdict")),
        ("led_by_residents", ("lifecycle", "initiatives", "verdict")),
        ("capacity_index", ("composite", "robustness", "unevenness", "spatial", "against_initiatives", "verdict", "differences")),
        ("rivm_lonely", ("verdict",)),
        ("share_65_plus", ()),
    ],
)  # fmt: skip
def test_the_methods_behind_an_indicator(key, stems):
    assert of(REGISTRY[key]) == stems


def test_an_indicator_read_back_from_a_snapshot_has_the_same_methods():
    for one in REGISTRY.values():
        assert of(Indicator.from_description(one.describe())) == of(one)


def test_every_method_is_linked_from_somewhere():
    lists = [value for name, value in vars(method_pages).items() if name.isupper() and isinstance(value, tuple)]
    linked = {stem for one in REGISTRY.values() for stem in of(one)} | {stem for one in lists for stem in one}
    assert linked == set(METHODS)
    assert of(replace(an_indicator(Unit.RATIO), needs=())) == ("bridging_ratio", "verdict")


@pytest.mark.parametrize("stem", METHODS)
def test_a_document_shows_without_its_title_and_leads_nowhere_else(stem):
    text = text_of(stem, address)
    assert text
    assert not text.startswith("#")
    assert not re.search(r"^#{1,2} ", re.sub(r"```.*?```", "", text, flags=re.DOTALL), re.MULTILINE)
    assert not re.search(r"\]\((?!https?://)", text)
    for target in re.findall(r'<a href="\?lang=nl&amp;method=(\w+)" target="_self">', text):
        assert target in METHODS
    tags = set(re.findall(r"</?([a-z]+)", re.sub(r"`[^`]*`", "", text)))
    assert tags <= {"a", "div"}, "anything else would be read as mark-up"
    assert text.count("<div") == text.count("</div>")


def test_links_headings_and_tables(tmp_path):
    (tmp_path / "survey.md").write_text(
        "# Title\n\nSee [other](rates.md#part), [it](composite.md), [x.py](../../src/x.py), [`y.py`](y.py), [far](https://a.nl/b.md)."
        "\n\n## Part\n\n```\n# a comment\n| a | b |\n```\n\n| a |\n|---|\n| 1 |\n\nAfter.\n",
        encoding="utf-8",
    )
    text = text_of("survey", address, tmp_path)
    assert text.startswith(
        'See <a href="?lang=nl&amp;method=rates" target="_self">other</a>, '
        '<a href="?lang=nl&amp;method=composite" target="_self">it</a>, `x.py`, `y.py`, [far](https://a.nl/b.md).'
    )
    assert "\n### Part\n" in text
    assert "```\n# a comment\n| a | b |\n```" in text
    assert ">\n\n| a |\n|---|\n| 1 |\n\n</div>\n\nAfter." in text
    assert text.count("<div") == 1


def test_a_folder_that_is_not_there_is_no_error(tmp_path):
    assert text_of("survey", address, tmp_path / "nowhere") is None
    with pytest.raises(KeyError):
        text_of("../own-data", address)


def test_titles_are_in_two_languages():
    assert all(title.nl and title.en and title.nl != title.en for title in method_pages.METHODS.values())
