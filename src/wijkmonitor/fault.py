"""What is wrong with a file, said so that its owner can mend it.

A :class:`Fault` names file, row, column, what was found, what is expected and the remedy. Readers collect faults instead
of stopping at the first; :class:`InputFaults` carries them all to whoever asked.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Literal

from wijkmonitor.text import Lang, Text

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault in one input file.

    An ``error`` stops a build; a ``warning`` (a repaired polygon, a point that could not be located) is reported and the
    build goes on. ``row`` is the line a spreadsheet shows (the header is row 1); ``rows`` counts how many rows share the
    fault when it is told once for all of them.
    """

    file: str
    found: str | Text
    expected: Text
    remedy: Text
    row: int | None = None
    column: str | None = None
    rows: int = 1
    severity: Severity = "error"

    def __call__(self, lang: Lang) -> str:
        """The whole message, one line."""
        place = [self.file]
        if self.row is not None:
            place.append(Text(nl=f"rij {self.row}", en=f"row {self.row}")(lang))
        if self.column:
            place.append(Text(nl=f"kolom {self.column}", en=f"column {self.column}")(lang))
        more = Text(nl=f" (in {self.rows} rijen)", en=f" (in {self.rows} rows)")(lang) if self.rows > 1 else ""
        words = Text(nl="gevonden: {f}{m}; verwacht: {e}. {r}", en="found: {f}{m}; expected: {e}. {r}")
        found = self.found(lang) if isinstance(self.found, Text) else self.found
        said = words(lang).format(f=found, m=more, e=self.expected(lang), r=self.remedy(lang))
        return f"{', '.join(place)}: {said}"


class InputFaults(Exception):
    """Input that cannot be used; ``faults`` holds every fault found, in file and row order."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(faults, key=lambda f: (f.file, f.row or 0, f.column or "", str(f.found))))
        super().__init__("\n".join(fault("en") for fault in self.faults))


def errors(faults: Iterable[Fault]) -> list[Fault]:
    """Only the faults that stop a build."""
    return [fault for fault in faults if fault.severity == "error"]


_MEND_ANSWER = Text(nl="Verbeter deze waarde in het bestand.", en="Correct this value in the file.")


def without_found(faults: Iterable[Fault], files: Collection[str]) -> list[Fault]:
    """The same faults, but of the rows of these files neither what was found nor a remedy that may repeat it: it may be
    somebody's answer."""
    return [
        replace(fault, found="…", remedy=_MEND_ANSWER) if fault.file in files and (fault.row or 0) > 1 else fault
        for fault in faults
    ]
