"""Which shares of opinions may be published, so that nobody learns what one organisation thinks of another.

An informal organisation is sometimes one or two people. A share rests on at least K opinions of at least
:data:`LEAST_JUDGES` organisations, and so does whatever follows from the whole minus the published parts.
"""

from __future__ import annotations

import pandas as pd

from wijkmonitor.estimate import EDGE, K, Reason

LEAST_JUDGES = 3
"""Opinions of fewer organisations than this are never spoken of together."""


def withheld(opinions: pd.DataFrame, parts: list[str], whole: str) -> dict[str, str]:
    """Per area whose share may not be published, the reason (``Reason``): too few, or suppressed to protect another.

    ``opinions``: one row per opinion, columns part (code of the part it is about, "" in none) and judge (who gave it).
    ``parts`` divide ``whole``, the area of all opinions. What is left when the published parts are taken from the whole
    is one figure as well; while that rests on too little, the smallest published part is closed too.
    """
    size = opinions.groupby("part").size()
    closed = {part: Reason.TOO_FEW.value for part in parts if not _enough(opinions[opinions["part"] == part])}
    if not _enough(opinions):
        return dict.fromkeys((*parts, whole), Reason.TOO_FEW.value)
    published = sorted((part for part in parts if part not in closed), key=lambda part: (size[part], part))
    left = opinions[~opinions["part"].isin(published)]
    while published and len(left) and not _enough(left):
        closed[published.pop(0)] = Reason.SUPPRESSED.value
        left = opinions[~opinions["part"].isin(published)]
    return closed


def coarse(share: pd.Series) -> pd.Series:
    """Shares in whole per cents, and never nobody or everybody: that would tell the opinion of each."""
    return share.round(2).clip(EDGE, 1 - EDGE)


def _enough(opinions: pd.DataFrame) -> bool:
    return len(opinions) >= K and opinions["judge"].nunique() >= LEAST_JUDGES
