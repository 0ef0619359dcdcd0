"""Measures of a network of two kinds of member: do ties cross between the kinds, and would chance do the same?

Members are positions 0..n-1 with a kind each; ties are two arrays of positions, a direction where that matters.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

DRAWS = 5000
"""Permutations behind a band of chance: the ends of a 95 % band then move by less than .01 between seeds."""
_SEED = 20201
_ROUNDING = 1e-12


def ei_index(crossing: np.ndarray) -> float:
    """E-I index (Krackhardt & Stern 1988): (external - internal) / all ties, -1 to 1; nan without ties.

    ``crossing``: boolean per tie, whether it joins two kinds.
    """
    return float(2 * np.mean(crossing) - 1) if len(crossing) else float("nan")


def ei_of_members(one: np.ndarray, other: np.ndarray, kind: np.ndarray) -> np.ndarray:
    """E-I index per member over the ties it is part of (undirected); nan for a member without ties."""
    crossing = np.where(kind[one] != kind[other], 1.0, -1.0)
    members = len(kind)
    total = np.bincount(one, crossing, members) + np.bincount(other, crossing, members)
    degree = np.bincount(one, minlength=members) + np.bincount(other, minlength=members)
    return np.where(degree > 0, total / np.where(degree > 0, degree, 1), np.nan)


def assortativity(one: np.ndarray, other: np.ndarray, kind: np.ndarray, *, directed: bool) -> float:
    """Nominal assortativity (Newman 2003, eq. 2) over ties between members; nan when all members are of one kind."""
    codes = np.unique(kind, return_inverse=True)[1]
    mixing = np.zeros((codes.max() + 1,) * 2)
    np.add.at(mixing, (codes[one], codes[other]), 1.0)
    return mixing_assortativity(mixing if directed else mixing + mixing.T)


def mixing_assortativity(mixing: np.ndarray) -> float:
    """Nominal assortativity from a matrix of ties between kinds, senders in rows (Newman 2003, eq. 2)."""
    share = mixing / mixing.sum()
    by_chance = float(share.sum(axis=1) @ share.sum(axis=0))
    return (float(np.trace(share)) - by_chance) / (1 - by_chance) if by_chance < 1 else float("nan")


def answered(source: np.ndarray, target: np.ndarray) -> np.ndarray:
    """Boolean per directed tie: whether there is one the other way as well."""
    there = set(zip(source.tolist(), target.tolist(), strict=True))
    back = zip(target.tolist(), source.tolist(), strict=True)
    return np.array([pair in there for pair in back], dtype=bool)


def fragility(one: np.ndarray, other: np.ndarray) -> float:
    """The largest share of ties that go when one member leaves: the highest degree over the number of ties; nan without."""
    return float(np.bincount(np.concatenate([one, other])).max() / len(one)) if len(one) else float("nan")


@dataclass(frozen=True, slots=True)
class Chance:
    """The E-I index by chance: its ``mean``, the band ``low`` to ``high`` that holds 95 % of it, and the two-sided ``p`` of
    the index found."""

    mean: float
    low: float
    high: float
    p: float


def ei_by_chance(one: np.ndarray, other: np.ndarray, kind: np.ndarray, draws: int = DRAWS) -> Chance | None:
    """The E-I index when the kinds are dealt out anew over the members of the same network, as UCINET does.

    Everybody keeps their ties; only who is of which kind is drawn, so that the numbers of each kind stay as they are.
    ``p``: share of draws at least as far from the exact mean as the index found, the index itself included. None when there
    is nothing to compare: no ties, or one kind only. The same members and ties in the same order give the same answer.
    """
    members, kinds = np.unique(kind, return_counts=True)
    if len(one) == 0 or len(members) < 2:
        return None
    size = len(kind)
    alike = float((kinds * (kinds - 1)).sum()) / (size * (size - 1))
    mean = 1 - 2 * alike
    dealt = np.random.default_rng(_SEED).permuted(np.tile(kind, (draws, 1)), axis=1)
    drawn = 2 * (dealt[:, one] != dealt[:, other]).mean(axis=1) - 1
    found = ei_index(kind[one] != kind[other])
    as_far = np.abs(drawn - mean) >= abs(found - mean) - _ROUNDING
    low, high = np.quantile(drawn, [0.025, 0.975])
    return Chance(mean, float(low), float(high), (1 + int(as_far.sum())) / (1 + draws))
