"""Variance of survey estimates by Taylor linearisation, for all domains of a set at once.

Formula (ultimate clusters; Sarndal, Swensson & Wretman 1992, ch. 5 and 10; Wolter 2007, ch. 6): with z the linearised
variable, 0 outside the domain, added up per primary sampling unit i of stratum h,
V = sum_h (1 - f_h) n_h / (n_h - 1) sum_i (z_hi - mean_h z)^2 over *all* n_h units of the stratum.
"""

from __future__ import annotations

import numpy as np
from scipy import sparse

from wijkmonitor.methods.design import Design, DomainSet

STABLE_FREEDOM = 30
"""From this many degrees of freedom the clustering effect of a domain is its own; below it is pooled over the set."""


def of_total(one: DomainSet, residual: np.ndarray, design: Design) -> np.ndarray:
    """Variance per domain of the total of ``residual`` (per row of the set).

    A stratum with one unit has no spread of its own; it is centred at the grand mean, which is 0 because residuals add up
    to 0.
    """
    pairs = len(one.pair_domain)
    total = np.bincount(one.pair, weights=residual, minlength=pairs)
    if one.unit is None or one.unit_pair is None:
        squares = np.bincount(one.pair, weights=residual**2, minlength=pairs)
    else:
        per_unit = np.bincount(one.unit, weights=residual, minlength=len(one.unit_pair))
        squares = np.bincount(one.unit_pair, weights=per_unit**2, minlength=pairs)
    units = design.stratum_units[one.pair_stratum]
    spread = np.where(units > 1, squares - total**2 / np.maximum(units, 1), squares)
    weighted = design.spread_factor[one.pair_stratum] * np.maximum(spread, 0.0)
    return np.bincount(one.pair_domain, weights=weighted, minlength=one.size)


def units_and_freedom(one: DomainSet, answered: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Per domain the units with an answer, and those less the strata with an answer (degrees of freedom)."""
    pairs = len(one.pair_domain)
    in_pair = np.bincount(one.pair, weights=answered, minlength=pairs) > 0
    strata = np.bincount(one.pair_domain, weights=in_pair, minlength=one.size)
    if one.unit is None or one.unit_pair is None:
        units = np.bincount(one.domain, weights=answered, minlength=one.size)
    else:
        in_unit = np.bincount(one.unit, weights=answered, minlength=len(one.unit_pair)) > 0
        domain = one.pair_domain[one.unit_pair]
        units = np.bincount(domain, weights=in_unit, minlength=one.size)
    return units, units - strata


def effective_number(
    kish: np.ndarray,
    n: np.ndarray,
    variance: np.ndarray,
    unit_variance: np.ndarray,
    units: np.ndarray,
    freedom: np.ndarray,
) -> np.ndarray:
    """Effective number of answers per domain of a clustered design, never above ``n``.

    ``variance``: linearised, of the mean; ``unit_variance``: weighted variance of the answers, p (1 - p) for a share.
    The clustering effect is variance / (unit_variance / kish), each freed from its small-sample bias; n_eff is ``kish``
    (sum(w)^2 / sum(w^2)) divided by it. Below ``STABLE_FREEDOM`` degrees of freedom, and where all answers are alike, the
    effect is pooled over the domains of the set, weighted by their degrees of freedom.
    """
    usable = (units > 1) & (kish > 1) & (unit_variance > 0)
    plain = np.divide(unit_variance, kish - 1, out=np.zeros_like(kish), where=usable)
    found = np.divide(variance * units, units - 1, out=np.zeros_like(kish), where=usable)
    scale = (units - 1) * kish  # makes every domain count by the evidence it holds
    pooled = (scale * found)[usable].sum() / (scale * plain)[usable].sum() if usable.any() else 1.0
    own = np.divide(found, plain, out=np.full_like(kish, pooled), where=usable & (freedom >= STABLE_FREEDOM))
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(n > 0, np.minimum(kish / own, n), 0.0)


class CalibrationGain:
    """Variance after calibration: residuals of the regression on the calibration variables take the place of y.

    For a domain the linearised variable u is 0 outside it, its residual e = u - x'b is not: b is the regression of u on x
    over *all* respondents with the weights before calibration, and V is the variance of the total of w e (Deville &
    Sarndal 1992, eq. 3.3; as the R package survey does). V is a quadratic form, so it follows exactly from three parts
    without ever writing out e: V(w u) - 2 b' C(w u, w x) + b' V(w x) b.
    """

    def __init__(self, design: Design) -> None:
        auxiliary = design.auxiliary
        assert auxiliary is not None, "made only for a calibrated design"
        self._x, self._first = auxiliary.x, auxiliary.first_weight
        weighted = auxiliary.x * self._first[:, None]
        self._inverse = np.linalg.pinv(auxiliary.x.T @ weighted, hermitian=True)
        self._psu = design.psu
        self._centred = _centred_units(design)
        totals = _unit_totals(design, auxiliary.x * design.weight[:, None])
        self._spread = self._centred.T @ totals

    def reduce(self, variance: np.ndarray, one: DomainSet, deviation: np.ndarray, weight: np.ndarray) -> np.ndarray:
        """Variance per domain of the total of w e, from that of w u.

        ``deviation``: y - mean of the domain per row of the set, 0 for who did not answer; ``weight``: calibrated weight.
        """
        n, units = len(self._x), len(self._centred)
        first = sparse.csr_matrix((self._first[one.rows] * deviation, (one.domain, one.rows)), (one.size, n))
        slope = (first @ self._x) @ self._inverse
        cells = (weight * deviation, (one.domain, self._psu[one.rows]))
        shared = sparse.csr_matrix(cells, (one.size, units)) @ self._centred
        explained = 2 * (slope * shared).sum(axis=1) - ((slope @ self._spread) * slope).sum(axis=1)
        return np.maximum(variance - explained, 0.0)


def _unit_totals(design: Design, values: np.ndarray) -> np.ndarray:
    """``values`` (respondents x columns) added up per primary sampling unit."""
    n, units = len(design.psu), len(design.psu_stratum)
    member = sparse.csr_matrix((np.ones(n), (design.psu, np.arange(n))), (units, n))
    return np.asarray(member @ values)


def _centred_units(design: Design) -> np.ndarray:
    """Weighted calibration variables per unit, less the mean of the stratum, times the stratum's spread factor."""
    assert design.auxiliary is not None
    totals = _unit_totals(design, design.auxiliary.x * design.weight[:, None])
    units, strata = len(design.psu_stratum), len(design.unsampled)
    member = sparse.csr_matrix((np.ones(units), (design.psu_stratum, np.arange(units))), (strata, units))
    n = design.stratum_units
    mean = np.where(n[:, None] > 1, (member @ totals) / np.maximum(n, 1)[:, None], 0.0)
    return design.spread_factor[design.psu_stratum][:, None] * (totals - mean[design.psu_stratum])
