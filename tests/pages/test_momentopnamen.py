"""The page with all snapshots: the list, and two of them side by side."""

import shutil

import pytest

from tests.pages.test_every_page import CACHED, HOSTILE, visit, words  # noqa: F401
from tests.small_town import end_an_initiative, write_small_town
from tests.ui.test_withdrawn import html
from wijkmonitor import build, catalogue, publications

STEM = "momentopnamen"


@pytest.fixture(scope="module")
def history(tmp_path_factory):
    """A town with three snapshots, the second of which was withdrawn; words that are no mark-up. Returns folder and ids."""
    folder = write_small_town(tmp_path_factory.mktemp("history") / "rekenstad")
    ids = [build.build(folder, note="Eerste cijfers", by="Onderzoek").snapshot_id]
    for number, note in ((2, HOSTILE), (1, "")):
        end_an_initiative(folder, number=number)
        ids.append(build.build(folder, note=note).snapshot_id)
    catalogue.withdraw(folder, ids[1], reason=HOSTILE, by="Team data")
    return folder, ids


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_all_snapshots_are_listed(visit, history, lang):  # noqa: F811
    folder, ids = history
    app = visit(STEM, folder, lang=lang)
    assert not app.exception
    said = html(app)
    assert all(f"snapshot={one}" in said or one == ids[2] for one in ids)
    assert "Eerste cijfers" in said
    assert "Onderzoek" in said
    assert ("nieuwste" if lang == "nl" else "newest") in said
    assert ("ingetrokken op" if lang == "nl" else "withdrawn on") in said
    assert "<img src=x" not in said
    assert "MB" in said


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_two_are_compared(visit, history, lang):  # noqa: F811
    folder, ids = history
    app = visit(STEM, folder, lang=lang, against=ids[0])
    assert not app.exception
    assert not app.error
    said = html(app) + words(app)
    assert ("door nieuwe gegevens" if lang == "nl" else "by new data") in said
    assert "2025/initiatieven.csv" in said
    assert ids[0] in said
    assert "nan" not in html(app).lower()
    chooser = next(box for box in app.selectbox if box.key == "choose_indicator")
    chooser.select("initiative_density").run()
    assert not app.exception
    assert ("ruime marge" if lang == "nl" else "wide margin") in html(app)


def test_a_choice_is_in_the_address(visit, history):  # noqa: F811
    folder, ids = history
    app = visit(STEM, folder)
    box = next(one for one in app.selectbox if one.key == "choose_against")
    box.select(ids[0]).run()
    assert app.query_params["against"] in (ids[0], [ids[0]])


@pytest.mark.parametrize("against", ["bestaatniet", "../../x", "0123456789ab"])
def test_another_that_is_not_there_is_told(visit, history, against):  # noqa: F811
    app = visit(STEM, history[0], against=against)
    assert not app.exception
    assert not app.error
    if against.isalnum():
        assert any(against in note.value for note in app.info)


def test_one_that_cannot_be_read_is_told(visit, history, tmp_path):  # noqa: F811
    folder, ids = history
    copy = shutil.copytree(folder, tmp_path / "beschadigd")
    (catalogue.snapshot_path(copy, ids[0]) / "estimates.csv").write_text("damaged")
    app = visit(STEM, copy, against=ids[0])
    assert not app.exception
    assert any(ids[0] in note.value for note in app.info)


def test_damage_to_the_log_is_told(visit, history, tmp_path):  # noqa: F811
    copy = shutil.copytree(history[0], tmp_path / "logboek")
    path = copy / publications.SNAPSHOTS / publications.LOG
    path.write_bytes(b"onzin\n" + path.read_bytes())
    app = visit(STEM, copy)
    assert any("logboek" in note.value for note in app.info)
