"""Plans for meeting places in words: the sentence that answers, who gains, the plans side by side, the sites."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from wijkmonitor.analysis import scenario
from wijkmonitor.analysis.audience import Amount, Audience
from wijkmonitor.analysis.coverage import Town, short_walk_m
from wijkmonitor.analysis.plan_effect import GroupRow, Outcome, Question, Site
from wijkmonitor.analysis.scenario import Item, Plan
from wijkmonitor.estimate import K, Reason, Verdict
from wijkmonitor.groups import DAYPART
from wijkmonitor.text import Lang, Text, listing, number, percent

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
EVERYBODY = Text(nl="alle bewoners", en="all residents")
ANY_TIME = Text(nl="op enig moment", en="at any time")

_WALK = Text(nl="{m} meter", en="{m} metres")
_WALK_WHEN = Text(nl="{m} meter, open {when}", en="{m} metres, open {when}")
_PLAN_N = Text(nl="Plan {n}", en="Plan {n}")
_NO_PART = "–"
_NOBODY, _FEW = Text(nl="niemand", en="nobody"), Text(nl="minder dan {k}", en="fewer than {k}").fill(k=K)
_BETWEEN = Text(nl="{value} (tussen {low} en {high})", en="{value} (between {low} and {high})")
_MARGIN = Text(nl="{value} ({low} – {high})", en="{value} ({low} – {high})")
_LESS_FAR = Text(nl="{group} ({m} meter)", en="{group} ({m} metres)")

GROUP = Text(nl="Groep", en="Group")
HAD = Text(nl="Heeft nu een plek", en="Has a place now")
GAINS = Text(nl="Krijgt er een plek bij", en="Gets a place")
PART = Text(nl="Dat is van elke 100", en="Out of every 100")
LOSES = Text(nl="Verliest een plek", en="Loses a place")
STILL = Text(nl="Heeft nog niets", en="Still has none")
SURE = Text(nl="Mag je dit zeggen?", en="May this be said?")
_SITE = Text(nl="Plek", en="Place")
_WHERE = Text(nl="Waar", en="Where")
_ADDS = Text(nl="Bewoners erbij", en="Residents gained")
_ADDS_GROUP = Text(nl="Erbij: {group}", en="Gained: {group}")
_HOME_SITE = Text(nl="bij de woningen", en="among the homes")
_PIN = Text(nl="een punt op de kaart", en="a point on the map")
_MIDDLE = Text(nl="midden in {area}", en="in the middle of {area}")
_OPENS = Text(nl="{place} ook open {when}", en="{place} also open {when}")
_CLOSES = Text(nl="{place} gaat dicht", en="{place} closes")
_UNKNOWN = Text(nl="onbekend: {key}", en="unknown: {key}")
_CHOOSES = Text(nl="{n} gekozen door het programma", en="{n} chosen by the program")
_EMPTY = Text(nl="nog niets", en="nothing yet")
_PROVEN = Text(
    nl="Bewezen de beste keuze: geen andere keuze uit deze {n} plekken bereikt meer mensen.",
    en="Proven to be the best choice: no other choice from these {n} places reaches more people.",
)
_GAP = Text(
    nl="De beste keuze die in de tijd te vinden was. Een andere keuze kan hoogstens {gap} meer mensen bereiken.",
    en="The best choice found in time. Another choice can reach at most {gap} more people.",
)
_NO_MORE = Text(
    nl="Meer plekken uit deze lijst bereiken niemand extra.",
    en="More places from this list would reach nobody further.",
)


def around(people: float, lang: Lang) -> str:
    """A number of people as it is told: in tens; "nobody" for none, "fewer than 10" below that."""
    if people < 0.5:
        return _NOBODY(lang)
    return _FEW(lang) if people < K else number(round(people / 10) * 10, lang)


def with_margin(people: Amount, lang: Lang, form: Text = _MARGIN) -> str:
    """People with their margin, short as in a table, or why there is no number."""
    if not people.known:
        return Reason(people.reason).text(lang)
    value = around(people.value, lang)
    low, high = around(people.low, lang), around(people.high, lang)
    if people.value < K or low == high:
        return value
    return form(lang).format(value=value, low=low, high=high)


def in_a_sentence(people: Amount, lang: Lang) -> str:
    """People with their margin in words."""
    return with_margin(people, lang, _BETWEEN)


def _part(part: Amount, lang: Lang) -> str:
    if not part.known:
        return _NO_PART
    low, value, high = (number(100 * one, lang, 1) for one in (part.low, part.value, part.high))
    return value if low == high else _MARGIN(lang).format(value=value, low=low, high=high)


def walk_words(question: Question, lang: Lang, walk_m: float | None = None) -> str:
    """``800 meter, open in de avond``."""
    metres = number(walk_m or question.walk_m, lang)
    if not question.daypart:
        return _WALK(lang).format(m=metres)
    return _WALK_WHEN(lang).format(m=metres, when=DAYPART.categories[question.daypart](lang))


def plan_name(plan: Plan, place: int) -> Text:
    """The name of a plan, or its number."""
    return Text(nl=plan.name, en=plan.name) if plan.name else _PLAN_N.fill(n=place + 1)


def group_words(audience: Audience | None, question: Question, lang: Lang) -> str:
    """The name of a group; with its own walk where that is shorter."""
    if audience is None:
        return EVERYBODY(lang)
    if not audience.walks_less_far:
        return audience.text(lang)
    return _LESS_FAR(lang).format(group=audience.text(lang), m=number(short_walk_m(question.walk_m), lang))


def groups_table(rows: Sequence[GroupRow], question: Question, lang: Lang, changes: bool = True) -> pd.DataFrame:
    """Who has a place, gains one and still has none: a row per group with margins and whether it may be said; words only.

    ``changes``: whether there is a plan; without one there is nothing to gain.
    """
    loses = any(row.lost.value >= 0.5 or not row.lost.known for row in rows)
    written = []
    for row in rows:
        told: dict[Text, str] = {GROUP: capital(group_words(row.audience, question, lang))}
        if changes:
            told |= {GAINS: with_margin(row.gained, lang), PART: _part(row.part, lang)}
            told |= {LOSES: with_margin(row.lost, lang)} if loses else {}
        told |= {HAD: with_margin(row.before, lang), STILL: with_margin(row.without, lang)}
        told[SURE] = _weakest(row, changes).text(lang).partition(" (")[0]
        written.append({heading(lang): cell for heading, cell in told.items()})
    return pd.DataFrame(written)


def _weakest(row: GroupRow, changes: bool) -> Verdict:
    """The verdict that holds for everything in a row that has a number."""
    told = (row.gained, row.lost, row.without, row.before) if changes else (row.before, row.without)
    said = [one.verdict for one in told if one.known]
    return max(said, key=list(Verdict).index) if said else Verdict.NOT


def holding(plan: Plan, outcome: Outcome, at: Town, names: Mapping[str, str], lang: Lang) -> str:
    """What a plan holds, in one line."""
    parts = [item_words(item, outcome, at, names, lang) for item in plan.items]
    parts += [_CHOOSES(lang).format(n=number(plan.choose, lang))] if plan.choose else []
    return listing(parts, lang) or _EMPTY(lang)


def item_words(item: Item, outcome: Outcome, at: Town, names: Mapping[str, str], lang: Lang) -> str:
    """One thing in a plan, with the letter of its pin. ``names``: of areas, per code."""
    place_names = at.places["name"]
    if item.kind == scenario.OPEN:
        place, part = item.opening()
        when = DAYPART.categories[part](lang)
        return _OPENS(lang).format(place=place_names.get(place, place), when=when)
    if item.kind == scenario.CLOSE:
        return _CLOSES(lang).format(place=place_names.get(item.value, item.value))
    for letter, site in zip(LETTERS, outcome.sites, strict=False):
        if site.item == item.text:
            return f"{letter}: {site_words(site, names, lang)}"
    return _UNKNOWN(lang).format(key=item.value)


def site_words(site: Site, names: Mapping[str, str], lang: Lang) -> str:
    """A place a plan adds: its name, or where it is."""
    area = names.get(site.area, site.area)
    if site.name:
        return site.name
    if site.item.startswith(f"{scenario.AREA}:"):
        return _MIDDLE(lang).format(area=area)
    where = _PIN if site.item else _HOME_SITE
    return f"{where(lang)}, {area}"


def sites_table(outcome: Outcome, question: Question, names: Mapping[str, str], lang: Lang) -> pd.DataFrame:
    """The sites the program chose, with what each adds to those before it; no rows when it chose none."""
    adds = _ADDS if question.audience is None else _ADDS_GROUP.fill(group=question.audience.text)
    rows = [
        {
            _SITE(lang): f"{letter}: {site_words(site, names, lang)}",
            _WHERE(lang): names.get(site.area, site.area),
            adds(lang): around(site.added, lang),
        }
        for letter, site in zip(LETTERS, outcome.sites, strict=False)
        if not site.item
    ]
    return pd.DataFrame(rows)


def how_good(outcome: Outcome, candidates: int, lang: Lang) -> str:
    """Whether the choice of the program is proven best, and whether it stopped early."""
    chosen = sum(not site.item for site in outcome.sites)
    if chosen < outcome.plan.choose:
        return _NO_MORE(lang)
    if outcome.gap:
        return _GAP(lang).format(gap=percent(outcome.gap, lang, 1))
    return _PROVEN(lang).format(n=number(candidates, lang))


def capital(words: str) -> str:
    """The same words with a capital in front."""
    return words[:1].upper() + words[1:]
