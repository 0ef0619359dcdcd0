"""Respondents and published cells for the attacker, without files."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from tests.disclosure.made_up import DIMENSIONS, LEVELS, cells, parents
from wijkmonitor.attack import Membership
from wijkmonitor.attack.publication import COLUMNS
from wijkmonitor.disclosure import closed

EDITION = "2025"
INDICATOR = "strong_ties"


def membership(people: pd.DataFrame) -> Membership:
    """The membership of respondents as ``made_up.respondents`` makes them; the index tells them apart."""
    return Membership(
        keys=people.index.map("R{:06d}".format).to_numpy(dtype=object),
        areas=people[[level for level in LEVELS if level in people]],
        groups=people[[key for key in DIMENSIONS if key in people]],
        answered=pd.DataFrame({INDICATOR: people["answered"].to_numpy(dtype=bool)}),
    )


def statements(shown: Iterable[tuple[str, str]], snapshot: str = "s1") -> pd.DataFrame:
    """What ``published`` returns for these (area, group) cells."""
    rows = pd.DataFrame(list(shown), columns=["area", "group"])
    rows = rows.assign(snapshot=snapshot, edition=EDITION, vintage=2025, indicator=INDICATOR, file="estimates.csv")
    return rows[list(COLUMNS)]


def protected(people: pd.DataFrame, levels: tuple[str, ...] = LEVELS, snapshot: str = "s1") -> pd.DataFrame:
    """The statements that the real protection leaves open."""
    counted = cells(people, levels)
    return statements(counted.loc[(closed(counted, parents(people)) == ""), ["area", "group"]].to_numpy(), snapshot)


def above(people: pd.DataFrame, least: int = 10, levels: tuple[str, ...] = LEVELS) -> set[tuple[str, str]]:
    """Cells of at least so many people: the weak protection of a threshold alone."""
    counted = cells(people, levels)
    return set(map(tuple, counted.loc[counted["n"] >= least, ["area", "group"]].to_numpy()))


def crowd(**parts: int) -> pd.DataFrame:
    """People by ``buurt_category=number``: one wijk per first digit of the buurt, one question (age)."""
    rows = [(name.split("_")[0], name.split("_")[1]) for name, number in parts.items() for _ in range(number)]
    people = pd.DataFrame(rows, columns=["buurt", "age"])
    words = {"y": "18-34", "m": "35-64", "o": "75+", "u": ""}
    return people.assign(
        gemeente="GM",
        wijk="WK" + people["buurt"].str[1],
        buurt="BU" + people["buurt"].str[1:],
        age=people["age"].map(words),
        answered=np.full(len(people), True),
    )
