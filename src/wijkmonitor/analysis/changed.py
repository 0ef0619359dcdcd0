"""What changed between two tables of published figures of one municipality, and how sure that difference is.

Two snapshots of one edition share respondents, so the usual interval of a difference does not hold. What does hold depends on
where the difference comes from (:class:`Basis`): the same answers worked out otherwise differ exactly; answers that were partly
replaced differ by at most the interval of two independent surveys, since what they share makes the difference surer, not less.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

import numpy as np
import pandas as pd

from wijkmonitor.analysis.differences import against_before
from wijkmonitor.estimate import ALL, Difference
from wijkmonitor.indicator import Kind
from wijkmonitor.text import Text

FACTS = ("value", "low", "high", "verdict", "reason", "kind", "instrument")
"""What is compared of a figure."""
KEYS = ("indicator", "level", "area")
BEFORE, AFTER = "_before", "_after"


class State(StrEnum):
    """What happened to a figure."""

    SAME = "same"
    CHANGED = "changed"
    APPEARED = "appeared"
    DISAPPEARED = "disappeared"

    @property
    def text(self) -> Text:
        return _STATE_WORDS[self]


_STATE_WORDS = {
    State.SAME: Text(nl="niet veranderd", en="not changed"),
    State.CHANGED: Text(nl="veranderd", en="changed"),
    State.APPEARED: Text(nl="er is nu een cijfer", en="there is a figure now"),
    State.DISAPPEARED: Text(nl="er is geen cijfer meer", en="there is no figure any more"),
}


class Basis(StrEnum):
    """Why a difference is as sure as it is."""

    EXACT = "same_answers"
    OVERLAP = "shared_answers"
    INDEPENDENT = "other_edition"
    COUNTED = "counted"
    MODEL = "model"
    APART = "not_comparable"
    ONE_SIDED = "one_sided"

    @property
    def text(self) -> Text:
        return _BASIS_WORDS[self]


_BASIS_WORDS = {
    Basis.EXACT: Text(
        nl="vaststaand: dezelfde gegevens, anders berekend", en="certain: the same data, worked out otherwise"
    ),
    Basis.OVERLAP: Text(nl="ruime marge: deels dezelfde gegevens", en="wide margin: the data are partly the same"),
    Basis.INDEPENDENT: Text(nl="twee edities, los van elkaar gemeten", en="two editions, measured independently"),
    Basis.COUNTED: Text(nl="geteld: geen steekproef, dus geen marge", en="counted: no sample, so no margin"),
    Basis.MODEL: Text(nl="modelschatting: niet getoetst", en="model estimate: not tested"),
    Basis.APART: Text(nl="niet te vergelijken: anders gemeten", en="cannot be compared: measured in another way"),
    Basis.ONE_SIDED: Text(nl="maar één van de twee heeft een cijfer", en="only one of the two has a figure"),
}


def matched(before: pd.DataFrame, after: pd.DataFrame, pairs: Sequence[tuple[str, str]]) -> pd.DataFrame:
    """The figures of everybody in both tables (columns of ``estimate.COLUMNS``) beside each other, a row each.

    ``pairs``: per pair the edition in ``before`` and the one in ``after``, "" for none. Columns: :data:`KEYS`, edition_before,
    edition_after, each of :data:`FACTS` and vintage with the endings :data:`BEFORE` and :data:`AFTER`, and state.
    """
    parts = []
    for old, new in pairs:
        left, right = _of(before, old), _of(after, new)
        # Of an older edition that is only laid beside a newer one, nothing is gone.
        how = "outer" if old == new or not new else "right"
        both = left.merge(right, on=list(KEYS), how=how, suffixes=(BEFORE, AFTER))
        parts.append(both.assign(edition_before=old, edition_after=new))
    columns = [*KEYS, "edition_before", "edition_after"]
    sides = [f"{fact}{side}" for side in (BEFORE, AFTER) for fact in (*FACTS, "vintage")]
    rows = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=[*columns, *sides])
    words = [f"{fact}{side}" for side in (BEFORE, AFTER) for fact in ("verdict", "reason", "kind", "instrument")]
    rows[words] = rows[words].fillna("")
    return rows[[*columns, *sides]].assign(state=_state(rows))


def _of(table: pd.DataFrame, edition: str) -> pd.DataFrame:
    chosen = table[(table["edition"] == edition) & (table["group"] == ALL)]
    return chosen[[*KEYS, *FACTS, "vintage"]]


def _state(rows: pd.DataFrame) -> pd.Series:
    had, has = rows[f"value{BEFORE}"].notna(), rows[f"value{AFTER}"].notna()
    alike = pd.Series(True, index=rows.index)
    for fact in FACTS:
        one, other = rows[f"{fact}{BEFORE}"], rows[f"{fact}{AFTER}"]
        alike &= (one == other) | (one.isna() & other.isna())
    neither = ~had & ~has
    # Of what has no figure a reader is told the reason; no row at all beside one that says why is no change either.
    one, other = rows[f"reason{BEFORE}"], rows[f"reason{AFTER}"]
    unsaid = neither & ((one == other) | one.eq("") | other.eq(""))
    states = np.select(
        [alike | unsaid, ~had & has, had & ~has],
        [State.SAME.value, State.APPEARED.value, State.DISAPPEARED.value],
        default=State.CHANGED.value,
    )
    return pd.Series(states, index=rows.index, dtype="str")


def with_difference(rows: pd.DataFrame, *, other_data: pd.Series, other_unit: pd.Series) -> pd.DataFrame:
    """Rows of :func:`matched` with basis, difference, difference_low, difference_high and said (a ``Difference`` value).

    ``other_data``: per row whether the answers or the area behind it are others; ``other_unit``: whether the unit is. Interval
    and test: :func:`differences.against_before`, families indicator x edition x level.
    """
    basis = _basis(rows, other_data, other_unit)
    tested = _tested(rows)
    intervals = basis.isin([Basis.OVERLAP.value, Basis.INDEPENDENT.value])
    no_margin = rows[f"low{BEFORE}"].isna() & rows[f"low{AFTER}"].isna()
    counted = intervals & no_margin & rows[f"kind{AFTER}"].eq(Kind.REGISTER.value)
    basis = basis.mask(counted, Basis.COUNTED.value)
    known = ~basis.isin([Basis.APART.value, Basis.ONE_SIDED.value])
    return rows.assign(
        basis=basis,
        difference=(rows[f"value{AFTER}"] - rows[f"value{BEFORE}"]).where(known),
        difference_low=tested["change_low"].where(intervals & ~counted),
        difference_high=tested["change_high"].where(intervals & ~counted),
        said=tested["changed"].where(intervals & ~counted, Difference.UNTESTED.value),
    )


def _basis(rows: pd.DataFrame, other_data: pd.Series, other_unit: pd.Series) -> pd.Series:
    one_sided = rows[f"value{BEFORE}"].isna() | rows[f"value{AFTER}"].isna()
    apart = other_unit.copy()
    for fact in ("kind", "instrument"):
        apart |= rows[f"{fact}{BEFORE}"] != rows[f"{fact}{AFTER}"]
    model = rows[f"kind{AFTER}"].eq(Kind.MODELLED.value)
    other_edition = rows["edition_before"] != rows["edition_after"]
    found = np.select(
        [one_sided, apart, model, other_edition, other_data],
        [Basis.ONE_SIDED.value, Basis.APART.value, Basis.MODEL.value, Basis.INDEPENDENT.value, Basis.OVERLAP.value],
        default=Basis.EXACT.value,
    )
    return pd.Series(found, index=rows.index, dtype="str")


def _tested(rows: pd.DataFrame) -> pd.DataFrame:
    """As ``against_before``, for all indicators at once: each indicator in each edition stands as a group of its own."""
    family = rows["indicator"] + "|" + rows["edition_after"] + "|" + rows["edition_before"]
    sides = []
    for side in (AFTER, BEFORE):
        named = rows[[f"{fact}{side}" for fact in FACTS]].rename(columns=lambda name: name.removesuffix(side))  # noqa: B023
        sides.append(named.assign(area=rows["area"] + "|" + family, level=rows["level"], group=family))
    return against_before(*sides)
