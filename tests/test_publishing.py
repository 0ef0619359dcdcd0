"""What stops a build while it publishes: somebody else, a full disk, a killed process, a withdrawal. Nothing is ever lost."""

import errno
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.small_town import end_an_initiative, write_small_town
from wijkmonitor import build, catalogue, publications, snapshot
from wijkmonitor.__main__ import main
from wijkmonitor.fault import InputFaults
from wijkmonitor.publications import What

posix = pytest.mark.skipif(os.name != "posix", reason="needs POSIX")
PAUSES = """
import sys
from pathlib import Path
from wijkmonitor import build
told = []
def progress(fraction, said):
    if fraction >= float(sys.argv[2]) and not told:
        told.append(1)
        print("paused", flush=True)
        sys.stdin.readline()
build.build(Path(sys.argv[1]), progress, note="de eerste", by="A")
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = write_small_town(tmp_path_factory.mktemp("made") / "rekenstad")
    build.build(folder)
    return folder


@pytest.fixture
def town(made, tmp_path):
    """The town with a snapshot, of which a file changed since."""
    folder = shutil.copytree(made, tmp_path / "rekenstad")
    end_an_initiative(folder)
    return folder


@pytest.fixture
def paused(town):
    """``paused(fraction)``: another process that builds the town and stops for a moment when it is that far."""
    running = []

    def start(fraction):
        command = [sys.executable, "-c", PAUSES, str(town), str(fraction)]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        running.append(process)
        assert process.stdout.readline() == "paused\n"
        return process

    yield start
    for process in running:
        process.kill()
        process.wait()
        process.stdin.close()
        process.stdout.close()


def intact(folder, current, ids):
    assert catalogue.current_id(folder) == current
    assert set(catalogue.snapshot_ids(folder)) == set(ids)
    assert all(snapshot.load(catalogue.snapshot_path(folder, one)).id == one for one in ids)


def drafts(folder):
    return list(catalogue.snapshots_folder(folder).glob(".draft-*"))


def test_of_two_that_publish_at_once_one_wins_and_the_other_is_told(town, paused, capsys):
    before = catalogue.current_id(town)
    winner = paused(0.0)
    assert main(["build", str(town), "--note", "de tweede"]) == 1
    said = capsys.readouterr().out
    assert "maakt iemand anders, of de server, al een momentopname" in said
    assert "Er is niets gepubliceerd" in said
    intact(town, before, [before])
    winner.stdin.write("\n")
    winner.stdin.flush()
    assert winner.wait(120) == 0
    after = catalogue.current_id(town)
    assert after != before
    intact(town, after, [before, after])
    assert publications.publication(town, after).note == "de eerste"
    assert [one.what for one in publications.read(town).events] == [What.PUBLISHED, What.PUBLISHED]


def test_the_dashboard_waits_for_the_other_and_makes_nothing_twice(town, paused):
    other = paused(0.0)
    command = [sys.executable, "-m", "wijkmonitor", "build", str(town), "--machine"]
    waiting = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert "wacht tot een andere verwerking" in json.loads(waiting.stdout.readline())["nl"]
    other.stdin.write("\n")
    other.stdin.flush()
    assert other.wait(120) == 0
    said = waiting.communicate(timeout=120)[0].splitlines()
    assert waiting.returncode == 0
    assert json.loads(said[-1]) == {"snapshot": catalogue.current_id(town)}
    assert all("wacht" in json.loads(line)["nl"] for line in said[:-1]), "it built nothing itself"


@posix
@pytest.mark.parametrize("fraction", [0.97, 0.98])
def test_a_build_that_is_killed_while_it_writes_leaves_what_was_there(town, paused, fraction):
    before = catalogue.current_id(town)
    process = paused(fraction)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert len(drafts(town)) == (fraction >= 0.98)
    intact(town, before, [before])
    after = build.build(town).snapshot_id
    assert drafts(town) == []
    intact(town, after, [before, after])


def test_a_full_disk_is_told_and_leaves_what_was_there(town, monkeypatch):
    before, really = catalogue.current_id(town), Path.write_bytes

    def full(self, data):
        if self.name == "estimates.csv":
            really(self, data[:100])
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(self))
        return really(self, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(InputFaults) as stopped:
        build.build(town)
    (fault,) = stopped.value.faults
    assert "de schijf is vol" in fault("nl")
    assert "the disk is full" in fault("en")
    assert drafts(town) == []
    intact(town, before, [before])
    assert len(publications.read(town).events) == 1


@posix
def test_a_disk_that_takes_no_more_in_earnest(town):
    """The system itself refuses files beyond 20 kB, as a full disk does: in the middle of writing one."""
    import resource

    before = catalogue.current_id(town)
    command = [sys.executable, "-m", "wijkmonitor", "build", str(town)]
    limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))  # noqa: E731
    done = subprocess.run(command, capture_output=True, text=True, preexec_fn=limit, timeout=300)
    assert done.returncode == 1, done.stderr
    assert "de schijf is vol" in done.stdout
    assert "Traceback" not in done.stderr
    assert drafts(town) == []
    intact(town, before, [before])


def test_a_full_disk_at_the_last_moment_leaves_the_pointer(town, monkeypatch):
    before = catalogue.current_id(town)
    monkeypatch.setattr(publications.os, "write", lambda _handle, _data: 0)
    with pytest.raises(InputFaults):
        build.build(town)
    assert catalogue.current_id(town) == before
    monkeypatch.undo()
    after = build.build(town, note="nu wel").snapshot_id
    assert publications.publication(town, after).note == "nu wel"
    assert catalogue.current_id(town) == after


def test_what_was_withdrawn_is_refused_with_the_reason(town, capsys):
    before = catalogue.current_id(town)
    wrong = build.build(town).snapshot_id
    assert main(["withdraw", str(town), wrong, "--reason", "verkeerd bestand", "--by", "Team data"]) == 0
    assert f"toont nu momentopname {before}" in capsys.readouterr().out
    assert main(["build", str(town)]) == 1
    said = capsys.readouterr().out
    assert wrong in said
    assert "verkeerd bestand" in said
    intact(town, before, [before, wrong])
    assert not catalogue.is_outdated(town)
    end_an_initiative(town, number=1)
    assert catalogue.is_outdated(town)
    assert main(["build", str(town)]) == 0


def test_withdrawing_the_last_one_says_that_none_is_left(made, tmp_path, capsys):
    folder = shutil.copytree(made, tmp_path / "rekenstad")
    only = catalogue.current_id(folder)
    assert main(["withdraw", str(folder), only, "--reason", "fout", "--lang", "en"]) == 0
    assert "no other snapshot" in capsys.readouterr().out
    assert main(["withdraw", str(folder), only, "--reason", "fout"]) == 1
    assert "was al ingetrokken" in capsys.readouterr().err


def test_mistaken_commands(town, capsys):
    before = catalogue.current_id(town)
    assert main(["withdraw", str(town), before, "--reason", "  "]) == 2
    assert "reden" in capsys.readouterr().err
    assert main(["withdraw", str(town), "bestaatniet", "--reason", "fout"]) == 2
    assert before in capsys.readouterr().err, "it says which there are"
    assert main(["diff", str(town), before, "../x"]) == 2
    for far_too_long in (["--by", "x" * 81], ["--note", "x" * 301]):
        with pytest.raises(SystemExit):
            main(["build", str(town), *far_too_long])
    with pytest.raises(SystemExit):
        main(["withdraw", str(town), before])
    assert len(publications.read(town).events) == 1


def test_two_snapshots_are_compared_on_the_command_line(town, capsys, tmp_path):
    before = catalogue.current_id(town)
    after = build.build(town, note="zonder initiatief 2", by="Onderzoek").snapshot_id
    assert main(["diff", str(town), before, after, "-o", str(tmp_path / "alle.csv")]) == 0
    said = capsys.readouterr().out
    assert "door nieuwe gegevens" in said
    assert "2025/initiatieven.csv" in said
    header, *rows = (tmp_path / "alle.csv").read_text(encoding="utf-8").splitlines()
    assert header.startswith("snapshot_before,snapshot_after,indicator")
    assert all(row.startswith(f"{before},{after},") for row in rows)
    assert rows
    (catalogue.snapshot_path(town, before) / "estimates.csv").write_text("damaged")
    assert main(["diff", str(town), before, after]) == 1
