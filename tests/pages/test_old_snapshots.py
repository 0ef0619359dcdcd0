"""Snapshots made by earlier versions of the program stay what they were: every page opens on them, with the same figures."""

import re
import shutil
from pathlib import Path

import pytest

from tests.pages.test_every_page import PAGES, visit, words  # noqa: F401
from tests.ui.conftest import write_municipality
from wijkmonitor import catalogue

STORED = Path(__file__).resolve().parents[1] / "snapshots" / "format_1"
OLDEST = "d56d69337913"


@pytest.fixture(scope="module")
def old_town(tmp_path_factory):
    """A municipality whose only snapshot is the oldest one that is kept."""
    folder = write_municipality(tmp_path_factory.mktemp("old") / "rekenstad")
    shutil.copytree(STORED / OLDEST, catalogue.snapshot_path(folder, OLDEST))
    (catalogue.snapshots_folder(folder) / "current").write_text(OLDEST + "\n")
    return folder


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.stem)
def test_every_page_opens_on_the_oldest_snapshot(visit, old_town, entry, lang):  # noqa: F811
    app = visit(entry.stem, old_town, lang=lang)
    assert not app.exception
    assert not app.error
    assert OLDEST in words(app)
    assert not re.search(r"\b(nan|None|NaT)\b", words(app))


@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.stem)
def test_every_page_opens_on_an_area_of_the_oldest_snapshot(visit, old_town, entry):  # noqa: F811
    app = visit(entry.stem, old_town, area="BU00420101", level="buurt")
    assert not app.exception
    assert not app.error
    assert not re.search(r"\b(nan|None|NaT)\b", words(app))
