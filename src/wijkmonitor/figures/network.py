"""The network of organisations as a drawing (plotly): squares and circles, ties between the kinds dashed, mutual ties thick.

An organisation stands in the same place whatever is chosen. The larger ones carry their name where there is room, all carry
their number in the list below.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from textwrap import shorten, wrap

import pandas as pd
import plotly.graph_objects as go

from wijkmonitor.analysis.partners import FORMAL, INFORMAL
from wijkmonitor.figures.chart_style import dressed
from wijkmonitor.figures.legend import svg_image
from wijkmonitor.figures.organisations import KINDS, Network
from wijkmonitor.figures.theme import PALETTES, SHAPES, Mode, ink_on
from wijkmonitor.text import Lang, Text, listing, number

HEIGHT = 600
_EDGE = 1.12
_PIXELS = (345, HEIGHT)
"""Across and up, what labels reckon with: as few across as a phone has, so that names overlap nowhere."""
_CLOSEST = 0.5
_SMALLEST, _GROWTH = 17.0, 11.0
_MANY = 100
_LETTER, _LINE, _LETTERS_WIDE = 6.8, 17, 20
_MOST_LABELS = 24
_PALE = 0.22
_SYMBOL = {FORMAL: "square", INFORMAL: "circle"}
_SHAPE = {FORMAL: SHAPES[1], INFORMAL: SHAPES[0]}
_COLOUR = {FORMAL: 0, INFORMAL: 5}
_ACROSS = 2
_THIN, _THICK = 1.2, 3.2
_DASH = "5px,4px"
_ACROSS_TIE = Text(nl="band tussen formeel en informeel", en="tie between formal and informal")
_INSIDE_TIE = Text(nl="band binnen de eigen soort", en="tie within the own kind")
_MUTUAL = Text(nl="dik: beide noemen elkaar", en="thick: both name each other")
_PARTNERS = Text(nl="{n} partners: {f} formeel, {i} informeel", en="{n} partners: {f} formal, {i} informal")
_ONE_PARTNER = Text(nl="1 partner", en="1 partner")
_ALT = Text(
    nl="Tekening van {n} organisaties en {t} banden, waarvan {c} tussen formeel en informeel. De meeste partners hebben: {most}. "
    "Alles staat ook in de tabel met organisaties.",
    en="Drawing of {n} organisations and {t} ties, of which {c} between formal and informal. Most partners: {most}. "
    "Everything is in the table of organisations as well.",
)
_ALT_CHOSEN = Text(
    nl=" Gekozen is {name}, met als partners: {who}.", en=" Chosen is {name}, whose partners are: {who}."
)


def colour_of(kind: str, mode: Mode) -> str:
    """The colour of a kind of organisation."""
    return PALETTES[mode].categorical[_COLOUR[kind]]


def drawing(network: Network, wijken: pd.Series, lang: Lang, mode: Mode, chosen: str = "") -> go.Figure:
    """The network; ``chosen``: key of an organisation that stands out with its partners, "" for none.

    ``wijken``: see ``organisations.wijk_names``. Points carry the key of their organisation as the first of ``customdata``.
    """
    bright = {chosen, *network.partners_of(chosen)} if chosen else set(network.organisations.index)
    figure = go.Figure()
    mine = network.ties_of(chosen) if chosen else network.pairs
    if chosen:
        rest = network.pairs.drop(mine.index)
        figure.add_traces(list(_ties(rest, network, mode, _PALE)))
    figure.add_traces(list(_ties(mine, network, mode, 0.85)))
    elsewhere = network.organisations[~network.organisations["here"]]
    figure.add_trace(_elsewhere(elsewhere, lang, mode))
    for kind in KINDS:
        rows = network.here[network.here["kind"] == kind]
        figure.add_trace(_members(rows, kind, _hover(rows, wijken, lang), bright, chosen, lang, mode))
    window = window_of(network)
    for label in labels(network, window, bright, chosen):
        figure.add_annotation(
            x=label.x, y=label.y, xshift=label.right, yshift=label.up, text=label.html, showarrow=False, align="center",
            font={"size": 13, "color": PALETTES[mode].text}, bgcolor=_behind(mode), borderpad=1,
        )  # fmt: skip
    figure.update_xaxes(range=list(window.across), visible=False)
    figure.update_yaxes(range=list(window.up), visible=False)
    figure.update_layout(showlegend=False, clickmode="event+select")
    drawn = dressed(figure, lang, mode, HEIGHT)
    return drawn.update_layout(margin={"l": 0, "r": 0, "t": 0, "b": 0}, height=HEIGHT)


def _behind(mode: Mode) -> str:
    surface = PALETTES[mode].surface
    red, green, blue = (int(surface[start : start + 2], 16) for start in (1, 3, 5))
    return f"rgba({red},{green},{blue},0.72)"


def _ties(pairs: pd.DataFrame, network: Network, mode: Mode, opacity: float) -> Iterator[go.Scatter]:
    """A trace per look: within the own kind below, across above; one-sided thin, mutual thick."""
    palette, place = PALETTES[mode], network.organisations[["x", "y"]]
    for across in (False, True):
        for mutual in (False, True):
            some = pairs[pairs["crossing"].eq(across) & pairs["mutual"].eq(mutual)]
            if some.empty:
                continue
            ends = [place.loc[some[end]].to_numpy() for end in ("one", "other")]
            path = [
                [value for a, b in zip(*(end[:, axis] for end in ends), strict=True) for value in (a, b, None)]
                for axis in (0, 1)
            ]
            colour = palette.categorical[_ACROSS] if across else palette.faint
            line = {"color": colour, "width": _THICK if mutual else _THIN, "dash": _DASH if across else "solid"}
            yield go.Scatter(x=path[0], y=path[1], mode="lines", line=line, opacity=opacity, hoverinfo="skip")


def _elsewhere(rows: pd.DataFrame, lang: Lang, mode: Mode) -> go.Scatter:
    """Organisations that do not work in the wijk of the view: small and faint, to keep one's bearings."""
    return go.Scatter(
        x=rows["x"].tolist(),
        y=rows["y"].tolist(),
        mode="markers",
        marker={"size": 6, "color": PALETTES[mode].grid, "line": {"width": 1, "color": PALETTES[mode].nothing}},
        customdata=[[key, escape(str(name))] for key, name in rows["name"].items()],
        hovertemplate="%{customdata[1]}<extra></extra>",
        unselected={"marker": {"opacity": 1}},
        name=lang,
    )


def _members(
    rows: pd.DataFrame, kind: str, hover: list[str], bright: set[str], chosen: str, lang: Lang, mode: Mode
) -> go.Scatter:
    palette, fill = PALETTES[mode], colour_of(kind, mode)
    shown = [1.0 if key in bright else _PALE for key in rows.index]
    is_chosen = [key == chosen for key in rows.index]
    return go.Scatter(
        x=rows["x"].tolist(),
        y=rows["y"].tolist(),
        mode="markers+text",
        name=KINDS[kind](lang),
        text=[str(one) if opacity == 1 else "" for one, opacity in zip(rows["number"], shown, strict=True)],
        textfont={"size": 11, "color": ink_on(fill)},
        marker={
            "symbol": _SYMBOL[kind],
            "size": [size + 6 * mine for size, mine in zip(sizes(rows), is_chosen, strict=True)],
            "color": fill,
            "opacity": shown,
            "line": {
                "color": [palette.accent if mine else palette.border for mine in is_chosen],
                "width": [4 if mine else 1 for mine in is_chosen],
            },
        },
        customdata=[[key, said] for key, said in zip(rows.index, hover, strict=True)],
        hovertemplate="%{customdata[1]}<extra></extra>",
        selected={"textfont": {"color": ink_on(fill)}},
        unselected={"textfont": {"color": ink_on(fill)}},
    )


def sizes(rows: pd.DataFrame) -> list[float]:
    """Diameter in pixels per organisation: by the root of its partners, so that its surface tells their number."""
    most = max(float(rows["partners"].max()), 1.0) if len(rows) else 1.0
    growth = _GROWTH if len(rows) <= _MANY else 0.5 * _GROWTH
    return [_SMALLEST + growth * (float(count) / most) ** 0.5 for count in rows["partners"]]


def _hover(rows: pd.DataFrame, wijken: pd.Series, lang: Lang) -> list[str]:
    told = []
    for key, row in rows.iterrows():
        many = _ONE_PARTNER if row["partners"] == 1 else _PARTNERS
        said = many(lang).format(n=row["partners"], f=row[FORMAL], i=row[INFORMAL])
        told.append(f"<b>{escape(row['name'])}</b><br>{KINDS[row['kind']](lang)}<br>{escape(wijken[key])}<br>{said}")
    return told


@dataclass(frozen=True, slots=True)
class Window:
    """The part of the drawing that is shown: from left to right, and from bottom to top."""

    across: tuple[float, float]
    up: tuple[float, float]

    def pixels(self, row: pd.Series) -> tuple[float, float]:
        """Where an organisation (columns x and y) stands, in pixels from the left and from the bottom."""
        ends = zip((row["x"], row["y"]), (self.across, self.up), _PIXELS, strict=True)
        x, y = ((place - low) / (high - low) * most for place, (low, high), most in ends)
        return x, y


def window_of(network: Network) -> Window:
    """Everything, or what lies around the organisations of a wijk: those then stand apart as before, and larger."""
    rows = network.here
    if rows.empty or len(rows) == len(network.organisations):
        return Window((-_EDGE, _EDGE), (-_EDGE, _EDGE))
    ends = []
    for axis in ("x", "y"):
        low, high = rows[axis].min(), rows[axis].max()
        half = max((high - low) / 2 + 0.15, _CLOSEST)
        ends.append(((low + high) / 2 - half, (low + high) / 2 + half))
    return Window(*ends)


@dataclass(frozen=True, slots=True)
class Label:
    """A name beside an organisation: its place, how many pixels to the right and above it, the name over lines (HTML, escaped),
    and the box in pixels that it takes (left, bottom, right, top)."""

    x: float
    y: float
    right: float
    up: float
    html: str
    box: tuple[float, float, float, float]


def labels(network: Network, window: Window, bright: set[str], chosen: str = "") -> list[Label]:
    """Names where there is room for them, the chosen one first, then by partners: none overlaps another or covers a mark."""
    rows = network.here[network.here.index.isin(list(bright))]
    ordered = rows.assign(first=[key == chosen for key in rows.index]).sort_values(
        ["first", "partners", "name"], ascending=[False, False, True], kind="stable"
    )
    marks = {key: _box(*window.pixels(row), 12, 12) for key, row in rows.iterrows()}
    placed: list[Label] = []
    for key, row in ordered.iterrows():
        others = [box for other, box in marks.items() if other != key] + [one.box for one in placed]
        free = (
            one for one in _tries(row, window) if not any(_overlap(one.box, box) for box in others) and _inside(one.box)
        )
        best = next(free, None)
        if best is None and key == chosen:
            best = next(_tries(row, window))
        if best is not None:
            placed.append(best)
        if len(placed) == _MOST_LABELS:
            break
    return placed


def _tries(row: pd.Series, window: Window) -> Iterator[Label]:
    """The name above the mark, below it, or beside it."""
    lines = wrap(str(row["name"]), _LETTERS_WIDE)
    if len(lines) > 2:
        lines = [lines[0], shorten(" ".join(lines[1:]), _LETTERS_WIDE, placeholder="…")]
    half = _LETTER * max(map(len, lines), default=1) / 2
    tall = _LINE * len(lines) / 2
    for right, up in ((0.0, 16 + tall), (0.0, -16 - tall), (18 + half, 0.0), (-18 - half, 0.0)):
        x, y = window.pixels(row)
        box = _box(x + right, y + up, half, tall)
        yield Label(float(row["x"]), float(row["y"]), right, up, "<br>".join(map(escape, lines)), box)


def _box(x: float, y: float, half: float, tall: float) -> tuple[float, float, float, float]:
    return (x - half, y - tall, x + half, y + tall)


def _overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _inside(box: tuple[float, ...]) -> bool:
    return all(0 <= end <= _PIXELS[place % 2] for place, end in enumerate(box))


def legend(lang: Lang, mode: Mode) -> str:
    """What the marks and lines mean, as HTML."""
    palette = PALETTES[mode]
    items = [
        (
            svg_image(f'<path d="{_SHAPE[kind]}" fill="{colour_of(kind, mode)}"/>', "-1.2 -1.2 2.4 2.4", 18, 18),
            words(lang),
        )
        for kind, words in KINDS.items()
    ]
    for across, words in ((True, _ACROSS_TIE), (False, _INSIDE_TIE)):
        colour, dash = (palette.categorical[_ACROSS], ' stroke-dasharray="5 4"') if across else (palette.faint, "")
        line = f'<line x1="1" x2="35" y1="6" y2="6" stroke="{colour}" stroke-width="2"{dash}/>'
        items.append((svg_image(line, "0 0 36 12", 36, 12), words(lang)))
    thick = f'<line x1="1" x2="35" y1="6" y2="6" stroke="{palette.faint}" stroke-width="{_THICK + 1}"/>'
    items.append((svg_image(thick, "0 0 36 12", 36, 12), _MUTUAL(lang)))
    style = "display:flex;align-items:center;gap:.45rem"
    drawn = "".join(f'<span style="{style}">{svg}<span>{escape(said)}</span></span>' for svg, said in items)
    return f'<p style="display:flex;flex-wrap:wrap;gap:.25rem 1.2rem;margin:0;font-size:.95rem">{drawn}</p>'


def drawing_alt(network: Network, lang: Lang, chosen: str = "") -> str:
    """What :func:`drawing` shows, in a sentence or two."""
    here = network.here
    most = here.sort_values(["partners", "name"], ascending=[False, True], kind="stable").head(3)["name"].tolist()
    counts = {"n": len(here), "t": len(network.pairs), "c": network.crossing}
    said = _ALT(lang).format(most=listing(most, lang), **{key: number(one, lang) for key, one in counts.items()})
    if not chosen:
        return said
    names = network.organisations["name"]
    who = sorted(str(names[key]) for key in network.partners_of(chosen))
    return said + _ALT_CHOSEN(lang).format(name=names[chosen], who=listing(who, lang) or "–")
