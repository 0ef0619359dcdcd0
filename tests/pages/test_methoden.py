"""The page with the methods, and the ways to it."""

import pytest

from tests.pages.test_every_page import visit, words  # noqa: F401  (visit is a fixture)
from wijkmonitor.figures import method_pages
from wijkmonitor.figures.method_pages import METHODS
from wijkmonitor.indicators import REGISTRY

pytestmark = pytest.mark.usefixtures("town_snapshot")


def chooser(app):
    return next(box for box in app.selectbox if box.key == "choose_method")


def links(app) -> list[tuple[str, str]]:
    """Page and method of every link that names a method."""
    found = [(link.proto.page, link.proto.query_string) for link in app.get("page_link")]
    return [(page, query.split("method=")[1].split("&")[0]) for page, query in found if "method=" in query]


def test_a_link_opens_its_document_and_another_can_be_chosen(visit, town):  # noqa: F811
    app = visit("methoden", town, method="verdict")
    assert [one.value for one in app.header if one.value in {m.nl for m in METHODS.values()}] == [METHODS["verdict"].nl]
    assert any('<div lang="en">' in one.value and "| tier |" in one.value for one in app.markdown)
    chooser(app).select("rates").run()
    assert not app.exception
    assert app.query_params["method"] in ("rates", ["rates"])
    assert METHODS["rates"].nl in [one.value for one in app.header]


def test_an_unknown_method_is_told(visit, town):  # noqa: F811
    app = visit("methoden", town, method="alchemie")
    assert any("alchemie" in note.value for note in app.info)
    assert chooser(app).value == next(iter(METHODS))


def test_without_the_documents_the_page_says_so(visit, town, monkeypatch, tmp_path):  # noqa: F811
    monkeypatch.setattr(method_pages, "FOLDER", tmp_path)
    app = visit("methoden", town)
    assert not app.exception
    assert "docs/methods" in words(app)


def test_every_figure_leads_to_how_it_is_worked_out(visit, town):  # noqa: F811
    app = visit("sociaal_kapitaal", town, indicator="feels_at_home", level="buurt")
    assert [stem for _, stem in links(app)] == list(method_pages.of(REGISTRY["feels_at_home"]))
    assert "Zo rekenen we het uit" in words(app)
    app = visit("vergelijken", town)
    assert [stem for _, stem in links(app)] == list(method_pages.COMPARING)
    app = visit("verantwoording", town, indicator="places_per_1000")
    assert {"rates", *method_pages.READING} <= {stem for _, stem in links(app)}
