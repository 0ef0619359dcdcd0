"""Streets: read from lines of any kind, only those one can walk on, and every mistake told."""

from __future__ import annotations

import json
from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from tests.sources.village import CODES, RD_CRS, SOUTH, WEST, assert_told, only, read_village
from wijkmonitor.analysis.walking import SEGMENT_COLUMNS
from wijkmonitor.edition import Dataset
from wijkmonitor.fault import errors
from wijkmonitor.sources.streets import NOT_ON_FOOT

PLACES = "place_id,name,type,x_rd,y_rd\n"


def lines(*rows: tuple[list[list[float]], dict], crs=RD_CRS, kind: str = "LineString") -> str:
    features = [
        {"type": "Feature", "properties": properties, "geometry": {"type": kind, "coordinates": points}}
        for points, properties in rows
    ]
    return json.dumps({"type": "FeatureCollection", "features": features} | ({"crs": crs} if crs else {}))


def at(*points: tuple[float, float]) -> list[list[float]]:
    return [[WEST + x, SOUTH + y] for x, y in points]


STREET = (at((0, 0), (500, 0), (500, 300)), {"highway": "residential"})


def _read(folder: Path, content: str | bytes, more: str = "", name: str = "straten.geojson", **others):
    return read_village(folder, {"streets": (name, content, more)} | others)


def test_every_straight_piece_of_what_one_can_walk_on(tmp_path: Path) -> None:
    other = [(at((0, 9), (9, 9)), {"highway": kind}) for kind in ("motorway", "construction", None)]
    read = _read(tmp_path, lines(STREET, *other))
    assert not read.faults
    table = read.edition.tables[Dataset.STREETS]
    assert tuple(table.columns) == SEGMENT_COLUMNS
    assert table.to_numpy().tolist() == [
        [WEST, SOUTH, WEST + 500, SOUTH],
        [WEST + 500, SOUTH, WEST + 500, SOUTH + 300],
    ]
    loaded = next(one for one in read.loaded if one["dataset"] == "streets")
    assert (loaded["rows"], loaded["left_out"]) == (1, 3)
    assert "residential" not in NOT_ON_FOOT


def test_an_extract_of_openstreetmap(tmp_path: Path) -> None:
    nodes = [(1, 52.0380, 5.3300), (2, 52.0390, 5.3300), (3, 52.0390, 5.3320), (4, 52.0395, 5.3320)]
    ways = [(10, (1, 2), ("residential", "")), (11, (2, 3), ("footway", "")), (12, (3, 4), ("path", "no"))]
    xml = "".join(f'<node id="{i}" lat="{lat}" lon="{lon}"/>' for i, lat, lon in nodes)
    for way, ends, (kind, foot) in ways:
        tags = f'<tag k="highway" v="{kind}"/>' + (f'<tag k="foot" v="{foot}"/>' if foot else "")
        xml += f'<way id="{way}">' + "".join(f'<nd ref="{n}"/>' for n in ends) + tags + "</way>"
    read = _read(tmp_path, f'<?xml version="1.0"?><osm version="0.6">{xml}</osm>', name="stad.osm")
    assert not errors(read.faults), [fault("en") for fault in read.faults]
    table = read.edition.tables[Dataset.STREETS]
    assert len(table) == 2
    assert table.loc[0, ["x_to", "y_to"]].tolist() == pytest.approx(table.loc[1, ["x_from", "y_from"]].tolist())
    assert shapely.length(shapely.linestrings(table.to_numpy().reshape(-1, 2, 2)))[0] == pytest.approx(111.3, abs=0.5)


def test_a_geopackage_with_other_names(tmp_path: Path) -> None:
    frame = gpd.GeoDataFrame(
        {"wegtype": ["motorway", "street"]},
        geometry=[shapely.LineString(at((0, 0), (9, 0))), shapely.MultiLineString([at((0, 0), (0, 9))])],
        crs="EPSG:28992",
    )
    frame.to_file(tmp_path / "wegen.gpkg")
    content = (tmp_path / "wegen.gpkg").read_bytes()
    read = _read(tmp_path / "v", content, 'columns = { highway = "wegtype" }', name="wegen.gpkg")
    assert not read.faults
    assert len(read.edition.tables[Dataset.STREETS]) == 1


def test_the_walk_follows_the_streets(tmp_path: Path) -> None:
    from wijkmonitor.methods import access

    read = _read(tmp_path, lines(STREET))
    nearest = access.walk_of(read.edition).nearest(*(_points(one) for one in ((0, 0), (500, 300))), 2000)
    assert nearest == pytest.approx([800], abs=0.01)


def _points(point):
    import numpy as np

    return np.array(at(point), dtype=float)


@pytest.mark.parametrize(
    ("content", "more", "told"),
    [
        (lines((at((0, 0)), {}), kind="MultiPoint"), "", ("MultiPoint", "centre lines of roads")),
        (lines((at((0, 0), (9, 0)), {"highway": "motorway"})), "", ("motorway", "nothing to walk on")),
        (lines(STREET, crs=None), "", ("EPSG:4326", 'crs = "EPSG:28992"', "under streets")),
        (lines((at((90_000, 0), (90_100, 0)), {})), "", ("streets in the municipality", "choose the file")),
        (lines(STREET), 'columns = { highway = "wegtype" }', ("wegtype", "highway")),
        ("dit is geen kaart", "", ("straten.geojson", "lines of streets and paths")),
    ],
)
def test_mistakes(tmp_path: Path, content: str, more: str, told: tuple[str, ...]) -> None:
    read = _read(tmp_path, content, more)
    assert read.edition is None
    assert_told(only(errors(read.faults)), *told)


def test_a_table_is_no_map(tmp_path: Path) -> None:
    fault = only(_read(tmp_path, "a;b\n1;2\n", name="straten.csv").faults)
    assert_told(fault, ".csv", "lines of streets and paths", "extract of OpenStreetMap")


def test_a_place_far_from_any_street_is_told(tmp_path: Path) -> None:
    places = f"{PLACES}P1,Een,cafe,{WEST + 100},{SOUTH + 50}\nP2,Twee,cafe,{WEST + 100},{SOUTH + 900}\n"
    read = _read(tmp_path, lines(STREET), meeting_places=("plekken.csv", places, ""))
    fault = only(read.faults)
    assert (fault.severity, fault.file, fault.row) == ("warning", "plekken.csv", 3)
    assert_told(fault, "P2", "within 250 metres", "straight line")
    assert CODES[0] in read.edition.areas.index
