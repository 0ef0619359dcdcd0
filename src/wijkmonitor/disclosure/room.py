"""Room for the unknown: whose background is left out of the figures by group, so that far fewer of those must close.

When three respondents of a buurt did not give their age, the figures by age and the total give those three away, and one
age group must close. Treating a few more respondents, drawn from the largest group, as if their age were unknown too costs
that group some of its answers and keeps every group open. The draw does not look at answers, so it biases nothing.
"""

from __future__ import annotations

import hashlib

import numpy as np
import pandas as pd

from wijkmonitor.disclosure.partition import USEFUL_N
from wijkmonitor.estimate import K

ROOM = K + 2
"""People outside the groups of an area that are enough, also when one or two of them skip a question."""


def left_out(area: pd.Series, category: pd.Series, respondent: pd.Series, room: int = ROOM) -> pd.Series:
    """Boolean per respondent: whose category is to be treated as unknown, in one background dimension.

    ``area``: code of the smallest area ("" in none); ``category``: "" where unknown; ``respondent``: number of the
    respondent, from which the draw follows, so that it is the same each time. Per area the people of unknown category and
    of categories below K are made ``room`` at least, from the largest category, when that keeps 30 people.
    """
    counts = pd.crosstab(area, category).drop(index="", errors="ignore").astype(float)
    unknown = counts.pop("") if "" in counts else pd.Series(0.0, index=counts.index)
    outside = unknown + counts.where(counts < K, 0).sum(axis=1)
    wanted = (room - outside).where((outside > 0) & (outside < room), 0)
    largest = counts.max(axis=1) if counts.shape[1] else unknown * 0
    wanted = wanted.where(largest - wanted >= USEFUL_N, 0)
    chosen = pd.Series(False, index=area.index)
    if not (wanted > 0).any():
        return chosen
    candidate = (category == area.map(counts.idxmax(axis=1)).fillna("")) & (category != "")
    order = _order(respondent[candidate])
    rank = order.groupby(area[candidate]).rank(method="first")
    chosen[rank.index] = rank <= area[rank.index].map(wanted).fillna(0)
    return chosen


def _order(respondent: pd.Series) -> pd.Series:
    """A number per respondent that tells nothing about them."""
    digests = [hashlib.sha256(str(one).encode()).digest()[:7] for one in respondent]
    return pd.Series(np.array([int.from_bytes(one) for one in digests], dtype=np.int64), index=respondent.index)
