"""The register of initiatives: what residents and professionals undertake, and whether it still runs."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pandas as pd
import pandera.pandas as pa

from wijkmonitor import groups
from wijkmonitor.approach_marks import ELEMENTS, MARKS
from wijkmonitor.areas import Level
from wijkmonitor.edition import Dataset
from wijkmonitor.fault import Fault
from wijkmonitor.municipality import SourceSpec
from wijkmonitor.sources import checked, codes, coordinates, locating
from wijkmonitor.sources.checked import Table
from wijkmonitor.sources.columns import EUR, HOURS, PERSONS, YES_NO, choice, choices, code, date, number, text
from wijkmonitor.sources.context import Context
from wijkmonitor.text import Text

STATUSES = ("active", "paused", "ended")
TARGET_GROUPS = ("all", "65plus", "75plus", "limitation", "low_income", "youth", "newcomers", "parents")


def _element(place: int) -> pa.Column:
    about = MARKS[f"abcd_{place}"].about
    return number(
        f"ABCD, element {place}: {about.nl} (0 of 1)",
        f"ABCD, element {place}: {about.en} (0 or 1)",
        "1",
        low=0,
        high=1,
        whole=True,
    )


_REGISTER = {
    "initiative_id": code(
        "Nummer van het initiatief", "Number of the initiative", "I001", required=True, filled=True, unique=True
    ),
    "name": text("Naam", "Name", "Eettafel aan de Gracht", required=True, filled=True),
    "start": date("Begonnen op", "Started on", "2021-03-01"),
    "end": date("Gestopt op", "Ended on", ""),
    "status": choice("Stand van zaken", "Status", STATUSES, required=True, filled=True),
    "last_confirmed": date("Laatst bevestigd op", "Last confirmed on", "2024-11-15"),
    "approach": choice("Aanpak", "Approach", tuple(groups.APPROACH.categories)),
    "theme": choice("Thema", "Theme", tuple(groups.THEME.categories)),
    "target_groups": choices("Doelgroepen", "Target groups", TARGET_GROUPS),
    "lead": choice("Wie het trekt", "Who leads it", tuple(groups.LEAD.categories)),
    "organisation_id": code("Nummer van de organisatie", "Number of the organisation", "O01"),
    "meeting_place_id": code("Nummer van de ontmoetingsplek", "Number of the meeting place", "P001"),
}
_SIZE = {
    "participants": number("Deelnemers", "Participants", "24", unit=PERSONS, low=0),
    "volunteers": number("Vrijwilligers", "Volunteers", "6", unit=PERSONS, low=0),
    "paid_hours_week": number("Betaalde uren", "Paid hours", "4", unit=HOURS, low=0),
    "subsidy_eur": number("Subsidie per jaar", "Subsidy per year", "1500", unit=EUR, low=0),
    "profit_share_to_wijk": number(
        "Deel van de winst dat naar de wijk gaat (0-1)", "Share of profit to the wijk (0-1)", "", low=0, high=1
    ),
    "public_location": choice("Mag de plek op de kaart?", "May the place be on the map?", YES_NO),
    "bridges": choices(
        "Welke verschillen tussen mensen het overbrugt; none = geen, leeg = niet bekend",
        "Which differences between people it bridges; none = no difference, empty = not known",
        (*groups.BRIDGED, groups.BRIDGES_NOTHING),
    ),
}
_APPROACH = {
    "volunteer": choice("Buurtcirkel: er is een vrijwilliger", "Buurtcirkel: there is a volunteer", YES_NO),
    "coach": choice("Buurtcirkel: er is een coach", "Buurtcirkel: there is a coach", YES_NO),
    "temporary": choice("Buurtcirkel: tijdelijk", "Buurtcirkel: temporary", YES_NO),
    "housing_complex": text("BRUIS: wooncomplex", "BRUIS: housing complex", ""),
    "clubs": number("BRUIS: aantal clubjes", "BRUIS: number of clubs", "", low=0, whole=True),
    **{f"abcd_{place}": _element(place) for place in range(1, ELEMENTS + 1)},
}
SCHEMA = pa.DataFrameSchema(
    {**_REGISTER, **locating.place_columns(), **_SIZE, **_APPROACH}, name=Dataset.INITIATIVES.value
)


def read(specs: tuple[SourceSpec, ...], context: Context) -> Table:
    """Read the register; dates are timestamps, words are those of the schema."""
    table = _own_apart(checked.read(_with_own(context.own_approaches), specs), context.own_approaches)
    faults = [*coordinates.check(table), *_ends_before_start(table), *_bridges_and_not(table)]
    if context.codes is not None:
        faults += codes.check_known(table, "buurt_code", context.codes, Level.BUURT)
    return table.with_faults(faults)


def _with_own(keys: tuple[str, ...]) -> pa.DataFrameSchema:
    """The schema, which also takes the approaches a municipality added itself."""
    if not keys:
        return SCHEMA
    approach = choice("Aanpak", "Approach", (*groups.APPROACH.categories, *keys))
    return pa.DataFrameSchema({**SCHEMA.columns, "approach": approach}, name=SCHEMA.name)


def _own_apart(table: Table, keys: tuple[str, ...]) -> Table:
    """An approach of the municipality's own counts as another approach everywhere; its key stands in ``own_approach``."""
    own = table.frame["approach"].isin(keys)
    named = table.frame["approach"].where(own, "")
    return replace(
        table, frame=table.frame.assign(approach=table.frame["approach"].mask(own, "other"), own_approach=named)
    )


def _ends_before_start(table: Table) -> list[Fault]:
    start, end = table.frame["start"], table.frame["end"]
    wrong = end < start
    if not wrong.any():
        return []
    found = end[wrong].dt.strftime("%Y-%m-%d") + " < " + start[wrong].dt.strftime("%Y-%m-%d")
    expected = Text(nl="een einde op of na het begin", en="an end on or after the start")
    remedy = Text(nl="Verbeter start of end.", en="Correct start or end.")
    return table.tell(found, "end", expected, remedy)


def _bridges_and_not(table: Table) -> list[Fault]:
    """Faults for initiatives that bridge something and nothing at once."""
    said = table.frame["bridges"].astype("object")
    parts = said.map(lambda cell: {part.strip() for part in str(cell).split(";")}, na_action="ignore")
    wrong = parts.map(lambda found: groups.BRIDGES_NOTHING in found and len(found) > 1, na_action="ignore").eq(True)
    expected = Text(nl="een of meer verschillen, of alleen {n}", en="one or more differences, or {n} alone")
    remedy = Text(nl="Haal {n} weg, of laat alleen {n} staan.", en="Remove {n}, or leave {n} alone.")
    return table.tell(
        said[wrong], "bridges", expected.fill(n=groups.BRIDGES_NOTHING), remedy.fill(n=groups.BRIDGES_NOTHING)
    )


def check_links(initiatives: Table, column: str, known: pd.Series) -> list[Fault]:
    """Warnings for initiatives whose ``column`` names a place or organisation that its own list (``known``) does not hold."""
    said = initiatives.frame[column]
    wrong = said.notna() & ~said.isin(known)
    expected = Text(nl="een {c} die ook in het eigen bestand staat", en="a {c} that its own file holds too").fill(
        c=column
    )
    remedy = Text(
        nl="Verbeter het nummer of voeg het toe aan dat bestand. Tot die tijd wordt de koppeling niet getoond.",
        en="Correct the number or add it to that file. Until then the link is not shown.",
    )
    return initiatives.tell(said[wrong], column, expected, remedy, severity="warning")


def check_confirmed(initiatives: Table, date: dt.date) -> list[Fault]:
    """One warning per file for confirmations after the reference day of the edition: a slip of the pen, or a later register."""
    said = initiatives.frame["last_confirmed"]
    late = said[said > pd.Timestamp(date)].dt.strftime("%Y-%m-%d")
    if late.empty:
        return []
    found = late.min() if late.min() == late.max() else f"{late.min()} … {late.max()}"
    expected = Text(nl="een dag tot en met de peildatum {d}", en="a day up to the reference day {d}").fill(
        d=date.isoformat()
    )
    remedy = Text(
        nl="Een jaartal verkeerd getypt? Verbeter het. Is het register later opgehaald, dan klopt het: het telt als bevestigd.",
        en="Is a year mistyped? Correct it. If the register was exported later, it is right: it counts as confirmed.",
    )
    told = pd.Series(found, index=late.index)
    return initiatives.tell(told, "last_confirmed", expected, remedy, severity="warning")
