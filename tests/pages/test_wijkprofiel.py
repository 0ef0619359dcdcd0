"""The page with the profile of an area: its PDF, its ways on, and the responses that travel along."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
import streamlit as st

from tests.pages.test_every_page import HOSTILE, visit  # noqa: F401  (visit is a fixture)
from tests.pages.test_weerwoord import own_state, send  # noqa: F401  (nothing is written beside the town)
from tests.report.reading_pdf import page_texts
from wijkmonitor import catalogue, responses
from wijkmonitor.figures import profile
from wijkmonitor.responses import Response, store

SAID = Response(
    1, "abc", "2025", "BU00420101", "strong_ties", "professional", HOSTILE, dt.date(2025, 3, 4), "Wij kijken ernaar."
)


def html(app) -> str:
    return "\n".join(one.proto.body for one in app.get("html"))


def ways(app) -> list[str]:
    return [one.proto.label for one in app.get("page_link")]


def test_without_an_area_it_is_the_municipality(visit, town, town_snapshot):  # noqa: F811
    app = visit("wijkprofiel", town)
    assert [one.value for one in app.header if one.value == "Rekenstad"] == ["Rekenstad"]
    assert profile.of_area(town_snapshot, "2025", "GM0042", "nl").answer in html(app)
    assert not any(label.startswith("Naar Rekenstad") for label in ways(app))


@pytest.mark.usefixtures("town_snapshot")
def test_the_next_and_the_one_before_go_by_name(visit, town):  # noqa: F811
    app = visit("wijkprofiel", town, area="BU00420101", level="buurt")
    assert {"Vorige: Haven", "Volgende: Oost", "Naar Rekenstad als geheel"} <= set(ways(app))
    last = visit("wijkprofiel", town, area="BU00420102", level="buurt")
    assert {"Vorige: Oost", "Volgende: Haven"} <= set(ways(last))


@pytest.mark.parametrize(("lang", "label"), [("nl", "Download als PDF"), ("en", "Download as PDF")])
@pytest.mark.usefixtures("town_snapshot")
def test_there_is_a_pdf(visit, town, lang, label):  # noqa: F811
    app = visit("wijkprofiel", town, area="BU00420101", level="buurt", lang=lang)
    assert label in [one.proto.label for one in app.get("download_button")]


@pytest.mark.usefixtures("town_snapshot")
def test_accepted_responses_are_told_once_as_text(visit, town, monkeypatch):  # noqa: F811
    told = [dataclasses.replace(SAID, number=number, words=f"{HOSTILE} {number}") for number in range(1, 8)]
    monkeypatch.setattr(responses, "accepted", lambda _folder, area, **_more: tuple(told) if area == SAID.area else ())
    app = visit("wijkprofiel", town, area="BU00420101", level="buurt")
    said = html(app)
    assert [one.value for one in app.subheader].count("Weerwoord") == 1
    assert "Professional · maart 2025 · over: Heeft iemand om op terug te vallen, Noord" in said
    for number in range(1, 8):
        assert said.count(f"(http://x) {number}”") == 1, "all of them, unfolded: they are printed along"
    assert [one.label for one in app.expander if "Nog" in one.label] == []
    assert "De gemeente: Wij kijken ernaar." in said
    assert "<img src=x" not in said
    other = visit("wijkprofiel", town, area="BU00420102", level="buurt")
    assert "Weerwoord" not in [one.value for one in other.subheader]


@pytest.mark.usefixtures("town_snapshot", "own_state")
def test_a_response_is_about_the_area_of_the_profile(visit, town):  # noqa: F811
    app = send(visit("wijkprofiel", town, area="BU00420101", level="buurt"), "In onze straat kent iedereen elkaar.")
    assert not app.exception
    assert "onder nummer 1" in app.success[0].value
    told = store.kept(town)[0].response
    assert (told.area, told.indicator, told.edition) == ("BU00420101", "", "2025")
    send(visit("wijkprofiel", town), "Zo is het in de hele gemeente.")
    assert store.kept(town)[1].response.area == "GM0042"


def test_the_pdf_of_a_withdrawn_snapshot_says_so_from_that_moment(visit, to_withdraw, town_snapshot, monkeypatch):  # noqa: F811
    handed = {}
    monkeypatch.setattr(st, "download_button", lambda _label, data, **_more: handed.update(data=data))
    asked = {"area": "BU00420101", "level": "buurt", "snapshot": town_snapshot.id}
    visit("wijkprofiel", to_withdraw, **asked)
    made = handed["data"]
    assert "INGETROKKEN" not in " ".join(page_texts(made()))
    catalogue.withdraw(to_withdraw, town_snapshot.id, reason="Dubbel geteld")
    assert "Dubbel geteld" in page_texts(made())[0], "also from a page that was opened before"
    app = visit("wijkprofiel", to_withdraw, **asked)
    assert not app.exception
    assert "INGETROKKEN OP" in app.caption[-1].value


@pytest.mark.usefixtures("town_snapshot")
def test_the_card_of_an_area_leads_to_its_profile(visit, town):  # noqa: F811
    app = visit("sociaal_kapitaal", town, area="BU00420101", level="buurt")
    assert "Het hele profiel van dit gebied" in ways(app)
