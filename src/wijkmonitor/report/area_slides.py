"""One area on one slide: its strong points first, then its figures beside those of the municipality."""

from __future__ import annotations

from wijkmonitor.figures import measures, significance, words
from wijkmonitor.figures.measures import Measure
from wijkmonitor.level import Level
from wijkmonitor.report import notes, tables
from wijkmonitor.report.slide import Slide, WordsBody
from wijkmonitor.report.telling import Telling
from wijkmonitor.text import Text, number

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
_SOME = Text(nl=" · {k} van de {n} onderwerpen", en=" · {k} of {n} topics")


def slide(telling: Telling, code: str) -> Slide:
    """The slide of one area: of every layer what speaks for it, or that there is nothing to say and why."""
    keys = telling.headlines
    level = str(telling.every_area.at[code, "level"])
    area = "" if code == telling.top else code
    spread = telling.level if code == telling.top else level
    found = measures.of_area(telling.snapshot, keys, telling.edition, spread, area, telling.top)
    name, lang = telling.name_of(code), telling.lang
    topic = telling.say(_TOPIC, level=Level(level).text(lang).capitalize(), name=name)
    missing = measures.without_value(found, lang)
    known = _mixed(measures.strong_first(found))
    if not known:
        said = telling.say(_NO_FIGURES, name=name)
        told = (*missing, notes.of_snapshot(telling))
        return Slide(f"gebied-{code}", topic, said, WordsBody(tuple(missing)), " ".join([said, *missing]), told)
    shown = known[: tables.MOST_ROWS]
    said = measures.answer(found, name, spread, lang)
    rest = len(known) - len(shown)
    topic += telling.say(_SOME, k=number(len(shown), lang), n=number(len(known), lang)) if rest else ""
    topics = [one.indicator.key for one in shown]
    every = [one.indicator.key for one in found if one.strong] + topics
    made = tables.slides(telling, f"gebied-{code}", topic, said, [telling.say(one) for one in _HEADER],
                         [_row(telling, one) for one in shown], (False, True, True, False), topics,
                         telling.estimates(every, [code, telling.top]))  # fmt: skip
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
