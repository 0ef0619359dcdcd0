"""What pandera finds wrong with a table, told in the words of its columns."""

from __future__ import annotations

import re

import pandas as pd
import pandera.errors
import pandera.pandas as pa

from wijkmonitor.fault import Fault
from wijkmonitor.sources.columns import Meaning, meaning_of
from wijkmonitor.sources.telling import likely, tell
from wijkmonitor.text import Text

_SEPARATOR = re.compile(r"[;,|]")


def validate(schema: pa.DataFrameSchema, typed: pd.DataFrame, raw: pd.DataFrame, origin: pd.DataFrame) -> list[Fault]:
    """Let pandera look at every row and tell what it finds in the words of the columns."""
    absent = {name: None for name in schema.unique or [] if name not in typed}
    raw = raw.assign(**absent)
    try:
        schema.validate(typed.assign(**absent), lazy=True)
    except pandera.errors.SchemaErrors as wrong:
        cases = wrong.failure_cases
    else:
        return []
    faults = []
    by_row = cases[cases["index"].notna()]
    for (column, check), some in by_row.groupby(["column", "check"], sort=False):
        places = pd.Index(some["index"].astype(int).unique()).sort_values()
        faults += _failures(schema, str(column), str(check), places, raw, origin)
    return faults


def _failures(
    schema: pa.DataFrameSchema, column: str, check: str, places: pd.Index, raw: pd.DataFrame, origin: pd.DataFrame
) -> list[Fault]:
    if check == "multiple_fields_uniqueness":
        key = list(schema.unique or [])
        if column != key[0]:
            return []
        return _twice(
            raw[key].apply(lambda row: " + ".join(row.dropna().astype(str)), axis=1), places, " + ".join(key), origin
        )
    meaning = meaning_of(schema.columns[column])
    found = raw[column]
    if check == "field_uniqueness":
        return _twice(found.fillna(""), places, column, origin)
    if check == "not_nullable":
        faulty = places[found[places].isna()]  # a cell that could not be converted has its own fault
        remedy = meaning.remedy or Text(nl="Vul de cel, of laat de rij weg.", en="Fill the cell, or leave the row out.")
        return tell(found[faulty], origin, column, meaning.expected(), remedy)
    return tell(found[places], origin, column, meaning.expected(), lambda cell: _remedy_value(cell, column, meaning))


def _twice(found: pd.Series, places: pd.Index, column: str, origin: pd.DataFrame) -> list[Fault]:
    again = places[found[places].duplicated(keep="first").to_numpy()]
    expected = Text(nl="elke {c} één keer", en="each {c} once").fill(c=column)
    first = found[places].drop_duplicates()
    rows = {value: origin.loc[place, "row"] for place, value in first.items()}

    def remedy(value: str) -> Text:
        return Text(
            nl="Staat ook op rij {r}: verwijder er een of geef een eigen {c}.",
            en="Also in row {r}: remove one or give it a {c} of its own.",
        ).fill(r=rows.get(value, "?"), c=column)

    return tell(found[again], origin, column, expected, remedy)


def _remedy_value(cell: str, column: str, meaning: Meaning) -> Text:
    if meaning.remedy is not None:
        return meaning.remedy
    if meaning.kind == "choice" and _SEPARATOR.search(cell):
        return Text(
            nl="Eén {about} per rij: laat staan wat het best past, zonder ; of komma.",
            en="One {about} per row: keep what fits best, without ; or comma.",
        ).fill(about=Text(nl=meaning.about.nl.lower(), en=meaning.about.en.lower()))
    if meaning.kind in ("choice", "choices"):
        return Text(
            nl='Verbeter de waarde, of koppel hem in municipality.toml: values = {{ {c} = {{ "{v}" = "{o}" }} }}.',
            en='Correct the value, or map it in municipality.toml: values = {{ {c} = {{ "{v}" = "{o}" }} }}.',
        ).fill(c=column, v=cell, o=likely(cell, meaning.allowed, 0.5) or meaning.allowed[0])
    if meaning.whole and re.fullmatch(r"\d{1,3}\.\d{3}", cell):
        return Text(
            nl='Is de punt een duizendteken? Zet decimal = "," bij dit bestand in municipality.toml.',
            en='Is the point a thousands mark? Write decimal = "," for this file in municipality.toml.',
        )
    return Text(
        nl='Verbeter het getal, of zet missing = ["{v}"] bij dit bestand in municipality.toml als het "geen antwoord" betekent.',
        en='Correct the number, or write missing = ["{v}"] for this file in municipality.toml if it means "no answer".',
    ).fill(v=cell)
