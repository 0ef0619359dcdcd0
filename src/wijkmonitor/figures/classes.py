"""Class breaks for maps, the same for every edition of a snapshot so that a colour keeps its meaning.

Fisher-Jenks: the breaks that make the values within each class as alike as possible (Fisher 1958, "On grouping for
maximum homogeneity"). Computed exactly with a dynamic programme over the distinct values, in the manner of
``mapclassify.FisherJenks``, against which the tests hold it; that package would bring scikit-learn into the server.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd

from wijkmonitor.estimate import ALL
from wijkmonitor.figures import words
from wijkmonitor.figures.theme import MOST_CLASSES
from wijkmonitor.indicator import Indicator
from wijkmonitor.text import Lang, Text

_MOST_DISTINCT = 800
_BELOW = Text(nl="lager dan {high}", en="below {high}")
_BETWEEN = Text(nl="{low} tot {high}", en="{low} to {high}")
_ABOVE = Text(nl="{low} of hoger", en="{low} or higher")
_ALL_SAME = Text(nl="overal {low}", en="{low} everywhere")


@dataclass(frozen=True, slots=True)
class Classes:
    """Classes of one indicator at one level. ``starts``: the lowest value of each class, ascending, as it is shown.

    ``of_instrument``: the instrument whose values they divide, None for the indicator's own.
    """

    indicator: Indicator
    starts: tuple[float, ...]
    of_instrument: str | None = None

    @property
    def instrument(self) -> str:
        """The key of the instrument whose values these classes divide; they hold for no other."""
        return self.indicator.instrument.key if self.of_instrument is None else self.of_instrument

    def __len__(self) -> int:
        return len(self.starts)

    def of(self, values: pd.Series) -> np.ndarray:
        """Class per value (0 is lowest), -1 where the value is missing; judged on the value as it is shown."""
        shown = words.as_shown(values, self.indicator).to_numpy()
        if not self.starts:
            return np.full(len(shown), -1)
        places = np.searchsorted(np.array(self.starts[1:]) - 1e-9, shown, side="right")
        return np.where(np.isnan(shown), -1, places)

    def labels(self, lang: Lang) -> list[str]:
        """The range of each class in words, low to high."""
        starts = [self.indicator.format(start, lang) for start in self.starts]
        if len(starts) == 1:
            return [_ALL_SAME(lang).format(low=starts[0])]
        ranges = [_BELOW(lang).format(high=starts[1])] if starts else []
        ranges += [_BETWEEN(lang).format(low=a, high=b) for a, b in pairwise(starts[1:])]
        return ranges + ([self._highest(starts[-1], lang)] if starts else [])

    def _highest(self, start: str, lang: Lang) -> str:
        """The last range; just its start where nothing can be higher, such as 100%."""
        limits = self.indicator.unit.limits
        return start if limits and self.starts[-1] >= limits[1] else _ABOVE(lang).format(low=start)


def classes_for(
    estimates: pd.DataFrame, indicator: Indicator, level: str, group: str = ALL, instrument: str | None = None
) -> Classes:
    """Classes over all editions of ``estimates`` (columns of ``estimate.COLUMNS``) that used ``instrument``.

    ``instrument``: None for the indicator's own; values of another are left out, because they are on another scale. All
    categories of the background dimension of ``group`` share their classes, so that they can be laid side by side.
    """
    dimension = group.partition(":")[0]
    mine = indicator.instrument.key if instrument is None else instrument
    chosen = (
        (estimates["indicator"] == indicator.key) & (estimates["level"] == level) & (estimates["instrument"] == mine)
    )
    dimensions = estimates.loc[chosen, "group"].str.split(":").str[0]
    values = estimates.loc[chosen, "value"][dimensions == dimension]
    return Classes(indicator, breaks(words.as_shown(values, indicator)), mine)


def breaks(values: pd.Series, most: int = MOST_CLASSES) -> tuple[float, ...]:
    """The lowest value of each class, ascending; as many classes as there are distinct values, ``most`` at most."""
    distinct, counts = np.unique(values.dropna().to_numpy(dtype=float), return_counts=True)
    if len(distinct) > _MOST_DISTINCT:
        distinct, counts = _thin(distinct, counts)
    if len(distinct) <= most:
        return tuple(float(value) for value in distinct)
    return tuple(float(distinct[start]) for start in _fisher_jenks(distinct, counts, most))


def _thin(distinct: np.ndarray, counts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """At most ``_MOST_DISTINCT`` of the values, evenly spread over the order; the rest are counted with the one below."""
    kept = np.unique(np.linspace(0, len(distinct) - 1, _MOST_DISTINCT).astype(int))
    return distinct[kept], np.add.reduceat(counts, kept)


def _fisher_jenks(distinct: np.ndarray, counts: np.ndarray, k: int) -> list[int]:
    """Positions in ``distinct`` where each of the ``k`` classes begins."""
    centred = distinct - distinct.mean()
    weight, total, square = (
        np.concatenate(([0.0], np.cumsum(c))) for c in (counts, counts * centred, counts * centred**2)
    )
    first, last = np.arange(len(distinct))[:, None], np.arange(len(distinct))[None, :] + 1
    with np.errstate(divide="ignore", invalid="ignore"):
        within = square[last] - square[first] - (total[last] - total[first]) ** 2 / (weight[last] - weight[first])
    within[first >= last] = np.inf
    best, begins = within[0], []
    for _ in range(k - 1):
        costs = np.concatenate(([np.inf], best[:-1]))[:, None] + within
        begins.append(costs.argmin(axis=0))
        best = costs.min(axis=0)
    starts, end = [], len(distinct) - 1
    for begin in reversed(begins):
        starts.append(int(begin[end]))
        end = starts[-1] - 1
    return [0, *reversed(starts)]
