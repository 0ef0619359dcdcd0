"""Files opened by LibreOffice Calc as a Dutch user does: nothing shifted, nothing run, no code turned into a number or a date."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd
import pytest

from wijkmonitor.export import export_frame, in_words, to_csv

# Separator, quote, UTF-8, first row, every column as Calc thinks fit, language (Dutch, English), quoted fields are not text.
READING = {"excel_nl": "CSV:59,34,76,1,,1043,false", "open_data": "CSV:44,34,76,1,,1033,false"}
SPECIAL = {False: ",false", True: ",true"}
"""Whether "detect special numbers" is ticked; it is not unless a user does so."""
NAMES = [
    "Noord; Oost",
    'De "Hof"',
    "Twee\nregels",
    "'s-Gravenhage",
    "Sint-Michielsgestel’s Zuid",
    "Een, twee",
    "Oud-Zuid à la crème brûlée ë",
    "NA",
    "nan",
    "null",
    "  spaties  ",
    "Plan B – 2e fase",
]
CODES = ["BU0363AA01", "GM0363", "WK036300", "age:18-34", "all", "100+", "2e Exloërmond", "Mo-Fr 09:00-17:00; PH off"]
DANGEROUS = ['=HYPERLINK("http://x";"y")', "=1+1", "+1+1", "-1+1", "@SUM(1;1)", "\t=1+1", " =1+1"]
CHANGED_BY_A_SPREADSHEET = [
    *("0363", "007", "12E5", "12345678901234567890", "10-24", "3-5", "1/2", "75%", "9:30", "mei 5", "5 mei", "waar"),
]


@pytest.fixture(scope="session")
def soffice() -> str:
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found is None:
        pytest.skip("LibreOffice is not installed, so what it makes of the files is not looked at")
    return found


@pytest.fixture
def opened(soffice, tmp_path):
    """``opened("excel_nl", data)`` is what stands in the cells when LibreOffice has opened the file."""

    def open_it(dialect: str, data: bytes, *, special: bool = False) -> list[list[object]]:
        file = tmp_path / "bestand.csv"
        file.write_bytes(data)
        command = [soffice, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
        command += [
            f"--infilter={READING[dialect]}{SPECIAL[special]}",
            "--convert-to",
            "xlsx",
            "--outdir",
            str(tmp_path),
            str(file),
        ]
        run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
        made = Path(tmp_path / "bestand.xlsx")
        if run.returncode or not made.is_file():
            pytest.skip(f"LibreOffice Calc is not able to open a file here: {run.stderr.strip()}")
        sheets = openpyxl.load_workbook(made).worksheets
        assert len(sheets) == 1
        return [[cell.value for cell in row] for row in sheets[0].iter_rows()]

    return open_it


def strange_frame() -> pd.DataFrame:
    texts = [*NAMES, *CODES, *DANGEROUS, *CHANGED_BY_A_SPREADSHEET]
    numbers = np.round(np.linspace(-1234.5678, 1e6, len(texts)), 4)
    numbers[3] = np.nan
    return pd.DataFrame({"text": texts, "value": numbers, "last": [f"einde {place}" for place in range(len(texts))]})


def as_text(cell: object) -> str:
    return "" if cell is None else str(cell).replace("\r\n", "\n").replace("_x0009_", "\t")


def test_a_file_for_dutch_excel_opens_unharmed(opened):
    frame = strange_frame()
    cells = opened("excel_nl", to_csv(frame, "excel_nl"))
    assert {len(row) for row in cells} == {3}
    assert len(cells) == len(frame) + 1
    assert [row[2] for row in cells[1:]] == frame["last"].tolist()
    for (text, value, _), shown in zip(frame.itertuples(index=False), cells[1:], strict=True):
        if text in DANGEROUS or text in CHANGED_BY_A_SPREADSHEET:
            assert isinstance(shown[0], str), text
            assert as_text(shown[0]).lstrip("'").replace("–", "-") == text
            assert not as_text(shown[0]).startswith("="), "a formula"
        else:
            assert as_text(shown[0]) == text
        assert shown[1] == pytest.approx(value) if value == value else shown[1] is None


def test_open_data_opens_without_a_shifted_column(opened):
    frame = strange_frame()[: len(NAMES) + len(CODES)]
    cells = opened("open_data", to_csv(frame, "open_data"))
    assert {len(row) for row in cells} == {3}
    assert [as_text(row[0]) for row in cells[1:]] == frame["text"].tolist()
    assert [row[2] for row in cells[1:]] == frame["last"].tolist()
    values = [np.nan if row[1] is None else row[1] for row in cells[1:]]
    np.testing.assert_allclose(values, frame["value"])


def test_these_tests_would_see_harm(opened):
    """Without protection LibreOffice runs a formula and loses a zero; so what the other tests find is not its kindness."""
    cells = opened("excel_nl", "text;value\r\n=1+1;1\r\n0363;2\r\n".encode("utf-8-sig"))
    assert [row[0] for row in cells[1:]] == ["=1+1", 363]


@pytest.mark.parametrize("dialect", ["excel_nl", "open_data"])
def test_the_figures_of_a_snapshot_open_as_they_are(opened, town_snapshot, dialect):
    frame = export_frame(town_snapshot, town_snapshot.pick("strong_ties", "2025", "buurt"), "nl")
    frame.loc[0, ["name", "value"]] = ["NA", 0.25]
    told = in_words(frame, "nl") if dialect == "excel_nl" else frame
    data = to_csv(told, dialect)
    cells = opened(dialect, data, special=dialect == "excel_nl")
    separator = ";" if dialect == "excel_nl" else ","
    written = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=separator))
    assert [len(row) for row in cells] == [len(frame.columns)] * (len(frame) + 1)
    assert cells[0] == frame.columns.tolist()
    at = {name: place for place, name in enumerate(cells[0])}
    for row, shown in zip(written[1:], cells[1:], strict=True):
        for name in ("snapshot", "area", "name", "verdict", "n_band", "kind", "instrument"):
            assert as_text(shown[at[name]]) == row[at[name]], name
    values = [np.nan if row[at["value"]] is None else row[at["value"]] for row in cells[1:]]
    np.testing.assert_allclose(values, frame["value"])
