"""One indicator through the editions, for the areas of one of them.

The figures of an edition with other borders are worked out for the borders in view (``analysis.bridged``) and say so. Whether
a change is demonstrable is tested as everywhere (``analysis.differences``): the same instrument, never a model estimate, and
never a value that had to assume how a part of an old area was.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import pandas as pd

from wijkmonitor.analysis import bridged, differences
from wijkmonitor.estimate import ALL, FIGURE_COLUMNS, Difference, Reason, Verdict
from wijkmonitor.figures import rows as figure_rows
from wijkmonitor.figures import words
from wijkmonitor.indicator import Unit
from wijkmonitor.level import Level
from wijkmonitor.snapshot import Snapshot

_KEPT_VIEWS = 256
COLUMNS = ("code", "name", "edition", "date", *FIGURE_COLUMNS, "made_of", "bridged")
"""A row per area and edition: as in ``rows.COLUMNS``, the reference day (ISO), how the value came over (``analysis.bridged``) and
whether it was worked out for other borders."""
POINT_COLUMNS = (
    "series",
    "edition",
    "date",
    "value",
    "low",
    "high",
    "verdict",
    "kind",
    "instrument",
    "bridged",
)
"""What ``report.slide.TrendBody`` holds."""
CHANGE_COLUMNS = ("change", "change_low", "change_high", "changed", "why")
NO_VALUE, OTHER_QUESTIONS, MODELLED, BORDERS = "no_value", "other_questions", "modelled", "borders"
"""Why a change was not tested, in ``why``; "" where it was, or where a plain count needs no test."""
_OVER_RESIDENTS = (Unit.COUNT, Unit.SHARE, Unit.PER_1000, Unit.SCALE_10, Unit.SCALE_5, Unit.MEAN_COUNT)
"""Of these the figure of two areas together is the mean over their residents; of others that is an approximation."""
_NO_FIGURES = {
    "verdict": Verdict.NOT.value,
    "reason": Reason.OTHER_BORDERS.value,
    "made_of": bridged.NOWHERE,
    "n_band": "",
    "difference": Difference.UNTESTED.value,
    "changed": Difference.UNTESTED.value,
}


def editions_of(snapshot: Snapshot, indicator: str) -> list[str]:
    """The editions that have the indicator, oldest first."""
    names = [str(one["name"]) for one in snapshot.editions]
    return [name for name in names if any(len(snapshot.pick(indicator, name, level.value)) for level in Level)]


@lru_cache(maxsize=_KEPT_VIEWS)
def rows(snapshot: Snapshot, indicator: str, edition: str, level: str, group: str = ALL) -> pd.DataFrame:
    """Every edition of an indicator for the areas that ``edition`` has at ``level``: :data:`COLUMNS`, oldest first, by name.

    Raises ``KeyError`` for an unknown edition or indicator.
    """
    days = {str(one["name"]): str(one["date"]) for one in snapshot.editions}
    areas = snapshot.areas_of(vintage_of(snapshot, edition), level)
    parts = [
        _of_edition(snapshot, indicator, name, edition, level, group).assign(edition=name, date=days[name])
        for name in editions_of(snapshot, indicator)
    ]
    if not parts or areas.empty:
        return pd.DataFrame(columns=list(COLUMNS))
    found = pd.concat(parts, ignore_index=True)
    return found.assign(bridged=found["made_of"].isin(bridged.BRIDGED))[list(COLUMNS)]


def vintage_of(snapshot: Snapshot, edition: str) -> int:
    """Year of the division into areas that an edition uses; raises ``KeyError``."""
    return {str(one["name"]): int(one["vintage"]) for one in snapshot.editions}[edition]


def links_between(snapshot: Snapshot, vintage_from: int, vintage_to: int, level: str) -> pd.DataFrame:
    """The overlaps of two divisions at one level: columns of ``columns.TABLES["overlaps"]``."""
    table = snapshot.overlaps
    years = (table["vintage_from"] == vintage_from) & (table["vintage_to"] == vintage_to)
    return table[years & (table["level"] == level)].reset_index(drop=True)


def _of_edition(snapshot: Snapshot, indicator: str, name: str, borders: str, level: str, group: str) -> pd.DataFrame:
    """The figures of edition ``name`` within the borders of edition ``borders``."""
    own, wanted = vintage_of(snapshot, name), vintage_of(snapshot, borders)
    shown = figure_rows.shown(snapshot, indicator, name, level, group)
    if own == wanted:
        return shown.assign(made_of=bridged.ALIKE)
    residents = snapshot.areas_of(own, level)["population"]
    counted = snapshot.indicators[indicator].unit is Unit.COUNT
    links = links_between(snapshot, own, wanted, level)
    over = bridged.onto(shown.rename(columns={"code": "area"}), links, residents, counted=counted)
    names = snapshot.areas_of(wanted, level)[["name"]]
    about = snapshot.indicators[indicator]
    how = {"kind": about.kind.value, "instrument": about.instrument.key}
    how |= {key: str(shown[key].iloc[0]) for key in how if len(shown)}
    joined = names.join(over.set_index("area")).rename_axis("code").reset_index()
    every = joined.reindex(columns=[*figure_rows.COLUMNS, "made_of"])
    filled = every.astype(dict.fromkeys(_NO_FIGURES | how, "object")).fillna(_NO_FIGURES | how)
    return figure_rows.by_name(filled)


def points(snapshot: Snapshot, indicator: str, codes: Sequence[str], edition: str, group: str = ALL) -> pd.DataFrame:
    """The editions of one or more areas of ``edition``: :data:`POINT_COLUMNS`, the first area first, oldest edition first.

    An edition without a value is a row without one. Raises ``KeyError`` for an unknown edition, indicator or area.
    """
    levels = snapshot.areas_of(vintage_of(snapshot, edition))["level"]
    parts = []
    for code in codes:
        found = rows(snapshot, indicator, edition, str(levels[code]), group)
        parts.append(found[found["code"] == code].rename(columns={"name": "series"}))
    every = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=["code", "series", *COLUMNS[2:]])
    # A wijk may bear the name of its gemeente; a line is one area.
    twice = every.groupby("series")["code"].transform("nunique").gt(1)
    named = every["series"].mask(twice, every["series"] + " (" + every["code"] + ")")
    return every.assign(series=named).reindex(columns=list(POINT_COLUMNS))


def for_download(found: pd.DataFrame, indicator: str, borders: str, level: str, group: str) -> pd.DataFrame:
    """The rows as a list to hand out: what they are about first, then edition, value and how it came over.

    ``found``: :data:`COLUMNS`; ``borders``: the edition whose areas they are.
    """
    about = {"indicator": indicator, "group": group, "borders_of_edition": borders, "level": level}
    told = ["value", "low", "high", "n_band", "verdict", "kind", "instrument", "reason", "made_of"]
    return found.assign(**about)[[*about, "code", "name", "edition", "date", *told]]


def compared(found: pd.DataFrame) -> tuple[str, str] | None:
    """The two editions between which a change is told: the newest, and the oldest with the same instrument.

    ``found``: :data:`COLUMNS`. None when there are no two.
    """
    known = found[found["value"].notna()]
    if known.empty:
        return None
    asked = known.groupby("edition", sort=False)["instrument"].agg(lambda some: some.mode().iloc[0])
    last = str(asked.index[-1])
    first = next((str(name) for name, instrument in asked.items() if instrument == asked[last]), last)
    return (first, last) if first != last else None


def changes(found: pd.DataFrame, first: str, last: str, unit: Unit) -> pd.DataFrame:
    """The change of every area from edition ``first`` to ``last``: :data:`CHANGE_COLUMNS`, indexed by code.

    ``found``: :data:`COLUMNS`. Where the build tested the same step (an area that did not change, two editions in a row) its
    answer stands. A value for other borders is tested only when whole areas went into it and it is a mean over residents.
    """
    before, now = (found[found["edition"] == name].set_index("code") for name in (first, last))
    before = before.reindex(now.index)
    exact = before["made_of"].ne(bridged.PART) & now["made_of"].ne(bridged.PART)
    if unit not in _OVER_RESIDENTS:
        exact &= ~before["bridged"].eq(True) & ~now["bridged"].eq(True)
    old, new = (
        one.assign(level="", group=ALL, verdict=one["verdict"].where(exact, Verdict.NOT.value)).reset_index()
        for one in (before, now)
    )
    tested = differences.against_before(new.rename(columns={"code": "area"}), old.rename(columns={"code": "area"}))
    tested = tested.set_axis(now.index)
    if list(found["edition"].unique())[-2:] == [first, last]:
        untouched = before["made_of"].eq(bridged.ALIKE) & now["made_of"].eq(bridged.ALIKE)
        # What came over to the borders of another year no longer has the answer of the build.
        tested = now[list(tested)].where(untouched & now["change"].notna(), tested)
    return tested.assign(why=_why(before, now, exact))[list(CHANGE_COLUMNS)]


def _why(before: pd.DataFrame, now: pd.DataFrame, exact: pd.Series) -> pd.Series:
    unknown = before["value"].isna() | now["value"].isna()
    by_model = words.modelled(before) | words.modelled(now)
    told = np.select(
        [unknown, before["instrument"].ne(now["instrument"]), by_model, ~exact],
        [NO_VALUE, OTHER_QUESTIONS, MODELLED, BORDERS],
        default="",
    )
    return pd.Series(told, index=now.index, dtype="str")
