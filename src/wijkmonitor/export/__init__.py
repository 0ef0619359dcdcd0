"""Figures as files: CSV for Excel as the Dutch have it, CSV and GeoJSON as open data, one archive. Bytes only; no screen.

``frame`` lays out the columns, ``dialects`` and ``geojson`` write them, ``question`` says which figures are asked for and under
which address, ``dictionary`` explains every column and indicator, ``package`` and ``archive`` put all of it together.
"""

from __future__ import annotations

from wijkmonitor.export.archive import archive
from wijkmonitor.export.dialects import Dialect, to_csv
from wijkmonitor.export.dictionary import dictionary_frame, indicators_frame
from wijkmonitor.export.frame import COLUMNS, export_frame, in_words
from wijkmonitor.export.geojson import to_geojson
from wijkmonitor.export.question import BadQuestion, NothingThere, Question, answer, question_for

__all__ = [
    "COLUMNS",
    "BadQuestion",
    "Dialect",
    "NothingThere",
    "Question",
    "answer",
    "archive",
    "dictionary_frame",
    "export_frame",
    "in_words",
    "indicators_frame",
    "question_for",
    "to_csv",
    "to_geojson",
]
