"""What the municipality promised: a list of promises with when each is due and what came of it."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa

from wijkmonitor.areas import Level
from wijkmonitor.attention import POINT
from wijkmonitor.edition import Dataset
from wijkmonitor.fault import Fault
from wijkmonitor.municipality import SourceSpec
from wijkmonitor.sources import checked, codes
from wijkmonitor.sources.checked import Table
from wijkmonitor.sources.columns import YES_NO, choice, code, date, text
from wijkmonitor.sources.context import Context
from wijkmonitor.text import Text

SCHEMA = pa.DataFrameSchema(
    {
        "promise_id": code(
            "Nummer van de toezegging", "Number of the promise", "T001", required=True, filled=True, unique=True
        ),
        "point": choice("Aandachtspunt", "Point of attention", tuple(POINT.categories), required=True, filled=True),
        "wijk_code": code(
            "CBS-code van de wijk; leeg voor de hele gemeente", "CBS code of the wijk; empty for the whole", "WK051801"
        ),
        "what": text(
            "Wat is toegezegd (geen namen van mensen)",
            "What was promised (no names of people)",
            "Elke maand een spreekuur in het buurthuis",
            required=True,
            filled=True,
        ),
        "promised_on": date("Toegezegd op", "Promised on", "2024-02-01", required=True, filled=True),
        "due": date("Beloofd voor", "Promised by", "2024-09-01"),
        "done_on": date("Gedaan op", "Done on", "2024-08-20"),
        "dropped": choice(
            "Vervallen?", "Dropped?", YES_NO[::-1]
        ),  # the template shows the first: a promise that stands
        "result": text("Wat ervan kwam", "What came of it", "Het spreekuur loopt"),
    },
    name=Dataset.PROMISES.value,
)


def read(specs: tuple[SourceSpec, ...], context: Context) -> Table:
    """Read the promises; dates are timestamps."""
    table = checked.read(SCHEMA, specs)
    faults = [*_before_promised(table, "due"), *_before_promised(table, "done_on"), *_done_and_dropped(table)]
    if context.codes is not None:
        faults += codes.check_known(table, "wijk_code", context.codes, Level.WIJK)
    return table.with_faults(faults)


def _before_promised(table: Table, column: str) -> list[Fault]:
    promised, day = table.frame["promised_on"], table.frame[column]
    wrong = day < promised
    expected = Text(nl="een dag op of na promised_on", en="a day on or after promised_on")
    remedy = Text(nl="Verbeter {c} of promised_on.", en="Correct {c} or promised_on.").fill(c=column)
    return table.tell(_day(day[wrong]) + " < " + _day(promised[wrong]), column, expected, remedy)


def _day(days: pd.Series) -> pd.Series:
    return days.dt.strftime("%Y-%m-%d")


def _done_and_dropped(table: Table) -> list[Fault]:
    """A promise is done or dropped, not both."""
    wrong = table.frame["dropped"].eq("yes") & table.frame["done_on"].notna()
    expected = Text(nl="geen done_on bij een vervallen toezegging", en="no done_on for a dropped promise")
    remedy = Text(nl="Maak done_on of dropped leeg.", en="Empty done_on or dropped.")
    return table.tell(_day(table.frame.loc[wrong, "done_on"]), "done_on", expected, remedy)
