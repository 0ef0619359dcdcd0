"""How long a map takes after a reader chooses something else, and how much is sent: ours beside folium's embedded GeoJson."""

from __future__ import annotations

import json
import os
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page

from bench import country
from bench.apps.made_up import TOPICS
from bench.browser import chromium, new_page
from bench.processes import OUT, free_port, python, started, wait_for_port
from bench.report import megabytes, note, say, spread, table, verdict
from wijkmonitor import areas as geo
from wijkmonitor import display
from wijkmonitor.edition import Dataset
from wijkmonitor.level import Level
from wijkmonitor.municipality import read_municipality
from wijkmonitor.sources import boundaries

AIM_TIMES_FASTER = 15
AIM_MB = 0.1
FOLDER = OUT / "map"
_BUURTEN = ("nl-buurten-2019/buurten_2019.topojson.json", "EPSG:4326", "statcode", Level.BUURT, 2019)
_WIJKEN = ("nl-wijken-2022/wijken_2022_rd.geojson", "EPSG:28992", "code", Level.WIJK, 2022)
_SETS = (("GM1900", _BUURTEN), ("NL", _WIJKEN), ("NL", _BUURTEN))
_TECHNIQUES = {"wijkmonitor": "by_url.py", "folium embedded": "embedded.py"}
_SETTLE_MS = 600

_CHANGE = """
async ({label, count}) => {
  const frame = () => {
    for (const one of document.querySelectorAll("iframe")) {
      const inside = one.contentDocument;
      if (inside && inside.querySelector(".leaflet-container")) return inside;
    }
    return null;
  };
  const look = () => {
    const inside = frame();
    if (!inside) return null;
    const canvas = inside.querySelector("canvas.leaflet-zoom-animated");
    if (canvas) {
      const pixels = canvas.getContext("2d").getImageData(0, canvas.height >> 1, canvas.width, 1).data;
      return pixels.some((value) => value) ? pixels.join() : null;
    }
    const paths = inside.getElementsByClassName("leaflet-interactive");
    if (paths.length < count) return null;
    return Array.from({length: 50}, (_, i) => paths[i].getAttribute("fill")).join();
  };
  const frameOver = () => new Promise((go) => requestAnimationFrame(go));
  const before = label ? look() : null;
  const begun = performance.now();
  if (label) [...document.querySelectorAll("[data-testid=stRadio] label")].find((l) => l.innerText.trim() === label).click();
  while (true) {
    await frameOver();
    const now = look();
    if (now && now !== before) break;
    if (performance.now() - begun > 100000) throw new Error("no new colours");
  }
  await frameOver();
  await frameOver();
  return (performance.now() - begun) / 1000;
}
"""
"""Clicks a topic and resolves with the seconds until the map shows other colours and the browser has painted them."""


def run() -> None:
    """Measure and print; says so where the real data is absent."""
    if not country.REAL_DATA.is_dir():
        say(f"map: not measured, {country.REAL_DATA} is absent")
        return
    counts = [_prepare(code, source) for code, source in _SETS]
    measured: dict[tuple[str, int], tuple[list[float], list[int]]] = {}
    with chromium() as browser, ExitStack() as running:
        servers = {name: _start(running, place, script) for place, (name, script) in enumerate(_TECHNIQUES.items())}
        for count in counts:
            note(f"{count} areas")
            for name, one in _measure(browser, servers, count).items():
                measured[name, count] = one
    _print(measured, counts)


def _start(running: ExitStack, place: int, script: str) -> str:
    """Start the server of one technique; returns its address."""
    port = free_port(place)
    options = ("--server.port", str(port), "--server.address", "127.0.0.1")
    command = python("-m", "streamlit", "run", "bench/apps/server.py", *options)
    variables = {"BENCH_SCRIPT": script, "BENCH_MAPS": str(FOLDER)}
    wait_for_port(port, running.enter_context(started(command, OUT / f"{script}.log", **variables)))
    return f"http://127.0.0.1:{port}"


def _prepare(code: str, source: tuple[str, str, str, Level, int]) -> int:
    """Write the geometry of one set of areas, in both forms, simplified once; returns how many areas it has."""
    file, crs, column, level, vintage = source
    folder = FOLDER / f"{code}-{vintage}"
    made = folder / "count"
    if made.exists():  # remove bench/out to make the geometry anew
        return int(made.read_text(encoding="ascii"))
    folder.mkdir(parents=True, exist_ok=True)
    path = Path(os.path.relpath(country.REAL_DATA / file, folder)).as_posix()
    (folder / "municipality.toml").write_text(
        f'[municipality]\ncode = "{code}"\nname = "{code}"\n[editions.e]\ndate = 2024-01-01\nvintage = {vintage}\n'
        f'[editions.e.boundaries]\nfile = "{path}"\ncrs = "{crs}"\ncolumns = {{ code = "{column}" }}\n'
        'known_overlaps = ["BU06771302", "BU17140009"]\n',
        encoding="utf-8",
    )
    note(f"geometry of {code}, {level.value}")
    edition = read_municipality(folder).editions[0]
    found = boundaries.read(edition.sources[Dataset.BOUNDARIES], code, vintage)
    assert found.areas is not None, found.faults
    shown = display.simplify(geo.complete_hierarchy(found.areas, code, code))
    chosen = geo.of_level(shown, level)
    count = len(chosen)
    forms = {
        f"areas-0-{count}.topojson": display.topology(shown, level),
        f"areas-0-{count}.geojson": display.feature_collection([chosen]),
        f"codes-{count}.json": list(chosen.index),
    }
    for name, content in forms.items():
        (FOLDER / name).write_text(json.dumps(content, separators=(",", ":")), encoding="utf-8")
    made.write_text(str(count), encoding="ascii")
    return count


def _measure(browser: Browser, servers: dict[str, str], count: int) -> dict[str, tuple[list[float], list[int]]]:
    """Seconds and bytes of a change to each of the other topics, per technique.

    The techniques take turns, so that whatever else the machine does slows both.
    """
    found: dict[str, tuple[list[float], list[int]]] = {name: ([], []) for name in servers}
    with ExitStack() as opened:
        pages = {name: _open(opened, browser, f"{url}/?areas={count}", count) for name, url in servers.items()}
        for topic in TOPICS[1:]:
            for name, (page, counted) in pages.items():
                page.bring_to_front()
                counted[0] = 0
                found[name][0].append(page.evaluate(_CHANGE, {"label": topic, "count": count}))
                _settle(page, counted)
                found[name][1].append(counted[0])
    return found


def _open(opened: ExitStack, browser: Browser, url: str, count: int) -> tuple[Page, list[int]]:
    """A page whose map is drawn, and the bytes that come in over its WebSocket from now on."""
    page = opened.enter_context(new_page(browser))
    counted = [0]
    page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: _add(counted, frame)))
    page.goto(url)
    page.wait_for_selector("iframe")
    page.evaluate(_CHANGE, {"label": None, "count": count})
    _settle(page, counted)
    return page, counted


def _add(counted: list[int], frame: str | bytes) -> None:
    counted[0] += len(frame)


def _settle(page: Page, counted: list[int]) -> None:
    """Wait until nothing comes in any more."""
    before = -1
    while before != counted[0]:
        before = counted[0]
        page.wait_for_timeout(_SETTLE_MS)


def _print(measured: dict[tuple[str, int], tuple[list[float], list[int]]], counts: list[int]) -> None:
    ours, peer = _TECHNIQUES
    rows = []
    for count in counts:
        for name in (ours, peer):
            seconds, received = measured[name, count]
            rows.append([f"{count:,}", name, spread(seconds), f"{megabytes(median(received)):.3f}"])
    title = f"A change of topic until its colours are on screen; median (lowest-highest) of {len(TOPICS) - 1} changes"
    table(title, ["areas", "technique", "s", "MB sent"], rows)
    ratios = []
    for count in counts:
        times = median(measured[peer, count][0]) / median(measured[ours, count][0])
        sent = megabytes(median(measured[ours, count][1]))
        aimed = count == counts[1]
        aim = f"{AIM_TIMES_FASTER} times, {AIM_MB} MB" if aimed else ""
        result = f"{verdict(times >= AIM_TIMES_FASTER)}, {verdict(sent <= AIM_MB)}" if aimed else ""
        ratios.append([f"{count:,}", f"{times:.1f}", f"{sent:.3f}", aim, result])
    table("Ours against the peer", ["areas", "times faster", "MB sent", "aim", "result"], ratios)
