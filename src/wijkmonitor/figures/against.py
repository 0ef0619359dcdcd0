"""Capacity and initiatives together: of which areas it can be said that they have much or little of both, or of one.

The probabilities are those of ``analysis.against``; below one in two nothing is said of an area.
"""

from __future__ import annotations

import pandas as pd

from wijkmonitor.analysis import Z_95, against
from wijkmonitor.analysis.against import Together
from wijkmonitor.analysis.robustness import POSSIBLE_FROM, ROBUST_FROM
from wijkmonitor.figures import capacity, measures
from wijkmonitor.figures import rows as figure_rows
from wijkmonitor.figures.categories import named
from wijkmonitor.level import Level
from wijkmonitor.snapshot import Snapshot
from wijkmonitor.text import Lang, Text, number, percent

SMOOTHED = "initiative_density_smoothed"
CORNERS: dict[str, Text] = {
    "high_high": Text(nl="veel doenvermogen en veel initiatieven", en="much capacity and many initiatives"),
    "high_low": Text(nl="veel doenvermogen en weinig initiatieven", en="much capacity and few initiatives"),
    "low_high": Text(nl="weinig doenvermogen en veel initiatieven", en="little capacity and many initiatives"),
    "low_low": Text(nl="weinig doenvermogen en weinig initiatieven", en="little capacity and few initiatives"),
}
"""Words per corner, strengths first."""

_GROUP = Text(nl="Hoogste of laagste derde deel van de gebieden", en="Highest or lowest third of the areas")
_ROBUST = Text(nl="Robuust (kans van {p} of meer)", en="Robust (chance of {p} or more)")
_POSSIBLE = Text(nl="Mogelijk (kans van {q} tot {p})", en="Possible (chance of {q} to {p})")
_SAID = Text(
    nl="Van {k} van de {n} {areas} is te zeggen in welke hoek van deze figuur zij horen{robust}. Over de rest is niets te "
    "zeggen.",
    en="Of {k} of the {n} {areas} it can be said in which corner of this figure they belong{robust}. Of the rest nothing can be "
    "said.",
)
_NONE_ROBUST = Text(nl=", maar van geen enkele is dat robuust", en=", but of none is that robust")
_SOME_ROBUST = Text(nl="; van {r} is dat robuust", en="; of {r} that is robust")
_NOTHING = Text(
    nl="Van geen enkele {area} is met genoeg zekerheid te zeggen dat zij bij een hoek van deze figuur hoort.",
    en="Of not a single {area} can it be said with enough certainty that it belongs to a corner of this figure.",
)


def together(snapshot: Snapshot, across: str, edition: str, level: str) -> pd.DataFrame:
    """Per area (index) its name, the probability of each corner, ``corner`` and ``verdict`` ("" where nothing is said)."""
    smoothed = measures.measured(snapshot, edition, [SMOOTHED])
    rows = figure_rows.shown(snapshot, across, edition, level)
    rate = figure_rows.shown(snapshot, smoothed[0] if smoothed else capacity.INITIATIVES, edition, level)
    rate = rate.set_index("code").reindex(rows["code"])
    error = (rows["high"] - rows["low"]) / (2 * Z_95)
    found = against.lowest_together(rows["value"], error, rate["value"], rate["low"], rate["high"])
    return found.set_axis(pd.Index(rows["code"], name="code")).assign(name=rows["name"].to_numpy())


def answer(found: pd.DataFrame, level: str, lang: Lang) -> str:
    """Of how many areas something can be said, and of how many that is robust."""
    words = Level(level)
    known, said = found["low_low"].notna().sum(), found["verdict"].ne(Together.NONE.value)
    if not said.any():
        return _NOTHING(lang).format(area=words.text(lang))
    robust = found["verdict"].eq(Together.ROBUST.value)
    firm = (_SOME_ROBUST if robust.any() else _NONE_ROBUST)(lang).format(r=number(robust.sum(), lang))
    told = {"k": number(said.sum(), lang), "n": number(known, lang), "areas": words.plural(lang)}
    return _SAID(lang).format(**told, robust=firm)


def table(found: pd.DataFrame, lang: Lang) -> pd.DataFrame:
    """Which areas belong to which corner, robustly or possibly; names in alphabetical order."""
    limits = {"p": percent(ROBUST_FROM, lang), "q": percent(POSSIBLE_FROM, lang)}
    columns = {_GROUP(lang): [words(lang) for words in CORNERS.values()]}
    for verdict, title in ((Together.ROBUST, _ROBUST), (Together.POSSIBLE, _POSSIBLE)):
        mine = found[found["verdict"] == verdict.value]
        names = [mine.loc[mine["corner"] == corner, "name"].tolist() for corner in CORNERS]
        columns[title(lang).format(**limits)] = [named(one, lang) or "–" for one in names]
    return pd.DataFrame(columns)
