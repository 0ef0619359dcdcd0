"""Which areas are alike in who live there, worked out from published facts; see docs/methods/comparable.md."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np
import pandas as pd

TRAITS: dict[str, str] = {
    "share_65_plus": "age",
    "share_75_plus": "age",
    "single_households": "households",
    "low_income": "income",
    "income_per_inhabitant": "income",
    "owner_occupied": "housing",
    "urbanity": "urbanity",
}
"""Characteristics that can make areas comparable (indicator keys), with the theme each belongs to."""

LEAST_KNOWN = 0.5
"""Two areas are compared only when at least this part of the themes is known of both."""

CLOSE, CLEAR = 0.5, 1.0
"""From how many standard deviations a difference between areas is named: below ``CLOSE`` they resemble each other."""


def standardised(values: pd.DataFrame) -> pd.DataFrame:
    """Every characteristic in standard deviations from its mean over the areas (rows); missing values stay missing.

    A characteristic that is the same everywhere, or known of fewer than two areas, tells nothing and is left out.
    """
    spread = values.std(ddof=0)
    telling = values.columns[spread.to_numpy() > 1e-12]
    return (values[telling] - values[telling].mean()) / spread[telling]


def distances(values: pd.DataFrame, themes: Mapping[str, str], area: str) -> pd.Series:
    """How far every other area lies from ``area``, in standard deviations; missing where too little is known.

    ``values``: a row per area, a column per characteristic; ``themes``: the theme of each column. The distance is the mean over
    themes of the mean absolute difference per theme, over what is known of both (Gower 1971, with the standard deviation in
    place of the range, so that one extreme area does not make all others look alike). Raises ``KeyError`` for an unknown area.
    """
    scaled = standardised(values)
    gaps = (scaled - scaled.loc[area]).abs()
    by_theme = pd.DataFrame({t: gaps[c].mean(axis=1) for t, c in _columns_of(scaled, themes).items()}, index=gaps.index)
    wanted = max(len(by_theme.columns), 1)
    far = by_theme.mean(axis=1).where(by_theme.notna().sum(axis=1) / wanted >= LEAST_KNOWN)
    return far.drop(index=area).astype(float)


def nearest(
    values: pd.DataFrame, themes: Mapping[str, str], area: str, count: int, among: Collection[str] | None = None
) -> list[str]:
    """The ``count`` areas most like ``area``, nearest first, equal ones by code; fewer when little is known.

    ``among``: the areas that may be named, all by default; the others still tell how areas differ. Further arguments and
    ``KeyError`` as in :func:`distances`.
    """
    far = distances(values, themes, area).dropna().sort_index()
    far = far if among is None else far[far.index.isin(list(among))]
    return [str(code) for code in far.sort_values(kind="stable").index[:count]]


def explained(values: pd.DataFrame, area: str, others: list[str]) -> pd.DataFrame:
    """Why ``others`` are like ``area``: per characteristic (index) ``here``, ``there`` (mean of the others) and ``gap``.

    ``gap`` is here minus there in standard deviations over all areas of ``values``; missing where either is unknown or all
    areas are the same.
    """
    there = values.loc[others].mean() if others else pd.Series(np.nan, index=values.columns)
    spread = values.std(ddof=0)
    here = values.loc[area]
    return pd.DataFrame({"here": here, "there": there, "gap": (here - there) / spread.where(spread > 1e-12)})


def _columns_of(scaled: pd.DataFrame, themes: Mapping[str, str]) -> dict[str, list[str]]:
    by: dict[str, list[str]] = {}
    for column in scaled.columns:
        by.setdefault(themes[column], []).append(column)
    return by
