"""What a plan does: who gets a place within a walk, who loses it, who still has none, and which sites the program adds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import sparse

from wijkmonitor.analysis import coverage, positions, scenario, site_choice
from wijkmonitor.analysis.audience import Amount, Audience, counted, difference, part, people
from wijkmonitor.analysis.coverage import Change, Effect, Town
from wijkmonitor.analysis.scenario import Item, Plan
from wijkmonitor.estimate import Difference
from wijkmonitor.text import Text

SITE_COLUMNS = ("site_id", "name", "area", "x_rd", "y_rd")
"""The columns of candidate sites; ``site_id`` is "" where a home stands in for a site."""
MOST_HOME_SITES = 500

_WHAT = {
    scenario.OPEN: Text(nl="de plek", en="the place"),
    scenario.CLOSE: Text(nl="de plek", en="the place"),
    scenario.SITE: Text(nl="de kandidaatplek", en="the candidate site"),
    scenario.AREA: Text(nl="het gebied", en="the area"),
}
_PLACING = (scenario.PIN, scenario.AREA, scenario.SITE)
_GONE = Text(
    nl="{what} “{key}” uit het plan is in deze editie niet bekend en telt niet mee.",
    en="{what} “{key}” of the plan is not known in this edition and does not count.",
)


_NOBODY_NEAR = Text(
    nl="Bij een punt in dit plan woont niemand op loopafstand.",
    en="Nobody lives within a walk of a point in this plan.",
)


@dataclass(frozen=True, eq=False)
class Site:
    """A place a plan adds. ``point``: metres; ``added``: residents (of the group looked at) it adds to those before it, missing
    where the reader put it; ``item``: its text in the address, "" for a site the program chose."""

    name: str
    area: str
    point: tuple[float, float]
    added: float = np.nan
    item: str = ""
    site_id: str = ""


@dataclass(frozen=True, eq=False)
class Outcome:
    """What came of a plan: the ``usual`` walk and the ``short`` one, the sites it adds, how far from the best choice they may be
    (``gap``), which places open or close, and what could not be found."""

    plan: Plan
    usual: Effect
    short: Effect
    sites: tuple[Site, ...]
    change: Change
    gap: float = 0.0
    notices: tuple[Text, ...] = ()

    def of(self, audience: Audience | None) -> Effect:
        """The effect for the walk of a group; for everybody the usual walk."""
        return self.short if audience is not None and audience.walks_less_far else self.usual


@dataclass(frozen=True, eq=False)
class Question:
    """What is asked of every plan: the walk, the part of the day ("" for any), and the group looked at with its shares
    (``audience.shares``), both None for everybody."""

    walk_m: float
    daypart: str = ""
    audience: Audience | None = None
    share: pd.DataFrame | None = None

    @property
    def target_walk_m(self) -> float:
        short = self.audience is not None and self.audience.walks_less_far
        return coverage.short_walk_m(self.walk_m) if short else self.walk_m

    def weights(self, homes: pd.DataFrame) -> np.ndarray:
        """Per home the residents who count; where a share is not known nobody does."""
        residents = homes["residents"].to_numpy(dtype=float)
        if self.share is None:
            return residents
        part = self.share["share"].reindex(homes["area"]).fillna(0).to_numpy(dtype=float)
        return np.asarray(residents * part)


def home_sites(at: Town) -> pd.DataFrame:
    """Homes that stand in for candidate sites when no list of sites was given: :data:`SITE_COLUMNS`."""
    homes = coverage.thinned(at.homes, MOST_HOME_SITES)
    return homes.assign(site_id="", name="")[list(SITE_COLUMNS)].reset_index(drop=True)


def work_out(at: Town, plan: Plan, sites: pd.DataFrame, question: Question) -> Outcome:
    """What ``plan`` does in ``at``; ``sites``: candidates among which the program chooses (:data:`SITE_COLUMNS`)."""
    change, placed, notices = _change(at, plan, sites, question.daypart)
    gap = 0.0
    if plan.choose:
        chosen, gap = _chosen(at, plan.choose, sites, change, question)
        placed += chosen
        change = Change(_points(placed), change.opened, change.closed)
    if any(site.item.startswith(scenario.PIN) and not _anyone_near(at, site, question.walk_m) for site in placed):
        notices.append(_NOBODY_NEAR)
    usual = coverage.effect(at, change, question.walk_m, question.daypart)
    short = coverage.effect(at, change, coverage.short_walk_m(question.walk_m), question.daypart)
    return Outcome(plan, usual, short, tuple(placed), change, gap, tuple(notices))


def _change(at: Town, plan: Plan, sites: pd.DataFrame, daypart: str) -> tuple[Change, list[Site], list[Text]]:
    """What a plan itself changes, the places it adds, and what of it could not be found."""
    known = sites[sites["site_id"] != ""].set_index("site_id")
    placed = {item: _site(at, item, known) for item in plan.items if item.kind in _PLACING}
    openings = [item.opening() for item in plan.holding(scenario.OPEN)]
    closed = frozenset(item.value for item in plan.holding(scenario.CLOSE))
    gone = [(item.kind, item.value) for item, site in placed.items() if site is None]
    concerned = sorted({place for place, _ in openings} | closed)
    gone += [(scenario.OPEN, place) for place in concerned if place not in at.places.index]
    found = [site for site in placed.values() if site is not None]
    opened = frozenset(place for place, part in openings if part == daypart)
    return Change(_points(found), opened, closed), found, [_gone(*one) for one in gone]


def _site(at: Town, item: Item, known: pd.DataFrame) -> Site | None:
    """The place an item adds; None when what it names is not there."""
    if item.kind == scenario.PIN:
        lat, lon = item.point()
        point = positions.to_metres(np.array([lat]), np.array([lon]))[0]
        return Site("", _area_at(at, point), _pair(point), item=item.text)
    if item.kind == scenario.AREA:
        middle = coverage.middle_of(at.homes, item.value)
        return None if middle is None else Site("", item.value, _pair(middle), item=item.text)
    if item.value not in known.index:
        return None
    row = known.loc[item.value]
    point = row[["x_rd", "y_rd"]].to_numpy(dtype=float)
    return Site(str(row["name"]), str(row["area"]), _pair(point), item=item.text, site_id=item.value)


def _pair(point: np.ndarray) -> tuple[float, float]:
    return float(point[0]), float(point[1])


def _gone(kind: str, key: str) -> Text:
    said = _GONE.fill(what=_WHAT[kind], key=key.replace("_", " "))
    return Text(nl=said.nl[:1].upper() + said.nl[1:], en=said.en[:1].upper() + said.en[1:])


def _points(placed: Sequence[Site]) -> np.ndarray:
    return np.array([site.point for site in placed], dtype=float).reshape(-1, 2)


def _anyone_near(at: Town, site: Site, walk_m: float) -> bool:
    return bool(at.reached(np.array([site.point]), walk_m).any())


def _area_at(at: Town, point: np.ndarray) -> str:
    """The area of the nearest home: good enough to tell a reader where a pin is."""
    if at.homes.empty:
        return ""
    return str(at.homes["area"].iloc[int(np.argmin(((at.where - point) ** 2).sum(axis=1)))])


def _chosen(at: Town, count: int, sites: pd.DataFrame, change: Change, question: Question) -> tuple[list[Site], float]:
    """The sites that add most to what a plan holds already, and the gap that is left."""
    reached = coverage.effect(at, change, question.target_walk_m, question.daypart).after
    pairs = at.walk.pairs(at.where[~reached], sites[["x_rd", "y_rd"]].to_numpy(dtype=float), question.target_walk_m)
    shape = (int((~reached).sum()), len(sites))
    covers = sparse.csr_array((np.ones(len(pairs.home)), (pairs.home, pairs.place)), shape=shape)
    choice = site_choice.choose(covers, question.weights(at.homes)[~reached], count)
    found = []
    for place, added in zip(choice.sites, choice.added, strict=True):
        row = sites.iloc[place]
        point = (float(row["x_rd"]), float(row["y_rd"]))
        found.append(Site(str(row["name"]), str(row["area"]), point, added, site_id=str(row["site_id"])))
    return found, choice.gap


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One group in an outcome; ``audience`` is None for everybody. ``part``: those who gain, as a part of the group."""

    audience: Audience | None
    before: Amount
    gained: Amount
    part: Amount
    lost: Amount
    without: Amount


def group_rows(
    at: Town, outcome: Outcome, audiences: Sequence[Audience], shares: Mapping[str, pd.DataFrame]
) -> list[GroupRow]:
    """Everybody first, then each of ``audiences``; ``shares``: per group what ``audience.shares`` gives."""
    return [_everybody(at, outcome.usual), *(_group(at, outcome, one, shares[one.group]) for one in audiences)]


def _everybody(at: Town, effect: Effect) -> GroupRow:
    homes = at.homes
    masks = (effect.before, effect.gained, effect.lost, effect.without)
    before, gained, lost, without = (counted(at.per_area(who), bool((homes["assumed"] & who).any())) for who in masks)
    share = gained.value / float(homes["residents"].sum())
    return GroupRow(None, before, gained, Amount(share, share, share, gained.verdict), lost, without)


def _group(at: Town, outcome: Outcome, audience: Audience, share: pd.DataFrame) -> GroupRow:
    effect = outcome.of(audience)
    masks = (effect.before, effect.gained, effect.lost, effect.without)
    concerned = [at.per_area(who) for who in masks]
    before, gained, lost, without = (people(residents, share) for residents in concerned)
    everybody = at.per_area()
    return GroupRow(audience, before, gained, part(concerned[1], everybody, share), lost, without)


def beside(
    at: Town, outcome: Outcome, first: Outcome, audiences: Sequence[Audience], shares: Mapping[str, pd.DataFrame]
) -> list[Difference]:
    """Per row of :func:`group_rows` whether demonstrably more people gain than by the ``first`` plan; counts need no test."""
    found = [Difference.UNTESTED]
    for audience in audiences:
        gained, others = (at.per_area(one.of(audience).gained) for one in (outcome, first))
        found.append(difference(gained, others, shares[audience.group]))
    return found
