"""The municipality scan: six points of attention, judged by residents, initiators, professionals and officials."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa

from wijkmonitor.areas import Level
from wijkmonitor.attention import HIGHEST, JUDGE, LOWEST, POINT
from wijkmonitor.edition import Dataset
from wijkmonitor.fault import Fault
from wijkmonitor.methods import perception
from wijkmonitor.municipality import SourceSpec
from wijkmonitor.sources import checked, codes
from wijkmonitor.sources.checked import Table
from wijkmonitor.sources.columns import PERSONS, choice, code, number, text
from wijkmonitor.sources.context import Context
from wijkmonitor.text import Text

_ROUNDED = 0.01
"""A mean and a standard deviation are written with two decimals."""

SCHEMA = pa.DataFrameSchema(
    {
        "point": choice("Aandachtspunt", "Point of attention", tuple(POINT.categories), required=True, filled=True),
        "judge": choice("Wie oordeelt", "Who judges", tuple(JUDGE.categories), required=True, filled=True),
        "wijk_code": code(
            "CBS-code van de wijk; leeg voor de hele gemeente", "CBS code of the wijk; empty for the whole", "WK051801"
        ),
        "score": number(
            "Gemiddeld oordeel van 1 tot 5",
            "Mean judgement from 1 to 5",
            "3.4",
            low=LOWEST,
            high=HIGHEST,
            required=True,
        ),
        "sd": number("Standaardafwijking van de oordelen", "Standard deviation of the judgements", "0.9", low=0),
        "n": number("Aantal oordelen", "Number of judgements", "85", unit=PERSONS, low=0, whole=True),
        "hard_figure": number("Hard cijfer bij dit punt", "Hard figure for this point", "21"),
        "hard_figure_unit": text("Eenheid van het harde cijfer", "Unit of the hard figure", "dagen"),
    },
    unique=["point", "judge", "wijk_code"],
    name=Dataset.MUNICIPALITY_SCAN.value,
)


def read(specs: tuple[SourceSpec, ...], context: Context) -> Table:
    """Read the scan; a row without ``wijk_code`` is about the whole municipality."""
    table = checked.read(SCHEMA, specs)
    faults = [*_impossible_spread(table), *_figure_without_unit(table), *_two_figures(table), *_small_whole(table)]
    if context.codes is not None:
        faults += codes.check_known(table, "wijk_code", context.codes, Level.WIJK)
    return table.with_faults(faults)


def _impossible_spread(table: Table) -> list[Fault]:
    frame = table.frame
    most = perception.largest_sd(frame["score"].to_numpy(), frame["n"].fillna(2).to_numpy())
    wrong = frame["sd"] > most + _ROUNDED
    expected = Text(
        nl="een spreiding die bij dit gemiddelde op een schaal van 1 tot 5 kan",
        en="a spread that this mean can have on a scale of 1 to 5",
    )
    remedy = Text(
        nl="Vul de standaardafwijking van de oordelen in, niet de variantie of een percentage.",
        en="Fill in the standard deviation of the judgements, not the variance or a percentage.",
    )
    return table.tell(frame.loc[wrong, "sd"].map("{:g}".format), "sd", expected, remedy)


def _figure_without_unit(table: Table) -> list[Fault]:
    frame = table.frame
    wrong = frame["hard_figure"].notna() & frame["hard_figure_unit"].isna()
    expected = Text(nl="een eenheid bij elk hard cijfer", en="a unit for every hard figure")
    remedy = Text(nl="Vul hard_figure_unit in, zoals dagen.", en="Fill in hard_figure_unit, such as days.")
    return table.tell(frame.loc[wrong, "hard_figure_unit"], "hard_figure_unit", expected, remedy)


def _two_figures(table: Table) -> list[Fault]:
    """A point has one hard figure per area, whichever judge's row it stands in."""
    given = table.frame[table.frame["hard_figure"].notna()]
    first = given.groupby(["point", given["wijk_code"].fillna("")])["hard_figure"].transform("first")
    wrong = given["hard_figure"].ne(first)
    expected = Text(nl="één hard cijfer per punt en gebied", en="one hard figure per point and area")
    remedy = Text(
        nl="Vul het cijfer in één rij in, bijvoorbeeld bij de ambtenaren.",
        en="Fill the figure in in one row, for instance that of the officials.",
    )
    return table.tell(given.loc[wrong, "hard_figure"].map("{:g}".format), "hard_figure", expected, remedy)


def _small_whole(table: Table) -> list[Fault]:
    """A warning where the whole rests on fewer judgements than its wijken together."""
    frame = table.frame
    whole = frame["wijk_code"].isna()
    together = frame[~whole].groupby(["point", "judge"])["n"].sum()
    keys = pd.MultiIndex.from_frame(frame[["point", "judge"]])
    parts = pd.Series(together.reindex(keys).to_numpy(), index=frame.index)
    wrong = whole & (frame["n"] < parts)
    expected = Text(
        nl="minstens zo veel oordelen in de hele gemeente als in de wijken samen",
        en="at least as many judgements in the whole municipality as in its wijken together",
    )
    remedy = Text(
        nl="Tel de oordelen opnieuw. De cijfers worden wel gebruikt, met extra voorzichtigheid bij wat getoond wordt.",
        en="Count the judgements again. The figures are used, with extra caution in what is shown.",
    )
    return table.tell(frame.loc[wrong, "n"].map("{:.0f}".format), "n", expected, remedy, severity="warning")
