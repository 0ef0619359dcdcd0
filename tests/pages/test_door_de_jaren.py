"""The page through the years, on a town whose borders changed, and the compact line on topic pages."""

import re

import pytest

from tests.pages.test_every_page import visit, words  # noqa: F401  (visit is a fixture)
from tests.two_editions import WEST

NORTH = "BU00420101"


def html(app) -> str:
    return "\n".join(element.proto.body for element in app.get("html"))


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize(("edition", "area"), [("2025", NORTH), ("2025", ""), ("2021", WEST)])
def test_a_line_a_table_and_the_borders(visit, two_editions, lang, edition, area):  # noqa: F811
    app = visit(
        "door_de_jaren", two_editions, lang=lang, edition=edition, level="buurt", area=area, indicator="strong_ties"
    )
    assert not app.exception
    assert not app.error
    said = words(app) + html(app)
    assert not re.search(r"\b(nan|None|NaT)\b", said)
    assert "Westkant" in said
    assert ("gesplitst" if lang == "nl" else "split") in said
    assert len(app.get("plotly_chart")) == 1


def test_another_questionnaire_is_said(visit, two_editions):  # noqa: F811
    app = visit("door_de_jaren", two_editions, level="wijk", indicator="public_familiarity")
    assert not app.exception
    assert "er zijn geen twee edities te vergelijken" in html(app)


def test_one_edition_has_no_line_and_says_why(visit, town, town_snapshot):  # noqa: F811, ARG001
    app = visit("door_de_jaren", town)
    assert not app.get("plotly_chart")
    assert "maar één editie" in words(app)


@pytest.mark.parametrize("stem", ["sociaal_kapitaal", "doenvermogen", "gemeente"])
def test_topic_pages_have_a_compact_line(visit, two_editions, town, town_snapshot, stem):  # noqa: F811, ARG001
    app = visit(stem, two_editions, level="wijk")
    assert not app.exception
    assert "Door de jaren" in [one.value for one in app.subheader]
    alone = visit(stem, town, level="wijk")
    assert "Door de jaren" not in [one.value for one in alone.subheader]
