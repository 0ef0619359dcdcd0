"""Where a page tells under which address its figures can be fetched."""

import dataclasses
import re
from urllib.parse import parse_qsl, urlsplit

import pytest

from tests.pages.test_every_page import visit, words  # noqa: F401  (visit is a fixture)
from wijkmonitor.export import addresses
from wijkmonitor.ui import open_data

pytestmark = pytest.mark.usefixtures("town_snapshot")
LINK = re.compile(r"\[Vast adres van deze cijfers \(CSV\)\]\((\S+)\)")


@pytest.mark.parametrize(
    ("stem", "asked"),
    [
        ("sociaal_kapitaal", {"level": "wijk"}),
        ("overzicht", {"level": "wijk", "area": "WK004201"}),
        ("vergelijken", {"level": "wijk", "areas": "WK004201,WK004202"}),
    ],
)
def test_below_a_table_stands_the_address_of_its_figures(visit, town, town_snapshot, stem, asked):  # noqa: F811
    address = LINK.search(words(visit(stem, town, **asked))).group(1)
    parts = urlsplit(address)
    folder, snapshot_id, name = parts.path.strip("/").split("/")
    assert (folder, snapshot_id) == ("data", town_snapshot.id)
    text = addresses.file(town_snapshot, name, parse_qsl(parts.query)).decode("utf-8")
    assert "WK004201" in text
    assert "BU00420101" not in text


def test_the_page_about_the_data_tells_how_to_fetch_them(visit, town, town_snapshot):  # noqa: F811
    app = visit("gegevens", town)
    said = words(app) + "\n".join(one.proto.body for one in app.get("html"))
    assert f"data/{town_snapshot.id}.zip" in said
    assert f"curl --compressed -O -J &quot;data/{town_snapshot.id}/" in said
    assert f"data/current/{town.name}/" in said
    places = re.findall(rf"\(data/{town_snapshot.id}/([\w.]*)\)", said)
    assert {addresses.COLUMNS, addresses.INDICATORS, "datapackage.json", ""} == set(places)


def test_the_example_is_of_a_topic_with_figures(town_snapshot):
    table = town_snapshot.estimates
    bare = dataclasses.replace(town_snapshot, estimates=table[table["indicator"] == "residents"])
    assert next(iter(town_snapshot.indicators)) != "residents", "else this tests nothing"
    assert open_data.example_topic(bare) == "residents"
    assert open_data.example_topic(dataclasses.replace(town_snapshot, estimates=table.iloc[:0])) == ""
