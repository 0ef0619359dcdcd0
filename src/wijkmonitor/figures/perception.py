"""How four groups judge the municipality on six points: the answer, the gap between officials and residents, the tables."""

from __future__ import annotations

import numpy as np
import pandas as pd

from wijkmonitor.attention import FROM_SURVEY, GAP, JUDGE, LARGEST_SPREAD, OFFICIALS, POINT, RESIDENTS
from wijkmonitor.estimate import Difference, Reason
from wijkmonitor.figures import rows as figure_rows
from wijkmonitor.figures import sentences
from wijkmonitor.indicator import SCALE_5_FLOORS, Indicator, Instrument, Kind, Theme, Unit
from wijkmonitor.level import Level
from wijkmonitor.snapshot import Snapshot
from wijkmonitor.text import Lang, Text, listing, number, same

MIDDLE = 3
"""The judgement that is neither favourable nor unfavourable."""

_DECIMALS = 1
_OVER = Text(nl="Oordeel over {p}", en="Judgement on {p}")
_GOOD = Text(
    nl="Bewoners en ambtenaren vinden allebei dat het goed gaat met {what}: aantoonbaar boven een 3 (van 1 tot 5).",
    en="Residents and officials both find that it goes well with {what}: demonstrably above a 3 (from 1 to 5).",
)
_BEST = Text(
    nl="Bewoners geven het hoogste oordeel aan {what}: een {x} (van 1 tot 5).",
    en="Residents give the highest judgement to {what}: a {x} (from 1 to 5).",
)
_LARGEST = Text(
    nl="Het grootste gemeten verschil: ambtenaren geven {what} een {o}, bewoners een {r}. Dat is een verschil van {gap} "
    "(waarschijnlijk tussen {low} en {high}).",
    en="The largest gap measured: officials give {what} a {o}, residents a {r}. That is a gap of {gap} "
    "(probably between {low} and {high}).",
)
_HIGHER = Text(
    nl="Op {k} van de {n} punten oordelen ambtenaren aantoonbaar gunstiger dan bewoners.",
    en="On {k} of the {n} points officials judge demonstrably more favourably than residents.",
)
_LOWER = Text(
    nl="Op {k} van de {n} punten oordelen ambtenaren aantoonbaar minder gunstig dan bewoners.",
    en="On {k} of the {n} points officials judge demonstrably less favourably than residents.",
)
_NONE = Text(
    nl="Op geen van de {n} punten met een cijfer oordelen ambtenaren aantoonbaar anders dan bewoners.",
    en="On none of the {n} points with a figure do officials judge demonstrably otherwise than residents.",
)
_NO_GAP = Text(
    nl="Het verschil tussen ambtenaren en bewoners is hier niet te geven.",
    en="The gap between officials and residents cannot be given here.",
)
_IN_WIJK = Text(
    nl="Over {what} geven bewoners van {name} een {r} (van 1 tot 5), ambtenaren een {o} voor de hele gemeente: {said}.",
    en="On {what} residents of {name} give a {r} (from 1 to 5), officials a {o} for the whole municipality: {said}.",
)
_NOT_IN_WIJK = Text(nl="Over {what} is in {name} geen oordeel te geven: {why}.",
                    en="On {what} no judgement can be given in {name}: {why}.")  # fmt: skip
GAP_WORDS = Text(nl="verschil: ambtenaren min bewoners", en="gap: officials minus residents")
_NO_SPREAD = Text(
    nl="Bij {who} is de spreiding van de oordelen niet opgegeven. De marge is daar zo breed als die kan zijn.",
    en="For {who} the spread of the judgements was not given. The margin there is as wide as it can be.",
)
_SAID = {
    Difference.HIGHER: Text(nl="ambtenaren aantoonbaar gunstiger", en="officials demonstrably more favourable"),
    Difference.LOWER: Text(nl="ambtenaren aantoonbaar minder gunstig", en="officials demonstrably less favourable"),
    Difference.NONE: Difference.NONE.text,
    Difference.UNTESTED: Text(nl="verschil niet te geven", en="the gap cannot be given"),
}


def of_edition(snapshot: Snapshot, edition: str) -> pd.DataFrame:
    """The judgements and gaps of one edition (columns of ``columns.TABLES["scan"]``) with the ``name`` of their area."""
    rows = snapshot.scan[snapshot.scan["edition"] == edition]
    vintage = {one["name"]: int(one["vintage"]) for one in snapshot.editions}[edition]
    return rows.assign(name=rows["area"].map(snapshot.areas_of(vintage)["name"]).fillna(rows["area"]))


def of_whole(found: pd.DataFrame, judge: str) -> pd.DataFrame:
    """The rows of one judge (or :data:`GAP`) about the whole municipality, in the order of the points; indexed by point."""
    mine = found[found["judge"].eq(judge) & found["level"].ne(Level.WIJK.value)]
    return mine.set_index("point").reindex(list(POINT.categories))


def one_row(found: pd.DataFrame, point: str, judge: str, area: str) -> pd.Series | None:
    """The row of one judge on one point in one area; None when there is none."""
    mine = found[found["point"].eq(point) & found["judge"].eq(judge) & found["area"].eq(area)]
    return mine.iloc[0] if len(mine) else None


def of_wijken(found: pd.DataFrame, point: str, judge: str = RESIDENTS) -> pd.DataFrame:
    """The rows of every wijk on one point, with and without a score, in the order of names."""
    mine = found[found["point"].eq(point) & found["judge"].eq(judge) & found["level"].eq(Level.WIJK.value)]
    return mine.sort_values(["name", "area"], kind="stable", ignore_index=True)


def known_points(found: pd.DataFrame, judge: str) -> list[str]:
    """The points on which this judge has a score (or the gap a size) for the whole, in their order."""
    scores = of_whole(found, judge)["score"]
    return list(scores.index[scores.notna()])


def about(point: str) -> Indicator:
    """What a judgement on a point is, as the charts and words of figures ask for it; not one of the registry."""
    return Indicator(
        key=f"scan_{point}",
        title=_OVER.fill(p=POINT.categories[point]),
        about=same(""),
        theme=Theme.MUNICIPALITY,
        unit=Unit.SCALE_5,
        kind=Kind.OBSERVED,
        source=same(""),
        caveats=(),
        instrument=Instrument("scan", Text(nl="gemeentescan", en="municipality scan")),
        floors=SCALE_5_FLOORS,
        decimals=_DECIMALS,
    )


def as_rows(found: pd.DataFrame) -> pd.DataFrame:
    """Judgements as ``rows.COLUMNS``; the instrument is where they come from, so that two are never joined."""
    filled = found.rename(columns={"area": "code", "score": "value", "basis": "instrument"}).assign(
        kind=Kind.OBSERVED.value, changed=Difference.UNTESTED.value, difference=Difference.UNTESTED.value
    )
    empty = {name: np.nan for name in figure_rows.COLUMNS if name not in filled}
    return filled.assign(**empty)[[*figure_rows.COLUMNS, *(c for c in ("edition",) if c in found)]]


def size(value: float, lang: Lang) -> str:
    """A judgement or a gap as a reader reads it."""
    return number(value, lang, _DECIMALS)


def answer(found: pd.DataFrame, lang: Lang) -> list[str]:
    """Strengths first, then the largest gap, and on how many points there is one: sentences with their verdict."""
    gaps = of_whole(found, GAP)
    told = gaps[gaps["score"].notna()]
    said = [*_strength(found, lang)]
    if told.empty:
        return [*said, _NO_GAP(lang)]
    sure = told[told["difference"].isin([Difference.HIGHER.value, Difference.LOWER.value])]
    if sure.empty:
        return [*said, _NONE(lang).format(n=len(told)) + sentences.caution(told["verdict"].tolist(), lang)]
    point = str(sure["score"].abs().idxmax())
    said.append(_largest(found, point, sure.loc[point], lang))
    for side, sentence in ((Difference.HIGHER, _HIGHER), (Difference.LOWER, _LOWER)):
        count = int(told["difference"].eq(side.value).sum())
        said += [sentence(lang).format(k=count, n=len(told))] if count else []
    return said


def _strength(found: pd.DataFrame, lang: Lang) -> list[str]:
    residents, officials = of_whole(found, RESIDENTS), of_whole(found, OFFICIALS)
    both = residents["low"].gt(MIDDLE) & officials["low"].gt(MIDDLE)
    verdicts = [*residents.loc[both, "verdict"], *officials.loc[both, "verdict"]]
    sentence, chosen, best = _GOOD, list(residents.index[both]), float("nan")
    if not chosen and residents["score"].notna().any():
        best = float(residents["score"].max())
        sentence, chosen = _BEST, list(residents.index[residents["score"].eq(best)])
        verdicts = residents.loc[chosen, "verdict"].tolist()
    if not chosen:
        return []
    what = listing([_quoted(point, lang) for point in chosen], lang)
    return [sentence(lang).format(what=what, x=size(best, lang)) + sentences.caution(verdicts, lang)]


def _quoted(point: str, lang: Lang) -> str:
    return f"‘{POINT.categories[point](lang)}’"


def _largest(found: pd.DataFrame, point: str, gap: pd.Series, lang: Lang) -> str:
    scores = {name: of_whole(found, judge).at[point, "score"] for name, judge in (("o", OFFICIALS), ("r", RESIDENTS))}
    numbers = {name: size(value, lang) for name, value in scores.items()}
    # Who is the more favourable shows from the two scores: the gap is told without a sign.
    low, high = sorted((abs(gap["low"]), abs(gap["high"])))
    ends = {name: size(value, lang) for name, value in (("gap", abs(gap["score"])), ("low", low), ("high", high))}
    said = _LARGEST(lang).format(what=_quoted(point, lang), **numbers, **ends)
    return said + sentences.caution([gap["verdict"]], lang)


def in_wijk(found: pd.DataFrame, point: str, area: str, lang: Lang) -> str:
    """What residents of one wijk think of a point beside officials; empty for an area without a row."""
    here, gap = (one_row(found, point, judge, area) for judge in (RESIDENTS, GAP))
    if here is None or gap is None:
        return ""
    names = {"what": _quoted(point, lang), "name": here["name"]}
    if pd.isna(here["score"]):
        return _NOT_IN_WIJK(lang).format(why=Reason(here["reason"]).text(lang), **names)
    officials = of_whole(found, OFFICIALS).at[point, "score"]
    told = _IN_WIJK(lang).format(
        r=size(here["score"], lang), o=size(officials, lang), said=said_of(gap["difference"], lang), **names
    )
    return told + sentences.caution([here["verdict"], gap["verdict"]], lang)


def said_of(difference: str, lang: Lang) -> str:
    """Whether officials judge demonstrably otherwise, in words."""
    return _SAID[Difference(difference)](lang)


def with_margin(row: pd.Series, lang: Lang) -> str:
    """A gap with its interval: ``0,9 (0,7 tot 1,1)``; a dash where there is none."""
    if pd.isna(row["score"]):
        return "–"
    to = Text(nl="tot", en="to")(lang)
    return f"{size(row['score'], lang)} ({size(row['low'], lang)} {to} {size(row['high'], lang)})"


def without_spread(found: pd.DataFrame, lang: Lang) -> str:
    """Of whom the spread was not given, in a sentence; empty when it was given everywhere."""
    largest = set(found.loc[found["spread"] == LARGEST_SPREAD, "judge"])
    who = [text(lang) for judge, text in JUDGE.categories.items() if judge in largest]
    return _NO_SPREAD(lang).format(who=listing(who, lang)) if who else ""


def from_survey(found: pd.DataFrame) -> bool:
    """Whether the judgements of residents come from the survey."""
    return bool(found["basis"].eq(FROM_SURVEY).any())
