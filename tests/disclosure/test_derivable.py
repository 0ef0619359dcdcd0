import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wijkmonitor.disclosure import derivable
from wijkmonitor.disclosure.derivable import NONE, CannotJudge, combination, small_sets

K = 10


def vectors(cells: np.ndarray) -> np.ndarray:
    """The 0/1 vector over atoms of each cell."""
    return np.array([(cells == one).any(axis=1) for one in range(cells.max() + 1)], dtype=float)


def derivable_by_trying_all(cells: np.ndarray, people: np.ndarray, k: int = K) -> set[tuple[int, ...]]:
    """The peer: dense least squares on every subset of atoms."""
    rows = vectors(cells)
    found = set()
    for size in range(1, len(people) + 1):
        for chosen in itertools.combinations(range(len(people)), size):
            wanted = np.zeros(len(people))
            wanted[list(chosen)] = 1
            if people[list(chosen)].sum() < k:
                solution = np.linalg.lstsq(rows.T, wanted, rcond=None)[0]
                if np.abs(rows.T @ solution - wanted).max() < 1e-9:
                    found.add(chosen)
    return found


@given(
    st.lists(
        st.tuples(st.permutations(range(-3, 7)).map(lambda order: order[:3]), st.integers(1, 14)),
        min_size=1,
        max_size=9,
    )
)
@settings(max_examples=150, deadline=None)
def test_a_set_is_found_exactly_when_dense_least_squares_finds_one(atoms):
    cells = np.maximum([one for one, _ in atoms], NONE)
    people = np.array([number for _, number in atoms])
    if cells.max() < 0:
        return
    expected = derivable_by_trying_all(cells, people)
    found = {tuple(one.tolist()) for one in small_sets(cells, people, K)}
    assert bool(found) == bool(expected)
    assert found <= expected


def test_a_difference_is_found_with_the_cells_it_comes_from():
    cells = np.array([[0, 1], [0, -1]])  # all of cell 1 and five others are in cell 0
    assert [one.tolist() for one in small_sets(cells, np.array([40, 5]))] == [[1]]
    assert combination(cells, np.array([1])) == {0: 1.0, 1: -1.0}


def test_a_two_way_table_with_one_free_cell_is_solved():
    rows, columns = np.divmod(np.arange(4), 2)
    cells = np.column_stack([rows, 2 + columns])
    assert small_sets(cells, np.array([4, 30, 30, 30])) == [], "four sums leave one number free"
    assert small_sets(cells[[0, 1, 3]], np.array([4, 30, 30])), "an empty place fixes it"


def test_signs_are_followed_around_an_odd_circle():
    cells = np.array([[0, 1], [1, 2], [2, 0], [0, -1]])  # large atoms tie 0 = -1 = 2 = -0, so all are 0
    assert small_sets(cells, np.array([20, 20, 20, 3])) == []


def test_too_much_to_try_is_said_and_not_passed_over(monkeypatch):
    monkeypatch.setattr(derivable, "_MOST_STEPS", 3)
    cells = np.array([[0, 1], [0, 2], [0, 3], [1, 2], [1, 3], [2, 3]])
    with pytest.raises(CannotJudge):
        small_sets(cells, np.full(6, 2), 10)
