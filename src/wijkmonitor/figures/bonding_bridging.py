"""Support close by against ties with people unlike oneself (Putnam): the quadrant, and what may be claimed of it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from wijkmonitor.estimate import Difference, Verdict
from wijkmonitor.figures import sentences
from wijkmonitor.figures.comparisons import quadrant
from wijkmonitor.figures.theme import PALETTES, Mode
from wijkmonitor.indicator import Indicator
from wijkmonitor.level import Level
from wijkmonitor.text import Lang, Text, listing, number

_SPEAKING = (Verdict.SAID.value, Verdict.CARE.value)
_ROOM, _EDGE = 0.12, 0.15
"""Parts of an axis: the room kept beyond the intervals, and where a name would run out of the frame."""

_MOST_NAMED = 8
_AND_MORE = Text(nl="nog {n}", en="{n} more")
CORNERS = {
    "high_high": Text(nl="van beide meer", en="more of both"),
    "high_low": Text(nl="meer steun, minder contact", en="more support, fewer ties"),
    "low_high": Text(nl="minder steun, meer contact", en="less support, more ties"),
    "low_low": Text(nl="van beide minder", en="less of both"),
}
"""Words in the corners, short to fit a phone: across is support close by, up are ties with people unlike oneself."""

_CLAIMS = {
    "high_high": Text(
        nl="Aantoonbaar meer steun dichtbij én meer contact met mensen die anders zijn dan in heel {whole}: {names}.",
        en="Demonstrably more support close by and more ties with people unlike oneself than in the whole of {whole}: {names}.",
    ),
    "high_low": Text(
        nl="Aantoonbaar meer steun dichtbij, maar minder contact met mensen die anders zijn dan in heel {whole}: {names}.",
        en="Demonstrably more support close by, but fewer ties with people unlike oneself than in the whole of {whole}: {names}.",
    ),
    "low_high": Text(
        nl="Aantoonbaar meer contact met mensen die anders zijn, maar minder steun dichtbij dan in heel {whole}: {names}.",
        en="Demonstrably more ties with people unlike oneself, but less support close by than in the whole of {whole}: {names}.",
    ),
    "low_low": Text(
        nl="Aantoonbaar minder van beide dan in heel {whole}: {names}.",
        en="Demonstrably less of both than in the whole of {whole}: {names}.",
    ),
}
_NO_CLAIM = Text(
    nl="In geen {area} wijken beide cijfers aantoonbaar af van heel {whole}. De plek van een punt in de figuur kan toeval zijn.",
    en="In no {area} do both figures demonstrably differ from the whole of {whole}. Where a point lies may be chance.",
)
_REST = Text(
    nl="In nog {u} is het voor ten minste één van beide niet aantoonbaar.",
    en="In another {u} it is not demonstrable for at least one of the two.",
)
_LEFT_OUT = Text(
    nl="Niet in de figuur: {u}, want over ten minste één van beide mag daar niets worden gezegd.",
    en="Not in the figure: {u}, since nothing may be said there about at least one of the two.",
)
_HOLLOW = Text(
    nl="Ten minste één van beide is een modelschatting (open punt met een stip): {u}. Daarover wordt geen uitspraak gedaan.",
    en="At least one of the two is a model estimate (open point with a dot): {u}. No claim is made there.",
)
_ALT = Text(
    nl="{u}: van links naar rechts {x}, van onder naar boven {y}. De stippellijnen zijn heel {whole}.",
    en="{u}: from left to right {x}, from bottom to top {y}. The dashed lines are the whole of {whole}.",
)


def figure(
    x: tuple[pd.DataFrame, Indicator],
    y: tuple[pd.DataFrame, Indicator],
    whole: tuple[pd.Series, pd.Series],
    lang: Lang,
    mode: Mode,
    selected: str | None = None,
) -> go.Figure:
    """The quadrant of all areas, crossed by the lines of the municipality (rows ``whole``, across and up)."""
    drawn = quadrant(x, y, CORNERS, lang, mode, selected=selected)
    # The quadrant crosses at the middle area; here an area is held against the municipality.
    drawn.layout.shapes = ()
    drawn.update_xaxes(range=_span(x[0], x[1]))
    drawn.update_yaxes(range=_span(y[0], y[1]))
    ink = PALETTES[mode].municipal
    line, words_of_line = {"color": ink, "width": 1.4, "dash": "dash"}, {"showarrow": False, "font": {"color": ink}}
    across, up = (row["value"] for row in whole)
    if pd.notna(across):
        drawn.add_vline(x=across, line=line)
        said = f"{escape(str(whole[0]['name']))}: {x[1].format(across, lang)}"
        drawn.add_annotation(x=across, y=1, yref="paper", yanchor="bottom", text=said, **words_of_line)
    if pd.notna(up):
        drawn.add_hline(y=up, line=line)
        said = y[1].format(up, lang)
        drawn.add_annotation(x=1, xref="paper", xanchor="right", y=up, yanchor="bottom", text=said, **words_of_line)
    return _named_points(drawn, x[0], y[0], mode, selected)


def _span(rows: pd.DataFrame, indicator: Indicator) -> list[float]:
    """Where an axis begins and ends: room beyond the intervals, for the words in the corners."""
    known = rows.loc[rows["value"].notna(), ["value", "low", "high"]]
    least, most = indicator.unit.limits or (0.0, np.inf)
    if known.empty:
        return [least, min(most, 1.0)]
    low, high = known.min().min(), known.max().max()
    margin = _ROOM * (high - low)
    return [max(low - margin, least), min(high + margin, most)]


def _named_points(figure: go.Figure, x: pd.DataFrame, y: pd.DataFrame, mode: Mode, selected: str | None) -> go.Figure:
    """Put their names beside the points of which something is claimed; the chosen one has its name already."""
    both = _drawn(x, y)
    claimed = both[_corner(both).isin(CORNERS) & both["code"].ne(selected or "")]
    low, high = figure.layout.xaxis.range
    place = (claimed["value_x"] - low) / (high - low)
    outward = _corner(claimed).str.startswith("low") & place.gt(_EDGE)  # away from the middle, within the frame
    side = np.where(outward | place.gt(1 - _EDGE), "right", "left")
    for name, across, up, anchor in zip(claimed["name_x"], claimed["value_x"], claimed["value_y"], side, strict=True):
        figure.add_annotation(
            x=across, y=up, text=escape(name), xanchor=anchor, yanchor="bottom", yshift=4, showarrow=False,
            font={"color": PALETTES[mode].text},
        )  # fmt: skip
    return figure


def figure_alt(
    x: tuple[pd.DataFrame, Indicator], y: tuple[pd.DataFrame, Indicator], whole: str, level: str, lang: Lang
) -> str:
    """What the quadrant shows, with what may be claimed of it."""
    drawn = _drawn(x[0], y[0])
    titles = {"x": x[1].title(lang), "y": y[1].title(lang)}
    said = _ALT(lang).format(u=sentences.counted(level, len(drawn), lang), whole=whole, **titles)
    return " ".join([said, *claims(x[0], y[0], whole, level, lang)])


def corners(x: pd.DataFrame, y: pd.DataFrame) -> dict[str, list[str]]:
    """Names of the areas per corner of :data:`CORNERS`, only where both figures demonstrably differ from the municipality."""
    both = x.merge(y, on="code", suffixes=("_x", "_y"))
    where = _corner(both)
    return {corner: names for corner in CORNERS if (names := both.loc[where.eq(corner), "name_x"].tolist())}


def _corner(both: pd.DataFrame) -> pd.Series:
    """Per area its corner, missing unless both figures demonstrably differ from the municipality."""
    side = {Difference.HIGHER.value: "high", Difference.LOWER.value: "low"}
    across, up = (both[f"difference_{axis}"].map(side).astype("str") for axis in "xy")
    return across + "_" + up


def claims(x: pd.DataFrame, y: pd.DataFrame, whole: str, level: str, lang: Lang) -> list[str]:
    """What may be said of the quadrant: areas per corner where both sides are demonstrable, then of how many it is not."""
    found = corners(x, y)
    if not found:
        said = [_NO_CLAIM(lang).format(area=Level(level).text(lang), whole=whole)]
    else:
        said = [_CLAIMS[corner](lang).format(whole=whole, names=_named(names, lang)) for corner, names in found.items()]
        rest = int(_firm(_drawn(x, y)).sum()) - sum(map(len, found.values()))
        said += [_REST(lang).format(u=sentences.counted(level, rest, lang))] if rest > 0 else []
    return said


def left_out(x: pd.DataFrame, y: pd.DataFrame, level: str, lang: Lang) -> list[str]:
    """How many areas are not in the quadrant, and how many are there by a model only."""
    drawn = _drawn(x, y)
    told = ((_LEFT_OUT, len(x) - len(drawn)), (_HOLLOW, int((~_firm(drawn)).sum())))
    return [said(lang).format(u=sentences.counted(level, count, lang)) for said, count in told if count]


def _drawn(x: pd.DataFrame, y: pd.DataFrame) -> pd.DataFrame:
    both = x.merge(y, on="code", suffixes=("_x", "_y"))
    return both[both["value_x"].notna() & both["value_y"].notna()]


def _firm(both: pd.DataFrame) -> pd.Series:
    return both["verdict_x"].isin(_SPEAKING) & both["verdict_y"].isin(_SPEAKING)


def _named(names: Sequence[str], lang: Lang) -> str:
    shown = list(names[:_MOST_NAMED])
    if rest := len(names) - len(shown):
        shown.append(_AND_MORE(lang).format(n=number(rest, lang)))
    return listing(shown, lang)
