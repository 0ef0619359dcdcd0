"""What modelled figures gain over direct ones: in simulation, and held out from the demo's own survey."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

from bench.report import table
from wijkmonitor import modelling
from wijkmonitor.edition import Edition
from wijkmonitor.indicators.capacity import CAPACITY_ITEMS
from wijkmonitor.indicators.ties import LONELY_ITEMS, TIE_ITEMS
from wijkmonitor.methods import intervals, scales, small_area
from wijkmonitor.municipality import read_municipality
from wijkmonitor.sources.reading import read_edition

Score = Callable[[pd.DataFrame], pd.Series]
DEMO = Path(__file__).resolve().parents[1] / "data" / "voorbeeldstad"
TOWNS = 400
# Unexplained standard deviation between buurten, answers per buurt (lowest, highest), mean share, slope, buurten.
SCENES = (
    (0.00, 8, 29, 0.50, 0.10, 40),
    (0.03, 8, 29, 0.50, 0.10, 40),
    (0.06, 8, 29, 0.50, 0.10, 40),
    (0.10, 8, 29, 0.50, 0.10, 40),
    (0.06, 10, 99, 0.50, 0.10, 40),
    (0.03, 8, 29, 0.15, 0.04, 40),
    (0.06, 8, 29, 0.50, 0.10, 14),
)


def run() -> None:
    """Print both tables; the peer is the direct figure with its Wilson or t interval."""
    head = ("spread", "answers", "mean", "buurten", "rmse direct", "rmse raw D", "rmse model")
    head += ("cover direct", "cover model", "REML finds 0")
    table(f"Simulated, {TOWNS} towns", head, [_simulated(*scene) for scene in SCENES])
    municipality = read_municipality(DEMO)
    edition = read_edition(municipality, municipality.editions[-1]).edition
    assert edition is not None
    rows = [_held_out(name, score, is_share, edition) for name, (score, is_share) in ITEMS.items()]
    head = ("indicator", "rmse direct", "rmse model", "cover direct", "cover model", "buurten", "share sampled")
    table(f"Held out from the demo, edition {edition.name}", head, rows)


def _held_out(name: str, score: Score, is_share: bool, edition: Edition) -> list[object]:
    assert edition.survey is not None
    found = modelling.validate_models(score(edition.survey), edition, is_share)
    figures = [found[key] for key in ("rmse_direct", "rmse_model", "cover_direct", "cover_model")]
    return [name, *(f"{figure:.3f}" for figure in figures), int(found["areas"]), f"{found['share_sampled']:.2f}"]


def _simulated(spread: float, fewest: int, most: int, mean: float, slope: float, areas: int) -> list[object]:
    rng = np.random.default_rng(11)
    x = np.column_stack([np.ones(areas), rng.normal(size=areas)])
    truth = np.clip(mean + slope * x[:, 1] + rng.normal(0, spread, (TOWNS, areas)), 0.02, 0.98)
    n = rng.integers(fewest, most + 1, areas).astype(float)
    direct = rng.binomial(n.astype(int), truth) / n
    smooth = small_area.smooth_share_variances(direct, n, n, x)
    model = small_area.fit_positive(direct, x, smooth)
    raw = small_area.fit_positive(direct, x, np.maximum(direct * (1 - direct) / n, 1e-4))
    none = np.mean(small_area.fit(direct, x, smooth).sigma2_u <= 0)
    errors = [np.sqrt(np.mean((value - truth) ** 2)) for value in (direct, raw.eblup, model.eblup)]
    both = (intervals.wilson(direct, n), small_area.interval_of(model.eblup, model.mse, (0.0, 1.0)))
    covers = [np.mean((low <= truth) & (truth <= high)) for low, high in both]
    figures = [f"{figure:.3f}" for figure in (*errors, *covers)]
    return [f"{spread:.2f}", f"{fewest}-{most}", f"{mean:.2f}", areas, *figures, f"{none:.2f}"]


def _strong_ties(survey: pd.DataFrame) -> pd.Series:
    return scales.at_least(pd.DataFrame(scales.marks(scales.items(survey, TIE_ITEMS), [1])), 2)


def _loneliness(survey: pd.DataFrame) -> pd.Series:
    return scales.at_least(pd.DataFrame(scales.marks(scales.items(survey, LONELY_ITEMS), [2, 3])), 1)


def _capacity(survey: pd.DataFrame) -> pd.Series:
    return scales.scale_0_10(scales.items(survey, CAPACITY_ITEMS), at_least=4)


ITEMS: dict[str, tuple[Score, bool]] = {
    "strong_ties": (_strong_ties, True),
    "social_loneliness": (_loneliness, True),
    "feels_at_home": (lambda survey: scales.agrees(survey, "feels_at_home"), True),
    "avoids_contact": (lambda survey: scales.agrees(survey, "avoids_contact"), True),
    "capacity_scale": (_capacity, False),
}
