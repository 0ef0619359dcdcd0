"""Where an area lies in its municipality: a small map that does not move, the area with a thick outline."""

from __future__ import annotations

from functools import lru_cache

from wijkmonitor.figures import rows as figure_rows
from wijkmonitor.figures import still_map
from wijkmonitor.figures.still_map import Feature, Frame, StillMap
from wijkmonitor.figures.theme import Mode
from wijkmonitor.level import Level
from wijkmonitor.snapshot import Snapshot
from wijkmonitor.text import Lang, Text

WIDTH, HEIGHT = 520, 400
_FRAME = Frame(key="locator", width=WIDTH, height=HEIGHT, legend=False, names=False)
_WHERE = Text(nl="Kaartje: waar {name} ligt in {whole}.", en="Small map: where {name} lies in {whole}.")
_WHOLE = Text(nl="Kaartje van {whole} met de {areas}.", en="Small map of {whole} with its {areas}.")


def about(snapshot: Snapshot, edition: str, code: str, lang: Lang) -> str:
    """What :func:`svg` shows, for who cannot see it."""
    areas = figure_rows.areas_in(snapshot, edition)
    whole = str(areas.loc[areas["parent"] == "", "name"].iloc[0])
    if areas.at[code, "parent"]:
        return _WHERE(lang).format(name=areas.at[code, "name"], whole=whole)
    return _WHOLE(lang).format(whole=whole, areas=Level(_ground_level(snapshot, edition)).plural(lang))


def svg(snapshot: Snapshot, edition: str, code: str, lang: Lang, mode: Mode) -> str:
    """The map as an SVG document of :data:`WIDTH` by :data:`HEIGHT`; "" when the area has no shape.

    The ground is the largest level that divides the municipality, so that a buurt is shown among the wijken.
    """
    areas, vintage = figure_rows.areas_in(snapshot, edition), figure_rows.vintage(snapshot, edition)
    ground = _features(snapshot, _ground_level(snapshot, edition), vintage)
    own = [
        one for one in _features(snapshot, str(areas.at[code, "level"]), vintage) if one["properties"]["code"] == code
    ]
    inside = bool(areas.at[code, "parent"])
    drawn = [*ground, *(one for one in own if inside and one not in ground)]
    said = about(snapshot, edition, code, lang)
    drawing = StillMap(drawn, selected=(code,) if inside else (), mode=mode)
    return still_map.svg(drawing, _FRAME, lang, said, said) if drawn and own else ""


def _ground_level(snapshot: Snapshot, edition: str) -> str:
    areas = figure_rows.areas_in(snapshot, edition)
    present = set(areas.loc[areas["parent"] != "", "level"]) or set(areas["level"])
    return next(one.value for one in Level if one.value in present)


@lru_cache(maxsize=32)
def _features(snapshot: Snapshot, level: str, vintage: int) -> tuple[Feature, ...]:
    return tuple(still_map.features_of(snapshot.geometry(), level, vintage))
