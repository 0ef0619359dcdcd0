"""Which initiatives bridge differences between people, as their register says."""

from __future__ import annotations

import pandas as pd

from wijkmonitor.groups import BRIDGES, BRIDGES_NOTHING


def with_bridging(initiatives: pd.DataFrame) -> pd.DataFrame:
    """The register with the column of ``groups.BRIDGES``: yes for at least one difference, no for ``none``, missing when
    not known."""
    said = initiatives["bridges"] if "bridges" in initiatives else pd.Series(None, index=initiatives.index)
    told = said.astype("object").map(
        lambda cell: "no" if str(cell).strip() == BRIDGES_NOTHING else "yes", na_action="ignore"
    )
    return initiatives.assign(**{BRIDGES.column: told})
