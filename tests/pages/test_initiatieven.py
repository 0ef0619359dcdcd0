"""The page with initiatives: for whom, and together with the places where they meet."""

import pytest

from tests.pages.test_every_page import visit, words  # noqa: F401

pytestmark = pytest.mark.usefixtures("town_snapshot")


@pytest.mark.parametrize("along", ["carrying", "places"])
@pytest.mark.parametrize("group", ["all", "bridges:yes", "lens:75plus", "approach:abcd"])
def test_places_can_lie_below_any_choice_of_initiatives(visit, town, along, group):  # noqa: F811
    app = visit("initiatieven", town, along=along, group=group)
    assert not app.exception
    assert not app.error


def test_a_lens_keeps_the_initiatives_that_are_for_everybody(visit, town):  # noqa: F811
    app = visit("initiatieven", town, group="lens:75plus")
    assert "van alle bewoners" in words(app), (
        "the figures are not split by whom an initiative is for, and the page says so"
    )
    listed = "".join(one.proto.body for one in app.get("html"))
    assert "Initiatief 1" in listed


def test_an_initiative_is_opened_from_the_list(visit, town):  # noqa: F811
    app = visit("initiatieven", town)
    box = next(one for one in app.selectbox if one.key == "choose_initiative")
    app = box.select(next(option for option in box.options if option == "Initiatief 1")).run()
    assert app.query_params["initiative"] == "i1"
    assert any("<h3" in one.proto.body and "Initiatief 1" in one.proto.body for one in app.get("html"))
