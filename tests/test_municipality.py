"""municipality.toml is checked as a whole, and every mistake is told."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.sources.village import write_village
from wijkmonitor.edition import Dataset
from wijkmonitor.fault import InputFaults
from wijkmonitor.municipality import FILE_NAME, read_municipality
from wijkmonitor.text import Text


def _faults(folder: Path, old: str, new: str) -> list[str]:
    write_village(folder, {"survey": ("s.csv", "x", 'licence = "CC0-1.0"')})
    path = folder / FILE_NAME
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(InputFaults) as wrong:
        read_municipality(folder)
    return [fault("en") for fault in wrong.value.faults]


def test_a_sound_file(tmp_path: Path) -> None:
    more = 'source = { nl = "Eigen enquête", en = "Own survey" }\nperiod = "2024"\nwhere = { kern = ["ja"] }'
    found = read_municipality(write_village(tmp_path / "dorp", {"survey": ("s.csv", "x", more)}))
    assert (found.key, found.code, found.name, found.fictional, found.background_map) == (
        "dorp",
        "GM0599",
        "Dorp",
        False,
        False,
    )
    edition = found.editions[0]
    assert (edition.name, edition.date, edition.vintage) == ("2025", dt.date(2025, 1, 1), 2025)
    survey = edition.sources[Dataset.SURVEY][0]
    assert survey.source == Text(nl="Eigen enquête", en="Own survey")
    assert (survey.shown, survey.file, survey.where) == ("s.csv", tmp_path / "dorp" / "s.csv", {"kern": ("ja",)})
    assert set(edition.sources) == {Dataset.BOUNDARIES, Dataset.SURVEY}


def test_several_files_make_one_dataset(tmp_path: Path) -> None:
    folder = write_village(tmp_path, {})
    (folder / "a.csv").write_text("x")
    with (folder / FILE_NAME).open("a") as file:
        file.write('[[editions.2025.meeting_places]]\nfile = "a.csv"\nsource = "OSM"\n' * 2)
    places = read_municipality(folder).editions[0].sources[Dataset.MEETING_PLACES]
    assert [(place.shown, place.source.en) for place in places] == [("a.csv", "OSM")] * 2


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("licence =", "license =", ("editions.2025.survey.license", "Did you mean licence?")),
        ("[editions.2025.survey]", "[editions.2025.surveys]", ("editions.2025.surveys", "Did you mean survey?")),
        ("vintage = 2025", "vintage = 25", ("editions.2025.vintage", "found: 25", "at least 1995")),
        ("vintage = 2025", "", ("editions.2025.vintage", "this line is missing")),
        ("date = 2025-01-01", 'date = "1 januari"', ("editions.2025.date", "a date such as 2025-01-01")),
        ('code = "GM0599"', 'code = "599"', ("municipality.code", "found: 599", "a code such as GM0518")),
        ('file = "s.csv"', 'file = "weg/s.csv"', ("editions.2025.survey.file", "weg/s.csv", "a file that exists")),
        ('licence = "CC0-1.0"', 'decimal = ";"', ("editions.2025.survey.decimal", "one of '.' or ','")),
        ('licence = "CC0-1.0"', 'missing = "-1"', ("editions.2025.survey.missing", "a list, such as")),
        (
            "[editions.2025.boundaries]",
            "[editions.2025.postcodes]",
            ("editions.2025.boundaries", "this line is missing"),
        ),
    ],
)
def test_a_mistake_names_the_key_and_what_is_expected(
    tmp_path: Path, old: str, new: str, words: tuple[str, ...]
) -> None:
    told = _faults(tmp_path, old, new)
    assert len(told) == 1, told
    for word in (FILE_NAME, *words):
        assert word in told[0]


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    told = _faults(tmp_path, "vintage = 2025", 'vintage = "x"\nfoo = 1')
    assert len(told) == 2


def test_no_toml_at_all(tmp_path: Path) -> None:
    with pytest.raises(InputFaults, match="this file in the folder"):
        read_municipality(tmp_path)
    (tmp_path / FILE_NAME).write_text("[municipality]\ncode = GM\n")
    with pytest.raises(InputFaults, match=r"municipality.toml, row 2: .*valid TOML"):
        read_municipality(tmp_path)
