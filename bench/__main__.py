"""``python -m bench [build|map|start|sessions|robustness|small_area|survey|access|coverage|pack]``: one part, or all of them."""

from __future__ import annotations

import argparse
import importlib
import os
import platform
import signal
import sys

from bench.report import say

PARTS = (
    "build",
    "attack",
    "map",
    "start",
    "sessions",
    "robustness",
    "small_area",
    "survey",
    "access",
    "coverage",
    "pack",
)


def main() -> None:
    """Run the parts asked for, in their order."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="Repeatable measurements with a stated peer.")
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"{', '.join(PARTS)} (default: all)")
    asked = parser.parse_args().parts or list(PARTS)
    unknown = sorted(set(asked) - set(PARTS))
    if unknown:
        parser.error(f"no such part: {', '.join(unknown)}")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that servers that were started are stopped
    say(f"Python {platform.python_version()}, {os.cpu_count()} cores")
    for part in PARTS:
        if part in asked:
            say(f"\n== {part}; load average before: {_load()}")
            importlib.import_module(f"bench.{part}").run()
            say(f"load average after: {_load()}")


def _load() -> str:
    """How busy the machine was in the last minute, where the system tells."""
    return f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"


if __name__ == "__main__":
    main()
