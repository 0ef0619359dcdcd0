"""The whole pipeline on the town with streets, and with a wijk where nobody lives."""

import shutil

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from tests.pages.test_every_page import visit, words  # noqa: F401
from tests.test_build import value
from tests.town import write_csv
from wijkmonitor import build, snapshot
from wijkmonitor.ui import menu

PLACE = (170_500.0, 441_500.0)  # the only one, in the middle of Noord


def changed(town, folder, change):
    shutil.copytree(town, folder, ignore=shutil.ignore_patterns("snapshots"))
    change(folder)
    build.build(folder)
    return folder


def latest(folder):
    return snapshot.load(next(one for one in (folder / "snapshots").glob("*/") if one.name.isalnum()))


@pytest.fixture(scope="module")
def town_by_street(town, tmp_path_factory):
    """One street, east to west, 240 m north of the place. What lies more than 250 m from it is walked to straight on."""

    def one_street(folder):
        lines = [shapely.LineString([(170_000, PLACE[1] + 240), (172_000, PLACE[1] + 240)])]
        frame = gpd.GeoDataFrame({"highway": ["residential"]}, geometry=lines, crs="EPSG:28992")
        frame.to_file(folder / "straten.gpkg", layer="wegen", driver="GPKG")
        toml = folder / "municipality.toml"
        more = '\n[editions.2025.streets]\nfile = "straten.gpkg"\nrecords = "wegen"\n'
        toml.write_text(toml.read_text(encoding="utf-8") + more, encoding="utf-8")

    return changed(town, tmp_path_factory.mktemp("streets") / "straatstad", one_street)


@pytest.fixture(scope="module")
def half_empty_town(town, tmp_path_factory):
    """The wijk of Oost and Haven without residents, and without respondents."""

    def emptied(folder):
        figures = pd.read_csv(folder / "kerncijfers.csv", dtype=str, keep_default_na=False)
        gone = figures["area_code"].str.startswith("BU004202")
        counts = [name for name in figures if name not in ("area_code", "name", "low_income_pct")]
        figures.loc[gone, counts] = "0"
        write_csv(folder / "kerncijfers.csv", figures.to_dict("records"))
        survey = pd.read_csv(folder / "enquete.csv", dtype=str, keep_default_na=False)
        write_csv(folder / "enquete.csv", survey[~survey["buurt_code"].str.startswith("BU004202")].to_dict("records"))

    return changed(town, tmp_path_factory.mktemp("empty") / "leegstad", emptied)


def test_over_streets_reach_is_shorter_than_in_a_straight_line(town_by_street, town_snapshot):
    by_street = latest(town_by_street)
    straight, walked = (value(one, "reach_400", "BU00420101")["value"] for one in (town_snapshot, by_street))
    # Straight on: a circle of 400 / 1.3 m in 1 km2. Over the street 160 m remain once one has walked to it: 2 x 160 m squared.
    assert straight == pytest.approx(0.30, abs=0.05)
    assert straight / 2 < walked < straight / 2 + 0.08
    sources = {one["dataset"] for one in by_street.report["editions"][0]["loaded"]}
    assert "streets" in sources


def test_the_page_says_that_streets_were_walked(visit, town_by_street):  # noqa: F811
    app = visit("ontmoetingsplekken", town_by_street)
    assert not app.exception
    assert "De loopafstand is geschat" not in words(app)
    assert "straten" in words(app)


@pytest.mark.parametrize("entry", menu.existing(), ids=lambda entry: entry.stem)
def test_every_page_opens_on_a_wijk_without_residents(visit, half_empty_town, entry):  # noqa: F811
    app = visit(entry.stem, half_empty_town, area="WK004202", level="wijk")
    assert not app.exception
    assert not app.error


def test_a_wijk_without_residents_has_a_reason_everywhere_and_no_share(half_empty_town):
    opened = latest(half_empty_town)
    rows = opened.estimates[(opened.estimates["area"] == "WK004202") & (opened.estimates["group"] == "all")]
    shares = rows[
        rows["indicator"].isin(["strong_ties", "reach_400", "initiative_density", "place_supply", "share_65_plus"])
    ]
    assert len(shares)
    assert shares["value"].isna().all()
    assert shares["reason"].ne("").all()
    assert not (opened.homes["area"].str.startswith("BU004202")).any()
