"""Modelled figures of small areas: the area level model of Fay and Herriot (1979).

Model: ``y_d = x_d'b + u_d + e_d``. The modelled value is ``gamma y + (1 - gamma) x'b`` with
``gamma = sigma2_u / (sigma2_u + D)``: the more an area's own answers say, the more they count. Formulas, peers and limits:
docs/methods/small_area.md. Areas lie on the last axis; samples may lie before it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from wijkmonitor.methods.intervals import Z_95
from wijkmonitor.methods.small_area_fit import WeightedRegression, find_variance, log_likelihood, regress

_SMALLEST_VARIANCE = 1e-10
"""A sampling variance of 0 is taken to be this part of an ordinary one, so that nothing is divided by 0."""
_SHARE_MARGIN = 0.02
"""A regression that says 0 or 100 % (or beyond) still leaves the variance that goes with this distance."""


@dataclass(frozen=True)
class Fit:
    """A fitted model of m areas and p columns (samples, if any, on axes before those).

    ``method``; ``sigma2_u`` variance between areas that x does not explain; ``beta`` (p) and ``beta_cov`` (p x p);
    ``gamma`` (m) weight of an area's own figure, 0-1; ``eblup`` (m) modelled values; ``mse`` (m) their mean squared error,
    in squared units of y; ``loglike`` profile log likelihood at the solution.
    """

    method: str
    sigma2_u: np.ndarray
    beta: np.ndarray
    beta_cov: np.ndarray
    gamma: np.ndarray
    eblup: np.ndarray
    mse: np.ndarray
    loglike: np.ndarray


def fit(
    y: np.ndarray, x: np.ndarray, variance: np.ndarray, method: str = "reml", sigma2_u: float | np.ndarray | None = None
) -> Fit:
    """Fit the model to direct figures ``y`` (..., m) with known sampling ``variance`` (..., m) and columns ``x`` (m x p).

    ``x`` holds the constant too. ``method``: see :func:`small_area_fit.find_variance`; a ``sigma2_u`` that is given is
    not estimated. Raises ``ValueError`` for numbers that are missing, negative variances, collinear columns, and no more
    areas than columns.
    """
    y, x, variance = _checked(y, x, variance)
    # Orthogonal columns carry the same model and lose no digits; b is turned back at the end.
    q, r = np.linalg.qr(x)
    between = find_variance(y, q, variance, method) if sigma2_u is None else np.asarray(sigma2_u, dtype=float)
    found = regress(y, q, variance, between)
    gamma = between[..., None] / found.total
    back = np.linalg.inv(r)
    return Fit(
        method=method,
        sigma2_u=between,
        beta=found.beta @ back.T,
        beta_cov=back @ found.beta_cov @ back.T,
        gamma=gamma,
        eblup=y - (1 - gamma) * found.residual,
        mse=_mean_squared_error(found, q, gamma, variance, between, method),
        loglike=log_likelihood(found),
    )


def fit_positive(y: np.ndarray, x: np.ndarray, variance: np.ndarray) -> Fit:
    """REML, with sigma2_u by the adjusted likelihood AMRL in the samples where REML finds none at all.

    A variance of 0 would call every area equal to its regression value, which nobody believes (Li & Lahiri 2010). The mean
    squared error then keeps the upward bias of AMRL: taking it off can lead below 0. Arguments and faults as for
    :func:`fit`; ``method`` is "amrl" when that was needed anywhere.
    """
    found = fit(y, x, variance)
    zero = found.sigma2_u <= 0
    if not zero.any():
        return found
    sigma2_u = np.array(found.sigma2_u)
    y = np.asarray(y, dtype=float)
    sigma2_u[zero] = fit(y[zero], x, np.broadcast_to(variance, y.shape)[zero], "amrl").sigma2_u
    return dataclasses.replace(fit(y, x, variance, sigma2_u=sigma2_u), method="amrl")


def _checked(y: np.ndarray, x: np.ndarray, variance: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    y, x = np.asarray(y, dtype=float), np.asarray(x, dtype=float)
    variance = np.broadcast_to(np.asarray(variance, dtype=float), y.shape)
    if not (np.isfinite(y).all() and np.isfinite(x).all() and np.isfinite(variance).all()):
        raise ValueError("figures, columns and sampling variances must all be known numbers")
    if (variance < 0).any():
        raise ValueError("a sampling variance is negative")
    areas, columns = x.shape
    if areas <= columns or y.shape[-1] != areas:
        raise ValueError(f"{y.shape[-1]} figures and {areas} areas do not carry {columns} columns")
    if np.linalg.matrix_rank(x / np.maximum(np.abs(x).max(axis=0), 1e-300)) < columns:
        raise ValueError("the columns of x are collinear")
    scale = max(float(np.median(variance)), float(y.var())) or 1.0
    return y, x, np.maximum(variance, _SMALLEST_VARIANCE * scale)


def _mean_squared_error(
    found: WeightedRegression,
    x: np.ndarray,
    gamma: np.ndarray,
    variance: np.ndarray,
    sigma2_u: np.ndarray,
    method: str,
) -> np.ndarray:
    """g1 + g2 + 2 g3, less the bias of sigma2_u where its method has one.

    Prasad & Rao (1990) for REML, Datta & Lahiri (2000) for ML, Datta, Rao & Smith (2005) for the moment method, Li &
    Lahiri (2010) for the adjusted likelihoods.
    """
    missed = (1 - gamma) ** 2
    g2 = missed * np.einsum("mp,...pq,mq->...m", x, found.beta_cov, x)
    first, second = (1 / found.total).sum(axis=-1), (1 / found.total**2).sum(axis=-1)
    if method == "fh":
        areas = x.shape[0]
        spread = 2 * areas / first**2
        bias = 2 * (areas * second - first**2) / first**3
    else:
        spread = 2 / second
        pull = 2 / sigma2_u if method in ("amrl", "ampl") else 0.0
        bias = (pull - (found.borrowed if method in ("ml", "ampl") else 0.0)) / second
    g3 = variance**2 / found.total**3 * spread[..., None]
    return gamma * variance + g2 + 2 * g3 - missed * np.asarray(bias)[..., None]


def predict(found: Fit, x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Synthetic values ``x'b`` of areas without figures of their own (columns ``x``, k x p) and their mean squared error.

    The error is sigma2_u + x' cov(b) x: what the covariates do not explain, and that b itself is estimated.
    """
    x = np.asarray(x, dtype=float)
    error = found.sigma2_u[..., None] + np.einsum("kp,...pq,kq->...k", x, found.beta_cov, x)
    return found.beta @ x.T, error


def smooth_share_variances(share: np.ndarray, n: np.ndarray, n_eff: np.ndarray, x: np.ndarray) -> np.ndarray:
    """Sampling variances of shares (..., m) that do not depend on each area's own answers: deff p~ (1 - p~) / n.

    p~ is the regression of the shares on ``x`` (m x p), weighted by n and twice again by the variances it leads to;
    deff = sum(n) / sum(n_eff), the design effect of all areas together. An area where everybody said yes thus keeps the
    variance of an area like it. Raises ``ValueError`` when ``n`` is not positive.
    """
    if not (np.asarray(n) > 0).all():
        raise ValueError("an area without answers has no sampling variance")
    effect = design_effect(n, n_eff)[..., None]
    variance = np.broadcast_to(1 / np.asarray(n, dtype=float), share.shape)
    orthogonal = np.linalg.qr(x)[0]
    for _ in range(3):
        found = regress(share, orthogonal, variance, np.zeros(share.shape[:-1]))
        expected = np.clip(share - found.residual, _SHARE_MARGIN, 1 - _SHARE_MARGIN)
        variance = effect * expected * (1 - expected) / n
    return variance


def smooth_mean_variances(se: np.ndarray, n: np.ndarray, n_eff: np.ndarray) -> np.ndarray:
    """Sampling variances of means (..., m): the variance between residents within an area, pooled, times deff / n.

    ``se`` is the linearised standard error of each area. Pooled variance = sum(n_eff^2 se^2) / sum(n_eff - 1): with equal
    weights n^2 se^2 is the sum of squares within an area, which has n - 1 degrees of freedom.
    """
    squares = np.where(np.isfinite(se), (n_eff * np.where(np.isfinite(se), se, 0.0)) ** 2, 0.0).sum(axis=-1)
    freedom = np.where(np.isfinite(se), np.maximum(n_eff - 1, 0.0), 0.0).sum(axis=-1)
    pooled = np.divide(squares, freedom, out=np.zeros_like(squares), where=freedom > 0)
    return (pooled * design_effect(n, n_eff))[..., None] / n


def design_effect(n: np.ndarray, n_eff: np.ndarray) -> np.ndarray:
    """How many answers stand for one simple random answer, over all areas together: sum(n) / sum(n_eff), at least 1."""
    return np.maximum(np.sum(n, axis=-1) / np.sum(n_eff, axis=-1), 1.0)


def benchmark_by_shift(values: np.ndarray, share: np.ndarray, total: float) -> np.ndarray:
    """Add the same to all values so that ``sum(share * values)`` is ``total``; ``share`` adds up to 1."""
    return values + (total - share @ values) / share.sum()


def benchmark_by_ratio(values: np.ndarray, share: np.ndarray, total: float) -> np.ndarray:
    """Multiply all values so that ``sum(share * values)`` is ``total``. Raises ``ValueError`` when the values sum to 0."""
    now = share @ values
    if now == 0:
        raise ValueError("values that add up to 0 cannot be multiplied to another total")
    return values * total / now


def benchmark_by_error(values: np.ndarray, share: np.ndarray, total: float, mse: np.ndarray) -> np.ndarray:
    """Move uncertain values most: each in proportion to its mean squared error (Bell, Datta & Ghosh 2013)."""
    return values + (total - share @ values) * mse / (share @ mse)


def benchmark_within(
    values: np.ndarray, share: np.ndarray, total: float, limits: tuple[float, float], is_share: bool
) -> np.ndarray:
    """Benchmark and stay between ``limits``: by ratio for shares, by shift for scales.

    A value that would step over an end stops there and the rest makes up for it; when a ratio would lift a share over 1,
    the shares of those who did *not* say yes are multiplied instead.
    """
    low, high = limits
    values = np.clip(values, low, high)
    if not low <= total <= high:
        raise ValueError(f"the total {total} lies outside {limits}")
    if not is_share:
        return _repeat_within(benchmark_by_shift, values, share, total, limits)
    if share @ values > 0 and (values * total / (share @ values)).max() <= high:
        return benchmark_by_ratio(values, share, total)
    others = 1 - values
    return values if share @ others == 0 else np.clip(1 - benchmark_by_ratio(others, share, 1 - total), low, high)


def _repeat_within(
    move: Callable[[np.ndarray, np.ndarray, float], np.ndarray],
    values: np.ndarray,
    share: np.ndarray,
    total: float,
    limits: tuple[float, float],
) -> np.ndarray:
    for _ in range(50):
        values = np.clip(move(values, share, total), *limits)
    return values


def interval_of(value: np.ndarray, mse: np.ndarray, limits: tuple[float, float]) -> tuple[np.ndarray, np.ndarray]:
    """95 % interval: value -/+ 1.96 root mean squared error, cut off at ``limits`` and never leaving out the value."""
    half = Z_95 * np.sqrt(mse)
    return np.minimum(np.clip(value - half, *limits), value), np.maximum(np.clip(value + half, *limits), value)


def arcsine(share: np.ndarray) -> np.ndarray:
    """The scale on which a share has sampling variance 1 / (4 n_eff), whatever the share: asin(sqrt(p)), 0 to pi/2."""
    return np.arcsin(np.sqrt(np.clip(share, 0, 1)))


def share_from_arcsine(value: np.ndarray) -> np.ndarray:
    """The share a value on the arcsine scale stands for; beyond 0 or pi/2 it is 0 or 1."""
    return np.sin(np.clip(value, 0, np.pi / 2)) ** 2


def unbiased_share_from_arcsine(found: Fit) -> np.ndarray:
    """The expected share of a model fitted on the arcsine scale, its uncertainty sigma2_u (1 - gamma) taken along.

    E sin^2(X) = (1 - cos(2 mu) exp(-2 v)) / 2 for a normal X: the correction of Hadam, Wuerz & Kreutzmann (2020) in
    closed form. ``mu`` is cut off at 0 and pi/2 first.
    """
    mu = np.clip(found.eblup, 0, np.pi / 2)
    left = found.sigma2_u[..., None] * (1 - found.gamma)
    return (1 - np.cos(2 * mu) * np.exp(-2 * left)) / 2


def share_interval_from_arcsine(found: Fit) -> tuple[np.ndarray, np.ndarray]:
    """95 % interval of a share: the interval on the arcsine scale with both ends turned back."""
    half = Z_95 * np.sqrt(np.maximum(found.mse, 0.0))
    return share_from_arcsine(found.eblup - half), share_from_arcsine(found.eblup + half)
