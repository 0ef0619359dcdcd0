"""A map that does not move, as SVG: for slides, paper and a picture beside a profile.

The same classes, colours and textures as the map on screen. It needs no browser and no other host; its text is set in whatever
sans-serif the reader of the SVG has, so that lines are kept short.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from html import escape
from textwrap import wrap
from typing import Any

import pandas as pd

from wijkmonitor.figures import still_legend
from wijkmonitor.figures.maps import AreaLayer
from wijkmonitor.figures.points import Mark
from wijkmonitor.figures.still_fills import drawn_mark, fill, ground, looks, patterns, xml_text
from wijkmonitor.figures.theme import FONT, PALETTES, Mode
from wijkmonitor.text import Lang

MOST_NAMES = 20
"""Names are written in the areas up to this many of them."""
_LEGEND_SHARE = 0.33
_MARGIN = 10
_LINE_LONGEST = 14
_CUT_PX = 0.1
_FONTS = f'"Wijkmonitor Sans", {FONT}'

Feature = Mapping[str, Any]


@dataclass(frozen=True, eq=False)
class StillMap:
    """What is drawn. ``features``: GeoJSON features (EPSG:4326) of one level and vintage, property ``code`` and ``name``;
    ``layer``: figures on them, None for borders only; ``selected``: codes with a thick outline; ``points``: columns lat, lon,
    kind, drawn with the mark of their kind; ``kinds``: words per kind for the legend, in its order."""

    features: Sequence[Feature]
    layer: AreaLayer | None = None
    selected: tuple[str, ...] = ()
    points: pd.DataFrame | None = None
    marks: Mapping[str, Mark] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)
    mode: Mode = "light"


@dataclass(frozen=True, slots=True)
class Frame:
    """Size of the picture and of its type in pixels; ``legend``: whether one stands at the right, ``names``: whether areas are
    named where there is room; ``key``: tells the patterns of two pictures on one page apart."""

    key: str
    width: int = 1160
    height: int = 560
    type_px: int = 20
    legend: bool = True
    names: bool = True


def features_of(geometry: Mapping[str, Any], level: str, vintage: int) -> list[Feature]:
    """The features of one level and vintage in ``Snapshot.geometry()`` that have a shape."""
    return [
        one
        for one in geometry["features"]
        if one["geometry"] and one["properties"]["level"] == level and int(one["properties"]["vintage"]) == vintage
    ]


def svg(drawing: StillMap, frame: Frame, lang: Lang, title: str, about: str) -> str:
    """The map as an SVG document; ``title`` and ``about`` say in words what it shows, for who cannot see it."""
    map_width = frame.width * (1 - _LEGEND_SHARE) if frame.legend else frame.width
    place = _placing(drawing.features, map_width, frame.height)
    legend = ""
    if frame.legend:
        left, room = map_width + 2 * _MARGIN, frame.width * _LEGEND_SHARE - 3 * _MARGIN
        box = still_legend.Box(left, _MARGIN, room, frame.height - 2 * _MARGIN, frame.type_px, frame.key)
        chosen = bool(drawing.selected)
        lines = still_legend.items(drawing.layer, chosen, drawing.marks, drawing.kinds, lang)
        legend = still_legend.drawn(lines, box, drawing.mode)
    drawn = [_areas(drawing, frame, place), _points(drawing, frame, place), _names(drawing, frame, place), legend]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {frame.width} {frame.height}" width="{frame.width}"'
        f' height="{frame.height}" role="img" aria-label="{xml_text(title)}" font-family="{escape(_FONTS)}">'
        f"<title>{xml_text(title)}</title><desc>{xml_text(about)}</desc>"
        f"<defs>{patterns(drawing.layer, frame.key, drawing.mode)}</defs>{''.join(drawn)}</svg>"
    )


class _Placing:
    """From degrees to pixels; longitude is narrowed by the cosine of the latitude, so that shapes are true."""

    def __init__(self, bounds: tuple[float, float, float, float], width: float, height: float) -> None:
        west, south, east, north = bounds
        self._stretch = math.cos(math.radians((south + north) / 2))
        across, up = max((east - west) * self._stretch, 1e-9), max(north - south, 1e-9)
        self.scale = min((width - 2 * _MARGIN) / across, (height - 2 * _MARGIN) / up)
        self._west, self._north = west, north
        self._left = (width - across * self.scale) / 2
        self._top = (height - up * self.scale) / 2

    def __call__(self, lon: float, lat: float) -> tuple[float, float]:
        x = self._left + (lon - self._west) * self._stretch * self.scale
        return round(x, 1), round(self._top + (self._north - lat) * self.scale, 1)


def _placing(features: Sequence[Feature], width: float, height: float) -> _Placing:
    corners = [point for one in features for ring in _rings(one) for point in ring] or [[5.3, 52.15]]
    lons, lats = [p[0] for p in corners], [p[1] for p in corners]
    return _Placing((min(lons), min(lats), max(lons), max(lats)), width, height)


def _rings(feature: Feature) -> list[Sequence[Sequence[float]]]:
    shape = feature["geometry"]
    polygons = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
    return [ring for polygon in polygons for ring in polygon]


def _areas(drawing: StillMap, frame: Frame, place: _Placing) -> str:
    palette, known = PALETTES[drawing.mode], looks(drawing.layer)
    shapes, outlines = [], []
    for one in drawing.features:
        code = one["properties"]["code"]
        path = "".join(_ring_path(ring, place) for ring in _rings(one))
        colour = palette.nothing
        if drawing.layer is not None:
            colour, under = fill(known.get(code), frame.key), ground(known.get(code), frame.key)
            shapes.append(f'<g fill-rule="evenodd"><path d="{path}" fill="{under}"/></g>')
        shapes.append(
            f'<path d="{path}" fill="{colour}" fill-rule="evenodd" stroke="{palette.border}" stroke-width="1"/>'
        )
        if code in drawing.selected:
            outlines.append(f'<path d="{path}" fill="none" stroke="{palette.halo}" stroke-width="7"/>')
            outlines.append(f'<path d="{path}" fill="none" stroke="{palette.accent}" stroke-width="3.5"/>')
    return "".join([*shapes, *outlines])


def _names(drawing: StillMap, frame: Frame, place: _Placing) -> str:
    if not frame.names or len(drawing.features) > MOST_NAMES:
        return ""
    labels: list[str] = []
    taken: list[_Label] = []
    for feature in drawing.features:
        label = _label(feature, frame, place)
        if label is None:
            continue
        # One line up or down where the name of a neighbour stands already.
        tries = [replace(label, y=label.y + step * label.size * 1.1) for step in (0, 1, -1)]
        label = next((one for one in tries if not any(one.covers(other) for other in taken)), label)
        taken.append(label)
        labels.append(_written(label, drawing.mode))
    return "".join(labels)


def _ring_path(ring: Sequence[Sequence[float]], place: _Placing) -> str:
    points, last = [], None
    for lon, lat, *_ in ring:
        here = place(lon, lat)
        if last is None or abs(here[0] - last[0]) + abs(here[1] - last[1]) > _CUT_PX:
            points.append(f"{here[0]:g},{here[1]:g}")
            last = here
    return f"M{'L'.join(points)}Z"


@dataclass(frozen=True, slots=True)
class _Label:
    """A name in ``lines`` around the middle (``x``, ``y``), in letters of ``size``; all in px."""

    lines: tuple[str, ...]
    x: float
    y: float
    size: float

    @property
    def width(self) -> float:
        return max(map(len, self.lines)) * self.size * still_legend.LETTER_WIDTH

    def covers(self, other: _Label) -> bool:
        """Whether the letters of both would lie over each other."""
        high = (len(self.lines) * self.size + len(other.lines) * other.size) / 2
        return abs(self.x - other.x) < (self.width + other.width) / 2 and abs(self.y - other.y) < high


def _label(feature: Feature, frame: Frame, place: _Placing) -> _Label | None:
    """The name in the middle of the largest ring, cut at spaces over two lines; None where it would not fit."""
    ring = max(_rings(feature), key=_ring_area)
    across = [place(lon, lat)[0] for lon, lat, *_ in ring]
    room = max(across) - min(across)
    lines = wrap(short_name(str(feature["properties"]["name"]), 2 * _LINE_LONGEST), _LINE_LONGEST)
    label = _Label(tuple(lines), *place(*_middle(ring)), frame.type_px * 0.8)
    return label if lines and label.width <= room * 0.92 else None


def _written(label: _Label, mode: Mode) -> str:
    palette = PALETTES[mode]
    look = (
        f'fill="{palette.text}" stroke="{palette.halo}" stroke-width="4" stroke-linejoin="round" paint-order="stroke"'
    )
    size = label.size
    top = label.y - (len(label.lines) - 1) * size * 0.55 + size * 0.33
    return "".join(
        f'<text x="{label.x:g}" y="{top + row * size * 1.1:.1f}" text-anchor="middle" font-size="{size:g}"'
        f' font-weight="700" {look}>{xml_text(line)}</text>'
        for row, line in enumerate(label.lines)
    )


def _ring_area(ring: Sequence[Sequence[float]]) -> float:
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], ring[0]], strict=True))) / 2


def _middle(ring: Sequence[Sequence[float]]) -> tuple[float, float]:
    """Centroid of a ring; the mean of its corners where it has no surface."""
    base_x, base_y = ring[0][0], ring[0][1]
    moved = [
        (p[0] - base_x, p[1] - base_y) for p in ring
    ]  # near the origin, where products of degrees keep their digits
    crosses = [a[0] * b[1] - b[0] * a[1] for a, b in zip(moved, [*moved[1:], moved[0]], strict=True)]
    if abs(total := sum(crosses)) < 1e-14:
        return sum(p[0] for p in ring) / len(ring), sum(p[1] for p in ring) / len(ring)
    pairs = list(zip(moved, [*moved[1:], moved[0]], crosses, strict=True))
    x = sum((a[0] + b[0]) * c for a, b, c in pairs) / (3 * total)
    y = sum((a[1] + b[1]) * c for a, b, c in pairs) / (3 * total)
    return base_x + x, base_y + y


def short_name(name: str, longest: int) -> str:
    """A name for a tight spot: cut with an ellipsis when it is longer than ``longest`` characters."""
    return name if len(name) <= longest else name[: longest - 1].rstrip() + "…"


def _points(drawing: StillMap, frame: Frame, place: _Placing) -> str:
    if drawing.points is None or drawing.points.empty:
        return ""
    known = drawing.points[drawing.points["lat"].notna() & drawing.points["kind"].isin(list(drawing.marks))]
    radius = frame.type_px * 0.42
    return "".join(
        drawn_mark(drawing.marks[kind], *place(lon, lat), radius, drawing.mode)
        for lat, lon, kind in zip(known["lat"], known["lon"], known["kind"], strict=True)
    )
