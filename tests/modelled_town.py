"""A made-up town of 40 buurten in 8 wijken with key figures that explain their shares, to model."""

import datetime as dt

import numpy as np
import pandas as pd

from tests.indicators import strip_town
from wijkmonitor import modelling
from wijkmonitor.edition import Dataset, Edition

AREAS = strip_town.areas_of(wijken=8, buurten=5)
BUURTEN = AREAS.index[AREAS["level"] == "buurt"]


def key_figures(seed: int = 1) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    table = pd.DataFrame({"population": AREAS.loc[BUURTEN, "population"]}, index=BUURTEN)
    table["low_income_pct"] = rng.uniform(2, 20, len(BUURTEN))
    table["households"] = table["population"] / 2
    table["households_single"] = table["households"] * rng.uniform(0.2, 0.6, len(BUURTEN))
    table["age_65_plus"] = table["population"] * rng.uniform(0.1, 0.3, len(BUURTEN))
    table["owner_occupied_pct"] = rng.uniform(20, 80, len(BUURTEN))
    return table


def edition_with(
    figures: pd.DataFrame | None, population: dict[str, float] | None = None, answers: pd.DataFrame | None = None
) -> Edition:
    areas = AREAS.assign(population=AREAS["population"].astype(float))
    for code, number in (population or {}).items():
        areas.loc[code, "population"] = number
    tables = {Dataset.KEY_FIGURES: figures, Dataset.SURVEY: answers}
    given = {dataset: table for dataset, table in tables.items() if table is not None}
    return Edition(name="2025", date=dt.date(2025, 1, 1), vintage=2025, areas=areas, tables=given)


def direct_shares(figures: pd.DataFrame, seed: int = 2, n: int = 30) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    income = figures["low_income_pct"].reindex(BUURTEN).fillna(10).to_numpy()
    value = rng.binomial(n, np.clip(0.8 - 0.02 * income + rng.normal(0, 0.1, len(BUURTEN)), 0, 1)) / n
    error = np.sqrt(value * (1 - value) / n)
    return pd.DataFrame({"area": BUURTEN, "value": value, "n": float(n), "n_eff": n / 1.2, "se": error, "open": True})


def shares(direct: pd.DataFrame, edition: Edition, municipal: float | None = None) -> pd.DataFrame:
    models = modelling.models_of(direct, edition, True, (0.0, 1.0), municipal)
    assert tuple(models.columns) == modelling.COLUMNS
    assert models.notna().all(axis=None)
    assert ((models["low"] <= models["value"]) & (models["value"] <= models["high"])).all()
    assert models["low"].ge(0).all()
    assert models["high"].le(1).all()
    assert models["area"].is_unique
    return models
