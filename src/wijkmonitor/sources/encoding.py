"""From bytes to text: is this a file of text at all, and in which encoding?

A wrong guess turns "Chassébuurt" into "ChassŽbuurt" without any error, so a guess is always told, and a stated encoding
that gives letters no Dutch name has is refused.
"""

from __future__ import annotations

import codecs
from pathlib import Path

import charset_normalizer

from wijkmonitor.fault import Fault
from wijkmonitor.text import Text

MOST_BYTES = 600_000_000
_SAMPLE = 65_536
_CANDIDATES = ("cp1252", "mac_roman", "cp850")
_USUAL = set("áàâäãåçéèêëíìîïñóòôöõøúùûüýÿßœæÁÀÂÄÅÇÉÈÊËÍÌÎÏÑÓÒÔÖØÚÙÛÜ€£²³°±½¼·•–—‘’“”„…©®µ×§«»´ \u00a0")
_HOLLOW = set(b"0,;.|\t\r\n \x00")
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def refuse(path: Path, shown: str) -> Fault | None:
    """A fault when the file is empty, far too large or holds nothing but zeros; looks at a few samples only."""
    size = path.stat().st_size
    if size == 0:
        return Fault(
            shown, "0 bytes", _A_TABLE, Text(nl="Lever het bestand opnieuw aan.", en="Deliver the file again.")
        )
    with path.open("rb") as file:
        samples = []
        for place in (0, size // 3, 2 * size // 3, max(0, size - _SAMPLE)):
            file.seek(place)
            samples.append(file.read(_SAMPLE))
    if all(set(sample) <= _HOLLOW for sample in samples):
        found = f"{size} bytes, only zeros or white space / alleen nullen of wit"
        remedy = Text(
            nl="Het bestand is leeg of beschadigd: exporteer het opnieuw.",
            en="The file is empty or damaged: export it again.",
        )
        return Fault(shown, found, _A_TABLE, remedy)
    if size > MOST_BYTES:
        remedy = Text(
            nl="Maak een bestand met alleen de rijen van deze gemeente.",
            en="Make a file with the rows of this municipality only.",
        )
        return Fault(shown, f"{size / 1e6:.0f} MB", _MOST_MB, remedy)
    return None


_A_TABLE = Text(nl="een bestand met gegevens", en="a file with data")
_MOST_MB = Text(nl="hoogstens {n} MB", en="at most {n} MB").fill(n=MOST_BYTES // 1_000_000)


def decode(content: bytes, stated: str | None, shown: str) -> tuple[str | None, list[Fault]]:
    """The text of ``content``, or None when it cannot be had; with the faults or warnings about its encoding."""
    if stated:
        return _decode_as(content, stated, shown)
    bom = next((name for mark, name in _BOMS if content.startswith(mark)), "utf-8")
    try:
        return content.decode(bom), []
    except UnicodeDecodeError:
        return _guess(content, shown)


def _decode_as(content: bytes, stated: str, shown: str) -> tuple[str | None, list[Fault]]:
    likely = _likely(content)
    try:
        text = content.decode("utf-8-sig" if stated.lower().replace("_", "-") in ("utf-8", "utf8") else stated)
    except LookupError:
        return None, [_misfit(shown, stated, likely or "utf-8")]
    except UnicodeDecodeError as wrong:
        return None, [_misfit(shown, f"{stated}: byte 0x{content[wrong.start]:02x}", likely, content, wrong.start)]
    special = _special(content)
    odd = _odd_word(special.decode(stated, "replace"))
    if likely and odd and _oddness(special.decode(likely, "replace")) < _oddness(special.decode(stated, "replace")):
        return None, [_misfit(shown, f"{stated}: {odd}", likely)]
    return text, []


def _misfit(shown: str, found: str, likely: str | None, content: bytes = b"", start: int = 0) -> Fault:
    row = content.count(b"\n", 0, start) + 1 if content else None
    expected = Text(nl="een codering (encoding) die bij het bestand past", en="an encoding that fits the file")
    return Fault(shown, found, expected, _line_to_add(likely), row=row)


def _line_to_add(likely: str | None) -> Text:
    if likely is None:
        return Text(
            nl='Sla het bestand op als "CSV UTF-8".',
            en='Save the file as "CSV UTF-8".',
        )
    return Text(
        nl='Zet encoding = "{e}" bij dit bestand in municipality.toml, of sla het op als "CSV UTF-8".',
        en='Write encoding = "{e}" for this file in municipality.toml, or save it as "CSV UTF-8".',
    ).fill(e=likely)


def _guess(content: bytes, shown: str) -> tuple[str | None, list[Fault]]:
    likely = _likely(content)
    expected = Text(nl="tekst in UTF-8, of een opgegeven encoding", en="text in UTF-8, or a stated encoding")
    row = content.count(b"\n", 0, _first_bad(content)) + 1
    if likely is None:
        word = content[max(0, _first_bad(content) - 12) :][:24].decode("ascii", "replace")
        return None, [Fault(shown, word.split("\n")[0], expected, _line_to_add(None), row=row)]
    text = content.decode(likely)
    word = _word_around(text, next(i for i, sign in enumerate(text) if ord(sign) > 127))
    found = f"{word} ({likely})"
    return text, [Fault(shown, found, expected, _line_to_add(likely), row=row, severity="warning")]


def _first_bad(content: bytes) -> int:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as wrong:
        return wrong.start
    return 0


def _likely(content: bytes) -> str | None:
    """The encoding whose letters look most like those of Dutch names; None when none looks right."""
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    else:
        return "utf-8"
    special = _special(content)
    scores = {name: _oddness(special.decode(name, "replace")) for name in _CANDIDATES}
    best = min(scores.values())
    if best > 0.1:
        return None
    equal = [name for name, score in scores.items() if score == best]
    if len(equal) == 1:
        return equal[0]
    match = charset_normalizer.from_bytes(special, cp_isolation=equal).best()
    return match.encoding if match is not None and match.encoding in equal else equal[0]


def _special(content: bytes) -> bytes:
    """The lines that hold more than plain ASCII; enough of them to judge by."""
    return b"\n".join(line for line in content.splitlines() if not line.isascii())[:_SAMPLE]


def _oddness(text: str) -> float:
    """Share of the special characters that no Dutch name or table has, or that are capitals inside a word."""
    special = [place for place, sign in enumerate(text) if ord(sign) > 127]
    return sum(_is_odd(text, place) for place in special) / len(special) if special else 0.0


def _is_odd(text: str, place: int) -> bool:
    sign = text[place]
    before = text[place - 1] if place else " "
    return sign not in _USUAL or (sign.isupper() and before.islower())


def _odd_word(text: str) -> str | None:
    place = next((i for i, sign in enumerate(text) if ord(sign) > 127 and _is_odd(text, i)), None)
    return None if place is None else _word_around(text, place)


def _word_around(text: str, place: int) -> str:
    before = text[max(0, place - 20) : place].replace(",", " ").replace(";", " ").split()
    after = text[place : place + 20].replace(",", " ").replace(";", " ").split()
    start = before[-1] if before and not text[place - 1].isspace() else ""
    return (start + (after[0] if after else "")).strip("\"'")
