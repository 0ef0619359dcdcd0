"""What there is in an area: counted by hand in the town, in the order of the layers, and never told as a shortage."""

import dataclasses
import re

import pandas as pd
import pytest

from tests.joined_town import EAST_WIJK, EDITION, NORTH, SOUTH, WEST_WIJK, joined
from wijkmonitor.edition import Dataset
from wijkmonitor.estimate import ALL
from wijkmonitor.figures import assets
from wijkmonitor.figures.assets import Here
from wijkmonitor.indicator import LAYERS

EVERY = frozenset(one.value for one in Dataset)


@pytest.fixture(scope="module")
def snapshot(town_snapshot):
    return joined(town_snapshot)


def here(snapshot, area="GM0042", lens=ALL, lang="nl", loaded=EVERY):
    return Here(snapshot, EDITION, area, lens, loaded, lang)


def told(snapshot, *args, **kwargs) -> dict[str, assets.Asset]:
    return {one.page: one for one in assets.of_area(here(snapshot, *args, **kwargs))}


def test_five_in_the_order_of_the_layers(snapshot):
    found = assets.of_area(here(snapshot))
    assert [one.title for one in found[:4]] == [layer.text for layer in LAYERS[:4]]
    assert [one.page for one in found] == [
        "sociaal_kapitaal",
        "ontmoetingsplekken",
        "initiatieven",
        "samenwerking",
        "doenvermogen",
    ]


def test_counts_what_is_in_the_registers(snapshot):
    whole = told(snapshot)
    assert (whole["ontmoetingsplekken"].amount, whole["ontmoetingsplekken"].what) == (
        "1",
        "ontmoetingsplek op de lijst",
    )
    assert (whole["initiatieven"].amount, whole["initiatieven"].what) == ("4", "actieve initiatieven")
    assert "3 daarvan leiden bewoners zelf." in whole["initiatieven"].said
    assert whole["samenwerking"].amount == "3"
    assert whole["samenwerking"].said == ("1 formeel en 2 informeel.",)
    north = told(snapshot, NORTH)
    assert north["initiatieven"].amount == "2"
    assert [link.name for link in north["initiatieven"].links] == ["Initiatief 1", "Initiatief 2"]
    assert "1 daarvan leiden" in " ".join(north["initiatieven"].said)


def test_names_lead_to_cards(snapshot):
    link = told(snapshot, NORTH)["ontmoetingsplekken"].links[0]
    assert (link.page, link.changes["place"]) == ("ontmoetingsplekken", "p1")


def test_organisations_work_where_they_have_a_wijk_a_tie_or_an_initiative(snapshot):
    def ids(area):
        return assets.working_in(snapshot, EDITION, area)["organisation_id"].tolist()

    assert ids("GM0042") == ["o1", "o2", "o3"]
    assert ids(WEST_WIJK) == ["o1", "o2"]
    assert ids(EAST_WIJK) == ["o1", "o3"]
    assert ids(SOUTH) == ["o2"]
    assert ids("BU00420201") == []


def test_ties_carry_interval_and_verdict(snapshot):
    ties = told(snapshot)["sociaal_kapitaal"]
    assert ties.amount == "75%"
    assert re.fullmatch(
        r"van de bewoners heeft dichtbij iemand om op terug te vallen \(waarschijnlijk tussen \d+% en \d+%; mag je zeggen\)",
        ties.what,
    )
    assert "kent mensen die anders zijn" in ties.said[0]


def test_a_model_estimate_or_a_closed_figure_is_never_the_headline(snapshot):
    for area in ("BU00420201", "BU00420202"):
        ties = told(snapshot, area)["sociaal_kapitaal"]
        assert ties.amount == ""
        assert ties.said


def test_the_lens_narrows_what_is_for_a_group(snapshot):
    older = told(snapshot, lens="lens:65plus")
    assert older["initiatieven"].amount == "2", "Initiatief 1 for 65 and over, the private one for everybody"
    assert older["initiatieven"].what.endswith("voor deze groep of voor iedereen")
    limited = told(snapshot, lens="lens:limitation")["sociaal_kapitaal"]
    assert limited.amount == "95%"
    assert limited.what.startswith("van de bewoners met een beperking heeft")


def with_willing(snapshot, share, adults):
    table = snapshot.estimates.copy()
    of_all = table["area"].eq("GM0042") & table["group"].eq(ALL)
    one = of_all & table["indicator"].eq(assets.WILLING)
    table.loc[one, ["value", "low", "high", "verdict", "reason"]] = [*share, "may_be_said", ""]
    many = of_all & table["indicator"].eq("adults")
    assert one.sum() == many.sum() == 1
    table.loc[many, ["value", "verdict", "reason"]] = [adults, "with_care", ""]
    return dataclasses.replace(snapshot, estimates=table)


def test_willing_residents_are_a_rough_number_with_an_interval(snapshot):
    willing = told(with_willing(snapshot, (0.2, 0.15, 0.26), 3400.0))["doenvermogen"]
    assert willing.amount == "20%"
    assert willing.said[-1] == "Dat zijn ongeveer 680 volwassenen (waarschijnlijk tussen 510 en 880)."


def test_a_handful_of_people_is_never_counted(snapshot):
    willing = told(with_willing(snapshot, (0.2, 0.15, 0.26), 60.0))["doenvermogen"]
    assert willing.amount == "20%"
    assert willing.said == ()


def test_what_has_no_file_says_which_one(town_snapshot):
    bare = dataclasses.replace(town_snapshot, organisations=town_snapshot.organisations.iloc[:0])
    nothing = told(bare, loaded=frozenset())
    assert nothing["samenwerking"].said == ("Voor 2025 is er geen bestand met organisaties.",)
    assert nothing["sociaal_kapitaal"].said == ("Voor 2025 is er geen bestand met bewonersenquête.",)


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("lens", [ALL, "lens:65plus", "lens:75plus", "lens:limitation", "lens:low_income"])
@pytest.mark.parametrize("area", ["GM0042", WEST_WIJK, NORTH, SOUTH, "BU00420201", "BU00420202"])
def test_is_told_everywhere_for_everyone_without_a_gap(snapshot, area, lens, lang):
    for one in assets.of_area(here(snapshot, area, lens, lang)):
        said = " ".join([one.amount, one.what, *one.said])
        assert said.strip()
        assert not re.search(r"\b(nan|None|NaT)\b|\{|\}", said)
        assert not re.search(r"tekort|te weinig plekken|shortage|slechtste|worst", said)


def test_places_of_a_kind_without_a_name_are_not_passed_over(snapshot):
    """Where most places are "something else", the kinds that are named are some of them."""
    one = snapshot.places[snapshot.places["edition"] == EDITION].iloc[:1].assign(type="park")
    other = one.assign(type="other", place_id="p2")
    mixed, alike = (pd.concat([one, second], ignore_index=True) for second in (other, other.assign(type="park")))
    said = told(dataclasses.replace(snapshot, places=mixed))["ontmoetingsplekken"].said[0]
    assert said == "Onder meer park of plein."
    assert told(dataclasses.replace(snapshot, places=alike))["ontmoetingsplekken"].said[0] == "park of plein."
