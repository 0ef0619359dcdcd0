"""What the command line does, and how it says so to a person (a bar, sentences) or to the dashboard (JSON lines)."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TextIO

from wijkmonitor import catalogue
from wijkmonitor.edition import Dataset
from wijkmonitor.fault import Fault, InputFaults, errors, without_found
from wijkmonitor.manifest import MANIFEST, SnapshotDamaged
from wijkmonitor.text import Lang, Text

_BAR_WIDTH = 30
_APP = Path(__file__).resolve().parents[2] / "app.py"
_WAITING = Text(
    nl="wacht tot een andere verwerking van deze gemeente klaar is",
    en="waiting until another build of this municipality is done",
)


def bar(lang: Lang, out: TextIO | None = None) -> Callable[[float, Text], None]:
    """A progress bar on a terminal; on anything else one line per step that differs from the last."""
    stream = out or sys.stderr
    last = [""]

    def show(fraction: float, said: Text) -> None:
        words = said(lang)
        if stream.isatty():
            done = round(fraction * _BAR_WIDTH)
            stream.write(f"\r[{'#' * done}{'.' * (_BAR_WIDTH - done)}] {fraction:4.0%} {words[:60]:60}")
            if fraction >= 1:
                stream.write("\n")
        elif words != last[0]:
            stream.write(f"{fraction:4.0%} {words}\n")
        last[0] = words
        stream.flush()

    return show


def say_faults(faults: Sequence[Fault], lang: Lang) -> int:
    """Print every fault and warning; the exit code is 1 when there is an error among them."""
    wrong = errors(faults)
    for fault in faults:
        mark = Text(nl="FOUT", en="ERROR") if fault.severity == "error" else Text(nl="let op", en="note")
        print(f"{mark(lang)}: {fault(lang)}")
    summary = Text(
        nl=f"{len(wrong)} fouten, {len(faults) - len(wrong)} aandachtspunten.",
        en=f"{len(wrong)} errors, {len(faults) - len(wrong)} notes.",
    )
    print(summary(lang))
    return 1 if wrong else 0


def build_with_bar(folder: Path, lang: Lang, by: str = "", note: str = "") -> int:
    """Build for a person at a terminal; ``by`` and ``note`` go into the log of publications."""
    from wijkmonitor import build

    try:
        built = build.build(folder, bar(lang), by=by, note=note)
    except InputFaults as stopped:
        code = say_faults(stopped.faults, lang)
        untouched = Text(
            nl="Er is niets gepubliceerd; wat er al stond is niet veranderd.",
            en="Nothing was published; what was there has not changed.",
        )
        print(untouched(lang))
        return code
    say_faults(built.warnings, lang)
    print(
        Text(
            nl=f"Momentopname {built.snapshot_id} staat in {built.path}",
            en=f"Snapshot {built.snapshot_id} is in {built.path}",
        )(lang)
    )
    return 0


def build_for_machine(folder: Path) -> int:
    """Build for the dashboard: one JSON object per line, the last with ``snapshot`` or ``faults``.

    Where somebody else is making a snapshot it waits for that one, and makes another only if that is still needed.
    """
    from wijkmonitor import build

    def tell(**said: Any) -> None:
        print(json.dumps(said, ensure_ascii=True), flush=True)

    def show(fraction: float, said: Text) -> None:
        tell(fraction=round(fraction, 3), nl=said.nl, en=said.en)

    if catalogue.waited_for_others(folder, lambda: show(0.0, _WAITING)) and not catalogue.is_outdated(folder):
        tell(snapshot=catalogue.current_id(folder))
        return 0
    try:
        built = build.build(folder, show, wait=True)
    except InputFaults as stopped:
        tell(faults=_for_screen(stopped.faults, folder))
        return 1
    tell(snapshot=built.snapshot_id)
    return 0


def check_for_machine(folder: Path) -> int:
    """Check for the dashboard: one JSON object with all ``faults``, each in both languages with its severity."""
    from wijkmonitor import build

    faults = build.check(folder)
    print(json.dumps({"faults": _for_screen(faults, folder)}, ensure_ascii=True), flush=True)
    return 1 if errors(faults) else 0


def _for_screen(faults: Sequence[Fault], folder: Path) -> list[dict[str, str]]:
    """Faults for the dashboard, which anybody may see: what a respondent answered is not repeated."""
    from wijkmonitor.municipality import read_municipality

    try:
        editions = read_municipality(folder).editions
        surveys = {spec.shown for one in editions for spec in one.sources.get(Dataset.SURVEY, ())}
    except InputFaults:
        surveys = set()  # then no file was read either
    public = without_found(faults, surveys)
    return [{"severity": fault.severity, "nl": fault("nl"), "en": fault("en")} for fault in public]


def export(chosen: argparse.Namespace) -> int:
    """Write figures of a snapshot; what was asked for but does not exist is named."""
    from wijkmonitor import export as exporting
    from wijkmonitor import snapshot

    folder = chosen.snapshot
    if not (folder / MANIFEST).is_file():
        current = catalogue.current_id(folder)
        if current is None:
            print(
                Text(
                    nl=f"{folder} is geen momentopname of gemeente met een momentopname.",
                    en=f"{folder} is no snapshot, nor a municipality with one.",
                )(chosen.lang),
                file=sys.stderr,
            )
            return 2
        folder = catalogue.snapshot_path(folder, current)
    try:
        opened = snapshot.load(folder)
        data = exporting.selection(
            opened,
            indicators=chosen.indicator,
            areas=chosen.area,
            edition=chosen.edition,
            level=chosen.level,
            form=chosen.format,
        )
    except (SnapshotDamaged, exporting.NothingThere) as problem:
        print(problem, file=sys.stderr)
        return 1
    write_out(data, chosen.out)
    return 0


def write_out(data: bytes, out: Path | None) -> None:
    """Write to a file, or to standard output."""
    if out is None:
        sys.stdout.buffer.write(data)
    else:
        out.write_bytes(data)


def serve(port: int | None, address: str, lang: Lang) -> int:
    """Build every missing or outdated snapshot, then run the dashboard until it is stopped."""
    for key, folder in catalogue.municipalities().items():
        wrong = catalogue.withdrawn_of_now(folder)
        if wrong is not None:
            said = Text(
                nl="{k}: er wordt geen momentopname gemaakt, want die van deze bestanden is ingetrokken ({r}).",
                en="{k}: no snapshot is made, since the one from these files was withdrawn ({r}).",
            )
            print(said.fill(k=key, r=wrong.reason)(lang))
        elif catalogue.is_outdated(folder):
            print(Text(nl=f"Momentopname van {key} maken ...", en=f"Building the snapshot of {key} ...")(lang))
            # In a process of its own, so that answers of respondents never are in the memory of the server.
            subprocess.run([sys.executable, "-m", "wijkmonitor", "build", str(folder), "--lang", lang], check=False)
    listen = port or int(os.environ.get("PORT", "8501"))
    print(
        Text(
            nl=f"Open http://{address}:{listen} in een browser. Stoppen: Ctrl+C.",
            en=f"Open http://{address}:{listen} in a browser. Stop: Ctrl+C.",
        )(lang),
        flush=True,
    )
    command = [sys.executable, "-m", "streamlit", "run", str(_APP), "--server.port", str(listen)]
    command += ["--server.address", address]
    os.chdir(_APP.parent)  # where Streamlit finds its settings
    if os.name == "posix":
        os.execv(command[0], command)  # so that a signal to this process stops the server itself
    try:
        return subprocess.run(command, check=False).returncode
    except KeyboardInterrupt:
        return 0
