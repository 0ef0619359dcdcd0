import sys

from wijkmonitor.ui import checks

TELLS = """
import json
print("something that is not ours")
print(json.dumps({"faults": [
    {"severity": "error", "nl": "rij 3 ontbreekt", "en": "row 3 is missing"},
    {"severity": "warning", "nl": "punt ligt erbuiten", "en": "point lies outside"},
]}))
raise SystemExit(1)
"""


def run(program, tmp_path):
    return checks.run(tmp_path, [sys.executable, "-c", program])


def test_errors_and_notes_are_kept_apart_in_both_languages(tmp_path):
    found = run(TELLS, tmp_path)
    assert found.finished
    assert [one.nl for one in found.errors] == ["rij 3 ontbreekt"]
    assert [one.en for one in found.notes] == ["point lies outside"]


def test_a_check_that_stops_or_talks_nonsense_is_not_taken_for_sound_files(tmp_path):
    for program in ("import sys; sys.exit(3)", "print('all well')", "print('{}')", "print('[1]')"):
        assert not run(program, tmp_path).finished


def test_the_real_command_checks_a_town(town):
    assert checks.run(town) == checks.Check(finished=True)
