"""The municipality itself as a snapshot publishes it: how four groups judge it, the gap between them, and its promises."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import numpy as np
import pandas as pd

from wijkmonitor.analysis import differences
from wijkmonitor.attention import DROPPED, GAP, JUDGE, OFFICIALS, POINT, RESIDENTS
from wijkmonitor.disclosure import band
from wijkmonitor.edition import Dataset, Edition
from wijkmonitor.estimate import Difference, Reason, Verdict, tiers_by_floor
from wijkmonitor.indicator import SCALE_5_FLOORS
from wijkmonitor.level import Level
from wijkmonitor.methods import perception
from wijkmonitor.registers import judgements
from wijkmonitor.registers.shared_form import dated, together

_DECIMALS = 1
"""More decimals would tell the exact number of judges from the margin."""

_ROUNDING = 1e-9
_KEY = ["area", "point", "judge"]
_SPOKEN = (Verdict.SAID.value, Verdict.CARE.value)
Ends = TypeVar("Ends", np.ndarray, pd.Series)


def scan(editions: Sequence[Edition]) -> pd.DataFrame:
    """Judgements and gaps of all editions: columns of ``columns.TABLES["scan"]``.

    The whole has a row per point and judge, every wijk one per point for its residents, with the reason where there is no
    score; and as many rows for the gap between officials and residents. An edition in which nobody was asked has no rows.
    """
    return together("scan", [_scan_of(edition) for edition in editions])


def _scan_of(edition: Edition) -> pd.DataFrame:
    asked = judgements.of_edition(edition)
    if asked.empty:
        return asked
    exact = _judged(_every_row(asked, edition))
    return _labelled(pd.concat([_published(exact), _gaps(exact, edition)], ignore_index=True), edition)


def _every_row(asked: pd.DataFrame, edition: Edition) -> pd.DataFrame:
    """The rows that were given and those that must be there: nobody can leave a wijk out."""
    areas, top = edition.areas, str(edition.areas.index[0])
    wijken = areas.index[areas["level"] == Level.WIJK.value]
    needed = [(top, point, judge) for point in POINT.categories for judge in JUDGE.categories]
    needed += [(str(wijk), point, RESIDENTS) for point in POINT.categories for wijk in wijken if wijk != top]
    rows = pd.DataFrame(needed, columns=_KEY).merge(asked, on=_KEY, how="outer")
    place = {area: order for order, area in enumerate(areas.index)}
    points, judges = list(POINT.categories), list(JUDGE.categories)
    order = rows["point"].map(points.index), rows["area"].map(place), rows["judge"].map(judges.index)
    return rows.iloc[np.lexsort(order[::-1])].reset_index(drop=True)


def _judged(rows: pd.DataFrame) -> pd.DataFrame:
    """With verdict and reason; what may not be said has neither value nor margin."""
    tier = pd.Series(tiers_by_floor(rows, SCALE_5_FLOORS, np.ones(len(rows), dtype=bool)), index=rows.index)
    measured, closed = rows["value"].notna(), rows["closed"].fillna("")
    few = measured & ~tier.isin(_SPOKEN)
    reason = np.select(
        [~measured, closed.ne(""), few], [Reason.NOT_MEASURED, closed, Reason.TOO_FEW], default=""
    )  # fmt: skip
    silent = reason != ""
    judged = rows.assign(reason=reason, verdict=tier.mask(silent, Verdict.NOT.value))
    judged.loc[silent, ["value", "error", "freedom", "low", "high"]] = np.nan
    return judged


def _published(exact: pd.DataFrame) -> pd.DataFrame:
    """Rounded scores within margins rounded outward, the number of judges in bands; it is "" where nobody was asked."""
    low, high = _outward(exact["low"], exact["high"])
    rounded = {"value": exact["value"].round(_DECIMALS), "low": low, "high": high}
    told = exact["n"].notna() & exact["reason"].ne(Reason.NOT_MEASURED.value)
    published = exact.assign(**rounded, n_band=band(exact["n"]).where(told, ""))
    return published.rename(columns={"value": "score"}).assign(difference=Difference.UNTESTED.value)


def _gaps(exact: pd.DataFrame, edition: Edition) -> pd.DataFrame:
    """Officials of the whole minus the residents of each area, from the scores as they are published."""
    top, key = edition.areas.index[0], ["point"]
    officials = exact[exact["judge"].eq(OFFICIALS) & exact["area"].eq(top)].set_index(key)
    residents = exact[exact["judge"].eq(RESIDENTS)].reset_index(drop=True)
    theirs = officials.loc[residents["point"]].reset_index(drop=True)
    found = perception.difference(_mean(theirs), _mean(residents))
    known = np.isfinite(found.p)
    value = found.value.round(_DECIMALS)
    low, high = _outward(value - found.half, value + found.half)
    both = [residents["verdict"], theirs["verdict"]]
    careful = (both[0] == Verdict.CARE.value) | (both[1] == Verdict.CARE.value)
    return residents[["area", "point", "basis"]].assign(
        judge=GAP,
        score=value,
        low=low,
        high=high,
        n_band="",
        verdict=np.select([~known, careful], [Verdict.NOT.value, Verdict.CARE.value], Verdict.SAID.value),
        reason=np.where(known, "", residents["reason"].mask(residents["reason"].eq(""), theirs["reason"])),
        difference=_told(found.p, value, (low > 0) | (high < 0), residents["area"].eq(top)),
    )


def _outward(low: Ends, high: Ends) -> tuple[Ends, Ends]:
    """The ends of an interval in few decimals, never narrower than it was."""
    unit = 10**_DECIMALS
    return np.floor(low * unit + _ROUNDING) / unit, np.ceil(high * unit - _ROUNDING) / unit


def _mean(rows: pd.DataFrame) -> perception.Mean:
    return perception.Mean(
        rows["value"].round(_DECIMALS).to_numpy(), rows["error"].to_numpy(dtype=float), rows["freedom"].to_numpy(float)
    )


def _told(p: np.ndarray, value: np.ndarray, apart: np.ndarray, of_whole: pd.Series) -> np.ndarray:
    """Whether officials are demonstrably more or less favourable; the points of the whole are one family, the wijken another.

    ``apart``: whether the published margin leaves out 0, so that words and margin never contradict each other.
    """
    said = np.full(len(of_whole), Difference.UNTESTED.value, dtype=object)
    for family in (of_whole.to_numpy(), ~of_whole.to_numpy()):
        sure = differences.significant(np.where(family, p, np.nan)) & apart
        tested = family & np.isfinite(p)
        side = np.where(value > 0, Difference.HIGHER.value, Difference.LOWER.value)
        said[tested] = np.where(sure, side, Difference.NONE.value)[tested]
    return said


def _labelled(rows: pd.DataFrame, edition: Edition) -> pd.DataFrame:
    words = {name: rows[name].fillna("") for name in ("basis", "spread", "hard_figure_unit")}
    levels = rows["area"].map(edition.areas["level"].astype("str"))
    return rows.assign(**words, edition=edition.name, vintage=edition.vintage, level=levels)


def promises(editions: Sequence[Edition]) -> pd.DataFrame:
    """Promises of all editions with their state on its date: columns of ``columns.TABLES["promises"]``."""
    return together("promises", [_promises_of(one) for one in editions if one.get(Dataset.PROMISES) is not None])


def _promises_of(edition: Edition) -> pd.DataFrame:
    table = edition.tables[Dataset.PROMISES]
    day = pd.Timestamp(edition.date)
    done, due = table["done_on"], table["due"]
    state = np.select(
        [table["dropped"].eq("yes"), done.notna() & (done > due), done.notna(), due < day],
        [DROPPED, "late", "kept", "overdue"],
        default="open",
    )
    told = table.assign(state=state, due_passed=np.where(due < day, "yes", "no"), edition=edition.name)
    return dated(told.rename(columns={"wijk_code": "wijk"}), ["promised_on", "due", "done_on"])
