"""The profiles of areas from the command line."""

from __future__ import annotations

import argparse
import sys

from wijkmonitor import commands
from wijkmonitor.manifest import SnapshotDamaged
from wijkmonitor.text import Lang, Text

_WRITTEN = Text(nl="{n} profielen staan in {folder}.", en="{n} profiles are in {folder}.")
_STOPPED = Text(
    nl="Afgebroken. Wat er in {folder} staat is heel; hetzelfde commando maakt het af.",
    en="Stopped. What is in {folder} is whole; the same command completes it.",
)
_NOT_WRITTEN = Text(
    nl="Niet alles kon worden geschreven in {folder}: {why}. Wat er al stond is heel; hetzelfde commando maakt het af.",
    en="Not everything could be written in {folder}: {why}. What was there is whole; the same command completes it.",
)


def profiles(chosen: argparse.Namespace) -> int:
    """Write the profile of every area that is asked for as PDF, and say how many there are."""
    from wijkmonitor import responses, snapshot
    from wijkmonitor.export import NothingThere
    from wijkmonitor.report import profiles as reporting

    lang: Lang = chosen.lang
    folder = commands.folder_of(chosen.folder, chosen.snapshot, lang)
    if folder is None:
        return 2
    municipality = folder.resolve().parent.parent
    try:
        opened = snapshot.load(folder)
        wanted = reporting.select(opened, edition=chosen.edition, level=chosen.level, areas=chosen.area, lang=lang)
        beside = reporting.Beside(
            lambda code: responses.accepted(municipality, area=code), commands.withdrawal_of(folder)
        )
        count = reporting.write(opened, wanted, chosen.out, beside, commands.bar(lang))
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
    commands.warn_of_withdrawal(folder, lang)
    return 0
