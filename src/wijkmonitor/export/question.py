"""Which figures are asked for, and the address that asks for them: one cannot be written without the other being read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Literal, get_args
from urllib.parse import quote, urlencode

import pandas as pd

from wijkmonitor.export.dialects import to_csv
from wijkmonitor.export.frame import export_frame, in_words
from wijkmonitor.export.geojson import to_geojson
from wijkmonitor.level import Level
from wijkmonitor.snapshot import Snapshot
from wijkmonitor.text import LANGS, Lang

Form = Literal["open", "excel"]
FORMS: tuple[Form, ...] = get_args(Form)
Ending = Literal["csv", "geojson"]
FOLDER = "data"
"""Under this folder of the server stand the addresses of files."""
ALL_FIGURES = "figures"
"""Name of the file with the figures of every indicator, or of several that are named."""

_MOST_NAMED = 60
_LONGEST_ADDRESS = 1800  # what every program that fetches can still handle


class NothingThere(Exception):
    """What was asked for is not in the snapshot: ``what`` was asked as ``asked``, and there is ``known``."""

    def __init__(self, what: str, asked: Iterable[str], known: Iterable[str]) -> None:
        self.what, self.asked, self.known = what, [str(one) for one in asked], sorted(str(one) for one in known)
        some = ", ".join(self.known[:_MOST_NAMED]) + (", ..." if len(self.known) > _MOST_NAMED else "")
        super().__init__(f"{what}: {', '.join(self.asked)} ?  {some}")


class BadQuestion(Exception):
    """A question that cannot be understood: ``what`` was asked as ``asked``, and one of ``known`` was expected."""

    def __init__(self, what: str, asked: str, known: Iterable[str]) -> None:
        self.what, self.asked, self.known = what, [asked], list(known)
        super().__init__(f"{what}: {asked} ?  {', '.join(self.known)}")


@dataclass(frozen=True, slots=True)
class Question:
    """Figures of a snapshot; what is left empty is not restricted. The first five names are columns of estimates.

    ``lang`` is the language of titles, and of the words in the form for Excel.
    """

    indicator: tuple[str, ...] = ()
    edition: tuple[str, ...] = ()
    level: tuple[str, ...] = ()
    group: tuple[str, ...] = ()
    area: tuple[str, ...] = ()
    lang: Lang = "nl"
    form: Form = "open"

    @classmethod
    def read(cls, pairs: Iterable[tuple[str, str]], allowed: Iterable[str]) -> Question:
        """A question from the names and values in an address; a value that may be repeated is a list.

        Raises :class:`BadQuestion` for a name outside ``allowed``, one given twice that may not, or an unknown language or form.
        """
        allowed = tuple(allowed)
        several: dict[str, list[str]] = {}
        for name, value in pairs:
            if name not in allowed:
                raise BadQuestion("parameter", name, allowed)
            several.setdefault(name, []).append(value)
        asked: dict[str, object] = {name: tuple(several[name]) for name in RESTRICTING if name in several}
        for name, known in (("lang", LANGS), ("form", FORMS)):
            values = several.get(name, [])
            if len(values) > 1 or any(value not in known for value in values):
                raise BadQuestion(name, ", ".join(values), known)
            if values:
                asked[name] = values[0]
        return cls(**asked)  # type: ignore[arg-type]

    def address(self, snapshot_id: str, ending: Ending = "csv") -> str:
        """Where a server answers this question about a snapshot, from its root."""
        alone = len(self.indicator) == 1
        name = self.indicator[0] if alone else ALL_FIGURES
        asked = [(column, value) for column in RESTRICTING[alone:] for value in getattr(self, column)]
        asked += [("lang", self.lang)] * (self.lang != "nl") + [("form", self.form)] * (self.form != "open")
        query = urlencode(asked, quote_via=quote)
        return f"{FOLDER}/{snapshot_id}/{name}.{ending}" + (f"?{query}" if query else "")


RESTRICTING = tuple(one.name for one in fields(Question))[:5]
"""The names that restrict which figures are asked for; each may be given more than once."""


def rows_of(snapshot: Snapshot, question: Question) -> pd.DataFrame:
    """The estimates that were asked for. Raises :class:`NothingThere` naming what there is, never returns an empty answer."""
    table = snapshot.estimates
    for column in RESTRICTING:
        wanted = getattr(question, column)
        known = set(table[column]) if wanted else set()
        if absent := [one for one in wanted if one not in known]:
            raise NothingThere(column, absent, known)
        table = table[table[column].isin(wanted)] if wanted else table
    return table


def answer(snapshot: Snapshot, question: Question, ending: Ending = "csv") -> bytes:
    """The figures that were asked for, as the bytes of a file.

    A map (``geojson``) shows one edition and one level: the newest and the finest of what was asked. Raises
    :class:`NothingThere` when an indicator, area, edition, level or group is not in the snapshot.
    """
    table = rows_of(snapshot, question)
    if ending == "geojson":
        table = _one_map(snapshot, table)
        return to_geojson(snapshot, export_frame(snapshot, table, question.lang))
    frame = export_frame(snapshot, table, question.lang)
    if question.form == "excel":
        return to_csv(in_words(frame, question.lang), "excel_nl")
    return to_csv(frame, "open_data")


def _one_map(snapshot: Snapshot, table: pd.DataFrame) -> pd.DataFrame:
    names = [str(one["name"]) for one in snapshot.editions]
    for column, order in (("edition", names), ("level", [one.value for one in Level])):
        present = set(table[column])
        last = next((one for one in reversed(order) if one in present), None)
        table = table[table[column] == last]
    return table


def question_for(snapshot: Snapshot, estimates: pd.DataFrame, lang: Lang) -> Question | None:
    """The shortest question whose answer is exactly ``estimates``, rows of the snapshot; None when no address can ask that."""
    table, question = snapshot.estimates, Question(lang=lang)
    for column in RESTRICTING:
        wanted = set(estimates[column])
        if wanted == set(table[column]):
            continue
        question = replace(question, **{column: tuple(sorted(wanted))})  # type: ignore[arg-type]
        table = table[table[column].isin(wanted)]
    exact = len(table) == len(estimates) > 0
    return question if exact and len(question.address(snapshot.id)) <= _LONGEST_ADDRESS else None
