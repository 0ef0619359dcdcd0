"""Places, initiatives, organisations and areas as one model: a reader walks from one to the other by links alone."""

import re
import shutil
from urllib.parse import parse_qs

import pytest

from tests.joined_town import NORTH, WEST_WIJK, joined
from tests.pages.test_every_page import HOSTILE, hostile_town, visit, words  # noqa: F401  (fixtures)
from wijkmonitor import snapshot as snapshots
from wijkmonitor.ui import menu

pytestmark = pytest.mark.usefixtures("town_snapshot")
STUB = """
from wijkmonitor.text import Text
from wijkmonitor.ui import frame, things

page = frame.page(Text(nl="Samenwerking", en="Collaboration"))
things.show_chosen(page)
"""


@pytest.fixture
def joined_town(town, tmp_path, monkeypatch):
    """The town with its things joined, and a page for organisations where there is none yet."""
    pages = tmp_path / "pages"
    shutil.copytree(menu.PAGES_FOLDER, pages)
    owner = pages / "verkennen" / "samenwerking.py"
    owner.write_text(STUB, encoding="utf-8")
    monkeypatch.setattr(menu, "PAGES_FOLDER", pages)
    load = snapshots.load
    monkeypatch.setattr(snapshots, "load", lambda folder: joined(load(folder)))
    return town


def links(app) -> dict[str, tuple[str, dict[str, str]]]:
    """Per label of a link in the body of the page: the page it opens and its parameters; the first of each label."""
    found = {}
    for one in app.main.get("page_link"):
        query = {name: values[0] for name, values in parse_qs(one.proto.query_string).items()}
        found.setdefault(one.proto.label, (one.proto.page, query))
    return found


def test_from_a_tie_to_the_municipality_by_links_alone(visit, joined_town):  # noqa: F811
    app = visit("samenwerking", joined_town, organisation="o3", group="lens:65plus")
    for label, stem in (
        ("Welzijn Rekenstad", "samenwerking"),
        ("Buurtclub Noord", "samenwerking"),
        ("Initiatief 1", "initiatieven"),
        ("De Huiskamer", "ontmoetingsplekken"),
        ("Initiatief 1", "initiatieven"),
        ("Buurtclub Noord", "samenwerking"),
        ("Welzijn Rekenstad", "samenwerking"),
        ("Rekenstad", "overzicht"),
    ):
        target, query = links(app)[label]
        assert target == stem or (stem == "overzicht" and target == "")
        assert query["group"] == "lens:65plus", "the lens goes along"
        app = visit(stem, joined_town, **query)
        assert not app.exception
        opened = [html.proto.body for html in app.get("html") if "<h3" in html.proto.body]
        assert len(opened) == (stem != "overzicht"), "one card is open, and none on the way out"
        assert all(f">{label}</h3>" in body for body in opened)
    assert "area" not in query


def test_a_card_leads_up_to_buurt_and_wijk_and_keeps_the_rest_of_the_view(visit, joined_town):  # noqa: F811
    app = visit("ontmoetingsplekken", joined_town, place="p1", lang="nl", level="buurt")
    target, query = links(app)["Noord"]
    assert (query["area"], query["level"]) == (NORTH, "buurt")
    assert "place" not in query
    wijk = next(query for _, query in links(app).values() if query.get("area") == WEST_WIJK)
    assert wijk["level"] == "wijk"
    assert target in ("", "overzicht")


def test_a_card_can_be_closed(visit, joined_town):  # noqa: F811
    app = visit("overzicht", joined_town, place="p1", area=NORTH, level="buurt")
    next(button for button in app.button if button.key == "close-place").click().run()
    assert "place" not in app.query_params
    assert app.query_params["area"] in (NORTH, [NORTH])
    assert not [one for one in app.button if one.key == "close-place"]


def test_without_a_page_of_its_own_an_organisation_is_a_name(visit, joined_town):  # noqa: F811
    (menu.PAGES_FOLDER / "verkennen" / "samenwerking.py").unlink()
    app = visit("overzicht", joined_town, organisation="o1")
    assert "Kerk Oost" not in links(app)
    assert any("Kerk Oost" in html.proto.body for html in app.get("html"))


def test_the_overview_tells_what_there_is_before_anything_else(visit, joined_town):  # noqa: F811
    app = visit("overzicht", joined_town, area=NORTH, level="buurt")
    assert app.subheader[0].value == "Wat er is in Noord"
    assert {"De Huiskamer", "Initiatief 1"} <= set(links(app))


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("lens", ["lens:65plus", "lens:75plus", "lens:limitation", "lens:low_income"])
def test_the_overview_through_a_lens(visit, joined_town, lens, lang):  # noqa: F811
    app = visit("overzicht", joined_town, group=lens, lang=lang)
    assert not app.exception
    assert not app.info or all("bestaat" not in one.value for one in app.info), "the address is known"
    said = words(app) + " ".join(html.proto.body for html in app.get("html"))
    assert ("U kijkt naar" if lang == "nl" else "You are looking at") in said
    assert not re.search(r">[^<]*\b(nan|None|NaT)\b", said)
    assert next(box for box in app.selectbox if box.key == "choose_group").value == lens


def test_hostile_names_in_links_stand_for_themselves(visit, hostile_town):  # noqa: F811
    app = visit("ontmoetingsplekken", hostile_town, place="p1", area=NORTH, level="buurt")
    assert not app.exception
    for one in app.main.get("page_link"):
        assert "[link](http" not in one.proto.label
        assert "*vet*" not in one.proto.label.replace("\\*", "")
    card = next(html.proto.body for html in app.get("html") if "<h3" in html.proto.body)
    assert HOSTILE not in card
    assert "&lt;img" in card
