"""A line through the editions with its margins: broken where other questions were asked or a model takes over.

What was worked out for other borders has a mark of its own. Each drawing has a sibling in words.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from html import escape
from itertools import pairwise

import pandas as pd
import plotly.graph_objects as go

from wijkmonitor.estimate import Difference
from wijkmonitor.figures import rows as figure_rows
from wijkmonitor.figures import through_years, words
from wijkmonitor.figures.chart_style import dressed, error_bar, value_axis
from wijkmonitor.figures.comparisons import line_pieces, why_broken
from wijkmonitor.figures.sentences import spoken_title
from wijkmonitor.figures.significance import change_amount
from wijkmonitor.figures.theme import PALETTES, TEXTURES, Mode, Texture, texture_of
from wijkmonitor.indicator import Indicator
from wijkmonitor.text import Lang, Text, same

_ASIDE = 0.008
"""How far a second line stands aside, as a share of the time shown, so that margins do not cover each other."""
_HEIGHT, _SIZE = 340, 11
_LEAST_TALL = 0.25
"""At least this part of what a value can be is shown."""
BRIDGED = Text(nl="omgerekend naar andere grenzen", en="worked out for other borders")
_BRIDGED_SYMBOLS = {Texture.DOTTED: "diamond-open-dot"}
_BRIDGED_SYMBOL = "diamond-open"
_SHORT_BRIDGED = Text(nl="{v} (omgerekend)", en="{v} (worked out)")
_SHORT_MODEL = Text(nl="{v} (modelschatting)", en="{v} (model estimate)")
_SHORT_BOTH = Text(nl="{v} (modelschatting, omgerekend)", en="{v} (model estimate, worked out)")
_FROM_TO = Text(
    nl="{name}, {title}: van {a} in {first} naar {b} in {last}.",
    en="{name}, {title}: from {a} in {first} to {b} in {last}.",
)
_TESTED = {
    Difference.HIGHER: Text(nl=" Die stijging is aantoonbaar: {c}.", en=" This rise is demonstrable: {c}."),
    Difference.LOWER: Text(nl=" Die daling is aantoonbaar: {c}.", en=" This fall is demonstrable: {c}."),
    Difference.NONE: Text(
        nl=" Dat verschil is niet aantoonbaar: {c}.", en=" That difference is not demonstrable: {c}."
    ),
    Difference.UNTESTED: Text(nl=" Dat is een verschil van {c}.", en=" That is a difference of {c}."),
}
_UNTESTED = {
    through_years.MODELLED: Text(
        nl=" Er zit een modelschatting bij; daarom is niet te zeggen of er echt iets is veranderd.",
        en=" One of them is a model estimate, so it cannot be said whether anything really changed.",
    ),
    through_years.BORDERS: Text(
        nl=" De grenzen zijn veranderd en een deel is omgerekend; daarom is niet te zeggen of er echt iets is veranderd.",
        en=" The borders changed and a part was worked out, so it cannot be said whether anything really changed.",
    ),
    through_years.OTHER_QUESTIONS: Text(
        nl=" Er is niet hetzelfde gevraagd; de twee zijn niet te vergelijken.",
        en=" Not the same was asked; the two cannot be compared.",
    ),
}
_NOT_BOTH = Text(
    nl="{name}, {title}: van {first} en {last} is niet allebei een cijfer te geven.",
    en="{name}, {title}: no figure can be given for both {first} and {last}.",
)
_NO_STEP = Text(
    nl="{name}, {title}: er zijn geen twee edities te vergelijken. Er is maar één cijfer, of er is telkens iets anders gevraagd.",
    en="{name}, {title}: no two editions can be compared. There is only one figure, or something else was asked each time.",
)
_IN_TABLE = {
    Difference.HIGHER: Text(nl="gestegen: {c}", en="risen: {c}"),
    Difference.LOWER: Text(nl="gedaald: {c}", en="fallen: {c}"),
    Difference.NONE: Text(nl="niet aantoonbaar anders: {c}", en="not demonstrably different: {c}"),
    Difference.UNTESTED: same("{c}"),
}
_WHY_IN_TABLE = {
    through_years.NO_VALUE: Text(nl="niet van beide een cijfer", en="no figure for both"),
    through_years.OTHER_QUESTIONS: Text(nl="er is iets anders gevraagd", en="something else was asked"),
    through_years.MODELLED: Text(nl="modelschatting: niet te vergelijken", en="model estimate: not to be compared"),
    through_years.BORDERS: Text(nl="andere grenzen: niet te toetsen", en="other borders: cannot be tested"),
}
_BETWEEN = Text(nl="{low} tot {high}", en="{low} to {high}")
_AREA = Text(nl="Gebied", en="Area")
_CHANGE = Text(nl="Van {first} naar {last}", en="From {first} to {last}")
_ALT = Text(nl="{title}. {lines}.", en="{title}. {lines}.")


def chart(points: pd.DataFrame, indicator: Indicator, lang: Lang, mode: Mode) -> go.Figure:
    """A line with margins per series, the first one in the accent colour; the axis is one of real days.

    ``points``: ``through_years.POINT_COLUMNS``, per series oldest first. A line is broken, and the break named, where the
    instrument changes or a model takes over, and broken where an edition has no figure.
    """
    palette, figure = PALETTES[mode], go.Figure()
    editions = dict(points[["edition", "date"]].drop_duplicates().itertuples(index=False))
    notes: dict[str, str] = {}
    for place, (name, rows) in enumerate(points.groupby("series", sort=False)):
        colour, dash = (palette.accent, "solid") if place == 0 else (palette.municipal, "dot")
        at = _aside(rows["date"], list(editions.values()), place)
        pieces = line_pieces(rows.assign(place=rows["edition"].map(list(editions).index), at=at))
        for piece in pieces:
            figure.add_trace(_line(piece, str(name), indicator, lang, colour, dash, first=piece is pieces[0]))
        for earlier, later in pairwise(pieces):
            if why := why_broken(earlier.iloc[-1], later.iloc[0]):
                notes.setdefault(_halfway(earlier["date"].iloc[-1], later["date"].iloc[0]), why(lang))
    for at_day, said in notes.items():
        figure.add_vline(x=at_day, line={"color": palette.faint, "width": 1, "dash": "dot"})
        note = {"x": at_day, "y": 1, "yref": "paper", "yanchor": "bottom", "showarrow": False}
        figure.add_annotation(text=said, font={"color": palette.faint}, **note)
    for symbol, said in _marks(points, lang):
        figure.add_trace(_key(symbol, said, palette.text))
    value_axis(figure.update_yaxes, indicator, lang, None)
    figure.update_yaxes(title=None, range=tall_enough(points, indicator))
    low, high = _span(list(editions.values()))
    ticks = {"tickvals": list(editions.values()), "ticktext": [_tick(*one) for one in editions.items()]}
    figure.update_xaxes(type="date", range=[low, high], showgrid=False, **ticks)
    return dressed(figure, lang, mode, height=_HEIGHT)


def tall_enough(points: pd.DataFrame, indicator: Indicator) -> list[float] | None:
    """The ends of the upright axis, never so near that a small change looks large; None where a value has no highest.

    ``points``: ``through_years.POINT_COLUMNS``.
    """
    known, limits = points[points["value"].notna()], indicator.unit.limits
    if known.empty or limits is None:
        return None
    least, most = limits
    ends = known[["value", "low", "high"]].astype("float64")
    low, high = float(ends.min(axis=None)), float(ends.max(axis=None))
    tall = max(_LEAST_TALL * (most - least), high - low + 0.05 * (most - least))
    bottom = min(max((low + high - tall) / 2, least), max(most - tall, least))
    return [bottom, min(bottom + tall, most)]


def _tick(edition: str, day: str) -> str:
    """The edition under its day; its year too when the name does not say it."""
    return escape(edition) if day[:4] in edition else f"{escape(edition)} ({day[:4]})"


def _aside(days: pd.Series, every: list[str], place: int) -> list[str]:
    moved = pd.Timedelta(days=round(_length(every) * _ASIDE * place))
    return [(pd.Timestamp(day) + moved).date().isoformat() for day in days]


def _length(days: list[str]) -> int:
    first, last = dt.date.fromisoformat(min(days)), dt.date.fromisoformat(max(days))
    return max((last - first).days, 365)


def _span(days: list[str]) -> tuple[str, str]:
    """The days shown: those of the editions with some air."""
    if not days:
        return "2000-01-01", "2001-01-01"
    air = dt.timedelta(days=round(_length(days) * 0.12))
    first, last = dt.date.fromisoformat(min(days)), dt.date.fromisoformat(max(days))
    return (first - air).isoformat(), (last + air).isoformat()


def _halfway(earlier: str, later: str) -> str:
    first, last = dt.date.fromisoformat(earlier), dt.date.fromisoformat(later)
    return (first + (last - first) / 2).isoformat()


def _symbols(piece: pd.DataFrame) -> list[str]:
    return [
        _BRIDGED_SYMBOLS.get(texture_of(v, k), _BRIDGED_SYMBOL) if b else TEXTURES[texture_of(v, k)].symbol
        for v, k, b in zip(piece["verdict"], piece["kind"], piece["bridged"], strict=True)
    ]


def _line(
    piece: pd.DataFrame, name: str, indicator: Indicator, lang: Lang, colour: str, dash: str, first: bool
) -> go.Scatter:
    return go.Scatter(
        x=piece["at"].tolist(),
        y=piece["value"].tolist(),
        mode="lines+markers",
        name=escape(name),
        legendgroup=name,
        showlegend=first,
        line={"color": colour, "width": 2.5, "dash": dash},
        marker={"symbol": _symbols(piece), "size": _SIZE, "line": {"width": 2, "color": colour}},
        error_y=error_bar(piece, colour, 1.5),
        customdata=[_hover(row, indicator, lang) for _, row in piece.iterrows()],
        hovertemplate="%{customdata}<extra></extra>",
    )


def _hover(row: pd.Series, indicator: Indicator, lang: Lang) -> str:
    lines = [
        f"<b>{escape(str(row['series']))}, {escape(str(row['edition']))}</b>",
        words.amount(row["value"], indicator, lang),
        words.interval(row["low"], row["high"], indicator, lang),
        words.verdict(row["verdict"], "", lang),
        BRIDGED(lang) if row["bridged"] else "",
    ]
    return "<br>".join(line for line in lines if line)


def _marks(points: pd.DataFrame, lang: Lang) -> Iterator[tuple[str, str]]:
    """The marks in the drawing that need words: how firm a value is, and that it was worked out for other borders."""
    known = points[points["value"].notna()]
    own = known[~known["bridged"].astype(bool)]
    textures = {texture_of(v, k) for v, k in zip(own["verdict"], own["kind"], strict=True)}
    for texture in (one for one in Texture if one in textures):
        yield TEXTURES[texture].symbol, TEXTURES[texture].words(lang)
    if known["bridged"].any():
        yield _BRIDGED_SYMBOL, BRIDGED(lang)


def _key(symbol: str, said: str, colour: str) -> go.Scatter:
    marker = {"symbol": symbol, "size": _SIZE, "color": colour, "line": {"width": 2, "color": colour}}
    return go.Scatter(x=[None], y=[None], mode="markers", name=said, marker=marker, hoverinfo="skip")


def alt(points: pd.DataFrame, indicator: Indicator, lang: Lang) -> str:
    """What :func:`chart` shows: each line with its values per edition, and where it is broken."""
    lines = [
        f"{name}: {', '.join(_told(rows, indicator, lang))}" for name, rows in points.groupby("series", sort=False)
    ]
    return _ALT(lang).format(title=indicator.title(lang), lines="; ".join(lines))


def _told(rows: pd.DataFrame, indicator: Indicator, lang: Lang) -> Iterator[str]:
    before: pd.Series | None = None
    for _, row in rows.iterrows():
        known = pd.notna(row["value"])
        why = why_broken(before, row) if before is not None and known else None
        said = [why(lang)] if why is not None else []
        said += [BRIDGED(lang)] if known and row["bridged"] else []
        amount = f"{row['edition']} {words.amount(row['value'], indicator, lang)}"
        yield f"{amount} ({'; '.join(said)})" if said else amount
        before = row if known else before


def sentence(found: pd.DataFrame, code: str, step: tuple[str, str] | None, indicator: Indicator, lang: Lang) -> str:
    """How one area changed and whether that is demonstrable.

    ``found``: ``through_years.COLUMNS`` of its level; ``step``: what ``through_years.compared`` gives.
    """
    title = spoken_title(indicator, lang)
    mine = found[found["code"] == code].set_index("edition")
    name = str(mine["name"].iloc[0]) if len(mine) else code
    if step is None:
        return _NO_STEP(lang).format(name=name, title=title)
    first, last = step
    change = through_years.changes(found, first, last, indicator.unit).loc[code]
    if change["why"] == through_years.NO_VALUE:
        return _NOT_BOTH(lang).format(title=title, name=name, first=first, last=last)
    a, b = indicator.format(mine.at[first, "value"], lang), words.amount(mine.at[last, "value"], indicator, lang)
    said = _FROM_TO(lang).format(title=title, name=name, a=a, b=b, first=first, last=last)
    if change["why"] in _UNTESTED:
        return said + _UNTESTED[change["why"]](lang)
    amount = change_amount(change["change"], change["change_low"], change["change_high"], indicator, lang)
    return said + _TESTED[Difference(change["changed"])](lang).format(c=amount)


def table(found: pd.DataFrame, step: tuple[str, str] | None, indicator: Indicator, lang: Lang) -> pd.DataFrame:
    """Every area by name: its value per edition and how it changed, in words."""
    by_area = figure_rows.by_name(found.drop_duplicates("code")).set_index("code")
    shown = pd.DataFrame({_AREA(lang): by_area["name"]})
    for edition, rows in found.groupby("edition", sort=False):
        shown[str(edition)] = _in_words(rows.set_index("code"), indicator, lang)
    if step is not None:
        change = through_years.changes(found, *step, indicator.unit).reindex(by_area.index)
        told = [_change_in_words(row, indicator, lang) for _, row in change.iterrows()]
        shown[_CHANGE(lang).format(first=step[0], last=step[1])] = told
    return shown.reset_index(drop=True)


def _in_words(rows: pd.DataFrame, indicator: Indicator, lang: Lang) -> pd.Series:
    amounts = words.formatted(rows["value"], indicator, lang)
    modelled = words.modelled(rows)
    forms = {(True, True): _SHORT_BOTH, (True, False): _SHORT_MODEL, (False, True): _SHORT_BRIDGED}
    told = [
        "–" if not amount else forms[m, b](lang).format(v=amount) if (m, b) in forms else amount
        for amount, m, b in zip(amounts, modelled, rows["bridged"].astype(bool), strict=True)
    ]
    return pd.Series(told, index=rows.index, dtype="object")


def _change_in_words(change: pd.Series, indicator: Indicator, lang: Lang) -> str:
    if change["why"]:
        return _WHY_IN_TABLE[change["why"]](lang)
    if pd.isna(change["change"]):
        return ""
    amount = change_amount(change["change"], change["change_low"], change["change_high"], indicator, lang, _BETWEEN)
    return _IN_TABLE[Difference(change["changed"])](lang).format(c=amount)
