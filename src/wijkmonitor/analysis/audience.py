"""How many people of a group are among residents of several areas, from published shares, with a margin.

Per area the residents concerned times the share of the group there. An area without a share that may be said takes that of the
larger area it lies in. The margin: Zou & Donner (2008), *Construction of confidence limits about effect measures: a general
approach*, Statistics in Medicine 27, 1693-1702: the distances from value to limit, per independent share, squared and added.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from wijkmonitor.estimate import Reason, Verdict
from wijkmonitor.groups import AGE, INCOME, LIMITATION
from wijkmonitor.text import Text

WIDEST = 0.30
"""A margin wider than this, as a part of the residents concerned, is not told: the floor of a share with care."""
SHARE_COLUMNS = ("share", "low", "high", "verdict", "source")
"""What :func:`shares` gives per smallest area; ``source`` is the area whose share it is, "" when there is none."""


@dataclass(frozen=True, slots=True)
class Audience:
    """A group of residents: its words, the indicator with its share, its group in the address ("" when it has none there), and
    whether it walks no longer than eight minutes."""

    key: str
    text: Text
    share: str
    group: str = ""
    slow: bool = False


AUDIENCES: tuple[Audience, ...] = (
    Audience("65+", Text(nl="65 jaar en ouder", en="65 years and older"), "share_65_plus"),
    Audience("75+", AGE.categories["75+"], "share_75_plus", "age:75+", slow=True),
    Audience("limitation", LIMITATION.categories["yes"], "share_limitation", "limitation:yes"),
    *(
        Audience(f"income_{third}", words, f"share_income_{third}", f"income:{third}")
        for third, words in INCOME.categories.items()
    ),
    Audience(
        "low_income",
        Text(nl="in een huishouden met een laag inkomen", en="in a household with a low income"),
        "low_income",
    ),
)
INSTEAD: Mapping[str, str] = {"low_income": "income_1"}
"""A group that is told only when the figures of another are missing."""


@dataclass(frozen=True, slots=True)
class People:
    """A number of people with its limits (the same as the value when it was counted), its verdict, and what it rests on.

    ``value`` is missing exactly when ``reason`` says why. ``borrowed``: the part of the residents concerned that takes the share
    of a larger area.
    """

    value: float
    low: float
    high: float
    verdict: Verdict
    reason: str = ""
    borrowed: float = 0.0

    @property
    def known(self) -> bool:
        return not self.reason


def nobody_knows(reason: Reason) -> People:
    """No number, and why."""
    return People(np.nan, np.nan, np.nan, Verdict.NOT, reason.value)


def shares(figures: pd.DataFrame, smallest: pd.Index, parents: Mapping[str, str]) -> pd.DataFrame:
    """The share of a group in each of the ``smallest`` areas: :data:`SHARE_COLUMNS`, indexed by area.

    ``figures``: estimates of one indicator, group and edition (columns of ``estimate.COLUMNS``) at all levels; ``parents``: the
    area an area lies in. Where no share may be said, that of the nearest larger area with one is taken.
    """
    known = figures[figures["value"].notna()].set_index("area")

    def nearest(code: str) -> str:
        while code and code not in known.index:
            code = parents.get(code, "")
        return code

    source = pd.Series([nearest(str(code)) for code in smallest], index=smallest, dtype="object")
    taken = known.reindex(source.to_numpy())[["value", "low", "high", "verdict"]]
    taken.index = smallest
    named = taken.rename(columns={"value": "share"}).assign(source=source)
    return named.assign(low=named["low"].fillna(named["share"]), high=named["high"].fillna(named["share"]))


def people(residents: pd.Series, share: pd.DataFrame) -> People:
    """How many of ``residents`` (a number per smallest area) belong to the group whose ``share`` is given (:func:`shares`).

    At best "with care", since the group is taken to be spread evenly within an area; a model estimate where a share is one.
    Nothing is said without a share somewhere, or with a margin wider than :data:`WIDEST` of the residents concerned.
    """
    concerned = residents[residents > 0]
    if concerned.empty:
        return People(0.0, 0.0, 0.0, Verdict.CARE)
    here = share.reindex(concerned.index)
    if here["share"].isna().any():
        return nobody_knows(Reason.NOT_MEASURED)
    # Residents that take the share of the same area share its error; those of different areas do not.
    by_source = concerned.groupby(here["source"]).sum()
    one_each = here.drop_duplicates("source").set_index("source").loc[by_source.index]
    value = float((by_source * one_each["share"]).sum())
    below = float(np.sqrt(((by_source * (one_each["share"] - one_each["low"])) ** 2).sum()))
    above = float(np.sqrt(((by_source * (one_each["high"] - one_each["share"])) ** 2).sum()))
    total = float(concerned.sum())
    if below + above > WIDEST * total:
        return nobody_knows(Reason.TOO_FEW)
    modelled = (here["verdict"] == Verdict.MODEL.value).any()
    borrowed = float(concerned[here["source"] != here.index].sum() / total)
    low, high = max(value - below, 0.0), min(value + above, total)
    return People(value, low, high, Verdict.MODEL if modelled else Verdict.CARE, borrowed=borrowed)


def counted(residents: pd.Series, assumed: bool) -> People:
    """Residents that are counted, not estimated; with care where where they live is ``assumed``."""
    total = float(residents.sum())
    return People(total, total, total, Verdict.CARE if assumed else Verdict.SAID)


def told(has_figures: Callable[[str], bool]) -> list[Audience]:
    """The groups to tell of: all of :data:`AUDIENCES` whose share is known somewhere, and none of :data:`INSTEAD` beside it."""
    known = {one.key: one for one in AUDIENCES if has_figures(one.share)}
    return [one for key, one in known.items() if INSTEAD.get(key) not in known]
