"""How many people of a group are among residents of several areas, from published shares, with a margin.

Per area the residents concerned times the share of the group there. An area without a share that may be said takes that of the
larger area it lies in. The margin: Zou & Donner (2008), *Construction of confidence limits about effect measures: a general
approach*, Statistics in Medicine 27, 1693-1702: the distances from value to limit, per independent share, squared and added.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import special

from wijkmonitor.analysis import Z_95, differences, walking
from wijkmonitor.estimate import Difference, K, Reason, Verdict
from wijkmonitor.groups import INCOME, LENS, Dimension
from wijkmonitor.text import Text

WIDEST = 0.30
"""A margin wider than this, as a part of the residents concerned, is not told: the floor of a share with care."""
SHARE_COLUMNS = ("share", "low", "high", "verdict", "source")
"""What :func:`shares` gives per smallest area; ``source`` is the area whose share it is, "" when there is none."""


@dataclass(frozen=True, slots=True)
class Audience:
    """A group of residents: as the address writes it, its words, and the indicator with its share of the residents."""

    group: str
    text: Text
    share: str

    @property
    def walks_less_far(self) -> bool:
        return self.group in walking.SHORTER_FOR


def _of(dimension: Dimension, category: str, share: str) -> Audience:
    return Audience(f"{dimension.key}:{category}", dimension.categories[category], share)


_LOW_INCOME = _of(LENS, "low_income", "low_income")
_BY_INCOME = tuple(_of(INCOME, third, f"share_income_{third}") for third in INCOME.categories)
AUDIENCES: tuple[Audience, ...] = (
    _of(LENS, "65plus", "share_65_plus"),
    _of(LENS, "75plus", "share_75_plus"),
    _of(LENS, "limitation", "share_limitation"),
    _LOW_INCOME,
    *_BY_INCOME,
)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number of people, or a part of them, with its limits (the same as the value when it was counted) and its verdict.

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


def nobody_knows(reason: Reason) -> Amount:
    """No number, and why."""
    return Amount(np.nan, np.nan, np.nan, Verdict.NOT, reason.value)


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


def people(residents: pd.Series, share: pd.DataFrame) -> Amount:
    """How many of ``residents`` (a number per smallest area) belong to the group whose ``share`` is given (:func:`shares`).

    At best "with care", since the group is taken to be spread evenly within an area; a model estimate where a share is one.
    Nothing is said without a share somewhere, or with a margin wider than :data:`WIDEST` of the residents concerned.
    """
    concerned = residents[residents > 0]
    if concerned.empty:
        return Amount(0.0, 0.0, 0.0, Verdict.CARE)
    here = share.reindex(concerned.index)
    if here["share"].isna().any():
        return nobody_knows(Reason.NOT_MEASURED)
    value, below, above = _summed(concerned, here)
    total = float(concerned.sum())
    if below + above > WIDEST * total:
        return nobody_knows(Reason.TOO_FEW)
    borrowed = float(concerned[here["source"] != here.index].sum() / total)
    return Amount(value, max(value - below, 0.0), min(value + above, total), _verdict(here), borrowed=borrowed)


def part(residents: pd.Series, everybody: pd.Series, share: pd.DataFrame) -> Amount:
    """Which part (0-1) of a group is among ``residents``; ``everybody``: all residents, both a number per smallest area.

    The margin is that of the ratio of two sums, linearised: each area weighs with its residents concerned less its part of all.
    """
    everybody = everybody[everybody > 0]
    here = share.reindex(everybody.index)
    whole = float((everybody * here["share"]).sum())
    if here["share"].isna().any() or whole < K:
        return nobody_knows(Reason.NOT_MEASURED)
    concerned = residents.reindex(everybody.index).fillna(0.0)
    value = float((concerned * here["share"]).sum()) / whole
    _, below, above = _summed((concerned - value * everybody) / whole, here)
    return Amount(value, max(value - below, 0.0), min(value + above, 1.0), _verdict(here))


def difference(residents: pd.Series, others: pd.Series, share: pd.DataFrame) -> Difference:
    """Whether demonstrably more or fewer of a group are among ``residents`` than among ``others`` (numbers per smallest area).

    Untested where a share is missing or a model estimate, or where no share has a margin to test with.
    """
    extra = residents.sub(others, fill_value=0.0)
    extra = extra[extra != 0]
    here = share.reindex(extra.index)
    modelled = _verdict(here) is Verdict.MODEL
    if extra.empty or modelled or here["share"].isna().any() or (here["high"] <= here["low"]).all():
        return Difference.UNTESTED
    value, below, above = _summed(extra, here)
    if value - below > 0:
        return Difference.HIGHER
    return Difference.LOWER if value + above < 0 else Difference.NONE


def against(parts: Sequence[Amount], whole: float) -> list[Difference]:
    """Each part beside that of all residents, a counted number; tested together (Benjamini & Hochberg, ``differences``).

    A model estimate takes no part in a comparison, nor does a part without a margin.
    """
    p_values = []
    for one in parts:
        margin = one.value - one.low if one.value > whole else one.high - one.value
        tested = one.known and one.verdict is not Verdict.MODEL and margin > 0
        p_values.append(2 * special.ndtr(-abs(one.value - whole) / (margin / Z_95)) if tested else np.nan)
    found = differences.significant(np.array(p_values))
    return [
        _direction(one.value, whole) if firm else Difference.UNTESTED if np.isnan(p) else Difference.NONE
        for one, p, firm in zip(parts, p_values, found, strict=True)
    ]


def _direction(value: float, whole: float) -> Difference:
    return Difference.HIGHER if value > whole else Difference.LOWER


def _summed(weights: pd.Series, here: pd.DataFrame) -> tuple[float, float, float]:
    """The sum of weight times share over areas, and how far its limits lie below and above it.

    Areas that take the share of the same area share its error; those of different areas do not.
    """
    place, sources = pd.factorize(here["source"])
    weight = np.bincount(place, weights=weights.to_numpy(dtype=float), minlength=len(sources))
    first = np.full(len(sources), len(place))
    np.minimum.at(first, place, np.arange(len(place)))
    share, low, high = here[["share", "low", "high"]].to_numpy(dtype=float)[first].T
    down, up = weight * (share - low), weight * (high - share)
    below, above = np.where(weight > 0, down, up), np.where(weight > 0, up, down)
    return float(weight @ share), float(np.sqrt((below**2).sum())), float(np.sqrt((above**2).sum()))


def _verdict(here: pd.DataFrame) -> Verdict:
    return Verdict.MODEL if (here["verdict"] == Verdict.MODEL.value).any() else Verdict.CARE


def counted(residents: pd.Series, assumed: bool) -> Amount:
    """Residents that are counted, not estimated; with care where where they live is ``assumed``."""
    total = float(residents.sum())
    return Amount(total, total, total, Verdict.CARE if assumed else Verdict.SAID)


def told(has_figures: Callable[[str], bool]) -> list[Audience]:
    """The groups to tell of: those of :data:`AUDIENCES` whose share is known somewhere.

    A low income is something of households: it speaks only where the income of residents is not known.
    """
    known = [one for one in AUDIENCES if has_figures(one.share)]
    by_income = any(one in _BY_INCOME for one in known)
    return [one for one in known if not (one == _LOW_INCOME and by_income)]
