"""Draws that are the same on every machine.

Only ``random.Random(int).random()`` is used, whose stream Python guarantees, and arithmetic without transcendental
functions; the other methods of ``random`` may change between versions.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Sequence
from math import fsum
from typing import TypeVar

T = TypeVar("T")


class Chance:
    """A stream of draws that depends on nothing but its key, so that streams can be added without shifting others."""

    def __init__(self, *key: object) -> None:
        digest = hashlib.sha256("/".join(str(part) for part in key).encode()).digest()
        self._random = random.Random(int.from_bytes(digest[:8], "big")).random

    def between(self, low: float, high: float) -> float:
        return low + (high - low) * self._random()

    def whole(self, low: int, high: int) -> int:
        """A whole number from ``low`` to ``high``, both included."""
        return low + int(self._random() * (high - low + 1))

    def happens(self, probability: float) -> bool:
        return self._random() < probability

    def pick(self, options: Sequence[T]) -> T:
        return options[int(self._random() * len(options))]

    def pick_by_weight(self, options: Sequence[T], weights: Sequence[float]) -> T:
        mark = self._random() * fsum(weights)
        for option, weight in zip(options, weights, strict=True):
            mark -= weight
            if mark < 0:
                return option
        return options[-1]

    def normal(self, mean: float = 0.0, sd: float = 1.0) -> float:
        """Nearly normal (sum of four uniforms, Irwin-Hall), within 3.5 sd."""
        draws = self._random() + self._random() + self._random() + self._random()
        return mean + sd * (draws - 2.0) * 1.7320508075688772

    def shuffled(self, options: Sequence[T]) -> list[T]:
        order = list(options)
        for last in range(len(order) - 1, 0, -1):
            other = int(self._random() * (last + 1))
            order[last], order[other] = order[other], order[last]
        return order


def split_whole(total: int, weights: Sequence[float]) -> list[int]:
    """Divide ``total`` over ``weights`` in whole numbers that add up to it (largest remainders)."""
    whole = fsum(weights)
    exact = [total * weight / whole for weight in weights]
    parts = [int(value) for value in exact]
    by_remainder = sorted(range(len(parts)), key=lambda i: (parts[i] - exact[i], i))
    for index in by_remainder[: total - sum(parts)]:
        parts[index] += 1
    return parts
