"""The judgements of an edition with their exact margins: from the scan, and of residents from the survey where it lacks them.

They never leave the build: ``registers.municipality`` publishes what may be said of them.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from wijkmonitor import disclosure
from wijkmonitor.attention import (
    FROM_SCAN,
    FROM_SURVEY,
    GIVEN_SPREAD,
    HIGHEST,
    LARGEST_SPREAD,
    LOWEST,
    POINT,
    RESIDENTS,
    survey_item,
)
from wijkmonitor.disclosure.totals import closed_parts
from wijkmonitor.edition import Dataset, Edition
from wijkmonitor.level import Level
from wijkmonitor.methods import perception, scales, survey

COLUMNS = ("area", "point", "judge", "value", "error", "freedom", "low", "high", "n", "n_eff", "closed", "basis", "spread",
           "hard_figure", "hard_figure_unit")  # fmt: skip


def of_edition(edition: Edition) -> pd.DataFrame:
    """Every judgement that was given: :data:`COLUMNS`, one row per area, point and judge; maybe no rows.

    ``closed``: why it may not be published ("" when it may). Residents come from the survey when the scan has no judgement of
    theirs at all, on the same cells as the published share of the same statement.
    """
    given = _from_scan(edition)
    residents = given["judge"].eq(RESIDENTS) & given["value"].notna()
    asked = pd.DataFrame(columns=list(COLUMNS)) if residents.any() else _from_survey(edition)
    if asked.empty:
        return given
    # Rows of residents without a score may hold a hard figure.
    empty = given["judge"].eq(RESIDENTS)
    figures = given.loc[empty, ["area", "point", "judge", "hard_figure", "hard_figure_unit"]]
    told = asked.drop(columns=["hard_figure", "hard_figure_unit"]).merge(figures, how="left")
    return pd.concat([one for one in (given[~empty], told) if len(one)], ignore_index=True)


def _from_scan(edition: Edition) -> pd.DataFrame:
    table = edition.get(Dataset.MUNICIPALITY_SCAN)
    if table is None:
        return pd.DataFrame(columns=list(COLUMNS))
    top = str(edition.areas.index[0])
    mean = perception.mean_of(*(table[name].to_numpy(dtype=float) for name in ("score", "sd", "n")))
    low, high = perception.interval(mean)
    rows = table.assign(
        area=table["wijk_code"].fillna(top),
        value=table["score"],
        error=mean.error,
        freedom=mean.freedom,
        low=low,
        high=high,
        n_eff=table["n"],
        basis=FROM_SCAN,
        spread=np.where(table["sd"].notna(), GIVEN_SPREAD, LARGEST_SPREAD),
    )
    return rows.assign(closed=_closed(rows, top))[list(COLUMNS)]


def _closed(rows: pd.DataFrame, top: str) -> pd.Series:
    told = rows[rows["value"].notna()]
    found = [
        closed_parts(part.set_index("area")["n"], top).set_axis(part.index)
        for _, part in told.groupby(["point", "judge"], sort=False)
    ]
    return pd.concat(found).reindex(rows.index, fill_value="") if found else pd.Series("", index=rows.index)


def _from_survey(edition: Edition) -> pd.DataFrame:
    if edition.survey is None:
        return pd.DataFrame(columns=list(COLUMNS))
    levels = edition.areas["level"].astype("str")
    shown = levels.index[(levels == Level.WIJK.value) | (levels.index == levels.index[0])]
    parts = []
    for point in POINT.categories:
        item = survey_item(point)
        raw = survey.means(edition, scales.items(edition.survey, [item])[item], (), (LOWEST, HIGHEST))
        raw.attrs = {}
        if raw["n"].isna().all():
            continue  # the question was not asked
        closed = disclosure.closed(raw, edition.areas["parent"].astype("str"))
        rows = raw.assign(closed=closed, point=point, error=raw["se"], freedom=np.maximum(raw["n_eff"] - 1, 1))
        parts.append(rows[rows["area"].isin(shown)])
    if not parts:
        return pd.DataFrame(columns=list(COLUMNS))
    told = pd.concat(parts, ignore_index=True)
    return told.assign(judge=RESIDENTS, basis=FROM_SURVEY, spread=GIVEN_SPREAD).reindex(columns=list(COLUMNS))
