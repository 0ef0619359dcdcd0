"""The page on which plans for meeting places are tried: in the town that can be counted by hand."""

import hashlib
import re

import pytest

from tests.pages.test_every_page import CACHED, visit, words  # noqa: F401
from wijkmonitor import catalogue
from wijkmonitor.analysis import scenario

STEM = "extra_plek"


def html(app) -> str:
    return "\n".join(one.proto.body for one in app.get("html"))


def plan_of(app) -> scenario.Plans:
    held = app.query_params.get("scenario", [""])
    return scenario.read(held[0] if isinstance(held, list) else held)[0]


def box(app, name):
    return next(one for one in app.selectbox if one.key == f"choose_plan_{name}")


def test_what_there_is_now(visit, town, town_snapshot):  # noqa: F811
    """De Huiskamer lies in the middle of Noord. Within 400 m on foot (308 m straight) lie 16 of the 64 points over which its
    1,000 residents are spread: 250 of 4,000, as the figure of reach says."""
    app = visit(STEM, town)
    said = html(app)
    assert town_snapshot.pick("reach_400", "2025", "gemeente")["value"].iloc[0] == pytest.approx(250 / 4000)
    assert "Nu kan 6% van de bewoners naar een ontmoetingsplek lopen (400 meter)." in said
    assert "3.750 bewoners hebben er geen." in said
    assert "Eén plek erbij helpt het meest hier: De Oude School, Oost. Dan krijgen 500 bewoners er een." in said
    assert "Dit is indicatief." in said, "residents are spread evenly over the buurten"


@pytest.mark.usefixtures("town_snapshot")
def test_a_site_from_the_list(visit, town):  # noqa: F811
    app = visit(STEM, town, scenario="naam:School;kandidaat:k1;walk:800")
    said = html(app)
    found = re.search(r"Met School krijgen ([\d.]+) bewoners een ontmoetingsplek op loopafstand \(800 meter\)", said)
    assert found, said[:500]
    assert 1500 <= int(found[1].replace(".", "")) <= 2200, "most of the 2,000 residents of Oost, and a few of Zuid"
    assert "65 jaar en ouder" in said
    assert "Verliest een plek" not in said, "a new place takes nothing away"


@pytest.mark.usefixtures("town_snapshot")
def test_the_program_chooses_and_proves(visit, town):  # noqa: F811
    app = visit(STEM, town, scenario="kies:1")
    assert "A: De Oude School" in html(app), "Oost has twice the residents of Zuid"
    assert "Bewezen de beste keuze" in words(app)
    box(app, "choose").select("2").run()
    assert plan_of(app).current.choose == 2
    assert "B: De Lege Winkel" in html(app)


@pytest.mark.usefixtures("town_snapshot")
def test_plans_are_made_by_hand(visit, town):  # noqa: F811
    app = visit(STEM, town)
    box(app, "add").select("buurt:BU00420102").run()
    app.text_input[0].set_value("Plan <b>Zuid</b>").run()
    next(one for one in app.button if one.key == "plan_more").click().run()
    assert not app.exception
    plans = plan_of(app)
    assert [plan.name for plan in plans.plans] == ["Plan b Zuid b", "Kopie van Plan b Zuid b"]
    assert plans.now == 1
    box(app, "close").select("dicht:p1").run()
    said = html(app)
    assert "verliezen er een" in said
    assert "Kopie van Plan b Zuid b" in said
    assert app.multiselect[0].value == ["buurt:BU00420102", "dicht:p1"]
    app.multiselect[0].set_value(["dicht:p1"]).run()
    assert [item.text for item in plan_of(app).current.items] == ["dicht:p1"]
    next(one for one in app.button if one.key == "plan_away").click().run()
    assert len(plan_of(app).plans) == 1
    assert not app.exception


@pytest.mark.usefixtures("town_snapshot")
@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>;;;|||",
        "naam:[link](http://x) <img src=x onerror=alert(1)>;plek:52.1",
        "kandidaat:weg;dicht:weg;open:weg.evening;buurt:weg",
        "kies:99;walk:1",
        "plek:52.0,5.0;plek:1e999,inf",
        "|".join(["kies:1"] * 9),
    ],
)
def test_whatever_stands_in_the_address_is_told(visit, town, text, lang):  # noqa: F811
    app = visit(STEM, town, scenario=text, lang=lang)
    assert not app.exception
    assert not app.error
    assert app.info
    assert "<img src=x" not in html(app)
    assert "<script" not in html(app)
    assert not re.search(r"\b(nan|None|NaT)\b", words(app) + html(app))


def test_no_plan_changes_a_snapshot(visit, town, town_snapshot):  # noqa: F811
    files = sorted(one for one in town_snapshot.path.rglob("*") if one.is_file())
    before = [hashlib.sha256(one.read_bytes()).hexdigest() for one in files]
    tables = [town_snapshot.homes.copy(), town_snapshot.places.copy(), town_snapshot.estimates.copy()]
    app = visit(STEM, town, scenario="kies:2;dicht:p1|plek:52.0,5.6;kandidaat:k2")
    assert not app.exception
    assert sorted(one for one in town_snapshot.path.rglob("*") if one.is_file()) == files
    assert [hashlib.sha256(one.read_bytes()).hexdigest() for one in files] == before
    for table, kept in zip(tables, (town_snapshot.homes, town_snapshot.places, town_snapshot.estimates), strict=True):
        assert table.equals(kept)
    assert catalogue.current_id(town) == town_snapshot.id
