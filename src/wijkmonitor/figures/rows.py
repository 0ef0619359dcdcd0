"""What one view shows: a row per area of the level, whether or not anything is known of it."""

from __future__ import annotations

import math
from functools import lru_cache

import pandas as pd

from wijkmonitor.estimate import ALL, FIGURE_COLUMNS, Difference, Reason, Verdict
from wijkmonitor.groups import AGE, DIMENSIONS, SENIORS, Dimension
from wijkmonitor.indicator import Indicator, Kind
from wijkmonitor.level import Level
from wijkmonitor.snapshot import Snapshot

_KEPT_VIEWS = 256
"""A page asks for the same rows several times, and readers for the same pages; a snapshot never changes."""
_KEPT_ROWS = 2048
"""Every profile lays its area beside the same rows of the municipality."""

_KEPT_ROWS = 2048

COLUMNS = (
    "code",
    "name",
    *FIGURE_COLUMNS,
)
"""Meaning as in ``columns.TABLES["estimates"]``; numbers are NaN and words "" where nothing is known."""

_NUMBERS = ("value", "low", "high", "n_eff", "shrinkage", "change", "change_low", "change_high")
_NOTHING = {
    "verdict": Verdict.NOT.value,
    "reason": Reason.NOT_MEASURED.value,
    "n_band": "",
    "difference": Difference.UNTESTED.value,
    "changed": Difference.UNTESTED.value,
}


@lru_cache(maxsize=_KEPT_VIEWS)
def shown(snapshot: Snapshot, indicator: str, edition: str, level: str, group: str = ALL) -> pd.DataFrame:
    """The estimates of one view, one row per area in the order of names: :data:`COLUMNS`, indexed 0, 1, ...

    An area without an estimate is "not measured", or "suppressed" when a group is withheld there (:func:`why_absent`).
    Raises ``KeyError`` for an unknown edition or indicator.
    """
    known = snapshot.pick(indicator, edition, level, group).set_index("area")
    rows = snapshot.areas_of(vintage(snapshot, edition), level)[["name"]].join(known.reindex(columns=list(COLUMNS[2:])))
    # What an area without an estimate would have been measured with is what the others were measured with.
    about = snapshot.indicators[indicator]
    instrument = str(known["instrument"].iloc[0]) if len(known) else about.instrument.key
    filled = rows
    if _is_withheld(snapshot, about, edition, group):
        whole = snapshot.pick(indicator, edition, level).set_index("area").reindex(rows.index)
        filled = rows.assign(reason=rows["reason"].mask(rows["verdict"].isna(), why_absent(whole)))
    filled = filled.fillna(_NOTHING | {"kind": about.kind.value, "instrument": instrument})
    return by_name(filled.rename_axis("code").reset_index())[list(COLUMNS)]


def by_name(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows with a ``name`` and a ``code`` in the order of names as people spell them: capitals do not come first."""
    return rows.sort_values(["name", "code"], key=spelled, kind="stable", ignore_index=True)


def spelled(column: pd.Series) -> pd.Series:
    """What a column of names is put in order by; a column of anything else is left as it is."""
    return column.str.casefold() if pd.api.types.is_string_dtype(column) else column


@lru_cache(maxsize=_KEPT_ROWS)
def one(snapshot: Snapshot, indicator: str, edition: str, area: str, group: str = ALL) -> pd.Series:
    """The estimate of one area as a row of :data:`COLUMNS`; without one, the reason is as in :func:`shown`.

    Raises ``KeyError`` for an unknown edition, indicator or area.
    """
    about, place = snapshot.indicators[indicator], areas_in(snapshot, edition).loc[area]
    known = snapshot.find(indicator, edition, area, group)
    if known is None:
        how = {"kind": about.kind.value, "instrument": about.instrument.key}
        if _is_withheld(snapshot, about, edition, group):
            whole = snapshot.pick(indicator, edition, str(place["level"])).set_index("area")
            how["reason"] = str(why_absent(whole.reindex([area])).iloc[0])
        known = pd.Series(dict.fromkeys(_NUMBERS, math.nan) | _NOTHING | how)
    return pd.Series({"code": area, "name": place["name"], **known[list(FIGURE_COLUMNS)]}, dtype=object)


def why_absent(whole: pd.DataFrame) -> pd.Series:
    """Why a group has no row of its own, per area: withheld where everybody together was measured, else what ``whole`` says.

    ``whole``: the rows of everybody (columns value, kind, n_band, reason), missing where there is none. A group that was asked
    for and has no row is a filter that was closed, so that nobody can be recognised. Returns ``Reason`` values.
    """
    asked = whole["kind"].eq(Kind.OBSERVED.value) & whole["n_band"].fillna("").ne("")
    reason = whole["reason"].fillna("").replace("", Reason.NOT_MEASURED.value)
    counted = whole["kind"].eq(Kind.REGISTER.value)  # nobody answered: how many such people live there is not known
    return reason.mask(asked | (whole["value"].notna() & ~counted), Reason.SUPPRESSED.value)


def is_asked(snapshot: Snapshot, edition: str, dimension: Dimension) -> bool:
    """Whether anything in an edition is shown by this background."""
    return not _groups_in(snapshot, edition).isdisjoint(dimension.groups)


@lru_cache(maxsize=_KEPT_VIEWS)
def _groups_in(snapshot: Snapshot, edition: str) -> frozenset[str]:
    table = snapshot.estimates
    return frozenset(table.loc[table["edition"] == edition, "group"].unique())


def _is_withheld(snapshot: Snapshot, about: Indicator, edition: str, group: str) -> bool:
    """Whether a missing row of ``group`` was withheld: the indicator is shown by its background, and the edition knows it."""
    mine = [DIMENSIONS[key] for key in about.groups]
    if group in SENIORS.groups:  # made of ages: whoever was asked for those was asked for this
        return AGE in mine and is_asked(snapshot, edition, AGE)
    return any(group in one.groups and is_asked(snapshot, edition, one) for one in mine)


def before(snapshot: Snapshot, indicator: str, edition: str, area: str, group: str = ALL) -> pd.Series | None:
    """The same area in the last earlier edition that has the indicator, with that ``edition`` beside :data:`COLUMNS`.

    It is the edition that the column ``change`` compares with. None when there is no such edition, or when it did not have the
    area. Raises ``KeyError`` for an unknown edition or indicator.
    """
    if indicator not in snapshot.indicators:
        raise KeyError(indicator)
    name = _measured_before(snapshot, indicator, edition)
    if name is None or area not in areas_in(snapshot, name).index:
        return None
    found = one(snapshot, indicator, name, area, group)
    return pd.concat([found, pd.Series({"edition": name})])


@lru_cache(maxsize=_KEPT_VIEWS)
def _measured_before(snapshot: Snapshot, indicator: str, edition: str) -> str | None:
    measured = (
        name
        for name in reversed(earlier(snapshot, edition))
        if any(len(snapshot.pick(indicator, name, level.value)) for level in Level)
    )
    return next(measured, None)


def earlier(snapshot: Snapshot, edition: str) -> list[str]:
    """The editions before one, oldest first. Raises ``KeyError`` for an unknown edition."""
    names = [str(e["name"]) for e in snapshot.editions]
    if edition not in names:
        raise KeyError(edition)
    return names[: names.index(edition)]


def areas_in(snapshot: Snapshot, edition: str) -> pd.DataFrame:
    """The areas of an edition, indexed by code: name, level, parent, population. Raises ``KeyError`` for an unknown edition."""
    return snapshot.areas_of(vintage(snapshot, edition))


def vintage(snapshot: Snapshot, edition: str) -> int:
    """Year of the division into areas of an edition. Raises ``KeyError`` for an unknown edition."""
    return {e["name"]: int(e["vintage"]) for e in snapshot.editions}[edition]
