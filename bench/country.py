"""Made-up respondents, places and initiatives for the whole of the Netherlands, the same on every run.

The boundaries and key figures are real open data and stay where they are (``../shared/real-data`` beside the project); the
folder made here refers to them.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pandera.pandas as pa
import shapely

from bench.processes import ROOT
from wijkmonitor.edition import Dataset
from wijkmonitor.municipality import read_municipality
from wijkmonitor.sources import boundaries
from wijkmonitor.sources import initiatives as initiative_source
from wijkmonitor.sources import meeting_places as place_source
from wijkmonitor.sources import survey as survey_source
from wijkmonitor.sources.columns import meaning_of

REAL_DATA = ROOT.parent / "shared" / "real-data"
_SPECIFICATION = ROOT / "tests" / "municipalities" / "nederland" / "municipality.toml"
_SEED = 20240101
_REFERENCE_DAY = np.datetime64("2024-01-01")
_NO_ANSWER = 0.03
_USUAL_POPULATION = 500.0

_SURVEY = """
[editions.2024.survey]
file = "survey.csv"
source = { nl = "Verzonnen voor een meting", en = "Invented for a measurement" }
"""
_REGISTERS = """
[editions.2024.meeting_places]
file = "places.csv"
source = { nl = "Verzonnen voor een meting", en = "Invented for a measurement" }

[editions.2024.initiatives]
file = "initiatives.csv"
source = { nl = "Verzonnen voor een meting", en = "Invented for a measurement" }
"""


class NoRealData(Exception):
    """The real Dutch files are not beside the project."""


@dataclass(frozen=True)
class Size:
    """How much is made up: respondents, meeting places and initiatives."""

    respondents: int = 500_000
    places: int = 100_000
    initiatives: int = 20_000


@dataclass(frozen=True, eq=False)
class Ground:
    """Where things may be: code, polygon (EPSG:28992) and weight (residents) of every buurt, in the order of the codes."""

    codes: np.ndarray
    shapes: np.ndarray
    weight: np.ndarray


def make(folder: Path, size: Size) -> Path:
    """Write the municipality folder of the country; raises :class:`NoRealData` where the open data is absent.

    Without respondents there is no survey.
    """
    if not REAL_DATA.is_dir():
        raise NoRealData(f"{REAL_DATA} is absent")
    folder.mkdir(parents=True, exist_ok=True)
    data = Path(os.path.relpath(REAL_DATA, folder)).as_posix()
    text = _SPECIFICATION.read_text(encoding="utf-8").replace("../../../../shared/real-data", data)
    (folder / "municipality.toml").write_text(text, encoding="utf-8")
    ground = read_ground(folder)
    made_up = _REGISTERS + (_SURVEY if size.respondents else "")
    (folder / "municipality.toml").write_text(text + made_up, encoding="utf-8")
    for name, made in (("survey", respondents), ("places", places), ("initiatives", initiatives)):
        count = getattr(size, "respondents" if name == "survey" else name)
        if not count:
            continue
        made(ground, count).to_csv(folder / f"{name}.csv", index=False, lineterminator="\n")
    return folder


def read_ground(folder: Path) -> Ground:
    """The buurten of the municipality in ``folder``, weighted by their residents."""
    edition = read_municipality(folder).editions[0]
    found = boundaries.read(edition.sources[Dataset.BOUNDARIES], "NL", edition.vintage).areas
    assert found is not None, "the boundaries of the country are sound"
    found = found.sort_index()
    figures = pd.read_csv(REAL_DATA / "nl-kwb-2024" / "kwb_2024_flat.csv", usecols=["code", "inwoners"])
    population = figures.set_index("code")["inwoners"].reindex(found.index).fillna(_USUAL_POPULATION)
    return Ground(found.index.to_numpy(), found.geometry.to_numpy(), population.clip(lower=10).to_numpy(dtype=float))


def respondents(ground: Ground, count: int) -> pd.DataFrame:
    """Survey rows with every item; answers differ between buurten, 3 % are "no answer" (99)."""
    chance = np.random.default_rng([_SEED, 1])
    where = _buurten(ground, count, chance)
    leaning = chance.normal(0, 0.35, len(ground.codes))[where]
    codes = pd.Series(ground.codes[where])
    table = {
        "respondent_id": np.char.add("R", np.char.zfill(np.arange(1, count + 1).astype(str), 7)),
        "wave": "2024",
        "buurt_code": codes,
        "weight": np.round(np.exp(chance.normal(0, 0.4, count)), 4),
        "stratum": "GM" + codes.str.slice(2, 6),
        "age": chance.integers(18, 95, count),
        "gender": chance.choice(["m", "f", "x"], count, p=[0.49, 0.5, 0.01]),
        "education": chance.choice(["low", "middle", "high"], count, p=[0.27, 0.4, 0.33]),
        "origin": chance.choice(["dutch", "european", "non_european"], count, p=[0.75, 0.1, 0.15]),
        "income_third": chance.integers(1, 4, count),
        "limitation": chance.choice(["yes", "no"], count, p=[0.2, 0.8]),
    }
    for name, (low, high) in item_ranges().items():
        table[name] = _answers(leaning, low, high, chance)
    return pd.DataFrame(table)


def item_ranges() -> dict[str, tuple[int, int]]:
    """Lowest and highest answer of every survey item, from the schema of the survey."""
    meanings = {name: meaning_of(column) for name, column in survey_source.SCHEMA.columns.items()}
    return {
        name: (int(one.low or 0), int(one.high or 0))
        for name, one in meanings.items()
        if one.no_answer and one.kind == "number" and name != "income_third"
    }


def _answers(leaning: np.ndarray, low: int, high: int, chance: np.random.Generator) -> np.ndarray:
    drawn = leaning + chance.normal(0, 1, len(leaning))
    if high > 5:  # a count of people
        answer = np.clip(np.round(np.exp(2 + 0.8 * drawn)), low, min(high, 98))
    else:
        share = 1 / (1 + np.exp(-1.2 * drawn))
        answer = low + np.minimum(np.floor(share * (high - low + 1)), high - low)
    silent = chance.random(len(leaning)) < _NO_ANSWER
    return np.where(silent, 99, answer).astype(np.int64)


def places(ground: Ground, count: int) -> pd.DataFrame:
    """Meeting places with a point inside a buurt and four marks by staff."""
    chance = np.random.default_rng([_SEED, 2])
    x, y = points_inside(ground, _buurten(ground, count, chance), chance)
    marks = {
        name: chance.integers(0, 5, count) for name in ("low_threshold", "free_entry", "comfortable", "known_and_new")
    }
    number = np.arange(1, count + 1).astype(str)
    return pd.DataFrame(
        {
            "place_id": np.char.add("P", number),
            "name": np.char.add("Plek ", number),
            "type": _words(place_source.SCHEMA, "type", count, chance),
            "x_rd": x,
            "y_rd": y,
            **marks,
            "rater": "staff",
        }
    )


def initiatives(ground: Ground, count: int) -> pd.DataFrame:
    """Initiatives with a point inside a buurt, begun in the ten years before the reference day."""
    chance = np.random.default_rng([_SEED, 3])
    x, y = points_inside(ground, _buurten(ground, count, chance), chance)
    start = _REFERENCE_DAY - chance.integers(30, 3650, count).astype("timedelta64[D]")
    confirmed = np.maximum(start, _REFERENCE_DAY - chance.integers(0, 600, count).astype("timedelta64[D]"))
    number = np.arange(1, count + 1).astype(str)
    return pd.DataFrame(
        {
            "initiative_id": np.char.add("I", number),
            "name": np.char.add("Initiatief ", number),
            "start": start,
            "status": chance.choice(["active", "paused"], count, p=[0.9, 0.1]),
            "last_confirmed": confirmed,
            "approach": _words(initiative_source.SCHEMA, "approach", count, chance),
            "theme": _words(initiative_source.SCHEMA, "theme", count, chance),
            "target_groups": _words(initiative_source.SCHEMA, "target_groups", count, chance),
            "lead": _words(initiative_source.SCHEMA, "lead", count, chance),
            "x_rd": x,
            "y_rd": y,
            "participants": chance.integers(4, 80, count),
            "public_location": chance.choice(["yes", "no"], count, p=[0.9, 0.1]),
        }
    )


def _words(schema: pa.DataFrameSchema, column: str, count: int, chance: np.random.Generator) -> np.ndarray:
    """Words the schema allows, each as likely as the others."""
    return chance.choice(meaning_of(schema.columns[column]).allowed, count)


def _buurten(ground: Ground, count: int, chance: np.random.Generator) -> np.ndarray:
    return chance.choice(len(ground.codes), count, p=ground.weight / ground.weight.sum())


def points_inside(ground: Ground, where: np.ndarray, chance: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """A random point inside the buurt of each position in ``where``: x and y in metres (one decimal)."""
    west, south, east, north = shapely.bounds(ground.shapes).T
    shapely.prepare(ground.shapes)
    x, y = np.empty(len(where)), np.empty(len(where))
    open_ = np.arange(len(where))
    for _ in range(60):
        here = where[open_]
        x[open_] = np.round(chance.uniform(west[here], east[here]), 1)
        y[open_] = np.round(chance.uniform(south[here], north[here]), 1)
        open_ = open_[~shapely.contains_xy(ground.shapes[here], x[open_], y[open_])]
        if not len(open_):
            break
    middle = shapely.point_on_surface(ground.shapes[where[open_]])
    x[open_], y[open_] = shapely.get_x(middle), shapely.get_y(middle)
    return x, y
