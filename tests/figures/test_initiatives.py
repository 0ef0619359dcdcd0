"""The register of initiatives in words, tables and charts."""

import datetime as dt

import pandas as pd
import pytest

from wijkmonitor.figures import carrying, confirming, initiative_years, initiatives, survival
from wijkmonitor.groups import LEAD
from wijkmonitor.text import Text

DAY = dt.date(2025, 1, 1)
HERE = Text(nl="in Noord", en="in Noord")


def register(*rows: dict[str, object]) -> pd.DataFrame:
    usual = {
        "edition": "2025", "initiative_id": "a", "name": "Eettafel", "start": "2022-03-01", "end": "", "state": "active",
        "last_confirmed": "2024-06-01", "approach": "abcd", "theme": "food", "lead": "residents", "organisation_id": "",
        "meeting_place_id": "", "buurt": "BU1", "wijk": "WK1", "bridges": "", "bridging": "",
    }  # fmt: skip
    return pd.DataFrame([usual | row for row in rows])


def test_how_many_were_confirmed():
    alive = register(
        {}, {"initiative_id": "b", "last_confirmed": "2023-12-31"}, {"initiative_id": "c", "last_confirmed": ""}
    )
    said = confirming.sentence(alive, DAY, HERE, "nl")
    assert said == "1 van de 3 initiatieven in Noord is bevestigd in de 12 maanden voor 1 januari 2025."
    assert confirming.sentence(alive.iloc[:0], DAY, HERE, "nl") == ""


def test_the_list_to_ask_names_organisation_place_and_buurt_but_nobody():
    late = {"last_confirmed": "2022-11-01", "organisation_id": "O1", "meeting_place_id": "P1", "name": "=Soep"}
    alive = register(
        {}, {"initiative_id": "b"} | late, {"initiative_id": "c", "last_confirmed": "", "organisation_id": "O9"}
    )
    organisations = pd.DataFrame({"organisation_id": ["O1"], "name": ["Welzijn"]})
    places = pd.DataFrame({"place_id": ["P1"], "name": ["De Brug"]})
    asked = confirming.to_ask(alive, DAY, organisations, places, pd.Series({"BU1": "Noord"})).set_index("initiative_id")
    assert list(asked.index) == ["b", "c"]
    assert asked.loc["b"].to_list() == ["=Soep", "O1", "Welzijn", "2022-11-01", 14, "De Brug", "Noord"]
    assert (asked.loc["c", "organisation"], asked.loc["c", "meeting_place"]) == ("", "")
    assert set(asked.columns) <= set(confirming.COLUMNS)
    told = confirming.worded(asked.reset_index(), "nl")
    assert told["Laatst bevestigd"].tolist() == ["1 november 2022", "nooit"]
    assert told["Maanden te laat"].tolist() == ["14", "–"]


def test_started_ended_and_running_per_year():
    known = register(
        {"start": "2020-05-01", "end": "2022-06-01", "state": "ended"},
        {"initiative_id": "b", "start": "2022-01-01"},
        {"initiative_id": "c", "start": "2022-12-31", "end": "2024-01-01", "state": "ended"},
        {"initiative_id": "d", "start": ""},
        {"initiative_id": "e", "start": "2021-01-01", "state": "ended"},  # on a day nobody knows
        {"initiative_id": "f", "start": "2025-02-01", "state": "planned"},
    )
    years = initiative_years.by_year(known, DAY)
    assert years["year"].tolist() == [2020, 2021, 2022, 2023, 2024]
    assert years["started"].tolist() == [1, 0, 2, 0, 0]
    assert years["ended"].tolist() == [0, 0, 1, 0, 1]
    assert years["running"].tolist() == [1, 1, 2, 2, 1]
    assert initiative_years.worded(years, "nl")["Jaar"].tolist()[0] == "2024"
    assert "2022: 2 begonnen, 1 gestopt, 2 liepen" in initiative_years.chart_alt(years, "nl")
    assert len(initiative_years.chart(years, "nl", "light").data) == 3


def test_no_start_no_years():
    assert initiative_years.by_year(register({"start": ""}), DAY).empty


def test_the_last_register_that_has_an_initiative_counts():
    both = register(
        {"edition": "2023", "initiative_id": "gone", "state": "ended", "end": "2022-01-01"},
        {"edition": "2023"},
        {"state": "ended", "end": "2024-01-01"},
    )
    known = initiative_years.known_so_far(both, ["2023", "2025"]).set_index("initiative_id")
    assert known["end"].to_dict() == {"gone": "2022-01-01", "a": "2024-01-01"}
    assert initiative_years.known_so_far(both, ["2023"]).set_index("initiative_id").loc["a", "end"] == ""
    assert initiative_years.known_so_far(both, ["2023", "2025"], "WK9").empty


def test_places_that_carry_initiatives_by_name_with_links():
    active = register(
        {"meeting_place_id": "P2", "bridging": "yes"},
        {"initiative_id": "b", "meeting_place_id": "P2", "bridging": ""},
        {"initiative_id": "c", "meeting_place_id": "P1", "bridging": "no"},
        {"initiative_id": "d", "meeting_place_id": "P9"},
        {"initiative_id": "e"},
    )
    listed = pd.DataFrame({"place_id": ["P1", "P2", "P3"], "name": ["de <b>Zaal", "Aula", "Leeg"], "type": "buurthuis"})
    found = carrying.places(active, listed)
    assert found["name"].tolist() == ["Aula", "de <b>Zaal"]
    assert found[["initiatives", "bridging", "unknown"]].to_numpy().tolist() == [[2, 1, 1], [1, 0, 0]]
    html = carrying.as_html(found, ["x?place=P2&a=1", "x?place=P1"], "Plekken", "nl")
    assert "de &lt;b&gt;Zaal" in html
    assert 'href="x?place=P2&amp;a=1"' in html
    assert carrying.places(active.iloc[4:], listed).empty


def test_marks_are_counted_and_told_per_initiative():
    rows = register({}, {"initiative_id": "b", "name": "Borrel"}, {"initiative_id": "c", "approach": "none"})
    states = [("a", "met"), ("b", "not_met"), ("elsewhere", "met")]
    checks = pd.DataFrame([{"initiative_id": key, "check": "abcd_1", "state": state} for key, state in states])
    counted = initiatives.marks_counted(checks, rows, "abcd", "nl")
    assert counted.iloc[0].tolist() == ["begint bij wat mensen kunnen", "1", "1", "0"]
    each = initiatives.marks_per_initiative(checks, rows, "abcd", "nl")
    assert each["Initiatief"].tolist() == ["Borrel", "Eettafel"]
    assert each["begint bij wat mensen kunnen"].tolist() == ["nee", "ja"]
    assert each["bewoners hebben de leiding"].tolist() == ["niet bekend", "niet bekend"]
    assert initiatives.with_marks(rows, "all") == ["abcd"]
    assert initiatives.with_marks(rows, "approach:none") == []


def test_what_one_initiative_bridges():
    told = register({"bridges": "age;origin", "bridging": "yes"}, {"bridges": "none", "bridging": "no"}, {})
    said = [initiatives.bridged(row, "nl") for _, row in told.iterrows()]
    assert said == ["verschil in leeftijd en herkomst", "niet gericht op verschillen", "niet bekend"]
    assert initiatives.bridging_unknown(told) == 1
    assert initiatives.how_many_bridge(told, "nl") == "1 van de 3 initiatieven"
    assert initiatives.how_many_bridge(told.iloc[:0], "nl") == ""


def test_leads_beside_the_municipality():
    here = register({}, {"initiative_id": "b", "lead": "joint"})
    table, mind = initiatives.leads_beside(here, here.iloc[:0], "nl")
    assert table.iloc[0].tolist() == ["bewoners", "50% (1 van 2)", "–"]
    assert "minder dan 10" in mind
    assert list(initiatives.leads_beside(here, None, "nl")[0].columns) == ["Wie heeft de leiding", "hier"]


@pytest.fixture
def steps() -> pd.DataFrame:
    every = {"edition": "2025", "group": "all", "years": [0.0, 2.0, 4.0, 7.0], "share": [1, 0.9, 0.8, 0.7]}
    lead = {"edition": "2025", "group": "lead:residents", "years": [0.0, 2.5], "share": [1, 0.85]}
    return pd.concat(
        [
            pd.DataFrame(every).assign(low=lambda t: t["share"] - 0.1, high=1.0, at_risk=[30, 25, 20, 12]),
            pd.DataFrame(lead).assign(low=lambda t: t["share"] - 0.1, high=1.0, at_risk=[14, 11]),
        ],
        ignore_index=True,
    )


def test_survival_says_what_is_known_and_no_more(steps: pd.DataFrame):
    said = survival.answer(steps, "nl")
    assert said.startswith("Van elke 100 initiatieven in het register bestaan er na 5 jaar nog 80")
    assert "(waarschijnlijk tussen 70 en 100)" in said
    table = survival.worded(steps, LEAD, "nl")
    assert table["Initiatieven"].tolist() == ["alle initiatieven (30)", "bewoners (14)"]
    assert table["Bestaat na 1 jaar"].tolist() == ["100% (90% – 100%)", "100% (90% – 100%)"]
    assert table["Bestaat na 3 jaar"].tolist() == ["90% (80% – 100%)", "–"]
    assert table["Bestaat na 10 jaar"].tolist() == ["–", "–"]
    rows = register({}, {"initiative_id": "b", "lead": "joint"})
    assert survival.too_few(steps, rows, LEAD, "nl") == (
        "Niet getekend, want minder dan 10 initiatieven: bewoners en beroepskrachten samen."
    )


def test_a_group_in_which_nothing_ended_is_named(steps: pd.DataFrame):
    assert survival.none_ended(steps, LEAD, "nl") == ""
    still = steps.assign(share=steps["share"].mask(steps["group"] == "lead:residents", 1.0))
    assert survival.none_ended(still, LEAD, "nl").startswith(
        "Hiervan stopte er in de getekende jaren nog geen enkel: bewoners."
    )


def test_survival_is_drawn_in_steps_with_a_band(steps: pd.DataFrame):
    figure = survival.chart(steps, "lead:residents", 7.0, "nl", "light")
    high, low, every, mine = figure.data
    assert {trace.line.shape for trace in figure.data} == {"hv"}
    assert (low.fill, list(high.y), list(mine.y)) == ("tonexty", [1.0, 1.0], [1, 0.85])
    assert list(every.x) == [0, 2, 4, 7]
    assert "na 1 jaar bestaat nog 100%" in survival.chart_alt(steps, "lead:residents", "nl")
