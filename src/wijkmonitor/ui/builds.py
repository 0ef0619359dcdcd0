"""Snapshots made while the server runs: one at a time, each in a process of its own.

A separate process keeps the answers of respondents out of the server, and the server answers visitors meanwhile. Its
progress comes as one JSON object per line (``python -m wijkmonitor build <folder> --machine``).
"""

from __future__ import annotations

import json
import logging
import math
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from wijkmonitor import catalogue
from wijkmonitor.text import Text

log = logging.getLogger(__name__)
Stage = Literal["none", "waiting", "running", "failed", "done"]

_WAITING = Text(nl="wacht op een andere gemeente", en="waiting for another municipality")
_STARTING = Text(nl="begint", en="starting")
STOPPED = Text(
    nl="Het verwerken van de bestanden is onverwacht gestopt. Het logboek van de server zegt waarom.",
    en="Processing the files stopped unexpectedly. The server's log says why.",
)
_LOG_TAIL = 4000


@dataclass(frozen=True, slots=True)
class Build:
    """How far a build is. ``fraction`` 0-1; ``faults`` only when it failed."""

    stage: Stage = "none"
    fraction: float = 0.0
    words: Text = _WAITING
    faults: tuple[Text, ...] = ()

    @property
    def busy(self) -> bool:
        return self.stage in ("waiting", "running")


def command(folder: Path) -> list[str]:
    """The command that builds the municipality in ``folder``."""
    return [sys.executable, "-m", "wijkmonitor", "build", str(folder), "--machine"]


class Builds:
    """The builds of this server. ``on_done`` is called with the key of a municipality that got a new snapshot."""

    def __init__(
        self,
        on_done: Callable[[str], None] = lambda _: None,
        command: Callable[[Path], Sequence[str]] = command,
        outdated: Callable[[Path], bool] = catalogue.is_outdated,
        pause_s: float = 5.0,
    ) -> None:
        self.on_done = on_done
        self._command = command
        self._outdated = outdated
        self._builds: dict[str, Build] = {}
        self._stamps: dict[str, tuple[int, int, bool]] = {}
        self._looked: dict[str, float] = {}
        self._pause_s = pause_s
        self._asked: queue.Queue[tuple[str, Path] | None] = queue.Queue()
        self._lock = threading.Lock()
        self._worker: threading.Thread | None = None
        self._process: subprocess.Popen[str] | None = None
        self._stopping = False

    def of(self, municipality: str) -> Build:
        """How far the build of a municipality is; stage "none" when none was needed."""
        return self._builds.get(municipality, Build())

    def ensure(self, municipality: str, folder: Path) -> None:
        """Have a missing or outdated snapshot made; returns at once, and may be called as often as one likes.

        Looks again when a file in the municipality's folder changed; the same files would give the same answer.
        """
        with self._lock:
            if self.of(municipality).busy or self._lately(municipality):
                return
            stamp = _stamp(folder)
            if self._stamps.get(municipality) == stamp:
                return
            self._stamps[municipality] = stamp
            self._builds[municipality] = replace(self.of(municipality), stage="waiting", fraction=0.0, words=_WAITING)
            if self._worker is None:
                self._stopping = False
                self._worker = threading.Thread(target=self._work, name="builds", daemon=True)
                self._worker.start()
        self._asked.put((municipality, folder))

    def _lately(self, municipality: str) -> bool:
        """Whether the files were looked at so shortly ago that they need not be looked at again."""
        now = time.monotonic()
        if now - self._looked.get(municipality, -math.inf) < self._pause_s:
            return True
        self._looked[municipality] = now
        return False

    def stop(self) -> None:
        """End the running build, if any; what is published stays as it is."""
        self._stopping = True
        self._asked.put(None)
        process = self._process
        if process is not None and process.poll() is None:
            process.terminate()

    def _work(self) -> None:
        while (job := self._asked.get()) is not None and not self._stopping:
            municipality, folder = job
            try:
                build = self._run(municipality, folder)
                if build.stage == "done":
                    self.on_done(municipality)  # before it counts as done: whoever waits for that finds it ready
                self._builds[municipality] = build
            except Exception:
                log.exception("build of %s", municipality)
                self._builds[municipality] = Build(stage="failed", faults=(STOPPED,))

    def _run(self, municipality: str, folder: Path) -> Build:
        if not self._outdated(folder):
            return Build(stage="none")
        build = Build(stage="running", words=_STARTING)
        self._builds[municipality] = build
        log.info("building a snapshot of %s", municipality)
        process = subprocess.Popen(
            self._command(folder),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        )
        self._process = process
        complaint: list[str] = []
        # Both pipes are emptied at once: a full one would stop the build.
        listener = threading.Thread(target=lambda: complaint.append(process.stderr.read()), daemon=True)  # type: ignore[union-attr]
        listener.start()
        for line in process.stdout or ():
            build = _after(build, line)
            self._builds[municipality] = build
        code = process.wait()
        listener.join()
        if build.stage == "running" or (code and build.stage != "failed"):
            log.error("build of %s ended with code %s: %s", municipality, code, "".join(complaint)[-_LOG_TAIL:])
            return Build(stage="failed", faults=(STOPPED,))
        return build


def _stamp(folder: Path) -> tuple[int, int, bool]:
    """Number of source files in a folder, when the last of them changed, and whether a snapshot is published."""
    own = catalogue.snapshots_folder(folder)
    times = [path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file() and own not in path.parents]
    return len(times), max(times, default=0), catalogue.current_id(folder) is not None


def _after(build: Build, line: str) -> Build:
    """The build after one line of its output; a line that is not ours changes nothing."""
    try:
        said = json.loads(line)
    except ValueError:
        return build
    if not isinstance(said, dict):
        return build
    if "snapshot" in said:
        return replace(build, stage="done", fraction=1.0)
    if "faults" in said:
        faults = tuple(Text(nl=str(fault["nl"]), en=str(fault["en"])) for fault in said["faults"])
        return replace(build, stage="failed", faults=faults)
    if "fraction" in said:
        fraction = min(max(float(said["fraction"]), 0.0), 1.0)
        return replace(build, fraction=fraction, words=Text(nl=said.get("nl", ""), en=said.get("en", "")))
    return build


builds = Builds()
"""The builds of this process, shared by the server and the pages."""
