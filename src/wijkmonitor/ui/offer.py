"""What a reader can choose in one snapshot: editions, areas, groups, and everything that a page can open one of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from wijkmonitor.attention import POINT
from wijkmonitor.estimate import ALL
from wijkmonitor.groups import DAYPART, LENS, PLACE_TYPE
from wijkmonitor.level import Level
from wijkmonitor.snapshot import Snapshot
from wijkmonitor.text import Text

ALONG_PLACES, ALONG_CARRYING = "places", "carrying"
"""What can lie on a map beside its own points."""


@dataclass(frozen=True)
class Offer:
    """What can be chosen in one snapshot; made once per snapshot, since it walks over the whole table."""

    editions: dict[str, dict[str, Any]]
    areas: dict[int, pd.DataFrame]
    levels_by_vintage: dict[int, tuple[Level, ...]]
    groups: frozenset[str]
    topics: dict[str, Text]
    things: dict[str, frozenset[str]]

    @classmethod
    def of(cls, snapshot: Snapshot) -> Offer:
        """What ``snapshot`` offers.

        ``things``: per parameter that names one thing, the keys there are. ``areas``: per vintage a frame indexed by code,
        as in ``Snapshot.areas``. The levels are those that divide the municipality, from large to small, so without the
        whole itself.
        """
        vintages = {int(edition["vintage"]) for edition in snapshot.editions}
        areas = {vintage: snapshot.areas_of(vintage) for vintage in vintages}
        present = {vintage: set(frame.loc[frame["parent"] != "", "level"]) for vintage, frame in areas.items()}
        return cls(
            editions={edition["name"]: edition for edition in snapshot.editions},
            areas=areas,
            levels_by_vintage={v: tuple(one for one in Level if one.value in found) for v, found in present.items()},
            groups=frozenset({*snapshot.estimates["group"], *LENS.groups, ALL}),
            topics={key: indicator.title for key, indicator in snapshot.indicators.items()},
            things=_things(snapshot),
        )

    @property
    def newest(self) -> str:
        return list(self.editions)[-1]

    def vintage(self, edition: str) -> int:
        """Year of the division into areas that an edition uses."""
        return int(self.editions[edition]["vintage"])

    def areas_in(self, edition: str) -> pd.DataFrame:
        """The areas of an edition, indexed by code."""
        return self.areas[self.vintage(edition)]

    def levels(self, edition: str) -> tuple[Level, ...]:
        """Levels that divide the municipality in an edition, from large to small."""
        return self.levels_by_vintage[self.vintage(edition)]

    def top(self, edition: str) -> str:
        """Code of the whole area (gemeente, or country); "" when it is not among the areas."""
        areas = self.areas_in(edition)
        return next(iter(areas.index[areas["parent"] == ""]), "")


def _things(snapshot: Snapshot) -> dict[str, frozenset[str]]:
    """The keys of everything a page can open one of, per parameter of the address."""
    return {
        "along": frozenset({ALONG_PLACES, ALONG_CARRYING}),
        "point": frozenset(POINT.categories),
        "kind": frozenset(snapshot.places["type"]) & frozenset(PLACE_TYPE.categories),
        "daypart": frozenset(DAYPART.categories),
        "place": frozenset(snapshot.places["place_id"]),
        "initiative": frozenset(snapshot.initiatives["initiative_id"]),
        "organisation": frozenset(snapshot.organisations["organisation_id"]),
        "approach": frozenset(snapshot.approaches()),
        "example": frozenset(snapshot.examples()),
    }
