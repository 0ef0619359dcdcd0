"""How long ago an initiative was last confirmed, seen from the reference day of an edition."""

from __future__ import annotations

import datetime as dt

import pandas as pd

CONFIRMED_WITHIN_MONTHS = 12
"""An initiative counts as confirmed for this long."""


def confirmed(last_confirmed: pd.Series, day: dt.date) -> pd.Series:
    """Per initiative whether it was confirmed at most 12 months before ``day``, or since. A missing date is not.

    ``last_confirmed``: dates or ISO text.
    """
    limit = pd.Timestamp(day) - pd.DateOffset(months=CONFIRMED_WITHIN_MONTHS)
    return pd.to_datetime(last_confirmed, errors="coerce") >= limit


def months_overdue(last_confirmed: pd.Series, day: dt.date) -> pd.Series:
    """Whole months since a confirmation should have come, seen from ``day``: 0 in the month in which it lapsed.

    ``last_confirmed``: dates or ISO text. Missing where there is no date, and where it is confirmed.
    """
    due = pd.to_datetime(last_confirmed, errors="coerce") + pd.DateOffset(months=CONFIRMED_WITHIN_MONTHS)
    end = pd.Timestamp(day)
    whole = (end.year - due.dt.year) * 12 + (end.month - due.dt.month) - (due.dt.day > end.day).astype(int)
    return whole.where(due < end).astype("Int64")
