"""The log of publications: only ever longer, whole lines only, and withdrawals that hold."""

import errno
import json
import os
import signal
import subprocess
import sys
import time

import pytest

from tests.test_snapshot import content, estimates
from wijkmonitor import catalogue, publications, snapshot
from wijkmonitor.publications import What


@pytest.fixture
def town(tmp_path):
    folder = tmp_path / "rekenstad"
    folder.mkdir()
    (folder / "municipality.toml").write_text("")
    return folder


def publish(folder, value=0.5, **told):
    """Publish a snapshot with one figure; another ``value`` makes another id."""
    with catalogue.publishing(folder) as draft:
        made = snapshot.save(content(estimates(value=value)), draft)
        catalogue.publish(folder, draft, made, **told)
    return made


def lines(folder):
    return (folder / "snapshots" / "log.jsonl").read_text(encoding="utf-8").splitlines()


def test_what_is_published_is_written_down(town):
    made = publish(town, by="Onderzoek", note="Eerste cijfers")
    (event,) = publications.read(town).events
    assert (event.what, event.id, event.by, event.note) == (What.PUBLISHED, made, "Onderzoek", "Eerste cijfers")
    story = publications.publication(town, made)
    assert story.logged
    assert story.at.tzinfo is not None
    assert story.note == "Eerste cijfers"


def test_the_same_snapshot_again_writes_nothing(town):
    publish(town, note="Eerste")
    publish(town, note="Nog eens")
    assert len(lines(town)) == 1


def test_going_back_to_an_earlier_one_is_written_down(town):
    first = publish(town)
    second = publish(town, 0.45)
    assert publish(town, note="toch weer") == first
    assert catalogue.current_id(town) == first
    told = [(one.what, one.id) for one in publications.read(town).events]
    assert told == [(What.PUBLISHED, first), (What.PUBLISHED, second), (What.CURRENT, first)]
    assert publications.publication(town, first).note == "", "its own note stays the one it was published with"


def test_a_snapshot_from_before_the_log_has_the_date_of_its_files(town):
    made = publish(town)
    (town / "snapshots" / "log.jsonl").unlink()
    os.utime(catalogue.snapshot_path(town, made) / "datapackage.json", (1_700_000_000, 1_700_000_000))
    story = publications.publication(town, made)
    assert not story.logged
    assert story.at.timestamp() == 1_700_000_000
    publish(town)
    assert publications.read(town).events == (), "it is current already: nothing happened"


@pytest.mark.parametrize("torn", [b'{"what": "withdr', b"\xff\xfe", b'{"what": "withdrawn", "id": "x"}'])
def test_a_line_that_was_cut_off_never_happened_and_is_cleared_away(town, torn):
    made = publish(town)
    path = town / "snapshots" / "log.jsonl"
    path.write_bytes(path.read_bytes() + torn)
    log = publications.read(town)
    assert len(log.events) == 1
    assert log.unreadable == 0
    other = publish(town, 0.45)
    assert [one.id for one in publications.read(town).events] == [made, other]
    assert all(json.loads(line) for line in lines(town))


def test_a_whole_line_without_its_end_counts(town):
    publish(town)
    path = town / "snapshots" / "log.jsonl"
    path.write_bytes(path.read_bytes().rstrip(b"\n"))
    assert len(publications.read(town).events) == 1
    publish(town, 0.45)
    assert len(publications.read(town).events) == len(lines(town)) == 2


def test_a_damaged_line_in_the_middle_is_told_and_kept(town):
    publish(town)
    path = town / "snapshots" / "log.jsonl"
    path.write_bytes(b"onzin\n" + path.read_bytes())
    log = publications.read(town)
    assert (len(log.events), log.unreadable) == (1, 1)
    publish(town, 0.45)
    assert lines(town)[0] == "onzin", "nothing in the log is ever overwritten"


def test_a_full_disk_leaves_the_log_as_it_was(town, monkeypatch):
    publish(town)
    before = (town / "snapshots" / "log.jsonl").read_bytes()
    really = os.write

    def half(handle, data):
        return really(handle, data[: len(data) // 2])

    monkeypatch.setattr(os, "write", half)
    with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)):
        publications.record(town, What.PUBLISHED, "abc")
    assert (town / "snapshots" / "log.jsonl").read_bytes() == before


def test_words_stay_on_one_line_and_within_their_limit():
    assert publications.tidy(" a\n b\x00\x1b[31m ", 80) == "a b [31m"
    with pytest.raises(publications.TooLong):
        publications.tidy("x" * 81, 80)


ADDS = """
import sys
from pathlib import Path
from wijkmonitor import publications
folder = Path(sys.argv[1])
for number in range(40):
    with publications.lock(folder):
        publications.record(folder, publications.What.PUBLISHED, f"{sys.argv[2]}{number}", note="x" * 200)
"""


def test_two_processes_never_write_through_each_other(town):
    writers = [subprocess.Popen([sys.executable, "-c", ADDS, str(town), name]) for name in "ab"]
    assert [one.wait(120) for one in writers] == [0, 0]
    log = publications.read(town)
    assert log.unreadable == 0
    assert len(log.events) == 80
    for name in "ab":
        own = [one.id for one in log.events if one.id.startswith(name)]
        assert own == [f"{name}{number}" for number in range(40)]


KEEPS = """
import sys, time
from pathlib import Path
from wijkmonitor import catalogue
with catalogue.building(Path(sys.argv[1])):
    draft = Path(sys.argv[1]) / "snapshots" / ".draft-abc"
    draft.mkdir()
    (draft / "estimates.csv").write_text("half")
    print("held", flush=True)
    time.sleep(600)
"""


@pytest.fixture
def builder(town):
    """Another process in the middle of a build of the town."""
    process = subprocess.Popen([sys.executable, "-c", KEEPS, str(town)], stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


def test_only_one_builds_at_a_time(town, builder):  # noqa: ARG001
    with pytest.raises(catalogue.file_lock.Taken), catalogue.building(town):
        pass


@pytest.mark.skipif(os.name != "posix", reason="needs kill -9")
def test_a_killed_build_keeps_nobody_out_and_its_draft_is_cleared_away(town, builder):
    made = publish(town)
    assert catalogue.snapshot_ids(town) == [made], "a draft is no snapshot"
    (town / "snapshots" / ".current-abc").write_text("half")
    builder.send_signal(signal.SIGKILL)
    builder.wait()
    with catalogue.building(town):
        names = sorted(one.name for one in (town / "snapshots").iterdir() if not one.name.endswith(".lock"))
    assert names == sorted(["current", "log.jsonl", made])
    assert catalogue.current_id(town) == made


def test_who_waits_is_let_in_when_the_other_is_done(town, builder):
    looks = []

    def look():
        looks.append(time)
        if len(looks) == 2:
            builder.kill()

    assert catalogue.waited_for_others(town, look)
    assert len(looks) >= 2
    assert not catalogue.waited_for_others(town, look)


def test_withdrawing_makes_the_newest_that_stands_current(town):
    first, second, third = publish(town), publish(town, 0.45), publish(town, 0.46)
    assert catalogue.withdraw(town, second, reason="fout", by="Team data") == third
    assert catalogue.current_id(town) == third
    assert catalogue.withdraw(town, third, reason="ook fout") == first
    assert catalogue.current_id(town) == first
    assert set(catalogue.snapshot_ids(town)) == {first, second, third}, "they stay visible"
    assert catalogue.standing_ids(town) == [first]
    told = publications.withdrawn(town, second)
    assert (told.reason, told.by) == ("fout", "Team data")
    assert publications.withdrawn(town, first) is None
    assert snapshot.load(catalogue.snapshot_path(town, second)).id == second


def test_withdrawing_the_only_one_leaves_none(town):
    made = publish(town)
    assert catalogue.withdraw(town, made, reason="fout") is None
    assert catalogue.current_id(town) is None
    assert catalogue.snapshot_ids(town) == [made]
    assert catalogue.standing_ids(town) == []


def test_a_damaged_snapshot_never_takes_the_place_of_a_withdrawn_one(town):
    first, second, third = publish(town), publish(town, 0.45), publish(town, 0.46)
    (catalogue.snapshot_path(town, second) / "estimates.csv").write_text("damaged")
    assert catalogue.withdraw(town, third, reason="fout") == first


def test_what_cannot_be_withdrawn(town):
    made = publish(town)
    publish(town, 0.45)
    with pytest.raises(ValueError, match="reason"):
        catalogue.withdraw(town, made, reason="  ")
    with pytest.raises(catalogue.UnknownSnapshot):
        catalogue.withdraw(town, "bestaatniet", reason="fout")
    catalogue.withdraw(town, made, reason="fout")
    with pytest.raises(catalogue.AlreadyWithdrawn) as again:
        catalogue.withdraw(town, made, reason="anders")
    assert again.value.withdrawal.reason == "fout"


def test_a_withdrawn_snapshot_is_never_published_again(town):
    made = publish(town)
    other = publish(town, 0.45)
    catalogue.withdraw(town, made, reason="fout")
    with pytest.raises(catalogue.AlreadyWithdrawn):
        publish(town)
    assert catalogue.current_id(town) == other


def test_a_pointer_at_a_withdrawn_snapshot_is_not_followed(town):
    """A process may be killed after it wrote the withdrawal down and before it pointed at another one."""
    first, second = publish(town), publish(town, 0.45)
    with publications.lock(town):
        publications.record(town, What.WITHDRAWN, second, note="fout")
    assert (town / "snapshots" / "current").read_text().strip() == second
    assert catalogue.current_id(town) == first


def of_now(folder, value=0.5, program=None):
    """Publish a snapshot that was made from the files as they are now."""
    made = content(estimates(value=value))
    files = {"municipality.toml": catalogue.file_sha256(folder / "municipality.toml")}
    about = {**made.about, "source_files": files, "program": program or catalogue.program()}
    with catalogue.publishing(folder) as draft:
        identity = snapshot.save(snapshot.Content(made.tables, made.json_files, about), draft)
        catalogue.publish(folder, draft, identity)
    return identity


def test_the_same_wrong_files_are_not_built_again(town):
    publish(town)
    assert catalogue.is_outdated(town), "it was made from other files"
    made = of_now(town)
    assert not catalogue.is_outdated(town)
    catalogue.withdraw(town, made, reason="fout in de bestanden")
    assert not catalogue.is_outdated(town), "or the server would make the same wrong figures for ever"
    assert catalogue.withdrawn_of_now(town).id == made
    (town / "municipality.toml").write_text("# hersteld\n")
    assert catalogue.is_outdated(town)
    assert catalogue.withdrawn_of_now(town) is None


def test_another_program_does_not_publish_withdrawn_files_by_itself(town):
    made = of_now(town, program={"version": "0", "fingerprint": "older"})
    assert catalogue.is_outdated(town)
    catalogue.withdraw(town, made, reason="fout in de bestanden")
    assert not catalogue.is_outdated(town)
    again = of_now(town)  # somebody does so on purpose, for instance since the program was wrong
    assert catalogue.withdrawn_of_now(town) is None
    assert catalogue.current_id(town) == again
    assert not catalogue.is_outdated(town)
