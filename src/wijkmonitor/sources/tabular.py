"""CSV, TSV and Excel files as a frame of text cells, with the row a spreadsheet would show."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import openpyxl
import pandas as pd

from wijkmonitor.fault import Fault
from wijkmonitor.municipality import SourceSpec
from wijkmonitor.sources import encoding
from wijkmonitor.sources.cellwise import by_value
from wijkmonitor.sources.telling import tell
from wijkmonitor.text import Text

SEPARATORS = ";,\t|"
EXCEL = (".xlsx", ".xlsm")
_LOOK = 30
_FOOTER = re.compile(
    r"^($|bron|source|speciale waarden|voetnoot|©|datum export|\(\d+\)|[\w-]+\.nl$|exportdatum|toelichting)",
    re.IGNORECASE,
)
_AREA_CODE = re.compile(r"(NL\d{2}|GM\d{4}|WK\d{4}\w{2}|BU\d{4}\w{4})")


@dataclass(frozen=True)
class Cells:
    """Raw content of a file: ``frame`` of text cells (stripped) and ``rows``, the line of each in a spreadsheet."""

    frame: pd.DataFrame
    rows: np.ndarray
    faults: list[Fault] = field(default_factory=list)


NOTHING = pd.DataFrame(dtype="object")


def nothing(*faults: Fault) -> Cells:
    """No cells, because of these faults."""
    return Cells(NOTHING, np.array([], dtype=int), list(faults))


def read_csv(spec: SourceSpec) -> Cells:
    """Read a text file with separators."""
    text, faults = encoding.decode(spec.file.read_bytes(), spec.encoding, spec.shown)
    if text is None:
        return nothing(*faults)
    separator = spec.separator or _sniff(text)
    try:
        table = pd.read_csv(
            io.StringIO(text),
            sep=separator,
            header=None,
            dtype=object,
            na_filter=False,
            skip_blank_lines=False,
            skiprows=spec.skip_rows,
        )
    except (pd.errors.ParserError, pd.errors.EmptyDataError):
        return nothing(*faults, *_ragged(text, separator, spec))
    return _with_header(table, spec, faults)


def _sniff(text: str) -> str:
    """The separator that cuts the first lines into the same number of cells, and into the most."""
    lines = io.StringIO(text[:200_000]).readlines()[:_LOOK]
    best, most = ",", (0.0, 0)
    for separator in SEPARATORS:
        widths = Counter(len(row) for row in csv.reader(lines, delimiter=separator) if row)
        wide = [(count, width) for width, count in widths.items() if width > 1]
        if wide:
            count, width = max(wide)
            most, best = max((most, best), ((count / sum(widths.values()), width), separator))
    return best


def _ragged(text: str, separator: str, spec: SourceSpec) -> list[Fault]:
    """Name the rows with more cells than the header; that is what a parser stumbles over."""
    rows = list(csv.reader(io.StringIO(text), delimiter=separator))
    if is_transposed(rows[:_LOOK]):
        return [transposed(spec.shown)]
    header = rows[spec.skip_rows] if len(rows) > spec.skip_rows else []
    wrong = {n + 1: len(row) for n, row in enumerate(rows) if n > spec.skip_rows and len(row) > len(header)}
    if not wrong:
        return [_no_header(spec)]
    found = pd.Series([f"{width} cells / cellen" for width in wrong.values()])
    origin = pd.DataFrame({"file": spec.shown, "row": list(wrong)})
    expected = Text(nl="hoogstens {n} cellen, zoals in de kop", en="at most {n} cells, as in the header")
    remedy = Text(
        nl='Zet tekst met een "{s}" erin tussen aanhalingstekens, of geef skip_rows of separator op in municipality.toml.',
        en='Put text holding a "{s}" between quotation marks, or state skip_rows or separator in municipality.toml.',
    )
    return tell(found, origin, None, expected.fill(n=len(header)), remedy.fill(s=separator))


def _no_header(spec: SourceSpec) -> Fault:
    expected = Text(nl="een rij met kolomnamen", en="a row of column names")
    return Fault(spec.shown, "-", expected, Text(nl="Controleer skip_rows.", en="Check skip_rows."), spec.skip_rows + 1)


def read_excel(spec: SourceSpec) -> Cells:
    """Read one sheet of an Excel workbook: the one the municipality names, else the first."""
    try:
        with zipfile.ZipFile(spec.file) as archive:
            size = sum(item.file_size for item in archive.infolist())
        if size > encoding.MOST_BYTES:
            return nothing(_no_workbook(spec, f"{size / 1e6:.0f} MB"))
        workbook = openpyxl.load_workbook(spec.file, read_only=True, data_only=True)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, SyntaxError) as wrong:
        return nothing(_no_workbook(spec, str(wrong)[:80]))
    if spec.sheet and spec.sheet not in workbook.sheetnames:
        expected = Text(nl="een van de bladen {s}", en="one of the sheets {s}").fill(s=", ".join(workbook.sheetnames))
        remedy = Text(nl="Verbeter sheet in municipality.toml.", en="Correct sheet in municipality.toml.")
        return nothing(Fault(spec.shown, spec.sheet, expected, remedy))
    sheet = workbook[spec.sheet or workbook.sheetnames[0]]
    sheet.reset_dimensions()
    rows = [[_cell(value) for value in row] for row in sheet.iter_rows(values_only=True)]
    workbook.close()
    if len(rows) <= spec.skip_rows:
        return nothing(_no_header(spec))
    width = max(len(row) for row in rows)
    even = [row + [""] * (width - len(row)) for row in rows[spec.skip_rows :]]
    return _with_header(pd.DataFrame(even, dtype="object"), spec, [])


def _no_workbook(spec: SourceSpec, found: str) -> Fault:
    expected = Text(nl="een Excel-bestand (.xlsx)", en="an Excel file (.xlsx)")
    remedy = Text(
        nl="Open het bestand in Excel en sla het op als .xlsx, zonder wachtwoord.",
        en="Open the file in Excel and save it as .xlsx, without a password.",
    )
    return Fault(spec.shown, found, expected, remedy)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)


def _with_header(table: pd.DataFrame, spec: SourceSpec, faults: list[Fault]) -> Cells:
    """Take the first row as header, strip every cell, drop blank rows and the footer of an export."""
    if is_transposed(table.head(_LOOK).to_numpy().tolist()):
        return nothing(*faults, transposed(spec.shown))
    table = table.fillna("").apply(_stripped)
    header = [" ".join(str(name).split()).lstrip("\ufeff") for name in table.iloc[0]]
    body = table.iloc[1:]
    body.columns = pd.Index(header, dtype="object")
    body = body.loc[:, [bool(name) for name in header]]
    rows = np.arange(len(body)) + spec.skip_rows + 2
    keep = ~_is_footer(table.iloc[1:])
    faults = [*faults, *_repeated(body.columns, spec)]
    body = body.loc[:, ~body.columns.duplicated()]
    if not keep.any():
        expected = Text(nl="rijen onder de kop", en="rows below the header")
        remedy = Text(
            nl="Vul het bestand of haal het uit municipality.toml.", en="Fill it or take it out of municipality.toml."
        )
        faults.append(Fault(spec.shown, "0 rows / rijen", expected, remedy, spec.skip_rows + 2))
    return Cells(body[keep].reset_index(drop=True), rows[keep], faults)


def _stripped(column: pd.Series) -> pd.Series:
    return by_value(column, lambda cell: str(cell).strip(" \t\r\n\u00a0\x00"))


def _repeated(columns: pd.Index, spec: SourceSpec) -> list[Fault]:
    twice = columns[columns.duplicated()].unique()
    expected = Text(nl="elke kolomnaam één keer", en="each column name once")
    remedy = Text(nl="Geef een van de twee een andere naam.", en="Give one of the two another name.")
    return [Fault(spec.shown, str(name), expected, remedy, spec.skip_rows + 1, str(name)) for name in twice]


def _is_footer(body: pd.DataFrame) -> np.ndarray:
    """Rows that hold no data: blank ones, and the source lines under an export."""
    filled = body.ne("").sum(axis=1).to_numpy()
    blank = filled == 0
    footer = blank.copy()
    for place in range(len(body) - 1, max(-1, len(body) - 1 - _LOOK), -1):
        words = str(body.iloc[place, 0])
        if not blank[place] and not (body.shape[1] > 1 and filled[place] <= 2 and _FOOTER.match(words)):
            break
        footer[place] = True
    return footer


def is_transposed(rows: list[list[Any]]) -> bool:
    """True when one row holds the codes of many areas: a StatLine table with its regions as columns."""
    for row in rows:
        codes = [cell for cell in row if isinstance(cell, str) and _AREA_CODE.fullmatch(cell.strip())]
        if len(codes) >= 3 and len(codes) > len(row) / 2:
            return True
    return False


def transposed(shown: str) -> Fault:
    """The fault of a StatLine table with its regions as columns."""
    return Fault(
        shown,
        Text(nl="gebiedscodes naast elkaar", en="area codes side by side"),
        Text(nl="een rij per gebied", en="one row per area"),
        Text(
            nl='Kies bij StatLine "Downloaden als CSV" met de regio\'s als rijen (draai de tabel eerst), met de codering.',
            en='Choose "download as CSV with regions as rows" at StatLine (turn the table first), with the area codes.',
        ),
    )
