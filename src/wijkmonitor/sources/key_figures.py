"""Key figures per gemeente, wijk and buurt, such as CBS publishes each year (Kerncijfers wijken en buurten)."""

from __future__ import annotations

import pandera.pandas as pa

from wijkmonitor.edition import Dataset
from wijkmonitor.municipality import SourceSpec
from wijkmonitor.sources import checked, codes, columns
from wijkmonitor.sources.checked import Table
from wijkmonitor.sources.columns import EUR_1000, HOUSEHOLDS, PERCENT, PERSONS, number
from wijkmonitor.sources.context import Context


def _persons(nl: str, en: str, example: str, *, required: bool = False) -> pa.Column:
    return number(nl, en, example, unit=PERSONS, low=0, whole=True, required=required)


def _percent(nl: str, en: str, example: str) -> pa.Column:
    return number(nl, en, example, unit=PERCENT, low=0, high=100)


SCHEMA = pa.DataFrameSchema(
    {
        "area_code": columns.code(
            "CBS-code van gemeente, wijk of buurt", "CBS code of gemeente, wijk or buurt", "BU05180101",
            required=True, filled=True, unique=True,
        ),
        "name": columns.text("Naam van het gebied", "Name of the area", "Binnenstad"),
        "population": _persons("Inwoners", "Residents", "1250", required=True),
        "age_0_15": _persons("Inwoners van 0 tot 15 jaar", "Residents aged 0 to 15", "180"),
        "age_15_25": _persons("Inwoners van 15 tot 25 jaar", "Residents aged 15 to 25", "140"),
        "age_25_45": _persons("Inwoners van 25 tot 45 jaar", "Residents aged 25 to 45", "380"),
        "age_45_65": _persons("Inwoners van 45 tot 65 jaar", "Residents aged 45 to 65", "330"),
        "age_65_plus": _persons("Inwoners van 65 jaar en ouder", "Residents aged 65 and over", "220"),
        "age_75_plus": _persons("Inwoners van 75 jaar en ouder", "Residents aged 75 and over", "95"),
        "men": _persons("Mannen", "Men", "620"),
        "women": _persons("Vrouwen", "Women", "630"),
        "households": number("Huishoudens", "Households", "610", unit=HOUSEHOLDS, low=0, whole=True),
        "households_single": number(
            "Huishoudens van één persoon", "Households of one person", "240", unit=HOUSEHOLDS, low=0, whole=True
        ),
        "households_with_children": number(
            "Huishoudens met kinderen", "Households with children", "190", unit=HOUSEHOLDS, low=0, whole=True
        ),
        "household_size": number(
            "Gemiddeld aantal personen per huishouden", "Mean number of persons per household", "2.1", unit=PERSONS, low=0
        ),
        "owner_occupied_pct": _percent("Koopwoningen", "Owner-occupied homes", "54"),
        "low_income_pct": _percent("Huishoudens met een laag inkomen", "Households with a low income", "9.7"),
        "income_per_inhabitant_eur_1000": number(
            "Gemiddeld inkomen per inwoner", "Mean income per resident", "29.4", unit=EUR_1000
        ),
        "property_value_eur_1000": number(
            "Gemiddelde woningwaarde", "Mean value of a home", "312", unit=EUR_1000, low=0
        ),
        "urbanity": number(
            "Stedelijkheid: 1 zeer sterk, 5 niet stedelijk", "Urbanity: 1 very strong, 5 not urban", "2",
            low=1, high=5, whole=True,
        ),
    },
    name=Dataset.KEY_FIGURES.value,
)  # fmt: skip


def read(specs: tuple[SourceSpec, ...], context: Context) -> Table:
    """Read key figures and keep the areas of this municipality; figures of elsewhere are left out and counted."""
    table = checked.read(SCHEMA, specs)
    return table if context.codes is None else codes.sort_out(table, "area_code", context.codes, context.top)
