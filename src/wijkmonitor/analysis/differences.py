"""What may be said about a difference: with the municipality as a whole, and with the edition before.

Works on the estimates of one indicator after their verdicts; a value that may not be said is part of no statement. Being
"below the floor" and being "significant" are separate facts: the verdict says the first, these columns the second.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import special

from wijkmonitor.analysis import Z_95
from wijkmonitor.estimate import ALL, Difference, Verdict

FALSE_ALARMS = 0.05
"""Benjamini-Hochberg level. With it a municipality without any real difference gets a false "differs" in at most 5 % of cases."""

_FIRM = (Verdict.SAID.value, Verdict.CARE.value)


def significant(p: np.ndarray, q: float = FALSE_ALARMS) -> np.ndarray:
    """Which of a family of p values are significant (Benjamini & Hochberg 1995); missing ones are no part of the family."""
    known = np.flatnonzero(np.isfinite(p))
    found = np.zeros(len(p), dtype=bool)
    if not len(known):
        return found
    order = known[np.argsort(p[known], kind="stable")]
    # Less than, not up to: rounded figures give exact ties, and an interval that touches 0 leaves nothing out.
    passed = np.flatnonzero(p[order] < q * np.arange(1, len(order) + 1) / len(order))
    if len(passed):
        found[order[: passed[-1] + 1]] = True
    return found


def against_whole(rows: pd.DataFrame, top: str, *, is_share: bool) -> pd.Series:
    """Per row a :class:`Difference` from the value of area ``top`` in the same group.

    ``rows``: one indicator in one edition, columns area, level, group, value, se, n, n_eff, part (the area's part of the whole,
    0-1), verdict. The area is part of the whole: Var(y_i - Y) = V_i (1 - 2 W_i) + V(Y), with W_i its part. For shares V_i is
    that of a share equal to the whole, so that 0 and 100 % are no special case. Families: level x group.
    """
    whole = rows[rows["area"] == top].set_index("group")
    known = whole.index.isin(rows["group"]) & whole["verdict"].isin(_FIRM)
    value, error = whole["value"][known], whole["se"][known]
    group = rows["group"]
    distance = (rows["value"] - group.map(value)).to_numpy(dtype=float)
    own = rows["se"].to_numpy(dtype=float) ** 2
    if is_share:
        level = group.map(value).to_numpy(dtype=float)
        own = level * (1 - level) / rows["n_eff"].to_numpy(dtype=float)
    part = rows["part"].to_numpy(dtype=float)
    variance = own * (1 - 2 * part) + group.map(error).to_numpy(dtype=float) ** 2
    tested = rows["verdict"].isin(_FIRM).to_numpy() & (rows["area"] != top).to_numpy() & (part < 1)
    p = _p_values(distance, variance, rows["n_eff"].to_numpy(dtype=float))
    return _told(distance, np.where(tested, p, np.nan), rows[["level", "group"]])


def against_before(now: pd.DataFrame, before: pd.DataFrame) -> pd.DataFrame:
    """Change since the edition before: columns change, change_low, change_high and changed, a row per row of ``now``.

    Both: one indicator, columns area, level, group, value, low, high, verdict, kind, instrument. Only where both may be said
    and come from the same instrument and kind; two surveys are taken as independent. Interval: MOVER (Zou & Donner 2008),
    which for shares is Newcombe's (1998) from two Wilson intervals. Families: level x group.
    """
    columns = ["value", "low", "high", "verdict", "kind", "instrument"]
    keys = ["area", "group"]
    both = now[[*keys, "level", *columns]].merge(
        before[[*keys, *columns]], on=keys, how="left", suffixes=("", "_before")
    )
    alike = (both["instrument"] == both["instrument_before"]) & (both["kind"] == both["kind_before"])
    tested = alike & both["verdict"].isin(_FIRM) & both["verdict_before"].isin(_FIRM) & (both["kind"] != "modelled")
    change = (both["value"] - both["value_before"]).where(tested)
    low = change - np.hypot(both["value"] - both["low"], both["high_before"] - both["value_before"])
    high = change + np.hypot(both["high"] - both["value"], both["value_before"] - both["low_before"])
    side = np.where(change > 0, change - low, high - change)
    p = _p_values(change.to_numpy(), (side / Z_95) ** 2)
    changed = _told(change.to_numpy(), p, both[["level", "group"]])
    found = pd.DataFrame({"change": change, "change_low": low, "change_high": high, "changed": changed})
    return found.set_axis(now.index)


def _p_values(distance: np.ndarray, variance: np.ndarray, n_eff: np.ndarray | None = None) -> np.ndarray:
    """Two-sided p values of a t distribution with ``n_eff - 1`` degrees of freedom, normal where it is missing."""
    with np.errstate(divide="ignore", invalid="ignore"):
        size = np.abs(distance) / np.sqrt(np.where(variance > 0, variance, np.nan))
        if n_eff is None:
            return 2 * special.ndtr(-size)
        freedom = np.where(np.isfinite(n_eff) & (n_eff > 2), n_eff - 1, np.inf)
        return 2 * special.stdtr(freedom, -size)


def _told(distance: np.ndarray, p: np.ndarray, family: pd.DataFrame) -> pd.Series:
    said = pd.Series(Difference.UNTESTED.value, index=family.index, dtype="str")
    for _, rows in family.groupby(["level", "group"], sort=False).indices.items():
        found = significant(p[rows])
        words = np.where(distance[rows] > 0, Difference.HIGHER.value, Difference.LOWER.value)
        told = np.where(found, words, Difference.NONE.value)
        said.iloc[rows] = np.where(np.isfinite(p[rows]), told, Difference.UNTESTED.value)
    return said


def part_of_whole(rows: pd.DataFrame, top: str, population: pd.Series) -> pd.Series:
    """The part of each area in the whole: of residents where known, for groups of respondents (columns area, group, n)."""
    residents = rows["area"].map(population / population.get(top, np.nan)).astype(float)
    whole = rows[rows["area"] == top].set_index("group")["n"]
    answers = rows["n"] / rows["group"].map(whole)
    return residents.where((rows["group"] == ALL) & residents.notna(), answers).fillna(0.0).clip(0, 1)
