"""What both apps draw: the same areas, the same made-up figures, the same classes."""

from __future__ import annotations

import json
import os
from pathlib import Path

import numpy as np
import pandas as pd

from wijkmonitor.estimate import Verdict
from wijkmonitor.figures.classes import Classes, breaks
from wijkmonitor.indicator import Indicator, Kind, Theme, Unit
from wijkmonitor.text import same

FOLDER = Path(os.environ.get("BENCH_MAPS", Path(__file__).resolve().parents[1] / "out" / "map"))
TOPICS = ("A", "B", "C", "D", "E", "F")


def codes(areas: str) -> list[str]:
    """The codes of a set of areas, in the order of its files."""
    return json.loads((FOLDER / f"codes-{areas}.json").read_text(encoding="utf-8"))


def indicator(topic: str) -> Indicator:
    """A share of residents that nobody ever measured."""
    return Indicator(
        key=f"topic_{topic}",
        title=same(f"Topic {topic}"),
        about=same("made up"),
        theme=Theme.TIES,
        unit=Unit.SHARE,
        kind=Kind.OBSERVED,
        source=same("made up"),
        caveats=(),
        compute=lambda _edition: pd.DataFrame(),
    )


def rows(areas: str, topic: str) -> pd.DataFrame:
    """Columns code, value, low, high, kind, verdict and reason: other figures for every topic, the same on every run."""
    known = codes(areas)
    chance = np.random.default_rng([len(known), TOPICS.index(topic)])
    value = chance.uniform(0.1, 0.9, len(known)).round(2)
    half = chance.uniform(0.02, 0.08, len(known))
    verdicts = chance.choice([Verdict.SAID.value, Verdict.CARE.value], len(known), p=[0.7, 0.3])
    return pd.DataFrame(
        {
            "code": known,
            "value": value,
            "low": (value - half).round(2),
            "high": (value + half).round(2),
            "kind": Kind.OBSERVED.value,
            "verdict": verdicts,
            "reason": "",
        }
    )


def classes(table: pd.DataFrame, topic: str) -> Classes:
    """Five classes over the figures of one topic."""
    return Classes(indicator(topic), breaks(table["value"]))
