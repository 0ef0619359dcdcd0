"""The marks of the approaches per initiative as a snapshot publishes them."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from wijkmonitor.edition import Edition
from wijkmonitor.methods import approach_checks
from wijkmonitor.registers.shared_form import together


def initiative_checks(editions: Sequence[Edition]) -> pd.DataFrame:
    """Marks of all editions: columns of ``columns.TABLES["initiative_checks"]``, a row per initiative, edition and mark."""
    tables = [
        approach_checks.checks(one.initiatives).assign(edition=one.name)
        for one in editions
        if one.initiatives is not None
    ]
    return together("initiative_checks", tables)
