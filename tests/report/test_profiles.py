"""All profiles in one run, as somebody types it: every area, whole files only, the same bytes again."""

from __future__ import annotations

import csv
import errno

import pytest

from tests.report.reading_pdf import page_texts
from wijkmonitor import catalogue, responses, whole_file
from wijkmonitor.__main__ import main
from wijkmonitor.report import profile_pdf

FILES = [
    "BU00420101-noord-2025-nl.pdf",
    "BU00420102-zuid-2025-nl.pdf",
    "BU00420201-oost-2025-nl.pdf",
    "BU00420202-haven-2025-nl.pdf",
]


def listed(folder):
    return sorted(file.name for file in folder.iterdir())


def run(town, out, *more):
    return main(["profiles", str(town), "-o", str(out), *more])


@pytest.mark.usefixtures("town_snapshot")
def test_every_wijk_and_buurt_has_its_profile(town, town_snapshot, tmp_path, capsys):
    out = tmp_path / "profielen"
    assert run(town, out) == 0
    names = listed(out)
    assert len(names) == 7
    assert set(FILES) < set(names)
    assert "6 profielen" in capsys.readouterr().out
    rows = list(csv.DictReader((out / "index.csv").read_text(encoding="utf-8").splitlines()))
    assert {row["file"] for row in rows} == set(names) - {"index.csv"}
    assert {row["snapshot"] for row in rows} == {town_snapshot.id}
    assert all((out / row["file"]).read_bytes().startswith(b"%PDF-") for row in rows)
    assert [row["name"] for row in rows] == sorted((row["name"] for row in rows), key=str.casefold)


@pytest.mark.usefixtures("town_snapshot")
def test_the_same_run_again_writes_the_same_bytes(town, tmp_path):
    for out in (tmp_path / "een", tmp_path / "twee", tmp_path / "een"):
        assert run(town, out, "--level", "buurt") == 0
    one, two = ({file.name: file.read_bytes() for file in (tmp_path / name).iterdir()} for name in ("een", "twee"))
    assert one == two
    assert sorted(one) == [*FILES, "index.csv"]


@pytest.mark.usefixtures("town_snapshot")
def test_one_area_in_english(town, town_snapshot, tmp_path, capsys):
    more = ("--area", "GM0042", "--lang", "en", "--snapshot", town_snapshot.id, "--edition", "2025")
    assert run(town, tmp_path / "uit", *more) == 0
    assert listed(tmp_path / "uit") == ["GM0042-rekenstad-2025-en.pdf", "index.csv"]
    assert "1 profiles" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("more", "code", "said"),
    [
        (("--edition", "1999"), 1, "ditie: 1999 ?  2025"),
        (("--level", "straat"), 1, "iveau: straat ?"),
        (("--area", "BU99999999"), 1, "ebied: BU99999999 ?"),
        (("--snapshot", "bestaatniet"), 2, "momentopname bestaatniet is er niet; wel: "),
        (("--snapshot", "../.."), 2, "momentopname ../.. is er niet"),
    ],
)
@pytest.mark.usefixtures("town_snapshot")
def test_what_does_not_exist_is_named(town, tmp_path, capsys, more, code, said):
    assert run(town, tmp_path / "uit", *more) == code
    assert said in capsys.readouterr().err
    assert not (tmp_path / "uit").exists()


def test_a_folder_without_a_snapshot_is_told(tmp_path, capsys):
    assert run(tmp_path, tmp_path / "uit") == 2
    assert "geen momentopname" in capsys.readouterr().err


def test_a_snapshot_by_its_own_folder(town_snapshot, tmp_path):
    assert run(town_snapshot.path, tmp_path / "uit", "--area", "BU00420101") == 0
    assert listed(tmp_path / "uit") == [FILES[0], "index.csv"]


@pytest.mark.usefixtures("town_snapshot")
def test_of_a_withdrawn_snapshot_they_say_so(to_withdraw, town_snapshot, tmp_path, capsys):
    asked = (to_withdraw / "snapshots" / town_snapshot.id, tmp_path / "uit", "--area", "BU00420101")
    assert run(*asked) == 0
    assert "ingetrokken" not in capsys.readouterr().err
    before = (tmp_path / "uit" / FILES[0]).read_bytes()
    catalogue.withdraw(to_withdraw, town_snapshot.id, reason="Dubbel geteld")
    assert run(*asked) == 0
    told = capsys.readouterr().err.splitlines()[-1]
    assert told.startswith("LET OP: deze momentopname is ingetrokken op ")
    assert told.endswith("omdat zij niet klopt: Dubbel geteld. Gebruik deze cijfers niet meer.")
    after = (tmp_path / "uit" / FILES[0]).read_bytes()
    assert "Dubbel geteld" not in " ".join(page_texts(before))
    assert "Dubbel geteld" in " ".join(page_texts(after))


@pytest.mark.parametrize(
    ("stop", "code"), [(OSError(errno.ENOSPC, "No space left on device"), 1), (KeyboardInterrupt(), 130)]
)
@pytest.mark.usefixtures("town_snapshot")
def test_stopping_half_way_leaves_only_whole_files(town, tmp_path, monkeypatch, capsys, stop, code):
    out, real, seen = tmp_path / "uit", profile_pdf.pdf, []

    def stopping(*given):
        seen.append(given)
        if len(seen) == 3:
            raise stop
        return real(*given)

    monkeypatch.setattr(profile_pdf, "pdf", stopping)
    assert run(town, out, "--level", "buurt") == code
    assert str(out) in capsys.readouterr().err
    left = listed(out)
    assert len(left) == 2
    assert all((out / name).read_bytes().rstrip().endswith(b"%%EOF") for name in left)
    monkeypatch.setattr(profile_pdf, "pdf", real)
    assert run(town, out, "--level", "buurt") == 0
    assert listed(out) == [*FILES, "index.csv"]


@pytest.mark.usefixtures("town_snapshot")
def test_a_full_disk_leaves_no_half_file(town, tmp_path, monkeypatch, capsys):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(whole_file.os, "fsync", full)
    assert run(town, tmp_path / "uit", "--level", "buurt") == 1
    assert "No space left" in capsys.readouterr().err
    assert listed(tmp_path / "uit") == []


@pytest.mark.usefixtures("town_snapshot")
def test_responses_of_the_municipality_travel_along(town, tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr(responses, "accepted", lambda folder, area="": asked.append((folder, area)) or ())
    assert run(town, tmp_path / "uit", "--level", "buurt") == 0
    assert sorted(asked) == [(town, file[:10]) for file in FILES]
