"""The map of a slide as a picture: office programs have no map of wijken and buurten of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from wijkmonitor.figures import still_map
from wijkmonitor.figures.maps import AreaLayer
from wijkmonitor.figures.points import marks
from wijkmonitor.figures.still_map import Frame, StillMap
from wijkmonitor.groups import PLACE_TYPE
from wijkmonitor.report import typesetting
from wijkmonitor.report.slide import MapBody, Slide
from wijkmonitor.text import Lang, Text, same

WIDTH_PX = 1800
"""Sharp on a projector, where a slide is 1,920 pixels wide."""
_TYPE_PX = 20
_FRAME_WIDTH = 1160


def map_png(slide: Slide, body: MapBody, geometry: Mapping[str, Any], shape: float, lang: Lang) -> bytes:
    """The map with its legend as PNG; ``geometry``: ``Snapshot.geometry()``, ``shape``: width divided by height."""
    kinds = _kinds(body, lang)
    drawing = StillMap(
        features=still_map.features_of(geometry, body.level, body.vintage),
        layer=AreaLayer(body.rows, body.indicator, body.classes),
        selected=body.selected,
        points=body.points,
        marks=marks(_spoken(kinds), "light", lang),
        kinds=kinds,
    )
    frame = Frame(slide.key, width=_FRAME_WIDTH, height=round(_FRAME_WIDTH / shape), type_px=_TYPE_PX)
    return typesetting.picture(still_map.svg(drawing, frame, lang, slide.topic, slide.alt), WIDTH_PX)


def _kinds(body: MapBody, lang: Lang) -> dict[str, str]:
    """Words per kind of mark on the map, in the order they have on the screen."""
    if body.points is None or body.points.empty:
        return {}
    told = dict(zip(body.points["kind"].astype(str), body.points["words"].astype(str), strict=True))
    known: Sequence[str] = [kind for kind in PLACE_TYPE.categories if kind in told]
    return {kind: PLACE_TYPE.categories[kind](lang) for kind in known} | {
        k: v for k, v in told.items() if k not in known
    }


def _spoken(kinds: Mapping[str, str]) -> dict[str, Text]:
    """The kinds among which marks are given out: those of the screen first, so that a mark is the same there."""
    return dict(PLACE_TYPE.categories) | {k: same(v) for k, v in kinds.items() if k not in PLACE_TYPE.categories}
