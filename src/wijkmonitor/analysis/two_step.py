"""Supply per resident within a walk, shared with everybody else who can get there: the two-step floating catchment area.

Step one: each place divides what it offers over the residents within reach, those nearby counting more. Step two: each home adds
up what the places within reach have for one resident. A_i = sum_j W(d_ij) S_j / sum_k P_k W(d_kj)
(Luo & Wang 2003, doi 10.1068/b29120; steps in W after Luo & Qi 2009, doi 10.1016/j.healthplace.2009.06.002).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from wijkmonitor.analysis.walking import Walk

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
    demand = np.bincount(place, weights=weight * residents[home], minlength=len(supply))
    for_each = np.divide(supply, demand, out=np.zeros(len(supply)), where=demand > 0)
    return np.bincount(home, weights=weight * for_each[place], minlength=len(residents))


_HOMES_AT_ONCE = 50_000


@dataclass(frozen=True, eq=False)
class _Block:
    """Pairs of some homes, the first of which is number ``first``: home (within the block), place and zone of distance."""

    first: int
    homes: int
    home: np.ndarray
    place: np.ndarray
    zone: np.ndarray


class Catchment:
    """Homes and places of a whole country at once: distances are measured once and kept as zones, a byte per pair.

    :func:`per_resident` for one set of weights; this for several walks and several sets of places, block by block.
    """

    def __init__(self, blocks: Sequence[_Block], ends: np.ndarray, residents: np.ndarray, places: int) -> None:
        """``ends``: far end (metres) of each zone; ``residents``: per home; ``places``: how many there are."""
        self._blocks, self._ends, self._residents, self._places = blocks, ends, residents, places
        self._demand: dict[float, np.ndarray] = {}

    @classmethod
    def of(
        cls, walk: Walk, homes: np.ndarray, residents: np.ndarray, places: np.ndarray, limits: Sequence[float]
    ) -> Catchment:
        """Measured by ``walk`` as far as the longest of ``limits`` (metres); ``homes``, ``places``: x and y in metres."""
        ends = np.unique([end * limit for limit in limits for end, _ in STEPS])
        blocks = []
        for first in range(0, len(homes), _HOMES_AT_ONCE):
            some = homes[first : first + _HOMES_AT_ONCE]
            near = walk.pairs(some, places, float(ends[-1]), in_order=False)
            zone = np.searchsorted(ends * (1 + 1e-9), near.distance_m, side="left").astype(np.uint8)
            blocks.append(_Block(first, len(some), near.home.astype(np.int32), near.place.astype(np.int32), zone))
        return cls(blocks, ends, residents, len(places))

    def per_resident(self, supply: np.ndarray, limit: float, shared_within: float) -> np.ndarray:
        """See :func:`per_resident`: what lies within ``limit`` of each home, shared with everybody ``shared_within`` of it."""
        demand = self._demand_within(shared_within)
        for_each = np.divide(supply, demand, out=np.zeros(self._places), where=demand > 0)
        return self._sum_at_homes(for_each, self._weights(limit))

    def touched(self, chosen: np.ndarray, limit: float) -> np.ndarray:
        """Which homes have one of the ``chosen`` places (booleans) within ``limit``."""
        return self._sum_at_homes(chosen.astype(float), self._weights(limit)) > 0

    def _weights(self, limit: float) -> np.ndarray:
        """Weight of each zone, and 0 for what lies beyond the last."""
        return np.append(step_weights(self._ends, limit), 0.0)

    def _demand_within(self, limit: float) -> np.ndarray:
        if limit not in self._demand:
            weights, demand = self._weights(limit), np.zeros(self._places)
            for one in self._blocks:
                people = self._residents[one.first : one.first + one.homes]
                demand += np.bincount(one.place, weights[one.zone] * people[one.home], minlength=self._places)
            self._demand[limit] = demand
        return self._demand[limit]

    def _sum_at_homes(self, for_each: np.ndarray, weights: np.ndarray) -> np.ndarray:
        parts = [
            np.bincount(one.home, weights[one.zone] * for_each[one.place], minlength=one.homes) for one in self._blocks
        ]
        return np.concatenate(parts) if parts else np.zeros(0)
