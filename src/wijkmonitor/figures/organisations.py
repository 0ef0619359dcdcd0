"""Organisations and their ties as one view shows them: all of a municipality, or those of one wijk; and who is tied to whom."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
import pandas as pd

from wijkmonitor.analysis import partners
from wijkmonitor.analysis.partners import FORMAL, INFORMAL
from wijkmonitor.snapshot import Snapshot
from wijkmonitor.text import Lang, Text

_KEPT_VIEWS = 128

KINDS = {
    FORMAL: Text(nl="formeel (beroepskrachten)", en="formal (professionals)"),
    INFORMAL: Text(nl="informeel (bewoners)", en="informal (residents)"),
}
WHOLE_TOWN = Text(nl="hele gemeente", en="whole municipality")
LIST = {
    "number": Text(nl="Nr.", en="No."),
    "name": Text(nl="Organisatie", en="Organisation"),
    "kind": Text(nl="Soort", en="Kind"),
    "wijk": Text(nl="Wijk", en="Wijk"),
    "partners": Text(nl="Partners", en="Partners"),
    "across": Text(nl="Waarvan van de andere soort", en="Of which of the other kind"),
}
"""Columns of the list of organisations and their headings."""


@dataclass(frozen=True, eq=False)
class Network:
    """``organisations``: indexed by key, columns name, kind, wijk, x, y, ``number`` (its number in drawing and list, the same for
    every wijk), ``here`` (works in the wijk of the view), formal, informal and partners (numbers of partners there) and
    ``across`` (partners of the other kind). ``pairs``: ``partners.PAIR_COLUMNS`` and ``crossing``. ``named``: the ties as
    they were named."""

    organisations: pd.DataFrame
    pairs: pd.DataFrame
    named: pd.DataFrame

    @property
    def here(self) -> pd.DataFrame:
        """The organisations that work in the wijk of the view, by name."""
        return self.organisations[self.organisations["here"]]

    def ties_of(self, key: str) -> pd.DataFrame:
        """The pairs that one organisation is part of."""
        return self.pairs[self.pairs["one"].eq(key) | self.pairs["other"].eq(key)]

    def partners_of(self, key: str) -> set[str]:
        """The keys of those an organisation is tied to."""
        mine = self.ties_of(key)
        return (set(mine["one"]) | set(mine["other"])) - {key}

    @cached_property
    def crossing(self) -> int:
        """Number of ties between a formal and an informal organisation."""
        return int(self.pairs["crossing"].sum())

    def left_alone_without(self, key: str) -> list[str]:
        """The keys of organisations that have no tie left when one leaves."""
        once = self.organisations["partners"].eq(1)
        return [one for one in sorted(self.partners_of(key)) if once[one]]


@lru_cache(maxsize=_KEPT_VIEWS)
def network_of(snapshot: Snapshot, edition: str, wijk: str = "") -> Network:
    """The network of one edition; ``wijk``: code of a wijk, "" for the whole municipality."""
    listed = snapshot.organisations[snapshot.organisations["edition"] == edition]
    listed = listed.sort_values(["name", "organisation_id"], kind="stable").reset_index(drop=True)
    ties = snapshot.ties[snapshot.ties["edition"] == edition]
    named = partners.in_wijk(ties, wijk)
    here = partners.present(listed, ties, wijk)["organisation_id"]
    rows = listed.assign(number=np.arange(1, len(listed) + 1), here=listed["organisation_id"].isin(here))
    rows = rows.set_index("organisation_id").drop(columns="edition")
    kinds = rows["kind"].astype("object")
    pairs = partners.pairs(named)
    pairs = pairs.assign(crossing=partners.crossing(pairs, kinds), mutual=pairs["mutual"].astype(bool))
    counted = rows.join(partners.partner_counts(pairs, kinds))
    across = counted[INFORMAL].where(counted["kind"].eq(FORMAL), counted[FORMAL])
    return Network(counted.assign(across=across), pairs, named)


def wijk_names(network: Network, areas: pd.DataFrame, lang: Lang) -> pd.Series:
    """Per organisation the name of its wijk, or that it works in the whole municipality. ``areas``: indexed by code."""
    names = {"": WHOLE_TOWN(lang), **areas["name"].to_dict()}
    return network.organisations["wijk"].map(lambda code: str(names.get(code, code)))


def listed(network: Network, areas: pd.DataFrame, lang: Lang) -> pd.DataFrame:
    """The organisations of the view as a table to read: columns of :data:`LIST`, in words, by name."""
    words = {key: text(lang) for key, text in KINDS.items()}
    told = network.organisations.assign(
        wijk=wijk_names(network, areas, lang), kind=network.organisations["kind"].map(words)
    )
    return told.loc[network.organisations["here"], list(LIST)].reset_index(drop=True)


def to_download(network: Network) -> pd.DataFrame:
    """The organisations of the view as they are published, with their numbers of partners."""
    columns = ["name", "kind", "wijk", "partners", FORMAL, INFORMAL]
    return network.here[columns].rename_axis("organisation_id").reset_index()


def connectors(network: Network, most: int = 3) -> list[str]:
    """The keys of those that join both kinds most often, by name; none with fewer than two such ties.

    Some ``most`` of them: equals are named together, or not at all when that would be many.
    """
    found = network.here[network.here["across"] >= 2].nlargest(most, "across", keep="all")
    if len(found) > most + 2:
        found = found[found["across"] > found["across"].min()]
    return sorted(found.index, key=lambda key: str(found.at[key, "name"]))
