"""The groups a figure can be split by: every dimension, its categories and their words, once.

A group is written ``dimension:category`` (``age:75+``); ``all`` is everybody. Readers of files, indicators and pages all
take the categories from here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wijkmonitor.text import Text, same

ALL_TEXT = Text(nl="Totaal", en="Total")


@dataclass(frozen=True, slots=True)
class Dimension:
    """One way to split a figure; ``categories`` in the order in which they are shown.

    ``column`` is the column of the source table that holds the category.
    """

    key: str
    text: Text
    column: str
    categories: dict[str, Text]

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups of this dimension as the table of estimates writes them."""
        return tuple(f"{self.key}:{category}" for category in self.categories)


AGE = Dimension(
    key="age",
    text=Text(nl="Leeftijd", en="Age"),
    column="age",
    categories={
        "18-34": Text(nl="18 tot en met 34 jaar", en="18 to 34 years"),
        "35-64": Text(nl="35 tot en met 64 jaar", en="35 to 64 years"),
        "65-74": Text(nl="65 tot en met 74 jaar", en="65 to 74 years"),
        "75+": Text(nl="75 jaar en ouder", en="75 years and older"),
    },
)
SENIORS = Dimension(
    key="age65",
    text=Text(nl="65 jaar en ouder", en="65 and over"),
    column="age",
    categories={"65+": Text(nl="65 jaar en ouder", en="65 years and older")},
)
EDUCATION = Dimension(
    key="education",
    text=Text(nl="Opleiding", en="Education"),
    column="education",
    categories={
        "low": Text(nl="praktisch opgeleid (vmbo, mbo 1)", en="lower secondary or less"),
        "middle": Text(nl="middelbaar opgeleid (havo, vwo, mbo 2-4)", en="upper secondary or vocational"),
        "high": Text(nl="theoretisch opgeleid (hbo, wo)", en="higher education"),
    },
)
LIMITATION = Dimension(
    key="limitation",
    text=Text(nl="Beperking", en="Limitation"),
    column="limitation",
    categories={
        "yes": Text(nl="met een beperking", en="with a limitation"),
        "no": Text(nl="zonder beperking", en="without a limitation"),
    },
)
INCOME = Dimension(
    key="income",
    text=Text(nl="Inkomen", en="Income"),
    column="income_third",
    categories={
        "1": Text(nl="laagste derde van de inkomens", en="lowest third of incomes"),
        "2": Text(nl="middelste derde van de inkomens", en="middle third of incomes"),
        "3": Text(nl="hoogste derde van de inkomens", en="highest third of incomes"),
    },
)
ORIGIN = Dimension(
    key="origin",
    text=Text(nl="Herkomst", en="Origin"),
    column="origin",
    categories={
        "dutch": Text(nl="geboren in Nederland, ouders ook", en="born in the Netherlands, parents too"),
        "european": Text(nl="herkomst elders in Europa", en="origin elsewhere in Europe"),
        "non_european": Text(nl="herkomst buiten Europa", en="origin outside Europe"),
    },
)
APPROACH = Dimension(
    key="approach",
    text=Text(nl="Aanpak", en="Approach"),
    column="approach",
    categories={
        "buurtcirkel": same("Buurtcirkel"),
        "abcd": same("ABCD"),
        "bruis": same("Studio BRUIS"),
        "wijkeconomie": same("Wijkeconomie"),
        "other": Text(nl="andere aanpak", en="another approach"),
        "none": Text(nl="geen vaste aanpak", en="no set approach"),
    },
)
THEME = Dimension(
    key="theme",
    text=Text(nl="Onderwerp", en="Subject"),
    column="theme",
    categories={
        "meeting": Text(nl="ontmoeten", en="meeting"),
        "care": Text(nl="zorg en hulp", en="care and help"),
        "food": Text(nl="eten", en="food"),
        "green": Text(nl="groen", en="green"),
        "culture": Text(nl="cultuur", en="culture"),
        "sport": Text(nl="sport en bewegen", en="sports"),
        "learning": Text(nl="leren", en="learning"),
        "work": Text(nl="werk", en="work"),
        "safety": Text(nl="veiligheid", en="safety"),
        "energy": Text(nl="energie", en="energy"),
        "other": Text(nl="iets anders", en="something else"),
    },
)
LEAD = Dimension(
    key="lead",
    text=Text(nl="Wie heeft de leiding", en="Who leads"),
    column="lead",
    categories={
        "residents": Text(nl="bewoners", en="residents"),
        "professional": Text(nl="een beroepskracht", en="a professional"),
        "joint": Text(nl="bewoners en beroepskrachten samen", en="residents and professionals together"),
    },
)
BRIDGES = Dimension(
    key="bridges",
    text=Text(nl="Overbruggend", en="Bridging"),
    column="bridging",
    categories={
        "yes": Text(nl="brengt mensen samen die verschillen", en="brings different people together"),
        "no": Text(nl="niet gericht op verschillen", en="not aimed at differences"),
    },
)
BRIDGED = (AGE.key, EDUCATION.key, ORIGIN.key, INCOME.key)
"""The differences an initiative can bridge: the axes on which the survey asks for ties with people unlike oneself."""
BRIDGES_NOTHING = "none"
"""How a register says that an initiative aims at no difference in particular; an empty cell means not known."""

STATE = Dimension(
    key="state",
    text=Text(nl="Stand", en="State"),
    column="state",
    categories={
        "active": Text(nl="actief", en="active"),
        "unconfirmed": Text(nl="niet bevestigd in de laatste 12 maanden", en="not confirmed in the last 12 months"),
        "paused": Text(nl="ligt stil", en="paused"),
        "ended": Text(nl="gestopt", en="ended"),
        "planned": Text(nl="nog niet begonnen", en="not started yet"),
    },
)

PLACE_TYPE = Dimension(
    key="type",
    text=Text(nl="Soort plek", en="Kind of place"),
    column="type",
    categories={
        "buurthuis": Text(nl="buurthuis", en="community centre"),
        "library": Text(nl="bibliotheek", en="library"),
        "cafe": Text(nl="café of koffiehuis", en="café"),
        "park": Text(nl="park of plein", en="park or square"),
        "garden": Text(nl="buurttuin", en="community garden"),
        "sports": Text(nl="sportplek", en="sports"),
        "religious": Text(nl="kerk, moskee of tempel", en="church, mosque or temple"),
        "school": Text(nl="school", en="school"),
        "shop": Text(nl="winkel", en="shop"),
        "workshop": Text(nl="werkplaats", en="workshop"),
        "other": Text(nl="andere plek", en="another place"),
    },
)
SITE_KIND = Dimension(
    key="site",
    text=Text(nl="Soort gebouw", en="Kind of building"),
    column="kind",
    categories={
        "empty_shop": Text(nl="leegstaande winkel", en="empty shop"),
        "school": Text(nl="schoolgebouw", en="school building"),
        "church_hall": Text(nl="kerkzaal", en="church hall"),
        "office": Text(nl="kantoor", en="office"),
        "care_home": Text(nl="zaal in een woonzorggebouw", en="hall in a care home"),
        "other": Text(nl="ander gebouw", en="another building"),
    },
)
DAYPART = Dimension(
    key="daypart",
    text=Text(nl="Deel van de dag", en="Part of the day"),
    column="daypart",
    categories={
        "weekday": Text(nl="overdag op werkdagen", en="in daytime on weekdays"),
        "evening": Text(nl="in de avond", en="in the evening"),
        "weekend": Text(nl="in het weekend", en="at the weekend"),
    },
)
LENS = Dimension(
    key="lens",
    text=Text(nl="Voor wie", en="For whom"),
    column="lens",
    categories={
        "65plus": Text(nl="65 jaar en ouder", en="65 and over"),
        "75plus": Text(nl="75 jaar en ouder", en="75 and over"),
        "limitation": Text(nl="met een beperking", en="with a limitation"),
        "low_income": Text(nl="met een laag inkomen", en="on a low income"),
    },
)

DIMENSIONS: dict[str, Dimension] = {
    dimension.key: dimension
    for dimension in (
        *(AGE, SENIORS, EDUCATION, LIMITATION, INCOME, ORIGIN),
        *(APPROACH, THEME, LEAD, BRIDGES, STATE, PLACE_TYPE, DAYPART, LENS),
    )
}
RESIDENT_DIMENSIONS = (AGE.key, EDUCATION.key, LIMITATION.key, INCOME.key, ORIGIN.key)
"""The background dimensions of respondents; figures are shown by one of them at a time."""

MERGED: dict[str, tuple[str, ...]] = {"65+": ("65-74", "75+")}
"""Per category of :data:`SENIORS` the categories of :data:`AGE` it is made of. It says nothing that those do not: it is
published only where each of them may be."""


def with_merged(dimensions: Sequence[str]) -> tuple[str, ...]:
    """These dimensions (keys) and, beside age, the one whose groups are made of ages: all that respondents are split by."""
    return (*dimensions, SENIORS.key) if AGE.key in dimensions else tuple(dimensions)


def split(group: str) -> tuple[Dimension, str]:
    """``"age:75+" -> (AGE, "75+")``; raises ``KeyError`` for an unknown group and for ``all``."""
    key, _, category = group.partition(":")
    dimension = DIMENSIONS[key]
    dimension.categories[category]
    return dimension, category


def group_text(group: str) -> Text:
    """The words for a group: ``"age:75+"`` -> 75 jaar en ouder; ``"all"`` -> Totaal. Raises ``KeyError`` when unknown."""
    if group == "all":
        return ALL_TEXT
    dimension, category = split(group)
    return dimension.categories[category]
