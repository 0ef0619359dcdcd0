"""A withdrawn snapshot: never shown by itself, said to be withdrawn on every page, and never without its reason."""

import time

import pytest

from tests.ui.conftest import publish_snapshot
from tests.ui.test_frame import drawn, visit, words
from wijkmonitor import catalogue
from wijkmonitor.ui import builds, cache

pytestmark = pytest.mark.usefixtures("one_page")
REASON = "Het <b>register</b> was [dubbel](http://x)"


def html(app):
    return "\n".join(one.proto.body for one in app.get("html"))


def withdraw(folder, snapshot_id, by="Team data"):
    catalogue.withdraw(folder, snapshot_id, reason=REASON, by=by)
    for one in (cache.published, cache.stories):
        one.clear()


@pytest.fixture
def two(teststad):
    """Ids of an older and a newer snapshot."""
    older = catalogue.current_id(teststad)
    return older, publish_snapshot(teststad, note="changed")


@pytest.mark.parametrize(("lang", "said"), [("nl", "Deze momentopname is ingetrokken"), ("en", "has been withdrawn")])
def test_its_link_opens_it_with_date_reason_and_the_way_to_the_newest(teststad, two, lang, said):
    older, newer = two
    withdraw(teststad, newer)
    app = visit(snapshot=newer, lang=lang)
    assert not app.exception
    assert drawn(app).startswith("drawn")
    assert said in html(app)
    assert "Team data" in html(app)
    assert newer in app.caption[-1].value
    assert "<b>register</b>" not in html(app), "a reason is text, never mark-up"
    assert "&lt;b&gt;register" in html(app)
    assert f'href="?lang={lang}"' in html(app)
    assert older in visit(lang=lang).caption[-1].value, "the older one is shown by itself"


def test_what_stands_says_nothing_of_it(teststad, two):
    older, newer = two
    withdraw(teststad, newer)
    app = visit()
    assert "ingetrokken" not in html(app)
    assert not app.info
    withdraw(teststad, older)
    assert "ingetrokken" in html(visit(snapshot=older))


def test_without_any_that_stands_there_are_no_figures_but_the_reason(teststad):
    only = catalogue.current_id(teststad)
    withdraw(teststad, only, by="")
    visit()  # the server looks whether something should be made
    while builds.builds.of("teststad").busy:
        time.sleep(0.01)
    app = visit()
    assert not app.exception
    assert "geen cijfers" in words(app)
    assert "worden gemaakt" not in words(app), "nothing is being made"
    assert "&lt;b&gt;register" in html(app)
    assert f"snapshot={only}" in html(app)
    assert not [text for text in app.text if text.value.startswith("drawn")]
    opened = visit(snapshot=only)
    assert drawn(opened).startswith("drawn")
    assert "Naar de nieuwste" not in html(opened), "there is none"


def test_the_list_to_choose_from_says_when_and_why_and_what_is_withdrawn(teststad, two):
    older, newer = two
    withdraw(teststad, older)
    box = visit().selectbox(key="choose_snapshot")
    assert len(box.options) == 2
    assert box.options[0].startswith("nieuwste · ")
    assert box.options[1].startswith("ingetrokken · ")
    assert newer not in box.options[0]
