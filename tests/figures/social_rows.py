"""Rows of a view to say something of: what may be said, what may not, and an area per difference."""

import numpy as np
import pandas as pd

from wijkmonitor.figures import rows as figure_rows

NAMES = ["Berg", "Dal", "Haven", "Kade", "Zand", "Duin"]


def row(**known) -> dict:
    """One row of ``rows.COLUMNS`` that may be said."""
    nothing = dict.fromkeys(figure_rows.COLUMNS, "")
    numbers = dict.fromkeys(("n_eff", "shrinkage", "change", "change_low", "change_high"), np.nan)
    value = known.get("value", 0.5)
    firm = {"value": value, "low": value - 0.05, "high": value + 0.05, "kind": "observed", "instrument": "q1"}
    return nothing | numbers | firm | {"verdict": "may_be_said", "name": "Dal", "code": "BU1"} | known


def without(**known) -> dict:
    ends = {"value": np.nan, "low": np.nan, "high": np.nan, "verdict": "may_not_be_said", "reason": "too_few"}
    return row(**(ends | known))


def areas(*differences: str, **more) -> pd.DataFrame:
    """An area per difference, in the order of ``NAMES``."""
    rows = [row(code=f"BU{n}", name=NAMES[n], difference=d, **more) for n, d in enumerate(differences)]
    return pd.DataFrame(rows)[list(figure_rows.COLUMNS)]
