"""The choices of the page that compares areas, each kept in the address."""

import re
import shutil

import pandas as pd
import pytest

from tests.pages.test_every_page import visit, words  # noqa: F401  (visit is a fixture)
from wijkmonitor import build

pytestmark = pytest.mark.usefixtures("town_snapshot")
WHO_LIVE_THERE = {"BU00420101": (40, 10), "BU00420102": (25, 20), "BU00420201": (30, 12), "BU00420202": (0, 0)}
"""Low income and people of 65 or older, in per cent; of everybody else in the tests they are the same everywhere."""

NORTH, SOUTH, EAST, HARBOUR = "BU00420101", "BU00420102", "BU00420201", "BU00420202"


@pytest.fixture(scope="module")
def uneven_town(town, tmp_path_factory):
    """The town with key figures that differ between its buurten."""
    folder = tmp_path_factory.mktemp("uneven") / "verschilstad"
    shutil.copytree(town, folder, ignore=shutil.ignore_patterns("snapshots"))
    table = pd.read_csv(folder / "kerncijfers.csv")
    low_income, old = zip(*(WHO_LIVE_THERE[code] for code in table["area_code"]), strict=True)
    table = table.assign(low_income_pct=low_income, age_65_plus=table["population"] * pd.Series(old) // 100)
    table.to_csv(folder / "kerncijfers.csv", index=False)
    build.build(folder)
    return folder


def one(widgets, key):
    return next(widget for widget in widgets if widget.key == f"choose_{key}")


def asked(app, name) -> str:
    """A parameter of the address; the test harness gives text or a list with one text."""
    value = app.query_params[name]
    return value if isinstance(value, str) else value[0]


def html(app) -> str:
    return "\n".join(element.proto.body for element in app.get("html"))


def test_an_area_stands_beside_those_most_like_it(visit, uneven_town):  # noqa: F811
    app = visit("vergelijken", uneven_town, level="buurt", area=NORTH)
    said = re.search(r"Noord lijkt in wie er wonen het meest op ([^.]*)\.", html(app))
    assert said
    assert "Zuid" in said[1]
    assert "Haven" not in said[1], "nobody lives there"
    assert not any(box.key == "choose_areas" for box in app.multiselect)


def test_a_reader_chooses_areas_and_goes_back(visit, town):  # noqa: F811
    app = visit("vergelijken", town, level="buurt", area=NORTH)
    one(app.selectbox, "beside").select("chosen").run()
    assert not app.exception
    assert asked(app, "areas").startswith(NORTH)
    one(app.multiselect, "areas").set_value([SOUTH, EAST]).run()
    assert asked(app, "areas") == f"{SOUTH},{EAST}"
    assert not any(box.key == "choose_area" for box in app.selectbox), "no control that does nothing"
    one(app.selectbox, "beside").select("nearest").run()
    assert "areas" not in app.query_params
    assert asked(app, "area") == SOUTH


def test_the_reader_decides_what_makes_areas_comparable(visit, town):  # noqa: F811
    app = visit("vergelijken", town, level="buurt", area=NORTH)
    chosen = one(app.multiselect, "traits").value
    assert len(chosen) > 1
    one(app.multiselect, "traits").set_value(chosen[:1]).run()
    assert not app.exception
    assert asked(app, "traits") == chosen[0]


def test_themes_narrow_the_page(visit, town):  # noqa: F811
    everything = html(visit("vergelijken", town, level="buurt", area=NORTH))
    less = html(visit("vergelijken", town, level="buurt", area=NORTH, themes="places"))
    assert "Ontmoetingsplekken</h4>" in less
    assert len(less) < len(everything)
    assert "Initiatieven</h4>" in everything
    assert "Initiatieven</h4>" not in less


def test_too_many_or_unknown_areas_are_told(visit, town):  # noqa: F811
    app = visit("vergelijken", town, level="buurt", areas=",".join([NORTH, "BU99999999", "BU88888888", SOUTH]))
    assert not app.exception
    assert sum("BU99999999" in note.value for note in app.info) == 1
    assert not any("BU88888888" in note.value for note in app.info)
    assert one(app.multiselect, "areas").value == [NORTH, SOUTH]


def test_areas_of_another_level_are_left_out(visit, town):  # noqa: F811
    app = visit("vergelijken", town, level="wijk", areas=f"{NORTH},{SOUTH}")
    assert not app.exception
    assert one(app.selectbox, "beside").value == "nearest"


def test_an_area_without_residents_says_why_it_has_no_likes(visit, town):  # noqa: F811
    app = visit("vergelijken", town, level="buurt", area=HARBOUR)
    assert "te weinig kerncijfers" in html(app)
    assert "nan" not in words(app).lower().split()
