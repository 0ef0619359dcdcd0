"""What may leave the building: no published figure may let anybody be recognised. Fails closed.

``protect`` is the one gate between computed and published estimates. It works on one indicator of one edition, sees the
exact numbers of respondents for the last time, and hands out bands and rounded values. ``partition`` decides which cells
may be published, ``derivable`` finds what follows from published cells.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from wijkmonitor.disclosure.partition import closed
from wijkmonitor.disclosure.room import left_out
from wijkmonitor.edition import Dataset
from wijkmonitor.estimate import ALL, BANDS, EDGE, Verdict
from wijkmonitor.indicator import Indicator

__all__ = ["EDGE", "band", "closed", "left_out", "protect", "rests_on_respondents"]

_EXACT = ["n", "sure", "se"]
_FIGURES = ["value", "low", "high", "n_eff"]


def rests_on_respondents(indicator: Indicator) -> bool:
    """Whether single residents answered for this indicator."""
    return Dataset.SURVEY in indicator.needs and indicator.compute is not None


def protect(
    judged: pd.DataFrame, indicator: Indicator, parents: pd.Series, why_closed: pd.Series | None = None
) -> pd.DataFrame:
    """The published form of judged estimates: columns as given, the exact ``n`` and ``se`` replaced by ``n_band``.

    ``parents``: area code -> code of the area around it. ``why_closed``: what :func:`closed` returned for these rows, when
    that was asked before. For figures that rest on respondents only the cells that
    :func:`closed` leaves open keep a value. Shares are rounded to whole per cents and coded at the edges; n and n_eff are
    coarsened. Group rows without a value are left out: absent means "not shown".
    """
    published = judged.copy()
    if rests_on_respondents(indicator):
        reason = closed(published, parents) if why_closed is None else why_closed
        hidden = reason != ""
        withheld = hidden & published["value"].notna()
        published.loc[withheld, "reason"] = reason[withheld]
        published.loc[hidden, _FIGURES] = np.nan
        published.loc[hidden, "verdict"] = Verdict.NOT.value
        if "difference" in published:
            published.loc[hidden, "difference"] = ""
        published = _coarsen(published, indicator)
        published["n_band"] = band(published["n"])
    else:
        published["n_band"] = ""
        published["n_eff"] = np.nan
    shown = (published["group"] == ALL) | published["value"].notna()
    return published[shown].drop(columns=_EXACT, errors="ignore")


def band(n: pd.Series) -> pd.Series:
    """The band of each number of respondents; unknown is the lowest band."""
    edges = [lower for lower, _ in BANDS]
    names = np.array([name for _, name in BANDS], dtype=object)
    place = np.searchsorted(edges, n.fillna(0).to_numpy(dtype=float), side="right") - 1
    return pd.Series(names[place], index=n.index, dtype="str")


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
    if "n_eff" in coarse:
        coarse["n_eff"] = (coarse["n_eff"] / 5).round() * 5
    return coarse


def coarsen_models(models: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """Modelled rows (value, low, high, rmse, shrinkage) rounded as direct ones: exact ones would give the exact n away."""
    decimals = 2 if indicator.unit.is_share else max(indicator.decimals, 1) + 1
    return _coarsen(models, indicator).assign(
        rmse=models["rmse"].round(decimals), shrinkage=models["shrinkage"].round(1)
    )
