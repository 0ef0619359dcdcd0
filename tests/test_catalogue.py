import os
import signal
import time

import pytest

from tests.test_snapshot import content
from wijkmonitor import catalogue, snapshot


@pytest.fixture
def town(tmp_path, monkeypatch):
    folder = tmp_path / "rekenstad"
    folder.mkdir()
    (folder / "municipality.toml").write_text("")
    monkeypatch.setenv("WIJKMONITOR_DATA", str(tmp_path))
    return folder


def publish(folder):
    with catalogue.publishing(folder) as draft:
        identity = snapshot.save(content(), draft)
        return identity, catalogue.publish(folder, draft, identity)


def test_municipalities_are_found_beside_the_demo(town):
    found = catalogue.municipalities()
    assert found["rekenstad"] == town
    assert "voorbeeldstad" in found


def test_a_municipality_itself_can_be_named(town, monkeypatch):
    monkeypatch.setenv("WIJKMONITOR_DATA", str(town))
    assert "rekenstad" in catalogue.municipalities()


def test_publishing_makes_a_snapshot_current(town):
    assert catalogue.current_id(town) is None
    identity, path = publish(town)
    assert catalogue.current_id(town) == identity
    assert catalogue.snapshot_ids(town) == [identity]
    assert snapshot.load(path).id == identity


def test_a_failed_build_leaves_what_was_there(town):
    identity, _ = publish(town)

    def build_that_fails():
        with catalogue.publishing(town) as draft:
            (draft / "estimates.csv").write_text("half")
            raise RuntimeError("halfway")

    with pytest.raises(RuntimeError, match="halfway"):
        build_that_fails()
    assert catalogue.current_id(town) == identity
    there = sorted(f.name for f in catalogue.snapshots_folder(town).iterdir() if not f.name.endswith(".lock"))
    assert there == sorted(["current", "log.jsonl", identity])


def test_a_damaged_snapshot_is_replaced_by_a_sound_one(town):
    identity, path = publish(town)
    (path / "estimates.csv").write_text("damaged")
    publish(town)
    assert snapshot.load(path).id == identity


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_killed_build_leaves_what_was_there(town):
    identity, path = publish(town)
    child = os.fork()
    if child == 0:
        with catalogue.publishing(town) as draft:
            (draft / "estimates.csv").write_text("half")
            time.sleep(60)
    while not list(catalogue.snapshots_folder(town).glob(".draft-*/estimates.csv")):
        time.sleep(0.01)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    assert catalogue.current_id(town) == identity
    assert catalogue.snapshot_ids(town) == [identity]
    assert snapshot.load(path).id == identity


@pytest.mark.parametrize("name", ["../x", "a/b", "", ".draft"])
def test_an_id_never_names_another_folder(town, name):
    with pytest.raises(ValueError, match="not the id"):
        catalogue.snapshot_path(town, name)


def test_a_pointer_to_nothing_is_no_snapshot(town):
    catalogue.snapshots_folder(town).mkdir()
    (catalogue.snapshots_folder(town) / "current").write_text("abc123\n")
    assert catalogue.current_id(town) is None
    assert catalogue.is_outdated(town)
