"""One area on one slide: its strong points first, then its figures beside those of the municipality."""

from __future__ import annotations

from collections.abc import Sequence

from wijkmonitor.figures import measures, sentences, significance, words
from wijkmonitor.figures.measures import Measure
from wijkmonitor.level import Level
from wijkmonitor.report import notes, tables
from wijkmonitor.report.slide import Slide, WordsBody
from wijkmonitor.report.telling import Telling
from wijkmonitor.text import LANGS, Text, number

_TOPIC = Text(nl="{level} {name}", en="{level} {name}")
_HEADER = (
    Text(nl="Onderwerp", en="Topic"),
    Text(nl="Hier", en="Here"),
    Text(nl="Hele gemeente", en="Whole municipality"),
    Text(nl="Vergeleken", en="Compared"),
)
_NOT_COMPARED = Text(nl="niet vergeleken", en="not compared")
_NO_FIGURES = Text(
    nl="Van {name} is in deze editie geen enkel cijfer te geven.",
    en="No figure at all can be given of {name} in this edition.",
)
_ONLY_FACTS = Text(
    nl="Hoe bewoners van {name} samenleven, is in deze editie niet gemeten. Wel bekend is wie er wonen.",
    en="How residents of {name} live together was not measured in this edition. Who lives there is known.",
)
_SOME = Text(nl=" · {k} van de {n} onderwerpen", en=" · {k} of {n} topics")


def slide(telling: Telling, code: str) -> Slide:
    """The slide of one area: of every layer what speaks for it, else who lives there, else why there is nothing to say."""
    nobody = sentences.nobody_lives(telling.every_area, code, telling.lang)
    found = _of_area(telling, telling.headlines, code)
    known = _mixed(measures.strong_first(found))
    if known:
        level = telling.level if code == telling.top else str(telling.every_area.at[code, "level"])
        return _told(
            telling, code, nobody or measures.answer(found, telling.name_of(code), level, telling.lang), found, known
        )
    name, missing = telling.name_of(code), measures.without_value(found, telling.lang)
    facts = _of_area(telling, measures.facts(telling.snapshot, telling.known), code)
    if not nobody and (some := [one for one in facts if one.known]):
        return _told(telling, code, telling.say(_ONLY_FACTS, name=name), facts, some)
    none = telling.say(_NO_FIGURES, name=name)
    lines = missing or ([none] if nobody else [])
    said = nobody or none
    told = (*missing, notes.of_snapshot(telling))
    return Slide(f"gebied-{code}", _topic(telling, code), said, WordsBody(tuple(lines)), " ".join([said, *lines]), told)


def _of_area(telling: Telling, keys: Sequence[str], code: str) -> list[Measure]:
    whole = code == telling.top
    level = telling.level if whole else str(telling.every_area.at[code, "level"])
    return measures.of_area(telling.snapshot, keys, telling.edition, level, "" if whole else code, telling.top)


def _topic(telling: Telling, code: str) -> str:
    """``Wijk Centrum``; the name alone where it begins with the word itself, as names of wijken of CBS do."""
    name, level = telling.name_of(code), Level(str(telling.every_area.at[code, "level"])).text
    said = any(name.casefold().startswith(f"{level(lang)} ") for lang in LANGS)
    return name if said else telling.say(_TOPIC, level=level(telling.lang).capitalize(), name=name)


def _told(telling: Telling, code: str, said: str, found: list[Measure], known: list[Measure]) -> Slide:
    """A table of as many of ``known`` as fit; ``found``: all that was looked at."""
    lang, shown = telling.lang, known[: tables.MOST_ROWS]
    rest = len(known) - len(shown)
    topic = _topic(telling, code)
    topic += telling.say(_SOME, k=number(len(shown), lang), n=number(len(known), lang)) if rest else ""
    topics = [one.indicator.key for one in shown]
    every = [one.indicator.key for one in found if one.strong] + topics
    # The municipality is not held against itself: its slide has the topics and their figures.
    columns = 2 if code == telling.top else len(_HEADER)
    header = [telling.say(one) for one in _HEADER[:columns]]
    rows = [_row(telling, one)[:columns] for one in shown]
    right = (False, True, True, False)[:columns]
    figures = telling.estimates(every, [code, telling.top])
    made = tables.slides(telling, f"gebied-{code}", topic, said, header, rows, right, topics, figures)
    return made[0]


def _mixed(found: list[Measure]) -> list[Measure]:
    """Strong ones first; of the rest every layer in turn, so that none is left out for lack of room."""
    strong, rest = [one for one in found if one.strong], [one for one in found if not one.strong]
    turn: dict[str, int] = {}
    places = []
    for one in rest:
        theme = one.indicator.theme.value
        turn[theme] = turn.get(theme, -1) + 1
        places.append(turn[theme])
    order = sorted(range(len(rest)), key=lambda place: (places[place], place))
    return strong + [rest[place] for place in order]


def _row(telling: Telling, one: Measure) -> tuple[str, ...]:
    about, lang = one.indicator, telling.lang
    title = about.title(lang) if about.unit.is_share else words.titled(about, lang)
    here = tables.figure_and_care(one.here, about, lang)
    whole = "" if one.whole is None else tables.figure_and_care(one.whole, about, lang)
    said = significance.beside_whole(one.here["difference"], lang) if one.whole is not None else ""
    return title, here, whole, said or telling.say(_NOT_COMPARED)
