"""The pack for the council from the command line."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from wijkmonitor import commands, responses, snapshot
from wijkmonitor.manifest import SnapshotDamaged
from wijkmonitor.snapshot import Snapshot
from wijkmonitor.text import Lang, Text

_UNKNOWN = Text(
    nl="{what} {asked} staat niet in de momentopname; wel: {there}",
    en="{what} {asked} is not in the snapshot; it has: {there}",
)
_WHAT = {
    "story": Text(nl="verhaal", en="story"),
    "edition": Text(nl="editie", en="edition"),
    "level": Text(nl="niveau", en="level"),
    "area": Text(nl="gebied", en="area"),
    "topic": Text(nl="onderwerp", en="topic"),
}
_DONE = Text(nl="Het pakket staat in {path}", en="The pack is in {path}")


def run(chosen: argparse.Namespace) -> int:
    """Make a pack and write it whole or not at all; every value that does not exist is named, and then nothing is written."""
    from wijkmonitor.report.pack import pack
    from wijkmonitor.report.story import Choice, tell

    lang: Lang = chosen.lang
    folder = commands.folder_of(chosen.folder, chosen.snapshot, lang)
    if folder is None:
        return 2
    try:
        opened = snapshot.load(folder)
    except SnapshotDamaged as problem:
        print(problem, file=sys.stderr)
        return 1
    if mistakes := list(_mistakes(opened, chosen, lang)):
        print("\n".join(mistakes), file=sys.stderr)
        return 1
    choice = Choice(
        lang, chosen.edition or "", chosen.level or "", chosen.story, tuple(chosen.area), tuple(chosen.topic)
    )
    deck = tell(opened, choice, commands.withdrawal_of(folder))
    made = pack(deck, opened, responses.accepted(folder.resolve().parent.parent), commands.bar(lang))
    out: Path = chosen.out or Path(f"{made.name}.zip")
    code = commands.write_out(made.archive, out, lang)
    if code == 0:
        print(_DONE.fill(path=out)(lang))
        commands.warn_of_withdrawal(folder, lang)
    return code


def _mistakes(opened: Snapshot, chosen: argparse.Namespace, lang: Lang) -> Iterator[str]:
    """A line per value that does not exist."""
    from wijkmonitor.report.story import STORIES

    editions = {str(one["name"]): int(one["vintage"]) for one in opened.editions}
    vintage = editions.get(chosen.edition, list(editions.values())[-1])
    areas = opened.areas_of(vintage)
    asked: dict[str, tuple[Sequence[str], Collection[str]]] = {
        "story": ([chosen.story], list(STORIES)),
        "edition": ([chosen.edition] * bool(chosen.edition), list(editions)),
        "level": ([chosen.level] * bool(chosen.level), list(dict.fromkeys(areas["level"]))),
        "area": (chosen.area, list(areas.index)),
        "topic": (chosen.topic, list(opened.indicators)),
    }
    for what, (values, there) in asked.items():
        for value in values:
            if value not in there:
                yield _UNKNOWN.fill(what=_WHAT[what], asked=value, there=commands.some(there))(lang)
