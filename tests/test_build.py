"""The whole pipeline on the town that can be counted by hand (tests/town.py)."""

import json
import shutil

import pytest

from tests.town import BUURTEN, CODE
from wijkmonitor import build, catalogue, snapshot
from wijkmonitor.fault import InputFaults


def value(opened, indicator, area, group="all"):
    rows = opened.estimates
    chosen = rows[(rows["indicator"] == indicator) & (rows["area"] == area) & (rows["group"] == group)]
    assert len(chosen) == 1, (indicator, area, group)
    return chosen.iloc[0]


def test_shares_are_those_counted_by_hand(town_snapshot):
    # 45 of 60 in Noord, 30 of 40 in Zuid, 9 of 12 in Oost answer yes: three in four everywhere.
    assert value(town_snapshot, "strong_ties", "BU00420101")["value"] == 0.75
    assert value(town_snapshot, "strong_ties", "WK004201")["value"] == 0.75
    assert value(town_snapshot, "strong_ties", CODE)["value"] == 0.75
    assert value(town_snapshot, "avoids_contact", "BU00420101")["value"] == 0.75


def test_wilson_interval_of_45_in_60(town_snapshot):
    row = value(town_snapshot, "strong_ties", "BU00420101")
    assert (row["low"], row["high"]) == (0.63, 0.84)  # 0.628 - 0.842, Wilson 95 %


def test_twelve_respondents_say_too_little(town_snapshot):
    row = value(town_snapshot, "strong_ties", "BU00420201")
    assert (row["n_band"], row["verdict"], row["reason"]) == ("10-24", "may_not_be_said", "too_few")
    assert not row["value"] >= 0


def test_eight_respondents_silence_what_would_give_them_away(town, tmp_path):
    """The whole minus the other wijk would be those eight: so that wijk is silent too, and all that lies in it."""
    folder = shutil.copytree(town, tmp_path / "rekenstad", ignore=shutil.ignore_patterns("snapshots"))
    survey = folder / "enquete.csv"
    survey.write_text("\n".join(survey.read_text(encoding="utf-8").splitlines()[:-4]) + "\n", encoding="utf-8")
    opened = snapshot.load(build.build(folder).path)
    rows = opened.estimates[(opened.estimates["indicator"] == "strong_ties") & (opened.estimates["group"] == "all")]
    told = rows.set_index("area")["reason"].to_dict()
    assert told[CODE] == ""
    assert {told[code] for code in ("WK004202", "BU00420201", "BU00420202")} == {"too_few"}
    assert {told[code] for code in ("WK004201", "BU00420101", "BU00420102")} == {"suppressed"}


def test_a_build_that_would_give_somebody_away_is_refused_and_changes_nothing(town, tmp_path):
    """Three late respondents: either snapshot is safe, the difference between them is those three."""
    folder = shutil.copytree(town, tmp_path / "rekenstad", ignore=shutil.ignore_patterns("snapshots"))
    survey = folder / "enquete.csv"
    lines = survey.read_text(encoding="utf-8").splitlines()
    noord = [line for line in lines if "BU00420101" in line][:3]
    survey.write_text("\n".join(line for line in lines if line not in noord) + "\n", encoding="utf-8")
    first = build.build(folder)
    survey.write_text("\n".join(lines) + "\n", encoding="utf-8")
    with pytest.raises(InputFaults) as refused:
        build.build(folder)
    assert "minder dan 10 mensen" in refused.value.faults[0]("nl")
    assert first.snapshot_id in refused.value.faults[0].file
    assert catalogue.current_id(folder) == first.snapshot_id
    assert catalogue.snapshot_ids(folder) == [first.snapshot_id]


def test_density_counts_active_initiatives_only(town_snapshot):
    assert value(town_snapshot, "initiative_density", "BU00420101")["value"] == pytest.approx(2.0)
    assert value(town_snapshot, "initiative_density", "BU00420102")["value"] == pytest.approx(1.0)
    assert value(town_snapshot, "initiative_density", CODE)["value"] == pytest.approx(3 / 4)
    assert value(town_snapshot, "initiative_density", "BU00420202")["reason"] == "no_residents"


def test_key_figures_add_up(town_snapshot):
    assert value(town_snapshot, "residents", CODE)["value"] == 4000
    assert value(town_snapshot, "residents", "WK004202")["value"] == 2000
    assert value(town_snapshot, "share_65_plus", CODE)["value"] == 0.25


def test_reach_of_one_place_in_the_middle(town_snapshot):
    # 800 m walking is a circle of 615 m: it covers most of Noord and nothing of Haven, whose corner is 707 m away.
    assert value(town_snapshot, "reach_800", "BU00420101")["value"] > 0.9
    assert value(town_snapshot, "reach_400", "BU00420202")["reason"] in {"no_residents", "not_measured"}


def test_nothing_disappears(town_snapshot):
    states = town_snapshot.initiatives.set_index("initiative_id")["state"].to_dict()
    assert states == {
        "i1": "active",
        "i2": "active",
        "i3": "unconfirmed",
        "i4": "ended",
        "i5": "active",
        "i6": "active",
    }
    edition = town_snapshot.report["editions"][0]
    assert [row["id"] for row in edition["unlocated"]] == ["i6"]


def test_a_private_location_is_no_point(town_snapshot):
    private = town_snapshot.initiatives.set_index("initiative_id").loc["i5"]
    from pyproj import Transformer

    x, y = Transformer.from_crs("EPSG:4326", "EPSG:28992", always_xy=True).transform(private["lon"], private["lat"])
    assert (x, y) == pytest.approx((170_500, 440_500), abs=3)  # the middle of Zuid; degrees are rounded


def test_a_place_is_rated_by_each_rater(town_snapshot):
    place = town_snapshot.places.iloc[0]
    assert (place["quality"], place["quality_staff"], place["quality_resident"]) == (75, 100, 50)


def test_every_level_and_area_is_there(town_snapshot):
    areas = set(town_snapshot.areas["code"])
    assert areas == {CODE, "WK004201", "WK004202", *BUURTEN}
    for level in ("gemeente", "wijk", "buurt"):
        assert (town_snapshot.path / "maps" / f"areas-2025-{level}.topojson").is_file()


def test_the_same_files_give_the_same_bytes(town, tmp_path, town_snapshot):
    copy = tmp_path / town.name
    shutil.copytree(town, copy, ignore=shutil.ignore_patterns("snapshots"))
    again = build.build(copy)
    assert again.snapshot_id == town_snapshot.id
    for file in town_snapshot.path.rglob("*.*"):
        assert file.read_bytes() == (again.path / file.relative_to(town_snapshot.path)).read_bytes(), file.name


def test_the_order_of_rows_changes_no_figure(town, tmp_path, town_snapshot):
    copy = tmp_path / town.name
    shutil.copytree(town, copy, ignore=shutil.ignore_patterns("snapshots"))
    for name in ("enquete.csv", "initiatieven.csv", "kerncijfers.csv"):
        header, *rows = (copy / name).read_text(encoding="utf-8").splitlines()
        (copy / name).write_text("\n".join([header, *reversed(rows)]) + "\n", encoding="utf-8")
    again = build.build(copy)
    for name in ("estimates.csv", "initiatives.csv"):
        assert (again.path / name).read_bytes() == (town_snapshot.path / name).read_bytes()


def test_an_up_to_date_snapshot_is_not_outdated(town, town_snapshot, tmp_path):  # noqa: ARG001
    copy = tmp_path / town.name
    shutil.copytree(town, copy)
    assert not catalogue.is_outdated(copy)
    with (copy / "enquete.csv").open("a", encoding="utf-8") as stream:
        stream.write("\n")
    assert catalogue.is_outdated(copy)


def test_faulty_files_leave_what_was_published(town, town_snapshot, tmp_path):
    copy = tmp_path / town.name
    shutil.copytree(town, copy)
    survey = copy / "enquete.csv"
    survey.write_text(survey.read_text(encoding="utf-8").replace("BU00420101", "420101"), encoding="utf-8")
    with pytest.raises(InputFaults) as stopped:
        build.build(copy)
    assert any("BU00420101" in fault("nl") for fault in stopped.value.faults), "the likely code is offered"
    assert catalogue.current_id(copy) == town_snapshot.id
    assert snapshot.load(catalogue.snapshot_path(copy, town_snapshot.id)).id == town_snapshot.id


@pytest.mark.parametrize("dataset", ["key_figures", "survey", "initiatives", "meeting_places", "modelled_figures"])
def test_any_dataset_may_be_missing(town, tmp_path, dataset):
    copy = tmp_path / town.name
    shutil.copytree(town, copy, ignore=shutil.ignore_patterns("snapshots"))
    toml = copy / "municipality.toml"
    parts = toml.read_text(encoding="utf-8").split("\n\n")
    toml.write_text("\n\n".join(p for p in parts if f".{dataset}]" not in p), encoding="utf-8")
    opened = snapshot.load(build.build(copy).path)
    assert opened.estimates["indicator"].nunique() > 0
    assert dataset not in {row["dataset"] for row in opened.report["editions"][0]["loaded"]}


def test_the_manifest_tells_licence_and_source(town_snapshot):
    package = json.loads((town_snapshot.path / snapshot.MANIFEST).read_text(encoding="utf-8"))
    assert package["licenses"] == [{"name": "CC0-1.0", "title": "CC0-1.0"}]
    assert "enquete.csv" in package["wijkmonitor"]["source_files"]


def test_a_file_outside_the_folder_is_found_again(town, tmp_path):
    """Otherwise the snapshot would count as outdated for ever, and be made anew at every start."""
    folder = shutil.copytree(town, tmp_path / "rekenstad", ignore=shutil.ignore_patterns("snapshots"))
    shared = tmp_path / "elders"
    shared.mkdir()
    (folder / "kerncijfers.csv").rename(shared / "kerncijfers.csv")
    toml = folder / "municipality.toml"
    text = toml.read_text(encoding="utf-8").replace('"kerncijfers.csv"', '"../elders/kerncijfers.csv"')
    toml.write_text(text, encoding="utf-8")
    build.build(folder)
    assert not catalogue.is_outdated(folder)
    with (shared / "kerncijfers.csv").open("a", encoding="utf-8") as file:
        file.write("\n")
    assert catalogue.is_outdated(folder)
