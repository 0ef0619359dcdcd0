"""Organisations and the ties between them."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa

from wijkmonitor.analysis.partners import FORMAL, INFORMAL
from wijkmonitor.areas import Level
from wijkmonitor.edition import Dataset
from wijkmonitor.fault import Fault
from wijkmonitor.municipality import SourceSpec
from wijkmonitor.sources import checked, codes
from wijkmonitor.sources.checked import Table
from wijkmonitor.sources.columns import YES_NO, choice, code, number, text
from wijkmonitor.sources.context import Context
from wijkmonitor.text import Text

KINDS = (FORMAL, INFORMAL)

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
    """Read the ties; whether both ends can be is checked by ``check_ties``."""
    return _with_known_wijk(checked.read(TIES, specs), context)


def _with_known_wijk(table: Table, context: Context) -> Table:
    if context.codes is None:
        return table
    return table.with_faults(codes.check_known(table, "wijk_code", context.codes, Level.WIJK))


def check_ties(ties: Table, organisations: Table | None) -> list[Fault]:
    """Faults of ties that cannot be: with itself, or with an organisation the list of organisations does not hold.

    Without that list, which is None then, the ties are read and nothing is made of them: a warning.
    """
    if organisations is None:
        return _with_themselves(ties) + _without_list(ties)
    return _with_themselves(ties) + _with_strangers(ties, organisations.frame["organisation_id"])


def _with_themselves(ties: Table) -> list[Fault]:
    alone = ties.frame["from"].notna() & (ties.frame["from"] == ties.frame["to"])
    expected = Text(nl="twee verschillende organisaties", en="two different organisations")
    remedy = Text(
        nl="Haal de rij weg of vul in met wie deze organisatie samenwerkt.",
        en="Remove the row or fill in with whom this organisation works.",
    )
    return ties.tell(ties.frame.loc[alone, "to"], "to", expected, remedy)


def _with_strangers(ties: Table, organisations: pd.Series) -> list[Fault]:
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


def _without_list(ties: Table) -> list[Fault]:
    found = Text(nl="samenwerkingen zonder lijst van organisaties", en="ties without a list of organisations")
    expected = Text(nl="een bestand met organisaties", en="a file with organisations")
    remedy = Text(
        nl="Zet in municipality.toml ook een bestand onder organisations; tot dan wordt hiervan niets getoond.",
        en="Name a file under organisations in municipality.toml too; until then nothing of this is shown.",
    )
    files = dict.fromkeys(str(one["file"]) for one in ties.loaded)
    return [Fault(file, found, expected, remedy, severity="warning") for file in files]
