"""Programs that are measured: their time per stage, their memory, and servers that start and stop."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "bench" / "out"
"""Where everything made for a measurement goes; may be thrown away."""
FIRST_PORT = int(os.environ.get("BENCH_PORT", "8640"))
_SAMPLE_EVERY_S = 0.05
_STOP_WITHIN_S = 10


@dataclass
class Observed:
    """What a program did: seconds since its start of every line it printed, and its memory (bytes) and processor time (s)."""

    returncode: int = 0
    lines: list[tuple[float, dict[str, Any]]] = field(default_factory=list)
    memory: list[tuple[float, int]] = field(default_factory=list)
    cpu: list[tuple[float, float]] = field(default_factory=list)
    seconds: float = 0.0

    def peak(self, begin: float = 0.0, end: float = float("inf")) -> int:
        """Highest resident memory between two moments, children included; 0 when there was no sample."""
        return max((size for moment, size in self.memory if begin <= moment <= end), default=0)

    def cpu_seconds(self, begin: float = 0.0, end: float = float("inf")) -> float:
        """Processor time used between two moments: what the wall clock would say on a machine of its own, or a bit less."""
        before = [used for moment, used in self.cpu if moment <= begin]
        until = [used for moment, used in self.cpu if moment <= end]
        return (until[-1] if until else 0.0) - (before[-1] if before else 0.0)


def observe(command: list[str]) -> Observed:
    """Run a program that prints JSON lines, and watch it."""
    seen = Observed()
    begun = time.perf_counter()
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, env=environment()) as program:
        watcher = threading.Thread(target=_sample, args=(program.pid, begun, seen), daemon=True)
        watcher.start()
        assert program.stdout is not None
        for line in program.stdout:
            seen.lines.append((time.perf_counter() - begun, json.loads(line)))
        seen.returncode = program.wait()
        seen.seconds = time.perf_counter() - begun
        watcher.join(timeout=1)
    return seen


def _sample(pid: int, begun: float, seen: Observed) -> None:
    try:
        top = psutil.Process(pid)
        while top.is_running() and top.status() != psutil.STATUS_ZOMBIE:
            moment = time.perf_counter() - begun
            seen.memory.append((moment, resident(top)))
            used = top.cpu_times()
            seen.cpu.append((moment, used.user + used.system))
            time.sleep(_SAMPLE_EVERY_S)
    except psutil.NoSuchProcess:
        return


def resident(process: psutil.Process) -> int:
    """Resident memory of a process and all that it started, in bytes."""
    total = 0
    for one in (process, *process.children(recursive=True)):
        try:
            total += one.memory_info().rss
        except psutil.NoSuchProcess:  # it ended meanwhile
            continue
    return total


def processor_seconds(pid: int) -> float:
    """Processor time that a running program and all that it started have used so far."""
    top = psutil.Process(pid)
    times = [one.cpu_times() for one in (top, *top.children(recursive=True))]
    return sum(one.user + one.system for one in times)


def environment(**more: str) -> dict[str, str]:
    """The environment of a measured program: this checkout comes first among what it can import."""
    paths = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    return {**os.environ, "PYTHONPATH": paths, **more}


def python(*arguments: str) -> list[str]:
    """A command that runs this Python."""
    return [sys.executable, *arguments]


@contextmanager
def started(command: list[str], log: Path, **variables: str) -> Iterator[subprocess.Popen[bytes]]:
    """A server that runs until the end of the block; what it says goes to ``log``."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as said:
        program = subprocess.Popen(
            command, cwd=ROOT, stdout=said, stderr=subprocess.STDOUT, env=environment(**variables)
        )
        try:
            yield program
        finally:
            stop(program)


def stop(program: subprocess.Popen[bytes]) -> None:
    """End a program and everything it started."""
    try:
        family = [*psutil.Process(program.pid).children(recursive=True), psutil.Process(program.pid)]
    except psutil.NoSuchProcess:
        family = []
    for one in family:
        try:
            one.terminate()
        except psutil.NoSuchProcess:
            continue
    _, alive = psutil.wait_procs(family, timeout=_STOP_WITHIN_S)
    for one in alive:
        one.kill()
    program.wait()


def wait_for_port(port: int, program: subprocess.Popen[bytes], within_s: float = 60) -> None:
    """Return as soon as the server listens; raises ``RuntimeError`` when it ends or takes too long."""
    end = time.perf_counter() + within_s
    while time.perf_counter() < end:
        if program.poll() is not None:
            raise RuntimeError(f"the server ended with code {program.returncode}")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise RuntimeError(f"nothing listens on port {port} after {within_s:.0f} s")


def free_port(offset: int) -> int:
    """A port of the range that starts at ``BENCH_PORT`` (8640); raises ``RuntimeError`` when it is taken."""
    port = FIRST_PORT + offset
    with socket.socket() as probe:
        if probe.connect_ex(("127.0.0.1", port)) == 0:
            raise RuntimeError(f"port {port} is taken; set BENCH_PORT to the first of 20 free ports")
    return port


@contextmanager
def observe_server(pid: int) -> Iterator[dict[str, float]]:
    """During the block: how many cores a server kept busy, and its resident memory at the end (bytes)."""
    before, begun = processor_seconds(pid), time.perf_counter()
    seen: dict[str, float] = {}
    yield seen
    used = processor_seconds(pid) - before
    seen.update(cores=used / (time.perf_counter() - begun), bytes=float(resident(psutil.Process(pid))))
