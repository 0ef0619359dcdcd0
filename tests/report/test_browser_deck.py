"""The deck as a page: whole HTML, every name escaped, a picture for each mode and width, two files and nothing else."""

import dataclasses
import re
from html.parser import HTMLParser
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest

from wijkmonitor.house_style import HouseStyle
from wijkmonitor.report import browser_deck, pictures
from wijkmonitor.report.browser_deck import Links
from wijkmonitor.report.story import Choice, tell

LINKS = Links("../../assets/deck.css?v=1", "../../assets/deck.js?v=1", "../../presentatie?lang=nl&story=raad")
HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
VOID = {"meta", "link", "img", "source", "path"}


class Reader(HTMLParser):
    """The tags of a page, and whether each that opens also closes."""

    def __init__(self):
        super().__init__()
        self.open, self.tags = [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def read(page):
    reader = Reader()
    reader.feed(page)
    assert reader.open == []
    return reader.tags


def hostile(snapshot):
    areas = snapshot.areas.copy()
    areas.loc[areas["code"] == "BU00420101", "name"] = HOSTILE
    return dataclasses.replace(snapshot, areas=areas)


@pytest.fixture
def page(town_snapshot):
    deck = tell(town_snapshot, Choice(level="buurt", areas=("BU00420101",)))
    return browser_deck.page(deck, town_snapshot.geometry(), LINKS)


def test_a_page_of_whole_sections(page, town_snapshot):
    tags = read(page)
    sections = [attrs for tag, attrs in tags if tag == "section"]
    assert len(sections) == len(tell(town_snapshot, Choice(level="buurt", areas=("BU00420101",))).slides)
    headings = {attrs["id"] for tag, attrs in tags if tag == "h2"}
    assert {one["aria-labelledby"] for one in sections} == headings
    assert [attrs.get("lang") for tag, attrs in tags if tag == "html"] == ["nl"]
    assert len([tag for tag, _ in tags if tag == "h1"]) == 1
    assert page.count(town_snapshot.id) >= len(sections)
    assert page.count("alle cijfers zijn verzonnen") == len(sections)


def test_it_asks_for_two_files_and_nothing_else(page):
    tags = read(page)
    asked = [attrs[name] for _, attrs in tags for name in ("src", "href", "srcset") if name in attrs]
    assert {one for one in asked if not one.startswith("data:image/svg+xml,")} == {
        LINKS.style,
        LINKS.script,
        LINKS.back,
    }
    scripts = [attrs for tag, attrs in tags if tag == "script"]
    assert [list(one) for one in scripts] == [["src", "defer"]]
    assert not any(name.startswith("on") for _, attrs in tags for name in attrs)


def test_pictures_are_drawn_for_each_mode_and_width_and_described(page):
    tags = read(page)
    images = [attrs for tag, attrs in tags if tag == "img"]
    assert images
    assert all(len(one["alt"]) > 30 for one in images)
    kinds = [one["class"] for one in images]
    assert len(set(kinds)) == 4
    assert all(kinds.count(one) == len(kinds) / 4 for one in kinds)
    for one in images:
        drawing = ElementTree.fromstring(unquote(one["src"].removeprefix("data:image/svg+xml,")))
        assert drawing.get("role") == "img"
        assert drawing.find("{http://www.w3.org/2000/svg}title") is not None


def test_names_are_text(town_snapshot):
    snapshot = hostile(town_snapshot)
    choice = Choice(level="buurt", areas=("BU00420101",), topics=("strong_ties",))
    deck = tell(snapshot, choice)
    features = snapshot.geometry()
    for one in features["features"]:
        one["properties"]["name"] = HOSTILE
    tags = read(browser_deck.page(deck, features, LINKS))
    assert len([tag for tag, _ in tags if tag == "script"]) == 1
    assert not any(attrs.get("src") == "x" for _, attrs in tags)
    for slide in deck.slides:
        if pictures.is_picture(slide):
            svg = pictures.svg(slide, features, browser_deck._WIDE_MAP, "nl", "light")
            assert not [one for one in ElementTree.fromstring(svg).iter() if one.tag.endswith("script")]


def test_the_colour_of_the_municipality_is_used_where_it_can_be_read(town_snapshot):
    deck = tell(town_snapshot, Choice())
    for colour, used in (("#7a0f5b", True), ("#ffee88", False)):
        own = dataclasses.replace(deck, style=HouseStyle(primary=colour))
        light = re.search(r":root\{(.*?)\}", browser_deck.page(own, town_snapshot.geometry(), LINKS))[1]
        assert (f"--house:{colour};" in light) is used


def test_a_logo_stands_on_every_slide_and_only_as_a_picture(town_snapshot):
    deck = tell(town_snapshot, Choice(story="plekken"))
    styled = dataclasses.replace(deck, style=HouseStyle(logo=b"logo", logo_type="image/png"))
    tags = read(browser_deck.page(styled, town_snapshot.geometry(), LINKS))
    logos = [attrs for tag, attrs in tags if tag == "img" and attrs.get("class") == "logo"]
    assert [(one["alt"], one["src"]) for one in logos] == [("Rekenstad", "data:image/png;base64,bG9nbw==")]
    odd = dataclasses.replace(deck, style=HouseStyle(logo=b"<svg/>", logo_type="image/svg+xml"))
    assert 'class="logo"' not in browser_deck.page(odd, town_snapshot.geometry(), LINKS)


def test_a_slide_without_a_picture_has_none(town_snapshot):
    opening = tell(town_snapshot, Choice()).slides[0]
    with pytest.raises(TypeError, match="opening"):
        pictures.svg(opening, town_snapshot.geometry(), browser_deck._WIDE_MAP, "nl", "light")
