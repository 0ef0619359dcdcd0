"""What the command line does, and how it says so to a person (a bar, sentences) or to the dashboard (JSON lines)."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from wijkmonitor import catalogue, publications, whole_file
from wijkmonitor.edition import Dataset
from wijkmonitor.fault import Fault, InputFaults, errors, without_found
from wijkmonitor.manifest import MANIFEST, SnapshotDamaged
from wijkmonitor.publications import Withdrawal
from wijkmonitor.text import Lang, Text

if TYPE_CHECKING:
    from wijkmonitor.snapshot import Snapshot

_BAR_WIDTH = 30
_NO_SNAPSHOT = Text(
    nl="{folder} is geen momentopname en geen gemeente met een momentopname. Maak er een: python -m wijkmonitor build {folder}",
    en="{folder} is no snapshot, nor a municipality with one. Make one: python -m wijkmonitor build {folder}",
)
_UNKNOWN_SNAPSHOT = Text(
    nl="momentopname {asked} is er niet; wel: {there}", en="there is no snapshot {asked}; there are: {there}"
)
_MOST_NAMED = 40
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

    folder = folder_of(chosen.snapshot, None, chosen.lang)
    if folder is None:
        return 2
    try:
        data = _exported(snapshot.load(folder), chosen)
    except (SnapshotDamaged, exporting.NothingThere) as problem:
        print(problem, file=sys.stderr)
        return 1
    code = write_out(data, chosen.out, chosen.lang)
    warn_of_withdrawal(folder, chosen.lang)
    return code


def _exported(opened: Snapshot, chosen: argparse.Namespace) -> bytes:
    from wijkmonitor import export as exporting
    from wijkmonitor import responses
    from wijkmonitor.figures import foot

    dutch = chosen.format == "csv-nl"
    if chosen.archive:
        folder = opened.path.parent.parent  # of the municipality, where its responses are
        warning = foot.withdrawn(withdrawal_of(opened.path), chosen.lang)
        return exporting.archive(opened, chosen.lang, responses.accepted(folder), warning)
    if chosen.dictionary:
        return exporting.to_csv(exporting.dictionary_frame(opened), "excel_nl" if dutch else "open_data")
    question = exporting.Question(
        indicator=tuple(chosen.indicator),
        area=tuple(chosen.area),
        edition=(chosen.edition,) if chosen.edition else (),
        level=(chosen.level,) if chosen.level else (),
        lang=chosen.lang,
        form="excel" if dutch else "open",
    )
    return exporting.answer(opened, question, "geojson" if chosen.format == "geojson" else "csv")


def folder_of(folder: Path, asked: str | None, lang: Lang) -> Path | None:
    """Folder of a snapshot: ``folder`` itself, or of the municipality in ``folder`` the one ``asked`` (None: the published one).

    None, and said why, when there is none.
    """
    if asked is None and (folder / MANIFEST).is_file():
        return folder
    there = catalogue.snapshot_ids(folder)
    chosen = asked or catalogue.current_id(folder)
    if chosen in there:
        return catalogue.snapshot_path(folder, chosen)
    if asked and there:
        print(_UNKNOWN_SNAPSHOT.fill(asked=asked, there=some(there))(lang), file=sys.stderr)
    else:
        print(_NO_SNAPSHOT.fill(folder=folder)(lang), file=sys.stderr)
    return None


def withdrawal_of(folder: Path) -> Withdrawal | None:
    """The withdrawal of the snapshot in ``folder``; None when it stands."""
    folder = folder.resolve()
    return publications.withdrawn(folder.parent.parent, folder.name)


def warn_of_withdrawal(folder: Path, lang: Lang) -> None:
    """Say to standard error that the snapshot in ``folder`` was withdrawn, when it was; the last line is the one that is read."""
    from wijkmonitor.figures import foot

    if wrong := withdrawal_of(folder):
        print(f"{foot.withdrawn(wrong, lang)} {foot.DO_NOT_USE(lang)}", file=sys.stderr)


def some(there: Collection[str]) -> str:
    """The first of what there is, for a message."""
    named = list(there)[:_MOST_NAMED]
    return ", ".join(named) + (", ..." if len(there) > len(named) else "")


def write_out(data: bytes, out: Path | None, lang: Lang = "nl") -> int:
    """Write to a file, whole or not at all, or to standard output; the exit code is 1 when it could not be written."""
    if out is None:
        sys.stdout.buffer.write(data)
        return 0
    try:
        whole_file.write(out, data)
    except OSError as problem:
        said = Text(
            nl=f"{out} kon niet worden geschreven: {problem.strerror or problem}. Wat er stond is niet veranderd.",
            en=f"{out} could not be written: {problem.strerror or problem}. What was there has not changed.",
        )
        print(said(lang), file=sys.stderr)
        return 1
    return 0


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
