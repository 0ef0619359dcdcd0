"""All survey estimates for the whole country, with standard errors, beside a plain pandas loop over the same domains.

Everything is made up, the areas too, so it needs no files. The peer is what one would write first: ``groupby().apply`` with
a weighted mean and its standard error per domain. It would take the better part of an hour, so a stated slice of it is
measured and scaled up by the number of estimates.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from bench.report import note, say, table, verdict
from wijkmonitor.estimate import ALL
from wijkmonitor.groups import DIMENSIONS, EDUCATION, LEAD, RESIDENT_DIMENSIONS
from wijkmonitor.level import Level
from wijkmonitor.methods import survey as estimators
from wijkmonitor.methods.design import Design

AIM_RATIO = 10
# The background questions there are, and one more of three answers: six of them, gender not being shown on any page.
BACKGROUNDS = (*RESIDENT_DIMENSIONS, LEAD.key)
SLICE = (EDUCATION.key,)
_SEED = 20250101


@dataclass(frozen=True)
class Size:
    """How much is made up. The defaults are the Netherlands of 2024."""

    respondents: int = 500_000
    gemeenten: int = 342
    wijken: int = 3_352
    buurten: int = 13_594
    items: int = 30


def run(size: Size | None = None) -> None:
    """Measure and print."""
    size = size or Size()
    note(f"making {size.respondents} respondents in {size.buurten} buurten")
    areas, respondents, answers = made_up(size)
    rows, seconds = [], {}
    for words, columns in (("strata", ["cluster"]), ("strata, clusters, population", [])):
        note(f"estimating {size.items} items: {words}")
        design, design_s = _timed(lambda gone=columns: design_of(respondents.drop(columns=gone), areas))
        found, items_s = _timed(lambda how=design: estimate_all(how, answers))
        number, seconds[words] = sum(found), design_s + items_s
        rows.append(
            [
                f"wijkmonitor ({words})",
                f"{size.items}",
                f"{number:,}",
                f"{seconds[words]:.1f}",
                f"{number / seconds[words]:,.0f}",
            ]
        )
    note(f"the peer on a slice: one item, everybody and {', '.join(SLICE)}")
    plain, peer_s = _timed(lambda: groupby_apply(respondents, answers[0], SLICE))
    whole_s = peer_s / len(plain) * number
    rows.append(
        ["pandas groupby-apply (slice)", "1", f"{len(plain):,}", f"{peer_s:.1f}", f"{len(plain) / peer_s:,.0f}"]
    )
    rows.append(["pandas groupby-apply (scaled up)", f"{size.items}", f"{number:,}", f"{whole_s:,.0f}", ""])
    title = (
        f"Every survey estimate of the country: {size.respondents:,} respondents, {size.buurten:,} buurten, {size.items} "
        f"items, {len(BACKGROUNDS)} backgrounds"
    )
    table(title, ["who", "items", "estimates", "processor s", "estimates a second"], rows)
    ratio = whole_s / seconds["strata"]
    say(f"times faster than the loop: {ratio:.0f} (aim {AIM_RATIO}: {verdict(ratio >= AIM_RATIO)})")
    ours = estimators.estimate_domains(answers[0], design_of(respondents.drop(columns="cluster"), areas), SLICE)
    say(f"largest difference in value, n or n_eff between the two: {largest_difference(ours, plain):.1e}")


def _timed(work: Callable[[], Any]) -> tuple[Any, float]:
    """Result and processor seconds: both run on one core, and other work on the machine must not count."""
    begun = time.process_time()
    result = work()
    return result, time.process_time() - begun


def made_up(size: Size) -> tuple[pd.DataFrame, pd.DataFrame, list[pd.Series]]:
    """Area frame without geometry, respondents with a column per level and background, and their answers (0/1) per item."""
    chance = np.random.default_rng(_SEED)
    gemeente = np.sort(chance.integers(0, size.gemeenten, size.wijken))
    wijk = np.sort(chance.integers(0, size.wijken, size.buurten))
    codes = {Level.GEMEENTE: "GM", Level.WIJK: "WK", Level.BUURT: "BU"}
    numbers = {Level.GEMEENTE: size.gemeenten, Level.WIJK: size.wijken, Level.BUURT: size.buurten}
    names = {level: np.char.add(codes[level], np.arange(numbers[level]).astype(str)) for level in codes}
    frames = [pd.DataFrame({"level": level.value}, index=pd.Index(names[level], dtype="object")) for level in codes]
    areas = pd.concat([pd.DataFrame({"level": Level.LAND.value}, index=pd.Index(["NL"], dtype="object")), *frames])
    buurt = np.sort(chance.integers(0, size.buurten, size.respondents))
    table_ = {
        Level.LAND.value: "NL",
        Level.GEMEENTE.value: names[Level.GEMEENTE][gemeente[wijk[buurt]]],
        Level.WIJK.value: names[Level.WIJK][wijk[buurt]],
        Level.BUURT.value: names[Level.BUURT][buurt],
        "weight": np.exp(chance.normal(0, 0.4, size.respondents)),
        "age": chance.integers(18, 95, size.respondents).astype(float),
    }
    for key in BACKGROUNDS[1:]:
        one = DIMENSIONS[key]
        table_[one.column] = chance.choice(list(one.categories), size.respondents)
    respondents = pd.DataFrame(table_)
    respondents["stratum"] = respondents[Level.GEMEENTE.value]
    respondents["cluster"] = respondents["stratum"] + "-" + pd.Series(np.arange(size.respondents) // 2).astype(str)
    respondents["stratum_population"] = 40_000.0
    answers = [pd.Series((chance.random(size.respondents) < 0.4).astype(float)) for _ in range(size.items)]
    return areas, respondents, answers


def design_of(respondents: pd.DataFrame, areas: pd.DataFrame) -> Design:
    """The design with every background."""
    return estimators.make_design(respondents, areas, BACKGROUNDS)  # type: ignore[arg-type]


def estimate_all(design: Design, answers: Sequence[pd.Series]) -> list[int]:
    """Estimate every item with standard errors; the number of estimates with a value, per item."""
    return [int(estimators.estimate_domains(one, design, BACKGROUNDS)["value"].notna().sum()) for one in answers]


def groupby_apply(respondents: pd.DataFrame, answers: pd.Series, dimensions: Sequence[str]) -> pd.DataFrame:
    """The peer: value, n, n_eff and a standard error without strata, one domain at a time (dimensions of plain words)."""

    def one(domain: pd.DataFrame) -> pd.Series:
        weight, y = domain["weight"].to_numpy(), domain["y"].to_numpy()
        total = weight.sum()
        value = (weight * y).sum() / total
        error = np.sqrt(((weight * (y - value)) ** 2).sum()) / total
        return pd.Series({"value": value, "n": len(y), "n_eff": total**2 / (weight**2).sum(), "se": error})

    rows = respondents.assign(y=answers)
    parts = []
    for level in Level:
        parts.append(rows.groupby(level.value)[["y", "weight"]].apply(one).assign(group=ALL))
        for dimension in (DIMENSIONS[key] for key in dimensions):
            keyed = rows.assign(group=f"{dimension.key}:" + rows[dimension.column].astype("object"))
            parts.append(keyed.groupby([level.value, "group"])[["y", "weight"]].apply(one).reset_index("group"))
    return pd.concat(parts).rename_axis("area").reset_index()


def largest_difference(found: pd.DataFrame, plain: pd.DataFrame) -> float:
    """Largest difference in value, n or n_eff over the domains in which somebody answered; the same domains in both."""
    keys, figures = ["area", "group"], ["value", "n", "n_eff"]
    ours = found[found["n"] > 0].set_index(keys)[figures].astype(float).sort_index()
    other = plain.set_index(keys)[figures].astype(float).sort_index()
    if not ours.index.equals(other.index):
        raise ValueError("the two have different domains")
    return float((ours - other).abs().to_numpy().max())
