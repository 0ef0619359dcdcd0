"""Buildings where a meeting place could be made: most of them where there are few places now."""

from __future__ import annotations

from generator.chance import Chance, split_whole
from generator.ground import point_near, postcodes_of_cell
from generator.town import CELLS, Cell

COLUMNS = ("site_id", "name", "kind", "x_rd", "y_rd", "address", "source")
NUMBER = 26
# Per wijk how readily a building comes free; the rest is as many as there are residents.
_READILY = {1: 0.6, 4: 2.2, 7: 2.0, 8: 1.3}
_KINDS = {
    "empty_shop": (0.36, ("Lege winkel {}", "Oude slagerij {}", "Leeg bankfiliaal {}")),
    "school": (0.24, ("Oude gymzaal {}", "Lege school {}")),
    "church_hall": (0.14, ("Kerkzaal bij {}", "Oude pastorie {}")),
    "office": (0.1, ("Leeg kantoor {}",)),
    "care_home": (0.12, ("Zaal in zorgflat {}",)),
    "other": (0.04, ("Oud gemaal {}",)),
}


def candidate_sites(edition: int) -> list[dict]:
    """A row per building."""
    weights = [cell.residents * _READILY.get(cell.wijk, 1.0) for cell in CELLS]
    numbers = split_whole(NUMBER, weights)
    cells = [cell for cell, number in zip(CELLS, numbers, strict=True) for _ in range(number)]
    return [_site(cell, number, edition) for number, cell in enumerate(cells, start=1)]


def _site(cell: Cell, number: int, edition: int) -> dict:
    chance = Chance("candidate site", cell.code, number)
    kind = chance.pick_by_weight(list(_KINDS), [weight for weight, _ in _KINDS.values()])
    start = chance.pick(postcodes_of_cell(cell))
    x, y = point_near((start.x, start.y), cell.code, chance, 60.0)
    return {
        "site_id": f"K{number:02}",
        "name": chance.pick(_KINDS[kind][1]).format(cell.name),
        "kind": kind,
        "x_rd": f"{x:.1f}",
        "y_rd": f"{y:.1f}",
        "source": f"vastgoedlijst {edition}",
    }
