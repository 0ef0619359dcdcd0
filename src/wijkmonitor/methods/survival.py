"""How long initiatives last: Kaplan-Meier on the registers of all editions so far."""

from __future__ import annotations

import datetime as dt
import warnings
from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy import stats

from wijkmonitor.estimate import ALL
from wijkmonitor.groups import APPROACH, LEAD
from wijkmonitor.methods import lifecycle

FEWEST = 10
"""Nothing is said of a group, or of a moment, with fewer initiatives than this."""
DAYS_PER_YEAR = 365.25
_HALF_OF_5_PERCENT = 0.025
SPLITS = (LEAD, APPROACH)
COLUMNS = ("group", "years", "share", "low", "high", "at_risk")


def kaplan_meier(years: np.ndarray, ended: np.ndarray) -> pd.DataFrame:
    """The share that still exists after each time at which something was seen: columns years, share, low, high, at_risk.

    ``years``: how long each was followed; ``ended``: True when it ended then, False when it was still there. Starts with a
    row at 0. ``at_risk``: how many were followed that long. Interval: 95 %, log-log (Kalbfleisch & Prentice); missing where all
    have ended; where none has, what still fits with that, exactly (Clopper & Pearson): 0.025 ** (1 / at_risk) to 1.
    Estimator: Kaplan & Meier (1958), by ``scipy.stats.ecdf``. Raises
    ``ValueError`` for no observations.
    """
    years, ended = np.asarray(years, dtype=float), np.asarray(ended, dtype=bool)
    seen = stats.ecdf(stats.CensoredData(uncensored=years[ended], right=years[~ended])).sf
    with warnings.catch_warnings():
        # It warns where nothing has ended yet; those moments are filled in below.
        warnings.filterwarnings("ignore", message="The confidence interval is undefined", category=RuntimeWarning)
        between = seen.confidence_interval(method="log-log")
    whole = seen.probabilities == 1
    at_risk = len(years) - np.searchsorted(np.sort(years), seen.quantiles, side="left")
    low = np.where(whole, _HALF_OF_5_PERCENT ** (1 / at_risk), between.low.probabilities)
    high = np.where(whole, 1.0, between.high.probabilities)
    steps = {"years": seen.quantiles, "share": seen.probabilities, "low": low, "high": high, "at_risk": at_risk}
    lowest = _HALF_OF_5_PERCENT ** (1 / len(years))  # holds until something is seen
    start = pd.DataFrame({"years": [0.0], "share": [1.0], "low": [lowest], "high": [1.0], "at_risk": [len(years)]})
    return pd.concat([start, pd.DataFrame(steps).query("years > 0 or share < 1")], ignore_index=True)


def followed(registers: Sequence[tuple[pd.DataFrame, dt.date]]) -> pd.DataFrame:
    """Every initiative of the registers (with their reference days, oldest first), from its last row: the row with two columns
    more, ``years`` followed and ``ended``.

    One that ended is followed from start to end; one that runs until the reference day of the last register that has it; one
    that nobody confirmed any more until it was last confirmed. Left out: without a start, not started yet, ended on an unknown
    day, never confirmed.
    """
    told = [
        table.assign(state=lifecycle.state(table, day), day=pd.Timestamp(day)) for table, day in registers if len(table)
    ]
    if not told:
        return pd.DataFrame(columns=["initiative_id", "years", "ended"])
    latest = pd.concat(told, ignore_index=True).drop_duplicates("initiative_id", keep="last")
    latest = latest.reset_index(drop=True).assign(ended=lambda rows: rows["state"].eq("ended"))
    days = {name: lifecycle.days(latest, name) for name in ("start", "end", "last_confirmed")}
    until = latest["day"].mask(latest["state"].eq("unconfirmed"), days["last_confirmed"].clip(upper=latest["day"]))
    until = until.mask(latest["ended"], days["end"])
    years = (until - days["start"]).dt.days / DAYS_PER_YEAR
    known = years.ge(0) & latest["state"].ne("planned")
    return latest.assign(years=years)[known].reset_index(drop=True)


def by_group(observed: pd.DataFrame) -> pd.DataFrame:
    """Survival of all initiatives and by lead and approach: :data:`COLUMNS`.

    ``observed``: what :func:`followed` returns. Groups of fewer than :data:`FEWEST` initiatives are left out, and of every
    group the moments at which fewer than that were still followed.
    """
    parts = {ALL: observed}
    for split in SPLITS:
        if split.column in observed:
            kinds = observed[split.column].astype("object")
            parts |= {group: observed[kinds.eq(group.partition(":")[2])] for group in split.groups}
    told = [
        kaplan_meier(rows["years"].to_numpy(), rows["ended"].to_numpy()).assign(group=group)
        for group, rows in parts.items()
        if len(rows) >= FEWEST
    ]
    if not told:
        return pd.DataFrame(columns=list(COLUMNS))
    every = pd.concat(told, ignore_index=True)
    return every[every["at_risk"] >= FEWEST].reset_index(drop=True)[list(COLUMNS)]
