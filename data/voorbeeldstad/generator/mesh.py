"""The map: cells of a power diagram (Voronoi with sizes) on two river banks, with wrinkled shared edges.

Every edge is made once, under the pair of sides it separates, and walked by the cell on either side; so neighbours share
exactly the same vertices and no polygon library is needed. Coordinates leave this module in EPSG:28992, metres, rounded
to 0.1 m.
"""

from __future__ import annotations

from math import cos, sin, sqrt

from generator.chance import Chance
from generator.town import CELLS, Cell

Point = tuple[float, float]
ORIGIN_RD = (173_600.0, 445_200.0)
SCALE_M = 1_180.0
HALF_RIVER_KM = 0.035
WRINKLE = 0.075
FINEST_KM = 0.07
FIELD_SPACING_KM = 0.52


class Site:
    """A point that claims the plan around it: a cell of the town, or a field outside it (no name)."""

    def __init__(self, name: str, at: Point, strength: float) -> None:
        self.name, self.at, self.strength = name, at, strength


def to_rd(plan: Point) -> Point:
    """Bend the plan: the river meanders, most of all near the river itself."""
    u, v = plan
    meander = 0.42 * sin(1.05 * u + 0.4) + 0.16 * sin(2.3 * u + 1.1) - 0.05 * u
    fade = 1.0 / (1.0 + (v / 2.6) ** 2)
    x = u + 0.16 * sin(0.9 * v + 0.3) + 0.05 * v
    y = v + meander * fade + 0.06 * cos(1.7 * u)
    return round(ORIGIN_RD[0] + SCALE_M * x, 1), round(ORIGIN_RD[1] + SCALE_M * y, 1)


def edges_of_cells() -> dict[str, list[tuple[str, list[Point]]]]:
    """Per cell its edges in walking order: (code on the other side or "", points in RD)."""
    made: dict[tuple[str, ...], list[Point]] = {}
    corners: dict[tuple[str, ...], Point] = {}
    edges = {}
    for bank in (1, -1):
        sites = _sites_on(bank)
        for site in (s for s in sites if not s.name.startswith("field")):
            edges[site.name] = _edges_of(site, sites, bank, made, corners)
    return edges


def ring_of(codes: list[str], edges: dict[str, list[tuple[str, list[Point]]]]) -> list[Point]:
    """The outline of one cell or of several adjoining ones: their edges without the ones between them."""
    outer = [points for code in codes for other, points in edges[code] if other not in codes]
    after = {points[0]: points for points in outer}
    ring = list(outer[0])
    while ring[-1] != ring[0]:
        ring.extend(after[ring[-1]][1:])
    return ring


def _sites_on(bank: int) -> list[Site]:
    cells = [cell for cell in CELLS if (cell.v > 0) == (bank > 0)]
    sites = [Site(cell.code, (cell.u, cell.v), (0.5 * cell.reach_km) ** 2) for cell in cells]
    chance = Chance("fields", bank)
    for row in range(1, 13):
        for column in range(-9, 20):
            u = (column + 0.5 * (row % 2)) * FIELD_SPACING_KM + chance.between(-0.17, 0.17)
            v = bank * (row - 0.6) * FIELD_SPACING_KM * 0.87 + chance.between(-0.13, 0.13)
            if all(_far_enough((u, v), cell) for cell in cells):
                sites.append(Site(f"field{bank}:{row}:{column}", (u, v), 0.02))
    return sites


def _far_enough(at: Point, cell: Cell) -> bool:
    return (at[0] - cell.u) ** 2 + (at[1] - cell.v) ** 2 > (1.42 * cell.reach_km) ** 2


def _edges_of(site: Site, sites: list[Site], bank: int, made: dict, corners: dict) -> list[tuple[str, list[Point]]]:
    sides = _claim(site, sites, bank)
    edges = []
    for index, (start, name) in enumerate(sides):
        before = sides[index - 1][1]
        end, after = sides[(index + 1) % len(sides)]
        first = corners.setdefault(tuple(sorted((site.name, before, name))), start)
        last = corners.setdefault(tuple(sorted((site.name, name, after))), end)
        key = tuple(sorted((site.name, name)))
        if key not in made:
            made[key] = _draw_edge(key, first, last, name == "river")
        points = made[key]
        if points[0] != to_rd(first):
            points = points[::-1]
        edges.append(("" if name == "river" or name.startswith("field") else name, points))
    return edges


def _claim(site: Site, sites: list[Site], bank: int) -> list[tuple[Point, str]]:
    """Corners of the site's polygon, counter-clockwise; each with the name on the other side of the edge it starts."""
    box = [((-9.0, -9.0), "edge"), ((12.0, -9.0), "edge"), ((12.0, 9.0), "edge"), ((-9.0, 9.0), "edge")]
    polygon = _cut(box, (0.0, -float(bank)), -HALF_RIVER_KM, "river")
    for other in sites:
        if other is not site:
            (a, b), (c, d) = site.at, other.at
            limit = (c * c + d * d - other.strength - a * a - b * b + site.strength) / 2
            polygon = _cut(polygon, (c - a, d - b), limit, other.name)
    return polygon


def _cut(polygon: list[tuple[Point, str]], normal: Point, limit: float, name: str) -> list[tuple[Point, str]]:
    """Keep the part where ``normal . p <= limit``; the new edge gets ``name``."""
    heights = [normal[0] * p[0] + normal[1] * p[1] - limit for p, _ in polygon]
    kept: list[tuple[Point, str]] = []
    for index, (point, side) in enumerate(polygon):
        nxt = (index + 1) % len(polygon)
        here, there = heights[index], heights[nxt]
        if here <= 0:
            kept.append((point, side))
        if (here <= 0) != (there <= 0):
            share = here / (here - there)
            q = polygon[nxt][0]
            crossing = (point[0] + share * (q[0] - point[0]), point[1] + share * (q[1] - point[1]))
            kept.append((crossing, name if here <= 0 else side))
    return kept


def _draw_edge(key: tuple[str, ...], start: Point, end: Point, smooth: bool) -> list[Point]:
    chance = Chance("edge", *key)
    plan = [start, *_between(start, end, 0.0 if smooth else WRINKLE, chance), end]
    points = [to_rd(point) for point in plan]
    return [p for i, p in enumerate(points) if i == 0 or p != points[i - 1]]


def _between(start: Point, end: Point, wrinkle: float, chance: Chance) -> list[Point]:
    """Points between two ends: the middle is moved sideways, then both halves likewise (fractal)."""
    du, dv = end[0] - start[0], end[1] - start[1]
    if sqrt(du * du + dv * dv) < FINEST_KM:
        return []
    push = chance.normal(0.0, wrinkle) if wrinkle else 0.0
    middle = ((start[0] + end[0]) / 2 - push * dv, (start[1] + end[1]) / 2 + push * du)
    return [*_between(start, middle, wrinkle, chance), middle, *_between(middle, end, wrinkle, chance)]
