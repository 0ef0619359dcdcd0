"""Charts (plotly) that lay things side by side: two indicators, one area through the editions, the parts of a whole.

Each has a sibling ``*_alt`` that says in words what there is to see. Textures follow ``theme.texture_of``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from itertools import pairwise

import pandas as pd
import plotly.graph_objects as go

from wijkmonitor.figures import words
from wijkmonitor.figures.chart_style import dressed, error_bar, hover_lines, value_axis
from wijkmonitor.figures.theme import PALETTES, TEXTURES, Mode, Texture, texture_of
from wijkmonitor.indicator import Indicator
from wijkmonitor.text import Lang, Text, number, percent

_MOST_INTERVALS = 300
_OTHER_INSTRUMENT = Text(nl="andere vragenlijst", en="other questionnaire")
_FROM_HERE_MODELLED = Text(nl="vanaf hier modelschatting", en="model estimate from here")
_FROM_HERE_MEASURED = Text(nl="vanaf hier gemeten", en="measured from here")


def quadrant(
    across: tuple[pd.DataFrame, Indicator],
    up: tuple[pd.DataFrame, Indicator],
    corners: Mapping[str, Text],
    lang: Lang,
    mode: Mode,
    selected: str | None = None,
) -> go.Figure:
    """Two indicators against each other, intervals as thin lines (unless there are hundreds), a cross at the medians.

    ``across`` and ``up``: rows (``rows.COLUMNS``) with their indicator; areas that miss either are left out. ``corners``: words
    for ``low_high`` (top left), ``high_high``, ``low_low`` and ``high_low`` (bottom right); the first word is the value across.
    """
    palette, (rows_x, x), (rows_y, y) = PALETTES[mode], across, up
    both = rows_x.merge(rows_y, on="code", suffixes=("_x", "_y")).dropna(subset=["value_x", "value_y"])
    pairs = zip(both["verdict_x"], both["kind_x"], both["verdict_y"], both["kind_y"], strict=True)
    weakest = [max(texture_of(a, b), texture_of(c, d), key=list(Texture).index) for a, b, c, d in pairs]
    figure = go.Figure()
    for texture in Texture:
        for chosen in (False, True):
            mine = [t is texture and (c == selected) is chosen for t, c in zip(weakest, both["code"], strict=True)]
            if any(mine):
                figure.add_trace(_quadrant_trace(both[mine], texture, chosen, x, y, lang, mode))
    if len(both):
        for add, value in ((figure.add_vline, both["value_x"].median()), (figure.add_hline, both["value_y"].median())):
            add(value, line={"color": palette.faint, "width": 1, "dash": "dash"})
    for corner, text in corners.items():
        left, bottom = corner.startswith("low"), corner.endswith("low")
        figure.add_annotation(
            x=0.01 if left else 0.99, y=0.01 if bottom else 0.99, xref="paper", yref="paper",
            xanchor="left" if left else "right", yanchor="bottom" if bottom else "top", align="left" if left else "right",
            text=f"<i>{escape(text(lang)).replace(', ', ',<br>')}</i>", showarrow=False, font={"color": palette.faint},
        )  # fmt: skip
    value_axis(figure.update_xaxes, x, lang, None)
    value_axis(figure.update_yaxes, y, lang, None)
    return dressed(figure, lang, mode, height=520)


def _quadrant_trace(
    both: pd.DataFrame, texture: Texture, chosen: bool, x: Indicator, y: Indicator, lang: Lang, mode: Mode
) -> go.Scatter:
    palette = PALETTES[mode]
    colour = palette.accent if chosen else palette.data
    sides = {s: both.rename(columns=lambda c, s=s: c.removesuffix(f"_{s}")) for s in "xy"}
    told = [
        f"{one}<br>{escape(x.title(lang))}<br>{escape(y.title(lang))}: {words.amount(value, y, lang)}"
        for one, value in zip(hover_lines(sides["x"], x, lang), both["value_y"], strict=True)
    ]
    thickness, clear = (2.5, True) if chosen else (0.7, len(both) <= _MOST_INTERVALS)
    return go.Scatter(
        x=both["value_x"].tolist(),
        y=both["value_y"].tolist(),
        mode="markers+text" if chosen else "markers",
        text=[f"<b>{escape(name)}</b>" for name in both["name_x"]] if chosen else None,
        textposition="top center",
        textfont={"color": colour},
        name=TEXTURES[texture].words(lang),
        showlegend=not chosen,
        marker={
            "symbol": TEXTURES[texture].symbol,
            "size": 14 if chosen else 9,
            "color": colour,
            "line": {"width": 2, "color": colour},
        },
        error_x=error_bar(sides["x"], colour, thickness) if clear else None,
        error_y=error_bar(sides["y"], colour, thickness) if clear else None,
        customdata=told,
        hovertemplate="%{customdata}<extra></extra>",
    )


def trend(series: Mapping[str, pd.DataFrame], indicator: Indicator, lang: Lang, mode: Mode) -> go.Figure:
    """A small chart per edition with intervals; the first of ``series`` (name -> rows) is the chosen area.

    Rows: ``rows.COLUMNS`` plus ``edition``, oldest first. A line is broken, and the break named, where the instrument changes or
    a model takes over, because those are never compared; and broken where an edition has no figure.
    """
    palette, figure = PALETTES[mode], go.Figure()
    editions = sorted({edition for rows in series.values() for edition in rows["edition"]})
    notes: dict[float, str] = {}
    for place, (name, rows) in enumerate(series.items()):
        colour, dash = (palette.accent, "solid") if place == 0 else (palette.municipal, "dot")
        pieces = line_pieces(rows.assign(place=rows["edition"].map(editions.index)))
        for piece in pieces:
            figure.add_trace(_trend_trace(piece, name, indicator, lang, colour, dash, first=piece is pieces[0]))
        for earlier, later in pairwise(pieces):
            at = (earlier["place"].iloc[-1] + later["place"].iloc[0]) / 2
            if why := why_broken(earlier.iloc[-1], later.iloc[0]):
                notes.setdefault(at, why(lang))
    for at, said in notes.items():
        figure.add_vline(x=at, line={"color": palette.faint, "width": 1, "dash": "dot"})
        note = {"x": at, "y": 1, "yref": "paper", "yanchor": "bottom", "showarrow": False}
        figure.add_annotation(text=said, font={"color": palette.faint}, **note)
    value_axis(figure.update_yaxes, indicator, lang, None)
    figure.update_yaxes(title=None)
    figure.update_xaxes(
        tickvals=list(range(len(editions))), ticktext=editions, range=[-0.5, len(editions) - 0.5], showgrid=False
    )
    return dressed(figure, lang, mode, height=300)


def line_pieces(rows: pd.DataFrame) -> list[pd.DataFrame]:
    """The rows that one line may join: values of one instrument and kind in editions that follow each other.

    ``rows``: ``rows.COLUMNS`` and ``place`` (position of the edition), ascending; rows without a value are in no piece.
    """
    known = rows[rows["value"].notna()].reset_index(drop=True)
    how = pd.DataFrame({"instrument": known["instrument"], "modelled": words.modelled(known)})
    broken = how.ne(how.shift()).any(axis=1) | known["place"].diff().gt(1)
    return [piece for _, piece in known.groupby(broken.cumsum(), sort=True)]


def why_broken(earlier: pd.Series, later: pd.Series) -> Text | None:
    """What to write at the break between two values; None where there only is an edition without a figure."""
    if earlier["instrument"] != later["instrument"]:
        return _OTHER_INSTRUMENT
    if words.is_modelled(earlier) != words.is_modelled(later):
        return _FROM_HERE_MODELLED if words.is_modelled(later) else _FROM_HERE_MEASURED
    return None


def _trend_trace(
    piece: pd.DataFrame, name: str, indicator: Indicator, lang: Lang, colour: str, dash: str, first: bool
) -> go.Scatter:
    textures = [texture_of(v, k) for v, k in zip(piece["verdict"], piece["kind"], strict=True)]
    return go.Scatter(
        x=piece["place"].tolist(),
        y=piece["value"].tolist(),
        mode="lines+markers",
        name=escape(name),
        legendgroup=name,
        showlegend=first,
        line={"color": colour, "width": 2.5, "dash": dash},
        marker={"symbol": [TEXTURES[t].symbol for t in textures], "size": 10, "line": {"width": 2, "color": colour}},
        error_y=error_bar(piece, colour, 1.5),
        customdata=hover_lines(piece.assign(name=name + ", " + piece["edition"]), indicator, lang),
        hovertemplate="%{customdata}<extra></extra>",
    )


def trend_alt(series: Mapping[str, pd.DataFrame], indicator: Indicator, lang: Lang) -> str:
    """What :func:`trend` shows: each line with its values per edition, and where it is broken."""
    lines = [f"{name}: {', '.join(_told(rows, indicator, lang))}" for name, rows in series.items()]
    return f"{indicator.title(lang)}. " + "; ".join(lines) + "."


def _told(rows: pd.DataFrame, indicator: Indicator, lang: Lang) -> Iterator[str]:
    """The value of each edition, with why the line is broken before it."""
    before: pd.Series | None = None
    for _, row in rows.iterrows():
        amount = f"{row['edition']} {words.amount(row['value'], indicator, lang)}"
        known = pd.notna(row["value"])
        why = why_broken(before, row) if before is not None and known else None
        yield f"{amount} ({why(lang)})" if why is not None else amount
        before = row if known else before


def composition(counts: Mapping[str, int], lang: Lang, mode: Mode) -> go.Figure:
    """Bars of how a whole is made up: ``counts`` per (translated) part, each with its number and share."""
    palette = PALETTES[mode]
    figure = go.Figure(
        go.Bar(
            x=list(counts.values()),
            y=list(range(len(counts))),
            orientation="h",
            width=0.3,
            marker={"color": palette.data},
            hoverinfo="skip",
        )
    )
    # The words stand above their bar, so that long ones fit a narrow column.
    for place, (part, said) in enumerate(zip(counts, composition_words(counts, lang), strict=True)):
        figure.add_annotation(
            x=0, y=place, text=f"{escape(part)}: {said}", showarrow=False, xanchor="left", yshift=16, align="left"
        )
    figure.update_xaxes(visible=False, range=[0, max(counts.values(), default=1)])
    figure.update_yaxes(visible=False, range=[len(counts) - 0.5, -0.8])
    made = dressed(figure, lang, mode, height=20 + 44 * max(len(counts), 1))
    return made.update_layout(margin={"l": 0, "r": 0, "t": 0, "b": 0})


def composition_words(counts: Mapping[str, int], lang: Lang) -> list[str]:
    """Each count with its share of the whole: ``12 (40%)``."""
    whole = sum(counts.values())
    return [f"{number(n, lang)} ({percent(n / whole, lang)})" if whole else number(n, lang) for n in counts.values()]


def composition_alt(counts: Mapping[str, int], lang: Lang) -> str:
    """What :func:`composition` shows, in words."""
    return (
        "; ".join(f"{part}: {said}" for part, said in zip(counts, composition_words(counts, lang), strict=True)) + "."
    )
