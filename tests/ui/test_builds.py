import sys
import threading

import pytest

from tests.ui.conftest import write_municipality
from wijkmonitor.ui.builds import STOPPED, Builds

WORKS = """
import json
print("something that is not ours", flush=True)
for line in ({"fraction": 0.25, "nl": "lezen", "en": "reading"}, {"fraction": 7, "nl": "x", "en": "x"}, {"snapshot": "abc"}):
    print(json.dumps(line), flush=True)
"""
FAULTY = """
import json, sys
print(json.dumps({"faults": [{"nl": "rij 3 ontbreekt", "en": "row 3 is missing"}]}), flush=True)
sys.exit(1)
"""
CRASHES = "import sys; sys.stderr.write('x' * 300_000); sys.exit(3)"


def finished(program, folder, outdated=True):
    """The builds object after one build with ``program`` as the build command."""
    done = threading.Event()
    told = []
    builds = Builds(
        on_done=told.append, command=lambda _f: [sys.executable, "-c", program], outdated=lambda _f: outdated, pause_s=0
    )
    run = builds._run

    def run_and_tell(*job):
        try:
            return run(*job)
        finally:
            done.set()

    builds._run = run_and_tell
    builds.ensure("teststad", folder)
    assert done.wait(60)
    while builds.of("teststad").busy:
        threading.Event().wait(0.01)
    return builds, told


@pytest.fixture
def folder(tmp_path):
    return write_municipality(tmp_path / "teststad")


def test_a_build_that_works_is_done_and_told(folder):
    builds, told = finished(WORKS, folder)
    assert builds.of("teststad").stage == "done"
    assert builds.of("teststad").fraction == 1.0
    assert told == ["teststad"]
    builds.stop()


def test_faults_are_kept_in_both_languages(folder):
    builds, told = finished(FAULTY, folder)
    build = builds.of("teststad")
    assert build.stage == "failed"
    assert [(fault.nl, fault.en) for fault in build.faults] == [("rij 3 ontbreekt", "row 3 is missing")]
    assert told == []
    builds.stop()


def test_a_crash_is_told_without_its_inside(folder):
    builds, _ = finished(CRASHES, folder)
    assert builds.of("teststad").faults == (STOPPED,)
    builds.stop()


def test_nothing_is_built_when_nothing_changed(folder):
    builds, told = finished(CRASHES, folder, outdated=False)
    assert builds.of("teststad").stage == "none"
    assert told == []
    builds.stop()


def test_the_same_files_are_not_tried_again_and_changed_ones_are(folder):
    builds, _ = finished(FAULTY, folder)
    builds.ensure("teststad", folder)
    assert builds.of("teststad").stage == "failed"
    (folder / "new.csv").write_text("a\n1\n")
    builds.ensure("teststad", folder)
    assert builds._stamps["teststad"][0] == 2
    builds.stop()


def test_an_unknown_municipality_has_no_build():
    assert Builds().of("nergens").stage == "none"
