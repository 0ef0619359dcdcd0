"""The pages on approaches and examples, and the ways between them."""

import shutil

import pytest

from tests.pages.test_every_page import HOSTILE, visit, words  # noqa: F401  (visit is a fixture)
from wijkmonitor import build
from wijkmonitor.snapshot import Snapshot

pytestmark = pytest.mark.usefixtures("town_snapshot")
OWN = """+++
title = {{ nl = "{t}", en = "{t}" }}
summary = {{ nl = "{t}", en = "{t}" }}
for_whom = {{ nl = "{t}", en = "{t}" }}
asks = {{ nl = "{t}", en = "{t}" }}
evidence = {{ nl = "{t}", en = "{t}" }}
source = {{ nl = "{t}", en = "{t}" }}
elements = [{{ nl = "{t}", en = "{t}" }}]
conditions = [{{ nl = "{t}", en = "{t}" }}]
+++
# Nederlands
Tekst over soep.
# English
Text on soup.
"""


def links(app, stem: str) -> list[str]:
    return [link.proto.query_string for link in app.get("page_link") if link.proto.page.endswith(stem)]


def html(app) -> str:
    return "\n".join(one.proto.body for one in app.get("html"))


def chooser(app, name):
    return next(box for box in app.selectbox if box.key == f"choose_{name}")


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_approach_can_be_chosen(visit, town, town_snapshot, lang):  # noqa: F811
    app = visit("aanpakken", town, lang=lang)
    assert len(chooser(app, "approach").options) == len(town_snapshot.approaches()) == 4
    for key, one in town_snapshot.approaches().items():
        app = visit("aanpakken", town, lang=lang, approach=key)
        assert not app.exception
        assert one["conditions"][0][lang] in html(app)
        assert one["text"][lang][:40] in words(app)
    assert ("geen advies" if lang == "nl" else "no advice") in words(app)


def test_initiatives_with_the_approach_are_links(visit, town):  # noqa: F811
    app = visit("aanpakken", town, approach="abcd")
    assert "initiatieven?" in html(app)
    assert "initiative=i1" in html(app)
    assert "initiative=i2" not in html(app), "it has another approach"
    app = visit("aanpakken", town, approach="bruis")
    assert "geen lopend initiatief" in html(app)


def test_a_chosen_area_shows_that_area_only(visit, town):  # noqa: F811
    app = visit("aanpakken", town, approach="buurtcirkel", area="BU00420101", level="buurt")
    assert "Noord" in words(app)
    assert "Haven" not in html(app)
    app = visit("aanpakken", town, approach="buurtcirkel", level="buurt")
    assert html(app).index("Haven") < html(app).index("Noord") < html(app).index("Oost")


def test_an_approach_leads_to_its_examples_and_back(visit, town):  # noqa: F811
    app = visit("aanpakken", town, approach="wijkeconomie", area="BU00420101", level="buurt")
    found = links(app, "voorbeelden")
    assert any("example=selwerd" in one and "area=BU00420101" in one for one in found)
    app = visit("voorbeelden", town, example="selwerd")
    assert any("approach=wijkeconomie" in one for one in links(app, "aanpakken"))


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_example_can_be_opened(visit, town, town_snapshot, lang):  # noqa: F811
    app = visit("voorbeelden", town, lang=lang)
    for key, one in town_snapshot.examples().items():
        assert f"example={key}" in html(app)
        opened = visit("voorbeelden", town, lang=lang, example=key)
        assert not opened.exception
        assert one["title"][lang] in html(opened)
        assert one["text"][lang][:40] in words(opened)


def test_choosing_an_example_writes_the_address(visit, town):  # noqa: F811
    app = visit("voorbeelden", town)
    chooser(app, "example").select("krachtstation").run()
    assert app.query_params["example"] in ("krachtstation", ["krachtstation"])
    assert "Robin Hood" in words(app)


@pytest.mark.parametrize(("stem", "name"), [("aanpakken", "approach"), ("voorbeelden", "example")])
def test_a_link_to_one_that_is_gone_is_told(visit, town, stem, name):  # noqa: F811
    app = visit(stem, town, **{name: "bestaat_niet"})
    assert not app.exception
    assert any("bestaat_niet" in note.value for note in app.info)


@pytest.mark.parametrize(("stem", "method"), [("aanpakken", "approaches"), ("voorbeelden", "examples")])
def test_a_snapshot_from_before_says_so(visit, town, monkeypatch, stem, method):  # noqa: F811
    monkeypatch.setattr(Snapshot, method, lambda _self: {})
    app = visit(stem, town)
    assert not app.exception
    assert any("Verwerk de bestanden opnieuw" in note.value for note in app.info)


def test_an_own_approach_has_its_place_and_its_words_are_text(visit, town, tmp_path):  # noqa: F811
    folder = shutil.copytree(town, tmp_path / "eigen", ignore=shutil.ignore_patterns("snapshots"))
    (folder / "approaches").mkdir()
    (folder / "approaches" / "soep.md").write_text(OWN.format(t="*vet* [link](http://x) $a$"), encoding="utf-8")
    register = folder / "initiatieven.csv"
    register.write_text(register.read_text(encoding="utf-8").replace(",abcd,", ",soep,", 1), encoding="utf-8")
    build.build(folder)
    app = visit("aanpakken", folder, approach="soep")
    assert not app.exception
    assert "initiative=i1" in html(app)
    assert "zelf toegevoegd" in words(app)
    assert not any("[link](http" in one.value for one in app.markdown)
    assert "initiative=i1" not in html(visit("aanpakken", folder, approach="abcd"))


def test_html_in_a_text_is_not_shown_as_html(visit, town, monkeypatch):  # noqa: F811
    told = Snapshot.approaches

    def hostile(self):
        return {
            k: one | {"text": {"nl": HOSTILE, "en": HOSTILE}, "title": {"nl": HOSTILE, "en": "x"}}
            for k, one in told(self).items()
        }

    monkeypatch.setattr(Snapshot, "approaches", hostile)
    app = visit("aanpakken", town)
    assert not app.exception
    assert not any(one.allow_html and "<img src=x" in one.value for one in app.markdown)
    assert "<img src=x" not in html(app)
