"""The command line: check, build, export, serve and responses. ``python -m wijkmonitor --help`` explains each."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from wijkmonitor.edition import Dataset
from wijkmonitor.text import LANGS, Text

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
  python -m wijkmonitor export data/voorbeeldstad --indicator strong_ties --format csv-nl -o ties.csv
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code: 0 all well, 1 faults in the files, 2 a mistaken command."""
    parser = _parser()
    chosen = parser.parse_args(arguments)
    run: Callable[[argparse.Namespace], int] = chosen.run
    try:
        return run(chosen)
    except KeyboardInterrupt:
        print(
            Text(nl="Afgebroken; er is niets veranderd.", en="Stopped; nothing has changed.")(chosen.lang),
            file=sys.stderr,
        )
        return 130


def _parser() -> argparse.ArgumentParser:
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--lang", choices=LANGS, default="nl", help="language of the messages (default: nl)")
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(prog="python -m wijkmonitor", description=_DESCRIPTION, formatter_class=raw)
    commands: Commands = parser.add_subparsers(required=True, metavar="COMMAND")

    check = commands.add_parser("check", parents=[shared], help="read all files and name every fault")
    check.add_argument("folder", type=Path, metavar="DIR", help="folder with municipality.toml")
    check.add_argument("--machine", action="store_true", help="report all faults as one JSON object")
    check.set_defaults(run=_check)

    build = commands.add_parser("build", parents=[shared], help="check, then make and publish a snapshot")
    build.add_argument("folder", type=Path, metavar="DIR", help="folder with municipality.toml")
    build.add_argument("--machine", action="store_true", help="report progress and faults as JSON, one object per line")
    build.set_defaults(run=_build)

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
    export.add_argument(
        "-o", "--out", type=Path, default=None, metavar="FILE", help="where to write (default: standard output)"
    )
    export.set_defaults(run=_export)

    _add_files_and_server(commands, shared)
    _add_responses(commands, shared)
    return parser


def _add_files_and_server(commands: Commands, shared: argparse.ArgumentParser) -> None:
    template = commands.add_parser("template", parents=[shared], help="an empty source file with the right columns")
    template.add_argument("dataset", choices=list(Dataset), type=Dataset, metavar="DATASET", help=", ".join(Dataset))
    template.add_argument("-o", "--out", type=Path, default=None, metavar="FILE", help="where to write")
    template.set_defaults(run=_template)

    dictionary = commands.add_parser("dictionary", parents=[shared], help="explain every column of every source file")
    dictionary.set_defaults(run=_dictionary)

    serve = commands.add_parser(
        "serve", parents=[shared], help="build what is missing or outdated and open the dashboard"
    )
    serve.add_argument("--port", type=int, default=None, help="port to listen on (default: $PORT or 8501)")
    serve.add_argument("--address", default="localhost", help="address to listen on (default: localhost)")
    serve.set_defaults(run=_serve)


def _add_responses(commands: Commands, shared: argparse.ArgumentParser) -> None:
    from wijkmonitor.response_commands import ACTIONS

    responses = commands.add_parser("responses", parents=[shared], help="read responses and decide about them")
    responses.add_argument("folder", type=Path, metavar="DIR", help="folder with municipality.toml")
    responses.add_argument("action", choices=ACTIONS, metavar="ACTION", help=", ".join(ACTIONS))
    responses.add_argument("number", type=int, nargs="?", metavar="N", help="number of the response (not for list)")
    responses.add_argument("--reason", help="why; shown beside an accepted response")
    responses.add_argument("--by", help="your function, never your name (default: medewerker)")
    responses.set_defaults(run=_responses)


def _check(chosen: argparse.Namespace) -> int:
    from wijkmonitor import build, commands

    if chosen.machine:
        return commands.check_for_machine(chosen.folder)
    return commands.say_faults(build.check(chosen.folder, commands.bar(chosen.lang)), chosen.lang)


def _build(chosen: argparse.Namespace) -> int:
    from wijkmonitor import commands

    if chosen.machine:
        return commands.build_for_machine(chosen.folder)
    return commands.build_with_bar(chosen.folder, chosen.lang)


def _export(chosen: argparse.Namespace) -> int:
    from wijkmonitor import commands

    return commands.export(chosen)


def _template(chosen: argparse.Namespace) -> int:
    from wijkmonitor import commands, sources

    commands.write_out(sources.template(chosen.dataset), chosen.out)
    return 0


def _dictionary(chosen: argparse.Namespace) -> int:
    from wijkmonitor import commands, dictionary

    commands.write_out(dictionary.as_markdown(chosen.lang).encode(), None)
    return 0


def _responses(chosen: argparse.Namespace) -> int:
    from wijkmonitor import response_commands

    return response_commands.run(chosen)


def _serve(chosen: argparse.Namespace) -> int:
    from wijkmonitor import commands

    return commands.serve(chosen.port, chosen.address, chosen.lang)


if __name__ == "__main__":
    sys.exit(main())
