"""Key figures and model estimates per gemeente, wijk and buurt, with the habits of the national tables.

Counts are rounded to 5 after adding up, so that the parts may differ a little from the whole; of an area with fewer than
50 residents only their number is given.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from math import fsum

from generator.chance import Chance, split_whole
from generator.profiles import RESIDENTS, bonds_in
from generator.town import EDITIONS, GEMEENTE, GEMEENTE_NAME, WIJK_NAMES, Buurt, buurten_of, wijk_code

FEWEST = 50
CHILDREN_TO_25 = 1.3
"""Children who live with their parents, per child below 15."""
AGE_COLUMNS = ("age_0_15", "age_15_25", "age_25_45", "age_45_65", "age_65_plus", "age_75_plus")
KEY_FIGURE_COLUMNS = (
    "area_code",
    "name",
    "population",
    *AGE_COLUMNS,
    "men",
    "women",
    "households",
    "households_single",
    "households_with_children",
    "household_size",
    "owner_occupied_pct",
    "low_income_pct",
    "income_per_inhabitant_eur_1000",
    "property_value_eur_1000",
    "urbanity",
)
MODELLED_COLUMNS = ("area_code", "control_over_life_pct", "lonely_pct", "volunteers_pct", "informal_carers_pct")


@dataclass(frozen=True)
class Figures:
    """Unrounded figures of a buurt; ``ages`` are counts of 0-15, 15-25, 25-45, 45-65, 65-75, 75+."""

    buurt: Buurt
    ages: tuple[int, ...]
    men: int
    households: int
    single: int
    with_children: int
    rates: dict[str, float]


@cache
def figures_of(edition: int) -> tuple[Figures, ...]:
    return tuple(_figures(buurt, edition) for buurt in buurten_of(edition))


def _figures(buurt: Buurt, edition: int) -> Figures:
    profile = RESIDENTS[buurt.wijk]
    chance = Chance("figures", buurt.cells[0].code)
    ages = split_whole(buurt.residents, [share * chance.between(0.85, 1.15) for share in profile.ages])
    households = round(buurt.residents / (profile.household_size * chance.between(0.94, 1.06)))
    single = round(households * min(0.8, profile.single * chance.between(0.88, 1.12)))
    wealth = chance.normal(0.0, 0.09)
    years = edition - EDITIONS[-1]
    rates = {
        "owner_occupied_pct": min(96.0, profile.owner_occupied * (1 + wealth) + chance.normal(0, 3.0)),
        "low_income_pct": max(1.0, profile.low_income * (1 - 1.6 * wealth) - 0.35 * years),
        "income_per_inhabitant_eur_1000": profile.income_eur_1000 * (1 + wealth) * (1 + 0.045 * years),
        "property_value_eur_1000": profile.property_eur_1000 * (1 + wealth) * (1 + 0.07 * years),
        "urbanity": profile.urbanity,
    }
    # Streams of their own, so that nothing drawn from the other one changes.
    men = round(buurt.residents * Chance("men", buurt.cells[0].code).between(0.475, 0.505))
    children_each = Chance("children per household", buurt.cells[0].code).between(1.55, 1.95)
    with_children = min(households - single, round(ages[0] * CHILDREN_TO_25 / children_each))
    return Figures(buurt, tuple(ages), men, households, single, with_children, rates)


def key_figures(edition: int) -> list[dict]:
    """Rows of gemeente, wijken and buurten."""
    rows = []
    for code, name, parts in areas_with_parts(edition):
        population = sum(part.buurt.residents for part in parts)
        row: dict = {"area_code": code, "name": name, "population": _to_5(population)}
        if population >= FEWEST:
            row |= _counts(parts) | {key: _mean_rate(parts, key) for key in parts[0].rates}
            row["household_size"] = _household_size(parts)
        rows.append(row)
    return rows


def areas_with_parts(edition: int) -> list[tuple[str, str, list[Figures]]]:
    """Code, name and the buurten of every area: the gemeente, the wijken, the buurten."""
    parts = list(figures_of(edition))
    wijken = [
        (wijk_code(wijk), name, [part for part in parts if part.buurt.wijk == wijk])
        for wijk, name in WIJK_NAMES.items()
    ]
    buurten = [(part.buurt.code, part.buurt.name, [part]) for part in parts]
    return [(GEMEENTE, GEMEENTE_NAME, parts), *wijken, *buurten]


def _counts(parts: list[Figures]) -> dict[str, int]:
    ages = [sum(part.ages[i] for part in parts) for i in range(6)]
    ages[4] += ages[5]
    counts = dict(zip(AGE_COLUMNS, ages, strict=True))
    men, everybody = sum(part.men for part in parts), sum(part.buurt.residents for part in parts)
    counts |= {"men": men, "women": everybody - men}
    counts |= {"households": sum(p.households for p in parts), "households_single": sum(p.single for p in parts)}
    counts |= {"households_with_children": sum(p.with_children for p in parts)}
    return {name: _to_5(count) for name, count in counts.items()}


def _household_size(parts: list[Figures]) -> str:
    households = sum(part.households for part in parts)
    return f"{sum(part.buurt.residents for part in parts) / households:.1f}" if households else ""


def _mean_rate(parts: list[Figures], key: str) -> str:
    total = sum(part.buurt.residents for part in parts)
    mean = fsum(part.rates[key] * part.buurt.residents for part in parts) / total
    return f"{mean:.1f}" if key in ("low_income_pct", "income_per_inhabitant_eur_1000") else f"{mean:.0f}"


def _to_5(count: int) -> int:
    return 5 * ((count + 2) // 5)


def modelled_figures(edition: int) -> list[dict]:
    """Percentages as a national model would estimate them, from who lives there; missing below 50 residents."""
    rows = []
    for code, _, parts in areas_with_parts(edition):
        total = sum(part.buurt.residents for part in parts)
        row: dict = {"area_code": code}
        if total >= FEWEST:
            for name in MODELLED_COLUMNS[1:]:
                mean = fsum(_modelled(part, edition)[name] * part.buurt.residents for part in parts) / total
                row[name] = f"{mean:.1f}"
        rows.append(row)
    return rows


def _modelled(part: Figures, edition: int) -> dict[str, float]:
    profile = RESIDENTS[part.buurt.wijk]
    bonds = bonds_in(part.buurt.cells[0].code, part.buurt.wijk, edition)
    old = (part.ages[4] + part.ages[5]) / max(1, part.buurt.residents)
    poor = part.rates["low_income_pct"]
    return {
        "control_over_life_pct": 92.5 - 0.75 * poor + 3.0 * bonds["efficacy"],
        "lonely_pct": 41.0 + 0.7 * poor - 5.0 * bonds["ties"] + 6.0 * profile.single,
        "volunteers_pct": 25.0 + 8.0 * bonds["active"] + 14.0 * old - 0.15 * poor,
        "informal_carers_pct": 12.0 + 12.0 * old + 2.0 * bonds["ties"],
    }
