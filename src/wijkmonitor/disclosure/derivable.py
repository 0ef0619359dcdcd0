"""What can be derived from published cells: sets of fewer than K people whose figure follows from the others.

A published cell is the sum over a known set of people. Sums and differences of cells are sums over other sets, and a set
of people is *derivable* when its 0/1 vector lies in the row space of the cells. Everything is exact: whole numbers modulo
a prime, no floating point and so no tolerance. Arithmetic modulo a prime can only find more sets than arithmetic with
fractions would, never fewer: it errs on the safe side.

People with the same cells are one *atom*. An atom of K people or more cannot be part of a smaller set, so its coefficient
is 0; such an equation between two cells makes one unknown of both. Atoms that then weigh alike are added up, which makes
new large atoms, and so on. What is left is small, and is searched in full.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from scipy import sparse
from scipy.optimize import linprog
from scipy.sparse.csgraph import connected_components

from wijkmonitor.estimate import K

NONE = -1
"""In a table of cells per atom: no cell."""

_PRIME = 2**31 - 1
_MOST_ENTRIES = 20_000_000
_MOST_STEPS = 100_000
_MOST_BESIDE = 40
_MOST_AROUND = 2_000
"""A cell of more atoms than this is not gone through to find out how something follows."""


class CannotJudge(Exception):
    """Too many cells hang together to try every combination; nothing may be published then."""


def small_sets(cells: np.ndarray, people: np.ndarray, k: int = K) -> list[np.ndarray]:
    """Derivable sets of more than 0 and fewer than ``k`` people, each as sorted positions of atoms.

    ``cells``: atoms x w, the numbers (0, 1, ...) of the cells an atom is part of, ``NONE`` where there are fewer than w.
    ``people``: how many people each atom holds, at least 1. Not every such set is returned, but when there is any, at least
    one is. Raises :class:`CannotJudge` rather than stop early.
    """
    if not len(people) or cells.size == 0 or not (people < k).any():
        return []
    signed, group, weight = _contract(_without_repeated_cells(cells) + 1, people, k)
    found = []
    for atoms, matrix in _components(signed):
        if (weight[atoms] < k).any():
            found += [atoms[chosen] for chosen in _search(matrix, weight[atoms], k)]
    return [np.flatnonzero(np.isin(group, classes)) for classes in found]


def combination(cells: np.ndarray, atoms: np.ndarray, *, only_near: bool = False) -> dict[int, float]:
    """Cell -> factor of a combination of few cells that gives exactly these atoms; empty when there is none.

    The combination with the smallest sum of absolute factors (a linear programme), which is nearly always the plainest. It is
    looked for among the cells close by first, and ``only_near`` leaves it at that: in a whole country all cells hang together.
    """
    near = _around(cells, atoms)
    inside = np.where(near[:, None] & _wholly(cells, near), cells, NONE)[near]
    place = np.cumsum(near) - 1
    found = _combined(inside, place[atoms])
    return found if found or only_near else _combined(cells, atoms)


def beside(cells: np.ndarray, atoms: np.ndarray) -> np.ndarray:
    """The cells to think of first when these atoms follow from cells far and wide: of the atoms in their smallest cells.

    Cells of very many atoms are left out, unless there is nothing else.
    """
    size = np.append(np.bincount(cells[cells >= 0]), np.iinfo(np.int64).max)  # NONE lands in the last place
    smallest = cells[atoms, size[cells[atoms]].argmin(axis=1)]
    near = cells[np.isin(cells, smallest[smallest >= 0]).any(axis=1)]
    found = np.unique(near[near >= 0])
    local = found[size[found] <= _MOST_BESIDE]
    return local if len(local) else found


def _around(cells: np.ndarray, atoms: np.ndarray) -> np.ndarray:
    """Per atom whether it shares a cell with these atoms, cells of very many atoms left aside."""
    size = np.bincount(cells[cells >= 0])
    own = np.unique(cells[atoms])
    own = own[own >= 0]
    shared = np.isin(cells, own[size[own] <= _MOST_AROUND]).any(axis=1)
    return np.asarray(shared | np.isin(np.arange(len(cells)), atoms))


def _wholly(cells: np.ndarray, near: np.ndarray) -> np.ndarray:
    """Per place in ``cells`` whether all atoms of that cell are near."""
    size = np.bincount(cells[cells >= 0])
    found = np.bincount(cells[near][cells[near] >= 0], minlength=len(size))
    return np.where(cells >= 0, (size == found)[cells], False)


def _combined(cells: np.ndarray, atoms: np.ndarray) -> dict[int, float]:
    size = int(cells.max()) + 1
    if size == 0:
        return {}
    atom, column = np.nonzero(cells >= 0)
    matrix = sparse.coo_array((np.ones(len(atom)), (atom, cells[atom, column])), shape=(len(cells), size)).tocsr()
    target = np.zeros(len(cells))
    target[atoms] = 1.0
    solved = linprog(np.ones(2 * size), A_eq=sparse.hstack([matrix, -matrix]), b_eq=target, method="highs")
    if not solved.success:
        return {}
    factor = solved.x[:size] - solved.x[size:]
    return {int(cell): float(factor[cell]) for cell in np.flatnonzero(np.abs(factor) > 1e-7)}


def _without_repeated_cells(cells: np.ndarray) -> np.ndarray:
    """Leave out every cell that holds exactly the same atoms as an earlier one (two snapshots often say the same)."""
    random = np.random.default_rng(0).integers(1, 2**62, size=len(cells), dtype=np.uint64)
    size = int(cells.max(initial=-1)) + 1
    mark = np.zeros(size + 1, dtype=np.uint64)
    for column in cells.T:
        np.add.at(mark, column, random)  # NONE lands in the last place, which is not used
    _, first = np.unique(mark[:size], return_index=True)
    keep = np.zeros(size + 1, dtype=bool)
    keep[first] = True
    return np.where(keep[cells], cells, NONE)


def _contract(signed: np.ndarray, people: np.ndarray, k: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Merge unknowns that large atoms tie together, until nothing changes.

    Returns per class of atoms its unknowns (a negative number stands for minus that unknown, 0 for none), per atom its
    class, and per class its people.
    """
    group = np.arange(len(signed))
    weight = np.asarray(people, dtype=np.int64)
    while True:
        signed, same = np.unique(_tidy(signed), axis=0, return_inverse=True)
        same = same.reshape(-1)
        weight = np.bincount(same, weights=weight, minlength=len(signed)).astype(np.int64)
        group = same[group]
        number = (signed != 0).sum(axis=1)
        ties = signed[(weight >= k) & (number >= 1) & (number <= 2)]
        if not len(ties):
            return signed, group, weight
        signed = _merge(ties, int(np.abs(signed).max()))[signed]


def _tidy(signed: np.ndarray) -> np.ndarray:
    """Unknowns of each atom in descending order; those that cancel out are left out."""
    tidy = signed.copy()
    width = tidy.shape[1]
    for i in range(width):
        for j in range(i + 1, width):
            cancel = (tidy[:, i] != 0) & (tidy[:, i] == -tidy[:, j])
            tidy[cancel, i] = 0
            tidy[cancel, j] = 0
    return -np.sort(-tidy, axis=1)


def _merge(ties: np.ndarray, size: int) -> np.ndarray:
    """Where each signed unknown goes when these sums of one or two unknowns are 0: a table to be indexed by -size..size.

    Node 2v stands for unknown v, node 2v + 1 for minus v; what is tied together is one component. An unknown that is tied
    to its own negative is 0.
    """
    two = -np.sort(-np.abs(ties), axis=1)[:, 1] != 0 if ties.shape[1] > 1 else np.zeros(len(ties), dtype=bool)
    ordered = np.take_along_axis(ties, np.argsort(ties == 0, axis=1, kind="stable"), axis=1)
    a = ordered[:, 0]
    b = np.where(two, ordered[:, 1] if ties.shape[1] > 1 else 0, a)
    node = 2 * np.abs(a) + (a < 0)
    opposite = 2 * np.abs(b) + (b > 0)
    start = np.concatenate([node, node ^ 1, [0]])
    end = np.concatenate([opposite, opposite ^ 1, [1]])
    nodes = 2 * (size + 1)
    graph = sparse.coo_array((np.ones(len(start), dtype=np.int8), (start, end)), shape=(nodes, nodes))
    label = connected_components(graph, directed=False)[1]
    plus, minus = label[0::2], label[1::2]
    known = np.minimum(plus, minus)
    _, number = np.unique(known, return_inverse=True)
    goes = np.where(plus == minus, 0, np.where(plus < minus, number + 1, -(number + 1)))
    table = np.zeros(2 * size + 1, dtype=np.int64)
    table[1 : size + 1] = goes[1:]
    table[-size:] = -goes[1:][::-1]
    return table


def _components(signed: np.ndarray) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Per group of atoms that hang together: their positions, and the matrix unknowns x atoms of coefficients."""
    atom, column = np.nonzero(signed)
    if not len(atom):
        return
    entry = signed[atom, column]
    names, unknown = np.unique(np.abs(entry), return_inverse=True)
    shape = (len(signed), len(names))
    matrix = sparse.coo_array((np.sign(entry), (atom, unknown)), shape=shape).tocsr()
    graph = sparse.block_array([[None, matrix], [matrix.T, None]])
    label = connected_components(graph, directed=False)[1]
    used = np.unique(atom)
    order = used[np.argsort(label[used], kind="stable")]
    for atoms in np.split(order, np.flatnonzero(np.diff(label[order])) + 1):
        columns = np.flatnonzero(label[len(signed) :] == label[atoms[0]])
        if len(atoms) * len(columns) > _MOST_ENTRIES:
            raise CannotJudge
        yield atoms, matrix[atoms][:, columns].toarray().T.astype(np.int64)


def _search(matrix: np.ndarray, weight: np.ndarray, k: int) -> list[np.ndarray]:
    """Sets of columns with fewer than k people whose 0/1 vector is a combination of the rows and 0 on the large columns.

    In reduced row echelon form a combination of rows has the factors of the rows in their pivot columns, so a 0/1 vector
    is the plain sum of the rows whose pivot it holds: all sums of rows with fewer than k people in their pivots are tried.
    """
    order = np.lexsort((-weight, weight < k))  # large columns first, then from heavy to light
    rows, pivots = _echelon(matrix[:, order])
    weight = weight[order]
    light = weight[pivots] < k
    return [np.sort(order[held]) for held in _zero_one_sums(rows[light], weight[pivots[light]], weight, k)]


def _echelon(matrix: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Reduced row echelon form modulo the prime, without zero rows, and its pivot columns."""
    rows = matrix % _PRIME
    pivots: list[int] = []
    for column in range(rows.shape[1]):
        place = len(pivots)
        if place == len(rows):
            break
        candidates = np.flatnonzero(rows[place:, column])
        if not len(candidates):
            continue
        rows[[place, place + candidates[0]]] = rows[[place + candidates[0], place]]
        rows[place] = rows[place] * pow(int(rows[place, column]), -1, _PRIME) % _PRIME
        others = np.flatnonzero(rows[:, column])
        others = others[others != place]
        rows[others] = (rows[others] - rows[others, column][:, None] * rows[place] % _PRIME) % _PRIME
        pivots.append(column)
    return rows[: len(pivots)], np.array(pivots, dtype=np.int64)


def _zero_one_sums(rows: np.ndarray, pivot: np.ndarray, weight: np.ndarray, k: int) -> Iterator[np.ndarray]:
    """Column positions of sums of rows that are 0 or 1 everywhere and hold fewer than k people, smallest sums first.

    When there is such a sum, at least one is found: only sums that begin with one already found are passed over.
    """
    layer: list[tuple[tuple[int, ...], np.ndarray, int]] = [((i,), rows[i], int(pivot[i])) for i in range(len(rows))]
    steps = len(layer)
    while layer:
        following: list[tuple[tuple[int, ...], np.ndarray, int]] = []
        for chosen, total, people in layer:
            if (total <= 1).all() and weight[total == 1].sum() < k:
                yield np.flatnonzero(total)
                continue
            fitting = [i for i in range(chosen[-1] + 1, len(rows)) if people + pivot[i] < k]
            steps += len(fitting)
            if steps > _MOST_STEPS:
                raise CannotJudge
            following += [((*chosen, i), (total + rows[i]) % _PRIME, people + int(pivot[i])) for i in fitting]
        layer = following
