"""What may leave the building: no published figure may let anybody be recognised. Fails closed.

``protect`` is the one gate between computed and published estimates. It works on one indicator of one edition, sees the
exact numbers of respondents for the last time, and hands out bands and rounded values.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from wijkmonitor.edition import Dataset
from wijkmonitor.estimate import ALL, BANDS, EDGE, K, Reason, Verdict
from wijkmonitor.indicator import Indicator


def rests_on_respondents(indicator: Indicator) -> bool:
    """Whether single residents answered for this indicator."""
    return Dataset.SURVEY in indicator.needs and indicator.compute is not None


def protect(judged: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """The published form of judged estimates: columns as given, ``n`` replaced by ``n_band``.

    For figures that rest on respondents: values below K are withheld; a background filter opens in an area only when
    every non-empty category, and the respondents it leaves out, count at least K; an unknown n withholds. Shares are
    rounded to whole per cents and coded at the edges; n and n_eff are coarsened. Group rows without a value are left
    out: absent means "not shown".
    """
    published = judged.copy()
    if rests_on_respondents(indicator):
        hidden = _below_k(published) | _closed_filters(published)
        withheld = hidden & published["value"].notna()
        published.loc[withheld, "reason"] = Reason.SUPPRESSED.value
        published.loc[hidden, ["value", "low", "high", "n_eff"]] = np.nan
        published.loc[hidden, "verdict"] = Verdict.NOT.value
        published = _coarsen(published, indicator)
        published["n_band"] = band(published["n"])
    else:
        published["n_band"] = ""
        published["n_eff"] = np.nan
    shown = (published["group"] == ALL) | published["value"].notna()
    return published[shown].drop(columns=["n", "sure"])


def band(n: pd.Series) -> pd.Series:
    """The band of each number of respondents; unknown is the lowest band."""
    edges = [lower for lower, _ in BANDS]
    names = np.array([name for _, name in BANDS], dtype=object)
    place = np.searchsorted(edges, n.fillna(0).to_numpy(dtype=float), side="right") - 1
    return pd.Series(names[place], index=n.index, dtype="str")


def _below_k(rows: pd.DataFrame) -> pd.Series:
    return ~(rows["n"] >= K)


def _closed_filters(rows: pd.DataFrame) -> pd.Series:
    """True for the rows of a (area, dimension) whose filter may not open there."""
    groups = rows["group"].astype("str")
    by_group = groups != ALL
    if not by_group.any():
        return by_group
    dimension = groups.str.partition(":")[0]
    total = rows[~by_group].set_index("area")["n"]
    parts = rows[by_group].assign(dimension=dimension[by_group])
    cell = [parts["area"], parts["dimension"]]
    n = parts["n"].fillna(1)  # unknown counts as somebody, so that it closes the filter
    small = ((n > 0) & (n < K)).groupby(cell).transform("any")
    rest = parts["area"].map(total).astype(float) - n.groupby(cell).transform("sum")
    small_rest = ~((rest.abs() < 0.5) | (rest >= K))
    closed = pd.Series(False, index=rows.index)
    closed.loc[parts.index] = small | small_rest
    return closed


def _coarsen(rows: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    coarse = rows.copy()
    figures = ["value", "low", "high"]
    if indicator.unit.is_share:
        coarse[figures] = coarse[figures].round(2)
        coarse["value"] = coarse["value"].clip(EDGE, 1 - EDGE)
        coarse["low"] = np.minimum(coarse["low"], coarse["value"])
        coarse["high"] = np.maximum(coarse["high"], coarse["value"])
    else:
        coarse[figures] = coarse[figures].round(max(indicator.decimals, 1))
    coarse["n_eff"] = (coarse["n_eff"] / 5).round() * 5
    return coarse
