"""The levels of area. Apart from ``areas``, so that whoever only names a level need not load the geometry libraries."""

from __future__ import annotations

from enum import StrEnum

from wijkmonitor.text import Text


class Level(StrEnum):
    """Levels of area, from large to small; the value is also the Dutch word."""

    LAND = "land"
    GEMEENTE = "gemeente"
    WIJK = "wijk"
    BUURT = "buurt"

    @property
    def text(self) -> Text:
        return Text(nl=self.value, en="country" if self is Level.LAND else self.value)

    @property
    def plural(self) -> Text:
        dutch = {"land": "landen", "gemeente": "gemeenten", "wijk": "wijken", "buurt": "buurten"}[self.value]
        return Text(nl=dutch, en="countries" if self is Level.LAND else dutch)
