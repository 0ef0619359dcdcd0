"""The demo municipality: made again to the byte, and a town that fits together."""

import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely

HERE = Path(__file__).resolve().parents[2] / "data" / "voorbeeldstad"
EDITIONS = ("2021", "2023", "2025")
MESH_ERROR_M2 = 0.5


def read_table(edition: str, file: str) -> pd.DataFrame:
    return pd.read_csv(HERE / edition / file, dtype=str, keep_default_na=False)


def read_buurten(edition: str) -> gpd.GeoDataFrame:
    return gpd.read_file(HERE / edition / "buurten.geojson").set_index("code")


def test_generator_gives_the_committed_bytes(tmp_path: Path) -> None:
    subprocess.run([sys.executable, str(HERE / "make.py"), str(tmp_path)], check=True)
    made = sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file())
    committed = [path.relative_to(HERE) for edition in EDITIONS for path in (HERE / edition).iterdir()]
    assert made == sorted([*committed, Path("logo.png"), Path("municipality.toml")])
    different = [str(path) for path in made if (tmp_path / path).read_bytes() != (HERE / path).read_bytes()]
    assert different == []


def test_editions_differ_by_one_split_and_one_merge() -> None:
    codes = {edition: set(read_buurten(edition).index) for edition in EDITIONS}
    assert [len(codes[edition]) for edition in EDITIONS] == [48, 49, 48]
    assert codes["2021"] - codes["2023"] == {"BU99990703"}
    assert codes["2023"] - codes["2021"] == {"BU99990705", "BU99990706"}
    assert codes["2023"] - codes["2025"] == {"BU99990904", "BU99990905"}
    assert codes["2025"] - codes["2023"] == {"BU99990906"}


@pytest.mark.parametrize("edition", EDITIONS)
def test_map_has_no_overlaps_and_no_gaps(edition: str) -> None:
    buurten = read_buurten(edition)
    assert buurten.crs.to_epsg() == 28992
    assert buurten.geometry.is_valid.all()
    whole = shapely.union_all(buurten.geometry.to_numpy())
    assert buurten.area.sum() - whole.area == pytest.approx(0, abs=MESH_ERROR_M2)
    wijken = buurten.groupby(buurten.index.str[2:8])["geometry"].agg(lambda parts: shapely.union_all(parts.to_numpy()))
    assert len(wijken) == 10
    assert [code for code, shape in wijken.items() if shape.geom_type != "Polygon" or shape.interiors] == []


def test_split_and_merge_keep_the_ground() -> None:
    buurten = {edition: read_buurten(edition).geometry for edition in EDITIONS}
    split = shapely.union_all([buurten["2023"]["BU99990705"], buurten["2023"]["BU99990706"]])
    assert split.symmetric_difference(buurten["2021"]["BU99990703"]).area < MESH_ERROR_M2
    merged = shapely.union_all([buurten["2023"]["BU99990904"], buurten["2023"]["BU99990905"]])
    assert merged.symmetric_difference(buurten["2025"]["BU99990906"]).area < MESH_ERROR_M2


@pytest.mark.parametrize("edition", EDITIONS)
def test_key_figures_add_up_within_rounding(edition: str) -> None:
    figures = read_table(edition, "kerncijfers.csv").set_index("area_code")
    counts = [
        name for name in figures if name == "population" or name.startswith(("age_", "households", "men", "women"))
    ]
    numbers = figures[counts].apply(pd.to_numeric)
    rounded = 2.5
    for count in counts:
        for parents, parts in ((numbers.index[:1], "WK"), (numbers.index[1:11], "BU")):
            for parent in parents:
                inside = numbers.loc[numbers.index.str.startswith(parts + parent[2:]), count]
                left_out = 50 * inside.isna().sum()
                slack = rounded * (len(inside) + 1) + left_out
                assert inside.sum() == pytest.approx(numbers.loc[parent, count], abs=slack), (parent, count)
    assert figures.loc["GM9999", "name"] == "Voorbeeldstad"


def test_few_residents_means_no_figures_but_their_number() -> None:
    figures = read_table("2025", "kerncijfers.csv").set_index("area_code")
    assert figures.loc["BU99990204"].drop(["name", "population"]).eq("").all()
    assert figures.loc["BU99990204", "population"] == "20"


@pytest.mark.parametrize("edition", EDITIONS)
def test_postcodes_and_places_lie_in_the_town(edition: str) -> None:
    buurten = read_buurten(edition)
    postcodes = read_table(edition, "postcodes.csv")
    points = gpd.points_from_xy(postcodes["x_rd"].astype(float), postcodes["y_rd"].astype(float))
    own = buurten.geometry.reindex(postcodes["buurt_code"]).to_numpy()
    assert shapely.within(points, own).all()
    assert postcodes["pc6"].is_unique
    assert 870 <= len(postcodes) <= 930
    for file in ("ontmoetingsplekken.csv", "initiatieven.csv"):
        rows = read_table(edition, file).query("x_rd != ''")
        spots = gpd.points_from_xy(rows["x_rd"].astype(float), rows["y_rd"].astype(float))
        assert shapely.within(spots, shapely.union_all(buurten.geometry.to_numpy())).all()


@pytest.mark.parametrize(("edition", "respondents"), [("2021", 3210), ("2023", 3405), ("2025", 3612)])
def test_survey_is_uneven_but_weighted(edition: str, respondents: int) -> None:
    survey = read_table(edition, "enquete.csv")
    buurten = read_buurten(edition).index
    per_buurt = survey["buurt_code"].value_counts().reindex(buurten, fill_value=0)
    assert per_buurt.sum() == len(survey) == respondents
    assert (per_buurt == 0).sum() == 1
    assert (per_buurt < 10).sum() >= 3
    assert (survey["weight"].astype(float) > 0).all()
    assert (survey["stratum"] == "WK" + survey["buurt_code"].str[2:8]).all()


@pytest.mark.parametrize("edition", EDITIONS)
def test_registers_hold_what_they_should(edition: str) -> None:
    initiatives = read_table(edition, "initiatieven.csv")
    places = read_table(edition, "ontmoetingsplekken.csv")
    organisations = read_table(edition, "organisaties.csv")
    ties = read_table(edition, "samenwerkingen.csv")
    located = initiatives[["x_rd", "pc6", "buurt_code"]].ne("").any(axis=1)
    assert (~located).sum() == 2
    assert (places["x_rd"] == "").sum() >= 1
    assert not places.duplicated(["place_id", "rater"]).any()
    assert initiatives["initiative_id"].is_unique
    assert set(initiatives["meeting_place_id"]) - {""} <= set(places["place_id"])
    assert set(initiatives["organisation_id"]) - {""} <= set(organisations["organisation_id"])
    assert set(ties["from"]) | set(ties["to"]) <= set(organisations["organisation_id"])
    assert set(initiatives["buurt_code"]) - {""} <= set(read_buurten(edition).index)
    assert {"active", "paused", "ended"} == set(initiatives["status"])
    told = initiatives.loc[initiatives["bridges"] != "", "bridges"]
    assert 0.6 < len(told) / len(initiatives) < 0.8
    assert set(";".join(told).split(";")) == {"age", "education", "origin", "income", "none"}


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_scan_fits_together(edition: str) -> None:
    """Residents of the wijken are a part of those of the town, and their scores surround its score."""
    scan = read_table(edition, "gemeentescan.csv").assign(
        n=lambda t: t["n"].astype(int), score=lambda t: t["score"].astype(float)
    )
    residents = scan[scan["judge"] == "residents"]
    for point, rows in residents.groupby("point"):
        wijken, whole = rows[rows["wijk_code"] != ""], rows[rows["wijk_code"] == ""].iloc[0]
        assert wijken["n"].sum() + 10 <= whole["n"] <= wijken["n"].sum() + 30, point
        mean = (wijken["score"] * wijken["n"]).sum() / wijken["n"].sum()
        assert whole["score"] == pytest.approx(mean, abs=0.006), point
    assert (residents["n"] < 10).any(), "some wijk is too small to show"
    assert scan.loc[scan["hard_figure"] != "", "judge"].tolist() == ["officials"] * 6


def test_promises_grow_and_keep_their_number() -> None:
    lists = [read_table(edition, "toezeggingen.csv") for edition in EDITIONS]
    assert [len(one) for one in lists] == [12, 30, 46]
    for earlier, later in pairwise(lists):
        both = earlier.merge(later, on="promise_id", suffixes=("", "_later"))
        assert len(both) == len(earlier)
        assert (both["what"] == both["what_later"]).all()
        assert ((both["done_on"] == both["done_on_later"]) | (both["done_on"] == "")).all()
    for edition, one in zip(EDITIONS, lists, strict=True):
        assert (one[["promised_on", "done_on"]] < f"{edition}-01-01").all(axis=None), "nothing is known of later"
