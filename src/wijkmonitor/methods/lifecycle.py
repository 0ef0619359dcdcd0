"""Is an initiative alive? Its state on the reference day of an edition."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd

from wijkmonitor.analysis import freshness
from wijkmonitor.text import Text

CAVEAT = Text(
    nl="Alleen initiatieven die in het register staan tellen mee. Een groepje dat zich nergens meldt, lijkt zo te "
    "ontbreken.",
    en="Only initiatives in the register count. A group that never signed up anywhere looks as if it were not there.",
)


def state(initiatives: pd.DataFrame, date: dt.date) -> pd.Series:
    """The state of each initiative on ``date``: a category of ``groups.STATE``, in this order of precedence.

    - ended: status ended, or the end date lies before ``date``;
    - planned: starts after ``date``;
    - paused: status paused;
    - active: confirmed at most 12 months before ``date`` (or since);
    - unconfirmed: everything else. It is shown as such, not counted and not dropped.
    """
    day = pd.Timestamp(date)
    status = initiatives["status"].astype("object")
    conditions = [
        status.eq("ended") | (days(initiatives, "end") < day),
        days(initiatives, "start") > day,
        status.eq("paused"),
        confirmed(initiatives, date),
    ]
    names = np.select(
        [condition.to_numpy(dtype=bool) for condition in conditions],
        ["ended", "planned", "paused", "active"],
        default="unconfirmed",
    )
    return pd.Series(names, index=initiatives.index, dtype="str")


def confirmed(initiatives: pd.DataFrame, date: dt.date) -> pd.Series:
    """Per initiative whether it was confirmed in the 12 months before ``date``, or since; see ``analysis.freshness``."""
    return freshness.confirmed(days(initiatives, "last_confirmed"), date)


def days(initiatives: pd.DataFrame, column: str) -> pd.Series:
    """A column of dates; all missing when the register does not have it. A missing date fulfils no comparison."""
    if column not in initiatives:
        return pd.Series(pd.NaT, index=initiatives.index, dtype="datetime64[ns]")
    return pd.to_datetime(initiatives[column], errors="coerce")


def active(initiatives: pd.DataFrame, date: dt.date) -> pd.DataFrame:
    """The rows of initiatives that are active on ``date``."""
    return initiatives[state(initiatives, date) == "active"]
