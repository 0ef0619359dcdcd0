"""A check of the source files in a process of its own, so that answers of respondents never are in the server."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from wijkmonitor.text import Text

log = logging.getLogger(__name__)
_LONGEST_S = 600
_LOG_TAIL = 4000


@dataclass(frozen=True, slots=True)
class Check:
    """What a check found. ``finished`` is False when the check itself stopped; the server's log says why."""

    finished: bool
    errors: tuple[Text, ...] = ()
    notes: tuple[Text, ...] = ()


def command(folder: Path) -> list[str]:
    """The command that checks the municipality in ``folder``."""
    return [sys.executable, "-m", "wijkmonitor", "check", str(folder), "--machine"]


def run(folder: Path, words: Sequence[str] | None = None) -> Check:
    """Check the files of the municipality in ``folder`` and wait for the outcome."""
    try:
        process = subprocess.run(
            words or command(folder),
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=_LONGEST_S,
            check=False,
            env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        )
        faults = json.loads(process.stdout.splitlines()[-1])["faults"]
        told = [(fault["severity"] == "error", Text(nl=str(fault["nl"]), en=str(fault["en"]))) for fault in faults]
    except subprocess.TimeoutExpired:
        log.exception("check of %s took too long", folder)
        return Check(finished=False)
    except (IndexError, KeyError, TypeError, ValueError):
        log.exception("check of %s ended with code %s: %s", folder, process.returncode, process.stderr[-_LOG_TAIL:])
        return Check(finished=False)
    return Check(True, tuple(one for wrong, one in told if wrong), tuple(one for wrong, one in told if not wrong))
