"""One indicator by one background of residents: groups as dots on one axis, and what may be said of the gap between two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import pandas as pd
import plotly.graph_objects as go

from wijkmonitor.analysis import pairs
from wijkmonitor.estimate import Difference, Reason, Verdict
from wijkmonitor.figures import rows as figure_rows
from wijkmonitor.figures import words
from wijkmonitor.figures.chart_style import dressed, error_bar, hover_lines, value_axis
from wijkmonitor.figures.significance import change_amount
from wijkmonitor.figures.theme import PALETTES, TEXTURES, Mode, Texture, texture_of
from wijkmonitor.groups import Dimension
from wijkmonitor.indicator import Indicator
from wijkmonitor.snapshot import Snapshot
from wijkmonitor.text import Lang, Text, listing

_LINE, _DOT, _AIR = 19, 19, 12
"""Pixels: a line of words, a dot, and the air around them in one row."""

_NOT_ASKED = Text(
    nl="In {e} is niet bekend wat de {d} is van wie antwoord gaf.",
    en="In {e} the {d} of those who answered is not known.",
)
_CLOSED = Text(
    nl="{name}, naar {d}: niet getoond, zodat niemand herkenbaar is.",
    en="{name}, by {d}: not shown, so that nobody can be recognised.",
)
_NO_FIGURE = Text(nl="{name}: {why}.", en="{name}: {why}.")
_PARTLY = Text(
    nl="{name}, {groups}: geen cijfer (te weinig antwoorden, of niet getoond zodat niemand herkenbaar is).",
    en="{name}, {groups}: no figure (too few answers, or not shown so that nobody can be recognised).",
)
_APART_BY = Text(
    nl="{name}: {a} {x}, {b} {y}. Dat is {said}: {change}.", en="{name}: {a} {x}, {b} {y}. That is {said}: {change}."
)
_ALIKE = Text(
    nl="{name}: {a} {x}, {b} {y}. Het verschil is niet aantoonbaar.",
    en="{name}: {a} {x}, {b} {y}. The difference is not demonstrable.",
)


@dataclass(frozen=True, eq=False)
class Split:
    """One indicator in one place. ``rows``: ``rows.COLUMNS``, a row per group, whose ``name`` is that of the group."""

    place: str
    indicator: Indicator
    rows: pd.DataFrame

    @property
    def known(self) -> bool:
        """Whether any group has a value."""
        return bool(self.rows["value"].notna().any())


def by_group(snapshot: Snapshot, key: str, edition: str, area: str, dimension: Dimension, lang: Lang) -> Split:
    """Indicator ``key`` in one area, for every category of ``dimension`` in its own order; absent ones without a value.

    Raises ``KeyError`` for an unknown edition, indicator or area.
    """
    found = [figure_rows.one(snapshot, key, edition, area, group) for group in dimension.groups]
    names = [text(lang) for text in dimension.categories.values()]
    rows = pd.DataFrame(found).infer_objects().assign(code=list(dimension.groups), name=names)
    return Split(str(found[0]["name"]), snapshot.indicators[key], rows.reset_index(drop=True))


def without_value(
    split: Split, whole: pd.Series, dimension: Dimension, edition: str, lang: Lang, *, asked: bool
) -> str:
    """Why groups have no value, in a sentence; empty when every group has one.

    ``whole``: the row of everybody in the same place; ``asked``: see ``rows.is_asked``.
    """
    names = {"name": split.place, "d": dimension.text(lang).lower(), "e": edition}
    if not asked:
        return _NOT_ASKED(lang).format(**names)
    if not split.known and whole["reason"]:
        return _NO_FIGURE(lang).format(why=Reason(whole["reason"]).text(lang), **names)
    if not split.known:
        return _CLOSED(lang).format(**names)
    absent = split.rows.loc[split.rows["value"].isna(), "name"].tolist()
    return _PARTLY(lang).format(groups=listing(absent, lang), **names) if absent else ""


def gaps(splits: Sequence[Split], lang: Lang) -> dict[str, str]:
    """Per indicator key the gap between the first and the second group of one place, in a sentence; only where it was tested.

    A gap is called demonstrable when the 95 % interval of the difference leaves out zero, also with the other indicators of
    ``splits`` in mind (``analysis.pairs``).
    """
    told = pd.concat([one.rows.assign(indicator=one.indicator.key) for one in splits], ignore_index=True)
    tested = pairs.compare_pairs(told, focus=str(told["code"].iloc[0])).set_index("indicator")
    by_key = {one.indicator.key: one for one in splits}
    return {key: _gap(one, tested.loc[key], lang) for key, one in by_key.items() if not tested.loc[key, "why"]}


def _gap(split: Split, tested: pd.Series, lang: Lang) -> str:
    first, second = (split.rows[split.rows["code"] == tested[end]].iloc[0] for end in ("first", "second"))
    form = split.indicator.format
    said = {
        "name": split.place,
        "a": first["name"],
        "x": form(first["value"], lang),
        "b": second["name"],
        "y": form(second["value"], lang),
    }
    if tested["said"] == Difference.NONE.value:
        return _ALIKE(lang).format(**said)
    change = change_amount(tested["difference"], tested["low"], tested["high"], split.indicator, lang)
    return _APART_BY(lang).format(said=Difference(tested["said"]).text(lang), change=change, **said)


def chart(splits: Sequence[Split], lang: Lang, mode: Mode, *, reference: tuple[str, float] | None = None) -> go.Figure:
    """The groups below each other on one axis, a dot with its interval per place: the first place full, the second dark.

    ``splits``: one indicator in one or two places, the same groups in each; ``reference``: words and value of a line to read by.
    Groups without a value stay empty; say why beside the chart with :func:`without_value`.
    """
    indicator, names = splits[0].indicator, splits[0].rows["name"].tolist()
    head = _LINE * len(splits)  # beside a second place the values take a line of their own
    row = head + _DOT * len(splits) + 2 * _AIR
    figure, span = go.Figure(), _span(splits, reference)
    for order, split in enumerate(splits):
        below = (_AIR + head + _DOT * (order + 0.5)) / row
        figure.add_trace(_trace(split, order, below, lang, mode))
    keys = _key(splits, lang, mode)
    figure.add_traces(keys)
    for place, name in enumerate(names):
        said = escape(_values(splits, place, lang))
        figure.add_annotation(
            x=0, xref="paper", xanchor="left", y=place, yanchor="top", yshift=-_AIR / 2, align="left", showarrow=False,
            text=f"<b>{escape(name)}</b><br>{said}" if len(splits) > 1 else f"<b>{escape(name)}</b>: {said}",
        )  # fmt: skip
    if reference is not None:
        _add_reference(figure, reference, span, mode)
    value_axis(figure.update_xaxes, indicator, lang, span)
    figure.update_yaxes(range=[len(names), 0], tickvals=list(range(len(names))), showticklabels=False, showline=False)
    # On a phone the entries of a legend stand below each other.
    top, bottom = max(30, _LINE * (len(keys) + (reference is not None)) + 8), 70
    drawn = dressed(figure, lang, mode, height=top + bottom + row * len(names))
    return drawn.update_layout(
        margin={"t": top, "l": 2, "r": 14}, height=top + bottom + row * len(names), showlegend=bool(keys)
    )


def _trace(split: Split, order: int, below: float, lang: Lang, mode: Mode) -> go.Scatter:
    rows = split.rows.assign(row=range(len(split.rows)))
    rows = rows[rows["value"].notna()]
    colour = (PALETTES[mode].data, PALETTES[mode].municipal)[order]
    textures = [texture_of(v, k) for v, k in zip(rows["verdict"], rows["kind"], strict=True)]
    symbols = [TEXTURES[one].symbol.replace("circle", ("circle", "diamond")[order]) for one in textures]
    return go.Scatter(
        x=rows["value"].tolist(),
        y=(rows["row"] + below).tolist(),
        mode="markers",
        name=escape(split.place),
        showlegend=False,
        marker={"symbol": symbols, "size": 12, "color": colour, "line": {"width": 2.2, "color": colour}},
        error_x=error_bar(rows, colour, 3.5 if order == 0 else 1.8),
        customdata=hover_lines(rows.assign(name=split.place + ", " + rows["name"]), split.indicator, lang),
        hovertemplate="%{customdata}<extra></extra>",
    )


def _key(splits: Sequence[Split], lang: Lang, mode: Mode) -> list[go.Scatter]:
    """The legend: a sign per place when there are two, and one per texture when there is more than the full one."""
    present = {
        texture_of(verdict, kind)
        for split in splits
        for verdict, kind in split.rows.loc[split.rows["value"].notna(), ["verdict", "kind"]].to_numpy()
    }
    palette, two = PALETTES[mode], len(splits) > 1
    looks = zip(splits, ("circle", "diamond"), (palette.data, palette.municipal), strict=False)
    places = [_sign(split.place, symbol, colour) for split, symbol, colour in looks] if two else []
    ink = palette.faint if two else palette.data
    textures = [
        _sign(TEXTURES[one].words(lang), TEXTURES[one].symbol, ink)
        for one in Texture
        if one in present - ({Texture.FULL} if two else set())
    ]
    return [*places, *(textures if present - {Texture.FULL} else [])]


def _sign(name: str, symbol: str, colour: str) -> go.Scatter:
    """An entry of the legend that draws nothing."""
    marker = {"symbol": symbol, "size": 12, "color": colour, "line": {"width": 2.2, "color": colour}}
    return go.Scatter(x=[None], y=[None], mode="markers", name=escape(name), marker=marker, showlegend=True)


def _values(splits: Sequence[Split], place: int, lang: Lang) -> str:
    """The values of one group: with the name of the place when there are two places."""
    values = [(one.place, one.rows["value"].iloc[place], one.indicator) for one in splits]
    told = [
        (name, about.format(value, lang) if value == value else words.NO_VALUE(lang)) for name, value, about in values
    ]
    return told[0][1] if len(told) == 1 else " · ".join(f"{name}: {said}" for name, said in told)


def _add_reference(figure: go.Figure, reference: tuple[str, float], span: tuple[float, float], mode: Mode) -> None:
    """Draw the line to read by on a figure that is still being built; its words on the side with room."""
    (said, value), ink = reference, PALETTES[mode].text
    figure.add_vline(x=value, line={"color": ink, "width": 1.6, "dash": "dash"})
    anchor = "right" if value > sum(span) / 2 else "left"
    above = {"y": 1, "yref": "paper", "yanchor": "bottom", "xanchor": anchor, "showarrow": False}
    figure.add_annotation(x=value, text=escape(said), font={"color": ink}, **above)


def _span(splits: Sequence[Split], reference: tuple[str, float] | None) -> tuple[float, float]:
    ends = pd.concat([one.rows[end] for one in splits for end in ("value", "low", "high")])
    ends = pd.concat([ends, pd.Series([reference[1]] if reference else [], dtype=float)]).dropna()
    limits = splits[0].indicator.unit.limits
    if ends.empty:
        return limits or (0.0, 1.0)
    low, high = float(ends.min()), float(ends.max())
    margin = (high - low) * 0.06 or 0.05
    least, most = limits or (0.0, float("inf"))
    return max(low - margin, least), min(high + margin, most)


def chart_alt(splits: Sequence[Split], lang: Lang, *, reference: tuple[str, float] | None = None) -> str:
    """What :func:`chart` shows: per place every group with its value and interval."""
    parts = []
    for split in splits:
        said = [_spoken(row, split.indicator, lang) for _, row in split.rows.iterrows()]
        parts.append(f"{split.place}: {'; '.join(said)}")
    line = f" {reference[0]}." if reference else ""
    return f"{splits[0].indicator.title(lang)}. {'. '.join(parts)}.{line}"


def _spoken(row: pd.Series, indicator: Indicator, lang: Lang) -> str:
    between = words.interval(row["low"], row["high"], indicator, lang)
    care = f", {TEXTURES[texture_of(row['verdict'], row['kind'])].words(lang)}"
    told = f" ({between})" if between else ""
    return f"{row['name']} {words.amount(row['value'], indicator, lang)}{told}" + (
        care if row["verdict"] in (Verdict.CARE.value, Verdict.MODEL.value) else ""
    )
