"""Who can walk to a place, and how many there are for each resident: a whole country at once, against a loop over pairs."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from math import hypot
from typing import Any

import numpy as np

from bench.processes import observe
from bench.report import megabytes, note, say, table, verdict
from wijkmonitor.analysis.two_step import Catchment
from wijkmonitor.analysis.walking import DETOUR, StraightLine, metres
from wijkmonitor.methods.access import POINTS_PER_AREA

AIM_S, AIM_BYTES, AIM_TIMES = 20.0, 2 * 2**30, 20.0
REACH_M, WALK_M = 800.0, metres(15)
_SEED = 20241
_SIDE_M, _TOWN_M, _TOWNS_WIDE = 500.0, 12_000.0, 19


@dataclass(frozen=True)
class Size:
    """How much is made up. The defaults are the Netherlands of 2024; ``sample`` homes are done by the loop."""

    buurten: int = 13_594
    towns: int = 342
    places: int = 100_000
    sample: int = 400


@dataclass(frozen=True, eq=False)
class Country:
    """Homes (about 50 in each buurt) with their residents, and places: x and y in metres."""

    homes: np.ndarray
    residents: np.ndarray
    places: np.ndarray


def made_up(size: Size) -> Country:
    """Towns of square buurten side by side, with places all over them."""
    chance = np.random.default_rng(_SEED)
    town, turn = np.divmod(np.arange(size.buurten), -(-size.buurten // size.towns))
    corner = np.column_stack(
        [
            (town % _TOWNS_WIDE) * _TOWN_M + (turn % 7) * _SIDE_M,
            (town // _TOWNS_WIDE) * _TOWN_M + (turn // 7) * _SIDE_M,
        ]
    )
    across = round(POINTS_PER_AREA**0.5)
    step = (np.arange(across) + 0.5) * _SIDE_M / across
    inside = np.stack(np.meshgrid(step, step), axis=-1).reshape(-1, 2)
    homes = (corner[:, None] + inside[None]).reshape(-1, 2)
    places = corner[chance.integers(0, size.buurten, size.places)] + chance.uniform(0, _SIDE_M, (size.places, 2))
    return Country(homes, chance.uniform(10, 50, len(homes)), places)


def run(size: Size | None = None) -> None:
    """Measure in a program of its own, and print."""
    size = size or Size()
    note(f"{size.buurten} buurten, {size.places} places")
    arguments = [str(value) for value in (size.buurten, size.towns, size.places, size.sample)]
    seen = observe([sys.executable, "-m", "bench.access", *arguments])
    told = {line["what"]: line for _, line in seen.lines}
    rows = []
    for what in ("reach", "supply"):
        ours, peer = told[what], told[f"{what} by a loop"]
        times = peer["seconds"] / ours["seconds"]
        rows.append(
            [what, f"{ours['seconds']:.1f}", f"{peer['seconds']:,.0f}", f"{times:,.0f}", verdict(times >= AIM_TIMES)]
        )
    title = f"{told['made']['homes']:,} homes in {size.buurten:,} buurten, {size.places:,} places"
    table(title, ("", "cpu s", "loop, scaled up", "times faster", f"aim {AIM_TIMES:.0f}"), rows)
    both = told["reach"]["seconds"] + told["supply"]["seconds"]
    peak = seen.peak()
    say(
        f"together {both:.1f} s of processor time (aim {AIM_S:.0f} s: {verdict(both <= AIM_S)}), "
        f"{megabytes(peak):,.0f} MB at most (aim {megabytes(AIM_BYTES):,.0f} MB: {verdict(peak <= AIM_BYTES)})"
    )
    say(
        f"The loop was timed on {size.sample} homes of {told['made']['homes']:,} and scaled up; it looks only at places in the "
        f"same square of {WALK_M / DETOUR:.0f} m and those around it. Largest difference: {told['same']['difference']:.1e}."
    )


def measure(size: Size) -> None:
    """Print a line of JSON per step: what, and the seconds of processor time (one thread, whatever else the machine does)."""
    country = made_up(size)
    _print("made", homes=len(country.homes))
    walk, supply = StraightLine(), np.ones(len(country.places))
    near = _timed("reach", lambda: walk.within(country.homes, country.places, REACH_M))

    def supplied() -> tuple[np.ndarray, Catchment]:
        catchment = Catchment.of(walk, country.homes, country.residents, country.places, (WALK_M,))
        return catchment.per_resident(supply, WALK_M, WALK_M), catchment

    found, catchment = _timed("supply", supplied)
    chosen = np.random.default_rng(_SEED).choice(len(country.homes), size.sample, replace=False)
    grid = _Grid(country.places)
    scale = len(country.homes) / size.sample
    by_loop = _timed("reach by a loop", lambda: [grid.reaches(*country.homes[one]) for one in chosen], scale)
    assert by_loop == near[chosen].tolist(), "both find the same homes"
    # The first step needs every pair too, from the side of the places: the loop does as much work again.
    demand = catchment._demand_within(WALK_M)
    sums = _timed("supply by a loop", lambda: [grid.supply(*country.homes[one], demand) for one in chosen], 2 * scale)
    _print("same", difference=float(np.abs(np.array(sums) - found[chosen]).max()))


class _Grid:
    """The peer: plain Python that looks at each place in the nine squares around a home."""

    def __init__(self, places: np.ndarray) -> None:
        self.cells: dict[tuple[int, int], list[tuple[float, float, int]]] = {}
        for number, (x, y) in enumerate(places.tolist()):
            self.cells.setdefault(self._cell(x, y), []).append((x, y, number))

    def _cell(self, x: float, y: float) -> tuple[int, int]:
        return int(x * DETOUR // WALK_M), int(y * DETOUR // WALK_M)

    def _around(self, x: float, y: float) -> list[tuple[float, int]]:
        column, row = self._cell(x, y)
        cells = (self.cells.get((column + i, row + j), ()) for i in (-1, 0, 1) for j in (-1, 0, 1))
        return [(hypot(x - px, y - py) * DETOUR, number) for cell in cells for px, py, number in cell]

    def reaches(self, x: float, y: float) -> bool:
        return any(distance <= REACH_M for distance, _ in self._around(x, y))

    def supply(self, x: float, y: float, demand: np.ndarray) -> float:
        total = 0.0
        for distance, number in self._around(x, y):
            if distance <= WALK_M:
                weight = 1.0 if distance <= WALK_M / 3 else 0.68 if distance <= WALK_M * 2 / 3 else 0.22
                total += weight / demand[number]
        return total


def _timed(what: str, work: Callable[[], Any], times: float = 1.0) -> Any:
    begun = time.process_time()
    result = work()
    _print(what, seconds=(time.process_time() - begun) * times)
    return result


def _print(what: str, **told: Any) -> None:
    print(json.dumps({"what": what, **told}), flush=True)


if __name__ == "__main__":
    measure(Size(*(int(one) for one in sys.argv[1:])))
