"""Rows of the scan to draw: :func:`scan_rows`, two wijken and two points with a score, the rest without."""

from __future__ import annotations

import numpy as np
import pandas as pd

from wijkmonitor.attention import GAP, JUDGE, POINT
from wijkmonitor.columns import TABLES

WHOLE, NORTH, SOUTH = "GM0042", "WK004201", "WK004202"
_NOTHING = {"score": np.nan, "low": np.nan, "high": np.nan, "verdict": "may_not_be_said", "reason": "not_measured"}
_SCORES = {
    ("contact", "residents", WHOLE): (2.5, 2.3, 2.7, "may_be_said", "100+", ""),
    ("contact", "officials", WHOLE): (3.5, 3.2, 3.8, "with_care", "25-49", ""),
    ("contact", GAP, WHOLE): (1.0, 0.7, 1.3, "with_care", "", "higher"),
    ("contact", "residents", NORTH): (2.6, 2.4, 2.8, "may_be_said", "50-99", ""),
    ("contact", GAP, NORTH): (0.9, 0.6, 1.2, "with_care", "", "higher"),
    ("fun", "residents", WHOLE): (3.6, 3.3, 3.9, "may_be_said", "100+", ""),
    ("fun", "officials", WHOLE): (3.7, 3.4, 4.0, "may_be_said", "50-99", ""),
    ("fun", GAP, WHOLE): (0.1, -0.2, 0.4, "may_be_said", "", "not_demonstrable"),
}


def scan_rows(edition: str = "2025", basis: str = "scan") -> pd.DataFrame:
    """One edition, with the ``name`` of every area; North has a score on ``contact``, South is too few."""
    rows = []
    for point in POINT.categories:
        keys = [(judge, WHOLE) for judge in (*JUDGE.categories, GAP)]
        keys += [(judge, wijk) for judge in ("residents", GAP) for wijk in (NORTH, SOUTH)]
        for judge, area in keys:
            place = {"point": point, "judge": judge, "area": area, "level": "gemeente" if area == WHOLE else "wijk"}
            told = dict(_NOTHING, n_band="", difference="")
            if found := _SCORES.get((point, judge, area)):
                told = dict(
                    zip(("score", "low", "high", "verdict", "n_band", "difference"), found, strict=True), reason=""
                )
            if area == SOUTH and point == "contact":
                told = dict(_NOTHING, reason="too_few", n_band="0-9", difference="")
            rows.append(place | told)
    frame = pd.DataFrame(rows).assign(edition=edition, vintage=2025, basis=basis, spread="given")
    named = frame["area"].map({WHOLE: "Rekenstad", NORTH: "<b>Noord</b>", SOUTH: "Zuid"})
    return frame.reindex(columns=[field.name for field in TABLES["scan"]]).assign(name=named)
