"""Presenting: keys and buttons move, the address holds the slide, nothing falls off the screen, and everybody can use it."""

import re

import pytest
from playwright.sync_api import expect

READY = ".slide.shown"
_SIZES = ({"width": 1280, "height": 720}, {"width": 1920, "height": 1080}, {"width": 390, "height": 844})
_TOO_LARGE = """() => {
  const slide = document.querySelector('.slide.shown'), body = slide.querySelector('.body');
  return [slide.scrollHeight - slide.clientHeight, body.scrollHeight - body.clientHeight,
          body.scrollWidth - body.clientWidth, document.documentElement.scrollWidth - innerWidth].filter(one => one > 1);
}"""


@pytest.fixture
def present(browser, base_url, demo_snapshot):
    """``present("slide=3")`` opens the deck of the demo; returns the page and what the browser complained of."""
    contexts = []

    def open_it(query="", **options):
        context = browser.new_context(**{"viewport": _SIZES[0], **options})
        contexts.append(context)
        page, complaints = context.new_page(), []
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda one: None if one.url.startswith((base_url, "data:")) else complaints.append(one.url))
        page.goto(f"{base_url}/presentatie/voorbeeldstad/{demo_snapshot}?{query}")
        page.wait_for_selector(READY)
        return page, complaints

    yield open_it
    for context in contexts:
        context.close()


def place(page):
    return page.locator("#place").inner_text().replace(" ", "")


def test_keys_move_and_the_address_follows(present):
    page, complaints = present("story=raad")
    last = int(place(page).split("/")[1])
    for key, expected in (
        ("ArrowRight", 2), ("PageDown", 3), ("ArrowLeft", 2), ("End", last), ("ArrowRight", last), ("PageUp", last - 1),
        ("Home", 1), ("ArrowLeft", 1),
    ):  # fmt: skip
        page.keyboard.press(key)
        assert place(page) == f"{expected}/{last}", key
        assert f"slide={expected}" in page.url
        assert "story=raad" in page.url
    assert complaints == []


def test_a_link_opens_its_slide(present):
    page, _ = present("slide=3")
    assert place(page).startswith("3/")
    assert page.locator(".slide:visible").count() == 1
    page, _ = present("slide=999")
    here, last = place(page).split("/")
    assert here == last


def test_buttons_have_names_and_move(present):
    page, _ = present()
    page.get_by_role("button", name="Volgende dia").click()
    assert place(page).startswith("2/")
    page.get_by_role("button", name="Vorige dia").click()
    assert place(page).startswith("1/")
    expect(page.get_by_role("button", name="Vorige dia")).to_be_disabled()
    expect(page.get_by_role("button", name="Volledig scherm")).to_be_visible()
    page.get_by_role("button", name="Toelichting").click()
    expect(page.locator(".slide.shown .notes")).to_be_visible()
    page.keyboard.press("t")
    expect(page.locator(".slide.shown .notes")).to_be_hidden()


def test_escape_leads_back_to_the_same_slide_of_the_page(present):
    page, _ = present("story=plekken&slide=2")
    page.keyboard.press("Escape")
    page.wait_for_url(re.compile(r"/presentatie\?.*slide=2"))
    assert "story=plekken" in page.url
    expect(page.get_by_text(re.compile(r"^Dia 2 van \d+$"))).to_be_visible(timeout=60_000)


@pytest.mark.parametrize("size", _SIZES, ids=lambda one: f"{one['width']}x{one['height']}")
def test_nothing_falls_off_a_slide(present, size):
    page, _ = present("level=buurt&story_areas=WK999903,BU99990301&story_topics=rivm_lonely", viewport=size)
    for _ in range(int(place(page).split("/")[1])):
        assert page.evaluate(_TOO_LARGE) == [], page.url
        page.keyboard.press("ArrowRight")


def test_tables_are_read_from_the_back_of_the_room(present):
    page, _ = present("story=raad")
    for _ in range(int(place(page).split("/")[1])):
        sizes = page.evaluate(
            "[...document.querySelectorAll('.slide.shown :is(th, td)')].map(one => parseFloat(getComputedStyle(one).fontSize))"
        )
        assert min(sizes, default=24) >= 24, page.url
        page.keyboard.press("ArrowRight")


def test_the_logo_lies_over_no_words(present):
    page, _ = present("story=raad")
    for _ in range(int(place(page).split("/")[1])):
        logo, heading = (page.locator(one).bounding_box() for one in (".logo", ".slide.shown h2"))
        assert logo["y"] + logo["height"] <= heading["y"] + 1, page.url
        page.keyboard.press("ArrowRight")


def test_long_names_are_made_smaller_not_cut_off(present):
    page, _ = present()
    long = "Wijkmeteennaamzonderspaties" * 5
    page.evaluate("name => document.querySelectorAll('h2').forEach(one => { one.textContent += ' ' + name })", long)
    page.keyboard.press("End")
    page.keyboard.press("Home")
    assert page.evaluate(_TOO_LARGE) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_slide_is_accessible(present, axe, scheme):
    page, complaints = present("story_areas=WK999903", color_scheme=scheme)
    for _ in range(int(place(page).split("/")[1])):
        assert axe(page) == []
        page.keyboard.press("ArrowRight")
    assert complaints == []


def test_the_page_leads_to_the_deck(open_page):
    opened = open_page("/presentatie?story=plekken&slide=2")
    opened.page.get_by_role("link", name="Presenteer op het hele scherm").click()
    opened.page.wait_for_selector(READY)
    assert place(opened.page).startswith("2/")
    assert "story=plekken" in opened.page.url


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_paper_every_slide_is_there_and_light(present, scheme):
    page, _ = present(color_scheme=scheme)
    page.emulate_media(media="print")
    assert page.locator(".picture img:visible").count() == page.locator(".picture").count()
    assert page.locator(".picture .wide.light:visible").count() == page.locator(".picture").count()
    total = int(place(page).split("/")[1])
    assert page.locator(".slide:visible").count() == total
    assert page.locator("#controls:visible").count() == 0
