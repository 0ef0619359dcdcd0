"""A snapshot's organisations and ties, as large as asked, without a snapshot."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pandas as pd

from wijkmonitor.analysis import partners
from wijkmonitor.figures.organisations import Network, network_of
from wijkmonitor.methods.network_layout import positions

EDITION = "2025"
_FIRST = ("Bewonersgroep", "Wijkteam", "Stichting", "Speeltuinvereniging", "Huurdersplatform", "Buurtwerkplaats")
_PLACE = ("De Weverij", "Noorderhoek", "Elzenvoorde", "Havenkwartier", "Kruisakker", "Oosterveen", "Parkzicht")


def a_network(members: int, ties: int, wijk: str = "", seed: int = 4) -> Network:
    """Random ties between ``members`` organisations in three wijken, half of them mutual."""
    rng = np.random.default_rng(seed)
    keys = [f"O{number:03d}" for number in range(members)]
    ends = np.array([rng.choice(members, 2, replace=False) for _ in range(ties)]).reshape(-1, 2)
    named = pd.DataFrame({"from": [keys[n] for n in ends[:, 0]], "to": [keys[n] for n in ends[:, 1]]})
    named["wijk"] = rng.choice(["WK000101", "WK000102", "WK000103"], ties)
    back = named.iloc[::2].rename(columns={"from": "to", "to": "from"})
    every = pd.concat([named, back], ignore_index=True).assign(year=2024.0, edition=EDITION)
    listed = pd.DataFrame({"organisation_id": pd.Series(keys, dtype="object"), "edition": EDITION})
    listed["name"] = [f"{_FIRST[n % 6]} {_PLACE[n % 7]} {n}" for n in range(members)]
    listed["kind"] = rng.choice(["formal", "informal"], members)
    listed["wijk"] = rng.choice(["WK000101", "WK000102", "WK000103", ""], members)
    place = positions(keys, partners.pairs(every)).reset_index()
    snapshot = SimpleNamespace(organisations=listed.merge(place, on="organisation_id"), ties=partners.latest(every))
    return network_of.__wrapped__(snapshot, EDITION, wijk)
