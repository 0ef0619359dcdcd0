"""Meeting places: where people in a buurt run into each other, and how well a place serves that."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa

from wijkmonitor import groups
from wijkmonitor.areas import Level
from wijkmonitor.edition import Dataset
from wijkmonitor.municipality import SourceSpec
from wijkmonitor.sources import checked, codes, coordinates, locating
from wijkmonitor.sources.checked import Table
from wijkmonitor.sources.columns import PERSONS, choice, code, date, number, text
from wijkmonitor.sources.context import Context

RATERS = ("staff", "resident", "non_visitor")


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
    faults = coordinates.check(table)
    if context.codes is not None:
        faults += codes.check_known(table, "buurt_code", context.codes, Level.BUURT)
    return Table(_same_place(table.frame), table.origin, [*table.faults, *faults], table.loaded)


def _same_place(frame: pd.DataFrame) -> pd.DataFrame:
    if not frame["place_id"].duplicated().any():
        return frame
    names = list(locating.place_columns())
    first = frame.groupby("place_id", dropna=False)[names].transform("first")
    nowhere = frame[names].isna().all(axis=1)
    return frame.assign(**{name: frame[name].where(~nowhere, first[name]) for name in names})
