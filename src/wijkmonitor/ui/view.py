"""What a reader looks at, read from the address and checked in this one place.

The address owns the state: a copied link opens the same view anywhere. A value that does not exist (any more) falls back
to a sensible one, and the reader is told so; it never leads to an error.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from typing import Any

import pandas as pd

from wijkmonitor.estimate import ALL
from wijkmonitor.figures.method_pages import METHODS
from wijkmonitor.groups import PLACE_TYPE
from wijkmonitor.indicator import Theme
from wijkmonitor.level import Level
from wijkmonitor.text import LANGS, Lang, Text, same
from wijkmonitor.ui.offer import Offer

MUNICIPALITY = "gemeente"
_MISSING = Text(
    nl="Deze koppeling verwijst naar {what} die niet (meer) bestaat: “{asked}”. U ziet nu: {shown}.",
    en="This link refers to {what} that does not exist (any more): “{asked}”. You now see: {shown}.",
)
_WHAT = {
    "lang": Text(nl="een taal", en="a language"),
    MUNICIPALITY: Text(nl="een gemeente", en="a gemeente"),
    "snapshot": Text(nl="een momentopname", en="a snapshot"),
    "edition": Text(nl="een editie", en="an edition"),
    "level": Text(nl="een gebiedsindeling", en="a level of areas"),
    "indicator": Text(nl="een onderwerp", en="a topic"),
    "group": Text(nl="een groep of soort", en="a group or kind"),
    "area": Text(nl="een gebied", en="an area"),
    "areas": Text(nl="een gebied", en="an area"),
    "story_areas": Text(nl="een gebied", en="an area"),
    "story_topics": Text(nl="een onderwerp", en="a topic"),
    "traits": Text(nl="een kenmerk", en="a characteristic"),
    "themes": Text(nl="een thema", en="a theme"),
    "weights": Text(nl="gewichten", en="weights"),
    "uneven": Text(nl="een onderwerp", en="a topic"),
    "method": Text(nl="een methode", en="a method"),
    "along": Text(nl="iets voor op de kaart", en="something for the map"),
    "point": Text(nl="een aandachtspunt", en="a point of attention"),
    "kind": Text(nl="een soort plek", en="a kind of place"),
    "daypart": Text(nl="een deel van de dag", en="a part of the day"),
    "place": Text(nl="een ontmoetingsplek", en="a meeting place"),
    "initiative": Text(nl="een initiatief", en="an initiative"),
    "organisation": Text(nl="een organisatie", en="an organisation"),
    "approach": Text(nl="een aanpak", en="an approach"),
    "example": Text(nl="een voorbeeld", en="an example"),
}
MOST_AREAS = 4
"""As many areas as are compared beside each other."""

_TOO_MANY = Text(
    nl="U kunt hoogstens {most} gebieden naast elkaar leggen. U ziet de eerste {most}.",
    en="You can lay at most {most} areas side by side. You see the first {most}.",
).fill(most=MOST_AREAS)
MOST_WEIGHT = 10
"""The weight of a part of an index runs from 0 (does not count) to this."""
_EQUAL_WEIGHTS = Text(nl="alle onderdelen tellen even zwaar", en="all parts count as much")
_WITHOUT = Text(nl="de rest", en="the rest")
_NOTHING = Text(nl="niets bijzonders", en="nothing in particular")
_LONGEST_SHOWN = 40
# Anybody can write an address: a notice repeats only what cannot be read as a link or as mark-up.
_NOT_SHOWN = re.compile(r"[^\w .:+-]")


@dataclass(frozen=True, slots=True)
class View:
    """One view. ``indicator`` and ``area`` are "" when none was chosen, lists are empty; the field names are the names in the
    address, except that ``municipality`` is called ``gemeente`` there. Lists are written with commas."""

    lang: Lang
    municipality: str
    snapshot: str
    edition: str
    level: str
    indicator: str = ""
    group: str = ALL
    area: str = ""
    areas: tuple[str, ...] = ()
    traits: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    weights: tuple[int, ...] = ()
    uneven: str = ""
    method: str = ""
    point: str = ""
    kind: str = ""
    daypart: str = ""
    place: str = ""
    initiative: str = ""
    organisation: str = ""
    approach: str = ""
    example: str = ""
    scenario: str = ""
    along: str = ""
    against: str = ""
    story: str = ""
    story_areas: tuple[str, ...] = ()
    story_topics: tuple[str, ...] = ()
    slide: int = 1


PARAMETERS = tuple(MUNICIPALITY if f.name == "municipality" else f.name for f in fields(View))
"""Every name that means something in the address."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A value that exists, and what to tell the reader when another one was asked."""

    value: str
    notice: Text | None = None


def check(name: str, asked: str | None, known: Collection[str], fallback: str, shown: Text | None = None) -> Checked:
    """``asked`` when it is known, otherwise ``fallback``; with a notice when something unknown was asked.

    ``shown`` says the fallback in words.
    """
    if not asked or asked == fallback:
        return Checked(fallback)
    if asked in known:
        return Checked(asked)
    tidy = _NOT_SHOWN.sub("", asked)
    short = tidy if len(tidy) <= _LONGEST_SHOWN else tidy[: _LONGEST_SHOWN - 1] + "…"
    words = shown or same(fallback)
    return Checked(fallback, _MISSING.fill(what=_WHAT[name], asked=short, shown=words))


def read_lang(asked: str | None) -> Lang:
    """The language asked, or Dutch; an unknown language needs no telling."""
    return next((lang for lang in LANGS if lang == asked), LANGS[0])


def read(asked: Mapping[str, str], place: tuple[str, str], offer: Offer) -> tuple[View, list[Text]]:
    """The view an address asks for, and what to tell the reader.

    ``asked``: the parameters of the address; ``place``: municipality and snapshot, already checked.
    """
    asked = _as_now(asked)
    edition = check("edition", asked.get("edition"), offer.editions, offer.newest)
    levels = offer.levels(edition.value)
    usual = Level.WIJK if Level.WIJK in levels or not levels else levels[0]
    level = check("level", asked.get("level"), [one.value for one in levels], usual.value, usual.plural)
    nothing = Text(nl="het hele gebied", en="the whole area")
    area = check("area", asked.get("area"), offer.areas_in(edition.value).index, "", nothing)
    group = check("group", asked.get("group"), offer.groups, ALL, Text(nl="alle bewoners", en="all residents"))
    usual_topic = Text(nl="het eerste onderwerp van deze pagina", en="the first topic of this page")
    indicator = check("indicator", asked.get("indicator"), offer.topics, "", usual_topic)
    uneven = check("uneven", asked.get("uneven"), offer.topics, "", usual_topic)
    first_method = next(iter(METHODS.values()))
    method = check("method", asked.get("method"), METHODS, "", first_method)
    weights, told_of_weights = _read_weights(asked.get("weights", ""))
    lists, told_of_lists = _read_lists(asked, offer, edition.value)
    things = {name: check(name, asked.get(name), known, "", _NOTHING) for name, known in offer.things.items()}
    several: dict[str, Any] = {**lists, **{name: one.value for name, one in things.items()}}
    municipality, snapshot = place
    view = View(
        lang=read_lang(asked.get("lang")),
        municipality=municipality,
        snapshot=snapshot,
        edition=edition.value,
        level=level.value,
        indicator=indicator.value,
        group=group.value,
        area=area.value,
        weights=weights,
        uneven=uneven.value,
        method=method.value,
        scenario=asked.get("scenario", ""),
        against=_read_id(asked.get("against", "")),
        story=_read_id(asked.get("story", "")),
        slide=_read_count(asked.get("slide", "")),
        **several,
    )
    checked = (edition, level, indicator, group, area, uneven, method, *things.values())
    told = [one.notice for one in checked if one.notice is not None]
    return view, told + told_of_weights + told_of_lists


def _as_now(asked: Mapping[str, str]) -> Mapping[str, str]:
    """An address of before, when the kind of place stood in ``group``, as it is written now."""
    group = asked.get("group", "")
    if not group.startswith(f"{PLACE_TYPE.key}:"):
        return asked
    moved = {"kind": group.partition(":")[2], **asked}
    del moved["group"]
    return moved


def _read_id(asked: str) -> str:
    """A short name as we write them ourselves, such as the id of a snapshot; "" for anything else. Who uses it looks it up."""
    return asked if asked.isascii() and asked.isalnum() and len(asked) <= _LONGEST_SHOWN else ""


def _read_count(asked: str) -> int:
    """A whole number from 1; 1 for anything else."""
    return max(int(asked), 1) if asked.isascii() and asked.isdigit() and len(asked) <= 4 else 1


def _read_weights(asked: str) -> tuple[tuple[int, ...], list[Text]]:
    """The weights of the parts of an index, whole numbers with commas between; none when they are equal or cannot be read."""
    parts = asked.split(",") if asked else []
    numbers = tuple(int(part) for part in parts if part.isascii() and part.isdigit() and len(part) <= 2)
    if len(numbers) != len(parts) or any(one > MOST_WEIGHT for one in numbers):
        notice = check("weights", asked, (), "", _EQUAL_WEIGHTS).notice
        return (), [notice] if notice is not None else []
    return (numbers, []) if len(set(numbers)) > 1 else ((), [])


def _read_lists(asked: Mapping[str, str], offer: Offer, edition: str) -> tuple[dict[str, tuple[str, ...]], list[Text]]:
    """The parameters that hold several values: those that exist, and what to tell of the first that does not."""
    known: dict[str, Collection[str]] = {
        "areas": offer.areas_in(edition).index,
        "traits": offer.topics,
        "story_areas": offer.areas_in(edition).index,
        "story_topics": offer.topics,
        "themes": [theme.value for theme in Theme],
    }
    lists, told = {}, []
    for name, options in known.items():
        values = list(dict.fromkeys(part for part in asked.get(name, "").split(",") if part))
        lists[name] = tuple(value for value in values if value in options)
        wrong = [check(name, value, options, "", _WITHOUT).notice for value in values if value not in options]
        told += [one for one in wrong[:1] if one is not None]
    if len(lists["areas"]) > MOST_AREAS:
        lists["areas"] = lists["areas"][:MOST_AREAS]
        told.append(_TOO_MANY)
    return lists, told


def address(asked: Mapping[str, str], **changes: str | None) -> dict[str, str]:
    """Parameters for a link: those of the present address that mean something, with changes; None leaves one out."""
    kept = {name: asked[name] for name in PARAMETERS if asked.get(name)}
    return {name: value for name, value in {**kept, **changes}.items() if value}


def move_area(area: str, level: str, areas: pd.DataFrame) -> str:
    """The area to show after a change of level: the one that holds ``area``, or "" when there is none at that level."""
    code, steps = area, len(Level)
    while code in areas.index and steps:
        if areas.at[code, "level"] == level:
            return code
        code, steps = str(areas.at[code, "parent"]), steps - 1
    return ""
