"""Polygons that are wrong: repaired where that changes nothing of weight and told, refused otherwise."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import pandas as pd
import shapely

from wijkmonitor.fault import Fault, Severity
from wijkmonitor.sources.telling import tell
from wijkmonitor.text import Text

MOST_AREA_CHANGE = 0.001
"""A repair may change the area of a polygon by less than this share."""
SLIVER_SHARE = 0.005
SLIVER_WIDTH_M = 25.0
"""Two areas overlap in earnest when the overlap is at least this share of the smaller and at least this wide."""

_POLYGONS = (shapely.GeometryType.POLYGON, shapely.GeometryType.MULTIPOLYGON)
_DOWNLOAD = Text(
    nl="Het bestand is te grof of beschadigd: download de Wijk- en buurtkaart van CBS en Kadaster opnieuw, met meer detail.",
    en="The file is too coarse or damaged: download the Wijk- en buurtkaart of CBS and Kadaster again, in more detail.",
)
_SOUND = Text(
    nl="vlakken met een oppervlakte, zonder kruisende grenzen", en="shapes with an area and no crossing borders"
)


def degenerate(shapes: np.ndarray, dropped: int, shown: str) -> list[Fault]:
    """One fault with counts when a file holds shapes that are no areas at all; a warning for dropped specks."""
    unbuilt = shapely.is_missing(shapes) | shapely.is_empty(shapes)
    no_area = ~unbuilt & ((shapely.area(shapes) == 0) | ~np.isin(shapely.get_type_id(shapes), _POLYGONS))
    invalid = ~unbuilt & ~shapely.is_valid(shapes)
    if unbuilt.any() or no_area.any():
        found = (
            f"{unbuilt.sum()} rings of fewer than 4 points / ringen van minder dan 4 punten, "
            f"{invalid.sum()} invalid / ongeldig, {no_area.sum()} without area / zonder oppervlakte"
        )
        first = int(np.flatnonzero(unbuilt | no_area)[0]) + 1
        return [Fault(shown, found, _SOUND, _DOWNLOAD, first, "geometry", int((unbuilt | no_area | invalid).sum()))]
    if dropped:
        remedy = Text(nl="Niets te doen: ze zijn weggelaten.", en="Nothing to do: they were left out.")
        found = f"{dropped} holes or parts without area / gaten of delen zonder oppervlakte"
        return [Fault(shown, found, _SOUND, remedy, column="geometry", rows=dropped, severity="warning")]
    return []


def repair(shapes: np.ndarray, codes: pd.Series, origin: pd.DataFrame) -> tuple[np.ndarray, list[Fault]]:
    """Make invalid polygons valid where their area stays the same; the others are faults."""
    invalid = np.flatnonzero(~shapely.is_valid(shapes))
    if not len(invalid):
        return shapes, []
    mended = shapes.copy()
    mended[invalid] = [_polygonal(shape) for shape in shapely.make_valid(shapes[invalid])]
    before, after = shapely.area(shapes[invalid]), shapely.area(mended[invalid])
    change = np.abs(after - before) / np.maximum(np.maximum(after, before), 1e-9)
    safe = change < MOST_AREA_CHANGE
    reasons = shapely.is_valid_reason(shapes[invalid])
    found = pd.Series(
        [
            f"{codes.iloc[place]}: {why.split('[')[0]}, {share:.2%}"
            for place, why, share in zip(invalid, reasons, change, strict=True)
        ],
        index=codes.index[invalid],
    )
    unsafe = Text(
        nl="Herstellen zou de oppervlakte veranderen: teken deze grens opnieuw of download het bestand opnieuw.",
        en="A repair would change the area: draw this border again or download the file again.",
    )
    return mended, [
        *_mended(codes.iloc[invalid[safe]], origin),
        *tell(found[~safe], origin, "geometry", _SOUND, unsafe),
    ]


def _polygonal(shape: shapely.Geometry) -> shapely.Geometry:
    parts = [part for part in shapely.get_parts(shape) if shapely.get_type_id(part) in _POLYGONS]
    return shapely.union_all(parts) if len(parts) != 1 else parts[0]


def _mended(codes: pd.Series, origin: pd.DataFrame) -> list[Fault]:
    if codes.empty:
        return []
    first = origin.loc[codes.index[0]]
    found = ", ".join(codes.iloc[:10]) + (", …" if len(codes) > 10 else "")
    remedy = Text(
        nl="De grenzen kruisten zichzelf en zijn hersteld; de oppervlakte veranderde minder dan 0,1%.",
        en="The borders crossed themselves and were repaired; the area changed by less than 0.1%.",
    )
    return [Fault(first["file"], found, _SOUND, remedy, int(first["row"]), "geometry", len(codes), "warning")]


def check_overlaps(
    shapes: np.ndarray, codes: pd.Series, origin: pd.DataFrame, accepted: Collection[str] = ()
) -> list[Fault]:
    """Faults for areas of one level that overlap; slivers along shared borders are one warning with their number.

    Overlaps of an area in ``accepted`` are warnings.
    """
    left, right = _overlapping(shapes, codes)
    if not len(left):
        return []
    shared = shapely.intersection(shapes[left], shapes[right])
    size = shapely.area(shared)
    smaller = np.minimum(shapely.area(shapes[left]), shapely.area(shapes[right]))
    width_m = 2 * size / np.maximum(shapely.length(shared), 1e-9)
    real = (size >= SLIVER_SHARE * smaller) & (width_m >= SLIVER_WIDTH_M)
    names = codes.to_numpy()
    pairs = pd.DataFrame({"left": names[left], "right": names[right], "m2": size}, index=codes.index[left])
    known = (pairs["left"].isin(list(accepted)) | pairs["right"].isin(list(accepted))).to_numpy()
    return [
        *_tell_pairs(pairs[real & ~known], origin, _REDRAW, "error"),
        *_tell_pairs(pairs[real & known], origin, _ACCEPTED, "warning"),
        *_tell_slivers(pairs[~real], origin),
    ]


_APART = Text(nl="gebieden die elkaar niet overlappen", en="areas that do not overlap")
_REDRAW = Text(
    nl='Teken deze grens opnieuw, of aanvaard de overlap met known_overlaps = ["{a}"] in municipality.toml.',
    en='Draw this border again, or accept the overlap with known_overlaps = ["{a}"] in municipality.toml.',
)
_ACCEPTED = Text(
    nl="Aanvaard in municipality.toml: een punt in de overlap telt bij de eerste code.",
    en="Accepted in municipality.toml: a point in the overlap counts for the first code.",
)


def _overlapping(shapes: np.ndarray, codes: pd.Series) -> tuple[np.ndarray, np.ndarray]:
    """Positions of pairs of areas of one level that share an area and not only a border."""
    left, right = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    level = codes.str.slice(0, 2).to_numpy()
    pair = (left < right) & (level[left] == level[right])
    left, right = left[pair], right[pair]
    deep = shapely.relate_pattern(shapes[left], shapes[right], "2********")
    return left[deep], right[deep]


def _tell_pairs(pairs: pd.DataFrame, origin: pd.DataFrame, remedy: Text, severity: Severity) -> list[Fault]:
    """Pairs share an index when one area overlaps several, so they are told by position."""
    places = origin.loc[pairs.index].reset_index(drop=True)
    words = [f"{pair.left} + {pair.right}: {pair.m2:.0f} m²" for pair in pairs.itertuples(index=False)]
    found = pd.Series(words, dtype="object")
    return tell(found, places, "geometry", _APART, lambda pair: remedy.fill(a=pair.split(" ")[0]), severity)


def _tell_slivers(pairs: pd.DataFrame, origin: pd.DataFrame) -> list[Fault]:
    if pairs.empty:
        return []
    cure = Text(
        nl="Smalle randen van samen {m:.0f} m²; een punt daarin telt bij de eerste code.",
        en="Narrow edges of {m:.0f} m² together; a point in one counts for the first code.",
    ).fill(m=float(pairs["m2"].sum()))
    first = origin.loc[pairs.index[0]]
    words = f"{len(pairs)} slivers / smalle overlappen"
    return [Fault(first["file"], words, _APART, cure, None, "geometry", len(pairs), "warning")]
