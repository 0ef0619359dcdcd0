"""Rows of a view to draw: five areas, one of each verdict and a second one that may be said."""

from __future__ import annotations

import numpy as np
import pandas as pd

from wijkmonitor.indicator import Indicator, Instrument, Kind, Theme, Unit
from wijkmonitor.text import Text, same

HOSTILE = "<img src=x onerror=alert(1)>"


def an_indicator(
    unit: Unit = Unit.SHARE, kind: Kind = Kind.OBSERVED, decimals: int = 0, key: str = "ties"
) -> Indicator:
    return Indicator(
        key=key,
        title=Text(nl="Sterke contacten", en="Strong ties"),
        about=same("about"),
        theme=Theme.TIES,
        unit=unit,
        kind=kind,
        source=same("source"),
        caveats=(same("caveat"),),
        instrument=Instrument("q1", same("q1")),
        decimals=decimals,
        compute=lambda _: pd.DataFrame(),
    )


def sample_rows(kind: str = "observed") -> pd.DataFrame:
    return pd.DataFrame(
        {
            "code": ["BU00420101", "BU00420102", "BU00420201", "BU00420202", "BU00420203"],
            "name": [HOSTILE, "Noord", "Oost", "Zuid", "Haven"],
            "value": [0.25, 0.396, 0.6, np.nan, np.nan],
            "low": [0.15, 0.30, 0.5, np.nan, np.nan],
            "high": [0.37, 0.50, 0.7, np.nan, np.nan],
            "n_band": ["50-99", "25-49", "100+", "", ""],
            "n_eff": [55, 30, 110, np.nan, np.nan],
            "kind": kind,
            "instrument": "q1",
            "verdict": ["may_be_said", "with_care", "may_be_said", "may_not_be_said", "may_not_be_said"],
            "reason": ["", "", "", "too_few", "not_measured"],
        }
    )
