"""Organisations and the ties between them."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa

from wijkmonitor.areas import Level
from wijkmonitor.edition import Dataset
from wijkmonitor.fault import Fault
from wijkmonitor.municipality import SourceSpec
from wijkmonitor.sources import checked, codes
from wijkmonitor.sources.checked import Table
from wijkmonitor.sources.columns import YES_NO, choice, code, number, text
from wijkmonitor.sources.context import Context
from wijkmonitor.text import Text

KINDS = ("formal", "informal")

ORGANISATIONS = pa.DataFrameSchema(
    {
        "organisation_id": code(
            "Nummer van de organisatie", "Number of the organisation", "O01", required=True, filled=True, unique=True
        ),
        "name": text("Naam", "Name", "Welzijn Noord", required=True, filled=True),
        "kind": choice("Formeel of informeel", "Formal or informal", KINDS, required=True, filled=True),
        "wijk_code": code("CBS-code van de wijk", "CBS code of the wijk", "WK051801"),
    },
    name=Dataset.ORGANISATIONS.value,
)
TIES = pa.DataFrameSchema(
    {
        "from": code("Organisatie die het zegt", "Organisation that says so", "O01", required=True, filled=True),
        "to": code("Organisatie over wie het gaat", "Organisation it is about", "O02", required=True, filled=True),
        "wijk_code": code("CBS-code van de wijk", "CBS code of the wijk", "WK051801"),
        "year": number("Jaar", "Year", "2024", low=1990, high=2100, whole=True),
        "knows_well": number("Kent de ander goed (0-4)", "Knows the other well (0-4)", "3", low=0, high=4, whole=True),
        "disagreement": number("Is het oneens (0-4)", "Disagrees (0-4)", "1", low=0, high=4, whole=True),
        "shared_goal": choice("Heeft een gedeeld doel", "Has a shared goal", YES_NO),
    },
    unique=["from", "to", "wijk_code", "year"],
    name=Dataset.TIES.value,
)


def read_organisations(specs: tuple[SourceSpec, ...], context: Context) -> Table:
    """Read the organisations."""
    return _with_known_wijk(checked.read(ORGANISATIONS, specs), context)


def read_ties(specs: tuple[SourceSpec, ...], context: Context) -> Table:
    """Read the ties; whether both ends are known organisations is checked by ``check_ends``."""
    return _with_known_wijk(checked.read(TIES, specs), context)


def _with_known_wijk(table: Table, context: Context) -> Table:
    if context.codes is None:
        return table
    return table.with_faults(codes.check_known(table, "wijk_code", context.codes, Level.WIJK))


def check_ends(ties: Table, organisations: pd.Series) -> list[Fault]:
    """Faults for ties that name an organisation the list of organisations does not hold."""
    expected = Text(
        nl="een organisation_id uit de lijst van organisaties", en="an organisation_id of the organisations file"
    )
    remedy = Text(
        nl="Voeg de organisatie toe of verbeter het nummer.", en="Add the organisation or correct the number."
    )
    faults = []
    for end in ("from", "to"):
        wrong = ties.frame[end].notna() & ~ties.frame[end].isin(organisations)
        faults += ties.tell(ties.frame.loc[wrong, end], end, expected, remedy)
    return faults
