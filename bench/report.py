"""Plain text tables of what was measured, and the few statistics they hold."""

from __future__ import annotations

import statistics
import sys
from collections.abc import Sequence


def say(line: str = "") -> None:
    """Print a line at once, also into a file."""
    print(line, flush=True)


def note(line: str) -> None:
    """Progress on standard error, so that standard output holds the tables alone."""
    print(f"  {line}", file=sys.stderr, flush=True)


def table(title: str, head: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print an aligned table: the first column to the left, the others to the right."""
    cells = [list(head), *([str(cell) for cell in row] for row in rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(head))]

    def line(row: Sequence[str]) -> str:
        first, *others = (
            cell.ljust(width) if place == 0 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        return "  ".join([first, *others]).rstrip()

    say(f"\n{title}")
    say(line(cells[0]))
    say("  ".join("-" * width for width in widths))
    for row in cells[1:]:
        say(line(row))


def spread(values: Sequence[float], decimals: int = 2) -> str:
    """Median with the lowest and highest of the repetitions: ``0.31 (0.29-0.40)``."""
    middle, low, high = statistics.median(values), min(values), max(values)
    return f"{middle:.{decimals}f} ({low:.{decimals}f}-{high:.{decimals}f})"


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest measured value that at least ``share`` of the values do not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, -(-int(share * 1000) * len(ordered) // 1000) - 1)]


def megabytes(count: float) -> float:
    """Bytes as MB (10**6)."""
    return count / 1e6


def verdict(met: bool) -> str:
    """Whether an aim was met."""
    return "met" if met else "missed"
