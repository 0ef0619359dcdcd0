"""Locating loses nothing: every row has an area or a reason."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pandas as pd
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sources.village import CODES, SIDE_M, SOUTH, WEST, middle, read_village, square
from wijkmonitor import areas
from wijkmonitor.sources import locating

_BUURTEN = gpd.GeoDataFrame(
    {"name": list(CODES), "vintage": 2025, "population": float("nan")},
    geometry=[shapely.Polygon(square(code)) for code in CODES],
    index=pd.Index(CODES, name="code"),
    crs=areas.RD,
)
AREAS = areas.complete_hierarchy(_BUURTEN, "GM0599", "Dorp")
POSTCODES = pd.DataFrame(
    {
        "pc6": ["1000AA", "1000AB"],
        "buurt_code": [CODES[3], None],
        "x_rd": [None, middle(CODES[2])[0]],
        "y_rd": [None, middle(CODES[2])[1]],
    }
)

_x = st.one_of(st.none(), st.floats(WEST - 2 * SIDE_M, WEST + 4 * SIDE_M))
_y = st.one_of(st.none(), st.floats(SOUTH - 2 * SIDE_M, SOUTH + 4 * SIDE_M))
_row = st.fixed_dictionaries(
    {
        "x_rd": _x,
        "y_rd": _y,
        "pc6": st.sampled_from([None, "1000AA", "1000 ab", "9999ZZ"]),
        "buurt_code": st.sampled_from([None, CODES[0], "BU03440101"]),
        "address": st.sampled_from([None, "Dorpsstraat 1"]),
    }
)


@settings(deadline=None)
@given(st.lists(_row, min_size=1, max_size=12))
def test_located_and_unlocated_together_are_all_rows(rows: list[dict]) -> None:
    frame = pd.DataFrame(rows, columns=["x_rd", "y_rd", "pc6", "buurt_code", "address"])
    placed, reasons = locating.locate(frame, AREAS, POSTCODES)
    assert len(placed) == len(frame)
    located = placed["located_by"].notna()
    assert set(placed.index[~located]) == set(reasons.index)
    assert placed["buurt"].notna().eq(located).all()
    assert (placed.loc[located, "wijk"] == "WK" + placed.loc[located, "buurt"].str.slice(2, 8)).all()


def test_each_way_to_an_area_and_each_reason() -> None:
    x, y = middle(CODES[1])
    rows = [
        {"x_rd": x, "y_rd": y, "pc6": "1000AA"},
        {"pc6": "1000 aa"},
        {"pc6": "1000AB"},
        {"buurt_code": CODES[0]},
        {"x_rd": x + 9 * SIDE_M, "y_rd": y},
        {"pc6": "9999ZZ", "address": "Dorpsstraat 1"},
        {"address": "Dorpsstraat 1"},
        {"address": None},
    ]
    frame = pd.DataFrame(rows, columns=["x_rd", "y_rd", "pc6", "buurt_code", "address"])
    placed, reasons = locating.locate(frame, AREAS, POSTCODES)
    assert placed["buurt"].head(4).tolist() == [CODES[1], CODES[3], CODES[2], CODES[0]]
    assert placed["located_by"].head(4).tolist() == ["point", "pc6", "pc6", "code"]
    assert placed["x_rd"].notna().tolist()[:4] == [True, False, True, False]
    expected = [locating.OUTSIDE, locating.UNKNOWN_POSTCODE, locating.ONLY_ADDRESS, locating.NOWHERE]
    assert reasons.tolist() == expected


def test_degrees_and_metres_lead_to_the_same_place() -> None:
    x, y = middle(CODES[2])
    lon, lat = gpd.GeoSeries([shapely.Point(x, y)], crs=areas.RD).to_crs(areas.WGS84).iloc[0].coords[0]
    placed, _ = locating.locate(pd.DataFrame([{"lat": lat, "lon": lon}]), AREAS, None)
    assert placed["buurt"].tolist() == [CODES[2]]
    assert abs(placed["x_rd"].iloc[0] - x) < 0.01
    assert abs(placed["y_rd"].iloc[0] - y) < 0.01


def test_initiatives_are_named_and_respondents_only_counted(tmp_path: Path) -> None:
    survey = f"respondent_id,buurt_code,pc6,weight\nR1,{CODES[0]},,1\nR2,,9999ZZ,1\nR3,,9999ZZ,1\n"
    register = (
        f"initiative_id,name,status,buurt_code,address\nI1,Soep,active,{CODES[0]},\nI2,Koor,active,,Dorpsstraat 1\n"
    )
    read = read_village(tmp_path, {"survey": ("s.csv", survey, ""), "initiatives": ("i.csv", register, "")})
    assert read.edition is not None
    by_dataset = {one["dataset"]: one for one in read.unlocated}
    assert by_dataset["survey"] | {"rows": 2, "id": "", "row": None} == by_dataset["survey"]
    assert (
        by_dataset["initiatives"] | {"id": "I2", "name": "Koor", "file": "i.csv", "row": 3} == by_dataset["initiatives"]
    )
    assert by_dataset["initiatives"]["reason"] == locating.ONLY_ADDRESS


def test_a_place_judged_twice_is_located_by_either_row(tmp_path: Path) -> None:
    x, y = middle(CODES[1])
    places = f"place_id,name,type,rater,x_rd,y_rd\nP1,A,park,staff,{x},{y}\nP1,A,park,resident,,\n"
    read = read_village(tmp_path, {"meeting_places": ("p.csv", places, "")})
    assert read.edition is not None
    assert read.edition.meeting_places["buurt"].tolist() == [CODES[1], CODES[1]]  # type: ignore[index]
