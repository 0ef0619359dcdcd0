"""Whether an initiative has the marks of the approach it names, as far as the register tells.

Nothing is added up and nothing is judged: each mark is met, not met or not known, and an empty cell is never "not met".
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from wijkmonitor.approach_marks import CIRCLE_PERSONS, ELEMENTS, MARKS, MarkState

COLUMNS = ("initiative_id", "check", "state")


def checks(initiatives: pd.DataFrame) -> pd.DataFrame:
    """The state of every mark of every initiative that names an approach with marks: :data:`COLUMNS`.

    ``initiatives``: the register, columns as in ``sources.initiatives``; a column that is not there makes its mark unknown.
    The number of participants itself is not in the result, only whether it fits.
    """
    approach = initiatives["approach"].astype("object") if "approach" in initiatives else pd.Series(dtype="object")
    found = []
    for mark in MARKS.values():
        mine = initiatives[approach.eq(mark.approach).reindex(initiatives.index, fill_value=False)]
        met = _RULES[mark.key](mine)
        state = np.select([met.eq(1), met.eq(0)], [MarkState.MET, MarkState.NOT_MET], default=MarkState.UNKNOWN)
        found.append(pd.DataFrame({"initiative_id": mine["initiative_id"], "check": mark.key, "state": state}))
    return pd.concat(found, ignore_index=True)[list(COLUMNS)]


def _column(rows: pd.DataFrame, name: str) -> pd.Series:
    return rows[name].astype("object") if name in rows else pd.Series(None, index=rows.index, dtype="object")


def _number(rows: pd.DataFrame, name: str) -> pd.Series:
    return pd.to_numeric(_column(rows, name)).astype("float64")


def _known(answer: pd.Series, known: pd.Series) -> pd.Series:
    """1 for yes, 0 for no, missing where it is not known."""
    return answer.astype("float64").where(known)


def _circle_size(rows: pd.DataFrame) -> pd.Series:
    persons = _number(rows, "participants")
    return _known(persons.between(*CIRCLE_PERSONS), persons.notna())


def _says_yes(name: str) -> Callable[[pd.DataFrame], pd.Series]:
    def rule(rows: pd.DataFrame) -> pd.Series:
        said = _column(rows, name)
        return _known(said.eq("yes"), said.isin(["yes", "no"]))

    return rule


def _more_than_none(name: str) -> Callable[[pd.DataFrame], pd.Series]:
    def rule(rows: pd.DataFrame) -> pd.Series:
        number = _number(rows, name)
        return _known(number > 0, number.notna())

    return rule


def _is_named(rows: pd.DataFrame) -> pd.Series:
    named = _column(rows, "housing_complex").fillna("").astype(str).str.strip().ne("")
    return _known(named, named)


_RULES: dict[str, Callable[[pd.DataFrame], pd.Series]] = {
    "buurtcirkel_size": _circle_size,
    "buurtcirkel_volunteer": _says_yes("volunteer"),
    "buurtcirkel_coach": _says_yes("coach"),
    "buurtcirkel_temporary": _says_yes("temporary"),
    **{f"abcd_{place}": _more_than_none(f"abcd_{place}") for place in range(1, ELEMENTS + 1)},
    "bruis_complex": _is_named,
    "bruis_clubs": _more_than_none("clubs"),
    "wijkeconomie_paid": _more_than_none("paid_hours_week"),
    "wijkeconomie_profit": _more_than_none("profit_share_to_wijk"),
}
"""Per key of ``approach_marks.MARKS`` how the register tells it: 1, 0 or missing per row."""
