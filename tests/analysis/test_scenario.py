"""Plans as text: what is written is read back the same, and whatever stands in an address is answered."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wijkmonitor.analysis import scenario
from wijkmonitor.analysis.coverage import WALKS_M
from wijkmonitor.analysis.scenario import Item, Plan, Plans
from wijkmonitor.groups import DAYPART

KEYS = st.text("ABCxyz019-_", min_size=1, max_size=12)
ITEMS = st.one_of(
    st.builds(scenario.pin, st.floats(50.7, 53.7), st.floats(3.2, 7.3)),
    KEYS.map(lambda key: Item(scenario.AREA, key)),
    KEYS.map(lambda key: Item(scenario.SITE, key)),
    KEYS.map(lambda key: Item(scenario.CLOSE, key)),
    st.builds(lambda key, part: Item(scenario.OPEN, f"{key}.{part}"), KEYS, st.sampled_from(list(DAYPART.categories))),
)
PLANS_MADE = st.builds(
    Plan,
    name=st.text(max_size=50).map(scenario.tidy_name),
    items=st.lists(ITEMS, max_size=6, unique=True).map(tuple),
    choose=st.integers(0, scenario.MOST_CHOSEN),
).filter(lambda plan: plan.name or not plan.is_empty)


@st.composite
def several(draw):
    made = draw(st.lists(PLANS_MADE, min_size=1, max_size=scenario.MOST_PLANS))
    return Plans(tuple(made), draw(st.integers(0, len(made) - 1)), draw(st.sampled_from(WALKS_M)))


@given(several())
@settings(max_examples=300)
def test_what_is_written_is_read_back(plans):
    read, notices = scenario.read(scenario.write(plans))
    assert read == plans
    assert notices == []


@given(st.one_of(st.text(max_size=300), st.text("naamplekbuurtopendichtkieswalk:;|.,0123456789-\x00<*[", max_size=200)))
@settings(max_examples=400)
def test_no_address_is_an_error(text):
    plans, notices = scenario.read(text)
    assert 1 <= len(plans.plans) <= scenario.MOST_PLANS
    assert 0 <= plans.now < len(plans.plans)
    assert scenario.read(scenario.write(plans))[0].walk_m == plans.walk_m
    for notice in notices:
        assert not set("<>*[]()`_") & set(notice.nl.replace("(meer)", ""))


def test_the_example_of_the_manual():
    plans, notices = scenario.read("naam:Plan A;plek:52.0912,5.1203;open:P012.evening;walk:400|kies:3;nu")
    assert notices == []
    assert plans.walk_m == 400
    assert plans.now == 1
    first, second = plans.plans
    assert first.name == "Plan A"
    assert first.items[0].point() == (52.0912, 5.1203)
    assert first.items[1].opening() == ("P012", "evening")
    assert second.choose == 3


@pytest.mark.parametrize(
    "wrong",
    [
        "plek:52",
        "plek:5.1,52.1",
        "plek:x,y",
        "plek:nan,nan",
        "plek:1e999,5",
        "open:P1.nacht",
        "kies:9",
        "kies:²",
        "walk:1200",
        "onzin",
        "naam:",
        "buurt:a b",
        "dicht:",
    ],
)
def test_what_cannot_be_read_is_told_and_the_rest_stands(wrong):
    plans, notices = scenario.read(f"naam:Rest;{wrong};dicht:P1")
    assert len(notices) == 1
    assert plans.current == Plan("Rest", (Item(scenario.CLOSE, "P1"),))


def test_too_many_plans_and_too_much_in_one():
    plans, notices = scenario.read("|".join(f"naam:P{n}" for n in range(6)))
    assert [plan.name for plan in plans.plans] == ["P0", "P1", "P2", "P3"]
    assert len(notices) == 1
    full, told = scenario.read(";".join(f"dicht:P{n}" for n in range(30)))
    assert len(full.current.items) == scenario.MOST_ITEMS
    assert len(told) == 1


def test_one_walk_for_all_plans():
    plans, notices = scenario.read("kies:1;walk:400|kies:2;walk:800")
    assert plans.walk_m == 400
    assert "400" in notices[0].nl


def test_changing_plans():
    plans = Plans().with_item(Item(scenario.CLOSE, "P1")).with_item(Item(scenario.CLOSE, "P1"))
    assert len(plans.current.items) == 1
    more = plans.one_more(Plan("B"))
    assert more.current.name == "B"
    assert more.without_current() == plans
    assert plans.without_current() == Plans()
    for _ in range(9):
        more = more.one_more(Plan("C"))
    assert len(more.plans) == scenario.MOST_PLANS
