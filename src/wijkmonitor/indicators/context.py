"""Who lives here: plain facts from the key figures, to read the other figures by."""

from __future__ import annotations

from functools import partial

import geopandas as gpd
import pandas as pd

from wijkmonitor import areas as geo
from wijkmonitor.edition import Dataset, Edition
from wijkmonitor.indicator import Better, Indicator, Kind, Theme, Unit
from wijkmonitor.methods import domains
from wijkmonitor.text import Text

_fact = partial(
    Indicator,
    theme=Theme.CONTEXT,
    kind=Kind.REGISTER,
    better=Better.NEITHER,
    source=Text(nl="CBS Kerncijfers wijken en buurten", en="Statistics Netherlands, key figures of wijken and buurten"),
    needs=(Dataset.KEY_FIGURES,),
)
_ROUNDED = Text(
    nl="CBS rondt aantallen af op vijf. In kleine buurten scheelt dat een paar procent.",
    en="Statistics Netherlands rounds numbers to five. In small buurten that makes a few per cent difference.",
)
_SHIELDED = Text(
    nl="CBS geeft dit cijfer niet voor buurten met weinig mensen of woningen.",
    en="Statistics Netherlands does not give this figure for buurten with few people or dwellings.",
)

YEARS_BELOW_18 = 3
"""Of the ten years of age from 15 to 25, those below 18."""


def _figure(edition: Edition, column: str) -> pd.Series:
    """One column of the key figures per area; missing where it is not given."""
    assert edition.key_figures is not None, "computed only when there are key figures"
    return edition.key_figures.reindex(index=edition.areas.index, columns=[column])[column].astype(float)


def residents(edition: Edition) -> pd.DataFrame:
    """Residents per area."""
    return domains.raw_frame(edition.areas, value=edition.population.astype(float))


def adults(edition: Edition) -> pd.DataFrame:
    """Residents of 18 and over, to the nearest ten: those of 15 and over without three of the ten years from 15 to 25.

    "With care", since those ten years of age are taken to be equally large.
    """
    children, young = _figure(edition, "age_0_15"), _figure(edition, "age_15_25")
    grown = (edition.population.astype(float) - children - YEARS_BELOW_18 / 10 * young).clip(lower=0)
    return domains.raw_frame(edition.areas, value=(grown / 10).round() * 10, sure=False)


def share_of_count(edition: Edition, part: str, whole: str) -> pd.DataFrame:
    """One count of the key figures divided by another; ``n`` is the whole.

    An area without figures of its own takes the sums of the smallest areas in it that have both counts.
    """
    counted, total = _figure(edition, part), _figure(edition, whole)
    unknown = counted.isna() | total.isna()
    summed, of = _summed(counted, total, edition.areas)
    counted, total = counted.mask(unknown, summed), total.mask(unknown & of.notna(), of)
    value = (counted / total.where(total > 0)).clip(upper=1)  # rounding to five can make a part exceed its whole
    return domains.raw_frame(edition.areas, value=value, n=total)


def _summed(part: pd.Series, whole: pd.Series, areas: gpd.GeoDataFrame) -> tuple[pd.Series, pd.Series]:
    smallest = geo.of_level(areas, geo.lowest_level(areas)).index
    both = smallest[part.reindex(smallest).notna() & whole.reindex(smallest).notna()]
    total = geo.roll_up(whole.reindex(both), areas)
    known = total > 0
    return geo.roll_up(part.reindex(both), areas).where(known), total.where(known)


def count(edition: Edition, column: str) -> pd.DataFrame:
    """One count of the key figures; an area without a figure of its own takes the sum of the smallest areas in it."""
    counted = _figure(edition, column)
    summed, _ = _summed(counted, counted, edition.areas)
    return domains.raw_frame(edition.areas, value=counted.fillna(summed))


def given_percentage(edition: Edition, column: str) -> pd.DataFrame:
    """A percentage of the key figures as a share."""
    return domains.raw_frame(edition.areas, value=_figure(edition, column) / 100)


def given_figure(edition: Edition, column: str) -> pd.DataFrame:
    """A figure of the key figures as it is given."""
    return domains.raw_frame(edition.areas, value=_figure(edition, column))


RESIDENTS = _fact(
    key="residents",
    title=Text(nl="Inwoners", en="Residents"),
    about=Text(nl="Het aantal mensen dat er woont op 1 januari.", en="The number of people living there on 1 January."),
    unit=Unit.COUNT,
    caveats=(_ROUNDED,),
    compute=residents,
)

ADULTS = _fact(
    key="adults",
    title=Text(nl="Volwassen inwoners (geschat)", en="Adult residents (estimated)"),
    about=Text(
        nl="Het aantal mensen van 18 jaar en ouder dat er woont: iedereen van 15 jaar en ouder, min drie tiende van wie 15 tot "
        "25 jaar is.",
        en="The number of people of 18 and over living there: everybody of 15 and over, less three tenths of those aged 15 "
        "to 25.",
    ),
    unit=Unit.COUNT,
    caveats=(
        _ROUNDED,
        Text(
            nl="De kerncijfers kennen de grens van 18 jaar niet. Waar veel studenten wonen, zijn er meer volwassenen "
            "dan hier staat.",
            en="The key figures do not know the age of 18. Where many students live there are more adults than stated here.",
        ),
    ),
    compute=adults,
)


def _age_share(ages: str, nl: str, en: str) -> Indicator:
    """One of the ages that the key figures count; together they are everybody."""
    return _fact(
        key=f"share_{ages}",
        title=Text(nl=f"Inwoners van {nl}", en=f"Residents aged {en}"),
        about=Text(
            nl=f"Het deel van de bewoners dat {nl} oud is.",
            en=f"The part of the residents aged {en}.",
        ),
        unit=Unit.SHARE,
        caveats=(_ROUNDED,),
        headline=False,
        compute=partial(share_of_count, part=f"age_{ages}", whole="population"),
    )


AGES = (
    _age_share("0_15", "0 tot 15 jaar", "0 to 15"),
    _age_share("15_25", "15 tot 25 jaar", "15 to 25"),
    _age_share("25_45", "25 tot 45 jaar", "25 to 45"),
    _age_share("45_65", "45 tot 65 jaar", "45 to 65"),
)
"""With :data:`SHARE_65_PLUS` these are everybody."""

SHARE_65_PLUS = _fact(
    key="share_65_plus",
    title=Text(nl="Inwoners van 65 jaar en ouder", en="Residents aged 65 and over"),
    about=Text(nl="Het deel van de bewoners dat 65 jaar of ouder is.", en="The part of the residents aged 65 or over."),
    unit=Unit.SHARE,
    caveats=(_ROUNDED,),
    compute=partial(share_of_count, part="age_65_plus", whole="population"),
)

SHARE_75_PLUS = _fact(
    key="share_75_plus",
    title=Text(nl="Inwoners van 75 jaar en ouder", en="Residents aged 75 and over"),
    about=Text(nl="Het deel van de bewoners dat 75 jaar of ouder is.", en="The part of the residents aged 75 or over."),
    unit=Unit.SHARE,
    caveats=(
        _ROUNDED,
        Text(
            nl="Staat niet in elke levering van de kerncijfers; dan ontbreekt dit cijfer.",
            en="Not in every delivery of the key figures; this figure is then missing.",
        ),
    ),
    compute=partial(share_of_count, part="age_75_plus", whole="population"),
)

HOUSEHOLDS = _fact(
    key="households",
    title=Text(nl="Huishoudens", en="Households"),
    about=Text(
        nl="Het aantal huishoudens: mensen die samen wonen, of alleen.",
        en="The number of households: people who live together, or alone.",
    ),
    unit=Unit.COUNT,
    caveats=(_ROUNDED,),
    headline=False,
    compute=partial(count, column="households"),
)

HOUSEHOLD_SIZE = _fact(
    key="household_size",
    title=Text(nl="Personen per huishouden", en="Persons per household"),
    about=Text(
        nl="Hoeveel mensen er gemiddeld in een huishouden wonen.",
        en="How many people live in a household on average.",
    ),
    unit=Unit.MEAN_COUNT,
    decimals=1,
    caveats=(_SHIELDED,),
    headline=False,
    compute=partial(given_figure, column="household_size"),
)

SINGLE_HOUSEHOLDS = _fact(
    key="single_households",
    title=Text(nl="Alleenwonenden", en="People living alone"),
    about=Text(
        nl="Het deel van de huishoudens dat uit één persoon bestaat.", en="The part of the households of one person."
    ),
    unit=Unit.SHARE_HOUSEHOLDS,
    caveats=(
        _ROUNDED,
        Text(nl="Alleen wonen is iets anders dan eenzaam zijn.", en="Living alone is not the same as being lonely."),
    ),
    compute=partial(share_of_count, part="households_single", whole="households"),
)

WITH_CHILDREN = _fact(
    key="households_with_children",
    title=Text(nl="Huishoudens met kinderen", en="Households with children"),
    about=Text(
        nl="Het deel van de huishoudens waarin kinderen wonen, van welke leeftijd ook.",
        en="The part of the households in which children live, whatever their age.",
    ),
    unit=Unit.SHARE_HOUSEHOLDS,
    caveats=(_ROUNDED,),
    headline=False,
    compute=partial(share_of_count, part="households_with_children", whole="households"),
)

LOW_INCOME = _fact(
    key="low_income",
    title=Text(nl="Huishoudens met een laag inkomen", en="Households with a low income"),
    about=Text(
        nl="Het deel van de huishoudens met een laag inkomen, zoals CBS dat voor dit jaar vaststelt.",
        en="The part of the households with a low income, as Statistics Netherlands defines it for this year.",
    ),
    unit=Unit.SHARE_HOUSEHOLDS,
    caveats=(_SHIELDED,),
    compute=partial(given_percentage, column="low_income_pct"),
)

INCOME = _fact(
    key="income_per_inhabitant",
    title=Text(nl="Inkomen per inwoner", en="Income per resident"),
    about=Text(
        nl="Gemiddeld besteedbaar inkomen per inwoner in een jaar, maal 1.000 euro.",
        en="Mean disposable income per resident in a year, times 1,000 euros.",
    ),
    unit=Unit.EUR_1000,
    decimals=1,
    caveats=(
        _SHIELDED,
        Text(
            nl="Een gemiddelde: enkele hoge inkomens trekken het omhoog. Het loopt vaak een of twee jaar achter.",
            en="A mean: a few high incomes pull it up. It often lags one or two years.",
        ),
    ),
    compute=partial(given_figure, column="income_per_inhabitant_eur_1000"),
)

OWNER_OCCUPIED = _fact(
    key="owner_occupied",
    title=Text(nl="Koopwoningen", en="Owner-occupied dwellings"),
    about=Text(
        nl="Het deel van de woningen waar de eigenaar zelf woont.",
        en="The part of the dwellings lived in by the owner.",
    ),
    unit=Unit.SHARE_DWELLINGS,
    caveats=(_SHIELDED,),
    compute=partial(given_percentage, column="owner_occupied_pct"),
)

URBANITY = _fact(
    key="urbanity",
    title=Text(nl="Stedelijkheid", en="Degree of urbanity"),
    about=Text(
        nl="Hoe dicht de adressen op elkaar staan, in vijf klassen: 1 is zeer sterk stedelijk, 5 is niet stedelijk.",
        en="How close together the addresses are, in five classes: 1 is very strongly urban, 5 is not urban.",
    ),
    unit=Unit.URBANITY_5,
    caveats=(
        Text(
            nl="Een klasse, geen meting: twee gebieden in dezelfde klasse kunnen nog flink verschillen.",
            en="A class, not a measurement: two areas in the same class can still differ a good deal.",
        ),
    ),
    compute=partial(given_figure, column="urbanity"),
)
