"""What was counted beside the judgements: a hard figure per point with its own unit, over the editions."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from wijkmonitor.attention import POINT
from wijkmonitor.level import Level
from wijkmonitor.snapshot import Snapshot
from wijkmonitor.text import Lang, Text, number

_UNIT = Text(nl="Wat is geteld", en="What was counted")
_SAID = Text(nl="{unit}: {amount} in {e}.", en="{unit}: {amount} in {e}.")
_BEFORE = Text(nl="{unit}: {amount} in {e}, {before} in {b}.", en="{unit}: {amount} in {e}, {before} in {b}.")
_NONE = Text(
    nl="Bij dit punt is in {e} geen hard cijfer opgegeven. Vul het in bij hard_figure in de gemeentescan.",
    en="No hard figure was given for this point in {e}. Fill it in under hard_figure in the municipality scan.",
)


def known(snapshot: Snapshot) -> pd.DataFrame:
    """The hard figures about the whole municipality: columns edition, point, hard_figure, hard_figure_unit."""
    table = snapshot.scan
    told = table[table["hard_figure"].notna() & table["level"].ne(Level.WIJK.value)]
    return told[["edition", "point", "hard_figure", "hard_figure_unit"]].drop_duplicates(["edition", "point"])


def amount(value: float, lang: Lang) -> str:
    """A hard figure as a reader reads it: without decimals when it has none."""
    return number(value, lang, 0 if value == round(value) else 1)


def sentence(found: pd.DataFrame, point: str, edition: str, lang: Lang) -> str:
    """The hard figure of one point in one edition, and that of the last edition before with the same unit."""
    mine = found[found["point"] == point].sort_values("edition")
    here = mine[mine["edition"] == edition]
    if here.empty:
        return _NONE(lang).format(e=edition)
    unit = str(here["hard_figure_unit"].iloc[0])
    told = {"unit": unit[:1].upper() + unit[1:], "amount": amount(here["hard_figure"].iloc[0], lang), "e": edition}
    before = mine[mine["edition"].lt(edition) & mine["hard_figure_unit"].eq(unit)]
    if before.empty:
        return _SAID(lang).format(**told)
    last = before.iloc[-1]
    return _BEFORE(lang).format(before=amount(last["hard_figure"], lang), b=last["edition"], **told)


def table(found: pd.DataFrame, editions: Sequence[str], lang: Lang) -> pd.DataFrame:
    """A row per point and unit, a column per edition; a dash where nothing was counted. Worded columns."""
    rows = []
    for point, text in POINT.categories.items():
        mine = found[found["point"] == point]
        for unit in mine["hard_figure_unit"].unique():
            by_edition = mine[mine["hard_figure_unit"] == unit].set_index("edition")["hard_figure"]
            told = {one: amount(by_edition[one], lang) if one in by_edition.index else "–" for one in editions}
            rows.append({POINT.text(lang): text(lang), _UNIT(lang): unit, **told})
    return pd.DataFrame(rows, columns=[POINT.text(lang), _UNIT(lang), *editions])
