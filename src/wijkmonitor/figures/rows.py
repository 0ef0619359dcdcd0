"""What one view shows: a row per area of the level, whether or not anything is known of it."""

from __future__ import annotations

import math
from functools import lru_cache

import pandas as pd

from wijkmonitor.estimate import ALL, Reason, Verdict
from wijkmonitor.snapshot import Snapshot

_KEPT_VIEWS = 256
"""A page asks for the same rows several times, and readers for the same pages; a snapshot never changes."""

COLUMNS = ("code", "name", "value", "low", "high", "n_band", "n_eff", "kind", "instrument", "verdict", "reason")


@lru_cache(maxsize=_KEPT_VIEWS)
def shown(snapshot: Snapshot, indicator: str, edition: str, level: str, group: str = ALL) -> pd.DataFrame:
    """The estimates of one view, one row per area in the order of names: :data:`COLUMNS`, indexed 0, 1, ...

    An area without an estimate is "not measured". Raises ``KeyError`` for an unknown edition or indicator.
    """
    vintage = {e["name"]: int(e["vintage"]) for e in snapshot.editions}[edition]
    known = snapshot.pick(indicator, edition, level, group).set_index("area")
    rows = snapshot.areas_of(vintage, level)[["name"]].join(known.reindex(columns=list(COLUMNS[2:])))
    kind, instrument = snapshot.indicators[indicator].kind.value, snapshot.indicators[indicator].instrument.key
    absent = {"verdict": Verdict.NOT.value, "reason": Reason.NOT_MEASURED.value, "n_band": ""}
    filled = rows.assign(reason=rows["reason"].mask(rows["verdict"].isna(), Reason.NOT_MEASURED.value)).fillna(
        absent | {"kind": kind, "instrument": instrument}
    )
    ordered = filled.rename_axis("code").reset_index().sort_values(["name", "code"], kind="stable", ignore_index=True)
    return ordered[list(COLUMNS)]


def one(snapshot: Snapshot, indicator: str, edition: str, area: str, group: str = ALL) -> pd.Series:
    """The estimate of one area as a row of :data:`COLUMNS`; "not measured" when there is none.

    Raises ``KeyError`` for an unknown edition, indicator or area.
    """
    vintage = {e["name"]: int(e["vintage"]) for e in snapshot.editions}[edition]
    about, place = snapshot.indicators[indicator], snapshot.areas_of(vintage).loc[area]
    known = snapshot.pick(indicator, edition, str(place["level"]), group)
    known = known[known["area"] == area]
    if known.empty:
        nothing = {"value": math.nan, "low": math.nan, "high": math.nan, "n_band": "", "n_eff": math.nan}
        said = {"verdict": Verdict.NOT.value, "reason": Reason.NOT_MEASURED.value}
        how = {"kind": about.kind.value, "instrument": about.instrument.key}
        return pd.Series({"code": area, "name": place["name"], **nothing, **how, **said})[list(COLUMNS)]
    return pd.concat([pd.Series({"code": area, "name": place["name"]}), known.iloc[0][list(COLUMNS[2:])]])
