"""What the command line does with snapshots that are there: withdraw a wrong one, compare two."""

from __future__ import annotations

import sys
from pathlib import Path

from wijkmonitor import catalogue, publishing, whole_file
from wijkmonitor.manifest import SnapshotDamaged
from wijkmonitor.text import Lang, Text, date

_WITHDRAWN = Text(
    nl="Momentopname {id} is ingetrokken. Zij blijft te openen, met deze reden erbij.",
    en="Snapshot {id} has been withdrawn. It can still be opened, with this reason beside it.",
)
_NOW = Text(nl="Het dashboard toont nu momentopname {id}.", en="The dashboard shows snapshot {id} now.")
_NONE_LEFT = Text(
    nl="Er is geen andere momentopname: het dashboard toont nu geen cijfers, en zegt waarom. Herstel de bestanden en maak een "
    "nieuwe.",
    en="There is no other snapshot: the dashboard shows no figures now, and says why. Mend the files and make a new one.",
)
_NO_REASON = Text(
    nl="Geef met --reason een reden: wie deze cijfers al heeft, wil weten wat er mis is.",
    en="Give a reason with --reason: whoever has these figures wants to know what is wrong.",
)
_UNKNOWN = Text(nl="Er is geen momentopname {id}. Wel: {known}.", en="There is no snapshot {id}. There is: {known}.")
_NOTHING = Text(nl="geen enkele", en="none at all")
_ALREADY = Text(
    nl="Momentopname {id} was al ingetrokken op {d}: {r}", en="Snapshot {id} was withdrawn before, on {d}: {r}"
)
_WRITTEN = Text(nl="Alle verschillen staan in {f}.", en="All differences are in {f}.")


def withdraw(folder: Path, snapshot_id: str, reason: str, by: str, lang: Lang) -> int:
    """Withdraw a snapshot and say what the dashboard shows now; 2 for a mistaken command, 1 when it could not be done."""
    if not reason.strip():
        print(_NO_REASON(lang), file=sys.stderr)
        return 2
    try:
        after = catalogue.withdraw(folder, snapshot_id, reason=reason, by=by)
    except catalogue.UnknownSnapshot:
        return _say_unknown(folder, snapshot_id, lang)
    except catalogue.AlreadyWithdrawn as wrong:
        told = wrong.withdrawal
        print(_ALREADY(lang).format(id=told.id, d=date(told.at.date(), lang), r=told.reason), file=sys.stderr)
        return 1
    except OSError as stopped:
        print(publishing.not_written(folder, stopped)(lang), file=sys.stderr)
        return 1
    print(_WITHDRAWN(lang).format(id=snapshot_id))
    print(_NOW(lang).format(id=after) if after else _NONE_LEFT(lang))
    return 0


def diff(folder: Path, before: str, after: str, out: Path | None, lang: Lang) -> int:
    """Say what changed between two snapshots, split by cause; all differences as CSV in ``out``."""
    from wijkmonitor import snapshot
    from wijkmonitor.export import to_csv
    from wijkmonitor.figures import snapshot_changes

    opened = []
    for one in (before, after):
        if one not in catalogue.snapshot_ids(folder):
            return _say_unknown(folder, one, lang)
        try:
            opened.append(snapshot.load(catalogue.snapshot_path(folder, one)))
        except SnapshotDamaged as problem:
            print(problem, file=sys.stderr)
            return 1
    found = snapshot_changes.compare(*opened)
    for line in snapshot_changes.told(found, lang):
        print(line)
    if out is not None:
        try:
            whole_file.write(out, to_csv(snapshot_changes.for_download(found, lang), "open_data"))
        except OSError as stopped:
            print(f"{out}: {stopped.strerror}", file=sys.stderr)
            return 1
        print(_WRITTEN(lang).format(f=out))
    return 0


def _say_unknown(folder: Path, snapshot_id: str, lang: Lang) -> int:
    known = ", ".join(catalogue.snapshot_ids(folder)) or _NOTHING(lang)
    print(_UNKNOWN(lang).format(id=snapshot_id, known=known), file=sys.stderr)
    return 2
