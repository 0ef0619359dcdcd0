"""How long a first visitor waits after the server was started, and how much the browser fetches."""

from __future__ import annotations

import time
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page

from bench.browser import chromium, new_page
from bench.demo import map_pages, settled_demo
from bench.processes import OUT, free_port, processor_seconds, python, started, wait_for_port
from bench.report import megabytes, note, say, spread, table, verdict

AIM_S = 5
_TIMES = 5
_SETTLE_MS = 3000
_PAINTED = """
() => [...document.querySelectorAll("iframe")].some(
  (one) => one.contentDocument?.documentElement?.dataset?.painted
)
"""


def run() -> None:
    """Measure and print, on the demo municipality."""
    settled_demo()
    pages = map_pages()
    if not pages:
        say("start: not measured, there is no page with a map yet")
        return
    address = f"/{pages[0]}"
    rows = []
    with chromium() as browser:
        for place, (name, command) in enumerate(_commands().items()):
            waits = [_first_visit(browser, command, free_port(place), address) for _ in range(_TIMES)]
            for one, title in enumerate(
                ("listening", "heading on screen", "map on screen", "processor time of the server")
            ):
                values = [wait[one] for wait in waits]
                aimed = title == "map on screen"
                aim, result = (f"{AIM_S} s", verdict(median(values) <= AIM_S)) if aimed else ("", "")
                rows.append([name, title, spread(values), aim, result])
        table(
            f"From the start of the process to {address} in a browser that was never here; median (lowest-highest) of {_TIMES}",
            ["command", "moment", "s", "aim", "result"],
            rows,
        )
        _print_bytes(browser, address)


def _commands() -> dict[str, list[str]]:
    return {
        "python -m wijkmonitor serve": python("-m", "wijkmonitor", "serve", "--port", "{port}"),
        "streamlit run app.py": python("-m", "streamlit", "run", "app.py", "--server.port", "{port}"),
    }


def _first_visit(browser: Browser, command: list[str], port: int, address: str) -> tuple[float, float, float, float]:
    """Seconds from the start until the server listens, the page has its heading, the map its colours; processor seconds."""
    filled = [part.format(port=port) for part in command]
    note(" ".join(filled[1:]))
    begun = time.perf_counter()
    with started(filled, OUT / "start.log") as program, new_page(browser) as page:
        wait_for_port(port, program)
        listening = time.perf_counter() - begun
        page.goto(f"http://localhost:{port}{address}", wait_until="commit")
        page.wait_for_selector("h1")
        heading = time.perf_counter() - begun
        page.wait_for_function(_PAINTED, polling="raf")
        painted = time.perf_counter() - begun
        return listening, heading, painted, processor_seconds(program.pid)


def _print_bytes(browser: Browser, address: str) -> None:
    port = free_port(2)
    command = python("-m", "streamlit", "run", "app.py", "--server.port", str(port))
    with started(command, Path(OUT / "start.log")) as program:
        wait_for_port(port, program)
        rows = []
        for name, headers in (("gzip", {}), ("without gzip", {"Accept-Encoding": "identity"})):
            with new_page(browser, extra_http_headers=headers) as page:
                first, whole, requests, frames = _count_bytes(page, f"http://localhost:{port}{address}")
                rows.append([name, f"{first:,}", str(requests), f"{whole:.2f}", f"{frames:.3f}"])
        table(
            f"What a first visit to {address} fetches (empty cache)",
            ["", "bytes of the first answer", "requests", "MB over HTTP", "MB over the WebSocket"],
            rows,
        )


def _count_bytes(page: Page, url: str) -> tuple[int, float, int, float]:
    """Bytes of the first answer, MB and number of all requests (as they came over the line), and MB over the WebSocket."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    sizes: list[int] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(int(event["encodedDataLength"])))
    frames = [0]
    page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: _add(frames, frame)))
    page.goto(url)
    page.wait_for_function(_PAINTED)
    page.wait_for_timeout(_SETTLE_MS)
    return sizes[0], megabytes(sum(sizes)), len(sizes), megabytes(frames[0])


def _add(counted: list[int], frame: str | bytes) -> None:
    counted[0] += len(frame)
