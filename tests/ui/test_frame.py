import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.conftest import publish_snapshot, write_municipality
from wijkmonitor import catalogue
from wijkmonitor.text import same
from wijkmonitor.ui import builds, server
from wijkmonitor.ui.builds import Build

pytestmark = pytest.mark.usefixtures("one_page")


def visit(**address):
    app = AppTest.from_file(str(server.SCRIPT), default_timeout=30)
    for name, value in address.items():
        app.query_params[name] = value
    return app.run()


def drawn(app):
    return next(text.value for text in app.text if text.value.startswith("drawn"))


def words(app):
    kinds = (app.title, app.header, app.markdown, app.caption, app.info, app.warning, app.error)
    return "\n".join(one.value for kind in kinds for one in kind)


@pytest.mark.parametrize(
    ("lang", "title", "section", "invented", "reference"),
    [
        (
            "nl",
            "Overzicht",
            "Verkennen",
            "Teststad bestaat niet: alle cijfers zijn verzonnen.",
            "Peildatum 1 januari 2025",
        ),
        (
            "en",
            "Overview",
            "Explore",
            "Teststad does not exist: all figures are made up.",
            "Reference day 1 January 2025",
        ),
    ],
)
def test_the_frame_speaks_both_languages(teststad, lang, title, section, invented, reference):
    app = visit(lang=lang)
    assert not app.exception
    assert [one.value for one in app.title] == [title]
    assert section in [one.value for one in app.sidebar.header]
    assert [one.value for one in app.warning] == [invented]
    footer = app.caption[-1].value
    assert reference in footer
    assert catalogue.current_id(teststad) in footer
    assert "CBS" in footer


@pytest.mark.usefixtures("teststad")
def test_a_link_opens_the_view_it_names():
    app = visit(level="buurt", area="BU99980101", edition="2023", indicator="second")
    assert drawn(app) == "drawn buurt BU99980101 2023 second"
    assert not app.info


@pytest.mark.usefixtures("teststad")
def test_an_unknown_value_is_told_and_nothing_breaks():
    app = visit(level="straat", gemeente="nergens", snapshot="../..", lang="fr")
    assert not app.exception
    assert drawn(app) == "drawn wijk  2025 first"
    assert len(app.info) == 3


@pytest.mark.usefixtures("teststad")
def test_a_choice_goes_to_the_address_and_takes_the_area_along():
    app = visit(level="buurt", area="BU99980101", lang="en")
    app.selectbox(key="choose_level").select("wijk").run()
    assert drawn(app) == "drawn wijk WK999801 2025 first"
    assert app.query_params["level"] in ("wijk", ["wijk"])
    assert app.query_params["area"] in ("WK999801", ["WK999801"])
    assert app.query_params["lang"] in ("en", ["en"])


@pytest.mark.usefixtures("teststad")
def test_choosing_the_whole_takes_the_area_out_of_the_address():
    app = visit(level="wijk", area="WK999801")
    app.selectbox(key="choose_area").select("").run()
    assert "area" not in app.query_params
    assert drawn(app) == "drawn wijk  2025 first"


@pytest.mark.usefixtures("teststad")
def test_two_areas_of_one_name_can_be_told_apart():
    app = visit(level="buurt", area="BU99980201")
    assert drawn(app).startswith("drawn buurt BU99980201")
    assert {"Dorp (BU99980102)", "Dorp (BU99980201)", "Kerkbuurt"} <= set(app.selectbox(key="choose_area").options)


@pytest.mark.usefixtures("teststad")
def test_the_language_links_keep_the_view():
    app = visit(level="buurt", area="BU99980101")
    links = [element.proto.body for element in app.get("html") if "hreflang" in element.proto.body]
    assert links
    assert 'href="?level=buurt&amp;area=BU99980101&amp;lang=en"' in links[0]


def test_an_older_snapshot_can_be_opened_and_says_so(teststad):
    older = catalogue.current_id(teststad)
    publish_snapshot(teststad, note="changed")
    app = visit(snapshot=older)
    assert not app.exception
    assert any("oudere momentopname" in one.value for one in app.info)
    assert older in app.caption[-1].value


@pytest.mark.usefixtures("teststad")
def test_another_municipality_starts_afresh_but_keeps_language_and_topic(municipalities, tmp_path):
    municipalities["elders"] = write_municipality(tmp_path / "elders", fictional=False)
    publish_snapshot(municipalities["elders"])
    app = visit(lang="en", indicator="second", area="WK999801", edition="2023")
    app.selectbox(key="choose_gemeente").select("elders").run()
    assert dict(app.query_params).keys() == {"lang", "indicator", "gemeente"}
    assert drawn(app) == "drawn wijk  2025 second"
    assert not app.warning


@pytest.mark.usefixtures("municipalities")
def test_without_a_municipality_the_frame_says_what_to_do():
    app = visit()
    assert not app.exception
    assert "municipality.toml" in app.info[0].value


def test_while_a_first_snapshot_is_made_progress_is_shown(municipalities, tmp_path, monkeypatch):
    municipalities["nieuw"] = write_municipality(tmp_path / "nieuw")
    busy = Build(stage="running", fraction=0.4, words=same("lezen"))
    monkeypatch.setattr(builds.builds, "of", lambda _key: busy)
    app = visit()
    assert not app.exception
    assert [one.value for one in app.title] == ["Nieuw"]
    assert "opent vanzelf" in words(app)
    progress = app.get("progress")[0]
    assert (progress.proto.value, progress.proto.text) == (40, "40% · lezen")


def test_a_build_that_ended_after_the_page_looked_is_waited_for(municipalities, tmp_path, monkeypatch):
    municipalities["nieuw"] = write_municipality(tmp_path / "nieuw")
    monkeypatch.setattr(builds.builds, "of", lambda _key: Build(stage="done", fraction=1.0))
    app = visit()
    assert not app.exception
    assert not app.error
    assert "opent vanzelf" in words(app)


def test_a_failed_first_build_shows_its_faults(municipalities, tmp_path, monkeypatch):
    municipalities["nieuw"] = write_municipality(tmp_path / "nieuw")
    failed = Build(stage="failed", faults=tuple(same(f"fault {number}") for number in range(30)))
    monkeypatch.setattr(builds.builds, "of", lambda _key: failed)
    app = visit(lang="en")
    assert "could not be made" in app.error[0].value
    assert "fault 0" in words(app)
    assert "and 10 more" in words(app)


@pytest.mark.usefixtures("teststad")
def test_a_renewal_is_told_beside_the_old_figures(monkeypatch):
    running = Build(stage="running", fraction=0.25, words=same("lezen"))
    monkeypatch.setattr(builds.builds, "of", lambda _key: running)
    app = visit()
    assert "25%, lezen" in words(app)
    assert drawn(app).startswith("drawn wijk")


@pytest.mark.usefixtures("teststad")
def test_a_failed_renewal_keeps_the_old_figures(monkeypatch):
    monkeypatch.setattr(builds.builds, "of", lambda _key: Build(stage="failed", faults=(same("row 3"),)))
    app = visit()
    assert "u ziet nog de vorige cijfers" in app.error[0].value
    assert "row 3" in words(app)
    assert drawn(app).startswith("drawn wijk")


def test_a_damaged_snapshot_is_not_shown(teststad, monkeypatch):
    monkeypatch.setattr(builds.builds, "of", lambda _key: Build())
    (catalogue.snapshot_path(teststad, catalogue.current_id(teststad)) / "places.csv").write_text("changed")
    app = visit()
    assert not app.exception
    assert "beschadigd" in app.error[0].value


def test_a_page_error_is_told_without_its_inside():
    def script():
        from wijkmonitor.ui import frame

        frame.tell_error(ValueError("secret inside"))

    app = AppTest.from_function(script).run()
    assert "logboek" in app.error[0].value
    assert "secret" not in words(app)
