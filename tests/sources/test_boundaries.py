"""Boundaries as they come: other formats, other coordinates, broken polygons."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pytest
import shapely

from tests.sources.village import CODES, SIDE_M, assert_told, geojson, only, read_village, square, squares
from wijkmonitor import areas
from wijkmonitor.fault import errors
from wijkmonitor.municipality import read_municipality
from wijkmonitor.sources import boundaries


def _frame() -> gpd.GeoDataFrame:
    shapes = [shapely.Polygon(square(code)) for code in CODES]
    return gpd.GeoDataFrame(
        {"code": CODES, "name": [f"Buurt {code[-2:]}" for code in CODES]}, geometry=shapes, crs=areas.RD
    )


def _read_file(folder: Path, name: str, more: str = "") -> boundaries.Boundaries:
    (folder / "municipality.toml").write_text(
        '[municipality]\ncode = "GM0599"\nname = "Dorp"\n[editions.2025]\ndate = 2025-01-01\nvintage = 2025\n'
        f'[editions.2025.boundaries]\nfile = "{name}"\n{more}\n'
    )
    specs = read_municipality(folder).editions[0].sources
    return boundaries.read(next(iter(specs.values())), "GM0599", 2025)


def _topology(rings: dict[str, list[list[float]]]) -> dict[str, Any]:
    """One arc per polygon, its "type" last."""
    return {
        "arcs": list(rings.values()),
        "objects": {
            "b": {
                "geometries": [
                    {"type": "Polygon", "arcs": [[place]], "properties": {"code": code}}
                    for place, code in enumerate(rings)
                ],
                "type": "GeometryCollection",
            }
        },
        "type": "Topology",
    }


def test_the_area_frame_of_a_sound_file(tmp_path: Path) -> None:
    read = read_village(tmp_path)
    assert not read.faults
    assert read.edition is not None
    frame = read.edition.areas
    assert frame.crs == areas.RD
    assert frame["level"].value_counts().to_dict() == {"buurt": 4, "wijk": 2, "gemeente": 1}
    assert frame.loc["GM0599", "name"] == "Dorp"
    assert np.isclose(frame.loc["WK059901"].geometry.area, 2 * SIDE_M**2)
    assert frame["population"].isna().all()


@pytest.mark.parametrize("name", ["b.gpkg", "b.shp", "b.zip"])
def test_other_formats_give_the_same_areas(tmp_path: Path, name: str) -> None:
    if name == "b.zip":
        import zipfile

        _frame().to_file(tmp_path / "b.shp")
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            for part in tmp_path.glob("b.*"):
                if part.suffix != ".zip":
                    archive.write(part, part.name)
    else:
        _frame().to_file(tmp_path / name)
    read = _read_file(tmp_path, name)
    assert not read.faults, read.faults[0]("en")
    assert read.areas is not None
    assert shapely.equals(read.areas.geometry.to_numpy(), _frame().geometry.to_numpy()).all()


def test_degrees_become_metres(tmp_path: Path) -> None:
    (tmp_path / "b.geojson").write_text(_frame().to_crs(areas.WGS84).to_json())
    read = _read_file(tmp_path, "b.geojson")
    assert read.areas is not None
    assert np.allclose(read.areas.total_bounds, _frame().total_bounds, atol=0.01)


def test_topojson_is_read_though_its_type_comes_last(tmp_path: Path) -> None:
    (tmp_path / "b.json").write_text(json.dumps(_topology(squares())))
    assert_told(only(_read_file(tmp_path, "b.json").faults), 'crs = "EPSG:28992"')
    read = _read_file(tmp_path, "b.json", 'crs = "EPSG:28992"')
    assert read.areas is not None
    assert shapely.equals(read.areas.geometry.to_numpy(), _frame().geometry.to_numpy()).all()


def test_topojson_on_a_grid_with_shared_and_reversed_arcs(tmp_path: Path) -> None:
    topology = {
        "type": "Topology",
        "transform": {"scale": [1000, 1000], "translate": [150_000, 450_000]},
        "arcs": [[[1, 0], [0, 1]], [[1, 1], [-1, 0], [0, -1], [1, 0]], [[1, 0], [1, 0], [0, 1], [-1, 0]]],
        "objects": {
            "b": {
                "type": "GeometryCollection",
                "geometries": [
                    {"type": "Polygon", "arcs": [[0, 1]], "properties": {"code": CODES[0]}},
                    {"type": "MultiPolygon", "arcs": [[[2, ~0]]], "properties": {"code": CODES[2]}},
                ],
            }
        },
    }
    (tmp_path / "b.json").write_text(json.dumps(topology))
    read = _read_file(tmp_path, "b.json", 'crs = "EPSG:28992"')
    assert read.areas is not None, read.faults[0]("en")
    expected = [shapely.Polygon(square(CODES[0])), shapely.Polygon(square(CODES[2]))]
    assert shapely.equals(read.areas.geometry.to_numpy(), expected).all()


@pytest.mark.parametrize(
    ("crs", "swap", "remedy"),
    [(None, False, 'crs = "EPSG:28992"'), ("4326", False, 'crs = "EPSG:28992"'), ("28992", True, 'axis_order = "yx"')],
)
def test_wrong_crs_and_swapped_axes(tmp_path: Path, crs: str | None, swap: bool, remedy: str) -> None:
    rings = {code: [point[::-1] if swap else point for point in ring] for code, ring in squares().items()}
    named = {"type": "name", "properties": {"name": f"EPSG:{crs}"}} if crs else None
    fault = only(read_village(tmp_path, boundaries=geojson(rings, named)).faults)
    assert (fault.file, fault.column) == ("buurten.geojson", "geometry")
    assert_told(fault, "inside the Netherlands", remedy)


def test_degrees_in_a_file_that_says_metres(tmp_path: Path) -> None:
    (tmp_path / "b.geojson").write_text(_frame().to_crs(areas.WGS84).to_json())
    fault = only(_read_file(tmp_path, "b.geojson", 'crs = "EPSG:28992"').faults)
    assert_told(fault, "EPSG:28992: x 5.", 'crs = "EPSG:4326"')


def test_a_small_self_crossing_is_repaired_and_told(tmp_path: Path) -> None:
    rings = squares()
    x, y = rings[CODES[0]][0]
    loop = [[x, y + 1], [x - 0.1, y + 1], [x + 0.1, y + 2], [x, y + 0.5]]
    rings[CODES[0]] = [[x, y], [x + 1000, y], [x + 1000, y + 1000], [x, y + 1000], *loop, [x, y]]
    assert not shapely.Polygon(rings[CODES[0]]).is_valid
    read = read_village(tmp_path, boundaries=geojson(rings))
    assert read.edition is not None
    assert read.edition.areas.geometry.is_valid.all()
    fault = only(read.faults, column="geometry", found=CODES[0])
    assert fault.severity == "warning"
    assert_told(fault, "were repaired")


def test_a_bow_tie_is_refused(tmp_path: Path) -> None:
    rings = squares()
    x, y = rings[CODES[0]][0]
    rings[CODES[0]] = [[x, y], [x + 1000, y + 1000], [x + 1000, y], [x, y + 900], [x, y]]
    fault = only(errors(read_village(tmp_path, boundaries=geojson(rings)).faults))
    assert (fault.row, fault.column) == (1, "geometry")
    assert_told(fault, CODES[0], "Self-intersection", "would change the area")


def test_real_overlap_is_refused_naming_the_two(tmp_path: Path) -> None:
    rings = squares()
    rings[CODES[0]] = [[x + (200 if x > 150_500 else 0), y] for x, y in rings[CODES[0]]]
    fault = only(read_village(tmp_path / "a", boundaries=geojson(rings)).faults)
    assert (fault.severity, fault.found) == ("error", f"{CODES[0]} + {CODES[2]}: 200000 m²")
    assert_told(fault, "do not overlap", "known_overlaps")
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "b.geojson").write_text(geojson(rings))
    read = _read_file(tmp_path / "b", "b.geojson", f'known_overlaps = ["{CODES[2]}"]')
    assert read.areas is not None
    assert only(read.faults).severity == "warning"


def test_slivers_are_one_warning(tmp_path: Path) -> None:
    rings = squares()
    rings[CODES[0]] = [[x + (4 if x > 150_500 else 0), y + (4 if y > 450_500 else 0)] for x, y in rings[CODES[0]]]
    read = read_village(tmp_path, boundaries=geojson(rings))
    assert read.edition is not None
    fault = only(read.faults)
    assert (fault.severity, fault.rows) == ("warning", 3)
    assert_told(fault, "3 slivers")


def test_shapes_without_area_are_refused_with_counts(tmp_path: Path) -> None:
    rings = squares()
    x, y = rings[CODES[0]][0]
    rings[CODES[0]] = [[x, y], [x + 10, y], [x, y], [x, y]]
    rings[CODES[1]] = [[x, y], [x + 10, y], [x + 20, y], [x, y]]
    topology = _topology(rings)
    (tmp_path / "b.json").write_text(json.dumps(topology))
    fault = only(_read_file(tmp_path, "b.json", 'crs = "EPSG:28992"').faults)
    assert_told(fault, "1 rings of fewer than 4 points", "1 without area", "in more detail")


def test_codes_twice_damaged_or_of_elsewhere(tmp_path: Path) -> None:
    twice = json.loads(geojson(squares()))
    twice["features"].append(twice["features"][0])
    assert_told(only(read_village(tmp_path / "a", boundaries=json.dumps(twice)).faults, row=5), "each code once")
    damaged = geojson({"5990101" if code == CODES[0] else code: ring for code, ring in squares().items()})
    assert_told(only(read_village(tmp_path / "b", boundaries=damaged).faults), "Probably BU05990101")
    elsewhere = geojson(squares()).replace("BU0599", "BU0344")
    assert_told(only(read_village(tmp_path / "c", boundaries=elsewhere).faults), "areas of GM0599")
    names = geojson(squares()).replace('"code"', '"statcode"')
    assert_told(only(read_village(tmp_path / "d", boundaries=names).faults), "statcode, name", 'code = "statcode"')


def test_other_municipalities_in_the_file_are_left_out_and_counted(tmp_path: Path) -> None:
    whole = json.loads(geojson(squares()))
    whole["features"] += json.loads(geojson(squares()).replace("BU0599", "BU0344"))["features"]
    read = read_village(tmp_path, boundaries=json.dumps(whole))
    assert read.edition is not None
    assert (read.loaded[0]["rows"], read.loaded[0]["left_out"]) == (4, 4)


def test_a_file_that_is_no_map(tmp_path: Path) -> None:
    (tmp_path / "b.gpkg").write_bytes(b"this is no geopackage")
    assert_told(only(_read_file(tmp_path, "b.gpkg").faults), "GeoJSON, GeoPackage", "Download the boundaries again")
    (tmp_path / "b.geojson").write_text('{"type": "FeatureCollection", ')
    assert_told(only(_read_file(tmp_path, "b.geojson").faults), "valid JSON")
