"""How the wijken of Voorbeeldstad differ: who lives there, and how they live together.

The differences in ``Bonds`` are in standard deviations of a normal answer (probit scale): +0.3 moves a share of .50 to
about .62.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.chance import Chance
from generator.town import EDITIONS


@dataclass(frozen=True)
class Residents:
    """Who lives in a wijk. ``ages``: shares of 0-15, 15-25, 25-45, 45-65, 65-75, 75+. Shares add up to 1."""

    ages: tuple[float, float, float, float, float, float]
    household_size: float
    single: float
    owner_occupied: float
    low_income: float
    income_eur_1000: float
    property_eur_1000: float
    urbanity: int
    education: tuple[float, float, float]
    origin: tuple[float, float, float]
    limitation: float


RESIDENTS = {
    1: Residents((0.08, 0.17, 0.38, 0.22, 0.09, 0.06), 1.5, 0.62, 38, 11.5, 33.1, 331, 1, (18, 34, 48), (72, 13, 15), 0.16),
    2: Residents((0.13, 0.13, 0.36, 0.24, 0.09, 0.05), 1.8, 0.49, 45, 9.8, 32.4, 318, 2, (20, 36, 44), (70, 13, 17), 0.15),
    3: Residents((0.18, 0.14, 0.27, 0.25, 0.09, 0.07), 2.1, 0.41, 27, 16.9, 23.6, 226, 2, (42, 40, 18), (58, 12, 30), 0.25),
    4: Residents((0.16, 0.10, 0.18, 0.30, 0.14, 0.12), 2.2, 0.31, 81, 3.1, 51.2, 612, 3, (9, 29, 62), (86, 9, 5), 0.14),
    5: Residents((0.16, 0.12, 0.30, 0.26, 0.09, 0.07), 2.1, 0.40, 58, 7.6, 32.8, 338, 2, (23, 40, 37), (79, 9, 12), 0.17),
    6: Residents((0.15, 0.11, 0.22, 0.28, 0.14, 0.10), 2.1, 0.36, 62, 6.4, 31.2, 322, 3, (28, 43, 29), (80, 8, 12), 0.19),
    7: Residents((0.27, 0.08, 0.40, 0.18, 0.05, 0.02), 2.7, 0.22, 74, 4.3, 36.7, 429, 3, (14, 36, 50), (66, 14, 20), 0.11),
    8: Residents((0.17, 0.13, 0.24, 0.30, 0.10, 0.06), 2.4, 0.29, 70, 4.9, 34.0, 365, 3, (23, 43, 34), (80, 8, 12), 0.15),
    9: Residents((0.15, 0.12, 0.25, 0.24, 0.12, 0.12), 1.9, 0.47, 31, 14.2, 25.1, 238, 2, (39, 41, 20), (64, 12, 24), 0.25),
    10: Residents((0.16, 0.10, 0.20, 0.31, 0.13, 0.10), 2.4, 0.27, 73, 4.4, 34.5, 418, 5, (30, 42, 28), (93, 4, 3), 0.16),
}  # fmt: skip


@dataclass(frozen=True)
class Bonds:
    """How people in an area live together, as differences from the municipality."""

    ties: float
    bridges: float
    familiarity: float
    cohesion: float
    home: float
    efficacy: float
    company: float
    capacity: float
    active: float
    willing: float
    municipality: float


BONDS = {
    1: Bonds(-0.26, 0.18, -0.55, -0.34, -0.08, 0.10, -0.20, 0.10, 0.00, 0.00, -0.05),
    2: Bonds(-0.05, 0.18, -0.15, -0.06, 0.00, 0.12, 0.00, 0.10, 0.02, 0.12, 0.00),
    3: Bonds(0.42, -0.34, 0.30, 0.20, -0.18, -0.46, 0.45, -0.30, 0.24, 0.10, -0.40),
    4: Bonds(0.10, 0.05, 0.00, 0.14, 0.36, 0.40, 0.10, 0.38, -0.04, -0.15, 0.24),
    5: Bonds(0.04, 0.08, 0.10, 0.10, 0.10, 0.08, 0.08, 0.05, 0.05, 0.02, 0.05),
    6: Bonds(0.00, 0.00, 0.02, 0.00, 0.05, 0.00, 0.00, 0.00, -0.05, 0.00, 0.02),
    7: Bonds(-0.20, 0.02, -0.65, -0.26, 0.02, 0.15, -0.30, 0.10, -0.18, 0.52, 0.06),
    8: Bonds(0.00, -0.05, -0.10, -0.06, 0.08, 0.04, -0.05, 0.08, -0.06, 0.02, 0.05),
    9: Bonds(-0.10, -0.25, 0.02, -0.30, -0.38, -0.35, -0.12, -0.30, -0.14, 0.12, -0.25),
    10: Bonds(0.32, -0.10, 0.85, 0.52, 0.38, 0.10, 0.35, 0.08, 0.32, -0.12, 0.10),
}
BOND_NAMES = tuple(Bonds.__dataclass_fields__)

# Change per edition, counted from 2021: for everybody, and what is particular to a wijk.
_TREND = {
    "ties": -0.02,
    "familiarity": -0.03,
    "cohesion": -0.02,
    "efficacy": 0.02,
    "municipality": -0.03,
    "willing": 0.03,
}
_TREND_IN = {
    3: {"efficacy": 0.08, "home": 0.06, "municipality": 0.07, "active": 0.05},
    7: {"familiarity": 0.14, "company": 0.10, "cohesion": 0.08, "active": 0.07},
    9: {"cohesion": -0.05, "home": -0.05},
    2: {"home": 0.04, "bridges": 0.04},
}
_BUURT_SD = 0.10


def bonds_in(cell: str, wijk: int, edition: int) -> dict[str, float]:
    """The differences of one cell in one edition: its wijk, a lasting difference of its own, and a trend."""
    chance = Chance("bonds", cell)
    climate = chance.normal(0.0, 0.10)
    steps = EDITIONS.index(edition) - (len(EDITIONS) - 1) / 2
    here = {}
    for name in BOND_NAMES:
        own = climate * (0.0 if name in ("willing", "bridges") else 1.0) + chance.normal(0.0, _BUURT_SD)
        trend = steps * (_TREND.get(name, 0.0) + _TREND_IN.get(wijk, {}).get(name, 0.0))
        here[name] = getattr(BONDS[wijk], name) + own + trend
    return here
