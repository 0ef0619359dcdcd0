"""The page on collaboration: what it answers, whom one can choose, and what it says when a file is missing."""

from types import SimpleNamespace

import pytest

from tests.pages.test_every_page import visit, without, words  # noqa: F401  (visit is a fixture)
from tests.pages.test_vergelijken import asked, html, one
from wijkmonitor.ui import collaboration as pieces
from wijkmonitor.ui import controls

pytestmark = pytest.mark.usefixtures("town_snapshot")
NOORD, OOST = "WK004201", "WK004202"


def test_what_holds_comes_before_what_is_lacking(visit, town):  # noqa: F811
    said = html(visit("samenwerking", town))
    goal, crossing = "heeft een gedeeld doel", "Van de 9 banden lopen er 6 tussen formeel en informeel"
    assert 0 <= said.index(goal) < said.index(crossing)
    assert "niet aantoonbaar anders dan bij toeval" in said
    assert "8 organisaties, 9 banden" in words(visit("samenwerking", town))


def test_a_chosen_organisation_has_its_card(visit, town):  # noqa: F811
    app = visit("samenwerking", town)
    app = one(app.selectbox, "organisation").select("o5").run()
    assert not app.exception
    assert asked(app, "organisation") == "o5"
    assert "4 van de 9 banden vallen weg" in html(app)


def test_only_who_works_in_the_wijk_can_be_chosen(visit, town):  # noqa: F811
    app = visit("samenwerking", town, area=OOST, organisation="o5")
    assert not app.exception
    options = one(app.selectbox, "organisation").options
    assert "School Oost" in options
    assert "Bewonersgroep Noord" not in options
    assert "2 organisaties" not in words(app)
    assert "4 organisaties, 2 banden" in words(app)


def test_figures_that_are_held_back_are_told_as_such(visit, town):  # noqa: F811
    said = html(visit("samenwerking", town, area=NOORD))
    assert "heeft een gedeeld doel" not in said
    assert "niet getoond, zodat niemand herkenbaar is" in said


@pytest.mark.parametrize(
    ("missing", "named"), [("ties", "samenwerkingen tussen organisaties"), ("organisations", "organisaties")]
)
def test_which_file_is_missing(visit, town, tmp_path, missing, named):  # noqa: F811
    app = visit("samenwerking", without(town, tmp_path / "stad", missing))
    assert not app.exception
    assert any(f"Voeg daarvoor dit bestand toe: {named}" in one.value for one in app.info)


def test_a_click_chooses_and_a_click_beside_leaves_the_choice(monkeypatch):
    state, put = {}, []
    monkeypatch.setattr(pieces, "st", SimpleNamespace(session_state=state))
    monkeypatch.setattr(controls, "put", lambda **changes: put.append(changes))
    state[pieces._KEY] = {"selection": {"points": []}}
    pieces._put_chosen()
    state[pieces._KEY] = {"selection": {"points": [{"customdata": ["o3", "words"]}]}}
    pieces._put_chosen()
    assert put == [{"organisation": "o3"}]
