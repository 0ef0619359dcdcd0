"""The one click for the council: a button, progress while it is made, then the files; there at once the next time."""

import io
import zipfile
from concurrent.futures import ThreadPoolExecutor

import pytest
from streamlit.testing.v1 import AppTest

from wijkmonitor import catalogue, responses
from wijkmonitor.report.pack import Pack
from wijkmonitor.report.story import Choice
from wijkmonitor.text import same
from wijkmonitor.ui import cache

CHOICE = Choice("nl", story="plekken")


def script(municipality, snapshot_id, lang):
    import streamlit as st

    from wijkmonitor.report.story import Choice
    from wijkmonitor.ui import cache, packing
    from wijkmonitor.ui.page import Page
    from wijkmonitor.ui.view import View

    st.title("Presentatie")
    view = View(lang, municipality, snapshot_id, "2025", "wijk")
    page = Page(view, cache.open_snapshot(municipality, snapshot_id), cache.offer(municipality, snapshot_id))
    packing.show_pack(page, Choice(lang, story="plekken"))


@pytest.fixture
def open_page(town, town_snapshot, monkeypatch):
    """Opens a page with nothing but the button."""
    monkeypatch.setattr(catalogue, "municipalities", lambda: {town.name: town})
    for one in (cache.municipalities, cache.open_snapshot, cache.offer, cache.deck):
        one.clear()
    cache._packs.clear()

    def opened(lang="nl"):
        return AppTest.from_function(script, args=(town.name, town_snapshot.id, lang), default_timeout=120).run()

    yield opened
    cache._packs.clear()
    for one in (cache.municipalities, cache.open_snapshot, cache.offer, cache.deck):
        one.clear()


def labels(app):
    return [one.label for one in app.get("download_button")]


def test_one_click_makes_everything_to_download(open_page, town, town_snapshot):
    app = open_page()
    assert not labels(app)
    assert [one.label for one in app.button] == ["Maak het raadspakket"]
    app.button[0].click().run()
    assert not app.exception
    assert labels(app) == ["Alles in één bestand (ZIP)", "Dia's (PowerPoint)", "PDF"]
    assert [one.label for one in app.status] == [f"Het raadspakket is klaar ({_size(town, town_snapshot)} MB)."]
    made = cache.kept_pack(town.name, town_snapshot.id, CHOICE)
    with zipfile.ZipFile(io.BytesIO(made.archive)) as archive:
        assert f"{made.name}.pdf" in archive.namelist()


def _size(town, town_snapshot):
    archive = cache.kept_pack(town.name, town_snapshot.id, CHOICE).archive
    return f"{len(archive) / 1_000_000:.1f}".replace(".", ",")


def test_what_was_made_before_is_there_at_once(open_page, monkeypatch):
    open_page().button[0].click().run()
    monkeypatch.setattr(cache, "packed", lambda *_given: pytest.fail("made twice"))
    again = open_page()
    assert len(labels(again)) == 3
    assert not again.button
    assert not again.status


def test_in_english_everything_is_english(open_page):
    app = open_page("en")
    app.button[0].click().run()
    assert labels(app) == ["Everything in one file (ZIP)", "Slides (PowerPoint)", "PDF"]


def test_a_response_that_is_accepted_later_gets_a_new_pack(open_page, town, town_snapshot, monkeypatch):
    open_page().button[0].click().run()
    assert cache.kept_pack(town.name, town_snapshot.id, CHOICE) is not None
    monkeypatch.setattr(responses, "accepted", lambda _folder: ("a new one",))
    assert cache.kept_pack(town.name, town_snapshot.id, CHOICE) is None


def test_a_pack_of_before_a_withdrawal_is_not_handed_out_after_it(open_page, town_snapshot, to_withdraw, monkeypatch):
    open_page()
    monkeypatch.setattr(catalogue, "municipalities", lambda: {"rekenstad": to_withdraw})
    cache.municipalities.clear()

    def foot_of(deck, _snapshot, _accepted, _progress):
        return Pack("p", deck.foot.encode(), b"pptx", b"pdf")

    monkeypatch.setattr(cache, "packed", foot_of)
    asked = ("rekenstad", town_snapshot.id, CHOICE)
    before = cache.pack(*asked, lambda _fraction, _said: None)
    assert cache.kept_pack(*asked) is before
    catalogue.withdraw(to_withdraw, town_snapshot.id, reason="Dubbel geteld")
    assert cache.kept_pack(*asked) is None
    assert b"INGETROKKEN" not in before.archive
    assert b"INGETROKKEN" in cache.pack(*asked, lambda _fraction, _said: None).archive


def test_a_failure_is_told_without_the_inside_of_the_program(open_page, monkeypatch):
    def breaks(*_given):
        raise ValueError("secret inside")

    monkeypatch.setattr(cache, "packed", breaks)
    app = open_page()
    app.button[0].click().run()
    assert not app.exception
    assert not labels(app)
    assert "kon niet worden gemaakt" in app.status[0].label
    assert "secret" not in app.status[0].label


def test_two_visitors_at_once_have_it_made_once(open_page, town, town_snapshot, monkeypatch):
    open_page()
    made = []

    def slow(deck, _snapshot, _accepted, progress):
        progress(0.5, same("half"))
        made.append(deck.title)
        return Pack("p", b"zip", b"pptx", b"pdf")

    monkeypatch.setattr(cache, "packed", slow)
    with ThreadPoolExecutor(4) as visitors:
        asked = [
            visitors.submit(cache.pack, town.name, town_snapshot.id, CHOICE, lambda _fraction, _said: None)
            for _ in range(4)
        ]
        assert len({id(one.result()) for one in asked}) == 1
    assert len(made) == 1


def test_only_the_last_packs_are_kept(open_page, town, town_snapshot, monkeypatch):
    open_page()
    monkeypatch.setattr(cache, "packed", lambda *_given: Pack("p", b"zip", b"pptx", b"pdf"))
    for number in range(cache._KEPT_PACKS + 3):
        choice = Choice("nl", story="own", topics=(f"t{number}",))
        cache.pack(town.name, town_snapshot.id, choice, lambda _fraction, _said: None)
    assert len(cache._packs) == cache._KEPT_PACKS
