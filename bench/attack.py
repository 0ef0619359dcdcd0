"""How long the protection and the attacker take on a large municipality, beside plain dense least squares on a part of it."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from bench.report import note, say, table, verdict
from wijkmonitor.attack import Membership, findings
from wijkmonitor.attack.publication import COLUMNS
from wijkmonitor.disclosure import closed
from wijkmonitor.estimate import ALL, K

AIM_S = 60
WIJKEN, BUURTEN, RESPONDENTS, INDICATORS, SNAPSHOTS = 60, 500, 40_000, 25, 2
CATEGORIES = {"age": 4, "education": 3, "limitation": 2, "income": 3, "origin": 3}
_PEER_WIJKEN = 6


def run() -> None:
    """Measure and print."""
    people, parents = municipality(np.random.default_rng(1))
    note(f"protecting {INDICATORS} indicators")
    protected, protect_s = _timed(lambda: pd.concat([_statements(people, parents, one) for one in range(INDICATORS)]))
    told = pd.concat([protected.assign(snapshot=f"s{one}") for one in range(SNAPSHOTS)], ignore_index=True)
    members = _membership(people)
    known = {(f"s{one}", "2025"): members for one in range(SNAPSHOTS)}
    note(f"attacking {len(told):,} statements")
    found, attack_s = _timed(lambda: findings(told, known))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    title = f"{BUURTEN} buurten, {RESPONDENTS:,} respondents, {INDICATORS} indicators, {SNAPSHOTS} snapshots"
    rows = [
        ["protection (closed)", f"{protect_s:.1f}", "", ""],
        ["attack", f"{attack_s:.1f}", f"{AIM_S} s", verdict(attack_s <= AIM_S)],
    ]
    table(title, ["part", "s", "aim", "result"], rows)
    say(f"peak memory {peak:.2f} GiB; statements {len(told):,}; findings {len(found)}")
    _beside_peer(people, protected[protected["indicator"] == "i0"])


def municipality(rng: np.random.Generator) -> tuple[pd.DataFrame, pd.Series]:
    """Respondents (levels, categories, ``i0`` ... who answered) and code -> code around it."""
    wijk_of = np.sort(np.concatenate([np.arange(WIJKEN), rng.integers(0, WIJKEN, BUURTEN - WIJKEN)]))
    codes = [f"BU{wijk:03d}{buurt:04d}" for buurt, wijk in enumerate(wijk_of)]
    size = rng.lognormal(0, 0.5, BUURTEN)
    home = rng.choice(BUURTEN, RESPONDENTS, p=size / size.sum())
    people = pd.DataFrame({"gemeente": "GM", "wijk": [f"WK{wijk_of[b]:03d}" for b in home]})
    people["buurt"] = np.array(codes, dtype=object)[home]
    for key, count in CATEGORIES.items():
        share = rng.dirichlet(np.full(count, 6.0))
        drawn = np.array([*(f"c{one}" for one in range(count))], dtype=object)[rng.choice(count, RESPONDENTS, p=share)]
        people[key] = np.where(rng.random(RESPONDENTS) < 0.04, "", drawn)
    for one in range(INDICATORS):
        people[f"i{one}"] = rng.random(RESPONDENTS) > 0.05
    parents = {code: f"WK{wijk:03d}" for code, wijk in zip(codes, wijk_of, strict=True)}
    return people, pd.Series(parents | {f"WK{wijk:03d}": "GM" for wijk in range(WIJKEN)} | {"GM": ""})


def _membership(people: pd.DataFrame) -> Membership:
    return Membership(
        keys=people.index.map("{:06d}".format).to_numpy(dtype=object),
        areas=people[["gemeente", "wijk", "buurt"]],
        groups=people[list(CATEGORIES)],
        answered=people[[f"i{one}" for one in range(INDICATORS)]],
    )


def _statements(people: pd.DataFrame, parents: pd.Series, indicator: int) -> pd.DataFrame:
    counted = people[people[f"i{indicator}"]]
    frames = []
    for level in ("gemeente", "wijk", "buurt"):
        codes = np.unique(people[level])
        total = counted[level].value_counts().reindex(codes, fill_value=0)
        frames.append(pd.DataFrame({"area": codes, "group": ALL, "n": total.to_numpy()}))
        for key in CATEGORIES:
            wide = pd.crosstab(counted[level], counted[key]).drop(columns="").reindex(codes, fill_value=0)
            frames += [pd.DataFrame({"area": codes, "group": f"{key}:{c}", "n": wide[c].to_numpy()}) for c in wide]
    rows = pd.concat(frames, ignore_index=True).astype({"n": float})
    shown = rows[closed(rows, parents) == ""]
    labels = {"edition": "2025", "vintage": 2025, "indicator": f"i{indicator}", "file": "estimates.csv", "snapshot": ""}
    return shown.assign(**labels)[list(COLUMNS)]


def _beside_peer(people: pd.DataFrame, statements: pd.DataFrame) -> None:
    """One indicator and one background in a few wijken: every place x category below K against dense least squares."""
    some = [f"WK{one:03d}" for one in range(_PEER_WIJKEN)]
    part = people[people["wijk"].isin(some) & people["i0"]]
    inside = statements["area"].isin(set(part["wijk"]) | set(part["buurt"]))
    own = statements[inside & (statements["group"].eq(ALL) | statements["group"].str.startswith("age:"))]
    ours, ours_s = _timed(lambda: findings(own.assign(snapshot="s"), {("s", "2025"): _membership(part)}))
    dense, peer_s = _timed(lambda: dense_least_squares(part, own))
    head = ["who", "respondents", "s", "found"]
    rows = [["wijkmonitor", len(part), f"{ours_s:.2f}", len(ours)], ["dense", len(part), f"{peer_s:.2f}", dense]]
    table(f"One indicator by age in {_PEER_WIJKEN} wijken, beside dense least squares (numpy)", head, rows)
    say(f"times faster: {peer_s / ours_s:.1f} (the peer tries single places only, ours every set)")


def dense_least_squares(people: pd.DataFrame, statements: pd.DataFrame) -> int:
    """The peer: how many single places x ages of fewer than K people have a figure that can be solved."""
    size = people.groupby(["wijk", "buurt", "age"]).size().rename("n").reset_index()
    columns = []
    for area, group in statements[["area", "group"]].itertuples(index=False):
        held = (size["wijk"] == area) | (size["buurt"] == area)
        columns.append(held if group == ALL else held & (size["age"] == group.partition(":")[2]))
    matrix = np.array(columns, dtype=float).T
    wanted = np.eye(len(size))[:, np.flatnonzero(size["n"] < K)]
    rest = wanted - matrix @ np.linalg.lstsq(matrix, wanted, rcond=None)[0]
    return int((np.abs(rest).max(axis=0) < 1e-8).sum())


def _timed(work: Callable[[], Any]) -> tuple[Any, float]:
    begun = time.perf_counter()
    result = work()
    return result, time.perf_counter() - begun
