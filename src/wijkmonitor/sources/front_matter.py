"""A Markdown file with facts in TOML between two lines of ``+++`` and a text per language below them."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wijkmonitor.fault import Fault
from wijkmonitor.text import Text, same

MOST_BYTES = 200_000
FENCE = "+++"
HEADINGS = {"nl": "# Nederlands", "en": "# English"}
"""The lines under which the text of each language stands."""

_MARK_UP = re.compile(r"<\s*[a-zA-Z/!?]|!\[")
_OPENS = re.compile(r"\s*\[\[?\s*([\w-]+)")
_FORM = Text(
    nl="Begin het bestand met +++, schrijf daaronder de gegevens, en sluit af met een regel +++.",
    en="Start the file with +++, write the facts below it, and close with a line of +++.",
)


@dataclass(frozen=True)
class Page:
    """One file: ``facts`` as TOML gives them, ``text`` per language, and the ``lines`` they were read from."""

    shown: str
    facts: dict[str, Any]
    text: dict[str, str]
    lines: tuple[str, ...]

    def row(self, path: tuple[str | int, ...]) -> int | None:
        """The line (from 1) that holds the key ``path`` of the facts, or the nearest one above it; None when it is absent."""
        key = str(path[0])
        tables = [n for n, line in enumerate(self.lines) if (found := _OPENS.match(line)) and found[1] == key]
        if not tables:
            return self._first(key, 0, len(self.lines))
        nth = path[1] if len(path) > 1 and isinstance(path[1], int) else 0
        start = tables[min(nth, len(tables) - 1)]
        stop = next((n for n in range(start + 1, len(self.lines)) if self.lines[n].lstrip().startswith("[")), None)
        inner = next((part for part in path[1:] if isinstance(part, str)), None)
        deeper = self._first(inner, start + 1, stop or len(self.lines)) if inner else None
        return deeper or start + 1

    def _first(self, key: str, start: int, stop: int) -> int | None:
        opens = re.compile(rf"\s*[\"']?{re.escape(key)}[\"']?\s*[=.]")
        return next((n + 1 for n in range(start, stop) if opens.match(self.lines[n])), None)


def read(path: Path, shown: str) -> tuple[Page | None, list[Fault]]:
    """Read one file; without its facts there is no page, only the fault that says why.

    HTML and images are faults: the text is shown on a public site, as text.
    """
    written, unreadable = _written(path, shown)
    if written is None:
        return None, unreadable
    lines = written.splitlines()
    fences = [n for n, line in enumerate(lines) if line.strip() == FENCE]
    if len(fences) < 2 or any(line.strip() for line in lines[: fences[0]]):
        expected = Text(nl="gegevens tussen twee regels +++", en="facts between two lines of +++")
        return None, [Fault(shown, lines[0][:80] if lines else "-", expected, _FORM, row=1)]
    try:
        facts = tomllib.loads("\n" * (fences[0] + 1) + "\n".join(lines[fences[0] + 1 : fences[1]]))
    except tomllib.TOMLDecodeError as wrong:
        line = re.search(r"line (\d+)", str(wrong))
        remedy = Text(nl="Verbeter deze regel.", en="Correct this line.")
        expected = Text(nl="geldige TOML", en="valid TOML")
        return None, [Fault(shown, str(wrong), expected, remedy, row=int(line[1]) if line else None)]
    text, faults = _by_language(lines, fences[1] + 1, shown)
    return Page(shown, facts, text, tuple(lines[: fences[1]])), [*faults, *_mark_up(lines, shown)]


def _written(path: Path, shown: str) -> tuple[str | None, list[Fault]]:
    size = path.stat().st_size
    if size > MOST_BYTES:
        expected = Text(nl="een tekst van hoogstens {n} kB", en="a text of at most {n} kB").fill(n=MOST_BYTES // 1000)
        remedy = Text(nl="Maak de tekst korter, of haal dit bestand weg.", en="Shorten the text, or remove this file.")
        return None, [Fault(shown, f"{size} bytes", expected, remedy)]
    try:
        return path.read_bytes().decode("utf-8-sig"), []
    except UnicodeDecodeError as wrong:
        expected = Text(nl="tekst in UTF-8", en="text in UTF-8")
        remedy = Text(nl="Sla het bestand op als UTF-8.", en="Save the file as UTF-8.")
        return None, [Fault(shown, f"byte {wrong.start}", expected, remedy)]


def _by_language(lines: list[str], start: int, shown: str) -> tuple[dict[str, str], list[Fault]]:
    """The text under the heading of each language; a language without text is a fault."""
    places = {
        heading: n for n in range(start, len(lines)) for heading in [lines[n].strip()] if heading.startswith("# ")
    }
    text, faults = {}, []
    for lang, heading in HEADINGS.items():
        begin = places.get(heading)
        end = min((n for n in places.values() if begin is not None and n > begin), default=len(lines))
        text[lang] = "\n".join(lines[begin + 1 : end]).strip() if begin is not None else ""
        if not text[lang]:
            expected = Text(nl="tekst onder de kop {h}", en="text below the heading {h}").fill(h=f'"{heading}"')
            remedy = Text(nl="Schrijf de tekst ook in deze taal.", en="Write the text in this language too.")
            empty = Text(nl="geen tekst", en="no text")
            row = None if begin is None else begin + 1
            faults.append(Fault(shown, empty, expected, remedy, row=row, column=f"text.{lang}"))
    for heading, place in places.items():
        if heading not in HEADINGS.values():
            expected = Text(nl="een van: {h}", en="one of: {h}").fill(h=", ".join(HEADINGS.values()))
            remedy = Text(nl="Gebruik binnen een tekst ## voor een kop.", en="Within a text use ## for a heading.")
            faults.append(Fault(shown, heading[:80], expected, remedy, row=place + 1))
    return text, faults


def _mark_up(lines: list[str], shown: str) -> list[Fault]:
    expected = Text(nl="gewone tekst, zonder HTML of plaatjes", en="plain text, without HTML or images")
    remedy = Text(nl="Haal de HTML of het plaatje weg.", en="Take the HTML or the image out.")
    return [
        Fault(shown, same(line.strip()[:80]), expected, remedy, row=n + 1)
        for n, line in enumerate(lines)
        if _MARK_UP.search(line)
    ]
