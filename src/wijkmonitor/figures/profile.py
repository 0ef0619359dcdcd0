"""The profile of one area: everything a council member or resident should know of it, as the page, the PDF and a test read it.

Strengths first; every figure with its verdict; what may not be said is told with its reason and never with a value. Names are
handed on as they are written.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from wijkmonitor.edition import Dataset
from wijkmonitor.estimate import ALL
from wijkmonitor.figures import assets, changes, comparing, daily_life, likeness, measures, sayable, sentences
from wijkmonitor.figures import rows as figure_rows
from wijkmonitor.figures.assets import Asset, Here
from wijkmonitor.figures.changes import Line
from wijkmonitor.figures.daily_life import DailyLife
from wijkmonitor.figures.layers import LAYERS, Layer
from wijkmonitor.figures.measures import Measure
from wijkmonitor.figures.sayable import Sayable
from wijkmonitor.figures.things import OWNERS, Link, to_thing
from wijkmonitor.level import Level
from wijkmonitor.snapshot import Snapshot
from wijkmonitor.text import Lang, Text, number

MOST_ALIKE = 3
MOST_NAMES = 12
"""Places and initiatives named in a profile; the others are counted, and stand on their own page."""
_PARTS = (OWNERS["place"], OWNERS["initiative"], OWNERS["organisation"])
_MORE = Text(nl="nog {n}", en="{n} more")
_IN = Text(nl="{level} in {parents}", en="{level} in {parents}")
_NO_FILE = Text(
    nl="Hierover is voor {e} geen bestand met {d} ingelezen. Met dat bestand ziet u hier: {what}.",
    en="For {e} no file with {d} was read. With that file you would see here: {what}.",
)
_NO_FIGURE = Text(nl="Hierover is in {e} geen cijfer te geven.", en="No figure can be given on this in {e}.")
_EMPTY = Text(
    nl="Over {name} is in {e} geen enkel cijfer te geven. Hieronder staat per onderdeel waarom.",
    en="No figure at all can be given about {name} in {e}. Below is why, part by part.",
)


@dataclass(frozen=True, eq=False)
class LayerPart:
    """One layer: its ``measures`` with a figure (strong ones first), ``without`` a sentence per reason for those that have none,
    ``missing`` why the whole layer is empty."""

    layer: Layer
    measures: tuple[Measure, ...]
    without: tuple[str, ...]
    missing: str


@dataclass(frozen=True, eq=False)
class Alike:
    """The areas most like this one: ``said`` in a sentence, their ``codes`` and ``names``, and ``table``: per characteristic the
    figures and why they are alike (as ``likeness.why``; no rows when there are none)."""

    said: str
    codes: tuple[str, ...]
    names: tuple[str, ...]
    table: pd.DataFrame


@dataclass(frozen=True, eq=False)
class Profile:
    """One area in one edition, in words. ``place`` says what it is and in what it lies; ``level`` the level of ``areas`` that it
    is seen among; ``alike`` is None for the municipality itself; ``whole`` is its name, "" when it is the area."""

    code: str
    name: str
    place: str
    level: str
    edition: str
    lang: Lang
    whole: str
    answer: str
    layers: tuple[LayerPart, ...]
    daily_life: DailyLife
    changes: tuple[Line, ...]
    alike: Alike | None
    sayable: tuple[Sayable, ...]
    assets: tuple[Asset, ...]

    @property
    def measures(self) -> list[Measure]:
        """Every figure of the five layers, in their order."""
        return [one for part in self.layers for one in part.measures]


@dataclass(frozen=True, eq=False)
class _Ground:
    """What all profiles of one edition and level share."""

    headlines: tuple[str, ...]
    topics: tuple[str, ...]
    traits: tuple[str, ...]
    telling: tuple[str, ...]
    loaded: frozenset[str]
    top: str


def of_area(snapshot: Snapshot, edition: str, code: str, lang: Lang, level: str = Level.WIJK.value) -> Profile:
    """The profile of the area ``code``.

    ``level``: of the municipality itself, the level of the areas it is told by. Raises ``KeyError`` for an unknown edition or
    area.
    """
    areas = figure_rows.areas_in(snapshot, edition)
    ground = _ground(snapshot, edition, level := _level(areas, code, level))
    name = str(areas.at[code, "name"])
    inside = code if code != ground.top else ""
    found = measures.of_area(snapshot, ground.headlines, edition, level, inside, ground.top)
    life = daily_life.of_area(snapshot, edition, code, ground.top, lang)
    here = Here(snapshot, edition, code, ALL, ground.loaded, lang)
    sayables = sayable.of_area(snapshot, ground.topics, edition, code, lang)
    return Profile(
        code=code,
        name=name,
        place=_place(areas, code, lang),
        level=level,
        edition=edition,
        lang=lang,
        whole=str(areas.at[ground.top, "name"]) if inside else "",
        answer=sentences.nobody_lives(areas, code, lang) or _answer(found, life, name, level, edition, lang),
        layers=tuple(_layer(layer, found, edition, ground.loaded, lang) for layer in LAYERS),
        daily_life=life,
        changes=tuple(changes.lines(snapshot, found, edition, code, lang)),
        alike=_alike(snapshot, ground, edition, level, code, lang) if inside else None,
        sayable=tuple(sayables),
        assets=tuple(_named(here, one) for one in assets.of_area(here) if one.page in _PARTS),
    )


@lru_cache(maxsize=16)
def _ground(snapshot: Snapshot, edition: str, level: str) -> _Ground:
    areas = figure_rows.areas_in(snapshot, edition)
    topics = [key for theme in comparing.topics(snapshot, edition, ()).values() for key in theme]
    editions = {one["edition"]: one for one in snapshot.report["editions"]}
    return _Ground(
        headlines=tuple(key for layer in measures.headlines(snapshot, edition).values() for key in layer),
        topics=tuple(topics),
        traits=tuple(likeness.known_traits(snapshot, edition)),
        telling=tuple(comparing.telling(snapshot, topics, edition, level)),
        loaded=frozenset(source["dataset"] for source in editions[edition]["loaded"]),
        top=str(areas.index[areas["parent"] == ""][0]),
    )


def _level(areas: pd.DataFrame, code: str, wanted: str) -> str:
    """The level an area is seen among: its own; of the municipality the one wanted, or the largest that divides it."""
    if areas.at[code, "parent"]:
        return str(areas.at[code, "level"])
    present = set(areas.loc[areas["parent"] != "", "level"])
    return wanted if wanted in present else next((one.value for one in Level if one.value in present), wanted)


def _place(areas: pd.DataFrame, code: str, lang: Lang) -> str:
    """``Buurt in Centrum, Voorbeeldstad``."""
    spoken = Level(str(areas.at[code, "level"])).text(lang).capitalize()
    parents: list[str] = []
    up = str(areas.at[code, "parent"])
    while up in areas.index and len(parents) < len(Level):
        parents.append(str(areas.at[up, "name"]))
        up = str(areas.at[up, "parent"])
    return _IN(lang).format(level=spoken, parents=", ".join(parents)) if parents else spoken


def _answer(found: list[Measure], life: DailyLife, name: str, level: str, edition: str, lang: Lang) -> str:
    if not any(one.known for one in found) and not life.known:
        return _EMPTY(lang).format(name=name, e=edition)
    return measures.answer(found, name, level, lang)


def _layer(layer: Layer, found: list[Measure], edition: str, loaded: frozenset[str], lang: Lang) -> LayerPart:
    mine = [one for one in found if one.indicator.theme is layer.theme]
    missing = "" if mine else _missing(layer, edition, loaded, lang)
    return LayerPart(layer, tuple(measures.strong_first(mine)), tuple(measures.without_value(mine, lang)), missing)


def _missing(layer: Layer, edition: str, loaded: frozenset[str], lang: Lang) -> str:
    dataset: Dataset = layer.files[0]
    if dataset.value in loaded:
        return _NO_FIGURE(lang).format(e=edition)
    return _NO_FILE(lang).format(e=edition, d=dataset.text(lang), what=layer.would_show(lang))


def _alike(snapshot: Snapshot, ground: _Ground, edition: str, level: str, code: str, lang: Lang) -> Alike:
    areas = figure_rows.areas_in(snapshot, edition)
    name, traits = str(areas.at[code, "name"]), ground.traits
    others = likeness.most_like(snapshot, traits, edition, level, code, MOST_ALIKE, ground.telling) if traits else []
    if not others:
        said = likeness.none_alike(name, level, edition, traits, lang)
        return Alike(said, (), (), pd.DataFrame())
    names = tuple(str(areas.at[other, "name"]) for other in others)
    said = likeness.alike(name, names, traits, snapshot, lang)
    return Alike(said, tuple(others), names, likeness.why(snapshot, traits, edition, level, [code, *others], lang))


def _named(here: Here, asset: Asset) -> Asset:
    """An asset with more of it by name: on paper nobody can click on."""
    subject = next(subject for subject, page in OWNERS.items() if page == asset.page)
    rows = assets.public_of(here, subject)
    named = rows[rows["name"] != ""]
    pairs = zip(named[f"{subject}_id"].head(MOST_NAMES), named["name"].head(MOST_NAMES), strict=True)
    links = tuple(to_thing(subject, str(key), str(name), here.lang) for key, name in pairs)
    rest = len(named) - len(links)
    more = (Link(asset.page, _MORE(here.lang).format(n=number(rest, here.lang)), {"indicator": None}),) if rest else ()
    said = tuple(sentence[:1].upper() + sentence[1:] for sentence in asset.said)
    return Asset(asset.title, asset.page, asset.amount, asset.what, said, (*links, *more))
