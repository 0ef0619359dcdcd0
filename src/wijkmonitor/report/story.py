"""The stories a council can be told, and the one way to tell them: a snapshot and a choice in, a deck out.

The presentation in the browser, the PPTX and the PDF all show this deck, so that they can never say different things.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from wijkmonitor.edition import Dataset
from wijkmonitor.figures import foot
from wijkmonitor.publications import Withdrawal
from wijkmonitor.report import (
    area_slides,
    change_slides,
    closing_slides,
    council_slides,
    municipality_slide,
    withdrawn_slide,
)
from wijkmonitor.report.slide import Deck, Slide
from wijkmonitor.report.telling import COUNCIL, OWN, Choice, Telling
from wijkmonitor.report.topic_slides import chart_slide, map_slide
from wijkmonitor.report.trend_slides import trend_slide
from wijkmonitor.snapshot import Snapshot
from wijkmonitor.text import Text

__all__ = ["COUNCIL", "MOST_AREA_SLIDES", "MOST_TOPICS", "OWN", "STORIES", "Choice", "Part", "Story", "tell"]

MOST_AREA_SLIDES = 12
MOST_TOPICS = 12
_SUBTITLE = Text(nl="{name} · editie {edition}", en="{name} · edition {edition}")
_WRONG = Text(nl="{name} · editie {edition} · INGETROKKEN", en="{name} · edition {edition} · WITHDRAWN")


@dataclass(frozen=True, slots=True)
class Part:
    """A chapter of a story. Where ``tell`` returns no slide, ``title`` and ``needs`` say what is missing."""

    title: Text
    tell: Callable[[Telling], list[Slide]]
    needs: tuple[Dataset, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """A ready-made story; the chosen topics and areas come after its parts."""

    title: Text
    parts: tuple[Part, ...]


_OVERVIEW = Part(Text(nl="het overzicht", en="the overview"), council_slides.overview, (Dataset.SURVEY,))
_PLACES = Part(
    Text(nl="ontmoetingsplekken", en="meeting places"), council_slides.meeting_places, (Dataset.MEETING_PLACES,)
)
_INITIATIVES = Part(Text(nl="initiatieven", en="initiatives"), council_slides.initiatives, (Dataset.INITIATIVES,))
_CAPACITY = Part(
    Text(nl="doenvermogen", en="capacity to take part"), council_slides.capacity_to_take_part, (Dataset.SURVEY,)
)
_TIES = Part(Text(nl="contacten tussen bewoners", en="ties between residents"), council_slides.ties, (Dataset.SURVEY,))
_MUNICIPALITY = Part(
    Text(nl="de gemeente zelf", en="the municipality itself"), municipality_slide.slides, (Dataset.MUNICIPALITY_SCAN,)
)
_CHANGES = Part(Text(nl="wat er is veranderd", en="what has changed"), change_slides.slides)

STORIES: dict[str, Story] = {
    COUNCIL: Story(
        Text(nl="Het verhaal voor de raad", en="The story for the council"),
        (_OVERVIEW, _PLACES, _INITIATIVES, _CAPACITY, _TIES, _MUNICIPALITY, _CHANGES),
    ),
    "overzicht": Story(Text(nl="Overzicht: wat is er sterk?", en="Overview: what is strong?"), (_OVERVIEW, _TIES)),
    "plekken": Story(Text(nl="Ontmoetingsplekken", en="Meeting places"), (_PLACES,)),
    "initiatieven": Story(Text(nl="Initiatieven", en="Initiatives"), (_INITIATIVES,)),
    "doenvermogen": Story(Text(nl="Doenvermogen", en="Capacity to take part"), (_CAPACITY,)),
    "veranderd": Story(Text(nl="Wat is er veranderd?", en="What has changed?"), (_CHANGES,)),
    OWN: Story(Text(nl="Een eigen verhaal", en="A story of your own"), ()),
}


def tell(snapshot: Snapshot, choice: Choice, wrong: Withdrawal | None = None) -> Deck:
    """The deck of a choice: opening, the parts of its story, the chosen topics, the chosen areas, and how to read it.

    What the snapshot does not have is left out and named on a slide at the end; an unknown story is the one for the council.
    ``wrong``: the withdrawal of the snapshot, which then comes first and stands at the foot of every slide.
    """
    telling, story = Telling.of(snapshot, choice), STORIES.get(choice.story, STORIES[COUNCIL])
    told = withdrawn_slide.slides(telling, wrong) + council_slides.opening(telling)
    silent_parts = list[Part]()
    for part in story.parts:
        found = part.tell(telling)
        told += found
        silent_parts += [] if found else [part]
    topics, silent = _topics(telling)
    told += topics
    told += [area_slides.slide(telling, code) for code in telling.areas[:MOST_AREA_SLIDES]]
    cut = closing_slides.left_out(telling, len(telling.areas), MOST_AREA_SLIDES, areas=True)
    cut += closing_slides.left_out(telling, len(telling.topics), MOST_TOPICS, areas=False)
    needs = [
        *(need for one in silent_parts for need in one.needs),
        *(n for key in silent for n in telling.indicator(key).needs),
    ]
    told += closing_slides.slides(telling, [one.title for one in silent_parts], silent, needs, cut)
    return Deck(
        title=telling.say(story.title),
        subtitle=telling.say(_SUBTITLE if wrong is None else _WRONG, name=telling.name, edition=telling.edition),
        foot=foot.line(snapshot, telling.edition, telling.lang, wrong),
        municipality=telling.name,
        snapshot_id=snapshot.id,
        lang=telling.lang,
        style=snapshot.house_style(),
        fictional=bool(snapshot.municipality.get("fictional")),
        slides=tuple({one.key: one for one in reversed(told)}[key] for key in dict.fromkeys(one.key for one in told)),
        withdrawn=foot.withdrawn(wrong, telling.lang),
    )


def _topics(telling: Telling) -> tuple[list[Slide], list[str]]:
    """The slides of the chosen topics in their order, and the topics of which there is nothing to show."""
    told, silent = [], []
    for key in telling.topics[:MOST_TOPICS]:
        drawn = (map_slide(telling, key), chart_slide(telling, key), trend_slide(telling, key))
        found = [one for one in drawn if one is not None]
        told += found
        silent += [] if found else [key]
    return told, silent
