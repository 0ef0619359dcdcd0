"""Rows of a view to draw: :func:`sample_rows` without, :func:`mixed_rows` with model estimates among survey figures."""

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
    """Five areas: two that may be said (lower, higher), one with care (not demonstrably different), two without a figure."""
    return pd.DataFrame(
        {
            "code": ["BU00420101", "BU00420102", "BU00420201", "BU00420202", "BU00420203"],
            "name": [HOSTILE, "Noord", "Oost", "Zuid", "Haven"],
            "value": [0.25, 0.396, 0.6, np.nan, np.nan],
            "low": [0.15, 0.30, 0.5, np.nan, np.nan],
            "high": [0.37, 0.50, 0.7, np.nan, np.nan],
            "n_band": ["50-99", "25-49", "100+", "", ""],
            "n_eff": [55, 30, 110, np.nan, np.nan],
            "shrinkage": np.nan,
            "kind": kind,
            "instrument": "q1",
            "verdict": ["may_be_said", "with_care", "may_be_said", "may_not_be_said", "may_not_be_said"],
            "reason": ["", "", "", "too_few", "not_measured"],
            "difference": ["lower", "not_demonstrable", "higher", "", ""],
            "change": np.nan,
            "change_low": np.nan,
            "change_high": np.nan,
            "changed": "",
        }
    )


def mixed_rows() -> pd.DataFrame:
    """Five areas of one survey: below the floor yet significant; untested; two modelled ones; one without a figure."""
    return sample_rows().assign(
        name=["Ahof", "Bos", "Centrum", "Dijk", "Eiland"],
        value=[0.7, 0.4, 0.5, 0.45, np.nan],
        low=[0.58, 0.3, 0.4, 0.3, np.nan],
        high=[0.86, 0.5, 0.6, 0.6, np.nan],
        n_band=["25-49", "50-99", "10-24", "", ""],
        n_eff=[30, 60, np.nan, np.nan, np.nan],
        shrinkage=[np.nan, np.nan, 0.32, 0.0, np.nan],
        kind=["observed", "observed", "modelled", "modelled", "observed"],
        verdict=["with_care", "may_be_said", "model_only", "model_only", "may_not_be_said"],
        reason=["", "", "", "", "suppressed"],
        difference=["higher", "", "", "", ""],
        change=[0.06, 0.01, np.nan, np.nan, np.nan],
        change_low=[0.01, -0.04, np.nan, np.nan, np.nan],
        change_high=[0.11, 0.06, np.nan, np.nan, np.nan],
        changed=["higher", "not_demonstrable", "", "", ""],
    )
