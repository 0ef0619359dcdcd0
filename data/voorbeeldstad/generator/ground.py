"""Points on the map: inside a polygon or not, spread over it, and the postcodes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from generator import mesh
from generator.chance import Chance, split_whole
from generator.town import CELLS, Buurt, Cell, buurten_of, residents_of

Point = tuple[float, float]
RESIDENTS_PER_POSTCODE = 68
LETTERS = "ABCDEGHJKLMNPRSTVWXZ"
_NEVER_USED = {"SA", "SD", "SS"}


@dataclass(frozen=True)
class Postcode:
    """A postcode with the cell it lies in; ``rank`` orders the postcodes of a cell by when they were built."""

    pc6: str
    cell: str
    x: float
    y: float
    weight: float


@cache
def cell_edges() -> dict:
    return mesh.edges_of_cells()


def outline_of(buurt: Buurt) -> list[Point]:
    """Closed ring of a buurt in RD metres, counter-clockwise."""
    return mesh.ring_of([cell.code for cell in buurt.cells], cell_edges())


@cache
def cell_outline(code: str) -> tuple[Point, ...]:
    return tuple(mesh.ring_of([code], cell_edges()))


def is_inside(point: Point, ring: tuple[Point, ...], margin_m: float = 0.0) -> bool:
    """Whether a point lies in a closed ring, at least ``margin_m`` from every vertex of it."""
    x, y = point
    inside = False
    for (ax, ay), (bx, by) in pairwise(ring):
        if (ay > y) != (by > y) and x < ax + (y - ay) * (bx - ax) / (by - ay):
            inside = not inside
        if margin_m and (x - ax) ** 2 + (y - ay) ** 2 < margin_m**2:
            return False
    return inside


def draw_point(ring: tuple[Point, ...], chance: Chance, margin_m: float) -> Point:
    """A point anywhere in the ring, to 0.1 m."""
    xs, ys = [p[0] for p in ring], [p[1] for p in ring]
    for _ in range(5000):
        point = (round(chance.between(min(xs), max(xs)), 1), round(chance.between(min(ys), max(ys)), 1))
        if is_inside(point, ring, margin_m):
            return point
    raise RuntimeError("no point found inside a ring")


def point_near(point: Point, code: str, chance: Chance, within_m: float) -> Point:
    """A point inside a cell close to ``point``; ``point`` itself when there is no room."""
    for _ in range(60):
        moved = tuple(round(c + chance.between(-within_m, within_m), 1) for c in point)
        if is_inside(moved, cell_outline(code), 15.0):
            return moved
    return point


def spread_points(code: str, number: int) -> list[Point]:
    """Points spread over a cell: each is the best of eight draws, the farthest from those already there."""
    chance = Chance("postcodes", code)
    ring = cell_outline(code)
    points: list[Point] = []
    for _ in range(number):
        draws = [draw_point(ring, chance, 25.0) for _ in range(8 if points else 1)]
        points.append(
            max(draws, key=lambda d: min(((d[0] - p[0]) ** 2 + (d[1] - p[1]) ** 2 for p in points), default=0))
        )
    return points


@cache
def postcodes_of_2025() -> tuple[Postcode, ...]:
    """All postcodes, in the order of their cells."""
    found = []
    taken = dict.fromkeys(range(1, 11), 0)
    pairs = [a + b for a in LETTERS for b in LETTERS if a + b not in _NEVER_USED]
    for cell in CELLS:
        number = max(1, round(cell.residents / RESIDENTS_PER_POSTCODE))
        chance = Chance("postcode sizes", cell.code)
        for x, y in spread_points(cell.code, number):
            pc6 = f"{9899 + cell.wijk}{pairs[taken[cell.wijk]]}"
            taken[cell.wijk] += 1
            found.append(Postcode(pc6, cell.code, x, y, chance.between(0.5, 1.5)))
    return tuple(found)


def postcodes_of_cell(cell: Cell) -> list[Postcode]:
    return [postcode for postcode in postcodes_of_2025() if postcode.cell == cell.code]


def postcodes_in(edition: int) -> list[tuple[Postcode, str, int]]:
    """Postcode, buurt code and residents; a part that was not built yet has fewer postcodes. Sums are those of the buurt."""
    rows = []
    for buurt in buurten_of(edition):
        for cell in buurt.cells:
            all_here = postcodes_of_cell(cell)
            total = residents_of(cell, edition)
            here = all_here[: max(1, min(len(all_here), round(len(all_here) * total / cell.residents + 0.3)))]
            for postcode, residents in zip(here, split_whole(total, [p.weight for p in here]), strict=True):
                rows.append((postcode, buurt.code, residents))
    return sorted(rows, key=lambda row: row[0].pc6)
