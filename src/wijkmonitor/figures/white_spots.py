"""White spots: how many residents have no meeting place within a walk, and where most of them live."""

from __future__ import annotations

import pandas as pd

from wijkmonitor.analysis import walking
from wijkmonitor.estimate import ALL, Verdict
from wijkmonitor.figures.sentences import caution
from wijkmonitor.groups import DAYPART, LENS, group_text
from wijkmonitor.text import Lang, Text, listing, number

WITHOUT, REACH, WALKING_M = "without_place_800", "reach_800", 800
"""The indicators of the number and the share, and their walk."""
_NAMED = 3
_FEWEST_NAMED = 10
_RESIDENTS = Text(nl="bewoners", en="residents")
_OF_GROUP = {
    "lens:65plus": Text(nl="bewoners van 65 jaar en ouder", en="residents aged 65 and over"),
    "lens:75plus": Text(nl="bewoners van 75 jaar en ouder", en="residents aged 75 and over"),
    "lens:limitation": Text(nl="bewoners met een beperking", en="residents with a limitation"),
    "lens:low_income": Text(nl="bewoners met een laag inkomen", en="residents with a low income"),
}
_SOME = Text(
    nl="Zo’n {n} {who} in {name} ({part} van de 100) hebben {when}niets binnen {m} meter lopen",
    en="Some {n} {who} in {name} ({part} in 100) have nothing within a walk of {m} metres{when}",
)
_MOST_LIVE = Text(nl="; de meesten wonen in {where}", en="; most of them live in {where}")
_NOBODY = Text(
    nl="Bijna alle {who} in {name} hebben {when}een ontmoetingsplek binnen {m} meter lopen.",
    en="Nearly all {who} in {name} have a meeting place within a walk of {m} metres{when}.",
)
_LESS_THAN_ONE = Text(nl="minder dan 1", en="less than 1")
_WHERE = Text(nl="{name} ({n})", en="{name} ({n})")
_SHORTER = Text(
    nl="Voor {group} rekenen we met een kortere loop: {m} meter waar anderen {all} meter lopen.",
    en="For {group} we take a shorter walk: {m} metres where others walk {all} metres.",
)
_SHORTER_MINUTES = Text(
    nl="Voor {group} rekenen we met een kortere loop: {m:.0f} minuten in plaats van {all:.0f}.",
    en="For {group} we take a shorter walk: {m:.0f} minutes instead of {all:.0f}.",
)


def sentence(
    number_row: pd.Series, share_row: pd.Series, parts: pd.DataFrame, name: str, group: str, lang: Lang
) -> str:
    """How many have nothing nearby and where most of them live; empty when that is not known.

    ``number_row``, ``share_row``: rows of :data:`WITHOUT` and :data:`REACH` of the area; ``parts``: those of :data:`WITHOUT` of
    the smallest areas in it (columns name, value); ``group``: as in the table of estimates.
    """
    few, reached = number_row["value"], share_row["value"]
    if pd.isna(few) or pd.isna(reached) or share_row["verdict"] == Verdict.NOT.value:
        return ""
    said = {
        "who": (_OF_GROUP.get(group, _RESIDENTS))(lang),
        "name": name,
        "m": number(walking.limit_of(group, WALKING_M), lang),
        "when": _when(group, lang),
    }
    if few <= 0:
        return _NOBODY(lang).format(**said) + caution([share_row["verdict"]], lang)
    part = round((1 - reached) * 100)
    told = _SOME(lang).format(n=number(few, lang), part=number(part, lang) if part else _LESS_THAN_ONE(lang), **said)
    return f"{told}{_most_live(parts, lang)}.{caution([share_row['verdict']], lang)}"


def _when(group: str, lang: Lang) -> str:
    if group not in DAYPART.groups:
        return ""
    words = group_text(group)(lang)
    return f"{words} " if lang == "nl" else f" {words}"


def _most_live(parts: pd.DataFrame, lang: Lang) -> str:
    """The areas that hold most of them, as few as hold half, at most three; empty when they are spread out."""
    some = parts[parts["value"] >= _FEWEST_NAMED].sort_values(["value", "name"], ascending=[False, True])
    if some.empty or len(parts) < 2:
        return ""
    share = some["value"].cumsum() / some["value"].sum()
    enough = int((share < 0.5).sum()) + 1
    if enough > _NAMED:
        return ""
    named = some.head(enough)
    where = [
        _WHERE(lang).format(name=name, n=number(value, lang))
        for name, value in zip(named["name"], named["value"], strict=True)
    ]
    return _MOST_LIVE(lang).format(where=listing(where, lang))


def shorter_walk(group: str, walking_m: float | None, lang: Lang) -> str:
    """That a group walks less far than others, where it does; ``walking_m``: metres of the others, None for minutes."""
    if group == ALL or group not in walking.SHORTER_FOR:
        return ""
    told = {"group": LENS.categories[group.partition(":")[2]](lang)}
    if walking_m is None:
        return _SHORTER_MINUTES(lang).format(m=walking.SHORTER_MINUTES, all=walking.MINUTES, **told)
    metres = {"m": walking.limit_of(group, walking_m), "all": walking_m}
    return _SHORTER(lang).format(**{key: number(one, lang) for key, one in metres.items()}, **told)
