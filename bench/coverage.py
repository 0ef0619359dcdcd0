"""A plan in a town of 500 buurten: who gains by a pin, and the best three of 500 sites, against plain loops."""

from __future__ import annotations

import itertools
import math
import time
from collections.abc import Callable

import numpy as np
import pandas as pd

from bench.report import note, say, spread, table, verdict
from wijkmonitor.analysis import audience, coverage, plan_effect, positions, scenario
from wijkmonitor.analysis.coverage import Town
from wijkmonitor.analysis.plan_effect import Question

BUURTEN, HOMES_EACH, PLACES, SITES = (25, 20), 50, 300, 500
SIDE_M, WALK_M, CHOSEN, TRIED = 700.0, 800, 3, 40
AIM_S = 2.0
REPEATS = 5


def run() -> None:
    """Print seconds of both and their ratio."""
    note("a town of 500 buurten")
    at, sites, shares = made_up()
    middle = positions.to_degrees(at.where[[len(at.homes) // 2]])[0]
    rows = []
    all_choices = math.comb(SITES, CHOSEN) / math.comb(TRIED, CHOSEN)
    for name, text, loop, times in (
        ("recompute one pin, all groups", scenario.pin(*middle).text, pin_by_loop, 1.0),
        (f"choose {CHOSEN} of {SITES} sites", f"kies:{CHOSEN}", choose_by_loop, all_choices),
    ):
        plan = scenario.read(text)[0].current
        ours = [_seconds(lambda plan=plan: worked_out(at, plan, sites, shares)) for _ in range(REPEATS)]
        theirs = _seconds(lambda loop=loop: loop(at, sites)) * times
        ratio = theirs / np.median(ours)
        rows.append((name, spread(ours), f"{theirs:,.1f}", f"{ratio:,.0f} x", verdict(max(ours) < AIM_S)))
    homes = f"{len(at.homes):,} home points, {PLACES} places"
    title = f"A plan in {np.prod(BUURTEN)} buurten, {homes}; seconds, median (lowest-highest) of {REPEATS}"
    title += f"; the loop over choices scaled from those of {TRIED} sites"
    table(title, ("", "here", "plain loop", "ratio", f"aim: here < {AIM_S:.0f} s"), rows)
    say(_quality(at, sites))


def made_up(seed: int = 0) -> tuple[Town, pd.DataFrame, dict[str, pd.DataFrame]]:
    """Square buurten with homes anywhere in them, places and sites anywhere in the town, and shares with a margin."""
    rng = np.random.default_rng(seed)
    corner = np.array([(x, y) for y in range(BUURTEN[1]) for x in range(BUURTEN[0])], dtype=float) * SIDE_M
    start, size = np.array([150_000.0, 450_000.0]), np.array(BUURTEN) * SIDE_M
    where = np.repeat(corner, HOMES_EACH, axis=0) + rng.uniform(0, SIDE_M, (len(corner) * HOMES_EACH, 2)) + start
    codes = np.array([f"BU{n:08}" for n in range(len(corner))])
    homes = pd.DataFrame({"area": np.repeat(codes, HOMES_EACH), "x_rd": where[:, 0], "y_rd": where[:, 1]})
    homes = homes.assign(residents=rng.integers(10, 120, len(homes)).astype(float), assumed=False)
    spots = start + rng.uniform(0, 1, (PLACES, 2)) * size
    places = pd.DataFrame(
        {"name": "", "x_rd": spots[:, 0], "y_rd": spots[:, 1]}, index=[f"P{n}" for n in range(PLACES)]
    )
    places = places.assign(hours_weekday=40.0, hours_evening=0.0, hours_weekend=0.0)
    found = start + rng.uniform(0, 1, (SITES, 2)) * size
    sites = pd.DataFrame({"site_id": [f"K{n}" for n in range(SITES)], "name": "", "area": codes[0]})
    sites = sites.assign(x_rd=found[:, 0], y_rd=found[:, 1])
    shares = {one.group: _shares(codes, rng) for one in audience.AUDIENCES}
    return Town(homes, places), sites, shares


def _shares(codes: np.ndarray, rng: np.random.Generator) -> pd.DataFrame:
    share = rng.uniform(0.1, 0.5, len(codes))
    columns = {"share": share, "low": share - 0.08, "high": share + 0.08, "verdict": "may_be_said", "source": codes}
    return pd.DataFrame(columns, index=codes)


def worked_out(at: Town, plan: scenario.Plan, sites: pd.DataFrame, shares: dict[str, pd.DataFrame]) -> float:
    """Everything the page works out for one plan; returns how many gain."""
    outcome = plan_effect.work_out(at, plan, sites, Question(WALK_M))
    return plan_effect.group_rows(at, outcome, audience.AUDIENCES, shares)[0].gained.value


def pin_by_loop(at: Town, _sites: pd.DataFrame) -> float:
    """Who gains by one pin, home by home and place by place."""
    limit, points = WALK_M / at.walk.detour, at.places[["x_rd", "y_rd"]].to_numpy().tolist()  # type: ignore[attr-defined]
    new, gained = at.where[len(at.homes) // 2].tolist(), 0.0
    for (x, y), residents in zip(at.where.tolist(), at.homes["residents"].tolist(), strict=True):
        if not any((x - px) ** 2 + (y - py) ** 2 <= limit**2 for px, py in points):
            gained += residents * ((x - new[0]) ** 2 + (y - new[1]) ** 2 <= limit**2)
    return gained


def choose_by_loop(at: Town, sites: pd.DataFrame) -> float:
    """The best of every choice of three from the sites that cover most alone; the time of all choices is scaled from it."""
    before = coverage.effect(at, coverage.Change(), WALK_M).before
    left, people = at.where[~before], at.homes["residents"].to_numpy()[~before]
    limit = WALK_M / at.walk.detour  # type: ignore[attr-defined]
    near = [((left - point) ** 2).sum(axis=1) <= limit**2 for point in sites[["x_rd", "y_rd"]].to_numpy()]
    most = sorted(near, key=lambda one: -float(people[one].sum()))[:TRIED]
    return max(float(people[a | b | c].sum()) for a, b, c in itertools.combinations(most, CHOSEN))


def _quality(at: Town, sites: pd.DataFrame) -> str:
    outcome = plan_effect.work_out(at, scenario.read(f"kies:{CHOSEN}")[0].current, sites, Question(WALK_M))
    chosen = float(sum(site.added for site in outcome.sites))
    loop = choose_by_loop(at, sites)
    return f"chosen sites reach {chosen:,.0f} people (gap {outcome.gap:.1%}); every choice of {TRIED} sites {loop:,.0f}"


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
