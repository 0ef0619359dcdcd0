"""The running program in Chromium: a server on a free port, pages that keep what the browser complained of, and axe."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Frame, Page

from wijkmonitor import catalogue

PROJECT = Path(__file__).resolve().parents[2]
DEMO = PROJECT / "data" / "voorbeeldstad"
AXE = Path(__file__).with_name("vendor") / "axe.min.js"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
_START_S = 120
_READY_MS = 60_000


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test in this folder is a browser test."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def browser_type_launch_args(in_ci: bool) -> dict[str, object]:
    """The Chromium of this machine; without one the browser tests are skipped, but never where CI=true."""
    found = next((path for name in CHROMIUM if (path := shutil.which(name))), None)
    if found is None:
        words = f"no browser on PATH (looked for {', '.join(CHROMIUM)})"
        if in_ci:
            pytest.fail(words)
        pytest.skip(words)
    return {"executable_path": found, "args": FLAGS}


@pytest.fixture(scope="session")
def demo_snapshot() -> str:
    """Id of the demo's snapshot, built when it is missing or outdated."""
    if catalogue.is_outdated(DEMO):
        built = subprocess.run(
            [sys.executable, "-m", "wijkmonitor", "build", str(DEMO)], cwd=PROJECT, capture_output=True, text=True
        )
        assert built.returncode == 0, built.stdout + built.stderr
    current = catalogue.current_id(DEMO)
    assert current is not None
    return current


@contextmanager
def running_server(data: Path | None = None) -> Iterator[str]:
    """A server that has had no visitor yet; its address. ``data``: more municipalities, as in ``WIJKMONITOR_DATA``."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    environment = {**os.environ, **({catalogue.DATA_VARIABLE: str(data)} if data else {})}
    server = subprocess.Popen(
        [*command, "--server.address", "127.0.0.1"],
        cwd=PROJECT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_until_healthy(address, server)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait_until_healthy(address: str, server: subprocess.Popen[bytes]) -> None:
    last = time.monotonic() + _START_S
    while server.poll() is None and time.monotonic() < last:
        try:
            with urllib.request.urlopen(address + "/healthz", timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail("the server did not start; run `streamlit run app.py` to see why")


@pytest.fixture(scope="session")
def base_url(demo_snapshot: str) -> Iterator[str]:
    """Address of a running server that shows the demo."""
    assert demo_snapshot
    with running_server() as address:
        yield address


@dataclass
class Opened:
    """A page in the browser, and what the browser complained of while it was open."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)
    """Addresses asked of other hosts."""

    def assert_quiet(self) -> None:
        """No error on the console and no request to another host."""
        assert self.complaints == []
        assert self.elsewhere == []


@pytest.fixture
def open_page(browser: Browser, base_url: str) -> Iterator[Callable[..., Opened]]:
    """``open_page("/doenvermogen?level=wijk")`` in a fresh browser, ready to be looked at.

    ``address`` takes another server; other arguments go to the browser context (``color_scheme="dark"``).
    """
    contexts = []

    def open_it(path: str = "/", address: str = base_url, **options: object) -> Opened:
        options.setdefault("viewport", {"width": 1280, "height": 900})
        context = browser.new_context(**options)  # type: ignore[arg-type]
        contexts.append(context)
        opened = Opened(context.new_page())
        _listen(opened, address)
        opened.page.goto(address + path)
        wait_until_drawn(opened.page)
        return opened

    yield open_it
    for context in contexts:
        context.close()


def _listen(opened: Opened, address: str) -> None:
    page, host = opened.page, address.split("://")[1]

    def heard(message: object) -> None:
        # On a deep link Streamlit first looks for itself below that address; the 404 is its sign to look at the root.
        if message.type == "error" and "/_stcore/" not in message.location.get("url", ""):  # type: ignore[attr-defined]
            opened.complaints.append(message.text)  # type: ignore[attr-defined]

    own = (f"http://{host}/", f"ws://{host}/", "data:", "blob:")
    page.on("console", heard)
    page.on("pageerror", lambda error: opened.complaints.append(str(error)))
    page.on("request", lambda asked: None if asked.url.startswith(own) else opened.elsewhere.append(asked.url))


_SETTLED = """() => {
  const done = document.querySelector('[data-testid="stApp"][data-test-script-state="notRunning"]');
  const pending = document.querySelector('[data-stale="true"], [data-testid="stSkeleton"]');
  const drawn = document.querySelectorAll('*').length + '/' + performance.getEntriesByType('resource').length;
  if (!done || pending || drawn !== window.drawnBefore) {
    window.drawnBefore = drawn;
    window.settledSince = undefined;
    return false;
  }
  window.settledSince ??= performance.now();
  return performance.now() - window.settledSince > 700;
}"""


def wait_until_drawn(page: Page) -> None:
    """Wait until the script has run to its end: the title stands there, nothing runs, and for a while nothing was pale or new.

    A map that has just been drawn makes the script run once more, and what is about to be replaced is pale meanwhile. The
    browser fetches the code of some elements (links, styles, maps) only when it first meets them, so the script may be done
    before the page is: meanwhile a grey block stands there, and afterwards there are more elements and more fetched files.
    """
    page.wait_for_selector("h1", timeout=_READY_MS)
    page.wait_for_function(_SETTLED, timeout=_READY_MS)
    maps = [frame for frame in page.frames if "/component/streamlit_folium" in frame.url]
    for frame in maps:
        frame.wait_for_function("() => document.documentElement.dataset.painted", timeout=_READY_MS)
    if maps:
        page.wait_for_function(_SETTLED, timeout=_READY_MS)


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], list[str]]:
    """``axe(page)``: what breaks WCAG 2.1 A or AA in the page and in every frame in it, one line per kind."""
    source = AXE.read_text(encoding="utf-8")

    def examine(frame: Frame) -> list[str]:
        frame.evaluate(source)
        found = frame.evaluate(
            "tags => axe.run(document, {runOnly: tags, iframes: false, resultTypes: ['violations']})", WCAG
        )
        return [
            f"{frame.url}: {broken['id']}: {node['html'][:200]}: {node['failureSummary']}"
            for broken in found["violations"]
            for node in broken["nodes"]
        ]

    return lambda page: [line for frame in page.frames if frame.url != "about:blank" for line in examine(frame)]
