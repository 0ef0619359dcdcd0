"""The facts of daily life of one area: residents, their ages, households and how they live, beside the whole municipality."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from wijkmonitor.estimate import Reason, Verdict
from wijkmonitor.figures import measures, words
from wijkmonitor.figures import rows as figure_rows
from wijkmonitor.figures.theme import PALETTES, Mode
from wijkmonitor.indicator import Indicator, Theme
from wijkmonitor.snapshot import Snapshot
from wijkmonitor.text import Lang, Text

AGES = ("share_0_15", "share_15_25", "share_25_45", "share_45_65", "share_65_plus")
"""Together these are everybody."""
_AGE_WORDS = {
    "share_0_15": Text(nl="0 tot 15 jaar", en="0 to 15"),
    "share_15_25": Text(nl="15 tot 25 jaar", en="15 to 25"),
    "share_25_45": Text(nl="25 tot 45 jaar", en="25 to 45"),
    "share_45_65": Text(nl="45 tot 65 jaar", en="45 to 65"),
    "share_65_plus": Text(nl="65 jaar en ouder", en="65 and over"),
}
FACT = Text(nl="Feit", en="Fact")
AGE = Text(nl="Leeftijd", en="Age")
_INDICATIVE = Text(nl=", indicatief", en=", indicative")
_MODELLED = Text(nl=", modelschatting", en=", model estimate")
_DASH = "– : {reasons}"
BAR_WIDTH, BAR_HEIGHT = 120, 14


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact: its title (with its unit where the figure does not tell), here, and in the municipality ("" for itself)."""

    title: str
    here: str
    whole: str


@dataclass(frozen=True, slots=True)
class Age:
    """One age: its share of the residents here and in the municipality (0-1; None where it is the same area or not known), in
    words and as a number."""

    title: str
    here: str
    whole: str
    share: float
    whole_share: float | None


@dataclass(frozen=True, slots=True)
class DailyLife:
    """``facts`` and ``ages`` (none unless all are known); ``why_missing`` says what a dash among the facts means;
    ``known``: whether anything has a figure here."""

    facts: tuple[Fact, ...]
    ages: tuple[Age, ...]
    why_missing: str
    known: bool


def of_area(snapshot: Snapshot, edition: str, area: str, top: str, lang: Lang) -> DailyLife:
    """The facts of ``area`` beside those of the municipality ``top``; of ``top`` itself alone.

    Raises ``KeyError`` for an unknown edition or area.
    """
    known = measures.of_theme(snapshot, measures.measured(snapshot, edition), Theme.CONTEXT)
    rows = {key: figure_rows.one(snapshot, key, edition, area) for key in known}
    whole = {key: figure_rows.one(snapshot, key, edition, top) for key in known} if area != top else {}
    indicators = snapshot.indicators
    facts = tuple(
        Fact(
            _titled(indicators[key], lang),
            _said(rows[key], indicators[key], lang),
            _of_whole(key, whole, snapshot, lang),
        )
        for key in known
        if key not in AGES or not set(AGES) <= set(known)
    )
    reasons = dict.fromkeys(row["reason"] for row in rows.values() if row["reason"])
    why = _DASH.format(reasons="; ".join(Reason(one).text(lang) for one in reasons)) if reasons else ""
    known_here = any(pd.notna(row["value"]) for row in rows.values())
    return DailyLife(facts, _ages(snapshot, rows, whole, lang), why, known_here)


def _ages(snapshot: Snapshot, rows: dict[str, pd.Series], whole: dict[str, pd.Series], lang: Lang) -> tuple[Age, ...]:
    if not all(key in rows and pd.notna(rows[key]["value"]) for key in AGES):
        return ()
    return tuple(
        Age(
            title=_AGE_WORDS[key](lang),
            here=_said(rows[key], snapshot.indicators[key], lang),
            whole=_of_whole(key, whole, snapshot, lang),
            share=float(rows[key]["value"]),
            whole_share=_share(whole[key]) if key in whole else None,
        )
        for key in AGES
    )


def _share(row: pd.Series) -> float | None:
    return float(row["value"]) if pd.notna(row["value"]) else None


def _of_whole(key: str, whole: dict[str, pd.Series], snapshot: Snapshot, lang: Lang) -> str:
    return _said(whole[key], snapshot.indicators[key], lang) if key in whole else ""


def _titled(indicator: Indicator, lang: Lang) -> str:
    return indicator.title(lang) if indicator.unit.is_share else words.titled(indicator, lang)


def _said(row: pd.Series, indicator: Indicator, lang: Lang) -> str:
    """The figure; with its margin where it has one, and its verdict where it is not firm."""
    said = indicator.format(row["value"], lang)
    if pd.notna(row["low"]) and pd.notna(row["high"]):
        said += f" ({indicator.format(row['low'], lang)} – {indicator.format(row['high'], lang)})"
    return said + {Verdict.CARE.value: _INDICATIVE(lang), Verdict.MODEL.value: _MODELLED(lang)}.get(row["verdict"], "")


def most(ages: Sequence[Age]) -> float:
    """The largest share among ``ages``, here and in the municipality: where a bar is full."""
    return max([one.share for one in ages] + [one.whole_share for one in ages if one.whole_share is not None])


def bar(age: Age, full: float, mode: Mode) -> str:
    """The share of one age as a bar, with a dashed line where the municipality is, as SVG of :data:`BAR_WIDTH` by
    :data:`BAR_HEIGHT`; the words stand beside it. ``full``: the share that fills the width (:func:`most`)."""
    palette = PALETTES[mode]
    drawn = (
        f'<rect x="0" y="2" width="{_place(age.share, full)}" height="{BAR_HEIGHT - 4}" fill="{palette.data}"/>'
        f'<line x1="0.5" x2="0.5" y1="0" y2="{BAR_HEIGHT}" stroke="{palette.faint}" stroke-width="1"/>'
    )
    if age.whole_share is None:
        return drawn
    x = _place(age.whole_share, full)
    at = f'x1="{x}" x2="{x}" y1="0" y2="{BAR_HEIGHT}"'
    halo = f'<line {at} stroke="{palette.halo}" stroke-width="4"/>'
    return f'{drawn}{halo}<line {at} stroke="{palette.municipal}" stroke-width="2" stroke-dasharray="4 2"/>'


def _place(share: float, full: float) -> float:
    return round(share / full * (BAR_WIDTH - 4), 1) if full > 0 else 0.0
