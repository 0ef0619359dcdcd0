"""A response from the writer to the reader, in a browser: handed in, accepted by staff, read by the next visitor."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import running_server
from wijkmonitor.responses import database
from wijkmonitor.ui import access

PASSWORD = "een lang wachtwoord"
TOPIC = "/sociaal_kapitaal?indicator=strong_ties&area=WK999901"
SAID = "In onze straat kent iedereen elkaar."


@pytest.fixture
def address(demo_snapshot, tmp_path, monkeypatch):
    """A server of its own, which keeps responses in a folder of the test."""
    assert demo_snapshot
    monkeypatch.setenv(database.STATE_VARIABLE, str(tmp_path))
    monkeypatch.setenv(access.PASSWORD_VARIABLE, PASSWORD)
    with running_server() as started:
        yield started


def open_form(page):
    page.get_by_text("Herkent u dit? Geef weerwoord").click()
    return page.get_by_label("Wat herkent u wel of niet?")


def test_from_the_writer_to_the_reader(open_page, address, axe):
    writer = open_page(TOPIC, address)
    page = writer.page
    open_form(page).fill("Mail mij op iemand@voorbeeld.nl")
    page.get_by_role("button", name="Verstuur").click()
    expect(page.get_by_text("lijkt een e-mailadres te staan")).to_be_visible()
    expect(page.get_by_text("Kies of u schrijft als bewoner")).to_be_visible()
    page.get_by_label("Wat herkent u wel of niet?").fill(SAID)
    page.get_by_label("Ik schrijf als").click()
    page.get_by_role("option", name="bewoner").click()
    page.get_by_role("button", name="Verstuur").click()
    expect(page.get_by_text("onder nummer 1")).to_be_visible()
    assert axe(page) == []
    writer.assert_quiet()

    staff = open_page("/weerwoord", address).page
    expect(staff.get_by_text(SAID)).to_have_count(0)
    staff.get_by_label("Wachtwoord").fill(PASSWORD)
    expect(staff.get_by_text("Press Enter")).to_be_hidden()
    staff.get_by_role("button", name="Inloggen").click()
    expect(staff.get_by_text(SAID)).to_be_visible()
    assert axe(staff) == []
    staff.get_by_label("Besluit").click()
    staff.get_by_role("option", name="aannemen en tonen").click()
    staff.get_by_label("Reden (bij aannemen openbaar)").fill("Dat horen wij vaker.")
    staff.get_by_role("button", name="Bewaar besluit").click()
    expect(staff.get_by_text("Weerwoord 1: aangenomen.")).to_be_visible()

    reader = open_page(TOPIC, address).page
    expect(reader.get_by_text(SAID)).to_be_visible()
    expect(reader.get_by_text("De gemeente: Dat horen wij vaker.")).to_be_visible()
