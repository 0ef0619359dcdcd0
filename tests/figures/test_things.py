"""The cards of places, initiatives and organisations: what they say, where they lead, and what they never tell."""

import dataclasses
import re

import pytest

from tests.joined_town import CODE, EDITION, NORTH, PRIVATE, SOUTH, WEST_WIJK, joined
from wijkmonitor.figures import things


@pytest.fixture(scope="module")
def snapshot(town_snapshot):
    return joined(town_snapshot)


@pytest.fixture(scope="module")
def card(snapshot):
    areas = snapshot.areas_of(2025)

    def make(subject, key, lang="nl", edition=EDITION, of=snapshot):
        return things.card(of, edition, areas, subject, key, lang)

    return make


def names(card) -> dict[str, list[str]]:
    return {ways.title: [link.name for link in ways.links] for ways in card.ways}


def test_a_place_tells_what_it_is_and_leads_to_its_initiatives_and_areas(card):
    place = card("place", "p1")
    assert place.name == "De Huiskamer"
    assert dict(place.facts) == {
        "Soort plek": "buurthuis",
        "Open": "ma-vr 09:00-17:00",
        "Kwaliteit": "75 van 100",
        "Overbruggend": "1 van de 1 initiatieven",
    }
    assert names(place)["Initiatieven op deze plek"] == ["Initiatief 1"]
    assert names(place)["Ligt in"][0] == "Noord"
    assert place.ways[-1].links[0].changes["area"] == NORTH
    assert place.ways[-1].links[-1].changes["area"] is None, "the whole municipality is no choice of an area"


def test_an_initiative_tells_for_whom_since_when_and_leads_to_its_place_and_organisation(card):
    facts = dict(card("initiative", "i1").facts)
    assert facts["Aanpak"] == "ABCD"
    assert facts["Voor wie"] == "mensen van 65 jaar en ouder"
    assert facts["Begonnen op"] == "1 mei 2020"
    assert facts["Stand"] == "actief, laatst bevestigd op 1 juni 2024"
    assert facts["Kenmerken van de aanpak"] == (
        "begint bij wat mensen kunnen: ja; bewoners hebben de leiding: nee; "
        "brengt mensen, clubs en plekken in kaart die iets te bieden hebben: niet bekend"
    )
    assert facts["Overbruggend"] == "verschil in leeftijd en herkomst"
    leads = names(card("initiative", "i1"))
    assert leads["Te vinden in"] == ["De Huiskamer"]
    assert leads["Hoort bij"] == ["Buurtclub Noord"]


def test_a_private_initiative_says_only_its_buurt(card):
    private = card("initiative", "i5")
    assert dict(private.facts)["Plek"] == "alleen de buurt is bekend gemaakt"
    leads = names(private)
    assert "Te vinden in" not in leads
    assert leads["Ligt in"][0] == "Zuid"
    assert private.ways[-1].links[0].changes["area"] == SOUTH
    assert PRIVATE not in names(card("place", "p1"))["Initiatieven op deze plek"], "its place would tell the address"


def test_an_organisation_leads_to_its_initiatives_and_to_partners_on_either_side(card):
    club = names(card("organisation", "o2"))
    assert club["Initiatieven van deze organisatie"] == ["Initiatief 1", PRIVATE]
    assert club["Werkt samen met"] == ["Welzijn Rekenstad"]
    assert card("organisation", "o2").ways[-1].links[0].changes["area"] == WEST_WIJK
    assert names(card("organisation", "o1"))["Werkt samen met"] == ["Buurtclub Noord", "Kerk Oost"]
    assert dict(card("organisation", "o1").facts)["Werkt in"] == "de hele gemeente"


def test_what_an_edition_does_not_know_is_told(card):
    unknown = card("place", "p1", edition="2024")
    assert unknown.note
    assert not unknown.facts
    assert not unknown.ways
    assert not card("organisation", "o9", "en").ways


def test_names_are_handed_on_as_they_are_and_nameless_things_by_their_key(card, snapshot):
    places = snapshot.places.assign(name="")
    nameless = dataclasses.replace(snapshot, places=places)
    assert card("place", "p1", of=nameless).name == "zonder naam (p1)"
    assert names(card("initiative", "i1", of=nameless))["Te vinden in"] == ["zonder naam (p1)"]


def test_a_link_opens_one_thing_and_closes_the_others():
    link = things.to_thing("place", "p1", "De Huiskamer", "nl")
    assert link.page == "ontmoetingsplekken"
    assert link.changes == {"place": "p1", "initiative": None, "organisation": None, "indicator": None}


@pytest.mark.parametrize("start", [("place", "p1"), ("initiative", "i1"), ("organisation", "o3")])
def test_everything_can_be_reached_from_anything_by_links_only(card, start):
    found, ahead, areas = {start}, [start], set()
    while ahead:
        for ways in card(*ahead.pop()).ways:
            for link in ways.links:
                areas |= {link.changes.get("area", "-")}
                for subject in things.OWNERS:
                    key = link.changes.get(subject)
                    if key and (subject, key) not in found:
                        found.add((subject, key))
                        ahead.append((subject, key))
    assert {("place", "p1"), ("initiative", "i1"), *(("organisation", f"o{n}") for n in (1, 2, 3))} <= found
    assert {NORTH, WEST_WIJK, None} <= areas, "and up to the buurt, the wijk and the municipality"


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("thing", [("place", "p1"), ("initiative", "i6"), ("organisation", "o1")])
def test_no_card_shows_what_is_not_there(card, thing, lang):
    one = card(*thing, lang)
    said = " ".join([one.name, one.note, *(f"{a} {b}" for a, b in one.facts)])
    assert not re.search(r"\b(nan|None|NaT)\b", said)
    assert all(words for _, words in one.facts)
    assert CODE not in said
