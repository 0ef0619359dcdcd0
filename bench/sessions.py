"""Many visitors at once: each opens a page with a map and chooses another topic, again and again."""

from __future__ import annotations

import json
import subprocess

from bench.demo import choices, map_pages, settled_demo
from bench.processes import OUT, ROOT, environment, free_port, observe_server, python, started, wait_for_port
from bench.report import note, say, table, verdict

AIM_P95_S = 1.0
_AIMED_SESSIONS = 50
_SESSIONS = (10, 50, 50)
"""The last round asks for views that were all drawn before, as on most of a day."""
_THINK_S = 2.0
_CHANGES = 6
_WARM_UP_SESSIONS = 2


def run() -> None:
    """Measure and print, on the demo municipality."""
    opened = settled_demo()
    rows = []
    for address in map_pages():
        offered = choices(opened, address)
        port = free_port(4)
        command = python(
            "-m", "streamlit", "run", "app.py", "--server.port", str(port), "--server.address", "127.0.0.1"
        )
        with started(command, OUT / "sessions.log") as program:
            wait_for_port(port, program)
            _load(port, address, offered, _WARM_UP_SESSIONS)
            for place, sessions in enumerate(_SESSIONS):
                note(f"/{address}: {sessions} sessions, {_CHANGES} changes each")
                with observe_server(program.pid) as server:
                    found = _load(port, address, offered, sessions)
                rows.append(
                    _row(address, sessions, "drawn before" if place == len(_SESSIONS) - 1 else "new", found, server)
                )
                note("  ".join(rows[-1]))
    if not rows:
        say("sessions: not measured, there is no page with a map yet")
        return
    table(
        f"Rerun time with many visitors at once, {_THINK_S:.0f} s of thinking between changes, {_CHANGES} changes each",
        [
            "page",
            "sessions",
            "views",
            "changes/s",
            "p50 s",
            "p95 s",
            "KB/change",
            "server cores",
            "server MB",
            "aim p95",
            "result",
        ],
        rows,
    )
    say(
        "The visitors are a program of its own that speaks the WebSocket protocol; it shares the machine with the server."
    )


def _row(address: str, sessions: int, views: str, found: dict[str, float], server: dict[str, float]) -> list[str]:
    aimed = sessions == _AIMED_SESSIONS
    return [
        f"/{address}",
        str(sessions),
        views,
        f"{found['changes'] / found['seconds']:.1f}",
        f"{found['p50_s']:.3f}",
        f"{found['p95_s']:.3f}",
        f"{found['bytes'] / found['changes'] / 1000:.1f}",
        f"{server['cores']:.2f}",
        f"{server['bytes'] / 1e6:.0f}",
        f"{AIM_P95_S:.0f} s" if aimed else "",
        verdict(found["p95_s"] < AIM_P95_S) if aimed else "",
    ]


def _load(port: int, address: str, offered: list[str], sessions: int) -> dict[str, float]:
    asked = {
        "url": f"ws://127.0.0.1:{port}/_stcore/stream",
        "page": address,
        "queries": offered,
        "sessions": sessions,
        "think_s": _THINK_S,
        "changes": _CHANGES,
    }
    ran = subprocess.run(
        python("-m", "bench.visitors", json.dumps(asked)),
        cwd=ROOT,
        env=environment(),
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return json.loads(ran.stdout)
