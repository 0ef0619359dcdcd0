"""A made-up town of square buurten, small by default, with seeded answers: an Edition without any file."""

from __future__ import annotations

import datetime as dt

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from wijkmonitor.areas import RD, complete_hierarchy, with_levels
from wijkmonitor.edition import Dataset, Edition
from wijkmonitor.groups import APPROACH, LEAD, THEME
from wijkmonitor.indicators import capacity, municipality, ties
from wijkmonitor.methods.place_quality import CRITERIA

SIDE_M = 600.0
DATE = dt.date(2025, 1, 1)
YES_NO = (*ties.TIE_ITEMS, *ties.BRIDGE_ITEMS, "active_last_year", "volunteered", "would_like_active")
STATEMENTS = (
    *ties.COHESION_ITEMS,
    *capacity.CAPACITY_ITEMS,
    *(point.key for point in municipality.POINTS),
    "feels_at_home",
    "avoids_contact",
)


def areas_of(gemeenten: int = 1, wijken: int = 2, buurten: int = 3, residents: float = 1200.0) -> gpd.GeoDataFrame:
    """Squares of 600 m in a long strip: gemeenten x wijken x buurten; the country on top when there are more gemeenten."""
    codes = [
        f"BU{gemeente + 1:04d}{wijk:02d}{buurt:02d}"
        for gemeente in range(gemeenten)
        for wijk in range(wijken)
        for buurt in range(buurten)
    ]
    place = np.arange(len(codes))
    x, y = 100_000 + (place % 100) * SIDE_M, 400_000 + (place // 100) * SIDE_M
    smallest = gpd.GeoDataFrame(
        {"name": codes, "vintage": 2025, "population": residents + 10.0 * (place % 7)},
        geometry=shapely.box(x, y, x + SIDE_M, y + SIDE_M),
        index=pd.Index(codes),
        crs=RD,
    )
    top = "NL" if gemeenten > 1 else "GM0001"
    return complete_hierarchy(smallest, top, "Proefstad")


def survey_of(areas: gpd.GeoDataFrame, respondents: int, seed: int = 1, strata: int = 3) -> pd.DataFrame:
    """Random answers with missing ones, weights and strata; a few respondents are located nowhere."""
    rng = np.random.default_rng(seed)
    buurten = areas.index[areas["level"] == "buurt"].to_numpy()
    table = pd.DataFrame({"respondent_id": [str(number) for number in range(respondents)]})
    table["weight"] = rng.uniform(0.3, 3.0, respondents)
    table["stratum"] = pd.Series(rng.integers(0, strata, respondents)).map(lambda number: f"s{number}")
    table["age"] = rng.integers(18, 95, respondents).astype(float)
    table["education"] = rng.choice(["low", "middle", "high"], respondents)
    table["limitation"] = rng.choice(["yes", "no"], respondents)
    table["origin"] = rng.choice(["dutch", "european", "non_european"], respondents)
    table["income_third"] = rng.choice(["1", "2", "3"], respondents)
    answers = {name: rng.integers(0, 2, respondents) for name in YES_NO}
    answers |= {name: rng.integers(1, 6, respondents) for name in STATEMENTS}
    answers |= {name: rng.integers(1, 4, respondents) for name in ties.LONELY_ITEMS}
    answers["recognised_last_week"] = rng.integers(0, 40, respondents)
    items = pd.DataFrame(answers).astype(float).mask(rng.random((respondents, len(answers))) < 0.08)
    code = pd.Series(rng.choice(buurten, respondents), dtype="object").mask(rng.random(respondents) < 0.02)
    return with_levels(pd.concat([table, items], axis=1), code, areas)


def initiatives_of(areas: gpd.GeoDataFrame, number: int, seed: int = 2) -> pd.DataFrame:
    """Random initiatives in every state of life."""
    rng = np.random.default_rng(seed)
    buurten = areas.index[areas["level"] == "buurt"].to_numpy()
    days = np.datetime64(DATE) - rng.integers(-60, 1500, (3, number)).astype("timedelta64[D]")
    table = pd.DataFrame(
        {
            "initiative_id": [f"i{n}" for n in range(number)],
            "start": pd.Series(days[0]),
            "end": pd.Series(days[1]).where(rng.random(number) < 0.1),
            "status": rng.choice(["active", "active", "active", "paused", "ended"], number),
            "last_confirmed": pd.Series(days[2]).where(rng.random(number) < 0.9),
            "approach": rng.choice(list(APPROACH.categories), number),
            "theme": rng.choice(list(THEME.categories), number),
            "lead": rng.choice(list(LEAD.categories), number),
            "subsidy_eur": pd.Series(rng.choice([0.0, 500.0], number)).mask(rng.random(number) < 0.2),
        }
    )
    bridges = np.random.default_rng(seed + 100).choice(["age", "age;origin", "none", ""], number)
    table["bridges"] = pd.Series(bridges, dtype="object").replace("", None)
    return with_levels(table, pd.Series(rng.choice(buurten, number), dtype="object"), areas)


def places_of(areas: gpd.GeoDataFrame, number: int, seed: int = 3) -> pd.DataFrame:
    """Random places inside the strip, the even ones judged by two raters."""
    rng = np.random.default_rng(seed)
    buurten = areas[areas["level"] == "buurt"]
    owner = rng.integers(0, len(buurten), number)
    corner = shapely.bounds(buurten.geometry.to_numpy())[owner]
    table = pd.DataFrame({"place_id": [f"p{n}" for n in range(number)], "type": "other", "rater": "staff"})
    table["x_rd"] = corner[:, 0] + rng.uniform(0, SIDE_M, number)
    table["y_rd"] = corner[:, 1] + rng.uniform(0, SIDE_M, number)
    table["code"] = buurten.index.to_numpy()[owner]
    table = pd.concat([table, table.iloc[::2].assign(rater="resident")], ignore_index=True)
    grades = pd.DataFrame(rng.integers(0, 5, (len(table), 4)), columns=list(CRITERIA)).astype(float)
    table[list(CRITERIA)] = grades.mask(rng.random(grades.shape) < 0.15)
    return with_levels(table.drop(columns="code"), table["code"].astype("object"), areas)


def key_figures_of(areas: gpd.GeoDataFrame, seed: int = 4) -> pd.DataFrame:
    """Counts and percentages for buurten and the whole; wijken have to be added up."""
    rng = np.random.default_rng(seed)
    given = areas[areas["level"] != "wijk"]
    table = pd.DataFrame({"population": given["population"].astype(float)}, index=given.index)
    table.index.name = "area_code"
    for part, whole, share in (
        ("age_0_15", "population", 0.15),
        ("age_15_25", "population", 0.1),
        ("age_25_45", "population", 0.3),
        ("age_45_65", "population", 0.25),
        ("age_65_plus", "population", 0.2),
        ("age_75_plus", "population", 0.1),
        ("households", "population", 0.5),
        ("households_single", "households", 0.4),
        ("households_with_children", "households", 0.3),
    ):
        table[part] = (table[whole] * share).round(-1)
    table["household_size"] = 2.0
    table["urbanity"] = 1.0 + rng.integers(0, 5, len(table))
    for name in ("low_income_pct", "owner_occupied_pct"):
        table[name] = rng.uniform(5, 80, len(table)).round(1)
    table["income_per_inhabitant_eur_1000"] = rng.uniform(20, 50, len(table)).round(1)
    return table


def modelled_of(areas: gpd.GeoDataFrame, seed: int = 5) -> pd.DataFrame:
    """Model percentages per area, with one area missing."""
    rng = np.random.default_rng(seed)
    names = ["control_over_life_pct", "lonely_pct", "volunteers_pct", "informal_carers_pct"]
    table = pd.DataFrame(rng.uniform(5, 95, (len(areas), 4)), columns=names)
    table.insert(0, "area_code", areas.index)
    return table.iloc[1:]


def organisations_of(areas: gpd.GeoDataFrame, number: int) -> pd.DataFrame:
    """Organisations of both kinds in turn, some of them for everywhere."""
    wijken = [*areas.index[areas["level"] == "wijk"], None]
    return pd.DataFrame(
        {
            "organisation_id": [f"o{n:02d}" for n in range(number)],
            "name": [f"Organisatie {n}" for n in range(number)],
            "kind": [("formal", "informal")[n % 2] for n in range(number)],
            "wijk_code": pd.Series([wijken[n % len(wijken)] for n in range(number)], dtype="object"),
        }
    )


def ties_of(areas: gpd.GeoDataFrame, organisations: int, number: int, seed: int = 6) -> pd.DataFrame:
    """Random named ties in every wijk, some answers missing."""
    rng = np.random.default_rng(seed)
    wijken = areas.index[areas["level"] == "wijk"].to_numpy()
    ends = np.array([rng.choice(organisations, 2, replace=False) for _ in range(number)])
    table = pd.DataFrame({end: [f"o{n:02d}" for n in ends[:, place]] for place, end in enumerate(("from", "to"))})
    table["wijk_code"] = pd.Series(rng.choice(wijken, number), dtype="object")
    table["year"] = 2024.0
    for name in ("knows_well", "disagreement"):
        table[name] = pd.Series(rng.integers(0, 5, number)).astype(float).mask(rng.random(number) < 0.1)
    table["shared_goal"] = pd.Series(rng.choice(["yes", "no"], number), dtype="object").mask(rng.random(number) < 0.1)
    return table.drop_duplicates(["from", "to", "wijk_code", "year"]).reset_index(drop=True)


def edition_of(areas: gpd.GeoDataFrame, respondents: int = 800, initiatives: int = 60, places: int = 12) -> Edition:
    """An edition with every table an indicator needs."""
    tables = {
        Dataset.KEY_FIGURES: key_figures_of(areas),
        Dataset.SURVEY: survey_of(areas, respondents),
        Dataset.INITIATIVES: initiatives_of(areas, initiatives),
        Dataset.MEETING_PLACES: places_of(areas, places),
        Dataset.MODELLED_FIGURES: modelled_of(areas),
        Dataset.ORGANISATIONS: organisations_of(areas, 24),
        Dataset.TIES: ties_of(areas, 24, 90),
    }
    return Edition(name="2025", date=DATE, vintage=2025, areas=areas, tables=tables)
