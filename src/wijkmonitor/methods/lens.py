"""How many residents of a group live in each smallest area: older people, people with a limitation, low incomes.

Within an area everybody is taken to live alike: each home has the same part of the group.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from wijkmonitor import areas as geo
from wijkmonitor.edition import Edition
from wijkmonitor.estimate import ALL, K
from wijkmonitor.groups import LENS
from wijkmonitor.level import Level
from wijkmonitor.methods import survey

FEWEST_ANSWERS = 50
"""The share with a limitation is used of wijken where at least so many answered, and at least ``K`` on either side."""
_COUNTED = {"65plus": "age_65_plus", "75plus": "age_75_plus"}


@dataclass(frozen=True, eq=False)
class Share:
    """The part (0-1) of the residents of each smallest area that is in a group, missing where unknown; its standard error.

    ``block``: areas of the same block share one estimate, so that its error is the same in all of them.
    """

    value: pd.Series
    error: pd.Series
    block: pd.Series


def shares_of(edition: Edition) -> dict[str, Share]:
    """Per group of ``groups.LENS`` its share of the residents per smallest area. Worked out once per edition.

    Counts of the key figures for 65+ and 75+; the percentage of households for low incomes; for a limitation the survey's
    share per wijk in whole per cents, where enough answered (a buurt has too few, and would say too much).
    """
    if "lens_shares" not in edition.workings:
        smallest = geo.of_level(edition.areas, geo.lowest_level(edition.areas)).index
        given = {key: _certain(_counted(edition, column, smallest)) for key, column in _COUNTED.items()}
        given["low_income"] = _certain(_key_figure(edition, "low_income_pct", smallest) / 100)
        given["limitation"] = _limitation(edition, smallest)
        edition.workings["lens_shares"] = {f"{LENS.key}:{key}": given[key] for key in LENS.categories}
    found: dict[str, Share] = edition.workings["lens_shares"]
    return found


def _key_figure(edition: Edition, column: str, smallest: pd.Index) -> pd.Series:
    figures = edition.key_figures
    if figures is None or column not in figures:
        return pd.Series(np.nan, index=smallest)
    return figures[column].reindex(smallest).astype(float)


def _counted(edition: Edition, column: str, smallest: pd.Index) -> pd.Series:
    residents = _key_figure(edition, "population", smallest)
    return (_key_figure(edition, column, smallest) / residents.where(residents > 0)).clip(upper=1)


def _certain(value: pd.Series) -> Share:
    return Share(value, pd.Series(0.0, index=value.index), pd.Series(value.index, index=value.index))


def _limitation(edition: Edition, smallest: pd.Index) -> Share:
    wijk = geo.ancestors(edition.areas)[Level.WIJK.value].reindex(smallest)
    nothing = pd.Series(np.nan, index=smallest)
    if edition.survey is None or "limitation" not in edition.survey or edition.survey.empty:
        return Share(nothing, nothing, wijk)
    said = edition.survey["limitation"].astype("object")
    answers = said.eq("yes").astype(float).where(said.isin(["yes", "no"]))
    found = survey.shares(edition, answers)
    found = found[found["group"] == ALL].set_index("area")
    sides = np.minimum(found["value"], 1 - found["value"]) * found["n"]
    well = found[(found["n"] >= FEWEST_ANSWERS) & (sides >= K)]
    value, error = (wijk.map(well[column]).astype(float) for column in ("value", "se"))
    return Share(value.round(2), error, wijk)
