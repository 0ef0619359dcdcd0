"""How firm the picture of the index is: which areas are near-certainly in a third, with equal weights and with the reader's own.

The draws are those of ``analysis.robustness``; areas are in alphabetical order and nobody gets a place in a row.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from wijkmonitor.analysis import Z_95, composite, robustness
from wijkmonitor.estimate import ALL
from wijkmonitor.figures import capacity
from wijkmonitor.figures import rows as figure_rows
from wijkmonitor.figures.categories import CategoryLayer
from wijkmonitor.figures.chart_style import dressed
from wijkmonitor.figures.theme import PALETTES, Mode, class_colours
from wijkmonitor.indicator import Better
from wijkmonitor.level import Level
from wijkmonitor.snapshot import Snapshot
from wijkmonitor.text import Lang, Text, listing, number, percent

LOWEST, MAYBE_LOWEST, OPEN, MAYBE_HIGHEST, HIGHEST = "lowest", "maybe_lowest", "open", "maybe_highest", "highest"
KINDS: dict[str, Text] = {
    LOWEST: Text(nl="vrijwel zeker bij het laagste derde deel", en="almost certainly in the lowest third"),
    MAYBE_LOWEST: Text(nl="mogelijk bij het laagste derde deel", en="possibly in the lowest third"),
    OPEN: Text(nl="niets over te zeggen", en="nothing can be said"),
    MAYBE_HIGHEST: Text(nl="mogelijk bij het hoogste derde deel", en="possibly in the highest third"),
    HIGHEST: Text(nl="vrijwel zeker bij het hoogste derde deel", en="almost certainly in the highest third"),
}
"""Words per kind of area, in the order of the colours."""

READ_OUT = (HIGHEST, MAYBE_HIGHEST, MAYBE_LOWEST, LOWEST, OPEN)
"""The order of the legend: strengths first."""

MOST_STRIPS = 60
TITLE = Text(nl="Hoe stevig is de index?", en="How firm is the index?")
SOURCES = Text(
    nl="De index is {n} keer opnieuw uitgerekend. Elke keer wisselen vier dingen: hoe de cijfers op één schaal komen, hoe zwaar "
    "elk onderdeel telt, hoe de onderdelen worden samengenomen, en het toeval van enquête en model. ‘Vrijwel zeker’ betekent: in "
    "ten minste {robust} van de keren. ‘Mogelijk’: in {possible} tot {robust}.",
    en="The index was worked out anew {n} times. Each time four things vary: how the figures are brought onto one scale, how "
    "much each part counts, how the parts are put together, and the chance in survey and model. ‘Almost certainly’ means: in at "
    "least {robust} of the times. ‘Possibly’: in {possible} to {robust}.",
).fill(
    n=Text(nl=number(robustness.DRAWS, "nl"), en=number(robustness.DRAWS, "en")),
    robust=percent(robustness.ROBUST_FROM, "nl"),
    possible=percent(robustness.POSSIBLE_FROM, "nl"),
)
_MOST_IN_SENTENCE = 3
_HIGH = Text(
    nl="Hoe u ook rekent: vrijwel zeker bij het hoogste derde deel {be} {names}.",
    en="Whichever way it is worked out: almost certainly in the highest third {be} {names}.",
)
_LOW = Text(
    nl="Vrijwel zeker bij het laagste derde deel {be} {names}.", en="Almost certainly in the lowest third {be} {names}."
)
_IS, _ARE = Text(nl="hoort", en="is"), Text(nl="horen", en="are")
_COUNT = Text(nl="{k} {areas}", en="{k} {areas}")
_REST = Text(
    nl="Van de andere {k} van {n} {areas} staat dat niet vast.",
    en="Of the other {k} of {n} {areas} that is not certain.",
)
_NONE = Text(
    nl="Van geen enkele {area} staat vast dat zij bij het hoogste of het laagste derde deel hoort: de volgorde hangt af van de "
    "rekenwijze en van toeval.",
    en="Of not a single {area} is it certain that it belongs to the highest or the lowest third: the order depends on the way it "
    "is worked out and on chance.",
)
_LOWEST_THIRD = Text(nl="laagste<br>derde deel", en="lowest<br>third")
_HIGHEST_THIRD = Text(nl="hoogste<br>derde deel", en="highest<br>third")
_STRIPS_ALT = Text(
    nl="Per gebied een balk van waar tot waar het tussen de andere gebieden kan staan (in 9 van de 10 keer). {said}",
    en="Per area a bar from where to where it can stand among the other areas (in 9 of 10 times). {said}",
)


@dataclass(frozen=True, eq=False)
class Inputs:
    """What the index is made of at one level. ``values``, ``errors``: areas x indicators; ``pillars``: columns of each part."""

    areas: pd.Series
    values: np.ndarray
    errors: np.ndarray
    pillars: Mapping[str, list[int]]
    directions: list[int]
    base: list[tuple[float, float]]

    @property
    def complete(self) -> bool:
        """Whether every part has a column and there are areas enough to divide into thirds."""
        return bool(self.pillars) and all(self.pillars.values()) and len(self.areas) >= robustness.MIN_AREAS


def inputs(snapshot: Snapshot, edition: str, level: str) -> Inputs:
    """The published inputs of the index, modelled ones included, with the errors their intervals tell of."""
    known = snapshot.indicators
    keys = [key for key in (known[capacity.INDEX].inputs if capacity.INDEX in known else ()) if key in known]
    rows = {key: figure_rows.shown(snapshot, key, edition, level, ALL) for key in keys}
    areas = next(iter(rows.values())) if rows else pd.DataFrame({"code": [], "name": []})
    pillars = {one: [keys.index(key) for key in known[one].inputs if key in keys] for one in capacity.pillars(known)}
    errors = [(one["high"] - one["low"]).to_numpy(dtype=float) / (2 * Z_95) for one in rows.values()]
    return Inputs(
        areas=areas.set_index("code")["name"],
        values=np.array([one["value"].to_numpy(dtype=float) for one in rows.values()]).T,
        errors=np.array(errors).T,
        pillars=pillars,
        directions=[-1 if known[key].better is Better.LOWER else 1 for key in keys],
        base=[composite.base_of(snapshot.estimates, key) for key in keys],
    )


def standings(found: Inputs, weights: Sequence[int] = ()) -> pd.DataFrame:
    """Per area (index): name, ``rank_low`` and ``rank_high`` (1 is highest), ``lowest_third``, ``highest_third``, ``kind``.

    ``weights``: one per part in the order of ``found.pillars``; equal when there are none. ``kind``: "" where a part is missing.
    """
    mean, sd = zip(*found.base, strict=True)
    given = list(weights) if len(weights) == len(found.pillars) and any(weights) else None
    columns = list(found.pillars.values())
    ranks = robustness.draws(found.values, found.errors, columns, found.directions, mean, sd, weights=given)
    frame = ranks.as_frame(found.areas.index).set_index("area")
    low, high = frame["lowest_third"], frame["highest_third"]
    choices = {
        LOWEST: low >= robustness.ROBUST_FROM,
        HIGHEST: high >= robustness.ROBUST_FROM,
        MAYBE_LOWEST: low >= robustness.POSSIBLE_FROM,
        MAYBE_HIGHEST: high >= robustness.POSSIBLE_FROM,
        OPEN: low.notna(),
    }
    kind = np.select([one.to_numpy() for one in choices.values()], list(choices), default="")
    return frame.assign(name=found.areas, kind=kind)


def layer(found: pd.DataFrame) -> CategoryLayer:
    """The kinds of area for a map."""
    return CategoryLayer(TITLE, KINDS, found["kind"].to_dict(), found["name"].to_dict())


def answer(found: pd.DataFrame, level: str, lang: Lang) -> str:
    """Which areas are near-certainly at either end, strengths first, and of how many that is not known."""
    known = found[found["kind"].ne("")]
    ends = {kind: known.loc[known["kind"] == kind, "name"].tolist() for kind in (HIGHEST, LOWEST)}
    sure = sum(map(len, ends.values()))
    words = Level(level)
    if not sure:
        return _NONE(lang).format(area=words.text(lang))
    told = []
    for kind, said in ((HIGHEST, _HIGH), (LOWEST, _LOW)):
        if names := ends[kind]:
            counted = _COUNT(lang).format(k=number(len(names), lang), areas=words.plural(lang))
            spoken = listing(names, lang) if len(names) <= _MOST_IN_SENTENCE else counted
            told.append(said(lang).format(be=(_IS if len(names) == 1 else _ARE)(lang), names=spoken))
    if rest := len(known) - sure:
        told.append(_REST(lang).format(k=number(rest, lang), n=number(len(known), lang), areas=words.plural(lang)))
    return " ".join(told)


def strips(found: pd.DataFrame, lang: Lang, mode: Mode, selected: str = "") -> go.Figure:
    """Per area a bar over the places it can take among the others (90 %), without the number of a place."""
    palette, figure = PALETTES[mode], go.Figure()
    known = found[found["kind"].ne("")]
    count = len(known)
    colours = dict(zip(KINDS, class_colours(len(KINDS), mode, diverging=True), strict=True))
    for kind in READ_OUT:
        mine = known[known["kind"] == kind]
        left, right = (count - mine["rank_high"]) / count, (count - mine["rank_low"] + 1) / count
        figure.add_trace(
            go.Bar(
                base=left.tolist(), x=(right - left).tolist(), y=[known.index.get_loc(code) for code in mine.index],
                orientation="h", width=0.62, name=KINDS[kind](lang), showlegend=len(mine) > 0,
                marker={"color": colours[kind], "line": {"color": palette.border, "width": 1}},
                customdata=[f"<b>{escape(name)}</b><br>{KINDS[kind](lang)}" for name in mine["name"]],
                hovertemplate="%{customdata}<extra></extra>",
            )
        )  # fmt: skip
    for words, at, side in ((_LOWEST_THIRD, 0, "left"), (_HIGHEST_THIRD, 1, "right")):
        place = {
            "x": at,
            "xanchor": side,
            "align": side,
            "y": 1,
            "yref": "paper",
            "yanchor": "bottom",
            "showarrow": False,
        }
        figure.add_annotation(text=words(lang), font={"color": palette.faint, "size": 14}, **place)
        figure.add_vline(x=(1 + at) / 3, line={"color": palette.border, "width": 1.5, "dash": "dash"})
    ticks = [f"<b>{escape(n)}</b>" if c == selected else escape(n) for c, n in known["name"].items()]
    figure.update_xaxes(range=[0, 1], showticklabels=False, showgrid=False)
    figure.update_yaxes(tickvals=list(range(count)), ticktext=ticks, range=[count - 0.4, -0.6], showgrid=True)
    made = dressed(figure, lang, mode, height=190 + 26 * count)
    return made.update_layout(barmode="overlay", margin={"t": 150})


def strips_alt(said: str, lang: Lang) -> str:
    """What the strips show; ``said``: the sentence of :func:`answer`."""
    return _STRIPS_ALT(lang).format(said=said)
