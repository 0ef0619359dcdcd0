"""The command line as somebody types it."""

import csv
import errno
import io
import json
import os
import shutil
import subprocess
import sys
import zipfile

import pytest

from wijkmonitor import catalogue, responses
from wijkmonitor.__main__ import main


@pytest.fixture
def own_town(town, town_snapshot, tmp_path):  # noqa: ARG001
    copy = tmp_path / town.name
    shutil.copytree(town, copy)
    return copy


def break_town(folder):
    """Three faults in three files."""
    for name, old, new in (
        ("enquete.csv", "BU00420101-1,2025,BU00420101,1,", "BU00420101-1,2025,BU00420101,-1,"),
        ("initiatieven.csv", "i1,", "i2,"),
        ("kerncijfers.csv", "area_code", "gebied"),
    ):
        text = (folder / name).read_text(encoding="utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")


def test_check_is_quiet_on_sound_files(own_town, capsys):
    assert main(["check", str(own_town)]) == 0
    assert "0 fouten" in capsys.readouterr().out


def test_check_names_all_faults_at_once(own_town, capsys):
    break_town(own_town)
    assert main(["check", str(own_town), "--lang", "en"]) == 1
    said = capsys.readouterr().out
    for file in ("enquete.csv", "initiatieven.csv", "kerncijfers.csv"):
        assert file in said
    assert "3 errors" in said


def test_build_publishes_nothing_when_files_are_faulty(own_town, capsys):
    before = sorted(f.name for f in (own_town / "snapshots").iterdir())
    break_town(own_town)
    assert main(["build", str(own_town)]) == 1
    assert "niets gepubliceerd" in capsys.readouterr().out
    assert sorted(f.name for f in (own_town / "snapshots").iterdir()) == before


def test_build_for_the_dashboard_speaks_json(own_town, capsys):
    assert main(["build", str(own_town), "--machine"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert lines[-1].keys() == {"snapshot"}
    fractions = [line["fraction"] for line in lines[:-1]]
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1


def test_faults_for_the_dashboard_are_in_both_languages(own_town, capsys):
    break_town(own_town)
    assert main(["build", str(own_town), "--machine"]) == 1
    faults = json.loads(capsys.readouterr().out.splitlines()[-1])["faults"]
    assert len(faults) == 3
    assert all(fault["nl"] and fault["en"] and fault["nl"] != fault["en"] for fault in faults)


def test_a_check_for_the_dashboard_does_not_repeat_answers(own_town, capsys):
    break_town(own_town)
    survey = own_town / "enquete.csv"
    lines = survey.read_text(encoding="utf-8").splitlines()
    place = lines[0].split(",").index("tie_help")
    cells = lines[1].split(",")
    cells[place] = "secret"
    survey.write_text("\n".join([lines[0], ",".join(cells), *lines[2:]]) + "\n", encoding="utf-8")
    assert main(["check", str(own_town), "--machine"]) == 1
    said = capsys.readouterr().out
    faults = json.loads(said)["faults"]
    assert {fault["severity"] for fault in faults} == {"error"}
    assert any("tie_help" in fault["nl"] and fault["nl"] != fault["en"] for fault in faults)
    assert "secret" not in said


def test_export_for_dutch_excel(own_town, tmp_path):
    out = tmp_path / "uit.csv"
    assert (
        main(
            [
                "export",
                str(own_town),
                "--indicator",
                "strong_ties",
                "--area",
                "GM0042",
                "--format",
                "csv-nl",
                "-o",
                str(out),
            ]
        )
        == 0
    )
    data = out.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))
    everybody = [row for row in rows if "0,75" in row.values()]
    assert everybody


def test_export_as_geojson(own_town, tmp_path):
    out = tmp_path / "uit.geojson"
    assert main(["export", str(own_town), "--indicator", "residents", "--format", "geojson", "-o", str(out)]) == 0
    collection = json.loads(out.read_text(encoding="utf-8"))
    assert len(collection["features"]) == 4


def test_export_of_something_unknown_names_what_there_is(own_town, capsys):
    assert main(["export", str(own_town), "--indicator", "strong_tie"]) == 1
    assert "strong_ties" in capsys.readouterr().err


def test_help_is_understood_by_a_newcomer(capsys):
    with pytest.raises(SystemExit):
        main(["--help"])
    said = capsys.readouterr().out
    for word in ("check", "build", "export", "serve", "municipality.toml"):
        assert word in said


def test_it_runs_as_a_module(own_town):
    run = subprocess.run(
        [sys.executable, "-m", "wijkmonitor", "check", str(own_town), "--lang", "en"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert "0 errors" in run.stdout


def test_a_folder_without_municipality_is_named(tmp_path, capsys):
    assert main(["check", str(tmp_path), "--lang", "en"]) == 1
    assert "municipality.toml" in capsys.readouterr().out


def test_export_of_the_dictionary(own_town, tmp_path):
    out = tmp_path / "kolommen.csv"
    assert main(["export", str(own_town), "--dictionary", "--format", "csv-nl", "-o", str(out)]) == 0
    rows = list(csv.DictReader(io.StringIO(out.read_bytes().decode("utf-8-sig"), newline=""), delimiter=";"))
    assert "mag je zeggen" in next(row["codes_nl"] for row in rows if row["column"] == "verdict")


def test_export_of_a_withdrawn_snapshot_says_so(own_town, town_snapshot, tmp_path, capsys):
    catalogue.withdraw(own_town, town_snapshot.id, reason="Dubbel geteld", by="Team data")
    taken = str(own_town / "snapshots" / town_snapshot.id)
    assert main(["export", taken, "--indicator", "residents", "-o", str(tmp_path / "p.csv")]) == 0
    told = capsys.readouterr()
    assert "ingetrokken" not in told.out
    assert "LET OP: deze momentopname is ingetrokken op " in told.err
    assert "Dubbel geteld" in told.err
    assert main(["export", taken, "--archive", "-o", str(tmp_path / "p.zip")]) == 0
    with zipfile.ZipFile(tmp_path / "p.zip") as archive:
        assert "omdat zij niet klopt: Dubbel geteld" in archive.read("LEESMIJ.txt").decode("utf-8-sig")


def test_export_of_a_whole_snapshot(own_town, tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr(responses, "accepted", lambda folder: asked.append(folder) or ())
    out = tmp_path / "alles.zip"
    assert main(["export", str(own_town), "--archive", "--lang", "en", "-o", str(out)]) == 0
    assert {"README.txt", "figures.csv", "datapackage.json"} <= set(zipfile.ZipFile(out).namelist())
    assert asked == [own_town]


def test_a_dictionary_and_an_archive_are_two_questions(own_town, capsys):
    with pytest.raises(SystemExit):
        main(["export", str(own_town), "--archive", "--dictionary"])
    assert "not allowed with" in capsys.readouterr().err


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_a_full_disk_leaves_the_old_file_as_it_was(own_town, tmp_path, capsys, monkeypatch, lang):
    out = tmp_path / "uit.csv"
    out.write_text("old", encoding="utf-8")

    def full(*_arguments):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert main(["export", str(own_town), "--lang", lang, "-o", str(out)]) == 1
    said = capsys.readouterr().err
    assert str(out) in said
    assert {"nl": "niet veranderd", "en": "has not changed"}[lang] in said
    assert "Traceback" not in said
    assert out.read_text(encoding="utf-8") == "old"
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".")] == []
