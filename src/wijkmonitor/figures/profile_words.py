"""The headings and fixed sentences of a profile, for the page and the PDF alike."""

from __future__ import annotations

from wijkmonitor.level import Level
from wijkmonitor.responses import Response
from wijkmonitor.text import Lang, Text, date

WHO = Text(nl="Het dagelijks leven: wie wonen er?", en="Daily life: who live here?")
LAYERS = Text(nl="Vijf lagen van samenleven", en="Five layers of living together")
SINCE = Text(nl="Wat is er veranderd?", en="What has changed?")
ALIKE = Text(nl="Vergelijkbare {areas}", en="Comparable {areas}")
SAYABLE = Text(nl="Wat mag je zeggen over {name}?", en="What may be said about {name}?")
THERE_IS = Text(nl="Plekken, initiatieven en organisaties", en="Places, initiatives and organisations")
RESPONSES = Text(nl="Weerwoord", en="Responses")
SAID_BY = Text(nl="{who}, {day}, over editie {e}", en="{who}, {day}, about edition {e}")
ABOUT_TOPIC = Text(nl="{said} ({topic})", en="{said} ({topic})")
DECIDED = Text(nl="Reactie van de gemeente: {reason}", en="Answer of the municipality: {reason}")
STRONG = Text(nl="sterk hier", en="strong here")
MIND = Text(
    nl="Sterk betekent: aantoonbaar beter dan in de hele gemeente. Wat niet sterk heet, is niet vanzelf zwak. Dit is geen "
    "rapportcijfer en er is geen ranglijst.",
    en="Strong means: demonstrably better than in the municipality as a whole. What is not called strong is not weak by itself. "
    "This is no grade and there is no ranking.",
)
AGES_MIND = Text(nl="De streepjeslijn is {whole}.", en="The dashed line is {whole}.")
FACTS_MISSING = Text(
    nl="Er is voor {e} geen bestand met kerncijfers. Met dat bestand ziet u hier hoeveel mensen er wonen, hoe oud zij zijn en "
    "hoe zij wonen.",
    en="There is no file with key figures for {e}. With that file you would see here how many people live there, how old they "
    "are and how they live.",
)
FICTIONAL = Text(nl="{n} bestaat niet: alle cijfers zijn verzonnen.", en="{n} does not exist: all figures are made up.")
NONE_NAMED = Text(nl="Geen naam bekend gemaakt.", en="No name made public.")
_WHOSE = {
    "resident": Text(nl="Een bewoner", en="A resident"),
    "professional": Text(nl="Een beroepskracht", en="A professional"),
}


def alike(level: str, lang: Lang) -> str:
    """The heading above comparable areas."""
    return ALIKE(lang).format(areas=Level(level).plural(lang))


def spoken_response(response: Response, topics: dict[str, Text], lang: Lang) -> str:
    """Who responded, when and on what. ``topics``: titles of indicators."""
    who = _WHOSE.get(response.role, _WHOSE["resident"])(lang)
    said = SAID_BY(lang).format(who=who, day=date(response.received, lang), e=response.edition)
    topic = topics.get(response.indicator)
    return ABOUT_TOPIC(lang).format(said=said, topic=topic(lang)) if topic else said
