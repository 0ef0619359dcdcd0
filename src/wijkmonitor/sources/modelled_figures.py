"""Model estimates per area by RIVM (SMAP), table 50090NED / 50120NED of StatLine."""

from __future__ import annotations

import pandera.pandas as pa

from wijkmonitor.edition import Dataset
from wijkmonitor.municipality import SourceSpec
from wijkmonitor.sources import checked, codes, columns
from wijkmonitor.sources.checked import Table
from wijkmonitor.sources.columns import PERCENT
from wijkmonitor.sources.context import Context


def _percent(nl: str, en: str, example: str) -> pa.Column:
    return columns.number(nl, en, example, unit=PERCENT, low=0, high=100)


SCHEMA = pa.DataFrameSchema(
    {
        "area_code": columns.code(
            "CBS-code van gemeente, wijk of buurt", "CBS code of gemeente, wijk or buurt", "BU05180101",
            required=True, filled=True, unique=True,
        ),
        "control_over_life_pct": _percent(
            "Matig of veel regie over het eigen leven", "Moderate or much control over one's own life", "88.2"
        ),
        "lonely_pct": _percent("Eenzaam", "Lonely", "47.0"),
        "volunteers_pct": _percent("Doet vrijwilligerswerk", "Volunteers", "24.6"),
        "informal_carers_pct": _percent("Geeft mantelzorg", "Gives informal care", "13.6"),
    },
    name=Dataset.MODELLED_FIGURES.value,
)  # fmt: skip


def read(specs: tuple[SourceSpec, ...], context: Context) -> Table:
    """Read the estimates and keep the areas of this municipality; the files cover the whole country."""
    table = checked.read(SCHEMA, specs)
    return table if context.codes is None else codes.sort_out(table, "area_code", context.codes, context.top)
