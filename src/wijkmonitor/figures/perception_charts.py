"""The charts of how the municipality is judged: the gap per point, four judges side by side, and over the editions."""

from __future__ import annotations

from html import escape

import pandas as pd
import plotly.graph_objects as go

from wijkmonitor.attention import GAP, HIGHEST, JUDGE, LOWEST, POINT
from wijkmonitor.estimate import Reason
from wijkmonitor.figures import perception
from wijkmonitor.figures.chart_style import beside_line, dressed, error_bar, hover_lines
from wijkmonitor.figures.comparisons import line_pieces
from wijkmonitor.figures.theme import PALETTES, TEXTURES, Mode, Texture, ink_on, texture_of
from wijkmonitor.indicator import Indicator, Kind
from wijkmonitor.text import Lang, Text

_LINE, _LANE, _AIR = 19, 20, 11
_HEAD = _LINE + 5
"""Pixels: a line of words, the lane of one judge, and the air around a point; and the words above the judges."""
_MARK = 17
_SHAPES = dict(zip(JUDGE.categories, ("circle", "square", "diamond", "hexagon"), strict=True))
_NO_GAP = Text(nl="geen verschil", en="no gap")
_GAP_AXIS = Text(
    nl="ambtenaren min bewoners, in punten<br>(rechts van de lijn: ambtenaren gunstiger)",
    en="officials minus residents, in points<br>(right of the line: officials more favourable)",
)
_SCORE_AXIS = Text(nl="oordeel, van 1 tot 5", en="judgement, from 1 to 5")
_NOT_KNOWN = Text(nl="{who}: {why}", en="{who}: {why}")


def letter(judge: str, lang: Lang) -> str:
    """The letter of a judge: B, I, P, A."""
    return JUDGE.categories[judge](lang)[0].upper()


def gap_chart(found: pd.DataFrame, lang: Lang, mode: Mode) -> go.Figure:
    """A dot with its interval per point, officials minus residents, and a line where there is no gap. ``found``: one edition."""
    palette, gaps, figure = PALETTES[mode], perception.of_whole(found, GAP), go.Figure()
    row = 2 * _LINE + _LANE + _AIR
    for place, (point, gap) in enumerate(gaps.iterrows()):
        _add_words(figure, place, POINT.categories[str(point)](lang), _gap_words(gap, lang), mode)
    known = gaps[gaps["score"].notna()]
    where = [list(gaps.index).index(point) + (2 * _LINE + _LANE / 2) / row for point in known.index]
    textures = [texture_of(verdict, Kind.OBSERVED.value) for verdict in known["verdict"]]
    figure.add_trace(
        go.Scatter(
            x=known["score"].tolist(), y=where, mode="markers", showlegend=False, cliponaxis=False,
            error_x=error_bar(known.rename(columns={"score": "value"}), palette.data, 2.4),
            marker={"symbol": [TEXTURES[one].symbol for one in textures], "size": 13, "color": palette.data,
                    "line": {"color": palette.data, "width": 2.2}},
            customdata=[_gap_words(gap, lang) for _, gap in known.iterrows()],
            hovertemplate="%{customdata}<extra></extra>",
        )
    )  # fmt: skip
    for place in range(len(gaps)):  # beside the dots only, not through the words
        figure.add_shape(
            type="line", x0=0, x1=0, y0=place + 2 * _LINE / row, y1=place + 1, layer="below",
            line={"color": palette.municipal, "width": 2, "dash": "dot"},
        )  # fmt: skip
    ends = pd.concat([known["low"], known["high"], pd.Series([0.0])])
    margin = max(float(ends.max() - ends.min()) * 0.08, 0.1)
    low, high = float(ends.min()) - margin, float(ends.max()) + margin
    figure.add_annotation(
        x=0, y=1, yref="paper", yanchor="bottom", text=_NO_GAP(lang), showarrow=False, font={"size": 13},
        xanchor=beside_line(0, low, high),
    )  # fmt: skip
    figure.update_xaxes(range=[low, high], title=_titled(_GAP_AXIS, lang), tickformat=",~r")
    return _in_rows(figure, len(gaps), row, lang, mode, top=34)


def _gap_words(gap: pd.Series, lang: Lang) -> str:
    if pd.isna(gap["score"]):
        return Reason(gap["reason"] or Reason.NOT_MEASURED.value).text(lang)
    return f"{perception.with_margin(gap, lang)}, {perception.said_of(gap['difference'], lang)}"


def gap_alt(found: pd.DataFrame, lang: Lang) -> str:
    """What :func:`gap_chart` shows, a phrase per point."""
    gaps = perception.of_whole(found, GAP)
    told = [f"{POINT.categories[str(point)](lang)}: {_gap_words(gap, lang)}" for point, gap in gaps.iterrows()]
    return f"{perception.GAP_WORDS(lang)}. {'; '.join(told)}."


def judges_chart(found: pd.DataFrame, lang: Lang, mode: Mode) -> go.Figure:
    """Four judges per point on a scale of 1 to 5, each with its own shape, letter and interval. ``found``: one edition."""
    figure, count = go.Figure(), len(JUDGE.categories)
    row = _HEAD + _LANE * count + _AIR
    for place, point in enumerate(POINT.categories):
        absent = [
            _NOT_KNOWN(lang).format(who=text(lang), why=Reason(mine["reason"]).text(lang))
            for judge, text in JUDGE.categories.items()
            if pd.isna((mine := perception.of_whole(found, judge).loc[point])["score"]) and mine["reason"]
        ]
        _add_words(figure, place, POINT.categories[point](lang), "", mode)
        for lane, said in enumerate(absent):
            _add_absent(figure, place + (_HEAD + _LANE * (count - len(absent) + lane)) / row, said, mode)
    for judge in JUDGE.categories:
        figure.add_trace(_judge_trace(found, judge, row, lang, mode))
    figure.update_xaxes(
        range=[LOWEST - 0.1, HIGHEST + 0.1], dtick=1, title=_titled(_SCORE_AXIS, lang), tickformat=",~r"
    )
    drawn = _in_rows(figure, len(POINT.categories), row, lang, mode, top=_LINE * count + 24)
    return drawn.update_layout(showlegend=True)


def _judge_trace(found: pd.DataFrame, judge: str, row: int, lang: Lang, mode: Mode) -> go.Scatter:
    """The lanes of judges without a score stay empty at the bottom, so that their words fit there."""
    places, kept = [], []
    for place, point in enumerate(POINT.categories):
        known = [one for one in JUDGE.categories if pd.notna(perception.of_whole(found, one).at[point, "score"])]
        if judge in known:
            places.append(place + (_HEAD + _LANE * (known.index(judge) + 0.5)) / row)
            kept.append(point)
    mine = perception.of_whole(found, judge).loc[kept].reset_index()
    rows = perception.as_rows(mine).assign(name=JUDGE.categories[judge](lang))
    told = [
        hover_lines(rows.iloc[[at]], perception.about(point), lang)[0] for at, point in enumerate(kept)
    ]  # fmt: skip
    return go.Scatter(
        x=rows["value"].tolist(), y=places, mode="markers+text",
        name=f"{letter(judge, lang)} – {JUDGE.categories[judge](lang)}",
        **_look(judge, rows, lang, mode),
        error_x=error_bar(rows, _colour(judge, mode), 2.2), customdata=told,
        hovertemplate="%{customdata}<extra></extra>", cliponaxis=False,
    )  # fmt: skip


def _colour(judge: str, mode: Mode) -> str:
    return PALETTES[mode].categorical[list(JUDGE.categories).index(judge)]


def _look(judge: str, rows: pd.DataFrame, lang: Lang, mode: Mode) -> dict[str, object]:
    """Marker and letter: filled when it may be said, open with care."""
    colour = _colour(judge, mode)
    firm = [texture_of(v, k) is Texture.FULL for v, k in zip(rows["verdict"], rows["kind"], strict=True)]
    fills = [colour if one else PALETTES[mode].surface for one in firm]
    return {
        "marker": {"symbol": _SHAPES[judge], "size": _MARK, "color": fills or colour, "opacity": 1,
                   "line": {"color": colour, "width": 2.2}},
        "text": [letter(judge, lang)] * len(rows),
        "textposition": "middle center",
        "textfont": {"size": 11, "color": [ink_on(fill) for fill in fills]},
    }  # fmt: skip


def judges_alt(found: pd.DataFrame, lang: Lang) -> str:
    """What :func:`judges_chart` shows, a phrase per point."""
    told = []
    for point, text in POINT.categories.items():
        scores = [
            f"{who(lang)} {perception.size(perception.of_whole(found, judge).at[point, 'score'], lang)}"
            for judge, who in JUDGE.categories.items()
        ]
        told.append(f"{text(lang)}: {', '.join(scores)}")
    return f"{_SCORE_AXIS(lang)}. {'; '.join(told)}."


def years_chart(history: pd.DataFrame, point: str, lang: Lang, mode: Mode) -> go.Figure:
    """A line per judge over the editions for one point, broken where it was not asked or comes from elsewhere.

    ``history``: the rows of every edition about the whole (columns of ``columns.TABLES["scan"]`` with ``name``).
    """
    figure, about = go.Figure(), perception.about(point)
    editions = sorted(history["edition"].unique())
    for order, judge in enumerate(JUDGE.categories):
        mine = history[history["judge"].eq(judge) & history["point"].eq(point)].sort_values("edition")
        rows = perception.as_rows(mine).assign(place=[editions.index(one) for one in mine["edition"]])
        for piece in line_pieces(rows):
            figure.add_trace(_years_trace(piece, judge, order, about, lang, mode))
    if figure.data:
        shown: set[str] = set()
        for trace in figure.data:
            trace.showlegend = trace.name not in shown
            shown.add(trace.name)
    figure.update_yaxes(range=[LOWEST, HIGHEST + 0.1], dtick=1, tickformat=",~r", title=_titled(_SCORE_AXIS, lang))
    figure.update_xaxes(
        tickvals=list(range(len(editions))), ticktext=editions, range=[-0.5, len(editions) - 0.5], showgrid=False
    )
    return dressed(figure, lang, mode, height=380).update_layout(showlegend=True)


def _years_trace(piece: pd.DataFrame, judge: str, order: int, about: Indicator, lang: Lang, mode: Mode) -> go.Scatter:
    who, colour = JUDGE.categories[judge](lang), _colour(judge, mode)
    return go.Scatter(
        x=[place + 0.07 * (order - 1.5) for place in piece["place"]], y=piece["value"].tolist(),
        mode="lines+markers+text", name=f"{letter(judge, lang)} – {who}", legendgroup=judge,
        line={"color": colour, "width": 2}, **_look(judge, piece, lang, mode), error_y=error_bar(piece, colour, 1.6),
        customdata=hover_lines(piece.assign(name=who + ", " + piece["edition"]), about, lang),
        hovertemplate="%{customdata}<extra></extra>", cliponaxis=False,
    )  # fmt: skip


def years_alt(history: pd.DataFrame, point: str, lang: Lang) -> str:
    """What :func:`years_chart` shows: the scores of each judge per edition."""
    told = []
    for judge, who in JUDGE.categories.items():
        mine = history[history["judge"].eq(judge) & history["point"].eq(point)].sort_values("edition")
        scores = [f"{one.edition} {perception.size(one.score, lang)}" for one in mine.itertuples()]
        told.append(f"{who(lang)}: {', '.join(scores)}")
    return f"{perception.about(point).title(lang)}. {'; '.join(told)}."


def _add_words(figure: go.Figure, place: int, head: str, under: str, mode: Mode) -> None:
    """Words at the top of a row, on a ground of their own: no line of the axis runs through them."""
    text = f"<b>{escape(head)}</b>" + (f"<br>{escape(under)}" if under else "")
    figure.add_annotation(
        x=0, xref="paper", xanchor="left", y=place, yanchor="top", align="left", showarrow=False, text=text,
        bgcolor=PALETTES[mode].surface, borderpad=1, yshift=-1,
    )  # fmt: skip


def _add_absent(figure: go.Figure, y: float, said: str, mode: Mode) -> None:
    figure.add_annotation(
        x=0, xref="paper", xanchor="left", y=y, yanchor="top", align="left", showarrow=False, text=escape(said),
        font={"size": 12, "color": PALETTES[mode].faint},
    )  # fmt: skip


def _titled(text: Text, lang: Lang) -> dict[str, object]:
    return {"text": text(lang), "font": {"size": 14}}


def _in_rows(figure: go.Figure, count: int, row: int, lang: Lang, mode: Mode, top: int) -> go.Figure:
    """Rows of a fixed height below each other, words above what they are about."""
    bottom = 76
    figure.update_yaxes(range=[count, 0], tickvals=list(range(count)), showticklabels=False, showline=False)
    height = top + bottom + row * count
    return dressed(figure, lang, mode, height=height).update_layout(margin={"t": top, "l": 4, "r": 14}, height=height)
