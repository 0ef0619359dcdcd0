"""Supply per resident within a walk, shared with everybody else who can get there: the two-step floating catchment area.

Step one: each place divides what it offers over the residents within reach, those nearby counting more. Step two: each home adds
up what the places within reach have for one resident. A_i = sum_j W(d_ij) S_j / sum_k P_k W(d_kj)
(Luo & Wang 2003, doi 10.1068/b29120; steps in W after Luo & Qi 2009, doi 10.1016/j.healthplace.2009.06.002).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

STEPS = ((1 / 3, 1.0), (2 / 3, 0.68), (1.0, 0.22))
"""The far end of each zone as a part of the longest walk, and its weight (Luo & Qi: 10, 20 and 30 minutes)."""


def step_weights(distance: np.ndarray, limit: float, steps: Sequence[tuple[float, float]] = STEPS) -> np.ndarray:
    """Weight of each distance, 0 beyond ``limit``; the end of a zone belongs to it."""
    ends = np.array([end for end, _ in steps]) * limit
    weights = np.array([*(weight for _, weight in steps), 0.0])
    return weights[np.searchsorted(ends * (1 + 1e-9), distance, side="left")]


def per_resident(
    home: np.ndarray, place: np.ndarray, weight: np.ndarray, supply: np.ndarray, residents: np.ndarray
) -> np.ndarray:
    """What each home has within reach per resident, shape (homes,): 0, not missing, where nothing is within reach.

    ``home``, ``place``: positions of the pairs within reach in ``residents`` and ``supply``; ``weight``: one per pair.
    What a place offers that no resident can reach counts for nobody.
    """
    return spread(home, place, weight, for_one(home, place, weight, supply, residents), len(residents))


def for_one(
    home: np.ndarray, place: np.ndarray, weight: np.ndarray, supply: np.ndarray, residents: np.ndarray
) -> np.ndarray:
    """Step one: what each place has for one resident, shape (places,); 0 where nobody is within reach."""
    demand = np.bincount(place, weights=weight * residents[home], minlength=len(supply))
    return np.divide(supply, demand, out=np.zeros(len(supply)), where=demand > 0)


def spread(home: np.ndarray, place: np.ndarray, weight: np.ndarray, for_each: np.ndarray, homes: int) -> np.ndarray:
    """Step two: the sum over the places within reach of each home, shape (homes,). ``for_each``: see :func:`for_one`."""
    return np.bincount(home, weights=weight * for_each[place], minlength=homes)
