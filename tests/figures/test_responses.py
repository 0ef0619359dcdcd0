"""Responses as a reader sees them."""

import datetime as dt

import pytest

from wijkmonitor.figures import responses as figures
from wijkmonitor.responses import Event, Response, State

NOORD, OOST, GONE = "BU00420101", "BU00420201", "BU00429999"


def response(number=1, area=NOORD, indicator="feels_at_home", snapshot="0ud0ud", words="Dat klopt hier.", reason=""):
    day = dt.date(2026, 3, 31)
    return Response(number, snapshot, "2025", area, indicator, "resident", words, day, reason)


def test_what_it_is_about(town_snapshot):
    title = town_snapshot.indicators["feels_at_home"].title
    assert figures.about(town_snapshot, NOORD, "feels_at_home", "nl") == f"over: {title.nl}, Noord"
    assert figures.about(town_snapshot, NOORD, "feels_at_home", "en") == f"about: {title.en}, Noord"
    assert figures.about(town_snapshot, NOORD, "", "nl") == "over: Noord"
    assert figures.about(town_snapshot, GONE, "weg", "nl") == f"over: weg, {GONE} (bestaat niet meer)"


def test_an_area_of_older_borders_keeps_its_name(town_snapshot, monkeypatch):
    newest = town_snapshot.areas_of(2025)
    monkeypatch.setattr(type(town_snapshot), "areas_of", lambda *_: newest.drop(index=OOST))
    assert figures.area_name(town_snapshot, OOST, "nl") == "Oost (bestaat niet meer)"
    listed = figures.by_area([response(area=OOST), response(area=NOORD)], town_snapshot, "nl")
    assert [name for name, _ in listed] == ["Noord", "Oost (bestaat niet meer)"]


def test_by_area_the_newest_first(town_snapshot):
    found = [response(1), response(2, area=GONE), response(3), response(4, area=OOST)]
    listed = figures.by_area(found, town_snapshot, "en")
    assert [(name, [one.number for one in mine]) for name, mine in listed] == [
        ("Noord", [3, 1]),
        ("Oost", [4]),
        (f"{GONE} (no longer exists)", [2]),
    ]
    assert figures.by_area([], town_snapshot, "nl") == []


def test_within_an_area_lies_what_is_in_it(town_snapshot):
    found = [response(1), response(2, area=OOST), response(3, area=GONE), response(4, area="WK004201")]
    numbers = {
        area: [one.number for one in figures.within(found, town_snapshot, area)]
        for area in ("", NOORD, "WK004201", "GM0042", GONE)
    }
    assert numbers == {"": [1, 2, 3, 4], NOORD: [1], "WK004201": [1, 4], "GM0042": [1, 2, 4], GONE: [3]}


def test_a_quote_is_text_and_says_when_its_snapshot_is_another(town_snapshot):
    bad = '<script>alert("1")</script> "a" & b'
    made = figures.quote(response(words=bad, reason=bad), town_snapshot, "nl", facts=[bad])
    assert "<script" not in made
    assert made.count("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;") == 3
    assert "Bewoner · maart 2026 · " in made
    assert "bij momentopname 0ud0ud (2025)" in made
    assert "momentopname" not in figures.quote(response(snapshot=town_snapshot.id), town_snapshot, "nl")


@pytest.mark.parametrize(
    ("lang", "said"), [("nl", "1.234 nog niet behandeld en 2 aangenomen"), ("en", "1,234 not yet")]
)
def test_a_tally_leaves_out_what_there_is_none_of(lang, said):
    counts = {State.WAITING: 1234, State.ACCEPTED: 2, State.DECLINED: 0}
    told = figures.tally(counts, lang)
    assert said in told
    assert State.DECLINED.text(lang) not in told
    assert figures.tally(dict.fromkeys(State, 0), "nl") == "Er is nog geen weerwoord."


def test_the_figure_of_then(town_snapshot):
    told = figures.value_then(town_snapshot, response(), "nl")
    assert told.startswith("Het cijfer daar en toen: ")
    assert "van de bewoners" in told
    for gone in (response(area=GONE), response(indicator="weg")):
        assert "niet meer op deze server" in figures.value_then(town_snapshot, gone, "nl")
    assert "niet meer op deze server" in figures.value_then(None, response(), "nl")
    assert figures.value_then(None, response(indicator=""), "nl") == ""
    haven = figures.value_then(town_snapshot, response(area="BU00420202"), "nl")
    assert "geen cijfer" in haven
    assert "nan" not in haven


def test_the_history_in_lines():
    at = dt.datetime(2026, 3, 31, 12, tzinfo=dt.UTC)
    events = [Event(1, at, "received", "visitor", ""), Event(1, at, "erased", "wijkmanager", "Er stond een naam in.")]
    assert figures.history_lines(events, "nl") == [
        "31 maart 2026 · ontvangen",
        "31 maart 2026 · tekst gewist · wijkmanager · Er stond een naam in.",
    ]
