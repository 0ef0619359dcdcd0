"""The register of initiatives as a page shows it: which of them, the marks of their approach, and who leads them."""

from __future__ import annotations

import pandas as pd

from wijkmonitor import approach_marks, groups
from wijkmonitor.approach_marks import MARKS, MarkState
from wijkmonitor.estimate import ALL, Verdict
from wijkmonitor.figures import lens, lists, words
from wijkmonitor.figures import rows as figure_rows
from wijkmonitor.figures.points import Hollow, PointLayer
from wijkmonitor.indicator import Indicator
from wijkmonitor.snapshot import Snapshot
from wijkmonitor.text import Lang, Text, listing, number, percent

SPLITS = (groups.APPROACH, groups.LEAD, groups.THEME, groups.BRIDGES)
"""The ways to choose some of the initiatives."""
ACTIVE = "active"
ALIVE = (ACTIVE, "unconfirmed", "paused")
"""The states of initiatives that started and did not end."""
DENSITIES = ("initiative_density", "initiative_density_smoothed")
FEW = 10
"""Of fewer initiatives than this a share is indicative: one of them is more than ten per cent."""

REGISTERED_ONLY = Text(
    nl="Een groepje dat zich nergens heeft gemeld, staat hier niet bij. Weinig initiatieven in het register betekent dus "
    "niet altijd weinig initiatief.",
    en="A group that never registered is not in here. Few initiatives in the register do not always mean little initiative.",
)
_ALL = Text(nl="alle initiatieven", en="all initiatives")
_CHOICE = Text(nl="{d}: {c}", en="{d}: {c}")
_NOT_SURE = Text(nl="niet bevestigd of stil", en="not confirmed or paused")
_BESIDE = (
    Text(nl="Gewoon cijfer: {amount}{between}.", en="Plain figure: {amount}{between}."),
    Text(nl="Afgevlakt (modelschatting): {amount}{between}.", en="Smoothed (model estimate): {amount}{between}."),
)
_MARK = Text(nl="Kenmerk", en="Mark")
_NAME = Text(nl="Initiatief", en="Initiative")
_HERE, _WHOLE = Text(nl="hier", en="here"), Text(nl="in de hele gemeente", en="in the whole municipality")
_UNKNOWN = Text(nl="niet bekend", en="not known")
_BRIDGED = Text(nl="verschil in {what}", en="difference in {what}")
_SO_MANY = Text(nl="{n} van de {of} initiatieven", en="{n} of {of} initiatives")
_SHARE = Text(nl="{share} ({n} van {of})", en="{share} ({n} of {of})")
_FEW_LEADS = Text(
    nl="Er zijn hier minder dan {few} actieve initiatieven: één initiatief meer of minder verandert het beeld.",
    en="There are fewer than {few} active initiatives here: one more or less changes the picture.",
).fill(few=FEW)


def choices() -> dict[str, Text]:
    """Every group of initiatives that can be chosen, in words: by what they are, and by whom they are for."""
    return {ALL: _ALL} | {
        group: _CHOICE.fill(d=split.text, c=groups.group_text(group))
        for split in (*SPLITS, groups.LENS)
        for group in split.groups
    }


def split_of(group: str) -> groups.Dimension:
    """The dimension a group belongs to; the approach for all initiatives together."""
    return next((one for one in SPLITS if group in one.groups), SPLITS[0])


def figure_group(indicator: Indicator, group: str) -> str:
    """Whom the figures are about: ``group``, or everybody where the indicator is not split by a lens."""
    return lens.group_for(indicator, group) or ALL if group in groups.LENS.groups else group


def points(url: str, group: str, register: pd.DataFrame, chosen: str = "") -> PointLayer:
    """The initiatives that started and did not end, those of ``group`` only, marked by the dimension of that group.

    ``register``: the initiatives of the edition; a lens is told by the target groups that hold it.
    """
    split = split_of(group)
    only: dict[str, tuple[str, ...]] = {"state": ALIVE}
    if group in groups.LENS.groups:
        only["target_groups"] = tuple(sorted(lens.for_whom(register, group)["target_groups"].unique()))
    return PointLayer(
        url=url,
        key=split.key,
        kinds=split.categories,
        visible=(groups.split(group)[1],) if group in split.groups else None,
        hollow=Hollow("state", ALIVE[1:], _NOT_SURE),
        only=only,
        subject="initiative",
        chosen=chosen,
    )


def place_points(url: str, chosen: str = "", places: tuple[str, ...] | None = None) -> PointLayer:
    """The meeting places (only ``places`` when given) below the initiatives: plain and larger, so that an initiative at a place
    leaves its rim in sight."""
    kinds, only = groups.PLACE_TYPE, {} if places is None else {"id": places}
    return PointLayer(
        url=url, key=kinds.key, kinds=kinds.categories, subject="place", chosen=chosen, only=only, scale=1.3, plain=True
    )


def of_group(rows: pd.DataFrame, group: str) -> pd.DataFrame:
    """The initiatives of a group; all of them for ``all``."""
    if group in groups.LENS.groups:
        return lens.for_whom(rows, group)
    if group not in split_of(group).groups:
        return rows
    dimension, category = groups.split(group)
    return rows[rows[dimension.column] == category]


def other_density(snapshot: Snapshot, shown: str, edition: str, area: str, lang: Lang) -> str:
    """Beside the plain number per 1,000 residents the smoothed one, and the other way round; empty for another indicator."""
    if shown not in DENSITIES:
        return ""
    place = 1 - DENSITIES.index(shown)
    row = figure_rows.one(snapshot, DENSITIES[place], edition, area)
    if row["verdict"] == Verdict.NOT.value:
        return ""
    indicator = snapshot.indicators[DENSITIES[place]]
    between = words.interval(row["low"], row["high"], indicator, lang)
    amount = words.amount(row["value"], indicator, lang)
    return _BESIDE[place](lang).format(amount=amount, between=f", {between}" if between else "")


def with_marks(rows: pd.DataFrame, group: str) -> list[str]:
    """The approaches whose marks can be shown: those of the initiatives in ``rows``, one of them when ``group`` names it."""
    present = set(of_group(rows, group)["approach"])
    return [one for one in approach_marks.approaches() if one in present]


def marks_counted(checks: pd.DataFrame, rows: pd.DataFrame, approach: str, lang: Lang) -> pd.DataFrame:
    """Per mark of an approach of how many initiatives it is met, not met and not known; a table to read.

    ``checks``: ``Snapshot.initiative_checks`` of one edition; ``rows``: the initiatives it is about.
    """
    mine = checks[checks["initiative_id"].isin(rows["initiative_id"])]
    counted = mine.groupby(["check", "state"]).size()
    return pd.DataFrame(
        [
            {_MARK(lang): mark.about(lang)}
            | {state.text(lang): number(int(counted.get((mark.key, state.value), 0)), lang) for state in MarkState}
            for mark in approach_marks.of_approach(approach)
        ]
    )


def marks_per_initiative(checks: pd.DataFrame, rows: pd.DataFrame, approach: str, lang: Lang) -> pd.DataFrame:
    """Per initiative with an approach whether each mark is met, in the order of names; a table to read."""
    mine = rows[rows["approach"] == approach].sort_values("name", kind="stable").set_index("initiative_id")
    said = checks[checks["initiative_id"].isin(mine.index)]
    known = {(row.initiative_id, row.check): row.state for row in said.itertuples(index=False)}
    told = {_NAME(lang): mine["name"].tolist()}
    for mark in approach_marks.of_approach(approach):
        told[mark.about(lang)] = [_state(known.get((key, mark.key)))(lang) for key in mine.index]
    return pd.DataFrame(told)


def _state(state: str | None) -> Text:
    return next((one.text for one in MarkState if one.value == state), MarkState.UNKNOWN.text)


def marks_of(checks: pd.DataFrame, initiative: str, lang: Lang) -> list[str]:
    """The marks of one initiative in words: ``er is een coach: nee``."""
    mine = checks[checks["initiative_id"] == initiative].set_index("check")["state"]
    return [f"{mark.about(lang)}: {_state(mine[key])(lang)}" for key, mark in MARKS.items() if key in mine.index]


def bridged(row: pd.Series, lang: Lang) -> str:
    """Which differences one initiative bridges, in words: ``verschil in leeftijd en herkomst``."""
    axes = [
        groups.DIMENSIONS[axis].text(lang).lower() for axis in str(row["bridges"]).split(";") if axis in groups.BRIDGED
    ]
    if axes:
        return _BRIDGED(lang).format(what=listing(axes, lang))
    return groups.BRIDGES.categories.get(str(row[groups.BRIDGES.column]), _UNKNOWN)(lang)


def how_many_bridge(rows: pd.DataFrame, lang: Lang) -> str:
    """How many initiatives are known to bridge differences: ``2 van de 4 initiatieven``; empty when there are none."""
    if rows.empty:
        return ""
    bridging = int(rows[groups.BRIDGES.column].eq("yes").sum())
    return _SO_MANY(lang).format(n=number(bridging, lang), of=number(len(rows), lang))


def bridging_unknown(rows: pd.DataFrame) -> int:
    """Of how many initiatives it is not known whether they bridge differences."""
    return int((~rows[groups.BRIDGES.column].isin(groups.BRIDGES.categories)).sum())


def leads_beside(here: pd.DataFrame, whole: pd.DataFrame | None, lang: Lang) -> tuple[pd.DataFrame, str]:
    """Who leads the active initiatives of an area beside those of the municipality: a table to read, and what to mind.

    ``whole``: None when the area is the municipality.
    """
    both = {_HERE: lists.counts(here, groups.LEAD)}
    if whole is not None:
        both[_WHOLE] = lists.counts(whole, groups.LEAD)
    table = pd.DataFrame(
        [
            {groups.LEAD.text(lang): text(lang)}
            | {title(lang): _part(counts[lead], sum(counts.values()), lang) for title, counts in both.items()}
            for lead, text in groups.LEAD.categories.items()
        ]
    )
    return table, _FEW_LEADS(lang) if sum(both[_HERE].values()) < FEW else ""


def _part(count: int, of: int, lang: Lang) -> str:
    if not of:
        return "–"
    return _SHARE(lang).format(share=percent(count / of, lang), n=number(count, lang), of=number(of, lang))
