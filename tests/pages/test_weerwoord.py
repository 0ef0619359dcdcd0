"""Responding on a topic page, and the page on which staff decide; every database stands in a folder of the test."""

import re

import pytest
import streamlit as st

from tests.pages.test_every_page import visit, words  # noqa: F401  (visit is a fixture)
from wijkmonitor.responses import Draft, State, accepted, database, store
from wijkmonitor.ui import access, menu, responses

pytestmark = pytest.mark.usefixtures("town_snapshot")
NOORD = "BU00420101"
PASSWORD = "een lang wachtwoord"
HOSTILE = "Kijk 3 < 5 *vet* _schuin_ `code` $a$ :red[x] # kop שלום en meer"


@pytest.fixture(autouse=True)
def own_state(tmp_path, monkeypatch):
    """Nothing is written beside the town, and nobody has used a turn."""
    monkeypatch.setenv(database.STATE_VARIABLE, str(tmp_path))
    monkeypatch.delenv(access.PASSWORD_VARIABLE, raising=False)
    for turns in (responses.TURNS, responses.ADDRESS_TURNS, access.TRIES, access.ALL_TRIES):
        turns.clear()


def html(app) -> str:
    return "\n".join(one.proto.body for one in app.get("html"))


def by_key(elements, part):
    return next(one for one in elements if part in (one.key or ""))


def send(app, said, role="resident"):
    if role:
        by_key(app.selectbox, "-role").select(role)
    by_key(app.text_area, "-words").input(said)
    return next(one for one in app.button if one.label in ("Verstuur", "Send")).click().run()


def received(town, said, *, area=NOORD, indicator="feels_at_home", snapshot=None, edition="2025"):
    return store.receive(town, Draft(snapshot or "weg", edition, area, indicator, "resident", said))


def accept(town, number, reason="Herkenbaar."):
    store.decide(town, number, State.ACCEPTED, expected=State.WAITING, by="medewerker", reason=reason)


def log_in(app, password=PASSWORD):
    app.text_input(key="staff-password").input(password)
    return next(one for one in app.button if one.label in ("Inloggen", "Log in")).click().run()


def decide(app, number, to, reason):
    app.selectbox(key=f"besluit-{number}-waiting-to").set_value(to)
    app.text_input(key=f"besluit-{number}-waiting-reason").input(reason)
    return by_key([one for one in app.button if one.label == "Bewaar besluit"], f"besluit-{number}-").click().run()


def test_a_response_is_received_and_not_yet_shown(visit, town, town_snapshot):  # noqa: F811
    app = visit("sociaal_kapitaal", town, indicator="feels_at_home", area=NOORD, level="buurt")
    app = send(app, "In onze straat kent iedereen elkaar.")
    assert not app.exception
    assert "onder nummer 1" in app.success[0].value
    assert by_key(app.text_area, "-words").value == ""
    (kept,) = store.kept(town)
    told = kept.response
    assert (told.snapshot, told.edition, told.area, told.indicator) == (
        town_snapshot.id,
        "2025",
        NOORD,
        "feels_at_home",
    )
    assert (told.role, told.words, kept.state) == ("resident", "In onze straat kent iedereen elkaar.", State.WAITING)
    assert "kent iedereen elkaar" not in html(app)
    assert not list(town.glob("responses*"))


def test_without_an_area_it_is_about_the_municipality(visit, town):  # noqa: F811
    send(visit("sociaal_kapitaal", town, lang="en"), "This is how it is in the whole town.", role="professional")
    told = store.kept(town)[0].response
    assert (told.area, told.role) == ("GM0042", "professional")


def test_all_faults_are_told_and_the_words_stay(visit, town):  # noqa: F811
    said = "Mail jan@voorbeeld.nl of kijk op www.voorbeeld"
    app = send(visit("sociaal_kapitaal", town), said, role=None)
    assert len(app.warning) == 3 + 1, "three faults, and the notice that the town is invented"
    assert by_key(app.text_area, "-words").value == said
    assert store.kept(town) == ()


def test_a_visitor_has_three_turns_an_hour(visit, town):  # noqa: F811
    app = visit("sociaal_kapitaal", town)
    for place in range(3):
        app = send(app, f"Dit is mijn weerwoord nummer {place}.")
        assert app.success
    app = send(app, "En nog een keer weerwoord.")
    assert any("over een uur" in one.value for one in app.warning)
    assert by_key(app.text_area, "-words").value == "En nog een keer weerwoord."
    assert len(store.kept(town)) == 3


def test_the_number_stays_until_the_next_or_until_the_page_is_left(visit, town):  # noqa: F811
    app = send(visit("sociaal_kapitaal", town, level="buurt"), "Dit is mijn weerwoord van vandaag.")
    app = app.run()
    assert "onder nummer 1" in app.success[0].value
    app = app.selectbox(key="choose_area").select(NOORD).run()
    assert "onder nummer 1" in app.success[0].value, "also with another area"
    app = send(app, "En dit gaat over Noord alleen.")
    assert ["onder nummer 2" in one.value for one in app.success] == [True]
    app = send(app, "Kort.")
    assert not app.success, "what was sent last was not received"
    app = send(app, "Nu is het wel lang genoeg.")
    assert "onder nummer 3" in app.success[0].value
    paths = {entry.stem: str(path) for entry, path in menu.existing().items()}
    assert not app.switch_page(paths["overzicht"]).run().success
    assert not app.switch_page(paths["sociaal_kapitaal"]).run().success


def test_a_fault_takes_no_turn(visit, town):  # noqa: F811
    app = visit("sociaal_kapitaal", town)
    for _ in range(5):
        app = send(app, "Kort.")
    assert send(app, "Nu is het lang genoeg.").success


def test_a_folder_that_cannot_be_written_is_told(visit, town, tmp_path, monkeypatch):  # noqa: F811
    (tmp_path / "bezet").write_text("", encoding="utf-8")
    monkeypatch.setenv(database.STATE_VARIABLE, str(tmp_path / "bezet"))
    app = send(visit("sociaal_kapitaal", town), "Dit is een gewoon weerwoord.")
    assert not app.exception
    assert any("kan nu niet worden bewaard" in one.value for one in app.warning)
    assert by_key(app.text_area, "-words").value == "Dit is een gewoon weerwoord."


@pytest.mark.parametrize("stem", ["sociaal_kapitaal", "overzicht", "initiatieven", "gemeente", "doenvermogen"])
def test_every_topic_page_has_the_form(visit, town, stem):  # noqa: F811
    assert by_key(visit(stem, town).text_area, "-words").proto.max_chars == 600


def test_what_is_accepted_stands_with_its_figure(visit, town, town_snapshot):  # noqa: F811
    accept(town, received(town, "Dat herken ik hier helemaal.", snapshot=town_snapshot.id), "Dat horen wij vaker.")
    accept(town, received(town, "Bij een oudere momentopname.", snapshot="0ud0ud", edition="2023"))
    accept(town, received(town, "Gaat over iets anders.", indicator="strong_ties"))
    said = html(visit("sociaal_kapitaal", town, indicator="feels_at_home", area=NOORD, level="buurt"))
    assert "“Dat herken ik hier helemaal.”" in said
    assert "De gemeente: Dat horen wij vaker." in said
    assert re.search(r"Bewoner · \w+ \d{4}", said)
    assert said.count("bij momentopname") == 1
    assert "bij momentopname 0ud0ud (2023)" in said
    assert "Gaat over iets anders" not in said
    store.decide(town, 1, State.HIDDEN, expected=State.ACCEPTED, by="medewerker", reason="Nazoeken.")
    said = html(visit("sociaal_kapitaal", town, indicator="feels_at_home", area=NOORD, level="buurt"))
    assert "Dat herken ik hier" not in said


@pytest.mark.parametrize("stem", ["sociaal_kapitaal", "weerwoord"])
def test_what_somebody_wrote_is_text(visit, town, monkeypatch, stem):  # noqa: F811
    """What the rules would refuse is put in the database by hand: it may come from an earlier version."""
    monkeypatch.setattr(store.rules, "faults", lambda *_: ())
    monkeypatch.setattr(store.rules, "reason_faults", lambda *_: ())
    bad = "<script>alert(1)</script> <img src=x onerror=alert(1)> ![x](http://x.test/a.png) [link](http://x.test)"
    accept(town, received(town, bad), bad)
    accept(town, received(town, HOSTILE), HOSTILE)
    monkeypatch.setenv(access.PASSWORD_VARIABLE, PASSWORD)
    received(town, bad + " wacht")
    app = visit(stem, town, indicator="feels_at_home", area=NOORD, level="buurt")
    if stem == "weerwoord":
        app = log_in(app)
    assert not app.exception
    said = html(app)
    assert "<script" not in said
    assert "<img src=x" not in said
    assert "&lt;script&gt;alert(1)" in said
    assert 'dir="auto"' in said
    for kind in (app.markdown, app.caption, app.info, app.warning, app.subheader):
        for one in kind:
            assert "x.test" not in one.value
            assert "*vet*" not in one.value


def test_a_visitor_sees_no_queue(visit, town):  # noqa: F811
    received(town, "Dit wacht op een besluit.")
    for password in ("", "kort", PASSWORD):
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv(access.PASSWORD_VARIABLE, password)
            app = visit("weerwoord", town)
            assert "Dit wacht op een besluit" not in html(app)
            assert not [one for one in app.button if one.label == "Bewaar besluit"]
            assert not app.get("download_button")
            assert ("WIJKMONITOR_STAFF_PASSWORD" in words(app)) == (password != PASSWORD)
    assert "1 nog niet behandeld" in html(app)


def test_staff_accept_and_decline_with_a_reason(visit, town, town_snapshot, monkeypatch):  # noqa: F811
    monkeypatch.setenv(access.PASSWORD_VARIABLE, PASSWORD)
    received(town, "Dit herken ik in Noord wel.", snapshot=town_snapshot.id)
    received(town, "Mevrouw Bakker doet alles alleen.", snapshot=town_snapshot.id)
    received(town, "Over een oude momentopname.", snapshot="0ud0ud")
    app = log_in(visit("weerwoord", town))
    assert "Wacht op een besluit (3)" in words(app)
    assert "lijkt een naam in te staan" in words(app)
    assert "Het cijfer daar en toen: " in html(app)
    assert "staat niet meer op deze server (momentopname 0ud0ud" in html(app)
    links = [link.proto for link in app.main.get("page_link") if link.proto.label == "Bekijk dit cijfer"]
    assert [link.page for link in links] == ["sociaal_kapitaal"] * 2
    assert "indicator=feels_at_home" in links[0].query_string
    assert f"area={NOORD}" in links[0].query_string
    app = decide(app, 1, None, "Dat horen wij vaker.")
    assert any("Kies een besluit voor weerwoord 1" in one.value for one in app.warning)
    app = decide(app, 1, "accepted", "")
    assert any("ten minste 3 tekens" in one.value for one in app.warning)
    app = decide(app, 1, "accepted", "Dat horen wij vaker.")
    assert "Weerwoord 1: aangenomen." in app.success[0].value
    app = decide(app, 2, "declined", "Gaat over een persoon.")
    app = decide(app, 3, "erased", "Op verzoek gewist.")
    assert [one.state for one in store.kept(town)] == [State.ACCEPTED, State.DECLINED, State.DECLINED]
    assert accepted(town)[0].reason == "Dat horen wij vaker."
    assert "Over een oude" not in "".join(one.response.words for one in store.kept(town))
    assert {event.by for event in store.history(town)} == {"visitor", "medewerker"}
    assert app.get("download_button")


def test_the_second_of_two_who_decide_is_told(visit, town, monkeypatch):  # noqa: F811
    monkeypatch.setenv(access.PASSWORD_VARIABLE, PASSWORD)
    number = received(town, "Twee mensen lezen dit tegelijk.")
    app = log_in(visit("weerwoord", town))
    store.decide(town, number, State.DECLINED, expected=State.WAITING, by="wijkmanager", reason="Niet over de buurt.")
    app = decide(app, number, "accepted", "Herkenbaar.")
    assert any("intussen al behandeld door wijkmanager: afgewezen" in one.value for one in app.warning)
    assert accepted(town) == ()


def test_who_is_no_longer_staff_decides_nothing(visit, town, monkeypatch):  # noqa: F811
    monkeypatch.setenv(access.PASSWORD_VARIABLE, PASSWORD)
    number = received(town, "Dit wacht op een besluit.")
    app = log_in(visit("weerwoord", town))
    monkeypatch.setenv(access.PASSWORD_VARIABLE, "een ander wachtwoord")
    app = decide(app, number, "accepted", "Herkenbaar.")
    assert any("niet (meer) ingelogd" in one.value for one in app.warning)
    assert store.one(town, number).state is State.WAITING
    assert not [one for one in app.button if one.label == "Bewaar besluit"]


def test_after_five_wrong_passwords_one_waits(visit, town, monkeypatch):  # noqa: F811
    monkeypatch.setenv(access.PASSWORD_VARIABLE, PASSWORD)
    app = visit("weerwoord", town)
    for _ in range(5):
        app = log_in(app, "verkeerd wachtwoord")
        assert any("klopt niet" in one.value for one in app.warning)
    app = log_in(app)
    assert any("kwartier" in one.value for one in app.warning)
    assert access.PASSWORD_VARIABLE not in words(app)


def test_staff_can_leave(visit, town, monkeypatch):  # noqa: F811
    monkeypatch.setenv(access.PASSWORD_VARIABLE, PASSWORD)
    received(town, "Dit wacht op een besluit.")
    app = log_in(visit("weerwoord", town))
    assert "Dit wacht op een besluit" in html(app)
    app = app.button(key="staff-leave").click().run()
    assert "Dit wacht op een besluit" not in html(app)


@pytest.mark.parametrize(
    ("user", "stated", "who"),
    [
        ({"is_logged_in": True, "roles": ["a", "wijkmonitor"]}, "roles=wijkmonitor", "wijkmonitor"),
        ({"is_logged_in": True, "realm": {"roles": ["wijkmonitor"]}}, "realm.roles=wijkmonitor", "wijkmonitor"),
        ({"is_logged_in": True, "role": "wijkmonitor"}, "role=wijkmonitor", "wijkmonitor"),
        ({"is_logged_in": True, "role": "wijkmonitor-lezer"}, "role=wijkmonitor", None),
        ({"is_logged_in": True, "roles": ["wijkmonitor"]}, "", None),
        ({"is_logged_in": True, "roles": ["wijkmonitor"]}, "roles", None),
        ({"is_logged_in": True, "roles": [""]}, "roles=", None),
        ({"is_logged_in": False, "roles": ["wijkmonitor"]}, "roles=wijkmonitor", None),
    ],
)
def test_a_sign_on_service_says_who_is_staff(monkeypatch, user, stated, who):
    class User(dict):
        to_dict = dict.copy

    monkeypatch.setattr(st, "user", User(user))
    monkeypatch.setenv(access.ROLE_VARIABLE, stated)
    monkeypatch.setenv(access.PASSWORD_VARIABLE, PASSWORD)
    assert access.staff("nl") == who


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_accepted_by_area_with_areas_that_are_gone_last(visit, town, lang):  # noqa: F811
    for area in ("BU00429999", "BU00420201", NOORD):
        accept(town, received(town, f"Dit gaat over {area} hier.", area=area))
    app = visit("weerwoord", town, lang=lang)
    headings = re.findall(r"<h3[^>]*>([^<]*)</h3>", html(app))
    gone = "BU00429999 (bestaat niet meer)" if lang == "nl" else "BU00429999 (no longer exists)"
    assert headings == ["Noord", "Oost", gone]
    one = visit("weerwoord", town, lang=lang, area=NOORD, level="buurt")
    assert re.findall(r"<h3[^>]*>([^<]*)</h3>", html(one)) == ["Noord"]
    wijk = visit("weerwoord", town, lang=lang, area="WK004202", level="wijk")
    assert re.findall(r"<h3[^>]*>([^<]*)</h3>", html(wijk)) == ["Oost"], "what lies in the wijk"


def test_a_damaged_database_is_told(visit, town):  # noqa: F811
    path = database.path_of(town)
    path.parent.mkdir(parents=True)
    path.write_bytes(b"geen database" * 100)
    app = visit("weerwoord", town)
    assert not app.exception
    assert any("beschadigd" in one.value for one in app.warning)
    assert not visit("sociaal_kapitaal", town).exception
