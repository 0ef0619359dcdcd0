"""Who has a place within a walk, counted by hand on a street, and what a plan can and cannot do."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wijkmonitor.analysis import coverage, plan_effect, positions, scenario
from wijkmonitor.analysis.audience import AUDIENCES
from wijkmonitor.analysis.coverage import Change
from wijkmonitor.analysis.plan_effect import Question

X0, Y0 = 170_000.0, 441_000.0


def street(places, residents=(100, 200, 300, 400), step_m=1000.0, assumed="no"):
    """Homes every kilometre along a street, each an area of its own; ``places``: id -> metres along it and hours."""
    homes = pd.DataFrame(
        {
            "edition": "2025",
            "area": [f"BU0{n}" for n in range(len(residents))],
            "x_rd": X0 + step_m * np.arange(len(residents)),
            "y_rd": Y0,
            "residents": np.array(residents, dtype=float),
            "assumed": assumed,
        }
    )
    degrees = positions.to_degrees(np.array([[X0 + along, Y0] for along, _ in places.values()]).reshape(-1, 2))
    table = pd.DataFrame(
        {
            "edition": "2025",
            "place_id": list(places),
            "name": [f"Plek {key}" for key in places],
            "lat": degrees[:, 0],
            "lon": degrees[:, 1],
        }
    )
    for part in ("weekday", "evening", "weekend"):
        table[f"hours_{part}"] = [hours.get(part, np.nan) for _, hours in places.values()]
    return coverage.town(homes, table, "2025")


OPEN = {"weekday": 40.0, "evening": 0.0, "weekend": 8.0}


def at(along):
    return Change(added=np.array([[X0 + along, Y0]]))


def people(town, who):
    return float((town.homes["residents"] * who).sum())


def test_counted_by_hand():
    town = street({"P1": (0, OPEN)})
    found = coverage.effect(town, at(1000), 800)
    assert people(town, found.before) == 100
    assert people(town, found.gained) == 200
    assert people(town, found.without) == 700
    assert not found.lost.any()
    both = coverage.effect(town, at(1500), 800)
    assert people(town, both.gained) == 500, "halfway between two homes: 500 m is 650 m on foot"
    assert people(town, coverage.effect(town, at(1500), 400).gained) == 0


def test_other_hours_help_only_then():
    town = street({"P1": (0, OPEN), "P2": (3000, {})})
    opened = Change(opened=frozenset({"P1"}))
    assert people(town, coverage.effect(town, opened, 800, "evening").gained) == 100
    assert not coverage.effect(town, opened, 800, "weekday").gained.any()
    assert not coverage.effect(town, opened, 800).gained.any()
    assert town.hours_unknown() == 1
    assert people(town, coverage.effect(town, Change(), 800, "weekend").before) == 100, "unknown hours do not count"


def test_a_place_that_moves_can_lose():
    town = street({"P1": (0, OPEN)})
    found = coverage.effect(town, Change(np.array([[X0 + 3000, Y0]]), closed=frozenset({"P1"})), 800)
    assert people(town, found.lost) == 100
    assert people(town, found.gained) == 400


@given(
    st.lists(st.integers(-500, 4000), max_size=5),
    st.lists(st.integers(-500, 4000), min_size=1, max_size=4),
    st.sampled_from(coverage.WALKS_M),
    st.randoms(use_true_random=False),
)
@settings(max_examples=100, deadline=None)
def test_a_new_place_never_takes_reach_away_and_order_does_not_matter(standing, added, walk_m, chance):
    town = street({f"P{n}": (along, OPEN) for n, along in enumerate(standing)})
    points = np.array([[X0 + along, Y0] for along in added], dtype=float)
    found = coverage.effect(town, Change(points), walk_m)
    assert not found.lost.any()
    assert (found.gained | found.before | found.without).all()
    shuffled = points[chance.sample(range(len(points)), len(points))]
    assert (coverage.effect(town, Change(shuffled), walk_m).after == found.after).all()
    one_less = coverage.effect(town, Change(points[1:]), walk_m)
    assert not (one_less.after & ~found.after).any()


def test_a_shorter_walk():
    """8 minutes where others walk 15, in whole tens of metres."""
    assert coverage.short_walk_m(800) == 430
    assert coverage.short_walk_m(400) == 210


def test_the_middle_and_a_thinner_choice():
    town = street({}, residents=(10,) * 50, step_m=100.0)
    few = coverage.thinned(town.homes, 20)
    assert 5 <= len(few) <= 20
    assert coverage.middle_of(town.homes, "BU03") == pytest.approx([X0 + 300, Y0])
    assert coverage.middle_of(town.homes, "BU99") is None


def sites(*along):
    return pd.DataFrame(
        {
            "site_id": [f"K{n}" for n in range(len(along))],
            "name": [f"School {n}" for n in range(len(along))],
            "area": "BU00",
            "x_rd": [X0 + one for one in along],
            "y_rd": Y0,
        }
    )


def worked_out(town, text, candidates, **question):
    plans, notices = scenario.read(text)
    assert not notices
    return plan_effect.work_out(town, plans.current, candidates, Question(**{"walk_m": 800, **question}))


def test_the_program_adds_to_what_the_plan_holds():
    town = street({"P1": (0, OPEN)})
    outcome = worked_out(town, "kandidaat:K2;kies:1", sites(1000, 2000, 3000))
    assert [(site.site_id, site.item, site.added) for site in outcome.sites[1:]] == [("K1", "", 300)]
    assert outcome.sites[0].item == "kandidaat:K2"
    assert people(town, outcome.usual.gained) == 700
    assert outcome.gap == 0


def test_the_program_looks_at_one_group():
    town = street({"P1": (0, OPEN)})
    share = pd.DataFrame({"share": [0.1, 0.5, 0.0, 0.2]}, index=[f"BU0{n}" for n in range(4)])
    audience = next(one for one in AUDIENCES if one.group == "lens:65plus")
    outcome = worked_out(town, "kies:1", sites(1000, 2000, 3000), audience=audience, share=share)
    assert [(site.site_id, site.added) for site in outcome.sites] == [("K0", 100)]


def test_what_a_plan_names_and_is_not_there_is_told():
    town = street({"P1": (0, OPEN)})
    outcome = worked_out(town, "kandidaat:K9;buurt:BU77;dicht:P9;open:P8.evening", sites(1000))
    assert len(outcome.notices) == 4
    assert not outcome.usual.gained.any()
    assert outcome.sites == ()


def test_a_pin_stands_where_it_was_put():
    town = street({})
    lat, lon = positions.to_degrees(np.array([[X0 + 2000, Y0]]))[0]
    outcome = worked_out(town, f"plek:{lat:.5f},{lon:.5f}", sites())
    assert outcome.sites[0].area == "BU02"
    assert people(town, outcome.usual.gained) == 300


def test_metres_and_degrees():
    """The tower of Amersfoort, origin of the Dutch grid."""
    point = positions.to_metres(np.array([52.155174]), np.array([5.387206]))[0]
    assert point == pytest.approx([155_000, 463_000], abs=1.0)
    there = positions.to_degrees(np.array([[X0, Y0]]))
    assert positions.to_metres(there[:, 0], there[:, 1])[0] == pytest.approx([X0, Y0], abs=0.01)
