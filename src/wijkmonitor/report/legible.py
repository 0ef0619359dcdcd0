"""Text that can be set: a PDF/UA-1 may hold no character that its fonts lack, and names come from everywhere.

The compiler itself is the judge, so that no list of what a font holds is kept here. What cannot be shown becomes
:data:`STAND_IN`: it neither vanishes nor stops the document. Characters that steer (controls, the direction of reading) are left
out: they would let a name rearrange what stands beside it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

from wijkmonitor.report import typesetting

STAND_IN = "□"
_KEPT_JUDGEMENTS = 5000
_STEERING = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb]"
)
_NEW_LINE = re.compile("[\u2028\u2029]")
_NO_CHARACTER = re.compile("[\ud800-\udfff\ufffe\uffff]")
# A run of ASCII but for its last letter, which marks may stand on; or any one character.
_TOKEN = re.compile(r"[\x00-\x7f]+(?=[\x00-\x7f])|[\s\S]")
_ON_THE_LETTER_BEFORE = ("Mn", "Me", "Mc", "Cf")


def legible(data: Any) -> Any:
    """The same data (dicts, lists and tuples of text, numbers, ...) with only text that can be set in our font."""
    cleaned = _each_text(data, _without_steering)
    found = {one for words in _texts(cleaned) for one in _clusters(words) if not one.isascii()}
    if can_be_set(" ".join(sorted(found))):  # nearly always, and then one go was enough
        return cleaned
    unknown = {one for one in found if not can_be_set(one)}
    return _each_text(cleaned, lambda words: "".join(STAND_IN if one in unknown else one for one in _clusters(words)))


def holds_stand_in(data: Any) -> bool:
    """Whether some text holds the sign for what could not be shown."""
    return any(STAND_IN in words for words in _texts(data))


@lru_cache(maxsize=_KEPT_JUDGEMENTS)
def can_be_set(words: str) -> bool:
    """Whether the compiler finds a character in some font for all of ``words``, both regular and bold."""
    return words.isascii() or typesetting.is_settable("settable.typ", {"words": words, "font": typesetting.FONT})


def _clusters(words: str) -> list[str]:
    """A text cut into pieces that may be replaced: what a reader sees as one character, and runs of ASCII."""
    if words.isascii():
        return [words]
    found: list[str] = []
    for token in _TOKEN.findall(words):
        if found and unicodedata.category(token[0]) in _ON_THE_LETTER_BEFORE:
            found[-1] += token
        else:
            found.append(token)
    return found


def _without_steering(words: str) -> str:
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
