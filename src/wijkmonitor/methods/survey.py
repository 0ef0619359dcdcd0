"""Direct estimates from a survey: weighted shares and means per area and group, with their uncertainty.

For one item the whole cube of levels x areas x groups is estimated at once. Weights enter through :class:`Design` only,
so that calibrated weights can take the place of the design weights (:meth:`Design.reweighted`).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from wijkmonitor.edition import Edition
from wijkmonitor.estimate import ALL, RAW_COLUMNS
from wijkmonitor.groups import with_merged
from wijkmonitor.methods import calibration, intervals, variance
from wijkmonitor.methods.design import Design, DomainSet, make_design
from wijkmonitor.text import Text

SOURCE = Text(nl="Bewonersenquête van de gemeente", en="Residents' survey of the municipality")
CAVEAT = Text(
    nl="Dit komt uit een enquête. Wie niet meedeed kan anders denken; de weging maakt dat maar voor een deel goed.",
    en="This comes from a survey. Those who did not take part may think otherwise; weighting mends that only partly.",
)
ANSWERED = "answered"
"""The attribute of a raw frame that says, per respondent, who counts in it; confidentiality is checked with it."""
ANSWERS = "answers"
"""The attribute of a raw frame that holds the answer or score of each respondent, for validating models of it."""
STATISTICS = "statistics"
"""The attribute of a raw frame with statistics of its scale: rows of area, statistic, value, low, high (``reliability``)."""
SD_FLOOR = 0.5
"""A small group of like-minded people still varies: its standard deviation is taken to be at least this part of everyone's."""
FEWEST_OTHERWISE = 5
"""With fewer effective answers than this on the smaller side of a share, a linearised standard error is too small."""

_ROUNDING = 1e-13


def design_of(edition: Edition) -> Design:
    """The design of an edition's survey, calibrated where the edition asks for it; worked out once per edition."""
    if "survey_design" not in edition.workings:
        assert edition.survey is not None, "a survey indicator is computed only when there is a survey"
        design = make_design(edition.survey, edition.areas)
        if edition.calibrate:
            margins = calibration.margins_from_key_figures(edition, edition.calibrate)
            design = calibration.calibrated(design, edition.survey, margins)
        edition.workings["survey_design"] = design
    found: Design = edition.workings["survey_design"]
    return found


def shares(edition: Edition, answers: pd.Series, dimensions: Sequence[str] = ()) -> pd.DataFrame:
    """Raw frame of weighted shares with Wilson intervals of the effective number of answers.

    ``answers``: 1, 0 or missing per respondent, aligned with ``edition.survey``. Who counts: ``attrs["answered"]``. Beside
    ages stand the groups made of them (``groups.MERGED``).
    """
    design = design_of(edition)
    found = estimate_domains(answers, design, with_merged(dimensions))
    value, n_eff = found["value"].clip(0, 1), found["n_eff"].to_numpy()
    low, high = intervals.wilson(value.to_numpy(), n_eff)
    error = _error_of_share(value.to_numpy(), found["se"].to_numpy(), n_eff)
    raw = found.assign(value=value, low=low, high=high, sure=True, se=error)[list(RAW_COLUMNS)]
    raw.attrs |= {ANSWERED: answered(answers, design), ANSWERS: answers}
    return raw


def _error_of_share(share: np.ndarray, linearised: np.ndarray, n_eff: np.ndarray) -> np.ndarray:
    """The linearised standard error; near 0 and 100 % at least that of the adjusted share of Agresti & Coull (1998)."""
    z2 = intervals.Z_95**2
    with np.errstate(invalid="ignore"):
        adjusted = (share * n_eff + z2 / 2) / (n_eff + z2)
        floor = np.sqrt(adjusted * (1 - adjusted) / (n_eff + z2))
        near_edge = n_eff * np.minimum(share, 1 - share) < FEWEST_OTHERWISE
    return np.where(near_edge, np.maximum(linearised, floor), linearised)


def means(
    edition: Edition, answers: pd.Series, dimensions: Sequence[str] = (), bounds: tuple[float, float] = (0.0, 10.0)
) -> pd.DataFrame:
    """Raw frame of weighted means with t intervals of the linearised standard error, cut off at ``bounds``.

    Interval and standard error are missing where there is one answer. Who counts: ``attrs["answered"]``.
    """
    design = design_of(edition)
    found = estimate_domains(answers, design, with_merged(dimensions))
    n_eff = found["n_eff"].to_numpy()
    several = found["n"].to_numpy() > 1
    spare = np.where(several, np.maximum(n_eff - 1, 1e-9), np.nan)
    floor = SD_FLOOR * standard_deviation(answers, design.weight) / np.sqrt(np.maximum(n_eff, 1e-9))
    # The linearised variance divides by n; a t interval expects n - 1. It matters below 30 answers. No mean of answers
    # within the bounds can have a larger standard error than half their distance.
    error = np.maximum(found["se"].to_numpy() * np.sqrt(n_eff / spare), floor)
    error = np.minimum(error, (bounds[1] - bounds[0]) / 2)
    freedom = np.maximum(np.minimum(found["freedom"].to_numpy(), spare), 1.0)
    value = found["value"].clip(*bounds)  # rounding may step over the end of the scale
    low, high = intervals.student(value.to_numpy(), error, freedom + 1, bounds)
    raw = found.assign(value=value, low=low, high=high, sure=True, se=error)[list(RAW_COLUMNS)]
    raw.attrs |= {ANSWERED: answered(answers, design), ANSWERS: answers}
    return raw


def answered(answers: pd.Series, design: Design) -> np.ndarray:
    """Per respondent whether the answer counts: there is one, and a weight."""
    return np.isfinite(answers.to_numpy(dtype=float, na_value=np.nan)) & (design.weight > 0)


def standard_deviation(answers: pd.Series, weight: np.ndarray) -> float:
    """Weighted standard deviation of everyone's answers; missing where nobody answered."""
    y = answers.to_numpy(dtype=float, na_value=np.nan)
    known = np.isfinite(y) & (weight > 0)
    if not known.any():
        return np.nan
    centre = np.average(y[known], weights=weight[known])
    return float(np.sqrt(np.average((y[known] - centre) ** 2, weights=weight[known])))


def estimate_domains(
    answers: pd.Series, design: Design, dimensions: Sequence[str] = (), with_error: bool = True
) -> pd.DataFrame:
    """Weighted mean per domain: columns area, group, value, n, n_eff; and unless ``with_error=False`` se and freedom.

    Every area of every level has a row for ``all`` and for each category of the dimensions that were asked. Where nobody
    answered the value is missing and ``n`` 0; when nobody answered anywhere the question was not asked and ``n`` is
    missing.
    Formulas: mean = sum(w y) / sum(w); n_eff = sum(w)^2 / sum(w^2) (Kish 1965), for clustered designs divided by the
    estimated effect of clustering; ``se`` linearised and ``freedom`` (units less strata with an answer), see ``variance``.
    """
    y = answers.to_numpy(dtype=float, na_value=np.nan)
    counts = answered(answers, design)
    weight = np.where(counts, design.weight, 0.0)
    y = np.where(counts, y, 0.0)
    wanted = (ALL, *dimensions)
    gain = variance.CalibrationGain(design) if with_error and design.auxiliary is not None else None
    frames = [
        _estimate_set(one, y, counts, weight, design, with_error, gain)
        for one in design.sets
        if one.dimension in wanted
    ]
    found = pd.concat(frames, ignore_index=True)
    return found if counts.any() else found.assign(n=np.nan)


def _estimate_set(
    one: DomainSet,
    y: np.ndarray,
    counts: np.ndarray,
    weight: np.ndarray,
    design: Design,
    with_error: bool,
    gain: variance.CalibrationGain | None,
) -> pd.DataFrame:
    def per_domain(values: np.ndarray) -> np.ndarray:
        return np.bincount(one.domain, weights=values, minlength=one.size)

    w, y, inside = weight[one.rows], y[one.rows], counts[one.rows].astype(float)
    total, n = per_domain(w), per_domain(inside)
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = per_domain(w * y) / total
        # Kish's n_eff cannot exceed n; only rounding can make it so.
        n_eff = np.where(n > 0, np.minimum(total**2 / per_domain(w**2), n), 0.0)
        if not (with_error or design.clustered):
            return one.labels.assign(value=mean, n=n, n_eff=n_eff)
        deviation = y - mean[one.domain]
        # Where all answers are alike, what is left is rounding; it must not look like a spread.
        noise = np.abs(deviation) < _ROUNDING * np.abs(y).max(initial=0.0)
        deviation = np.where((inside > 0) & ~noise, deviation, 0.0)
        of_total = variance.of_total(one, w * deviation, design)
        if gain is not None:
            of_total = gain.reduce(of_total, one, deviation, w)
        units, freedom = variance.units_and_freedom(one, inside)
        if design.clustered:
            spread = per_domain(w * deviation**2) / total
            n_eff = variance.effective_number(n_eff, n, of_total / total**2, spread, units, freedom)
        found = one.labels.assign(value=mean, n=n, n_eff=n_eff)
        return found.assign(se=np.sqrt(of_total) / total, freedom=freedom) if with_error else found
