"""The arguments of the command line, a function per command or two."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from wijkmonitor import command_runners as runners
from wijkmonitor import publications
from wijkmonitor.edition import Dataset
from wijkmonitor.text import LANGS

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

_DESCRIPTION = """\
wijkmonitor: hoe doen de wijken en buurten van een gemeente het als gemeenschap?
(how do the neighbourhoods of a Dutch municipality do as communities?)

A municipality is a folder with a municipality.toml that names its files, such as data/voorbeeldstad. The usual order:

  python -m wijkmonitor check data/voorbeeldstad     are the files in order? names every fault at once
  python -m wijkmonitor build data/voorbeeldstad     make and publish a snapshot
  python -m wijkmonitor template survey -o enquete.csv   an empty file to fill in
  python -m wijkmonitor serve                        open the dashboard on all municipalities found
  python -m wijkmonitor pack data/voorbeeldstad -o raad.zip   slides, PDF and figures for the council
  python -m wijkmonitor diff data/voorbeeldstad ID1 ID2  what changed between two snapshots, and why
  python -m wijkmonitor export data/voorbeeldstad --indicator strong_ties --format csv-nl -o ties.csv
  python -m wijkmonitor profiles data/voorbeeldstad -o profielen   a PDF per wijk and buurt
"""


def parser() -> argparse.ArgumentParser:
    """Every command with its arguments; ``run`` in what it parses is what to run."""
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--lang", choices=LANGS, default="nl", help="language of the messages (default: nl)")
    raw = argparse.RawDescriptionHelpFormatter
    whole = argparse.ArgumentParser(prog="python -m wijkmonitor", description=_DESCRIPTION, formatter_class=raw)
    commands: Commands = whole.add_subparsers(required=True, metavar="COMMAND")

    check = commands.add_parser("check", parents=[shared], help="read all files and name every fault")
    check.add_argument("folder", type=Path, metavar="DIR", help="folder with municipality.toml")
    check.add_argument("--machine", action="store_true", help="report all faults as one JSON object")
    check.set_defaults(run=runners.check)

    build = commands.add_parser("build", parents=[shared], help="check, then make and publish a snapshot")
    build.add_argument("folder", type=Path, metavar="DIR", help="folder with municipality.toml")
    build.add_argument("--machine", action="store_true", help="report progress and faults as JSON, one object per line")
    _add_by(build)
    note = "why this snapshot is made, for the list of snapshots (a sentence)"
    build.add_argument("--note", type=_words(publications.MOST_NOTE), default="", metavar="TEXT", help=note)
    build.set_defaults(run=runners.build)

    _add_export(commands, shared)
    _add_pack(commands, shared)
    _add_profiles(commands, shared)
    _add_snapshots(commands, shared)
    _add_responses(commands, shared)
    _add_files_and_server(commands, shared)
    return whole


def _add_export(commands: Commands, shared: argparse.ArgumentParser) -> None:
    export = commands.add_parser("export", parents=[shared], help="write figures of a snapshot as CSV or GeoJSON")
    export.add_argument(
        "snapshot", type=Path, metavar="SNAPSHOT", help="folder of a snapshot, or of a municipality (its current one)"
    )
    export.add_argument(
        "--indicator", action="append", default=[], metavar="KEY", help="one indicator; may be repeated (default: all)"
    )
    export.add_argument(
        "--area", action="append", default=[], metavar="CODE", help="one area code; may be repeated (default: all)"
    )
    export.add_argument("--edition", default=None, help="one edition (default: all; for geojson the newest)")
    export.add_argument("--level", default=None, help="gemeente, wijk or buurt (default: all; for geojson buurt)")
    export.add_argument(
        "--format", choices=("csv", "csv-nl", "geojson"), default="csv", help="csv: open data; csv-nl: for Dutch Excel"
    )
    whole = export.add_mutually_exclusive_group()
    whole.add_argument("--dictionary", action="store_true", help="what every column and code means, instead of figures")
    whole.add_argument(
        "--archive",
        action="store_true",
        help="everything of the snapshot in one ZIP, with its dictionary and its sources",
    )
    export.add_argument(
        "-o", "--out", type=Path, default=None, metavar="FILE", help="where to write (default: standard output)"
    )
    export.set_defaults(run=runners.export)


def _add_pack(commands: Commands, shared: argparse.ArgumentParser) -> None:
    pack = commands.add_parser("pack", parents=[shared], help="slides, PDF and figures for the council in one ZIP")
    pack.add_argument("folder", type=Path, metavar="DIR", help="folder of a municipality, or of one snapshot")
    pack.add_argument("--snapshot", default=None, metavar="ID", help="which snapshot (default: the published one)")
    pack.add_argument("--story", default="raad", metavar="KEY", help="a ready-made story (default: raad), or own")
    pack.add_argument("--edition", default=None, help="one edition (default: the newest)")
    pack.add_argument("--level", default=None, help="wijk or buurt (default: the largest there are)")
    pack.add_argument(
        "--area", action="append", default=[], metavar="CODE", help="an area with a slide of its own; may be repeated"
    )
    pack.add_argument(
        "--topic", action="append", default=[], metavar="KEY", help="an indicator with its slides; may be repeated"
    )
    pack.add_argument(
        "-o",
        "--out",
        type=Path,
        default=None,
        metavar="FILE",
        help="where to write (default: a name with the snapshot)",
    )
    pack.set_defaults(run=runners.pack)


def _add_profiles(commands: Commands, shared: argparse.ArgumentParser) -> None:
    profiles = commands.add_parser("profiles", parents=[shared], help="write the profile of every area as PDF")
    profiles.add_argument("folder", type=Path, metavar="DIR", help="folder of a municipality, or of a snapshot")
    profiles.add_argument("--snapshot", default=None, metavar="ID", help="one snapshot (default: the current one)")
    profiles.add_argument("--edition", default=None, help="one edition (default: the newest)")
    profiles.add_argument("--level", default=None, help="gemeente, wijk or buurt (default: wijken and buurten)")
    profiles.add_argument(
        "--area", action="append", default=[], metavar="CODE", help="one area code; may be repeated (default: all)"
    )
    profiles.add_argument("-o", "--out", type=Path, required=True, metavar="FOLDER", help="where to write")
    profiles.set_defaults(run=runners.profiles)


def _add_snapshots(commands: Commands, shared: argparse.ArgumentParser) -> None:
    withdraw = commands.add_parser(
        "withdraw", parents=[shared], help="say that a snapshot is wrong; it stays visible as such"
    )
    withdraw.add_argument("folder", type=Path, metavar="DIR", help="folder with municipality.toml")
    withdraw.add_argument("snapshot", metavar="ID", help="id of the snapshot")
    reason = "what is wrong with it, for whoever has its figures (a sentence)"
    withdraw.add_argument("--reason", type=_words(publications.MOST_NOTE), required=True, metavar="TEXT", help=reason)
    _add_by(withdraw)
    withdraw.set_defaults(run=runners.withdraw)

    diff = commands.add_parser("diff", parents=[shared], help="compare two snapshots: what changed, and why")
    diff.add_argument("folder", type=Path, metavar="DIR", help="folder with municipality.toml")
    diff.add_argument("before", metavar="ID1", help="id of the one snapshot")
    diff.add_argument("after", metavar="ID2", help="id of the other")
    diff.add_argument("-o", "--out", type=Path, default=None, metavar="FILE", help="write all differences as CSV")
    diff.set_defaults(run=runners.diff)


def _add_by(parser: argparse.ArgumentParser) -> None:
    by = "who does this; a function or department will do (default: not told)"
    parser.add_argument("--by", type=_words(publications.MOST_BY), default="", metavar="WHO", help=by)


def _words(most: int) -> Callable[[str], str]:
    """Reads words of at most ``most`` characters."""

    def read(asked: str) -> str:
        try:
            return publications.tidy(asked, most)
        except publications.TooLong as problem:
            raise argparse.ArgumentTypeError(f"at most {most} characters ({problem})") from problem

    return read


def _add_files_and_server(commands: Commands, shared: argparse.ArgumentParser) -> None:
    template = commands.add_parser("template", parents=[shared], help="an empty source file with the right columns")
    template.add_argument("dataset", choices=list(Dataset), type=Dataset, metavar="DATASET", help=", ".join(Dataset))
    template.add_argument("-o", "--out", type=Path, default=None, metavar="FILE", help="where to write")
    template.set_defaults(run=runners.template)

    dictionary = commands.add_parser("dictionary", parents=[shared], help="explain every column of every source file")
    dictionary.set_defaults(run=runners.dictionary)

    serve = commands.add_parser(
        "serve", parents=[shared], help="build what is missing or outdated and open the dashboard"
    )
    serve.add_argument("--port", type=int, default=None, help="port to listen on (default: $PORT or 8501)")
    serve.add_argument("--address", default="localhost", help="address to listen on (default: localhost)")
    serve.set_defaults(run=runners.serve)


def _add_responses(commands: Commands, shared: argparse.ArgumentParser) -> None:
    from wijkmonitor.response_commands import ACTIONS

    responses = commands.add_parser("responses", parents=[shared], help="read responses and decide about them")
    responses.add_argument("folder", type=Path, metavar="DIR", help="folder with municipality.toml")
    responses.add_argument("action", choices=ACTIONS, metavar="ACTION", help=", ".join(ACTIONS))
    responses.add_argument("number", type=int, nargs="?", metavar="N", help="number of the response (not for list)")
    responses.add_argument("--reason", help="why; shown beside an accepted response")
    responses.add_argument("--by", help="your function, never your name (default: medewerker)")
    responses.set_defaults(run=runners.responses)
