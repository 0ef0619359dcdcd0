"""The variance between areas that covariates leave unexplained, for the area level model of Fay and Herriot.

Model: ``y_d = x_d'b + u_d + e_d``, with ``u_d`` of unknown variance sigma2_u and ``e_d`` of known variance ``D_d``.
Every function takes ``m`` areas on the last axis of ``y`` and ``variance`` and any number of samples before it, so that
hundreds of samples are fitted at once; ``x`` (m x p) is the same for all.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

LIKELIHOODS = ("reml", "ml", "amrl", "ampl")
METHODS = (*LIKELIHOODS, "fh")
_GRID = np.concatenate([[0.0], np.geomspace(1e-10, 1.0, 51)])
"""Where a likelihood is tried first, as parts of the largest variance that is possible."""
_HALVINGS = 50


@dataclass(frozen=True)
class WeightedRegression:
    """Generalised least squares at one sigma2_u. Shapes with samples ``...``: total (..., m), beta (..., p),
    beta_cov (..., p, p), residual (..., m), projected (..., p, p) = X'V^-2 X."""

    total: np.ndarray
    beta: np.ndarray
    beta_cov: np.ndarray
    residual: np.ndarray
    projected: np.ndarray

    @property
    def borrowed(self) -> np.ndarray:
        """Trace of (X'V^-1 X)^-1 X'V^-2 X: what estimating b takes from the information on sigma2_u."""
        return np.einsum("...ij,...ji->...", self.beta_cov, self.projected)


def regress(y: np.ndarray, x: np.ndarray, variance: np.ndarray, sigma2_u: np.ndarray) -> WeightedRegression:
    """Weighted regression of ``y`` on ``x`` with weights 1 / (sigma2_u + variance); ``sigma2_u`` one per sample."""
    total = variance + np.asarray(sigma2_u)[..., None]
    weighted = np.swapaxes(x / total[..., None], -1, -2)
    beta_cov = np.linalg.inv(weighted @ x)
    beta = (beta_cov @ (weighted @ y[..., None]))[..., 0]
    projected = (weighted / total[..., None, :]) @ x
    return WeightedRegression(total, beta, beta_cov, y - beta @ x.T, projected)


def log_likelihood(found: WeightedRegression) -> np.ndarray:
    """Log of the profile likelihood, constants included."""
    terms = np.log(2 * np.pi * found.total) + found.residual**2 / found.total
    return -0.5 * terms.sum(axis=-1)


def find_variance(y: np.ndarray, x: np.ndarray, variance: np.ndarray, method: str) -> np.ndarray:
    """sigma2_u per sample, at least 0, to about 12 digits.

    ``reml``, ``ml``: residual and profile likelihood; ``amrl``, ``ampl``: those times sigma2_u, which is never 0 at its
    maximum (Li & Lahiri 2010); ``fh``: the moment equation sum r^2 / V = m - p (Fay & Herriot 1979).
    The likelihood is tried on a grid first, since it may have more than one top; the bracket around the best point is
    then halved on the derivative.
    """
    if method not in METHODS:
        raise ValueError(f"unknown method {method!r}; known are {METHODS}")
    areas, columns = x.shape
    if method in ("amrl", "ampl") and areas - columns <= 2:
        raise ValueError("an adjusted likelihood has no maximum with fewer than 3 areas more than covariates")
    largest = _largest(y, x, variance)
    if method == "fh":
        low, high = np.zeros_like(largest), largest
    else:
        low, high = _bracket(y, x, variance, method, largest)
    none = (low == 0) & (_slope(y, x, variance, low, method) <= 0)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        rising = _slope(y, x, variance, middle, method) > 0
        low, high = np.where(rising, middle, low), np.where(rising, high, middle)
    return np.where(none, 0.0, (low + high) / 2)


def _largest(y: np.ndarray, x: np.ndarray, variance: np.ndarray) -> np.ndarray:
    """More than any method can answer: the spread left by plain regression, and for the adjusted ones the noise."""
    left = (y - (y @ np.linalg.pinv(x).T) @ x.T) ** 2
    return 4 * left.sum(axis=-1) + 10 * np.broadcast_to(variance, y.shape).max(axis=-1)


def _bracket(
    y: np.ndarray, x: np.ndarray, variance: np.ndarray, method: str, largest: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    heights = np.stack([_height(y, x, variance, part * largest, method) for part in _GRID])
    best = heights.argmax(axis=0)
    return _GRID[np.maximum(best - 1, 0)] * largest, _GRID[np.minimum(best + 1, len(_GRID) - 1)] * largest


def _height(y: np.ndarray, x: np.ndarray, variance: np.ndarray, sigma2_u: np.ndarray, method: str) -> np.ndarray:
    """The (adjusted, residual) log likelihood that ``method`` maximises."""
    found = regress(y, x, variance, sigma2_u)
    height = log_likelihood(found)
    if method in ("reml", "amrl"):
        height = height + 0.5 * np.linalg.slogdet(found.beta_cov)[1]
    if method in ("amrl", "ampl"):
        with np.errstate(divide="ignore"):
            height = height + np.log(sigma2_u)
    return height


def _slope(y: np.ndarray, x: np.ndarray, variance: np.ndarray, sigma2_u: np.ndarray, method: str) -> np.ndarray:
    """Derivative of :func:`_height`; for ``fh`` how far the moment equation is from being met."""
    found = regress(y, x, variance, sigma2_u)
    if method == "fh":
        return (found.residual**2 / found.total).sum(axis=-1) - (x.shape[0] - x.shape[1])
    slope = 0.5 * ((found.residual / found.total) ** 2).sum(axis=-1) - 0.5 * (1 / found.total).sum(axis=-1)
    if method in ("reml", "amrl"):
        slope = slope + 0.5 * found.borrowed
    if method in ("amrl", "ampl"):
        with np.errstate(divide="ignore"):
            slope = slope + 1 / np.asarray(sigma2_u)
    return slope
