"""The comparison of the survey part is fair: the peer computes the same figures."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import build
from bench.processes import Observed
from bench.report import percentile
from wijkmonitor.groups import RESIDENT_DIMENSIONS
from wijkmonitor.indicators.ties import TIE_ITEMS
from wijkmonitor.methods import survey as estimators
from wijkmonitor.municipality import read_municipality
from wijkmonitor.sources.reading import read_edition


def test_the_peer_finds_the_same_figures(town: Path) -> None:
    municipality = read_municipality(town)
    edition = next(
        one
        for one in (read_edition(municipality, specification).edition for specification in municipality.editions)
        if one is not None and one.survey is not None
    )
    assert edition.survey is not None
    answers = edition.survey[TIE_ITEMS[0]].eq(1.0).astype(float)
    design = estimators.make_design(edition.survey, edition.areas)
    found = estimators.estimate_domains(answers, design, RESIDENT_DIMENSIONS)
    plain = build.groupby_apply(edition.survey, answers, [key for key in RESIDENT_DIMENSIONS if key in _asked(found)])
    assert build.largest_difference(found, plain) < 1e-9


def _asked(found: object) -> set[str]:
    return set(found["group"].str.partition(":")[0])  # type: ignore[index]


def test_stages_begin_at_their_first_progress_line() -> None:
    lines = [(1.0, 0.0), (2.0, 0.3), (5.0, 0.55), (7.0, 0.8), (9.0, 0.9), (11.0, 0.97), (12.0, 1.0)]
    seen = Observed(lines=[(moment, {"fraction": fraction}) for moment, fraction in lines], seconds=12.5)
    assert build.stage_begins(seen) == {"reading": 1.0, "estimating": 5.0, "maps": 9.0, "writing": 11.0}


def test_memory_and_processor_time_between_two_moments() -> None:
    seen = Observed(memory=[(0.0, 10), (1.0, 30), (2.0, 20)], cpu=[(0.0, 0.0), (1.0, 0.5), (2.0, 1.25)])
    assert seen.peak() == 30
    assert seen.peak(1.5, 3.0) == 20
    assert seen.cpu_seconds(1.0, 2.0) == 0.75


@pytest.mark.parametrize(("share", "expected"), [(0.5, 10), (0.95, 19), (1.0, 20)])
def test_a_percentile_is_a_value_that_was_measured(share: float, expected: int) -> None:
    assert percentile(list(range(1, 21)), share) == expected
