"""Bridging ratio: ties across group lines that residents have, against what random mixing in the municipality would give.

After economic connectedness (Chetty et al. 2022, Nature 608). On each axis (education, origin, age, income) a respondent
says whether there is someone unlike them of whom they could ask a favour. Expected on that axis is the share of the
municipality's residents who are unlike them. B = sum of observed / sum of expected; 1 = as under random mixing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd
from scipy import sparse

from wijkmonitor.edition import Edition
from wijkmonitor.estimate import ALL, RAW_COLUMNS
from wijkmonitor.groups import RESIDENT_DIMENSIONS, with_merged
from wijkmonitor.level import Level
from wijkmonitor.methods import intervals, scales, survey
from wijkmonitor.methods.design import Design
from wijkmonitor.methods.domains import area_positions

AXES = {
    "bridge_education": "education",
    "bridge_origin": "origin",
    "bridge_age": "age",
    "bridge_income": "income_third",
}
"""Item about knowing someone unlike oneself -> the background on which the other is unlike."""
FEWEST_AXES = 2
"""A respondent counts with an answer and a known background on at least this many axes."""
YEARS_APART = 15
"""From this difference in age on, someone is of another age."""
REPLICATES = 400
_SEED = 20220801
_CELLS = 5_000_000
_OLDEST = 130


def bridging_ratio(edition: Edition, dimensions: Sequence[str] = RESIDENT_DIMENSIONS) -> pd.DataFrame:
    """Raw frame of B for every area and group; who counts per respondent in ``attrs["answered"]``.

    B = sum w o / sum w e over respondents and axes (o: 1 yes, 0 no; e: expected, 0-1). Interval: percentiles of a rescaled
    bootstrap (:func:`resample`), never narrower than what ``survey.SD_FLOOR`` allows; missing where there is one answer.
    """
    assert edition.survey is not None, "computed only when there is a survey"
    design, dimensions = survey.design_of(edition), with_merged(dimensions)
    observed, expected = contacts(edition.survey, _gemeente(edition), design.weight)
    rows = survey.estimate_domains(observed, design, dimensions, with_error=False)
    chance = survey.estimate_domains(expected, design, dimensions, with_error=False)["value"].to_numpy()
    value = _ratio(rows["value"].to_numpy(), chance)
    several = rows["n"].to_numpy() > 1
    low, high, error = (
        np.where(several, found, np.nan) for found in _bootstrap(edition.survey, design, observed, expected, dimensions)
    )
    overall = _ratio(np.nansum(observed * design.weight), np.nansum(expected * design.weight))
    left = (observed - overall * expected) / np.average(expected.dropna()) if expected.notna().any() else observed
    n_eff = np.maximum(rows["n_eff"].to_numpy(), 1e-9)
    floor = survey.SD_FLOOR * survey.standard_deviation(left, design.weight) / np.sqrt(n_eff)
    low = np.maximum(np.minimum(low, value - intervals.Z_95 * floor), 0.0)
    high = np.maximum(high, value + intervals.Z_95 * floor)
    raw = rows.assign(value=value, low=low, high=high, se=np.maximum(error, floor), sure=True)[list(RAW_COLUMNS)]
    raw.attrs[survey.ANSWERED] = survey.answered(observed, design)
    return raw


def _gemeente(edition: Edition) -> np.ndarray:
    return area_positions(edition.survey, edition.areas, Level.GEMEENTE)


def _ratio(observed: np.ndarray, expected: np.ndarray) -> np.ndarray:
    observed, expected = np.asarray(observed, dtype=float), np.asarray(expected, dtype=float)
    return np.divide(observed, expected, out=np.full(observed.shape, np.nan), where=expected > 0)


def contacts(table: pd.DataFrame, gemeente: np.ndarray, weight: np.ndarray) -> tuple[pd.Series, pd.Series]:
    """Observed and expected number of axes with a tie, per respondent; missing with fewer than ``FEWEST_AXES`` axes.

    ``gemeente``: position of the municipality of each respondent, -1 where not located.
    """
    said = np.column_stack([scales.says_yes(table, item).to_numpy(dtype=float) for item in AXES])
    unlike = np.column_stack([_share_unlike(table, column, gemeente, weight) for column in AXES.values()])
    both = np.isfinite(said) & np.isfinite(unlike)
    enough = both.sum(axis=1) >= FEWEST_AXES
    sums = (np.where(both, part, 0.0).sum(axis=1) for part in (said, unlike))
    observed, expected = (pd.Series(np.where(enough, total, np.nan), index=table.index) for total in sums)
    return observed, expected


def _share_unlike(table: pd.DataFrame, column: str, gemeente: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """Per respondent the weighted share of the municipality's respondents who are unlike them on this background."""
    if column not in table:
        return np.full(len(table), np.nan)
    if column == "age":
        age = pd.to_numeric(table[column]).to_numpy(dtype=float, na_value=np.nan)
        group, groups = np.where(np.isnan(age), -1, np.clip(age, 0, _OLDEST)).astype(int), _OLDEST + 1
    else:
        group, names = pd.factorize(table[column])
        groups = len(names)
    known = (group >= 0) & (gemeente >= 0) & (weight > 0)
    size = (int(gemeente.max(initial=0)) + 1, max(groups, 1))
    cell = gemeente[known] * size[1] + group[known]
    people = np.bincount(cell, weights=weight[known], minlength=size[0] * size[1]).reshape(size)
    alike = people
    if column == "age":
        younger = np.hstack([np.zeros((size[0], 1)), people.cumsum(axis=1)])
        year = np.arange(groups)
        last = np.minimum(year + YEARS_APART, groups)
        alike = younger[:, last] - younger[:, np.maximum(year - YEARS_APART + 1, 0)]
    share = np.full(len(table), np.nan)
    share[known] = 1 - alike.ravel()[cell] / people.sum(axis=1)[gemeente[known]]
    return np.where(np.isnan(share), np.nan, np.clip(share, 0, 1))


def _bootstrap(
    table: pd.DataFrame, design: Design, observed: pd.Series, expected: pd.Series, dimensions: Sequence[str]
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Low, high (percentiles) and standard deviation of the replicates of B, per domain in the order of the raw frame."""
    sets = [one for one in design.sets if one.dimension in (ALL, *dimensions)]
    sums = []
    for one in sets:
        known = observed.notna().to_numpy()[one.rows]
        place = (one.domain[known], design.psu[one.rows][known])
        shape = (one.size, len(design.psu_stratum))
        weight = design.weight[one.rows][known]
        parts = [part.to_numpy(dtype=float)[one.rows][known] * weight for part in (observed, expected)]
        sums.append([sparse.csr_matrix((part, place), shape) for part in parts])
    drawn: list[list[np.ndarray]] = [[] for _ in sets]
    for factors in resample(design, _first_seen(table, design), REPLICATES):
        for replicates, (seen, chance) in zip(drawn, sums, strict=True):
            replicates.append(_ratio(seen @ factors, chance @ factors))
    found = [_percentiles(np.hstack(replicates)) for replicates in drawn]
    low, high, error = (np.concatenate(parts) for parts in zip(*found, strict=True))
    return low, high, error


def _percentiles(replicates: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """2.5th and 97.5th percentile and standard deviation per row, over the replicates that drew anybody."""
    ordered = np.sort(replicates, axis=1)  # missing ones come last
    drawn = np.isfinite(ordered)
    number = drawn.sum(axis=1)
    bounds = []
    for share in ((1 - intervals.LEVEL) / 2, (1 + intervals.LEVEL) / 2):
        place = share * np.maximum(number - 1, 0)
        below = np.floor(place).astype(int)
        above = np.minimum(below + 1, np.maximum(number - 1, 0))
        row = np.arange(len(ordered))
        bounds.append(ordered[row, below] + (place - below) * (ordered[row, above] - ordered[row, below]))
    values = np.where(drawn, ordered, 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = values.sum(axis=1) / number
        spread = (np.where(drawn, ordered - mean[:, None], 0.0) ** 2).sum(axis=1) / (number - 1)
    return bounds[0], bounds[1], np.sqrt(spread)


def _first_seen(table: pd.DataFrame, design: Design) -> np.ndarray:
    """Rank of each unit by the id of its first respondent, so that the order of rows in the file does not matter."""
    rank = np.arange(len(table))
    if "respondent_id" in table:
        rank = table["respondent_id"].astype("str").rank(method="first").to_numpy()
    first = np.full(len(design.psu_stratum), np.inf)
    np.minimum.at(first, design.psu, rank)
    return first


def resample(design: Design, first_seen: np.ndarray, replicates: int) -> Iterator[np.ndarray]:
    """Weight factors of the rescaled bootstrap, in blocks of units x replicates; the same ones on every run.

    In each stratum n - 1 of the n units are drawn with replacement; a unit drawn r times gets the factor
    1 - l + l r n / (n - 1) with l = sqrt(part of the population not drawn) (Rao & Wu 1988; Rao, Wu & Yue 1992). Strata of
    one unit are taken together, and a single such stratum joins the largest; one unit alone keeps the factor 1.
    """
    stratum = _joined(design)
    earliest = np.full(len(design.unsampled), np.inf)
    np.minimum.at(earliest, stratum, first_seen)
    order = np.lexsort((first_seen, earliest[stratum]))
    sizes = np.bincount(stratum, minlength=len(design.unsampled))[stratum[order]]
    begins = np.flatnonzero(np.r_[True, np.diff(earliest[stratum[order]]) != 0]) if len(order) else np.zeros(0, int)
    begin = np.repeat(begins, sizes[begins])
    draws = np.ones(len(order), dtype=bool)
    draws[begins] = False  # one draw fewer than there are units
    scale = np.sqrt(design.unsampled[stratum])
    again = np.divide(sizes, sizes - 1, out=np.zeros(len(order)), where=sizes > 1)
    chance = np.random.default_rng(_SEED)
    block = max(1, min(replicates, _CELLS // max(len(order), 1)))
    for start in range(0, replicates, block):
        factors = np.ones((len(order), min(block, replicates - start)))
        for column in range(factors.shape[1]):
            picked = begin[draws] + (chance.random(int(draws.sum())) * sizes[draws]).astype(int)
            times = np.bincount(picked, minlength=len(order)) * again
            factors[order, column] = np.where(sizes > 1, 1 + scale[order] * (times - 1), 1.0)
        yield factors


def _joined(design: Design) -> np.ndarray:
    """Stratum per unit, after lonely ones have been joined."""
    units = design.stratum_units
    lonely = np.flatnonzero(units == 1)
    stratum = design.psu_stratum.copy()
    if len(lonely):
        home = lonely[0] if len(lonely) > 1 else int(np.argmax(units))
        stratum[np.isin(stratum, lonely)] = home
    return stratum
