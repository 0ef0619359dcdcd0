"""Postcodes (pc6) and where they are: the way to an area for rows without coordinates."""

from __future__ import annotations

import pandera.pandas as pa

from wijkmonitor.areas import Level
from wijkmonitor.edition import Dataset
from wijkmonitor.fault import Fault
from wijkmonitor.municipality import SourceSpec
from wijkmonitor.sources import checked, codes, columns, coordinates, locating
from wijkmonitor.sources.checked import Table
from wijkmonitor.sources.context import Context
from wijkmonitor.text import Text

SCHEMA = pa.DataFrameSchema(
    {
        "pc6": columns.code("Postcode (6 tekens)", "Postcode (6 signs)", "3511AB", required=True, filled=True),
        "buurt_code": columns.code("CBS-code van de buurt", "CBS code of the buurt", "BU03440101"),
        **locating.coordinate_columns(),
        "residents": columns.number(
            "Inwoners op deze postcode", "Residents at this postcode", "45", unit=columns.PERSONS, low=0
        ),
    },
    name=Dataset.POSTCODES.value,
)


def read(specs: tuple[SourceSpec, ...], context: Context) -> Table:
    """Read the postcodes; ``pc6`` is written without a space, ``x_rd`` and ``y_rd`` are metres."""
    table = checked.read(SCHEMA, specs)
    faults = coordinates.check(table)
    if context.codes is not None:
        faults += codes.check_known(table, "buurt_code", context.codes, Level.BUURT)
    frame = table.frame.assign(pc6=locating.tidy_pc6(table.frame["pc6"]))
    frame = frame.assign(**coordinates.to_rd(frame))
    table = Table(frame, table.origin, [*table.faults, *faults], table.loaded)
    table = table.with_faults(_twice(table))
    order = frame.sort_values("residents", ascending=False, kind="stable", na_position="last").index
    first = frame.loc[order].drop_duplicates("pc6").index
    return table.keep(frame.index.to_series().isin(first))


def _twice(table: Table) -> list[Fault]:
    """A postcode on both sides of a border is in the table twice; the part with most residents stands for it."""
    again = table.frame["pc6"][table.frame["pc6"].notna() & table.frame["pc6"].duplicated()]
    if again.empty:
        return []
    first = table.origin.loc[again.index[0]]
    found = ", ".join(again.iloc[:5]) + (", …" if len(again) > 5 else "")
    expected = Text(nl="elke postcode één keer", en="each postcode once")
    remedy = Text(
        nl="Per postcode telt de rij met de meeste inwoners, en anders de eerste.",
        en="Of each postcode the row with most residents counts, or else the first.",
    )
    return [Fault(first["file"], found, expected, remedy, int(first["row"]), "pc6", len(again), "warning")]
