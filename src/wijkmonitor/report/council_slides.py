"""The slides of the story for the council, each a function of the telling; no slide where there is nothing to tell."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from wijkmonitor.figures import capacity, lists, measures, places, provenance, sentences, social_capital, words
from wijkmonitor.figures.initiatives import DENSITIES, REGISTERED_ONLY
from wijkmonitor.figures.measures import Measure
from wijkmonitor.groups import PLACE_TYPE
from wijkmonitor.indicator import LAYERS, Theme
from wijkmonitor.report import notes, tables
from wijkmonitor.report.slide import Slide, WordsBody
from wijkmonitor.report.telling import Telling
from wijkmonitor.report.topic_slides import chart_slide, map_slide
from wijkmonitor.text import Text, listing, number

REACH, NEAR = "reach_800", "reach_400"
WALK_M = {REACH: 800, NEAR: 400}
MOST_MARKS = 40
"""As many places as a map on a slide shows without becoming a heap."""
_MOST_PILLAR_SLIDES = 3
_OPENING = Text(
    nl="Hoe gaat het met {name} als gemeenschap, en waar is de hulp van de gemeente nodig?",
    en="How does {name} do as a community, and where is the help of the municipality needed?",
)
_ABOUT = Text(nl="Waar dit over gaat", en="What this is about")
_OPENING_ALT = Text(nl="Beginscherm. {lines}", en="Opening. {lines}")
_SO_MANY_AREAS = Text(nl="{name} heeft {n} inwoners.", en="{name} has {n} residents.")
_STRENGTHS_FIRST = Text(
    nl="We beginnen met wat sterk is. Sterk betekent: aantoonbaar beter dan in de hele gemeente.",
    en="We begin with what is strong. Strong means: demonstrably better than in the municipality as a whole.",
)
_OVERVIEW = Text(nl="Overzicht: wat is er sterk?", en="Overview: what is strong?")
_TOPIC, _WHOLE = Text(nl="Onderwerp", en="Topic"), Text(nl="Hele gemeente", en="Whole municipality")
_STRONG = Text(nl="Waar aantoonbaar beter", en="Where demonstrably better")
_NOWHERE = Text(nl="nergens aantoonbaar beter", en="demonstrably better nowhere")
_NOT_COMPARED = Text(nl="niet vergeleken", en="not compared")
_PARTS = Text(nl="Waaruit doenvermogen bestaat", en="What capacity to take part is made of")
_PARTS_SAY = Text(
    nl="Doenvermogen bestaat uit {what}. Ze staan los naast elkaar: een index alleen verbergt de verschillen.",
    en="Capacity to take part is made of {what}. They stand side by side: an index alone hides the differences.",
)
_PARTS_KNOWN = Text(
    nl="Van doenvermogen is gemeten: {what}. Ze staan los naast elkaar: een index alleen verbergt de verschillen.",
    en="Of capacity to take part these were measured: {what}. They stand side by side: an index alone hides the differences.",
)
_AREA = Text(nl="Gebied", en="Area")
_MORE_AREAS = Text(nl=" Nog {u} staan in het dashboard.", en=" Another {u} are in the dashboard.")


def opening(telling: Telling) -> list[Slide]:
    """What the story is about, from which files, and how it is told."""
    residents = telling.one("residents")["value"] if "residents" in telling.snapshot.indicators else float("nan")
    people = telling.say(_SO_MANY_AREAS, name=telling.name, n=number(residents, telling.lang))
    read = [provenance.summary(telling.report, telling.lang)] if telling.report else []
    lines = ([people] if pd.notna(residents) else []) + read + [telling.say(_STRENGTHS_FIRST)]
    return [
        Slide(
            key="opening",
            topic=telling.say(_ABOUT),
            sentence=telling.say(_OPENING, name=telling.name),
            body=WordsBody(tuple(lines)),
            alt=telling.say(_OPENING_ALT, lines=" ".join(lines)),
            notes=(notes.of_snapshot(telling),),
            estimates=telling.estimates(["residents"], [telling.top]),
        )
    ]


def overview(telling: Telling) -> list[Slide]:
    """Strengths first: in how many areas something is demonstrably better, and per layer where."""
    keys = telling.headlines
    if not keys or not telling.level or not telling.top:
        return []
    found = measures.of_area(telling.snapshot, keys, telling.edition, telling.level, "", telling.top)
    shown = [one for theme in LAYERS for one in _leading([m for m in found if m.indicator.theme is theme])]
    if not shown:
        return []
    rows = [(_spoken(one, telling), tables.figure_and_care(one.here, one.indicator, telling.lang), _where(one, telling))
            for one in shown]  # fmt: skip
    header = [telling.say(one) for one in (_TOPIC, _WHOLE, _STRONG)]
    codes = [telling.top, *(code for one in found for code in one.strong_areas()["code"])]
    said = measures.answer(found, telling.name, telling.level, telling.lang)
    return tables.slides(telling, "overzicht", telling.say(_OVERVIEW), said, header, rows, (False, True, False),
                         [one.indicator.key for one in shown], telling.estimates(keys, codes))  # fmt: skip


def _leading(found: list[Measure]) -> list[Measure]:
    """Of one layer the measure that is strong in most areas, else the first that has a value; none without values."""
    known = [one for one in found if one.known]
    return sorted(known, key=lambda one: -len(one.strong_areas()))[:1]


def _spoken(one: Measure, telling: Telling) -> str:
    """The title, with its unit where the figure itself does not tell."""
    return (
        one.indicator.title(telling.lang) if one.indicator.unit.is_share else words.titled(one.indicator, telling.lang)
    )


def _where(one: Measure, telling: Telling) -> str:
    return measures.beside(one, telling.lang) or telling.say(_NOWHERE if one.comparable else _NOT_COMPARED)


def meeting_places(telling: Telling) -> list[Slide]:
    """Who can walk to a meeting place: the map with the places, and every area with its figure."""
    key = telling.first_known(REACH, NEAR)
    if key is None or not telling.level:
        return []
    said = places.who_can_walk(telling.rows(key), WALK_M[key], telling.level, telling.lang)
    marks = place_points(telling)
    drawn = map_slide(telling, key, said, points=marks if len(marks) <= MOST_MARKS else None)
    return [one for one in (drawn, chart_slide(telling, telling.first_known(NEAR) or key)) if one is not None]


def place_points(telling: Telling) -> pd.DataFrame:
    """The meeting places of the edition that lie somewhere: columns lat, lon, kind and words (their kind in words)."""
    known = lists.of_area(telling.snapshot.places, telling.edition).dropna(subset=["lat", "lon"])
    spoken = {key: text(telling.lang) for key, text in PLACE_TYPE.categories.items()}
    marks = known[["lat", "lon", "type"]].rename(columns={"type": "kind"})
    return marks.assign(words=marks["kind"].map(spoken).fillna(marks["kind"])).reset_index(drop=True)


def initiatives(telling: Telling) -> list[Slide]:
    """How many active initiatives there are for the residents, on the map."""
    key = telling.first_known(*DENSITIES)
    if key is None:
        return []
    said = sentences.whole(telling.one(key), telling.indicator(key), telling.lang)
    drawn = map_slide(telling, key, f"{said} {telling.say(REGISTERED_ONLY)}")
    return [drawn] if drawn else []


def capacity_to_take_part(telling: Telling) -> list[Slide]:
    """The index (or what speaks for it) of every area with its margin, then its parts side by side."""
    key = capacity.headline(telling.snapshot.indicators, telling.known)
    if key not in telling.known:
        return []
    said = capacity.answer(telling.one(key), telling.indicator(key), telling.lang)
    drawn = chart_slide(telling, key, said)
    return [*([drawn] if drawn else []), *_pillars(telling)]


def _pillars(telling: Telling) -> list[Slide]:
    every = capacity.pillars(telling.snapshot.indicators)
    keys = [key for key in every if key in telling.known]
    if len(keys) < 2 or not telling.level:  # one part has nothing beside it, and was told already
        return []
    lang = telling.lang
    columns = {key: telling.rows(key) for key in keys}
    names = columns[keys[0]]["name"].tolist()
    lines = [
        (name, *(tables.figure_and_care(columns[key].iloc[place], telling.indicator(key), lang) for key in keys))
        for place, name in enumerate(names)
    ]
    most = _MOST_PILLAR_SLIDES * tables.MOST_ROWS
    said = telling.say(
        _PARTS_SAY if keys == every else _PARTS_KNOWN,
        what=listing([capacity.short_title(telling.indicator(k), lang).lower() for k in keys], lang),
    )
    rest = len(lines) - most
    said += telling.say(_MORE_AREAS, u=sentences.counted(telling.level, rest, lang)) if rest > 0 else ""
    header = [telling.say(_AREA), *(capacity.short_title(telling.indicator(key), lang) for key in keys)]
    shown = columns[keys[0]]["code"].tolist()[:most]
    return tables.slides(telling, "onderdelen", telling.say(_PARTS), said, header, lines[:most], (False, *(True for _ in keys)),
                        keys, telling.estimates(keys, shown))  # fmt: skip


def ties(telling: Telling) -> list[Slide]:
    """Support close by and ties with people unlike oneself; the first on the map."""
    pair = (social_capital.BONDING, social_capital.BRIDGING)
    if all(key in telling.known for key in pair):
        rows = social_capital.pair(telling.snapshot, telling.edition, telling.top)
        about = [telling.indicator(key) for key in pair]
        said = social_capital.answer(rows, about, telling.name, telling.lang)
    else:
        said = ""
    topics = measures.of_theme(telling.snapshot, telling.known, Theme.TIES)
    key = telling.first_known(*pair, *social_capital.topics(telling.snapshot.indicators))
    drawn = map_slide(telling, key, said) if key in topics and key else None
    if drawn is None:
        return []
    whole = telling.estimates(pair, [telling.top])
    return [replace(drawn, estimates=tables.together(drawn.estimates, whole))]
