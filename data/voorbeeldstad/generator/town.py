"""What Voorbeeldstad is: its wijken, its buurten, what changed between the editions, and how its wijken differ.

Positions are in a flat plan in km: ``u`` along the river from west to east, ``v`` away from it (north positive). ``mesh``
bends the plan into a map. A *cell* is the smallest piece of the plan; a buurt is one cell, or two where a division
joined or parted them.
"""

from __future__ import annotations

from dataclasses import dataclass

EDITIONS = (2021, 2023, 2025)
GEMEENTE = "GM9999"
GEMEENTE_NAME = "Voorbeeldstad"


@dataclass(frozen=True)
class Cell:
    """A piece of the plan with its residents in 2025 and how readily they fill in a survey (1 = as elsewhere)."""

    wijk: int
    code: str
    name: str
    u: float
    v: float
    reach_km: float
    residents: int
    response: float = 1.0


def _cells(wijk: int, *rows: tuple) -> list[Cell]:
    return [Cell(wijk, f"BU9999{wijk:02}{row[0]:02}", *row[1:]) for row in rows]


CELLS: tuple[Cell, ...] = (
    *_cells(
        1,
        (1, "Grote Markt", -0.06, 0.28, 0.3, 1180),
        (2, "Kloosterkwartier", -0.47, 0.30, 0.3, 1020),
        (3, "Lange Gracht", 0.36, 0.27, 0.3, 1340),
        (4, "Molenwal", -0.30, 0.70, 0.3, 890),
        (5, "Singelbuurt", 0.16, 0.72, 0.3, 1460),
        (6, "Stationsbuurt", 0.62, 0.74, 0.35, 1650),
    ),
    *_cells(
        2,
        (1, "Oude Haven", 0.06, -0.27, 0.3, 1230),
        (2, "Kadebuurt", -0.42, -0.30, 0.3, 1510),
        (3, "Scheepmakersbuurt", 0.54, -0.36, 0.35, 1690),
        (4, "Werkhaven", 1.32, -0.46, 0.6, 20, 0.0),
    ),
    *_cells(
        3,
        (1, "Spinnersbuurt", -0.98, 0.36, 0.4, 2010),
        (2, "Weversbuurt", -0.94, 1.00, 0.45, 2040),
        (3, "Bleekveld", -1.62, 0.42, 0.5, 1670),
        (4, "Ververij", -1.58, 1.12, 0.5, 1980),
        (5, "Katoenbuurt", -2.25, 0.62, 0.55, 1430),
        (6, "Garenhof", -1.18, 1.66, 0.5, 1120),
    ),
    *_cells(
        4,
        (1, "Lindepark", 1.16, 0.40, 0.4, 1390),
        (2, "Parklaan en omgeving", 1.32, 1.06, 0.45, 1210),
        (3, "Koepelhof", 1.82, 0.50, 0.45, 1060),
        (4, "Beukenhorst", 1.38, 1.78, 0.6, 640),
    ),
    *_cells(
        5,
        (1, "Vogelbuurt", -0.38, 1.22, 0.4, 1720),
        (2, "Bloemenbuurt", 0.20, 1.26, 0.4, 1700),
        (3, "Spoorhof", 0.76, 1.30, 0.4, 1340),
        (4, "Noorderhoek-Dorp", -0.14, 1.84, 0.5, 1510),
        (5, "Kwekerijbuurt", 0.58, 1.90, 0.5, 1270),
    ),
    *_cells(
        6,
        (1, "Veldwijkerhof", -0.96, -0.40, 0.4, 1490),
        (2, "Boomgaardbuurt", -0.94, -1.02, 0.45, 1750),
        (3, "Hoevenbuurt", -0.66, -1.66, 0.5, 1640),
        (4, "Akkerbuurt", 0.04, -2.06, 0.5, 1380),
        (5, "Slagenbuurt", 0.72, -2.10, 0.5, 1360),
        (6, "Zandwal", 1.30, -1.62, 0.5, 160, 0.45),
    ),
    *_cells(
        7,
        (1, "Rietkraag", -1.58, -0.50, 0.45, 1620),
        (5, "Waterlelie", -1.60, -1.16, 0.5, 1480),
        (2, "Lisdodde", -1.44, -1.84, 0.5, 1190),
        (6, "De Eilanden", -2.26, -0.86, 0.55, 840),
    ),
    *_cells(
        8,
        (1, "Turfmeent", 2.44, 0.46, 0.5, 1430),
        (2, "Veenkade", 2.04, 1.16, 0.5, 1720),
        (3, "Wollegras", 2.72, 1.18, 0.55, 1450),
        (4, "De Bovenlanden", 2.06, 1.92, 0.6, 980),
        (5, "Bedrijvenpark Oosterveen", 3.16, 0.52, 0.6, 45, 0.9),
    ),
    *_cells(
        9,
        (1, "Korenbuurt", -0.38, -0.84, 0.4, 1930),
        (2, "Haverstraat en omgeving", 0.20, -0.88, 0.4, 1860),
        (3, "Gerstekamp", -0.10, -1.44, 0.45, 1590),
        (4, "Roggehof", 0.78, -0.92, 0.4, 720),
        (5, "Zaaierspad", 0.56, -1.44, 0.4, 560),
    ),
    *_cells(
        10,
        (1, "Elzenvoorde-Kern", 4.12, -1.72, 0.36, 1640),
        (2, "Elzenvoorde-Brink", 4.52, -1.98, 0.34, 870),
        (3, "Elzenbroek", 2.72, -1.42, 1.2, 90, 0.4),
        (4, "De Uiterwaarden", 3.85, -0.52, 1.05, 210, 0.5),
    ),
)

WIJK_NAMES = {
    1: "Binnenstad",
    2: "Havenkwartier",
    3: "De Weverij",
    4: "Parkzicht",
    5: "Noorderhoek",
    6: "Zuiderveld",
    7: "Rietlanden",
    8: "Oosterveen",
    9: "Kruisakker",
    10: "Elzenvoorde en buitengebied",
}

# Cells that were one buurt in some editions: (editions, code and name of the joint buurt, the cells).
JOINT_BUURTEN = (
    ((2021,), "BU99990703", "Rietlanden-West", ("BU99990705", "BU99990706")),
    ((2025,), "BU99990906", "Rogge en Zaaierspad", ("BU99990904", "BU99990905")),
)

# Residents as a share of those of 2025; wijken not named grow slowly. Rietlanden was still being built.
_GROWTH = {7: {2021: 0.61, 2023: 0.84}, 2: {2021: 0.95, 2023: 0.98}, 10: {2021: 1.01, 2023: 1.005}}
_GROWTH_ELSEWHERE = {2021: 0.982, 2023: 0.991}


@dataclass(frozen=True)
class Buurt:
    """A buurt as it is in one edition."""

    code: str
    name: str
    wijk: int
    cells: tuple[Cell, ...]
    residents: int

    @property
    def wijk_code(self) -> str:
        return wijk_code(self.wijk)


def wijk_code(wijk: int) -> str:
    return f"WK9999{wijk:02}"


def residents_of(cell: Cell, edition: int) -> int:
    growth = _GROWTH.get(cell.wijk, _GROWTH_ELSEWHERE).get(edition, 1.0)
    return int(cell.residents * growth + 0.5)


def buurten_of(edition: int) -> list[Buurt]:
    """The buurten of an edition by code."""
    by_code = {cell.code: cell for cell in CELLS}
    groups = {code: (cell.name, (cell,)) for code, cell in by_code.items()}
    for editions, code, name, parts in JOINT_BUURTEN:
        if edition in editions:
            for part in parts:
                del groups[part]
            groups[code] = (name, tuple(by_code[part] for part in parts))
    return [
        Buurt(code, name, cells[0].wijk, cells, sum(residents_of(cell, edition) for cell in cells))
        for code, (name, cells) in sorted(groups.items())
    ]


def buurt_by_cell(edition: int) -> dict[str, Buurt]:
    """The buurt each cell belongs to in an edition."""
    return {cell.code: buurt for buurt in buurten_of(edition) for cell in buurt.cells}
