"""The page with the profile of an area: its PDF, its ways on, and the responses that travel along."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.pages.test_every_page import HOSTILE, visit  # noqa: F401  (visit is a fixture)
from wijkmonitor.figures import profile
from wijkmonitor.responses import Response
from wijkmonitor.ui import profile as widgets

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
def test_accepted_responses_are_told_as_text(visit, town, monkeypatch):  # noqa: F811
    monkeypatch.setattr(widgets, "accepted", lambda _folder, area: (SAID,) if area == SAID.area else ())
    told = html(visit("wijkprofiel", town, area="BU00420101", level="buurt"))
    assert "Een beroepskracht, 4 maart 2025, over editie 2025 (Heeft iemand om op terug te vallen)" in told
    assert "Reactie van de gemeente: Wij kijken ernaar." in told
    assert "&lt;img src=x" in told
    assert "<img src=x" not in told
    assert "Weerwoord" not in html(visit("wijkprofiel", town, area="BU00420102", level="buurt"))


@pytest.mark.usefixtures("town_snapshot")
def test_the_card_of_an_area_leads_to_its_profile(visit, town):  # noqa: F811
    app = visit("sociaal_kapitaal", town, area="BU00420101", level="buurt")
    assert "Het hele profiel van dit gebied" in ways(app)
