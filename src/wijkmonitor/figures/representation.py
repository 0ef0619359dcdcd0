"""Who is active, beside who lives there: each group of residents against everybody, as sentences, a chart and a table."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import pandas as pd
import plotly.graph_objects as go

from wijkmonitor import groups
from wijkmonitor.analysis import representation
from wijkmonitor.estimate import ALL, Difference
from wijkmonitor.figures import rows as figure_rows
from wijkmonitor.figures import sentences
from wijkmonitor.figures.chart_style import dressed
from wijkmonitor.figures.theme import PALETTES, TEXTURES, Mode, Texture, texture_of
from wijkmonitor.indicator import Indicator
from wijkmonitor.snapshot import Snapshot
from wijkmonitor.text import Lang, Text, number

INDICATORS = ("active_last_year", "volunteered")
"""What "being active" may mean; the first that an area has figures on is shown."""

_GROUP = Text(nl="Groep", en="Group")
_SHARE = Text(nl="Van elke 100", en="Of every 100")
_RATIO = Text(nl="Keer het gemiddelde", en="Times the average")
_SAID = Text(nl="Vergeleken met alle bewoners", en="Compared with all residents")
_OF = Text(nl="{n} van 100", en="{n} of 100")
_LESS = Text(
    nl="{g}: {a} van 100, tegen {b} van 100 van alle bewoners. Dat is aantoonbaar minder.",
    en="{g}: {a} of 100, against {b} of 100 of all residents. That is demonstrably less.",
)
_MORE = Text(
    nl="{g}: {a} van 100, tegen {b} van 100 van alle bewoners. Dat is aantoonbaar meer.",
    en="{g}: {a} of 100, against {b} of 100 of all residents. That is demonstrably more.",
)
_NONE = Text(
    nl="Geen enkele groep is aantoonbaar vaker of minder vaak actief dan alle bewoners samen.",
    en="No group is demonstrably more or less often active than all residents together.",
)
_AVERAGE = Text(nl="alle bewoners: {b} van 100", en="all residents: {b} of 100")
_AXIS = Text(nl="keer zo vaak<br>als alle bewoners", en="times as often<br>as all residents")
_WIDEST = 3.0
_ROW = 30


def of_area(snapshot: Snapshot, edition: str, area: str) -> tuple[Indicator | None, pd.DataFrame]:
    """The indicator of being active, and every group beside everybody: columns of ``rows.COLUMNS``, group and those of
    ``representation.COLUMNS``; the first row is everybody. None and no rows when it was not measured there.

    Groups without a figure are left out. Raises ``KeyError`` for an unknown edition or area.
    """
    for key in (one for one in INDICATORS if one in snapshot.indicators):
        whole = figure_rows.one(snapshot, key, edition, area)
        if pd.isna(whole["value"]):
            continue
        every = [ALL, *(group for name in groups.RESIDENT_DIMENSIONS for group in groups.DIMENSIONS[name].groups)]
        rows = pd.DataFrame([figure_rows.one(snapshot, key, edition, area, group).to_dict() for group in every])
        told = rows.assign(group=every)[rows["value"].notna()].reset_index(drop=True)
        return snapshot.indicators[key], told.merge(representation.beside_everybody(told), on="group", how="left")
    return None, pd.DataFrame()


def differing(rows: pd.DataFrame, lang: Lang) -> list[str]:
    """A sentence per group that is demonstrably more or less often active, or one that there is none."""
    whole = rows.iloc[0]
    told = []
    for _, row in rows.iloc[1:].iterrows():
        if row["said"] in (Difference.LOWER.value, Difference.HIGHER.value):
            sentence = _LESS if row["said"] == Difference.LOWER.value else _MORE
            name, parts = _name(row, lang), {"a": _of_100(row["value"], lang), "b": _of_100(whole["value"], lang)}
            said = sentence(lang).format(g=name[:1].upper() + name[1:], **parts)
            told.append(said + sentences.caution([row["verdict"]], lang))
    return told or [_NONE(lang)]


def worded(rows: pd.DataFrame, lang: Lang) -> pd.DataFrame:
    """Everybody and every group with its share, its ratio to everybody with the margin, and what the test says; to read."""
    return pd.DataFrame(
        {
            _GROUP(lang): [_name(row, lang) for _, row in rows.iterrows()],
            _SHARE(lang): [_OF(lang).format(n=_of_100(value, lang)) for value in rows["value"]],
            _RATIO(lang): [_ratio(row, lang) for _, row in rows.iterrows()],
            _SAID(lang): [_compared(row, lang) for _, row in rows.iterrows()],
        }
    )


def _name(row: pd.Series, lang: Lang) -> str:
    return groups.group_text(str(row["group"]))(lang)


def _of_100(share: float, lang: Lang) -> str:
    return number(100 * share, lang)


def _ratio(row: pd.Series, lang: Lang) -> str:
    if pd.isna(row["ratio"]):
        return "–"
    return "{} ({} – {})".format(*(number(row[name], lang, 1) for name in ("ratio", "ratio_low", "ratio_high")))


def _compared(row: pd.Series, lang: Lang) -> str:
    return "–" if row["group"] == ALL or pd.isna(row["said"]) else Difference(row["said"]).text(lang)


def chart(rows: pd.DataFrame, lang: Lang, mode: Mode) -> go.Figure:
    """Every group as a dot on the line "times as often as all residents" with its interval; the line of everybody at 1."""
    palette, figure = PALETTES[mode], go.Figure()
    drawn = rows.iloc[1:].dropna(subset=["ratio"]).reset_index(drop=True)
    textures = [texture_of(verdict, kind) for verdict, kind in zip(drawn["verdict"], drawn["kind"], strict=True)]
    for texture in (one for one in Texture if one in textures):
        figure.add_trace(_dots(drawn[[one is texture for one in textures]], texture, lang, mode))
    most = max(min(float(drawn["ratio_high"].max()) if len(drawn) else 2.0, _WIDEST), 1.5) * 1.04
    figure.add_vline(x=1, line={"color": palette.municipal, "width": 1.6, "dash": "dash"})
    said = escape(_AVERAGE(lang).format(b=_of_100(rows["value"].iloc[0], lang)))
    anchor = "right" if most < 2 else "left"  # on the side with room
    above = {"y": 1, "yref": "paper", "yanchor": "bottom", "xanchor": anchor, "showarrow": False}
    figure.add_annotation(x=1, text=said, font={"color": palette.municipal}, **above)
    names = [escape(_name(row, lang)) for _, row in drawn.iterrows()]
    figure.update_yaxes(tickvals=list(range(len(drawn))), ticktext=names, range=[len(drawn) - 0.4, -0.6], showgrid=True)
    figure.update_xaxes(range=[0, most], title={"text": _AXIS(lang), "font": {"size": 14}}, showgrid=True)
    return dressed(figure, lang, mode, height=130 + _ROW * len(drawn))


def _dots(rows: pd.DataFrame, texture: Texture, lang: Lang, mode: Mode) -> go.Scatter:
    colour = PALETTES[mode].data
    ends = rows["ratio_high"].clip(upper=2 * _WIDEST)
    return go.Scatter(
        x=rows["ratio"].tolist(),
        y=rows.index.tolist(),
        mode="markers",
        name=TEXTURES[texture].words(lang),
        marker={
            "symbol": TEXTURES[texture].symbol,
            "size": 11,
            "color": colour,
            "line": {"color": colour, "width": 2.2},
        },
        error_x={
            "type": "data",
            "symmetric": False,
            "array": (ends - rows["ratio"]).tolist(),
            "arrayminus": (rows["ratio"] - rows["ratio_low"]).tolist(),
            "color": colour,
            "thickness": 1.8,
            "width": 0,
        },
        customdata=[f"{_ratio(row, lang)}<br>{_compared(row, lang)}" for _, row in rows.iterrows()],
        hovertemplate="%{y}<br>%{customdata}<extra></extra>",
    )


def chart_alt(rows: pd.DataFrame, lang: Lang) -> str:
    """What :func:`chart` shows, in words."""
    return "; ".join(f"{_name(row, lang)}: {_ratio(row, lang)}" for _, row in rows.iloc[1:].iterrows()) + "."


def measured(rows: Sequence[object] | pd.DataFrame) -> bool:
    """Whether there is any group to lay beside everybody."""
    return len(rows) > 1
