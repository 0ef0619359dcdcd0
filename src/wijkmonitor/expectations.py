"""What a checked key should have held, in words: pydantic tells which rule was broken, this tells the owner of the file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pydantic

from wijkmonitor.text import Text

EXPECTED = {
    "missing": Text(nl="een waarde; deze regel ontbreekt", en="a value; this line is missing"),
    "string_pattern_mismatch": Text(nl="een code als GM0518, of NL", en="a code such as GM0518, or NL"),
    "bool_parsing": Text(nl="true of false", en="true or false"),
    "bool_type": Text(nl="true of false", en="true or false"),
    "date_from_datetime_parsing": Text(nl="een datum als 2025-01-01", en="a date such as 2025-01-01"),
    "date_parsing": Text(nl="een datum als 2025-01-01", en="a date such as 2025-01-01"),
    "date_type": Text(nl="een datum als 2025-01-01", en="a date such as 2025-01-01"),
    "int_parsing": Text(nl="een geheel getal", en="a whole number"),
    "int_type": Text(nl="een geheel getal", en="a whole number"),
    "greater_than_equal": Text(nl="een getal van minstens {ge}", en="a number of at least {ge}"),
    "less_than_equal": Text(nl="een getal van hoogstens {le}", en="a number of at most {le}"),
    "literal_error": Text(nl="een van {expected}", en="one of {expected}"),
    "string_type": Text(nl="tekst tussen aanhalingstekens", en="text between quotation marks"),
    "tuple_type": Text(nl='een lijst, zoals ["a", "b"]', en='a list, such as ["a", "b"]'),
    "dict_type": Text(nl='een tabel, zoals { a = "b" }', en='a table, such as { a = "b" }'),
    "model_type": Text(nl="een tabel", en="a table"),
    "too_short": Text(nl="minstens één", en="at least one"),
}


def own_errors(wrong: pydantic.ValidationError) -> Iterator[dict[str, Any]]:
    """The errors, without those that only follow from an error inside: a list without one sound table counts as short."""
    every: list[dict[str, Any]] = [{**error} for error in wrong.errors()]
    for error in every:
        inside = any(other["loc"][: len(error["loc"])] == error["loc"] and other is not error for other in every)
        if not (error["type"] == "too_short" and inside):
            yield error
