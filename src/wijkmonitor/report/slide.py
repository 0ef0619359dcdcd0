"""What one slide says, apart from how it is drawn.

Everything is in the reader's language already. A slide carries the estimates it shows, so that its CSV holds exactly those and
a test can compare every number in every file with the snapshot. Nothing whose verdict is "may not be said" is ever put into
words; on a map or in a chart such an area is grey.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

from wijkmonitor.figures.classes import Classes
from wijkmonitor.house_style import HouseStyle
from wijkmonitor.indicator import Indicator
from wijkmonitor.text import Lang


@dataclass(frozen=True, eq=False)
class MapBody:
    """One indicator on the areas of a level. ``rows``: ``figures.rows.COLUMNS``; ``selected``: codes with a thick outline;
    ``points``: lat, lon, kind and words per mark, maybe none."""

    rows: pd.DataFrame
    indicator: Indicator
    classes: Classes
    level: str
    vintage: int
    selected: tuple[str, ...] = ()
    points: pd.DataFrame | None = None


@dataclass(frozen=True, eq=False)
class ChartBody:
    """A bar or dot with its interval per row. ``rows``: ``figures.rows.COLUMNS``, in the order in which they are drawn;
    ``municipal``: name and value of the municipality, drawn as a line."""

    rows: pd.DataFrame
    indicator: Indicator
    selected: tuple[str, ...] = ()
    municipal: tuple[str, float] | None = None


@dataclass(frozen=True, eq=False)
class TrendBody:
    """One indicator through the editions. ``points``: columns series (name of the area), edition, date (ISO), value, low, high,
    verdict, kind, instrument, bridged (True where it was worked out for other borders); a line never joins two instruments."""

    points: pd.DataFrame
    indicator: Indicator


@dataclass(frozen=True)
class TableBody:
    """A table with a header; ``right`` tells which columns hold numbers."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...]


@dataclass(frozen=True)
class WordsBody:
    """Short lines, each a sentence of its own."""

    lines: tuple[str, ...]


Body = MapBody | ChartBody | TrendBody | TableBody | WordsBody


@dataclass(frozen=True, eq=False)
class Slide:
    """One idea. ``key`` names it in file names (letters, digits, hyphens; unique within a deck); ``topic`` stands small above the
    ``sentence`` that answers; ``alt`` describes the picture to who cannot see it; ``notes`` are for the speaker: source, method,
    number of answers and verdict; ``estimates`` (``estimate.COLUMNS``) is every figure the slide shows."""

    key: str
    topic: str
    sentence: str
    body: Body
    alt: str
    notes: tuple[str, ...]
    estimates: pd.DataFrame = field(default_factory=pd.DataFrame)


@dataclass(frozen=True, eq=False)
class Deck:
    """A story: a title, slides and the foot of each (source, snapshot, reference day). ``fictional``: all figures are made up,
    which every slide then says. ``withdrawn``: that its snapshot is wrong, when that was said and why; "" while it stands."""

    title: str
    subtitle: str
    foot: str
    municipality: str
    snapshot_id: str
    lang: Lang
    style: HouseStyle
    fictional: bool
    slides: tuple[Slide, ...]
    withdrawn: str = ""
