"""Every page in a browser: it opens quietly, is accessible, fits a phone, and its downloads are the snapshot's figures."""

import csv
import io
import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DEMO
from wijkmonitor import catalogue, snapshot
from wijkmonitor.ui import menu

PAGES = list(menu.existing())


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.stem)
def test_opens_quietly_and_accessibly(open_page, axe, entry, scheme):
    opened = open_page(f"/{entry.stem}?area=WK999903", color_scheme=scheme)
    opened.page.wait_for_timeout(1500)
    assert opened.page.get_by_test_id("stException").count() == 0
    opened.assert_quiet()
    assert axe(opened.page) == []


@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.stem)
def test_fits_a_phone(open_page, entry):
    page = open_page(f"/{entry.stem}", viewport={"width": 390, "height": 844}).page
    page.wait_for_timeout(1000)
    too_wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth + 1")
    assert not too_wide


def download(page, label: str) -> bytes:
    """The last file of that name on the page: that of the figures, below those of lists."""
    with page.expect_download() as started:
        page.get_by_role("button", name=label).last.click()
    return started.value.path().read_bytes()


def test_a_download_holds_the_figures_of_the_snapshot(open_page, demo_snapshot):
    page = open_page("/initiatieven?level=wijk&indicator=initiative_density&edition=2025").page
    opened = snapshot.load(catalogue.snapshot_path(DEMO, demo_snapshot))
    expected = opened.pick("initiative_density", "2025", "wijk").set_index("area")["value"]
    rows = list(csv.DictReader(io.StringIO(download(page, "Open data (CSV)").decode("utf-8"))))
    assert {row["area"]: float(row["value"]) for row in rows} == pytest.approx(expected.to_dict())
    assert {row["snapshot"] for row in rows} == {demo_snapshot}
    excel = download(page, "Voor Excel (CSV)")
    assert excel.startswith(b"\xef\xbb\xbf")
    dutch = list(csv.DictReader(io.StringIO(excel.decode("utf-8-sig")), delimiter=";"))
    assert {row["area"]: float(row["value"].replace(",", ".")) for row in dutch} == pytest.approx(expected.to_dict())


def test_a_click_on_the_map_chooses_the_area_and_keeps_the_view(open_page):
    opened = open_page("/?level=buurt&edition=2023")
    page = opened.page
    page.frame_locator("iframe").first.locator("canvas").first.wait_for()
    page.locator("iframe").first.scroll_into_view_if_needed()
    page.wait_for_timeout(1500)
    box = page.locator("iframe").first.bounding_box()
    page.mouse.click(box["x"] + box["width"] * 0.5, box["y"] + box["height"] * 0.6)
    page.wait_for_url(re.compile(r"area=BU9999\d{4}"))
    chosen = re.search(r"area=(BU\d+)", page.url)[1]
    names = snapshot.load(catalogue.snapshot_path(DEMO, catalogue.current_id(DEMO))).areas_of(2023, "buurt")["name"]
    expect(page.get_by_text(f"Wie wonen er in {names[chosen]}?")).to_be_visible()
    for kept in ("level=buurt", "edition=2023"):
        assert kept in page.url
    opened.assert_quiet()
