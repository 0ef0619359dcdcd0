"""Who works with whom: from the ties that organisations name to pairs of partners.

A *named tie* goes one way: an organisation says that it works with another. A *tie* is a pair of organisations of which at
least one names the other, counted once; it is *mutual* when both do. Tables of ties have the columns from and to (and wijk
and year where that is said); ``kinds`` is a Series with the kind of organisation (formal, informal) by its key.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

FORMAL, INFORMAL = "formal", "informal"
PAIR_COLUMNS = ("one", "other", "mutual")


def latest(ties: pd.DataFrame) -> pd.DataFrame:
    """The same ties, of each named tie in a wijk only the last year; ordered by from, to and wijk."""
    ordered = ties.sort_values("year", kind="stable", na_position="first")
    kept = ordered.drop_duplicates(["from", "to", "wijk"], keep="last")
    return kept.sort_values(["from", "to", "wijk"], kind="stable", ignore_index=True)


def in_wijk(ties: pd.DataFrame, wijk: str) -> pd.DataFrame:
    """The ties in one wijk; all of them for ""."""
    return ties[ties["wijk"] == wijk] if wijk else ties


def pairs(ties: pd.DataFrame) -> pd.DataFrame:
    """Every pair of organisations once: columns of :data:`PAIR_COLUMNS`, ``one`` before ``other`` in order of keys."""
    source, target = (ties[end].to_numpy(dtype=object) for end in ("from", "to"))
    forward = np.array([a < b for a, b in zip(source, target, strict=True)], dtype=bool)
    named = pd.DataFrame(
        {
            "one": np.where(forward, source, target),
            "other": np.where(forward, target, source),
            "forward": forward,
        }
    ).drop_duplicates()
    ways = named.groupby(["one", "other"], sort=True).size()
    found = ways.eq(2).rename("mutual").reset_index()
    return found if len(found) else pd.DataFrame({name: pd.Series(dtype=object) for name in PAIR_COLUMNS})


def crossing(pairs_or_ties: pd.DataFrame, kinds: pd.Series) -> np.ndarray:
    """Boolean per pair (one, other) or named tie (from, to): whether it joins a formal and an informal organisation."""
    ends = ("one", "other") if "one" in pairs_or_ties else ("from", "to")
    mine, theirs = (pairs_or_ties[end].map(kinds).to_numpy(dtype=object) for end in ends)
    return mine != theirs


def partner_counts(pairs_of: pd.DataFrame, kinds: pd.Series) -> pd.DataFrame:
    """Per organisation of ``kinds`` its number of partners: columns formal, informal and partners; 0 without any."""
    both = pd.concat(
        [
            pairs_of[["one", "other"]].set_axis(["mine", "theirs"], axis=1),
            pairs_of[["other", "one"]].set_axis(["mine", "theirs"], axis=1),
        ]
    )
    counted = pd.crosstab(both["mine"], both["theirs"].map(kinds)) if len(both) else pd.DataFrame()
    found = counted.reindex(index=kinds.index, columns=[FORMAL, INFORMAL], fill_value=0).fillna(0).astype(int)
    return found.assign(partners=found[FORMAL] + found[INFORMAL]).rename_axis(columns=None)


def present(organisations: pd.DataFrame, ties: pd.DataFrame, wijk: str) -> pd.DataFrame:
    """The organisations (columns organisation_id, wijk) that are based in a wijk or have a tie there; all for ""."""
    if not wijk:
        return organisations
    here = in_wijk(ties, wijk)
    tied = set(here["from"]) | set(here["to"])
    return organisations[organisations["wijk"].eq(wijk) | organisations["organisation_id"].isin(tied)]
