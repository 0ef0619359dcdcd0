"""The ties between organisations, area by area: those of a wijk, and those of the municipality with the ones of no wijk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from wijkmonitor import areas as geo
from wijkmonitor.analysis import partners
from wijkmonitor.edition import Dataset, Edition
from wijkmonitor.level import Level
from wijkmonitor.methods import domains

FEW_TIES = 20
"""A figure about fewer ties than this is "with care": one tie more or less is more than five per cent."""


@dataclass(frozen=True)
class Network:
    """The ties of one area. ``named``: as ``partners.latest``; ``kinds``: per organisation that works there its kind."""

    named: pd.DataFrame
    kinds: pd.Series

    @property
    def pairs(self) -> pd.DataFrame:
        """See ``partners.pairs``."""
        return partners.pairs(self.named)

    def arrays(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Both ends of every pair as positions among the organisations that have a tie, and the kinds of those."""
        pairs = self.pairs
        tied = pd.Index(sorted(set(pairs["one"]) | set(pairs["other"])), dtype="object")
        kind = self.kinds.reindex(tied).to_numpy(dtype=object)
        return tied.get_indexer(pairs["one"]), tied.get_indexer(pairs["other"]), kind


def named_ties(edition: Edition) -> pd.DataFrame:
    """The ties of an edition as ``partners.latest``, "" for no wijk."""
    table = edition.get(Dataset.TIES)
    assert table is not None, "computed only when there are ties"
    return partners.latest(table.rename(columns={"wijk_code": "wijk"}).fillna({"wijk": ""}))


def organisations(edition: Edition) -> pd.DataFrame:
    """The organisations of an edition in the order of their keys, "" for no wijk."""
    table = edition.get(Dataset.ORGANISATIONS)
    assert table is not None, "computed only when there is a list of organisations"
    listed = table.rename(columns={"wijk_code": "wijk"}).fillna({"wijk": ""})
    return listed.sort_values("organisation_id", kind="stable", ignore_index=True)


def wijken_of(edition: Edition) -> dict[str, list[str]]:
    """Per area above the buurt the wijken in it; "" stands for everything, ties without a wijk too."""
    wijken = geo.of_level(edition.areas, Level.WIJK)
    gemeente = wijken["parent"].astype("str")
    top = str(edition.areas.index[0])
    inside = {str(code): [str(code)] for code in wijken.index}
    inside |= {str(code): list(mine.index.astype("str")) for code, mine in gemeente.groupby(gemeente)}
    return inside | {top: [""]}


def networks(edition: Edition) -> dict[str, Network]:
    """The network of every area above the buurt; made once per edition."""
    if "collaboration" not in edition.workings:
        named, listed = named_ties(edition), organisations(edition)
        found = {}
        for area, wijken in wijken_of(edition).items():
            here = pd.concat([partners.in_wijk(named, wijk) for wijk in wijken], ignore_index=True)
            there = pd.concat([partners.present(listed, named, wijk) for wijk in wijken]).drop_duplicates(
                "organisation_id"
            )
            found[area] = Network(here, there.set_index("organisation_id")["kind"].astype("object"))
        edition.workings["collaboration"] = found
    made: dict[str, Network] = edition.workings["collaboration"]
    return made


def told_of(edition: Edition, told: dict[str, tuple[float, int]]) -> pd.DataFrame:
    """A raw frame from a value and a number of ties per area; areas that are not told of are not measured."""
    value = pd.Series({area: one for area, (one, _) in told.items()}, dtype=float).reindex(edition.areas.index)
    number = pd.Series({area: n for area, (_, n) in told.items()}, dtype=float).reindex(edition.areas.index)
    number = number.where(number > 0)
    return domains.raw_frame(
        edition.areas, value=value.where(number.notna()), n=number, sure=number.ge(FEW_TIES).astype(bool)
    )


def per_network(edition: Edition, measure: Callable[[Network], tuple[float, int]]) -> pd.DataFrame:
    """A raw frame with ``measure`` (value, number of ties) of the network of every area."""
    return told_of(edition, {area: measure(one) for area, one in networks(edition).items()})
