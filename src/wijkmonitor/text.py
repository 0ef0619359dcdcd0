"""Words and numbers as a reader sees them, in Dutch and in English.

Every text on screen is a :class:`Text`, which cannot be made without both languages. Numbers are formatted here and
nowhere else: 1.234,5 and 12% in Dutch, 1,234.5 and 12% in English.
"""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass
from typing import Literal, get_args

Lang = Literal["nl", "en"]
LANGS: tuple[Lang, ...] = get_args(Lang)

_MONTHS = {
    "nl": "januari februari maart april mei juni juli augustus september oktober november december".split(),
    "en": "January February March April May June July August September October November December".split(),
}
_NO_VALUE = "–"


@dataclass(frozen=True, slots=True)
class Text:
    """One text in both languages; ``text("nl")`` gives the Dutch one, ``text.fill(n=3)`` fills its {placeholders}."""

    nl: str
    en: str

    def __call__(self, lang: Lang) -> str:
        return self.nl if lang == "nl" else self.en

    def fill(self, **values: object) -> Text:
        """The same text with its ``{placeholders}`` filled; a value that is itself a Text is filled per language."""

        def per(lang: Lang) -> str:
            spoken = {k: v(lang) if isinstance(v, Text) else v for k, v in values.items()}
            return self(lang).format(**spoken)

        return Text(nl=per("nl"), en=per("en"))


def same(words: str) -> Text:
    """A text that is alike in both languages, such as a name."""
    return Text(nl=words, en=words)


def number(value: float | None, lang: Lang, decimals: int = 0) -> str:
    """``1234.5 -> 1.234,5`` (nl) or ``1,234.5`` (en); a missing value is an en dash."""
    if value is None or not math.isfinite(value):
        return _NO_VALUE
    english = f"{value:,.{decimals}f}"
    if english.startswith("-") and not english.strip("-0.,"):
        english = english[1:]  # no "-0"
    return english.translate(str.maketrans(",.", ".,")) if lang == "nl" else english


def percent(share: float | None, lang: Lang, decimals: int = 0) -> str:
    """A share of 0-1 as a percentage: ``0.123 -> 12%``."""
    if share is None or not math.isfinite(share):
        return _NO_VALUE
    return number(share * 100, lang, decimals) + "%"


def date(day: dt.date, lang: Lang) -> str:
    """``2025-01-01 -> 1 januari 2025``."""
    return f"{day.day} {_MONTHS[lang][day.month - 1]} {day.year}"


def month(day: dt.date, lang: Lang) -> str:
    """``2025-01-01 -> januari 2025``."""
    return f"{_MONTHS[lang][day.month - 1]} {day.year}"


def short_date(day: dt.date, lang: Lang) -> str:
    """``2025-01-31 -> 31-01-2025`` (nl) or ``2025-01-31`` (en), where there is no room for words."""
    return f"{day:%d-%m-%Y}" if lang == "nl" else f"{day:%Y-%m-%d}"


def listing(words: list[str], lang: Lang) -> str:
    """``a, b en c`` / ``a, b and c``."""
    joint = " en " if lang == "nl" else " and "
    return joint.join(part for part in (", ".join(words[:-1]), words[-1]) if part) if words else ""
