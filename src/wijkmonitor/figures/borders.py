"""Which areas were split, joined or drawn anew between two editions, and which could not be bridged, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from wijkmonitor.analysis import bridged
from wijkmonitor.figures import through_years
from wijkmonitor.level import Level
from wijkmonitor.snapshot import Snapshot
from wijkmonitor.text import Lang, Text, listing, number

_MOST_NAMED = 12
_IN, _WHAT = Text(nl="In {e}", en="In {e}"), Text(nl="Wat er gebeurde", en="What happened")
_SPLIT, _JOINED = Text(nl="gesplitst", en="split"), Text(nl="samengevoegd", en="joined")
_REVERSED = {_SPLIT: _JOINED, _JOINED: _SPLIT}
_MOVED = Text(nl="grenzen verlegd", en="borders moved")
_GREW = Text(nl="andere omvang", en="another extent")
_NOTHING = Text(
    nl="De {areas} van {a} en {b} hebben dezelfde grenzen.", en="The {areas} of {a} and {b} have the same borders."
)
_SAME = Text(
    nl="Van de {n} {areas} van {a} zijn er {k} in {b} nog dezelfde.",
    en="Of the {n} {areas} of {a}, {k} are still the same in {b}.",
)
_RENAMED = Text(nl=" Daarvan kregen er {r} een andere code.", en=" Of these, {r} got another code.")
_ALL_RENAMED = Text(nl=" Ze kregen allemaal een andere code.", en=" All of them got another code.")
_BY_TABLE = Text(
    nl=" {t} {areas} van {a} staan in de omzettingstabel van de gemeente; {s} staan er niet in en zijn op de kaart over de "
    "nieuwe gelegd.",
    en=" {t} {areas} of {a} are in the conversion table of the municipality; {s} are not, and were laid over the new ones on "
    "the map.",
)
_NO_OLD = Text(
    nl="Niet om te rekenen zijn {n} van de {of} {areas} van {a}, omdat ze niet of grotendeels niet in gebieden van {b} liggen: "
    "{names}.",
    en="{n} of the {of} {areas} of {a} could not be worked out, since they do not, or mostly not, lie in areas of {b}: {names}.",
)
_NO_NEW = Text(
    nl="Geen voorganger in {a} hebben {n} van de {of} {areas} van {b}; zij hebben dus geen cijfer voor {a}: {names}.",
    en="{n} of the {of} {areas} of {b} have no predecessor in {a}, and so no figure for {a}: {names}.",
)
_NOT_KEPT = Text(
    nl="Deze momentopname is gemaakt voordat werd vastgelegd hoe de gebieden van {a} in die van {b} liggen. Daarom zijn de "
    "cijfers van {a} niet omgerekend. Maak een nieuwe momentopname.",
    en="This snapshot was made before it was kept how the areas of {a} lie in those of {b}. That is why the figures of {a} were "
    "not worked out. Make a new snapshot.",
)
_MORE = Text(nl="nog {n}", en="{n} more")
_WORKED_OUT = Text(
    nl="{n} cijfers op deze pagina zijn omgerekend naar de grenzen van {b}.",
    en="{n} figures on this page were worked out for the borders of {b}.",
)
_ONE_WORKED_OUT = Text(
    nl="1 cijfer op deze pagina is omgerekend naar de grenzen van {b}.",
    en="1 figure on this page was worked out for the borders of {b}.",
)
_NOT_TO_DO = Text(
    nl=" {m} keer was er geen cijfer omdat de grenzen niet te overbruggen zijn.",
    en=" {m} times there was no figure because the borders cannot be bridged.",
)


@dataclass(frozen=True, eq=False)
class Bridge:
    """How the areas of edition ``other`` lie in those of ``edition``, at one level.

    ``links``: columns of ``columns.TABLES["overlaps"]``; ``old``, ``new``: names by code. ``kept``: whether the snapshot
    knows; ``smallest``: whether there is no finer level, so that a conversion table speaks of these areas; ``backward``: whether
    ``other`` has the borders of a later year.
    """

    other: str
    edition: str
    level: Level
    links: pd.DataFrame
    old: pd.Series
    new: pd.Series
    kept: bool
    smallest: bool
    backward: bool

    @property
    def old_alone(self) -> list[str]:
        """Codes of the old areas that could not be bridged."""
        return list(self.old.index[~self.old.index.isin(self.links["area_from"])])

    @property
    def new_alone(self) -> list[str]:
        """Codes of the new areas without a predecessor."""
        return list(self.new.index[~self.new.index.isin(self.links["area_to"])])

    def count(self, *made_of: str) -> int:
        """How many new areas came about in one of these ways (``analysis.bridged``)."""
        return int(bridged.composition(self.links).isin(made_of).sum()) if len(self.links) else 0


def bridges(snapshot: Snapshot, edition: str, level: str) -> list[Bridge]:
    """One for every other edition with borders of another year than ``edition``, oldest first."""
    wanted = through_years.vintage_of(snapshot, edition)
    found: dict[int, Bridge] = {}
    for one in snapshot.editions:
        own, name = int(one["vintage"]), str(one["name"])
        if own == wanted or own in found:
            continue
        links = through_years.links_between(snapshot, own, wanted, level)
        old, new = (snapshot.areas_of(year, level).get("name", pd.Series(dtype="str")) for year in (own, wanted))
        finer = list(Level)[list(Level).index(Level(level)) + 1 :]
        smallest = not any(len(through_years.links_between(snapshot, own, wanted, one.value)) for one in finer)
        kept = bool(len(snapshot.overlaps))
        found[own] = Bridge(name, edition, Level(level), links, old, new, kept, smallest, own > wanted)
    return list(found.values())


def answer(bridge: Bridge, lang: Lang) -> str:
    """How many areas stayed as they were, in a sentence or two."""
    names = {"a": bridge.other, "b": bridge.edition, "areas": bridge.level.plural(lang)}
    if not bridge.kept:
        return _NOT_KEPT(lang).format(**names)
    same, renamed = bridge.count(bridged.ALIKE, bridged.RENAMED), bridge.count(bridged.RENAMED)
    if same == len(bridge.old) == len(bridge.new) and not renamed:
        return _NOTHING(lang).format(**names)
    said = _SAME(lang).format(n=number(len(bridge.old), lang), k=number(same, lang), **names)
    if renamed:
        said += (_ALL_RENAMED if 1 < same == renamed else _RENAMED)(lang).format(r=number(renamed, lang))
    told = set(bridge.links.loc[bridge.links["how"] == "recode", "area_from"])
    if told and bridge.smallest:
        silent = number(len(bridge.old) - len(told), lang)
        said += _BY_TABLE(lang).format(t=number(len(told), lang), s=silent, **names)
    return said


def unbridged(bridge: Bridge, lang: Lang) -> list[str]:
    """Which areas could not be bridged, counted and named; a sentence for the old and one for the new ones."""
    if not bridge.kept:
        return []
    names = {"a": bridge.other, "b": bridge.edition, "areas": bridge.level.plural(lang)}
    found = ((_NO_OLD, bridge.old_alone, bridge.old), (_NO_NEW, bridge.new_alone, bridge.new))
    return [
        text(lang).format(
            n=number(len(codes), lang), of=number(len(known), lang), names=_listed(codes, known, lang), **names
        )
        for text, codes, known in found
        if codes
    ]


def _listed(codes: list[str], names: pd.Series, lang: Lang) -> str:
    said = sorted(str(names[code]) for code in codes)
    more = len(said) - _MOST_NAMED
    return listing(said[:_MOST_NAMED] + ([_MORE(lang).format(n=more)] if more > 0 else []), lang)


def worked_out(found: pd.DataFrame, edition: str, lang: Lang) -> str:
    """How many values were worked out for other borders, and how often that could not be done; "" when neither happened.

    ``found``: ``through_years.COLUMNS``.
    """
    count = int((found["bridged"].astype(bool) & found["value"].notna()).sum())
    none = int(found["reason"].eq("other_borders").sum())
    if not count and not none:
        return ""
    text = _ONE_WORKED_OUT if count == 1 else _WORKED_OUT
    said = text(lang).format(n=number(count, lang), b=edition)
    return said + (_NOT_TO_DO(lang).format(m=number(none, lang)) if none else "")


def changed(bridge: Bridge, lang: Lang) -> pd.DataFrame:
    """Every change of borders as a row: what was, what it became and what happened, the older year first."""
    told = [(_names(old, bridge.old, lang), _names(new, bridge.new, lang), what) for old, new, what in _events(bridge)]
    header = [_IN(lang).format(e=one) for one in (bridge.other, bridge.edition)]
    if bridge.backward:
        told = [(new, old, _REVERSED.get(what, what)) for old, new, what in told]
        header = header[::-1]
    rows = sorted((old, new, what(lang)) for old, new, what in told)
    return pd.DataFrame(rows, columns=[*header, _WHAT(lang)])


def _names(codes: set[str], names: pd.Series, lang: Lang) -> str:
    return listing(sorted(str(names.get(code, code)) for code in codes), lang)


def _events(bridge: Bridge) -> Iterator[tuple[set[str], set[str], Text]]:
    """Areas that share a change: the old ones, the new ones, and what it was."""
    if bridge.links.empty:
        return
    made_of = bridged.composition(bridge.links)
    moved = bridge.links[bridge.links["area_to"].map(made_of).isin(bridged.BRIDGED)]
    for old, new in _together(list(zip(moved["area_from"], moved["area_to"], strict=True))):
        if len(old) == 1 and len(new) > 1:
            yield old, new, _SPLIT
        elif len(new) == 1 and len(old) > 1:
            yield old, new, _JOINED
        else:
            yield old, new, _GREW if len(old) == len(new) == 1 else _MOVED


def _together(pairs: list[tuple[str, str]]) -> list[tuple[set[str], set[str]]]:
    """Pairs put together as long as they share an old or a new area."""
    groups: list[tuple[set[str], set[str]]] = []
    for old, new in pairs:
        touching = [one for one in groups if old in one[0] or new in one[1]]
        groups = [one for one in groups if one not in touching]
        groups.append(({old}.union(*(one[0] for one in touching)), {new}.union(*(one[1] for one in touching))))
    return groups
