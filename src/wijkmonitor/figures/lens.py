"""The lens "for whom?": one group of residents laid over places, initiatives and what was asked.

A lens is written as a group (``lens:75plus``). What was asked of respondents is looked up under the background they gave;
what was worked out for the lens itself stands under its own name. Where neither exists nothing is combined or guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from wijkmonitor.estimate import ALL
from wijkmonitor.figures import rows as figure_rows
from wijkmonitor.figures import sentences, words
from wijkmonitor.groups import AGE, INCOME, LENS, LIMITATION, SENIORS
from wijkmonitor.indicator import Indicator
from wijkmonitor.snapshot import Snapshot
from wijkmonitor.text import Lang, Text, listing, number

EVERYBODY = Text(nl="alle bewoners", en="all residents")
LABEL = LENS.text
_AMONG_RESPONDENTS = {
    "65plus": (AGE, f"{SENIORS.key}:65+"),
    "75plus": (AGE, f"{AGE.key}:75+"),
    "limitation": (LIMITATION, f"{LIMITATION.key}:yes"),
    "low_income": (INCOME, f"{INCOME.key}:1"),
}
"""Per lens the background an indicator must be shown by, and the group of respondents."""

_FACT = {"65plus": "share_65_plus", "75plus": "share_75_plus", "low_income": "low_income"}
"""Per lens the plain fact that says how many live here; of a limitation there is none."""
_AGED = {"65plus": "share_65_plus", "75plus": "share_75_plus"}
"""Per lens that is about ages the share of residents it holds."""
_RESIDENTS, _ADULTS = "residents", "adults"
_AIMED_AT = {
    "65plus": ("65plus", "75plus"),
    "75plus": ("75plus", "65plus"),
    "limitation": ("limitation",),
    "low_income": ("low_income",),
}
"""Per lens the target groups of initiatives that hold such residents, or some of them."""

TARGET_GROUPS = {
    "all": Text(nl="iedereen", en="everybody"),
    "65plus": Text(nl="mensen van 65 jaar en ouder", en="people of 65 and over"),
    "75plus": Text(nl="mensen van 75 jaar en ouder", en="people of 75 and over"),
    "limitation": Text(nl="mensen met een beperking", en="people with a limitation"),
    "low_income": Text(nl="mensen met een laag inkomen", en="people on a low income"),
    "youth": Text(nl="jongeren", en="young people"),
    "newcomers": Text(nl="nieuwkomers", en="newcomers"),
    "parents": Text(nl="ouders", en="parents"),
}
"""For whom an initiative is, in words."""

_SPOKEN = {
    "65plus": Text(nl="bewoners van 65 jaar en ouder", en="residents of 65 and over"),
    "75plus": Text(nl="bewoners van 75 jaar en ouder", en="residents of 75 and over"),
    "limitation": Text(nl="bewoners met een beperking", en="residents with a limitation"),
    "low_income": Text(nl="bewoners met een laag inkomen", en="residents on a low income"),
}
_LOWEST_THIRD = Text(
    nl=" In de enquête zijn dat de bewoners in het laagste derde van de inkomens.",
    en=" In the survey these are the residents in the lowest third of incomes.",
)
_ABOUT = Text(nl="U kijkt naar {who}.", en="You are looking at {who}.")
_HOW_MANY = Text(nl=" {title} in {name}: {share}.", en=" {title} in {name}: {share}.")
_UNKNOWN_NUMBER = Text(
    nl=" Hoeveel dat er in {name} zijn, is niet bekend.", en=" How many of them there are in {name} is not known."
)
_ALONE = Text(
    nl="Over {what} is voor deze groep niets te zeggen: het is niet apart gevraagd of geteld.",
    en="Nothing can be said for this group about {what}: it was not asked or counted separately.",
)
_MAP = Text(
    nl="De kaart laat {t} van alle bewoners zien: voor {who} apart is dat niet gevraagd of geteld.",
    en="The map shows {t} of all residents: for {who} it was not asked or counted separately.",
)
OF_EVERYBODY = Text(
    nl="Dit gaat over alle bewoners samen, niet over deze groep alleen.",
    en="This is about all residents together, not about this group alone.",
)
STRONG = Text(
    nl="Sterk betekent hier: aantoonbaar beter dan voor dezelfde groep in de hele gemeente. Wat niet sterk heet, is niet vanzelf "
    "zwak.",
    en="Strong means here: demonstrably better than for the same group in the municipality as a whole. What is not called strong "
    "is not weak by itself.",
)


def choices() -> dict[str, Text]:
    """Everybody, and every lens as a group, in words."""
    return {ALL: EVERYBODY, **dict(zip(LENS.groups, LENS.categories.values(), strict=True))}


def of_group(group: str) -> str:
    """The group itself when it is a lens, else everybody: a page with a lens knows no other groups."""
    return group if group in LENS.groups else ALL


def spoken(lens: str) -> Text:
    """Whom the lens is about, within a sentence: ``bewoners van 75 jaar en ouder``; everybody for ``all``."""
    return _SPOKEN[_key(lens)] if lens in LENS.groups else EVERYBODY


def place(name: str, lens: str, lang: Lang) -> str:
    """Of whom in a place something is told: ``Noord, bewoners van 75 jaar en ouder``; the place alone for everybody."""
    return f"{name}, {spoken(lens)(lang)}" if lens in LENS.groups else name


def _key(lens: str) -> str:
    return lens.partition(":")[2]


def group_for(indicator: Indicator, lens: str) -> str | None:
    """The group in which the table of estimates holds an indicator for a lens; None when it was never split that way.

    ``lens``: ``all`` or one of ``LENS.groups``. Whether there is a figure in an area is another question.
    """
    if lens not in LENS.groups:
        return ALL
    if LENS.key in indicator.groups:
        return lens
    background, group = _AMONG_RESPONDENTS[_key(lens)]
    return group if background.key in indicator.groups else None


def not_split_by(indicators: Iterable[Indicator], lens: str) -> list[Indicator]:
    """Those that were not asked or counted for the group of a lens."""
    return [one for one in indicators if group_for(one, lens) is None]


def nothing_about(indicators: Sequence[Indicator], lang: Lang) -> str:
    """That nothing can be said about these for the group, in a sentence; "" when there are none."""
    titles = [f"“{sentences.spoken_title(one, lang)}”" for one in indicators]
    return _ALONE(lang).format(what=listing(titles, lang)) if titles else ""


def map_of_everybody(indicator: Indicator, lens: str, lang: Lang) -> str:
    """That the map is about everybody, because the indicator is not split by the lens; "" when it is."""
    if group_for(indicator, lens) is not None:
        return ""
    return _MAP(lang).format(t=f"“{sentences.spoken_title(indicator, lang)}”", who=spoken(lens)(lang))


def about(snapshot: Snapshot, edition: str, area: str, lens: str, lang: Lang) -> str:
    """Whom the reader looks at and how many of them live in an area, in a sentence; "" without a lens."""
    if lens not in LENS.groups:
        return ""
    said = _ABOUT(lang).format(who=spoken(lens)(lang))
    said += _LOWEST_THIRD(lang) if lens == f"{LENS.key}:low_income" else ""
    fact = _FACT.get(_key(lens), "")
    row = figure_rows.one(snapshot, fact, edition, area) if fact in snapshot.indicators else None
    if row is None or pd.isna(row["value"]):
        name = str(snapshot.areas.loc[snapshot.areas["code"] == area, "name"].iloc[-1])
        return said + _UNKNOWN_NUMBER(lang).format(name=name)
    indicator = snapshot.indicators[fact]
    share = words.amount(row["value"], indicator, lang)
    return said + _HOW_MANY(lang).format(title=indicator.title(lang), name=row["name"], share=share)


def for_whom(initiatives: pd.DataFrame, lens: str) -> pd.DataFrame:
    """The initiatives that are for the group of a lens: those for everybody, and those aimed at it or at a part of it.

    ``initiatives``: column target_groups, separated by ``;``. One that does not say for whom it is, is for none in particular
    and stays out.
    """
    if lens not in LENS.groups:
        return initiatives
    wanted = {"all", *_AIMED_AT[_key(lens)]}
    said = initiatives["target_groups"].fillna("").str.split(";")
    return initiatives[[not wanted.isdisjoint(one.strip() for one in groups) for groups in said]]


def targets(written: str, lang: Lang) -> str:
    """For whom an initiative is, in words; "" when it does not say."""
    keys = [key.strip() for key in written.split(";") if key.strip()]
    return listing([TARGET_GROUPS[key](lang) if key in TARGET_GROUPS else key for key in keys], lang)


def about_number(people: float, lang: Lang) -> str:
    """A number of people as roughly as it is known: two significant digits, and never fewer than tens."""
    step = 10 ** max(len(str(int(people))) - 2, 1)
    return number(round(people / step) * step, lang)


def people(snapshot: Snapshot, edition: str, area: str, lens: str) -> float | None:
    """How many people a share of respondents is about in an area: adults, or those of the ages of a lens; None when unknown."""
    known = snapshot.indicators
    if lens not in LENS.groups:
        return _value(snapshot, _ADULTS, edition, area) if _ADULTS in known else None
    part = _AGED.get(_key(lens), "")
    if part not in known or _RESIDENTS not in known:
        return None
    residents, share = _value(snapshot, _RESIDENTS, edition, area), _value(snapshot, part, edition, area)
    return residents * share if residents is not None and share is not None else None


def _value(snapshot: Snapshot, key: str, edition: str, area: str) -> float | None:
    value = figure_rows.one(snapshot, key, edition, area)["value"]
    return None if pd.isna(value) else float(value)
