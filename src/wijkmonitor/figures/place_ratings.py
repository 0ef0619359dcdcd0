"""Who judges meeting places how: staff, residents and people who do not visit, and the gap between the first two."""

from __future__ import annotations

import pandas as pd

from wijkmonitor.indicator import FEW_PLACES
from wijkmonitor.snapshot import Snapshot
from wijkmonitor.text import Lang, Text, number

RATERS: dict[str, Text] = {
    "quality_staff": Text(nl="medewerkers", en="staff"),
    "quality_resident": Text(nl="bewoners", en="residents"),
    "quality_non_visitor": Text(nl="mensen die er niet komen", en="people who do not visit"),
}
"""Who judged, by the column of ``Snapshot.places`` with their score."""
FEW_TO_COMPARE = 10
"""With fewer places judged by both, a difference may well be chance."""
GAP = "staff_resident_gap"
_PAIRS = "staff_resident_places"
_HEADINGS = (
    Text(nl="Wie oordeelde", en="Who judged"),
    Text(nl="Score (0-100)", en="Score (0-100)"),
    Text(nl="Plekken", en="Places"),
)
_FEWER = Text(nl="{score} (indicatief)", en="{score} (indicative)")
_MORE = Text(
    nl="Bij de {n} plekken in {name} die medewerkers én bewoners beoordeelden, geven medewerkers {gap} punten meer "
    "(waarschijnlijk tussen {low} en {high}).",
    en="For the {n} places in {name} that both staff and residents rated, staff give {gap} points more (probably between {low} "
    "and {high}).",
)
_LESS = Text(
    nl="Bij de {n} plekken in {name} die medewerkers én bewoners beoordeelden, geven bewoners {gap} punten meer "
    "(waarschijnlijk tussen {low} en {high}).",
    en="For the {n} places in {name} that both staff and residents rated, residents give {gap} points more (probably between "
    "{low} and {high}).",
)
_ALIKE = Text(
    nl="Bij de {n} plekken in {name} die medewerkers én bewoners beoordeelden, is hun oordeel niet aantoonbaar anders.",
    en="For the {n} places in {name} that both staff and residents rated, their judgement is not demonstrably different.",
)
_SAME = Text(
    nl="Bij de {n} plekken die door allebei zijn beoordeeld, geven medewerkers gemiddeld {staff} van 100 en bewoners "
    "{residents} van 100.",
    en="For the {n} places rated by both, staff give {staff} of 100 on average and residents {residents} of 100.",
)
_SAME_ONE = Text(
    nl="Bij de ene plek die door allebei is beoordeeld, geven medewerkers {staff} van 100 en bewoners {residents} van 100.",
    en="For the one place rated by both, staff give {staff} of 100 and residents {residents} of 100.",
)
_FEW = Text(nl=" Dit is indicatief: het zijn weinig plekken.", en=" This is indicative: there are few places.")
NOT_THE_SAME = Text(
    nl="Niet iedereen beoordeelde dezelfde plekken: vergelijk de scores in deze tabel niet met elkaar.",
    en="Not everybody rated the same places: do not compare the scores in this table with each other.",
)


def by_rater(places: pd.DataFrame, lang: Lang) -> pd.DataFrame:
    """A table to read: who judged, their mean score and the number of places; without those who judged nothing."""
    rows = []
    for column, who in RATERS.items():
        scores = places[column].dropna()
        if len(scores):
            score = number(scores.mean(), lang)
            told = _FEWER(lang).format(score=score) if len(scores) < FEW_PLACES else score
            rows.append((who(lang), told, number(len(scores), lang)))
    return pd.DataFrame(rows, columns=[heading(lang) for heading in _HEADINGS])


def gap(snapshot: Snapshot, edition: str, area: str, name: str, lang: Lang) -> str:
    """How much higher staff judge than residents in an area, in a sentence; empty where too few places were judged by both.

    A gap is told as one only when its 95 % interval leaves out zero.
    """
    table = snapshot.statistics
    here = table[(table["indicator"] == "place_quality") & (table["edition"] == edition) & (table["area"] == area)]
    found = here.set_index("statistic")
    if GAP not in found.index or _PAIRS not in found.index:
        return ""
    row = found.loc[GAP]
    told = {"n": number(float(found.at[_PAIRS, "value"]), lang), "name": name}
    if row["low"] <= 0 <= row["high"]:
        return _ALIKE(lang).format(**told)
    ends = sorted(abs(float(row[end])) for end in ("low", "high"))
    sizes = {"gap": abs(float(row["value"])), "low": ends[0], "high": ends[1]}
    return (_MORE if row["value"] > 0 else _LESS)(lang).format(
        **told, **{key: number(size, lang) for key, size in sizes.items()}
    )


def staff_and_residents(places: pd.DataFrame, lang: Lang) -> str:
    """What staff and residents think of the same places, as a sentence; empty when none was rated by both."""
    both = places.dropna(subset=["quality_staff", "quality_resident"])
    if both.empty:
        return ""
    staff, residents = (number(both[column].mean(), lang) for column in ("quality_staff", "quality_resident"))
    said = _SAME_ONE if len(both) == 1 else _SAME
    told = said(lang).format(n=number(len(both), lang), staff=staff, residents=residents)
    return told + (_FEW(lang) if len(both) < FEW_TO_COMPARE else "")
