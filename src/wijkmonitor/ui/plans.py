"""Making plans for meeting places: the address holds them, these controls change them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd
import streamlit as st

from wijkmonitor.analysis import audience, coverage, plan_effect, positions, scenario, walking
from wijkmonitor.analysis.audience import Audience
from wijkmonitor.analysis.coverage import Town
from wijkmonitor.analysis.plan_effect import GroupRow, Outcome, Question
from wijkmonitor.analysis.scenario import Item, Plan, Plans
from wijkmonitor.estimate import ALL, Difference
from wijkmonitor.figures import plan_words
from wijkmonitor.groups import DAYPART, SITE_KIND
from wijkmonitor.level import Level
from wijkmonitor.text import Text, same
from wijkmonitor.ui import controls
from wijkmonitor.ui.maps import Click
from wijkmonitor.ui.page import Page

_WALK = Text(nl="Lopen", en="Walk")
_METRES = Text(nl="{m} meter ({t} minuten)", en="{m} metres ({t} minutes)")
_WHEN = Text(nl="Open", en="Open")
_PLAN, _NAME = Text(nl="Plan", en="Plan"), Text(nl="Naam van het plan", en="Name of the plan")
_MORE, _AWAY = Text(nl="Nog een plan", en="Another plan"), Text(nl="Dit plan weg", en="Drop this plan")
_COPY = Text(nl="Kopie van {name}", en="Copy of {name}")
_ADD = Text(nl="Zet een plek neer", en="Put down a place")
_CHOOSE = Text(nl="Laat het programma kiezen", en="Let the program choose")
_OPEN = Text(nl="Open ook {when}", en="Open {when} too")
_CLOSE = Text(nl="Sluit een plek", en="Close a place")
_PICK = Text(nl="Kies uit de lijst", en="Choose from the list")
_NO_CHOICE, _ONE, _SEVERAL = (
    Text(nl="geen", en="none"),
    Text(nl="1 plek", en="1 place"),
    Text(nl="{n} plekken", en="{n} places"),
)
_IN_PLAN = Text(nl="In dit plan (haal weg met het kruisje)", en="In this plan (take away with the cross)")
_NOTHING = Text(nl="Nog niets", en="Nothing yet")
_IN_AREA = Text(nl="midden in {area}", en="in the middle of {area}")
_SITE = Text(nl="{name} ({kind}, {area})", en="{name} ({kind}, {area})")
_PLACE = Text(nl="{name} ({area})", en="{name} ({area})")
_WIDGET = "plan_"


@dataclass(frozen=True, eq=False)
class Desk:
    """What the page works with. ``sites``: candidate sites (``plan_effect.SITE_COLUMNS`` and kind), or homes in their stead;
    ``listed``: whether a list of sites was given; ``shares``: per group (``audience.shares``)."""

    page: Page
    plans: Plans
    at: Town
    sites: pd.DataFrame
    listed: bool
    audiences: tuple[Audience, ...]
    shares: Mapping[str, pd.DataFrame]

    @cached_property
    def names(self) -> dict[str, str]:
        """Names of the areas, per code."""
        return dict(self.page.offer.areas_in(self.page.view.edition)["name"].astype(str))

    @cached_property
    def question(self) -> Question:
        """What is asked of every plan in this view."""
        view = self.page.view
        mine = next((one for one in self.audiences if one.group == view.group != ALL), None)
        daypart = view.daypart if self.at.knows_hours() else ""
        return Question(self.plans.walk_m, daypart, mine, self.shares[mine.group] if mine else None)

    @cached_property
    def outcomes(self) -> list[Outcome]:
        """What each plan does; not kept for others, since every reader makes other plans."""
        return [plan_effect.work_out(self.at, plan, self.sites, self.question) for plan in self.plans.plans]

    @cached_property
    def best(self) -> Outcome:
        """What the best single site does."""
        return plan_effect.work_out(self.at, Plan(choose=1), self.sites, self.question)

    @cached_property
    def rows(self) -> list[list[GroupRow]]:
        """Per plan who gains by it."""
        return [plan_effect.group_rows(self.at, one, self.audiences, self.shares) for one in self.outcomes]

    @property
    def differences(self) -> list[list[Difference]]:
        """Per plan and row of :attr:`rows` whether more people gain than in the first plan."""
        return [
            plan_effect.beside(self.at, one, self.outcomes[0], self.audiences, self.shares) for one in self.outcomes
        ]

    @property
    def outcome(self) -> Outcome:
        """What the plan that is worked on does."""
        return self.outcomes[self.plans.now]


def open_desk(page: Page) -> Desk:
    """The homes, places, sites and shares of the view, and the plans of its address; what of them cannot be read is told."""
    snapshot, edition = page.snapshot, page.view.edition
    plans, notices = scenario.read(page.view.scenario)
    for notice in notices:
        st.info(page.say(notice))
    at = coverage.town(snapshot.homes, snapshot.places, edition)
    sites = _listed_sites(snapshot.candidate_sites, edition)
    listed = bool(len(sites))
    figures = {one.share: _figures(page, one.share) for one in audience.AUDIENCES}
    told = audience.told(lambda key: bool(figures[key]["value"].notna().any()))
    parents = page.offer.areas_in(edition)["parent"].to_dict()
    smallest = pd.Index(at.homes["area"].unique())
    shares = {one.group: audience.shares(figures[one.share], smallest, parents) for one in told}
    return Desk(page, plans, at, sites if listed else plan_effect.home_sites(at), listed, tuple(told), shares)


def _listed_sites(table: pd.DataFrame, edition: str) -> pd.DataFrame:
    here = positions.in_metres(table[table["edition"] == edition])
    return here.rename(columns={"buurt": "area"})[[*plan_effect.SITE_COLUMNS, "kind"]].reset_index(drop=True)


def _figures(page: Page, key: str) -> pd.DataFrame:
    levels = [page.snapshot.pick(key, page.view.edition, level.value) for level in Level]
    return pd.concat(levels, ignore_index=True)


def put(plans: Plans, **more: str | None) -> None:
    """Write plans into the address."""
    controls.put(scenario=scenario.write(plans), **more)


def choose_walk(page: Page) -> None:
    """How far people walk; it stands in the plans."""
    plans, _ = scenario.read(page.view.scenario)
    options = {str(m): _METRES.fill(m=m, t=round(m / walking.metres(1))) for m in coverage.WALKS_M}

    def changed(metres: str) -> dict[str, str | None]:
        return {"walk": None, "scenario": scenario.write(replace(plans, walk_m=int(metres)))}

    controls.choose("walk", _WALK, options, str(plans.walk_m), page.view.lang, after=changed)


def choose_daypart(page: Page) -> str:
    """When the places have to be open; not asked where no opening hours are known."""
    here = page.snapshot.places[page.snapshot.places["edition"] == page.view.edition]
    if not here[[coverage.hours_column(part) for part in DAYPART.categories]].notna().any(axis=None):
        return page.view.daypart
    options = dict(DAYPART.categories)
    return controls.choose("daypart", _WHEN, options, page.view.daypart, page.view.lang, nothing=plan_words.ANY_TIME)


def choose_plan(desk: Desk) -> None:
    """Which plan is worked on, its name, another one, or one less."""
    page, plans = desk.page, desk.plans
    with page.row():
        if len(plans.plans) > 1:
            names = {str(n): plan_words.plan_name(plan, n) for n, plan in enumerate(plans.plans)}
            _choose(desk, "now", _PLAN, names, str(plans.now), lambda one: replace(plans, now=int(one)))
        key = f"{_WIDGET}name"
        st.session_state[key] = plans.current.name
        st.text_input(page.say(_NAME), key=key, max_chars=40, on_change=_rename, args=(plans, key))
        if len(plans.plans) < scenario.MOST_PLANS and not plans.current.is_empty:
            copy = _COPY.fill(name=plan_words.plan_name(plans.current, plans.now))(page.view.lang)
            another = replace(plans.current, name=scenario.tidy_name(copy))
            st.button(page.say(_MORE), key=f"{_WIDGET}more", on_click=put, args=(plans.one_more(another),))
        if not plans.current.is_empty or len(plans.plans) > 1:
            st.button(page.say(_AWAY), key=f"{_WIDGET}away", on_click=put, args=(plans.without_current(),))


def _rename(plans: Plans, key: str) -> None:
    put(plans.with_current(replace(plans.current, name=scenario.tidy_name(str(st.session_state[key])))))


def change_plan(desk: Desk) -> None:
    """Put down, let choose, open or close; and what the plan holds already."""
    page, plans, at, daypart = desk.page, desk.plans, desk.at, desk.question.daypart
    with page.row():
        _choose(desk, "add", _ADD, _sites(desk), "", _with(plans), _PICK)
        numbers = {str(n): (_ONE if n == 1 else _SEVERAL.fill(n=n)) for n in range(1, scenario.MOST_CHOSEN + 1)}
        _choose(desk, "choose", _CHOOSE, numbers, str(plans.current.choose or ""), _choosing(plans), _NO_CHOICE)
        closed = at.places[~at.is_open(daypart)] if daypart else at.places.iloc[:0]
        if len(closed):
            options = {f"{scenario.OPEN}:{code}.{daypart}": same(str(name)) for code, name in closed["name"].items()}
            _choose(desk, "open", _OPEN.fill(when=DAYPART.categories[daypart]), options, "", _with(plans), _PICK)
        standing = {f"{scenario.CLOSE}:{code}": same(str(name)) for code, name in at.places["name"].items()}
        _choose(desk, "close", _CLOSE, standing, "", _with(plans), _PICK)
    if plans.current.items:
        _show_items(desk)


def _show_items(desk: Desk) -> None:
    page, plans, outcome = desk.page, desk.plans, desk.outcome
    held = {item.text: item for item in plans.current.items}
    words = {
        text: plan_words.item_words(item, outcome, desk.at, desk.names, page.view.lang) for text, item in held.items()
    }
    key = f"{_WIDGET}items"
    st.session_state[key] = list(held)
    st.multiselect(
        page.say(_IN_PLAN),
        list(held),
        format_func=words.__getitem__,
        key=key,
        on_change=lambda: put(
            plans.with_current(replace(plans.current, items=tuple(held[one] for one in st.session_state[key])))
        ),
        placeholder=page.say(_NOTHING),
    )


def _sites(desk: Desk) -> dict[str, Text]:
    """Where a place can be put down without a map: the candidate sites by name, and the middle of every area."""
    names, kinds = desk.names, SITE_KIND.categories
    options: dict[str, Text] = {}
    for row in desk.sites.to_dict("records") if desk.listed else []:
        kind = kinds.get(str(row["kind"]), kinds["other"])
        where = names.get(str(row["area"]), "")
        options[f"{scenario.SITE}:{row['site_id']}"] = _SITE.fill(name=row["name"], kind=kind, area=where)
    areas = sorted({str(code) for code in desk.at.homes["area"]}, key=lambda code: names.get(code, code))
    return options | {f"{scenario.AREA}:{code}": _IN_AREA.fill(area=names.get(code, code)) for code in areas}


def _with(plans: Plans):  # type: ignore[no-untyped-def]
    def changed(text: str) -> Plans:
        kind, _, value = text.partition(":")
        return plans.with_item(Item(kind, value)) if value else plans

    return changed


def _choosing(plans: Plans):  # type: ignore[no-untyped-def]
    return lambda number: plans.with_current(replace(plans.current, choose=int(number or 0)))


def _choose(desk: Desk, name: str, label: Text, options, chosen, changed, nothing=None) -> None:  # type: ignore[no-untyped-def]
    """A list whose choice changes the plans; it needs no parameter of its own."""
    controls.choose(
        f"{_WIDGET}{name}",
        label,
        options,
        chosen,
        desk.page.view.lang,
        nothing=nothing,
        after=lambda one: {f"{_WIDGET}{name}": None, "scenario": scenario.write(changed(one))},
    )


def put_clicked(desk: Desk, click: Click) -> None:
    """A click on the map puts a pin there."""
    if click.what == "point":
        lat, lon = (float(part) for part in click.key.split(","))
        put(desk.plans.with_item(scenario.pin(lat, lon)))
