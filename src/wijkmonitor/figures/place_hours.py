"""When meeting places are open, and which figure belongs to a choice of for whom and when."""

from __future__ import annotations

import re

import pandas as pd

from wijkmonitor.estimate import ALL
from wijkmonitor.groups import DAYPART, LENS, group_text
from wijkmonitor.indicator import Indicator
from wijkmonitor.text import Lang, Text, listing, number

_SHORT = {
    "weekday": Text(nl="overdag", en="daytime"),
    "evening": Text(nl="avond", en="evening"),
    "weekend": Text(nl="weekend", en="weekend"),
}
_NEVER = Text(nl="minder dan 3 uur per week", en="less than 3 hours a week")
_UNKNOWN = Text(nl="onbekend", en="unknown")
_LEFT_OUT = Text(
    nl="Van {n} plekken zijn de openingstijden niet bekend. Zij staan niet in de lijst en tellen nu niet mee.",
    en="The opening hours of {n} places are not known. They are not in the list and do not count now.",
)
_LEFT_OUT_ONE = Text(
    nl="Van 1 plek zijn de openingstijden niet bekend. Die staat niet in de lijst en telt nu niet mee.",
    en="The opening hours of 1 place are not known. It is not in the list and does not count now.",
)
_MAP_IS_OF = Text(
    nl="De kleuren op de kaart gaan over {group}, op elk moment. De lijst toont alleen plekken die {when} open zijn.",
    en="The colours on the map are about {group}, at any time. The list shows only places that are open {when}.",
)
_DUTCH_HOURS = dict(
    zip(
        "Mo Tu We Th Fr Sa Su PH SH off closed sunrise sunset open week".split(),
        "ma di wo do vr za zo feestdagen schoolvakanties gesloten gesloten zonsopkomst zonsondergang open week".split(),
        strict=True,
    )
)
_DUTCH_HOURS |= dict(zip("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(),
                         "jan feb mrt apr mei jun jul aug sep okt nov dec".split(), strict=True))  # fmt: skip
_HOURS_WORD = re.compile(r"\b(" + "|".join(_DUTCH_HOURS) + r")\b")


def opening_hours(written: str, lang: Lang) -> str:
    """Opening hours as they were written (OSM syntax), with Dutch names of days and months in Dutch."""
    return _HOURS_WORD.sub(lambda found: _DUTCH_HOURS[found[0]], written) if lang == "nl" else written


def open_when(places: pd.DataFrame, lang: Lang) -> pd.Series:
    """The parts of the day in which each place is open, in words; "unknown" where its hours are not known."""

    def told(row: tuple[str, ...]) -> str:
        parts = [_SHORT[part](lang) for part, answer in zip(DAYPART.categories, row, strict=True) if answer == "yes"]
        if not any(row):
            return _UNKNOWN(lang)
        return listing(parts, lang) if parts else _NEVER(lang)

    answers = places[[f"open_{part}" for part in DAYPART.categories]]
    return pd.Series([told(row) for row in answers.itertuples(index=False, name=None)], index=places.index, dtype="str")


def open_in(places: pd.DataFrame, daypart: str) -> pd.DataFrame:
    """The places that are open in a part of the day; all of them for no part ("")."""
    return places[places[f"open_{daypart}"] == "yes"] if daypart else places


def left_out(places: pd.DataFrame, daypart: str, lang: Lang) -> str:
    """How many places are left out because their hours are not known; empty when there is none."""
    unknown = int(places[f"open_{daypart}"].eq("").sum()) if daypart else 0
    if not unknown:
        return ""
    return (_LEFT_OUT_ONE if unknown == 1 else _LEFT_OUT)(lang).format(n=number(unknown, lang))


def figure_group(indicator: Indicator, lens: str, daypart: str) -> str:
    """The group whose figure is shown: that of ``lens`` (a group) when there is one, else that of the part of the day."""
    if lens in LENS.groups and LENS.key in indicator.groups:
        return lens
    if daypart and DAYPART.key in indicator.groups:
        return f"{DAYPART.key}:{daypart}"
    return ALL


def map_is_of(group: str, daypart: str, lang: Lang) -> str:
    """What the map is about when the list is about a part of the day besides; empty when both are about the same."""
    if not daypart or group not in LENS.groups:
        return ""
    return _MAP_IS_OF(lang).format(group=group_text(group)(lang), when=DAYPART.categories[daypart](lang))
