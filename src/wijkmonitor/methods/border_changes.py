"""How the areas of one year lie in those of another: shares of land and of residents (docs/methods/border_changes.md).

The shapes of both years are laid over each other (``geopandas.overlay``) at the smallest level they share; larger areas are
made up of those. A conversion table of the municipality itself goes before the map. Shares of one old area add up to exactly
1, so that a count that is carried over keeps its total.
"""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd

from wijkmonitor import areas as geo
from wijkmonitor.areas import Level
from wijkmonitor.edition import Dataset, Edition
from wijkmonitor.estimate import K
from wijkmonitor.methods import access

SLIVER = 0.01
"""A part smaller than this of both areas is a difference in drawing, and is left out."""
SAME_GROUND = 0.99
"""Two areas that cover each other this far are the same ground."""
COVERED_LEAST = 0.5
"""An old area of which less than this lies in new ones is not carried over: it went elsewhere, or the shapes do not fit."""
STEPS = 10_000
"""Shares are told in this many steps (four decimals)."""

_PAIR = ["area_from", "area_to"]
SAME, RECODE, SHAPE = "same", "recode", "shape"


def between(old: Edition, new: Edition) -> pd.DataFrame:
    """The areas of ``old`` in those of ``new``: columns of ``columns.TABLES["overlaps"]``, every level they share.

    An area of either that is in no row could not be bridged. Worked out once per pair.
    """
    kept = f"lies_in_{new.vintage}"
    if kept not in old.workings:
        old.workings[kept] = _between(old, new)
    found: pd.DataFrame = old.workings[kept]
    return found


def same_ground(old: Edition, new: Edition) -> pd.Index:
    """The codes that stand for the same ground in both editions."""
    if old.vintage == new.vintage:
        return new.areas.index
    found = between(old, new)
    return pd.Index(found.loc[found["how"] == SAME, "area_to"])


def _between(old: Edition, new: Edition) -> pd.DataFrame:
    order = list(Level)
    level = min((geo.lowest_level(one.areas) for one in (old, new)), key=order.index)
    parts = [_smallest(old, new, level).assign(level=level.value)]
    shared = set(old.areas["level"]) & set(new.areas["level"])
    for larger in (one for one in order[: order.index(level)] if one.value in shared):
        parts.append(_larger(parts[0], old, new, larger).assign(level=larger.value))
    return pd.concat(parts, ignore_index=True).assign(vintage_from=old.vintage, vintage_to=new.vintage)


def ground(old: gpd.GeoDataFrame, new: gpd.GeoDataFrame) -> pd.DataFrame:
    """Every pair of areas that share ground: area_from, area_to, land_m2, of_old and of_new (shares of their land).

    Both: indexed by code, geometry in metres.
    """
    one = gpd.GeoDataFrame({"area_from": old.index}, geometry=old.geometry.to_numpy(), crs=old.crs)
    other = gpd.GeoDataFrame({"area_to": new.index}, geometry=new.geometry.to_numpy(), crs=new.crs)
    met = gpd.overlay(one, other, how="intersection", keep_geom_type=False)
    pairs = pd.DataFrame({**{name: met[name] for name in _PAIR}, "land_m2": met.geometry.area})
    pairs = pairs[pairs["land_m2"] > 0].groupby(_PAIR, as_index=False, sort=True)["land_m2"].sum()
    land_old, land_new = old.geometry.area, new.geometry.area
    return pairs.assign(
        of_old=pairs["land_m2"] / pairs["area_from"].map(land_old).astype(float),
        of_new=pairs["land_m2"] / pairs["area_to"].map(land_new).astype(float),
    )


def _smallest(old: Edition, new: Edition, level: Level) -> pd.DataFrame:
    """The overlaps of one level: by the conversion table where it knows, else by shape among the areas it does not name."""
    before, after = geo.of_level(old.areas, level), geo.of_level(new.areas, level)
    told = _recoded(old, new, before, after)
    rest = before[~before.index.isin(told["area_from"])], after[~after.index.isin(told["area_to"])]
    met = _kept(ground(*rest))
    people = _people(met, old, new, level)
    drawn = _shares(met.assign(people=people), old.population)
    return pd.concat([told, drawn], ignore_index=True)


def _recoded(old: Edition, new: Edition, before: gpd.GeoDataFrame, after: gpd.GeoDataFrame) -> pd.DataFrame:
    """The rows of the conversion table that join areas of these two; back in time only those of one area to one."""
    forward = old.vintage < new.vintage
    table = (new if forward else old).get(Dataset.RECODING)
    columns = [*_PAIR, "share_of_area", "share_of_population", "share_of_target", "how"]
    if table is None:
        return pd.DataFrame(columns=columns)
    pairs = table[["old_code", "new_code"]].set_axis(_PAIR if forward else _PAIR[::-1], axis=1)
    pairs = pairs.assign(share=table["share"])
    if not forward:
        pairs = pairs[~pairs["area_from"].duplicated(keep=False) & ~pairs["area_to"].duplicated(keep=False)]
    known = pairs.groupby("area_from")["area_to"].transform(lambda codes: codes.isin(after.index).all())
    pairs = pairs[known.astype(bool) & pairs["area_from"].isin(before.index)]
    share = pairs["share"].fillna(1.0)
    share = _in_steps(share / share.groupby(pairs["area_from"]).transform("sum"), pairs["area_from"])
    land = share * pairs["area_from"].map(before.geometry.area)
    target = (land / land.groupby(pairs["area_to"]).transform("sum")).round(4)
    found = pairs[_PAIR].assign(share_of_area=share, share_of_population=share, share_of_target=target)
    return found.assign(how=RECODE)[columns]


def _kept(met: pd.DataFrame) -> pd.DataFrame:
    """Overlaps without slivers, without those of an area that hardly lies in any, and one row where the ground is the same."""
    met = met[(met["of_old"] >= SLIVER) | (met["of_new"] >= SLIVER)]
    same = (met["of_old"] >= SAME_GROUND) & (met["of_new"] >= SAME_GROUND)
    met = met[same | ~met["area_from"].isin(met.loc[same, "area_from"])]
    covered = met.groupby("area_from")["of_old"].transform("sum") >= COVERED_LEAST
    return met[covered].reset_index(drop=True)


def _people(met: pd.DataFrame, old: Edition, new: Edition, level: Level) -> pd.Series:
    """Residents in each overlap where it is known where they live; missing where that is unknown or does not matter."""
    several = set(met.loc[met["area_from"].duplicated(), "area_from"])
    points = access.residents_points(old)
    points = points.assign(area_from=_at(points["area"], old.areas, level))
    assumed = points.groupby("area_from")["assumed"].transform("any").astype(bool)
    known = points[points["area_from"].isin(several) & ~assumed]
    if known.empty:
        return pd.Series(np.nan, index=met.index)
    inside = _at(geo.locate(known["x_rd"], known["y_rd"], new.areas), new.areas, level)
    counted = known.assign(area_to=inside).groupby(_PAIR)["residents"].sum()
    found = counted.reindex(pd.MultiIndex.from_frame(met[_PAIR])).fillna(0.0).to_numpy()
    sure = met["area_from"].isin(known["area_from"]).to_numpy()
    return pd.Series(np.where(sure, found, np.nan), index=met.index)


def _at(codes: pd.Series, areas: gpd.GeoDataFrame, level: Level) -> pd.Series:
    """The area of ``level`` that each code lies in."""
    return codes.map(geo.ancestors(areas)[level.value], na_action="ignore")


def _shares(met: pd.DataFrame, population: pd.Series) -> pd.DataFrame:
    """Overlaps (area_from, area_to, of_old, of_new, people) as rows of the table.

    Fewer than ``estimate.K`` residents in a part are never told: they are put with the largest part of their area. Without
    residents whose place is known, they are spread as the land is.
    """
    by_old = met["area_from"]
    land = _in_steps(met["of_old"] / met["of_old"].groupby(by_old).transform("sum"), by_old)
    people = met["people"].where(met["people"].ge(K) | met["people"].isna(), 0.0)
    total = people.groupby(by_old).transform("sum")
    somebody = (total > 0) & by_old.map(population).ne(0)
    lived = _in_steps((people / total).where(somebody, land), by_old)
    same = (met["of_old"] >= SAME_GROUND) & (met["of_new"] >= SAME_GROUND)
    alike = same & (met["area_from"] == met["area_to"])
    return met[_PAIR].assign(
        share_of_area=land,
        share_of_population=lived,
        share_of_target=met["of_new"].clip(upper=1).where(~same, 1.0).round(4),
        how=np.where(alike, SAME, SHAPE),
    )


def _larger(smallest: pd.DataFrame, old: Edition, new: Edition, level: Level) -> pd.DataFrame:
    """The overlaps of larger areas, made up of those of the smallest."""
    land_old, land_new = (one.areas.geometry.area for one in (old, new))
    at = {
        "area_from": _at(smallest["area_from"], old.areas, level),
        "area_to": _at(smallest["area_to"], new.areas, level),
    }
    rows = smallest.assign(
        **at,
        land=smallest["share_of_area"] * smallest["area_from"].map(land_old),
        people=smallest["share_of_population"] * smallest["area_from"].map(old.population),
        target=smallest["share_of_target"] * smallest["area_to"].map(land_new),
        recoded=smallest["how"].eq(RECODE),
    )
    met = rows.groupby(_PAIR, as_index=False).agg(
        land=("land", "sum"), people=("people", lambda some: some.sum(min_count=1)), target=("target", "sum"),
        recoded=("recoded", "all"),
    )  # fmt: skip
    met = met.assign(
        of_old=met["land"] / met["area_from"].map(land_old), of_new=met["target"] / met["area_to"].map(land_new)
    )
    met = _kept(met)
    return _shares(met, old.population).assign(
        how=lambda made: made["how"].mask(met["recoded"] & made["how"].ne(SAME), RECODE)
    )


def _in_steps(shares: pd.Series, whole: pd.Series) -> pd.Series:
    """Shares in whole steps that add up to exactly 1 per ``whole``: the largest fractions are rounded up."""
    steps = shares * STEPS
    lower = np.floor(steps + 1e-6)
    left = (STEPS - lower.groupby(whole).transform("sum")).round()
    order = (steps - lower).groupby(whole).rank(method="first", ascending=False)
    return (lower + (order <= left)) / STEPS
