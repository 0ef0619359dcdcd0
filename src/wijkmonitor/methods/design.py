"""How a survey's sample was drawn, and the domains it is asked about.

A *domain* is one area crossed with one group. Strata are drawn from apart; the primary sampling unit (PSU) is the cluster,
or the respondent where no clusters are known.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import geopandas as gpd
import numpy as np
import pandas as pd

from wijkmonitor import areas as geo
from wijkmonitor.estimate import ALL
from wijkmonitor.groups import DIMENSIONS, RESIDENT_DIMENSIONS, with_merged
from wijkmonitor.methods.domains import area_positions, category_positions, levels_present


@dataclass(frozen=True)
class DomainSet:
    """One level crossed with one dimension: which respondents (``rows``) count in which of ``size`` domains.

    ``pair`` numbers the combinations of domain and stratum that occur; ``pair_domain`` and ``pair_stratum`` say which.
    ``unit`` numbers the combinations of domain and cluster, ``unit_pair`` says in which pair each lies; both are None
    where every respondent is a unit of its own.
    """

    dimension: str
    size: int
    rows: np.ndarray
    domain: np.ndarray
    pair: np.ndarray
    pair_domain: np.ndarray
    pair_stratum: np.ndarray
    unit: np.ndarray | None
    unit_pair: np.ndarray | None
    labels: pd.DataFrame


@dataclass(frozen=True)
class Unmet:
    """A category whose share of residents the weights could not be given: what was asked and what was reached (0-1)."""

    margin: str
    category: str
    asked: float
    reached: float


@dataclass(frozen=True)
class Calibration:
    """New weights (0 stays 0), whether the search came to rest, after how many rounds, and what could not be met."""

    weight: np.ndarray
    converged: bool
    rounds: int
    unmet: tuple[Unmet, ...]


@dataclass(frozen=True)
class Auxiliary:
    """What the weights were calibrated on, and how that went.

    ``x``: respondents x columns, the calibration variables (0 throughout for who was left out). ``first_weight``: the
    weights before calibration, with which residuals are made.
    """

    x: np.ndarray
    first_weight: np.ndarray
    result: Calibration | None = None


@dataclass(frozen=True)
class Design:
    """How the sample was drawn and which domains it is asked about.

    ``weight``: one per respondent, 0 where unknown (such a respondent does not count). ``psu``: the primary sampling unit
    of each respondent, ``psu_stratum`` the stratum of each unit; those who skipped a question are units all the same.
    ``unsampled``: per stratum the part of its population that was not drawn, 1 where the population is unknown (the finite
    population correction). ``clustered``: whether any unit can hold more than one respondent.
    """

    weight: np.ndarray
    psu: np.ndarray
    psu_stratum: np.ndarray
    unsampled: np.ndarray
    clustered: bool
    sets: tuple[DomainSet, ...]
    auxiliary: Auxiliary | None = None

    @cached_property
    def stratum_units(self) -> np.ndarray:
        """Number of primary sampling units per stratum."""
        return np.bincount(self.psu_stratum, minlength=len(self.unsampled)).astype(float)

    @cached_property
    def spread_factor(self) -> np.ndarray:
        """Per stratum ``unsampled * n / (n - 1)``, and ``unsampled`` alone where there is one unit."""
        n = self.stratum_units
        return self.unsampled * np.where(n > 1, n / np.maximum(n - 1, 1), 1.0)

    def reweighted(self, weight: np.ndarray, auxiliary: Auxiliary | None = None) -> Design:
        """The same design with other weights, such as calibrated ones; ``auxiliary`` lets the variance see their gain."""
        return dataclasses.replace(self, weight=np.asarray(weight, dtype=float), auxiliary=auxiliary)


def make_design(
    survey: pd.DataFrame, areas: gpd.GeoDataFrame, dimensions: Sequence[str] = RESIDENT_DIMENSIONS
) -> Design:
    """Work out units and domains of a located survey.

    Columns used: ``weight?``, ``stratum?``, ``cluster?``, ``stratum_population?`` (persons), one per level, background.
    """
    stratum, n_strata = _strata(survey)
    psu, psu_stratum, clustered = _units(survey, stratum)
    categories = {ALL: np.zeros(len(survey), dtype=np.int64)}
    for key in with_merged(dimensions):
        position = category_positions(survey, DIMENSIONS[key])
        if (position >= 0).any():  # a background question that was not asked opens no groups
            categories[key] = position
    sets = []
    for level in levels_present(areas):
        area = area_positions(survey, areas, level)
        codes = geo.of_level(areas, level).index.astype("str")
        for key, category in categories.items():
            sets.append(_domain_set(key, area, category, codes, stratum, n_strata, psu if clustered else None))
    unsampled = _unsampled(survey, stratum, n_strata)
    return Design(weights(survey), psu, psu_stratum, unsampled, clustered, tuple(sets))


def weights(survey: pd.DataFrame) -> np.ndarray:
    """Design weight per respondent: 1 without the column, 0 where it is missing or not above 0."""
    if "weight" not in survey:
        return np.ones(len(survey))
    weight = survey["weight"].to_numpy(dtype=float, na_value=np.nan)
    return np.where(np.isfinite(weight) & (weight > 0), weight, 0.0)


def _strata(survey: pd.DataFrame) -> tuple[np.ndarray, int]:
    """Stratum number per respondent; those without one form a stratum of their own."""
    if "stratum" not in survey or survey["stratum"].isna().all():
        return np.zeros(len(survey), dtype=np.int64), 1
    number, names = pd.factorize(survey["stratum"], use_na_sentinel=False)
    return number.astype(np.int64), len(names)


def _units(survey: pd.DataFrame, stratum: np.ndarray) -> tuple[np.ndarray, np.ndarray, bool]:
    """Unit per respondent, stratum per unit, and whether there are clusters; who has no cluster is a unit of their own."""
    alone = np.arange(len(survey))
    if "cluster" not in survey or survey["cluster"].isna().all():
        return alone, stratum, False
    name, names = pd.factorize(survey["cluster"])
    keyed = np.where(name >= 0, name, len(names) + alone)
    # A cluster belongs to one stratum; a name used in two of them is two clusters.
    _, first, psu = np.unique(stratum * (len(names) + len(survey)) + keyed, return_index=True, return_inverse=True)
    return psu, stratum[first], True


def _unsampled(survey: pd.DataFrame, stratum: np.ndarray, n_strata: int) -> np.ndarray:
    if "stratum_population" not in survey:
        return np.ones(n_strata)
    persons = survey["stratum_population"].to_numpy(dtype=float, na_value=np.nan)
    largest = np.full(n_strata, -np.inf)
    np.maximum.at(largest, stratum[np.isfinite(persons)], persons[np.isfinite(persons)])
    respondents = np.bincount(stratum, minlength=n_strata)
    return np.where(largest > 0, np.clip(1 - respondents / np.where(largest > 0, largest, 1), 0, 1), 1.0)


def _domain_set(
    key: str,
    area: np.ndarray,
    category: np.ndarray,
    codes: pd.Index,
    stratum: np.ndarray,
    n_strata: int,
    cluster: np.ndarray | None,
) -> DomainSet:
    groups = (ALL,) if key == ALL else DIMENSIONS[key].groups
    rows = np.flatnonzero((area >= 0) & (category >= 0))
    domain = area[rows] * len(groups) + category[rows]
    size = len(codes) * len(groups)
    if n_strata == 1:
        pair, pair_domain, pair_stratum = domain, np.arange(size), np.zeros(size, dtype=np.int64)
    else:
        occurring, pair = np.unique(domain * n_strata + stratum[rows], return_inverse=True)
        pair_domain, pair_stratum = np.divmod(occurring, n_strata)
    unit = unit_pair = None
    if cluster is not None:
        _, first, unit = np.unique(domain * len(stratum) + cluster[rows], return_index=True, return_inverse=True)
        unit_pair = pair[first]
    labels = pd.DataFrame(
        {"area": codes.repeat(len(groups)), "group": pd.array(list(groups) * len(codes), dtype="str")}
    )
    return DomainSet(key, size, rows, domain, pair, pair_domain, pair_stratum, unit, unit_pair, labels)
