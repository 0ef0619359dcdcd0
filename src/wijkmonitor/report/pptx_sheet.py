"""The workbook behind a chart, which opens with "edit data": exact numbers, and what the chart draws worked out from them."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import pandas as pd
import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from wijkmonitor.report.pptx_chart_parts import SHEET, Cells
from wijkmonitor.report.pptx_text import plain

_NO_DATE = dt.datetime(1980, 1, 1)
_WIDTH = 18
_DAY = "yyyy-mm-dd"
_DAY_ZERO = dt.date(1899, 12, 30)
"""The day from which a workbook counts."""


def optional(values: Iterable[float]) -> list[float | None]:
    """Plain numbers, None where one is missing."""
    return [None if pd.isna(value) else float(value) for value in values]


def day_number(day: dt.date) -> float:
    """A day as the number by which a workbook counts it."""
    return float((day - _DAY_ZERO).days)


@dataclass(frozen=True)
class _Column:
    """Cells, the formulas that work them out (maybe none), and their number format ("" for that of the sheet)."""

    cells: Cells
    formulas: Sequence[str]
    shape: str


@dataclass
class Sheet:
    """Columns from left to right; those of a chart's series come right after its names, as an office program expects."""

    _columns: list[_Column] = field(default_factory=list)

    def words(self, name: str, values: Sequence[str]) -> Cells:
        """Add a column of words."""
        return self._add(name, [plain(one) for one in values])

    def numbers(self, name: str, values: Sequence[float | None]) -> Cells:
        """Add a column of numbers; a missing one is an empty cell."""
        return self._add(name, values)

    def days(self, name: str, values: Sequence[dt.date]) -> Cells:
        """Add a column of days, as the numbers by which a workbook counts them."""
        return self._add(name, [day_number(day) for day in values], shape=_DAY)

    def differences(
        self, name: str, values: Sequence[float | None], end: Cells, columns: Sequence[Cells], *, down: bool
    ) -> Cells:
        """Add how far ``end`` lies from the value, which stands in one of ``columns``: a formula, so that it follows an edit."""
        made: list[float | None] = []
        formulas = []
        for row, (value, bound) in enumerate(zip(values, end.values, strict=True)):
            known = isinstance(value, float) and isinstance(bound, float)
            made.append(abs(float(bound) - float(value)) if known else None)  # type: ignore[arg-type]
            own = next((one.letter for one in columns if one.values[row] is not None), "")
            pair = (f"{own}{row + 2}", f"{end.letter}{row + 2}")
            formulas.append("=" + "-".join(pair if down else pair[::-1]) if known else "")
        return self._add(name, made, formulas)

    def _add(
        self, name: str, values: Sequence[float | str | None], formulas: Sequence[str] = (), shape: str = ""
    ) -> Cells:
        cells = Cells(xl_col_to_name(len(self._columns)), plain(name), values)
        self._columns.append(_Column(cells, formulas, shape))
        return cells

    def workbook(self, number_format: str) -> bytes:
        """The sheet as XLSX; the same columns give the same bytes."""
        out = io.BytesIO()
        book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
        book.set_properties({"created": _NO_DATE})
        page = book.add_worksheet(SHEET)
        head = book.add_format({"bold": True})
        page.set_column(0, len(self._columns), _WIDTH)
        for at, column in enumerate(self._columns):
            shape = book.add_format({"num_format": column.shape or number_format})
            page.write_string(0, at, column.cells.name, head)
            for row, value in enumerate(column.cells.values):
                if isinstance(value, str):
                    page.write_string(row + 1, at, value)
                elif value is not None and column.formulas:
                    page.write_formula(row + 1, at, column.formulas[row], shape, value)
                elif value is not None:
                    page.write_number(row + 1, at, value, shape)
        book.close()
        return out.getvalue()
