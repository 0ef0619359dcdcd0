"""How good a meeting place is, by the four criteria of a third place (after Oldenburg)."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import stats

CRITERIA = ("low_threshold", "free_entry", "comfortable", "known_and_new")
OPTIONAL = ("conversation", "equal_footing", "low_profile", "playful")
"""Oldenburg's other characteristics: shown where they were judged, never part of the score."""
RATERS = ("staff", "resident", "non_visitor")
AT_LEAST = 3
_POINTS_PER_STEP = 25.0


def rating_scores(places: pd.DataFrame) -> pd.Series:
    """Score of 0-100 per row (a place judged by one kind of rater): 25 x mean of the criteria (0-4).

    Missing with fewer than 3 of the 4 criteria answered.
    """
    criteria = places.reindex(columns=list(CRITERIA)).astype(float)
    return (criteria.mean(axis=1) * _POINTS_PER_STEP).where(criteria.notna().sum(axis=1) >= AT_LEAST)


def place_scores(places: pd.DataFrame) -> pd.DataFrame:
    """One row per place, indexed by ``place_id``: ``quality`` (mean over raters) and a ``quality_`` per rater."""
    scored = pd.DataFrame({"place_id": places["place_id"].to_numpy(), "score": rating_scores(places).to_numpy()})
    scored["rater"] = places["rater"].astype("object").to_numpy() if "rater" in places else None
    found = scored.groupby("place_id", sort=True)["score"].mean().to_frame("quality")
    for rater in RATERS:
        one = scored[scored["rater"] == rater].groupby("place_id")["score"].mean()
        found[f"quality_{rater}"] = one.reindex(found.index).astype(float)
    return found


def one_row_per_place(places: pd.DataFrame) -> pd.DataFrame:
    """Places without their raters: the first row of each ``place_id``, preferring one that has a position."""
    if "x_rd" not in places:
        return places.drop_duplicates("place_id")
    unplaced = np.asarray(places["x_rd"].isna())
    return places.iloc[np.argsort(unplaced, kind="stable")].drop_duplicates("place_id").sort_index()


FEWEST_PAIRS = 10
"""As many places as both staff and residents judged before anything is said of the gap between them."""


def staff_resident_gap(scores: pd.DataFrame) -> tuple[float, float, float, int]:
    """Mean of staff minus residents over the places that both judged, its 95 % interval, and the number of those places.

    ``scores``: what :func:`place_scores` returns. Paired t interval: the same place is judged twice, so that what differs
    between places drops out. Missing with fewer than :data:`FEWEST_PAIRS` pairs.
    """
    differences = (scores["quality_staff"] - scores["quality_resident"]).dropna().to_numpy(dtype=float)
    n = len(differences)
    if n < FEWEST_PAIRS:
        return np.nan, np.nan, np.nan, n
    mean, half = differences.mean(), stats.t.ppf(0.975, n - 1) * differences.std(ddof=1) / np.sqrt(n)
    return float(mean), float(mean - half), float(mean + half), n
