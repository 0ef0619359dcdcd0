"""Which parts of one whole may be published when a file gives means and numbers instead of answers.

Such a file names nobody, yet the whole less the published parts gives the mean of those that are left. That may be nobody,
or K people at least.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from wijkmonitor.estimate import K, Reason


def closed_parts(n: pd.Series, whole: str, k: int = K) -> pd.Series:
    """Why each mean may not be published: a ``Reason`` value, or "" when it may.

    ``n``: people behind the mean of the ``whole`` and of parts of it that exclude each other, by name; not every part need be
    there. An unknown number is ``suppressed``, fewer than ``k`` is ``too_few``. As long as the people outside the published
    parts are some but fewer than ``k``, the smallest published part closes too.
    """
    number = pd.to_numeric(n).astype(float)
    reason = pd.Series(np.select([number.isna(), number < k], [Reason.SUPPRESSED, Reason.TOO_FEW], ""), n.index, "str")
    if reason.get(whole) != "":
        return reason  # without the whole there is nothing to subtract from
    parts = number.drop(whole)
    while True:
        told = parts[reason[parts.index] == ""].sort_values(kind="stable")
        outside = number[whole] - told.sum()
        all_told = len(told) == len(parts) and outside <= 0
        if outside >= k or all_told or told.empty:
            return reason
        reason[told.index[0]] = Reason.SUPPRESSED.value
