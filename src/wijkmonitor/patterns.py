"""Whether the published figures of an edition show a pattern on the map: Moran's I and local clusters per indicator.

Works on published values, modelled ones included: a model lends areas strength from areas that are alike, not from neighbours.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from wijkmonitor import areas as geo
from wijkmonitor.columns import TABLES
from wijkmonitor.edition import Dataset, Edition
from wijkmonitor.estimate import ALL
from wijkmonitor.indicator import Indicator, Theme
from wijkmonitor.methods import spatial

_THEMES = (Theme.TIES, Theme.CAPACITY)


def looked_at(indicator: Indicator) -> bool:
    """Whether a pattern is looked for: figures about what residents say, and what is made of them."""
    about_residents = Dataset.SURVEY in indicator.needs or indicator.derive is not None
    return indicator.theme in _THEMES and about_residents


def of_editions(
    editions: Sequence[Edition], estimates: pd.DataFrame, indicators: Sequence[Indicator]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Rows of the tables ``statistics`` (moran_i, moran_p) and ``clusters`` for the smallest areas of every edition."""
    statistics, clusters = [], []
    everybody = estimates[(estimates["group"] == ALL) & estimates["value"].notna()]
    for edition in editions:
        level = geo.lowest_level(edition.areas)
        shapes = geo.of_level(edition.areas, level)
        if len(shapes) < spatial.MIN_AREAS:
            continue
        beside = None
        rows = everybody[(everybody["edition"] == edition.name) & (everybody["level"] == level.value)]
        for indicator in indicators:
            values = rows[rows["indicator"] == indicator.key].set_index("area")["value"]
            if len(values) < spatial.MIN_AREAS:
                continue
            beside = beside if beside is not None else spatial.neighbours(shapes)
            about = {"indicator": indicator.key, "edition": edition.name, "level": level.value}
            moran = spatial.moran(values, beside)
            statistics += [
                {**about, "area": edition.areas.index[0], "statistic": name, "value": value}
                for name, value in (("moran_i", moran.i), ("moran_p", moran.p))
                if value == value
            ]
            local = spatial.clusters(values, beside)
            found = local[local["q"].notna()]
            clusters.append(found.assign(**about, p=found["q"])[[one.name for one in TABLES["clusters"]]])
    columns = [one.name for one in TABLES["clusters"]]
    told = pd.DataFrame(statistics, columns=[one.name for one in TABLES["statistics"]])
    return told, pd.concat(clusters, ignore_index=True) if clusters else pd.DataFrame(columns=columns)
