"""Receiving, deciding, erasing: nothing is lost, nothing is overwritten, the first who decides wins."""

import datetime as dt
import multiprocessing
import os
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from wijkmonitor.responses import Draft, State, accepted, database, store
from wijkmonitor.responses.as_frame import COLUMNS, HISTORY_COLUMNS, accepted_frame, history_frame

NOW = dt.datetime(2026, 3, 31, 12, 0, tzinfo=dt.UTC)
WORDS = "In onze straat kent iedereen elkaar."


def draft(words=WORDS, area="BU00420101", indicator="strong_ties", role="resident"):
    return Draft("abc123", "2025", area, indicator, role, words)


def accept(folder, number, **more):
    choice = {"expected": State.WAITING, "by": "medewerker", "reason": "Herkenbaar.", "now": NOW} | more
    store.decide(folder, number, State.ACCEPTED, **choice)


def test_reading_makes_no_database(tmp_path):
    assert accepted(tmp_path) == ()
    assert store.kept(tmp_path) == ()
    assert store.history(tmp_path) == ()
    assert set(store.counts(tmp_path).values()) == {0}
    assert list(tmp_path.iterdir()) == []


def test_nobody_reads_a_response_before_it_is_accepted(tmp_path):
    number = store.receive(tmp_path, draft(), NOW)
    assert accepted(tmp_path) == ()
    accept(tmp_path, number)
    (one,) = accepted(tmp_path)
    assert (one.number, one.words, one.role, one.reason) == (number, WORDS, "resident", "Herkenbaar.")
    assert (one.snapshot, one.edition, one.received) == ("abc123", "2025", dt.date(2026, 3, 31))


def test_accepted_by_area_and_indicator(tmp_path):
    about = [("BU1", "a"), ("BU1", "b"), ("BU2", "a"), ("BU1", "")]
    for place, (area, indicator) in enumerate(about):
        accept(tmp_path, store.receive(tmp_path, draft(f"Dit is reactie nummer {place}.", area, indicator), NOW))
    numbers = [
        [one.number for one in accepted(tmp_path, **asked)]
        for asked in ({}, {"area": "BU1"}, {"indicator": "a"}, {"area": "BU1", "indicator": "a"}, {"area": "BU9"})
    ]
    assert numbers == [[1, 2, 3, 4], [1, 2, 4], [1, 3], [1], []]


def test_the_history_tells_every_step(tmp_path):
    number = store.receive(tmp_path, draft(), NOW)
    accept(tmp_path, number)
    store.decide(tmp_path, number, State.HIDDEN, expected=State.ACCEPTED, by="wijkmanager", reason="Nazoeken.")
    store.decide(tmp_path, number, State.WITHDRAWN, expected=State.HIDDEN, by="wijkmanager", reason="Klopt niet.")
    told = [(event.what, event.by, event.reason) for event in store.history(tmp_path, number)]
    assert told == [
        ("received", "visitor", ""),
        ("accepted", "medewerker", "Herkenbaar."),
        ("hidden", "wijkmanager", "Nazoeken."),
        ("withdrawn", "wijkmanager", "Klopt niet."),
    ]
    assert accepted(tmp_path) == ()
    assert store.counts(tmp_path)[State.WITHDRAWN] == 1


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE history SET reason = 'anders'",
        "DELETE FROM history",
        "DELETE FROM response",
        "UPDATE response SET words = 'iets heel anders'",
        "UPDATE response SET area = 'BU9'",
        "UPDATE response SET received = '2020-01-01'",
        "INSERT OR REPLACE INTO history VALUES (1, 1, 'x', 'accepted', 'x', 'x')",
    ],
)
def test_nothing_is_overwritten(tmp_path, statement):
    store.receive(tmp_path, draft(), NOW)
    before = store.history(tmp_path), store.kept(tmp_path)
    with database.writing(tmp_path):
        pass
    connection = sqlite3.connect(database.path_of(tmp_path))
    connection.execute("PRAGMA recursive_triggers = ON")
    with pytest.raises(sqlite3.IntegrityError):
        connection.execute(statement)
    connection.close()
    assert (store.history(tmp_path), store.kept(tmp_path)) == before


def test_the_first_who_decides_wins(tmp_path):
    number = store.receive(tmp_path, draft(), NOW)
    store.decide(
        tmp_path, number, State.DECLINED, expected=State.WAITING, by="wijkmanager", reason="Gaat over een persoon."
    )
    with pytest.raises(store.Overtaken) as told:
        accept(tmp_path, number)
    assert "wijkmanager" in told.value.faults[0].nl
    assert "afgewezen" in told.value.faults[0].nl
    assert store.one(tmp_path, number).state is State.DECLINED
    assert len(store.history(tmp_path)) == 2


def test_of_many_who_decide_at_once_one_wins(tmp_path):
    number = store.receive(tmp_path, draft(), NOW)

    def attempt(place):
        try:
            accept(tmp_path, number, by=f"medewerker {place}")
        except store.Overtaken:
            return 0
        return 1

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(attempt, range(8))) == 1
    assert [event.what for event in store.history(tmp_path)] == ["received", "accepted"]


@pytest.mark.parametrize(
    ("state", "to"), [(State.WAITING, State.HIDDEN), (State.WAITING, State.WAITING), (State.DECLINED, State.WITHDRAWN)]
)
def test_a_step_that_does_not_exist_is_refused(tmp_path, state, to):
    number = store.receive(tmp_path, draft(), NOW)
    if state is State.DECLINED:
        store.decide(tmp_path, number, state, expected=State.WAITING, by="x", reason="Niet over de buurt.")
    with pytest.raises(store.Refused):
        store.decide(tmp_path, number, to, expected=state, by="x", reason="Toch niet goed.")


def test_a_decision_needs_a_reason_and_an_existing_number(tmp_path):
    number = store.receive(tmp_path, draft(), NOW)
    with pytest.raises(store.Refused, match="at least 3"):
        accept(tmp_path, number, reason=" ")
    with pytest.raises(store.Refused, match="no response with number 9"):
        accept(tmp_path, 9)
    with pytest.raises(store.Refused):
        store.one(tmp_path, 9)


def test_the_same_words_are_received_once(tmp_path):
    number = store.receive(tmp_path, draft(), NOW)
    with pytest.raises(store.Refused, match=f"under number {number}"):
        store.receive(tmp_path, draft(f"  {WORDS.upper()}\n"), NOW)
    store.receive(tmp_path, draft(area="BU00420102"), NOW)
    assert store.counts(tmp_path)[State.WAITING] == 2


def test_no_more_than_sixty_an_hour(tmp_path, monkeypatch):
    monkeypatch.setattr(store, "MOST_PER_HOUR", 3)
    for place in range(3):
        store.receive(tmp_path, draft(f"Dit is reactie nummer {place}."), NOW)
    with pytest.raises(store.Refused, match="Try again in an hour"):
        store.receive(tmp_path, draft("Nog een reactie erbij."), NOW + dt.timedelta(minutes=59))
    store.receive(tmp_path, draft("Nog een reactie erbij."), NOW + dt.timedelta(minutes=61))


def test_no_more_than_five_hundred_wait(tmp_path, monkeypatch):
    monkeypatch.setattr(store, "MOST_WAITING", 2)
    numbers = [store.receive(tmp_path, draft(f"Dit is reactie nummer {place}."), NOW) for place in range(2)]
    with pytest.raises(store.Refused, match="already waiting"):
        store.receive(tmp_path, draft("Nog een reactie erbij."), NOW)
    accept(tmp_path, numbers[0])
    store.receive(tmp_path, draft("Nog een reactie erbij."), NOW)


@pytest.mark.parametrize("state", [State.WAITING, State.ACCEPTED, State.DECLINED])
def test_erased_words_are_in_no_file(tmp_path, state):
    secret = "Geheimewoorden over iemand uit de buurt"
    number = store.receive(tmp_path, draft(secret), NOW)
    if state is not State.WAITING:
        store.decide(tmp_path, number, state, expected=State.WAITING, by="x", reason="Zo besloten.")
    with database.reading(tmp_path):  # somebody who reads along keeps the log from being thrown away
        assert any(b"Geheimewoorden" in file.read_bytes() for file in tmp_path.iterdir())
        store.erase(tmp_path, number, by="medewerker", reason="Op verzoek gewist.")
        assert not any(b"Geheimewoorden" in file.read_bytes() for file in tmp_path.iterdir())
    kept = store.one(tmp_path, number)
    assert kept.erased
    assert (kept.response.words, kept.response.received) == ("", dt.date(2026, 3, 31))
    assert kept.state is (State.WITHDRAWN if state is State.ACCEPTED else State.DECLINED)
    assert accepted(tmp_path) == ()
    assert [event.what for event in store.history(tmp_path)][-1] == "erased"
    with pytest.raises(store.Refused, match="erased"):
        store.erase(tmp_path, number, by="medewerker", reason="Nog een keer.")
    with pytest.raises(store.Refused, match="erased"):
        store.decide(tmp_path, number, State.ACCEPTED, expected=kept.state, by="x", reason="Toch tonen.")


def _hand_in(folder, place, count):
    for one in range(count):
        store.receive(folder, draft(f"Reactie {one} van bezoeker {place}."), NOW)


def test_two_residents_at_once_are_both_kept(tmp_path):
    """In processes of their own, each starting on a folder without a database."""
    spawn = multiprocessing.get_context("spawn")
    running = [spawn.Process(target=_hand_in, args=(tmp_path, place, 5)) for place in range(3)]
    for one in running:
        one.start()
    for one in running:
        one.join()
    assert [one.exitcode for one in running] == [0, 0, 0]
    kept = store.kept(tmp_path)
    assert len({one.response.words for one in kept}) == 15
    assert [one.response.number for one in kept] == list(range(1, 16))
    assert len(store.history(tmp_path)) == 15


def test_what_was_confirmed_survives_a_kill(tmp_path):
    script = (
        "import os, pathlib, signal, sys\n"
        "from wijkmonitor.responses import Draft, database, store\n"
        "folder = pathlib.Path(sys.argv[1])\n"
        "made = lambda words: Draft('a', '2025', 'BU1', '', 'resident', words)\n"
        "store.receive(folder, made('Dit is bevestigd.'))\n"
        "with database.writing(folder) as connection:\n"
        '    connection.execute("INSERT INTO response (snapshot, edition, area, indicator, role, words, received, state, "\n'
        "        \"reason) VALUES ('a', 'b', 'c', '', 'resident', 'halverwege', '2026-01-01', 'waiting', '')\")\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = subprocess.run([sys.executable, "-c", script, str(tmp_path)], check=False)
    assert done.returncode == -9
    assert [one.response.words for one in store.kept(tmp_path)] == ["Dit is bevestigd."]
    with database.reading(tmp_path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert store.receive(tmp_path, draft(), NOW) == 2


def test_a_full_disk_is_told_and_loses_nothing(tmp_path):
    """A limit on the size of files stands for a full disk."""
    number = store.receive(tmp_path, draft(), NOW)
    script = (
        "import pathlib, resource, sys\n"
        "from wijkmonitor.responses import Draft, database, store\n"
        "folder = pathlib.Path(sys.argv[1])\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))\n"
        "try:\n"
        "    for place in range(50):\n"
        "        store.receive(folder, Draft('a', '2025', 'BU1', '', 'resident', f'{place} ' + 'x' * 590))\n"
        "except database.Unavailable as problem:\n"
        "    print(problem.said.nl)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)], check=True, capture_output=True, text=True,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    assert "kan nu niet worden bewaard: responses.sqlite" in done.stdout
    assert "schijf" in done.stdout
    assert store.one(tmp_path, number).response.words == WORDS
    with database.reading(tmp_path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"


def test_a_folder_that_cannot_be_written(tmp_path, monkeypatch):
    (tmp_path / "bezet").write_text("geen map", encoding="utf-8")
    monkeypatch.setenv(database.STATE_VARIABLE, str(tmp_path / "bezet"))
    with pytest.raises(database.Unavailable) as told:
        store.receive(tmp_path / "stad", draft(), NOW)
    assert "WIJKMONITOR_STATE" in told.value.said.nl
    assert str(tmp_path) not in told.value.said.nl, "a visitor does not read where things are on the server"
    assert accepted(tmp_path / "stad") == ()


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder(tmp_path):
    accept(tmp_path, store.receive(tmp_path, draft(), NOW))
    database.path_of(tmp_path).chmod(0o444)
    tmp_path.chmod(0o555)
    try:
        assert len(accepted(tmp_path)) == 1
        with pytest.raises(database.Unavailable):
            store.receive(tmp_path, draft("Nog een reactie erbij."), NOW)
    finally:
        tmp_path.chmod(0o755)


def test_what_changes_can_stand_in_a_folder_of_its_own(tmp_path, monkeypatch):
    municipality = tmp_path / "stad"
    municipality.mkdir()
    monkeypatch.setenv(database.STATE_VARIABLE, str(tmp_path / "stand"))
    store.receive(municipality, draft(), NOW)
    assert list(municipality.iterdir()) == []
    assert (tmp_path / "stand" / "stad" / database.FILE).is_file()


def test_a_damaged_database_is_told_and_the_figures_go_on(tmp_path):
    (tmp_path / database.FILE).write_bytes(b"geen database" * 100)
    assert accepted(tmp_path) == ()
    with pytest.raises(database.Unavailable) as told:
        store.counts(tmp_path)
    assert "beschadigd" in told.value.said.nl
    with pytest.raises(database.Unavailable):
        store.receive(tmp_path, draft(), NOW)


def test_an_older_database_is_brought_up_to_date(tmp_path, monkeypatch):
    accept(tmp_path, store.receive(tmp_path, draft(), NOW))
    later = (*database.MIGRATIONS, ("ALTER TABLE response ADD COLUMN extra TEXT NOT NULL DEFAULT ''",))
    monkeypatch.setattr(database, "MIGRATIONS", later)
    assert [one.words for one in accepted(tmp_path)] == [WORDS], "reading brings it up to date too"
    with database.reading(tmp_path) as connection:
        assert connection.execute("PRAGMA user_version").fetchone()[0] == len(later)
        assert connection.execute("SELECT extra FROM response").fetchone()[0] == ""


def test_a_migration_that_fails_changes_nothing(tmp_path, monkeypatch):
    store.receive(tmp_path, draft(), NOW)
    now = database.MIGRATIONS
    monkeypatch.setattr(database, "MIGRATIONS", (*now, ("ALTER TABLE response ADD COLUMN extra TEXT", "NONSENSE")))
    with pytest.raises(database.Unavailable):
        store.receive(tmp_path, draft("Nog een reactie erbij."), NOW)
    monkeypatch.setattr(database, "MIGRATIONS", now)
    assert len(store.kept(tmp_path)) == 1


def test_a_database_of_a_newer_version_is_left_alone(tmp_path):
    store.receive(tmp_path, draft(), NOW)
    connection = sqlite3.connect(database.path_of(tmp_path))
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    for attempt in (lambda: store.receive(tmp_path, draft("Nog een reactie."), NOW), lambda: store.kept(tmp_path)):
        with pytest.raises(database.Unavailable) as told:
            attempt()
        assert "nieuwere versie" in told.value.said.nl


def test_a_database_killed_before_it_had_tables_counts_as_none(tmp_path):
    (tmp_path / database.FILE).write_bytes(b"")
    assert accepted(tmp_path) == ()
    assert store.receive(tmp_path, draft(), NOW) == 1


def test_tables_for_files(tmp_path):
    assert list(accepted_frame((), "nl").columns) == list(COLUMNS)
    number = store.receive(tmp_path, draft(), NOW)
    accept(tmp_path, number)
    (row,) = accepted_frame(accepted(tmp_path), "nl").to_dict("records")
    assert row == {
        "number": 1, "snapshot": "abc123", "edition": "2025", "area": "BU00420101", "indicator": "strong_ties",
        "role": "bewoner", "words": WORDS, "received": "2026-03-31", "reason": "Herkenbaar.",
    }  # fmt: skip
    store.receive(tmp_path, draft("Een reactie die wacht."), NOW)
    table = history_frame(store.kept(tmp_path), store.history(tmp_path), "en")
    assert list(table.columns) == list(HISTORY_COLUMNS)
    assert list(table["what"]) == ["received", "accepted", "received"]
    assert list(table["state"]) == ["accepted", "accepted", "not yet dealt with"]
