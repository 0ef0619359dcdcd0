"""Changing the cells of a column by distinct value: the columns of a large file repeat themselves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd


def by_value(cells: pd.Series, change: Callable[[Any], Any]) -> pd.Series:
    """``change`` applied to every cell that is not missing, worked out once per distinct value; missing becomes None."""
    places, values = pd.factorize(cells.to_numpy(dtype=object))
    changed = np.empty(len(values) + 1, dtype=object)
    changed[:-1] = [change(value) for value in values]
    changed[-1] = None  # where a missing cell, place -1, points
    return pd.Series(changed[places], index=cells.index, dtype="object")
