"""How long initiatives last as a snapshot publishes it: per edition, from the registers up to and including it."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from wijkmonitor.columns import TABLES
from wijkmonitor.edition import Edition
from wijkmonitor.methods import survival as method


def survival(editions: Sequence[Edition]) -> pd.DataFrame:
    """Survival of all editions: columns of ``columns.TABLES["survival"]``, a row per edition, group and step."""
    columns = [field.name for field in TABLES["survival"]]
    tables, registers = [], []
    for one in sorted(editions, key=lambda edition: edition.date):
        if one.initiatives is not None:
            registers.append((one.initiatives, one.date))
            tables.append(method.by_group(method.followed(registers)).assign(edition=one.name))
    filled = [table[columns] for table in tables if len(table)]
    return pd.concat(filled, ignore_index=True) if filled else pd.DataFrame(columns=columns)
