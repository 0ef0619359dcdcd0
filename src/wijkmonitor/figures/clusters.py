"""Whether areas resemble their neighbours: the sentence about the map as a whole, and the kinds of area on it.

Read from the tables ``statistics`` (``moran_i``, ``moran_p``) and ``clusters`` of a snapshot; nothing is worked out here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from wijkmonitor.figures import sentences
from wijkmonitor.figures.categories import CategoryLayer
from wijkmonitor.indicator import Indicator
from wijkmonitor.level import Level
from wijkmonitor.snapshot import Snapshot
from wijkmonitor.text import Lang, Text, listing, number

PATTERN_P = 0.05
"""A pattern over the whole map is called demonstrable below this p value."""

NONE = "none"
KINDS: dict[str, Text] = {
    "low_high": Text(nl="laag, omringd door hoog", en="low, amid high"),
    "low_low": Text(nl="laag naast laag", en="low next to low"),
    NONE: Text(nl="geen aantoonbaar patroon", en="no demonstrable pattern"),
    "high_low": Text(nl="hoog, omringd door laag", en="high, amid low"),
    "high_high": Text(nl="hoog naast hoog", en="high next to high"),
}
"""Words per kind of area, in the order of the colours."""

READ_OUT = ("high_high", "high_low", "low_high", "low_low", NONE)
"""The order of the legend: strengths first."""

_TITLE = Text(nl="Patroon: {title}", en="Pattern: {title}")
_ALIKE = Text(
    nl="{Areas} die naast elkaar liggen, lijken op elkaar: voor ‘{title}’ is er een aantoonbaar patroon op de kaart. Dat dit "
    "toeval is, is onwaarschijnlijk.",
    en="{Areas} next to each other are alike: for ‘{title}’ there is a demonstrable pattern on the map. That this is chance is "
    "unlikely.",
)
_UNLIKE = Text(
    nl="{Areas} die naast elkaar liggen, verschillen juist: voor ‘{title}’ is er een aantoonbaar patroon van afwisseling. Dat "
    "dit toeval is, is onwaarschijnlijk.",
    en="{Areas} next to each other differ: for ‘{title}’ there is a demonstrable pattern of alternation. That this is chance is "
    "unlikely.",
)
_NO_PATTERN = Text(
    nl="Geen aantoonbaar patroon op de kaart voor ‘{title}’: hoge en lage {areas} kunnen heel goed door toeval zo liggen.",
    en="No demonstrable pattern on the map for ‘{title}’: high and low {areas} may well lie like this by chance.",
)
_MEASURED = Text(nl="Moran's I is {i}, p is {p}.", en="Moran's I is {i}, p is {p}.")
_P_BELOW = Text(nl="kleiner dan 0,001", en="below 0.001")
_SOME = Text(
    nl="{k} van de {n} {areas} vallen op samen met hun buren.",
    en="{k} of the {n} {areas} stand out together with their neighbours.",
)
_SOME_ONE = Text(
    nl="Eén van de {n} {areas} valt op samen met zijn buren.",
    en="One of the {n} {areas} stands out together with its neighbours.",
)
_NO_CLUSTER = Text(
    nl="Geen enkele {area} valt samen met zijn buren aantoonbaar op.",
    en="Not a single {area} demonstrably stands out together with its neighbours.",
)


_ELSEWHERE = Text(
    nl="Dat is wel zo bij: {what}. Kies bovenaan dat onderwerp om de kaart te zien.",
    en="It is so for: {what}. Choose that topic at the top to see the map.",
)


@dataclass(frozen=True, eq=False)
class Pattern:
    """What is known of one indicator on the map. ``clusters``: area, cluster ("" is not demonstrable), p (missing: no figure)."""

    indicator: Indicator
    level: str
    moran_i: float
    moran_p: float
    clusters: pd.DataFrame

    @property
    def demonstrable(self) -> bool:
        """Whether the map as a whole has a pattern."""
        return self.moran_p < PATTERN_P

    @property
    def clustered(self) -> bool:
        """Whether some area stands out together with its neighbours."""
        return bool(self.clusters["cluster"].ne("").any())


def find_pattern(snapshot: Snapshot, key: str, edition: str, level: str) -> Pattern | None:
    """The pattern of an indicator at ``level``, or at the finest level at which it was worked out; None where it was not."""
    table = snapshot.statistics
    mine = table[(table["indicator"] == key) & (table["edition"] == edition)]
    mine = mine[mine["statistic"].isin(["moran_i", "moran_p"]) & mine["value"].notna()]
    for one in (level, *(other.value for other in reversed(Level))):
        found = mine[mine["level"] == one].drop_duplicates("statistic").set_index("statistic")["value"]
        if len(found) == 2:
            kinds = snapshot.clusters
            kinds = kinds[(kinds["indicator"] == key) & (kinds["edition"] == edition) & (kinds["level"] == one)]
            i, p = float(found["moran_i"]), float(found["moran_p"])
            return Pattern(snapshot.indicators[key], one, i, p, kinds[["area", "cluster", "p"]])
    return None


def layer(pattern: Pattern, areas: pd.DataFrame) -> CategoryLayer:
    """The kinds of area for a map. ``areas``: indexed by code, with their name, of the level of the pattern."""
    known = pattern.clusters[pattern.clusters["p"].notna()]
    kinds = dict(zip(known["area"], known["cluster"].replace("", NONE), strict=True))
    return CategoryLayer(
        _TITLE.fill(title=pattern.indicator.title), KINDS, kinds, areas["name"].sort_values().to_dict()
    )


def answer(pattern: Pattern, lang: Lang) -> str:
    """Whether there is a pattern, and how many areas stand out with their neighbours."""
    plural = Level(pattern.level).plural(lang)
    said = _NO_PATTERN
    if pattern.demonstrable:
        said = _ALIKE if pattern.moran_i > 0 else _UNLIKE
    title = sentences.spoken_title(pattern.indicator, lang)
    return said(lang).format(title=title, areas=plural, Areas=plural.capitalize()) + " " + _clustered(pattern, lang)


def _clustered(pattern: Pattern, lang: Lang) -> str:
    known = pattern.clusters[pattern.clusters["p"].notna()]
    count = int(known["cluster"].ne("").sum())
    words = Level(pattern.level)
    if not count:
        return _NO_CLUSTER(lang).format(area=words.text(lang))
    said = _SOME_ONE if count == 1 else _SOME
    return said(lang).format(k=number(count, lang), n=number(len(known), lang), areas=words.plural(lang))


def elsewhere(snapshot: Snapshot, keys: Sequence[str], edition: str, lang: Lang) -> str:
    """On which of the indicators ``keys`` areas do stand out; "" when on none."""
    found = snapshot.clusters
    found = found[(found["edition"] == edition) & found["cluster"].ne("")]
    titles = [
        sentences.spoken_title(snapshot.indicators[key], lang)
        for key in dict.fromkeys(keys)
        if key in set(found["indicator"])
    ]
    return _ELSEWHERE(lang).format(what=listing(titles, lang)) if titles else ""


def measured(pattern: Pattern, lang: Lang) -> str:
    """The statistic and its p value, for who wants to check."""
    p = _P_BELOW(lang) if pattern.moran_p < 0.001 else number(pattern.moran_p, lang, 3)
    return _MEASURED(lang).format(i=number(pattern.moran_i, lang, 2), p=p)
