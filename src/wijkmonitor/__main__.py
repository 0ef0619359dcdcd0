"""The command line: ``python -m wijkmonitor --help`` explains every command."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence

from wijkmonitor import arguments as known
from wijkmonitor.text import Text


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code: 0 all well, 1 faults in the files, 2 a mistaken command."""
    chosen = known.parser().parse_args(arguments)
    run: Callable[[argparse.Namespace], int] = chosen.run
    try:
        return run(chosen)
    except KeyboardInterrupt:
        print(
            Text(nl="Afgebroken; er is niets veranderd.", en="Stopped; nothing has changed.")(chosen.lang),
            file=sys.stderr,
        )
        return 130


if __name__ == "__main__":
    sys.exit(main())
