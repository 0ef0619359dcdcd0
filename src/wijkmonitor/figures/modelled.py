"""How well the model estimates: the hold-out test of a snapshot in plain words."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from wijkmonitor.figures import capacity
from wijkmonitor.snapshot import Snapshot
from wijkmonitor.text import Lang, Text, number, percent

NAMES = ("holdout_rmse_direct", "holdout_rmse_model", "holdout_cover_direct", "holdout_cover_model")
_TITLES = (
    Text(nl="Onderwerp", en="Topic"),
    Text(nl="Fout van het directe cijfer", en="Error of the direct figure"),
    Text(nl="Fout van het model", en="Error of the model"),
    Text(nl="Marge klopt: direct", en="Margin right: direct"),
    Text(nl="Marge klopt: model", en="Margin right: model"),
)
HOW = Text(
    nl="Steeds opnieuw is een deel van de antwoorden weggelaten. Daarna is gekeken wie het dichtst bij de uitkomst met alle "
    "antwoorden komt: het cijfer uit de antwoorden van de buurt alleen (direct), of de modelschatting. De fout is hoe ver ze er "
    "gemiddeld naast zitten, in procentpunt of in punten van de schaal. ‘Marge klopt’ is hoe vaak de uitkomst binnen de marge "
    "valt; dat hoort rond 95% te zijn.",
    en="Time and again part of the answers was left out. Then it was seen which comes closest to the outcome with all answers: "
    "the figure from the answers of the buurt alone (direct), or the model estimate. The error is how far they are off on "
    "average, in percentage points or in points of the scale. ‘Margin right’ is how often the outcome lies within the margin; "
    "that should be around 95%.",
)
_BETTER = Text(
    nl="Bij {k} van de {n} onderwerpen zit de modelschatting dichter bij de uitkomst dan het directe cijfer.",
    en="For {k} of the {n} topics the model estimate is closer to the outcome than the direct figure.",
)


def holdout(snapshot: Snapshot, keys: Sequence[str], edition: str) -> pd.DataFrame:
    """The hold-out test of those of ``keys`` that have one: indexed by indicator, columns :data:`NAMES`; maybe no rows."""
    table = snapshot.statistics
    mine = table[(table["edition"] == edition) & table["statistic"].isin(NAMES) & table["indicator"].isin(list(keys))]
    wide = mine.pivot_table(index="indicator", columns="statistic", values="value", aggfunc="first")
    return wide.reindex(index=[key for key in keys if key in wide.index], columns=list(NAMES)).dropna()


def answer(found: pd.DataFrame, lang: Lang) -> str:
    """For how many topics the model does better."""
    better = int((found[NAMES[1]] < found[NAMES[0]]).sum())
    return _BETTER(lang).format(k=number(better, lang), n=number(len(found), lang))


def table(found: pd.DataFrame, snapshot: Snapshot, lang: Lang) -> pd.DataFrame:
    """The test as a reader writes it, a row per topic."""
    rows = []
    for key, *ends in found.itertuples():
        indicator = snapshot.indicators[key]
        share = indicator.unit.is_share
        errors = [f"{number(e * 100, lang, 1)} pp" if share else number(e, lang, 2) for e in ends[:2]]
        rows.append([capacity.short_title(indicator, lang), *errors, *(percent(cover, lang) for cover in ends[2:])])
    return pd.DataFrame(rows, columns=[title(lang) for title in _TITLES])
