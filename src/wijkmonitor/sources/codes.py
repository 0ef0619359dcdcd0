"""Area codes in source files: known, of another year, of elsewhere, or damaged by a spreadsheet."""

from __future__ import annotations

import pandas as pd

from wijkmonitor import areas
from wijkmonitor.fault import Fault
from wijkmonitor.sources.checked import Table
from wijkmonitor.sources.telling import tell
from wijkmonitor.text import Text

_EXPECTED = Text(
    nl="een gebiedscode van CBS die in de grenzen voorkomt, als {e}",
    en="a CBS area code that the boundaries hold, such as {e}",
)
_NAMES = Text(
    nl='Dit zijn namen. Kies bij StatLine onder Regioaanduiding ook "Codering" en koppel die kolom in municipality.toml.',
    en='These are names. Choose "Codering" (the area code) at StatLine too and map that column in municipality.toml.',
)

_OTHER_CODES = Text(
    nl="Dit zijn codes van een ander stelsel: koppel de kolom met CBS-codes (GM, WK, BU) in municipality.toml.",
    en="These are codes of another system: map the column with CBS codes (GM, WK, BU) in municipality.toml.",
)
_FEW = 20


def check_known(table: Table, column: str, known: pd.Index, level: areas.Level | None = None) -> list[Fault]:
    """Faults for codes that the boundaries do not hold, with the code that was probably meant."""
    codes = table.frame[column]
    right = known if level is None else known[[areas.level_of(code) is level for code in known]]
    wrong = codes.notna() & ~codes.isin(right)
    return table.tell(codes[wrong], column, _expected(right), lambda code: remedy(code, right))


def _expected(known: pd.Index) -> Text:
    return _EXPECTED.fill(e=known[-1] if len(known) else "BU05180101")


def remedy(code: str, known: pd.Index) -> Text:
    """What to do about a code that is not known."""
    meant = areas.likely_code(code, known)
    if meant is not None:
        return Text(
            nl="Waarschijnlijk {m}: een spreadsheet haalt voorloopnullen en letters weg. Sla de kolom op als tekst.",
            en="Probably {m}: a spreadsheet drops leading zeros and letters. Save the column as text.",
        ).fill(m=meant)
    if areas.level_of(code) is not None:
        return Text(
            nl="De code hoort bij een ander jaar of een andere gemeente: gebruik de indeling van de grenzen.",
            en="The code belongs to another year or municipality: use the division of the boundaries.",
        )
    return Text(nl="Verbeter de code.", en="Correct the code.")


def sort_out(table: Table, column: str, known: pd.Index, top: str) -> Table:
    """Keep the rows about areas of this municipality; for registers that cover more, or another year.

    Codes of elsewhere are left out and counted; well-formed codes of this municipality that the boundaries do not hold
    are left out with a warning (another year's division); anything else is a fault. The country is written ``NL``.
    """
    codes = table.frame[column].where(~table.frame[column].isin(["NL00", "NL01"]), areas.COUNTRY)
    here = codes.isin(known)
    formed = codes.map(lambda code: isinstance(code, str) and areas.level_of(code) is not None).astype(bool)
    inside = codes.map(lambda code: isinstance(code, str) and (top == areas.COUNTRY or code[2:6] == top[2:6])).astype(
        bool
    )
    bad = codes.notna() & ~here & ~formed
    faults = tell_malformed(codes[bad], table.origin, column, int(codes.notna().sum()), known)
    faults += _other_year(table, column, codes[~here & formed & inside])
    table = Table(table.frame.assign(**{column: codes}), table.origin, [*table.faults, *faults], table.loaded)
    return table.keep(here)


def tell_malformed(codes: pd.Series, origin: pd.DataFrame, column: str, filled: int, known: pd.Index) -> list[Fault]:
    """Faults for cells that are no CBS codes: one for all when the whole column is of another kind."""
    resembling = codes.head(_FEW).map(lambda code: areas.likely_code(code, known) is not None)
    if len(codes) > 3 and len(codes) > 0.8 * filled and not resembling.any():
        first = origin.loc[codes.index[0]]
        found = ", ".join(codes.iloc[:3]) + ", …"
        with_digits = codes.map(lambda code: any(sign.isdigit() for sign in code)).mean()
        cure = _NAMES if with_digits < 0.3 else _OTHER_CODES
        return [Fault(first["file"], found, _expected(known), cure, int(first["row"]), column, len(codes))]
    return tell(codes, origin, column, _expected(known), lambda code: remedy(code, known))


def _other_year(table: Table, column: str, codes: pd.Series) -> list[Fault]:
    if codes.empty:
        return []
    first = table.origin.loc[codes.index[0]]
    found = ", ".join(codes.iloc[:5]) + (", …" if len(codes) > 5 else "")
    expected = Text(
        nl="codes van dezelfde gebiedsindeling als de grenzen", en="codes of the same division as the boundaries"
    )
    cure = Text(
        nl="Deze rijen tellen niet mee. Indeling van een ander jaar? Gebruik cijfers en grenzen van hetzelfde jaar.",
        en="These rows do not count. The division of another year? Use figures and boundaries of the same year.",
    )
    return [Fault(first["file"], found, expected, cure, int(first["row"]), column, len(codes), "warning")]
