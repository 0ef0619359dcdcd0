"""The frame in a browser: links, languages, the menu, accessibility, print, and nothing from another host."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import running_server, wait_until_drawn
from tests.town import write_town
from wijkmonitor.ui import menu

SECOND = list(menu.existing())[1]
DEEP = f"/{SECOND.stem}?gemeente=voorbeeldstad&level=buurt"


@pytest.mark.usefixtures("demo_snapshot")
def test_a_deep_link_as_first_request_to_a_cold_server_opens_inside_the_frame(open_page):
    with running_server() as address:
        opened = open_page(DEEP, address=address)
        page = opened.page
        expect(page.locator("h1")).to_have_text(SECOND.title.nl)
        expect(page.get_by_text("Voorbeeldstad bestaat niet")).to_be_visible()
        expect(page.get_by_test_id("stSidebar").get_by_text("Verkennen")).to_be_visible()
        expect(page.get_by_role("dialog")).to_have_count(0)
        expect(page).to_have_url(re.compile(r"level=buurt"))
        opened.assert_quiet()


@pytest.mark.usefixtures("demo_snapshot")
def test_a_municipality_without_figures_shows_progress_and_opens_by_itself(open_page, tmp_path):
    write_town(tmp_path / "rekenstad")
    with running_server(data=tmp_path) as address:
        page = open_page("/?gemeente=rekenstad", address=address).page
        expect(page.get_by_text(re.compile("Momentopname [0-9a-f]{12}"))).to_be_visible(timeout=180_000)
        expect(page.locator("h1")).to_have_text(next(iter(menu.existing())).title.nl)


@pytest.mark.usefixtures("demo_snapshot")
def test_faults_in_a_municipality_are_shown_plainly(open_page, tmp_path):
    town = write_town(tmp_path / "foutstad")
    specification = town / "municipality.toml"
    specification.write_text(
        specification.read_text(encoding="utf-8").replace("[editions", "[edities"), encoding="utf-8"
    )
    with running_server(data=tmp_path) as address:
        page = open_page("/?gemeente=foutstad&lang=en", address=address).page
        expect(page.get_by_text("The figures could not be made")).to_be_visible(timeout=120_000)
        expect(page.get_by_text("municipality.toml").first).to_be_visible()
        expect(page.get_by_text("Traceback")).to_have_count(0)


def test_the_language_link_keeps_the_view_and_changes_the_language_of_the_page(open_page):
    page = open_page(DEEP).page
    expect(page.locator("html")).to_have_attribute("lang", "nl")
    page.get_by_role("link", name="English").click()
    expect(page.locator("h1")).to_have_text(SECOND.title.en)
    expect(page.locator("html")).to_have_attribute("lang", "en")
    for kept in ("gemeente=voorbeeldstad", "level=buurt", "lang=en"):
        expect(page).to_have_url(re.compile(kept))


def test_the_menu_keeps_the_view(open_page):
    page = open_page(DEEP + "&lang=en").page
    first = next(iter(menu.existing()))
    page.get_by_test_id("stSidebar").get_by_role("link", name=first.title.en, exact=True).click()
    expect(page.locator("h1")).to_have_text(first.title.en)
    for kept in ("gemeente=voorbeeldstad", "level=buurt", "lang=en"):
        expect(page).to_have_url(re.compile(kept))


def test_the_first_page_opens_under_its_own_name(open_page):
    first = next(iter(menu.existing()))
    opened = open_page(f"/{first.stem}?lang=en")
    expect(opened.page.locator("h1")).to_have_text(first.title.en)
    expect(opened.page.get_by_role("dialog")).to_have_count(0)


def test_an_unknown_value_is_told(open_page):
    page = open_page(f"/{SECOND.stem}?level=straat").page
    expect(page.get_by_text("Deze koppeling verwijst naar")).to_be_visible()


def test_the_page_asks_nothing_of_another_host_and_breaks_no_rule_of_its_own(open_page):
    open_page("/").assert_quiet()


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_frame_is_accessible(open_page, axe, mode):
    assert axe(open_page(f"/{SECOND.stem}?level=straat", color_scheme=mode).page) == []


def test_print_leaves_the_sidebar_out(open_page):
    page = open_page("/").page
    page.emulate_media(media="print")
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()


def test_on_a_phone_the_menu_is_folded_away(open_page):
    page = open_page("/", viewport={"width": 390, "height": 800}).page
    expect(page.get_by_test_id("stSidebar")).to_have_attribute("data-collapsed", "true")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_streamlits_own_english_menu_is_not_shown(open_page):
    page = open_page("/").page
    expect(page.get_by_test_id("stMainMenu")).to_be_hidden()
    expect(page.get_by_text("Deploy")).to_have_count(0)


def test_a_choice_can_be_undone_with_the_back_button(open_page):
    page = open_page(DEEP).page
    page.get_by_test_id("stSelectbox").filter(has_text="Gebieden").locator("input").click()
    page.get_by_role("option", name="wijken").click()
    expect(page).to_have_url(re.compile("level=wijk"))
    wait_until_drawn(page)
    page.go_back()
    expect(page).to_have_url(re.compile("level=buurt"))
    expect(page.get_by_test_id("stSelectbox").filter(has_text="Gebieden").locator("input")).to_have_value("buurten")
