"""Models from damaged and from real input: whatever comes in, no missing number and no crash."""

import warnings
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest

from tests.modelled_town import BUURTEN, direct_shares, edition_with, key_figures
from wijkmonitor import modelling
from wijkmonitor.edition import Dataset, Edition

REAL_COLUMNS = {
    "code": "area_code",
    "inwoners": "population",
    "inwoners65plus": "age_65_plus",
    "huishoudens": "households",
    "koopwoningen": "owner_occupied_pct",
    "inkomenPerInwoner": "income_per_inhabitant_eur_1000",
    "stedelijkheid": "urbanity",
}


def damaged_figures(rng: np.random.Generator, seed: int) -> pd.DataFrame:
    """Key figures with columns that are gone, constant or full of holes."""
    table = key_figures(seed)
    for column in table.columns[1:]:
        fate = rng.random()
        if fate < 0.15:
            table = table.drop(columns=column)
        elif fate < 0.3:
            table[column] = rng.choice([0.0, 5.0])
        elif fate < 0.6:
            table.loc[rng.random(len(table)) < rng.choice([0.05, 0.3]), column] = np.nan
    return table


def damaged_answers(rng: np.random.Generator, seed: int) -> pd.DataFrame:
    """Direct figures of 0 and 100 %, without answers, without or with an absurd error, many of them closed."""
    size = len(BUURTEN)
    rows = direct_shares(key_figures(seed), seed, n=int(rng.choice([1, 3, 12, 60, 500])))
    n = rng.choice([0, 1, 2, 9, 10, 30, 400], size).astype(float)
    extreme = rng.choice([0, 1, 0.5, rng.random()], size)
    value = extreme if rng.random() < 0.5 else rows["value"].to_numpy()
    return rows.assign(
        n=n,
        n_eff=n * rng.choice([0.01, 0.5, 1.0]),
        value=np.where(rng.random(size) < 0.1, np.nan, value),
        se=rng.choice([0, np.nan, 0.1, 1e5], size),
        open=rng.random(size) < rng.choice([0.3, 0.8, 1]),
    )


def test_damaged_input_never_gives_a_missing_number_or_a_warning():
    modelled = 0
    for seed in range(40):
        rng = np.random.default_rng(seed)
        top = 1.0 if seed % 2 else 10.0
        rows = damaged_answers(rng, seed)
        rows["value"] *= top
        residents = {code: float(rng.choice([0, np.nan, 10, 5000])) for code in rng.choice(BUURTEN, 12)}
        edition = edition_with(damaged_figures(rng, seed), residents)
        municipal = top * float(rng.choice([0, 1, 0.5, np.nan]))
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            models = modelling.models_of(rows, edition, top == 1.0, (0.0, top), municipal)
        modelled += not models.empty
        assert models.notna().all(axis=None), seed
        inside = (models["low"] >= 0) & (models["low"] <= models["value"])
        assert (inside & (models["value"] <= models["high"]) & (models["high"] <= top)).all(), seed
        assert models["rmse"].gt(0).all(), seed
        assert models["shrinkage"].between(0, 1).all(), seed
    assert modelled > 15


@pytest.mark.real_data
def test_key_figures_of_a_real_municipality_carry_a_model(real_data: Path):
    """Groningen, 2024: no low incomes published, incomes missing in small buurten, buurten without residents."""
    table = pd.read_csv(real_data / "nl-kwb-2024" / "kwb_2024_flat.csv", low_memory=False)
    table = table[table["gm_code"] == "GM0014"].rename(columns=REAL_COLUMNS)
    buurten = table[table["area_code"].str.startswith("BU")].drop_duplicates("area_code").set_index("area_code")
    if buurten.empty:
        pytest.skip("the real key figures hold no buurten of Groningen")
    parent = "WK" + buurten.index.str.slice(2, 8)
    frame = {"level": "buurt", "parent": parent, "population": buurten["population"].astype(float)}
    areas = gpd.GeoDataFrame(pd.DataFrame(frame, index=buurten.index))
    kept = [name for name in REAL_COLUMNS.values() if name in buurten]
    edition = Edition("2024", pd.Timestamp("2024-01-01"), 2024, areas, {Dataset.KEY_FIGURES: buurten[kept]})
    rng = np.random.default_rng(1)
    n = rng.integers(5, 80, len(buurten)).astype(float)
    value = rng.binomial(n.astype(int), 0.6) / n
    rows = {"area": buurten.index, "value": value, "n": n, "n_eff": n, "se": 0.1, "open": n >= 10}
    models = modelling.models_of(pd.DataFrame(rows), edition, True, (0.0, 1.0), 0.6)
    assert len(models.attrs[modelling.FIT_STATISTICS]["covariates"]) >= 2
    assert models.notna().all(axis=None)
    lived_in = buurten.index[buurten["population"] > 50]
    assert len(set(lived_in) - set(models["area"])) <= 0.05 * len(lived_in)
