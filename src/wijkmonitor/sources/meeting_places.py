"""Meeting places: where people in a buurt run into each other, and how well a place serves that."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa

from wijkmonitor import groups
from wijkmonitor.areas import Level
from wijkmonitor.edition import Dataset
from wijkmonitor.fault import Fault
from wijkmonitor.methods import opening_hours
from wijkmonitor.methods.place_quality import RATERS
from wijkmonitor.municipality import SourceSpec
from wijkmonitor.sources import checked, codes, coordinates, locating
from wijkmonitor.sources.checked import Table
from wijkmonitor.sources.columns import PERSONS, choice, code, date, number, text
from wijkmonitor.sources.context import Context
from wijkmonitor.text import Text

_HOURS = Text(
    nl="openingstijden zoals OpenStreetMap ze schrijft, zoals Mo-Fr 09:00-17:00; Sa 10:00-16:00",
    en="opening hours as OpenStreetMap writes them, such as Mo-Fr 09:00-17:00; Sa 10:00-16:00",
)
_WRITE_HOURS = Text(
    nl="Schrijf dagen in het Engels (Mo Tu We Th Fr Sa Su) en tijden als 09:00-17:00. Tot die tijd telt de plek mee zonder "
    "openingstijden.",
    en="Write days in English (Mo Tu We Th Fr Sa Su) and times as 09:00-17:00. Until then the place counts without hours.",
)


def _criterion(nl: str, en: str) -> pa.Column:
    return number(
        f"{nl} (0 = helemaal niet, 4 = helemaal)", f"{en} (0 = not at all, 4 = fully)", "3", low=0, high=4, whole=True
    )


SCHEMA = pa.DataFrameSchema(
    {
        "place_id": code("Nummer van de plek", "Number of the place", "P001", required=True, filled=True),
        "name": text("Naam", "Name", "Buurthuis De Brug", required=True),
        "type": choice("Soort plek", "Kind of place", tuple(groups.PLACE_TYPE.categories), required=True, filled=True),
        **locating.place_columns(),
        "low_threshold": _criterion("Lage drempel", "Low threshold"),
        "free_entry": _criterion("Vrij toegankelijk", "Free to enter"),
        "comfortable": _criterion("Prettig om te zijn", "Comfortable"),
        "known_and_new": _criterion("Bekende en nieuwe mensen", "Known and new people"),
        "conversation": _criterion("Er wordt gepraat (niet verplicht)", "People talk (optional)"),
        "equal_footing": _criterion("Iedereen telt gelijk (niet verplicht)", "On an equal footing (optional)"),
        "low_profile": _criterion("Gewoon, zonder opsmuk (niet verplicht)", "Plain, without frills (optional)"),
        "playful": _criterion("Luchtige sfeer (niet verplicht)", "A playful mood (optional)"),
        "rater": choice("Wie beoordeelde", "Who judged", RATERS),
        "opening_hours": text(
            "Openingstijden (schrijfwijze van OpenStreetMap)", "Opening hours (OpenStreetMap)", "Mo-Fr 09:00-17:00"
        ),
        "capacity_persons": number("Plaats voor", "Room for", "60", unit=PERSONS, low=0),
        "source": text("Bron", "Source", "gemeente"),
        "last_checked": date("Laatst nagekeken op", "Last checked on", "2024-10-01"),
    },
    unique=["place_id", "rater"],
    name=Dataset.MEETING_PLACES.value,
)


def read(specs: tuple[SourceSpec, ...], context: Context) -> Table:
    """Read the places; what one rater's row says of where a place is, holds for its other rows too."""
    table = checked.read(SCHEMA, specs)
    faults = coordinates.check(table) + _hours_faults(table)
    if context.codes is not None:
        faults += codes.check_known(table, "buurt_code", context.codes, Level.BUURT)
    return Table(_same_place(table.frame), table.origin, [*table.faults, *faults], table.loaded)


def _hours_faults(table: Table) -> list[Fault]:
    """A warning for each text that is not opening hours; the place stays, its hours are unknown."""
    written = table.frame["opening_hours"]
    wrong = written[written.isin(opening_hours.unreadable(written.dropna()))]
    return table.tell(wrong, "opening_hours", _HOURS, _WRITE_HOURS, severity="warning")


def _same_place(frame: pd.DataFrame) -> pd.DataFrame:
    if not frame["place_id"].duplicated().any():
        return frame
    names = list(locating.place_columns())
    first = frame.groupby("place_id", dropna=False)[names].transform("first")
    nowhere = frame[names].isna().all(axis=1)
    return frame.assign(**{name: frame[name].where(~nowhere, first[name]) for name in names})
