"""The page on the municipality: no wijk can be switched off, the choices live in the address."""

import pytest

from tests.pages.test_every_page import visit, without, words  # noqa: F401
from wijkmonitor.attention import POINT, survey_item

WIJKEN = ("WK004201", "WK004202")


def html(app) -> str:
    return "\n".join(one.proto.body for one in app.get("html"))


@pytest.fixture
def wijk_names(town_snapshot):
    areas = town_snapshot.areas_of(2025, "wijk")
    return [areas.at[code, "name"] for code in WIJKEN]


@pytest.mark.parametrize("area", ["", *WIJKEN])
@pytest.mark.parametrize("point", ["contact", "simple", "fun"])
def test_every_wijk_is_always_shown(visit, town, wijk_names, area, point):  # noqa: F811
    """Also on a point on which no wijk has a figure, and when another wijk is chosen."""
    app = visit("gemeente", town, area=area, indicator=survey_item(point))
    assert not app.exception
    table = next(
        one.proto.body
        for one in app.get("html")
        if "<table" in one.proto.body and "Ambtenaren (geheel)" in one.proto.body
    )
    assert [name for name in wijk_names if f">{name}<" in table] == wijk_names


@pytest.mark.usefixtures("town_snapshot")
def test_nothing_on_the_page_can_leave_a_wijk_out(visit, town):  # noqa: F811
    """The page has lists to choose one from, and nothing that switches things on or off."""
    app = visit("gemeente", town)
    assert {box.key for box in app.selectbox} >= {"choose_indicator", "choose_edition", "choose_area", "choose_point"}
    for kind in ("checkbox", "toggle", "multiselect", "slider", "radio", "segmented_control", "pills", "text_input"):
        assert not list(app.get(kind)), kind


@pytest.mark.usefixtures("town_snapshot")
def test_the_reason_stands_where_a_figure_does_not(visit, town):  # noqa: F811
    said = html(visit("gemeente", town, indicator=survey_item("simple")))
    assert "niet getoond, zodat niemand herkenbaar is" in said
    assert "te weinig antwoorden voor een betrouwbaar cijfer" in said


@pytest.mark.usefixtures("town_snapshot")
def test_promises_are_filtered_by_the_address(visit, town):  # noqa: F811
    every = html(visit("gemeente", town))
    assert all(f"Toezegging {number}" in every for number in range(1, 7))
    some = html(visit("gemeente", town, point="simple", area="WK004201"))
    assert "Toezegging 2" in some
    assert "Toezegging 1" not in some


@pytest.mark.usefixtures("town_snapshot")
def test_a_link_to_an_unknown_point_is_told(visit, town):  # noqa: F811
    app = visit("gemeente", town, point="taxes")
    assert any("aandachtspunt" in one.value for one in app.info)


@pytest.mark.usefixtures("town_snapshot")
def test_the_gap_is_the_headline_in_both_languages(visit, town):  # noqa: F811
    assert "Dat is een verschil van 1,0 (waarschijnlijk tussen 0,7 en 1,3)" in html(visit("gemeente", town))
    english = html(visit("gemeente", town, lang="en"))
    assert "That is a gap of 1.0 (probably between 0.7 and 1.3)" in english
    assert all(text.en in english for text in (POINT.categories["contact"],))


def test_without_the_scan_residents_still_speak(visit, town, tmp_path):  # noqa: F811
    app = visit("gemeente", without(town, tmp_path / "zonder", "municipality_scan"))
    assert not app.exception
    assert any("gemeentescan" in one.value for one in app.info)
    assert "Bewoners geven het hoogste oordeel" in html(app)
    assert "komt uit de bewonersenquête" in words(app)
