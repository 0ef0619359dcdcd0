"""Calibration: fit the weights of respondents to what is known of all residents, such as residents per wijk and age.

A :class:`Margin` is one such table of known numbers. Raking (Deming & Stephan 1940) and linear calibration (Deville &
Sarndal 1992) are offered, both with the ratio of new to design weight held within bounds. How the gain enters the
variance: ``variance.CalibrationGain``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from wijkmonitor import areas as geo
from wijkmonitor.edition import Edition
from wijkmonitor.level import Level
from wijkmonitor.methods.design import Auxiliary, Calibration, Design, Unmet
from wijkmonitor.text import Text

BOUNDS = (0.3, 3.0)
"""The new weight lies between these multiples of the design weight."""
PRECISION = 1e-6
"""A margin is met when no category is further off than this part of the whole."""
ROUNDS = 200
AGE_STARTS = {"18-24": 18, "25-44": 25, "45-64": 45, "65-74": 65, "75+": 75}
"""First age of each class that can be made of the age columns of the key figures."""
ADULTS_OF_15_25 = 0.7
"""Key figures count 15 to 25 together; seven of those ten years of age are 18 or over."""
_AGES = ("age_15_25", "age_25_45", "age_45_65", "age_65_plus")


class NoMargin(ValueError):
    """The key figures lack what a margin needs; ``text`` says what, for whoever loads the files."""

    def __init__(self, text: Text) -> None:
        self.text = text
        super().__init__(text.en)


@dataclass(frozen=True)
class Margin:
    """Known numbers of residents per category (``totals``, indexed by category) of one column of the survey.

    With ``starts`` (first number of each category) the column is a number to be put into classes. Only the proportions of
    ``totals`` matter.
    """

    name: str
    column: str
    totals: pd.Series
    starts: tuple[float, ...] = ()

    def positions(self, survey: pd.DataFrame) -> np.ndarray:
        """Per respondent the position of the category in ``totals``; -1 where it is unknown or has no residents."""
        if self.column not in survey:
            return np.full(len(survey), -1)
        if self.starts:
            number = pd.to_numeric(survey[self.column]).to_numpy(dtype=float, na_value=np.nan)
            place = np.where(np.isnan(number), 0, np.searchsorted(self.starts, number, side="right")) - 1
        else:
            place = pd.Index(self.totals.index).get_indexer(pd.Index(survey[self.column].astype("object")))
        known = self.totals.to_numpy(dtype=float) > 0
        return np.where((place >= 0) & known[place], place, -1)


@dataclass(frozen=True)
class _Problem:
    """``x``: 0/1 columns of the respondents who take part; ``target``: sum of weights each column has to reach."""

    part: np.ndarray
    x: np.ndarray
    target: np.ndarray
    of_margin: np.ndarray


def margins_from_key_figures(edition: Edition, names: Sequence[str]) -> list[Margin]:
    """The margins of these names (``wijk``, ``age``, ``gender``) for residents of 18 and over.

    ``wijk`` and ``age`` are worked out from the age columns (see ``ADULTS_OF_15_25``); a wijk without figures of its own is
    the sum of its buurten. ``gender`` needs columns ``men`` and ``women``. Raises :class:`NoMargin` when the key figures
    lack what a margin needs, ``KeyError`` for another name.
    """
    makers = {"wijk": _wijk_margin, "age": _age_margin, "gender": _gender_margin}
    if edition.key_figures is None:
        raise NoMargin(
            Text(
                nl="Ijken van de gewichten kan alleen met kerncijfers in dezelfde meting.",
                en="Calibrating the weights needs key figures in the same edition.",
            )
        )
    figures = edition.key_figures
    if "area_code" in figures:
        figures = figures.set_index("area_code")
    return [makers[name](figures, edition) for name in names]


def _lacks(margin: str, columns: Sequence[str]) -> NoMargin:
    words = Text(
        nl="Voor het ijken op {m} ontbreken in de kerncijfers de kolommen {c} (of zijn ze leeg).",
        en="For calibration to {m} the key figures lack the columns {c} (or they are empty).",
    )
    return NoMargin(words.fill(m=margin, c=", ".join(columns)))


def _adults(figures: pd.DataFrame) -> pd.DataFrame:
    """Residents per class of ``AGE_STARTS`` and area; missing where a column is."""
    young, middle, older, old = (figures.reindex(columns=list(_AGES)).astype(float)[name] for name in _AGES)
    very_old = figures.reindex(columns=["age_75_plus"]).astype(float)["age_75_plus"]
    counts = (young * ADULTS_OF_15_25, middle, older, old - very_old, very_old)
    return pd.DataFrame(dict(zip(AGE_STARTS, counts, strict=True)))


def _wijk_margin(figures: pd.DataFrame, edition: Edition) -> Margin:
    wijken = geo.of_level(edition.areas, Level.WIJK)
    ages = figures.reindex(columns=list(_AGES)).astype(float)
    adults = ages["age_15_25"] * ADULTS_OF_15_25 + ages[list(_AGES[1:])].sum(axis=1, skipna=False)
    if adults.isna().all() and "population" in figures:
        adults = figures["population"].astype(float)  # only proportions count
    buurten = geo.of_level(edition.areas, Level.BUURT)
    added = adults.reindex(buurten.index).groupby(buurten["parent"].to_numpy()).sum(min_count=1)
    totals = adults.reindex(wijken.index).fillna(added.reindex(wijken.index))
    if not (totals > 0).any():
        raise _lacks("wijk", (*_AGES, "population"))
    return Margin("wijk", Level.WIJK.value, totals)


def _whole(figures: pd.DataFrame, edition: Edition) -> pd.Series:
    """The figures of the municipality: its own row, or the sum of its buurten where that is missing."""
    top = edition.areas.index[edition.areas["level"] == Level.GEMEENTE.value]
    own = figures.reindex(top).sum(min_count=1)
    return own.fillna(figures.reindex(geo.of_level(edition.areas, Level.BUURT).index).sum(min_count=1))


def _age_margin(figures: pd.DataFrame, edition: Edition) -> Margin:
    totals = _whole(_adults(figures), edition)
    starts = dict(AGE_STARTS)
    if totals[["65-74", "75+"]].isna().any():  # the oldest cannot be told apart
        old = _whole(figures.reindex(columns=["age_65_plus"]).astype(float), edition)
        totals = pd.concat([totals.drop(["65-74", "75+"]), pd.Series({"65+": old["age_65_plus"]})])
        starts = {name: AGE_STARTS.get(name, 65) for name in totals.index}
    if totals.isna().any():
        raise _lacks("age", _AGES)
    return Margin("age", "age", totals, tuple(float(start) for start in starts.values()))


def _gender_margin(figures: pd.DataFrame, edition: Edition) -> Margin:
    totals = _whole(figures.reindex(columns=["men", "women"]).astype(float), edition)
    if totals.isna().any():
        raise _lacks("gender", ("men", "women"))
    return Margin("gender", "gender", totals.rename({"men": "m", "women": "f"}))


def calibrated(
    design: Design, survey: pd.DataFrame, margins: Sequence[Margin], bounds: tuple[float, float] = BOUNDS
) -> Design:
    """The design with raked weights, and a variance that knows of the calibration.

    Who lacks the category of any margin keeps the design weight; all weights together add up to what they did.
    """
    found = rake(design.weight, survey, margins, bounds)
    problem = _problem(design.weight, survey, margins)
    x = np.zeros((len(survey), len(problem.target)))
    x[problem.part] = problem.x
    return design.reweighted(found.weight, Auxiliary(x, design.weight, found))


def rake(
    weight: np.ndarray, survey: pd.DataFrame, margins: Sequence[Margin], bounds: tuple[float, float] = BOUNDS
) -> Calibration:
    """Raking: margin after margin, multiply the weights of a category until they add up to its total; repeat.

    Ratios to the design weight are cut off at ``bounds`` in every step, so the others take over what is left as far as
    they can. Formula: iterative proportional fitting, Deming & Stephan (1940).
    """
    problem = _problem(weight, survey, margins)
    first = weight[problem.part]
    ratio = np.ones(len(first))
    change, rounds = np.inf, 0
    while change >= PRECISION / 10 and rounds < ROUNDS:
        before, rounds = ratio, rounds + 1
        for margin in range(len(margins)):
            mine = problem.of_margin == margin
            columns = problem.x[:, mine]
            ratio = np.clip(ratio * (columns @ (problem.target[mine] / (columns.T @ (first * ratio)))), *bounds)
        change = np.abs(ratio - before).max(initial=0.0)
    return _result(weight, survey, margins, problem, ratio, rounds, change < PRECISION / 10)


def calibrate_linear(
    weight: np.ndarray, survey: pd.DataFrame, margins: Sequence[Margin], bounds: tuple[float, float] = BOUNDS
) -> Calibration:
    """Linear calibration (GREG weights): ratio = 1 + x'b, cut off at ``bounds`` (Deville & Sarndal 1992, case 7).

    Newton's method on b; without active bounds the first round is exact.
    """
    problem = _problem(weight, survey, margins)
    first = weight[problem.part]
    slope = np.zeros(len(problem.target))
    ratio = np.ones(len(first))
    change, rounds = np.inf, 0
    while change >= PRECISION / 10 and rounds < ROUNDS:
        before, rounds = ratio, rounds + 1
        missing = problem.target - problem.x.T @ (first * ratio)
        straight = 1 + problem.x @ slope
        free = first * ((straight > bounds[0]) & (straight < bounds[1]))
        slope = slope + np.linalg.pinv(problem.x.T @ (problem.x * free[:, None]), hermitian=True) @ missing
        ratio = np.clip(1 + problem.x @ slope, *bounds)
        change = np.abs(ratio - before).max(initial=0.0)
    return _result(weight, survey, margins, problem, ratio, rounds, change < PRECISION / 10)


def _problem(weight: np.ndarray, survey: pd.DataFrame, margins: Sequence[Margin]) -> _Problem:
    """Who takes part, and per category that occurs what their weights must add up to (empty categories drop out)."""
    places = [margin.positions(survey) for margin in margins]
    part = np.flatnonzero(np.all([place >= 0 for place in places], axis=0) & (weight > 0))
    whole = weight[part].sum()
    columns, targets, of_margin = [], [], []
    for number, (margin, place) in enumerate(zip(margins, places, strict=True)):
        x = (place[part, None] == np.arange(len(margin.totals))).astype(float)
        occurs = x.any(axis=0)
        totals = margin.totals.to_numpy(dtype=float)[occurs]
        columns.append(x[:, occurs])
        targets.append(whole * totals / totals.sum())
        of_margin += [number] * int(occurs.sum())
    if not columns:
        return _Problem(part, np.zeros((len(part), 0)), np.zeros(0), np.zeros(0, dtype=int))
    return _Problem(part, np.hstack(columns), np.concatenate(targets), np.array(of_margin, dtype=int))


def _result(
    weight: np.ndarray,
    survey: pd.DataFrame,
    margins: Sequence[Margin],
    problem: _Problem,
    ratio: np.ndarray,
    rounds: int,
    converged: bool,
) -> Calibration:
    found = weight.astype(float).copy()
    found[problem.part] = weight[problem.part] * ratio
    before, after = weight[problem.part].sum(), found[problem.part].sum()
    if after > 0:
        found[problem.part] *= before / after  # bounds may leave a little over; the rest keeps its share
    unmet = []
    for margin in margins:
        place = margin.positions(survey)[problem.part]
        totals = margin.totals.to_numpy(dtype=float)
        sums = np.bincount(place, weights=found[problem.part], minlength=len(totals))
        asked = np.where(totals > 0, totals, 0) / totals[totals > 0].sum()
        reached = sums / max(sums.sum(), 1e-300)
        for number in np.flatnonzero(np.abs(asked - reached) > 10 * PRECISION):
            unmet.append(Unmet(margin.name, str(margin.totals.index[number]), asked[number], reached[number]))
    return Calibration(found, bool(converged), rounds, tuple(unmet))
