"""How firm the order of areas on an index is: other choices and other samples, drawn together many times.

Each draw takes one normalisation (z, min-max or rank), one set of pillar weights (Dirichlet around the given ones), one way to
add up the pillars (arithmetic or geometric) and one value per input within its sampling error. After Saisana, Saltelli &
Tarantola (2005) and the OECD/JRC Handbook (2008), step 7. See docs/methods/robustness.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy import stats

from wijkmonitor.analysis import composite
from wijkmonitor.analysis.composite import Aggregation, Normalisation, Tree
from wijkmonitor.text import Text

DRAWS = 2000
CONCENTRATION = 20.0
"""Sum of the Dirichlet parameters: with three equal weights, 90 % of the draws give a pillar between 0.17 and 0.51."""
RANK_INTERVAL = (0.05, 0.95)
ROBUST_FROM, POSSIBLE_FROM = 0.8, 0.5
"""Probabilities from which something is called robust, and possible; below the second nothing is said."""
MIN_AREAS = 3
"""Fewer areas have no thirds."""
_CELLS_AT_ONCE = 1_000_000
_LOWEST_POINT = 1.0
"""Index points are cut off here before a geometric mean; 4.9 standard deviations below the base."""


class Standing(StrEnum):
    """What may be said about an area and the lowest third."""

    LOWEST = "lowest"
    POSSIBLY_LOWEST = "possibly_lowest"
    NOT_LOWEST = "not_lowest"
    OPEN = "open"

    @property
    def text(self) -> Text:
        return _STANDING_WORDS[self]


_STANDING_WORDS = {
    Standing.LOWEST: Text(
        nl="hoort bij bijna elke rekenwijze bij het laagste derde deel (robuust)",
        en="belongs to the lowest third in nearly every way of working it out (robust)",
    ),
    Standing.POSSIBLY_LOWEST: Text(
        nl="hoort mogelijk bij het laagste derde deel; dat hangt af van de rekenwijze en van toeval",
        en="possibly belongs to the lowest third; that depends on the way it is worked out and on chance",
    ),
    Standing.NOT_LOWEST: Text(
        nl="hoort bij bijna elke rekenwijze niet bij het laagste derde deel (robuust)",
        en="does not belong to the lowest third in nearly every way of working it out (robust)",
    ),
    Standing.OPEN: Text(
        nl="of dit bij het laagste derde deel hoort, is niet te zeggen",
        en="whether this belongs to the lowest third cannot be said",
    ),
}


@dataclass(frozen=True)
class Ranks:
    """Per area, in the order given: places (1 is the highest score) with their 90 % interval, and probabilities 0-1.

    Everything is missing for an area that lacks a pillar, and the thirds with fewer than 3 areas.
    """

    low: np.ndarray
    median: np.ndarray
    high: np.ndarray
    lowest_third: np.ndarray
    highest_third: np.ndarray

    def as_frame(self, areas: Sequence[str] | pd.Index) -> pd.DataFrame:
        """Columns area, rank_low, rank_median, rank_high, lowest_third, highest_third."""
        return pd.DataFrame(
            {
                "area": list(areas),
                "rank_low": self.low,
                "rank_median": self.median,
                "rank_high": self.high,
                "lowest_third": self.lowest_third,
                "highest_third": self.highest_third,
            }
        )


def draws(
    inputs: ArrayLike,
    errors: ArrayLike,
    pillars: Sequence[Sequence[int]],
    directions: Sequence[int],
    base_mean: Sequence[float],
    base_sd: Sequence[float],
    weights: Sequence[float] | None = None,
    n: int = DRAWS,
    seed: int = 0,
) -> Ranks:
    """Places of areas over ``n`` joint draws.

    Parameters: ``inputs`` areas x indicators in their own units; ``errors`` their standard errors (missing counts as exact);
    ``pillars`` the columns of each; ``directions`` 1 or -1, ``base_mean`` and ``base_sd`` per column; ``weights`` per pillar
    (equal when None; 0 switches a pillar off). An input whose base has no spread does not count. An area needs half the
    inputs of every pillar. The same seed gives the same places, in whatever order the areas stand. Raises ``ValueError``
    when a weight is negative or all are 0.
    """
    turn = np.asarray(directions, dtype=float)
    mean, sd = np.asarray(base_mean, dtype=float) * turn, np.asarray(base_sd, dtype=float)
    x = np.where(np.isfinite(mean) & (sd > 0), np.asarray(inputs, dtype=float) * turn, np.nan)
    error = np.nan_to_num(np.asarray(errors, dtype=float))
    member = _membership(pillars, x.shape[1])
    around = CONCENTRATION * pillar_shares(weights, len(pillars))
    places = np.flatnonzero(_complete(x, member))
    if not len(places):
        return Ranks(*np.full((5, len(x)), np.nan))
    # One fixed order, so that the order of the rows never matters.
    places = places[np.lexsort(np.hstack([x, error])[places].T)]
    rng = np.random.default_rng(seed)
    hows, geometric = rng.integers(len(Normalisation), size=n), rng.random(n) < 0.5
    shares = rng.standard_gamma(around, size=(n, len(pillars)))
    scores = np.empty((n, len(places)))
    for rows, how in _parts(hows, x[places].size):
        drawn = x[places] + error[places] * rng.standard_normal((len(rows), *x[places].shape))
        by_pillar = _pillar_means(_points(drawn, how, mean, sd), member)
        scores[rows] = _added_up(by_pillar, shares[rows][:, None, :], geometric[rows])
    return _summary(scores, places, len(x))


def standing(lowest_third: ArrayLike) -> list[Standing | None]:
    """What may be said at these probabilities of being in the lowest third; None where it is missing."""
    return [None if np.isnan(p) else _standing_at(p) for p in np.asarray(lowest_third, dtype=float)]


def stable(before: Ranks, after: Ranks) -> np.ndarray:
    """Whether what may be said of each area stays the same when weights are moved from ``before`` to ``after`` (boolean).

    An area without a place before and after stays the same.
    """
    pairs = zip(standing(before.lowest_third), standing(after.lowest_third), strict=True)
    return np.array([one is other for one, other in pairs], dtype=bool)


def pillar_shares(weights: Sequence[float] | None, number: int) -> np.ndarray:
    """Weights that add up to 1; equal when None. Raises ``ValueError`` when one is negative or missing, or all are 0."""
    given = np.ones(number) if weights is None else np.asarray(weights, dtype=float)
    if len(given) != number:
        raise ValueError(f"{number} weights are needed, one per pillar, not {len(given)}")
    if not (np.isfinite(given) & (given >= 0)).all() or given.sum() <= 0:
        raise ValueError("weights are 0 or more, and at least one is more than 0")
    return given / given.sum()


def rank_shifts(inputs: pd.DataFrame, tree: Tree, nodes: Sequence[str]) -> pd.DataFrame:
    """How far places on the index move when one node (an indicator or a pillar) is left out.

    ``inputs``: normalised, areas x indicators; ``tree`` as in ``composite.tree_scores``, its last node the index. Columns
    removed, mean_shift and largest_shift (in places), and a row per node; missing when nothing is left to rank.
    """
    top = list(tree)[-1]
    whole = composite.ranks(-composite.tree_scores(inputs, tree)[top].to_numpy(), ties="min")
    rows = []
    for node in nodes:
        left = composite.without(tree, node)
        shift = np.array([np.nan])
        if top in left:
            kept = [key for key in inputs if key != node]
            shift = np.abs(
                composite.ranks(-composite.tree_scores(inputs[kept], left)[top].to_numpy(), ties="min") - whole
            )
        known = shift[np.isfinite(shift)]
        rows.append((node, known.mean() if len(known) else np.nan, known.max() if len(known) else np.nan))
    return pd.DataFrame(rows, columns=["removed", "mean_shift", "largest_shift"])


def cronbach_alpha(items: ArrayLike) -> float:
    """Cronbach's alpha of items (areas x items, same direction and scale): how far they tell the same story.

    Formula: ``k / (k - 1) * (1 - sum of variances / variance of the sum)`` (Cronbach 1951), over areas with every item. Missing
    with fewer than two items or areas, or when the sum does not vary. Below 0 when items contradict each other.
    """
    x = np.asarray(items, dtype=float)
    x = x[np.isfinite(x).all(axis=1)]
    if x.shape[1] < 2 or len(x) < 2:
        return np.nan
    total = x.sum(axis=1).var(ddof=1)
    if total <= 0:
        return np.nan
    return float(x.shape[1] / (x.shape[1] - 1) * (1 - x.var(axis=0, ddof=1).sum() / total))


def _standing_at(p: float) -> Standing:
    if p >= ROBUST_FROM:
        return Standing.LOWEST
    if p >= POSSIBLE_FROM:
        return Standing.POSSIBLY_LOWEST
    return Standing.NOT_LOWEST if p <= 1 - ROBUST_FROM + 1e-12 else Standing.OPEN


def _membership(pillars: Sequence[Sequence[int]], inputs: int) -> np.ndarray:
    """Inputs x pillars, 1 where the input belongs to the pillar."""
    member = np.zeros((inputs, len(pillars)))
    for pillar, columns in enumerate(pillars):
        member[list(columns), pillar] = 1.0
    return member


def _complete(x: np.ndarray, member: np.ndarray) -> np.ndarray:
    """Areas with at least half of the inputs of every pillar."""
    known = np.isfinite(x).astype(float) @ member
    return ((known > 0) & (2 * known >= member.sum(axis=0))).all(axis=1)


def _parts(hows: np.ndarray, cells_per_draw: int) -> Iterator[tuple[np.ndarray, Normalisation]]:
    """Draws by normalisation, in parts that fit in memory."""
    size = max(1, _CELLS_AT_ONCE // max(1, cells_per_draw))
    for number, how in enumerate(Normalisation):
        rows = np.flatnonzero(hows == number)
        for start in range(0, len(rows), size):
            yield rows[start : start + size], how


def _points(drawn: np.ndarray, how: Normalisation, mean: np.ndarray, sd: np.ndarray) -> np.ndarray:
    """Draws x areas x inputs on a positive scale: index points, or 1 for the lowest area to 100 for the highest."""
    if how is Normalisation.Z:
        with np.errstate(invalid="ignore", divide="ignore"):
            return composite.CENTRE + composite.POINTS_PER_SD * (drawn - mean) / sd
    known = np.isfinite(drawn[0]).any(axis=0)
    points = np.full(drawn.shape, np.nan)
    places = drawn[..., known] if how is Normalisation.MIN_MAX else composite.ranks(drawn[..., known], axis=1)
    points[..., known] = 1 + 99 * composite.min_max(places, axis=1)
    return points


def _pillar_means(points: np.ndarray, member: np.ndarray) -> np.ndarray:
    """Draws x areas x pillars: the mean of the inputs an area has."""
    known = np.isfinite(points)
    return (np.where(known, points, 0.0) @ member) / (known[0].astype(float) @ member)


def _added_up(by_pillar: np.ndarray, shares: np.ndarray, geometric: np.ndarray) -> np.ndarray:
    """Draws x areas: arithmetic or geometric mean of the pillars."""
    scores = np.empty(by_pillar.shape[:2])
    for how, rows in ((Aggregation.GEOMETRIC, geometric), (Aggregation.ARITHMETIC, ~geometric)):
        positive = np.maximum(by_pillar[rows], _LOWEST_POINT) if how is Aggregation.GEOMETRIC else by_pillar[rows]
        scores[rows] = composite.combine(positive, shares[rows], how)
    return scores


def _summary(scores: np.ndarray, places: np.ndarray, number: int) -> Ranks:
    """Places of the areas that have them, put back among all ``number`` areas."""
    found = np.full((5, number), np.nan)
    ranks = stats.rankdata(-np.round(scores, 9), axis=1)  # rounded: equal areas tie in spite of the last digit
    third = len(places) // 3
    found[:3, places] = np.quantile(ranks, [RANK_INTERVAL[0], 0.5, RANK_INTERVAL[1]], axis=0)
    if len(places) >= MIN_AREAS:
        found[3, places] = (ranks > len(places) - third).mean(axis=0)
        found[4, places] = (ranks <= third).mean(axis=0)
    return Ranks(*found)
