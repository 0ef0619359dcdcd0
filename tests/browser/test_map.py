"""The map in Chromium: it keeps its zoom, tells what was clicked, asks nobody else, and names are never run."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Frame, Page

from tests.browser.conftest import Opened
from wijkmonitor.snapshot import Snapshot

HOSTILE = "<img src=x onerror=document.body.dataset.hacked=1>"
PAINTED = "() => document.documentElement.dataset.painted"


@pytest.fixture(scope="module")
def map_server(town_snapshot: Snapshot, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a server with the town's map, one buurt of which has a hostile name."""
    folder = tmp_path_factory.mktemp("snapshot") / "1"
    shutil.copytree(town_snapshot.path, folder)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(Path(__file__).with_name("map_app.py"))]
    options = ["--server.port", str(port), "--server.address", "127.0.0.1", "--server.headless", "true"]
    quiet = ["--browser.gatherUsageStats", "false", "--client.toolbarMode", "viewer"]
    environment = {**os.environ, "TEST_SNAPSHOT": str(folder)}
    server = subprocess.Popen([*command, *options, *quiet], env=environment, stdout=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(300):
            try:
                urllib.request.urlopen(f"{address}/_stcore/health", timeout=5).close()
                break
            except OSError:
                time.sleep(0.1)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)


@pytest.fixture
def open_map(open_page: Callable[..., Opened], map_server: str) -> Callable[..., tuple[Opened, Frame]]:
    def open_it(**options: object) -> tuple[Opened, Frame]:
        opened = open_page("/", address=map_server, **options)
        return opened, map_frame(opened.page)

    return open_it


def map_frame(page: Page) -> Frame:
    page.wait_for_selector("iframe", state="attached")
    frame = page.locator("iframe").first.element_handle().content_frame()
    assert frame is not None
    frame.wait_for_function(PAINTED)
    return frame


def click_inside(page: Page, frame: Frame, code: str) -> None:
    """Click in an area beside its middle, where a place may lie."""
    x, y = frame.evaluate(
        """code => {
          const layer = Object.values(map._layers).find((l) => l.feature && l.feature.properties.code === code);
          const point = map.latLngToContainerPoint(layer.getBounds().pad(-0.25).getSouthWest());
          return [point.x, point.y];
        }""",
        code,
    )
    box = page.locator("iframe").first.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + x, box["y"] + y)


def test_a_click_chooses_an_area_again_and_again(open_map):
    opened, frame = open_map()
    click_inside(opened.page, frame, "BU00420101")
    opened.page.get_by_text("chosen BU00420101, clicks 1, now area BU00420101").wait_for()
    frame.wait_for_function("() => document.documentElement.dataset.painted.endsWith('BU00420101')")
    click_inside(opened.page, frame, "BU00420101")
    opened.page.get_by_text("chosen BU00420101, clicks 2").wait_for()
    click_inside(opened.page, frame, "BU00420201")
    opened.page.get_by_text("chosen BU00420201, clicks 3").wait_for()
    opened.assert_quiet()


def click_on_the_first_mark(page: Page, frame: Frame) -> None:
    x, y = frame.evaluate(
        """() => {
          const mark = Object.values(map._layers).find((l) => l.options.opens);
          const point = map.latLngToContainerPoint(mark.getLatLng());
          return [point.x, point.y];
        }"""
    )
    box = page.locator("iframe").first.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + x, box["y"] + y)


def test_a_click_on_a_place_opens_the_place(open_map):
    opened, frame = open_map()
    click_on_the_first_mark(opened.page, frame)
    opened.page.get_by_text("clicks 1, now place p1").wait_for()
    opened.assert_quiet()


def test_in_pick_mode_a_click_tells_where_it_was(open_map):
    opened, frame = open_map()
    opened.page.get_by_text("prikken").click()
    frame.wait_for_function("() => document.querySelector('.leaflet-container').classList.contains('pick')")
    click_on_the_first_mark(opened.page, frame)
    said = opened.page.get_by_text("now point").inner_text()
    lat, lon = map(float, said.rsplit(" ", 1)[1].split(","))
    place = frame.evaluate("() => Object.values(map._layers).find((l) => l.options.opens).getLatLng()")
    assert (abs(lat - place["lat"]) < 0.001, abs(lon - place["lng"]) < 0.001) == (True, True)
    opened.assert_quiet()


def test_another_indicator_or_level_keeps_the_zoom(open_map):
    opened, frame = open_map()
    zoom = frame.evaluate(
        "() => { window.same = true; return map.setZoom(map.getZoom() + 1, {animate: false}).getZoom(); }"
    )
    opened.page.get_by_text("wijk", exact=True).first.click()
    frame.wait_for_function("() => document.documentElement.dataset.painted.startsWith('2 ')")
    before = frame.title()
    opened.page.get_by_role("combobox").first.click()
    opened.page.get_by_role("option", name="residents").click()
    frame.wait_for_function("before => document.title !== before", arg=before)
    assert frame.evaluate("() => [window.same, map.getZoom()]") == [True, zoom]
    opened.assert_quiet()


def test_a_name_is_shown_and_not_run(map_server, browser):
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()

    def rename(route):
        topology = route.fetch().json()
        for shape in topology["objects"]["data"]["geometries"]:
            shape["properties"]["name"] = HOSTILE
        route.fulfill(body=json.dumps(topology), content_type="application/json")

    page.route("**/*.topojson", rename)
    page.goto(map_server)
    frame = map_frame(page)
    click_inside(page, frame, "BU00420101")
    frame.wait_for_selector(".leaflet-tooltip")
    page.wait_for_timeout(500)
    assert HOSTILE in frame.locator(".leaflet-tooltip").inner_text()
    assert frame.evaluate("() => document.body.dataset.hacked") is None
    context.close()


def test_a_tooltip_says_value_interval_and_verdict(open_map):
    opened, frame = open_map()
    click_inside(opened.page, frame, "BU00420101")
    told = frame.locator(".leaflet-tooltip").inner_text()
    for words in ("Noord", "% van de bewoners", "waarschijnlijk tussen"):
        assert words in told


def test_when_the_geometry_does_not_come_the_reader_is_told(map_server, browser):
    context = browser.new_context()
    page = context.new_page()
    page.route("**/*.topojson", lambda route: route.abort())
    page.goto(map_server)
    page.frame_locator("iframe").get_by_text("De kaart kan nu niet worden geladen").wait_for()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_map_legend_card_chart_and_table_are_accessible(open_map, axe, scheme):
    opened, frame = open_map(color_scheme=scheme)
    assert frame.evaluate("() => [document.documentElement.lang, window.frameElement.title]") == ["nl", frame.title()]
    assert opened.page.locator("iframe").first.get_attribute("title").startswith("Kaart: ")
    own = [line for line in axe(opened.page) if "<html" not in line and "html-has-lang" not in line]
    assert own == []
    opened.assert_quiet()
