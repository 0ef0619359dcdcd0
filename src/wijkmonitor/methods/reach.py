"""Reach: which residents live within walking distance of a meeting place; and how much there is within reach for each.

The same for a part of the day (only the places that are open then) and for a group of residents (``methods.lens``), some of
whom walk less far. Places outside the municipality are unknown, and so are the residents there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from wijkmonitor import areas as geo
from wijkmonitor.analysis import Z_95, two_step, walking
from wijkmonitor.edition import Edition
from wijkmonitor.estimate import ALL, K
from wijkmonitor.groups import DAYPART, LENS
from wijkmonitor.methods import access, lens, opening_hours
from wijkmonitor.methods.domains import raw_frame

GROUPS = (ALL, *DAYPART.groups, *LENS.groups)
LEAST_KNOWN = 0.5
"""A group's figure for a larger area needs its number to be known for this part of the residents there."""
ROUNDED_TO = 10
"""Numbers of residents are told in tens."""
_FARTHEST_M = 800.0
_LONGEST_M, _SHORTER_M = walking.metres(walking.MINUTES), walking.metres(walking.SHORTER_MINUTES)


@dataclass(frozen=True, eq=False)
class AtHomes:
    """Something known at every home point (``access.residents_points``): its ``value`` (missing: unknown everywhere), and
    whether it rests on a ``guess`` there."""

    value: np.ndarray
    guess: np.ndarray


def reach(edition: Edition, walking_m: float) -> pd.DataFrame:
    """Raw frame: share of residents with a meeting place within ``walking_m`` metres on foot, of :data:`GROUPS`.

    ``n``: the residents it rests on. ``sure`` is False where residents are spread evenly over a buurt, where a place known by
    its buurt only (put in the middle of it) or one with unknown hours makes a difference, and for a group that only some
    homes of a buurt are within reach of. Missing without residents, and everywhere when no place could be located.
    """
    return _frame(edition, {group: _within(edition, group, walking_m) for group in GROUPS})


def supply_per_1000(edition: Edition) -> pd.DataFrame:
    """Raw frame: meeting places within a walk of 15 minutes per 1,000 residents (``analysis.two_step``), of :data:`GROUPS`.

    Everybody within 15 minutes shares a place, whoever the group is; a group that walks less far adds up fewer places. The
    figure of an area is the mean over its residents; 0, not missing, where nothing is within reach.
    """
    return _frame(edition, {group: _supply(edition, group) for group in GROUPS}, times=1000.0)


def without(edition: Edition, walking_m: float) -> pd.DataFrame:
    """Raw frame: residents without a meeting place within ``walking_m`` metres on foot, of :data:`GROUPS`.

    In tens; fewer than ten are told as 0.
    """
    rows = reach(edition, walking_m)
    few = (1 - rows["value"]) * rows["n"]
    few = (few / ROUNDED_TO).round().mul(ROUNDED_TO).mask(few < K - 1e-6, 0.0)
    return rows.assign(value=few, low=np.nan, high=np.nan)


def _frame(edition: Edition, found: dict[str, AtHomes], times: float = 1.0) -> pd.DataFrame:
    parts = [
        _of_group(edition, group, at, times) if group in LENS.groups else _of_everybody(edition, group, at, times)
        for group, at in found.items()
    ]
    return pd.concat(parts, ignore_index=True)


def _of_everybody(edition: Edition, group: str, at: AtHomes, times: float) -> pd.DataFrame:
    """The mean over all residents of every area."""
    homes, areas = access.residents_points(edition), edition.areas

    def per_area(amount: np.ndarray | pd.Series) -> pd.Series:
        return geo.roll_up(pd.Series(amount).groupby(homes["area"].to_numpy()).sum(), areas)

    residents = homes["residents"].to_numpy(dtype=float)
    total = per_area(residents)
    if np.isnan(at.value).all():
        return raw_frame(areas, group, n=np.nan)
    value = per_area(residents * at.value) / total.where(total > 0)
    unsure = per_area(residents * (homes["assumed"].to_numpy(dtype=bool) | at.guess))
    # Missing, not 0, where it is not known that nobody lives there.
    n = total.where((total > 0) | areas["population"].eq(0))
    return raw_frame(areas, group, value=_tidy(value, times), n=n, sure=unsure == 0)


def _tidy(value: pd.Series, times: float) -> pd.Series:
    """Shares stay within 0-1 whatever rounding does."""
    return value * times if times != 1.0 else value.clip(0, 1)


def _of_group(edition: Edition, group: str, at: AtHomes, times: float) -> pd.DataFrame:
    """The mean over the residents of one group: each smallest area counts for its number of them."""
    homes, areas, share = access.residents_points(edition), edition.areas, lens.shares_of(edition)[group]
    if np.isnan(at.value).all():
        return raw_frame(areas, group, n=np.nan)
    weighed = pd.DataFrame({"area": homes["area"].to_numpy(), "residents": homes["residents"].to_numpy(dtype=float)})
    weighed = weighed.assign(
        reached=weighed["residents"] * at.value,
        guess=weighed["residents"] * (homes["assumed"].to_numpy(dtype=bool) | at.guess),
        high=at.value,
        low=at.value,
    )
    by_area = weighed.groupby("area").agg(
        {"residents": "sum", "reached": "sum", "guess": "sum", "high": "max", "low": "min"}
    )
    mean, part = by_area["reached"] / by_area["residents"], share.value.reindex(by_area.index)
    number = (by_area["residents"] * part).where(part.notna())
    rolled = {
        name: geo.roll_up(amount.fillna(0.0), areas)
        for name, amount in {
            "people": number,
            "sum": number * mean,
            "known": by_area["residents"].where(part.notna()),
            "residents": by_area["residents"],
            # Where some homes are within reach and others not, it is not known in which of them the group lives.
            "unsure": by_area["guess"].gt(0) | (by_area["high"] > by_area["low"]) | part.isna(),
        }.items()
    }
    enough = (rolled["people"] >= K) & (rolled["known"] >= LEAST_KNOWN * rolled["residents"])
    value = (rolled["sum"] / rolled["people"].where(enough)).where(enough)
    margin = _margin(edition, share, by_area["residents"], mean, value, rolled["people"])
    top = 1.0 if times == 1.0 else np.inf
    value, low, high = (_tidy(one, times) for one in (value, value - margin, (value + margin).clip(upper=top)))
    return raw_frame(
        areas, group, value=value, low=low.clip(lower=0), high=high, n=rolled["people"].where(enough),
        sure=rolled["unsure"] == 0,
    )  # fmt: skip


def _margin(
    edition: Edition, share: lens.Share, residents: pd.Series, mean: pd.Series, value: pd.Series, people: pd.Series
) -> pd.Series:
    """Half of the 95 % interval that comes from estimated shares; missing where no estimate makes a difference.

    Linearised: the variance of sum(s P m) / sum(s P) is the sum over blocks of (sum(P (m - value)) / people)^2 var(s).
    """
    error, block = share.error.reindex(mean.index).fillna(0.0), share.block.reindex(mean.index)
    variance = pd.Series(0.0, index=value.index)
    if not error.gt(0).any():
        return variance.where(variance > 0)
    lines = geo.ancestors(edition.areas).reindex(mean.index)
    for level in lines:
        for area, inside in lines.groupby(level).groups.items():
            pull = (residents[inside] * (mean[inside] - value[area])).groupby(block[inside]).sum() / people[area]
            spread = error[inside].groupby(block[inside]).first()
            variance[area] = float(((pull * spread) ** 2).sum())
    half = Z_95 * np.sqrt(variance)
    return half.where(half > 1e-9)


def _chosen(edition: Edition, group: str) -> Iterator[tuple[str, np.ndarray]]:
    """Which listed places count (``open``) and which might (``maybe``), as booleans."""
    places = access.listed_places(edition)
    if group not in DAYPART.groups:
        yield "open", np.ones(len(places), dtype=bool)
        yield "maybe", np.zeros(len(places), dtype=bool)
        return
    hours = _hours(edition)[opening_hours.COLUMNS[group.partition(":")[2]]]
    yield "open", opening_hours.is_open(hours).to_numpy(dtype=bool)
    yield "maybe", hours.isna().to_numpy(dtype=bool)


def _hours(edition: Edition) -> pd.DataFrame:
    if "place_hours" not in edition.workings:
        written = access.listed_places(edition)["opening_hours"].astype("object")
        edition.workings["place_hours"] = opening_hours.hours_per_week(written, edition.date)
    found: pd.DataFrame = edition.workings["place_hours"]
    return found


def _within(edition: Edition, group: str, walking_m: float) -> AtHomes:
    """Whether each home has a place within the walk of the group: 1 or 0."""
    limit = walking.limit_of(group, walking_m)
    chosen, places = dict(_chosen(edition, group)), access.listed_places(edition)
    if chosen["maybe"].all():  # no place at all, or none of known hours
        return _unknown(edition)
    exact = places["exact"].to_numpy(dtype=bool)
    surely = _nearest(edition, chosen["open"] & exact, limit) <= walking.including(limit)
    by_any = surely | (_nearest(edition, chosen["open"] & ~exact, limit) <= walking.including(limit))
    perhaps = ~by_any & (_nearest(edition, chosen["maybe"], limit) <= walking.including(limit))
    return AtHomes(by_any.astype(float), (by_any & ~surely) | perhaps)


def _unknown(edition: Edition) -> AtHomes:
    number = len(access.residents_points(edition))
    return AtHomes(np.full(number, np.nan), np.zeros(number, dtype=bool))


def _nearest(edition: Edition, chosen: np.ndarray, limit_m: float) -> np.ndarray:
    """Metres on foot from each home to the nearest of the chosen places; worked out once for all shorter walks."""
    kept = edition.workings.setdefault("nearest", {})
    key = (chosen.tobytes(), max(limit_m, _FARTHEST_M))
    if key not in kept:
        where = access.listed_places(edition).loc[chosen, ["x_rd", "y_rd"]].to_numpy(dtype=float)
        kept[key] = access.walk_of(edition).nearest(_homes(edition), where, key[1])
    found: np.ndarray = kept[key]
    return found


def _homes(edition: Edition) -> np.ndarray:
    return access.residents_points(edition)[["x_rd", "y_rd"]].to_numpy(dtype=float)


def _supply(edition: Edition, group: str) -> AtHomes:
    chosen, places = dict(_chosen(edition, group)), access.listed_places(edition)
    if chosen["maybe"].all():
        return _unknown(edition)
    limit = _SHORTER_M if group in walking.SHORTER_FOR else _LONGEST_M
    near = _catchment(edition)
    rough = chosen["maybe"] | (chosen["open"] & ~places["exact"].to_numpy(dtype=bool))
    value = near.per_resident(chosen["open"].astype(float), limit, shared_within=_LONGEST_M)
    return AtHomes(value, near.touched(rough, limit))


def _catchment(edition: Edition) -> two_step.Catchment:
    if "catchment" not in edition.workings:
        where = access.listed_places(edition)[["x_rd", "y_rd"]].to_numpy(dtype=float)
        residents = access.residents_points(edition)["residents"].to_numpy(dtype=float)
        edition.workings["catchment"] = two_step.Catchment.of(
            access.walk_of(edition), _homes(edition), residents, where, (_LONGEST_M, _SHORTER_M)
        )
    found: two_step.Catchment = edition.workings["catchment"]
    return found
