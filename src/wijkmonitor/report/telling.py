"""What a story is told of: the choice of whoever tells it, checked against one snapshot, and the figures it looks up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from wijkmonitor.edition import Dataset
from wijkmonitor.estimate import ALL, COLUMNS
from wijkmonitor.figures import measures
from wijkmonitor.figures import rows as figure_rows
from wijkmonitor.indicator import Indicator
from wijkmonitor.level import Level
from wijkmonitor.snapshot import Snapshot
from wijkmonitor.text import Lang, Text

COUNCIL, OWN = "raad", "own"


@dataclass(frozen=True, slots=True)
class Choice:
    """What to tell. ``edition`` "" is the newest, ``level`` "" the largest areas; ``story`` a key of ``story.STORIES``;
    ``areas`` (codes) and ``topics`` (keys of indicators) in the order in which they are told."""

    lang: Lang = "nl"
    edition: str = ""
    level: str = ""
    story: str = COUNCIL
    areas: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Telling:
    """One choice on one snapshot. Every value in it exists: what a choice asks and the snapshot does not have is left out."""

    snapshot: Snapshot
    lang: Lang
    edition: str
    level: str
    areas: tuple[str, ...]
    topics: tuple[str, ...]

    @classmethod
    def of(cls, snapshot: Snapshot, choice: Choice) -> Telling:
        """The choice as far as the snapshot can follow it."""
        names = [str(one["name"]) for one in snapshot.editions]
        edition = choice.edition if choice.edition in names else names[-1]
        areas = snapshot.areas_of(_vintage(snapshot, edition))
        levels = [one.value for one in Level if one.value in set(areas.loc[areas["parent"] != "", "level"])]
        level = choice.level if choice.level in levels else (levels[0] if levels else "")
        codes = tuple(code for code in dict.fromkeys(choice.areas) if code in areas.index)
        topics = tuple(key for key in dict.fromkeys(choice.topics) if key in snapshot.indicators)
        return cls(snapshot, choice.lang, edition, level, codes, topics)

    def say(self, text: Text, **values: object) -> str:
        """A text in the language of the story, its placeholders filled."""
        return text.fill(**values)(self.lang) if values else text(self.lang)

    @property
    def vintage(self) -> int:
        return _vintage(self.snapshot, self.edition)

    @cached_property
    def every_area(self) -> pd.DataFrame:
        """The areas of the edition, indexed by code."""
        return self.snapshot.areas_of(self.vintage)

    @cached_property
    def top(self) -> str:
        """Code of the whole municipality; "" when it is not among the areas."""
        return str(next(iter(self.every_area.index[self.every_area["parent"] == ""]), ""))

    @property
    def name(self) -> str:
        """Name of the whole municipality."""
        return self.name_of(self.top) if self.top else str(self.snapshot.municipality["name"])

    def name_of(self, code: str) -> str:
        return str(self.every_area.at[code, "name"])

    @property
    def loaded(self) -> frozenset[str]:
        """The datasets (``edition.Dataset`` values) that were read for the edition."""
        return frozenset(str(one["dataset"]) for one in self.report.get("loaded", []))

    @property
    def report(self) -> dict[str, list[dict[str, object]]]:
        """What was reported of the edition; see ``figures.provenance``."""
        editions = {one["edition"]: one for one in self.snapshot.report.get("editions", [])}
        return editions.get(self.edition, {})

    @cached_property
    def known(self) -> tuple[str, ...]:
        """The indicators with a value anywhere in the edition."""
        return tuple(measures.measured(self.snapshot, self.edition))

    @cached_property
    def headlines(self) -> tuple[str, ...]:
        """The indicators that speak for the five layers, in order."""
        layers = measures.headlines(self.snapshot, self.edition)
        return tuple(key for layer in layers.values() for key in layer)

    def first_known(self, *keys: str) -> str | None:
        """The first of ``keys`` that has a value somewhere; None when there is none."""
        return next((key for key in keys if key in self.known), None)

    def indicator(self, key: str) -> Indicator:
        return self.snapshot.indicators[key]

    def rows(self, key: str, level: str = "") -> pd.DataFrame:
        """Every area of a level (that of the choice by default): ``figures.rows.COLUMNS``."""
        return figure_rows.shown(self.snapshot, key, self.edition, level or self.level)

    def one(self, key: str, area: str = "") -> pd.Series:
        """The row of one area, by default the whole municipality."""
        return figure_rows.one(self.snapshot, key, self.edition, area or self.top)

    def estimates(self, keys: Sequence[str], codes: Sequence[str], edition: str = "") -> pd.DataFrame:
        """The estimates of all residents behind what is shown: ``estimate.COLUMNS``, in the order of the table."""
        table = self._everybody(edition or self.edition)
        mine = table["indicator"].isin(list(keys)) & table["area"].isin(list(codes))
        return table[mine].reset_index(drop=True)

    def _everybody(self, edition: str) -> pd.DataFrame:
        if edition not in self._tables:
            table = self.snapshot.estimates
            mine = table["edition"].eq(edition) & table["group"].eq(ALL)
            self._tables[edition] = table.loc[mine, list(COLUMNS)]
        return self._tables[edition]

    @cached_property
    def _tables(self) -> dict[str, pd.DataFrame]:
        return {}

    def lacks(self, dataset: Dataset) -> bool:
        """Whether this file was not read for the edition."""
        return dataset.value not in self.loaded


def _vintage(snapshot: Snapshot, edition: str) -> int:
    return {str(one["name"]): int(one["vintage"]) for one in snapshot.editions}[edition]
