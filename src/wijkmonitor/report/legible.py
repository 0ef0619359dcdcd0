"""Text that can be set: a PDF/UA-1 may hold no character that its fonts lack, and names come from everywhere.

The compiler itself is the judge, so that no list of what a font holds is kept here. A word it cannot set keeps the letters of
our own font; the others become :data:`STAND_IN`: they neither vanish nor stop the document. Characters that steer (controls, the
direction of reading) are left out: they would let a name rearrange what stands beside it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from html import escape
from typing import Any

from wijkmonitor.report import typesetting
from wijkmonitor.text import Text

STAND_IN = "□"
EXPLAINED = Text(
    nl="{sign} staat voor een teken dat dit document niet kan tonen.",
    en="{sign} stands for a character that this document cannot show.",
).fill(sign=STAND_IN)
"""To be told in a document that holds it."""
_TEMPLATE = "settable.typ"
_KEPT_JUDGEMENTS = 5000
_STEERING = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff0-\ufffb"
    "\U000e0000-\U000e0fff]"
)
_NEW_LINE = re.compile("[\u2028\u2029]")
_NO_CHARACTER = re.compile("[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_WORD = re.compile(r"[^\x00-\x20\"'/<=>]+")
"""In an SVG a word does not take the mark-up along."""


def legible(data: Any, *, strictly: bool = False) -> Any:
    """The same data (dicts, lists and tuples of text, numbers, ...; also the text of an SVG) with only text that can be set.

    ``strictly``: only letters of our own font, for when words that can be set one by one cannot be set together.
    """
    cleaned = _each_text(data, _without_steering)
    words = {word for text in _texts(cleaned) for word in _WORD.findall(text) if not word.isascii()}
    if not strictly and _can_be_set(" ".join(sorted(words))):  # nearly always, and then one go was enough
        return cleaned
    unknown = {word for word in words if strictly or not _can_be_set(word)}

    def mended(found: re.Match[str]) -> str:
        return _in_our_letters(found[0]) if found[0] in unknown else found[0]

    return _each_text(cleaned, partial(_WORD.sub, mended))


def holds_stand_in(data: Any) -> bool:
    """Whether some text holds the sign for what could not be shown."""
    return any(STAND_IN in words for words in _texts(data))


@lru_cache(maxsize=_KEPT_JUDGEMENTS)
def _can_be_set(words: str, fallback: bool = True) -> bool:
    """Whether all of ``words`` can be set, regular, bold and in a drawing; ``fallback``: by any font, not only ours."""
    data = {"words": words, "drawn": escape(words), "font": typesetting.FONT, "fallback": fallback}
    return words.isascii() or typesetting.is_settable(_TEMPLATE, data)


def _in_our_letters(word: str) -> str:
    return "".join(map(_in_our_font, unicodedata.normalize("NFC", word)))


def _in_our_font(character: str) -> str:
    kind = unicodedata.category(character)
    if kind == "Cf":
        return ""
    # A mark stands on a letter.
    return character if _can_be_set("o" * kind.startswith("M") + character, fallback=False) else STAND_IN


def _without_steering(words: str) -> str:
    if words.isascii() and words.isprintable():
        return words
    return _NO_CHARACTER.sub(STAND_IN, _NEW_LINE.sub(" ", _STEERING.sub("", words)))


def _texts(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict | list | tuple):
        for one in data.values() if isinstance(data, dict) else data:
            yield from _texts(one)


def _each_text(data: Any, change: Callable[[str], str]) -> Any:
    if isinstance(data, str):
        return change(data)
    if isinstance(data, dict):
        return {key: _each_text(value, change) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [_each_text(value, change) for value in data]
    return data
