"""Where residents live, as a snapshot publishes it: points with the residents around them, never fewer than ten.

A map of white spots and a trial of a new place need to know where people live, not who: residents are put together per
square of 100 metres within one smallest area, and squares with fewer than ten of them join the nearest one there.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from wijkmonitor.edition import Edition
from wijkmonitor.estimate import K
from wijkmonitor.methods import access
from wijkmonitor.registers.shared_form import together

CELL_M = 100
"""Side of a square. Twice as long, and again, while there would be more than :data:`MOST_POINTS` (a whole country)."""
MOST_POINTS = 100_000


def homes(editions: Sequence[Edition]) -> pd.DataFrame:
    """Points of all editions: columns of ``columns.TABLES["homes"]``, sorted by edition, area and position."""
    return together("homes", [points_of(edition).assign(edition=edition.name) for edition in editions])


def points_of(edition: Edition) -> pd.DataFrame:
    """Points of one edition: columns area, x_rd, y_rd (whole metres), residents (whole persons), assumed (yes or no).

    Each holds at least ``estimate.K`` residents, unless its whole area has fewer. The residents of an area add up to those
    of ``methods.access.residents_points``, rounded to whole persons; an area where nobody lives has no point.
    """
    cells = _cells(access.residents_points(edition))
    joined = _joined(cells)
    if joined.empty:
        return joined
    whole = _whole_persons(joined["residents"], joined["area"])
    where = {name: joined[name].round().astype("int64") for name in ("x_rd", "y_rd")}
    shown = joined.assign(residents=whole, **where, assumed=np.where(joined["assumed"], "yes", "no"))
    return shown[shown["residents"] > 0].sort_values(["area", "x_rd", "y_rd"], kind="stable", ignore_index=True)


def _cells(points: pd.DataFrame) -> pd.DataFrame:
    """Sums per area and square, the position being the mean of the residents'; squares no smaller than allowed."""
    side = CELL_M
    while True:
        column, row = ((points[axis].to_numpy(dtype=float) // side).astype(np.int64) for axis in ("x_rd", "y_rd"))
        keyed = points.assign(
            column=column, row=row, x=points["x_rd"] * points["residents"], y=points["y_rd"] * points["residents"]
        )
        cells = keyed.groupby(["area", "column", "row"], sort=True).agg(
            x=("x", "sum"), y=("y", "sum"), residents=("residents", "sum"), assumed=("assumed", "any")
        )
        if len(cells) <= max(MOST_POINTS, points["area"].nunique()) or side > 100_000:
            break
        side *= 2
    cells = cells.reset_index()
    return cells.assign(x_rd=cells["x"] / cells["residents"], y_rd=cells["y"] / cells["residents"])[
        ["area", "x_rd", "y_rd", "residents", "assumed"]
    ]


def _joined(cells: pd.DataFrame) -> pd.DataFrame:
    """The same residents with every square of fewer than ``K`` joined to the nearest of its area."""
    small = cells.groupby("area")["residents"].transform("min") < K
    done = [cells[~small]]
    for area, of_area in cells[small].groupby("area", sort=False):
        x, y, residents = _join(*of_area[["x_rd", "y_rd", "residents"]].to_numpy(dtype=float).T)
        assumed = bool(of_area["assumed"].any())
        done.append(pd.DataFrame({"area": area, "x_rd": x, "y_rd": y, "residents": residents, "assumed": assumed}))
    return pd.concat([one for one in done if len(one)] or [cells], ignore_index=True)


def _join(x: np.ndarray, y: np.ndarray, residents: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Squares of one area, the smallest joined to its nearest until none holds fewer than ``K`` or one is left."""
    while len(residents) > 1 and residents.min() < K:
        least = int(residents.argmin())
        away = (x - x[least]) ** 2 + (y - y[least]) ** 2
        away[least] = np.inf
        near = int(away.argmin())
        sum_of_both = residents[least] + residents[near]
        for axis in (x, y):
            axis[near] = (axis[near] * residents[near] + axis[least] * residents[least]) / sum_of_both
        residents[near] = sum_of_both
        x, y, residents = (np.delete(one, least) for one in (x, y, residents))
    return x, y, residents


def _whole_persons(residents: pd.Series, area: pd.Series) -> pd.Series:
    """Whole persons that add up to the rounded total of each area: the largest fractions are rounded up."""
    lower = np.floor(residents + 1e-6)
    left = (residents.groupby(area).transform("sum").round() - lower.groupby(area).transform("sum")).round()
    order = (residents - lower).groupby(area).rank(method="first", ascending=False)
    return (lower + (order <= left)).astype("int64")
