"""What each command of the command line runs. Everything is imported only then, so that ``--help`` answers at once."""

from __future__ import annotations

import argparse


def check(chosen: argparse.Namespace) -> int:
    """Run ``check``."""
    from wijkmonitor import build as building
    from wijkmonitor import commands

    if chosen.machine:
        return commands.check_for_machine(chosen.folder)
    return commands.say_faults(building.check(chosen.folder, commands.bar(chosen.lang)), chosen.lang)


def build(chosen: argparse.Namespace) -> int:
    """Run ``build``."""
    from wijkmonitor import commands

    if chosen.machine:
        return commands.build_for_machine(chosen.folder)
    return commands.build_with_bar(chosen.folder, chosen.lang, chosen.by, chosen.note)


def export(chosen: argparse.Namespace) -> int:
    """Run ``export``."""
    from wijkmonitor import commands

    return commands.export(chosen)


def pack(chosen: argparse.Namespace) -> int:
    """Run ``pack``."""
    from wijkmonitor import pack_commands

    return pack_commands.run(chosen)


def profiles(chosen: argparse.Namespace) -> int:
    """Run ``profiles``."""
    from wijkmonitor import profile_commands

    return profile_commands.profiles(chosen)


def withdraw(chosen: argparse.Namespace) -> int:
    """Run ``withdraw``."""
    from wijkmonitor import snapshot_commands

    return snapshot_commands.withdraw(chosen.folder, chosen.snapshot, chosen.reason, chosen.by, chosen.lang)


def diff(chosen: argparse.Namespace) -> int:
    """Run ``diff``."""
    from wijkmonitor import snapshot_commands

    return snapshot_commands.diff(chosen.folder, chosen.before, chosen.after, chosen.out, chosen.lang)


def template(chosen: argparse.Namespace) -> int:
    """Run ``template``."""
    from wijkmonitor import commands, sources

    return commands.write_out(sources.template(chosen.dataset), chosen.out, chosen.lang)


def dictionary(chosen: argparse.Namespace) -> int:
    """Run ``dictionary``."""
    from wijkmonitor import commands
    from wijkmonitor import dictionary as dictionaries

    return commands.write_out(dictionaries.as_markdown(chosen.lang).encode(), None)


def responses(chosen: argparse.Namespace) -> int:
    """Run ``responses``."""
    from wijkmonitor import response_commands

    return response_commands.run(chosen)


def serve(chosen: argparse.Namespace) -> int:
    """Run ``serve``."""
    from wijkmonitor import commands

    return commands.serve(chosen.port, chosen.address, chosen.lang)
