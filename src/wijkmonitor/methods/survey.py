"""Direct estimates from a survey: weighted shares and means per area and group, with their uncertainty.

For one item the whole cube of levels x areas x groups is estimated at once. Weights enter through :class:`Design` only,
so that calibrated weights can take the place of the design weights (:meth:`Design.reweighted`).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd

from wijkmonitor import areas as geo
from wijkmonitor.edition import Edition
from wijkmonitor.estimate import ALL, RAW_COLUMNS
from wijkmonitor.groups import DIMENSIONS, RESIDENT_DIMENSIONS
from wijkmonitor.methods import intervals
from wijkmonitor.methods.domains import area_positions, category_positions, levels_present
from wijkmonitor.text import Text

SOURCE = Text(nl="Bewonersenquête van de gemeente", en="Residents' survey of the municipality")
CAVEAT = Text(
    nl="Dit komt uit een enquête. Wie niet meedeed kan anders denken; de weging maakt dat maar voor een deel goed.",
    en="This comes from a survey. Those who did not take part may think otherwise; weighting mends that only partly.",
)
SD_FLOOR = 0.5
"""A small group of like-minded people still varies: its standard deviation is taken to be at least this part of everyone's."""


@dataclass(frozen=True)
class DomainSet:
    """One level crossed with one dimension: which respondents (``rows``) count in which of ``size`` domains.

    ``pair`` numbers the combinations of domain and stratum that occur; ``pair_domain`` and ``pair_stratum`` say which.
    """

    dimension: str
    size: int
    rows: np.ndarray
    domain: np.ndarray
    pair: np.ndarray
    pair_domain: np.ndarray
    pair_stratum: np.ndarray
    labels: pd.DataFrame


@dataclass(frozen=True)
class Design:
    """How the sample was drawn and which domains it is asked about.

    ``weight``: one per respondent, 0 where unknown (such a respondent does not count). ``stratum_size``: respondents in
    each stratum, those who skipped the question included.
    """

    weight: np.ndarray
    stratum_size: np.ndarray
    sets: tuple[DomainSet, ...]

    def reweighted(self, weight: np.ndarray) -> Design:
        """The same design with other weights, such as calibrated ones."""
        return dataclasses.replace(self, weight=np.asarray(weight, dtype=float))


def design_of(edition: Edition) -> Design:
    """The design of an edition's survey, worked out once per edition."""
    if "survey_design" not in edition.workings:
        assert edition.survey is not None, "a survey indicator is computed only when there is a survey"
        edition.workings["survey_design"] = make_design(edition.survey, edition.areas)
    design: Design = edition.workings["survey_design"]
    return design


def make_design(
    survey: pd.DataFrame, areas: gpd.GeoDataFrame, dimensions: Sequence[str] = RESIDENT_DIMENSIONS
) -> Design:
    """Work out the domains of a located survey (columns ``weight?``, ``stratum?``, one column per level, background)."""
    stratum, n_strata = _strata(survey)
    categories = {ALL: np.zeros(len(survey), dtype=np.int64)}
    for key in dimensions:
        position = category_positions(survey, DIMENSIONS[key])
        if (position >= 0).any():  # a background question that was not asked opens no groups
            categories[key] = position
    sets = []
    for level in levels_present(areas):
        area = area_positions(survey, areas, level)
        codes = geo.of_level(areas, level).index.astype("str")
        sets += [_domain_set(key, area, category, codes, stratum, n_strata) for key, category in categories.items()]
    return Design(weight=_weights(survey), stratum_size=np.bincount(stratum, minlength=n_strata), sets=tuple(sets))


def _weights(survey: pd.DataFrame) -> np.ndarray:
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


def _domain_set(
    key: str, area: np.ndarray, category: np.ndarray, codes: pd.Index, stratum: np.ndarray, n_strata: int
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
    labels = pd.DataFrame(
        {"area": codes.repeat(len(groups)), "group": pd.array(list(groups) * len(codes), dtype="str")}
    )
    return DomainSet(key, size, rows, domain, pair, pair_domain, pair_stratum, labels)


def shares(edition: Edition, answers: pd.Series, dimensions: Sequence[str] = ()) -> pd.DataFrame:
    """Raw frame of weighted shares with Wilson intervals of the effective number of answers.

    ``answers``: 1, 0 or missing per respondent, aligned with ``edition.survey``.
    """
    found = estimate_domains(answers, design_of(edition), dimensions, with_error=False)
    value = found["value"].clip(0, 1)
    low, high = intervals.wilson(value.to_numpy(), found["n_eff"].to_numpy())
    return found.assign(value=value, low=low, high=high, sure=True)[list(RAW_COLUMNS)]


def means(
    edition: Edition, answers: pd.Series, dimensions: Sequence[str] = (), bounds: tuple[float, float] = (0.0, 10.0)
) -> pd.DataFrame:
    """Raw frame of weighted means with t intervals of the linearised standard error, cut off at ``bounds``."""
    design = design_of(edition)
    found = estimate_domains(answers, design, dimensions)
    n_eff = found["n_eff"].to_numpy()
    with np.errstate(divide="ignore", invalid="ignore"):
        floor = SD_FLOOR * _standard_deviation(answers, design.weight) / np.sqrt(n_eff)
        # The linearised variance divides by n; a t interval expects n - 1. It matters below 30 answers.
        error = np.maximum(found["se"].to_numpy() * np.sqrt(n_eff / (n_eff - 1)), floor)
    value = found["value"].clip(*bounds)  # rounding may step over the end of the scale
    low, high = intervals.student(value.to_numpy(), error, n_eff, bounds)
    return found.assign(value=value, low=low, high=high, sure=True)[list(RAW_COLUMNS)]


def _standard_deviation(answers: pd.Series, weight: np.ndarray) -> float:
    y = answers.to_numpy(dtype=float, na_value=np.nan)
    known = np.isfinite(y) & (weight > 0)
    if not known.any():
        return np.nan
    centre = np.average(y[known], weights=weight[known])
    return float(np.sqrt(np.average((y[known] - centre) ** 2, weights=weight[known])))


def estimate_domains(
    answers: pd.Series, design: Design, dimensions: Sequence[str] = (), with_error: bool = True
) -> pd.DataFrame:
    """Weighted mean per domain: columns area, group, value, n, n_eff, and se (linearised) unless ``with_error=False``.

    Every area of every level has a row for ``all`` and for each category of the dimensions that were asked. Where nobody
    answered the value is missing and ``n`` 0; when nobody answered anywhere the question was not asked and ``n`` is
    missing.
    Formulas: mean = sum(w y) / sum(w); n_eff = sum(w)^2 / sum(w^2) (Kish 1965); variance by Taylor linearisation, drawn
    with replacement, stratified, domains as in Sarndal, Swensson & Wretman (1992, ch. 5 and 10).
    """
    y = answers.to_numpy(dtype=float, na_value=np.nan)
    answered = np.isfinite(y) & (design.weight > 0)
    weight = np.where(answered, design.weight, 0.0)
    y = np.where(answered, y, 0.0)
    wanted = (ALL, *dimensions)
    frames = [
        _estimate_set(one, y, answered, weight, design.stratum_size, with_error)
        for one in design.sets
        if one.dimension in wanted
    ]
    found = pd.concat(frames, ignore_index=True)
    return found if answered.any() else found.assign(n=np.nan)


def _estimate_set(
    one: DomainSet,
    y: np.ndarray,
    answered: np.ndarray,
    weight: np.ndarray,
    stratum_size: np.ndarray,
    with_error: bool,
) -> pd.DataFrame:
    def per_domain(values: np.ndarray) -> np.ndarray:
        return np.bincount(one.domain, weights=values, minlength=one.size)

    w, y = weight[one.rows], y[one.rows]
    total = per_domain(w)
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = per_domain(w * y) / total
        n_eff = total**2 / per_domain(w**2)
        n = per_domain(answered[one.rows].astype(float))
        # Kish's n_eff cannot exceed n; only rounding can make it so.
        found = one.labels.assign(value=mean, n=n, n_eff=np.where(n > 0, np.minimum(n_eff, n), 0.0))
        if with_error:
            residual = np.where(w > 0, w * (y - mean[one.domain]), 0.0)
            found["se"] = np.sqrt(_variance_of_total(one, residual, stratum_size)) / total
    return found


def _variance_of_total(one: DomainSet, residual: np.ndarray, stratum_size: np.ndarray) -> np.ndarray:
    """Variance per domain of the total of ``residual``, which is 0 for everyone outside the domain.

    Per stratum h: n_h / (n_h - 1) * sum (z - mean_h z)^2 over *all* its n_h respondents. A stratum with one respondent
    has no spread of its own; it is centred at the grand mean, which is 0 because residuals add up to 0.
    """
    pairs = len(one.pair_domain)
    total = np.bincount(one.pair, weights=residual, minlength=pairs)
    squares = np.bincount(one.pair, weights=residual**2, minlength=pairs)
    size = stratum_size[one.pair_stratum].astype(float)
    spread = np.where(size > 1, size / (size - 1) * (squares - total**2 / size), squares)
    return np.bincount(one.pair_domain, weights=np.maximum(spread, 0.0), minlength=one.size)
