"""How often one visitor may hand in something."""

from wijkmonitor.responses.visits import Turns


def test_turns_come_back_and_each_has_their_own():
    turns = Turns(most=3, within_s=3600)
    assert [turns.take("a", now) for now in (0, 1, 2, 3, 3599)] == [True, True, True, False, False]
    assert turns.take("b", 3)
    assert turns.take("a", 3601)
    assert turns.take("a", 3601.5)
    assert not turns.take("a", 3601.6)


def test_who_asks_is_written_nowhere():
    turns = Turns(most=3, within_s=3600)
    turns.take("192.0.2.7", 0)
    before = set(turns._taken)
    assert "192.0.2.7" not in repr(vars(turns))
    turns.take("192.0.2.7", 24 * 3600 + 1)
    assert not before & set(turns._taken), "another day, another salt"


def test_memory_is_let_go():
    turns = Turns(most=1, within_s=10)
    for place in range(100):
        turns.take(str(place), place)
    assert len(turns._taken) <= 11
