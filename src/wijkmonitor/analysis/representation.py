"""Who is active, beside who lives there: the share of a group against that of everybody, from published figures only."""

from __future__ import annotations

import numpy as np
import pandas as pd

from wijkmonitor.analysis import pairs
from wijkmonitor.estimate import ALL, Difference

COLUMNS = ("group", "ratio", "ratio_low", "ratio_high", "said")

_TURNED = {Difference.HIGHER.value: Difference.LOWER.value, Difference.LOWER.value: Difference.HIGHER.value}


def beside_everybody(rows: pd.DataFrame) -> pd.DataFrame:
    """How each group stands to everybody: :data:`COLUMNS`, a row per group but ``all``, in the order of ``rows``.

    ``rows``: one indicator in one area, columns group, value, low, high, verdict, kind, instrument, with a row ``all``. ``ratio``
    is the share of the group divided by that of everybody, with its 95 % interval (MOVER-R: Donner & Zou 2012, Statistical
    Methods in Medical Research 21:347); missing where the two were not compared. ``said``: an ``estimate.Difference``, tested as
    in ``pairs.compare_pairs``. A group is part of everybody, which makes the true margin smaller: the test errs towards "not
    demonstrable".
    """
    told = rows.assign(code=rows["group"], indicator="")
    tested = pairs.compare_pairs(told, focus=ALL)
    if tested.empty:
        return pd.DataFrame(columns=list(COLUMNS))
    by_group = rows.set_index("group")
    groups, whole = by_group.loc[tested["second"]], by_group.loc[ALL]
    ratio = groups["value"].to_numpy(dtype=float) / float(whole["value"])
    low, high = ratio_interval(
        groups[["value", "low", "high"]].to_numpy(dtype=float).T, whole[["value", "low", "high"]].to_numpy(dtype=float)
    )
    known = tested["said"].ne(Difference.UNTESTED.value).to_numpy()
    found = {"ratio": ratio, "ratio_low": low, "ratio_high": high}
    return pd.DataFrame(
        {
            "group": tested["second"].to_numpy(),
            **{name: np.where(known, numbers, np.nan) for name, numbers in found.items()},
            "said": tested["said"].replace(_TURNED).to_numpy(),
        }
    )


def ratio_interval(one: np.ndarray, other: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The 95 % interval of ``one / other``, each given as value, low, high (arrays in that order); both must be positive.

    Formula: MOVER-R, which leaves out 1 exactly when the MOVER interval of the difference leaves out 0. Infinite where
    ``other`` may be 0.
    """
    (a, a_low, a_high), (b, b_low, b_high) = one, other
    product = a * b
    least, most = a_low * (2 * a - a_low), a_high * (2 * a - a_high)
    below, above = b_high * (2 * b - b_high), b_low * (2 * b - b_low)
    with np.errstate(divide="ignore", invalid="ignore"):
        low = least / (product + np.sqrt(product**2 - least * below))
        high = (product + np.sqrt(product**2 - most * above)) / above
    return low, np.where(np.asarray(b_low) > 0, high, np.inf)
