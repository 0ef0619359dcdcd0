"""Which residents have a meeting place within a walk, now and when something changes.

Everything rests on tables of a snapshot: where residents live (``homes``), the places and their opening hours. Residents
are reached or not; how many people a place holds plays no part. Distances come from a ``walking.Walk``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pandas as pd

from wijkmonitor.analysis import positions, walking
from wijkmonitor.analysis.walking import StraightLine, Walk
from wijkmonitor.groups import DAYPART

WALKS_M = (400, 800)
"""The walks a reader can choose, in metres on foot: about five and ten minutes."""
USUAL_WALK_M = 400
OPEN_FROM_HOURS = 3.0
"""A place counts as open in a part of the day from this many hours a week: once a week, for most of it."""

_HOME_COLUMNS = ["area", "x_rd", "y_rd", "residents", "assumed"]


def short_walk_m(walk_m: float) -> float:
    """The walk of those who walk less far (``walking.SHORTER_FOR``) where others walk ``walk_m``, in metres."""
    return walking.limit_of(walking.SHORTER_FOR[0], walk_m)


def hours_column(daypart: str) -> str:
    """The column of ``Snapshot.places`` with the hours a week a place is open in a part of the day."""
    return f"hours_{daypart}"


@dataclass(frozen=True, eq=False)
class Town:
    """Homes and places of one edition, in metres.

    ``homes``: columns area, x_rd, y_rd, residents, assumed (boolean). ``places``: those with a position, indexed by
    place_id, with name, x_rd, y_rd and a column of hours per part of the day (missing where unknown).
    """

    homes: pd.DataFrame
    places: pd.DataFrame
    walk: Walk = field(default_factory=StraightLine)

    @cached_property
    def where(self) -> np.ndarray:
        """Points of the homes, shape (homes, 2)."""
        return self.homes[["x_rd", "y_rd"]].to_numpy(dtype=float)

    def knows_hours(self) -> bool:
        """Whether the opening hours of some place are known."""
        columns = [hours_column(part) for part in DAYPART.categories]
        return bool(self.places[columns].notna().any(axis=None))

    def is_open(self, daypart: str) -> pd.Series:
        """Per place whether it counts as open in ``daypart`` ("" for any time: all do); with unknown hours it does not."""
        if not daypart:
            return pd.Series(True, index=self.places.index)
        return self.places[hours_column(daypart)].ge(OPEN_FROM_HOURS)

    def hours_unknown(self) -> int:
        """At how many places no opening hours are known at all."""
        columns = [hours_column(part) for part in DAYPART.categories]
        return int(self.places[columns].isna().all(axis=1).sum())

    @cached_property
    def _areas(self) -> tuple[np.ndarray, pd.Index]:
        positions_of, areas = pd.factorize(self.homes["area"])
        return positions_of, pd.Index(areas)

    def per_area(self, who: np.ndarray | None = None) -> pd.Series:
        """Residents per smallest area of the homes where ``who`` is true, or of all; 0 where none of these live."""
        positions_of, areas = self._areas
        residents = self.homes["residents"].to_numpy(dtype=float)
        counted = residents if who is None else residents * who
        return pd.Series(np.bincount(positions_of, weights=counted, minlength=len(areas)), index=areas)

    def reached(self, points: np.ndarray, walk_m: float) -> np.ndarray:
        """Per home whether one of ``points`` (metres, shape (n, 2)) is within a walk."""
        return self.walk.within(self.where, points, walk_m)


def town(homes: pd.DataFrame, places: pd.DataFrame, edition: str, walk: Walk | None = None) -> Town:
    """The homes and places of ``edition``: from the tables ``homes`` and ``places`` of a snapshot."""
    living = homes[(homes["edition"] == edition) & (homes["residents"] > 0)]
    living = living.dropna(subset=["x_rd", "y_rd"])[_HOME_COLUMNS].reset_index(drop=True)
    here = positions.in_metres(places[places["edition"] == edition]).set_index("place_id")
    columns = ["name", "x_rd", "y_rd", *(hours_column(part) for part in DAYPART.categories)]
    return Town(living.assign(assumed=living["assumed"].eq("yes")), here[columns], walk or StraightLine())


@dataclass(frozen=True, eq=False)
class Change:
    """What changes: ``added`` points in metres, shape (n, 2); ids of places that also open then, and of places that close."""

    added: np.ndarray = field(default_factory=lambda: np.empty((0, 2)))
    opened: frozenset[str] = frozenset()
    closed: frozenset[str] = frozenset()


@dataclass(frozen=True, eq=False)
class Effect:
    """Per home whether a place is within a walk ``before`` and ``after`` a change: booleans of shape (homes,)."""

    before: np.ndarray
    after: np.ndarray

    @property
    def gained(self) -> np.ndarray:
        return self.after & ~self.before

    @property
    def lost(self) -> np.ndarray:
        return self.before & ~self.after

    @property
    def without(self) -> np.ndarray:
        return ~self.after


def effect(at: Town, change: Change, walk_m: float, daypart: str = "") -> Effect:
    """What ``change`` does for a walk of ``walk_m`` metres to a place that is open in ``daypart``.

    A new place counts as open then. A place that closes does not count at any time.
    """
    opened = at.is_open(daypart)
    after = (opened | opened.index.isin(change.opened)) & ~opened.index.isin(change.closed)
    points = at.places[["x_rd", "y_rd"]].to_numpy(dtype=float)
    before = at.reached(points[opened.to_numpy()], walk_m)
    kept = points[after.to_numpy()]
    return Effect(before, at.reached(np.concatenate([kept, change.added]), walk_m))


def middle_of(homes: pd.DataFrame, area: str) -> np.ndarray | None:
    """The home of ``area`` nearest to the middle of where its residents live, shape (2,); None when nobody lives there."""
    here = homes[homes["area"] == area]
    if here.empty:
        return None
    points = here[["x_rd", "y_rd"]].to_numpy(dtype=float)
    middle = np.average(points, axis=0, weights=here["residents"].to_numpy(dtype=float))
    nearest: np.ndarray = points[np.argmin(((points - middle) ** 2).sum(axis=1))]
    return nearest


def thinned(homes: pd.DataFrame, most: int, side_m: float = 100.0) -> pd.DataFrame:
    """At most ``most`` homes spread over the town: the one with most residents in each square, squares as small as that allows.

    Columns of ``homes``; the first of several with as many residents is taken.
    """
    found = homes
    while len(found) > most:
        column, row = (np.floor(homes[name] / side_m) for name in ("x_rd", "y_rd"))
        found = homes.loc[homes.groupby([column, row])["residents"].idxmax()]
        side_m *= 1.25
    return found
