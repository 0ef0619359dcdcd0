"""Two kinds of CSV: for Excel as the Dutch have it, and as open data."""

from __future__ import annotations

import re
from typing import Any, Literal

import pandas as pd

Dialect = Literal["excel_nl", "open_data"]
_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")
_PLAIN_NUMBER = re.compile(r"[-+]?\d+([.,]\d+)?")
_LOOKS_LIKE_A_DATE = re.compile(r"(\d{1,4})-(\d{1,4})")
# Codes that a spreadsheet takes for a number, so that 0012 becomes 12, 3E5 becomes 300000, and long ones lose their end.
_LOSES_ITSELF = re.compile(r"0\d+|\d+[eE]\d+|\d{16,}")


def to_csv(frame: pd.DataFrame, dialect: Dialect) -> bytes:
    """A frame as CSV.

    ``excel_nl``: semicolons, decimal commas, CRLF, UTF-8 with a byte order mark; text that a spreadsheet would run as a formula
    (CWE-1236) or take for a number it is not (``0012``) gets a leading apostrophe, and ``10-24``, which Excel would read as a
    date, an en dash. There is no first line ``sep=;``: Excel does not need it in the Netherlands, and elsewhere it is a row.
    ``open_data``: RFC 4180 - commas, decimal points, CRLF, UTF-8 - with every text as it is.
    """
    if dialect == "open_data":
        return frame.to_csv(index=False, lineterminator="\r\n").encode("utf-8")
    safe = frame.rename(columns=_for_excel).apply(lambda column: column if _is_number(column) else _safe(column))
    return safe.to_csv(index=False, sep=";", decimal=",", lineterminator="\r\n").encode("utf-8-sig")


def _is_number(column: pd.Series) -> bool:
    return pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column)


def _safe(column: pd.Series) -> pd.Series:
    """A column of text as a spreadsheet may have it; each text is looked at once, since most of them repeat."""
    return column.map({text: _for_excel(text) for text in column.dropna().unique()})


def _for_excel(cell: Any) -> Any:
    if not isinstance(cell, str):
        return cell
    if _LOOKS_LIKE_A_DATE.fullmatch(cell):
        return cell.replace("-", "–")
    if _LOSES_ITSELF.fullmatch(cell):
        return "'" + cell
    if cell.lstrip(" ").startswith(_RISKY) and not _PLAIN_NUMBER.fullmatch(cell):
        return "'" + cell
    return cell
