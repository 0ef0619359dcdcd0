"""Every page in both languages through the frame, on a full municipality and on ones that lack a file."""

import re
import shutil
import tomllib

import pytest
from streamlit.testing.v1 import AppTest

from tests.town import TOML
from wijkmonitor import build, catalogue
from wijkmonitor.edition import Dataset
from wijkmonitor.ui import builds, cache, menu, server
from wijkmonitor.ui.builds import Builds

PAGES = list(menu.existing())
DATASETS = [name for name in tomllib.loads(TOML)["editions"]["2025"] if name in set(Dataset) - {Dataset.BOUNDARIES}]
HOSTILE = "<img src=x onerror=alert(1)> *vet* [link](http://x)"
CACHED = (
    cache.municipalities,
    cache.published,
    cache.stories,
    cache.contents,
    cache.compared,
    cache.all_differences,
    cache.name_of,
    cache.open_snapshot,
    cache.offer,
    cache.classes,
)


def without(town, folder, dataset):
    """A copy of the town that lacks one dataset; ``nothing`` lacks all but the boundaries."""
    shutil.copytree(town, folder, ignore=shutil.ignore_patterns("snapshots"))
    toml = folder / "municipality.toml"
    parts = toml.read_text(encoding="utf-8").split("\n\n")
    gone = DATASETS if dataset == "nothing" else [dataset]
    toml.write_text("\n\n".join(p for p in parts if not any(f".{one}]" in p for one in gone)), encoding="utf-8")
    build.build(folder)
    return folder


@pytest.fixture(scope="session")
def poorer_towns(town, tmp_path_factory):
    """Folder per dataset that is missing."""
    root = tmp_path_factory.mktemp("poorer")
    return {name: without(town, root / name, name) for name in [*DATASETS, "nothing"]}


@pytest.fixture(scope="session")
def hostile_town(town, tmp_path_factory):
    """The town with HTML and Markdown in the names of a buurt, a place, an initiative and an organisation."""
    folder = tmp_path_factory.mktemp("hostile") / "vreemd"
    shutil.copytree(town, folder, ignore=shutil.ignore_patterns("snapshots"))
    for name, old in (
        ("buurten.geojson", "Noord"),
        ("initiatieven.csv", "Initiatief 1"),
        ("ontmoetingsplekken.csv", "De Huiskamer"),
        ("toezeggingen.csv", "Toezegging 1"),
        ("gemeentescan.csv", "dagen"),
        ("organisaties.csv", "Gemeente Rekenstad"),
        ("kandidaatplekken.csv", "De Oude School"),
    ):
        text = (folder / name).read_text(encoding="utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, HOSTILE), encoding="utf-8")
    build.build(folder)
    return folder


@pytest.fixture
def visit(monkeypatch):
    """``visit(stem, folder, **address)`` opens a page on the municipality in ``folder``."""
    known = {}
    monkeypatch.setattr(catalogue, "municipalities", lambda: known)
    monkeypatch.setattr(builds, "builds", Builds(outdated=lambda _folder: False))

    def open_it(stem, folder, **address):
        known.clear()
        known[folder.name] = folder
        for one in CACHED:
            one.clear()
        app = AppTest.from_file(str(server.SCRIPT), default_timeout=60)
        for name, value in address.items():
            app.query_params[name] = value
        app.run()
        path = next(path for entry, path in menu.existing().items() if entry.stem == stem)
        return app.switch_page(str(path)).run()

    yield open_it
    for one in CACHED:
        one.clear()


def words(app) -> str:
    kinds = (app.title, app.header, app.subheader, app.markdown, app.caption, app.info, app.warning, app.error)
    return "\n".join(str(one.value) for kind in kinds for one in kind)


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.stem)
def test_opens_without_error(visit, town, town_snapshot, entry, lang):
    app = visit(entry.stem, town, lang=lang)
    assert not app.exception
    assert not app.error
    assert [one.value for one in app.title] == [entry.title(lang)]
    said = words(app)
    assert town_snapshot.id in said
    assert ("verzonnen" if lang == "nl" else "made up") in said
    assert not re.search(r"\b(nan|None|NaT)\b", said), "a number that is not there must be said in words"


@pytest.mark.parametrize("area", ["WK004201", "BU00420101", "BU00420201", "BU00420202"])
@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.stem)
@pytest.mark.usefixtures("town_snapshot")
def test_opens_on_any_area(visit, town, entry, area):
    level = "wijk" if area.startswith("WK") else "buurt"
    app = visit(entry.stem, town, area=area, level=level)
    assert not app.exception
    assert not app.error
    assert not re.search(r"\b(nan|None|NaT)\b", words(app))


@pytest.mark.parametrize("missing", [*DATASETS, "nothing"])
@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.stem)
def test_opens_without_a_dataset(visit, poorer_towns, entry, missing):
    app = visit(entry.stem, poorer_towns[missing])
    assert not app.exception
    assert not app.error
    assert not re.search(r"\b(nan|None|NaT)\b", words(app))


@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.stem)
@pytest.mark.usefixtures("town_snapshot")
def test_a_link_to_nothing_is_told_and_answered(visit, town, entry):
    app = visit(
        entry.stem, town, area="BU99999999", indicator="bestaat_niet", level="straat", edition="1999", group="x:y"
    )
    assert not app.exception
    assert app.info, "the reader is told that the link refers to something that is not there"


@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.stem)
def test_names_are_text(visit, hostile_town, entry):
    app = visit(entry.stem, hostile_town, area="BU00420101", level="buurt")
    assert not app.exception
    for html in app.get("html"):
        assert "<img src=x" not in html.proto.body
    for one in app.markdown:
        assert not (one.allow_html and "<img src=x" in one.value)
        assert "[link](http" not in one.value


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.stem)
@pytest.mark.usefixtures("town_snapshot")
def test_every_indicator_of_a_page_can_be_chosen(visit, town, entry, lang):
    app = visit(entry.stem, town, lang=lang)
    chooser = [box for box in app.selectbox if box.key == "choose_indicator"]
    for option in chooser[0].options if chooser else []:
        again = next(box for box in app.selectbox if box.key == "choose_indicator")
        again.select(next(value for value in again.options if value == option)).run()
        assert not app.exception
        assert not app.error
