"""Numbers as Dutch files write them: decimal comma and point in one file, thousands marks, padding."""

from __future__ import annotations

import re
from typing import Literal

import numpy as np
import pandas as pd

from wijkmonitor.sources.cellwise import by_value

Decimal = Literal[".", ","]

_PLAIN = re.compile(r"[+-]?\d+")
_EXPONENT = re.compile(r"[+-]?\d+([.,]\d+)?[eE][+-]?\d+")
_GROUPED = {  # thousands marks of the notation with this decimal sign, with or without decimals
    ",": re.compile(r"[+-]?\d{1,3}(\.\d{3})+(,\d+)?"),
    ".": re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?"),
}
_DECIMAL = {",": re.compile(r"[+-]?\d*,\d+"), ".": re.compile(r"[+-]?\d*\.\d+")}
_AMBIGUOUS = {",": re.compile(r"[+-]?\d{1,3},\d{3}"), ".": re.compile(r"[+-]?\d{1,3}\.\d{3}")}
_SPACES = str.maketrans("", "", " \u00a0\u202f\u2009'%")
_MANGLED = re.compile(r"[+-]?\d{1,3}([.,]\d{3}){2,}")


def parse(cells: pd.Series, decimal: Decimal | None = None, *, grouped: bool = True) -> pd.Series:
    """Numbers of text cells; NaN where a cell is missing or is no number.

    ``decimal`` settles what "1.234" means; without it the column itself does when it holds a cell that can be read in
    one way only, and otherwise the sign is a decimal one. ``grouped=False`` refuses thousands marks, which in a
    coordinate are a sign of damage.
    """
    unique = pd.Series(cells.dropna().unique(), dtype="object")
    tidy = [str(cell).translate(_SPACES) for cell in unique]
    style = decimal or _style(tidy)
    numbers = {cell: _number(word, style, grouped) for cell, word in zip(unique, tidy, strict=True)}
    return by_value(cells, numbers.__getitem__).astype(float)


def is_mangled(cell: str) -> bool:
    """True for a number such as 52.468.987: a decimal number into which a spreadsheet put thousands marks."""
    return bool(_MANGLED.fullmatch(cell.translate(_SPACES)))


def _style(words: list[str]) -> Decimal | None:
    """The decimal sign of cells that can be read in one way only, when they agree."""
    comma = any(_clear(word, ",") for word in words)
    point = any(_clear(word, ".") for word in words)
    if comma == point:
        return None
    return "," if comma else "."


def _clear(word: str, decimal: Decimal) -> bool:
    other: Decimal = "." if decimal == "," else ","
    if _AMBIGUOUS[decimal].fullmatch(word) or _AMBIGUOUS[other].fullmatch(word):
        return False
    return bool(_DECIMAL[decimal].fullmatch(word) or _GROUPED[decimal].fullmatch(word))


def _number(word: str, style: Decimal | None, grouped: bool) -> float:
    if _PLAIN.fullmatch(word):
        return float(word)
    if _EXPONENT.fullmatch(word):
        return float(word.replace(",", "."))
    if grouped and style and _GROUPED[style].fullmatch(word):
        return _ungroup(word, style)
    for decimal in (",", "."):
        if _DECIMAL[decimal].fullmatch(word):
            return float(word.replace(",", "."))
    for decimal in (",", "."):
        if grouped and _GROUPED[decimal].fullmatch(word):
            return _ungroup(word, decimal)
    return np.nan


def _ungroup(word: str, decimal: str) -> float:
    return float(word.replace("." if decimal == "," else ",", "").replace(",", "."))
