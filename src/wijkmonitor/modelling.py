"""Modelled figures of every buurt for one survey indicator, and the test whether they do better than answers alone.

The method is in ``methods.small_area``; here is what it is fed with: which buurten take part, and which key figures
explain them. Only buurten whose own figure may be used (``open``) enter the fit, so that no modelled value carries anything
about fewer than 10 people; every other buurt with residents gets a value from its key figures alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from wijkmonitor import areas as geo
from wijkmonitor.edition import Edition
from wijkmonitor.level import Level
from wijkmonitor.methods import holdout, small_area, survey
from wijkmonitor.methods.domains import area_positions

COLUMNS = ("area", "value", "low", "high", "rmse", "shrinkage", "basis")
FIT_STATISTICS = "fit_statistics"
"""The attribute of a frame of models that holds sigma2_u, areas, covariates, method, design_effect and filled_in."""
AREA, SYNTHETIC = "area", "synthetic"
FEWEST_AREAS = 12
FEWEST_ANSWERS = 10
MOST_COVARIATES = 4
AREAS_PER_COVARIATE = 8
PRESENT = 0.9
"""A key figure takes part when it is known where at least this part of the residents live."""
COLLINEAR = 0.9
"""A key figure that those before it explain to this degree (R squared) adds nothing but noise."""
CANDIDATES: tuple[tuple[str, str | None], ...] = (
    ("low_income_pct", None),
    ("households_single", "households"),
    ("age_65_plus", "population"),
    ("owner_occupied_pct", None),
    ("urbanity", None),
    ("income_per_inhabitant_eur_1000", None),
)
"""Key figures that may explain a buurt (numerator, denominator), in the order in which they are taken."""


@dataclass(frozen=True)
class Covariates:
    """``table``: buurten x chosen key figures, standardised over the buurten that are open, nothing missing; ``known``:
    buurten with at least one of them of their own; ``filled_in``: values taken from the buurten around."""

    table: pd.DataFrame
    known: pd.Series
    filled_in: int

    def columns_of(self, codes: pd.Index) -> np.ndarray:
        """The columns of the model for these buurten, the constant first."""
        return np.column_stack([np.ones(len(codes)), self.table.loc[codes].to_numpy(dtype=float)])


def models_of(
    direct: pd.DataFrame,
    edition: Edition,
    is_share: bool,
    limits: tuple[float, float] | None,
    municipal: float | None = None,
) -> pd.DataFrame:
    """Fay-Herriot estimates of every buurt with residents and key figures: columns ``COLUMNS``, 95 % intervals.

    ``direct``: rows of one survey indicator for everybody per buurt: area, value, n, n_eff, se and ``open`` (False where
    the direct value may not be used because it says too much about too few). ``limits`` of a value (when None: 0 to 1 for a
    share, 0 and up for the rest).
    Weighted by residents the values equal ``municipal``, when that is given; the square of the shift this takes is added
    to the squared error. ``basis`` is "area" where answers of the buurt count (``shrinkage``: how much, 0-1) and
    "synthetic" where there is only the regression (0). Empty with fewer than 12 open buurten or without key figures; never
    a missing number. ``attrs[FIT_STATISTICS]`` tells how the fit was made. What is published of these rows must be rounded
    as direct figures are: from exact numbers the exact n can be worked out.
    """
    used = _usable(direct, edition)
    covariates = choose_covariates(edition, pd.Index(used["area"])) if len(used) >= FEWEST_AREAS else None
    if covariates is None:
        return _empty()
    span = limits or ((0.0, 1.0) if is_share else (0.0, np.inf))
    found, effect = _fit(used, covariates, is_share)
    rows = pd.concat([_of_areas(found, used), _synthetic(found, used, covariates, edition)], ignore_index=True)
    rows = _benchmarked(rows, edition.population, municipal, span, is_share)
    low, high = small_area.interval_of(rows["value"].to_numpy(), rows["mse"].to_numpy(), span)
    rows = rows.assign(low=low, high=high, rmse=np.sqrt(rows["mse"]))
    order = edition.areas.index.get_indexer(pd.Index(rows["area"]))
    models = rows.iloc[np.argsort(order, kind="stable")].reset_index(drop=True)[list(COLUMNS)]
    models.attrs[FIT_STATISTICS] = _statistics(found, used, covariates, effect)
    return models


def _empty() -> pd.DataFrame:
    kinds = dict.fromkeys(COLUMNS, "float64") | {"area": "str", "basis": "str"}
    empty = pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in kinds.items()})
    empty.attrs[FIT_STATISTICS] = {}
    return empty


def _usable(direct: pd.DataFrame, edition: Edition) -> pd.DataFrame:
    """The open rows of buurten of this edition that carry a value."""
    known = direct["value"].notna() & direct["n"].gt(0) & direct["n_eff"].gt(0)
    kept = direct["open"].astype(bool) & known & direct["area"].isin(_buurten(edition))
    return direct[kept].reset_index(drop=True)


def _buurten(edition: Edition) -> pd.Index:
    return geo.of_level(edition.areas, Level.BUURT).index


def _fit(used: pd.DataFrame, covariates: Covariates, is_share: bool) -> tuple[small_area.Fit, float]:
    x = covariates.columns_of(pd.Index(used["area"]))
    value, n, n_eff, se = (used[name].to_numpy(dtype=float) for name in ("value", "n", "n_eff", "se"))
    if is_share:
        variance = small_area.smooth_share_variances(value, n, n_eff, x)
    else:
        variance = small_area.smooth_mean_variances(se, n, n_eff)
    return small_area.fit_positive(value, x, variance), float(small_area.design_effect(n, n_eff))


def _of_areas(found: small_area.Fit, used: pd.DataFrame) -> pd.DataFrame:
    figures = {"value": found.eblup, "mse": found.mse, "shrinkage": found.gamma}
    return pd.DataFrame({"area": used["area"].to_numpy(), **figures, "basis": AREA})


def _synthetic(found: small_area.Fit, used: pd.DataFrame, covariates: Covariates, edition: Edition) -> pd.DataFrame:
    """The other buurten where somebody lives and of which at least one key figure is known."""
    codes = _buurten(edition)
    lived_in = edition.population.reindex(codes).gt(0).to_numpy(dtype=bool)
    others = codes[lived_in & covariates.known.loc[codes].to_numpy() & ~codes.isin(used["area"])]
    value, mse = small_area.predict(found, covariates.columns_of(others))
    figures = {"value": value, "mse": mse, "shrinkage": np.zeros(len(others))}
    return pd.DataFrame({"area": others.to_numpy(), **figures, "basis": SYNTHETIC})


def _benchmarked(
    rows: pd.DataFrame,
    population: pd.Series,
    municipal: float | None,
    limits: tuple[float, float],
    is_share: bool,
) -> pd.DataFrame:
    """Values between ``limits`` that add up to the municipal value, and the squared error with the shift in it."""
    bounded = rows["value"].clip(*limits)
    residents = population.reindex(rows["area"]).fillna(0).to_numpy(dtype=float)
    if municipal is None or not np.isfinite(municipal) or residents.sum() <= 0:
        return rows.assign(value=bounded)
    share, total = residents / residents.sum(), float(np.clip(municipal, *limits))
    moved = small_area.benchmark_within(bounded.to_numpy(), share, total, limits, is_share)
    return rows.assign(value=moved, mse=rows["mse"] + (moved - bounded) ** 2)


def _statistics(found: small_area.Fit, used: pd.DataFrame, covariates: Covariates, effect: float) -> dict[str, Any]:
    return {
        "sigma2_u": float(found.sigma2_u),
        "method": found.method,
        "areas": len(used),
        "covariates": list(covariates.table.columns),
        "design_effect": effect,
        "filled_in": covariates.filled_in,
    }


def choose_covariates(edition: Edition, open_areas: pd.Index) -> Covariates | None:
    """The first of ``CANDIDATES`` that are known nearly everywhere, vary, and are not explained by those before them.

    At most 4, and one per 8 open buurten. The order is fixed and the answers play no part in it, so that the same key
    figures explain every indicator and nothing is picked by chance. A missing value is the median of the wijk, or else of
    all buurten. None when no key figure is left. Worked out once per edition and set of open buurten.
    """
    kept: dict[tuple[str, ...], Covariates | None] = edition.workings.setdefault("covariates", {})
    key = tuple(open_areas)
    if key not in kept:
        kept[key] = _chosen_covariates(edition, open_areas)
    return kept[key]


def _chosen_covariates(edition: Edition, open_areas: pd.Index) -> Covariates | None:
    candidates = _candidates(edition)
    weight = edition.population.reindex(candidates.index).fillna(0)
    chosen: dict[str, pd.Series] = {}
    for name, figure in candidates.items():
        present = weight[figure.notna()].sum() >= PRESENT * weight.sum() and figure.reindex(open_areas).notna().any()
        filled = _filled_in(figure, edition)
        scaled = _standardised(filled, open_areas) if present else None
        if scaled is not None and not _explained(scaled[open_areas], [one[open_areas] for one in chosen.values()]):
            chosen[str(name)] = scaled
        if len(chosen) == min(MOST_COVARIATES, len(open_areas) // AREAS_PER_COVARIATE):
            break
    if not chosen:
        return None
    own = candidates[list(chosen)]
    missing_here = own.loc[own.notna().any(axis=1)].isna().to_numpy().sum()
    return Covariates(pd.DataFrame(chosen), own.notna().any(axis=1), int(missing_here))


def _candidates(edition: Edition) -> pd.DataFrame:
    """Buurten x the candidates that the key figures hold."""
    figures = edition.key_figures
    codes = _buurten(edition)
    if figures is None:
        return pd.DataFrame(index=codes)
    by_area = figures.set_index("area_code") if "area_code" in figures else figures
    table = by_area.reindex(codes)
    found = {}
    for part, whole in CANDIDATES:
        if part in table and (whole is None or whole in table):
            number = pd.to_numeric(table[part], errors="coerce").astype(float)
            base = 1.0 if whole is None else pd.to_numeric(table[whole], errors="coerce").astype(float)
            found[part if whole is None else f"{part}/{whole}"] = (number / base).replace([np.inf, -np.inf], np.nan)
    return pd.DataFrame(found, index=codes)


def _filled_in(figure: pd.Series, edition: Edition) -> pd.Series:
    around = figure.groupby(edition.areas["parent"].reindex(figure.index).to_numpy()).transform("median")
    return figure.fillna(around).fillna(figure.median())


def _standardised(figure: pd.Series, open_areas: pd.Index) -> pd.Series | None:
    """Mean 0 and standard deviation 1 over the open buurten; None when it is the same in all of them."""
    centre, spread = figure[open_areas].mean(), figure[open_areas].std(ddof=0)
    return None if not spread > 1e-9 * max(abs(centre), 1e-9) else (figure - centre) / spread


def _explained(figure: pd.Series, before: list[pd.Series]) -> bool:
    """Whether those before it (standardised) explain a standardised figure to the degree ``COLLINEAR`` or more."""
    if not before:
        return False
    x, y = np.column_stack(before), figure.to_numpy(dtype=float)
    left = y - x @ np.linalg.lstsq(x, y, rcond=None)[0]
    return bool(1 - (left @ left) / (y @ y) >= COLLINEAR)


def validate_models(
    answers: pd.Series, edition: Edition, is_share: bool, draws: int = 100, seed: int = 2025
) -> dict[str, float]:
    """:func:`methods.holdout.validate` for one item of an edition's survey, with the columns of :func:`models_of`.

    ``answers``: 1, 0 (or a score) or missing per respondent, aligned with ``edition.survey``. Empty when there is no model
    or no truth to hold it against.
    """
    assert edition.survey is not None, "a survey indicator is computed only when there is a survey"
    codes = _buurten(edition)
    weight = survey.design_of(edition).weight
    position = area_positions(edition.survey, edition.areas, Level.BUURT)
    y = answers.to_numpy(dtype=float, na_value=np.nan)
    counted = np.bincount(position[(position >= 0) & np.isfinite(y) & (weight > 0)], minlength=len(codes))
    open_areas = codes[counted >= FEWEST_ANSWERS]
    covariates = choose_covariates(edition, open_areas) if len(open_areas) >= FEWEST_AREAS else None
    if covariates is None:
        return {}
    inside = np.where(position >= 0, counted[position] >= FEWEST_ANSWERS, False)
    columns = covariates.columns_of(codes)
    return holdout.validate(y, weight, np.where(inside, position, -1), columns, is_share, draws, seed)
