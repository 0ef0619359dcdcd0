"""Responses on the command line, as somebody types it."""

import pytest

from wijkmonitor.__main__ import main
from wijkmonitor.responses import Draft, State, accepted, store


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "municipality.toml").write_text("", encoding="utf-8")
    return tmp_path


@pytest.fixture
def received(folder):
    return store.receive(folder, Draft("abc", "2025", "BU1", "", "professional", "Dit herken ik uit mijn werk."))


def test_a_response_from_list_to_withdrawn(folder, received, capsys):
    assert main(["responses", str(folder), "list"]) == 0
    said = capsys.readouterr().out
    assert f"{received}  nog niet behandeld" in said
    assert "het gebied als geheel" in said
    assert main(["responses", str(folder), "accept", "1", "--reason", "Herkenbaar.", "--by", "wijkmanager"]) == 0
    assert accepted(folder)[0].reason == "Herkenbaar."
    assert main(["responses", str(folder), "withdraw", "1", "--reason", "Op verzoek."]) == 0
    assert accepted(folder) == ()
    capsys.readouterr()
    assert main(["responses", str(folder), "history", "1", "--lang", "en"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [part in line for part, line in zip(("received", "accepted", "withdrawn"), lines, strict=True)] == [True] * 3
    assert "wijkmanager" in lines[1]
    assert "medewerker" in lines[2]


def test_words_can_be_erased(folder, received, capsys):
    assert main(["responses", str(folder), "erase", str(received), "--reason", "Er stond een naam in."]) == 0
    assert main(["responses", str(folder), "list"]) == 0
    said = capsys.readouterr().out
    assert "(tekst gewist)" in said
    assert "uit mijn werk" not in said


@pytest.mark.parametrize(
    ("typed", "code", "told"),
    [
        (["decline", "1"], 1, "ten minste 3 tekens"),
        (["decline", "7", "--reason", "Bestaat niet."], 1, "geen weerwoord met nummer 7"),
        (["withdraw", "1", "--reason", "Nog niet aangenomen."], 1, "kan dan niet meer"),
        (["accept"], 2, "Noem het nummer"),
    ],
)
def test_a_mistake_is_told(folder, received, capsys, typed, code, told):
    assert main(["responses", str(folder), *typed]) == code
    assert told in capsys.readouterr().err
    assert store.one(folder, received).state is State.WAITING


def test_a_folder_without_a_municipality(tmp_path, capsys):
    assert main(["responses", str(tmp_path), "list"]) == 2
    assert "municipality.toml" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_without_responses_it_says_so(folder, capsys):
    assert main(["responses", str(folder), "list"]) == 0
    assert "nog geen weerwoord" in capsys.readouterr().out
    assert [one.name for one in folder.iterdir()] == ["municipality.toml"]
