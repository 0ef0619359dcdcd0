"""Where a page tells under which address its figures can be fetched."""

import re
from urllib.parse import parse_qsl, urlsplit

import pytest

from tests.pages.test_every_page import visit, words  # noqa: F401  (visit is a fixture)
from wijkmonitor.export import addresses

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
