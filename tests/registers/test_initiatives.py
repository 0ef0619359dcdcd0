"""What a snapshot of the town says of its six initiatives."""

import json
import shutil

import pytest

from wijkmonitor.approach_marks import of_approach
from wijkmonitor.municipality import read_municipality
from wijkmonitor.registers import tables
from wijkmonitor.snapshot import Snapshot
from wijkmonitor.sources.reading import read_edition


def test_bridging_is_yes_no_or_not_known(town_snapshot: Snapshot):
    told = town_snapshot.initiatives.set_index("initiative_id")
    assert told["bridging"].to_dict() == {"i1": "yes", "i2": "", "i3": "", "i4": "", "i5": "no", "i6": ""}
    assert told.loc["i1", "bridges"] == "age;origin"


def test_the_map_says_which_bridge(town_snapshot: Snapshot):
    drawn = json.loads((town_snapshot.path / "maps" / "initiatives-2025.geojson").read_text(encoding="utf-8"))
    told = {one["properties"]["id"]: one["properties"]["bridges"] for one in drawn["features"]}
    assert (told["i1"], told["i2"], told["i5"]) == ("yes", "", "no")


def test_marks_of_the_initiatives_with_an_approach(town_snapshot: Snapshot):
    checks = town_snapshot.initiative_checks
    assert set(checks["initiative_id"]) == {"i1", "i3", "i4", "i5", "i6"}, "i2 has no approach"
    first = checks[checks["initiative_id"] == "i1"].set_index("check")["state"]
    assert set(first.index) == {mark.key for mark in of_approach("abcd")}
    assert (first["abcd_1"], first["abcd_2"], first["abcd_3"]) == ("met", "not_met", "unknown")


def test_no_number_of_participants_leaves_the_building(town_snapshot: Snapshot):
    for path in town_snapshot.path.glob("initiative*.csv"):
        assert "participants" not in path.read_text(encoding="utf-8").splitlines()[0]


def test_six_initiatives_are_too_few_to_say_how_long_they_last(town_snapshot: Snapshot):
    assert town_snapshot.survival.empty


def test_density_by_bridging_is_said_with_care_while_some_are_not_known(town_snapshot: Snapshot):
    found = town_snapshot.pick("initiative_density", "2025", "gemeente", "bridges:yes").iloc[0]
    assert found["value"] == pytest.approx(1 / 4)
    assert found["verdict"] == "with_care"


def test_share_confirmed_counts_what_started_and_did_not_end(town_snapshot: Snapshot):
    # Noord: i1 and i2 were confirmed, i3 was not, i4 has ended.
    found = town_snapshot.pick("initiatives_confirmed", "2025", "buurt").set_index("area").loc["BU00420101"]
    assert found["value"] == pytest.approx(2 / 3, abs=1e-4)
    assert found["low"] == pytest.approx(0.2077, abs=1e-3)  # Wilson, 2 of 3
    assert found["high"] == pytest.approx(0.9385, abs=1e-3)
    assert found["verdict"] == "with_care", "fewer than ten initiatives"


def test_a_private_location_is_not_given_away_by_its_meeting_place(town, tmp_path):
    folder = tmp_path / "besloten"
    shutil.copytree(town, folder, ignore=shutil.ignore_patterns("snapshots"))
    register = folder / "initiatieven.csv"
    text = register.read_text(encoding="utf-8")
    assert "no,,,,none" in text
    register.write_text(text.replace("no,,,,none", "no,p1,,,none"), encoding="utf-8")
    read = read_municipality(folder)
    edition = read_edition(read, read.editions[0]).edition
    assert edition.initiatives.set_index("initiative_id").loc["i5", "meeting_place_id"] == "p1"
    told = tables([edition])["initiatives"].set_index("initiative_id")["meeting_place_id"]
    assert told["i1"] == "p1"
    assert not told.notna()["i5"]
