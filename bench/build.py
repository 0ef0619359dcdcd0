"""How long a build of the whole country takes, and how much memory; estimating a survey beside plain pandas.

The build has registers and key figures for every buurt, but no survey: proving that nobody can be recognised in a national
survey per buurt takes too long (docs/performance.md says how long).
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from bench import country
from bench.processes import OUT, Observed, observe, python
from bench.report import note, say, table, verdict
from wijkmonitor import build as pipeline
from wijkmonitor import cube, disclosure
from wijkmonitor.edition import Edition
from wijkmonitor.estimate import ALL
from wijkmonitor.groups import AGE, DIMENSIONS, RESIDENT_DIMENSIONS
from wijkmonitor.indicators import REGISTRY
from wijkmonitor.level import Level
from wijkmonitor.methods import survey as estimators
from wijkmonitor.methods.domains import category_positions
from wijkmonitor.municipality import read_municipality
from wijkmonitor.sources.reading import read_edition

AIM_S = 120
AIM_GIB = 4
_GIB = 2**30
_SAMPLE = 20_000
_STAGES = ("reading", "estimating", "maps", "writing")
_FIRST_ITEMS = ("tie_help", "tie_care", "tie_talk")


def run(size: country.Size | None = None) -> None:
    """Measure and print; says so where the real data is absent."""
    size = size or country.Size()
    folder = OUT / "nederland"
    try:
        note(f"making {size.places} places, {size.initiatives} initiatives")
        country.make(folder, replace(size, respondents=0))
    except country.NoRealData as absent:
        say(f"build: not measured, {absent}")
        return
    note("building")
    seen = observe(python("-m", "wijkmonitor", "build", str(folder), "--machine"))
    if seen.returncode != 0:
        say(f"build: failed, {seen.lines[-1:]}")
        return
    _print_build(seen, size)
    note(f"making {size.respondents} respondents")
    country.make(folder, size)
    _print_survey(folder)


def _print_build(seen: Observed, size: country.Size) -> None:
    begins = stage_begins(seen)
    moments = [*begins.values(), seen.seconds]
    rows = [["starting Python", *_measures(seen, 0, moments[0]), "", ""]]
    rows += [[stage, *_measures(seen, moments[i], moments[i + 1]), "", ""] for i, stage in enumerate(begins)]
    met_s, met_memory = seen.seconds <= AIM_S, seen.peak() / _GIB <= AIM_GIB
    aim, result = f"{AIM_S} s, {AIM_GIB} GiB", f"{verdict(met_s)}, {verdict(met_memory)}"
    rows.append(["whole build", *_measures(seen, 0, seen.seconds), aim, result])
    title = (
        f"Build of the whole country without a survey: 13,594 buurten, {size.places:,} places, "
        f"{size.initiatives:,} initiatives"
    )
    table(title, ["stage", "s", "processor s", "peak GiB", "aim", "result"], rows)
    slowest = sorted(_steps(seen), key=lambda step: -step[1])[:8]
    table("The longest steps of that build", ["step", "s"], [[name, f"{took:.1f}"] for name, took in slowest])


def _measures(seen: Observed, begin: float, end: float) -> list[str]:
    return [f"{end - begin:.1f}", f"{seen.cpu_seconds(begin, end):.1f}", f"{seen.peak(begin, end) / _GIB:.2f}"]


def stage_begins(seen: Observed) -> dict[str, float]:
    """Second at which each stage began, from the progress lines of a build of one edition."""
    fractions = [(moment, said["fraction"]) for moment, said in seen.lines if "fraction" in said]
    limits = {"reading": 0.0, "estimating": pipeline._READ_SHARE, "maps": 0.9, "writing": 0.97}
    return {stage: next(moment for moment, fraction in fractions if fraction >= limits[stage]) for stage in _STAGES}


def _steps(seen: Observed) -> list[tuple[str, float]]:
    said = [(moment, line["en"]) for moment, line in seen.lines if "fraction" in line]
    ends = [moment for moment, _ in said[1:]] + [seen.seconds]
    return [(words, end - moment) for (moment, words), end in zip(said, ends, strict=True)]


def _print_survey(folder: object) -> None:
    """One indicator for every area, level and group: ours beside a groupby-apply, on a sample of the respondents."""
    municipality = read_municipality(folder)  # type: ignore[arg-type]
    note("reading the survey once more for the comparison")
    edition = read_edition(municipality, municipality.editions[0]).edition
    assert edition is not None
    assert edition.survey is not None
    sample = edition.survey.sample(_SAMPLE, random_state=1)
    answers = (
        pd.DataFrame({name: edition.survey[name].eq(1.0) for name in _FIRST_ITEMS}).sum(axis=1).ge(2).astype(float)
    )

    def ours(rows: pd.DataFrame) -> pd.DataFrame:
        design = estimators.make_design(rows, edition.areas)
        return estimators.estimate_domains(answers[rows.index], design, RESIDENT_DIMENSIONS)

    found, ours_s = _timed(lambda: ours(sample))
    plain, peer_s = _timed(lambda: groupby_apply(sample, answers[sample.index], RESIDENT_DIMENSIONS))
    _, whole_s = _timed(lambda: ours(edition.survey))  # type: ignore[arg-type]
    difference = largest_difference(found, plain)
    table(
        f"One survey indicator, every area of every level and every group ({', '.join(RESIDENT_DIMENSIONS)})",
        ["who", "respondents", "s", "estimates a second"],
        [
            ["wijkmonitor (with standard errors)", f"{_SAMPLE:,}", f"{ours_s:.2f}", f"{len(found) / ours_s:,.0f}"],
            ["pandas groupby-apply (without)", f"{_SAMPLE:,}", f"{peer_s:.2f}", f"{len(plain) / peer_s:,.0f}"],
            ["wijkmonitor (with standard errors)", f"{len(edition.survey):,}", f"{whole_s:.2f}", ""],
        ],
    )
    _print_protection(edition)
    say(f"times faster: {peer_s / ours_s:.1f}; largest difference between the two: {difference:.1e}")
    say(f"indicators in the build: {len(REGISTRY)}")


def _print_protection(edition: Edition) -> None:
    """Seconds to find out which cells of one survey indicator may be published, for the whole country."""
    raw = REGISTRY["strong_ties"].compute(cube.with_room(edition))  # type: ignore[misc]
    raw.attrs = {}
    begun = time.perf_counter()
    disclosure.closed(raw, edition.areas["parent"].astype("str"))
    say(f"protecting that one indicator for the whole country: {time.perf_counter() - begun:.0f} s")


def _timed(work: object) -> tuple[pd.DataFrame, float]:
    begun = time.perf_counter()
    result = work()  # type: ignore[operator]
    return result, time.perf_counter() - begun


def groupby_apply(survey: pd.DataFrame, answers: pd.Series, dimensions: Sequence[str]) -> pd.DataFrame:
    """The peer: weighted mean, n and Kish's n_eff with a groupby-apply per level and dimension; no standard errors."""
    rows = survey.assign(y=answers)

    def one(domain: pd.DataFrame) -> pd.Series:
        weight = domain["weight"]
        return pd.Series(
            {
                "value": np.average(domain["y"], weights=weight),
                "n": len(domain),
                "n_eff": weight.sum() ** 2 / (weight**2).sum(),
            }
        )

    parts = []
    for level in Level:
        parts.append(rows.groupby(level.value)[["y", "weight"]].apply(one).assign(group=ALL))
        for dimension in (DIMENSIONS[key] for key in dimensions):
            category = rows[dimension.column]
            if dimension is AGE:
                place = category_positions(rows, dimension)
                category = pd.Series(np.array([*dimension.categories, None], dtype=object)[place], index=rows.index)
            elif category.dtype == float:
                category = category.map(lambda number: str(int(number)), na_action="ignore")
            keyed = rows.assign(group=f"{dimension.key}:" + category.astype("object"))
            grouped = keyed.groupby([level.value, "group"])[["y", "weight"]].apply(one)
            parts.append(grouped.reset_index("group"))
    return pd.concat(parts).rename_axis("area").reset_index()


def largest_difference(found: pd.DataFrame, plain: pd.DataFrame) -> float:
    """Largest difference in value, n or n_eff between the two, over the domains in which somebody answered."""
    keys, figures = ["area", "group"], ["value", "n", "n_eff"]
    answered = found[found["n"] > 0].set_index(keys)[figures].astype(float).sort_index()
    other = plain.set_index(keys)[figures].astype(float).sort_index()
    if not answered.index.equals(other.index):
        raise ValueError("the two have different domains")
    return float((answered - other).abs().to_numpy().max())
