"""Figures of one year for the areas of another, from published figures alone (docs/methods/border_changes.md).

A count is divided over the new areas as the residents of the old one are, and keeps its total. Anything else (a share, a mean,
a rate) is the mean of the old areas, each weighing as much as its residents who live in the new one. The margin is the weighted
sum of the old margins: no narrower than where it came from, since the parts of one old area are known together or not at all.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from wijkmonitor.estimate import Reason, Verdict
from wijkmonitor.indicator import Kind

KNOWN_LEAST = 0.9
"""A new area gets no value when less than this of its weight comes from old areas with a value."""
COVERED_LEAST = 0.5
"""Nor, unless it is a count, when less than this of its land lay in old areas."""
WHOLE_LEAST = 0.95
"""Old areas that fill a new one this far, and lie wholly in it, make it up: nothing had to be guessed."""

ALIKE, RENAMED, WHOLE, PART, NOWHERE = "", "renamed", "whole", "part", "nowhere"
"""How a value came over, in ``made_of``: the same area; the same area by another code; the sum or mean of whole old areas; partly
of an old area, so that something had to be assumed; not at all."""
BRIDGED = (WHOLE, PART)
"""The values of ``made_of`` that were worked out for other borders."""

COLUMNS = ("area", "value", "low", "high", "n_band", "kind", "instrument", "verdict", "reason", "shrinkage", "made_of")
_NUMBERS = ["value", "low", "high"]
_FIRMNESS = [verdict.value for verdict in Verdict]
_FULL = 0.99995
"""All of it, in four decimals."""


def composition(links: pd.DataFrame) -> pd.Series:
    """What each new area is made of: indexed by ``area_to``, ``ALIKE``, ``RENAMED``, ``WHOLE`` or ``PART``.

    ``links``: columns of ``columns.TABLES["overlaps"]`` of one level and one pair of vintages.
    """
    entire = (links["share_of_area"] >= _FULL) & (links["share_of_population"] >= _FULL)
    by_new = links.assign(entire=entire, alike=links["how"].eq("same")).groupby("area_to")
    found = by_new.agg(
        parts=("area_from", "size"), entire=("entire", "all"), alike=("alike", "all"), filled=("share_of_target", "sum")
    )
    filled = found["entire"] & (found["filled"] >= WHOLE_LEAST)
    one = filled & found["parts"].eq(1)
    told = np.select([found["alike"] & one, one, filled], [ALIKE, RENAMED, WHOLE], default=PART)
    return pd.Series(told, index=found.index, dtype="str")


def carried(values: pd.Series, links: pd.DataFrame, residents: pd.Series, *, counted: bool) -> pd.Series:
    """Values per old area (index) for the new areas (index ``area_to``); missing where an old one that counts is missing.

    ``residents``: per old area. ``counted``: a number of things or people, whose sum over all areas stays the same; otherwise
    the mean over the residents (over the land where their number is unknown or nought).
    """
    old = links["area_from"].map(values)
    if counted:
        share = links["share_of_population"].where(links["share_of_population"] > 0)
        parts = (old * share).where(share.notna(), 0.0)
        return parts.groupby(links["area_to"]).agg(lambda some: some.sum(skipna=False))
    weight = _weights(links, residents)
    return (old * weight).where(weight > 0, 0.0).groupby(links["area_to"]).agg(lambda some: some.sum(skipna=False))


def _weights(links: pd.DataFrame, residents: pd.Series) -> pd.Series:
    """The weight of each old area in its new one; they add up to 1 per new area."""
    lived = links["area_from"].map(residents) * links["share_of_population"]
    by_new = links["area_to"]
    total = lived.groupby(by_new).transform(lambda some: some.sum(skipna=False))
    land = links["share_of_target"] / links["share_of_target"].groupby(by_new).transform("sum")
    return (lived / total.where(total > 0)).where(total > 0, land)


def onto(rows: pd.DataFrame, links: pd.DataFrame, residents: pd.Series, *, counted: bool) -> pd.DataFrame:
    """Estimates of the old areas for the new ones: :data:`COLUMNS`, a row per new area that ``links`` knows.

    ``rows``: one indicator, edition and group, a row per old area: columns of :data:`COLUMNS` without made_of. What was not said
    of an old area is never told by way of a new one: a new area has a value only when old areas with a value make up nearly all
    of its weight (all of it, for a count). An area that did not change keeps its figure as it is; any other is "with care" at
    best, and a model estimate when one of its parts is.
    """
    made_of = composition(links)
    by_area = rows.set_index("area")
    pure = links[links["area_to"].map(made_of).isin([ALIKE, RENAMED])]
    plain = by_area.reindex(pure["area_from"]).assign(area=pure["area_to"].to_numpy())
    mixed = links[~links["area_to"].isin(pure["area_to"])]
    worked = _mixed(by_area, mixed, residents, counted=counted) if len(mixed) else plain.iloc[:0]
    found = pd.concat([one for one in (plain, worked) if len(one)] or [plain])
    told = {"verdict": Verdict.NOT.value, "reason": Reason.NOT_MEASURED.value, "n_band": ""}
    found = found.reset_index(drop=True).fillna(told)
    return found.assign(made_of=found["area"].map(made_of))[list(COLUMNS)]


def _mixed(by_area: pd.DataFrame, links: pd.DataFrame, residents: pd.Series, *, counted: bool) -> pd.DataFrame:
    """New areas that more than one old area, or a part of one, makes up."""
    old = by_area.reindex(links["area_from"]).set_axis(links.index)
    known = old["value"].notna()
    weight = links["share_of_population"] if counted else _weights(links, residents)
    by_new = links["area_to"]
    told = (weight * known).groupby(by_new).sum() / weight.groupby(by_new).sum().replace(0, np.nan)
    land = links["share_of_target"].groupby(by_new).sum()
    enough = told.ge(_FULL) | weight.groupby(by_new).sum().eq(0) if counted else told.ge(KNOWN_LEAST) & land.ge(COVERED_LEAST)
    used = links if counted else links[known]
    numbers = {name: carried(by_area[name], used, residents, counted=counted) for name in _NUMBERS}
    found = pd.DataFrame(numbers).reindex(told.index)
    found = found.where(enough, np.nan)
    counts = (weight > 0) & known
    said = _said(old[counts], by_new[counts]).reindex(found.index)
    measured = found["value"].notna()
    why = _why(old[~known], by_new[~known], weight[~known]).reindex(found.index)
    why = why.fillna(Reason.OTHER_BORDERS.value)
    found = found.assign(**said).assign(n_band="", shrinkage=np.nan, area=found.index)
    return found.assign(
        verdict=found["verdict"].where(measured, Verdict.NOT.value).fillna(Verdict.CARE.value),
        reason=why.mask(measured, ""),
        kind=found["kind"].fillna(_common(by_area["kind"])),
        instrument=found["instrument"].fillna(_common(by_area["instrument"])),
    )


def _said(old: pd.DataFrame, by_new: pd.Series) -> dict[str, pd.Series] | pd.DataFrame:
    """Verdict, kind and instrument of what was put together: the least firm of its parts."""
    at_best = _FIRMNESS.index(Verdict.CARE.value)
    firm = old["verdict"].map(_FIRMNESS.index).clip(lower=at_best).groupby(by_new).max().map(dict(enumerate(_FIRMNESS)))
    modelled = old["kind"].eq(Kind.MODELLED.value).groupby(by_new).any()
    kind = old["kind"].groupby(by_new).first().mask(modelled, Kind.MODELLED.value)
    instrument = old["instrument"].groupby(by_new).agg(lambda some: "+".join(sorted(set(some))))
    return pd.DataFrame({"verdict": firm, "kind": kind, "instrument": instrument})


def _why(old: pd.DataFrame, by_new: pd.Series, weight: pd.Series) -> pd.Series:
    """The reason of the heaviest part that has no value."""
    heaviest = old.assign(new=by_new, weight=weight).sort_values("weight", ascending=False, kind="stable")
    return heaviest.drop_duplicates("new").set_index("new")["reason"]


def _common(words: pd.Series) -> str:
    """What most rows say."""
    return str(words.mode().iloc[0]) if len(words.dropna()) else ""
