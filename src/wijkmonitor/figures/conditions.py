"""Which conditions of an approach each area meets, as a table with signs and words: never a score, a total or a rank."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd

from wijkmonitor.analysis import conditions
from wijkmonitor.analysis.conditions import Condition, State
from wijkmonitor.estimate import Reason, Verdict
from wijkmonitor.figures import rows as figure_rows
from wijkmonitor.figures.legend import swatch
from wijkmonitor.figures.theme import TEXTURES, Mode, Texture, class_colours, texture_of
from wijkmonitor.indicator import Indicator
from wijkmonitor.snapshot import Snapshot
from wijkmonitor.text import Lang, Text

SIGNS = {State.MET: "●", State.NOT_MET: "○", State.UNSURE: "◐", State.UNKNOWN: "–"}
MEANINGS = {
    State.MET: Text(nl="de cijfers laten het zien", en="the figures show it"),
    State.NOT_MET: Text(nl="de cijfers laten het tegendeel zien", en="the figures show the opposite"),
    State.UNSURE: Text(
        nl="er is een cijfer, maar dat is niet aantoonbaar anders, of alleen een modelschatting",
        en="there is a figure, but it is not demonstrably different, or a model estimate only",
    ),
    State.UNKNOWN: Text(nl="er is geen cijfer dat dit zegt", en="there is no figure that tells"),
}
NO_FIGURE_TELLS = Text(
    nl="dit staat in geen cijfer: vraag het in de wijk", en="no figure tells this: ask in the wijk itself"
)
_AREA = Text(nl="Gebied", en="Area")
_CONDITION = Text(nl="Kenmerk", en="Condition")
_ANSWER = Text(nl="Hier", en="Here")
_FIGURE = Text(nl="Cijfer", en="Figure")
_BETWEEN = Text(
    nl="tussen haakjes: waar het cijfer waarschijnlijk tussen ligt",
    en="in brackets: where the figure probably lies between",
)
_WHOLE = Text(nl="hele gemeente: {v}", en="whole municipality: {v}")
_EDGE = "padding:.4rem .8rem .4rem 0;border-bottom:1px solid rgba(128,128,128,.4);text-align:left;vertical-align:top"
_HEAD = "min-width:8rem;vertical-align:bottom"


@dataclass(frozen=True, eq=False)
class Judged:
    """One condition in every area. ``rows``: ``rows.COLUMNS`` by area code, with ``state``; None without an indicator.
    ``whole``: the row of the municipality."""

    condition: Condition
    indicator: Indicator | None
    rows: pd.DataFrame | None
    whole: pd.Series | None

    def state(self, code: str) -> State:
        """What may be said of one area."""
        return State.UNKNOWN if self.rows is None else State(self.rows.at[code, "state"])


def judged(
    snapshot: Snapshot, described: Sequence[Mapping[str, Any]], edition: str, level: str, top: str
) -> list[Judged]:
    """Every condition of an approach (as ``Snapshot.approaches`` describes them) in every area of a level."""
    found = []
    for condition in map(Condition.from_description, described):
        indicator = snapshot.indicators.get(condition.indicator)
        if indicator is None:
            found.append(Judged(condition, None, None, None))
            continue
        rows = figure_rows.shown(snapshot, indicator.key, edition, level).set_index("code", drop=False)
        whole = figure_rows.one(snapshot, indicator.key, edition, top)
        state = conditions.states(condition, rows, whole, indicator.instrument.key)
        found.append(Judged(condition, indicator, rows.assign(state=state), whole))
    return found


def table(found: Sequence[Judged], areas: Mapping[str, str], lang: Lang, mode: Mode) -> str:
    """Areas (name per code, in their order) against conditions, as HTML with names escaped; it scrolls by keyboard."""
    heads = [escape(_AREA(lang)), *(escape(one.condition.words(lang)) + _beside(one, lang) for one in found)]
    body = []
    for code, name in areas.items():
        cells = [_cell(one, code, lang, mode) for one in found]
        first = f'<th scope="row" style="{_EDGE};font-weight:600">{escape(name)}</th>'
        body.append(f"<tr>{first}{''.join(cells)}</tr>")
    return _framed(_AREA(lang), heads, body)


def card(found: Sequence[Judged], code: str, lang: Lang, mode: Mode) -> str:
    """The conditions of one area below each other, each with its figure and that of the municipality, as HTML."""
    body = []
    for one in found:
        state = one.state(code)
        first = f'<th scope="row" style="{_EDGE};font-weight:400">{escape(one.condition.words(lang))}</th>'
        answer = f'<td style="{_EDGE};white-space:nowrap">{_sign(state, lang)}</td>'
        body.append(
            f'<tr>{first}{answer}<td style="{_EDGE}">{_told(one, code, lang, mode)}{_beside(one, lang)}</td></tr>'
        )
    heads = [escape(one(lang)) for one in (_CONDITION, _ANSWER, _FIGURE)]
    return _framed(_CONDITION(lang), heads, body)


def grid(found: Sequence[Judged], areas: Mapping[str, str], lang: Lang) -> pd.DataFrame:
    """The same table in words alone, for very many areas: a column per condition."""
    columns: dict[str, list[str]] = {_AREA(lang): list(areas.values())}
    for one in found:
        said = [f"{SIGNS[one.state(code)]} {one.state(code).text(lang)}" for code in areas]
        values = [_amount(one, code, lang) for code in areas]
        pairs = zip(said, values, strict=True)
        columns[one.condition.words(lang)] = [f"{word}: {value}" if value else word for word, value in pairs]
    return pd.DataFrame(columns)


def key(found: Sequence[Judged], lang: Lang, mode: Mode) -> str:
    """What the signs mean, and the textures that occur beside the figures, as HTML."""
    style = "list-style:none;margin:0 0 .5rem;padding:0;display:flex;flex-wrap:wrap;gap:.2rem 1.2rem;font-size:.95rem"
    signs = "".join(f"<li>{_sign(state, lang)}: {escape(MEANINGS[state](lang))}</li>" for state in State)
    seen = {
        texture_of(v, k)
        for one in found
        if one.rows is not None
        for v, k in zip(one.rows["verdict"], one.rows["kind"], strict=True)
    } - {Texture.GREY}
    fill, item = class_colours(1, mode)[0], "display:flex;align-items:center;gap:.4rem"
    looks = "".join(
        f'<li style="{item}">{swatch(fill, one, mode)}{escape(TEXTURES[one].words(lang))}</li>'
        for one in Texture
        if one in seen
    )
    if not looks:
        return f'<ul style="{style}">{signs}</ul>'
    return f'<ul style="{style}">{signs}</ul><ul style="{style}">{looks}<li>{escape(_BETWEEN(lang))}</li></ul>'


def _framed(caption: str, heads: Sequence[str], body: Sequence[str]) -> str:
    """A table that scrolls by keyboard; ``heads`` and ``body`` are HTML."""
    row = "".join(f'<th scope="col" style="{_EDGE};{_HEAD}">{head}</th>' for head in heads)
    return (
        f'<div role="region" tabindex="0" aria-label="{escape(caption)}" style="overflow-x:auto">'
        f'<table style="width:100%;border-collapse:collapse"><thead><tr>{row}</tr></thead>'
        f"<tbody>{''.join(body)}</tbody></table></div>"
    )


def _cell(one: Judged, code: str, lang: Lang, mode: Mode) -> str:
    figure = _told(one, code, lang, mode) if one.indicator is not None else ""
    return f'<td style="{_EDGE}">{_sign(one.state(code), lang)}<br>{figure}</td>'


def _sign(state: State, lang: Lang) -> str:
    return f'<span aria-hidden="true">{SIGNS[state]}</span> <strong>{escape(state.text(lang))}</strong>'


def _told(one: Judged, code: str, lang: Lang, mode: Mode) -> str:
    """The figure with its interval and texture, or why there is none."""
    small = '<span style="font-size:.9rem">{}</span>'
    if one.indicator is None or one.rows is None:
        return small.format(escape(NO_FIGURE_TELLS(lang)))
    row = one.rows.loc[code]
    if row["verdict"] == Verdict.NOT.value:
        return small.format(escape(Reason(row["reason"] or Reason.NOT_MEASURED.value).text(lang)))
    sign = swatch(class_colours(1, mode)[0], texture_of(row["verdict"], row["kind"]), mode)
    return small.format(f"{sign} {escape(_amount(one, code, lang))}")


def _amount(one: Judged, code: str, lang: Lang) -> str:
    """``41% (36% – 46%)``; empty where nothing may be said."""
    if one.indicator is None or one.rows is None or one.rows.at[code, "verdict"] == Verdict.NOT.value:
        return ""
    row = one.rows.loc[code]
    value, low, high = (one.indicator.format(row[name], lang) for name in ("value", "low", "high"))
    return f"{value} ({low} – {high})" if pd.notna(row["low"]) and pd.notna(row["high"]) else value


def _beside(one: Judged, lang: Lang) -> str:
    """The value of the municipality, where the condition compares with it."""
    if one.indicator is None or one.whole is None or one.condition.than is not None:
        return ""
    if one.whole["verdict"] == Verdict.NOT.value:
        return ""
    said = _WHOLE(lang).format(v=one.indicator.format(one.whole["value"], lang))
    return f'<br><span style="font-size:.9rem;font-weight:400">{escape(said)}</span>'
