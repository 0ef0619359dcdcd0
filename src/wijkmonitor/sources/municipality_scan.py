"""The municipality scan: six points of attention, judged by residents, initiators, professionals and officials."""

from __future__ import annotations

import pandera.pandas as pa

from wijkmonitor.areas import Level
from wijkmonitor.edition import Dataset
from wijkmonitor.municipality import SourceSpec
from wijkmonitor.sources import checked, codes
from wijkmonitor.sources.checked import Table
from wijkmonitor.sources.columns import PERSONS, choice, code, number, text
from wijkmonitor.sources.context import Context

POINTS = ("contact", "room", "simple", "fun", "learning", "clear")
JUDGES = ("residents", "initiators", "professionals", "officials")

SCHEMA = pa.DataFrameSchema(
    {
        "point": choice("Aandachtspunt", "Point of attention", POINTS, required=True, filled=True),
        "judge": choice("Wie oordeelt", "Who judges", JUDGES, required=True, filled=True),
        "wijk_code": code(
            "CBS-code van de wijk; leeg voor de hele gemeente", "CBS code of the wijk; empty for the whole", "WK051801"
        ),
        "score": number("Oordeel van 1 tot 5", "Judgement from 1 to 5", "3.4", low=1, high=5, required=True),
        "n": number("Aantal oordelen", "Number of judgements", "85", unit=PERSONS, low=0, whole=True),
        "hard_figure": number("Hard cijfer bij dit punt", "Hard figure for this point", "21"),
        "hard_figure_unit": text("Eenheid van het harde cijfer", "Unit of the hard figure", "dagen"),
    },
    unique=["point", "judge", "wijk_code"],
    name=Dataset.MUNICIPALITY_SCAN.value,
)


def read(specs: tuple[SourceSpec, ...], context: Context) -> Table:
    """Read the scan."""
    table = checked.read(SCHEMA, specs)
    if context.codes is None:
        return table
    return table.with_faults(codes.check_known(table, "wijk_code", context.codes, Level.WIJK))
