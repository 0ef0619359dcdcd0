"""What one column of a source file means: the declaration that validates it and explains it.

A column is a pandera column whose checks and words come from the same arguments, so that the data dictionary, the
template and the messages can never disagree with the validation.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pandas as pd
import pandera.pandas as pa

from wijkmonitor.text import Text, same

ColumnKind = Literal["text", "code", "number", "coordinate", "choice", "choices", "date"]
NO_ANSWER = "99"
YES_NO = ("yes", "no")


@dataclass(frozen=True, slots=True)
class Meaning:
    """The words and limits of a column. ``above`` is an open lower limit; ``no_answer`` a code that stands for missing."""

    about: Text
    kind: ColumnKind
    example: str
    unit: Text | None = None
    allowed: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    above: float | None = None
    whole: bool = False
    no_answer: str = ""
    remedy: Text | None = None

    def expected(self) -> Text:
        """What a value should look like, in words."""
        words = self._expected_number() if self.kind in ("number", "coordinate") else self._expected_words()
        if self.no_answer:
            words = Text(nl="{w}, of {n} of leeg voor geen antwoord", en="{w}, or {n} or empty for no answer").fill(
                w=words, n=self.no_answer
            )
        return words

    def _expected_words(self) -> Text:
        if self.kind == "date":
            return Text(nl="een datum als 2025-01-31", en="a date such as 2025-01-31")
        if self.kind == "choice":
            return Text(nl="een van {v}", en="one of {v}").fill(v=", ".join(self.allowed))
        if self.kind == "choices":
            return Text(nl="een of meer van {v}, met ; ertussen", en="one or more of {v}, separated by ;").fill(
                v=", ".join(self.allowed)
            )
        if self.kind == "code" and not self.example:
            return Text(nl="een code", en="a code")
        if self.kind == "code":
            return Text(nl="een code als {e}", en="a code such as {e}").fill(e=self.example)
        return Text(nl="een waarde", en="a value")

    def _expected_number(self) -> Text:
        noun = Text(nl="een geheel getal", en="a whole number") if self.whole else Text(nl="een getal", en="a number")
        if self.above is not None:
            return Text(nl="{n} groter dan {a:g}", en="{n} above {a:g}").fill(n=noun, a=self.above)
        if self.low is not None and self.high is not None:
            return Text(nl="{n} van {a:g} tot en met {b:g}", en="{n} from {a:g} to {b:g}").fill(
                n=noun, a=self.low, b=self.high
            )
        if self.low is not None:
            return Text(nl="{n} van {a:g} of meer", en="{n} of {a:g} or more").fill(n=noun, a=self.low)
        return noun


def meaning_of(column: pa.Column) -> Meaning:
    """The meaning a column was declared with."""
    return (column.metadata or {})["meaning"]


def _column(meaning: Meaning, checks: list[pa.Check], required: bool, filled: bool, unique: bool = False) -> pa.Column:
    return pa.Column(
        dtype=float if meaning.kind in ("number", "coordinate") else None,
        checks=checks,
        nullable=not filled,
        required=required,
        unique=unique,
        description=meaning.about.en,
        metadata={"meaning": meaning},
    )


def text(nl: str, en: str, example: str, *, required: bool = False, filled: bool = False) -> pa.Column:
    """A column of free text, kept exactly as it is apart from padding."""
    return _column(Meaning(Text(nl, en), "text", example), [], required, filled)


def code(
    nl: str, en: str, example: str, *, required: bool = False, filled: bool = False, unique: bool = False
) -> pa.Column:
    """A column of codes or identifiers: always text."""
    return _column(Meaning(Text(nl, en), "code", example), [], required, filled, unique)


def number(
    nl: str,
    en: str,
    example: str,
    *,
    unit: Text | None = None,
    low: float | None = None,
    high: float | None = None,
    above: float | None = None,
    whole: bool = False,
    no_answer: str = "",
    kind: Literal["number", "coordinate"] = "number",
    required: bool = False,
    filled: bool = False,
    remedy: Text | None = None,
) -> pa.Column:
    """A column of numbers within limits; ``whole`` allows no fractions."""
    meaning = Meaning(Text(nl, en), kind, example, unit, (), low, high, above, whole, no_answer, remedy)
    checks = []
    if above is not None:
        checks.append(pa.Check.gt(above))
    if low is not None:
        checks.append(pa.Check.ge(low))
    if high is not None:
        checks.append(pa.Check.le(high))
    if whole:
        checks.append(pa.Check(_is_whole, name="whole"))
    return _column(meaning, checks, required, filled)


def choice(
    nl: str, en: str, allowed: tuple[str, ...], *, required: bool = False, filled: bool = False, no_answer: str = ""
) -> pa.Column:
    """A column that holds one of a fixed set of words."""
    meaning = Meaning(Text(nl, en), "choice", allowed[0], allowed=allowed, no_answer=no_answer)
    return _column(meaning, [pa.Check.isin(allowed)], required, filled)


def choices(nl: str, en: str, allowed: tuple[str, ...]) -> pa.Column:
    """A column that holds several of a fixed set of words, separated by semicolons."""
    known = set(allowed)

    def all_known(values: pd.Series) -> pd.Series:
        return values.map(lambda cell: {part.strip() for part in str(cell).split(";")} <= known).astype(bool)

    meaning = Meaning(Text(nl, en), "choices", allowed[0], allowed=allowed)
    return _column(meaning, [pa.Check(all_known, name="choices")], False, False)


def date(nl: str, en: str, example: str, *, required: bool = False, filled: bool = False) -> pa.Column:
    """A column of days, written the ISO way."""
    return _column(Meaning(Text(nl, en), "date", example), [], required, filled)


def _is_whole(values: pd.Series) -> pd.Series:
    return values.mod(1).eq(0)


PERSONS = Text(nl="personen", en="persons")
PERCENT = same("%")
METRES = Text(nl="meter", en="metres")
DEGREES = Text(nl="graden", en="degrees")
EUR_1000 = Text(nl="× 1.000 euro", en="× 1,000 euro")
EUR = same("euro")
HOUSEHOLDS = Text(nl="huishoudens", en="households")
HOURS = Text(nl="uren per week", en="hours per week")
