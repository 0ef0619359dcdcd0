"""The card of one meeting place, initiative or organisation: what is known of it, and the way to what it belongs with.

Places, initiatives and organisations name each other by their keys; here those keys become links, so that a reader walks from
one to the other and up to the buurt, the wijk and the whole municipality. Names are handed on as they are written.

What would tell a private address is left out: an initiative whose location is not public is never named at its place.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from wijkmonitor.figures import initiatives, lens
from wijkmonitor.figures.place_hours import opening_hours
from wijkmonitor.groups import APPROACH, BRIDGES, LEAD, PLACE_TYPE, STATE, THEME, Dimension
from wijkmonitor.level import Level
from wijkmonitor.snapshot import Snapshot
from wijkmonitor.text import Lang, Text, date, number

OWNERS: Mapping[str, str] = {
    "place": "ontmoetingsplekken",
    "initiative": "initiatieven",
    "organisation": "samenwerking",
}
"""Per kind of thing (its parameter in the address) the stem of the page that owns it."""
AREA_PAGE = "overzicht"

KINDS: Mapping[str, Text] = {
    "place": Text(nl="Ontmoetingsplek", en="Meeting place"),
    "initiative": Text(nl="Initiatief", en="Initiative"),
    "organisation": Text(nl="Organisatie", en="Organisation"),
}
ORGANISATION_KINDS: Mapping[str, Text] = {
    "formal": Text(nl="formele organisatie (instelling, beroepskrachten)", en="formal organisation (professionals)"),
    "informal": Text(nl="informele organisatie (bewoners, vrijwilligers)", en="informal organisation (residents)"),
}

_NOT_IN_EDITION = Text(
    nl="Hierover staat in de editie {e} niets. Kies een andere editie, of sluit deze kaart.",
    en="Edition {e} says nothing about this. Choose another edition, or close this card.",
)
_NAMELESS = Text(nl="zonder naam ({key})", en="without a name ({key})")
_PRIVATE = Text(nl="alleen de buurt is bekend gemaakt", en="only the buurt is made public")
_LIES_IN = Text(nl="Ligt in", en="Lies in")
_WORKS_IN = Text(nl="Werkt in", en="Works in")
_AT = Text(nl="Te vinden in", en="To be found at")
_BY = Text(nl="Hoort bij", en="Belongs to")
_HERE = Text(nl="Initiatieven op deze plek", en="Initiatives at this place")
_ITS_INITIATIVES = Text(nl="Initiatieven van deze organisatie", en="Initiatives of this organisation")
_PARTNERS = Text(nl="Werkt samen met", en="Works together with")
_OF_100 = Text(nl="{q} van 100", en="{q} of 100")
_CONFIRMED = Text(nl="{state}, laatst bevestigd op {day}", en="{state}, last confirmed on {day}")
_WHOLE = Text(nl="de hele gemeente", en="the whole municipality")
_ADDRESS = Text(nl="Adres", en="Address")
_OPEN = Text(nl="Open", en="Open")
_QUALITY = Text(nl="Kwaliteit", en="Quality")
_FOR = Text(nl="Voor wie", en="For whom")
_SINCE = Text(nl="Begonnen op", en="Started on")
_ENDED = Text(nl="Gestopt op", en="Ended on")
_WHERE = Text(nl="Plek", en="Place")
_MARKS = Text(nl="Kenmerken van de aanpak", en="Marks of the approach")
_KIND = Text(nl="Soort", en="Kind")


@dataclass(frozen=True, slots=True)
class Link:
    """A way to a page: the stem of its file, the name it is shown by, and what it changes in the address."""

    page: str
    name: str
    changes: Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Ways:
    """Links under one heading."""

    title: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """One thing: what it is, its name, ``facts`` (heading and words), and the ways on from it."""

    subject: str
    name: str
    facts: tuple[tuple[str, str], ...] = ()
    ways: tuple[Ways, ...] = field(default_factory=tuple)
    note: str = ""


def to_thing(subject: str, key: str, name: str, lang: Lang) -> Link:
    """The way to the card of a thing, on the page that owns its kind; what else was open is closed."""
    shown = name or _NAMELESS(lang).format(key=key)
    return Link(OWNERS[subject], shown, {**dict.fromkeys(OWNERS, None), "indicator": None, subject: key})


def links_to(subject: str, rows: pd.DataFrame, lang: Lang) -> tuple[Link, ...]:
    """The ways to rows of a register, in the order of their names."""
    ordered = rows.assign(spelled=rows["name"].str.casefold()).sort_values(["spelled", f"{subject}_id"])
    pairs = zip(ordered[f"{subject}_id"], ordered["name"], strict=True)
    return tuple(to_thing(subject, str(key), str(name), lang) for key, name in pairs)


def to_area(code: str, areas: pd.DataFrame) -> Link:
    """The way to an area on the overview. ``areas``: indexed by code, columns name, level, parent."""
    level = str(areas.at[code, "level"])
    whole = level == Level.GEMEENTE.value
    changes = {"area": None if whole else code} | ({} if whole else {"level": level})
    return Link(AREA_PAGE, str(areas.at[code, "name"]), {**dict.fromkeys(OWNERS, None), "indicator": None, **changes})


def card(snapshot: Snapshot, edition: str, areas: pd.DataFrame, subject: str, key: str, lang: Lang) -> Card:
    """The card of the thing ``key``; with a note when the edition does not know it. ``areas``: those of the edition."""
    makers = {"place": _place, "initiative": _initiative, "organisation": _organisation}
    table: pd.DataFrame = getattr(snapshot, f"{subject}s")
    every = table[table[f"{subject}_id"] == key]
    now = every[every["edition"] == edition]
    if now.empty:
        name = str(every["name"].iloc[-1]) if len(every) else ""
        return Card(subject, name or key, note=_NOT_IN_EDITION(lang).format(e=edition))
    return makers[subject](_Reader(snapshot, edition, areas, lang), now.iloc[0])


@dataclass(frozen=True, eq=False)
class _Reader:
    """What the makers of cards read from."""

    snapshot: Snapshot
    edition: str
    areas: pd.DataFrame
    lang: Lang

    def now(self, table: pd.DataFrame) -> pd.DataFrame:
        return table[table["edition"] == self.edition]

    def things(self, subject: str, rows: pd.DataFrame) -> tuple[Link, ...]:
        return links_to(subject, rows, self.lang)

    def up(self, title: Text, *codes: str) -> Ways:
        """The areas something lies in, from small to large, up to the whole municipality."""
        found = [code for code in codes if code in self.areas.index]
        found += [code for code in self.areas.index[self.areas["parent"] == ""] if code not in found]
        return Ways(title(self.lang), tuple(to_area(code, self.areas) for code in found))

    def word(self, dimension: Dimension, key: str) -> str:
        return dimension.categories[key](self.lang) if key in dimension.categories else ""

    def approach(self, row: pd.Series) -> str:
        """The approach of an initiative by name, also one that the municipality added itself."""
        own = self.snapshot.approaches().get(str(row["own_approach"]))
        return str(own["title"][self.lang]) if own else self.word(APPROACH, row["approach"])

    def day(self, written: str) -> str:
        return date(dt.date.fromisoformat(written), self.lang) if written else ""

    def facts(self, *pairs: tuple[Text, str]) -> tuple[tuple[str, str], ...]:
        """Those that say something."""
        return tuple((title(self.lang), words) for title, words in pairs if words)

    def named(self, row: pd.Series, subject: str) -> str:
        return str(row["name"]) or _NAMELESS(self.lang).format(key=row[f"{subject}_id"])


def _place(read: _Reader, row: pd.Series) -> Card:
    every = read.now(read.snapshot.initiatives)
    here = every[every["meeting_place_id"].eq(row["place_id"]) & every["public_location"].ne("no")]
    quality = _OF_100(read.lang).format(q=number(row["quality"], read.lang)) if pd.notna(row["quality"]) else ""
    return Card(
        "place",
        read.named(row, "place"),
        read.facts(
            (PLACE_TYPE.text, read.word(PLACE_TYPE, row["type"]) or str(row["type"])),
            (_ADDRESS, str(row["address"])),
            (_OPEN, opening_hours(str(row["opening_hours"]), read.lang)),
            (_QUALITY, quality),
            (BRIDGES.text, initiatives.how_many_bridge(_running(here), read.lang)),
        ),
        _filled(
            Ways(_HERE(read.lang), read.things("initiative", _running(here))),
            read.up(_LIES_IN, row["buurt"], row["wijk"]),
        ),
    )


def _initiative(read: _Reader, row: pd.Series) -> Card:
    state = read.word(STATE, row["state"])
    confirmed = read.day(row["last_confirmed"])
    private = row["public_location"] == "no"
    places, organisations = read.now(read.snapshot.places), read.now(read.snapshot.organisations)
    at = places[places["place_id"].eq(row["meeting_place_id"]) & (not private)]
    by = organisations[organisations["organisation_id"].eq(row["organisation_id"])]
    return Card(
        "initiative",
        read.named(row, "initiative"),
        read.facts(
            (APPROACH.text, read.approach(row)),
            (THEME.text, read.word(THEME, row["theme"])),
            (LEAD.text, read.word(LEAD, row["lead"])),
            (_FOR, lens.targets(row["target_groups"], read.lang)),
            (_SINCE, read.day(row["start"])),
            (_ENDED, read.day(row["end"])),
            (STATE.text, _CONFIRMED(read.lang).format(state=state, day=confirmed) if confirmed else state),
            (BRIDGES.text, initiatives.bridged(row, read.lang)),
            (_MARKS, _marks(read, row["initiative_id"])),
            (_WHERE, _PRIVATE(read.lang) if private else ""),
        ),
        _filled(
            Ways(_AT(read.lang), read.things("place", at)),
            Ways(_BY(read.lang), read.things("organisation", by)),
            read.up(_LIES_IN, row["buurt"], row["wijk"]),
        ),
    )


def _organisation(read: _Reader, row: pd.Series) -> Card:
    own = row["organisation_id"]
    every, organisations = read.now(read.snapshot.initiatives), read.now(read.snapshot.organisations)
    mine = every[every["organisation_id"].eq(own)]
    kind = ORGANISATION_KINDS.get(row["kind"])
    others = organisations[organisations["organisation_id"].isin(partners(read.now(read.snapshot.ties), own))]
    return Card(
        "organisation",
        read.named(row, "organisation"),
        read.facts((_KIND, kind(read.lang) if kind else ""), (_WORKS_IN, "" if row["wijk"] else _WHOLE(read.lang))),
        _filled(
            Ways(_ITS_INITIATIVES(read.lang), read.things("initiative", _running(mine))),
            Ways(_PARTNERS(read.lang), read.things("organisation", others)),
            read.up(_WORKS_IN if row["wijk"] else _LIES_IN, row["wijk"]),
        ),
    )


def partners(ties: pd.DataFrame, organisation: str) -> set[str]:
    """The organisations that name one, or are named by it. ``ties``: columns from, to."""
    ends = ties[["from", "to"]]
    named, naming = ends.loc[ends["from"] == organisation, "to"], ends.loc[ends["to"] == organisation, "from"]
    return {str(one) for one in (*named, *naming)} - {organisation}


def _running(initiatives: pd.DataFrame) -> pd.DataFrame:
    """Those that have not ended."""
    return initiatives[initiatives["state"] != "ended"]


def _marks(read: _Reader, initiative: str) -> str:
    """Each mark with whether it is met; never added up, since marks are no score."""
    return "; ".join(initiatives.marks_of(read.now(read.snapshot.initiative_checks), initiative, read.lang))


def _filled(*ways: Ways) -> tuple[Ways, ...]:
    return tuple(one for one in ways if one.links)
