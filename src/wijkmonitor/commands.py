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
_NO_SNAPSHOT = Text(
    nl="{folder} is geen momentopname of gemeente met een momentopname.",
    en="{folder} is no snapshot, nor a municipality with one.",
)
_NO_SUCH_SNAPSHOT = Text(nl="{folder} heeft geen momentopname {id}.", en="{folder} has no snapshot {id}.")
_WRITTEN = Text(nl="{n} profielen staan in {folder}.", en="{n} profiles are in {folder}.")
_STOPPED = Text(
    nl="Afgebroken. Wat er in {folder} staat is heel; hetzelfde commando maakt het af.",
    en="Stopped. What is in {folder} is whole; the same command completes it.",
)
_NOT_WRITTEN = Text(
    nl="Niet alles kon worden geschreven in {folder}: {why}. Wat er al stond is heel; hetzelfde commando maakt het af.",
    en="Not everything could be written in {folder}: {why}. What was there is whole; the same command completes it.",
)
_APP = Path(__file__).resolve().parents[2] / "app.py"


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


def build_with_bar(folder: Path, lang: Lang) -> int:
    """Build for a person at a terminal."""
    from wijkmonitor import build

    try:
        built = build.build(folder, bar(lang))
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
    """Build for the dashboard: one JSON object per line, the last with ``snapshot`` or ``faults``."""
    from wijkmonitor import build

    def tell(**said: Any) -> None:
        print(json.dumps(said, ensure_ascii=True), flush=True)

    try:
        built = build.build(folder, lambda fraction, said: tell(fraction=round(fraction, 3), nl=said.nl, en=said.en))
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

    folder = _snapshot_folder(chosen.snapshot, chosen.lang)
    if folder is None:
        return 2
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


def profiles(chosen: argparse.Namespace) -> int:
    """Write the profile of every area that is asked for as PDF, and say how many there are."""
    from wijkmonitor import responses, snapshot
    from wijkmonitor.export import NothingThere
    from wijkmonitor.report import profiles as reporting

    lang: Lang = chosen.lang
    folder = _snapshot_folder(chosen.folder, lang, chosen.snapshot)
    if folder is None:
        return 2
    municipality = folder.parents[1]
    try:
        opened = snapshot.load(folder)
        wanted = reporting.select(opened, edition=chosen.edition, level=chosen.level, areas=chosen.area, lang=lang)
        count = reporting.write(
            opened, wanted, chosen.out, lambda code: responses.accepted(municipality, area=code), bar(lang)
        )
    except (SnapshotDamaged, NothingThere) as problem:
        print(problem, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(_STOPPED(lang).format(folder=chosen.out), file=sys.stderr)
        return 130
    except OSError as problem:
        print(_NOT_WRITTEN(lang).format(folder=chosen.out, why=problem.strerror or problem), file=sys.stderr)
        return 1
    print(_WRITTEN(lang).format(n=count, folder=chosen.out))
    return 0


def _snapshot_folder(folder: Path, lang: Lang, wanted: str | None = None) -> Path | None:
    """The folder of a snapshot: ``folder`` itself, or the current one (``wanted`` if named) of the municipality there.

    None, after saying so, when there is none.
    """
    if wanted is None and (folder / MANIFEST).is_file():
        return folder
    named = catalogue.current_id(folder) if wanted is None else wanted
    if named in catalogue.snapshot_ids(folder):
        return catalogue.snapshot_path(folder, named)
    said = _NO_SNAPSHOT if wanted is None else _NO_SUCH_SNAPSHOT
    print(said(lang).format(folder=folder, id=wanted), file=sys.stderr)
    return None


def write_out(data: bytes, out: Path | None) -> None:
    """Write to a file, or to standard output."""
    if out is None:
        sys.stdout.buffer.write(data)
    else:
        out.write_bytes(data)


def serve(port: int | None, address: str, lang: Lang) -> int:
    """Build every missing or outdated snapshot, then run the dashboard until it is stopped."""
    for key, folder in catalogue.municipalities().items():
        if catalogue.is_outdated(folder):
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
