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
    """Values per old area (index) for the new areas (index ``area_to``); missing where an old one that weighs is missing.

    ``residents``: per old area. ``counted``: a number of things or people, whose sum over all areas stays the same; otherwise
    the mean over the residents (over the land where their number is unknown), missing where nobody lives.
    """
    weight = links["share_of_population"] if counted else _weights(links, residents)
    parts = (links["area_from"].map(values).astype("float64") * weight).mask(weight.eq(0), 0.0)
    return _sum(parts, links["area_to"])


def _sum(parts: pd.Series, whole: pd.Series) -> pd.Series:
    """Sums per whole; missing where a part is."""
    return parts.groupby(whole).sum().mask(parts.isna().groupby(whole).any())


def _weights(links: pd.DataFrame, residents: pd.Series) -> pd.Series:
    """The weight of each old area in its new one; they add up to 1 per new area, and are missing where nobody lives."""
    by_new, land = links["area_to"], links["share_of_target"].astype("float64")
    lived = links["area_from"].map(residents).astype("float64") * links["share_of_population"]
    total = by_new.map(_sum(lived, by_new)).astype("float64")
    by_land = land / land.groupby(by_new).transform("sum")
    return (lived / total.where(total > 0)).where(total.notna(), by_land)


def onto(rows: pd.DataFrame, links: pd.DataFrame, residents: pd.Series, *, counted: bool) -> pd.DataFrame:
    """Estimates of the old areas for the new ones: :data:`COLUMNS`, a row per new area that ``links`` knows.

    ``rows``: one indicator, edition and group, a row per old area: columns of :data:`COLUMNS` without made_of. What was not said
    of an old area is never told by way of a new one: a new area has a value only when old areas with a value make up nearly all
    of its weight (all of it, for a count). An area that did not change keeps its figure as it is; any other is "with care" at
    best, and a model estimate when one of its parts is.
    """
    made_of = composition(links)
    by_area = rows.set_index("area")
    pure = links["area_to"].map(made_of).isin([ALIKE, RENAMED])
    plain = by_area.reindex(links.loc[pure, "area_from"]).assign(area=links.loc[pure, "area_to"].to_numpy())
    worked = _mixed(by_area, links[~pure].reset_index(drop=True), residents, counted=counted)
    found = pd.concat([one for one in (plain, worked) if len(one)] or [plain], ignore_index=True)
    nothing = {"verdict": Verdict.NOT.value, "reason": Reason.NOT_MEASURED.value, "n_band": ""}
    usual = {name: str(rows[name].mode().iloc[0]) for name in ("kind", "instrument") if rows[name].notna().any()}
    return found.fillna(nothing | usual).assign(made_of=found["area"].map(made_of))[list(COLUMNS)]


def _mixed(by_area: pd.DataFrame, links: pd.DataFrame, residents: pd.Series, *, counted: bool) -> pd.DataFrame:
    """The new areas that several old ones, or a part of one, make up: columns of :data:`COLUMNS` without made_of."""
    old = by_area.reindex(links["area_from"]).set_axis(links.index)
    known, by_new = old["value"].notna(), links["area_to"]
    weight = links["share_of_population"] if counted else _weights(links, residents)
    all_weight = _sum(weight, by_new)
    told = (weight * known).groupby(by_new).sum() / all_weight.where(all_weight > 0)
    land = links["share_of_target"].groupby(by_new).sum()
    enough = (told.ge(_FULL) | all_weight.eq(0)) if counted else (told.ge(KNOWN_LEAST) & land.ge(COVERED_LEAST))
    used = links if counted else links[known]
    numbers = {name: carried(by_area[name], used, residents, counted=counted) for name in _NUMBERS}
    found = pd.DataFrame(numbers).reindex(told.index).where(enough, axis=0)
    said = _said(old[known & weight.gt(0)], by_new).reindex(told.index)
    measured = found["value"].notna()
    why = _why(old["reason"], by_new, weight, ~known & weight.gt(0)).reindex(told.index)
    why = why.fillna(Reason.OTHER_BORDERS.value).mask(all_weight.isna(), Reason.NO_RESIDENTS.value)
    return found.join(said).assign(
        area=found.index,
        verdict=said["verdict"].fillna(Verdict.CARE.value).where(measured, Verdict.NOT.value),
        reason=why.mask(measured, ""),
        n_band="",
        shrinkage=np.nan,
    )


def _said(old: pd.DataFrame, by_new: pd.Series) -> pd.DataFrame:
    """Verdict, kind and instrument of what was put together: the least firm of its parts, and no firmer than "with care"."""
    by_new = by_new.reindex(old.index)
    order = [verdict.value for verdict in Verdict]
    least = old["verdict"].map(order.index).clip(lower=order.index(Verdict.CARE.value)).groupby(by_new).max()
    modelled = old["kind"].eq(Kind.MODELLED.value).groupby(by_new).any()
    kind = old["kind"].groupby(by_new).first().mask(modelled, Kind.MODELLED.value)
    instrument = old["instrument"].groupby(by_new).first()
    return pd.DataFrame({"verdict": least.map(dict(enumerate(order))), "kind": kind, "instrument": instrument})


def _why(reason: pd.Series, by_new: pd.Series, weight: pd.Series, silent: pd.Series) -> pd.Series:
    """Per new area the reason of the heaviest of its parts that have no value."""
    rows = pd.DataFrame({"area_to": by_new, "reason": reason, "weight": weight})[silent]
    heaviest = rows.sort_values("weight", ascending=False, kind="stable").drop_duplicates("area_to")
    return heaviest.set_index("area_to")["reason"]
