"""The conversion table of a municipality: which area of an older division became which area of this one.

It belongs to the edition with the new division. Where it names an area it goes before what the map says, because the
municipality knows; shapes of two years are seldom drawn with the same care.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import pandera.pandas as pa

from wijkmonitor import areas
from wijkmonitor.edition import Dataset, Edition
from wijkmonitor.fault import Fault
from wijkmonitor.municipality import FILE_NAME, SourceSpec
from wijkmonitor.sources import checked, codes
from wijkmonitor.sources.checked import Table
from wijkmonitor.sources.columns import code, number
from wijkmonitor.sources.context import Context
from wijkmonitor.text import Text

SCHEMA = pa.DataFrameSchema(
    {
        "old_code": code(
            "CBS-code van het oude gebied", "CBS code of the old area", "BU05180101", required=True, filled=True
        ),
        "new_code": code(
            "CBS-code van het nieuwe gebied", "CBS code of the new area", "BU05180101", required=True, filled=True
        ),
        "share": number(
            "Welk deel van het oude gebied in het nieuwe ligt (leeg is alles, of gelijke delen)",
            "The part of the old area that lies in the new one (empty is all of it, or equal parts)",
            "1",
            above=0,
            high=1,
        ),
    },
    name=Dataset.RECODING.value,
)
_ROUNDING = 0.005
_MOST_NAMED = 20
_NOT_EARLIER = Text(
    nl="oude codes die in de grenzen van een eerdere editie staan",
    en="old codes that the boundaries of an earlier edition hold",
)
_IGNORED = Text(nl="Deze rijen tellen niet mee.", en="These rows do not count.")
_NOT_TOLD = Text(nl="elk gebied van editie {e} in de omzettingstabel", en="every area of edition {e} in the table")
_BY_MAP = Text(
    nl="Deze gebieden worden op de kaart over de nieuwe gelegd. Weet u het beter, vul de tabel dan aan.",
    en="These areas are laid over the new ones on the map. If you know better, complete the table.",
)


def read(specs: tuple[SourceSpec, ...], context: Context) -> Table:
    """Read the table: columns of the schema; ``share`` missing where the table says none."""
    table = checked.read(SCHEMA, specs)
    faults = _twice(table) + _shares(table) + _levels(table)
    if context.codes is not None:
        faults += codes.check_known(table, "new_code", context.codes)
    return table.with_faults(faults)


def _twice(table: Table) -> list[Fault]:
    pair = table.frame[["old_code", "new_code"]]
    again = table.frame["old_code"][pair.duplicated() & pair.notna().all(axis=1)]
    expected = Text(nl="elk paar van oud en nieuw één keer", en="each pair of old and new once")
    return table.tell(again, "old_code", expected, Text(nl="Verwijder de dubbele rij.", en="Remove the double row."))


def _levels(table: Table) -> list[Fault]:
    """Old codes that are none, or of another level than the new one beside them."""
    old, new = (table.frame[name].map(areas.level_of, na_action="ignore") for name in ("old_code", "new_code"))
    wrong = table.frame["old_code"][table.frame["old_code"].notna() & new.notna() & (old != new)]
    expected = Text(
        nl="een CBS-code van hetzelfde niveau als new_code, zoals BU05180101",
        en="a CBS code of the same level as new_code, such as BU05180101",
    )
    remedy = Text(nl="Verbeter de code of verwijder de rij.", en="Correct the code or remove the row.")
    return table.tell(wrong, "old_code", expected, remedy)


def _shares(table: Table) -> list[Fault]:
    """Old areas whose parts do not add up to the whole, or of which only some rows tell a part."""
    frame = table.frame.dropna(subset=["old_code"])
    by_old = frame.groupby("old_code", sort=False)["share"]
    total, told = by_old.sum(), by_old.count()
    rows = by_old.size()
    wrong = total[((told == rows) & ((total - 1).abs() > _ROUNDING)) | ((told > 0) & (told < rows))]
    first = frame[frame["old_code"].isin(wrong.index)].drop_duplicates("old_code")
    found = pd.Series([f"{one}: {wrong[one]:g}" for one in first["old_code"]], index=first.index, dtype="object")
    expected = Text(nl="delen van één oud gebied die samen 1 zijn", en="parts of one old area that make 1 together")
    remedy = Text(
        nl="Vul bij elke rij van dit gebied een deel in, samen 1, of laat share overal leeg.",
        en="Give a part in every row of this area, 1 together, or leave share empty everywhere.",
    )
    return table.tell(found, "share", expected, remedy)


def check(editions: Sequence[Edition]) -> tuple[Fault, ...]:
    """Warnings: old codes in a conversion table that no earlier edition has, and areas of those editions it does not name."""
    found: list[Fault] = []
    for edition in editions:
        table = edition.get(Dataset.RECODING)
        earlier = [one for one in editions if one.vintage < edition.vintage]
        if table is None:
            continue
        column, told = f"editions.{edition.name}.recoding", pd.Index(table["old_code"].dropna().unique())
        known = pd.Index([]).union([code for one in earlier for code in one.areas.index])
        found += _absent(column, told[~told.isin(known)], len(told), _NOT_EARLIER, _IGNORED)
        for one in (other for other in earlier if told.isin(other.areas.index).any()):
            there = areas.of_level(one.areas, areas.lowest_level(one.areas)).index
            silent = there[~there.isin(told) & ~there.isin(edition.areas.index)]
            found += _absent(column, silent, len(there), _NOT_TOLD.fill(e=one.name), _BY_MAP)
    return tuple(found)


def _absent(column: str, codes: pd.Index, of: int, expected: Text, remedy: Text) -> list[Fault]:
    if codes.empty:
        return []
    listed = ", ".join(codes[:_MOST_NAMED]) + (", …" if len(codes) > _MOST_NAMED else "")
    shown = f"{len(codes)} / {of}: {listed}"
    return [Fault(FILE_NAME, shown, expected, remedy, column=column, rows=len(codes), severity="warning")]
