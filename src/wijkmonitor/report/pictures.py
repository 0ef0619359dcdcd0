"""The picture on a slide as SVG: the map, the chart or the trend, in the colours of the product."""

from __future__ import annotations

from typing import Any

from wijkmonitor.figures import still_chart, still_map, still_trend
from wijkmonitor.figures.maps import AreaLayer
from wijkmonitor.figures.points import marks
from wijkmonitor.figures.still_chart import StillChart
from wijkmonitor.figures.still_map import Frame, StillMap
from wijkmonitor.figures.theme import Mode
from wijkmonitor.groups import PLACE_TYPE
from wijkmonitor.report.slide import ChartBody, MapBody, Slide, TrendBody
from wijkmonitor.text import Lang


def is_picture(slide: Slide) -> bool:
    """Whether a slide shows a picture rather than words or a table."""
    return isinstance(slide.body, MapBody | ChartBody | TrendBody)


def svg(slide: Slide, geometry: dict[str, Any], frame: Frame, lang: Lang, mode: Mode) -> str:
    """The picture of a slide; ``geometry``: ``Snapshot.geometry()``. Raises ``TypeError`` for a slide without a picture."""
    body, about = slide.body, slide.alt
    if isinstance(body, MapBody):
        return still_map.svg(_map(body, geometry, lang, mode), frame, lang, slide.topic, about)
    if isinstance(body, ChartBody):
        chart = StillChart(body.rows, body.indicator, body.selected, body.municipal, mode)
        return still_chart.svg(chart, frame, lang, slide.topic, about)
    if isinstance(body, TrendBody):
        return still_trend.svg(body.points, body.indicator, frame, lang, mode, slide.topic, about)
    raise TypeError(f"no picture on slide {slide.key}")


def _map(body: MapBody, geometry: dict[str, Any], lang: Lang, mode: Mode) -> StillMap:
    features = still_map.features_of(geometry, body.level, body.vintage)
    layer = AreaLayer(body.rows, body.indicator, body.classes)
    if body.points is None or body.points.empty:
        return StillMap(features, layer, body.selected, mode=mode)
    present = set(body.points["kind"])
    kinds = {kind: text(lang) for kind, text in PLACE_TYPE.categories.items() if kind in present}
    return StillMap(features, layer, body.selected, body.points, marks(PLACE_TYPE.categories, mode, lang), kinds, mode)
